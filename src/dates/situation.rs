//! What is known when an expression is read: of the article, of its sentence, of the story so far. It is
//! gathered by [`super::reader`]; what it makes of an expression is in [`super::resolve`] and [`super::story`].

use super::Part;
use super::tense::Tense;
use crate::edtf::Edtf;

/// What is known before an expression is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Situation {
    /// When the article was published, or when the quoted speaker spoke.
    pub(super) now: Option<Edtf>,
    /// The week of publication, where the text gives it away and the date does not.
    pub(super) week: Option<Edtf>,
    /// The day that stands next to it in a list, where that has its year: `il 3 marzo e il 4 marzo
    /// 2023`.
    pub(super) listed: Option<Edtf>,
    /// The date told before in the same sentence.
    pub(super) sentence: Option<Edtf>,
    /// Whether that only tells of a noun, and gives no year to what comes after.
    pub(super) inserted: bool,
    /// The date that the sentence begins with, nothing but prepositions before it.
    pub(super) fronted: Option<Edtf>,
    /// Whether it lies before or after that, and so near it: `lascia nel 2017, dopo la condanna del 31 gennaio`.
    pub(super) related: bool,
    /// The date that the sentence before was set in.
    pub(super) frame: Option<Edtf>,
    /// The last season of two years that was told: `2023-24`.
    pub(super) season: Option<Edtf>,
    /// The last date told.
    pub(super) last: Option<Edtf>,
    /// The last day told, in the same block.
    pub(super) day: Option<Edtf>,
    /// The day that the sentence began with, or on which a time of day was that it told.
    pub(super) beside: Option<Edtf>,
    /// The first day or night told as done, or the last that came after it, in whichever block.
    pub(super) scene: Option<Edtf>,
    /// The first of all those.
    pub(super) opened: Option<Edtf>,
    /// Whether it is a time of the small hours.
    pub(super) early: bool,
    pub(super) tense: Tense,
    /// Whether the date before it in the sentence is itself a limit: `until May, and they …`.
    pub(super) limited: bool,
    /// Whether its verb can be one of the historic present, or of a narrative: `viene nominata`, `fu nominata`.
    pub(super) historic: bool,
    /// Whether the block goes on with days of a year gone by that are told so.
    pub(super) chronicle: bool,
    /// Whether a weekday is pointed at as one of what was told: `that Tuesday`, `on the Sunday`.
    pub(super) pointed: bool,
    /// What it bounds, where the expression itself says which part of a period it is: `fino a metà marzo`.
    pub(super) bound: Option<Part>,
    /// Whether nothing in it says that this one is meant: `a fine anno`.
    pub(super) bare: bool,
    /// Whether the article is of history: it tells of years ago, and nothing of its own time.
    pub(super) history: bool,
}

impl Situation {
    /// That nothing is known but when it was written, and how the verb tells.
    pub(super) const fn of_writing(now: Option<Edtf>, week: Option<Edtf>, tense: Tense) -> Self {
        Self {
            now,
            week,
            listed: None,
            sentence: None,
            inserted: false,
            fronted: None,
            related: false,
            frame: None,
            season: None,
            last: None,
            day: None,
            beside: None,
            scene: None,
            opened: None,
            early: false,
            tense,
            limited: false,
            historic: false,
            chronicle: false,
            pointed: false,
            bound: None,
            bare: false,
            history: false,
        }
    }
}
