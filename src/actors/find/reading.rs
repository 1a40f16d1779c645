//! What is known of an article while it is being read: its tokens, the names found so far and whom
//! they mean, and the actors that it introduces. The steps of recognition add to it, see [`super::naming`].

use std::cell::{Cell, OnceCell};
use std::collections::BTreeMap;
use std::ops::Range;

use memchr::memmem;

use super::folds::Folds;
use super::known::{self, Hit};
use super::persons::People;
use super::small::Small;
use super::tokens::{ALL_CAPITALS, CAPITAL, DIGIT, INITIAL, LETTER, LOUD, Scanned, Token};
use super::who::Doubts;
pub(super) use super::who::{Full, Named, Span, Who};
use crate::actors::dictionary::Dictionary;
use crate::actors::dictionary::lexicon::{Alias, Case};
use crate::actors::dictionary::senses::Meanings;
use crate::actors::dictionary::word::Languages;
use crate::actors::dictionary::words::FUNCTION;
use crate::actors::{self, Actor, ActorKind, How};
use crate::corpus::{Article, BlockKind};
use crate::edtf::Edtf;
use crate::text::TextRange;
use crate::text::hash::{Seeded, Set, Table, TextTable};

/// Names that are looked for in the whole text of one article.
const MOST_SEARCHES: u32 = 256;
/// Questions for one word that are answered by going through all with a capital.
const FEW_QUESTIONS: u32 = 8;
/// Names that there is room for from the beginning.
pub(super) const MOST_ROOM: usize = 256;

/// See the top of this file.
pub(super) struct Reading<'a> {
    pub(super) article: &'a Article,
    pub(super) dictionary: &'a Dictionary,
    pub(super) languages: Languages,
    pub(super) tokens: Vec<Token>,
    /// What the words mean in the languages of the article.
    pub(super) meanings: Meanings<'a>,
    folds: &'a Folds,
    /// See [`Scanned::notable`].
    notable: Vec<u32>,
    /// See [`Scanned::bracketed`].
    pub(super) bracketed: bool,
    /// Names of the dictionary that nothing longer has swallowed.
    pub(super) hits: Vec<Hit>,
    pub(super) named: Vec<Named>,
    pub(super) introduced: Vec<Actor>,
    /// The actors of the reader's own files by their numbers, with the names that the article gives them.
    pub(super) own: BTreeMap<u32, Actor>,
    /// Those of them whose kind nothing in the text tells.
    pub(super) guessed: Set<u32>,
    /// Those of them who turned out to be others of them.
    pub(super) dropped: Set<u32>,
    /// The actors introduced, by id without the kind.
    pub(super) slugs: TextTable<String, u32>,
    /// Whom the full names of people mean that have been read, as they are written.
    pub(super) met: TextTable<&'a str, (Who, actors::Found)>,
    /// Whom the article gives a full name.
    pub(super) people: People<'a>,
    /// Organisations that the article introduces, by the first word of their name, which may stand
    /// for it: Teck Resources.
    pub(super) brands: TextTable<&'a str, Who>,
    /// Acronyms that the article introduces in brackets, folded.
    pub(super) acronyms: TextTable<&'a str, Who>,
    /// The countries that the article speaks of, each once: a handful, unless it is a list of all.
    pub(super) countries: Vec<u32>,
    /// The strange words that are capitalised inside a sentence, and how often each is; found when
    /// first asked for.
    inside: OnceCell<TextTable<&'a str, u32>>,
    /// How often each word with a capital stands in the text; found when asked for again and again.
    capitals: OnceCell<TextTable<&'a str, u32>>,
    /// How often that was asked.
    asked: Cell<u32>,
    /// The strange words of which the text says what is said of firms; found when first asked for.
    pub(super) firms: OnceCell<TextTable<&'a str, ()>>,
    /// The surnames of the dictionary that stand alone: where first, and whether an office stands before
    /// one; found when first asked for.
    pub(super) bare: OnceCell<TextTable<&'a str, (usize, bool)>>,
    /// The surnames that stand somewhere without initials before them; found when first asked for.
    pub(super) without_initials: OnceCell<TextTable<&'a str, ()>>,
    /// The tokens with which lines and blocks begin; found when first asked for.
    pub(super) lines: OnceCell<Vec<usize>>,
    /// The surnames of those whom the article names in full, by their first letters; found when first asked for.
    pub(super) surnames: OnceCell<Table<char, Vec<(&'a str, Full)>>>,
    /// The strange words in small letters.
    pub(super) small: Small<'a>,
    /// Whether the article is a technical one; found when first asked for.
    pub(super) technical: OnceCell<bool>,
    /// The words that the text says are names of things which are no actors.
    pub(super) things: TextTable<&'a str, ()>,
    /// The dates of the text, where they are known, in any order.
    pub(super) dates: &'a [(TextRange, Edtf)],
    /// Those without a year in digits that lie well before the article; found when first asked for.
    pub(super) spans: OnceCell<Vec<Span>>,
    /// How many names have been looked for in the whole text.
    searches: Cell<u32>,
    /// What is doubtful wherever the article has it.
    pub(super) doubts: Doubts<'a>,
}

