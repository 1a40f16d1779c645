//! The timeline in the formats of other programs: a table, Markdown, a calendar, and the table that
//! TimelineJS reads; its page is in `page`. Pure writers: what is told, by whom and in which words is handed in. A day
//! that no text gives is not made up for a format that wants one: a month stays a whole month.

use std::fmt::Write as _;
use std::io::{self, Write};

pub use calendar::ics;
pub use timelinejs::timelinejs;

use super::scale::{self, Bucket, Zoom};
use crate::edtf::{Edtf, Precision};

mod calendar;
mod timelinejs;

/// An event with everything that is written of it. Every string is clean and one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// When.
    pub date: Edtf,
    /// The date in words, in the language of the articles.
    pub spoken: String,
    /// What.
    pub title: String,
    /// The names of the actors.
    pub actors: Vec<String>,
    /// Whether it is planned rather than told as done.
    pub planned: bool,
    /// The sentences that tell it.
    pub sources: Vec<Source>,
}

/// A sentence that tells an event, with its citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The article's stable name.
    pub article: String,
    /// The article's title.
    pub title: String,
    /// The article's own date.
    pub published: Option<Edtf>,
    /// The outlet.
    pub outlet: Option<String>,
    /// Where it was published; whatever the file says.
    pub url: Option<String>,
    /// When it says that it was, and that in words.
    pub date: Edtf,
    /// See `date`.
    pub spoken: String,
    /// The sentence.
    pub text: String,
}

impl Source {
    /// Outlet, date and title, as far as they are known.
    fn citation(&self) -> String {
        let mut citation = format!("«{}»", self.title);
        if let Some(outlet) = &self.outlet {
            let _ = write!(citation, ", {outlet}");
        }
        if let Some(published) = &self.published {
            let _ = write!(citation, ", {published}");
        }
        citation
    }
}

/// A table with one event a row, as RFC 4180 has it.
///
/// # Errors
///
/// Those of `out`.
pub fn csv(events: &[Told], out: &mut dyn Write) -> io::Result<()> {
    row(
        out,
        &[
            "date",
            "from",
            "to",
            "precision",
            "planned",
            "title",
            "actors",
            "articles",
            "sources",
            "text",
            "source_dates",
        ],
    )?;
    for event in events {
        let mut articles: Vec<_> = event.sources.iter().map(|source| &source.article).collect();
        articles.sort();
        articles.dedup();
        let joined = |texts: Vec<String>| texts.join("; ");
        row(
            out,
            &[
                &event.date.to_string(),
                &event.date.first_day().to_string(),
                &event.date.last_day().to_string(),
                event.date.precision().as_str(),
                if event.planned { "yes" } else { "no" },
                &event.title,
                &joined(event.actors.clone()),
                &articles.len().to_string(),
                &joined(event.sources.iter().map(Source::citation).collect()),
                event.sources.first().map_or("", |source| &source.text),
                // One for each source: they may disagree.
                &joined(
                    event
                        .sources
                        .iter()
                        .map(|source| source.date.to_string())
                        .collect(),
                ),
            ],
        )?;
    }
    Ok(())
}

impl Told {
    /// The year that it stands under; the decade, where it is known no better.
    pub(super) fn period(&self) -> Bucket {
        scale::bucket(&self.date, Zoom::Year)
    }
}

/// A list under a heading for each year, every event with its sentences and their citation.
///
/// # Errors
///
/// Those of `out`.
pub fn markdown(events: &[Told], out: &mut dyn Write) -> io::Result<()> {
    let mut heading = None;
    for event in events {
        let period = event.period();
        if heading != Some(period) {
            let before = if heading.is_some() { "\n" } else { "" };
            writeln!(out, "{before}## {}\n", period.as_edtf())?;
            heading = Some(period);
        }
        write!(out, "- **{}**: {}", event.date, in_markdown(&event.title))?;
        if !event.actors.is_empty() {
            write!(out, " _({})_", in_markdown(&event.actors.join(", ")))?;
        }
        out.write_all(b"\n")?;
        for source in &event.sources {
            let says = if source.date == event.date {
                String::new()
            } else {
                format!(" **{}**", source.date)
            };
            writeln!(
                out,
                "  - {} ({}){says}",
                in_markdown(&source.text),
                in_markdown(&source.citation())
            )?;
        }
    }
    Ok(())
}

/// Whether the first and the last day are in the text, and not only somewhere in a longer period.
fn gives_days(date: Edtf) -> bool {
    let (from, to) = date.ends().unwrap_or((date, date));
    !date.is_approximate()
        && [from, to].map(|end| end.precision()) == [Precision::Day, Precision::Day]
}

pub(super) fn in_html(text: &str) -> String {
    escaped(text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    })
}

/// A row of a table, as RFC 4180 has it.
///
/// # Errors
///
/// Those of `out`.
pub(crate) fn row(out: &mut dyn Write, cells: &[&str]) -> io::Result<()> {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\r\n")
}

fn in_markdown(text: &str) -> String {
    escaped(text, |c| match c {
        '\\' => Some("\\\\"),
        '*' => Some("\\*"),
        '_' => Some("\\_"),
        '`' => Some("\\`"),
        '[' => Some("\\["),
        ']' => Some("\\]"),
        '<' => Some("\\<"),
        '&' => Some("\\&"),
        _ => None,
    })
}

