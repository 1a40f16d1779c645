//! What the reader decided about events, against what the program made of the articles: some are
//! hidden, joined or split, some have another date or title. A decision is tied to the sentences
//! that tell the event, by their article and their words, so that it holds when the articles are
//! read again. Here is what decisions mean, and how they are written down in `events.toml`; reading
//! and writing the file is left to the runtime.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

use super::{Event, Quote, Report, merge};
use crate::corpus::ArticleId;
use crate::edtf::Edtf;
use crate::text::clean::clean_line;

/// The longest title that is kept, in bytes.
const LONGEST: usize = 300;

/// What a file of one's own begins with.
const HEAD: &str = "\
# Events as you corrected them, the oldest decision first. The program adds to the end of this file
# and leaves everything else in it as it is; take a decision out to undo it, here or with H in the
# timeline.
";

/// A sentence that tells an event, as it is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Its article; or, where the file was moved, one with this hash.
    pub article: ArticleId,
    /// The hash of the article's text.
    pub hash: u64,
    /// The sentence.
    pub quote: String,
    /// The words in it that say when.
    pub dated: String,
}

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is not shown.
    Hide,
    /// These reports tell an event of their own.
    Split,
    /// Everything that one of these reports is of is one event.
    Join,
    /// It was then.
    Date(Edtf),
    /// It is called so.
    Title(String),
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// What is decided.
    pub change: Change,
    /// About whatever these reports tell.
    pub reports: Vec<Anchor>,
}

/// What is wrong with a file of decisions.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}, line {line}: {reason}")]
pub struct FileError {
    /// The file, clean.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// What is wrong, and what was expected.
    pub reason: String,
}

/// What is known of an article without its text: the hash of that, and when it was published.
pub type About<'a> = dyn Fn(ArticleId) -> Option<(u64, Option<Edtf>)> + 'a;

impl Anchor {
    /// The report of an article with this hash, as it is known again: by its words.
    #[must_use]
    pub fn new(report: &Report, hash: u64, quote: Quote) -> Self {
        Self {
            article: report.article,
            hash,
            quote: quote.sentence,
            dated: quote.dated,
        }
    }

    fn holds(&self, report: &Report, about: &About<'_>) -> bool {
        let here = || about(report.article).is_some_and(|(hash, _)| hash == self.hash);
        self.article == report.article || here()
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

// ---- what decisions mean

/// A report, wherever it is.
type Place = (ArticleId, usize, usize);

fn place(report: &Report) -> Place {
    (
        report.article,
        report.sentence.start,
        report.expression.start,
    )
}

/// The events as the reader wants them: each of `corrections` in turn, where what it is about is
/// told at all. The result is in order again.
#[must_use]
pub fn apply(
    events: Vec<Arc<Event>>,
    corrections: &[Correction],
    about: &About<'_>,
) -> Vec<Arc<Event>> {
    if corrections.is_empty() {
        return events;
    }
    let mut correcting = Correcting::new(events, corrections, about);
    for (number, correction) in corrections.iter().enumerate() {
        correcting.correct(number, &correction.change);
    }
    let mut events: Vec<Arc<Event>> = correcting.events.into_iter().flatten().collect();
    merge::sort(&mut events);
    events
}

struct Correcting<'a> {
    events: Vec<Option<Arc<Event>>>,
    /// The event of each report that a correction is about.
    home: HashMap<Place, usize>,
    /// The reports that each correction is about.
    meant: Vec<Vec<Place>>,
    about: &'a About<'a>,
}

impl<'a> Correcting<'a> {
    fn new(events: Vec<Arc<Event>>, corrections: &[Correction], about: &'a About<'a>) -> Self {
        let mut wanted: HashMap<u64, Vec<(usize, &Anchor)>> = HashMap::new();
        for (number, correction) in corrections.iter().enumerate() {
            for anchor in &correction.reports {
                let mark = Quote::mark(&anchor.quote, &anchor.dated);
                wanted.entry(mark).or_default().push((number, anchor));
            }
        }
        let mut correcting = Self {
            home: HashMap::new(),
            meant: vec![Vec::new(); corrections.len()],
            events: Vec::new(),
            about,
        };
        for (at, event) in events.iter().enumerate() {
            for report in &event.reports {
                let known = wanted.get(&report.mark);
                for (number, anchor) in known.into_iter().flatten() {
                    if anchor.holds(report, about) {
                        correcting.home.insert(place(report), at);
                        if let Some(meant) = correcting.meant.get_mut(*number) {
                            meant.push(place(report));
                        }
                    }
                }
            }
        }
        correcting.events = events.into_iter().map(Some).collect();
        correcting
    }

