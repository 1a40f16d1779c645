//! The grammar of units of the calendar that are told from here: the last, this, the next, the following. Points of
//! the calendar after such a word are in [`super::directed`], amounts of time in [`super::amount`], the
//! constructions around both in [`super::grammar`].

use super::Part;
use super::form::{Direction, Expression, Form, Year, Yearly};
use super::language::{Class, Phrase, Unit};
use super::quantity::quantity;
use super::reading::{Read, direction_at, ends_phrase, is, phrase_at, shift, skip};
use super::tense::{is_subject, verb};
use super::token::{Sign, Tokens};

/// What a word that points begins.
pub(super) enum Pointed {
    /// What is read to its end.
    Read(Read),
    /// Nothing but a direction; a point of the calendar may follow at the token.
    To(Direction, usize),
}

/// `prossima settimana`, `quest’anno`, `ultimi quindici anni`, `scorse ore`, `quel giorno`, `following year`; or the
/// direction alone: `lo scorso`.
pub(super) fn pointed(t: &Tokens<'_>, at: usize) -> Option<Pointed> {
    let is = |first, end, form| is(first, end, form).map(Pointed::Read);
    let word = t.word(at);
    // `would last three weeks`
    let modal = [
        "will", "would", "could", "may", "might", "should", "can", "must",
    ];
    let endures = at > 0 && t.str(at) == "last" && modal.contains(&t.str(at - 1));
    if endures && t.language.grammar.last_is_latest {
        return None;
    }
    let (after, direction) = match direction_at(t, at) {
        Some((after, direction)) => (after, Some(direction)),
        None => (at + 1, None),
    };
    let next = skip(t, after, Class::default());
    let unit = t.word(next);
    if word.is(Class::THAT) && (unit.month > 0 || unit.season > 0) {
        let what = if unit.month > 0 {
            Yearly::Month(unit.month)
        } else {
            Yearly::Season(unit.season)
        };
        // `that may be`: a month has its capital where the language gives it one.
        let named =
            unit.season > 0 || t.is_capital(next) || !t.language.grammar.names_are_capitalised;
        let form = Form::Yearly {
            what,
            year: Year::FromThen(0),
            direction: None,
        };
        return is(at, next + 1, form).filter(|_| named);
    }
    // `that evening`
    if word.is(Class::THAT) && t.is(next, Class::DAY_PART) {
        let form = Form::FromThen {
            unit: Unit::Day,
            shift: 0,
        };
        return is(at, next + 1, form);
    }
    let another = t.is(next + 1, Class::AND) && t.word(next + 2).weekday == 0;
    let ends = ends_phrase(t, next + 1) || another;
    // `quel martedì`; `announced that Tuesday.`, but `said that Tuesday was …`
    if word.is(Class::THAT)
        && unit.weekday > 0
        && !unit.plural
        && (!t.language.grammar.names_are_capitalised || t.is_capital(next) && ends)
        && !t.is_sign(next + 1, Sign::Apostrophe)
    {
        let form = Form::Weekday {
            weekday: unit.weekday,
            day: 0,
            direction: None,
        };
        return is(at, next + 1, form);
    }
    // `fu liberata quel fine settimana`
    if word.is(Class::THAT)
        && let Some((end, Phrase::Weekend)) = phrase_at(t, next)
        && (!t.is_word(end) || t.is(end, Class::PREPOSITION.or(Class::AND).or(Class::ARTICLE)))
    {
        let form = Form::FromThen {
            unit: Unit::Weekend,
            shift: 0,
        };
        return is(at, end, form);
    }
    if word.is(Class::THAT) && !unit.plural {
        let form = match unit.unit? {
            unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year) => {
                Form::FromThen { unit, shift: 0 }
            }
            _ => return None,
        };
        return is(at, next + 1, form);
    }
    // `the following May`, `nel successivo mese di maggio`
    let related = word.is(Class::FOLLOWING.or(Class::PRECEDING))
        && !word.is(Class::AFTER.or(Class::BEFORE).or(Class::THEN));
    if related
        && (unit.month > 0 || unit.season > 0)
        && (t.is_capital(next) || !t.language.grammar.names_are_capitalised || unit.season > 0)
        && (at > 0 && t.is(at - 1, Class::ARTICLE.or(Class::PREPOSITION)))
    {
        let what = if unit.month > 0 {
            Yearly::Month(unit.month)
        } else {
            Yearly::Season(unit.season)
        };
        let year = if word.is(Class::FOLLOWING) {
            Year::Following
        } else {
            Year::Preceding
        };
        let form = Form::Yearly {
            what,
            year,
            direction: None,
        };
        return is(at, next + 1, form);
    }
    // `the following Tuesday`
    if related
        && unit.weekday > 0
        && !unit.plural
        && at > 0
        && t.is(at - 1, Class::ARTICLE.or(Class::DAY_BEFORE))
    {
        let form = Form::WeekdayThen {
            weekday: unit.weekday,
            before: word.is(Class::PRECEDING),
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
                rest: 0,
                least: 0,
            },
        );
    }
    // `la scorsa settimana santa` is a holiday of every year.
    let holiday = matches!(phrase_at(t, next), Some((_, Phrase::Holiday(_))));
    if let Some(unit) = unit.unit.filter(|_| !holiday) {
        let end = next + 1;
        return match (t.word(next).plural, direction) {
            // `the last day`, `l’ultimo anno di guerra`: the last of several.
            (false, _)
                if latest
                    && (t.is(end, Class::OF)
                        || matches!(
                            unit,
                            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day
                        )) =>
            {
                None
            }
            (false, _) if latest => is(
                at,
                end,
                Form::Duration {
                    unit,
                    amount: 1,
                    half: false,
                    rest: 0,
                    least: 0,
                },
            ),
            (false, Some(_)) if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) => None,
            (false, Some(_)) if unit == Unit::Day => None,
            (false, Some(direction)) => is(
                at,
                end,
                Form::Unit {
                    unit,
                    shift: shift(direction),
                },
            ),
            (true, Some(Direction::This)) => None,
            // `gli ultimi giorni di Pompei`; and `Last days`, where nothing makes them those before now.
            (true, _)
                if word.is(Class::LATEST)
                    && (t.is(end, Class::OF)
                        || t.language.grammar.last_is_latest && !introduced(t, at)) =>
            {
                None
            }
            (true, direction) => {
                let future = direction == Some(Direction::Next);
                is(at, end, Form::Around { unit, future })
                    .filter(|_| matches!(unit, Unit::Hour | Unit::Day | Unit::Week))
            }
            (false, None) => None,
        };
    }
    let direction = direction?;
    if t.is(next, Class::DAY_PART) {
        let days = if direction == Direction::Last { -1 } else { 0 };
        return is(at, next + 1, Form::Day(days)).filter(|_| direction != Direction::Next);
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
    Some(Pointed::To(direction, next))
}

