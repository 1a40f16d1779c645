//! Actors of the user's own, who is named with whom, and who is somebody else.

use std::fs;

use rassegna::actors::find::MOST_MENTIONS;

use super::{articles, run};

#[test]
fn actors_of_ones_own_and_beside_the_articles_count_in_every_command() {
    let home = articles();
    let config = home.path().join(".config/rassegna");
    fs::create_dir_all(&config).unwrap();
    fs::write(
        config.join("actors.toml"),
        "watch = [\"trattato\"]\n[people]\nkim-jong-un = { show = \"Kim III\" }\n",
    )
    .unwrap();
    fs::write(
        home.path().join("actors.toml"),
        "[operations]\nfirma = { name = \"mutua difesa\" }\n[people]\nkim-jong-un = { show = \"Kim\" }\n",
    )
    .unwrap();
    let found = run(home.path(), &["actors", "--json", "."]);
    assert_eq!((found.status, found.stderr.as_str()), (Some(0), ""));
    let names: Vec<String> = (found.lines().iter())
        .map(|line| format!("{} {}", line["kind"], line["name"]).replace('"', ""))
        .collect();
    for expected in ["person Kim III", "operation mutua difesa", "word trattato"] {
        assert!(names.iter().any(|name| name == expected), "{names:?}");
    }
    let found = run(
        home.path(),
        &["list", "--json", "--lens", "actor:trattato", "."],
    );
    assert_eq!(found.lines().len(), 2, "the lens knows them as well");
    // A file that is named has neighbours, too.
    let found = run(home.path(), &["actors", "--json", "firma.md"]);
    assert!(found.stdout.contains("mutua difesa"), "{}", found.stdout);
    let found = run(home.path(), &["actors", "--json"]);
    assert!(!found.stdout.contains("mutua difesa"), "{}", found.stdout);
}

#[test]
fn a_file_of_actors_below_a_folder_that_is_named_is_told_and_counts_when_its_folder_is_named() {
    let home = articles();
    let below = home.path().join("sotto");
    fs::create_dir(&below).unwrap();
    let file = below.join("actors.toml");
    fs::write(&file, "[operations]\nfirma = { name = \"mutua difesa\" }\n").unwrap();
    let found = run(home.path(), &["actors", "--json", "."]);
    assert_eq!(found.status, Some(0), "nothing failed");
    assert!(!found.stdout.contains("mutua difesa"), "{}", found.stdout);
    assert!(
        found.stderr.contains("actors.toml: not used"),
        "{}",
        found.stderr
    );
    let found = run(home.path(), &["actors", "--json", ".", "sotto"]);
    assert!(found.stdout.contains("mutua difesa"), "{}", found.stdout);
    assert!(!found.stderr.contains("not used"), "{}", found.stderr);
    // A link to another file of the folder is followed, one that leads out of it is not.
    std::os::unix::fs::symlink(&file, home.path().join("actors.toml")).unwrap();
    let found = run(home.path(), &["actors", "--json", "."]);
    assert!(found.stdout.contains("mutua difesa"), "{}", found.stdout);
    fs::write(below.join("firma.md"), "La mutua difesa è firmata.\n").unwrap();
    fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink(home.path().join("actors.toml"), &file).unwrap();
    fs::remove_file(home.path().join("actors.toml")).unwrap();
    fs::write(home.path().join("actors.toml"), "").unwrap();
    let found = run(home.path(), &["actors", "--json", "sotto"]);
    let told = "actors.toml: a link that leads out of the folder";
    assert!(found.stderr.contains(told), "{}", found.stderr);
}

#[test]
fn s3_actors_beside_the_articles_are_data_and_nothing_else() {
    let home = articles();
    let file = home.path().join("actors.toml");
    fs::write(
        &file,
        "[people]\nx = { name = \"Kim \\u001B[31mRosso\\u202E\", show = \"a\\u001B]0;x\\u0007\" }\n\
         kim-jong-un = { also = \"\\u009Bboh\" }\n[words]\nfunction = \"putin\"\n",
    )
    .unwrap();
    let found = run(home.path(), &["actors", "."]);
    assert_eq!(found.status, Some(0));
    assert!(
        found.stderr.contains("actors.toml:5: lists of words"),
        "{}",
        found.stderr
    );
    assert!(found.stdout.contains("Vladimir Putin"), "{}", found.stdout);
    for text in [found.stdout, found.stderr] {
        let bad = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!text.contains(bad), "{text:?}");
    }
    for (contents, told) in [
        (&b"[people\n"[..], "actors.toml:1"),
        (&b"\xff"[..], "not UTF-8"),
        (&vec![b'#'; (1 << 20) + 1][..], "larger than 1 MB"),
    ] {
        fs::write(&file, contents).unwrap();
        let found = run(home.path(), &["actors", "."]);
        assert_eq!(found.status, Some(0), "the articles are read all the same");
        assert!(found.stderr.contains(told), "{told}: {}", found.stderr);
    }
    fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink("/etc/hosts", &file).unwrap();
    let found = run(home.path(), &["actors", "."]);
    assert!(
        !found.stderr.contains("localhost"),
        "a link is not followed"
    );
}