// What is known of a token, see [`Token::marks`].

/// The token is part of a mention that is settled.
const CLAIMED: u8 = 1;
/// A name of the dictionary begins with the token.
const HIT_FIRST: u8 = 2;
/// A name of the dictionary ends with the token.
const HIT_LAST: u8 = 4;
/// The token is part of a name of the dictionary.
const HIT: u8 = 16;
/// The token is an adjective of the dictionary, or the first word of one.
const ADJECTIVE: u8 = 8;

impl<'a> Reading<'a> {
    pub(super) fn new(
        article: &'a Article,
        dictionary: &'a Dictionary,
        languages: Languages,
        scanned: Scanned,
        folds: &'a Folds,
    ) -> Self {
        let Scanned {
            tokens,
            notable,
            starts,
            bracketed,
            ..
        } = scanned;
        let mut hits = known::hits(&tokens, &starts, dictionary.lexicon(), languages);
        let title = article.blocks.first();
        let title = title.filter(|block| block.kind == BlockKind::Title);
        let body = title.map_or(0, |title| title.range.end);
        let lexicon = dictionary.lexicon();
        hits.retain(|hit| {
            let verb = || {
                known::is_imperative(hit, &tokens, &article.text, languages)
                    && (lexicon.ending(hit.place)).all(|(_, alias)| {
                        let entry = dictionary.entry(alias.actor);
                        entry.is_some_and(|entry| entry.actor.kind == ActorKind::Organisation)
                    })
            };
            !known::is_no_people(hit, &tokens, &article.text)
                && !known::is_other_word(hit, &tokens, &article.text, body, languages)
                && !verb()
        });
        forget_shouted(&mut hits, &tokens, dictionary, languages);
        // Room for most articles' names, so that the tables need not grow.
        let room = (notable.len() / 4).min(MOST_ROOM);
        let named = Vec::with_capacity(hits.len() + room);
        let mut reading = Self {
            article,
            dictionary,
            languages,
            tokens,
            meanings: dictionary.lexicon().meanings(languages),
            folds,
            notable,
            bracketed,
            hits,
            named,
            introduced: Vec::new(),
            own: BTreeMap::new(),
            guessed: Set::default(),
            dropped: Set::default(),
            slugs: TextTable::with_capacity_and_hasher(room, Seeded::default()),
            met: TextTable::with_capacity_and_hasher(room, Seeded::default()),
            people: People::with_room(room),
            brands: TextTable::default(),
            acronyms: TextTable::default(),
            countries: Vec::new(),
            inside: OnceCell::new(),
            firms: OnceCell::new(),
            bare: OnceCell::new(),
            capitals: OnceCell::new(),
            asked: Cell::new(0),
            without_initials: OnceCell::new(),
            lines: OnceCell::new(),
            surnames: OnceCell::new(),
            small: Small::default(),
            technical: OnceCell::new(),
            things: TextTable::default(),
            dates: &[],
            spans: OnceCell::new(),
            searches: Cell::new(0),
            doubts: Doubts::default(),
        };
        reading.survey();
        reading
    }

    /// Notes the countries that sure names speak of.
    fn survey(&mut self) {
        let hits = std::mem::take(&mut self.hits);
        for hit in &hits {
            let sure = self.sure_alias(hit);
            let country = sure.and_then(|alias| self.dictionary.country(alias.actor));
            if let Some(country) = country.filter(|country| !self.countries.contains(country)) {
                self.countries.push(country);
            }
            let adjective = sure.is_some_and(|alias| alias.how == How::Adjective);
            self.mark(hit.first, HIT_FIRST | if adjective { ADJECTIVE } else { 0 });
            self.mark(hit.end - 1, HIT_LAST);
            for at in hit.first..hit.end {
                self.mark(at, HIT);
            }
        }
        self.hits = hits;
    }

    /// The first notable token from `at` on. Steps go from one to the next instead of from token to
    /// token; `next` is how many they have passed.
    #[inline]
    pub(super) fn notable_from(&self, at: usize, next: &mut usize) -> Option<usize> {
        loop {
            let notable = *self.notable.get(*next)? as usize;
            if notable >= at {
                return Some(notable);
            }
            *next += 1;
        }
    }

