//! The grammar of amounts of time: lengths, what lies so many units away, what recurs, and the ages
//! of people, which are none of these. The constructions around them are in [`super::grammar`].

use super::form::{Base, Exactness, Expression, Form, Year, Yearly};
use super::language::{Class, Phrase, Unit};
use super::point;
use super::quantity::{Quantity, fraction, quantity};
use super::reading::{Read, direction_at, is, phrase_at, skip};
use super::tense::verb;
use super::token::{Sign, Tokens};

/// `ogni anno`, `every two weeks`, `tutti i giorni`.
pub(super) fn every(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let each = t.is(at, Class::EVERY);
    let all = t.is(at, Class::ALL) && t.is(at + 1, Class::ARTICLE);
    let set = |end, unit, amount| is(at, end, Form::Set { unit, amount });
    // `tutti gli anni Cinquanta` are one decade.
    if all && t.word(at + 3).decade != 0 {
        return None;
    }
    // `tutti i venerdì sera`
    if all && t.word(at + 2).weekday != 0 {
        let part = usize::from(t.is(at + 3, Class::DAY_PART));
        return set(at + 3 + part, Unit::Week, 1);
    }
    if all && t.word(at + 2).plural {
        return set(at + 3, t.word(at + 2).unit?, 1);
    }
    if !each {
        return None;
    }
    if t.word(at + 1).weekday != 0 {
        return set(at + 2, Unit::Week, 1);
    }
    // `every other Thursday`
    // `ogni mattina`, `every night`
    if t.is(at + 1, Class::DAY_PART) && !t.word(at + 1).plural {
        return set(at + 2, Unit::Day, 1);
    }
    let other = t.language.grammar.other_is_second && t.is(at + 1, Class::ALTERNATE);
    if other && t.word(at + 2).weekday != 0 {
        return set(at + 3, Unit::Week, 2);
    }
    // `ogni 24 giugno`, `every March`, `ogni Natale`
    let yearly = |form: &Form| {
        matches!(
            form,
            Form::Yearly {
                year: Year::Open,
                direction: None,
                ..
            }
        )
    };
    if let Some(Ok((_, end))) =
        point::read(t, at + 1, true).filter(|read| matches!(read, Ok((form, _)) if yearly(form)))
    {
        return set(end, Unit::Year, 1);
    }
    if let Some(unit) = t.word(at + 1).unit {
        return set(at + 2, unit, 1);
    }
    // `every other month`, `every third year`
    let step = match other {
        true => 2,
        false => t.word(at + 1).ordinal,
    };
    if step > 1 {
        return set(at + 3, t.word(at + 2).unit?, i32::from(step));
    }
    let found = quantity(t, at + 1)?;
    set(found.end + 1, t.word(found.end).unit?, found.amount)
}

