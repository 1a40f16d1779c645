//! The timeline: events, the reports that tell them, and how they are laid on a scale.
//! [`report`] takes dated sentences out of one article, [`merge`] makes events of the reports of
//! all, [`events`] keeps them in order, [`scale`] divides time for the pane.

use std::collections::HashSet;
use std::sync::Arc;

use crate::actors::ActorId;
use crate::corpus::ArticleId;
use crate::dates::Anchor;
use crate::edtf::Edtf;
use crate::text::TextRange;

mod claim;
mod clause;
pub mod correction;
pub mod division;
mod drawing;
pub mod events;
pub mod export;
mod language;
pub mod merge;
pub mod page;
pub mod report;
pub mod scale;
mod title;
mod words;

/// One sentence that tells an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The article it stands in.
    pub article: ArticleId,
    /// The sentence, in the article's text.
    pub sentence: TextRange,
    /// The temporal expression, in the article's text.
    pub expression: TextRange,
    /// When, with the precision of the text.
    pub date: Edtf,
    /// What that was worked out from.
    pub anchor: Anchor,
    /// The sentence itself.
    pub quote: Arc<str>,
    /// The sentence's own words, cut at a clause; one line.
    pub title: String,
    /// The actors that the sentence names, without repeats, in order.
    pub actors: Vec<ActorId>,
    /// Folded stems of the sentence's content words, sorted, without repeats, for merging.
    pub words: Vec<String>,
    /// Whether it is planned, possible or wished rather than told as done.
    pub planned: bool,
}

/// Something dated that one or more articles tell.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The most precise date that its reports agree on; that of what is told as done, before what
    /// was only announced.
    pub date: Edtf,
    /// The title of its best report.
    pub title: String,
    /// Every actor of its reports, the most often named first.
    pub actors: Vec<ActorId>,
    /// Who tells it: by the article's date, then place; never empty.
    pub reports: Vec<Arc<Report>>,
    /// Whether every report tells it as planned.
    pub planned: bool,
}

impl Event {
    /// How many articles tell it.
    #[must_use]
    pub fn articles(&self) -> usize {
        let telling: HashSet<_> = self.reports.iter().map(|report| report.article).collect();
        telling.len()
    }
}

impl Report {
    /// The words of the sentence that say when.
    #[must_use]
    pub fn dated(&self) -> &str {
        let start = self.expression.start.checked_sub(self.sentence.start);
        let end = self.expression.end.checked_sub(self.sentence.start);
        let range = start.zip(end).map(|(start, end)| start..end);
        range
            .and_then(|range| self.quote.get(range))
            .unwrap_or_default()
    }
}
