//! The words that recognition knows, and the names made of them: every known word has a number,
//! names are paths through a tree of numbers. Looking a text up costs one probe a word and one more
//! for each further word of a name, whatever the size of the dictionary.

use super::numbers::Numbers;
use super::packed::{self, Packed, Plain};
use crate::actors::How;
use crate::text::fold::push_all_folded;
use crate::text::hash::Table;
use crate::text::segment;

/// A set of languages: Italian, English, or both.
pub(crate) type Languages = u8;
/// Italian.
pub(crate) const ITALIAN: Languages = 1;
/// English.
pub(crate) const ENGLISH: Languages = 2;
/// Every language.
pub(crate) const ANY: Languages = ITALIAN | ENGLISH;

/// The number of a known word; 0 is every unknown one.
pub(crate) type WordId = u32;

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
    /// It is not added: too many have it.
    TooMany,
}

/// What is known of one word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Where names that begin with it start in the tree; 0 for none.
    pub(crate) start: u32,
    /// Which of the senses that words have it has; the first is none.
    sense: u16,
    /// Whether one of these names begins with a small letter, and may stand in a text so.
    pub(crate) small: bool,
}

/// What words mean in Italian and in English, see [`super::words`].
type Sense = [u64; 2];

/// A word of which nothing is known.
static UNKNOWN: Word = Word {
    start: 0,
    sense: 0,
    small: false,
};

/// All known words and names.
#[derive(Debug)]
pub(crate) struct Lexicon {
    numbers: Numbers,
    words: Vec<Word>,
    /// What words mean, each once: there are few beside the words, and the processor keeps them near.
    senses: Vec<Sense>,
    /// The places of the senses.
    sense_numbers: Table<Sense, u16>,
    edges: Table<u64, u32>,
    /// For each place in the tree the first of the aliases that end there, 0 for none.
    ends: Vec<u32>,
    aliases: Vec<Alias>,
}

impl Lexicon {
    /// An empty one with room for `words` words.
    pub(crate) fn with_capacity(words: usize) -> Self {
        Self {
            numbers: Numbers::with_capacity(words),
            words: vec![UNKNOWN],
            senses: vec![Sense::default()],
            sense_numbers: Table::default(),
            edges: Table::with_capacity_and_hasher(words, Default::default()),
            ends: vec![0],
            aliases: Vec::with_capacity(words),
        }
    }

    /// The number of a folded word.
    #[inline]
    pub(crate) fn number(&self, folded: &Packed) -> WordId {
        self.numbers.number(folded)
    }

    /// The number of a word of few letters.
    #[inline]
    pub(crate) fn number_of(&self, word: &Plain) -> WordId {
        self.numbers.number_of(word)
    }

    /// What is known of a word; nothing of those without a number.
    #[inline]
    pub(crate) fn word(&self, number: WordId) -> &Word {
        self.words.get(number as usize).unwrap_or(&UNKNOWN)
    }

    /// What a word means in Italian and in English, see [`super::words`].
    #[inline]
    pub(crate) fn meanings(&self, word: &Word) -> [u64; 2] {
        let sense = self.senses.get(usize::from(word.sense));
        sense.copied().unwrap_or_default()
    }

    /// The place after `place` by `word`; 0 where no name goes on so.
    #[inline]
    pub(crate) fn follow(&self, place: u32, word: WordId) -> u32 {
        self.edges.get(&edge(place, word)).copied().unwrap_or(0)
    }

    /// The aliases that end at `place`.
    #[inline]
    pub(crate) fn ending(&self, place: u32) -> impl Iterator<Item = &Alias> {
        let first = self.ends.get(place as usize).copied().unwrap_or(0);
        std::iter::successors(self.alias(first), |alias| self.alias(alias.next))
    }

    #[inline]
    fn alias(&self, at: u32) -> Option<&Alias> {
        at.checked_sub(1)
            .and_then(|at| self.aliases.get(at as usize))
    }

    /// Gives the `word` the `meanings` in `languages`.
    pub(crate) fn mean(&mut self, word: &str, languages: Languages, meanings: u64) {
        let number = self.learn(word);
        let mut sense = self.meanings(self.word(number));
        for (at, known) in sense.iter_mut().enumerate() {
            if languages & (1 << at) != 0 {
                *known |= meanings;
            }
        }
        let sense = self.sense(sense);
        if let Some(word) = self.words.get_mut(number as usize).filter(|_| number != 0) {
            word.sense = sense;
        }
    }

