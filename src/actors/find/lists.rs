//! Lists of words that one rule each asks for: what stands beside a name and tells what it is. They are in
//! `assets/lists`; what a word means everywhere is in [`crate::actors::dictionary::words`].

use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};

use crate::embedded;
use crate::text::hash::TextTable;

/// Words between spaces.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Which first and last letters and lengths they have: most other words are told apart without a look.
    seen: [u64; 4],
    words: TextTable<String, ()>,
}

/// The place and the bit for words that begin and end like `word` and are as long.
#[inline]
fn trait_of(word: &[u8]) -> (usize, u64) {
    let (Some(&first), Some(&last)) = (word.first(), word.last()) else {
        return (0, 1);
    };
    let mixed = usize::from(first) * 29 + usize::from(last) * 11 + word.len() * 5;
    (mixed / 64 % 4, 1 << (mixed % 64))
}

impl Words {
    /// Whether `word` is one of them.
    #[inline]
    pub(super) fn has(&self, word: &str) -> bool {
        let (place, bit) = trait_of(word.as_bytes());
        (self.seen.get(place)).is_some_and(|seen| seen & bit != 0) && self.words.contains_key(word)
    }

    /// Whether `word`, or what it is the English plural of, is one of them.
    pub(super) fn has_or_plural(&self, word: &str) -> bool {
        self.has(word) || (word.strip_suffix('s')).is_some_and(|word| self.has(word))
    }
}

impl<'w> FromIterator<&'w str> for Words {
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> Self {
        let mut all = Self::default();
        for word in words {
            let (place, bit) = trait_of(word.as_bytes());
            if let Some(seen) = all.seen.get_mut(place) {
                *seen |= bit;
            }
            all.words.insert(word.to_owned(), ());
        }
        all
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(text.split_whitespace().collect())
    }
}

/// Endings, or beginnings, of words, between spaces.
#[derive(Debug, Default)]
pub(super) struct Endings {
    /// Which letters they end with, and begin with.
    last: u32,
    first: u32,
    all: Vec<String>,
}

/// The bit for a letter.
#[inline]
fn letter(byte: Option<&u8>) -> u32 {
    byte.map_or(0, |byte| 1 << (byte & 31))
}

impl Endings {
    /// Whether `word` has one of them.
    #[inline]
    pub(super) fn end(&self, word: &str) -> bool {
        self.last & letter(word.as_bytes().last()) != 0
            && self
                .all
                .iter()
                .any(|ending| word.ends_with(ending.as_str()))
    }

    /// Whether `word` begins with one of them.
    #[inline]
    pub(super) fn begin(&self, word: &str) -> bool {
        self.first & letter(word.as_bytes().first()) != 0
            && self
                .all
                .iter()
                .any(|start| word.starts_with(start.as_str()))
    }
}

impl<'de> Deserialize<'de> for Endings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let all = text.split_whitespace();
        Ok(Self {
            last: (all.clone()).fold(0, |seen, word| seen | letter(word.as_bytes().last())),
            first: (all.clone()).fold(0, |seen, word| seen | letter(word.as_bytes().first())),
            all: all.map(str::to_owned).collect(),
        })
    }
}

/// Words between spaces, each with a colon and what it stands for.
#[derive(Debug, Default)]
pub(super) struct Pairs(Vec<(String, String)>);

impl Pairs {
    /// The first that `text` begins with, and what it stands for.
    pub(super) fn beginning(&self, text: &str) -> Option<(&str, &str)> {
        let found = self
            .0
            .iter()
            .find(|(word, _)| text.starts_with(word.as_str()));
        found.map(|(word, stands)| (word.as_str(), stands.as_str()))
    }

    /// What the whole `word` stands for.
    pub(super) fn of(&self, word: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == word);
        found.map(|(_, stands)| stands.as_str())
    }
}

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let pairs = text
            .split_whitespace()
            .filter_map(|pair| pair.split_once(':'));
        Ok(Self(
            pairs
                .map(|(word, stands)| (word.to_owned(), stands.to_owned()))
                .collect(),
        ))
    }
}

/// Words between spaces, of which the place counts.
#[derive(Debug, Default)]
pub(super) struct Row(Vec<String>);

impl Row {
    /// Which of them `word` is, from 0.
    pub(super) fn place(&self, word: &str) -> Option<usize> {
        self.0.iter().position(|known| known == word)
    }
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(Self(text.split_whitespace().map(str::to_owned).collect()))
    }
}

