//! The words that recognition knows, and the names made of them: every known word has a number,
//! names are paths through a tree of numbers. Looking a text up costs one probe a word and one more
//! for each further word of a name, whatever the size of the dictionary.

use super::numbers::Numbers;
use super::packed::{self, Packed, Plain};
use super::senses::{Meanings, Senses};
use super::word::{Languages, Word, WordId};
use super::words::NOTABLE;
use crate::actors::How;
use crate::text::fold::push_all_folded;
use crate::text::hash::Table;
use crate::text::segment;

/// How the letters of a name must stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// In lower case, unless the sentence begins with it: adjectives of Italian.
    Lower,
    /// The first word capitalised.
    First,
    /// Every word capitalised that is capitalised in the dictionary: names of people.
    Every,
    /// Capitals only, or for three letters and more also like a name: acronyms.
    Acronym,
}

/// One name of one actor.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alias {
    /// The number of the actor.
    pub(crate) actor: u32,
    /// What it is.
    pub(crate) how: How,
    /// How it is written.
    pub(crate) case: Case,
    /// Where it is used.
    pub(crate) languages: Languages,
    /// Whether it may mean someone else, and is believed only where the article speaks of the
    /// actor's country or gives another name of it.
    pub(crate) unsure: bool,
    /// Whether it is a short form (a surname).
    pub(crate) short: bool,
    /// Whether it is a town's, which Italian writes without an article.
    pub(crate) town: bool,
    /// Whether a colon or an ampersand stands in it, which part other words from each other.
    pub(crate) parted: bool,
    /// Whether it begins with a small letter, though a capital follows: `gasdotto Verde`.
    pub(crate) small: bool,
    /// Which words are capitalised in the dictionary, the first in the lowest bit.
    capitals: u32,
    next: u32,
}

impl Alias {
    /// Whether its word `at` is capitalised in the dictionary.
    #[inline]
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        at < 32 && self.capitals & (1 << at) != 0
    }

    /// Whether it is sure where `other`, which is the same words, stands in a text.
    fn meets(&self, other: &Self) -> bool {
        !self.unsure
            && self.languages & other.languages != 0
            && (self.case == Case::Lower) == (other.case == Case::Lower)
    }
}

/// Actors that may have the same name: each place where it stands asks all of them.
pub(crate) const MOST_ALIKE: usize = 64;

/// What came of adding a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It is added, and nobody else surely has it.
    Alone,
    /// It is added, and this actor has it as surely.
    Also(u32),
    /// It is added, and this actor has it for a surname, which it goes before.
    Over(u32),
    /// It is not added: too many have it.
    TooMany,
}

/// All known words and names.
#[derive(Debug)]
pub(crate) struct Lexicon {
    numbers: Numbers,
    senses: Senses,
    edges: Table<u64, u32>,
    /// For each place in the tree the first of the aliases that end there, 0 for none.
    ends: Vec<u32>,
    aliases: Vec<Alias>,
}

impl Lexicon {
    /// An empty one with room for `words` words.
    pub(crate) fn with_capacity(words: usize) -> Self {
        let mut ends = Vec::with_capacity(2 * words);
        ends.push(0);
        Self {
            numbers: Numbers::with_capacity(words),
            senses: Senses::default(),
            edges: Table::with_capacity_and_hasher(words, Default::default()),
            ends,
            aliases: Vec::with_capacity(words),
        }
    }

    /// What is known of a folded word.
    #[inline]
    pub(crate) fn word(&self, folded: &Packed) -> Word {
        self.numbers.word(folded)
    }

    /// What is known of a word of few letters.
    #[inline(always)]
    pub(crate) fn word_of(&self, word: &Plain) -> Word {
        self.numbers.word_of(word)
    }

