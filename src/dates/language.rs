//! The words of a language, and what they can mean in a temporal expression. It knows no grammar; a
//! word that means several things (`secondo`, `may`) has them all, and the grammar chooses. The
//! assets that say so are read by `asset`.

use std::sync::LazyLock;

use serde::Deserialize;

use super::asset::Words;
use super::endings::Endings;
pub use super::spoken::spoken;
use crate::embedded;
use crate::text::language::Language;
use crate::text::table::Table;

/// A unit of calendar time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    /// Two weeks.
    Fortnight,
    /// Saturday and Sunday, told by their week.
    Weekend,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

impl Unit {
    /// The unit in which the rest of an amount is told: months of years, minutes of hours.
    pub(super) const fn below(self) -> Option<Self> {
        match self {
            Self::Year => Some(Self::Month),
            Self::Month | Self::Week => Some(Self::Day),
            Self::Day => Some(Self::Hour),
            Self::Hour => Some(Self::Minute),
            Self::Minute => Some(Self::Second),
            _ => None,
        }
    }
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
        pub(super) const CLASSES: &[(&str, Class)] = &[$(($name, Class::$constant)),*];
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
    44 FUTURE_VERB "future_verb", 45 HAD "had", 46 STARTS "", 47 BEGINS "",
    48 DAY_BEFORE "day_before", 49 CLAUSE "clause", 50 APPOINTED "appointed", 51 MOVED "moved",
    52 COMMITS "commits", 53 TO_COME "to_come", 54 ON_SCHEDULE "on_schedule", 55 OR "or",
    56 MEASURING "measuring", 57 THAN "than", 58 CLOCK "clock", 59 NOON "noon", 60 SAINT "saint",
    61 DIED "died", 62 ALTERNATE "alternate", 63 BUSINESS "business",
}