    /// The number of a sense; the first where there is no room for one more.
    fn sense(&mut self, sense: Sense) -> u16 {
        if let Some(&known) = self.sense_numbers.get(&sense) {
            return known;
        }
        let Ok(number) = u16::try_from(self.senses.len()) else {
            return 0;
        };
        self.senses.push(sense);
        self.sense_numbers.insert(sense, number);
        number
    }

    /// The number of a word, which is known from now on; 0 for one that no text is looked through for,
    /// because it is too long.
    pub(crate) fn learn(&mut self, word: &str) -> WordId {
        let mut packed = Packed::default();
        let ascii = packed::read(word.as_bytes(), &mut packed)
            .is_some_and(|read| usize::from(read.length) == word.len());
        if ascii {
            return self.learn_packed(&packed);
        }
        let mut folded = String::with_capacity(word.len());
        push_all_folded(word, &mut folded);
        Packed::new(folded.as_bytes()).map_or(0, |packed| self.learn_packed(&packed))
    }

    fn learn_packed(&mut self, word: &Packed) -> WordId {
        let number = self.numbers.learn(word);
        if self.words.len() <= number as usize {
            self.words.push(UNKNOWN);
        }
        number
    }

    /// Adds the name `text` as `alias`; tells the actor that has exactly this name in a common
    /// language already, where that is another one and both are sure. A name without a letter or
    /// digit, or with a word that no text is looked through for, is left out.
    pub(crate) fn name(&mut self, text: &str, mut alias: Alias) -> Taken {
        let mut path = Path::default();
        if text.is_ascii() {
            let mut packed = Packed::default();
            let mut rest = text.as_bytes();
            while !rest.is_empty() {
                let Some(read) = packed::read(rest, &mut packed) else {
                    return Taken::Alone;
                };
                if read.length > 0 {
                    let number = self.learn_packed(&packed);
                    self.go_on(&mut path, number, read.first_capital);
                }
                rest = rest
                    .get(usize::from(read.length.max(1))..)
                    .unwrap_or_default();
            }
        } else {
            for range in segment::words(text) {
                let word = range.of(text);
                let number = self.learn(word);
                if number == 0 {
                    return Taken::Alone;
                }
                let capital = word.chars().next().is_some_and(char::is_uppercase);
                self.go_on(&mut path, number, capital);
            }
        }
        let Path { place, first, .. } = path;
        alias.capitals = path.capitals;
        if place == 0 {
            return Taken::Alone;
        }
        if let Some(word) = self.words.get_mut(first as usize) {
            word.small |= alias.case == Case::Lower;
        }
        let mut conflict = None;
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
            if other.actor != alias.actor
                && !other.unsure
                && !alias.unsure
                && !other.short
                && !alias.short
                && other.languages & alias.languages != 0
                && (other.case == Case::Lower) == (alias.case == Case::Lower)
            {
                conflict = Some(other.actor);
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
        conflict.map_or(Taken::Alone, Taken::Also)
    }

    /// Gives the names of some actors to others.
    pub(crate) fn redirect(&mut self, others: &Table<u32, u32>) {
        for alias in &mut self.aliases {
            if let Some(&other) = others.get(&alias.actor) {
                alias.actor = other;
            }
        }
    }

    /// Follows a name by one more word, which is capitalised or not, where no name goes on so yet by a
    /// new path.
    fn go_on(&mut self, path: &mut Path, word: WordId, capital: bool) {
        if capital && path.words < 32 {
            path.capitals |= 1 << path.words;
        }
        path.words += 1;
        if path.place == 0 {
            path.first = word;
            path.place = self.word(word).start;
            if path.place == 0 {
                path.place = self.grow();
                if let Some(word) = self.words.get_mut(word as usize) {
                    word.start = path.place;
                }
            }
            return;
        }
        let key = edge(path.place, word);
        path.place = match self.edges.get(&key) {
            Some(&known) => known,
            None => {
                let next = self.grow();
                self.edges.insert(key, next);
                next
            }
        };
    }

    fn grow(&mut self) -> u32 {
        self.ends.push(0);
        u32::try_from(self.ends.len() - 1).unwrap_or(0)
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
    /// Its first word.
    first: WordId,
    words: u32,
    /// Which words are capitalised, the first in the lowest bit.
    capitals: u32,
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
            capitals: 0,
            next: 0,
        }
    }
}
