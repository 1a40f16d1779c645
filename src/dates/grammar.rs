//! The grammar of temporal expressions, over tokens and word tables: from tokens to expressions
//! whose form says what is given and what is missing. One rule a construction, each looking at a
//! bounded number of tokens, so that the whole is linear. What a form comes to on the calendar is
//! for [`super::resolve`]; points of the calendar are read in [`super::point`].

use super::Part;
use super::language::{Class, Holiday, Phrase, Unit};
use super::point;
use super::tense::verb;
use super::token::{Sign, Tokens};
use crate::edtf::Edtf;

/// Whether the last one, this one or the next one is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Last,
    This,
    Next,
}

/// The year of something that recurs every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// The text does not say.
    Open,
    /// So many years after the year of writing.
    FromNow(i16),
    /// So many years after the year told before.
    FromThen(i16),
}

/// Something that recurs every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Yearly {
    Day {
        month: i8,
        day: i8,
        /// 0 where the text gives none.
        weekday: i8,
    },
    Month(i8),
    Season(i8),
    Quarter(i8),
    Half(i8),
    Holiday(Holiday),
}

/// How exactly an amount is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exactness {
    Counted,
    /// `pochi`, `qualche`, `una decina`
    Vague,
}

/// From when an amount is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The day of writing.
    Now,
    /// The date told before.
    Then,
    /// The day of writing where the verb looks ahead; a mere length of time elsewhere.
    NowIfFuture,
}

/// What an expression gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A complete date.
    Exact(Edtf),
    Yearly {
        what: Yearly,
        year: Year,
        direction: Option<Direction>,
    },
    Weekday {
        weekday: i8,
        /// The day of the month, 0 where the text gives none.
        day: i8,
        direction: Option<Direction>,
    },
    /// Days after the day of writing.
    Day(i16),
    /// Units after the one of writing.
    Unit {
        unit: Unit,
        shift: i16,
    },
    /// A unit, which one the tense says.
    OpenUnit(Unit),
    /// An amount of units away, negative for the past.
    Shift {
        unit: Unit,
        amount: i32,
        half: bool,
        exactness: Exactness,
        base: Base,
    },
    /// A unit after the one told before.
    FromThen {
        unit: Unit,
        shift: i16,
    },
    /// The date told before.
    Then,
    /// Two figures of a year.
    ShortYear(i16),
    /// `scorse ore`, `prossimi giorni`
    Around {
        unit: Unit,
        future: bool,
    },
    Duration {
        unit: Unit,
        amount: i32,
        half: bool,
    },
    Set {
        unit: Unit,
        amount: i32,
    },
}

/// A temporal expression before it has a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Expression {
    /// First token.
    pub(super) first: usize,
    /// Token after the last.
    pub(super) end: usize,
    pub(super) form: Form,
    /// The end of a range.
    pub(super) to: Option<Form>,
    pub(super) part: Option<Part>,
}

impl Expression {
    fn new(first: usize, end: usize, form: Form) -> Self {
        Self {
            first,
            end,
            form,
            to: None,
            part: None,
        }
    }
}

/// What a rule made of the tokens at a place.
pub(super) enum Read {
    /// An expression.
    Is(Expression),
    /// These tokens, up to the one given, are none, whatever a part of them looks like: an
    /// impossible date, a street, an age.
    Not(usize),
}

/// Finds the expressions among the tokens, at most `limit`.
pub(super) fn expressions(t: &Tokens<'_>, limit: usize) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    let mut at = 0;
    while at < t.all.len() && found.len() < limit {
        match expression(t, at, found.last()) {
            Some(Read::Is(mut expression)) => {
                if expression.part.is_none() {
                    expression.part = part_before(t, expression.first);
                }
                at = expression.end.max(at + 1);
                found.push(expression);
            }
            Some(Read::Not(end)) => at = end.max(at + 1),
            None => at += 1,
        }
    }
    found
}

fn is(first: usize, end: usize, form: Form) -> Option<Read> {
    Some(Read::Is(Expression::new(first, end, form)))
}

