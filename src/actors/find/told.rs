//! What the words beside a name say that it is, whatever its shape: an apposition («Walikale, città
//! mineraria», «Northbridge Wines, a wine importer»), what calls it («the company called Discovery
//! Global», «la tv Al Masirah»), whose nationality it is («la britannica Anglo American», «il russo
//! Ivanov»), and what only people make («un gol di Ferraris», «works by Picasso»).

use std::ops::Range;

use super::reading::Reading;
use super::tokens::{APOSTROPHE, CAPITAL, COMMA, DIGIT, HYPHEN, QUOTE, SPACE};
use crate::actors::ActorKind;
use crate::actors::dictionary::lexicon::ENGLISH;
use crate::actors::dictionary::words::{
    CHIEF, FUNCTION, GIVEN, ORGANISATION_HEAD, PLACE_HEAD, STATE, TRADE, VESSEL,
};

/// English nouns, without the `s`, for what organisations are.
const BODIES: &[&str] = &[
    "company",
    "firm",
    "group",
    "importer",
    "exporter",
    "maker",
    "manufacturer",
    "retailer",
    "newspaper",
    "broadcaster",
    "agency",
    "charity",
    "consultancy",
    "startup",
    "union",
    "bank",
    "airline",
    "carmaker",
    "brewer",
    "publisher",
    "nonprofit",
    "organisation",
    "organization",
    "association",
    "lender",
    "insurer",
    "operator",
    "club",
    "federation",
    "coalition",
    "magazine",
    "website",
    "institute",
    "foundation",
    "university",
    "hospital",
    "museum",
    "militia",
    "regulator",
    "watchdog",
    "fund",
    "conglomerate",
    "subsidiary",
    "brand",
    "studio",
    "network",
    "channel",
    "supermarket",
    "utility",
    "shipbuilder",
    "drugmaker",
    "chipmaker",
    "automaker",
    "miner",
    "refiner",
    "party",
];
/// English nouns, without the `s`, for what places are.
const PLACES: &[&str] = &[
    "town",
    "city",
    "village",
    "suburb",
    "neighbourhood",
    "neighborhood",
    "port",
    "district",
    "island",
    "province",
    "resort",
    "county",
    "hamlet",
    "municipality",
    "river",
    "lake",
    "mountain",
    "valley",
    "peninsula",
];
/// Italian words for companies and media before their names.
const CALLERS: &[&str] = &[
    "tv",
    "televisione",
    "emittente",
    "quotidiano",
    "settimanale",
    "mensile",
    "rivista",
    "testata",
    "giornale",
    "sito",
    "radio",
    "rete",
    "gruppo",
    "azienda",
    "societa",
    "multinazionale",
    "colosso",
    "compagnia",
    "startup",
    "piattaforma",
    "agenzia",
    "ong",
    "sindacato",
    "squadra",
    "club",
];
/// What only people make or do, before «di» or «by».
const WORKS: &[&str] = &[
    "gol",
    "rete",
    "doppietta",
    "tripletta",
    "assist",
    "quadro",
    "quadri",
    "opera",
    "opere",
    "romanzo",
    "romanzi",
    "libro",
    "libri",
    "tela",
    "tele",
    "dipinto",
    "dipinti",
    "poesia",
    "poesie",
    "sinfonia",
    "work",
    "works",
    "painting",
    "paintings",
    "novel",
    "novels",
    "book",
    "books",
    "goal",
    "goals",
    "poem",
    "poems",
    "portrait",
    "portraits",
    "sculpture",
    "sculptures",
];

