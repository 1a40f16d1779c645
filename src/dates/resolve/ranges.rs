//! The value of a range by those of its ends, each of which may give the other what it lacks. What one end means is
//! for [`super`].

use crate::dates::Anchor;
use crate::dates::form::{Base, Form, Year};
use crate::dates::reckon::{add_days, earliest, latest};
use crate::dates::situation::Situation;
use crate::edtf::Edtf;

impl Situation {
    /// From one expression to another.
    pub(super) fn range(&self, from: Form, to: Form) -> Option<(Edtf, Anchor)> {
        if let (
            Form::Yearly {
                what,
                year: Year::Open,
                direction: None,
            },
            Form::Exact(end),
        ) = (from, to)
        {
            let start = latest(what, &end)?;
            return Some((Edtf::range(start, end)?, Anchor::Explicit));
        }
        if let (
            Form::Exact(start),
            Form::Yearly {
                what,
                year: Year::Open,
                ..
            },
        ) = (from, to)
        {
            let end = earliest(what, &start)?;
            return Some((Edtf::range(start, end)?, Anchor::Explicit));
        }
        // `tra l’autunno 2007 e la primavera successiva`: the end is told from the beginning.
        let told = matches!(
            to,
            Form::FromThen { .. }
                | Form::Yearly {
                    year: Year::Following | Year::FromThen(_),
                    ..
                }
                | Form::Shift {
                    base: Base::Then,
                    ..
                }
        );
        let open = matches!(
            from,
            Form::Yearly {
                year: Year::Open,
                ..
            }
        );
        if told && !open || matches!(from, Form::Day(_) | Form::Exact(_)) {
            let (start, _) = self.date(from, None)?;
            let after = Self {
                sentence: Some(start),
                ..*self
            };
            let (mut end, anchor) = after.date(to, None)?;
            if let Form::Weekday { .. } = to
                && end.first_day() < start.first_day()
            {
                end = Edtf::day(add_days(end.first_day(), 7)?)?;
            }
            return Some((Edtf::range(start, end)?, anchor));
        }
        let (end, anchor) = self.date(to, None)?;
        let start = match from {
            Form::Yearly {
                what,
                year: Year::Open,
                ..
            } => latest(what, &end)?,
            Form::Weekday { weekday, .. } => {
                let back =
                    (end.first_day().weekday().to_monday_one_offset() - weekday).rem_euclid(7);
                Edtf::day(add_days(end.first_day(), -i64::from(back))?)?
            }
            _ => self.date(from, None)?.0,
        };
        Some((Edtf::range(start, end)?, anchor))
    }
}
