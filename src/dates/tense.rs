//! What the verb near an expression says of when it lies: behind, ahead, or neither. It reads the
//! word tables and endings of the language; it is no parser, and looks no further than the
//! sentence.

use super::day_month::month_name;
use super::endings::Told;
use super::language::{Class, Word};
use super::token::{Kind, Sign, Token, Tokens};

/// The tense of the nearest verb, as far as it places a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// Told as done, seen from the day of writing.
    Past,
    /// Told as done, inside a narrative (`firmò`, `aveva firmato`).
    Narrative,
    /// Announced, expected, possible.
    Future,
    /// No verb, or one that leaves it open.
    Open,
}

/// How far from the expression a verb is looked for, in tokens: a long sentence, and a bound for
/// texts without sentences.
const REACH: usize = 40;

/// What `and` right behind an expression adds to the distance of the verb after it.
const ANOTHER: usize = 4;

/// The tense around the tokens `first..end`, in the sentence of the tokens `sentence`.
pub(super) fn tense(t: &Tokens<'_>, sentence: (usize, usize), first: usize, end: usize) -> Tense {
    nearest(t, sentence, first, end).map_or(Tense::Open, |(_, tense)| tense)
}

/// Whether the verb at a token tells of a time before the one that is told: `aveva firmato`, `had
/// signed`.
pub(super) fn is_of_before(t: &Tokens<'_>, at: usize) -> bool {
    let back = (at.saturating_sub(2)..at).rev();
    let mut before = back.take_while(|&at| t.is_word(at));
    match t.is(at, Class::HAD) {
        true => participle_after(t, at).is_some(),
        false => before.any(|at| t.is(at, Class::HAD)),
    }
}

/// Whether the verb at a token tells in what state something is left, without an auxiliary: `scuole chiuse`,
/// `roads closed`.
pub(super) fn is_state(t: &Tokens<'_>, at: usize) -> bool {
    let auxiliary = (Class::PRESENT_AUXILIARY.or(Class::HAD))
        .or(Class::REMOTE_VERB)
        .or(Class::PAST_VERB);
    let mut before = (at.saturating_sub(3)..at)
        .rev()
        .take_while(|&at| t.is_word(at));
    !t.is(at, Class::REMOTE_VERB) && !before.any(|at| t.is(at, auxiliary))
}

/// The verb nearest to the tokens `first..end`, and its tense.
pub(super) fn nearest(
    t: &Tokens<'_>,
    sentence: (usize, usize),
    first: usize,
    end: usize,
) -> Option<(usize, Tense)> {
    let introducer = introducer(t, first);
    // `Il prossimo incontro è il 20 settembre`: no other verb of the sentence says more.
    if introducer.is_some_and(|at| is_copula(t, at)) {
        return None;
    }
    // `rinviata al 3 marzo`, and `rinviata il 3 marzo`.
    let to = introducer.is_some_and(|at| t.is(at, Class::TO));
    let verb = |at: usize| match verb(t, at) {
        // `Launched on 3 January, the probe …`
        None if at == sentence.0 && is_opening(t, at, Told::PAST) => Some(Tense::Past),
        // `Riaprirà martedì 2 luglio`, but `Carrà disse`
        None if at == sentence.0
            && is_opening(t, at, Told::FUTURE)
            && t.is_word(at + 1)
            && !t.is_capital(at + 1)
            && self::verb(t, at + 1).is_none() =>
        {
            Some(Tense::Future)
        }
        // `Restò fino a Capodanno.`
        None if at == sentence.0 && is_unknown(t, at) && is_remote(t, at) => Some(Tense::Narrative),
        // `agreed to meet again in September`
        Some(_) if at < first && is_commitment(t, at, first) => Some(Tense::Future),
        // `reports its results on 21 November`, but `on Tuesday` a caption tells what is done.
        None if at < first && is_on_schedule(t, at, first, sentence.0) => Some(Tense::Future),
        _ if t.is(at, Class::MOVED) && to => Some(Tense::Future),
        // What it was to be, or when it was put off: the nearer of both.
        _ if t.is(at, Class::MOVED) => Some(Tense::Open),
        verb => verb,
    };
    let back = first.saturating_sub(REACH).max(sentence.0);
    let ahead = (end + REACH).min(sentence.1);
    let mut best = (usize::MAX, None);
    let (mut cost, mut closed) = (0, false);
    for at in (back..first).rev() {
        cost += distance(t, at);
        closed |= t.is_sign(at, Sign::Comma);
        if let Some(found) = verb(at)
            && cost < best.0
            && !(closed && is_beside_noun(t, at, sentence.0))
        {
            best = (cost, Some((at, found)));
            break;
        }
    }
    cost = 0;
    for at in end..ahead {
        cost += distance(t, at);
        // `began on 3 May and would last weeks`: another is told from there on.
        // So does `told the board on Monday that it would`.
        if at == end && t.is(at, Class::AND.or(Class::CLAUSE)) {
            cost += ANOTHER;
        }
        if cost >= best.0 {
            break;
        }
        if let Some(found) = verb(at) {
            best = (cost, Some((at, found)));
            break;
        }
    }
    best.1
}

