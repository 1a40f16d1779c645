//! The tables of the people whom an article gives a full name, by the words that may stand for them alone.
//! Which words those are is for [`super::people`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::sexes::{Told, sexes};
use super::who::{Full, Who};
use crate::text::hash::{Seeded, TextTable};

/// The people whom an article gives a full name, by the words that may stand for them alone.
#[derive(Debug, Default)]
pub(super) struct People<'a> {
    /// Which letters and lengths their words begin and end with and have, so that most others are told apart
    /// without a look.
    seen: [u64; 4],
    pub(super) by_word: TextTable<&'a str, Vec<Person<'a>>>,
    /// Those whose surname is an ordinary word, which alone means them only where the dictionary has it of
    /// somebody else: Moon.
    pub(super) by_common: TextTable<&'a str, Full>,
    /// Those who have a given name, `None` where several have it, and where the full name stands.
    pub(super) by_given: TextTable<&'a str, Option<Full>>,
}

impl People<'_> {
    /// Room for `names` words.
    pub(super) fn with_room(names: usize) -> Self {
        Self {
            seen: [0; 4],
            by_common: TextTable::default(),
            by_word: TextTable::with_capacity_and_hasher(names, Seeded::default()),
            by_given: TextTable::with_capacity_and_hasher(names / 2, Seeded::default()),
        }
    }

    /// Notes that somebody may go by the folded word.
    pub(super) fn note(&mut self, word: &str) {
        let (place, bit) = trait_of(word.as_bytes());
        if let Some(seen) = self.seen.get_mut(place) {
            *seen |= bit;
        }
    }

    /// Whether somebody may go by a word of ASCII, in whatever case, as far as its ends and its length tell.
    #[inline]
    pub(super) fn may_have(&self, word: &[u8]) -> bool {
        let (place, bit) = trait_of(word);
        self.seen.get(place).is_some_and(|seen| seen & bit != 0)
    }

    /// Whether somebody may go by the folded word.
    pub(super) fn has(&self, word: &str) -> bool {
        self.by_word.contains_key(word)
    }

    /// Who has the ordinary folded word for a surname, and where the full name stands.
    pub(super) fn with_common(&self, word: &str) -> Option<Full> {
        self.by_common.get(word).copied()
    }

    /// The only one who has the folded given name, and where the full name stands.
    pub(super) fn called(&self, given: &str) -> Option<Full> {
        self.by_given.get(given).copied().flatten()
    }
}

#[derive(Clone, Debug)]
pub(super) struct Person<'a> {
    pub(super) who: Who,
    /// The first token of the first full name.
    pub(super) first: usize,
    /// The token after the last of that name.
    pub(super) end: usize,
    /// How often the article gives the full name.
    pub(super) times: u32,
    /// Where: the first tokens, if it does so more than once.
    places: BTreeSet<usize>,
    /// The folded words of the fullest name.
    pub(super) words: Vec<&'a str>,
    /// Whether the word is the given name.
    pub(super) given: bool,
    /// The ranks and offices before the full name, folded.
    pub(super) titles: Vec<&'a str>,
    /// The sex that the titles tell.
    pub(super) sex: Option<Told>,
}

/// Titles that are remembered of one person.
const MOST_TITLES: usize = 4;

/// A title before a name, folded, and the sex that it tells.
pub(super) type Title<'a> = (&'a str, Option<Told>);

impl<'a> Person<'a> {
    /// Somebody whom the article has named once, with these folded words in full, by the word that is the given
    /// name or not.
    pub(super) fn new(
        who: Who,
        tokens: &Range<usize>,
        words: &[&'a str],
        given: bool,
        title: Option<Title<'a>>,
    ) -> Self {
        let mut person = Self {
            who,
            first: tokens.start,
            end: tokens.end,
            times: 1,
            places: BTreeSet::new(),
            words: words.to_vec(),
            given,
            titles: Vec::new(),
            sex: None,
        };
        person.entitle(title);
        person
    }

    /// Remembers that the article gives the full name at these tokens, too.
    pub(super) fn again(&mut self, tokens: &Range<usize>, words: &[&'a str]) {
        self.times += 1;
        self.places.insert(self.first);
        self.places.insert(tokens.start);
        if tokens.start < self.first {
            (self.first, self.end) = (tokens.start, tokens.end);
        }
        if self.words.len() < words.len() {
            self.words = words.to_vec();
        }
    }

    /// Where the last of the full names begins that begin among these tokens.
    pub(super) fn last_in(&self, tokens: Range<usize>) -> Option<usize> {
        if self.places.is_empty() {
            return tokens.contains(&self.first).then_some(self.first);
        }
        (!tokens.is_empty())
            .then(|| self.places.range(tokens).next_back().copied())
            .flatten()
    }

    /// Remembers the title before a full name.
    pub(super) fn entitle(&mut self, title: Option<Title<'a>>) {
        let Some((word, sex)) = title else { return };
        if self.sex.is_none_or(|(_, sure)| !sure) {
            self.sex = sex.or(self.sex);
        }
        if self.titles.len() < MOST_TITLES
            && !sexes().courtesy.has(word)
            && !self.titles.contains(&word)
        {
            self.titles.push(word);
        }
    }

    /// Whether «O'» stands before the folded surname.
    pub(super) fn is_irish(&self, surname: &str) -> bool {
        self.words
            .windows(2)
            .any(|pair| matches!(pair, &[o, word] if o == "o" && word == surname))
    }
}

/// The place and the bit for words that begin and end like `word` and are as long, whatever its case.
#[inline]
fn trait_of(word: &[u8]) -> (usize, u64) {
    let small = |byte: Option<&u8>| byte.map_or(0, |byte| usize::from(byte | 0x20));
    let mixed = small(word.first()) * 29 + small(word.last()) * 11 + word.len() * 5;
    (mixed / 64 % 4, 1 << (mixed % 64))
}
