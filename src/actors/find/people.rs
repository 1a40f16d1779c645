//! The people of an article by the words of their names: who may go by a surname, and who by a given name
//! alone. Whom such a word means where it stands is for [`super::identity`].

use std::collections::BTreeSet;
use std::ops::Range;

use super::known::Hit;
use super::lists::lists;
use super::reading::{Full, Reading, Who};
use super::sexes::{Told, sexes};
use super::tokens::{ALL_CAPITALS, CAMEL, CAPITAL, LETTER, LOUD, OPENED, QUOTE};
use crate::actors::dictionary::words::{
    COMMON, FAMILY, FUNCTION, GIVEN, NO_ACTOR, ORGANISATION_WORD, PARTICLE, PLACE_WORD, TITLE,
};
use crate::actors::{ActorKind, How};
use crate::text::hash::{Seeded, TextTable};

/// People of one family name that are told apart.
const MOST_NAMESAKES: usize = 32;

/// The people whom an article gives a full name, by the words that may stand for them alone.
#[derive(Debug, Default)]
pub(super) struct People<'a> {
    /// Which letters and lengths their words begin with and have, so that most others are told apart
    /// without a look.
    pub(super) seen: u64,
    pub(super) by_word: TextTable<&'a str, Vec<Person<'a>>>,
    /// Those whose surname is an ordinary word, which alone means them only where the dictionary has it of
    /// somebody else: Moon.
    by_common: TextTable<&'a str, Full>,
    /// Those who have a given name, `None` where several have it, and where the full name stands.
    by_given: TextTable<&'a str, Option<Full>>,
}