/// The expression that begins at a token. `before` is the last one found, for lists of years.
fn expression(t: &Tokens<'_>, at: usize, before: Option<&Expression>) -> Option<Read> {
    let word = t.word(at);
    if t.is_word(at) && t.at(at).is_some_and(|token| token.word == 0) {
        // `XX secolo`, `Q2 2023`: words that no table has.
        return point::roman_century(t, at).or_else(|| point::short_quarter(t, at));
    }
    if in_street(t, at) {
        if let Some((_, end)) = point::day_month(t, at) {
            return Some(Read::Not(end));
        }
        if word.month != 0 || t.number(at).is_some() {
            return Some(Read::Not(at + 1));
        }
    }
    phrase(t, at)
        .or_else(|| part(t, at))
        .or_else(|| directed(t, at))
        .or_else(|| every(t, at))
        .or_else(|| point::days(t, at))
        .or_else(|| range(t, at, before))
        .or_else(|| unit(t, at))
        .or_else(|| amount(t, at))
}

/// Whether the token stands where a street has its name: `via XX Settembre`, `piazza 4 novembre`.
fn in_street(t: &Tokens<'_>, at: usize) -> bool {
    let street = |at: usize| t.is(at, Class::STREET);
    at > 0
        && (street(at - 1)
            || (at > 1 && street(at - 2) && (point::roman(t.str(at - 1)).is_some()))
            || (at > 1 && t.is_sign(at - 1, Sign::Stop) && street(at - 2)))
}

/// The end of the phrase at a token, and what it says.
pub(super) fn phrase_at(t: &Tokens<'_>, at: usize) -> Option<(usize, Phrase)> {
    let first = t.at(at)?.word;
    if first == 0 {
        return None;
    }
    t.language.phrases(first).iter().find_map(|(rest, phrase)| {
        let mut end = at + 1;
        for &word in rest {
            while t.glued(end)
                && matches!(
                    t.sign(end),
                    Some(Sign::Apostrophe | Sign::Hyphen | Sign::Stop)
                )
            {
                end += 1;
            }
            if t.at(end)?.word != word {
                return None;
            }
            end += 1;
        }
        Some((end, *phrase))
    })
}

/// `ieri`, `l’altro ieri`, `Natale 2023`, `più di vent’anni`, `fine settimana`.
fn phrase(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let (end, phrase) = phrase_at(t, at)?;
    match phrase {
        Phrase::Day(days) => {
            let end = if t.is(end, Class::DAY_PART) {
                end + 1
            } else {
                end
            };
            is(at, end, Form::Day(days))
        }
        Phrase::AnchoredDay(days) => is(
            at,
            end,
            Form::FromThen {
                unit: Unit::Day,
                shift: days,
            },
        ),
        Phrase::Holiday(_) => range(t, at, None),
        Phrase::More => match amount(t, end)? {
            Read::Is(mut expression) => {
                expression.first = at;
                Some(Read::Is(expression))
            }
            not @ Read::Not(_) => Some(not),
        },
        Phrase::Weekend => {
            let (end, form) = match direction_at(t, end) {
                Some((end, direction)) => (
                    end,
                    Form::Unit {
                        unit: Unit::Weekend,
                        shift: shift(direction),
                    },
                ),
                None => (end, Form::OpenUnit(Unit::Weekend)),
            };
            is(at, end, form)
        }
        Phrase::WeekNow => is(
            at + 1,
            end,
            Form::Unit {
                unit: Unit::Week,
                shift: 0,
            },
        ),
        Phrase::Ago | Phrase::This | Phrase::Last | Phrase::Later => None,
    }
}

const fn shift(direction: Direction) -> i16 {
    match direction {
        Direction::Last => -1,
        Direction::This => 0,
        Direction::Next => 1,
    }
}

/// A direction word or phrase, and the token after it.
pub(super) fn direction_at(t: &Tokens<'_>, at: usize) -> Option<(usize, Direction)> {
    let one = if t.is(at, Class::LAST) {
        Some(Direction::Last)
    } else if t.is(at, Class::NEXT) {
        Some(Direction::Next)
    } else if t.is(at, Class::THIS) {
        Some(Direction::This)
    } else {
        None
    };
    match (one, phrase_at(t, at)) {
        (Some(direction), _) => Some((at + 1, direction)),
        (None, Some((end, Phrase::Last))) => Some((end, Direction::Last)),
        (None, Some((end, Phrase::This))) => Some((end, Direction::This)),
        _ => None,
    }
}

/// The token after articles, apostrophes, hyphens and words of one of the classes.
fn skip(t: &Tokens<'_>, mut at: usize, classes: Class) -> usize {
    for _ in 0..3 {
        let sign = matches!(t.sign(at), Some(Sign::Apostrophe | Sign::Hyphen)) && t.glued(at);
        if !sign && !t.is(at, classes) {
            break;
        }
        at += 1;
    }
    at
}

