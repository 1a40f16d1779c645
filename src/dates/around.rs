//! What stands around an expression in its sentence and decides for what comes after it: lists, what is
//! inserted after a noun, what stands first, and whether the sentence is news. What it comes to is for
//! [`super::resolve`].

use super::Part;
use super::endings::Told;
use super::form::{Base, Expression, Form, Yearly};
use super::language::{Class, Unit};
use super::scan::Piece;
use super::tense::{Tense, verb};
use super::token::{Sign, Tokens};
use crate::edtf::{Edtf, Precision};

/// The day in full that goes on with the expression of that number, a word like `e` between them.
pub(super) fn listed_with(piece: &Piece<'_>, nth: usize) -> Option<Edtf> {
    let (one, next) = (piece.expressions.get(nth)?, piece.expressions.get(nth + 1)?);
    let t = &piece.tokens;
    let Form::Exact(day) = next.form else {
        // `il 3 aprile, il 7 aprile e il 12 maggio 2023`
        let parts = |at| {
            t.is(at, Class::ARTICLE.or(Class::DAY_BEFORE).or(Class::AND))
                || matches!(t.sign(at), Some(Sign::Comma | Sign::Apostrophe))
        };
        let days = one.is_day_of_month() && next.is_day_of_month();
        let listed = days && next.first - one.end <= 3 && (one.end..next.first).all(parts);
        return if listed {
            listed_with(piece, nth + 1)
        } else {
            None
        };
    };
    let mut between = one.end..next.first;
    // `July 8, 9 and 10, 2024`
    let same_month = matches!(
        one.form,
        Form::Yearly { what: Yearly::Day { month, .. }, .. } if month == day.first_day().month()
    );
    let leads = between.next()?;
    let comma = same_month && t.language.grammar.month_first && t.is_sign(leads, Sign::Comma);
    let joined = (comma || t.is(leads, Class::AND))
        && between.len() <= 2
        && between.all(|at| {
            t.is(at, Class::ARTICLE.or(Class::DAY_BEFORE)) || t.is_sign(at, Sign::Apostrophe)
        });
    (joined && one.to.is_none() && day.precision() == Precision::Day).then_some(day)
}

/// Whether what stands between the expression of that number and the one before it, in their sentence, says
/// that it lies after that or before it, and tells nothing else: `in 1998, after the verdict of 3 May`.
pub(super) fn is_related(piece: &Piece<'_>, nth: usize, sentence: (usize, usize)) -> bool {
    let t = &piece.tokens;
    let before = nth
        .checked_sub(1)
        .and_then(|nth| piece.expressions.get(nth));
    let (Some(before), Some(one)) = (before, piece.expressions.get(nth)) else {
        return false;
    };
    let between = before.end..one.first;
    let relates = |at: usize| t.is(at, Class::AFTER.or(Class::BEFORE));
    // `after` itself would only say from when: `in 2017, after 31 January`.
    before.first >= sentence.0
        && between.len() <= INSERTED
        && between.clone().take(2).any(relates)
        && t.is(one.first.wrapping_sub(1), Class::OF.or(Class::PREPOSITION))
        && between.clone().all(|at| verb(t, at).is_none())
}

/// Whether the year `told` before in the sentence of the expression of that number opens what tells it in
/// detail: `due volte nel 2019: a marzo e il 3 ottobre`, `twice in 2019 (in March and on 3 October)`.
pub(super) fn is_detail(
    piece: &Piece<'_>,
    nth: usize,
    sentence: (usize, usize),
    told: &Edtf,
) -> bool {
    let before = (piece.expressions.iter().take(nth).rev())
        .take(DETAILS)
        .take_while(|other| other.first >= sentence.0);
    let opens = |at| {
        matches!(
            piece.tokens.sign(at),
            Some(Sign::Colon | Sign::Open | Sign::Dash)
        )
    };
    told.precision() == Precision::Year
        && before
            .into_iter()
            .any(|other| other.form == Form::Exact(*told) && other.to.is_none() && opens(other.end))
}

