//! Lines of the lens, and what they mean.

use super::*;
use crate::text::fold::fold;
use crate::text::segment::is_word;
use proptest::prelude::*;

/// The line as it is written back, and what is wrong in it.
fn read(line: &str) -> (String, Vec<&str>) {
    let parsed = Query::parse(line);
    let wrong = parsed.mistakes.iter().map(|m| m.range.of(line)).collect();
    (parsed.query.to_string(), wrong)
}

#[test]
fn one_line_has_so_many_regular_expressions_and_no_more() {
    let line: Vec<String> = (0..500).map(|number| format!("/a{number}b.*c/")).collect();
    let line = line.join(" ");
    let parsed = Query::parse(&line);
    let patterns = parsed.query.terms().iter();
    let patterns = patterns.filter(|term| matches!(term.field, Field::Pattern(_)));
    assert_eq!(patterns.count(), 32);
    assert_eq!(parsed.query.to_string(), line);
    let told = &parsed.mistakes[0];
    assert_eq!(told.range.of(&line), "/a32b.*c/");
    assert!(told.message.contains("at most 32"), "{}", told.message);
}

#[test]
fn one_line_asks_for_so_many_actors_as_are_looked_up_before_the_next_key() {
    let line: String = (0..200)
        .map(|number| format!("actor:nome{number} "))
        .collect();
    let parsed = Query::parse(line.trim_end());
    let actors = parsed.query.terms().iter();
    let actors = actors.filter(|term| matches!(term.field, Field::Actor(_)));
    assert_eq!(actors.count(), 16);
    assert_eq!(parsed.query.to_string(), line.trim_end());
    let told = &parsed.mistakes[0];
    assert_eq!(told.range.of(&line), "actor:nome16");
    assert!(told.message.contains("at most 16"), "{}", told.message);
}