/// Each list by its key in the asset.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    /// English nouns, without the `s`, for what organisations are.
    pub(super) bodies: Words,
    /// English nouns, without the `s`, for what places are.
    pub(super) places: Words,
    /// Italian words for companies and media before their names.
    pub(super) callers: Words,
    /// Verbs of speech that name nobody but who speaks after them.
    pub(super) saying: Words,
    /// What only people make or do, before «di» or «by»; books, works and nets belong to firms as well.
    pub(super) works: Words,
    /// What only people do, in the past.
    pub(super) deeds: Words,
    /// Italian words before «via», where it is a street and not «away».
    pub(super) before_streets: Words,
    /// Verbs, in the present, of what people do rather than bodies.
    pub(super) acting: Words,
    /// Capitals of ranks before surnames.
    pub(super) ranks: Words,
    /// Verbs that begin commands of a shell.
    pub(super) commands: Words,
    /// What races and cups are called before their country.
    pub(super) races: Words,
    /// Italian heads of bodies that a noun and an adjective in small letters say the subject of.
    pub(super) with_subject: Words,
    /// Acronyms of authorities that have branches in towns.
    pub(super) branched: Words,
    /// Those of them that stand right before the town.
    pub(super) numbered: Words,
    /// First words of Italian bodies that each town or region has for itself.
    pub(super) in_towns: Words,
    /// What English parties are held for that none votes for.
    pub(super) feasts: Words,
    /// English words for what departments are for, besides those that mean a field everywhere.
    pub(super) of_departments: Words,
    /// Codes of provinces that are parties or other things in brackets after a politician.
    pub(super) parties: Words,
    /// Adjectives after a word that calls companies, where they tell which it is and name nothing.
    pub(super) qualities: Words,
    /// What adverbs of English end with, in a line that may be a heading.
    pub(super) adverb_endings: Endings,
    /// What a line of authors begins with.
    pub(super) before_authors: Words,
    /// Verbs, besides those of speech, after which the Treasury is the ministry and no treasure.
    pub(super) deciding: Words,
    /// Nouns before «del Tesoro» that are of the ministry.
    pub(super) of_treasury: Words,
    /// English words, without the `s`, after which «at» leads an employer.
    pub(super) at_work: Words,
    /// Last words of bodies whose names no other rule reads: Ethiopian Electric Power.
    pub(super) last_of_bodies: Words,
    /// Last words of things that have initials as bodies have: Gross Domestic Product, Price Index.
    pub(super) last_of_things: Words,
    /// First words of such things in Italian, where the head stands first.
    pub(super) first_of_things: Words,
    /// Small words that a hyphen joins to names of the East: Yunus-bek, Ali-zadeh.
    pub(super) joined: Words,
    /// Family names that follow «da».
    pub(super) after_da: Words,
    /// Participles of being called, before the name.
    pub(super) called: Words,
    /// English words for people who own a body: Writers’ Guild.
    pub(super) owning: Words,
    /// Italian words for companies before their name.
    pub(super) groups: Words,
    /// English words before the nationality of a body: Royal Swedish Academy.
    pub(super) before_nations: Words,
    /// English heads that a list of fields may follow: Department for Environment, Food and
    /// Rural Affairs.
    pub(super) listing_heads: Words,
    /// States whose university has a campus after a comma.
    pub(super) campus_states: Words,
    /// English heads of parts of a university or a hospital, which its short name leads.
    pub(super) schools: Words,
    /// English heads of armed and political bodies, which whoever leads them may follow.
    pub(super) led: Words,
    /// English heads after which «for» leads another body.
    pub(super) played_for: Words,
    /// What a place that the dictionary has is called before or after its name.
    pub(super) land_offices: Words,
    /// English words, besides those that mean it everywhere, that close a name and stand for
    /// it.
    pub(super) closing_heads: Words,
    /// Italian heads, besides those with a field, that are «per» something.
    pub(super) purposed: Words,
    /// Italian heads, besides those with a field, that are «di» something.
    pub(super) charged: Words,
    /// Offices that are held in a place, and what happens in one.
    pub(super) of_places: Words,
    /// Words before an office to which somebody comes.
    pub(super) coming: Words,
    /// The same after it.
    pub(super) elected: Words,
    /// Italian words before the nouns of several.
    pub(super) several_it: Words,
    /// English words before an office that say that nobody in particular holds it, ordinals too.
    pub(super) any_one: Words,
    /// The same in Italian.
    pub(super) any_one_it: Words,
    /// Words before an office of another time, or of none.
    pub(super) bygone: Words,
    /// Endings of ordinals in digits.
    pub(super) ordinal_endings: Endings,
    /// Words for a past time, after a preposition: «dell'epoca», «at the time».
    pub(super) of_then: Words,
    /// What may stand between the two.
    pub(super) that: Words,
    /// Prepositions and articles before the date of what a sentence tells, folded.
    pub(super) in_time: Words,
    /// Articles with which a sentence begins that says first on which day it was.
    pub(super) days_first: Words,
    /// Words that belong to such a noun and stand right after it.
    pub(super) post_seconds: Words,
    /// Prepositions beside «di» that lead to what such a role is for.
    pub(super) post_links: Words,
    /// Bodies that are called after nobody, so that the name behind one is that of who leads it.
    pub(super) called_after_nobody: Words,
    /// Such nouns whose field may be a word in small letters right before the name.
    pub(super) post_fielded: Words,
    /// Words that may lead a decade or a date like «ten years ago» where it begins a sentence or ends one.
    pub(super) before_spans: Words,
    /// Participles that no ending tells, which say of a noun what became of it.
    pub(super) participles: Words,
    /// Words with which another clause begins.
    pub(super) clause: Words,
    /// Participles of how somebody or something began, before a date.
    pub(super) begun: Words,
    /// The months in English, then in Italian.
    pub(super) months: Row,
    /// Between month and year.
    pub(super) of_year: Words,
    /// English prepositions before a country that goes with no noun after it.
    pub(super) before_lands: Words,
    /// Between the last two of a list.
    pub(super) and: Words,
    /// Verbs of being, folded.
    pub(super) is: Words,
    /// The same in the past.
    pub(super) was: Words,
    /// Prepositions before what a town was like: «la Milano da bere».
    pub(super) of_times: Words,
    /// Italian imperatives that are acronyms as well, as written where a sentence begins.
    pub(super) imperatives: Words,
    /// What follows a subject and no imperative.
    pub(super) after_subjects: Words,
    /// Colours of berets.
    pub(super) berets: Words,
    /// English words that close the names of laws, prizes and games.
    pub(super) closing_things: Words,
    /// Italian verbs before a language.
    pub(super) tongues: Words,
    /// English heads of bodies that are for something.
    pub(super) for_purposes: Words,
    /// English words for chains and brands before their name.
    pub(super) chains: Words,
    /// Italian words for trains, chains and shops before their name.
    pub(super) chains_it: Words,
    /// Italian words for prizes and competitions before whom they are called after.
    pub(super) prizes: Words,
    /// Heads of Italian names to which a field in small letters belongs, without an adjective,
    /// too.
    pub(super) fielded: Words,
    /// Letters that designations of weapons begin with, besides any of two capitals and more
    /// after a word for weapons: aircraft of several air forces, missiles, tanks.
    pub(super) series: Words,
    /// English days and months: they have a capital and a comma before a name, and are no
    /// town.
    pub(super) calendar: Words,
    /// Abbreviations of states that are names or words as well: «Miss. Harris», «Mo. Salah».
    pub(super) doubtful_states: Words,
    /// Italian words for bodies before whom they are called after.
    pub(super) called_bodies: Words,
    /// Italian words for buildings and other places before whom they are called after.
    pub(super) called_places: Words,
    /// First words of Italian names of saints and houses.
    pub(super) saints: Words,
    /// Prepositions of Italian that an article has melted into, besides those with «di» and «a».
    pub(super) melted: Words,
    /// English words for houses that belong to whom they are called after: Guy’s Hospital.
    pub(super) owned: Words,
    /// English words that begin names of bodies before any other: Great Ormond Street Hospital.
    pub(super) before_bodies: Words,
    /// Family names of the East that are small words of English or Italian.
    pub(super) small_families: Words,
    /// What a hyphen joins to names in English and Italian, besides syllables of the East.
    pub(super) after_hyphens: Words,
    /// Last words of English newspapers after their town.
    pub(super) papers: Words,
    /// Dynasties and kinds of rule, beside the name of a country or a land.
    pub(super) epochs: Words,
    /// English words for places that are surnames as well.
    pub(super) surname_places: Words,
    pub(super) surname_buildings: Words,
    /// Given names that places have from queens and kings.
    pub(super) royal: Words,
    /// What companies are called as well as people.
    pub(super) rivals: Words,
    /// Peoples and the people of towns and states that are no nations, in English and Italian.
    pub(super) peoples: Words,
    /// What firms do, in English, after a name that begins a sentence.
    pub(super) dealing: Words,
    /// What firms do, in Italian, in the present.
    pub(super) dealing_it: Words,
    /// What firms have done, in Italian.
    pub(super) dealt_it: Words,
    /// What firms have, in English, before «in» or «of».
    pub(super) of_firms: Words,
    /// What firms have, in Italian, before their name.
    pub(super) of_firms_it: Words,
    /// What firms have, in English, after their name.
    pub(super) had_by_firms: Words,
    /// Who is not named beside the partner whom a firm is called after.
    pub(super) partners: Words,
    /// What lies over or under another place, in Italian.
    pub(super) spans: Words,
    /// «Su» and «sotto» with the articles.
    pub(super) over: Words,
    /// Arms that names go with as well, where a number makes them a model.
    pub(super) bombs: Words,
    /// Verbs of English that say what something is.
    pub(super) being: Words,
    /// The articles of several in Italian, alone or melted.
    pub(super) plural_articles: Words,
    /// Articles before nicknames, those of dialects as well.
    pub(super) nickname_articles: Words,
    /// What says of a name before it that it has another after it.
    pub(super) nicknamed: Words,
    /// The same, before «as» or «come».
    pub(super) known: Words,
    /// What stands before them.
    pub(super) better: Words,
    /// Participles and prepositions of Italian before one of several people.
    pub(super) among: Words,
    /// What leads «League» where it is a competition.
    pub(super) contests: Words,
    /// The states of the United States as the stylebook of the Associated Press abbreviates them, and the places of
    /// the dictionary that they are.
    pub(super) states: Pairs,
    /// What «Fi» is no party after, as it is written: Wi-Fi.
    pub(super) before_fi: Words,
    /// What Basques and berets are in Italian.
    pub(super) basques: Words,
    /// What «nato il» goes on with besides a number.
    pub(super) of_births: Words,
    /// What «nato in» goes on with besides a name.
    pub(super) birthplaces: Words,
    /// What the participle «nato» goes on with besides «il» and «in», where the alliance does not.
    pub(super) after_born: Words,
    /// What begins the object of an imperative.
    pub(super) objects: Words,
    /// Prepositions between a race and its country.
    pub(super) of_races: Words,
    /// Family names of Vietnam only, whose bearers go by the last word.
    pub(super) vietnamese: Words,
    /// What surnames with a capital inside begin with.
    pub(super) surname_beginnings: Endings,
    /// What saints are called before their given name.
    pub(super) saintly: Words,
    /// Articles of one in English and Italian.
    pub(super) one_articles: Words,
    /// The participle «nato» of one person.
    pub(super) born: Words,
    /// The preposition between it and a town.
    pub(super) born_at: Words,
    /// Verbs of English for where people live.
    pub(super) living: Words,
    /// The same in Italian.
    pub(super) living_it: Words,
    /// «È» and «era», folded.
    pub(super) being_it: Words,
    /// «Ha» and «aveva».
    pub(super) having_it: Words,
    /// Endings of English adverbs and participles, which begin sentences as names do.
    pub(super) opening_endings: Endings,
    /// The same in Italian.
    pub(super) opening_endings_it: Endings,
    /// Endings of English words for who follows somebody and for what he teaches: Peronist.
    pub(super) follower_endings: Endings,
    /// English words before a language.
    pub(super) before_tongues: Words,
    /// Endings of English common nouns, those of several included.
    pub(super) noun_endings: Endings,
    /// The same in Italian, folded.
    pub(super) noun_endings_it: Endings,
    /// Endings that family names of some languages have and few other words.
    pub(super) family_endings: Endings,
    /// Endings of names of streets in other languages.
    pub(super) street_endings: Endings,
    /// Endings of Italian adjectives of several that say what bodies are for.
    pub(super) subject_endings: Endings,
    /// Endings of Italian adjectives that follow another in the names of bodies.
    pub(super) bodily_endings: Endings,
    /// Endings of Italian adjectives that tell which company or body is meant.
    pub(super) qualifying_endings: Endings,
    /// Verbs of Italian of which a name is the subject that has no article.
    pub(super) auxiliaries: Words,
    /// Flowers that are given names of Italian as well.
    pub(super) flowers: Words,
    /// Colours after them, which make them flowers.
    pub(super) colours: Words,
    /// The codes of the provinces of Italy.
    pub(super) provinces: Words,
}

/// The lists, read when first asked for.
#[inline]
pub(super) fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(|| {
        let named = |&&(name, _): &&(&str, &str)| name.starts_with("beside-names");
        let text = embedded::LISTS
            .iter()
            .find(named)
            .map_or("", |&(_, text)| text);
        // A test holds that the asset can be read.
        toml::from_str(text).unwrap_or_default()
    });
    &LISTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asset_can_be_read_and_repeats_nothing() {
        let named = |(name, _): &&(&str, &str)| name.starts_with("beside-names");
        let (name, text) = embedded::LISTS.iter().find(named).unwrap();
        let lists: Result<Lists, _> = toml::from_str(text);
        assert!(lists.is_ok(), "{name}: {lists:?}");
        let table: toml::Table = text.parse().unwrap();
        for (key, words) in table {
            let words: Vec<&str> = words.as_str().unwrap().split_whitespace().collect();
            let mut once = words.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), words.len(), "{name}: {key} repeats a word");
            assert!(!words.is_empty(), "{name}: {key}");
        }
        assert!(super::lists().provinces.has("mi"));
    }
}