/// Whether the word before a day, or before its preposition, says in the present that something is then.
fn is_copula(t: &Tokens<'_>, at: usize) -> bool {
    let is = |at: usize| {
        t.is(at, Class::TO_COME)
            || t.is(at, Class::PRESENT_AUXILIARY) && participle_after(t, at).is_none()
    };
    is(at) || t.is(at, Class::DAY_BEFORE) && at > 0 && is(at - 1)
}

/// Whether a participle only says something of the noun before it, between commas: `the men, held in Lima, ask`.
fn is_beside_noun(t: &Tokens<'_>, at: usize, sentence: usize) -> bool {
    at > sentence + 1 && t.is_sign(at - 1, Sign::Comma) && t.is_word(at - 2) && is_state(t, at)
}

/// Whether no table has the word, so that its ending may tell what it is.
fn is_unknown(t: &Tokens<'_>, at: usize) -> bool {
    t.at(at).is_some_and(|token| token.word == 0)
}

/// Whether a word with a capital, the first of its sentence, is a participle or another verb by its ending.
fn is_opening(t: &Tokens<'_>, at: usize, told: Told) -> bool {
    let plain = |token: &Token| token.kind == Kind::Word && token.word == 0 && token.len() > 4;
    t.at(at).is_some_and(plain) && t.language.endings.of(t.str(at)).is(told)
}

/// Whether a verb in the present tells what the calendar has on the day of a month that begins at
/// `first`, or in the month, where no year says in which story it is.
fn is_on_schedule(t: &Tokens<'_>, at: usize, first: usize, sentence: usize) -> bool {
    if !t.is(at, Class::ON_SCHEDULE) {
        return false;
    }
    let year = |at: usize| t.number(at).is_some_and(|number| number.len() == 4);
    let month = t.word(first).month > 0 && !(sentence..first).any(year);
    // `goes out of the door in 72 hours`
    let counted = t.word(first + 1).unit.is_some();
    let day = t
        .number(first)
        .is_some_and(|number| number.len() <= 2 && !counted)
        || month_name(t, first).is_some_and(|(_, day)| t.number(day).is_some_and(|n| n.len() <= 2));
    // `prosegue giovedì`, where the day stands after its verb.
    let weekday = !t.language.grammar.days_are_bare && t.word(first).weekday > 0;
    // `apre un fascicolo e il 12 marzo il tribunale …`: another tells of that day.
    let goes_on = (at + 1..first).any(|at| t.is(at, Class::AND) && !t.is(at, Class::OR));
    (day || weekday || month) && at > 0 && !named(t, at) && !goes_on
}