    /// What words mean in a text of `languages`.
    pub(crate) fn meanings(&self, languages: Languages) -> Meanings<'_> {
        self.senses.meanings(languages)
    }

    /// The place after `place` by `word`; 0 where no name goes on so.
    #[inline]
    pub(crate) fn follow(&self, place: u32, word: WordId) -> u32 {
        self.edges.get(&edge(place, word)).copied().unwrap_or(0)
    }

    /// The aliases that end at `place`, each with its number.
    #[inline]
    pub(crate) fn ending(&self, place: u32) -> impl Iterator<Item = (u32, &Alias)> {
        let first = self.ends.get(place as usize).copied().unwrap_or(0);
        let numbered = |number| self.alias(number).map(|alias| (number, alias));
        std::iter::successors(numbered(first), move |(_, alias)| numbered(alias.next))
    }

    /// The alias with this number; there is none with 0.
    #[inline]
    pub(crate) fn alias(&self, at: u32) -> Option<&Alias> {
        at.checked_sub(1)
            .and_then(|at| self.aliases.get(at as usize))
    }

    /// Gives the `word` the `meanings` in `languages`.
    pub(crate) fn mean(&mut self, word: &str, languages: Languages, meanings: u64) {
        let Some(word) = pack(word).and_then(|word| self.numbers.learn(&word)) else {
            return;
        };
        word.sense = self.senses.with(word.sense, languages, meanings);
        if meanings & NOTABLE != 0 {
            word.notice(languages);
        }
    }

    /// The number of a word, which is known from now on; 0 for one that no text is looked through for,
    /// because it is too long.
    pub(crate) fn learn(&mut self, word: &str) -> WordId {
        let known = pack(word).and_then(|word| self.numbers.learn(&word));
        known.map_or(0, |word| word.number)
    }

    /// Adds the name `text` as `alias`; tells the actor that has exactly this name in a common
    /// language already, where that is another one and both are sure. A name without a letter or
    /// digit, or with a word that no text is looked through for, is left out.
    pub(crate) fn name(&mut self, text: &str, mut alias: Alias) -> Taken {
        let small = alias.small || alias.case == Case::Lower;
        let mut path = Path::default();
        if text.is_ascii() {
            let mut packed = Packed::default();
            let mut rest = text.as_bytes();
            while !rest.is_empty() {
                let Some(read) = packed::read(rest, &mut packed) else {
                    return Taken::Alone;
                };
                if read.length > 0 {
                    self.go_on(&mut path, &packed, read.first_capital, small);
                }
                rest = rest
                    .get(usize::from(read.length.max(1))..)
                    .unwrap_or_default();
            }
        } else {
            for range in segment::words(text) {
                let word = range.of(text);
                let Some(packed) = pack(word) else {
                    return Taken::Alone;
                };
                let capital = word.chars().next().is_some_and(char::is_uppercase);
                self.go_on(&mut path, &packed, capital, small);
            }
        }
        let place = path.place;
        alias.capitals = path.capitals;
        if place == 0 {
            return Taken::Alone;
        }
        let mut conflict = None;
        let mut over = None;
        let mut alike = 0;
        let mut last = 0;
        let mut known = self.ends.get(place as usize).copied().unwrap_or(0);
        while let Some(other) = self.alias(known) {
            alike += 1;
            if alike > MOST_ALIKE {
                return Taken::TooMany;
            }
            if other.actor == alias.actor
                && other.case == alias.case
                && other.how == alias.how
                && other.unsure == alias.unsure
            {
                let both = other.languages | alias.languages;
                if let Some(other) = self.aliases.get_mut(known as usize - 1) {
                    other.languages = both;
                }
                return Taken::Alone;
            }
            if other.actor != alias.actor && !alias.unsure && !alias.short && other.meets(&alias) {
                let found = if other.short {
                    &mut over
                } else {
                    &mut conflict
                };
                *found = Some(other.actor);
            }
            last = known;
            known = other.next;
        }
        alias.next = 0;
        self.aliases.push(alias);
        let added = u32::try_from(self.aliases.len()).unwrap_or(0);
        match last
            .checked_sub(1)
            .and_then(|at| self.aliases.get_mut(at as usize))
        {
            Some(before) => before.next = added,
            None => {
                if let Some(end) = self.ends.get_mut(place as usize) {
                    *end = added;
                }
            }
        }
        match (conflict, over) {
            (Some(other), _) => Taken::Also(other),
            (None, Some(other)) => Taken::Over(other),
            (None, None) => Taken::Alone,
        }
    }

    /// The aliases that surely have exactly the name `text`, which is to be `alias`.
    pub(crate) fn sure<'a>(
        &'a self,
        text: &str,
        alias: &'a Alias,
    ) -> impl Iterator<Item = &'a Alias> {
        let mut words = segment::words(text).map(|range| pack(range.of(text)));
        let first = words.next().flatten();
        let start = first.map_or(0, |word| self.word(&word).start);
        let place = words.fold(start, |place, word| {
            let word = word.map_or(0, |word| self.word(&word).number);
            if place == 0 || word == 0 {
                return 0;
            }
            self.follow(place, word)
        });
        let ending = (place != 0)
            .then(|| self.ending(place))
            .into_iter()
            .flatten();
        ending
            .map(|(_, other)| other)
            .filter(|other| other.meets(alias))
    }

    /// Gives the names of some actors to others.
    pub(crate) fn redirect(&mut self, others: &Table<u32, u32>) {
        for alias in &mut self.aliases {
            if let Some(&other) = others.get(&alias.actor) {
                alias.actor = other;
            }
        }
    }

    /// Follows a name, one in small letters or not, by one more word, which is capitalised or not, where
    /// no name goes on so yet by a new path.
    fn go_on(&mut self, path: &mut Path, word: &Packed, capital: bool, small: bool) {
        let Some(word) = self.numbers.learn(word) else {
            return;
        };
        if capital && path.words < 32 {
            path.capitals |= 1 << path.words;
        }
        path.words += 1;
        if path.place == 0 {
            if word.start == 0 {
                word.start = grow(&mut self.ends);
            }
            if small {
                word.shrink();
            }
            path.place = word.start;
            return;
        }
        let next = self.edges.entry(edge(path.place, word.number));
        path.place = *next.or_insert_with(|| grow(&mut self.ends));
    }

    /// How many names it holds.
    pub(crate) fn len(&self) -> usize {
        self.aliases.len()
    }
}