#[test]
fn thousands_of_actors_of_one_name_cost_no_time() {
    let home = articles();
    let mut file = "[people]\n".to_owned();
    for number in 0..20_000 {
        file += &format!("n{number} = {{ name = \"Anna Rossi\" }}\n");
    }
    fs::write(home.path().join("actors.toml"), file).unwrap();
    let begun = std::time::Instant::now();
    let found = run(home.path(), &["actors", "."]);
    assert_eq!(found.status, Some(0));
    assert!(found.stderr.contains("already means"), "{}", found.stderr);
    assert!(found.stderr.lines().count() < 200);
    assert!(begun.elapsed().as_secs() < 10);
}

#[test]
fn pairs_of_actors_and_their_graph_are_printed_in_every_form() {
    let home = articles();
    let found = run(home.path(), &["actors", "--with", "--json", "."]);
    assert_eq!(found.status, Some(0));
    let pairs = found.lines();
    let ids = ["person:kim-jong-un", "person:vladimir-putin"];
    let pair = pairs
        .iter()
        .find(|pair| {
            ids == [
                pair["actor"].as_str().unwrap(),
                pair["with"].as_str().unwrap(),
            ]
        })
        .unwrap();
    assert_eq!(
        (&pair["articles"], &pair["passages"]),
        (&2.into(), &2.into())
    );
    let csv = run(home.path(), &["actors", "--with", "--format", "csv", "."]).stdout;
    assert_eq!(csv.lines().count(), pairs.len() + 1);
    assert!(csv.starts_with("actor,name,with,with_name,articles,passages"));
    let text = run(home.path(), &["actors", "--with", "."]).stdout;
    assert!(text.contains("Kim Jong Un · Vladimir Putin"), "{text}");
    let actors = run(home.path(), &["actors", "--json", "."]).lines().len();
    let table = run(home.path(), &["actors", "--format", "csv", "."]).stdout;
    assert_eq!(table.lines().count(), actors + 1);
    let graph = run(home.path(), &["actors", "--format", "graphml", "."]).stdout;
    assert_eq!(graph.matches("<node ").count(), actors);
    assert_eq!(graph.matches("<edge ").count(), pairs.len());
    let dot = run(home.path(), &["actors", "--format", "dot", "."]).stdout;
    assert_eq!(dot.matches(" -- ").count(), pairs.len());
    let nothing = run(
        home.path(),
        &["actors", "--with", "--lens", "nessunatalparola", "."],
    );
    assert_eq!(nothing.status, Some(1));
}

#[test]
fn who_is_named_with_one_actor() {
    let home = articles();
    let all = run(home.path(), &["actors", "--with", "--json", "."]).lines();
    let of = |name: &str| run(home.path(), &["actors", ".", "--json", "--with", name]);
    let putin = of("putin").lines();
    assert!(!putin.is_empty() && putin.len() < all.len());
    for pair in &putin {
        assert_eq!(pair["actor"], "person:vladimir-putin");
        assert_ne!(pair["with"], "person:vladimir-putin");
    }
    let dot = run(
        home.path(),
        &["actors", ".", "--with", "putin", "--format", "dot"],
    );
    assert_eq!(dot.stdout.matches(" -- ").count(), putin.len());
    let nobody = of("nessunchiamatocosi");
    assert_eq!(nobody.status, Some(1));
    assert!(
        nobody.stderr.contains("nobody is called"),
        "{}",
        nobody.stderr
    );
    // What is the name of a folder is the folder.
    let folder = run(home.path(), &["actors", "--json", "--with", "."]).lines();
    assert_eq!(folder, all);
}

#[test]
fn somebody_of_a_known_surname_is_somebody_else() {
    let home = tempfile::tempdir().unwrap();
    let text = "Il comune\n\nIl sindaco Marco De Luca ha parlato ieri. Secondo De Luca il ponte \
                riapre. Il medico Paolo Di Maio non c’era. Ursula von der Leyen ha scritto.\n";
    fs::write(home.path().join("a.txt"), text).unwrap();
    let found = run(home.path(), &["actors", "--json", "."]);
    for wanted in ["Marco De Luca", "Paolo Di Maio", "Ursula von der Leyen"] {
        assert!(found.stdout.contains(wanted), "{wanted}: {}", found.stdout);
    }
    for unwanted in ["Vincenzo De Luca", "Luigi Di Maio"] {
        assert!(!found.stdout.contains(unwanted), "{}", found.stdout);
    }
}