/// `inizio del 2023`, `metà giugno`, `entro fine anno`, `mid-June`, `primi mesi del 2023`,
/// `prima metà di giugno`.
fn part(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let word = t.word(at);
    let halved = t.word(at + 1).is(Class::HALF_YEAR);
    if halved && let Some(Ok((form, end))) = point::ordinal_period(t, at) {
        return is(at, end, form);
    }
    let (part, mut inner) = if (1..3).contains(&word.ordinal) && halved {
        let part = if word.ordinal == 1 {
            Part::Start
        } else {
            Part::End
        };
        (part, at + 2)
    } else if word.is(Class::START) {
        (Part::Start, at + 1)
    } else if word.is(Class::MIDDLE) {
        (Part::Middle, at + 1)
    } else if word.is(Class::END) {
        (Part::End, at + 1)
    } else {
        return None;
    };
    if t.is(inner, Class::FIRST_DAYS) && t.is(inner + 1, Class::OF) {
        inner += 1;
    }
    let inner = skip(t, inner, Class::OF.or(Class::ARTICLE).or(Class::ABOUT));
    let bounded = t.word(inner).unit.filter(|unit| {
        !t.word(inner).plural
            && matches!(
                unit,
                Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century
            )
    });
    let found = match (directed(t, inner), bounded) {
        (Some(Read::Is(found)), _) => found,
        (_, Some(unit)) => match self::unit(t, inner) {
            Some(Read::Is(found)) => found,
            _ => Expression::new(inner, inner + 1, Form::Unit { unit, shift: 0 }),
        },
        _ => {
            let (form, end) = point::read(t, inner, true)?.ok()?;
            Expression::new(inner, end, form)
        }
    };
    let wide = match found.form {
        Form::Exact(date) => date.days() > 6,
        Form::Yearly { what, .. } => !matches!(what, Yearly::Day { .. } | Yearly::Holiday(_)),
        Form::Unit { unit, .. } | Form::FromThen { unit, .. } => {
            !matches!(unit, Unit::Day | Unit::Weekend)
        }
        Form::ShortYear(_) => true,
        _ => false,
    };
    wide.then_some(Read::Is(Expression {
        first: at,
        part: Some(part),
        ..found
    }))
}

/// Which part of a period the words before an expression ask for.
fn part_before(t: &Tokens<'_>, first: usize) -> Option<Part> {
    let mut at = first;
    for _ in 0..3 {
        at = at.checked_sub(1)?;
        if t.is(at, Class::BY) {
            return Some(Part::Before);
        }
        if t.is(at, Class::UNTIL) {
            return Some(Part::Before);
        }
        if t.is(at, Class::SINCE.or(Class::AFTER)) {
            return Some(Part::After);
        }
        if t.is(at, Class::ABOUT) {
            return Some(Part::About);
        }
        let passing =
            t.is(at, Class::ARTICLE.or(Class::TO).or(Class::OF)) || t.is_sign(at, Sign::Apostrophe);
        if !passing {
            return None;
        }
    }
    None
}

