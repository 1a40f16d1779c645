//! Names that no dictionary has: runs of capitalised words in running prose, taken for people,
//! places or organisations by their shape and by the words around them. A capital that a sentence's
//! beginning, a heading or a line of capitals explains is no evidence.

use std::ops::Range;

use super::reading::Reading;
use super::tokens::{
    ALL_CAPITALS, APOSTROPHE, CAPITAL, DIGIT, DOT, HYPHEN, INITIAL, LETTER, LOUD, OTHER, SPACE,
    Token,
};
use crate::actors::dictionary::lexicon::ENGLISH;
use crate::actors::dictionary::words::{
    CHIEF, COMMON, COMPANY, DEFENCE, FAMILY, FIELD, FINANCE, FOREIGN, FUNCTION, GIVEN, INTERIOR,
    JUSTICE, NO_ACTOR, OF, ORGANISATION_HEAD, ORGANISATION_WORD, PARTICLE, PLACE_HEAD, PLACE_WORD,
    SECURITY, STATE, SUPREME, TITLE, TRADE,
};
use crate::actors::{self, ActorKind};

/// A name of more words is a heading or a list.
const MOST_WORDS: usize = 7;
/// A word of more bytes is no name.
pub(super) const LONGEST_WORD: u32 = 40;

/// Nouns of office and field, which stand before a name and are no part of it.
pub(super) const NOUNS: u64 = COMMON
    | FUNCTION
    | TITLE
    | TRADE
    | FIELD
    | DEFENCE
    | FOREIGN
    | INTERIOR
    | FINANCE
    | SECURITY
    | JUSTICE
    | STATE;

/// Family names that follow «da».
const AFTER_DA: &[&str] = &[
    "silva",
    "costa",
    "cunha",
    "rocha",
    "fonseca",
    "cruz",
    "luz",
    "gama",
    "veiga",
    "mota",
    "motta",
    "graca",
    "conceicao",
    "vinci",
];

