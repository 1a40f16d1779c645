//! Temporal expressions in a text, with their values. The words of each language are assets of
//! `assets/dates/`, read by `asset`, and what they mean is in [`language`]; `scan` cuts articles into `token`s, `grammar` and the
//! modules below it find expressions among them, `resolve` gives these values with the help of `tense`, and
//! [`infer`] works out when an undated article was written.

use serde::{Deserialize, Serialize};

use self::grammar::{Expression, Form};
use self::resolve::Situation;
use self::scan::Piece;
use self::tense::Tense;
use crate::corpus::Article;
use crate::edtf::{Edtf, Precision};
use crate::text::TextRange;
use crate::text::language::Language;

mod amount;
mod asset;
mod endings;
mod figures;
mod grammar;
pub mod infer;
pub mod language;
mod listed;
mod named;
mod point;
mod reckon;
mod relative;
mod resolve;
mod scan;
mod span;
mod spoken;
mod table;
mod tense;
mod token;
mod year;

/// How many expressions of one article are read; what a text has beyond them is not.
pub const LIMIT: usize = 10_000;

/// A temporal expression in a text, with what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// Where: the shortest phrase, without a leading article or preposition.
    pub range: TextRange,
    /// What it means.
    pub value: Value,
    /// How the value was reached.
    pub anchor: Anchor,
    /// Which part of the period is meant, where the text says so.
    pub part: Option<Part>,
    /// How the verb nearest to it tells what is dated.
    pub telling: Telling,
    /// Whether it stands in brackets that say nothing else: `(1914-1918)`, `(the first since 2000)`.
    pub aside: bool,
}

/// How something is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// As done.
    Done,
    /// As planned, expected or possible.
    Ahead,
    /// No verb says.
    Open,
}

/// What a temporal expression means.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Calendar time.
    Date(Edtf),
    /// A length of time, ISO 8601 (`P3W`).
    Duration(String),
    /// A recurrence, ISO 8601 (`P1Y`).
    Set(String),
}

impl Value {
    /// `date`, `duration` or `set`.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Date(_) => "date",
            Self::Duration(_) => "duration",
            Self::Set(_) => "set",
        }
    }
}

/// What a value was worked out from; what the reader is told when asking why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// The text gives it in full.
    Explicit,
    /// The article's own date.
    Publication,
    /// The article's date and the tense of the verb.
    Tense,
    /// Counted from a date that the text gave before.
    Previous,
    /// A date that the text gave before, and nothing more: `allora`.
    Same,
}

impl Anchor {
    /// `text`, `published`, `tense`, `before` or `same`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Explicit => "text",
            Self::Publication => "published",
            Self::Tense => "tense",
            Self::Previous => "before",
            Self::Same => "same",
        }
    }

    /// Why a value is what it is, for the reader; `published` is the article's own date in words.
    #[must_use]
    pub fn said(self, published: Option<&str>) -> String {
        let published = published.map_or_else(
            || "the article's date, which is not known".to_owned(),
            |published| format!("{published}, the article's date"),
        );
        match self {
            Self::Explicit => "the text gives it".to_owned(),
            Self::Publication => format!("counted from {published}"),
            Self::Tense => format!("seen from {published}, by the verb's tense"),
            Self::Previous => "counted from the date that the text gave before".to_owned(),
            Self::Same => "the date that the text gave before".to_owned(),
        }
    }
}

/// A part of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `inizio`, `early`.
    Start,
    /// `metà`, `mid`.
    Middle,
    /// `fine`, `late`.
    End,
    /// `entro`, `by`.
    Before,
    /// `fino a`, `until`.
    Until,
    /// `dopo`, `since`.
    After,
    /// `circa`, `about`.
    About,
}

/// The temporal expressions of an article that have a value, in the order of the text, disjoint,
/// at most [`LIMIT`]. Values are worked out from the article's own date, where it has one.
#[must_use]
pub fn find(article: &Article) -> Vec<DateMention> {
    let now = article.head.date;
    let read = |week| {
        let mut reader = Reader::new(now, week);
        scan::article(article, |piece| reader.read(piece));
        reader
    };
    let reader = read(None);
    match reader.week {
        // The text gave away the week in which it was written: read again, knowing it.
        Some(week) => read(Some(week)).found,
        None => reader.found,
    }
}