/// `lo scorso settembre`, `prossima settimana`, `quest’anno`, `ultimi quindici anni`, `scorse ore`,
/// `quel giorno`, `following year`.
fn directed(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let word = t.word(at);
    let (after, direction) = match direction_at(t, at) {
        Some((after, direction)) => (after, Some(direction)),
        None => (at + 1, None),
    };
    let next = skip(t, after, Class::default());
    let unit = t.word(next);
    if word.is(Class::THAT) && !unit.plural {
        let form = match unit.unit? {
            unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year) => {
                Form::FromThen { unit, shift: 0 }
            }
            _ => return None,
        };
        return is(at, next + 1, form);
    }
    if word.is(Class::FOLLOWING.or(Class::PRECEDING))
        && let Some(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) = unit.unit
        && !t.word(next).plural
    {
        let shift = if word.is(Class::FOLLOWING) { 1 } else { -1 };
        return is(at, next + 1, Form::FromThen { unit, shift });
    }
    let latest =
        word.is(Class::LATEST) && (direction.is_none() || t.is(at.wrapping_sub(1), Class::ARTICLE));
    if direction.is_none() && !latest {
        return None;
    }
    if let Some(found) = quantity(t, next)
        && found.amount > 0
        && !found.indefinite
        && let Some(unit) = t.word(found.end).unit
    {
        return is(
            at,
            found.end + 1,
            Form::Duration {
                unit,
                amount: found.amount,
                half: false,
            },
        );
    }
    if let Some(unit) = unit.unit {
        let end = next + 1;
        return match (t.word(next).plural, direction) {
            (false, _) if latest => is(
                at,
                end,
                Form::Duration {
                    unit,
                    amount: 1,
                    half: false,
                },
            ),
            (false, Some(_)) if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) => None,
            (false, Some(Direction::This)) if unit == Unit::Day => None,
            (false, Some(direction)) => is(
                at,
                end,
                Form::Unit {
                    unit,
                    shift: shift(direction),
                },
            ),
            (true, Some(Direction::This)) => None,
            (true, direction) => matches!(unit, Unit::Hour | Unit::Day | Unit::Week).then_some(
                Read::Is(Expression::new(
                    at,
                    end,
                    Form::Around {
                        unit,
                        future: direction == Some(Direction::Next),
                    },
                )),
            ),
            (false, None) => None,
        };
    }
    let direction = direction?;
    if t.is(next, Class::DAY_PART) {
        let days = if direction == Direction::Last { -1 } else { 0 };
        return (direction != Direction::Next).then_some(Read::Is(Expression::new(
            at,
            next + 1,
            Form::Day(days),
        )));
    }
    if let Some((end, Phrase::Weekend)) = phrase_at(t, next) {
        return is(
            at,
            end,
            Form::Unit {
                unit: Unit::Weekend,
                shift: shift(direction),
            },
        );
    }
    let (form, end) = point::read(t, next, true)?.ok()?;
    let form = match form {
        Form::Yearly {
            what,
            year,
            direction: None,
        } => Form::Yearly {
            what,
            year,
            direction: Some(direction),
        },
        Form::Weekday {
            weekday,
            day,
            direction: None,
        } => Form::Weekday {
            weekday,
            day,
            direction: Some(direction),
        },
        // A year that is given needs no direction.
        Form::Exact(_) => form,
        _ => return None,
    };
    is(at, end, form)
}

/// `ogni anno`, `every two weeks`, `tutti i giorni`.
fn every(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let each = t.is(at, Class::EVERY);
    let all = t.is(at, Class::ALL) && t.is(at + 1, Class::ARTICLE);
    let set = |end, unit, amount| is(at, end, Form::Set { unit, amount });
    if all && t.word(at + 2).plural {
        return set(at + 3, t.word(at + 2).unit?, 1);
    }
    if !each {
        return None;
    }
    if t.word(at + 1).weekday != 0 {
        return set(at + 2, Unit::Week, 1);
    }
    if let Some(unit) = t.word(at + 1).unit {
        return set(at + 2, unit, 1);
    }
    let found = quantity(t, at + 1)?;
    set(found.end + 1, t.word(found.end).unit?, found.amount)
}

/// A point of the calendar, or a range of two.
fn range(t: &Tokens<'_>, at: usize, before: Option<&Expression>) -> Option<Read> {
    let listed = before.is_some_and(|before| {
        matches!(before.form, Form::Exact(_))
            && skip(t, before.end + 1, Class::ARTICLE.or(Class::PREPOSITION)) == at
            && (t.is(before.end, Class::AND) || t.is_sign(before.end, Sign::Comma))
    });
    let (form, end) = match point::read(t, at, listed)? {
        Ok(read) => read,
        Err(end) => return Some(Read::Not(end)),
    };
    let mut expression = Expression::new(at, end, form);
    if let Some(next) = point::connector(t, at, end)
        && let Some(Ok((to, to_end))) = point::read(t, next, true)
        && point::pair(form, to)
    {
        expression.to = Some(to);
        expression.end = to_end;
    } else if let Form::Exact(from) = form
        && let Some((to, to_end)) = point::short_end(t, at, end, from)
    {
        expression.to = Some(Form::Exact(to));
        expression.end = to_end;
    }
    Some(Read::Is(expression))
}