/// A name as far as it has been read.
#[derive(Debug, Default)]
struct Path {
    /// Where in the tree its words so far lead; 0 where there are none.
    place: u32,
    words: u32,
    /// Which words are capitalised, the first in the lowest bit.
    capitals: u32,
}

/// A new place in the tree.
fn grow(ends: &mut Vec<u32>) -> u32 {
    ends.push(0);
    u32::try_from(ends.len() - 1).unwrap_or(0)
}

/// A word folded and packed; `None` for one that no text is looked through for.
fn pack(word: &str) -> Option<Packed> {
    let mut packed = Packed::default();
    let ascii = packed::read(word.as_bytes(), &mut packed)
        .is_some_and(|read| usize::from(read.length) == word.len());
    if ascii {
        return (!word.is_empty()).then_some(packed);
    }
    let mut folded = String::with_capacity(word.len());
    push_all_folded(word, &mut folded);
    Packed::new(folded.as_bytes())
}

fn edge(place: u32, word: WordId) -> u64 {
    u64::from(place) << 32 | u64::from(word)
}

impl Alias {
    /// A name of `actor`, used in `languages`.
    pub(crate) fn new(actor: u32, how: How, case: Case, languages: Languages) -> Self {
        Self {
            actor,
            how,
            case,
            languages,
            unsure: false,
            short: false,
            town: false,
            parted: false,
            small: false,
            capitals: 0,
            next: 0,
        }
    }
}
