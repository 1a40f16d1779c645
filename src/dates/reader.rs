//! What the expressions of an article mean, one after another: each in the light of those before it in
//! its sentence, its block and the article. What is kept of each for the next is in `memory`; what one alone means
//! is for [`super::resolve`].

use super::around::{
    is_before_holiday, is_detail, is_enclosed, is_end_of_account, is_entry, is_fronted, is_habit,
    is_news, is_pointed_at, is_related, listed_with, next_in_story,
};
use super::form::{Expression, Form};
use super::language::{Class, Unit};
use super::own_time::OwnTime;
use super::reckon;
use super::scan::Piece;
use super::situation::Situation;
use super::tense::Tense;
use super::token::Sign;
use super::{Anchor, DateMention, Part, Telling, Value, part, resolve, tense};
use crate::edtf::{Edtf, Precision, days_between};

mod memory;

/// A reading of one article, from its first block to its last.
pub(super) struct Reader {
    pub(super) now: Option<Edtf>,
    pub(super) known_week: Option<Edtf>,
    /// Whether it is known that the article is of history.
    history: bool,
    /// What the article tells of its own time.
    pub(super) own_time: OwnTime,
    /// The week of writing, where a sentence ties it to a day of the calendar.
    pub(super) week: Option<Edtf>,
    pub(super) found: Vec<DateMention>,
    /// The last date told outside brackets.
    last: Option<Edtf>,
    /// Whether this block goes on with days of a year gone by, told in the historic present.
    chronicle: bool,
    /// The last season of two years that was told.
    season: Option<Edtf>,
    /// The last day told in this block.
    day: Option<Edtf>,
    /// The last date told of the story itself, where one of a time before it came after: `He resigned on
    /// 2 April. He had won on 3 March.`
    story: Option<Edtf>,
    /// The first day, or night between two, that was told as done, and then each of the weeks after
    /// it: a report says at once when it was, and what goes on by the clock, in whichever block, goes on there.
    /// Years later, others remember.
    scene: Option<Edtf>,
    /// The first of them.
    opened: Option<Edtf>,
    /// What the last date was counted from, where it is told aside: `he died two days later`.
    aside: Option<Edtf>,
    /// The day or year that heads the block, with all that the block tells: `11 marzo 2011. Lo tsunami …`.
    entry: Option<Edtf>,
    /// The sentence that `of_sentence` and `frame` belong to, counted over the article.
    sentence: usize,
    pub(super) of_sentence: OfSentence,
    /// The date that the sentence before, in the same block, began with.
    frame: Option<Edtf>,
    /// The last date that the sentence before, in the same block, told.
    closing: Option<Edtf>,
    /// Sentences of the pieces before.
    sentences: usize,
}

/// What a sentence has told, which holds to its end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OfSentence {
    /// The date told before, and whether it is a year that only says something of a noun, and no more of
    /// what comes after: `The bridge, opened in 1999, collapsed …`.
    pub(super) told: Option<Edtf>,
    inserted: bool,
    /// Whether it tells what comes again and again, whose hours are of no day.
    habit: bool,
    /// The day of a time that it told, whatever gave it.
    by_clock: Option<Edtf>,
    /// The date that it began with.
    opening: Option<Edtf>,
    /// The date that stands first in it, before whatever it tells: `Nel 2016 la guerra …`.
    fronted: Option<Edtf>,
    /// Units of weeks, counted from the week of writing.
    weeks: Option<i16>,
}

/// What an expression bounds that says by itself which part of a period it is.
fn bound(piece: &Piece<'_>, expression: &Expression) -> Option<Part> {
    let parted = matches!(
        expression.part,
        Some(Part::Start | Part::Middle | Part::End)
    );
    parted
        .then(|| part::part_before(&piece.tokens, expression.first))
        .flatten()
        .filter(|bound| matches!(bound, Part::Before | Part::Until))
}

