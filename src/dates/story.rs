//! What a story that is under way, or the time of the year, says of an expression that leaves its year
//! open. Which of these holds for an expression is for [`super::resolve`].

use super::Part;
use super::form::Yearly;
use super::language::Unit;
use super::reckon::{A_FEW_WEEKS, earliest, has_year, in_year, is_day, nearest, onward, unit_from};
use super::resolve::Situation;
use super::tense::Tense;
use crate::edtf::{Edtf, Precision, days_between};

impl Situation {
    /// `arriveranno a inizio anno`, `hanno chiuso a fine mese`: the next one that begins, or the last that
    /// ended, where this one has begun, or not ended, by far.
    pub(super) fn turned(&self, unit: Unit, part: Option<Part>) -> Option<i16> {
        let now = self.now.filter(|now| self.bare && is_day(now))?;
        let current = unit_from(&now, unit, 0).filter(|date| date.days() > 27)?;
        let since = days_between(current.first_day(), now.first_day());
        let left = days_between(now.first_day(), current.last_day());
        match (part, self.tense) {
            (Some(Part::Start), Tense::Future) if since > current.days() / 6 => Some(1),
            (Some(Part::End), Tense::Past | Tense::Narrative) if left > current.days() / 3 => {
                Some(-1)
            }
            _ => None,
        }
    }

    /// The year of the story, where nothing but `a fine anno`, `by year’s end` is told of it, and it is not that
    /// of the day of writing.
    pub(super) fn ends_of_story(&self, unit: Unit, part: Option<Part>) -> Option<Edtf> {
        let told = self.sentence.filter(|_| !self.inserted).or(self.frame)?;
        let now = self.now.filter(has_year)?;
        let before = has_year(&told) && told.first_day().year() < now.first_day().year();
        let of_story = self.bare
            && unit == Unit::Year
            && matches!(part, Some(Part::Start | Part::End))
            && matches!(self.tense, Tense::Past | Tense::Narrative);
        (of_story && before).then(|| unit_from(&told, unit, 0))?
    }

    /// The year that the story is in, where it has one and is not simply the news: a date told
    /// before in the sentence, or one that the sentence before was set in.
    pub(super) fn in_story(&self, what: Yearly, now: &Edtf) -> Option<Edtf> {
        let sentence = self.sentence.filter(|_| !self.inserted);
        let told = match (sentence, self.frame) {
            (Some(sentence), _) => {
                // `Eletto nel 2015, a marzo ha firmato`: March of this year.
                let recent = sentence.first_day().year() + 1 >= now.first_day().year();
                let follows = recent
                    || self.fronted == Some(sentence)
                    || self.tense == Tense::Narrative
                    || !matches!(sentence.precision(), Precision::Year | Precision::Range);
                follows.then_some(sentence)?
            }
            // What a verb of the present perfect tells of the last weeks, and what is set for the
            // next ones, is news again.
            (None, frame) => {
                let near = |date: Edtf| {
                    days_between(date.first_day(), now.first_day()).abs() < A_FEW_WEEKS
                };
                let news = self.tense != Tense::Narrative
                    && what.is_day()
                    && is_day(now)
                    && nearest(what, now).is_some_and(near);
                frame.filter(|_| !news)?
            }
        };
        if told.days() > 366 {
            return None;
        }
        let date = earliest(what, &told)?;
        let sooner = date.first_day().year() <= told.last_day().year() + 1;
        let told_as_done = date.first_day() <= now.last_day();
        let fits = match self.tense {
            Tense::Future => date.last_day() >= now.first_day(),
            Tense::Past | Tense::Narrative | Tense::Open => told_as_done,
        };
        (sooner && fits).then_some(date)
    }

    /// The year of what an article of history told last, where that lies well behind: `On 26 July 1956
    /// he spoke.` and, paragraphs later, `The guns fell silent on 6 November.`
    pub(super) fn in_history(&self, what: Yearly, now: &Edtf) -> Option<Edtf> {
        let told = self.last.filter(|told| {
            let past = told.last_day().year() + 1 < now.first_day().year();
            self.history && self.tense != Tense::Future && past && told.days() <= 366
        })?;
        if told.precision() == Precision::Year {
            return in_year(what, told.first_day().year());
        }
        onward(what, &told)
    }
}
