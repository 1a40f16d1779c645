//! The words of a language that part clauses and tell what is done from what is planned, and by how much
//! of them two reports are compared: its asset, read once. It knows no grammar; which clause tells what is
//! for `claim`, comparing for `words`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::embedded;
use crate::text::TextRange;
use crate::text::endings::Endings;
use crate::text::fold::fold;
use crate::text::hash::Table;
use crate::text::language::Language;
use crate::text::table::{self, Words};

/// Words are compared by so many of their first characters: `incontrò`, `incontrerà`, `incontro`.
pub(super) const STEM: usize = 5;

/// What the words of a language say of clauses. Words are in small letters.
#[derive(Debug, Default)]
pub(super) struct ClauseLanguage {
    language: Language,
    /// What each word is; every word of a text is asked for.
    words: Words<Class>,
    /// What the endings of verbs say.
    endings: Endings,
    /// Whether a clause may have no subject, and one that has it may begin with its verb.
    pub(super) leaves_out_subjects: bool,
    /// Words for the present, in which a text describes more than it tells.
    today: Vec<String>,
    /// Words, folded, that say nothing of what an event is: those above, and the function words.
    common: Words<()>,
    /// What kind of happening a word tells of, by its beginning (see `words`): `=meeting` for
    /// `incon`. Languages share the kinds.
    kinds: Words<String>,
}

/// What a word is in a clause; a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    /// Words that go on with the same sentence: `e`, `and`.
    pub(super) const COORDINATOR: Self = Self(1);
    /// Words that open a clause that stands by itself: `dove`, `when`.
    pub(super) const ADVERBIAL: Self = Self(1 << 1);
    /// Those of them that tell what happened at the time that stands before them: `quando`.
    pub(super) const TEMPORAL: Self = Self(1 << 2);
    /// Words that open a clause that tells of what stands before it: `che`, `which`.
    pub(super) const RELATIVE: Self = Self(1 << 3);
    /// Definite articles.
    pub(super) const ARTICLE: Self = Self(1 << 4);
    /// Words that tie a noun to whom or when it is of: `l’invasione dell’Ucraina`.
    pub(super) const OF: Self = Self(1 << 5);
    /// Words that say whose a noun is by those told of before: `il loro vertice`.
    pub(super) const POSSESSIVE: Self = Self(1 << 6);
    /// Words by which a clause refers to the one before: `lo ha detto`.
    pub(super) const PRONOUN: Self = Self(1 << 7);
    /// Words with which a clause begins whose subject was named before: `its`, `he`, and where
    /// subjects are left out the verbs that have none after them.
    pub(super) const ANAPHOR: Self = Self(1 << 8);
    /// Verbs by which such a pronoun is for the whole clause before: `lo ha deciso`.
    pub(super) const SAYING: Self = Self(1 << 9);
    /// Words that tie a clause to the text before it, and that a title does without.
    pub(super) const CONNECTIVE: Self = Self(1 << 10);
    /// Words that may stand before a date, and go with it.
    pub(super) const PREPOSITION: Self = Self(1 << 11);
    /// Words that make a date the beginning of what goes on: `da allora`.
    pub(super) const SINCE: Self = Self(1 << 12);
    /// Words that make a date the end of what went on: `fino a oggi`.
    pub(super) const UNTIL: Self = Self(1 << 13);
    /// Words that make a date the limit of what was before: `prima di quest’anno`.
    pub(super) const BEFORE: Self = Self(1 << 14);
    /// Words that say little by themselves.
    pub(super) const COMMON: Self = Self(1 << 15);
    /// What looks like a verb and is none; what plans; participles that tell; what carries a sentence.
    const NOT_VERB: Self = Self(1 << 16);
    const PLANNED: Self = Self(1 << 17);
    const PARTICIPLE: Self = Self(1 << 18);
    const FINITE: Self = Self(1 << 19);
    /// Forms of `to be`, also as a part of the passive: `was announced`.
    pub(super) const BEING: Self = Self(1 << 24);
    /// Articles of what was not told of yet: `un`, `a`.
    pub(super) const INDEFINITE: Self = Self(1 << 25);
    /// Words that compare with what follows: `contro i 5 milioni di un anno fa`.
    pub(super) const COMPARING: Self = Self(1 << 26);
    /// Words before a noun whose year only says which one it is: `under a 1976 convention`.
    pub(super) const ATTRIBUTIVE: Self = Self(1 << 27);

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it is one of `classes`.
    pub(super) const fn is(self, classes: Self) -> bool {
        self.0 & classes.0 != 0
    }
}

