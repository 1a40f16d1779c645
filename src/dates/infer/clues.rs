//! What the expressions of a text say of its own time: days that leave out their year, those with their
//! weekday, the dateline, and what is told or announced. What follows from them is for [`super`].

use super::dateline::{Dateline, dateline};
use super::weekdays::Pair;
use crate::corpus::Article;
use crate::dates::form::{Direction, Form, Year, Yearly};
use crate::dates::reckon::on_its_weekday;
use crate::dates::scan;
use crate::dates::tense::{Tense, tense};
use crate::edtf::Edtf;
use crate::text::TextRange;

/// Something that the article cannot have been written before, and where it says so.
#[derive(Clone, Copy)]
pub(super) struct Floor {
    pub(super) date: Edtf,
    pub(super) place: TextRange,
}

/// So many days with their weekday tell when a text was written as well as more would.
const PAIRS: usize = 32;

/// What the expressions of a text say of its own time.
#[derive(Default)]
pub(super) struct Clues {
    /// The first day without a year that is told as done.
    pub(super) day: Option<(Yearly, TextRange)>,
    /// The first of them that has a weekday.
    pub(super) weekday: Option<(Yearly, TextRange)>,
    /// All days with their weekday that lack the year, also those announced; at most [`PAIRS`].
    pub(super) pairs: Vec<Pair>,
    /// The dateline of a report.
    pub(super) dateline: Option<Dateline>,
    /// The first expression that counts from the day of writing.
    pub(super) deictic: Option<TextRange>,
    /// Dates that the text announces, by place.
    pub(super) ahead: Vec<TextRange>,
}

pub(super) fn clues(article: &Article) -> Clues {
    let mut clues = Clues::default();
    scan::article(article, |piece| {
        for (nth, expression) in piece.expressions.iter().enumerate() {
            let (_, sentence) = piece.sentence(expression.first);
            let tense = tense(&piece.tokens, sentence, expression.first, expression.end);
            let range = piece.range(expression);
            if tense == Tense::Future {
                clues.ahead.push(range);
            }
            if let Form::Yearly {
                what: what @ Yearly::Day { weekday: 1.., .. },
                year: Year::Open,
                direction,
            } = expression.form
            {
                if tense != Tense::Future {
                    clues.weekday.get_or_insert((what, range));
                }
                if clues.pairs.len() < PAIRS && !is_of_year(what, piece, sentence) {
                    let told = match direction {
                        Some(Direction::Last) => Tense::Past,
                        Some(Direction::Next) => Tense::Future,
                        Some(Direction::This) | None => tense,
                    };
                    clues.pairs.push(Pair {
                        what,
                        tense: told,
                        place: range,
                    });
                }
            }
            if clues.day.is_none() && clues.dateline.is_none() {
                clues.dateline = dateline(piece, nth);
            }
            match expression.form {
                Form::Yearly {
                    what: what @ Yearly::Day { .. },
                    year: Year::Open,
                    ..
                } if tense != Tense::Future && clues.day.is_none() => {
                    clues.day = Some((what, range));
                }
                Form::Day(_) | Form::Unit { .. } | Form::Around { .. } | Form::Weekday { .. } => {
                    clues.deictic.get_or_insert(range);
                }
                Form::Yearly {
                    direction: Some(_), ..
                } => {
                    clues.deictic.get_or_insert(range);
                }
                _ => {}
            }
        }
    });
    clues
}

/// Whether a day falls on its weekday in a year that its sentence gives: it is of that one then, and not of the
/// text’s own.
fn is_of_year(what: Yearly, piece: &scan::Piece<'_>, sentence: (usize, usize)) -> bool {
    let first = (piece.expressions).partition_point(|one| one.first < sentence.0);
    let told = piece.expressions.iter().skip(first);
    told.take_while(|one| one.first < sentence.1)
        .any(|one| match one.form {
            Form::Exact(date) => on_its_weekday(what, date.first_day().year()).is_some(),
            _ => false,
        })
}
