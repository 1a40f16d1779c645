//! What a story that is under way, or the time of the year, says of an expression that leaves its year
//! open. Which of these holds for an expression is for [`super::resolve`].

use super::Part;
use super::form::{Expression, Yearly};
use super::language::Unit;
use super::reckon::{
    A_FEW_WEEKS, earliest, has_year, in_year, is_day, latest, nearest, onward, unit_from,
};
use super::situation::Situation;
use super::tense::Tense;
use super::token::{Sign, Tokens};
use crate::edtf::{Edtf, Precision, days_between};

/// A point of a season of sport, school or theatre, which two years name and which begins in August:
/// `Nella stagione 2023-24 arrivarono quarti, a maggio …`.
fn in_season(what: Yearly, season: &Edtf) -> Option<Edtf> {
    if matches!(what, Yearly::Quarter(_) | Yearly::Half(_)) {
        return None;
    }
    let (first, last) = (season.first_day(), season.last_day());
    let begun = in_year(what, first.year())?;
    match begun.first_day().month() < SEASON {
        true => in_year(what, last.year()),
        false => Some(begun),
    }
}

/// Tokens beside two years among which it is looked for what they are.
const BESIDE: usize = 3;

/// Whether an expression of this value names a season of two years, not only two years that follow one
/// another: by a sign that joins them (`2023-24`, `2023/2024`), or by a word beside them.
pub(super) fn is_season(t: &Tokens<'_>, expression: &Expression, date: &Edtf) -> bool {
    let (first, last) = (date.first_day(), date.last_day());
    let whole = (first.month(), first.day(), last.month(), last.day()) == (1, 1, 12, 31);
    if !whole || last.year() != first.year() + 1 {
        return false;
    }
    let before = expression.first.saturating_sub(BESIDE)..expression.first;
    let mut beside = before.chain(expression.end..expression.end + BESIDE);
    if beside
        .clone()
        .any(|at| t.word(at).whole_years || t.word(at).fiscal)
    {
        return false;
    }
    let sign = expression.first + 1;
    let joins = matches!(t.sign(sign), Some(Sign::Hyphen | Sign::Slash | Sign::Dash));
    let joined = joins && t.glued(sign) && t.glued(sign + 1) && expression.end == sign + 2;
    joined || beside.any(|at| t.word(at).two_year_season)
}

/// The month in which a season that two years name begins.
const SEASON: i8 = 8;

/// So many days after its beginning a story goes on with days whose year it need not say.
const A_FEW_DAYS: i64 = 10;