#[test]
fn equals_are_listed_in_one_order_by_the_names_that_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.txt"),
        "Il vertice\n\nLa Svizzera, la Germania, la Croazia e l’Austria hanno firmato.\n",
    )
    .unwrap();
    let told = run(folder.path(), &["actors", "--json", "."]);
    let names: Vec<String> = (told.lines().iter())
        .filter(|line| line["mentions"] == 1)
        .map(|line| line["name"].as_str().unwrap().to_owned())
        .collect();
    assert!(names.len() >= 4, "{}", told.stdout);
    assert!(names.is_sorted(), "{names:?}");
}

#[test]
fn who_is_hidden_is_hidden_with_the_surname_alone() {
    let home = articles();
    let folder = home.path().join("due");
    fs::create_dir(&folder).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    write(
        "a.md",
        "Il 3 maggio 2024 il ministro Aldo Brambati ha incontrato Lidia Trepanese a Roma. Brambati rise.\n",
    );
    write(
        "b.md",
        "Il 4 maggio 2024 il ministro Brambati ha incontrato Lidia Trepanese a Roma. Poi Brambati parte.\n",
    );
    let names = |args: &[&str]| {
        let found = run(home.path(), args);
        assert_eq!(found.stderr, "");
        found.stdout
    };
    let commands: [&[&str]; 4] = [
        &["actors", "--json", "due"],
        &["actors", "--with", "--json", "due"],
        &["timeline", "--json", "due"],
        &["actors", "--format", "graphml", "due"],
    ];
    for command in commands {
        assert!(names(command).contains("Brambati"), "{command:?}");
    }
    fs::write(
        folder.join("actors.toml"),
        "[people]\naldo-brambati = { hide = true }\n",
    )
    .unwrap();
    for command in commands {
        let told = names(command);
        // The titles of events are sentences.
        let lines = told
            .lines()
            .map(|line| match line.split_once("\"actors\"") {
                Some((_, rest)) => rest.split(']').next().unwrap_or_default(),
                None => line,
            });
        for line in lines {
            assert!(
                !line.to_lowercase().contains("brambati"),
                "{command:?}: {line}"
            );
        }
        assert!(told.contains("Trepanese"), "{told}");
    }
    let found = run(home.path(), &["list", "--lens", "actor:brambati", "due"]);
    assert_eq!(found.status, Some(1), "{}", found.stdout);
}

#[test]
fn what_is_named_more_often_than_is_counted_is_told() {
    let home = articles();
    let text = "Putin parla con la Cina. ".repeat(MOST_MENTIONS / 2 + 1);
    fs::write(home.path().join("long.md"), format!("# Uno\n\n{text}\n")).unwrap();
    let found = run(home.path(), &["actors", "--json", "long.md"]);
    assert_eq!(
        found.stderr,
        "rassegna: 1 of the articles name actors more than 10000 times each: what comes after is not counted\n"
    );
    let found = run(home.path(), &["show", "--json", "long.md"]);
    assert!(
        found.stderr.contains("more than 10000 times"),
        "{}",
        found.stderr
    );
    assert_eq!(found.lines()[0]["more_actors"], true);
    let found = run(home.path(), &["show", "--json", "firma.md"]);
    assert_eq!(found.stderr, "");
    assert_eq!(found.lines()[0]["more_actors"], false);
}

#[test]
fn a_mistake_in_a_file_of_actors_is_told_and_is_no_failure() {
    let home = articles();
    let config = home.path().join(".config/rassegna");
    fs::create_dir_all(&config).unwrap();
    let file = "[people]\nanna-bonetti = { name = \"Anna Bonetti\", kind = \"cat\" }\n";
    fs::write(config.join("actors.toml"), file).unwrap();
    let found = run(home.path(), &["actors"]);
    assert!(found.stderr.contains("actors.toml:2"), "{}", found.stderr);
    assert_eq!(found.status, Some(0));
    let help = run(home.path(), &["--help"]).stdout;
    assert!(
        help.contains("a file of settings or of actors is told and is no error"),
        "{help}"
    );
}

#[test]
fn how_many_mentions_are_not_sure_is_told_to_scripts_and_people() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("quay.txt"),
        "The quay\n\nHarriet Deal runs the quay. The ferry left Deal at dawn. Deal said so.\n",
    )
    .unwrap();
    let found = run(folder.path(), &["actors", "--json", "."]).lines();
    let deal = found.iter().find(|line| line["name"] == "Harriet Deal");
    let counts = deal.map(|line| (line["mentions"].clone(), line["unsure"].clone()));
    assert_eq!(counts, Some((3.into(), 1.into())), "{found:?}");
    let csv = run(folder.path(), &["actors", "--format", "csv", "."]).stdout;
    assert!(
        csv.starts_with("actor,name,kind,aliases,mentions,articles,stands_for,unsure"),
        "{csv}"
    );
    let table = run(folder.path(), &["actors", "."]).stdout;
    assert!(table.contains("     3 ?1 in 1"), "{table}");
}
