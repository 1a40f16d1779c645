//! Roles of another time, and of nobody in particular: `nel 2010 il presidente russo`, `the 35th US
//! president`, `no Russian president`, `l'allora premier`, `the president-elect`. The holder of today is
//! not meant by them. Who was is for [`super::roles`].

use std::ops::Range;

use super::lists::lists;
use super::reading::{Reading, Span};
use super::tokens::{BREAK, COMMA, DIGIT, DOT, INITIAL, STOP};
use super::who::Role;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::FUNCTION;
use crate::edtf::{Edtf, days_between};

/// Words on each side of a role among which a date is looked for.
const REACH: usize = 30;

/// Days before an article from which on another may have held an office.
const BYGONE: i64 = 300;
/// Words that may lead a date at the beginning of a sentence.
const MOST_LEADING: usize = 4;

/// What time a sentence tells of a role in it, where that lies before the article.
#[derive(Clone, Copy, Debug)]
pub(super) enum Told {
    /// The time when the article was written, as far as can be seen.
    Nothing,
    /// A date of something else, perhaps.
    Near(Edtf),
    /// The date of what the sentence says of the role, and its tokens.
    Of(Edtf, (usize, usize)),
}

impl Reading<'_> {
    /// Whether the token says that somebody comes to an office: the dictionary may not know yet.
    pub(super) fn is_new(&self, at: usize) -> bool {
        lists().coming.has(self.folded(at))
    }

    /// Whether the token before speaks of several: «i leader di …».
    pub(super) fn is_plural(&self, first: usize) -> bool {
        self.languages != ENGLISH
            && first > 0
            && self.is_close(first)
            && lists().several_it.has(self.folded(first - 1))
    }

    /// Whether what stands before the role `first` makes it that of anybody, of one to come, or of one who
    /// was: «nessun presidente», «the 35th president», «the then president».
    pub(super) fn is_any_one(&self, first: usize) -> bool {
        let Some(before) = first.checked_sub(1).filter(|_| self.is_close(first)) else {
            return false;
        };
        let lists = lists();
        let any = match self.languages {
            ENGLISH => &lists.any_one,
            _ => &lists.any_one_it,
        };
        let word = self.folded(before);
        let numbered = word.starts_with(|first: char| first.is_ascii_digit())
            && lists.ordinal_endings.end(word);
        if any.has(word) || lists.bygone.has(word) || self.is_new(before) || numbered {
            return true;
        }
        // «un giovane presidente americano»
        let quality = self.is_small_word(before) && !self.means(before, FUNCTION);
        let article = before
            .checked_sub(1)
            .filter(|_| quality && self.is_spaced(before));
        article.is_some_and(|article| any.has(self.folded(article)))
    }

    /// Whether what stands at `end`, right after a role, makes it that of one to come or of one who was:
    /// «president-elect», «il premier dell'epoca».
    pub(super) fn is_of_another_time(&self, end: usize) -> bool {
        if self.languages == ENGLISH && self.is_joined(end) {
            return true;
        }
        if !self.is_close(end) {
            return false;
        }
        if lists().elected.has(self.folded(end)) {
            return true;
        }
        let mut at = end + 1;
        if lists().that.has(self.folded(at)) {
            at += 1;
        }
        self.means(end, FUNCTION) && self.is_close(at) && lists().of_then.has(self.folded(at))
    }

    /// What time the sentence of the role tells of it.
    pub(super) fn told_of(&self, role: &Role) -> Told {
        let around = role.first.saturating_sub(REACH)..role.end.saturating_add(REACH);
        if !self.spans_meet(&around) && !around.into_iter().any(|at| self.is_year(at)) {
            return Told::Nothing;
        }
        let mut near = Told::Nothing;
        // What was said first frames the sentence.
        let (mut at, mut apart, mut comma) = (role.first, false, self.has_comma(role.first));
        for _ in 0..REACH {
            if self.begins_sentence(at) || at == 0 {
                break;
            }
            at -= 1;
            if let Some((date, first)) = self.date_ending(at) {
                let framed = first.checked_sub(1).is_some_and(|preposition| {
                    !self.begins_sentence(first)
                        && self.is_in_time(preposition)
                        && (self.begins_sentence(preposition)
                            || !comma && !self.is_of_a_noun(preposition))
                });
                if framed && !apart {
                    return Told::Of(date, (first, at + 1));
                }
                near = Told::Near(date);
            } else if let Some(span) = self.span_ending(at) {
                if !apart && self.leads_sentence(span.first) {
                    return Told::Of(span.date, (span.first, span.end));
                }
                near = Told::Near(span.date);
            }
            comma |= self.has_comma(at);
            apart |= lists().clause.has(self.folded(at));
        }
        apart = false;
        for at in role.end..role.end.saturating_add(REACH) {
            if at >= self.tokens.len() || self.begins_sentence(at) {
                break;
            }
            if let Some((date, first)) = self.date_ending(at) {
                let told = first.checked_sub(1).is_some_and(|preposition| {
                    preposition >= role.end
                        && self.is_in_time(preposition)
                        && self.is_told_verb(role, preposition)
                });
                if told && !apart && first > role.end {
                    return Told::Of(date, (first, at + 1));
                }
                near = Told::Near(date);
            } else if let Some(span) = self.span_ending(at) {
                let mut led = span.first;
                while led > role.end && lists().before_spans.has(self.folded(led - 1)) {
                    led -= 1;
                }
                if !apart && led > role.end && self.is_told_verb(role, led) {
                    return Told::Of(span.date, (span.first, span.end));
                }
                near = Told::Near(span.date);
            }
            apart |= self.has_comma(at) && !self.is_year(at) || lists().clause.has(self.folded(at));
        }
        near
    }

    /// Whether the token leads to when something was: an article only where the sentence begins, for «dopo il
    /// 2010» is not then.
    fn is_in_time(&self, at: usize) -> bool {
        let word = self.folded(at);
        lists().in_time.has(word) || lists().days_first.has(word) && self.begins_sentence(at)
    }

    /// Whether the `preposition` of a date stands right behind a noun in small letters, whose date it is then:
    /// «since its birth in 1949».
    fn is_of_a_noun(&self, preposition: usize) -> bool {
        (preposition.checked_sub(1)).is_some_and(|noun| {
            self.is_spaced(preposition) && self.is_small_word(noun) && !self.means(noun, FUNCTION)
        })
    }

    /// The dates of the text that tell no year in digits and lie well before the article, by where they end.
    fn spans(&self) -> &[Span] {
        self.spans.get_or_init(|| {
            let today = self.article.head.date.map(|today| today.first_day());
            let past = |date: &Edtf| {
                today.is_none_or(|today| {
                    date.last_day() < today && days_between(date.first_day(), today) > BYGONE
                })
            };
            let token = |byte: usize| self.tokens.partition_point(|token| token.start() < byte);
            let told = self.dates.iter().filter(|(_, date)| past(date));
            let mut spans: Vec<Span> = told
                .map(|&(range, date)| Span {
                    first: token(range.start),
                    end: token(range.end),
                    date,
                })
                .filter(|span| span.first < span.end)
                .filter(|span| !(span.first..span.end).any(|at| self.is_year(at)))
                .collect();
            spans.sort_by_key(|span| span.end);
            spans
        })
    }

    /// Whether such a date stands among the tokens.
    fn spans_meet(&self, around: &Range<usize>) -> bool {
        let spans = self.spans();
        let next = spans.partition_point(|span| span.end <= around.start);
        spans.get(next).is_some_and(|span| span.first < around.end)
    }

    /// Such a date that ends with the token.
    fn span_ending(&self, at: usize) -> Option<Span> {
        let spans = self.spans();
        let next = spans.partition_point(|span| span.end <= at);
        spans.get(next).filter(|span| span.end == at + 1).copied()
    }

    /// Whether the date that begins with the token says first when all of the sentence was: «Negli anni
    /// Novanta», «Ten years ago», but not «Dopo gli anni Novanta».
    fn leads_sentence(&self, first: usize) -> bool {
        let mut at = first;
        for _ in 0..MOST_LEADING {
            if at == 0 || self.begins_sentence(at) {
                return true;
            }
            at -= 1;
            if !lists().before_spans.has(self.folded(at)) {
                return false;
            }
        }
        false
    }

    /// Whether what stands right before the `preposition` of a date may be the verb of the role, and is no
    /// attribute of another word: «the dam built in 1936», «il premier nato nel 1980».
    fn is_told_verb(&self, role: &Role, preposition: usize) -> bool {
        let Some(word) = preposition.checked_sub(1).filter(|&word| word >= role.end) else {
            return false;
        };
        let text = self.folded(word);
        let english = self.languages == ENGLISH;
        let endings = match english {
            true => &lists().opening_endings,
            false => &lists().opening_endings_it,
        };
        if lists().begun.has(text) {
            return false;
        }
        if !endings.end(text) && !lists().participles.has(text) {
            return true;
        }
        // «resigned in 1974», «fu ucciso nel 1963»
        english && word == role.end || word > role.end && self.means(word - 1, FUNCTION)
    }

    /// Whether a comma stands before the token.
    fn has_comma(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.gap & COMMA != 0)
    }

    /// Whether a sentence begins with the token.
    fn begins_sentence(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.gap & (BREAK | STOP) != 0 || token.gap & DOT != 0 && token.is(INITIAL)
        })
    }

    /// Whether the token is a year written in four digits.
    fn is_year(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.len() == 4 && token.is(DIGIT))
    }

    /// The date before the article's whose year is the token, and the first token of it.
    fn date_ending(&self, at: usize) -> Option<(Edtf, usize)> {
        if !self.is_year(at) {
            return None;
        }
        let year: i16 = self.folded(at).parse().ok().filter(|year| *year >= 1000)?;
        let (date, first) = self
            .day_before(at, year)
            .or_else(|| Some((Edtf::year(year)?, at)))?;
        let past = self
            .article
            .head
            .date
            .is_none_or(|today| date.last_day() < today.first_day());
        past.then_some((date, first))
    }

    /// The day or month of `year` that stands before the year `at`: 8 June, June 8, giugno del.
    fn day_before(&self, at: usize, year: i16) -> Option<(Edtf, usize)> {
        let number = |at: usize| -> Option<i8> {
            let token = self.tokens.get(at).filter(|token| token.is(DIGIT))?;
            (token.len() <= 2).then(|| self.folded(at).parse().ok())?
        };
        let month = |at: usize| {
            lists()
                .months
                .place(self.folded(at))
                .and_then(|place| i8::try_from(place % 12 + 1).ok())
        };
        let one = at.checked_sub(1)?;
        let two = one.checked_sub(1);
        if !self.is_spaced(at) && !self.is_after_comma(at) {
            return None;
        }
        // June 8, 2011
        if let (Some(day), Some(two)) = (number(one), two)
            && let Some(month) = month(two)
        {
            return Some((Edtf::ymd(year, month, day)?, two));
        }
        let (named, before) = match (month(one), two) {
            (Some(month), two) => ((month, one), two),
            (None, Some(two)) if lists().of_year.has(self.folded(one)) => {
                ((month(two)?, two), two.checked_sub(1))
            }
            _ => return None,
        };
        let (month, first) = named;
        let day = before.filter(|_| self.is_spaced(first)).and_then(number);
        match (day, before) {
            (Some(day), Some(before)) => Some((Edtf::ymd(year, month, day)?, before)),
            _ => Some((Edtf::month(year, month)?, first)),
        }
    }
}