/// Whether the expression before the one of that number, in its sentence, is itself a limit: `until May`.
fn is_limited(piece: &Piece<'_>, nth: usize, sentence: (usize, usize)) -> bool {
    let before = nth
        .checked_sub(1)
        .and_then(|nth| piece.expressions.get(nth));
    before.is_some_and(|before| {
        let limit = bound(piece, before).or(before.part);
        before.first >= sentence.0 && matches!(limit, Some(Part::Before | Part::Until))
    })
}

/// Whether it is a weekday that bounds what lasts until then.
fn is_bounded_weekday(expression: &Expression) -> bool {
    let bound = matches!(expression.part, Some(Part::Before | Part::Until));
    bound && matches!(expression.form, Form::Weekday { .. })
}

/// `the same day`: of the story itself, and not of a time before it.
const SAME_DAY: Form = Form::FromThen {
    unit: Unit::Day,
    shift: 0,
};

/// So many days ahead a day is told with its year.
const FAR: i64 = 240;

/// Before this hour it is night.
const SMALL_HOURS: u32 = 7;

impl Reader {
    pub(super) fn new(now: Option<Edtf>, known_week: Option<Edtf>, history: bool) -> Self {
        Self {
            now,
            known_week,
            history,
            own_time: OwnTime::default(),
            week: None,
            found: Vec::new(),
            last: None,
            chronicle: false,
            season: None,
            day: None,
            story: None,
            scene: None,
            opened: None,
            aside: None,
            entry: None,
            sentence: 0,
            of_sentence: OfSentence::default(),
            frame: None,
            closing: None,
            sentences: 0,
        }
    }

    pub(super) fn read(&mut self, piece: &Piece<'_>) {
        // The sentence after the last of a block is nobody's.
        self.sentences += 2;
        let base = self.sentences;
        if piece.begins {
            self.enter(base);
            self.frame = None;
            self.closing = None;
            self.day = None;
            self.chronicle = false;
            self.entry = None;
        }
        for (nth, expression) in piece.expressions.iter().enumerate() {
            let (sentence, tokens) = piece.sentence(expression.first);
            self.enter(base + sentence);
            self.sentences = base + sentence;
            self.mention(piece, expression, nth, tokens);
        }
    }

    /// Goes on to a sentence.
    fn enter(&mut self, sentence: usize) {
        if sentence != self.sentence {
            let next = sentence == self.sentence + 1;
            let before = std::mem::take(&mut self.of_sentence);
            self.frame = before.opening.filter(|_| next);
            self.closing = before.told.filter(|_| next);
            self.sentence = sentence;
        }
    }