/// `anno scorso`, `settimana prossima`, `anno in corso`, `anno successivo`, `entro l’anno`.
fn unit(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let word = t.word(at);
    if word.plural
        && !t.language.capital_names
        && let Some(unit @ (Unit::Hour | Unit::Day | Unit::Week)) = word.unit
        && t.is(at + 1, Class::LAST.or(Class::NEXT))
    {
        let future = t.is(at + 1, Class::NEXT);
        return is(at, at + 2, Form::Around { unit, future });
    }
    let unit = word.unit.filter(|_| !word.plural)?;
    if !matches!(
        unit,
        Unit::Day
            | Unit::Week
            | Unit::Month
            | Unit::Quarter
            | Unit::Half
            | Unit::Year
            | Unit::Decade
            | Unit::Century
    ) {
        return None;
    }
    let ended = |end: usize| !t.is(end, Class::ARTICLE.or(Class::OF).or(Class::TO));
    if let Some((end, direction)) = direction_at(t, at + 1) {
        // `the year this happened`, `last` after a noun: only where the language puts it after.
        if !t.language.capital_names && unit != Unit::Day {
            return is(
                at,
                end,
                Form::Unit {
                    unit,
                    shift: shift(direction),
                },
            );
        }
        return None;
    }
    let definite = at > 0
        && (t.is(at - 1, Class::ARTICLE.or(Class::OF).or(Class::PREPOSITION))
            || t.is_sign(at - 1, Sign::Apostrophe));
    if t.is(at + 1, Class::FOLLOWING.or(Class::PRECEDING))
        && definite
        && (ended(at + 2) || !t.is(at + 1, Class::AFTER.or(Class::BEFORE)))
    {
        let shift = if t.is(at + 1, Class::FOLLOWING) {
            1
        } else {
            -1
        };
        return is(at, at + 2, Form::FromThen { unit, shift });
    }
    let mut before = at;
    while before > 0
        && (t.is(before - 1, Class::ARTICLE) || t.is_sign(before - 1, Sign::Apostrophe))
        && at - before < 2
    {
        before -= 1;
    }
    let by = before > 0 && before < at && t.is(before - 1, Class::BY);
    let calendar = matches!(unit, Unit::Week | Unit::Month | Unit::Year);
    if by && calendar && !t.is(at + 1, Class::OF) {
        return is(at, at + 1, Form::Unit { unit, shift: 0 });
    }
    None
}

/// A count of units.
struct Quantity {
    /// 0 where the text says only that there are few.
    amount: i32,
    exactness: Exactness,
    /// `un`, `a`
    indefinite: bool,
    /// Where the unit is.
    end: usize,
}

fn quantity(t: &Tokens<'_>, at: usize) -> Option<Quantity> {
    let word = t.word(at);
    let counted = |amount: u32, end: usize, indefinite: bool| Quantity {
        amount: i32::try_from(amount).unwrap_or(0),
        exactness: Exactness::Counted,
        indefinite,
        end,
    };
    let mut found = if let Some(number) = t.number(at) {
        if t.glued(at)
            && !matches!(
                t.sign(at - 1),
                Some(Sign::Apostrophe | Sign::OpenQuote | Sign::Quote | Sign::Open)
            )
        {
            return None;
        }
        let grouped = matches!(t.sign(at + 1), Some(Sign::Stop | Sign::Comma)) && t.glued(at + 1);
        match t.number(at + 2) {
            Some(more) if grouped && t.glued(at + 2) && more.len() == 3 => {
                counted(number.value.min(9999) * 1000 + more.value, at + 3, false)
            }
            // A decimal fraction.
            Some(_) if grouped && t.glued(at + 2) => return None,
            _ => counted(number.value, at + 1, false),
        }
    } else if word.is(Class::FEW) {
        Quantity {
            amount: 0,
            exactness: Exactness::Vague,
            indefinite: false,
            end: at + 1,
        }
    } else if word.collective > 0 {
        let mut found = counted(u32::from(word.collective), at + 1, false);
        found.exactness = Exactness::Vague;
        found.end = skip(t, found.end, Class::OF);
        found
    } else if word.cardinal > 0 {
        let indefinite = word.cardinal == 1 && word.is(Class::ARTICLE);
        if indefinite && (t.is(at + 1, Class::FEW) || t.word(at + 1).collective > 0) {
            return quantity(t, at + 1);
        }
        let tens = word.cardinal >= 20 && word.cardinal.is_multiple_of(10);
        if tens && t.is_sign(at + 1, Sign::Hyphen) && (1..10).contains(&t.word(at + 2).cardinal) {
            counted(
                u32::from(word.cardinal + t.word(at + 2).cardinal),
                at + 3,
                false,
            )
        } else {
            counted(u32::from(word.cardinal), at + 1, indefinite)
        }
    } else {
        return None;
    };
    if matches!(t.sign(found.end), Some(Sign::Apostrophe | Sign::Hyphen)) && t.glued(found.end) {
        found.end += 1;
    }
    (found.amount > 0 || found.exactness == Exactness::Vague).then_some(found)
}

