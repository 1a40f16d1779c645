//! The words of a language: its asset, read raw and validated into one table from words to what
//! they can mean in a temporal expression. It knows no grammar; a word that means several things
//! (`secondo`, `may`) has them all, and the grammar chooses.

use std::collections::HashMap;

use std::sync::LazyLock;

use serde::Deserialize;

pub use super::spoken::spoken;
use crate::embedded;

use crate::text::fold;

use crate::text::language::Language;

/// A unit of calendar time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    /// Saturday and Sunday, told by their week.
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

/// The part that a word can play in an expression; a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u64);

/// Declares the classes once: the constant, and its name in the assets.
macro_rules! classes {
    ($($bit:literal $constant:ident $name:literal),* $(,)?) => {
        impl Class {
            $(pub(super) const $constant: Self = Self(1 << $bit);)*
        }
        const CLASSES: &[(&str, Class)] = &[$(($name, Class::$constant)),*];
    };
}

classes! {
    0 ARTICLE "article", 1 OF "of", 2 AND "and", 3 BETWEEN "between", 4 FROM "from", 5 TO "to",
    6 SINCE "since", 7 UNTIL "until", 8 BY "by", 9 AFTER "after", 10 BEFORE "before",
    11 ABOUT "about", 12 PREPOSITION "preposition", 13 YEAR_BEFORE "year_before", 14 AHEAD "ahead",
    15 LAST "last", 16 LATEST "latest", 17 NEXT "next", 18 THIS "this", 19 THAT "that",
    20 FOLLOWING "following", 21 PRECEDING "preceding", 22 AGO "ago", 23 FEW "few",
    24 EVERY "every", 25 ALL "all", 26 START "start", 27 MIDDLE "middle", 28 END "end",
    29 HALF_YEAR "half_year", 30 FIRST_DAYS "first_days", 31 HALF_MORE "half_more", 32 THEN "then",
    33 DAY_PART "day_part", 34 STREET "street", 35 DESIGNATION "designation", 36 COUNTED "counted",
    37 AGE_BEFORE "age_before", 38 PERSON "person", 39 AGE_AFTER "age_after",
    40 PAST_VERB "past_verb", 41 REMOTE_VERB "remote_verb",
    42 PRESENT_AUXILIARY "present_auxiliary", 43 CONDITIONAL_AUXILIARY "conditional_auxiliary",
    44 FUTURE_VERB "future_verb", 45 NO_VERB "exceptions", 46 STARTS "", 47 BEGINS "",
    48 DAY_BEFORE "day_before", 49 CLAUSE "clause",
}

impl Class {
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn touches(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Everything that a word can mean; zero where it does not mean that.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    classes: Class,
    pub(super) month: i8,
    pub(super) short_month: i8,
    /// 1 Monday to 7 Sunday.
    pub(super) weekday: i8,
    pub(super) short_weekday: i8,
    pub(super) season: i8,
    pub(super) unit: Option<Unit>,
    /// Of a unit: more than one of it.
    pub(super) plural: bool,
    pub(super) cardinal: u16,
    pub(super) ordinal: u16,
    pub(super) collective: u16,
    /// The tens of a decade.
    pub(super) decade: i16,
    /// The first year of a century.
    pub(super) century: i16,
}

impl Word {
    /// Whether it belongs to one of the classes.
    pub(super) const fn is(&self, classes: Class) -> bool {
        self.classes.touches(classes)
    }
}

/// What a fixed phrase of one or more words says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    /// So many days after the day of writing.
    Day(i16),
    /// So many days after the date told before.
    AnchoredDay(i16),
    Holiday(Holiday),
    Ago,
    /// Before an amount: so long ago.
    Back,
    This,
    Last,
    Later,
    More,
    Weekend,
    WeekNow,
}

/// A day of the year that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// Days after Easter Sunday.
    Easter(i16),
    /// Month, weekday, and which of the month.
    Nth(i8, i8, i8),
}

/// How a language writes a day in figures alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Numeric {
    DayFirst,
    MonthFirst,
}

/// Word endings that tell a verb's tense.
#[derive(Debug, Default)]
pub(super) struct Endings {
    pub(super) past: Vec<String>,
    pub(super) remote: Vec<String>,
    pub(super) future: Vec<String>,
    pub(super) conditional: Vec<String>,
}

