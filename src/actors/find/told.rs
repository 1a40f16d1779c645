//! What the words beside a name say that it is, whatever its shape: an apposition («Walikale, città
//! mineraria», «Northbridge Wines, a wine importer»), what calls it («the company called Discovery
//! Global», «la tv Al Masirah»), whose nationality it is («il russo Ivanov»), and what only people make
//! or do («un gol di Ferraris», «paintings by Picasso», «Bruto pugnalò»).

use std::ops::Range;

use super::lists::lists;
use super::reading::Reading;
use super::tokens::{
    ALL_CAPITALS, APOSTROPHE, CAMEL, CAPITAL, COMMA, DIGIT, HYPHEN, OPEN, QUOTE, SPACE,
};
use crate::actors::ActorKind;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    CHIEF, COMMON, FIELD, FUNCTION, GIVEN, NO_ACTOR, OF, ORDINARY, ORGANISATION_ADJECTIVE,
    ORGANISATION_HEAD, PLACE_HEAD, PLACE_PREPOSITION, STATE, TRADE, VESSEL,
};

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

    /// Whether the code of a province of Italy stands in brackets at the token: «Osoppo (Ud)».
    pub(super) fn is_province(&self, at: usize) -> bool {
        let bracketed = self.tokens.get(at).is_some_and(|token| {
            token.gap & !SPACE == OPEN && token.len() == 2 && token.is(CAPITAL)
        });
        let town = at.checked_sub(1).and_then(|town| self.tokens.get(town));
        bracketed
            && town.is_some_and(|town| town.is(CAPITAL) && !town.is(DIGIT))
            && self.languages != ENGLISH
            && self.is_closed(at)
            && lists().provinces.has(self.folded(at))
    }

    /// Whether what stands before the code of a province at the token is a town for it: not where
    /// the code may be a party, «ha parlato Zanelletti (Pd)».
    fn is_of_a_province(&self, at: usize) -> bool {
        self.is_province(at) && !lists().parties.has(self.folded(at))
    }

    /// The kind that the word before tells: «il quotidiano X», «a company called X».
    fn called_kind(&self, words: &Range<usize>) -> Option<ActorKind> {
        let before = words
            .start
            .checked_sub(1)
            .filter(|_| self.is_spaced_past_quote(words.start))?;
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
            named && lists().bodies.has_or_plural(self.folded(noun))
        } else {
            lists().callers.has(self.folded(noun))
        };
        let quality = !named && self.languages != ENGLISH && self.is_quality(words);
        (small && body && !quality).then_some(ActorKind::Organisation)
    }

    /// The kind that an apposition tells which begins with a comma at the token.
    fn apposed_kind(&self, at: usize) -> Option<ActorKind> {
        if self.is_of_a_province(at) {
            return Some(ActorKind::Place);
        }
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
        if !self.is_small_word(noun) || article && !self.is_close(noun) {
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
        } else if tank || lists().bodies.has_or_plural(word) || self.means(noun, VESSEL) {
            Some(ActorKind::Organisation)
        } else if lists().places.has_or_plural(word) {
            Some(ActorKind::Place)
        } else {
            None
        }
    }

    /// Whether what stands beside the strange word at the token tells that it is no body, and not what
    /// else: «la russa Sharapova», «ha parlato Zanelletti (Pd)», «la squadra Mobile».
    pub(super) fn is_untold(&self, at: usize) -> bool {
        if self.is_province(at + 1) && lists().parties.has(self.folded(at + 1)) {
            return true;
        }
        let small = |before: &usize| self.is_close(at) && self.is_small_word(*before);
        let Some(before) = at.checked_sub(1).filter(small) else {
            return false;
        };
        let loud = self
            .tokens
            .get(at)
            .is_some_and(|token| token.is(ALL_CAPITALS | CAMEL));
        if loud || self.languages == ENGLISH {
            return false;
        }
        let national = self.is_adjective(before)
            && self.folded(before).ends_with(['a', 'e'])
            && self.has_article(before);
        let quality = lists().callers.has(self.folded(before)) && self.is_quality(&(at..at + 1));
        national || quality
    }

    /// Whether `words` are one adjective or another ordinary word: «la squadra Mobile», «il gruppo
    /// Misto», «la rete Ferroviaria».
    fn is_quality(&self, words: &Range<usize>) -> bool {
        let word = self.folded(words.start);
        let ordinary = COMMON | FIELD | FUNCTION | NO_ACTOR | ORDINARY | ORGANISATION_ADJECTIVE;
        words.len() == 1
            && (self.means(words.start, ordinary)
                || self.is_adjective(words.start)
                || lists().qualities.has(word)
                || lists().qualifying_endings.end(word))
    }

    /// Whether the strange word at the token is somebody's surname by what stands beside it.
    pub(super) fn is_surname_alone(&self, at: usize) -> bool {
        // «Nel 44 a.C. Bruto abbracciò i figli»
        let told = self.languages != ENGLISH
            && self.is_spaced(at + 1)
            && lists().deeds.has(self.text(&(at + 1..at + 2)));
        let Some(before) = at.checked_sub(1).filter(|_| self.is_close(at)) else {
            return told;
        };
        // «la gente di Borgonovo gridò», «la legge Zan …»
        let free = self.means(before, FUNCTION)
            && !self.means(before, OF | PLACE_PREPOSITION)
            && !self.has_article(at);
        let work = before.checked_sub(1).filter(|_| self.is_close(before));
        let made = matches!(self.folded(before), "di" | "by")
            && work.is_some_and(|work| lists().works.has(self.folded(work)));
        // «dal russo Ivanov»
        let national = self.languages != ENGLISH
            && self.is_adjective(before)
            && self.is_small_word(before)
            && self.folded(before).ends_with('o')
            && (self.has_article(before)
                || before
                    .checked_sub(1)
                    .is_some_and(|article| matches!(self.folded(article), "dal" | "dall" | "col")));
        // «ha aggiunto Malloy.»
        let says = lists().saying.has(self.folded(before))
            && (self.tokens.get(at + 1)).is_none_or(|next| next.gap != SPACE);
        // «nessuno, compreso Zorzanelli, …»
        let among = self.languages != ENGLISH
            && lists().among.has(self.folded(before))
            && self.is_spaced(at);
        told && free || says || made || national || among
    }
}