/// Whether a verb in the present right behind what ends at `end`, in its clause, tells what the calendar has
/// then: `Mercoledì il comitato riceve i delegati`.
pub(super) fn goes_on_by_schedule(t: &Tokens<'_>, end: usize) -> bool {
    let clause = (end..end + SCHEDULED)
        .take_while(|&at| t.is_word(at) || t.is_sign(at, Sign::Apostrophe))
        .take_while(|&at| !t.is(at, Class::CLAUSE));
    let mut verbs = clause.filter(|&at| t.is(at, Class::ON_SCHEDULE) || verb(t, at).is_some());
    verbs
        .next()
        .is_some_and(|at| t.is(at, Class::ON_SCHEDULE) && !named(t, at))
}

/// Tokens after a day among which that verb is looked for.
const SCHEDULED: usize = 8;

/// Whether a verb promises what is to be done at the date that begins at `first`.
fn is_commitment(t: &Tokens<'_>, at: usize, first: usize) -> bool {
    // `to` and `di` lead to what is promised: in English before any verb, in Italian before `-re`.
    let leads = t.is(at + 1, Class::TO) || t.is(at + 1, Class::OF);
    let done = t.str(at + 2);
    let infinitive =
        t.language.grammar.ed_participles || done.ends_with("re") || done.ends_with("rsi");
    t.is(at, Class::COMMITS)
        && leads
        && infinitive
        && t.is_word(at + 2)
        && at + 2 < first
        && (at + 2..first).all(|at| !t.is_sign(at, Sign::Comma))
}

/// The token before an expression, articles left out.
fn introducer(t: &Tokens<'_>, first: usize) -> Option<usize> {
    let mut at = first.checked_sub(1)?;
    for _ in 0..2 {
        let passing =
            (t.is(at, Class::ARTICLE) && !t.is(at, Class::TO)) || t.is_sign(at, Sign::Apostrophe);
        if passing {
            at = at.checked_sub(1)?;
        }
    }
    Some(at)
}

/// Whether the words before say that a day is still to come: `convocato per martedì`.
pub(super) fn is_appointed(t: &Tokens<'_>, first: usize) -> bool {
    introducer(t, first).is_some_and(|at| t.is(at, Class::APPOINTED))
}

/// What a token adds to the distance of a verb: signs part clauses.
#[inline]
fn distance(t: &Tokens<'_>, at: usize) -> usize {
    match t.sign(at) {
        None => 1,
        Some(Sign::Apostrophe | Sign::Hyphen) => 0,
        Some(Sign::Comma) => 4,
        Some(_) => 10,
    }
}

/// What the verbs of the tables are.
const VERBS: Class = Class::FUTURE_VERB
    .or(Class::CONDITIONAL_AUXILIARY)
    .or(Class::PRESENT_AUXILIARY)
    .or(Class::REMOTE_VERB)
    .or(Class::PAST_VERB)
    .or(Class::MOVED)
    .or(Class::COMMITS)
    .or(Class::TO_COME);

/// What tables of something else say of words that are verbs as well: `compirà`, `durò`, `died`.
const BESIDES: Class = Class::AGE_BEFORE.or(Class::DIED).or(Class::MEASURING);

/// Whether no table says what tense a word has, so that its ending may.
#[inline]
fn is_open(token: &Token, word: &Word) -> bool {
    token.word == 0 || word.is(BESIDES) && !word.is(VERBS)
}

/// Whether such a word may be a verb by its ending.
#[inline]
fn is_plain(token: &Token) -> bool {
    token.kind == Kind::Word && !token.capital && token.len() > 3
}