impl Reading<'_> {
    /// The kind that the words beside `words` tell; `None` where they tell nothing, or where a given
    /// name begins.
    pub(super) fn told_kind(&self, words: &Range<usize>) -> Option<ActorKind> {
        // Nobody's name in full has an article: «la Costa Perlata, la nave …».
        let given = self.means(words.start, GIVEN);
        if given && (words.len() == 1 || !self.has_article(words.start)) {
            return None;
        }
        self.called_kind(words)
            .or_else(|| self.apposed_kind(words.end))
    }

    /// The kind that the word before tells: «il quotidiano X», «a company called X».
    fn called_kind(&self, words: &Range<usize>) -> Option<ActorKind> {
        let close = |at: usize| {
            let token = self.tokens.get(at);
            token.is_some_and(|token| token.gap & !QUOTE == SPACE)
        };
        let before = words.start.checked_sub(1).filter(|_| close(words.start))?;
        let word = self.folded(before);
        let named = match self.languages {
            ENGLISH => matches!(word, "called" | "named" | "dubbed"),
            _ => matches!(word, "chiamata" | "chiamato" | "denominata" | "denominato"),
        };
        let noun = if named {
            before.checked_sub(1)?
        } else {
            before
        };
        let small = self.is_small_word(noun) && self.is_close(noun);
        let body = if self.languages == ENGLISH {
            named && is_in(BODIES, self.folded(noun))
        } else {
            CALLERS.contains(&self.folded(noun))
        };
        (small && body).then_some(ActorKind::Organisation)
    }

    /// The kind that an apposition tells which begins with a comma at the token.
    fn apposed_kind(&self, at: usize) -> Option<ActorKind> {
        let comma = self.tokens.get(at)?.gap & !QUOTE;
        if comma != COMMA | SPACE {
            return None;
        }
        if self.languages == ENGLISH {
            return self.english_apposition(at);
        }
        let article = matches!(
            self.folded(at),
            "il" | "lo" | "la" | "l" | "un" | "uno" | "una" | "i" | "gli" | "le"
        );
        let ordinal = matches!(
            self.folded(at),
            "primo" | "secondo" | "terzo" | "quarto" | "quinto"
        );
        if ordinal && matches!(self.folded(at + 1), "produttore" | "gruppo" | "costruttore") {
            return Some(ActorKind::Organisation);
        }
        let noun = at + usize::from(article);
        if !self.is_small_word(noun) || article && !self.follows(noun) {
            return None;
        }
        let word = self.folded(noun);
        if self.means(noun, VESSEL) {
            return Some(ActorKind::Organisation);
        }
        let near = word == "vicino" && matches!(self.folded(noun + 1), "a" | "ad" | "al" | "alla");
        let province = word == "in" && self.folded(noun + 1) == "provincia";
        let place = self.means(noun, PLACE_HEAD) && !self.means(noun, CHIEF | STATE | TRADE)
            || matches!(word, "capoluogo" | "capitale");
        if near || province || place && !matches!(word, "via" | "passo" | "corso" | "san" | "port")
        {
            return Some(ActorKind::Place);
        }
        let body = self.means(noun, ORGANISATION_HEAD)
            && !self.means(noun, GIVEN | TRADE)
            && !matches!(
                word,
                "centro" | "casa" | "alto" | "fronte" | "unione" | "corte"
            )
            || word == "gigante";
        body.then_some(ActorKind::Organisation)
    }

    /// The kind that «, an Oslo-based consultancy» tells: its last noun.
    fn english_apposition(&self, at: usize) -> Option<ActorKind> {
        if !matches!(self.folded(at), "a" | "an" | "the") {
            return None;
        }
        let goes_on = |at: usize| {
            let joined = |gap: u16| gap == SPACE || gap == HYPHEN;
            self.tokens.get(at).is_some_and(|token| joined(token.gap)) && !self.means(at, FUNCTION)
        };
        let noun = (at + 1..at + 7).take_while(|&at| goes_on(at)).last()?;
        let word = self.folded(noun);
        let tank = word == "tank" && self.folded(noun - 1) == "think";
        let owner = |at: usize| (self.tokens.get(at)).is_some_and(|token| token.gap == APOSTROPHE);
        if !self.is_small_word(noun) || owner(noun + 1) {
            None
        } else if tank || is_in(BODIES, word) || self.means(noun, VESSEL) {
            Some(ActorKind::Organisation)
        } else if is_in(PLACES, word) {
            Some(ActorKind::Place)
        } else {
            None
        }
    }

    /// Whether a feminine nationality with its article leads the name, as companies have one: «la
    /// britannica Anglo American».
    pub(super) fn is_of_a_nation(&self, at: usize) -> bool {
        self.languages != ENGLISH
            && at.checked_sub(1).is_some_and(|nation| {
                self.is_close(at)
                    && self.is_adjective(nation)
                    && self.is_small_word(nation)
                    && self.folded(nation).ends_with('a')
                    && self.has_article(nation)
            })
    }

    /// Whether the strange word at the token is somebody's surname by what stands beside it.
    pub(super) fn is_surname_alone(&self, at: usize) -> bool {
        // «Bruto lasciò la città»
        let told = self.languages != ENGLISH
            && (self.tokens.get(at + 1)).is_some_and(|verb| verb.gap == SPACE)
            && self.is_small_word(at + 1)
            && self.text(&(at + 1..at + 2)).ends_with('ò');
        let Some(before) = at.checked_sub(1).filter(|_| self.is_close(at)) else {
            return told;
        };
        let work = before.checked_sub(1).filter(|_| self.is_close(before));
        let made = matches!(self.folded(before), "di" | "by")
            && work.is_some_and(|work| WORKS.contains(&self.folded(work)));
        // «dal russo Ivanov»
        let national = self.languages != ENGLISH
            && self.is_adjective(before)
            && self.is_small_word(before)
            && self.folded(before).ends_with('o')
            && (self.has_article(before)
                || before
                    .checked_sub(1)
                    .is_some_and(|article| matches!(self.folded(article), "dal" | "dall" | "col")));
        told && !self.has_article(at) || made || national
    }

    /// Whether the token has no capital.
    fn is_small_word(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| !token.is(CAPITAL | DIGIT))
    }
}

/// Whether `word`, or what it is the plural of, is one of `nouns`.
fn is_in(nouns: &[&str], word: &str) -> bool {
    nouns.contains(&word) || nouns.contains(&word.strip_suffix('s').unwrap_or(word))
}