/// What a word does for a clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Verb {
    /// It is a verb, also a participle that tells by itself (`il trattato firmato ieri`).
    pub(super) tells: bool,
    /// It carries a sentence by itself.
    pub(super) finite: bool,
    /// It is one that says that something is done.
    pub(super) done: bool,
    /// It announces, allows or wishes.
    pub(super) planned: bool,
}

impl ClauseLanguage {
    /// The words of `language`; without an asset there are none.
    pub(super) fn of(language: Language) -> Option<&'static Self> {
        LANGUAGES.iter().find(|known| known.language == language)
    }

    /// What a word, in small letters, is.
    pub(super) fn class(&self, word: &str) -> Class {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// What the word is that stands at `range`, and, where that is `asked`, what it does for a clause.
    /// `small` is room for it.
    #[inline]
    pub(super) fn read(
        &self,
        text: &str,
        range: TextRange,
        asked: bool,
        small: &mut String,
    ) -> (Class, Verb) {
        let key = table::key_at(text.as_bytes(), range.start, range.len());
        let both = |word: &[u8], class: Class| match asked {
            true => (class, self.verb(word, class)),
            false => (class, Verb::default()),
        };
        if let Some(key) = key.filter(|&key| table::is_ascii(key)) {
            let class = self.words.find(key).copied().unwrap_or_default();
            let word = key.to_le_bytes();
            return both(word.get(..range.len()).unwrap_or_default(), class);
        }
        let word = in_small_letters(range.of(text), small);
        both(word.as_bytes(), self.class(word))
    }

    /// Whether a word is one for the present.
    pub(super) fn is_today(&self, word: &str) -> bool {
        let small = || word.chars().flat_map(char::to_lowercase);
        self.today.iter().any(|today| small().eq(today.chars()))
    }

    /// What a word, in small letters and of this class, does for a clause.
    pub(super) fn verb(&self, word: &[u8], class: Class) -> Verb {
        if class.is(Class::NOT_VERB) {
            return Verb::default();
        }
        let mut by_ending = Class(u32::from(self.endings.of(word)) << VERBS);
        let mut letters = word.iter().filter(|&&byte| byte & 0xC0 != 0x80);
        if by_ending != Class::default() && letters.nth(3).is_none() {
            by_ending = Class::default();
        }
        let all = class.or(by_ending);
        let planned = all.is(Class::PLANNED);
        let (participle, finite) = (all.is(Class::PARTICIPLE), all.is(Class::FINITE));
        Verb {
            tells: planned || participle || finite,
            finite: planned || finite,
            done: !planned && (participle || by_ending.is(Class::FINITE)),
            planned,
        }
    }

    /// Whether a folded word says nothing of what an event is.
    pub(super) fn is_common(&self, folded: &str) -> bool {
        self.common.get(folded).is_some()
    }

    /// The same of a word of ASCII by its key.
    pub(super) fn is_common_key(&self, key: u128) -> bool {
        self.common.find(key).is_some()
    }

    /// What kind of happening a folded beginning of a word tells of.
    pub(super) fn kind(&self, stem: &str) -> Option<&str> {
        self.kinds.get(stem).map(String::as_str)
    }

    /// The same of a beginning of ASCII by its key.
    pub(super) fn kind_of_key(&self, key: u128) -> Option<&str> {
        self.kinds.find(key).map(String::as_str)
    }
}

/// A word in small letters; most are as they stand.
fn in_small_letters<'a>(word: &'a str, small: &'a mut String) -> &'a str {
    // The letters of western Europe that have no capital but the one beside them.
    if (word.chars()).all(|c| matches!(c, 'a'..='z' | '0'..='9' | 'ß'..='ÿ')) {
        return word;
    }
    small.clear();
    if word.is_ascii() {
        small.push_str(word);
        small.make_ascii_lowercase();
    } else {
        // What stands around a letter matters to Greek only, which has no asset.
        small.extend(word.chars().flat_map(char::to_lowercase));
    }
    small
}

/// Where the bits of verbs begin, which endings have too.
const VERBS: u32 = 16;

/// Whether a line begins with a word that speaks of what was told before it: `Their house`. A word
/// that is an article as well is taken for that.
pub(super) fn refers_back(line: &str) -> bool {
    begins_with(line, Class::POSSESSIVE.or(Class::PRONOUN))
}

/// Whether a line begins with such a word or with one that leaves unsaid who is meant: `She left`,
/// `Fu assolta`.
pub(super) fn goes_on(line: &str) -> bool {
    refers_back(line) || begins_with(line, Class::ANAPHOR)
}