impl People<'_> {
    /// Room for `names` words.
    pub(super) fn with_room(names: usize) -> Self {
        Self {
            seen: 0,
            by_common: TextTable::default(),
            by_word: TextTable::with_capacity_and_hasher(names, Seeded::default()),
            by_given: TextTable::with_capacity_and_hasher(names / 2, Seeded::default()),
        }
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
    /// Where: the first tokens.
    pub(super) places: BTreeSet<usize>,
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
    /// Remembers the title before a full name.
    fn entitle(&mut self, title: Option<Title<'a>>) {
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

impl<'a> Reading<'a> {
    /// Remembers that the article gives the full name of `who`.
    pub(super) fn establish(&mut self, words: &Range<usize>, parts: &[&'a str], who: Who) {
        // Kim Min-hee, but Kim Basinger.
        let eastern = self.means(words.start, FAMILY)
            && (parts.len() == 3 || !self.means(words.start, GIVEN));
        if parts.len() > 1
            && let Some(&given) = parts.first()
            && self.means(words.start, GIVEN)
        {
            match self.people.by_given.get_mut(given) {
                Some(known) if known.is_some_and(|(known, _)| known != who) => *known = None,
                Some(_) => {}
                None => {
                    let place = (words.start, words.end);
                    self.people.by_given.insert(given, Some((who, place)));
                }
            }
        }
        let title = self.title_of(words.start);
        for (at, &part) in words.clone().zip(parts) {
            let (first, last) = (at == words.start, at + 1 == words.end);
            // A given name alone names too many; the family name stands first in the East.
            let family = if parts.len() == 1 {
                true
            } else if eastern {
                // In Vietnam the last word names alone.
                first || last && is_vietnamese(parts)
            } else {
                last || !first && (!self.means(at, GIVEN | PARTICLE) || self.is_quoted(at))
            };
            let proper = words
                .clone()
                .filter(|&at| !self.means(at, PARTICLE | FUNCTION))
                .count();
            let given = !family && first && proper == 2 && self.stands_alone(words);
            // The Nobel is the prize, whoever Alfred Nobel was.
            let noun = COMMON | TITLE | PLACE_WORD | ORGANISATION_WORD;
            let thing = self.means(at, NO_ACTOR)
                || (self.is_ordinary(at) || self.means(at, noun))
                    && !self.means(words.start, GIVEN | FAMILY)
                    && !self.is_led(words.start)
                    && parts.len() > 1;
            if thing && last && self.is_inside_hit(at) {
                let place = (words.start, words.end);
                self.people.by_common.entry(part).or_insert((who, place));
            }
            if !(family || given) || part.len() < 2 || thing {
                continue;
            }
            self.people.seen |= trait_of(part.as_bytes());
            let namesakes = self.people.by_word.entry(part).or_default();
            if let Some(known) = namesakes.iter_mut().find(|known| known.who == who) {
                known.times += 1;
                known.places.insert(words.start);
                if words.start < known.first {
                    (known.first, known.end) = (words.start, words.end);
                }
                if known.words.len() < parts.len() {
                    known.words = parts.to_vec();
                }
                known.entitle(title);
            } else if namesakes.len() < MOST_NAMESAKES {
                let mut person = Person {
                    who,
                    first: words.start,
                    end: words.end,
                    times: 1,
                    places: BTreeSet::from([words.start]),
                    words: parts.to_vec(),
                    given,
                    titles: Vec::new(),
                    sex: None,
                };
                person.entitle(title);
                namesakes.push(person);
            }
        }
    }

    /// Whether the token stands in quotation marks of its own.
    fn is_quoted(&self, at: usize) -> bool {
        let opened = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.gap & OPENED != 0)
        };
        opened(at)
            && self
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.gap & QUOTE != 0)
    }

    /// Whether the given name that begins `words` names its bearer alone: popes and kings by their
    /// number (Leone XIV), and where the custom is so those whose given name nobody else here has
    /// (Chadchart Sittipunt).
    fn stands_alone(&self, words: &Range<usize>) -> bool {
        let (Some(first), Some(last)) = (
            self.tokens.get(words.start),
            words
                .end
                .checked_sub(1)
                .and_then(|last| self.tokens.get(last)),
        ) else {
            return false;
        };
        let numeral = last.is(ALL_CAPITALS)
            && last
                .range()
                .of(&self.article.text)
                .bytes()
                .all(|letter| b"IVX".contains(&letter));
        let unheard = first.word == 0 && first.len() >= 5 && !first.is(LOUD | ALL_CAPITALS | CAMEL);
        numeral || unheard
    }

    /// Remembers the people whose full names the dictionary has and the article gives.
    pub(super) fn establish_known(&mut self) {
        let several = |hit: &&Hit| hit.end > hit.first + 1;
        let hits: Vec<Hit> = self.hits.iter().filter(several).copied().collect();
        for hit in hits {
            if self.is_swallowed(&hit) {
                continue;
            }
            self.establish_brand(hit);
            let person = self
                .sure_alias(&hit)
                .map(|alias| Who::Known(alias.actor))
                .filter(|&who| self.kind(who) == ActorKind::Person);
            if let Some(who) = person {
                let words = hit.first..hit.end;
                let parts: Vec<&str> = words.clone().map(|at| self.folded(at)).collect();
                self.establish(&words, &parts, who);
            }
        }
    }

    /// Remembers that an organisation which the article names in full may go by its first word:
    /// Nippon Steel.
    fn establish_brand(&mut self, hit: Hit) {
        let organisation = self
            .aliases(&hit)
            .find(|alias| !alias.unsure && alias.how == How::Name)
            .map(|alias| Who::Known(alias.actor))
            .filter(|&who| self.kind(who) == ActorKind::Organisation);
        let first = hit.first;
        let plain = self.tokens.get(first).is_some_and(|token| {
            token.is(CAPITAL) && !token.is(LOUD | LETTER | ALL_CAPITALS) && token.len() > 4
        }) && !self.means(first, u64::MAX)
            && !self.means_in_english(first, u64::MAX);
        if let Some(who) = organisation.filter(|_| plain) {
            let word = self.folded(first);
            self.brands.entry(word).or_insert(who);
        }
    }
}

/// The bit for words that begin like `word` and are as long, whatever its case.
pub(super) fn trait_of(word: &[u8]) -> u64 {
    let first = word.first().map_or(0, |first| u64::from(first | 0x20));
    1 << ((first * 7 + word.len() as u64) % 64)
}

/// Whether a family name of Vietnam begins the folded words of a name.
fn is_vietnamese(parts: &[&str]) -> bool {
    parts.len() > 2
        && parts
            .first()
            .is_some_and(|family| lists().vietnamese.has(family))
}
