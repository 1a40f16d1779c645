//! What is capitalised and acts as little: ordinary words of titles and headings, abbreviations, what
//! a word for a work or a storm announces (il film Borotalco, l’uragano Sandy), the Latin names of
//! living things, and the words that the same text writes in small letters elsewhere.

use std::ops::Range;

use super::lists::lists;
use super::reading::{Reading, Who};
use super::small::{FEW, MARKS, mark_of};
use super::tokens::{
    ALL_CAPITALS, APOSTROPHE, CAPITAL, DIGIT, DOT, HYPHEN, INITIAL, LETTER, OPEN, QUOTE, SPACE,
    Token,
};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    ABBREVIATION, COMMON, COMPANY, FUNCTION, GIVEN, ORDINARY, ORDINARY_SURNAME, ORGANISATION_HEAD,
    PLACE_HEAD, POST, ROLES, SPEECH, THING_HEAD, TITLE, TRADE,
};

impl<'a> Reading<'a> {
    /// Whether the token is an ordinary word, whatever its capital: in Italian of English, too, as
    /// titles of works are.
    pub(super) fn is_ordinary(&self, at: usize) -> bool {
        self.means(at, ORDINARY)
            || self.languages != ENGLISH
                && self.means_in_english(at, ORDINARY)
                && !self.means(at, GIVEN)
    }

    /// Whether the token is an ordinary word or one that is a surname as well, which alone names as little.
    pub(super) fn is_ordinary_alone(&self, at: usize) -> bool {
        let english = || self.languages != ENGLISH && self.means_in_english(at, ORDINARY_SURNAME);
        self.is_ordinary(at) || self.means(at, ORDINARY_SURNAME) || english()
    }

    /// Whether an ordinary word stands among `words`, which no given name begins.
    pub(super) fn has_ordinary(&self, words: &Range<usize>) -> bool {
        !self.means(words.start, GIVEN) && words.clone().any(|at| self.is_ordinary(at))
    }

    /// Whether all of `words` are ordinary, common or small ones.
    fn is_all_ordinary(&self, words: &Range<usize>) -> bool {
        words.clone().all(|at| {
            self.is_ordinary_alone(at)
                || self.means(at, COMMON | FUNCTION) && !self.means(at, GIVEN)
                || self.languages != ENGLISH && self.means_in_english(at, COMMON | FUNCTION)
        })
    }

    /// Whether the token is an abbreviation in capitals that names nobody: UTC, GHz.
    pub(super) fn is_abbreviation(&self, at: usize) -> bool {
        self.means(at, ABBREVIATION) || self.means_in_english(at, ABBREVIATION)
    }

    /// Whether a word in small letters right before the token says that it is the name of a thing: «il
    /// film Borotalco», «hurricane Ike».
    pub(super) fn is_named_thing(&self, at: usize) -> bool {
        let close = self
            .tokens
            .get(at)
            .is_some_and(|token| token.gap & !QUOTE == SPACE && !token.is(ALL_CAPITALS));
        close
            && at
                .checked_sub(1)
                .is_some_and(|head| self.means(head, THING_HEAD))
    }

    /// Whether the strange word at the token and the small one after it are the Latin name of a living
    /// thing: Escherichia coli, Aedes aegypti.
    pub(super) fn is_species(&self, at: usize) -> bool {
        let (Some(genus), Some(kind)) = (self.tokens.get(at), self.tokens.get(at + 1)) else {
            return false;
        };
        let small =
            kind.gap == SPACE && kind.word == 0 && kind.len() > 3 && !kind.is(CAPITAL | DIGIT);
        let latin = || {
            let (first, second) = (self.folded(at), self.folded(at + 1));
            let ends = |word: &str, endings: &[&str]| endings.iter().any(|it| word.ends_with(it));
            let genus = ends(
                first,
                &["us", "um", "ia", "is", "as", "ella", "es", "ys", "ter"],
            );
            let english = self.languages == ENGLISH && ends(second, &["ous", "is"]);
            let kind = ends(
                second,
                &[
                    "us", "um", "ii", "ae", "ensis", "coli", "aegypti", "ilis", "alis", "ens",
                    "rex",
                ],
            );
            genus && kind && !english
        };
        genus.word == 0 && small && latin()
    }

