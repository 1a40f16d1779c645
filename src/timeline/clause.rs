//! A sentence cut into clauses: its words with what they do, and the pieces between the signs and
//! words that part them. Which piece belongs to which date is for `claim`.

use super::language::{Class, ClauseLanguage, Verb};
use crate::actors::Mention;
use crate::corpus::Article;
use crate::dates::{DateMention, Value};
use crate::edtf::{Edtf, Precision};
use crate::text::TextRange;
use crate::text::segment;

/// Dates of a sentence that are looked at.
const MOST_DATES: usize = 8;
/// Bytes after a date in which its verb is looked for.
const NEAR: usize = 200;

/// Bytes of a word and what stands after it, at least, on average.
const LETTERS: usize = 5;
/// What stands between most words, and parts none.
pub(super) const SPACE: &str = " ";
/// Words after the first of a subject among which its verb is looked for.
const SUBJECT: usize = 8;

/// What a word does of which nothing is known.
const ANYTHING: Verb = Verb {
    tells: true,
    finite: true,
    done: true,
    planned: false,
};

/// A word of a sentence.
pub(super) struct Token {
    pub(super) range: TextRange,
    pub(super) class: Class,
    pub(super) verb: Verb,
    /// Which of the sentence's dates it is part of.
    pub(super) date: Option<usize>,
}

impl Token {
    /// Whether its word is one of `classes`.
    pub(super) const fn is(&self, classes: Class) -> bool {
        self.class.is(classes)
    }
}

/// A part of a sentence between two signs, or words, that part clauses.
pub(super) struct Piece {
    /// Places in the sentence's tokens.
    pub(super) first: usize,
    pub(super) end: usize,
    /// Pieces between two strong borders have the same number.
    pub(super) group: usize,
    pub(super) bracketed: bool,
    pub(super) tells: bool,
}

/// The dates with days that are told together as one (`il 10 e 11 luglio`), and what each covers.
fn joined<'a>(
    dates: Vec<(&'a DateMention, Edtf)>,
    text: &str,
    sentence: usize,
    language: Option<&ClauseLanguage>,
) -> (Vec<(&'a DateMention, Edtf)>, Vec<TextRange>) {
    let mut joined: Vec<(&DateMention, Edtf)> = Vec::with_capacity(dates.len());
    let mut covered: Vec<TextRange> = Vec::with_capacity(dates.len());
    for (mention, value) in dates {
        let before = joined.last_mut().zip(covered.last_mut());
        let range = before.and_then(|((_, first), covered)| {
            let between = TextRange::new(covered.end, mention.range.start).of(text);
            let sign = |c: char| c.is_whitespace() || matches!(c, ',' | '\'' | '’');
            let listed = language.is_some_and(|language| {
                let mut words = between.split(sign).filter(|word| !word.is_empty());
                // `il 10 giugno la Camera votò e l’11 il Senato approvò` tells two things.
                words.all(|word| {
                    language
                        .class(word)
                        .is(Class::COORDINATOR.or(Class::ARTICLE))
                }) && (!tells_after(mention.range.end, text, language)
                    || opens(TextRange::new(sentence, covered.start).of(text), language))
            });
            let days = matches!(first.precision(), Precision::Day | Precision::Range);
            let next = (listed && days && value.days() == 1)
                .then(|| first.last_day().tomorrow().ok())
                .flatten();
            if next != Some(value.first_day()) {
                return None;
            }
            *first = Edtf::range(Edtf::day(first.first_day())?, value)?;
            covered.end = mention.range.end;
            Some(())
        });
        if range.is_none() {
            joined.push((mention, value));
            covered.push(mention.range);
        }
    }
    (joined, covered)
}

/// Whether what stands before a date is no more than its article: `Il 3, 4 e 5 maggio Rossi partì`.
fn opens(before: &str, language: &ClauseLanguage) -> bool {
    let mut words = segment::words(before).map(|word| word.of(before).to_lowercase());
    let leads = |word: String| {
        language
            .class(&word)
            .is(Class::ARTICLE.or(Class::PREPOSITION))
    };
    words.next().is_none_or(leads) && words.next().is_none()
}

/// Whether a verb of its own follows a date, before anything that parts clauses.
fn tells_after(at: usize, text: &str, language: &ClauseLanguage) -> bool {
    let near = text.floor_char_boundary(at.saturating_add(NEAR));
    let rest = text.get(at..near).unwrap_or_default();
    let end = rest.find(|c: char| ",;:.!?–—()\n".contains(c));
    let clause = TextRange::new(at, at + end.unwrap_or(rest.len()));
    segment::words(clause.of(text))
        .map(|word| word.shifted(at).of(text).to_lowercase())
        .any(|word| language.verb(word.as_bytes(), language.class(&word)).finite)
}

/// What parts two words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Border {
    None,
    /// A comma, or a word that goes on.
    Soft,
    /// A colon, a dash, a word that opens a clause of its own.
    Strong,
}