/// What the words of one language mean.
#[derive(Debug)]
pub(super) struct DateLanguage {
    pub(super) language: Language,
    pub(super) numeric: Numeric,
    /// Whether months and weekdays begin with a capital, so that `may` and `march` are verbs.
    pub(super) capital_names: bool,
    pub(super) endings: Endings,
    words: Vec<Word>,
    /// Open addressing: keys of [`key`] and places in `words`; a power of two long.
    table: Vec<(u128, u16)>,
    phrases: HashMap<u16, Vec<(Vec<u16>, Phrase)>>,
    pub(super) months: Vec<String>,
    pub(super) spoken: Spoken,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spoken {
    pub(super) day: String,
    pub(super) month: String,
    pub(super) week: String,
    pub(super) seasons: [String; 4],
    pub(super) quarters: [String; 4],
    pub(super) halves: [String; 2],
    pub(super) decade: String,
    pub(super) century: String,
    pub(super) range: String,
    pub(super) approximate: String,
    pub(super) first_of_month: String,
    /// What is written otherwise before some numbers: `del 8` is «dell’8».
    #[serde(default)]
    pub(super) elisions: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    code: String,
    numeric: Numeric,
    capital_names: bool,
    months: [String; 12],
    short_months: [String; 12],
    weekdays: [String; 7],
    short_weekdays: [String; 7],
    seasons: [String; 4],
    cardinals: Vec<(u16, String)>,
    ordinals: Vec<(u16, String)>,
    collectives: Vec<(u16, String)>,
    decades: Vec<(i16, String)>,
    centuries: Vec<(i16, String)>,
    units: HashMap<String, String>,
    classes: HashMap<String, String>,
    endings: HashMap<String, String>,
    days: HashMap<String, i16>,
    anchored_days: HashMap<String, i16>,
    phrases: HashMap<String, Vec<String>>,
    holidays: Vec<RawHoliday>,
    spoken: Spoken,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHoliday {
    names: Vec<String>,
    day: Option<(i8, i8)>,
    easter: Option<i16>,
    nth: Option<(i8, i8, i8)>,
}

/// What is wrong with an asset of `assets/dates/`.
#[derive(Debug, thiserror::Error)]
enum AssetError {
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    #[error("{0:?} is not known here")]
    Unknown(String),
    #[error("{0:?} is longer than the 16 bytes that a word may have")]
    TooLong(String),
    #[error("the holiday {0:?} has no day")]
    NoDay(String),
}

/// The key of a word of at most 16 bytes, in small letters.
pub(super) fn key(word: &[u8]) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(..word.len())?.copy_from_slice(word);
    Some(u128::from_le_bytes(bytes))
}

/// Where a key goes in a table of `mask + 1` places.
fn place(key: u128, mask: usize) -> usize {
    let halves = (key as u64) ^ ((key >> 64) as u64).rotate_left(29);
    (halves.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) as usize & mask
}

impl DateLanguage {
    /// The words of `language`; those of no language, which leave dates in figures, without an
    /// asset.
    pub(super) fn of(language: Language) -> &'static Self {
        LANGUAGES
            .iter()
            .find(|known| known.language == language)
            .unwrap_or(&NONE)
    }

    /// The place of a word in the table, 0 where it means nothing here.
    pub(super) fn find(&self, key: u128) -> u16 {
        let mask = self.table.len() - 1;
        let mut at = place(key, mask);
        loop {
            match self.table.get(at) {
                Some(&(found, id)) if id != 0 => {
                    if found == key {
                        return id;
                    }
                }
                _ => return 0,
            }
            at = (at + 1) & mask;
        }
    }

    /// What a word means.
    pub(super) fn word(&self, id: u16) -> &Word {
        self.words.get(usize::from(id)).unwrap_or(&NO_WORD)
    }

    /// The phrases that begin with a word, the longest first: their other words, and what they say.
    pub(super) fn phrases(&self, first: u16) -> &[(Vec<u16>, Phrase)] {
        self.phrases.get(&first).map_or(&[], Vec::as_slice)
    }

