//! The timeline: events, the reports that tell them, and how they are laid on a scale.
//! [`report`] takes dated sentences out of one article, [`merge`] makes events of the reports of
//! all, [`events`] keeps them in order, [`scale`] divides time for the pane.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::actors::ActorId;
use crate::corpus::ArticleId;
use crate::dates::Anchor;
use crate::edtf::Edtf;
use crate::text::{TextRange, segment};
pub use words::Stem;

mod claim;
mod clause;
pub mod correction;
mod dateline;
pub mod division;
mod drawing;
pub mod events;
pub mod export;
mod language;
pub mod merge;
pub mod packed;
pub mod page;
pub mod report;
pub mod scale;
mod subject;
mod title;
mod words;

/// One sentence that tells an event. Its words are read from the article when they are asked for, by
/// [`Report::quote`].
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// What stands for the words of the sentence and of the expression, by [`Quote::mark`].
    pub mark: u64,
    /// The sentence's own words, cut at a clause; one line.
    pub title: Arc<str>,
    /// The actors that the sentence names, without repeats, in order.
    pub actors: Arc<[ActorId]>,
    /// The stems of the sentence's content words, sorted, without repeats, for merging.
    pub words: Box<[Stem]>,
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
    pub title: Arc<str>,
    /// Every actor of its reports, the most often named first.
    pub actors: Arc<[ActorId]>,
    /// Who tells it: by the article's date, then place; never empty.
    pub reports: Vec<Arc<Report>>,
    /// Whether every report tells it as planned.
    pub planned: bool,
}

/// The words of a report, each on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The sentence.
    pub sentence: String,
    /// The words in it that say when.
    pub dated: String,
}

impl Quote {
    /// A sentence, and the words in it that say when.
    #[must_use]
    pub fn new(sentence: &str, dated: &str) -> Self {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            sentence: one_line(sentence),
            dated: one_line(dated),
        }
    }

    /// What stands for these words; lines may be broken anew.
    #[must_use]
    pub fn mark(sentence: &str, dated: &str) -> u64 {
        let mut words = String::with_capacity(sentence.len() + dated.len() + 4);
        let mut put = |word: &str| {
            words.push_str(word);
            words.push(' ');
        };
        for text in [sentence, "\0", dated] {
            // Most sentences are in one line.
            match segment::is_line(text) {
                true => put(text),
                false => text.split_whitespace().for_each(&mut put),
            }
        }
        xxh3_64(words.as_bytes())
    }
}

impl Report {
    /// Its words in the text of its article; `None` where the text is not any more that in which it
    /// was found.
    #[must_use]
    pub fn quote(&self, text: &str) -> Option<Quote> {
        let of = |range: TextRange| text.get(range.start..range.end);
        let (sentence, dated) = (of(self.sentence)?, of(self.expression)?);
        (Quote::mark(sentence, dated) == self.mark).then(|| Quote::new(sentence, dated))
    }
}