    fn correct(&mut self, number: usize, change: &Change) {
        let meant = self.meant.get(number).cloned().unwrap_or_default();
        let homes: BTreeSet<usize> = meant
            .iter()
            .filter_map(|place| self.home.get(place).copied())
            .collect();
        match change {
            Change::Hide => homes.into_iter().for_each(|home| {
                self.take(home);
            }),
            Change::Join => self.join(homes),
            Change::Split => {
                for home in homes {
                    self.split(home, &meant);
                }
            }
            Change::Date(date) => self.each(homes, |event| event.date = *date),
            Change::Title(title) => self.each(homes, |event| event.title = title.as_str().into()),
        }
    }

    fn each(&mut self, homes: BTreeSet<usize>, change: impl Fn(&mut Event)) {
        for home in homes {
            if let Some(Some(event)) = self.events.get_mut(home) {
                change(Arc::make_mut(event));
            }
        }
    }

    fn take(&mut self, home: usize) -> Option<Arc<Event>> {
        self.events.get_mut(home)?.take()
    }

    /// Makes an event of reports, at this place.
    fn put(&mut self, home: usize, reports: Vec<Arc<Report>>) {
        for report in &reports {
            self.home.entry(place(report)).and_modify(|at| *at = home);
        }
        let told = reports.into_iter().map(|report| {
            let published = (self.about)(report.article).and_then(|(_, published)| published);
            (report, published.into())
        });
        let event = merge::one(told.collect()).map(Arc::new);
        match self.events.get_mut(home) {
            Some(here) => *here = event,
            None => self.events.push(event),
        }
    }

    fn join(&mut self, homes: BTreeSet<usize>) {
        let Some(&first) = homes.first().filter(|_| homes.len() > 1) else {
            return;
        };
        let joined: Vec<Arc<Event>> = homes
            .into_iter()
            .filter_map(|home| self.take(home))
            .collect();
        self.put(
            first,
            (joined.iter())
                .flat_map(|event| event.reports.iter().cloned())
                .collect(),
        );
    }

    fn split(&mut self, home: usize, meant: &[Place]) {
        let Some(event) = self.take(home) else { return };
        let (own, left): (Vec<_>, Vec<_>) =
            (event.reports.iter().cloned()).partition(|report| meant.contains(&place(report)));
        if own.is_empty() || left.is_empty() {
            if let Some(here) = self.events.get_mut(home) {
                *here = Some(event);
            }
            return;
        }
        self.put(home, left);
        self.put(self.events.len(), own);
    }
}

// ---- the file

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    #[serde(default)]
    event: Vec<Spanned<toml::Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCorrection {
    #[serde(rename = "do")]
    what: String,
    date: Option<String>,
    title: Option<String>,
    reports: Vec<RawAnchor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAnchor {
    article: String,
    hash: String,
    quote: String,
    dated: String,
}

/// The decisions in the text of a file, and what in it is none. Nothing counts of a file that is
/// no TOML.
#[must_use]
pub fn parse(file: &str, text: &str) -> (Vec<Correction>, Vec<FileError>) {
    let wrong = |at: usize, reason: &str| FileError {
        file: file.to_owned(),
        line: 1 + text.bytes().take(at).filter(|&byte| byte == b'\n').count(),
        reason: clean_line(reason),
    };
    let raw: RawFile = match toml::from_str(text) {
        Ok(raw) => raw,
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            return (Vec::new(), vec![wrong(at, error.message())]);
        }
    };
    let mut corrections = Vec::new();
    let mut problems = Vec::new();
    for row in raw.event {
        let at = row.span().start;
        let read = (row.into_inner().try_into::<RawCorrection>())
            .map_err(|error| error.message().to_owned())
            .and_then(clean);
        match read {
            Ok(correction) => corrections.push(correction),
            Err(reason) => problems.push(wrong(at, &reason)),
        }
    }
    (corrections, problems)
}

fn clean(raw: RawCorrection) -> Result<Correction, String> {
    let change = match (raw.what.as_str(), raw.date, raw.title) {
        ("hide", None, None) => Change::Hide,
        ("split", None, None) => Change::Split,
        ("join", None, None) => Change::Join,
        ("date", Some(date), None) => Change::Date(
            date.parse()
                .map_err(|error: crate::edtf::EdtfError| error.to_string())?,
        ),
        ("title", None, Some(title)) => Change::Title(title_of(&title)?),
        ("date", ..) => return Err("a date is to be given, such as date = \"2023-09\"".to_owned()),
        ("title", ..) => return Err("a title is to be given: title = \"…\"".to_owned()),
        _ => return Err("do is to be hide, split, join, date or title".to_owned()),
    };
    let number = |digits: &str| u64::from_str_radix(digits, 16).ok();
    let reports = raw.reports.into_iter().map(|raw| {
        let numbers = number(&raw.article).zip(number(&raw.hash));
        let (article, hash) = numbers.ok_or("article and hash are to be hexadecimal numbers")?;
        Ok(Anchor {
            article: ArticleId(article),
            hash,
            quote: raw.quote,
            dated: raw.dated,
        })
    });
    let reports: Result<Vec<Anchor>, String> = reports.collect();
    let reports = reports?;
    if reports.is_empty() {
        return Err("reports is to name the sentences that tell the event".to_owned());
    }
    Ok(Correction { change, reports })
}

/// A title as it is kept: one line, not empty, not endless.
fn title_of(typed: &str) -> Result<String, String> {
    let title = one_line(&clean_line(typed));
    if title.is_empty() || title.len() > LONGEST {
        return Err(format!("a title has from one to {LONGEST} letters"));
    }
    Ok(title)
}

impl Correction {
    /// What is decided, in a few words for the reader.
    #[must_use]
    pub fn said(&self) -> String {
        match &self.change {
            Change::Hide => "the event is hidden".to_owned(),
            Change::Split => "the source tells an event of its own".to_owned(),
            Change::Join => "the events are one".to_owned(),
            Change::Date(date) => format!("the event is dated {date}"),
            Change::Title(title) => format!("the event is called «{}»", clean_line(title)),
        }
    }