/// Whether a year only says which a noun is that is not told of: `sentenced for the 2004 bombing on 7 March`.
pub(super) fn is_of_noun(t: &Tokens<'_>, expression: &Expression) -> bool {
    let (first, end) = (expression.first, expression.end);
    let year = matches!(expression.form, Form::Exact(date) if date.precision() == Precision::Year);
    let introduced = first > 1 && t.is(first - 1, Class::ARTICLE) && t.word(first - 2).attributive;
    let noun = t.is_word(end) && !t.is(end, Class::PREPOSITION.or(Class::AND).or(Class::CLAUSE));
    year && introduced && noun && verb(t, end).is_none()
}

/// Expressions before one among which such a year is looked for.
const DETAILS: usize = 4;

/// Whether a day counted from another is told beside that, and the story does not go on with it: `he died
/// two days later`, `la sera prima`; but `Two days later …`.
pub(super) fn is_aside(t: &Tokens<'_>, sentence: usize, expression: &Expression) -> bool {
    let back = matches!(
        expression.form,
        Form::FromThen {
            unit: Unit::Day,
            shift: ..=-1
        }
    );
    let later = matches!(
        expression.form,
        Form::Shift {
            unit: Unit::Day | Unit::Week | Unit::Hour,
            base: Base::Then,
            ..
        }
    );
    back || later && !is_fronted(t, sentence, expression.first)
}

/// How far around an expression it is looked for whether its clause is news, in tokens.
const AROUND: usize = 40;

/// Whether the sentence around an expression goes on to what is so now: `; il 3 luglio è stata
/// venduta`. A year that stands first holds no longer then.
pub(super) fn is_news(t: &Tokens<'_>, sentence: (usize, usize), expression: &Expression) -> bool {
    let from = expression.first.saturating_sub(AROUND).max(sentence.0);
    let to = (expression.end + AROUND).min(sentence.1);
    (from..to).any(|at| t.is(at, Class::PRESENT_AUXILIARY) || t.is_sign(at, Sign::Colon))
}

/// Whether an expression, a year or (`month`) a month, stands in what is inserted after a noun,
/// between commas: a participle and what goes with it, a relative clause, or what someone is
/// (`Rossi, sindaco nel 2019, aprì`). In English a participle may open the sentence too.
pub(super) fn is_inserted(
    t: &Tokens<'_>,
    sentence: (usize, usize),
    expression: &Expression,
    month: bool,
) -> bool {
    let comma = |&at: &usize| t.is_sign(at, Sign::Comma);
    let from = (expression.first.saturating_sub(INSERTED)).max(sentence.0);
    let to = (expression.end + INSERTED).min(sentence.1);
    let closes = (expression.end..to).any(|at| comma(&at));
    let Some(opens) = (from..expression.first).rev().find(comma) else {
        return closes && !month && opens_with_participle(t, sentence.0, expression.first);
    };
    if opens == sentence.0 || !closes {
        return false;
    }
    let mut opening = (opens + 1..expression.first).take(2);
    if opening.clone().any(|at| t.is(at, Class::CLAUSE)) {
        return true;
    }
    let told = |at| matches!(verb(t, at), Some(Tense::Past | Tense::Narrative));
    // `, nel 2019,` is inserted in no noun, and no noun is what stands after the verb.
    let plain = |at| t.is_word(at) && t.word(at).classes == Class::default();
    let apposed = || {
        (opens + 1..expression.first).any(plain)
            && (sentence.0..expression.first).all(|at| verb(t, at).is_none())
    };
    !month && (opening.any(told) || apposed())
}

/// Whether a sentence opens with a participle, and nothing else tells before `first`: `Arrested in
/// 2019, the boss escaped`.
fn opens_with_participle(t: &Tokens<'_>, sentence: usize, first: usize) -> bool {
    t.language.grammar.ed_participles
        && t.is_word(sentence)
        && t.at(sentence).is_some_and(|word| word.len() > 4)
        && t.str(sentence).ends_with("ed")
        && (sentence + 1..first).all(|at| verb(t, at).is_none())
}