    /// Whether a quotation ends right after the token that began before it with another capital, as
    /// the title of a work does: «Match Point».
    pub(super) fn closes_title(&self, at: usize) -> bool {
        let closed = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.gap & QUOTE != 0);
        let mut first = at;
        while closed && at - first < 6 {
            let Some(token) = self.tokens.get(first) else {
                return false;
            };
            if token.gap & QUOTE != 0 {
                return first < at && token.is(CAPITAL);
            }
            let Some(before) = first.checked_sub(1).filter(|_| token.gap == SPACE) else {
                return false;
            };
            first = before;
        }
        false
    }

    /// Whether the text writes the strange capitalised word at the token in small letters elsewhere, so
    /// that its capital says nothing.
    pub(super) fn is_small_elsewhere(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|token| token.word == 0) else {
            return false;
        };
        let text = &self.article.text;
        // The parts of an address are no words: example.org.
        let small = |at: usize, token: &Token| {
            token.word == 0
                && token.gap & (SPACE | APOSTROPHE) != 0
                && !token.is(CAPITAL | DIGIT | LETTER)
                && self.tokens.get(at + 1).is_none_or(|next| next.gap != DOT)
        };
        let smalls = || {
            let tokens = self.tokens.iter().enumerate();
            tokens.filter(move |&(at, token)| small(at, token))
        };
        let mark = mark_of(token.range().of(text).as_bytes());
        let few = (self.small.few).get_or_init(|| {
            let first = smalls().take(FEW + 1).map(|(at, _)| at);
            first.filter_map(|at| u32::try_from(at).ok()).collect()
        });
        if few.len() <= FEW {
            let word = self.folded(at);
            return few.iter().any(|&small| {
                let small = small as usize;
                self.folded(small) == word
                    && mark_of(self.text(&(small..small + 1)).as_bytes()) == mark
            });
        }
        let marks = self.small.marks.get_or_init(|| {
            let mut marks = Box::new([0; MARKS]);
            for (_, token) in smalls() {
                let (place, mark) = mark_of(token.range().of(text).as_bytes());
                if let Some(word) = marks.get_mut(place) {
                    *word |= mark;
                }
            }
            marks
        });
        let (place, mark) = mark;
        if marks.get(place).is_none_or(|word| word & mark == 0) {
            return false;
        }
        let words = self
            .small
            .words
            .get_or_init(|| smalls().map(|(at, _)| (self.folded(at), ())).collect());
        words.contains_key(self.folded(at))
    }

    /// Notes that the word at the token is the name of a thing, wherever it stands.
    pub(super) fn note_thing(&mut self, at: usize) {
        let word = self.folded(at);
        self.things.insert(word, ());
    }

    /// Forgets the names of one word that the text says are those of things.
    pub(super) fn forget_things(&mut self) {
        if self.things.is_empty() {
            return;
        }
        let mut named = std::mem::take(&mut self.named);
        named.retain(|named| {
            let thing = named.end == named.first + 1
                && matches!(named.who, Who::New(_))
                && self.things.contains_key(self.folded(named.first));
            !thing
        });
        self.named = named;
    }

    /// Whether all of `words` are ordinary and nothing says that they are somebody's name all the same.
    pub(super) fn is_mere_heading(&self, words: &Range<usize>) -> bool {
        self.is_all_ordinary(words) && !self.is_proper(words)
    }

    /// Whether what goes with `words` makes a body of them: an office before them, a word for
    /// organisations before or a company's form within, their acronym in brackets, or that they have
    /// the article, stand more than once and speak.
    fn is_proper(&self, words: &Range<usize>) -> bool {
        let several = words.len() > 1;
        let headed = words.start.checked_sub(1).is_some_and(|before| {
            self.is_close(words.start)
                && self.means(before, ORGANISATION_HEAD | PLACE_HEAD)
                && self
                    .tokens
                    .get(before)
                    .is_some_and(|token| !token.is(CAPITAL))
        });
        let company = (words.start + 1..words.end).any(|at| self.means(at, COMPANY));
        let acronym = || {
            let bracketed = |token: &Token| token.gap & OPEN != 0 && token.is(ALL_CAPITALS);
            let firsts = words
                .clone()
                .filter_map(|at| self.folded(at).chars().next());
            self.tokens.get(words.end).is_some_and(bracketed)
                && firsts.eq(self.folded(words.end).chars())
        };
        let speaks = || {
            let said = self.is_close(words.end)
                && (self.means(words.end, SPEECH)
                    || self.is_close(words.end + 1) && self.means(words.end + 1, SPEECH));
            said && self.has_article(words.start) && self.stands_again(self.text(words))
        };
        several && (self.is_led(words.start) || headed || company || acronym() || speaks())
    }

    /// Whether an office, a trade or a title of courtesy stands right before the token.
    pub(super) fn is_led(&self, at: usize) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| self.is_close(at) && self.means(before, TITLE | TRADE))
    }

    /// Whether the office of somebody stands right before the token: «il governatore».
    pub(super) fn is_after_office(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            self.is_close(at) && self.means(before, TITLE | TRADE | ROLES | POST)
        })
    }

    /// Whether `words` are the title of a work or of a law rather than somebody's name: A Single Man, X
    /// Factor, in Italian the Civil Rights Act.
    pub(super) fn is_title(&self, words: &Range<usize>) -> bool {
        self.begins_title(words) || self.begins_with_letter(words) || self.ends_as_law(words)
    }

    /// Whether an English word for laws, prizes and games closes `words` in Italian: Voting Rights Act.
    fn ends_as_law(&self, words: &Range<usize>) -> bool {
        let last = words.end.saturating_sub(1);
        let law = || lists().closing_things.has(self.folded(last));
        self.languages != ENGLISH
            && words.len() > 1
            && !self.means(words.start, GIVEN)
            && law()
            && !self.is_led(words.start)
            && self
                .tokens
                .get(last)
                .is_some_and(|token| !token.is(ALL_CAPITALS))
    }

    /// Whether the capitalised small word of English that begins `words` is the first of a title: My
    /// Way, A Single Man, in Italian The Shining. After an office or an Italian article it is part of a
    /// name, and so is what names somebody too before a word that no list has or that a hyphen joins:
    /// Her Kyung-min, You Xiaodi.
    fn begins_title(&self, words: &Range<usize>) -> bool {
        let small = matches!(
            self.folded(words.start),
            "a" | "my"
                | "your"
                | "his"
                | "her"
                | "our"
                | "their"
                | "when"
                | "how"
                | "where"
                | "why"
                | "what"
                | "with"
                | "from"
                | "into"
                | "we"
                | "you"
                | "i"
                | "it"
                | "this"
                | "that"
                | "some"
        );
        let Some(token) = self.tokens.get(words.start) else {
            return false;
        };
        let own = self.languages == ENGLISH || !matches!(self.folded(words.start), "a" | "i");
        let strange = || {
            let own = matches!(self.folded(words.start), "my" | "your" | "his" | "their");
            !own && (words.start + 1..words.end).any(|at| {
                self.tokens
                    .get(at)
                    .is_some_and(|token| token.word == 0 || token.gap & HYPHEN != 0)
            })
        };
        // The Oval is a name in English; in Italian, a newspaper's if anybody's.
        let the = self.languages != ENGLISH
            && self.folded(words.start) == "the"
            && !words
                .start
                .checked_sub(1)
                .is_some_and(|before| self.means(before, ORGANISATION_HEAD));
        let article = self.languages != ENGLISH && self.has_article(words.start);
        (small && own && !strange() || the)
            && !token.is(INITIAL | ALL_CAPITALS)
            && words.len() > 1
            && !article
            && !self.is_led(words.start)
    }

    /// Whether a capital that no full stop makes an initial closes `words`, as it does a class or a grade:
    /// Protected B.
    pub(super) fn ends_with_letter(&self, words: &Range<usize>) -> bool {
        let last = words.end.saturating_sub(1);
        let letter = |token: &Token| token.is(LETTER) && token.is(CAPITAL) && token.gap == SPACE;
        let stopped = |next: &Token| next.gap & DOT != 0;
        words.len() > 1
            && !self.means(words.start, GIVEN)
            && self.tokens.get(last).is_some_and(letter)
            && !self.tokens.get(words.end).is_some_and(stopped)
            && !matches!(self.text(&(last..last + 1)), "I" | "V" | "X")
            && !self.is_led(words.start)
    }

    /// Whether the first of `words` is a single letter that no full stop makes an initial: X Factor.
    pub(super) fn begins_with_letter(&self, words: &Range<usize>) -> bool {
        let letter = |at: usize| self.tokens.get(at).is_some_and(|token| token.is(LETTER));
        letter(words.start)
            && !letter(words.start + 1)
            && self.is_spaced(words.start + 1)
            && words
                .start
                .checked_sub(1)
                .is_none_or(|before| !self.means(before, TITLE | TRADE))
    }
}
