//! Recognition: whom one article names, and where. The steps, each in a file of its own: cut the
//! text into tokens, look names of the dictionary up, tie short forms to full names. What several
//! articles together say of an identity is for [`super::roster`].

use super::dictionary::{self, Dictionary};
use super::{Actor, Mention};
use crate::corpus::Article;
use crate::edtf::Edtf;
use crate::text::TextRange;

mod acronyms;
mod apposition;
mod arms;
mod bare;
mod beside;
mod branches;
mod brands;
mod buildings;
mod bygone;
mod clubs;
mod code;
mod combining;
mod doubts;
mod english;
mod eponyms;
mod extents;
mod folds;
mod foreign;
mod given_spellings;
mod grown;
mod heads;
mod identity;
mod initials;
mod institutions;
mod italian;
mod kinds;
mod known;
mod letters;
mod lists;
mod loud;
mod misspelt;
mod names;
mod naming;
mod nicknames;
mod offices;
mod organisations;
mod outlets;
mod partners;
mod people;
mod persons;
mod plain;
mod posts;
mod reach;
mod reading;
mod relatives;
mod roles;
mod runs;
mod settled;
mod sexes;
mod singles;
mod slips;
mod small;
mod small_heads;
mod state_bodies;
mod state_table;
mod states;
mod strangers;
mod things;
mod tokens;
mod told;
mod trim;
mod watched;
mod whereabouts;
mod who;
mod wholes;
mod works;

/// Mentions kept of one article; a text that names more is a list, not prose.
pub const MOST_MENTIONS: usize = 10_000;

/// What was recognised in one article.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// By start, then longest first; nested ones are separate.
    pub mentions: Vec<Mention>,
    /// The actors that the article introduces and the dictionary does not have, and those of the reader's
    /// own files to which it gives other names.
    pub actors: Vec<Actor>,
    /// Whether there were more mentions than [`MOST_MENTIONS`].
    pub more: bool,
}

/// Finds every mention of an actor in title and body, in time linear in the text.
#[must_use]
pub fn find(article: &Article, dictionary: &Dictionary) -> Found {
    find_dated(article, dictionary, &[])
}

/// The same where the `dates` of the text are known: of an office the sentence may tell when somebody held
/// it.
#[must_use]
pub fn find_dated(
    article: &Article,
    dictionary: &Dictionary,
    dates: &[(TextRange, Edtf)],
) -> Found {
    let languages = dictionary::languages(article.head.lang);
    let scanned = tokens::scan(article, dictionary.lexicon(), languages);
    let folds = folds::Folds::new(&article.text, &scanned);
    let mut reading = reading::Reading::new(article, dictionary, languages, scanned, &folds);
    reading.dates = dates;
    reading.find_combining();
    reading.find_arms();
    reading.find_states();
    if reading.is_foreign() {
        reading.find_foreign_names();
    } else {
        reading.find_designations();
        reading.find_partners();
        reading.find_firms();
        reading.find_initialled();
        reading.find_organisations();
        reading.find_bodies_of_states();
        reading.find_names();
    }
    reading.find_acronyms();
    reading.establish_known();
    reading.find_nicknames();
    reading.find_single_names();
    reading.find_echoes();
    reading.find_doers();
    reading.join_slips();
    reading.forget_things();
    reading.settle_known();
    reading.find_heads();
    reading.find_roles();
    reading.find_posts();
    reading.find_watched();
    reading.doubt_what_is_open();
    reading.into_found()
}

/// Folded words without the article of Italian or English that leads them.
pub(super) fn without_article(words: &str) -> &str {
    let led = words.split_once(' ');
    led.filter(|(article, _)| lists::lists().nickname_articles.has(article))
        .map_or(words, |(_, rest)| rest)
}

#[cfg(test)]
mod tests;