/// `tre settimane fa`, `fra due mesi`, `due giorni dopo`, `vent’anni`; not `45 anni` of a person.
pub(super) fn amount(t: &Tokens<'_>, at: usize) -> Option<Read> {
    let part = fraction(t, at);
    let mut found = match part {
        Some((_, amount, end)) => Quantity {
            amount,
            exactness: Exactness::Counted,
            indefinite: false,
            end: end.checked_sub(1)?,
        },
        None => quantity(t, at)?,
    };
    // `two and a half years`; `half a century` is no century.
    let fraction = skip(t, found.end + 1, Class::ARTICLE);
    let mut half =
        part.is_none() && t.is(found.end, Class::AND) && t.is(fraction, Class::HALF_MORE);
    if half {
        found.end = fraction + 1;
    }
    if found.indefinite && at > 0 && t.is(at - 1, Class::HALF_MORE) {
        return Some(Read::Not(found.end));
    }
    if let Some(read) = seasons_ago(t, at, &found) {
        return Some(read);
    }
    let Some(unit) = part.map(|(unit, ..)| unit).or(t.word(found.end).unit) else {
        // A number that counts something else is no year or day either.
        let counts = t.number(at).is_some() && found.end > at + 1;
        return counts.then_some(Read::Not(found.end));
    };
    if found.exactness == Exactness::Counted
        && let Some(read) = weeks_from_weekday(t, at, found.end, found.amount)
    {
        return Some(read);
    }
    let vague = found.exactness == Exactness::Vague;
    // `un secolo`, `one quarter`: rarely time; `a half`: never.
    // `three quarters of the vote`
    let share = t.is(found.end + 1, Class::OF);
    if matches!(unit, Unit::Half | Unit::Quarter) && (found.indefinite || share) {
        return None;
    }
    let mut end = found.end + 1;
    if t.is(end, Class::AND) {
        let more = skip(t, end + 1, Class::ARTICLE);
        if t.is(more, Class::HALF_MORE) {
            half = true;
            end = more + 1;
        }
    }
    let rest = match half || found.exactness == Exactness::Vague {
        true => None,
        false => rest(t, end, unit),
    };
    if let Some((_, after)) = rest {
        end = after;
    }
    if is_age(t, at, end, unit, found.amount) || is_reading(t, at, end, unit) {
        return Some(Read::Not(end));
    }
    // `24 ore su 24`, `sette giorni su sette`: always.
    if t.is(end, Class::PREPOSITION)
        && !t.is(end, Class::AND)
        && let Some(again) = quantity(t, end + 1).filter(|again| again.amount == found.amount)
    {
        return Some(Read::Not(again.end));
    }
    let (rest, least) = rest.map_or((0, 0), |(rest, _)| rest);
    // What is told besides counts where it makes whole units of its own.
    let (counted, times) = match unit {
        Unit::Year if rest > 0 => (Unit::Month, 12),
        Unit::Week if rest > 0 => (Unit::Day, 7),
        Unit::Hour if rest > 0 => (Unit::Minute, 60),
        _ => (unit, 1),
    };
    let shift = |amount: i32, base: Base| Form::Shift {
        unit: counted,
        amount: match times {
            1 => amount,
            _ => {
                (amount.saturating_mul(times)).saturating_add(rest.saturating_mul(amount.signum()))
            }
        },
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
    if let Some((after, Phrase::FromNow)) = phrase {
        return is(first, after, shift(some, Base::Now));
    }
    let before = at.checked_sub(1);
    let ahead = before.is_some_and(|before| t.is(before, Class::AHEAD));
    // `struck for 48 hours earlier this week`
    let own = t.language.grammar.directions_lead && direction_at(t, end + 1).is_some();
    // Counted from something that has no date: only the length is known.
    let mut from_something = false;
    let later = match phrase {
        _ if own => None,
        Some((after, Phrase::Later)) => Some((after, some)),
        _ if t.is(end, Class::FOLLOWING) => Some((end + 1, some)),
        _ if t.is(end, Class::PRECEDING) => Some((end + 1, -some)),
        _ => None,
    };
    if let Some((after, amount)) = later {
        // After something that is named next, which may have no date.
        let named = t.is(after, Class::ARTICLE.or(Class::THAT))
            && verb(t, after + 1).is_none()
            && (t.is(end, Class::AFTER)
                || (t.language.grammar.after_governs && t.is(end, Class::BEFORE)))
            && !is_subject(t, after);
        // `cinque giorni dopo Firenze,`: a name and no verb of its own
        let name = t.is(end, Class::AFTER) && is_name_alone(t, after);
        // `two weeks after he left`: a language in which `after` alone is `later` says so.
        let subordinate = t.language.grammar.after_governs && t.is_word(after);
        let of_something = (subordinate && t.is(end, Class::AFTER.or(Class::BEFORE)))
            || named
            || name
            || t.is(after, Class::OF.or(Class::THAN))
            // `precedente al voto`; `firmato cinque giorni prima a Cassibile` goes on.
            || (t.is(after, Class::TO)
                && (t.language.grammar.after_governs || !t.is(end, Class::AFTER.or(Class::BEFORE))));
        if !of_something {
            return is(first, after, shift(amount, Base::Then));
        }
        from_something = true;
    } else if ahead && !t.is(end, Class::AND) {
        let base = if t.language.grammar.in_is_also_a_length {
            Base::NowIfFuture
        } else {
            Base::Now
        };
        return is(first, end, shift(some, base));
    }
    if vague && found.amount == 0 {
        return None;
    }
    if found.indefinite && !half && rest == 0 {
        let introduced = before.is_some_and(|before| {
            t.is(
                before,
                Class::PREPOSITION.or(Class::BY).or(Class::MEASURING),
            ) && !t.is(before, Class::AND.or(Class::EVERY))
        });
        let hyphenated = t.is_sign(found.end.wrapping_sub(1), Sign::Hyphen);
        // `cammino un’ora, poi leggo`: where a language does not tell rates so (`five dollars a day`).
        let closes = !t.language.grammar.article_per
            && unit != Unit::Second
            && t.sign(end)
                .is_none_or(|sign| !matches!(sign, Sign::Apostrophe | Sign::Hyphen))
            && !t.is_word(end)
            && before.is_some_and(|before| {
                let bare = t.is_word(before) && !t.is(before, Class::OF.or(Class::AND));
                bare || t.is_sign(before, Sign::Comma)
            });
        if !(introduced || closes || from_something) || hyphenated {
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
            rest,
            least,
        },
    )
}

/// What is told besides an amount of `unit`, in the unit below it and in the one below that, and where it
/// ends: `e due mesi`, `and 20 minutes`, `, due mesi e venti giorni`; minutes alone may lack their name
/// (`un’ora e venti`).
fn rest(t: &Tokens<'_>, end: usize, unit: Unit) -> Option<((i32, i32), usize)> {
    let below = unit.below()?;
    let counted = |at: usize, unit: Unit| {
        let found = quantity(t, at).filter(|found| found.exactness == Exactness::Counted)?;
        (t.word(found.end).unit == Some(unit)).then_some((found.amount, found.end + 1))
    };
    if t.is_sign(end, Sign::Comma) {
        let (middle, next) = counted(end + 1, below)?;
        let joined = t.is(next, Class::AND) && !t.is(next, Class::OR);
        let (least, end) = counted(next + 1, below.below().filter(|_| joined)?)?;
        return Some(((middle, least), end));
    }
    if !t.is(end, Class::AND) || t.is(end, Class::OR) {
        return None;
    }
    if unit == Unit::Hour
        && let Some((minutes, end)) = quarters(t, end + 1)
    {
        return Some(((minutes, 0), end));
    }
    let found = quantity(t, end + 1).filter(|found| found.exactness == Exactness::Counted)?;
    if t.word(found.end).unit == Some(below) {
        return Some(((found.amount, 0), found.end + 1));
    }
    let minutes = unit == Unit::Hour && (2..60).contains(&found.amount);
    let goes_on = t.is(found.end, Class::PREPOSITION) || verb(t, found.end).is_some();
    let ends = (!t.is_word(found.end) || goes_on) && t.number(found.end).is_none();
    (minutes && ends).then_some(((found.amount, 0), found.end))
}

/// The minutes of `un quarto`, `tre quarti`, `a quarter`, `three quarters` of an hour, and where that ends.
fn quarters(t: &Tokens<'_>, at: usize) -> Option<(i32, usize)> {
    let count = match t.word(at).cardinal {
        count @ (1 | 3) => i32::from(count),
        _ => return None,
    };
    let word = t.word(at + 1);
    let quarter = word.ordinal == 4 || word.unit == Some(Unit::Quarter);
    // `and a quarter of the vote`
    let share = t.language.grammar.article_per && t.is(at + 2, Class::OF);
    (quarter && !share).then_some((15 * count, at + 2))
}

/// `a week from Tuesday`, `two weeks on Friday`, `a week ago Monday`: a weekday, and so many weeks from it.
fn weeks_from_weekday(t: &Tokens<'_>, at: usize, unit: usize, weeks: i32) -> Option<Read> {
    let word = t.word(unit);
    if !t.language.grammar.weekday_week || word.unit != Some(Unit::Week) {
        return None;
    }
    let joined = unit + 1;
    let ago = t.is(joined, Class::AGO);
    let on =
        t.str(joined) == "on" && !(at > 0 && t.is(at - 1, Class::PREPOSITION.or(Class::MEASURING)));
    let weekday = t.word(joined + 1).weekday;
    let owned = t.is_sign(joined + 2, Sign::Apostrophe);
    let joins = ago || on || t.is(joined, Class::FROM);
    let is_weekday = weekday > 0 && t.is_capital(joined + 1) && !t.word(joined + 1).plural;
    let weeks = i16::try_from(weeks)
        .ok()
        .filter(|weeks| (1..50).contains(weeks))?;
    let form = Form::WeekdayAfter {
        weekday,
        weeks: if ago { -weeks - 1 } else { weeks },
    };
    (joins && is_weekday && !owned).then_some(Read::Is(Expression::new(at, joined + 2, form)))
}

/// `due estati fa`, `two summers ago`.
fn seasons_ago(t: &Tokens<'_>, at: usize, found: &Quantity) -> Option<Read> {
    let (weekday, ago) = (t.word(found.end).weekday, t.is(found.end + 1, Class::AGO));
    // `two Fridays ago`
    if weekday > 0 && ago && found.exactness == Exactness::Counted {
        let weeks = i16::try_from(found.amount)
            .ok()
            .filter(|weeks| (2..50).contains(weeks))?;
        let form = Form::WeekdayAfter {
            weekday,
            weeks: -weeks,
        };
        return is(at, found.end + 2, form);
    }
    let season = t.word(found.end).season;
    let ago =
        season > 0 && found.exactness == Exactness::Counted && t.is(found.end + 1, Class::AGO);
    let years = i16::try_from(found.amount)
        .ok()
        .filter(|years| ago && (1..100).contains(years))?;
    let form = Form::Yearly {
        what: Yearly::Season(season),
        year: Year::FromNow(-years),
        direction: None,
    };
    is(at, found.end + 2, form)
}

/// More years than a sentence of a court has.
const PAST_SENTENCES: i32 = 36;

/// Whether an amount of years is somebody's age.
pub(super) fn is_age(t: &Tokens<'_>, first: usize, end: usize, unit: Unit, amount: i32) -> bool {
    if unit != Unit::Year && unit != Unit::Month {
        return false;
    }
    let after = skip(t, end, Class::OF.or(Class::ARTICLE));
    if t.is(after, Class::AGE_AFTER) {
        return true;
    }
    let Some(before) = first.checked_sub(1) else {
        return false;
    };
    if t.is(before, Class::AGE_BEFORE) {
        return !t.is(end, Class::AGO);
    }
    // `di appena due anni`
    let measured = t.is(before, Class::MEASURING) && !t.is(before, Class::OF);
    let of = before.saturating_sub(usize::from(measured));
    if t.is(of, Class::OF) && of > 0 {
        // `Tobia, di appena due anni`
        let name = (of - 1).saturating_sub(usize::from(t.is_sign(of - 1, Sign::Comma)));
        // `Ada Bassi, di 37 anni,`
        let apposed = t.is_sign(of - 1, Sign::Comma)
            && matches!(t.sign(end), Some(Sign::Comma | Sign::Close | Sign::Stop));
        let named = (measured || apposed) && is_named(t, name) && !t.is(end, Class::AGO);
        return t.is(of - 1, Class::PERSON) || named;
    }
    let closes = matches!(t.sign(end), Some(Sign::Comma | Sign::Close | Sign::Stop));
    // `È morto ieri, a 91 anni, …`
    let aged = !t.language.grammar.ages_are_bare
        && t.is(before, Class::TO)
        && before > 0
        && t.is_sign(before - 1, Sign::Comma);
    if aged && closes && (16..=115).contains(&amount) {
        return true;
    }
    // `È morto a 91 anni`; `A ventitré anni si laureò`
    let dies = before > 0 && t.is(before - 1, Class::DIED);
    let opens = before == 0
        || matches!(
            t.sign(before - 1),
            Some(Sign::Stop | Sign::End | Sign::OpenQuote | Sign::Colon)
        );
    let since = t.is(end, Class::FROM.or(Class::SINCE).or(Class::OF));
    // `Tornò in scena a settantotto anni`: nobody is sentenced to so many.
    let old = (PAST_SENTENCES..=115).contains(&amount);
    if !t.language.grammar.ages_are_bare
        && t.is(before, Class::TO)
        && (dies || opens || old)
        && !since
        && (16..=115).contains(&amount)
    {
        return true;
    }
    // `Mario Rossi, 45 anni, …`; `… di Mario Rossi, 45 anni: …`
    let closes = closes || t.is_sign(end, Sign::Colon);
    // `Ada Bassi, 37 anni e Ugo Neri, 34 anni di Altamarina`: a full name, and another behind.
    let goes_on = before > 1
        && t.is_capital(before - 2)
        && t.is(end, Class::AND.or(Class::OF))
        && t.is_capital(end + 1);
    let apposed = t.is_sign(before, Sign::Comma)
        && before > 0
        && t.is_capital(before - 1)
        && (closes || goes_on);
    // `in Norvegia, un mese, a camminare`
    apposed && (1..=115).contains(&amount) && (unit == Unit::Year || amount > 1)
}

/// Whether a word is a name by its capital: it opens no sentence, and no table has it.
fn is_named(t: &Tokens<'_>, at: usize) -> bool {
    let unknown = t.at(at).is_some_and(|token| token.word == 0);
    unknown && t.is_capital(at) && at > 0 && !matches!(t.sign(at - 1), Some(Sign::Stop | Sign::End))
}

/// Whether a name of one to three words begins at a token, and ends its clause.
fn is_name_alone(t: &Tokens<'_>, at: usize) -> bool {
    let words = (at..at + 4).take_while(|&at| t.is_word(at) && t.is_capital(at));
    let words = words.count();
    let ends = matches!(
        t.sign(at + words),
        Some(Sign::Comma | Sign::Stop | Sign::Close | Sign::Colon | Sign::End)
    );
    (1..4).contains(&words) && ends && t.at(at).is_some_and(|token| token.word == 0)
}

/// How far from its article the verb of a subject is looked for.
const SUBJECT: usize = 8;

/// Whether it says how long reading takes, as pages do beside a text: `Tempo di lettura: 3 minuti`, `3 minuti di
/// lettura`, `4 minute read`.
fn is_reading(t: &Tokens<'_>, first: usize, end: usize, unit: Unit) -> bool {
    let label = first > 1 && t.is_sign(first - 1, Sign::Colon);
    let read = t.str(end) == "read" && !t.is_word(end + 1);
    let of = t.is(end, Class::OF) && t.str(end + 1) == "lettura";
    unit == Unit::Minute
        && (read || of || label && ["lettura", "Lettura"].contains(&t.str(first - 2)))
}

/// Whether a name after an article is the subject of the verb that follows it, and not what time
/// is counted from: `due anni dopo l’Agenzia spaziale europea ha firmato`.
pub(super) fn is_subject(t: &Tokens<'_>, article: usize) -> bool {
    let name = if t.is_sign(article + 1, Sign::Apostrophe) {
        article + 2
    } else {
        article + 1
    };
    // `due giorni dopo il parroco ha detto`: `avere` has its subject before it.
    if !t.is_capital(name) && t.is(name + 1, Class::PRESENT_AUXILIARY.or(Class::PAST_VERB)) {
        let having = t.str(name + 1);
        return having.starts_with('h') || having.starts_with("av");
    }
    let verb = (Class::PRESENT_AUXILIARY.or(Class::REMOTE_VERB)).or(Class::ON_SCHEDULE);
    t.is_capital(name)
        && (name + 1..name + SUBJECT)
            .take_while(|&at| t.sign(at).is_none() || t.is_sign(at, Sign::Apostrophe))
            .any(|at| t.is(at, verb))
}
