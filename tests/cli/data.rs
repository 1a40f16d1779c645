//! What is printed for a script: the promised fields, offsets, ids, and that it can be read again.

use std::fs;

use serde_json::Value;

use super::{COMMANDS, articles, names, run};

#[test]
fn json_has_the_promised_fields_in_their_order() {
    let folder = articles();
    for (words, fields) in [
        (
            vec!["list"],
            vec![
                "article",
                "path",
                "title",
                "date",
                "date_source",
                "source",
                "lang",
                "words",
            ],
        ),
        (
            vec!["show"],
            vec![
                "article",
                "path",
                "title",
                "date",
                "date_source",
                "text",
                "body",
                "actors",
                "dates",
            ],
        ),
        (
            vec!["search", "trattato"],
            vec![
                "article", "path", "title", "score", "text", "start", "end", "matches",
            ],
        ),
        (
            vec!["actors"],
            vec!["actor", "name", "kind", "aliases", "mentions", "articles"],
        ),
        (
            vec!["timeline"],
            vec!["date", "precision", "title", "actors", "reports"],
        ),
    ] {
        let run = run(folder.path(), &[&words[..], &["--json", "."]].concat());
        assert_eq!(
            (run.status, run.stderr.as_str()),
            (Some(0), ""),
            "{words:?}"
        );
        assert!(!run.stdout.is_empty(), "{words:?}");
        for line in run.stdout.lines() {
            let mut rest = line;
            for field in &fields {
                let key = format!("\"{field}\":");
                let at = rest
                    .find(&key)
                    .unwrap_or_else(|| panic!("{field} in {line}"));
                rest = rest.get(at + key.len()..).unwrap();
            }
            let value: Value = serde_json::from_str(line).unwrap();
            assert!(names(&value).len() >= fields.len());
        }
    }
}

#[test]
fn offsets_are_bytes_of_the_printed_text() {
    let folder = articles();
    let shown = run(folder.path(), &["show", "--json", "."]).lines();
    assert_eq!(shown.len(), 2);
    let place = |text: &str, of: &Value| {
        let byte = |field: &str| usize::try_from(of[field].as_u64().unwrap()).unwrap();
        text.get(byte("start")..byte("end")).unwrap().to_owned()
    };
    for article in &shown {
        let text = article["text"].as_str().unwrap();
        let title = article["title"].as_str().unwrap();
        let body = usize::try_from(article["body"].as_u64().unwrap()).unwrap();
        assert_eq!(text.get(..body).unwrap().trim_end(), title);
        let found = [&article["actors"], &article["dates"]];
        for mention in found.iter().flat_map(|list| list.as_array().unwrap()) {
            assert_eq!(place(text, mention), mention["text"].as_str().unwrap());
        }
        assert!(
            found
                .iter()
                .all(|list| !list.as_array().unwrap().is_empty())
        );
    }
    let text_of = |id: &Value| {
        let article = shown.iter().find(|article| &article["article"] == id);
        article.unwrap()["text"].as_str().unwrap().to_owned()
    };
    for event in run(folder.path(), &["timeline", "--json", "."]).lines() {
        for report in event["reports"].as_array().unwrap() {
            let text = text_of(&report["article"]);
            assert_eq!(place(&text, report), report["text"].as_str().unwrap());
        }
    }
    for hit in run(folder.path(), &["search", "trattato", "--json", "."]).lines() {
        let text = text_of(&hit["article"]);
        assert_eq!(place(&text, &hit), hit["text"].as_str().unwrap());
        let matches = hit["matches"].as_array().unwrap();
        assert!(!matches.is_empty());
        for mark in matches {
            let byte = |at: usize| usize::try_from(mark[at].as_u64().unwrap()).unwrap();
            assert_eq!(text.get(byte(0)..byte(1)).unwrap(), "trattato");
        }
    }
}

#[test]
fn a_title_that_is_the_first_sentence_counts_once() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Il 19 giugno 2024 Vladimir Putin ha visto Anna Bianchi. E se n’è andato.\n";
    fs::write(folder.path().join("senza.md"), text).unwrap();
    let list = run(folder.path(), &["list", "--json", "."]).lines();
    assert_eq!(list[0]["words"], 15);
    let actors = run(folder.path(), &["actors", "--json", "."]).lines();
    assert!(actors.len() >= 2);
    assert!(
        actors.iter().all(|actor| actor["mentions"] == 1),
        "{actors:?}"
    );
    let show = run(folder.path(), &["show", "--json", "."]).lines();
    assert_eq!(show[0]["dates"].as_array().unwrap().len(), 1);
}