    #[inline]
    pub(super) fn mark(&mut self, at: usize, marks: u8) {
        if let Some(token) = self.tokens.get_mut(at) {
            token.marks |= marks;
        }
    }

    /// Settles what `words` are, so that they are not read again: a mention, or nobody's name.
    pub(super) fn claim(&mut self, words: Range<usize>) {
        for at in words {
            self.mark(at, CLAIMED);
        }
    }

    #[inline]
    fn is_marked(&self, at: usize, marks: u8) -> bool {
        (self.tokens.get(at)).is_some_and(|token| token.marks & marks != 0)
    }

    /// Whether the token belongs to a mention that is settled.
    #[inline]
    pub(super) fn is_claimed(&self, at: usize) -> bool {
        self.is_marked(at, CLAIMED)
    }

    /// Whether a name of the dictionary begins at the token.
    #[inline]
    pub(super) fn hits_at(&self, at: usize) -> bool {
        self.is_marked(at, HIT_FIRST)
    }

    /// Whether the token is part of a name of the dictionary.
    #[inline]
    pub(super) fn is_inside_hit(&self, at: usize) -> bool {
        self.is_marked(at, HIT)
    }

    /// Whether a name of the dictionary ends with the token.
    #[inline]
    pub(super) fn hits_ending(&self, at: usize) -> bool {
        self.is_marked(at, HIT_LAST)
    }

    /// Whether the token begins an adjective of nationality.
    #[inline]
    pub(super) fn is_adjective(&self, at: usize) -> bool {
        self.is_marked(at, ADJECTIVE)
    }

