//! Dates as values, in the notation of EDTF (ISO 8601-2:2019, levels 0 and 1, with the seasons,
//! quarters and halves of level 2 and the week dates of ISO 8601-1), with the precision that was
//! given and no more. Finding dates in prose is left to `dates`.

use jiff::civil::Date;

/// A date of some precision, or a range of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edtf {
    day: Date,
}
