//! The words of a language that part clauses and tell what is done from what is planned: its asset,
//! read once. It knows no grammar; which clause tells what is for `claim`.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::words::STEM;
use crate::actors::dictionary::hash::Table;
use crate::embedded;
use crate::text::endings::Endings;
use crate::text::fold::fold;
use crate::text::language::Language;

/// What the words of a language say of clauses. Words are in small letters.
#[derive(Debug, Default)]
pub(super) struct ClauseLanguage {
    language: Language,
    /// Words that go on with the same sentence: `e`, `and`.
    pub(super) coordinators: HashSet<String>,
    /// Words that open a clause that stands by itself: `dove`, `when`.
    pub(super) adverbial: HashSet<String>,
    /// Those of them that tell what happened at the time that stands before them: `quando`.
    pub(super) temporal: HashSet<String>,
    /// Words that open a clause that tells of what stands before it: `che`, `which`.
    pub(super) relative: HashSet<String>,
    /// Definite articles.
    pub(super) articles: HashSet<String>,
    /// Words that tie a noun to whom or when it is of: `l’invasione dell’Ucraina`.
    pub(super) of: HashSet<String>,
    /// Words that say whose a noun is by those told of before: `il loro vertice`.
    pub(super) possessives: HashSet<String>,
    /// Words by which a clause refers to the one before: `lo ha detto`.
    pub(super) pronouns: HashSet<String>,
    /// Words with which a clause begins whose subject was named before: `its`, `he`, and where subjects
    /// are left out the verbs that have none after them.
    pub(super) anaphors: HashSet<String>,
    /// Verbs by which such a pronoun is for the whole clause before: `lo ha deciso`.
    pub(super) saying: HashSet<String>,
    /// Words that tie a clause to the text before it, and that a title does without.
    pub(super) connectives: HashSet<String>,
    /// Words that may stand before a date, and go with it.
    pub(super) prepositions: HashSet<String>,
    /// Words that make a date the beginning of what goes on: `da allora`.
    pub(super) since: HashSet<String>,
    /// Words that make a date the end of what went on: `fino a oggi`.
    pub(super) until: HashSet<String>,
    /// Words that make a date the limit of what was before: `prima di quest’anno`.
    pub(super) before: HashSet<String>,
    /// Words for the present, in which a text describes more than it tells.
    pub(super) today: HashSet<String>,
    /// What verbs there are, by themselves and by their endings; every word of a text is asked for.
    verbs: Table<String, u8>,
    endings: Endings,
    /// Words, folded, that say nothing of what an event is.
    pub(super) common: HashSet<String>,
    /// What kind of happening a word tells of, by its beginning (see `words`): `=meeting` for
    /// `incon`. Languages share the kinds.
    pub(super) kinds: HashMap<String, String>,
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

/// Among what is known of a word or an ending: it is no verb, it plans, it is a participle that tells,
/// it carries a sentence.
const NOT_VERB: u8 = 1;
const PLANNED: u8 = 2;
const PARTICIPLE: u8 = 4;
const FINITE: u8 = 8;

impl ClauseLanguage {
    /// The words of `language`; without an asset there are none.
    pub(super) fn of(language: Language) -> Option<&'static Self> {
        LANGUAGES.iter().find(|known| known.language == language)
    }

    /// What a word, in small letters, does for a clause.
    pub(super) fn verb(&self, word: &str) -> Verb {
        let by_itself = self.verbs.get(word).copied().unwrap_or_default();
        if by_itself & NOT_VERB != 0 {
            return Verb::default();
        }
        let mut by_ending = self.endings.of(word);
        if by_ending != 0 && word.chars().nth(3).is_none() {
            by_ending = 0;
        }
        let all = by_itself | by_ending;
        let [planned, participle, finite] = [PLANNED, PARTICIPLE, FINITE].map(|bit| all & bit != 0);
        Verb {
            tells: planned || participle || finite,
            finite: planned || finite,
            done: !planned && (participle || by_ending & FINITE != 0),
            planned,
        }
    }
}

/// Whether a line begins with a word that speaks of what was told before it: `Their house`. A word
/// that is an article as well is taken for that.
pub(super) fn refers_back(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let first = first.to_lowercase();
    LANGUAGES.iter().any(|language| {
        let refers = language.possessives.contains(&first) || language.pronouns.contains(&first);
        refers && !language.articles.contains(&first)
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
        let words = |list: &str| list.split_whitespace().map(str::to_owned).collect();
        let mut verbs: Table<String, u8> = Table::default();
        for (list, says) in [
            (&self.not_verbs, NOT_VERB),
            (&self.planned, PLANNED),
            (&self.participles, PARTICIPLE),
            (&self.verbs, FINITE),
        ] {
            for word in list.split_whitespace() {
                *verbs.entry(word.to_owned()).or_default() |= says;
            }
        }
        let mut endings = Endings::default();
        for (list, says) in [
            (&self.planned_endings, PLANNED),
            (&self.participle, PARTICIPLE),
            (&self.finite, FINITE),
        ] {
            for ending in list {
                if !endings.add(ending, says) {
                    return None;
                }
            }
        }
        Some(ClauseLanguage {
            language: Language::parse(&self.code)?,
            coordinators: words(&self.coordinators),
            adverbial: words(&self.adverbial),
            temporal: words(&self.temporal),
            relative: words(&self.relative),
            articles: words(&self.articles),
            of: words(&self.of),
            possessives: words(&self.possessives),
            pronouns: words(&self.pronouns),
            anaphors: words(&self.anaphors),
            saying: words(&self.saying),
            connectives: words(&self.connectives),
            prepositions: words(&self.prepositions),
            since: words(&self.since),
            until: words(&self.until),
            before: words(&self.before),
            today: words(&self.today),
            verbs,
            endings,
            common: self.common.split_whitespace().map(fold).collect(),
            kinds: (self.kinds.iter())
                .flat_map(|(kind, beginnings)| {
                    let kind = format!("={kind}");
                    let stem = |word: &str| fold(word).chars().take(STEM).collect();
                    (beginnings.split_whitespace()).map(move |word| (stem(word), kind.clone()))
                })
                .collect(),
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
            let verb = italian.verb(word);
            assert_eq!((verb.tells, verb.planned), (tells, planned), "{word}");
        }
    }
}
