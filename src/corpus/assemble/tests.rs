//! Pages as they are copied and saved: what of them is the title, the date and the text.

use jiff::civil::{Date, date};

use crate::corpus::{Article, Statement, seeds};

/// The day on which they are read.
const TODAY: Date = date(2026, 11, 1);

fn one(name: &str, text: &str) -> Article {
    seeds::embedded(name, text.as_bytes(), TODAY).unwrap()
}

const PROSE: &str =
    "Il ponte è stato riaperto ieri mattina, davanti a poche persone. Nessuno ha tagliato nastri.";

#[test]
fn no_line_of_a_menu_is_the_title() {
    let menu = "Politica\nEsteri\nCronaca\nSport";
    let known = one(
        "a.txt",
        &format!(
            "Home\n{menu}\nAccedi\n\nIl ponte torna aperto dopo tre anni\n\ndi Anna Bruni\n19 giugno 2024\n\n{PROSE}"
        ),
    );
    assert_eq!(known.head.title, "Il ponte torna aperto dopo tre anni");
    assert_eq!(known.head.author.as_deref(), Some("Anna Bruni"));
    assert_eq!(known.head.date.unwrap().to_string(), "2024-06-19");
    // What is known to be of the interface takes the lines beside it with it.
    assert_eq!(known.text.get(known.body..), Some(PROSE));
    assert!(known.removed.iter().any(|line| line == "Esteri"));
    // A short title right over the text, and nothing that says that the lines are not its own.
    let short = one("a.txt", &format!("{menu}\nIl ponte\n\n{PROSE}"));
    assert_eq!(short.head.title, "Il ponte");
    assert!(short.text.contains("Esteri"));
    // A few lines are no menu.
    let few = one("a.txt", &format!("Il ponte\nUna storia\n\n{PROSE}"));
    assert_eq!(few.head.title, "Il ponte");
    // Where a site is named after its buttons, it is not the title.
    let site = one(
        "a.txt",
        &format!(
            "Accedi\nAbbonati\nCerca\nIl Foglietto\n\nIl ponte torna aperto dopo tre anni\n\n{PROSE}"
        ),
    );
    assert_eq!(site.head.title, "Il ponte torna aperto dopo tre anni");
}

#[test]
fn a_page_says_its_title_once_whatever_stands_above_it() {
    let article = one(
        "a.md",
        &format!("---\ntitle: Il ponte riapre\n---\n\nCronaca\n\n# Il ponte riapre\n\n{PROSE}"),
    );
    assert_eq!(article.head.title_source, Statement::FrontMatter);
    assert_eq!(
        article.text,
        format!("Il ponte riapre\n\nCronaca\n\n{PROSE}")
    );
}

#[test]
fn a_line_of_parts_says_who_and_when() {
    let article = one(
        "a.txt",
        &format!(
            "Il ponte riapre\n\nDi Anna Bruni · 12 giugno 2024 · Tempo di lettura: 3 minuti\n\n{PROSE}"
        ),
    );
    assert_eq!(article.head.author.as_deref(), Some("Anna Bruni"));
    assert_eq!(article.head.date.unwrap().to_string(), "2024-06-12");
    assert_eq!(article.text, format!("Il ponte riapre\n\n{PROSE}"));
    // What else it says stays.
    let article = one(
        "a.txt",
        &format!("Il ponte riapre\n\nAnna Bruni | Genova | 12 giugno 2024\n\n{PROSE}"),
    );
    assert_eq!(article.head.date.unwrap().to_string(), "2024-06-12");
    assert!(article.text.contains("| Genova |"));
}