/// The date that a person means who typed `text` on the day `now`: EDTF (`2023-09`), or an
/// expression in one of the languages that are known, `first` before the others (`settembre 2023`,
/// `three days ago`). `None` where it is no date, or more than one.
///
/// ```
/// use rassegna::dates::typed;
/// use rassegna::text::language::Language;
/// let today = "2024-01-22".parse().ok();
/// let date = |text| typed(text, today, Language::ITALIAN).map(|date| date.to_string());
/// assert_eq!(date("settembre 2023").as_deref(), Some("2023-09"));
/// assert_eq!(date("three days ago").as_deref(), Some("2024-01-19"));
/// assert_eq!(date("2023-W36").as_deref(), Some("2023-W36"));
/// assert_eq!(date("Kim"), None);
/// ```
#[must_use]
pub fn typed(text: &str, now: Option<Edtf>, first: Language) -> Option<Edtf> {
    let text = text.trim();
    let whole = TextRange::new(0, text.len());
    let date = |language| {
        let mut reader = Reader::new(now, None);
        let blocks = std::iter::once(whole);
        scan::pieces(text, blocks, language, |piece| reader.read(piece));
        let [found] = reader.found.as_slice() else {
            return None;
        };
        // `il`, `in the`: what stands before it is no part of it.
        let before = text.get(..found.range.start).unwrap_or_default();
        let all = found.range.end == text.len() && before.split_whitespace().count() <= 2;
        match found.value {
            Value::Date(date) if all => Some(date),
            _ => None,
        }
    };
    let languages = std::iter::once(first).chain(language::known());
    text.parse()
        .ok()
        .or_else(|| languages.into_iter().find_map(date))
}

/// Whether a verb that the language's tables know stands in a part of a text.
#[must_use]
pub fn has_verb(text: &str, within: TextRange, language: Language) -> bool {
    let words = language::DateLanguage::of(language);
    let mut tokens = Vec::new();
    token::tokenize(text, within, words, &mut tokens);
    let tokens = token::Tokens {
        text,
        all: &tokens,
        language: words,
    };
    (0..tokens.all.len()).any(|at| tense::verb(&tokens, at).is_some())
}

/// A reading of one article, from its first block to its last.
struct Reader {
    now: Option<Edtf>,
    known_week: Option<Edtf>,
    /// The week of writing, where a sentence ties it to a day of the calendar.
    week: Option<Edtf>,
    found: Vec<DateMention>,
    /// The last date told outside brackets.
    last: Option<Edtf>,
    /// The sentence that `told` and `frame` belong to, counted over the article.
    sentence: usize,
    /// The date told before in this sentence, and whether it is a year that only says something of a
    /// noun, and no more of what comes after: `The bridge, opened in 1999, collapsed …`.
    told: Option<Edtf>,
    inserted: bool,
    /// The date that this sentence began with.
    opening: Option<Edtf>,
    /// The date that stands first in this sentence, before whatever it tells: `Nel 2016 la guerra …`.
    fronted: Option<Edtf>,
    /// The date that the sentence before, in the same block, began with.
    frame: Option<Edtf>,
    /// The last date that the sentence before, in the same block, told.
    closing: Option<Edtf>,
    /// Sentences of the pieces before.
    sentences: usize,
    /// Units of weeks in this sentence, counted from the week of writing.
    weeks: Option<i16>,
}