    fn new(asset: &str) -> Result<Self, AssetError> {
        let asset: Asset = toml::from_str(asset)?;
        let mut words = Words::default();
        for (number, forms) in (1..).zip(&asset.months) {
            words.each(forms, |word| word.month = number)?;
        }
        for (number, forms) in (1..).zip(&asset.short_months) {
            words.each(forms, |word| word.short_month = number)?;
        }
        for (number, forms) in (1..).zip(&asset.weekdays) {
            words.each(forms, |word| word.weekday = number)?;
        }
        for (number, forms) in (1..).zip(&asset.short_weekdays) {
            words.each(forms, |word| word.short_weekday = number)?;
        }
        for (number, forms) in (1..).zip(&asset.seasons) {
            words.each(forms, |word| word.season = number)?;
        }
        for (value, forms) in &asset.cardinals {
            words.each(forms, |word| word.cardinal = *value)?;
        }
        for (value, forms) in &asset.ordinals {
            words.each(forms, |word| word.ordinal = *value)?;
        }
        for (value, forms) in &asset.collectives {
            words.each(forms, |word| word.collective = *value)?;
        }
        for (value, forms) in &asset.decades {
            words.each(forms, |word| word.decade = *value)?;
        }
        for (value, forms) in &asset.centuries {
            words.each(forms, |word| word.century = *value)?;
        }
        for (name, forms) in &asset.units {
            let unit = unit_named(name).ok_or_else(|| AssetError::Unknown(name.clone()))?;
            // The first form is the singular; where there are several, a stroke parts them.
            let parted = forms.split_once('/').or_else(|| forms.split_once(' '));
            let (singulars, plurals) = parted.unwrap_or((forms, ""));
            words.each(singulars, |word| word.unit = Some(unit))?;
            words.each(plurals, |word| {
                word.unit = Some(unit);
                word.plural = true;
            })?;
        }
        let mut endings = Endings::default();
        for (name, forms) in &asset.endings {
            let list = match name.as_str() {
                "past" => &mut endings.past,
                "remote" => &mut endings.remote,
                "future" => &mut endings.future,
                "conditional" => &mut endings.conditional,
                _ => {
                    words.classify(name, forms)?;
                    continue;
                }
            };
            list.extend(forms.split_whitespace().map(str::to_owned));
        }
        for (name, forms) in &asset.classes {
            words.classify(name, forms)?;
        }
        for (name, &days) in &asset.days {
            words.phrase(&name.replace('-', " "), Phrase::Day(days))?;
        }
        for (name, &days) in &asset.anchored_days {
            words.phrase(&name.replace('-', " "), Phrase::AnchoredDay(days))?;
        }
        for (name, forms) in &asset.phrases {
            let phrase = phrase_named(name).ok_or_else(|| AssetError::Unknown(name.clone()))?;
            for form in forms {
                words.phrase(form, phrase)?;
            }
        }
        for holiday in &asset.holidays {
            let when = (holiday.day.map(|(month, day)| Holiday::Fixed(month, day)))
                .or(holiday.easter.map(Holiday::Easter))
                .or((holiday.nth).map(|(month, weekday, nth)| Holiday::Nth(month, weekday, nth)));
            for name in &holiday.names {
                let when = when.ok_or_else(|| AssetError::NoDay(name.clone()))?;
                words.phrase(name, Phrase::Holiday(when))?;
            }
        }
        let language =
            Language::parse(&asset.code).ok_or_else(|| AssetError::Unknown(asset.code.clone()))?;
        let mut built = words.build(language, asset.numeric, asset.capital_names, endings);
        built.months = asset.months.to_vec();
        built.spoken = asset.spoken;
        Ok(built)
    }
}