    /// Whether the token has one of `meanings` in the language of the article.
    #[inline]
    pub(super) fn means(&self, at: usize, meanings: u64) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| self.meanings.of(token.sense) & meanings != 0)
    }

    /// Whether no list has the word of the token.
    #[inline]
    pub(super) fn is_strange(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.word == 0)
    }

    /// Whether the token has one of `meanings` in English, whatever the article's language:
    /// English names of organisations stand in every language.
    #[inline]
    pub(super) fn means_in_english(&self, at: usize, meanings: u64) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| self.meanings.in_english(token.sense) & meanings != 0)
    }

    /// The folded text of a token.
    #[inline]
    pub(super) fn folded(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .map_or("", |token| self.folds.of(at, token))
    }

    /// The text of some tokens.
    #[inline]
    pub(super) fn text(&self, words: &Range<usize>) -> &'a str {
        self.range(words.start, words.end).of(&self.article.text)
    }

    /// Whether the text capitalises the strange word at `at` inside a sentence, too, so that it is a
    /// name where a sentence begins with it.
    pub(super) fn is_capital_elsewhere(&self, at: usize) -> bool {
        self.times_inside(at) > 0
    }

    /// How often the text capitalises the strange word at `at` inside a sentence.
    pub(super) fn times_inside(&self, at: usize) -> u32 {
        let strange = |token: &Token| {
            token.word == 0 && token.is(CAPITAL) && !token.is(LOUD | DIGIT | LETTER)
        };
        if !self.tokens.get(at).is_some_and(strange) {
            return 0;
        }
        let inside = self.inside.get_or_init(|| {
            let mut inside = TextTable::default();
            for &at in &self.notable {
                let at = at as usize;
                let token = self.tokens.get(at);
                if token.is_some_and(|token| strange(token) && !token.is(INITIAL)) {
                    *inside.entry(self.folded(at)).or_insert(0) += 1;
                }
            }
            inside
        });
        inside.get(self.folded(at)).copied().unwrap_or(0)
    }

    /// Whether the text has the word of the token more than once with a capital.
    pub(super) fn is_repeated(&self, at: usize) -> bool {
        self.times_written(at) > 1
    }

    /// How often the text has the word of the token with a capital.
    pub(super) fn times_written(&self, at: usize) -> u32 {
        let word = self.folded(at);
        // Most articles have one such question or two, for which no table is worth its while.
        let asked = self.asked.get();
        if asked < FEW_QUESTIONS {
            self.asked.set(asked + 1);
            let same = |&at: &usize| self.is_capital(at) && self.folded(at) == word;
            return u32::try_from(self.all_notable().filter(same).count()).unwrap_or(u32::MAX);
        }
        let capitals = self.capitals.get_or_init(|| {
            let mut capitals = TextTable::default();
            for at in self.all_notable().filter(|&at| self.is_capital(at)) {
                *capitals.entry(self.folded(at)).or_insert(0) += 1;
            }
            capitals
        });
        capitals.get(word).copied().unwrap_or(0)
    }

    /// Whether the article has `name` more than once; whether it has, is not known any more after
    /// [`MOST_SEARCHES`], as each goes through the whole text.
    pub(super) fn stands_again(&self, name: &str) -> bool {
        self.searches.set(self.searches.get().saturating_add(1));
        let mut found = memmem::find_iter(self.article.text.as_bytes(), name);
        self.searches.get() <= MOST_SEARCHES && found.nth(1).is_some()
    }

    /// The tokens that may begin or be a name, in order, see [`Scanned::notable`].
    pub(super) fn all_notable(&self) -> impl Iterator<Item = usize> {
        self.notable.iter().map(|&at| at as usize)
    }

    /// The hit that begins at the token.
    #[inline]
    pub(super) fn hit_at(&self, at: usize) -> Option<Hit> {
        if !self.hits_at(at) {
            return None;
        }
        let found = self.hits.binary_search_by_key(&at, |hit| hit.first).ok()?;
        self.hits.get(found).copied()
    }

    /// The hit that ends with the token.
    pub(super) fn hit_ending(&self, at: usize) -> Option<Hit> {
        let after = self.hits.partition_point(|hit| hit.first <= at);
        let hit = after.checked_sub(1).and_then(|last| self.hits.get(last))?;
        (hit.end == at + 1).then_some(*hit)
    }

    /// The aliases that a hit may be.
    pub(super) fn aliases(&self, hit: &Hit) -> impl Iterator<Item = &'a Alias> {
        let written = self.tokens.get(hit.first..hit.end).unwrap_or_default();
        let languages = self.languages;
        self.dictionary
            .lexicon()
            .ending(hit.place)
            .map(|(_, alias)| alias)
            .filter(move |alias| known::fits(alias, written, languages))
    }

    /// The first of them that is sure and no short form.
    #[inline]
    pub(super) fn sure_alias(&self, hit: &Hit) -> Option<&'a Alias> {
        self.dictionary.lexicon().alias(hit.sure)
    }

    /// Whether a longer name has taken the hit's words.
    #[inline]
    pub(super) fn is_swallowed(&self, hit: &Hit) -> bool {
        (hit.first..hit.end).any(|at| self.is_claimed(at))
    }

    /// The text from the token `first` to before `end`.
    #[inline]
    pub(super) fn range(&self, first: usize, end: usize) -> TextRange {
        let start = self.tokens.get(first).map_or(0, Token::start);
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last));
        TextRange::new(start, last.map_or(start, Token::end))
    }

    /// The kind of `who`.
    #[inline]
    pub(super) fn kind(&self, who: Who) -> ActorKind {
        match who {
            Who::Known(number) => self
                .dictionary
                .kind(number)
                .unwrap_or(ActorKind::Organisation),
            Who::New(number) => self
                .introduced
                .get(number as usize)
                .map_or(ActorKind::Organisation, |actor| actor.kind),
        }
    }
}

/// Drops the acronyms that are small words of the language in a line of capitals, or with one capital in a
/// title, where the article has them nowhere else: WHO PAYS THE PRICE, «The Man Who Knows».
fn forget_shouted(hits: &mut Vec<Hit>, tokens: &[Token], dictionary: &Dictionary, lang: Languages) {
    let lexicon = dictionary.lexicon();
    let meanings = lexicon.meanings(lang);
    let loud = |hit: &Hit| tokens.get(hit.first).is_none_or(|token| token.is(LOUD));
    let small = |hit: &Hit| {
        let token = tokens.get(hit.first).filter(|_| hit.end == hit.first + 1);
        let small = |token: &Token| meanings.of(token.sense) & FUNCTION != 0;
        let acronym = || {
            let mut aliases = lexicon.ending(hit.place).map(|(_, alias)| alias);
            aliases.all(|alias| alias.case == Case::Acronym)
        };
        token.is_some_and(|token| {
            small(token)
                && match token.is(ALL_CAPITALS) {
                    true => token.is(LOUD),
                    false => token.is(CAPITAL) && acronym(),
                }
        })
    };
    if !hits.iter().any(small) {
        return;
    }
    let actors = |hit: &Hit| lexicon.ending(hit.place).map(|(_, alias)| alias.actor);
    let plain = (hits.iter().filter(|hit| !loud(hit) && !small(hit))).flat_map(actors);
    let plain: Set<u32> = plain.collect();
    hits.retain(|hit| !small(hit) || actors(hit).any(|actor| plain.contains(&actor)));
}