    fn mention(
        &mut self,
        piece: &Piece<'_>,
        expression: &Expression,
        nth: usize,
        sentence: (usize, usize),
    ) {
        let t = &piece.tokens;
        let verb = tense::nearest(t, sentence, expression.first, expression.end);
        let of_before = verb.is_some_and(|(at, _)| tense::is_of_before(t, at));
        self.of_sentence.habit |= matches!(expression.form, Form::Set { .. });
        // An hour in words is one of the story, or of no day: `alle due, …`.
        let in_words = t.word(expression.first).cardinal > 0;
        let days = [self.of_sentence.told, self.frame, self.day, self.scene];
        let nowhere = in_words && days.iter().all(Option::is_none);
        if expression.form == Form::Clock && (self.of_sentence.habit || nowhere) {
            return;
        }
        let tense = verb.map_or(Tense::Open, |(_, tense)| tense);
        if self.day.is_none()
            && self.of_sentence.told.is_none()
            && is_habit(t, sentence, expression, tense)
            && let Some(weekly) = reckon::iso(Unit::Week, 1, false)
        {
            self.of_sentence.habit = true;
            let weekly = (Value::Set(weekly), Anchor::Explicit);
            self.push(piece, expression, weekly, tense);
            return;
        }
        // Which day that is, its verb does not say; whether it is done, it does.
        let placed = is_entry(t, sentence, expression) || self.is_today(piece, expression);
        let tense = match self.tense_of(piece, expression, sentence, verb) {
            Tense::Future if placed => Tense::Open,
            tense => tense,
        };
        let in_story = next_in_story(t, sentence, expression, tense);
        let expression = &Expression {
            form: in_story
                .filter(|_| self.last.is_some())
                .unwrap_or(expression.form),
            ..*expression
        };
        let mut situation = self.situation(piece, expression, nth, sentence, tense);
        if placed {
            situation.tense = Tense::Open;
        }
        if expression.form != SAME_DAY || of_before {
            situation.last = self.last;
        }
        // `… morì tre giorni dopo.`, and in the next paragraph `Quella mattina …`
        let back = matches!(
            expression.form,
            Form::FromThen {
                unit: Unit::Day,
                shift: ..=0
            }
        );
        if back && self.day.is_none() {
            situation.last = self.aside.or(situation.last);
        }
        situation.historic = match verb {
            Some((at, Tense::Past)) => tense == Tense::Past && tense::is_state(t, at),
            _ => matches!(tense, Tense::Open | Tense::Narrative),
        };
        let behind = self.behind(piece, expression, nth, sentence);
        let behind = behind.map(|(date, anchor)| (Value::Date(date), anchor));
        let found = behind.or_else(|| resolve::resolve(expression, &situation));
        let Some((value, anchor)) = found else {
            return;
        };
        // `7 September, Independence Day`: whose holiday that is, the day says.
        let apposed = expression.is_holiday()
            && t.is_sign(expression.first.wrapping_sub(1), Sign::Comma)
            && nth
                .checked_sub(1)
                .and_then(|before| piece.expressions.get(before))
                .is_some_and(|before| before.end + 1 == expression.first && before.is_day());
        if apposed && value != self.of_sentence.told.map_or(value.clone(), Value::Date) {
            return;
        }
        if let Value::Date(date) = value {
            if expression.is_day_of_month() {
                let over = |now: Edtf| date.last_day().year() < now.first_day().year();
                let gone_by = anchor == Anchor::Previous && self.now.is_some_and(over);
                self.chronicle = gone_by && (situation.historic || self.chronicle);
            }
            let told = (date, anchor, tense);
            self.remember(piece, expression, sentence, told, of_before);
            if let Some(now) = self.now.filter(|_| !piece.in_quotes(expression.first)) {
                (self.own_time).see(expression, told, self.of_sentence.inserted, &now);
            }
        }
        self.push(piece, expression, (value, anchor), tense);
    }

    /// How an expression is told: by the verb nearest to it, unless what stands before the expression knows
    /// better.
    fn tense_of(
        &self,
        piece: &Piece<'_>,
        expression: &Expression,
        sentence: (usize, usize),
        verb: Option<(usize, Tense)>,
    ) -> Tense {
        let t = &piece.tokens;
        let opens = matches!(
            expression.form,
            Form::Weekday {
                direction: None,
                ..
            }
        ) && is_fronted(t, sentence.0, expression.first);
        if opens && expression.part.is_none() && tense::goes_on_by_schedule(t, expression.end) {
            return Tense::Future;
        }
        let done = matches!(verb, Some((_, Tense::Past | Tense::Narrative)));
        if !done && is_end_of_account(t, expression) {
            return Tense::Open;
        }
        let Some((at, tense)) = verb else {
            let bound_ahead = is_bounded_weekday(expression);
            let appointed = expression.is_day() && tense::is_appointed(t, expression.first);
            return if appointed || bound_ahead {
                Tense::Future
            } else {
                Tense::Open
            };
        };
        let past = matches!(tense, Tense::Past | Tense::Narrative);
        let appointed = expression.is_day()
            && tense::is_appointed(t, expression.first)
            && !(past && self.is_far_ahead(expression));
        // `la mostra resta aperta fino a venerdì`
        let ahead = appointed
            || is_bounded_weekday(expression)
                && (tense == Tense::Open || tense == Tense::Past && tense::is_state(t, at));
        match (if ahead { Tense::Future } else { tense }, expression.part) {
            // `had been talking until February`
            (Tense::Past, Some(Part::Until)) if tense::is_of_before(t, at) => Tense::Narrative,
            // `I fornitori, fermi da agosto, torneranno`
            (Tense::Future, Some(Part::After)) if is_enclosed(t, sentence, expression, at) => {
                Tense::Open
            }
            (tense, _) => tense,
        }
    }