    /// What it is about: the first sentence that tells the event.
    #[must_use]
    pub fn about(&self) -> String {
        let quote = self
            .reports
            .first()
            .map_or("", |report| report.quote.as_str());
        clean_line(quote)
    }

    /// The text of the file `name` without the decision, and otherwise as it is.
    ///
    /// # Errors
    /// Why it cannot be taken out: a mistake in the file, or it is not there any more.
    pub fn remove(&self, name: &str, before: Option<&str>) -> Result<String, String> {
        let gone = || format!("{name}: this decision is not there any more");
        let text = before.ok_or_else(gone)?;
        let (known, problems) = parse(name, text);
        if let Some(problem) = problems.first() {
            return Err(problem.to_string());
        }
        // Of two that say the same, the later one counts.
        let place = (known.iter())
            .rposition(|other| other == self)
            .ok_or_else(gone)?;
        let mut document: toml_edit::DocumentMut =
            (text.parse()).map_err(|error: toml_edit::TomlError| clean_line(error.message()))?;
        match document.get_mut("event") {
            Some(toml_edit::Item::ArrayOfTables(tables)) if place < tables.len() => {
                tables.remove(place);
            }
            Some(toml_edit::Item::Value(toml_edit::Value::Array(rows))) if place < rows.len() => {
                rows.remove(place);
            }
            _ => return Err(gone()),
        }
        Ok(document.to_string())
    }

    /// The text of the file `name` with the decision at its end; `before` is `None` where there is
    /// no file.
    ///
    /// # Errors
    /// Why it cannot be written down: file, line, and what was expected. A file with a mistake is
    /// left to whoever made it.
    pub fn append(&self, name: &str, before: Option<&str>) -> Result<String, String> {
        let text = before.unwrap_or(HEAD);
        if let Some(problem) = parse(name, text).1.first() {
            return Err(problem.to_string());
        }
        let string = |text: &str| toml::Value::String(text.to_owned()).to_string();
        let mut text = text.trim_end().to_owned();
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let (what, given) = match &self.change {
            Change::Hide => ("hide", String::new()),
            Change::Split => ("split", String::new()),
            Change::Join => ("join", String::new()),
            Change::Date(date) => ("date", format!("date = \"{date}\"\n")),
            Change::Title(title) => ("title", format!("title = {}\n", string(&title_of(title)?))),
        };
        let _ = write!(text, "[[event]]\ndo = \"{what}\"\n{given}reports = [\n");
        for report in &self.reports {
            let _ = writeln!(
                text,
                "  {{ article = \"{}\", hash = \"{:016x}\", quote = {}, dated = {} }},",
                report.article,
                report.hash,
                string(&report.quote),
                string(&report.dated)
            );
        }
        text.push_str("]\n");
        Ok(text)
    }
}

#[cfg(test)]
mod tests;