/// Tokens of what is inserted, before the date and after it.
const INSERTED: usize = 12;

/// Whether an expression stands between two commas, and the verb at a token behind them.
pub(super) fn is_enclosed(
    t: &Tokens<'_>,
    sentence: (usize, usize),
    expression: &Expression,
    verb: usize,
) -> bool {
    let comma = |at: usize| t.is_sign(at, Sign::Comma);
    let from = expression.first.saturating_sub(INSERTED).max(sentence.0);
    (from..expression.first).any(comma) && (expression.end..verb).any(comma)
}

/// Whether nothing but what leads to a date stands before it in its sentence: `All’inizio del 2016`.
pub(super) fn is_fronted(t: &Tokens<'_>, sentence: usize, first: usize) -> bool {
    let leading = Class::ARTICLE
        .or(Class::PREPOSITION)
        .or(Class::OF)
        .or(Class::TO)
        .or(Class::START)
        .or(Class::MIDDLE)
        .or(Class::END);
    // `Nella stagione 2022-23`
    let leads =
        |at| t.is(at, leading) || t.word(at).two_year_season || t.is_sign(at, Sign::Apostrophe);
    first <= sentence + FRONTED && (sentence..first).all(leads)
}

/// Tokens that may lead to a date which stands first in its sentence.
const FRONTED: usize = 5;

/// Whether an expression opens the entry of a chronicle, which is told in whatever tense: `6 October:
/// vaccination begins`.
pub(super) fn is_entry(t: &Tokens<'_>, sentence: (usize, usize), expression: &Expression) -> bool {
    // The mark of a list may stand before it.
    let opens = (sentence.0..expression.first).all(|at| t.sign(at).is_some());
    opens && matches!(t.sign(expression.end), Some(Sign::Colon | Sign::Dash))
}

/// Whether a date with its year heads the entry of a chronicle, nothing before it and a stop, a colon or a dash
/// behind: `11 marzo 2011. Lo tsunami …`.
pub(super) fn is_head(t: &Tokens<'_>, expression: &Expression) -> bool {
    let opens = (0..expression.first).all(|at| t.sign(at).is_some());
    let ends = matches!(
        t.sign(expression.end),
        Some(Sign::Stop | Sign::Colon | Sign::Dash)
    );
    opens && ends && matches!(expression.form, Form::Exact(date) if date.days() <= 366)
}

/// The unit after the one told before, where a story goes on with it and an article says so: `The next week
/// the judge was replaced`; without one, it is the next from now.
pub(super) fn next_in_story(
    t: &Tokens<'_>,
    sentence: (usize, usize),
    expression: &Expression,
    tense: Tense,
) -> Option<Form> {
    let Form::Unit { unit, shift: 1 } = expression.form else {
        return None;
    };
    let article = expression.first.checked_sub(1)?;
    let before = article.checked_sub(1);
    let opens =
        article <= sentence.0 || before.is_some_and(|before| t.is_sign(before, Sign::Comma));
    let the = t.is(article, Class::ARTICLE) && !t.is(article, Class::THIS);
    let told = matches!(tense, Tense::Past | Tense::Narrative);
    let unit_of_story = matches!(unit, Unit::Week | Unit::Month | Unit::Year);
    (t.language.grammar.article_points && opens && the && told && unit_of_story)
        .then_some(Form::FromThen { unit, shift: 1 })
}