/// The day in full that goes on with the expression of that number, a word like `e` between them.
fn listed_with(piece: &Piece<'_>, nth: usize) -> Option<Edtf> {
    use language::Class;
    let (one, next) = (piece.expressions.get(nth)?, piece.expressions.get(nth + 1)?);
    let t = &piece.tokens;
    let Form::Exact(day) = next.form else {
        // `il 3 aprile, il 7 aprile e il 12 maggio 2023`
        let parts = |at| {
            t.is(at, Class::ARTICLE.or(Class::DAY_BEFORE).or(Class::AND))
                || matches!(
                    t.sign(at),
                    Some(token::Sign::Comma | token::Sign::Apostrophe)
                )
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
        Form::Yearly { what: grammar::Yearly::Day { month, .. }, .. } if month == day.first_day().month()
    );
    let leads = between.next()?;
    let comma = same_month && t.language.capital_names && t.is_sign(leads, token::Sign::Comma);
    let joined = (comma || t.is(leads, Class::AND))
        && between.len() <= 2
        && between.all(|at| {
            t.is(at, Class::ARTICLE.or(Class::DAY_BEFORE)) || t.is_sign(at, token::Sign::Apostrophe)
        });
    (joined && one.to.is_none() && day.precision() == Precision::Day).then_some(day)
}

/// How far around an expression it is looked for whether its clause is news, in tokens.
const AROUND: usize = 40;

/// Whether the sentence around an expression goes on to what is so now: `; il 3 luglio è stata
/// venduta`. A year that stands first holds no longer then.
fn is_news(t: &token::Tokens<'_>, sentence: (usize, usize), expression: &Expression) -> bool {
    use language::Class;
    let from = expression.first.saturating_sub(AROUND).max(sentence.0);
    let to = (expression.end + AROUND).min(sentence.1);
    (from..to).any(|at| t.is(at, Class::PRESENT_AUXILIARY) || t.is_sign(at, token::Sign::Colon))
}

/// Whether an expression, a year or (`month`) a month, stands in what is inserted after a noun,
/// between commas: a participle and what goes with it, a relative clause, or what someone is
/// (`Rossi, sindaco nel 2019, aprì`). In English a participle may open the sentence too.
fn is_inserted(
    t: &token::Tokens<'_>,
    sentence: (usize, usize),
    expression: &Expression,
    month: bool,
) -> bool {
    use language::Class;
    let comma = |&at: &usize| t.is_sign(at, token::Sign::Comma);
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
    let told = |at| matches!(tense::verb(t, at), Some(Tense::Past | Tense::Narrative));
    // `, nel 2019,` is inserted in no noun, and no noun is what stands after the verb.
    let plain = |at| t.is_word(at) && t.word(at).classes == Class::default();
    let apposed = || {
        (opens + 1..expression.first).any(plain)
            && (sentence.0..expression.first).all(|at| tense::verb(t, at).is_none())
    };
    !month && (opening.any(told) || apposed())
}

/// Whether a sentence opens with a participle, and nothing else tells before `first`: `Arrested in
/// 2019, the boss escaped`.
fn opens_with_participle(t: &token::Tokens<'_>, sentence: usize, first: usize) -> bool {
    t.language.capital_names
        && t.is_word(sentence)
        && t.at(sentence).is_some_and(|word| word.len() > 4)
        && t.str(sentence).ends_with("ed")
        && (sentence + 1..first).all(|at| tense::verb(t, at).is_none())
}

/// Tokens of what is inserted, before the date and after it.
const INSERTED: usize = 12;

/// Whether nothing but what leads to a date stands before it in its sentence: `All’inizio del 2016`.
fn is_fronted(t: &token::Tokens<'_>, sentence: usize, first: usize) -> bool {
    use language::Class;
    let leading = Class::ARTICLE
        .or(Class::PREPOSITION)
        .or(Class::OF)
        .or(Class::TO)
        .or(Class::START)
        .or(Class::MIDDLE)
        .or(Class::END);
    let leads = |at| t.is(at, leading) || t.is_sign(at, token::Sign::Apostrophe);
    first <= sentence + FRONTED && (sentence..first).all(leads)
}

/// Tokens that may lead to a date which stands first in its sentence.
const FRONTED: usize = 5;

/// Whether a holiday is the limit of what is told: `He joined in 2019. Before Christmas he left`. It is
/// the next one of the story then.
fn is_before_holiday(t: &token::Tokens<'_>, expression: &Expression) -> bool {
    let before = expression.first.checked_sub(1);
    expression.is_holiday() && before.is_some_and(|before| t.is(before, language::Class::BEFORE))
}

/// How many tokens before a date still let it open its sentence.
const OPENING: usize = 2;

impl Reader {
    fn new(now: Option<Edtf>, known_week: Option<Edtf>) -> Self {
        Self {
            now,
            known_week,
            week: None,
            found: Vec::new(),
            last: None,
            sentence: 0,
            told: None,
            inserted: false,
            opening: None,
            fronted: None,
            frame: None,
            closing: None,
            sentences: 0,
            weeks: None,
        }
    }

    fn read(&mut self, piece: &Piece<'_>) {
        // The sentence after the last of a block is nobody's.
        self.sentences += 2;
        let base = self.sentences;
        if piece.begins {
            self.enter(base);
            self.frame = None;
            self.closing = None;
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
            self.frame = self.opening.filter(|_| next);
            self.closing = self.told.filter(|_| next);
            self.told = None;
            self.inserted = false;
            self.opening = None;
            self.fronted = None;
            self.weeks = None;
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
        let mut tense = tense::tense(&piece.tokens, sentence, expression.first, expression.end);
        if expression.is_day() && tense::is_appointed(&piece.tokens, expression.first) {
            tense = Tense::Future;
        }
        let spoken = self.speaking(piece, expression, nth, sentence);
        let situation = Situation {
            now: spoken.or(self.now),
            week: self.known_week.filter(|_| spoken.is_none()),
            listed: listed_with(piece, nth),
            sentence: self.told,
            inserted: self.inserted,
            fronted: self
                .fronted
                .filter(|_| !is_news(&piece.tokens, sentence, expression)),
            frame: (self.frame).or_else(|| {
                self.closing
                    .filter(|_| is_before_holiday(&piece.tokens, expression))
            }),
            last: self.last,
            tense,
        };
        let Some((value, anchor)) = resolve::resolve(expression, &situation) else {
            return;
        };
        // `7 September, Independence Day`: whose holiday that is, the day says.
        let apposed = expression.is_holiday()
            && piece
                .tokens
                .is_sign(expression.first.wrapping_sub(1), token::Sign::Comma)
            && nth
                .checked_sub(1)
                .and_then(|before| piece.expressions.get(before))
                .is_some_and(|before| before.end + 1 == expression.first && before.is_day());
        if apposed && value != self.told.map_or(value.clone(), Value::Date) {
            return;
        }
        if let Value::Date(date) = value {
            self.remember(piece, expression, sentence, date, anchor, tense);
        }
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

    /// The day on which a quoted speaker spoke, where the sentence gives it outside the quotation
    /// and the expression counts from the day of speaking.
    fn speaking(
        &self,
        piece: &Piece<'_>,
        expression: &Expression,
        nth: usize,
        sentence: (usize, usize),
    ) -> Option<Edtf> {
        let from_now = matches!(
            expression.form,
            Form::Day(_) | Form::Unit { .. } | Form::Weekday { .. } | Form::Around { .. }
        );
        if !from_now || !piece.in_quotes(expression.first) {
            return None;
        }
        let near = piece.expressions.get(nth.saturating_sub(3)..nth + 4);
        let near = near.or_else(|| piece.expressions.get(nth.saturating_sub(3)..))?;
        near.iter()
            .filter(|other| other.first >= sentence.0 && other.end <= sentence.1)
            .filter(|other| !piece.in_quotes(other.first) && !piece.is_parted(expression, other))
            .find_map(|other| match other.form {
                Form::Exact(date) if date.precision() == Precision::Day => Some(date),
                // `«Ieri abbiamo visto i dati», ha detto lunedì il ministro`
                Form::Weekday { .. } | Form::Day(_) => self.told_on(piece, other, sentence),
                _ => None,
            })
    }

    /// The day of another expression of the sentence, as far as the article's own date gives it.
    fn told_on(
        &self,
        piece: &Piece<'_>,
        other: &Expression,
        sentence: (usize, usize),
    ) -> Option<Edtf> {
        let situation = Situation {
            now: self.now,
            week: self.known_week,
            listed: None,
            sentence: None,
            inserted: false,
            fronted: None,
            frame: None,
            last: None,
            tense: tense::tense(&piece.tokens, sentence, other.first, other.end),
        };
        match resolve::resolve(other, &situation)? {
            (Value::Date(date), _) => (date.precision() == Precision::Day).then_some(date),
            _ => None,
        }
    }

    /// Keeps what later expressions may count from.
    fn remember(
        &mut self,
        piece: &Piece<'_>,
        expression: &Expression,
        sentence: (usize, usize),
        date: Edtf,
        anchor: Anchor,
        tense: Tense,
    ) {
        let days =
            matches!(date.precision(), Precision::Day | Precision::Range) && date.days() < 15;
        match expression.form {
            Form::Unit {
                unit: language::Unit::Week,
                shift,
            } => self.weeks = Some(shift),
            _ if days && anchor != Anchor::Publication => self.tie_week(date),
            _ => {}
        }
        if piece.in_brackets(expression.first) {
            return;
        }
        // `aveva accertato nel giugno 2022 che dal 2018 …`: since when is no time of the story.
        let bound = matches!(expression.part, Some(Part::After | Part::Until));
        if bound && self.told.is_some() {
            return;
        }
        self.last = Some(date);
        self.told = Some(date);
        let fronted = is_fronted(&piece.tokens, sentence.0, expression.first);
        let year = date.precision() == Precision::Year;
        let month = date.precision() == Precision::Month;
        // `in carica dal 2021, ha firmato il 6 maggio`: nor is it the year of what follows.
        let since = year && expression.part == Some(Part::After) && !fronted;
        self.inserted =
            since || ((year || month) && is_inserted(&piece.tokens, sentence, expression, month));
        if !bound && fronted {
            self.fronted = Some(date);
        }
        let opens = expression.first <= sentence.0 + OPENING;
        let narrative = tense == Tense::Narrative && !piece.tokens.language.capital_names;
        // `Da allora ci sono stati …`: since when is not when.
        let since = bound || expression.form == Form::Then;
        if self.opening.is_none() && !since && (opens || narrative) && anchor != Anchor::Publication
        {
            self.opening = Some(date);
        }
    }

    /// `la prossima settimana, dopo il vertice del 13`: the week of writing is the one before.
    fn tie_week(&mut self, date: Edtf) {
        let coarse = self
            .now
            .is_some_and(|now| now.days() > 7 && now.overlaps(&date));
        let Some(shift) = self.weeks.filter(|_| coarse && self.week.is_none()) else {
            return;
        };
        let days = jiff::SignedDuration::from_hours(-24 * 7 * i64::from(shift));
        self.week = (date.last_day().checked_add(days).ok()).and_then(Edtf::week_of);
    }
}