pub(super) struct Sentence<'a> {
    pub(super) article: &'a Article,
    pub(super) language: Option<&'static ClauseLanguage>,
    pub(super) range: TextRange,
    pub(super) mentions: &'a [Mention],
    pub(super) dates: Vec<(&'a DateMention, Edtf)>,
    pub(super) tokens: Vec<Token>,
    pub(super) pieces: Vec<Piece>,
}

impl<'a> Sentence<'a> {
    pub(super) fn new(
        article: &'a Article,
        range: TextRange,
        mentions: &'a [Mention],
        dates: &'a [DateMention],
    ) -> Self {
        let language = ClauseLanguage::of(article.head.lang);
        let dates: Vec<_> = dates
            .iter()
            .filter_map(|date| match date.value {
                Value::Date(value) => Some((date, value)),
                Value::Duration(_) | Value::Set(_) => None,
            })
            .take(MOST_DATES)
            .collect();
        let (dates, covered) = joined(dates, &article.text, range.start, language);
        let mut small = String::new();
        let mut tokens = Vec::with_capacity(range.len() / LETTERS);
        tokens.extend(segment::words(range.of(&article.text)).map(|word| {
            let range = word.shifted(range.start);
            let date = covered.iter().position(|date| date.overlaps(range));
            let (class, verb) = match language {
                Some(language) => {
                    // `Kais Saied`, `Will Smith`
                    let asked = date.is_none() && !is_named(range, article, mentions);
                    language.read(&article.text, range, asked, &mut small)
                }
                // Nothing is known of the language: anything may tell.
                None => (Class::default(), ANYTHING),
            };
            Token {
                range,
                class,
                verb,
                date,
            }
        }));
        let mut sentence = Self {
            article,
            language,
            range,
            mentions,
            dates,
            tokens,
            pieces: Vec::new(),
        };
        sentence.cut();
        sentence
    }

    /// Cuts the sentence into pieces.
    pub(super) fn cut(&mut self) {
        let last_date = self.tokens.iter().rposition(|token| token.date.is_some());
        let mut pieces: Vec<Piece> = Vec::new();
        let mut piece = Piece {
            first: 0,
            end: 0,
            group: 0,
            bracketed: false,
            tells: false,
        };
        let mut dated = false;
        let mut depth = 0usize;
        for (at, token) in self.tokens.iter().enumerate() {
            let between = dated && last_date.is_some_and(|last| at < last);
            let gap = self.gap(at);
            let border = self.border(at, gap, dated, between, piece.tells);
            if gap != SPACE {
                depth += gap.matches(['(', '[']).count();
                depth = depth.saturating_sub(gap.matches([')', ']']).count());
            }
            if border != Border::None && at > piece.first {
                let group = piece.group + usize::from(border == Border::Strong);
                let next = Piece {
                    first: at,
                    end: at,
                    group,
                    bracketed: depth > 0,
                    tells: false,
                };
                pieces.push(std::mem::replace(&mut piece, next));
            }
            piece.end = at + 1;
            piece.tells |= token.verb.tells;
            dated |= token.date.is_some();
        }
        pieces.push(piece);
        self.pieces = pieces;
    }