    /// What is known when an expression is read that is told in `tense`.
    fn situation(
        &self,
        piece: &Piece<'_>,
        expression: &Expression,
        nth: usize,
        sentence: (usize, usize),
        tense: Tense,
    ) -> Situation {
        let t = &piece.tokens;
        let told = self.of_sentence;
        let spoken = self.speaking(piece, expression, nth, sentence);
        let week = self.known_week.filter(|_| spoken.is_none());
        let year_end = matches!(
            expression.form,
            Form::Unit {
                unit: Unit::Year,
                shift: 0
            }
        );
        let told_in_detail = told
            .told
            .is_some_and(|told| is_detail(piece, nth, sentence, &told));
        // `In May he won. In June …` goes on with the sentence before.
        let goes_on = |closing: &Edtf| {
            is_before_holiday(t, expression)
                // `On the afternoon of 12 May she wrote. He learned of it on the 20th.`
                || matches!(expression.form, Form::Nth(_)) && closing.days() == 1
                || year_end
                || tense == Tense::Narrative
                    && expression.is_month()
                    && is_fronted(t, sentence.0, expression.first)
                    && matches!(closing.precision(), Precision::Day | Precision::Month)
        };
        Situation {
            listed: listed_with(piece, nth),
            sentence: told.told,
            inserted: told.inserted && !told_in_detail,
            related: told.told.is_some() && is_related(piece, nth, sentence) || told_in_detail,
            fronted: (told.fronted).filter(|_| !is_news(t, sentence, expression)),
            frame: (self.frame)
                .or_else(|| self.closing.filter(goes_on))
                .or(self.entry),
            chronicle: self.chronicle,
            pointed: is_pointed_at(t, expression),
            season: self.season,
            last: self.story.or(self.last),
            day: self.day,
            scene: self.scene,
            opened: self.opened,
            beside: (told.by_clock.or(told.fronted)).filter(|day| day.days() == 1),
            early: (t.number(expression.first)).is_some_and(|hour| hour.value < SMALL_HOURS),
            headed: self.entry.is_some(),
            limited: is_limited(piece, nth, sentence),
            bound: bound(piece, expression),
            bare: (expression.first..expression.end).all(|at| !t.is(at, Class::THIS)),
            history: self.history,
            ..Situation::of_writing(spoken.or(self.now), week, tense)
        }
    }

    /// Whether a day without a year next comes so late that nobody who means it leaves its year out: `first
    /// fixed for 4 March, it was played in April`.
    fn is_far_ahead(&self, expression: &Expression) -> bool {
        let Form::Yearly { what, .. } = expression.form else {
            return false;
        };
        let next = self
            .now
            .and_then(|now| Some((now, reckon::earliest(what, &now)?)));
        next.is_some_and(|(now, next)| days_between(now.last_day(), next.first_day()) > FAR)
    }

    /// Takes in what was found.
    fn push(
        &mut self,
        piece: &Piece<'_>,
        expression: &Expression,
        (value, anchor): (Value, Anchor),
        tense: Tense,
    ) {
        self.found.push(DateMention {
            range: piece.range(expression),
            value,
            anchor,
            part: expression.part,
            telling: match tense {
                Tense::Past | Tense::Narrative => Telling::Done,
                Tense::Future => Telling::Ahead,
                Tense::Open => Telling::Open,
            },
            aside: piece.is_aside(expression),
        });
    }
}
