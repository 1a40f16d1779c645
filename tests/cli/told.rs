//! What commands say on standard error: as much as helps, and never nothing where nothing is found.

use super::{COMMANDS, articles, run};
use std::fs;

#[test]
fn what_is_wrong_with_many_files_is_told_once_a_kind() {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=40 {
        let text = format!(
            "---\ntitle: Pezzo {number}\ndate: 03/04/{number}\n---\n\nIl testo {number}.\n"
        );
        fs::write(folder.path().join(format!("{number:02}.md")), text).unwrap();
    }
    // More than a person wants to see: a script reads them.
    for number in 0..15 {
        fs::write(folder.path().join(format!("vuoto{number}.txt")), "").unwrap();
    }
    let told = run(folder.path(), &["list", "."]);
    assert_eq!(told.status, Some(2), "{}", told.stderr);
    let lines = |of: &str, text: &str| text.lines().filter(|line| line.contains(of)).count();
    assert_eq!(
        lines("could be more than one", &told.stderr),
        3,
        "{}",
        told.stderr
    );
    assert_eq!(
        lines(
            "and 37 more of this kind (--verbose tells all)",
            &told.stderr
        ),
        1,
        "{}",
        told.stderr
    );
    assert_eq!(lines("vuoto", &told.stderr), 15, "{}", told.stderr);
    for verbose in ["--verbose", "-v"] {
        let all = run(folder.path(), &["list", ".", verbose]);
        assert_eq!(all.status, Some(2));
        assert_eq!(lines("could be more than one", &all.stderr), 40);
        assert_eq!(lines("more of this kind", &all.stderr), 0);
        assert_eq!(all.stdout, told.stdout);
    }
    // What is wrong with the article that is asked for is told, wherever it stands among others.
    let only = run(folder.path(), &["list", "40.md"]);
    assert_eq!(lines("40.md", &only.stderr), 1, "{}", only.stderr);
}

#[test]
fn all_files_that_were_named_and_cannot_be_read_are_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Un testo.\n").unwrap();
    let pictures: Vec<String> = (0..8).map(|number| format!("foto{number}.png")).collect();
    for name in &pictures {
        fs::write(folder.path().join(name), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    }
    let words: Vec<&str> = (["list", "a.txt"].into_iter())
        .chain(pictures.iter().map(String::as_str))
        .collect();
    let named = run(folder.path(), &words);
    assert_eq!(named.status, Some(2), "{}", named.stderr);
    for name in &pictures {
        assert!(named.stderr.contains(name), "{name}: {}", named.stderr);
    }
    // Among the others of a folder they are nothing that failed.
    let found = run(folder.path(), &["list", "."]);
    assert_eq!(found.status, Some(0), "{}", found.stderr);
    assert!(
        found.stderr.contains("and 5 more of this kind"),
        "{}",
        found.stderr
    );
}

#[test]
fn words_of_a_query_that_stand_outside_its_quotes_are_told_as_such() {
    let home = articles();
    for (words, meant) in [
        (
            vec!["search", "nord", "date:2023"],
            "rassegna search 'nord date:2023'",
        ),
        (
            vec!["search", "nord", "corea", "date:2023", "."],
            "rassegna search 'nord corea date:2023' .",
        ),
        (
            vec!["timeline", "--lens", "nord", "date:2023"],
            "rassegna timeline --lens 'nord date:2023'",
        ),
        (vec!["list", "date:2023"], "rassegna list --lens date:2023"),
        (
            vec!["actors", "--with", "kim", "jong"],
            "rassegna actors --with 'kim jong'",
        ),
        (
            vec!["bookmarks", "list", "actor:kim"],
            "rassegna bookmarks list --lens actor:kim",
        ),
        (
            vec!["--lens", "l'accordo", "date:2023"],
            "rassegna --lens \"l'accordo date:2023\"",
        ),
    ] {
        let told = run(home.path(), &words);
        assert_eq!(told.status, Some(2), "{words:?}");
        let lines: Vec<_> = told.stderr.lines().collect();
        let said = lines.iter().filter(|line| line.ends_with(meant)).count();
        assert_eq!(said, 1, "{words:?}: {}", told.stderr);
        assert!(told.stderr.contains("`date:2023`") || !words.contains(&"date:2023"));
        // Neither is said of what was not looked through, nor is it to be spelled otherwise.
        for untrue in ["nothing answers", "nothing was found", "how it is spelled"] {
            assert!(!told.stderr.contains(untrue), "{words:?}: {}", told.stderr);
        }
    }
    // What looks like the name of a file is one that is missing.
    let told = run(home.path(), &["search", "nord", "articoli.txt"]);
    assert!(
        told.stderr.contains("articoli.txt: no such file"),
        "{}",
        told.stderr
    );
    assert!(!told.stderr.contains("nothing answers"), "{}", told.stderr);
}