/// So many days after the last day told it goes on where the verb is one of stories.
const A_MONTH: i64 = 31;
/// So many days after the day that was told last a chronicle goes on without its year.
const CHRONICLE: i64 = 150;

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

    /// The year that a story says of a point of it, by what it told before.
    pub(super) fn told(&self, what: Yearly, part: Option<Part>, now: &Edtf) -> Option<Edtf> {
        (self.until(what, part))
            .or_else(|| self.in_story(what, now))
            .or_else(|| self.in_history(what, now))
            .or_else(|| self.in_scene(what, now))
            .or_else(|| self.in_same_month(what, now))
            .or_else(|| self.in_chronicle(what, now))
    }

    /// What was agreed or begun at a time that the sentence tells lasts until the next of its kind, or is to be
    /// done by then, be that still to come: `A dicembre hanno offerto una tregua fino al 29 luglio`.
    fn until(&self, what: Yearly, part: Option<Part>) -> Option<Edtf> {
        let told = self
            .sentence
            .filter(|told| !self.inserted && !self.limited && told.days() <= 31)?;
        let until = matches!(part, Some(Part::Until | Part::Before)) && self.tense != Tense::Future;
        earliest(what, &told).filter(|date| until && !date.contains(&told))
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
    fn in_story(&self, what: Yearly, now: &Edtf) -> Option<Edtf> {
        let sentence = self.sentence.filter(|_| !self.inserted);
        let told = match (sentence, self.frame) {
            (Some(sentence), _) => {
                // `Eletto nel 2015, a marzo ha firmato`: March of this year.
                let recent = sentence.last_day().year() + 1 >= now.first_day().year();
                let follows = recent
                    || self.fronted == Some(sentence)
                    || self.related
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
                let news = !self.headed
                    && self.tense != Tense::Narrative
                    && what.is_day()
                    && is_day(now)
                    && nearest(what, now).is_some_and(near);
                frame.filter(|_| !news)?
            }
        };
        if let Some(season) = self.season.filter(|season| *season == told) {
            let season = in_season(what, &season)?;
            return (season.first_day() <= now.last_day()).then_some(season);
        }
        if told.days() > 366 {
            return None;
        }
        let date = earliest(what, &told)?;
        let sooner = date.first_day().year() <= told.last_day().year() + 1;
        let told_as_done = date.first_day() <= now.last_day();
        let fits = match self.tense {
            // `Tra novembre e dicembre risale, e a Natale la società promette …`: that was then.
            Tense::Future if told.contains(&date) && told.precision() != Precision::Year => true,
            Tense::Future => date.last_day() >= now.first_day(),
            Tense::Past | Tense::Narrative | Tense::Open => told_as_done,
        };
        (sooner && fits).then_some(date)
    }

    /// The year of the days on which the story began, where a day without a year lies among them or comes soon
    /// after in the calendar, and the last such day is of no news: `On 1 June 2012 the dam burst.` and, paragraphs later,
    /// `On 3 June the army came.`
    fn in_scene(&self, what: Yearly, now: &Edtf) -> Option<Edtf> {
        let done = matches!(self.tense, Tense::Past | Tense::Narrative);
        let ago = |last: Edtf| days_between(last.first_day(), now.first_day());
        let news = || latest(what, now).is_some_and(|last| ago(last) < A_FEW_WEEKS);
        if !what.is_day() || !done || news() {
            return None;
        }
        let follows = |from: Edtf, to: Edtf, days: i64| {
            let date = earliest(what, &from)?;
            let past = date.last_day().year() < now.first_day().year();
            let later = days_between(to.last_day(), date.first_day());
            (past && later <= days).then_some(date)
        };
        let scene = self.scene.and_then(|scene| {
            let from = self.opened.unwrap_or(scene);
            follows(from, scene, A_FEW_DAYS)
        });
        // What goes on from the day told last is told as a story is.
        let narrated = self
            .last
            .filter(|last| self.tense == Tense::Narrative && is_day(last));
        scene.or_else(|| narrated.and_then(|last| follows(last, last, A_MONTH)))
    }

    /// The year of the day that was told last, where a day is of the same month, and that of this year, or of
    /// the last, is of no news: `On 6 November 2022 the pipe burst. The hall opened again on 11 November.`
    /// From one block to the next, and to a whole month, only a story goes on.
    fn in_same_month(&self, what: Yearly, now: &Edtf) -> Option<Edtf> {
        let own = self.day.filter(|_| what.is_day());
        let told = own.or_else(|| self.last.filter(|_| self.historic))?;
        let date = self.in_year_of(what, &told, now)?;
        let month = |date: &Edtf| (date.days() <= 31).then(|| date.first_day().month());
        (month(&date).is_some() && month(&date) == month(&told)).then_some(date)
    }

    /// The year of the day that was told last in the block, where a chronicle goes on with days after it:
    /// `La delibera è del 2 settembre 2022. Anna Verdi viene nominata il 23 settembre`.
    fn in_chronicle(&self, what: Yearly, now: &Edtf) -> Option<Edtf> {
        let told = self
            .day
            .filter(|_| what.is_day() && (self.historic || self.chronicle))?;
        let ahead = self.tense == Tense::Future && self.chronicle;
        let date = match ahead {
            true => in_year(what, told.first_day().year())?,
            false => self.in_year_of(what, &told, now)?,
        };
        let later = days_between(told.last_day(), date.first_day());
        (0..=CHRONICLE).contains(&later).then_some(date)
    }

    /// A point of the year of what was told, where that is over and the point is of no news.
    fn in_year_of(&self, what: Yearly, told: &Edtf, now: &Edtf) -> Option<Edtf> {
        let over = told.last_day().year() < now.first_day().year();
        let away = |near: Edtf| days_between(near.first_day(), now.first_day()).abs();
        let news = nearest(what, now).is_some_and(|near| away(near) < A_FEW_WEEKS);
        (over && !news && self.tense != Tense::Future)
            .then(|| in_year(what, told.first_day().year()))?
    }

    /// The year of what an article of history told last, where that lies well behind: `On 26 July 1956
    /// he spoke.` and, paragraphs later, `The guns fell silent on 6 November.`
    fn in_history(&self, what: Yearly, now: &Edtf) -> Option<Edtf> {
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
