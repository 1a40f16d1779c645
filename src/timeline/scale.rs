//! The scale of the timeline: which stretch of the calendar an event stands in at each zoom, what
//! comes next, and what it is called. A date that is coarser than the zoom stands in a stretch of
//! its own size, before what is known more exactly within it is never pretended.

use crate::dates::language::spoken;
use crate::edtf::{Edtf, Precision};
use crate::text::language::Language;
use jiff::ToSpan;

/// How much of the calendar one step of the timeline covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zoom {
    /// Ten years.
    Decade,
    /// A year.
    Year,
    /// A month.
    #[default]
    Month,
    /// A day.
    Day,
}

impl Zoom {
    /// All of them, the widest first.
    pub const ALL: [Self; 4] = [Self::Decade, Self::Year, Self::Month, Self::Day];

    /// One step closer, if there is one.
    #[must_use]
    pub const fn closer(self) -> Option<Self> {
        match self {
            Self::Decade => Some(Self::Year),
            Self::Year => Some(Self::Month),
            Self::Month => Some(Self::Day),
            Self::Day => None,
        }
    }

    /// One step further away, if there is one.
    #[must_use]
    pub const fn wider(self) -> Option<Self> {
        match self {
            Self::Decade => None,
            Self::Year => Some(Self::Decade),
            Self::Month => Some(Self::Year),
            Self::Day => Some(Self::Month),
        }
    }
}

/// A stretch of the calendar; ordered by its first day, then the shorter first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bucket(Edtf);

/// The stretch in which `date` stands at `zoom`: the one of the zoom that holds all of it, or the
/// smallest wider one; the decade that it begins in, if it is longer than that.
#[must_use]
pub fn bucket(date: &Edtf, zoom: Zoom) -> Bucket {
    let mut zoom = zoom;
    loop {
        if let Some(Bucket(found)) = period(date, zoom) {
            match zoom.wider() {
                Some(wider) if !found.contains(date) => zoom = wider,
                _ => return Bucket(found),
            }
        } else {
            return Bucket(date.exact());
        }
    }
}

/// The stretch of `zoom` in which `date` begins, whether or not it holds all of it.
#[must_use]
pub fn period(date: &Edtf, zoom: Zoom) -> Option<Bucket> {
    let first = date.first_day();
    let period = match zoom {
        Zoom::Decade => Edtf::decade(first.year() / 10 * 10),
        Zoom::Year => Edtf::year(first.year()),
        Zoom::Month => Edtf::month(first.year(), first.month()),
        Zoom::Day => Edtf::day(first),
    };
    period.map(Bucket)
}

impl Bucket {
    /// The stretch as a date.
    #[must_use]
    pub const fn as_edtf(&self) -> Edtf {
        self.0
    }

    /// The stretch of the same length that follows; `None` at the end of the calendar.
    #[must_use]
    pub fn next(&self) -> Option<Self> {
        let after = self.0.last_day().checked_add(1.day()).ok()?;
        period(&Edtf::day(after)?, self.zoom())
    }

    /// The stretch of the same length before; `None` at the beginning of the calendar.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        let before = self.0.first_day().checked_sub(1.day()).ok()?;
        period(&Edtf::day(before)?, self.zoom())
    }

    fn zoom(&self) -> Zoom {
        match self.0.precision() {
            Precision::Day => Zoom::Day,
            Precision::Month => Zoom::Month,
            Precision::Year => Zoom::Year,
            _ => Zoom::Decade,
        }
    }

    /// What it is called, in words.
    #[must_use]
    pub fn label(&self, language: Language) -> String {
        spoken(&self.0, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edtf(text: &str) -> Edtf {
        text.parse().unwrap()
    }

    #[test]
    fn every_date_has_its_place_at_every_zoom() {
        for (date, places) in [
            ("2024-06-19", ["202X", "2024", "2024-06", "2024-06-19"]),
            ("2023-09~", ["202X", "2023", "2023-09", "2023-09"]),
            ("2023-W36", ["202X", "2023", "2023-09", "2023-09"]),
            ("2023-W39", ["202X", "2023", "2023", "2023"]),
            ("2022", ["202X", "2022", "2022", "2022"]),
            ("2019/2023", ["201X", "201X", "201X", "201X"]),
            ("19XX", ["190X", "190X", "190X", "190X"]),
        ] {
            for (zoom, place) in Zoom::ALL.into_iter().zip(places) {
                assert_eq!(
                    bucket(&edtf(date), zoom).as_edtf(),
                    edtf(place),
                    "{date} {zoom:?}"
                );
            }
        }
    }

    #[test]
    fn follows_without_gaps() {
        for (this, zoom, next) in [
            ("2023-12-31", Zoom::Day, Some("2024-01-01")),
            ("2023-12", Zoom::Month, Some("2024-01")),
            ("2023", Zoom::Year, Some("2024")),
            ("199X", Zoom::Decade, Some("200X")),
            ("9999", Zoom::Year, None),
        ] {
            let next = next.map(edtf);
            assert_eq!(
                bucket(&edtf(this), zoom).next().map(|next| next.as_edtf()),
                next
            );
            let back = next.and_then(|next| bucket(&next, zoom).previous());
            assert_eq!(
                back.map(|back| back.as_edtf()),
                next.map(|_| bucket(&edtf(this), zoom).as_edtf())
            );
        }
        let month = bucket(&edtf("2023-09-04"), Zoom::Month);
        assert_eq!(month.label(Language::ITALIAN), "settembre 2023");
    }

    #[test]
    fn zooms_there_and_back() {
        for zoom in Zoom::ALL {
            assert!(
                zoom.closer()
                    .is_none_or(|closer| closer.wider() == Some(zoom))
            );
        }
    }
}