    /// What stands before a token.
    pub(super) fn gap(&self, at: usize) -> &'a str {
        let start = at
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before))
            .map_or(self.range.start, |before| before.range.end);
        let end = self.tokens.get(at).map_or(start, |token| token.range.start);
        TextRange::new(start, end).of(&self.article.text)
    }

    /// What parts the token from the one before. `dated`: a date stands before; `between`: and one
    /// after.
    pub(super) fn border(
        &self,
        at: usize,
        gap: &str,
        dated: bool,
        between: bool,
        told: bool,
    ) -> Border {
        let Some(token) = self.tokens.get(at).filter(|_| at > 0) else {
            return Border::None;
        };
        let same_date = token.date.is_some()
            && (self.tokens.get(at - 1)).is_some_and(|before| before.date == token.date);
        if same_date {
            return Border::None;
        }
        // Most words are parted by nothing else.
        let signs = gap != SPACE;
        let gap = if signs {
            self.without_acronym(at, gap)
        } else {
            gap
        };
        let dash = || gap.contains(['–', '—']) || gap.contains(" - ");
        if signs && (gap.contains([';', ':', '(', ')', '[', ']']) || dash()) {
            return Border::Strong;
        }
        let comma = signs && gap.contains(", ");
        if self.language.is_none() {
            return if comma { Border::Soft } else { Border::None };
        };
        if token.is(Class::ADVERBIAL) {
            return Border::Strong;
        }
        // `ha chiesto aiuto e il Consiglio si riunirà domani`: the date is of the second alone.
        if told && !dated && token.is(Class::COORDINATOR) && self.has_subject(at + 1) {
            return Border::Strong;
        }
        let goes_on =
            between && (token.is(Class::RELATIVE) || (told && token.is(Class::COORDINATOR)));
        if goes_on || comma {
            Border::Soft
        } else {
            Border::None
        }
    }

    /// What stands before a token, without the brackets around a single word: `la Forza (Unef) ha …`
    /// is one clause.
    pub(super) fn without_acronym(&self, at: usize, gap: &'a str) -> &'a str {
        let alone = |at: usize| {
            let date = self.tokens.get(at).is_none_or(|token| token.date.is_some());
            !date && self.gap(at).ends_with(" (") && self.gap(at + 1).starts_with(')')
        };
        if alone(at) {
            return gap.trim_end_matches('(');
        }
        let closes = at.checked_sub(1).is_some_and(alone);
        gap.strip_prefix(')').filter(|_| closes).unwrap_or(gap)
    }

    /// Whether a subject and its verb begin at a token: an article or a name, and a verb of its own
    /// before anything that parts clauses.
    fn has_subject(&self, at: usize) -> bool {
        let (Some(_), Some(first)) = (self.language, self.tokens.get(at)) else {
            return false;
        };
        let named = (self.mentions.iter()).any(|mention| mention.range.start == first.range.start);
        if !named && !first.is(Class::ARTICLE) {
            return false;
        }
        let rest = self.tokens.iter().enumerate().skip(at + 1).take(SUBJECT);
        rest.take_while(|&(next, token)| {
            !self.gap(next).contains([',', ';', ':', '–', '—', '(', ')'])
                && !token.is(Class::RELATIVE)
                && !token.is(Class::ADVERBIAL)
                && !token.is(Class::COORDINATOR)
        })
        .any(|(_, token)| token.verb.finite)
    }

    pub(super) fn piece_tokens(&self, piece: usize) -> &[Token] {
        self.pieces
            .get(piece)
            .and_then(|piece| self.tokens.get(piece.first..piece.end))
            .unwrap_or_default()
    }

    pub(super) fn tells(&self, piece: usize) -> bool {
        self.pieces.get(piece).is_some_and(|piece| piece.tells)
    }

    pub(super) fn group(&self, piece: usize) -> Option<usize> {
        self.pieces.get(piece).map(|piece| piece.group)
    }

    /// Whether a piece begins with a word of `classes`.
    pub(super) fn begins(&self, piece: usize, classes: Class) -> bool {
        (self.piece_tokens(piece).first()).is_some_and(|token| token.is(classes))
    }
}

/// Whether a word is a part of a name.
fn is_named(word: TextRange, article: &Article, mentions: &[Mention]) -> bool {
    (word.of(&article.text)).starts_with(char::is_uppercase)
        && (mentions.iter()).any(|mention| mention.range.covers(word))
}
