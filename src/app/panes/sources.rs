//! The sources of an event: when each of them says that it was, in which words, and why that is the
//! date. What an event is, is for `timeline`; going to a sentence for `navigate`.

use std::sync::Arc;

use super::list::Cursor;
use crate::corpus::ArticleId;
use crate::edtf::Edtf;
use crate::text::TextRange;
use crate::timeline::{Event, Quote, Report};

/// The sources of one event.
#[derive(Clone, Debug)]
pub struct Sources {
    /// What it is called.
    pub title: String,
    /// When it was, as the timeline has it.
    pub date: Edtf,
    /// Whether all of them tell it as planned.
    pub planned: bool,
    /// Who tells it; never empty.
    pub reports: Vec<Arc<Report>>,
    /// The words of each, once they are read.
    quotes: Vec<Option<Quote>>,
    /// The selected one.
    pub cursor: Cursor,
}

impl Sources {
    /// The sources of `event`, the one of this number selected.
    #[must_use]
    pub fn new(event: &Event, selected: usize) -> Self {
        let mut cursor = Cursor::default();
        cursor.set_len(event.reports.len());
        cursor.select(selected);
        Self {
            title: event.title.to_string(),
            date: event.date,
            planned: event.planned,
            reports: event.reports.clone(),
            quotes: Vec::new(),
            cursor,
        }
    }

    /// The selected source.
    #[must_use]
    pub fn selected(&self) -> Option<&Arc<Report>> {
        self.reports.get(self.cursor.selected()?)
    }

    /// Takes the words of reports; those of others are not wanted any more.
    pub(crate) fn quote(&mut self, quoted: Vec<(Arc<Report>, Option<Quote>)>) {
        let mut quoted = quoted.into_iter().peekable();
        let quote = |report: &Arc<Report>| {
            let (_, quote) = quoted.next_if(|(of, _)| Arc::ptr_eq(of, report))?;
            quote
        };
        self.quotes = self.reports.iter().map(quote).collect();
    }

    /// What tells the report of this number from others of its article, its words; `None` where its
    /// article tells of the event only once.
    #[must_use]
    pub fn words(&self, number: usize) -> Option<&str> {
        let report = self.reports.get(number)?;
        let alike = self.reports.iter();
        let alike = alike.filter(|other| other.article == report.article);
        let quote = self.quotes.get(number).and_then(Option::as_ref);
        // Until the article is read what is known of its sentence says it.
        let words = quote.map_or(&*report.title, |quote| &quote.sentence);
        (alike.count() > 1).then_some(words)
    }

    /// The words of the selected source, once they are read.
    #[must_use]
    pub fn quoted(&self) -> Option<&Quote> {
        self.quotes.get(self.cursor.selected()?)?.as_ref()
    }

    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> Option<(ArticleId, TextRange)> {
        self.selected()
            .map(|report| (report.article, report.sentence))
    }

    /// How the sources’ dates go together.
    #[must_use]
    pub fn said(&self) -> &'static str {
        let mut dates = self.reports.iter().map(|report| report.date);
        let first = dates.next();
        if dates.clone().all(|date| Some(date) == first) {
            return "one date";
        }
        let apart = (self.reports.iter()).any(|a| {
            let other = |b: &Arc<Report>| !a.date.overlaps(&b.date);
            self.reports.iter().any(other)
        });
        if apart {
            "dates that disagree"
        } else {
            "dates more and less exact"
        }
    }
}
