//! The assets of `assets/dates/`: what each file says, read raw and validated into the words of a
//! language. What the words can mean is in [`super::language`].

use std::collections::HashMap;

use serde::Deserialize;

use super::endings::{Endings, Told};
use super::language::{
    CLASSES, Class, DateLanguage, Grammar, Holiday, NO_WORD, Numeric, Phrase, Unit, Word,
};

use crate::text::fold;
use crate::text::language::Language;
use crate::text::table::{LONGEST_WORD, Table};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    code: String,
    numeric: Numeric,
    #[serde(default)]
    grammar: Grammar,
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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHoliday {
    names: Vec<String>,
    day: Option<(i8, i8)>,
    easter: Option<i16>,
    easter_week: Option<i16>,
    orthodox_easter: Option<i16>,
    nth: Option<(i8, i8, i8)>,
}

/// What is wrong with an asset of `assets/dates/`.
#[derive(Debug, thiserror::Error)]
pub(super) enum AssetError {
    #[error("{0}")]
    Toml(#[from] toml::de::Error),
    #[error("{0:?} is not known here")]
    Unknown(String),
    #[error("{0:?} is longer than the 16 bytes that a word may have")]
    TooLong(String),
    #[error("the holiday {0:?} has no day")]
    NoDay(String),
}

impl DateLanguage {
    /// The words that an asset gives.
    pub(super) fn new(asset: &str) -> Result<Self, AssetError> {
        let asset: Asset = toml::from_str(asset)?;
        let mut words = Words::default();
        for (number, forms) in (1..).zip(&asset.months) {
            words.each(forms, |word| word.month = number)?;
        }
        for (number, forms) in (1..).zip(&asset.short_months) {
            words.each(forms, |word| word.short_month = number)?;
        }
        for (number, forms) in (1..).zip(&asset.weekdays) {
            let (singular, plurals) = forms.split_once(' ').unwrap_or((forms, ""));
            words.each(singular, |word| word.weekday = number)?;
            words.each(plurals, |word| {
                word.weekday = number;
                word.plural = true;
            })?;
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
            let told = match name.as_str() {
                "past" => Told::PAST,
                "remote" => Told::REMOTE,
                "future" => Told::FUTURE,
                "conditional" => Told::CONDITIONAL,
                "habit" => Told::HABIT,
                // They are known, and so not judged by their endings.
                "exceptions" => {
                    words.each(forms, |_| ())?;
                    continue;
                }
                _ => {
                    words.classify(name, forms)?;
                    continue;
                }
            };
            for form in forms.split_whitespace() {
                if !endings.add(form, told) {
                    return Err(AssetError::TooLong(form.to_owned()));
                }
            }
        }
        for (name, forms) in &asset.classes {
            match name.as_str() {
                "day_parts" => {
                    words.classify("day_part", forms)?;
                    words.each(forms, |word| word.plural = true)?;
                }
                "given_names" => words.each(forms, |word| word.name = true)?,
                "attributive" => words.each(forms, |word| word.attributive = true)?,
                "of_month" => words.each(forms, |word| word.of_month = true)?,
                "two_year_season" => words.each(forms, |word| word.two_year_season = true)?,
                "whole_years" => words.each(forms, |word| word.whole_years = true)?,
                "fiscal" => words.each(forms, |word| word.fiscal = true)?,
                "version" => words.each(forms, |word| word.version = true)?,
                _ => words.classify(name, forms)?,
            }
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
                .or(holiday.orthodox_easter.map(Holiday::OrthodoxEaster))
                .or(holiday.easter_week.map(Holiday::EasterWeek))
                .or((holiday.nth).map(|(month, weekday, nth)| Holiday::Nth(month, weekday, nth)));
            for name in &holiday.names {
                let when = when.ok_or_else(|| AssetError::NoDay(name.clone()))?;
                words.phrase(name, Phrase::Holiday(when))?;
            }
        }
        let language =
            Language::parse(&asset.code).ok_or_else(|| AssetError::Unknown(asset.code.clone()))?;
        Ok(words.build(language, asset.numeric, asset.grammar, endings))
    }
}

fn unit_named(name: &str) -> Option<Unit> {
    Some(match name {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "half" => Unit::Half,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        "millennium" => Unit::Millennium,
        _ => return None,
    })
}

fn phrase_named(name: &str) -> Option<Phrase> {
    Some(match name {
        "ago" => Phrase::Ago,
        "this" => Phrase::This,
        "last" => Phrase::Last,
        "later" => Phrase::Later,
        "from_now" => Phrase::FromNow,
        "same_period" => Phrase::SamePeriod,
        "back" => Phrase::Back,
        "more" => Phrase::More,
        "weekend" => Phrase::Weekend,
        "week_now" => Phrase::WeekNow,
        "fiscal_year" => Phrase::FiscalYear,
        _ => return None,
    })
}

/// The table while it is made.
#[derive(Default)]
pub(super) struct Words {
    words: Vec<Word>,
    ids: HashMap<String, u16>,
    phrases: HashMap<u16, Vec<(Vec<u16>, Phrase)>>,
}

impl Words {
    fn id(&mut self, form: &str) -> Result<u16, AssetError> {
        if form.len() > LONGEST_WORD {
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

    pub(super) fn build(
        mut self,
        language: Language,
        numeric: Numeric,
        grammar: Grammar,
        endings: Endings,
    ) -> DateLanguage {
        // Place 0 is that of words that begin no phrase.
        let mut lists = vec![Vec::new()];
        for (first, mut phrases) in std::mem::take(&mut self.phrases) {
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            if let Some(word) = self.words.get_mut(usize::from(first)) {
                word.classes = word.classes.or(Class::STARTS);
                word.phrases = u16::try_from(lists.len()).unwrap_or(0);
            }
            lists.push(phrases);
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
        DateLanguage {
            language,
            numeric,
            grammar,
            endings,
            words: self.words,
            table: Table::new(&self.ids),
            phrases: lists,
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
                .or(Class::END)
                .or(Class::DAY_PART)
                .or(Class::HALF_MORE)
                .or(Class::NOON))
    }
}