#[test]
fn a_line_of_parts_is_read_whatever_parts_it() {
    for line in [
        "Di Anna Bruni – mercoledì 12 giugno 2024, ore 07:40 – 3 min di lettura – 12 commenti",
        "di Anna Bruni e Luca Neri — 12 giugno 2024 — 3 minuti di lettura",
        "By Ann Bell - June 12, 2024 - 4 min read",
        "Redazione / Tresanta / 12 giugno 2024",
        "Redazione salute, 12 giugno 2024 (agg. ore 10:15)",
        "Sports desk, June 12, 2024 (upd. 10:15)",
    ] {
        let article = one("a.txt", &format!("Il ponte riapre\n\n{line}\n\n{PROSE}"));
        let date = article.head.date.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("2024-06-12"), "{line}");
        assert_eq!(article.head.title, "Il ponte riapre", "{line}");
    }
    // The section and the day above the title are not the title.
    for line in [
        "Esteri / Reportage / 12 giugno 2024",
        "Asia Desk | Special report | 12 June 2024",
    ] {
        let title = "Il ponte che nessuno voleva riaprire";
        let article = one("a.txt", &format!("{line}\n\n{title}\n\n{PROSE}"));
        assert_eq!(article.head.title, title, "{line}");
        let date = article.head.date.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("2024-06-12"), "{line}");
    }
    // Dashes part what is told as well, and the days of a life.
    for line in [
        "Strage di Montebuio – 23 maggio 2012 – Il ricordo",
        "Anna Bell – 25 maggio 1922 – 11 giugno 1984",
        "Palazzo Reale – 3 giugno 2025 – 4 settembre 2025",
    ] {
        let article = one("a.txt", &format!("Il ponte riapre\n\n{line}\n\n{PROSE}"));
        assert_eq!(article.head.date, None, "{line}");
    }
}

#[test]
fn a_dateline_dates_its_report_and_stays_in_it() {
    let report = "PORT SUDAN, Sudan, April 14, 2025 – Hundreds of people fled the camp on Sunday.";
    let article = one("a.txt", &format!("Hundreds flee the camp\n\n{report}\n"));
    assert_eq!(article.head.date.unwrap().to_string(), "2025-04-14");
    assert!(article.text.contains(report));
    // A chronicle has many of them.
    let chronicle =
        format!("What happened\n\n{report}\n\nKHARTOUM, May 2, 2025 – The army came back.\n");
    assert_eq!(one("a.txt", &chronicle).head.date, None);
    // Nor is it news what is told of a day generations ago, and the name of a file comes first.
    let past = "HIROSHIMA, August 6, 1945 – A single bomb fell. The museum opened again in 2019.";
    assert_eq!(one("a.txt", past).head.date, None);
    let named = one("2019-08-06-hiroshima.txt", report);
    assert_eq!(named.head.date.unwrap().to_string(), "2019-08-06");
    // However old the archive is.
    let old = "LIMA, May 3, 1958 – The bridge on the Rimac was opened on Saturday.";
    assert_eq!(
        one("a.txt", old).head.date.unwrap().to_string(),
        "1958-05-03"
    );
    // What is stated elsewhere counts.
    let stated = format!("---\ndate: 2025-04-15\n---\n\n{report}\n");
    assert_eq!(
        one("a.md", &stated).head.date.unwrap().to_string(),
        "2025-04-15"
    );
}

#[test]
fn a_line_that_says_when_it_was_published_is_read_whatever_else_it_says() {
    let article = one(
        "a.txt",
        &format!("Il ponte riapre\n\nPubblicato 20 dicembre 2024 | Comunicato\n\n{PROSE}"),
    );
    assert_eq!(article.head.date.unwrap().to_string(), "2024-12-20");
    assert_eq!(article.head.title, "Il ponte riapre");
}

#[test]
fn a_line_of_an_old_archive_that_says_when_it_was_published_dates_its_article() {
    for line in [
        "Redazione, Tresanta, 14 marzo 1985",
        "Di Anna Bruni, Tresanta, 14 marzo 1985",
        "Tresanta (ANSA, 14 marzo 1985)",
    ] {
        let article = one("a.txt", &format!("Il ponte riapre\n\n{line}\n\n{PROSE}"));
        let date = article.head.date.map(|date| date.to_string());
        assert_eq!(date.as_deref(), Some("1985-03-14"), "{line}");
    }
}

