//! What commands say on standard error: as much as helps, and never nothing where nothing is found.

use std::fs;

use super::{articles, run};

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
