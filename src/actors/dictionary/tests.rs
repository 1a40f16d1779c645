//! The embedded files are faultless, and mistakes in a user's file are told with their place.

use std::collections::HashMap;

use super::*;
use crate::embedded;

#[test]
fn embedded_files_are_faultless() {
    let (dictionary, problems) = Dictionary::with_user(&[]);
    let report: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert!(report.is_empty(), "{}", report.join("\n"));
    assert!(dictionary.actors().len() > 400);
}

#[test]
fn no_two_embedded_actors_of_a_kind_have_one_key() {
    let mut known: HashMap<(String, String), &str> = HashMap::new();
    for (file, contents) in embedded::ACTORS {
        let table: toml::Table = contents.parse().unwrap();
        for (kind, actors) in table
            .iter()
            .filter_map(|(kind, of)| Some((kind, of.as_table()?)))
        {
            for key in actors
                .iter()
                .filter(|(_, actor)| actor.is_table())
                .map(|(key, _)| key)
            {
                let before = known.insert((kind.clone(), key.clone()), file);
                assert_eq!(before, None, "{kind}.{key} is in {file} too");
            }
        }
    }
    assert!(known.len() > 400);
}

#[test]
fn every_mistake_of_a_file_is_told_at_once() {
    let told = |contents: &str| -> Vec<usize> {
        let file = ("mine.toml".to_owned(), contents.to_owned());
        let (_, problems) = Dictionary::with_user(&[file]);
        problems.iter().map(|problem| problem.line).collect()
    };
    let unknown = "[people]\nuno = { nome = \"Anna Uno\" }\ndue = { name = \"Anna Due\" }\ntre = 3\n\n\
                   [peple]\nquattro = { name = \"Anna Quattro\" }\n\n[places]\ncinque = { name = 5 }\n";
    assert_eq!(told(unknown), [2, 4, 6, 10]);
    let open = "[people]\nuno = { name = \"Anna Uno\ndue = { name = \"Anna Due\" }\ntre = = 3\n";
    assert!(
        told(open).starts_with(&[2]) && told(open).contains(&4),
        "{:?}",
        told(open)
    );
    assert_eq!(told("[people]\nuno = { name = \"Anna Uno\" }\n"), [0; 0]);
}

#[test]
fn problems_name_file_line_and_conflict() {
    let files = [
        ("broken.toml", "[people]\nx = { name = \"A B\"\n"),
        (
            "mine.toml",
            "[people]\n\nsomeone = { name = \"Some One\", also = \"Russia\" }\n\
             nobody = { of = \"ru\" }\n\
             late = { name = \"Late Comer\", office = \"president tomorrow\", of = \"ru\" }\n\
             lost = { name = \"Lost Soul\", of = \"qq\" }\n\
             [words]\nkings = \"re\"\n",
        ),
    ]
    .map(|(name, contents)| (name.to_owned(), contents.to_owned()));
    let (_, problems) = Dictionary::with_user(&files);
    let lines: Vec<_> = problems
        .iter()
        .map(|problem| (problem.file.as_str(), problem.line))
        .collect();
    for expected in [
        ("broken.toml", 2),
        ("mine.toml", 3),
        ("mine.toml", 4),
        ("mine.toml", 5),
        ("mine.toml", 6),
        ("mine.toml", 8),
    ] {
        assert!(lines.contains(&expected), "{expected:?} in {problems:#?}");
    }
    assert!(problems.iter().any(|problem| {
        problem
            .to_string()
            .starts_with("mine.toml:3: «Russia» already means country:ru")
    }));
}

#[test]
fn users_add_and_rename() {
    let files = [(
        "actors.toml".to_owned(),
        "[people]\ngrant-shapps = { name = \"Grant Shapps\" }\n\
         [countries]\nkp = { it = \"Nordcorea\", en = \"North Korea\" }\n"
            .to_owned(),
    )];
    let (dictionary, problems) = Dictionary::with_user(&files);
    assert_eq!(problems, []);
    let korea = ActorId("country:kp".into());
    assert_eq!(
        dictionary.name(&korea, Language::ITALIAN),
        Some("Nordcorea")
    );
    assert!(
        dictionary
            .get(&korea)
            .is_some_and(|actor| actor.aliases.contains(&"Corea del Nord".to_owned()))
    );
    assert!(
        dictionary
            .get(&ActorId("person:grant-shapps".into()))
            .is_some()
    );
}

#[test]
fn a_name_of_ones_own_that_is_a_surname_is_told() {
    let told = |row: &str| {
        let text = format!("[people]\nx = {row}\n");
        let (_, problems) = Dictionary::with_user(&[("mine.toml".to_owned(), text)]);
        problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let taken = told("{ name = \"Marco Zelecchia\", also = \"Putin\" }");
    assert!(
        matches!(&*taken, [one] if one.starts_with("mine.toml:2: «Putin» already means person:vladimir-putin")),
        "{taken:?}"
    );
    for row in [
        "{ name = \"Marco Zelecchia\", also = \"?Putin\" }",
        "{ name = \"Marco Zelecchia\", short = \"Putin\" }",
        "{ name = \"Marco Putin\" }",
        "{ name = \"Putin\", is = \"person:vladimir-putin\" }",
    ] {
        assert_eq!(told(row), [""; 0], "{row}");
    }
}

#[test]
fn the_example_is_all_comments_and_every_one_of_its_rows_can_be_used() {
    let parse = |text: String| Dictionary::with_user(&[("own.toml".to_owned(), text)]).1;
    assert_eq!(parse(EXAMPLE.to_owned()), []);
    let is_row = |line: &str| {
        line.starts_with('[')
            || line
                .split_once(" = ")
                .is_some_and(|(key, _)| !key.contains(' '))
    };
    let used = EXAMPLE.lines().map(|line| match line.strip_prefix("# ") {
        Some(row) if is_row(row) => format!("{row}\n"),
        _ => format!("{line}\n"),
    });
    let used: String = used.collect();
    assert!(used.contains("\n[places]\n") && used.contains("\nwatch = "));
    assert_eq!(parse(used), []);
}

#[test]
fn what_nobody_can_mean_is_told() {
    let text = "\nwatch = [\"diga\", \" \"]\n[people]\n\"anna bo\" = { name = \"Anna Bo\" }\n\
                x = { name = \"X Y\", of = \"it\", office = \"president 2014-01-01..2012-01-01\" }\n";
    let (dictionary, problems) = Dictionary::with_user(&[("own.toml".to_owned(), text.to_owned())]);
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    for expected in [
        "own.toml:2: an empty word",
        "own.toml:4: «anna bo» has a space in it",
        "own.toml:5: person:x has an office that ends before it begins",
    ] {
        assert!(
            told.iter().any(|line| line.starts_with(expected)),
            "{told:?}"
        );
    }
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(dictionary.get(&ActorId("word:diga".into())).is_some());
}

#[test]
fn there_is_room_for_the_program_from_the_beginning() {
    let dictionary = Dictionary::embedded();
    assert!(dictionary.entries.len() <= compiler::ACTORS);
    assert!(dictionary.terms.len() <= compiler::TERMS);
}