#[test]
fn reads_every_field() {
    for (line, written) in [
        ("", ""),
        ("  missili   pyongyang ", "missili pyongyang"),
        (r#""mutua  difesa""#, r#""mutua difesa""#),
        ("«mutua difesa» oggi", r#""mutua difesa" oggi"#),
        ("“mutua difesa”", r#""mutua difesa""#),
        (r#""mutua dif"#, r#""mutua dif"#),
        (r#"uno"due tre"quattro"#, r#"uno "due tre" quattro"#),
        ("-sanzioni", "-sanzioni"),
        ("- sanzioni", "sanzioni"),
        ("KN-23 l’intesa", "KN-23 l’intesa"),
        ("Actor:kim attore:Putin", "actor:kim actor:Putin"),
        (r#"actor:"corea del nord"#, r#"actor:"corea del nord""#),
        (r#"-attore:«Corea del Sud»"#, r#"-actor:"Corea del Sud""#),
        ("data:2023-09 date:..2024", "date:2023-09 date:..2024"),
        (
            "date:2023-9 date:2024-1-5..",
            "date:2023-09 date:2024-01-05..",
        ),
        (
            "date:2023..2024-06 date:2024..",
            "date:2023..2024-06 date:2024..",
        ),
        ("date:2023..2023", "date:2023"),
        ("pubblicato:2023..2024", "published:2023..2024"),
        (
            r#"titolo:"l'intesa" title:patto"#,
            "title:l'intesa title:patto",
        ),
        ("fonte:ansa source:Reuters", "source:ansa source:Reuters"),
        ("in:segnalibri in:note", "in:bookmarks in:notes"),
        ("in:bookmarks -in:notes", "in:bookmarks -in:notes"),
        (
            "alle 14:30 https://a.b Putin:",
            "alle 14:30 https://a.b Putin:",
        ),
    ] {
        assert_eq!(read(line), (written.to_owned(), vec![]), "{line}");
    }
}

#[test]
fn says_what_it_does_not_understand_and_keeps_it() {
    for (line, wrong, says) in [
        ("uno date:settembre due", "date:settembre", "is no date"),
        ("date:2023-13", "date:2023-13", "is no date"),
        ("date:2023-123", "date:2023-123", "is no date"),
        ("date:..", "date:..", "missing"),
        ("date:", "date:", "missing"),
        (
            "-published:2024..2023 x",
            "-published:2024..2023",
            "ends before",
        ),
        ("actr:putin", "actr:putin", "actor:"),
        ("città persona:putin", "persona:putin", "the fields are"),
        ("actor: kim", "actor:", "missing"),
        (r#"title:"" x"#, r#"title:"""#, "missing"),
        ("in:cassetto", "in:cassetto", "in:bookmarks"),
        ("però €€€", "€€€", "no letter"),
    ] {
        let parsed = Query::parse(line);
        let [mistake] = parsed.mistakes.as_slice() else {
            panic!("{line}: {:?}", parsed.mistakes);
        };
        assert_eq!(mistake.range.of(line), wrong, "{line}");
        assert!(mistake.message.contains(says), "{}", mistake.message);
    }
    assert_eq!(read("uno date:settembre due").0, "uno date:settembre due");
    assert!(Query::parse("date:settembre").query.is_empty());
}

#[test]
fn a_regular_expression_stands_between_slashes() {
    for (line, written) in [
        (r"/mis+il[ei]/ kim", r"/mis+il[ei]/ kim"),
        (r"kim /\d{1,3}\.000 soldati/", r"kim /\d{1,3}\.000 soldati/"),
        (r"-/a\/b/", r"-/a\/b/"),
        // Half typed, it counts as far as it goes; one that is empty is no term yet.
        ("kim /missil", "kim /missil/"),
        ("/", ""),
        ("//", ""),
        // Within a word a slash is nothing special, and neither are dates with them.
        ("e/o 24/2/2022", "e/o 24/2/2022"),
    ] {
        assert_eq!(read(line), (written.to_owned(), vec![]), "{line}");
    }
    let parsed = Query::parse("kim /mis(sili/ duma");
    assert_eq!(
        parsed.mistakes[0].range.of("kim /mis(sili/ duma"),
        "/mis(sili/"
    );
    assert!(
        parsed.mistakes[0].message.contains("unclosed group"),
        "{}",
        parsed.mistakes[0].message
    );
    assert_eq!(parsed.query.to_string(), "kim /mis(sili/ duma");
}

#[test]
fn waits_without_complaint_for_a_word_to_be_typed() {
    for line in ["-", "\"", "-\"", "missili -", "«", "..."] {
        assert!(Query::parse(line).mistakes.is_empty(), "{line}");
    }
}

#[test]
fn periods_hold_what_touches_them() {
    let period = |text: &str| Period::parse(text).unwrap();
    let date = |text: &str| text.parse::<Edtf>().unwrap();
    for (range, inside, outside) in [
        ("2023-09", "2023-09-30", "2023-10-01"),
        ("2023-09", "2023", "2022"),
        ("2023-09..2024-01", "2024-01-31", "2024-02"),
        ("2024..", "2031-05", "2023-12-31"),
        ("..2023", "1950", "2024-01-01"),
    ] {
        assert!(period(range).overlaps(&date(inside)), "{range} {inside}");
        assert!(!period(range).overlaps(&date(outside)), "{range} {outside}");
    }
}

#[test]
fn what_is_much_vaguer_tells_of_no_period() {
    let period = |text: &str| Period::parse(text).unwrap();
    let date = |text: &str| text.parse::<Edtf>().unwrap();
    for (asked, told, not_told) in [
        (
            "2025",
            &["2025-06-04", "2025", "2024-24", "2024/2026"][..],
            &["20XX", "202X", "2024"][..],
        ),
        (
            "2023-09",
            &["2023-09-13", "2023-09~", "2023-W39", "2023-23", "2023-41"],
            &["2023", "2023-10"],
        ),
        (
            "2023-09-13",
            &["2023-09-13~", "2023-W37", "2023-09-10/2023-09-13"],
            &["2023-09", "2023"],
        ),
        (
            "2024..",
            &["2024", "203X", "2023-24", "2022/2025"],
            &["20XX", "2023", "202X"],
        ),
        (
            "..1990",
            &["1950", "195X", "18XX", "1989/1991"],
            &["19XX", "1991"],
        ),
        ("202X", &["202X", "2024", "2019/2023"], &["20XX", "201X"]),
    ] {
        for told in told {
            assert!(period(asked).is_told_by(&date(told)), "{asked} {told}");
        }
        for other in not_told {
            assert!(!period(asked).is_told_by(&date(other)), "{asked} {other}");
        }
    }
}

#[test]
fn a_term_that_is_added_ends_an_open_phrase() {
    let query = Query::parse(r#"missili "mutua dif"#).query;
    let narrowed = query.with(Term::actor("Corea del Nord"));
    assert_eq!(
        narrowed.to_string(),
        r#"missili "mutua dif" actor:"Corea del Nord""#
    );
}

proptest! {
    #[test]
    fn what_is_written_back_reads_the_same(
        line in r#"(-?(actor:|date:|in:|titolo:|x:|/)?("|«|“)?([a-z0-9à.’:(/\\-]{0,6}|2023|2024-02\.\.|€|note)("|»|”)? ?){0,6}"#
    ) {
        let query = Query::parse(&line).query;
        let written = query.to_string();
        prop_assert_eq!(Query::parse(&written).query, query, "{}", written);
    }

    #[test]
    fn any_text_is_read_and_written_back(line in "\\PC{0,60}") {
        let parsed = Query::parse(&line);
        for place in parsed.places.iter().chain(parsed.mistakes.iter().map(|m| &m.range)) {
            prop_assert!(line.get(place.start..place.end).is_some_and(|part| !part.is_empty()));
        }
        let written = parsed.query.to_string();
        prop_assert_eq!(Query::parse(&written).query, parsed.query, "{}", written);
    }

    #[test]
    fn an_actor_of_any_name_is_written_so_that_it_reads_the_same(name in "\\PC{1,20}") {
        prop_assume!(fold(&name).chars().any(is_word));
        let query = Query::default().with(Term::actor(&name));
        prop_assert_eq!(Query::parse(&query.to_string()).query, query);
    }
}