/// `tre settimane fa`, `fra due mesi`, `due giorni dopo`, `vent’anni`; not `45 anni` of a person.
fn amount(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let found = quantity(t, at)?;
    let Some(unit) = t.word(found.end).unit else {
        // A number that counts something else is no year or day either.
        let counts = t.number(at).is_some() && found.end > at + 1;
        return counts.then_some(Read::Not(found.end));
    };
    let vague = found.exactness == Exactness::Vague;
    // `un secolo`, `one quarter`: rarely time; `a half`: never.
    if matches!(unit, Unit::Half | Unit::Quarter) && found.indefinite {
        return None;
    }
    let mut end = found.end + 1;
    let mut half = false;
    if t.is(end, Class::AND) {
        let more = skip(t, end + 1, Class::ARTICLE);
        if t.is(more, Class::HALF_MORE) {
            half = true;
            end = more + 1;
        }
    }
    if is_age(t, at, end, unit, found.amount) {
        return Some(Read::Not(end));
    }
    let shift = |amount: i32, base: Base| Form::Shift {
        unit,
        amount,
        half,
        exactness: found.exactness,
        base,
    };
    // `pochi`: three or so.
    let some = if found.amount == 0 { 3 } else { found.amount };
    let mut first = at;
    if at > 0
        && (found.amount == 0 || vague)
        && t.word(at - 1).cardinal == 1
        && t.is(at - 1, Class::ARTICLE)
    {
        first = at - 1;
    }
    let phrase = phrase_at(t, end);
    if t.is(end, Class::AGO) {
        return is(first, end + 1, shift(-some, Base::Now));
    }
    if let Some((after, Phrase::Ago)) = phrase {
        return is(first, after, shift(-some, Base::Now));
    }
    let before = at.checked_sub(1);
    let ahead = before.is_some_and(|before| t.is(before, Class::AHEAD));
    let later = match phrase {
        Some((after, Phrase::Later)) => Some((after, some)),
        _ if t.is(end, Class::FOLLOWING) => Some((end + 1, some)),
        _ if t.is(end, Class::PRECEDING) => Some((end + 1, -some)),
        _ => None,
    };
    if let Some((after, amount)) = later {
        // After something that is named next, which may have no date: only the length is known.
        let named = t.is(after, Class::ARTICLE.or(Class::THAT)) && verb(t, after + 1).is_none();
        let of_something = named || t.is(after, Class::OF.or(Class::TO));
        if !of_something {
            return is(first, after, shift(amount, Base::Then));
        }
    } else if ahead && !t.is(end, Class::AND) {
        let base = if t.language.capital_names {
            Base::NowIfFuture
        } else {
            Base::Now
        };
        return is(first, end, shift(some, base));
    }
    if vague && found.amount == 0 {
        return None;
    }
    if found.indefinite {
        let introduced = before.is_some_and(|before| {
            t.is(before, Class::PREPOSITION.or(Class::BY))
                && !t.is(before, Class::AND.or(Class::EVERY))
        });
        let hyphenated = t.is_sign(found.end.wrapping_sub(1), Sign::Hyphen);
        if !introduced || hyphenated {
            return None;
        }
    }
    is(
        first,
        end,
        Form::Duration {
            unit,
            amount: found.amount,
            half,
        },
    )
}

/// Whether an amount of years is somebody's age.
fn is_age(t: &Tokens<'_>, first: usize, end: usize, unit: Unit, amount: i32) -> bool {
    if unit != Unit::Year && unit != Unit::Month {
        return false;
    }
    let after = skip(t, end, Class::OF);
    if t.is(after, Class::AGE_AFTER) {
        return true;
    }
    let Some(before) = first.checked_sub(1) else {
        return false;
    };
    if t.is(before, Class::AGE_BEFORE) {
        return !t.is(end, Class::AGO);
    }
    if t.is(before, Class::OF) && before > 0 {
        return t.is(before - 1, Class::PERSON);
    }
    // `Mario Rossi, 45 anni, …`
    let apposed = t.is_sign(before, Sign::Comma)
        && before > 0
        && t.is_capital(before - 1)
        && matches!(t.sign(end), Some(Sign::Comma | Sign::Close | Sign::Stop));
    apposed && (1..=115).contains(&amount)
}