/// Whether an article or a preposition stands before a token.
fn introduced(t: &Tokens<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| t.is(before, Class::ARTICLE.or(Class::PREPOSITION)))
}

/// The token after the end of a unit that is told behind it: `year-end`, `by year’s end`; not `a year-end
/// party`.
fn end_after(t: &Tokens<'_>, at: usize) -> Option<usize> {
    let owned = t.is_sign(at + 1, Sign::Apostrophe) && t.glued(at + 1) && t.str(at + 2) == "s";
    let hyphen = t.is_sign(at + 1, Sign::Hyphen) && t.glued(at + 1) && t.glued(at + 2);
    let end = match (owned, hyphen) {
        (true, _) => at + 3,
        (_, true) => at + 2,
        _ => return None,
    };
    let introduced = at > 0 && t.is(at - 1, Class::PREPOSITION.or(Class::BY).or(Class::THIS));
    (t.language.grammar.possessives && introduced && t.is(end, Class::END)).then_some(end + 1)
}

/// `anno scorso`, `settimana prossima`, `anno in corso`, `anno successivo`, `entro l’anno`.
pub(super) fn unit(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let word = t.word(at);
    // `la sera stessa`, `l’anno stesso`
    let itself = t.is(at + 1, Class::THAT) && t.str(at + 1).starts_with("stess");
    if itself && (t.is(at, Class::DAY_PART) || word.unit.is_some()) && !word.plural {
        let unit = match word.unit {
            None => Unit::Day,
            Some(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) => unit,
            _ => return None,
        };
        return is(at, at + 2, Form::FromThen { unit, shift: 0 });
    }
    // `la sera successiva`, `la mattina dopo`
    let on =
        t.is(at + 1, Class::FOLLOWING.or(Class::PRECEDING)) && !t.language.grammar.directions_lead;
    if t.is(at, Class::DAY_PART) && on && at > 0 && t.is(at - 1, Class::ARTICLE) {
        let plain = !t.is(at + 1, Class::AFTER.or(Class::BEFORE));
        let ends = !t.is(at + 2, Class::ARTICLE.or(Class::OF).or(Class::TO));
        let shift = if t.is(at + 1, Class::FOLLOWING) {
            1
        } else {
            -1
        };
        let form = Form::FromThen {
            unit: Unit::Day,
            shift,
        };
        return (plain || ends).then_some(Read::Is(Expression::new(at, at + 2, form)));
    }
    if word.plural
        && !t.language.grammar.directions_lead
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
    if let Some(end) = end_after(t, at).filter(|_| {
        matches!(
            unit,
            Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century
        )
    }) {
        return Some(Read::Is(Expression {
            part: Some(Part::End),
            ..Expression::new(at, end, Form::Unit { unit, shift: 0 })
        }));
    }
    let ended = |end: usize| !t.is(end, Class::ARTICLE.or(Class::OF).or(Class::TO));
    if let Some((end, direction)) = direction_at(t, at + 1) {
        // `the year this happened`, `last` after a noun: only where the language puts it after.
        if !t.language.grammar.directions_lead && unit != Unit::Day {
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
    // `a day after missiles struck`: in English what comes after says from when it counts.
    let subordinate = t.language.grammar.after_governs
        && t.is(at + 1, Class::AFTER.or(Class::BEFORE))
        && t.is_word(at + 2);
    if t.is(at + 1, Class::FOLLOWING.or(Class::PRECEDING))
        && definite
        && !subordinate
        && (ended(at + 2)
            // `l’anno successivo al voto`: after what, is not said.
            || !(t.is(at + 1, Class::AFTER.or(Class::BEFORE)) || t.is(at + 2, Class::TO))
            // `il giorno prima il sindaco aveva chiesto`: a noun would follow `prima di`.
            || (t.is(at + 1, Class::BEFORE) && t.is(at + 2, Class::ARTICLE) && !t.is(at + 2, Class::OF))
            || (t.is(at + 2, Class::ARTICLE) && is_subject(t, at + 2))
            // `l’anno dopo lo assunse`
            || (t.is(at + 2, Class::ARTICLE) && verb(t, at + 3).is_some()))
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
