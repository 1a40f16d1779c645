//! Lists of words that belong to a name or bound it: they are in `assets/lists`. What stands beside names and
//! tells what they are is in [`super::lists`].

use std::sync::LazyLock;

use serde::Deserialize;

use super::lists::{Endings, Pairs, Words};
use crate::embedded;

/// The lists of `assets/lists/extents.toml`, which says what each is for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Extents {
    /// English words for weapons after the name of their kind: the Zarkhan missile.
    pub(super) named_weapons: Words,
    /// Italian adjectives between a weapon and its name: missile balistico.
    pub(super) of_weapons: Words,
    /// Squares before whom they are called after: piazza Fontana.
    pub(super) squares: Words,
    /// Forms of countries in compounds, with their keys: Russo-Estonian.
    pub(super) combining: Pairs,
    /// What makes a chief another than who governs a country: chief executive.
    pub(super) after_chiefs: Words,
    /// Letters that a sign joins and that are no body's name: Q&A.
    pub(super) joint_letters: Words,
    /// Who founded what they are part of the name of: the Pulitzer Center.
    pub(super) founders: Words,
    /// What they founded, besides schools and the like.
    pub(super) founded: Words,
    /// Words before an office that belong to it: the Prime Minister’s Office.
    pub(super) offices: Words,
    /// Words of time before a month.
    pub(super) before_months: Words,
    /// English words that close the name of a hall or a ground in Italian, too: Unipol Arena.
    pub(super) halls: Words,
    /// Adjectives of age after a place: Porto Vecchio.
    pub(super) ages: Words,
    /// What has a number for its name: Magazzino 26, Pier 39.
    pub(super) numbered_places: Words,
    /// The saints whose day is a feast.
    pub(super) feast_saints: Words,
    /// Heads in small letters of bodies after the name of their place: Highland council.
    pub(super) small_bodies: Words,
    /// Such heads that a place which is known alone has, too: Leeds council, Oxford university.
    pub(super) civic_bodies: Words,
    /// Such heads of churches: Sleat parish church.
    pub(super) churches: Words,
    /// Italian heads of bodies that may have two towns: Banco Popolare di Verona e Novara.
    pub(super) of_two_towns: Words,
    pub(super) of_fields: Words,
    /// Grounds that go by somebody before a word in small letters: Camille Chamoun stadium.
    pub(super) grounds: Words,
    /// What closes a name after one of `closing_firsts`: School District.
    pub(super) closing_seconds: Words,
    /// See `closing_seconds`.
    pub(super) closing_firsts: Words,
    /// Common words that begin names of bodies in English: Black Panther Party.
    pub(super) first_of_bodies: Words,
    /// Capitals of honours and degrees after a name.
    pub(super) letters_after: Words,
    /// What is nobody's surname after a word that is a given name as well: Roman Catholic.
    pub(super) no_surnames: Words,
    /// Words that a full stop shortens and that are no names: Blvd.
    pub(super) shortened: Words,
    /// The articles of Arabic that a hyphen joins to a name.
    pub(super) arabic_articles: Words,
    /// Americans, as they are written.
    pub(super) americans: Words,
    /// What ships have, in Italian, before their name: «il relitto della Costa Perlata».
    pub(super) of_ships: Words,
    /// First words of Italian newspapers before a place or what they are of: Gazzetta di Parma.
    pub(super) newspapers: Words,
    /// Words of trade that close the name of a firm which goes by somebody: Rosa Melis Trading.
    pub(super) closing_firms: Words,
    /// Capitalised Italian words that begin the name of a firm before a surname: Fratelli Melis.
    pub(super) first_of_firms: Words,
    /// Words that close the name of a firm, or mean several of one family: Marsh Brothers.
    pub(super) closing_families: Words,
    /// What Italian towns add to their name after «di», «del», «sul»: Casalecchio di Reno.
    pub(super) closing_towns: Words,
    /// What stands between such a town and them.
    pub(super) after_towns: Words,
    /// What navies put before the names of their ships: HMS Defender.
    pub(super) navy_letters: Words,
    /// What others put before the names of theirs: RMS Titanic.
    pub(super) ship_letters: Words,
    /// What closes the names of races, which do nothing: Humber Bridge Half Marathon.
    pub(super) races: Words,
    /// What closes the name of a contest that begins with a land: Japan Cup.
    pub(super) contests_of_lands: Words,
    /// Italian words for valleys inside the names of towns: Castelnuovo di Val di Cecina.
    pub(super) valleys: Words,
    /// What nobody is who governs, before a surname: «l’arbitro Renzi».
    pub(super) no_politicians: Words,
    /// Sides of a land in English: North Yorkshire Police.
    pub(super) sides: Words,
    /// Articles of Spanish and French that begin names in English: La Paz, La Liga.
    pub(super) romance_articles: Words,
    /// First words of Italian towns and places of several words: Castel San Pietro Terme.
    pub(super) first_of_towns: Words,
    /// Endings of adjectives of creeds, whose church is no building: the Methodist church.
    pub(super) creed_endings: Endings,
    /// Words in small letters before such heads.
    pub(super) before_small_heads: Words,
    /// What festivals are of, in small letters before the word.
    pub(super) festivals: Words,
    /// Broadcasters that name their stations after themselves: BBC Radio 4.
    pub(super) broadcasters: Words,
    /// What such a station is.
    pub(super) stations: Words,
    /// Numbers in words after it.
    pub(super) station_numbers: Words,
}

/// The lists of the program.
#[inline]
pub(super) fn extents() -> &'static Extents {
    static EXTENTS: LazyLock<Extents> = LazyLock::new(|| {
        embedded_text()
            .and_then(|text| toml::from_str(text).ok())
            .unwrap_or_default()
    });
    &EXTENTS
}

fn embedded_text() -> Option<&'static str> {
    let named = |&&(name, _): &&(&str, &str)| name.starts_with("extents");
    embedded::LISTS.iter().find(named).map(|&(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asset_can_be_read_and_repeats_nothing() {
        let text = embedded_text().unwrap();
        let extents: Result<Extents, _> = toml::from_str(text);
        assert!(extents.is_ok(), "{extents:?}");
        let table: toml::Table = text.parse().unwrap();
        for (key, words) in table {
            let words: Vec<&str> = words.as_str().unwrap().split_whitespace().collect();
            let mut once = words.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), words.len(), "{key} repeats a word");
            assert!(!words.is_empty(), "{key}");
        }
    }
}