#[test]
fn a_search_that_finds_nothing_says_why() {
    let home = articles();
    for (query, why) in [
        ("zebra", "nothing answers zebra"),
        (
            "-putin",
            "every article answers putin, so -putin leaves none",
        ),
        ("-putin -trattato", "every article answers trattato"),
        ("-actor:putin", "every article answers actor:putin"),
        ("-/tratt.to/", "every article answers /tratt.to/"),
        (
            "-\"hanno firmato\"",
            "every article answers \"hanno firmato\"",
        ),
        ("/zebr/", "nothing answers /zebr/"),
        ("missili -putin", "every article answers putin"),
        (
            "missili russia",
            "no article has all of it; alone: missili in 1, russia in 1",
        ),
        ("missili -festeggia", "alone: missili in 1, -festeggia in 1"),
        (
            "missili /Nel 2023/",
            "no article has all of it; alone: missili in 1",
        ),
        ("title:zebra", "nothing answers title:zebra"),
        ("source:zebra", "nothing answers source:zebra"),
        ("actor:zebra", "nothing answers actor:zebra"),
        ("date:1950", "nothing answers date:1950"),
        ("published:1950", "nothing answers published:1950"),
        (
            "published:2024 -date:2024",
            "every article answers date:2024",
        ),
        ("in:bookmarks", "nothing answers in:bookmarks"),
        ("-in:notes -putin", "every article answers putin"),
    ] {
        let found = run(home.path(), &["search", query, "."]);
        assert_eq!(found.status, Some(1), "{query} {}", found.stdout);
        assert!(found.stderr.contains(why), "{query}: {}", found.stderr);
        let listed = run(home.path(), &["list", ".", "--lens", query]);
        assert_eq!(listed.status, Some(1), "{query}");
        assert!(listed.stderr.contains("nothing was found through the lens"));
    }
    let listed = run(home.path(), &["list", "--json", "--lens", "russia", "."]);
    let listed = listed.lines();
    let id = listed.first().and_then(|line| line.get("article")).unwrap();
    let of_one = ["search", "missili", ".", "--article", id.as_str().unwrap()];
    let found = run(home.path(), &of_one);
    assert_eq!(found.status, Some(1));
    assert!(
        found.stderr.contains("nothing answers missili"),
        "{}",
        found.stderr
    );
}

