//! What a reading keeps of a date for the expressions after it: in its sentence, its block, and the article.
//! What these make of it is for [`super`] and [`crate::dates::resolve`].

use super::Reader;
use crate::dates::around::{is_aside, is_fronted, is_head, is_inserted, is_of_noun};
use crate::dates::form::{Base, Expression, Form};
use crate::dates::language::Unit;
use crate::dates::scan::Piece;
use crate::dates::tense::Tense;
use crate::dates::{Anchor, Part, reckon, story};
use crate::edtf::{Edtf, Precision, days_between};

/// After so many years a story is looked back on.
const LONG_AFTER: i32 = 10;

/// How many tokens before a date still let it open its sentence.
const OPENING: usize = 2;

impl Reader {
    /// Keeps what later expressions may count from.
    pub(super) fn remember(
        &mut self,
        piece: &Piece<'_>,
        expression: &Expression,
        sentence: (usize, usize),
        (date, anchor, tense): (Edtf, Anchor, Tense),
        of_before: bool,
    ) {
        let days =
            matches!(date.precision(), Precision::Day | Precision::Range) && date.days() < 15;
        match expression.form {
            Form::Unit {
                unit: Unit::Week,
                shift,
            } => self.of_sentence.weeks = Some(shift),
            _ if days && anchor != Anchor::Publication => self.tie_week(date),
            _ => {}
        }
        // A time of day adds nothing to its day.
        if expression.form == Form::Clock {
            self.of_sentence.by_clock = Some(date);
            // After midnight the story goes on there.
            let was = self
                .day
                .is_some_and(|day| day.first_day() < date.first_day());
            let night = |scene: Edtf| scene.days() == 2 && scene.last_day() == date.first_day();
            if was && self.scene.is_some_and(night) {
                (self.day, self.last) = (Some(date), Some(date));
            }
            return;
        }
        if piece.in_brackets(expression.first) {
            return;
        }
        // `Ottant’anni dopo, il paese non ha ancora …`: that is the time of writing, and the story goes on where
        // it was.
        let years_on = matches!(
            expression.form,
            Form::Shift {
                unit: Unit::Year,
                base: Base::Then,
                amount: LONG_AFTER..,
                ..
            }
        );
        let year = |date: &Edtf| date.last_day().year();
        let to_now = |now: Edtf| (year(&now) - year(&date)).abs() <= 1;
        if years_on && tense != Tense::Narrative && self.now.is_some_and(to_now) {
            return;
        }
        if story::is_season(&piece.tokens, expression, &date) {
            self.season = Some(date);
        }
        let done = matches!(tense, Tense::Past | Tense::Narrative);
        let of_writing = matches!(expression.form, Form::Exact(_)) && self.now == Some(date);
        if done && date.days() <= 2 && !of_writing && !piece.in_quotes(expression.first) {
            let goes_on = |scene: Edtf| {
                let later = days_between(scene.last_day(), date.first_day());
                !of_before && (1..reckon::A_FEW_WEEKS).contains(&later)
            };
            if self.scene.is_none_or(goes_on) {
                self.scene = Some(date);
                self.opened = self.opened.or(self.scene);
            }
        }
        // `aveva accertato nel giugno 2022 che dal 2018 …`: since when is no time of the story.
        let bound = matches!(expression.part, Some(Part::After | Part::Until));
        if bound && self.of_sentence.told.is_some() {
            return;
        }
        // `broke out on 3 March when the Front, which lost the vote of last December, …`
        let day_told = self.of_sentence.told.is_some_and(|told| told.days() <= 2);
        if day_told
            && date.precision() == Precision::Month
            && is_inserted(&piece.tokens, sentence, expression, true)
        {
            return;
        }
        // `il campanile, che era del Quattrocento, è crollato. Due giorni dopo …`: nothing is counted from a
        // century, where a date is known.
        let coarse = matches!(date.precision(), Precision::Century | Precision::Decade);
        let finer = |told: Option<Edtf>| told.is_some_and(|told| coarse && told.days() <= 366);
        if !finer(self.last) {
            self.aside = self
                .last
                .filter(|_| is_aside(&piece.tokens, sentence.0, expression));
            self.story = self.story.or(self.last).filter(|_| of_before);
            self.last = Some(date);
        }
        if !finer(self.of_sentence.told) {
            self.of_sentence.told = Some(date);
        }
        let limit = matches!(
            expression.part,
            Some(Part::After | Part::Until | Part::Before)
        );
        if date.days() == 1 && !limit {
            self.day = Some(date);
        }
        if is_head(&piece.tokens, expression) && piece.begins {
            self.entry = Some(date);
        }
        let fronted = is_fronted(&piece.tokens, sentence.0, expression.first);
        let year = date.precision() == Precision::Year;
        let month = date.precision() == Precision::Month;
        // `in carica dal 2021, ha firmato il 6 maggio`: nor is it the year of what follows.
        let since = (year || month) && expression.part == Some(Part::After) && !fronted;
        self.of_sentence.inserted = since
            || is_of_noun(&piece.tokens, expression)
            || ((year || month) && is_inserted(&piece.tokens, sentence, expression, month));
        if !bound && fronted {
            self.of_sentence.fronted = Some(date);
        }
        let opens = expression.first <= sentence.0 + OPENING;
        let narrative = tense == Tense::Narrative && !piece.tokens.language.grammar.no_remote_past;
        // `Da allora ci sono stati …`: since when is not when.
        let since = bound || expression.form == Form::Then;
        if self.of_sentence.opening.is_none()
            && !since
            && (opens || narrative)
            && anchor != Anchor::Publication
        {
            self.of_sentence.opening = Some(date);
        }
    }

    /// `la prossima settimana, dopo il vertice del 13`: the week of writing is the one before.
    fn tie_week(&mut self, date: Edtf) {
        let coarse = self
            .now
            .is_some_and(|now| now.days() > 7 && now.overlaps(&date));
        let Some(shift) = self
            .of_sentence
            .weeks
            .filter(|_| coarse && self.week.is_none())
        else {
            return;
        };
        let days = jiff::SignedDuration::from_hours(-24 * 7 * i64::from(shift));
        self.week = (date.last_day().checked_add(days).ok()).and_then(Edtf::week_of);
    }
}