impl Class {
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[inline]
    const fn touches(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Everything that a word can mean; zero where it does not mean that.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    pub(super) classes: Class,
    pub(super) month: i8,
    pub(super) short_month: i8,
    /// 1 Monday to 7 Sunday.
    pub(super) weekday: i8,
    pub(super) short_weekday: i8,
    pub(super) season: i8,
    pub(super) unit: Option<Unit>,
    /// More than one of it.
    pub(super) plural: bool,
    /// Whether people are called so.
    pub(super) name: bool,
    /// Whether a month has it, and people seldom.
    pub(super) of_month: bool,
    /// Whether it names what begins in summer and is over by the next, as seasons of sport do.
    pub(super) two_year_season: bool,
    /// Whether two years beside it are no such season.
    pub(super) whole_years: bool,
    /// Whether it says that a year is that of a business, whose quarters are none of the calendar.
    pub(super) fiscal: bool,
    /// Whether the number behind it is that of a version.
    pub(super) version: bool,
    /// Whether it leads to a noun whose year only says which it is: `for the 2004 bombing`.
    pub(super) attributive: bool,
    pub(super) cardinal: u16,
    pub(super) ordinal: u16,
    pub(super) collective: u16,
    /// The tens of a decade.
    pub(super) decade: i16,
    /// The first year of a century.
    pub(super) century: i16,
    /// Where the phrases stand that begin with it; 0 where none do.
    pub(super) phrases: u16,
}

impl Word {
    /// Whether it belongs to one of the classes.
    #[inline]
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
    /// After an amount: so long from the day of writing.
    FromNow,
    /// Of another year than the period that is spoken of.
    SamePeriod,
    More,
    Weekend,
    WeekNow,
    /// Before a year: that of a business.
    FiscalYear,
}

/// A day of the year that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holiday {
    /// Month and day.
    Fixed(i8, i8),
    /// Days after Easter Sunday.
    Easter(i16),
    /// Days after Easter Sunday of the Eastern churches.
    OrthodoxEaster(i16),
    /// Weeks after the one that ends with Easter Sunday.
    EasterWeek(i16),
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

/// What holds for the grammar of a language and not for that of another; what its asset does not name does
/// not hold.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Grammar {
    /// Whether months and weekdays have a capital: those without may be verbs (`may`, `march`), and a name
    /// may stand before them (`Bloody Sunday`).
    pub(super) names_are_capitalised: bool,
    /// Whether a month can stand before its day, and a comma before the year: `September 10, 2023`.
    pub(super) month_first: bool,
    /// Whether days are told by any ordinal: `second of March`.
    pub(super) ordinal_days: bool,
    /// Whether days have no article, so that one makes no number a day and no weekday a habit: `il 29`, `la
    /// domenica`.
    pub(super) days_are_bare: bool,
    /// Whether an article makes a weekday or the next week one of the story: `on the Sunday`, `The next week
    /// …`.
    pub(super) article_points: bool,
    /// Whether reports name the day of today: `said on Monday`, on that Monday.
    pub(super) today_by_name: bool,
    /// Whether a week may follow a weekday: `Tuesday week`.
    pub(super) weekday_week: bool,
    /// Whether a month follows its weekdays by a word for within: `the second Monday in October`.
    pub(super) within_month: bool,
    /// Whether `last` and `next` stand before their noun only: not as in `anno scorso`.
    pub(super) directions_lead: bool,
    /// Whether the word for the last of several is a verb as well, and that for the one before now: `last
    /// days of May`.
    pub(super) last_is_latest: bool,
    /// Whether what follows `after` and `before` says from when is counted: `two days after he left`.
    pub(super) after_governs: bool,
    /// Whether `in two weeks` is a length of time as well as a date.
    pub(super) in_is_also_a_length: bool,
    /// Whether an article tells rates and halves: `five dollars a day`, `half a year`.
    pub(super) article_per: bool,
    /// Whether `every other day` is each second one.
    pub(super) other_is_second: bool,
    /// Whether no preposition tells an age: not as in `a 91 anni`.
    pub(super) ages_are_bare: bool,
    /// Whether no article tells an hour: not as in `alle due`, `le 3`.
    pub(super) hours_are_bare: bool,
    /// Whether nouns own others by an ending: `May’s cabinet`, `year’s end`.
    pub(super) possessives: bool,
    /// Whether centuries have no names of their own: not as in `Ottocento`, `il ’600`.
    pub(super) centuries_by_number: bool,
    /// Whether a preposition may stand before a count of four figures: `in 1967 workers`.
    pub(super) counts_look_like_years: bool,
    /// Whether `AD` and `CE` stand beside a year.
    pub(super) anno_domini: bool,
    /// Whether halves, quarters and first months by themselves are rather those of a match or an office.
    pub(super) halves_of_matches: bool,
    /// Whether participles end in `-ed` and infinitives in nothing.
    pub(super) ed_participles: bool,
    /// Whether no past of its own tells a story: not as in `firmò`.
    pub(super) no_remote_past: bool,
}

/// What the words of one language mean.
#[derive(Debug)]
pub(super) struct DateLanguage {
    pub(super) language: Language,
    pub(super) numeric: Numeric,
    pub(super) grammar: Grammar,
    pub(super) endings: Endings,
    pub(super) words: Vec<Word>,
    /// Places in `words`.
    pub(super) table: Table,
    /// The phrases of each word that begins some; the word says which are its own.
    pub(super) phrases: Vec<Vec<(Vec<u16>, Phrase)>>,
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
    #[inline]
    pub(super) fn find(&self, key: u128) -> u16 {
        self.table.find(key)
    }

    /// What a word means.
    #[inline]
    pub(super) fn word(&self, id: u16) -> &Word {
        self.words.get(usize::from(id)).unwrap_or(&NO_WORD)
    }

    /// The phrases that begin with a word, the longest first: their other words, and what they say.
    pub(super) fn phrases(&self, first: u16) -> &[(Vec<u16>, Phrase)] {
        let own = self.word(first).phrases;
        self.phrases
            .get(usize::from(own))
            .map_or(&[], Vec::as_slice)
    }
}

/// The word that means nothing.
pub(super) const NO_WORD: Word = Word {
    classes: Class(0),
    month: 0,
    short_month: 0,
    weekday: 0,
    short_weekday: 0,
    season: 0,
    unit: None,
    plural: false,
    name: false,
    of_month: false,
    two_year_season: false,
    whole_years: false,
    fiscal: false,
    version: false,
    attributive: false,
    cardinal: 0,
    ordinal: 0,
    collective: 0,
    decade: 0,
    century: 0,
    phrases: 0,
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
        Grammar::default(),
        Endings::default(),
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::table::key;

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