impl Reading<'_> {
    /// Finds the names of several words, and lets them swallow shorter names of the dictionary that
    /// they contain (`Melania Trump`).
    pub(super) fn find_names(&mut self) {
        let (mut at, mut next) = (0, 0);
        let mut hit = 0;
        while let Some(notable) = self.notable_from(at, &mut next) {
            at = notable;
            let Some(run) = self.run_from(at) else {
                at += 1;
                continue;
            };
            at = run.end;
            if let Some(end) = self.place_of(run.end - 1) {
                let kind = if self.folded(run.end - 1) == "comune" {
                    ActorKind::Organisation
                } else {
                    ActorKind::Place
                };
                let who = self.introduce(run.end - 1..end, kind);
                at = end;
                if who.is_none() || run.len() == 1 {
                    continue;
                }
            }
            if let Some(end) = self.town_of(&run).or_else(|| self.long_town(&run)) {
                at = end;
                self.introduce(run.start..end, ActorKind::Place);
                continue;
            }
            let run = run.start..run.end - usize::from(at > run.end);
            while self.hits.get(hit).is_some_and(|hit| hit.end <= run.start) {
                hit += 1;
            }
            self.read_run(run, hit);
        }
    }

    /// The end of the place that the capitalised word `head` begins with what follows it: Gulf of
    /// Finland, Palazzo del Governatore.
    fn place_of(&self, head: usize) -> Option<usize> {
        let begins = self.means(head, PLACE_HEAD)
            && !self.means(head, CHIEF | STATE | TRADE | GIVEN)
            // Inside a sentence «la Valle del Belice» is no common noun.
            && !(self.means(head, COMMON)
                && self.tokens.get(head)?.is(INITIAL)
                && self.folded(head) != "comune")
            && (self.hits_at(head) == self.is_inside_hit(head))
            && self
                .hit_at(head)
                .is_none_or(|hit| hit.end == head + 1 && !self.hit_is_person(hit))
            && !(head > 0 && self.means(head - 1, GIVEN))
            && !self.tokens.get(head)?.is(LOUD);
        let spaced = |at: usize| self.tokens.get(at).is_some_and(|token| token.gap == SPACE);
        let of = head + 1;
        if !begins || !spaced(of) || !self.means(of, OF) || self.folded(of) == "per" {
            return None;
        }
        let name = of + 1;
        let token = self.tokens.get(name)?;
        if !token.is(CAPITAL) || token.is(DIGIT) || !matches!(token.gap, SPACE | APOSTROPHE) {
            return None;
        }
        match self.hit_at(name) {
            Some(hit) => self.is_land(hit).then_some(hit.end),
            None if self.is_inside_hit(name) || self.means(name, FUNCTION) => None,
            None => Some(name + 1),
        }
    }

    /// The run of capitalised words that begins at token `first`.
    fn run_from(&self, first: usize) -> Option<Range<usize>> {
        let token = self.tokens.get(first)?;
        // The T of «C&T.» is nobody's initial.
        let sign = token.is(LETTER)
            && token.gap == OTHER
            && self
                .article
                .text
                .as_bytes()
                .get(token.start().wrapping_sub(1))
                == Some(&b'&');
        if !is_name_word(token) || self.is_claimed(first) || self.is_era(first) || sign {
            return None;
        }
        // Li Gao: what is a small word here may be a family name there.
        let family = || self.means(first, FAMILY) && self.joins(first + 1);
        if self.means(first, FUNCTION) && (token.is(INITIAL) && !family() || !self.joins(first + 1))
        {
            return None;
        }
        let mut end = first + 1;
        while end - first < MOST_WORDS && !self.is_claimed(end) {
            if self.joins(end) {
                end += 1;
            } else if let Some(past) = self.particles(end) {
                end = past;
            } else if self.is_syllable(end) || self.is_joined_syllable(first, end) {
                end += 1;
            } else if let Some(past) = self.joined_surname(first, end) {
                end = past;
            } else if self.is_hyphenated(end) {
                end += 2;
            } else if end > first + 1 && self.is_glottal(end) {
                end += 1;
            } else {
                break;
            }
        }
        // «la Belice Inerti srl»
        if self.is_small_company(end) {
            end += 1;
        }
        Some(first..end)
    }

    /// Whether the token closes a company's name. Of the short ones what another name follows is
    /// something else: Iyad Ag Ghali.
    fn is_company(&self, at: usize) -> bool {
        let goes_on = || {
            self.tokens
                .get(at + 1)
                .is_some_and(|next| next.gap == SPACE && next.is(CAPITAL) && next.word == 0)
                || self.hits_at(at + 1)
        };
        self.means(at, COMPANY)
            && !(matches!(self.folded(at), "ag" | "sa" | "co" | "nv") && goes_on())
    }

    /// Whether the token is what closes a company's name in small letters.
    pub(super) fn is_small_company(&self, at: usize) -> bool {
        self.languages != ENGLISH
            && self.tokens.get(at).is_some_and(|token| {
                token.gap == SPACE
                    && token.len() <= 4
                    && self.meanings.of(token.sense) & COMPANY != 0
                    && matches!(self.folded(at), "spa" | "srl" | "srls" | "scarl" | "gmbh")
            })
    }

    /// Whether token `at` goes on with the name that the token before is part of.
    fn joins(&self, at: usize) -> bool {
        let (Some(token), Some(before)) = (
            self.tokens.get(at),
            at.checked_sub(1).and_then(|before| self.tokens.get(before)),
        ) else {
            return false;
        };
        is_name_word(token)
            && match token.gap {
                SPACE | HYPHEN => true,
                APOSTROPHE => before.is(LETTER) && before.is(CAPITAL),
                DOT => before.is(LETTER),
                gap => {
                    gap == DOT | SPACE
                        && before.is(LETTER)
                        && before.is(CAPITAL)
                        && !self.is_numeral(at - 1)
                        && !self.is_era(at - 1)
                }
            }
    }

    /// Whether a sentence ends with the single letter `at`, the number of a pope or a king, rather
    /// than an initial going on: «il patriarca Bartolomeo I. Assente …».
    fn is_numeral(&self, at: usize) -> bool {
        let letter = self.range(at, at + 1).of(&self.article.text);
        at > 0
            && matches!(letter, "I" | "V" | "X")
            && !self.means(at + 1, GIVEN | FAMILY)
            && !self.tokens.get(at + 1).is_some_and(|next| next.is(LETTER))
    }

    /// Whether the letter `at` closes «a.C.» or «d.C.».
    fn is_era(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.tokens.get(before)) else {
            return false;
        };
        self.tokens
            .get(at)
            .is_some_and(|token| token.gap == DOT && token.is(LETTER))
            && before.is(LETTER)
            && !before.is(CAPITAL)
    }

    /// Whether `at` is the particle of a Portuguese name, or of Leonardo's: in Italian the same word
    /// is a preposition first.
    fn is_portuguese(&self, at: usize) -> bool {
        self.folded(at) == "da"
            && (self.languages == ENGLISH || AFTER_DA.contains(&self.folded(at + 1)))
    }

    /// Whether an English text can have the word only inside a name of another language: Ciudad del
    /// Este, Forte dei Marmi.
    fn is_romance(&self, at: usize) -> bool {
        self.languages == ENGLISH
            && matches!(
                self.folded(at),
                "del" | "della" | "dello" | "dei" | "degli" | "delle" | "di"
            )
    }

    /// The token after the particles at `at` and the capitalised word that follows them: the end
    /// of `von der Leyen`, `al-Assad`.
    fn particles(&self, at: usize) -> Option<usize> {
        let mut end = at;
        while end < at + 3 {
            let token = self.tokens.get(end)?;
            let fits = matches!(token.gap, SPACE | HYPHEN)
                && !token.is(CAPITAL)
                && (self.means(end, PARTICLE)
                    || self.is_portuguese(end)
                    || self.is_romance(end)
                    // Óscar de la Hoya
                    || end > at && self.folded(end) == "la" && self.folded(end - 1) == "de")
                && !self.is_claimed(end);
            if !fits {
                break;
            }
            end += 1;
        }
        let last = end.checked_sub(1).filter(|&last| last >= at)?;
        let next = self.tokens.get(end)?;
        let word = self.tokens.get(last)?.range();
        let arabic = matches!(word.of(&self.article.text), "al" | "el");
        // In Italian «al» is a preposition first.
        let spaced = next.gap == SPACE && (!arabic || self.languages == ENGLISH);
        let joined = next.gap == HYPHEN || spaced;
        (joined && is_name_word(next)).then_some(end + 1)
    }

    /// Whether `at` is the second syllable of a given name in `Kim Jong-un`, or `Myung-whun Chung`.
    fn is_syllable(&self, at: usize) -> bool {
        let after = self.tokens.get(at + 1);
        let given_first = || {
            self.means(at + 1, FAMILY)
                && after.is_some_and(|next| next.gap == SPACE && is_name_word(next))
        };
        self.tokens.get(at).is_some_and(|token| {
            token.gap == HYPHEN && token.len() <= 7 && !token.is(CAPITAL | DIGIT)
        }) && (at
            .checked_sub(2)
            .is_some_and(|first| self.means(first, FAMILY) || self.is_small_family(first))
            || given_first())
    }

    /// Whether the token is a family name of Korea that is a small word elsewhere, before a given name
    /// of two syllables: An Se-young, No Moo-hyun.
    pub(super) fn is_small_family(&self, at: usize) -> bool {
        let word = |at: usize, fits: &dyn Fn(&Token) -> bool| self.tokens.get(at).is_some_and(fits);
        matches!(self.folded(at), "an" | "no")
            && word(at, &|family| family.is(CAPITAL))
            && word(at + 1, &|given| given.gap == SPACE && is_name_word(given))
            && word(at + 2, &|given| {
                given.gap == HYPHEN && !given.is(CAPITAL | DIGIT)
            })
    }

    /// Whether hyphens join a small word at `at` and the capitalised one after it to the name:
    /// Fos-sur-Mer, Stoke-on-Trent.
    pub(super) fn is_hyphenated(&self, at: usize) -> bool {
        let small = self.tokens.get(at).is_some_and(|token| {
            token.gap == HYPHEN && token.len() <= 5 && !token.is(CAPITAL | DIGIT)
        });
        let after = self
            .tokens
            .get(at + 1)
            .is_some_and(|token| token.gap == HYPHEN && is_name_word(token));
        small && after && !self.is_claimed(at + 1)
    }

    /// Takes a run apart: titles, names of the dictionary, of which `next` is the first that may
    /// stand in it, and what is left.
    fn read_run(&mut self, run: Range<usize>, mut next: usize) {
        if self.read_announced(&run, next) {
            return;
        }
        if let Some(grand) = self.grand_work(&run, next) {
            self.introduce(grand..run.end, ActorKind::Place);
            return;
        }
        let mut start = run.start;
        while start < run.end {
            while self.hits.get(next).is_some_and(|hit| hit.end <= start) {
                next += 1;
            }
            // Karla Sofía Gascón: what may be a place and is a given name is a given name in a run.
            while self.hits.get(next).is_some_and(|hit| {
                hit.first < run.end
                    && run.len() > 1
                    && (self.is_given(*hit) || self.is_joined_syllable(hit.first, hit.end))
            }) {
                next += 1;
            }
            let hit = self.hits.get(next).filter(|hit| hit.first < run.end);
            let Some(&hit) = hit else {
                self.read_words(start..run.end);
                return;
            };
            if hit.first > start {
                let head = hit.first - 1;
                if self.means(head, PLACE_HEAD)
                    && !self.is_land_office(head, hit)
                    && self.is_certain_capital(&(head..hit.first))
                    && self
                        .tokens
                        .get(hit.first)
                        .is_some_and(|token| token.gap == SPACE)
                    && !self.is_adjective(hit.first)
                    && (!self.hit_is_person(hit) || self.is_called_after(head, hit))
                {
                    self.read_words(start..head);
                    self.introduce(head..hit.end, ActorKind::Place);
                    start = hit.end;
                    continue;
                }
                if let Some(union) = self.union_before(start, hit) {
                    self.read_words(start..union);
                    let who = self.introduce(union..hit.end, ActorKind::Organisation);
                    self.call_by_first(union, who);
                    start = hit.end;
                    continue;
                }
                if let Some(longer) = self.lengthens(start, hit) {
                    self.introduce(longer..hit.end, ActorKind::Organisation);
                    start = hit.end;
                    continue;
                }
                // «il cantante Kanye West»: West is a word of English before it is a place.
                let surname = hit.end == run.end
                    && hit.end == hit.first + 1
                    && self.means_in_english(hit.first, COMMON);
                if surname && self.languages != ENGLISH && self.is_led(start) {
                    self.introduce_person(start..hit.end, actors::Found::Introduced);
                    return;
                }
                if self.is_club_of(start..hit.first, hit, run.end) {
                    self.introduce(start..hit.end, ActorKind::Organisation);
                    start = hit.end;
                    continue;
                }
                let words = self.trimmed(start..hit.first);
                if let Some(end) = self.absorbs(&words, hit, run.end) {
                    self.introduce_person(words.start..end, actors::Found::Introduced);
                    start = end;
                } else {
                    self.read_words(start..hit.first);
                    start = hit.first;
                }
                continue;
            }
            let end = hit.end.max(start + 1);
            let next_hit = self.hits.get(next + 1).copied();
            if next_hit.is_some_and(|other| {
                other.first == hit.end && self.is_child_of_names(hit, other, run.end)
            }) {
                self.introduce_person(hit.first..run.end, actors::Found::Introduced);
                return;
            }
            match self.outgrown(hit, run.end) {
                Some((longer, kind)) => {
                    match kind {
                        ActorKind::Person => {
                            self.introduce_person(hit.first..longer, actors::Found::Introduced);
                        }
                        kind => {
                            self.introduce(hit.first..longer, kind);
                        }
                    }
                    start = longer;
                }
                None => start = end,
            }
        }
    }

    /// Whether an abstract noun of Italian stands in `words`, which no given name begins: Alta
    /// Velocità, Transizione Ecologica.
    fn is_abstract(&self, words: &Range<usize>) -> bool {
        self.languages != ENGLISH
            && !self.means(words.start, GIVEN)
            && words
                .clone()
                .all(|at| !self.means(at, ORGANISATION_HEAD | ORGANISATION_WORD))
            && words.clone().any(|at| {
                let word = self.folded(at);
                let accented = self
                    .text(&(at..at + 1))
                    .strip_suffix('à')
                    .is_some_and(|stem| stem.ends_with('t'));
                accented
                    || ["zione", "zioni", "sione", "mento", "menti", "ismo"]
                        .iter()
                        .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
            })
    }

    /// Whether a word for organisations stands in `words`.
    fn ends_as_organisation(&self, words: &Range<usize>) -> bool {
        words
            .clone()
            .any(|at| self.means(at, ORGANISATION_WORD | COMPANY))
    }

    /// What a run without names of the dictionary names.
    fn read_words(&mut self, words: Range<usize>) {
        let all = words.clone();
        let words = self.trimmed(self.after_office(words));
        if let Some(person) = self.place_before_person(&words) {
            self.introduce_person(person..words.end, actors::Found::Introduced);
            return;
        }
        // Ng'ang'a is one word.
        let one = (words.start + 1..words.end).all(|at| self.is_glottal(at));
        if one || self.is_abstract(&words) || self.is_mere_heading(&words) {
            return;
        }
        // «il film Match Point», but «nel film Woody Allen …»
        let thing = self.is_named_thing(words.start) && !self.means(words.start, GIVEN);
        if thing || self.is_title(&words) && !self.ends_as_organisation(&words) {
            return;
        }
        if words.end == all.end
            && let Some(end) = self.geographic_noun(words.end)
            && self.is_certain_capital(&words)
        {
            let who = self.introduce(words.start..end, ActorKind::Place);
            self.also_without_company(who, words);
            return;
        }
        if self.is_called_by_capitals(&words) {
            self.introduce(words, ActorKind::Organisation);
            return;
        }
        let titled = words.start > all.start;
        // Alfred Nobel
        let named = words.len() == 2 && self.means(words.start, GIVEN);
        if words.clone().any(|at| {
            self.tokens.get(at).is_none_or(|token| {
                let surname = named && at > words.start && !token.is(ALL_CAPITALS);
                token.len() > LONGEST_WORD
                    || self.meanings.of(token.sense) & (NO_ACTOR | SUPREME) != 0 && !surname
            })
        }) {
            return;
        }
        if words.clone().all(|at| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.is(ALL_CAPITALS))
        }) {
            return;
        }
        if let Some(last) = words
            .clone()
            .rev()
            .find(|&at| self.means(at, ORGANISATION_WORD) || self.is_company(at))
        {
            if last > words.start {
                let who = self.introduce(words.start..last + 1, ActorKind::Organisation);
                if self.means(last, COMPANY) {
                    self.also_without_company(who, words.start..last);
                }
            }
            return;
        }
        let hyphenated = words.len() == 3 && self.is_hyphenated(words.start + 1);
        if hyphenated
            || words.clone().any(|at| self.means(at, PLACE_WORD))
            || self.means(words.start, PLACE_HEAD) && !self.means(words.start, GIVEN)
        {
            let who = self.introduce(words.clone(), ActorKind::Place);
            self.call_with_head(who, &words);
            return;
        }
        if self.is_armed(&words) {
            self.introduce(words, ActorKind::Weapon);
            return;
        }
        if self.is_ship(&words) {
            self.introduce(words, ActorKind::Organisation);
            return;
        }
        // Emergency Economic Powers Act: what a common noun closes is a thing.
        let thing = self.languages == ENGLISH && words.end < all.end;
        if thing && !self.means(words.start, GIVEN) {
            return;
        }
        if self.is_person(&words, titled) || self.is_named_again(&words) {
            self.introduce_person(words, actors::Found::Introduced);
        } else if self.is_certain_capital(&words) {
            let kind = self.kind_by_context(&words);
            let known = self.named.len();
            if kind == ActorKind::Person {
                self.introduce_person(words, actors::Found::Introduced);
            } else {
                let who = self.introduce(words.clone(), kind);
                if kind == ActorKind::Place {
                    self.call_with_head(who, &words);
                }
            }
            if self.named.len() > known {
                self.doubt_last();
            }
        } else if words.len() > 2 {
            // The sentence's first word may be no part of the name that follows it.
            self.read_words(words.start + 1..words.end);
        }
    }
}

/// Whether a token may be part of a name introduced by its capital.
fn is_name_word(token: &Token) -> bool {
    token.is(CAPITAL) && !token.is(LOUD | DIGIT)
}