fn begins_with(line: &str, classes: Class) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let first = first.to_lowercase();
    LANGUAGES.iter().any(|language| {
        let class = language.class(&first);
        class.is(classes) && !class.is(Class::ARTICLE)
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asset {
    code: String,
    coordinators: String,
    adverbial: String,
    temporal: String,
    relative: String,
    articles: String,
    of: String,
    possessives: String,
    pronouns: String,
    anaphors: String,
    saying: String,
    being: String,
    indefinite: String,
    comparing: String,
    #[serde(default)]
    attributive: String,
    connectives: String,
    prepositions: String,
    since: String,
    until: String,
    before: String,
    today: String,
    verbs: String,
    finite: Vec<String>,
    participle: Vec<String>,
    participles: String,
    not_verbs: String,
    planned: String,
    planned_endings: Vec<String>,
    common: String,
    kinds: BTreeMap<String, String>,
}

impl Asset {
    fn clean(self) -> Option<ClauseLanguage> {
        let language = Language::parse(&self.code)?;
        let mut words: Table<String, Class> = Table::default();
        for (list, class) in [
            (&self.coordinators, Class::COORDINATOR),
            (&self.adverbial, Class::ADVERBIAL),
            (&self.temporal, Class::TEMPORAL),
            (&self.relative, Class::RELATIVE),
            (&self.articles, Class::ARTICLE),
            (&self.of, Class::OF),
            (&self.possessives, Class::POSSESSIVE),
            (&self.pronouns, Class::PRONOUN),
            (&self.anaphors, Class::ANAPHOR),
            (&self.saying, Class::SAYING),
            (&self.being, Class::BEING),
            (&self.indefinite, Class::INDEFINITE),
            (&self.comparing, Class::COMPARING),
            (&self.attributive, Class::ATTRIBUTIVE),
            (&self.connectives, Class::CONNECTIVE),
            (&self.prepositions, Class::PREPOSITION),
            (&self.since, Class::SINCE),
            (&self.until, Class::UNTIL),
            (&self.before, Class::BEFORE),
            (&self.common, Class::COMMON),
            (&self.not_verbs, Class::NOT_VERB),
            (&self.planned, Class::PLANNED),
            (&self.participles, Class::PARTICIPLE),
            (&self.verbs, Class::FINITE),
        ] {
            for word in list.split_whitespace() {
                let known = words.entry(word.to_owned()).or_default();
                *known = known.or(class);
            }
        }
        let mut endings = Endings::default();
        for (list, says) in [
            (&self.planned_endings, Class::PLANNED),
            (&self.participle, Class::PARTICIPLE),
            (&self.finite, Class::FINITE),
        ] {
            for ending in list {
                let says = u8::try_from(says.0 >> VERBS).ok()?;
                if !endings.add(ending, says) {
                    return None;
                }
            }
        }
        let words = Words::of(words)?;
        let leaves_out_subjects =
            (words.known()).any(|class| class.is(Class::ANAPHOR) && class.is(Class::FINITE));
        let function_words = language.known().into_iter();
        let function_words = function_words.flat_map(|known| known.function_words.folded());
        Some(ClauseLanguage {
            language,
            leaves_out_subjects,
            words,
            endings,
            today: self.today.split_whitespace().map(str::to_owned).collect(),
            common: Words::of(
                (self.common.split_whitespace().map(fold))
                    .chain(function_words.cloned())
                    .map(|word| (word, ()))
                    .collect(),
            )?,
            kinds: Words::of(
                (self.kinds.iter())
                    .flat_map(|(kind, beginnings)| {
                        let kind = format!("={kind}");
                        let stem = |word: &str| fold(word).chars().take(STEM).collect();
                        (beginnings.split_whitespace()).map(move |word| (stem(word), kind.clone()))
                    })
                    .collect(),
            )?,
        })
    }
}

static LANGUAGES: LazyLock<Vec<ClauseLanguage>> = LazyLock::new(|| {
    embedded::EVENTS
        .iter()
        .filter_map(|(_, contents)| toml::from_str::<Asset>(contents).ok()?.clean())
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_asset_loads() {
        for (name, contents) in embedded::EVENTS {
            let asset: Result<Asset, _> = toml::from_str(contents);
            assert!(asset.is_ok_and(|asset| asset.clean().is_some()), "{name}");
        }
        assert!(ClauseLanguage::of(Language::ITALIAN).is_some());
        assert!(ClauseLanguage::of(Language::ENGLISH).is_some());
    }

    #[test]
    fn tells_verbs_from_nouns() {
        let italian = ClauseLanguage::of(Language::ITALIAN).unwrap();
        for (word, tells, planned) in [
            ("firmarono", true, false),
            ("firmeranno", true, true),
            ("sarebbe", true, true),
            ("avvenuto", true, false),
            ("trattato", false, false),
            ("libertà", false, false),
            ("mare", false, false),
        ] {
            let verb = italian.verb(word.as_bytes(), italian.class(word));
            assert_eq!((verb.tells, verb.planned), (tells, planned), "{word}");
        }
    }
}