/// Whether the token is a verb, and of which tense.
pub(super) fn verb(t: &Tokens<'_>, at: usize) -> Option<Tense> {
    let token = t.at(at)?;
    let word = t.word(at);
    if is_open(token, word) && !is_plain(token) || !is_open(token, word) && !word.is(VERBS) {
        return None;
    }
    // `May` the month or the minister is no `may`, and what has a capital after a word without one is a
    // name: `gli Stati Uniti`, `ogni Stato`; but not in `Court Will Hear Case`.
    let owned = || at > 1 && t.str(at - 1) == "s" && t.is_sign(at - 2, Sign::Apostrophe);
    let name = || token.capital && at > 0 && t.is_word(at - 1) && !t.is_capital(at - 1);
    // `Monday’s open` is no verb either.
    if is_month(t, at) || name() || owned() {
        return None;
    }
    // `is to shrink`
    let to_come = word.is(Class::TO_COME) && t.is(at + 1, Class::TO);
    if word.is(Class::FUTURE_VERB) || to_come {
        return Some(Tense::Future);
    }
    if word.is(Class::CONDITIONAL_AUXILIARY) {
        return Some(match participle_after(t, at) {
            Some(_) => Tense::Past,
            None => Tense::Future,
        });
    }
    if word.is(Class::PRESENT_AUXILIARY) {
        return participle_after(t, at);
    }
    let told = told(t, at)?;
    // `will be held`, `potrebbe essere rinviato`: the verb is the one before.
    let announced = (at.saturating_sub(3)..at)
        .rev()
        .take_while(|&before| t.is_word(before))
        .any(|before| {
            let is_to = t.is(before, Class::TO) && before > 0 && t.is(before - 1, Class::TO_COME);
            is_to
                || (t.is(before, Class::FUTURE_VERB) && !is_month(t, before))
                || told_ahead(t, before)
        });
    Some(if announced { Tense::Future } else { told })
}

#[inline]
fn is_month(t: &Tokens<'_>, at: usize) -> bool {
    t.word(at).month > 0 && t.is_capital(at)
}

/// Whether the token is a verb in the future or the conditional, by its ending.
fn told_ahead(t: &Tokens<'_>, at: usize) -> bool {
    let unknown = (t.at(at)).is_some_and(|token| token.word == 0 && is_plain(token));
    unknown && (t.language.endings.of(t.str(at))).is(Told::FUTURE.or(Told::CONDITIONAL))
}

/// The tense of a verb, seen by itself.
fn told(t: &Tokens<'_>, at: usize) -> Option<Tense> {
    let word = t.word(at);
    if word.is(Class::REMOTE_VERB) {
        return Some(Tense::Narrative);
    }
    if word.is(Class::PAST_VERB.or(Class::MOVED).or(Class::COMMITS)) {
        return Some(Tense::Past);
    }
    t.at(at)
        .filter(|token| is_open(token, word) && is_plain(token))?;
    let ending = t.language.endings.of(t.str(at));
    if ending.is(Told::FUTURE.or(Told::CONDITIONAL)) {
        Some(Tense::Future)
    } else if ending.is(Told::REMOTE.or(Told::PAST)) && (!named(t, at) || is_remote(t, at)) {
        Some(if ending.is(Told::REMOTE) {
            Tense::Narrative
        } else {
            Tense::Past
        })
    } else {
        None
    }
}

/// Whether the word can be nothing but a verb, so that what looks like an article before it is a pronoun:
/// `la rubarono`, `lo portò via`.
fn is_remote(t: &Tokens<'_>, at: usize) -> bool {
    let word = t.str(at);
    !t.language.grammar.ed_participles && (word.ends_with("rono") || word.ends_with('ò'))
}

/// Whether the word stands where a noun does: `la crescita`, `nella partita`.
fn named(t: &Tokens<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        t.is(before, Class::ARTICLE.or(Class::OF).or(Class::PREPOSITION))
            || t.is_sign(before, Sign::Apostrophe)
    })
}

/// What a participle within a few words after an auxiliary says; `è previsto` looks ahead.
fn participle_after(t: &Tokens<'_>, at: usize) -> Option<Tense> {
    for next in at + 1..at + 5 {
        if t.sign(next).is_some() && !t.is_sign(next, Sign::Apostrophe) {
            return None;
        }
        if t.is(next, Class::FUTURE_VERB) {
            return Some(Tense::Future);
        }
        let participle = t.is(next, Class::PAST_VERB.or(Class::COMMITS))
            || (t
                .at(next)
                .is_some_and(|token| is_open(token, t.word(next)) && !token.capital)
                && t.language.endings.of(t.str(next)).is(Told::PAST));
        if participle {
            return Some(Tense::Past);
        }
    }
    None
}

/// How far from its article the verb of a subject is looked for.
const SUBJECT: usize = 8;

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