#[test]
fn markdown_that_is_called_plain_text_is_read_as_what_it_is() {
    let text = format!("---\ndate: 2024-12-07\n---\n\n# Il ponte riapre\n\n{PROSE}");
    let article = one("a.txt", &text);
    assert_eq!(article.head.title, "Il ponte riapre");
    assert!(!article.text.contains('#'));
    // A number sign alone makes no Markdown.
    let plain = one(
        "a.txt",
        &format!("Il ponte riapre\n\n# 3 volte chiuso\n\n{PROSE}"),
    );
    assert!(plain.text.contains("# 3 volte"));
}

#[test]
fn a_line_with_a_day_that_is_not_the_one_of_the_text_states_nothing() {
    for line in [
        "Nata a Tresanta, 14 marzo 2003",
        "Piera Landi (14 marzo 2003)",
        "Piera Landi, Tresanta 12 maggio 1980",
        "Legge 12 aprile 2019, n. 12",
        "Strage di Montebuio, 23 maggio 2012",
        "Colle Alto, 18 giugno 1815",
        "Sandy Reach, June 6, 1944",
        "Tresanta, 30 settembre 2097, ore 9.30",
        "Tresanta, 14 marzo 1978. Il giorno in cui crollò il ponte nevicava.",
        "PORT SALISSE — September 3, 1939 — The day the dam burst is remembered by few.",
    ] {
        let article = one("a.txt", &format!("Il ponte riapre\n\n{line}\n\n{PROSE}"));
        assert_eq!(article.head.date, None, "{line}");
        assert!(article.text.contains(line));
    }
    let last = format!("Il ponte riapre\n\n{PROSE}\n\n{PROSE}\n\nScadenza: 30 settembre 2023");
    assert_eq!(one("a.txt", &last).head.date, None);
}

#[test]
fn a_chronology_has_no_day_of_its_own() {
    for mark in ["", "## "] {
        let days = format!("{mark}24 febbraio 2022\n\n{PROSE}\n\n{mark}2 marzo 2022\n\n{PROSE}");
        let text = format!("# Che cosa è successo al ponte\n\n{days}");
        let article = one("a.md", &text);
        assert_eq!(article.head.date, None, "{mark}");
        assert!(article.text.contains("24 febbraio 2022"));
        // Unless a line says when it was published.
        let updated = format!("{text}\n\nUltimo aggiornamento: 3 aprile 2022, 18:05");
        let date = one("a.md", &updated).head.date.unwrap();
        assert_eq!(date.to_string(), "2022-04-03");
    }
    // The years of its days may be those of the title.
    let days = format!("24 febbraio 2022\n\n{PROSE}\n\n2 marzo\n\n{PROSE}");
    let article = one("a.txt", &format!("Il ponte nel 2022\n\n{days}"));
    assert_eq!(article.head.date, None);
    // One day alone is the text’s.
    let article = one(
        "a.md",
        &format!("# Il ponte riapre\n\n## 24 febbraio 2022\n\n{PROSE}"),
    );
    assert_eq!(article.head.date.unwrap().to_string(), "2022-02-24");
}

#[test]
fn a_stated_month_is_told_to_the_day_by_a_dateline_in_it() {
    for (dateline, date) in [
        ("di Piera Landi – TRESANTA, 14 mar.", "2023-03-14"),
        ("TRESANTA, 14 marzo – Il ponte riapre.", "2023-03-14"),
        // Of another month, or no day at all.
        ("TRESANTA, 14 aprile – Il ponte riapre.", "2023-03"),
        ("di Piera Landi – TRESANTA", "2023-03"),
    ] {
        let text = format!("date 2023-03\n\nIl ponte riapre\n\n{dateline}\n\n{PROSE}");
        let article = one("a.txt", &text);
        assert_eq!(article.head.date.unwrap().to_string(), date, "{dateline}");
    }
}

#[test]
fn the_day_of_a_page_and_what_the_page_is_about_are_no_title() {
    let article = one(
        "a.txt",
        &format!("Martedì 14 Marzo 2023 – Ambiente\n\nIl ponte riapre\n\n{PROSE}"),
    );
    assert_eq!(article.head.title, "Il ponte riapre");
    assert_eq!(article.head.date.unwrap().to_string(), "2023-03-14");
    for line in [
        "14 marzo 2023 – Crolla il ponte",
        // What is to come, and what is held on a day.
        "Sabato 14 marzo 2099 – Ambiente",
        "Martedì 14 marzo 2023 – Convegno",
    ] {
        let told = one("a.txt", &format!("{line}\n\nIl ponte riapre\n\n{PROSE}"));
        assert_eq!(told.head.date, None, "{line}");
        assert!(told.text.contains(line));
    }
}