#[test]
fn an_article_is_named_by_the_beginning_of_its_id() {
    let folder = articles();
    let lines = run(folder.path(), &["list", "--json", "."]).lines();
    let id = lines[1]["article"].as_str().unwrap();
    let one = run(
        folder.path(),
        &["show", "--json", ".", "--article", id.get(..10).unwrap()],
    );
    assert_eq!(one.status, Some(0));
    assert_eq!(one.lines().len(), 1);
    assert_eq!(one.lines()[0]["article"], id);
    // The id does not depend on what else is open.
    let alone = run(
        folder.path(),
        &["list", "--json", lines[1]["path"].as_str().unwrap()],
    );
    assert_eq!(alone.lines().len(), 1);
    for (given, status) in [("", 2), ("zz", 2), ("00000000000000aa", 1)] {
        let run = run(folder.path(), &["show", ".", "--article", given]);
        assert_eq!(
            (run.status, run.stdout.as_str()),
            (Some(status), ""),
            "{given}"
        );
        assert!(!run.stderr.is_empty(), "{given}");
    }
}

#[test]
fn every_command_looks_through_the_lens() {
    let folder = articles();
    for command in COMMANDS {
        let lens = |text: &str| {
            run(
                folder.path(),
                &[command, &["--json", ".", "--lens", text]].concat(),
            )
        };
        assert_eq!(lens("missili").status, Some(0), "{command:?}");
        let nothing = lens("actor:\"corea del nord\" zanzibar");
        assert_eq!(
            (nothing.status, nothing.stdout.as_str()),
            (Some(1), ""),
            "{command:?}"
        );
        let mistaken = lens("date:mai");
        assert_eq!(
            (mistaken.status, mistaken.stdout.as_str()),
            (Some(2), ""),
            "{command:?}"
        );
        assert!(mistaken.stderr.contains("date:mai"), "{}", mistaken.stderr);
    }
    let titles = |text: &str| -> Vec<String> {
        run(folder.path(), &["list", "--json", ".", "--lens", text])
            .lines()
            .iter()
            .map(|line| line["title"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(titles("missili"), ["Una firma a Pyongyang"]);
    assert_eq!(titles("date:2023"), ["Dopo il trattato"]);
    assert_eq!(titles("published:2024-07"), ["Dopo il trattato"]);
    assert_eq!(titles("actor:kim").len(), 2);
}

#[test]
fn what_show_prints_as_json_is_read_again() {
    let home = tempfile::tempdir().unwrap();
    let printed = run(home.path(), &["show", "--json"]);
    fs::write(home.path().join("articoli.jsonl"), &printed.stdout).unwrap();
    let again = run(home.path(), &["show", "--json", "articoli.jsonl"]);
    assert_eq!((again.status, again.stderr.as_str()), (Some(0), ""));
    let (before, after) = (printed.lines(), again.lines());
    assert_eq!(after.len(), before.len());
    for (before, after) in before.iter().zip(&after) {
        for field in [
            "title",
            "text",
            "body",
            "blocks",
            "links",
            "source",
            "author",
            "url",
            "lang",
            "tags",
            "date",
            "date_source",
            "actors",
            "dates",
        ] {
            assert_eq!(after[field], before[field], "{field}");
        }
    }
}

#[test]
fn every_mention_says_how_it_was_found() {
    let home = articles();
    let shown = run(home.path(), &["show", "--json", "."]).lines();
    let mentions: Vec<_> = shown
        .iter()
        .flat_map(|article| article["actors"].as_array().unwrap())
        .collect();
    assert!(!mentions.is_empty());
    for mention in &mentions {
        assert!(mention["sure"].is_boolean(), "{mention}");
        assert!(!mention["why"].as_str().unwrap().is_empty(), "{mention}");
        assert!(!mention["found"].as_str().unwrap().is_empty(), "{mention}");
    }
    let known = mentions
        .iter()
        .find(|mention| mention["text"] == "Vladimir Putin")
        .unwrap();
    assert_eq!(known["found"], "dictionary");
    assert_eq!(known["sure"], true);
}

#[test]
fn a_query_may_begin_with_what_is_not_wanted() {
    let home = articles();
    for words in [
        ["search", "-festeggia", "--json", "."],
        ["list", "--lens=-festeggia", "--json", "."],
        ["list", "--json", "--lens", "-festeggia"],
    ] {
        let folder = words.iter().filter(|word| **word != ".").chain([&"."]);
        let found = run(home.path(), &folder.collect::<Vec<_>>());
        assert_eq!(found.status, Some(0), "{words:?} {}", found.stderr);
        assert_eq!(
            found.stdout.lines().count(),
            1,
            "{words:?} {}",
            found.stdout
        );
        assert!(
            found.stdout.contains("Dopo il trattato"),
            "{}",
            found.stdout
        );
    }
}
