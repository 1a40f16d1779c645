//! What another expression of the same sentence says of one: the day on which a quoted speaker spoke, the
//! day of a time, the year of a day. What was told before is kept by [`super::reader`].

use super::form::{Expression, Form};
use super::language::Class;
use super::reader::Reader;
use super::reckon::{A_FEW_WEEKS, latest, nearest};
use super::resolve;
use super::scan::Piece;
use super::situation::Situation;
use super::tense::Tense;
use super::token::{Sign, Tokens};
use super::{Anchor, Part, Value, tense};
use crate::edtf::{Edtf, Precision, days_between};

impl Reader {
    /// Whether an English text names the day on which it is written, as agencies do.
    pub(super) fn is_today(&self, piece: &Piece<'_>, expression: &Expression) -> bool {
        let Form::Weekday {
            weekday,
            day: 0,
            direction: None,
        } = expression.form
        else {
            return false;
        };
        let today = |now: Edtf| {
            now.days() == 1 && now.first_day().weekday().to_monday_one_offset() == weekday
        };
        piece.tokens.language.grammar.today_by_name && self.now.is_some_and(today)
    }

    /// The day on which a quoted speaker spoke, where the sentence gives it outside the quotation
    /// and the expression counts from the day of speaking.
    pub(super) fn speaking(
        &self,
        piece: &Piece<'_>,
        expression: &Expression,
        nth: usize,
        sentence: (usize, usize),
    ) -> Option<Edtf> {
        let from_now = matches!(
            expression.form,
            Form::Day(_) | Form::Unit { .. } | Form::Weekday { .. } | Form::Around { .. }
        );
        if !from_now || !piece.in_quotes(expression.first) {
            return None;
        }
        let near = piece.expressions.get(nth.saturating_sub(3)..nth + 4);
        let near = near.or_else(|| piece.expressions.get(nth.saturating_sub(3)..))?;
        near.iter()
            .filter(|other| other.first >= sentence.0 && other.end <= sentence.1)
            .filter(|other| !piece.in_quotes(other.first) && !piece.is_parted(expression, other))
            .find_map(|other| match other.form {
                Form::Exact(date) if date.precision() == Precision::Day => Some(date),
                // `«Ieri abbiamo visto i dati», ha detto lunedì il ministro`
                Form::Weekday { .. } | Form::Day(_) => (self.told_on(piece, other, sentence))
                    .filter(|date| date.precision() == Precision::Day),
                _ => None,
            })
    }

    /// What the expression behind one gives to it: its day to a time (`alle 3.12 della notte fra sabato e
    /// domenica`), its year to a day of a month (`il 4 maggio, domenica scorsa`).
    pub(super) fn behind(
        &self,
        piece: &Piece<'_>,
        expression: &Expression,
        nth: usize,
        sentence: (usize, usize),
    ) -> Option<(Edtf, Anchor)> {
        let next = piece.expressions.get(nth + 1)?;
        match expression.form {
            Form::Clock => {
                let known = self.of_sentence.told.is_some_and(|told| told.days() == 1);
                if known || next.form == Form::Clock || next.end > sentence.1 {
                    return None;
                }
                let day = self.told_on(piece, next, sentence)?;
                Some((Edtf::day(day.last_day())?, Anchor::Same))
            }
            Form::Yearly { what, .. } if expression.is_day_of_month() => {
                let t = &piece.tokens;
                if let Some(told) = goes_on_in_full(t, sentence, expression, next) {
                    return Some((latest(what, &told)?, Anchor::Explicit));
                }
                let directed = matches!(
                    next.form,
                    Form::Weekday {
                        direction: Some(_),
                        ..
                    }
                );
                let opens = matches!(t.sign(expression.end), Some(Sign::Comma | Sign::Open));
                let close = (expression.end + 1..next.first).all(|at| t.is(at, Class::ARTICLE));
                if !directed || !opens || !close {
                    return None;
                }
                let date = nearest(what, &self.told_on(piece, next, sentence)?)?;
                Some((date, Anchor::Publication))
            }
            Form::Yearly { what, .. } if next.form == Form::Day(0) && next.to.is_none() => {
                let joins = |at: usize| piece.tokens.is(at, Class::TO.or(Class::AND));
                let leads = Class::FROM.or(Class::SINCE).or(Class::BETWEEN);
                let begun = expression.first.checked_sub(1)?;
                let till = next.first == expression.end + 1 && joins(expression.end);
                let open = matches!(expression.part, None | Some(Part::After | Part::Start));
                let since = piece.tokens.is(begun, leads) && till && open;
                Some((latest(what, &self.now.filter(|_| since)?)?, Anchor::Tense))
            }
            Form::Day(_) => {
                let day = self.in_other_words(piece, expression, next)?;
                (next.end <= sentence.1).then_some((day, Anchor::Explicit))
            }
            _ => None,
        }
    }

    /// The day that stands behind `ieri` and says which that is: `ieri, 8 giugno`, also where the page has put the
    /// text online days later.
    fn in_other_words(
        &self,
        piece: &Piece<'_>,
        expression: &Expression,
        next: &Expression,
    ) -> Option<Edtf> {
        let now = self.now?;
        let t = &piece.tokens;
        let opens = matches!(t.sign(expression.end), Some(Sign::Comma | Sign::Open));
        if !opens || next.first != expression.end + 1 || piece.in_quotes(expression.first) {
            return None;
        }
        let day = match next.form {
            Form::Exact(date) if date.days() == 1 && next.to.is_none() => Some(date),
            Form::Yearly { what, .. } if next.is_day_of_month() => nearest(what, &now),
            _ => None,
        };
        let away = |day: &Edtf| days_between(now.first_day(), day.first_day()).abs();
        day.filter(|day| away(day) < A_FEW_WEEKS)
    }

    /// The day of another expression of the sentence, as far as the article's own date gives it.
    fn told_on(
        &self,
        piece: &Piece<'_>,
        other: &Expression,
        sentence: (usize, usize),
    ) -> Option<Edtf> {
        let tense = tense::tense(&piece.tokens, sentence, other.first, other.end);
        let situation = Situation::of_writing(self.now, self.known_week, tense);
        match resolve::resolve(other, &situation)? {
            (Value::Date(date), _) => (date.days() <= 2).then_some(date),
            _ => None,
        }
    }
}

/// The day in full on which a sentence goes on with what it told as done on a day without its year: `was set
/// up on 4 May and met from June 12, 2009`.
fn goes_on_in_full(
    t: &Tokens<'_>,
    sentence: (usize, usize),
    expression: &Expression,
    next: &Expression,
) -> Option<Edtf> {
    let Form::Exact(date) = next.form else {
        return None;
    };
    let done = |tense| matches!(tense, Some(Tense::Past | Tense::Narrative));
    let goes_on = t.is(expression.end, Class::AND) && done(tense::verb(t, expression.end + 1));
    let told = || {
        done(tense::nearest(t, sentence, expression.first, expression.end).map(|(_, tense)| tense))
    };
    let within = next.end <= sentence.1 && date.precision() == Precision::Day;
    (within && goes_on && told()).then_some(date)
}
