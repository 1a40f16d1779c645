//! The timeline in every form, as the reader corrected it.

use std::fs;

use serde_json::Value;

use super::{articles, run};

#[test]
fn an_article_is_named_once_below_an_event_and_who_announced_it_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for (name, date, text) in [
        (
            "prima.md",
            "2023-09-05",
            "Kim Jong Un incontrerà Vladimir Putin a Vladivostok il 13 settembre 2023.",
        ),
        (
            "dopo.md",
            "2023-09-20",
            "Kim Jong Un ha incontrato Vladimir Putin a Vladivostok il 13 settembre 2023. Poi altro.\n\n\
             Il 13 settembre 2023 Kim Jong Un ha incontrato a Vladivostok Vladimir Putin.",
        ),
    ] {
        let text = format!("---\ntitle: {name}\ndate: {date}\nlang: it\n---\n\n{text}\n");
        fs::write(folder.path().join(name), text).unwrap();
    }
    let shown = run(folder.path(), &["timeline", "."]).stdout;
    let lines = |end: &str| shown.lines().filter(|line| line.ends_with(end)).count();
    assert_eq!(lines("prima.md  (announced)"), 1, "{shown}");
    assert_eq!(lines("dopo.md"), 1, "{shown}");
    assert!(!shown.contains("(planned)"), "{shown}");
}

#[test]
fn an_event_of_two_articles_is_one_line_in_every_format() {
    let folder = articles();
    let events = run(
        folder.path(),
        &["timeline", "--json", ".", "--lens", "date:2024-06-19"],
    )
    .lines();
    assert_eq!(events.len(), 1, "{events:?}");
    assert_eq!(events[0]["date"], "2024-06-19");
    assert_eq!(events[0]["reports"].as_array().unwrap().len(), 2);
    for (format, begins) in [
        ("text", "2023"),
        ("json", "{\"date\":\"2023"),
        ("csv", "date,from,to,"),
        ("md", "## 2023"),
        ("ics", "BEGIN:VCALENDAR\r\n"),
        ("timelinejs", "Year,Month,Day,"),
    ] {
        let run = run(folder.path(), &["timeline", "--format", format, "."]);
        assert_eq!((run.status, run.stderr.as_str()), (Some(0), ""), "{format}");
        assert!(run.stdout.starts_with(begins), "{format}: {}", run.stdout);
    }
}

#[test]
fn the_timeline_is_as_the_reader_corrected_it() {
    let folder = articles();
    let home = folder.path();
    let events = run(home, &["timeline", "--json", "."]).lines();
    let met = events.iter().find(|event| event["date"] == "2023").unwrap();
    let report = &met["reports"][0];
    let text = report["text"].as_str().unwrap();
    let at = |value: &Value| {
        value
            .as_u64()
            .and_then(|at| usize::try_from(at).ok())
            .unwrap()
    };
    let start = at(&report["start"]);
    let dated = at(&report["expression"][0]) - start..at(&report["expression"][1]) - start;
    let decision = format!(
        "[[event]]\ndo = \"date\"\ndate = \"2023-09-13\"\nreports = [{{ article = {}, hash = \"0\", \
         quote = {}, dated = {:?} }}]\n",
        report["article"],
        report["text"],
        text.get(dated).unwrap()
    );
    let data = home.join(".local/share/rassegna");
    fs::create_dir_all(&data).unwrap();
    fs::write(data.join("events.toml"), &decision).unwrap();
    let corrected = run(home, &["timeline", "--json", "."]);
    assert!(corrected.stderr.is_empty(), "{}", corrected.stderr);
    let dates: Vec<Value> = (corrected.lines().iter())
        .map(|event| event["date"].clone())
        .collect();
    assert!(dates.contains(&Value::from("2023-09-13")) && !dates.contains(&Value::from("2023")));
    fs::write(
        data.join("events.toml"),
        format!("{decision}\n[[event]]\ndo = \"burn\"\n"),
    )
    .unwrap();
    let told = run(home, &["timeline", "--json", "."]);
    assert!(
        told.stderr.contains("events.toml, line 6"),
        "{}",
        told.stderr
    );
    assert_eq!(
        told.stdout, corrected.stdout,
        "what is right in the file still counts"
    );
}

#[test]
fn the_timeline_is_a_page_that_asks_for_nothing() {
    let folder = articles();
    let page = run(folder.path(), &["timeline", "--format", "html", "."]).stdout;
    assert!(
        page.starts_with("<!doctype html>") && page.contains("<svg"),
        "{page}"
    );
    assert!(page.contains("href=\"https://esempio.it/firma\""));
    assert!(!page.contains("<script") && !page.contains("src="));
}

#[test]
fn of_several_periods_the_events_of_each_are_told() {
    let folder = articles();
    let dates = |lens: &str| -> Vec<Value> {
        let told = run(folder.path(), &["timeline", "--json", "--lens", lens, "."]);
        (told.lines().iter())
            .map(|event| event["date"].clone())
            .collect()
    };
    // Only one of the articles tells of both years.
    assert_eq!(dates("date:2023 date:2024-06"), ["2023", "2024-06-19"]);
    assert_eq!(dates("date:2023"), ["2023"]);
    assert_eq!(dates("date:2019 date:2024"), [""; 0]);
}