/// Whether a weekday is told as one that comes every week, where the language says so by an article:
/// `la domenica il museo apre alle dieci`, `il sabato si andava al cinema`, `aperto dal lunedì al venerdì`.
pub(super) fn is_habit(
    t: &Tokens<'_>,
    sentence: (usize, usize),
    expression: &Expression,
    tense: Tense,
) -> bool {
    let plain = |form: &Form| {
        matches!(
            form,
            Form::Weekday {
                day: 0,
                direction: None,
                ..
            }
        )
    };
    let Some(before) = expression.first.checked_sub(1) else {
        return false;
    };
    // `le riunioni del lunedì`, but `la sera del lunedì`, `la seduta di lunedì`
    let of_noun = t.is(before, Class::OF)
        && t.is(before, Class::DAY_BEFORE)
        && tense == Tense::Open
        && before > 0
        && t.is_word(before - 1)
        && !t.is(before - 1, Class::DAY_PART.or(Class::START).or(Class::END));
    let introduced = match expression.to {
        None => of_noun || t.is(before, Class::ARTICLE) && !t.is(before, Class::OF.or(Class::TO)),
        Some(_) => t.is(before, Class::SINCE) && t.is(before, Class::DAY_BEFORE),
    };
    // `il lunedì dopo`, `la domenica del voto`
    let one = t.is(
        expression.end,
        (Class::OF.or(Class::THAT))
            .or(Class::FOLLOWING)
            .or(Class::PRECEDING),
    );
    let ahead = expression.end..sentence.1.min(expression.end + HABIT);
    let told_as_one = || {
        let verb = ahead.clone().find(|&at| verb(t, at).is_some());
        verb.is_some_and(|at| {
            let known = t.at(at).is_some_and(|token| token.word != 0);
            known || !t.language.endings.of(t.str(at)).is(Told::HABIT)
        })
    };
    let comes_again = match tense {
        Tense::Open => true,
        Tense::Past | Tense::Narrative => ahead.len() > 1 && !told_as_one(),
        Tense::Future => false,
    };
    !t.language.grammar.days_are_bare
        && plain(&expression.form)
        && expression.to.is_none_or(|to| plain(&to))
        && introduced
        && !one
        && comes_again
}

/// Whether a day ends the months or the year of which something is told, and its verb is of that: `Results for the
/// year to 31 March will be published in June`.
pub(super) fn is_end_of_account(t: &Tokens<'_>, expression: &Expression) -> bool {
    let Some(to) = expression.first.checked_sub(1).filter(|&to| to > 0) else {
        return false;
    };
    let unit = t.word(to - 1).unit;
    expression.is_day_of_month()
        && t.is(to, Class::TO)
        && !t.is(to, Class::ARTICLE)
        && matches!(
            unit,
            Some(Unit::Year | Unit::Half | Unit::Quarter | Unit::Month)
        )
}

/// Whether a weekday is pointed at as one of the days that are told of: `that Tuesday` and, where the language
/// puts no article to weekdays, `on the Sunday`.
pub(super) fn is_pointed_at(t: &Tokens<'_>, expression: &Expression) -> bool {
    let that = t.is(expression.first, Class::THAT);
    let Some(before) = expression.first.checked_sub(1) else {
        return that;
    };
    let named = t.is_capital(expression.end)
        || t.is(
            expression.end,
            (Class::OF.or(Class::THAT)).or(Class::FOLLOWING.or(Class::PRECEDING)),
        )
        || t.is(expression.end, Class::AFTER.or(Class::BEFORE));
    let the = t.language.grammar.article_points
        && t.is(before, Class::ARTICLE)
        && !t.is(before, Class::THIS);
    // `on that Tuesday he spoke`, but `said that Tuesday was quiet`
    let that = that
        || t.is(before, Class::THAT)
            && (before.checked_sub(1)).is_some_and(|before| t.is(before, Class::PREPOSITION));
    let plain = matches!(
        expression.form,
        Form::Weekday {
            direction: None,
            ..
        }
    );
    plain && expression.to.is_none() && !named && (the || that)
}

/// Tokens after a weekday among which the verb is looked for that tells it as a habit.
const HABIT: usize = 8;

/// Whether a holiday is the limit of what is told: `He joined in 2019. Before Christmas he left`. It is
/// the next one of the story then.
pub(super) fn is_before_holiday(t: &Tokens<'_>, expression: &Expression) -> bool {
    let before = expression.first.checked_sub(1);
    let limit = matches!(expression.part, Some(Part::Before | Part::Until));
    expression.is_holiday() && (limit || before.is_some_and(|before| t.is(before, Class::BEFORE)))
}
