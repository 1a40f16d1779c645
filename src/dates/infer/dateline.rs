//! The dateline of a report, which leaves out nothing but the year. Which year that is, is for [`super`].

use jiff::civil::Date;

use super::weekdays::{Pair, agreed, on_weekday, since};
use crate::dates::form::{Form, Year, Yearly};
use crate::dates::reckon::earliest;
use crate::dates::scan;
use crate::dates::tense::{Tense, tense};
use crate::dates::token::Sign;
use crate::edtf::{Edtf, Precision, days_between};
use crate::text::TextRange;

/// A report tells of the last year, and one that names no weekday seldom of less than the last half.
const A_YEAR: i64 = 366;
const HALF_A_YEAR: i64 = 183;

/// The day of a dateline.
#[derive(Clone, Copy)]
pub(super) struct Dateline {
    /// With its weekday, or the one on which the report after it says that it happened.
    pub(super) day: Yearly,
    pub(super) place: TextRange,
    /// Whether the report may be of the day after that, as those are not that name the day of writing.
    pub(super) late: bool,
}

impl Dateline {
    /// The day, no later than `today`, of a text that tells of the date `told` and gives these `pairs`; only its
    /// month, where the report may be of either of two.
    pub(super) fn date(&self, told: &Edtf, pairs: &[Pair], today: Date) -> Option<Edtf> {
        let past = |date: &Edtf| date.first_day() <= today;
        let fits = |late: i8| on_weekday(self.day, told, late).filter(past);
        let all = || fits(0).chain(fits(1).filter(|_| self.late));
        let unnamed = matches!(self.day, Yearly::Day { weekday: 0, .. });
        let any = || since(self.day, told).filter(|date| unnamed && past(date));
        if let Some(date) = agreed(all().chain(any()), pairs) {
            return Some(date);
        }
        let fine = matches!(told.precision(), Precision::Day | Precision::Month);
        let within = |date: &Edtf, days: i64| {
            fine && days_between(told.first_day(), date.first_day()) <= days
        };
        // Without a weekday, the first after what is told, where that is not long ago.
        let next = earliest(self.day, told).filter(|date| unnamed && within(date, HALF_A_YEAR));
        if let Some(date) = next.filter(past) {
            return Some(date);
        }
        let only = || all().next().filter(|_| all().count() == 1);
        let near = all().find(|date| within(date, A_YEAR));
        near.or_else(only).or_else(|| {
            let first = fits(0).next()?.first_day();
            Edtf::month(first.year(), first.month()).map(Edtf::approximate)
        })
    }
}

/// A dateline ends within so many tokens of its paragraph.
const DATELINE: usize = 12;

/// The dateline that has the expression of that number for its day: `NEW YORK, March 28 — …`, `(Ansa) - ROMA, 11
/// DIC - …`, `LIMA, Oct 10 (Reuters) - …`, or a line of its own, `ROMA – Domenica 16 febbraio`.
pub(super) fn dateline(piece: &scan::Piece<'_>, nth: usize) -> Option<Dateline> {
    let day = piece.expressions.get(nth)?;
    let t = &piece.tokens;
    let dash = |at: usize| matches!(t.sign(at), Some(Sign::Dash | Sign::Hyphen));
    let stopped = usize::from(t.is_sign(day.end, Sign::Stop) && dash(day.end + 1));
    let behind = match t.is_sign(day.end, Sign::Open) {
        // The agency.
        true => (day.end + 1..day.end + 4).find(|&at| t.is_sign(at, Sign::Close))? + 1,
        false => day.end + stopped + usize::from(t.is_sign(day.end, Sign::Close)),
    };
    let capital = t.is_capital(usize::from(t.is_sign(0, Sign::Open)));
    let Form::Yearly {
        what:
            what @ Yearly::Day {
                month,
                day: number,
                weekday: own,
            },
        year: Year::Open,
        direction: None,
    } = day.form
    else {
        return None;
    };
    let place = piece.range(day);
    if !piece.begins || day.end > DATELINE || !capital {
        return None;
    }
    let of_place =
        (0..day.first).any(dash) && (0..day.first).all(|at| dash(at) || t.is_capital(at));
    if own > 0 && of_place && t.at(day.end).is_none() {
        let late = false;
        return Some(Dateline {
            day: what,
            place,
            late,
        });
    }
    if !dash(behind) {
        return None;
    }
    let (_, sentence) = piece.sentence(day.first);
    let next = (piece.expressions.get(nth + 1)).filter(|next| next.first < sentence.1);
    let weekday = match next.map(|next| (next.form, tense(t, sentence, next.first, next.end))) {
        // The day of writing.
        _ if own > 0 => own,
        Some((_, Tense::Future)) => 0,
        Some((
            Form::Weekday {
                weekday,
                day: 0,
                direction: None,
            },
            _,
        )) => weekday,
        _ => 0,
    };
    let day = Yearly::Day {
        month,
        day: number,
        weekday,
    };
    let late = own == 0 && !t.language.grammar.today_by_name;
    Some(Dateline { day, place, late })
}
