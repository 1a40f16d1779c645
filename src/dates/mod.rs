//! Temporal expressions in a text, with their values. The words of each language are assets of
//! `assets/dates/`, read by `asset`, and what they mean is in [`language`]; `scan` cuts articles into `token`s, `grammar` and the
//! modules below it find expressions among them, `resolve` gives these values with the help of `tense`, and
//! [`infer`] works out when an undated article was written.

use serde::{Deserialize, Serialize};

use self::around::{is_before_holiday, is_entry, is_fronted, is_inserted, is_news, listed_with};
use self::form::{Expression, Form};
use self::own_time::OwnTime;
use self::resolve::Situation;
use self::scan::Piece;
use self::tense::Tense;
use crate::corpus::Article;
use crate::edtf::{Edtf, Precision};
use crate::text::TextRange;
use crate::text::language::Language;

mod amount;
mod around;
mod asset;
mod endings;
mod figures;
mod form;
mod grammar;
pub mod infer;
pub mod language;
mod listed;
mod named;
mod own_time;
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
    let read = |week, history| {
        let mut reader = Reader::new(now, week, history);
        scan::article(article, |piece| reader.read(piece));
        reader
    };
    let reader = read(None, false);
    match (reader.week, reader.own_time.is_history()) {
        // The text gave away when it was written, or that this does not matter: read again, knowing it.
        (None, false) => reader.found,
        (week, history) => read(week, history).found,
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
        let mut reader = Reader::new(now, None, false);
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
    /// Whether it is known that the article is of history.
    history: bool,
    /// What the article tells of its own time.
    own_time: OwnTime,
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

/// How many tokens before a date still let it open its sentence.
const OPENING: usize = 2;

impl Reader {
    fn new(now: Option<Edtf>, known_week: Option<Edtf>, history: bool) -> Self {
        Self {
            now,
            known_week,
            history,
            own_time: OwnTime::default(),
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
        if is_entry(&piece.tokens, sentence, expression) || self.is_today(piece, expression) {
            tense = Tense::Open;
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
            history: self.history,
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
            if let Some(now) = self.now.filter(|_| !piece.in_quotes(expression.first)) {
                let told = (date, anchor, tense);
                (self.own_time).see(expression, told, self.inserted, &now);
            }
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

    /// Whether an English text names the day on which it is written, as agencies do.
    fn is_today(&self, piece: &Piece<'_>, expression: &Expression) -> bool {
        let Form::Weekday {
            weekday,
            day: 0,
            direction: None,
        } = expression.form
        else {
            return false;
        };
        let today = |now: Edtf| {
            now.days() == 1 && now.first_day().weekday().to_monday_one_offset() == weekday
        };
        piece.tokens.language.capital_names && self.now.is_some_and(today)
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
            history: false,
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