#[test]
fn a_query_of_nothing_is_refused_before_anything_is_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("vuoto.txt"), "").unwrap();
    for query in ["\"\"\"", "////", "((((", "-", " "] {
        let refused = run(folder.path(), &["search", query, "."]);
        assert_eq!(refused.status, Some(2), "{query}");
        // What is wrong with the files would be told if they were read.
        assert_eq!(
            refused.stderr.lines().count(),
            1,
            "{query}: {}",
            refused.stderr
        );
        assert!(
            refused.stderr.contains("the query is empty"),
            "{}",
            refused.stderr
        );
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_printed() {
    let folder = articles();
    let path = folder.path();
    fs::create_dir(path.join("vuota")).unwrap();
    fs::write(
        path.join("binario.txt"),
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0",
    )
    .unwrap();
    fs::write(path.join("niente.txt"), "").unwrap();
    fs::write(
        path.join("rotto.md"),
        "---\ntitle: [non chiuso\n---\n\nIl testo si legge lo stesso.\n",
    )
    .unwrap();
    fs::write(
        path.join("latin.txt"),
        b"Titolo\n\nPerch\xe9 no? \xc8 gi\xe0 tardi.\n",
    )
    .unwrap();
    for (words, status, said) in [
        (vec!["firma.md"], 0, ""),
        (vec!["firma.md", "manca.txt"], 2, "manca.txt"),
        (vec!["firma.md", "binario.txt"], 2, "binario.txt"),
        (vec!["firma.md", "niente.txt"], 2, "niente.txt"),
        (vec!["firma.md", "rotto.md"], 0, "rotto.md"),
        (vec!["firma.md", "latin.txt"], 0, "latin.txt"),
    ] {
        for command in COMMANDS {
            let run = run(path, &[command, &words[..]].concat());
            assert_eq!(
                run.status,
                Some(status),
                "{command:?} {words:?}: {}",
                run.stderr
            );
            assert!(
                run.stderr.contains(said),
                "{command:?} {words:?}: {}",
                run.stderr
            );
            assert!(!run.stdout.is_empty(), "{command:?} {words:?}");
            assert!(
                run.stderr
                    .lines()
                    .all(|line| line.starts_with("rassegna: "))
            );
        }
    }
    for words in [["list", "vuota"], ["show", "vuota"], ["actors", "vuota"]] {
        let run = run(path, &words);
        assert_eq!(
            (run.status, run.stdout.as_str()),
            (Some(1), ""),
            "{words:?}"
        );
        assert!(run.stderr.contains("vuota"), "{}", run.stderr);
    }
    let all = run(path, &["list", "--json", "."]);
    assert_eq!(
        (all.status, all.lines().len()),
        (Some(2), 5),
        "{}",
        all.stderr
    );
}

#[test]
fn a_picture_among_articles_is_told_and_nothing_that_failed() {
    let folder = articles();
    fs::write(folder.path().join("foto.png"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    // Also where it is known from before.
    for _ in 0..2 {
        let list = run(folder.path(), &["list", "."]);
        assert_eq!(list.status, Some(0), "{}", list.stderr);
        assert!(list.stderr.contains("foto.png: not a text but an image"));
        let named = run(folder.path(), &["list", "firma.md", "foto.png"]);
        assert_eq!(named.status, Some(2), "{}", named.stderr);
    }
    let one = run(folder.path(), &["list", "--json", "firma.md"]);
    let id = one.lines()[0]["article"].as_str().unwrap().to_owned();
    let shown = run(folder.path(), &["show", ".", "--article", &id]);
    assert_eq!((shown.status, shown.stderr.as_str()), (Some(0), ""));
    // What is wrong with other files is not asked for, and what is wrong with this one is.
    fs::write(
        folder.path().join("cornice.md"),
        "---\ndate: 2024-02-31\n---\n\nUn testo breve.\n",
    )
    .unwrap();
    let shown = run(folder.path(), &["show", ".", "--article", &id]);
    assert_eq!(shown.stderr, "");
    let other = run(folder.path(), &["list", "--json", "cornice.md"]);
    let id = other.lines()[0]["article"].as_str().unwrap().to_owned();
    let shown = run(folder.path(), &["show", ".", "--article", &id]);
    assert_eq!(shown.stderr.lines().count(), 1, "{}", shown.stderr);
}

#[test]
fn a_word_that_is_right_is_not_taken_for_another() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("1.txt", "La Georgia ha votato ieri.\n"),
        ("2.txt", "Giorgia Meloni ha incontrato i sindaci.\n"),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let found = run(folder.path(), &["search", "--json", "georgia", "."]);
    assert_eq!(found.lines().len(), 1, "{}", found.stdout);
    // Alone it may be what was meant.
    fs::remove_file(folder.path().join("1.txt")).unwrap();
    let found = run(folder.path(), &["search", "--json", "georgia", "."]);
    assert_eq!(found.lines().len(), 1, "{}", found.stdout);
}