#[test]
fn the_section_of_a_paper_above_a_headline_is_no_title() {
    for section in ["Liguria / Economia", "Mondo › Asia centrale"] {
        let text = format!("{section}\n\nIl porto di Savona riapre dopo tre mesi\n\n{PROSE}");
        let article = one("a.txt", &text);
        assert_eq!(
            article.head.title,
            "Il porto di Savona riapre dopo tre mesi"
        );
        assert!(article.text.contains(section));
    }
    for (file, text, title) in [
        ("a.txt", "Pace / Guerra", "Pace / Guerra"),
        (
            "a.txt",
            "Pisa/Firenze\n\nIl treno torna a correre tra le due",
            "Pisa/Firenze",
        ),
        (
            "a.md",
            "# Pace / Guerra\n\n## Come tutto cominciò in un giorno",
            "Pace / Guerra",
        ),
    ] {
        let article = one(file, &format!("{text}\n\n{PROSE}"));
        assert_eq!(article.head.title, title);
    }
}

#[test]
fn the_date_below_a_byline_of_two_authors_and_their_places_is_read() {
    let byline = "By Laura Moss in Tresanta and Chen Hu in Port Salisse";
    let date = "November 6, 2025 | 3 min read | Share";
    let article = one(
        "a.txt",
        &format!("The bridge opens again\n\n{byline}\n\n{date}\n\n{PROSE}"),
    );
    assert_eq!(article.head.date.unwrap().to_string(), "2025-11-06");
}

#[test]
fn a_day_or_an_author_right_below_a_long_title_is_a_line_of_its_own() {
    let title = "Il ponte di Tresanta riapre al traffico dopo tre anni di lavori";
    for (line, author) in [
        ("12 giugno 2024", None),
        ("mercoledì 12 giugno 2024, ore 9.40", None),
        ("June 12, 2024", None),
        ("di Anna Bruni\n12 giugno 2024", Some("Anna Bruni")),
        ("By Ann Bell\n\nJune 12, 2024", Some("Ann Bell")),
    ] {
        let article = one("a.txt", &format!("{title}\n{line}\n\n{PROSE}"));
        assert_eq!(article.head.title, title, "{line}");
        assert_eq!(article.head.author.as_deref(), author, "{line}");
        assert_eq!(article.head.date.unwrap().to_string(), "2024-06-12");
    }
    // A sentence that was wrapped by hand may end with a day.
    let prose =
        "La giunta ha deciso che il ponte sul fiume sarà riaperto entro il\n12 giugno 2024.";
    let article = one("a.txt", &format!("Il ponte\n\n{PROSE}\n\n{prose}"));
    assert!(article.text.ends_with(&prose.replace('\n', " ")));
}

#[test]
fn a_line_that_says_only_when_is_no_title() {
    for line in [
        "June 12, 2024 / 9:40 AM / Updated 13 hours ago",
        "12 giugno 2024 | 9.40 | Aggiornato 2 ore fa",
    ] {
        let article = one("a.txt", &format!("{line}\n\nIl ponte riapre\n\n{PROSE}"));
        assert_eq!(article.head.title, "Il ponte riapre");
        assert_eq!(article.head.date.unwrap().to_string(), "2024-06-12");
    }
}

#[test]
fn the_closing_line_of_a_wire_states_the_day() {
    let text = format!(
        "(AGEN) Roma, 27 nov. – Riaperto il ponte\n\n{PROSE}\n\n{PROSE}\n\n(Red/Agen)\n16:04 27-11-24\nNNNN\n"
    );
    let article = one("lancio.txt", &text);
    let head = article.head;
    assert_eq!(
        head.date.map(|date| date.to_string()).as_deref(),
        Some("2024-11-27")
    );
}