fn unit_named(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "half" => Unit::Half,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

fn phrase_named(name: &str) -> Option<Phrase> {
    Some(match name {
        "ago" => Phrase::Ago,
        "this" => Phrase::This,
        "last" => Phrase::Last,
        "later" => Phrase::Later,
        "back" => Phrase::Back,
        "more" => Phrase::More,
        "weekend" => Phrase::Weekend,
        "week_now" => Phrase::WeekNow,
        _ => return None,
    })
}

/// The table while it is made.
#[derive(Default)]
struct Words {
    words: Vec<Word>,
    ids: HashMap<String, u16>,
    phrases: HashMap<u16, Vec<(Vec<u16>, Phrase)>>,
}

impl Words {
    fn id(&mut self, form: &str) -> Result<u16, AssetError> {
        if key(form.as_bytes()).is_none() {
            return Err(AssetError::TooLong(form.to_owned()));
        }
        if self.words.is_empty() {
            // Place 0 is the word that means nothing.
            self.words.push(NO_WORD);
        }
        if let Some(&id) = self.ids.get(form) {
            return Ok(id);
        }
        let id = u16::try_from(self.words.len()).unwrap_or(0);
        self.words.push(NO_WORD);
        self.ids.insert(form.to_owned(), id);
        Ok(id)
    }

    fn each(&mut self, forms: &str, set: impl Fn(&mut Word)) -> Result<(), AssetError> {
        for form in forms.split_whitespace() {
            let id = self.id(form)?;
            self.words.get_mut(usize::from(id)).map(&set);
        }
        Ok(())
    }

    fn classify(&mut self, name: &str, forms: &str) -> Result<(), AssetError> {
        let class = CLASSES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|&(_, class)| class)
            .ok_or_else(|| AssetError::Unknown(name.to_owned()))?;
        self.each(forms, |word| word.classes = word.classes.or(class))
    }

    fn phrase(&mut self, form: &str, phrase: Phrase) -> Result<(), AssetError> {
        let mut ids = Vec::new();
        for word in form.split_whitespace() {
            ids.push(self.id(word)?);
        }
        if ids.is_empty() {
            return Err(AssetError::Unknown(form.to_owned()));
        }
        let first = ids.remove(0);
        self.phrases.entry(first).or_default().push((ids, phrase));
        Ok(())
    }

    fn build(
        mut self,
        language: Language,
        numeric: Numeric,
        capital_names: bool,
        endings: Endings,
    ) -> DateLanguage {
        for phrases in self.phrases.values_mut() {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        for &first in self.phrases.keys() {
            if let Some(word) = self.words.get_mut(usize::from(first)) {
                word.classes = word.classes.or(Class::STARTS);
            }
        }
        for word in &mut self.words {
            if word.starts() {
                word.classes = word.classes.or(Class::STARTS);
            }
        }
        for word in &mut self.words {
            let begins = word.is(Class::STARTS
                .or(Class::THAT)
                .or(Class::THIS)
                .or(Class::LATEST)
                .or(Class::FOLLOWING)
                .or(Class::PRECEDING)
                .or(Class::FEW)
                .or(Class::EVERY)
                .or(Class::ALL)
                .or(Class::THEN));
            if begins || word.cardinal > 0 || word.ordinal > 0 || word.collective > 0 {
                word.classes = word.classes.or(Class::BEGINS);
            }
        }
        // A long word is also known without its accent, as hurried people type it; a short one
        // (è, e) is another word then.
        let bare: Vec<(String, u16)> = self
            .ids
            .iter()
            .filter(|(form, _)| form.chars().count() > 3)
            .map(|(form, &id)| (fold::fold(form), id))
            .filter(|(form, _)| !self.ids.contains_key(form))
            .collect();
        self.ids.extend(bare);
        let size = (self.ids.len() * 4).next_power_of_two().max(16);
        let mut table = vec![(0, 0); size];
        for (form, id) in &self.ids {
            let Some(key) = key(form.as_bytes()) else {
                continue;
            };
            let mut at = place(key, size - 1);
            while table.get(at).is_some_and(|&(_, taken)| taken != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = table.get_mut(at) {
                *slot = (key, *id);
            }
        }
        DateLanguage {
            language,
            numeric,
            capital_names,
            endings,
            words: self.words,
            table,
            phrases: self.phrases,
            months: Vec::new(),
            spoken: Spoken::default(),
        }
    }
}

impl Word {
    /// Whether an expression can begin with it.
    fn starts(&self) -> bool {
        let names = self.month != 0
            || self.short_month != 0
            || self.weekday != 0
            || self.short_weekday != 0
            || self.season != 0
            || self.unit.is_some()
            || self.decade != 0
            || self.century != 0;
        names
            || self.is(Class::START
                .or(Class::MIDDLE)
                .or(Class::LAST)
                .or(Class::NEXT)
                .or(Class::END))
    }
}

const NO_WORD: Word = Word {
    classes: Class(0),
    month: 0,
    short_month: 0,
    weekday: 0,
    short_weekday: 0,
    season: 0,
    unit: None,
    plural: false,
    cardinal: 0,
    ordinal: 0,
    collective: 0,
    decade: 0,
    century: 0,
};

pub(super) static LANGUAGES: LazyLock<Vec<DateLanguage>> = LazyLock::new(|| {
    embedded::DATES
        .iter()
        .filter_map(|(_, contents)| DateLanguage::new(contents).ok())
        .collect()
});

/// The languages that there are assets for.
pub(super) fn known() -> impl Iterator<Item = Language> {
    LANGUAGES.iter().map(|known| known.language)
}

pub(super) static NONE: LazyLock<DateLanguage> = LazyLock::new(|| {
    Words::default().build(
        Language::default(),
        Numeric::DayFirst,
        false,
        Endings::default(),
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_asset_is_valid() {
        for (name, contents) in embedded::DATES {
            if let Err(error) = DateLanguage::new(contents) {
                panic!("{name}: {error}");
            }
        }
        assert_eq!(LANGUAGES.len(), embedded::DATES.len());
    }

    #[test]
    fn words_keep_their_meanings() {
        let italian = DateLanguage::of(Language::ITALIAN);
        let word = |form: &str| *italian.word(italian.find(key(form.as_bytes()).unwrap()));
        assert_eq!(word("settembre").month, 9);
        assert_eq!(word("lunedi").weekday, 1);
        assert_eq!(word("settantacinque").cardinal, 75);
        assert_eq!((word("mar").short_month, word("mar").short_weekday), (3, 2));
        assert!(word("è").is(Class::PRESENT_AUXILIARY) && !word("è").is(Class::AND));
        assert!(word("e").is(Class::AND) && !word("e").is(Class::PRESENT_AUXILIARY));
        assert_eq!(italian.find(key(b"pyongyang").unwrap()), 0);
    }
}