fn escaped(text: &str, sign: impl Fn(char) -> Option<&'static str>) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match sign(c) {
            Some(sign) => safe.push_str(sign),
            None => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    fn told(date: &str) -> Told {
        Told {
            date: date.parse().unwrap(),
            spoken: format!("[{date}]"),
            title: "Kim riceve, a *Pyongyang*, <il> ministro".into(),
            actors: vec!["Kim Jong Un".into(), "Corea del Nord".into()],
            planned: false,
            sources: vec![Source {
                article: "00aa".into(),
                title: "Un \"titolo\"; lungo".into(),
                published: Some("2024-06~".parse().unwrap()),
                outlet: Some("Il Foglio di prova".into()),
                url: None,
                date: date.parse().unwrap(),
                spoken: format!("[{date}]"),
                text:
                    "Kim ha ricevuto il ministro: è però una visita molto più breve del previsto."
                        .into(),
            }],
        }
    }

    fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_table_has_a_row_for_each_event() {
        insta::assert_snapshot!(written(|out| csv(&[told("2024-06")], out)).replace('\r', ""), @r##"
        date,from,to,precision,planned,title,actors,articles,sources,text,source_dates
        2024-06,2024-06-01,2024-06-30,month,no,"Kim riceve, a *Pyongyang*, <il> ministro",Kim Jong Un; Corea del Nord,1,"«Un ""titolo""; lungo», Il Foglio di prova, 2024-06~",Kim ha ricevuto il ministro: è però una visita molto più breve del previsto.,2024-06
        "##);
    }

    #[test]
    fn markdown_shows_sentences_with_their_source() {
        let events = [told("2023-09-13"), told("2024-06"), told("2024-06-19")];
        insta::assert_snapshot!(written(|out| markdown(&events, out)), @r##"
        ## 2023

        - **2023-09-13**: Kim riceve, a \*Pyongyang\*, \<il> ministro _(Kim Jong Un, Corea del Nord)_
          - Kim ha ricevuto il ministro: è però una visita molto più breve del previsto. («Un "titolo"; lungo», Il Foglio di prova, 2024-06~)

        ## 2024

        - **2024-06**: Kim riceve, a \*Pyongyang\*, \<il> ministro _(Kim Jong Un, Corea del Nord)_
          - Kim ha ricevuto il ministro: è però una visita molto più breve del previsto. («Un "titolo"; lungo», Il Foglio di prova, 2024-06~)
        - **2024-06-19**: Kim riceve, a \*Pyongyang\*, \<il> ministro _(Kim Jong Un, Corea del Nord)_
          - Kim ha ricevuto il ministro: è però una visita molto più breve del previsto. («Un "titolo"; lungo», Il Foglio di prova, 2024-06~)
        "##);
    }

    #[test]
    fn a_calendar_covers_whole_periods_in_short_lines() {
        let now = Timestamp::UNIX_EPOCH;
        let text = written(|out| ics(&[told("2024-06"), told("2024-06-19")], now, out));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        insta::assert_snapshot!(text.replace('\r', ""), @r##"
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//rassegna//timeline//EN
        BEGIN:VEVENT
        UID:a99ae15121c9ac625e4ddd90a7a314d8@rassegna
        DTSTAMP:19700101T000000Z
        DTSTART;VALUE=DATE:20240601
        DTEND;VALUE=DATE:20240701
        SUMMARY:Kim riceve\, a *Pyongyang*\, <il> ministro ([2024-06])
        DESCRIPTION:Kim ha ricevuto il ministro: è però una visita molto più bre
         ve del previsto.\n«Un "titolo"\; lungo»\, Il Foglio di prova\, 2024-06~
        CATEGORIES:Kim Jong Un,Corea del Nord
        STATUS:CONFIRMED
        TRANSP:TRANSPARENT
        END:VEVENT
        BEGIN:VEVENT
        UID:42a84d9942e9aa14f66ca3da6ec82f65@rassegna
        DTSTAMP:19700101T000000Z
        DTSTART;VALUE=DATE:20240619
        DTEND;VALUE=DATE:20240620
        SUMMARY:Kim riceve\, a *Pyongyang*\, <il> ministro
        DESCRIPTION:Kim ha ricevuto il ministro: è però una visita molto più bre
         ve del previsto.\n«Un "titolo"\; lungo»\, Il Foglio di prova\, 2024-06~
        CATEGORIES:Kim Jong Un,Corea del Nord
        STATUS:CONFIRMED
        TRANSP:TRANSPARENT
        END:VEVENT
        END:VCALENDAR
        "##);
    }

    #[test]
    fn no_day_is_made_up_for_a_table_that_has_a_column_for_it() {
        for (date, begin, end) in [
            ("2024-06-19", "2024,6,19", ",,"),
            ("2024-06", "2024,6,", ",,"),
            ("2024", "2024,,", ",,"),
            ("199X", "1990,,", "1999,,"),
            ("2023-23", "2023,9,", "2023,11,"),
            ("2023-W36", "2023,9,4", "2023,9,10"),
            ("2023-09-10/2023-09-13", "2023,9,10", "2023,9,13"),
            ("2014/2022-02", "2014,,", "2022,2,"),
        ] {
            let text = written(|out| timelinejs(&[told(date)], out));
            let row = text.lines().nth(1).unwrap_or_default();
            let expected = format!("{begin},,{end},,[{date}],");
            assert!(row.starts_with(&expected), "{date}: {row}");
        }
    }

    #[test]
    fn text_cannot_become_markup() {
        let text = written(|out| timelinejs(&[told("2024")], out));
        assert!(text.contains("&lt;il&gt;") && !text.contains("<il>"));
    }
}
