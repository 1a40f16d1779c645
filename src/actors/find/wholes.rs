//! Names of which only the words around them tell how far they go and what they are: a union before
//! its confederation (Filt Cgil), what a word for companies or ships announces (la società Psa
//! Genova), what a geographic noun in small letters closes (Filchner-Ronne ice shelf), designations
//! of a capital and digits (A23a), and languages, which are named like their country's people and
//! mean no country.

use std::ops::Range;

use super::known::Hit;
use super::lists::lists;
use super::reading::{Reading, Who};
use super::tokens::{
    ALL_CAPITALS, APOSTROPHE, CAPITAL, COMMA, DIGIT, HYPHEN, INITIAL, LETTER, LOUD, SPACE, Token,
};
use crate::actors::dictionary::lexicon::Case;
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    COMMON, COMPANY, FUNCTION, GIVEN, OF, ORGANISATION_HEAD, PLACE_PREPOSITION, SPEECH, TITLE,
    TRADE, VESSEL,
};
use crate::actors::{ActorKind, How};
use crate::text::hash::TextTable;

/// A union's own word is no longer.
const LONGEST_UNION: u32 = 8;
/// Bytes of a designation: A23a.
const DESIGNATION: Range<u32> = 3..6;

impl<'a> Reading<'a> {
    /// Whether the adjective `hit` is a language here: «in francese e in wolof», «parla russo»,
    /// «translated from Russian», «the Russian-language service».
    pub(super) fn is_language(&self, hit: &Hit) -> bool {
        if hit.end != hit.first + 1 {
            return false;
        }
        let Some(before) = hit.first.checked_sub(1) else {
            return false;
        };
        let adjective = self.is_adjective(hit.first)
            && self
                .aliases(hit)
                .next()
                .is_some_and(|alias| alias.how == How::Adjective);
        if !adjective {
            return false;
        }
        let word = self.folded(hit.first);
        let lead = self.folded(before);
        let next = self.folded(hit.end);
        let joined = |gap: u16| self.tokens.get(hit.end).is_some_and(|next| next.gap == gap);
        if self.languages == ENGLISH {
            if joined(HYPHEN) && matches!(next, "language" | "speaking" | "speaker" | "speakers") {
                return true;
            }
            if joined(SPACE) && matches!(next, "language" | "dialect") {
                return true;
            }
        }
        if !self.is_close(hit.first) {
            return false;
        }
        // What it qualifies follows it.
        let qualifies = joined(HYPHEN) || joined(SPACE) && !self.means(hit.end, FUNCTION);
        if self.languages == ENGLISH {
            let translated = || before.checked_sub(1).map_or("", |at| self.folded(at));
            return !qualifies
                && !word.ends_with('s')
                && match lead {
                    "in" | "speak" | "speaks" | "spoke" | "speaking" | "spoken" | "fluent" => true,
                    "into" | "from" => translated().starts_with("translat"),
                    _ => false,
                };
        }
        let masculine = word.ends_with('o') || word.ends_with("ese");
        let person = joined(SPACE) && !self.is_small(hit.end);
        let tongue = matches!(lead, "lingua" | "lingue");
        let verb = lists().tongues.has(lead);
        let translated = || {
            before.checked_sub(1).is_some_and(|at| {
                self.folded(at).starts_with("tradu") || self.folded(at).starts_with("tradott")
            })
        };
        self.is_small(hit.first)
            && !person
            && (tongue
                || masculine && (lead == "in" || verb)
                || masculine && matches!(lead, "dal" | "dall") && translated())
    }

    /// Whether the organisation `hit` is the confederation of the union that the strange word right
    /// before it, from `start` on, is called: Filt Cgil.
    pub(super) fn union_before(&self, start: usize, hit: Hit) -> Option<usize> {
        let first = hit.first.checked_sub(1).filter(|&first| first >= start)?;
        let confederation = hit.end == hit.first + 1
            && self.aliases(&hit).any(|alias| {
                alias.case == Case::Acronym
                    && !alias.unsure
                    && self.kind(Who::Known(alias.actor)) == ActorKind::Organisation
            });
        let union = self.tokens.get(first).is_some_and(|token| {
            token.is(CAPITAL)
                && !token.is(LOUD | DIGIT | LETTER)
                && token.len() <= LONGEST_UNION
                && (token.word == 0 || self.meanings.of(token.sense) & !FUNCTION == 0)
                && (!token.is(INITIAL) || token.is(ALL_CAPITALS))
        });
        let joined = self
            .tokens
            .get(hit.first)
            .is_some_and(|token| matches!(token.gap, SPACE | HYPHEN));
        // A person in an office: «il presidente Xy Rai» is somebody else's sentence.
        let led = first
            .checked_sub(1)
            .is_some_and(|before| self.means(before, TITLE | TRADE | GIVEN));
        (self.languages != ENGLISH && confederation && union && joined && !led).then_some(first)
    }

    /// The end of the town that the strange word `run` after a preposition and «d’» before another name
    /// make: Serralunga d’Alba.
    pub(super) fn town_of(&self, run: &Range<usize>) -> Option<usize> {
        let (elided, name) = (self.tokens.get(run.end)?, self.tokens.get(run.end + 1)?);
        let strange = self.tokens.get(run.start)?;
        let led = || {
            run.start.checked_sub(1).is_some_and(|before| {
                self.means(before, PLACE_PREPOSITION | OF) && self.is_close(run.start)
            })
        };
        let fits = self.languages != ENGLISH
            && run.len() == 1
            && strange.word == 0
            && elided.gap == SPACE
            && elided.is(LETTER)
            && !elided.is(CAPITAL)
            && led()
            && self.folded(run.end) == "d"
            && name.gap == APOSTROPHE
            && name.is(CAPITAL)
            && !name.is(LOUD | ALL_CAPITALS)
            && self
                .hit_at(run.end + 1)
                .is_none_or(|hit| hit.end == run.end + 2);
        fits.then_some(run.end + 2)
    }

    /// Whether what the capitalised head is for follows it: «the Campaign for Rural England».
    pub(super) fn is_for_a_purpose(&self, head: usize) -> bool {
        self.languages == ENGLISH
            && self.is_close(head + 1)
            && matches!(self.folded(head + 1), "for" | "against")
            && self.is_capital(head + 2)
            && !self.means_in_english(head + 2, GIVEN | TITLE)
            && lists().for_purposes.has(self.folded(head))
            && (self
                .tokens
                .get(head)
                .is_some_and(|token| !token.is(INITIAL | LOUD))
                || head > 0 && self.folded(head - 1) == "the")
    }

    /// The coastguard, in small letters, that the adjective `hit` tells whose it is: «the Italian
    /// coastguard», «la guardia costiera libica».
    pub(super) fn coastguard(&self, hit: &Hit) -> Option<Range<usize>> {
        if !self.is_adjective(hit.first) {
            return None;
        }
        if self.languages == ENGLISH {
            return match self.folded(hit.end) {
                "coastguard" if self.is_spaced(hit.end) => Some(hit.first..hit.end + 1),
                "coast" if self.is_spaced(hit.end) && self.is_spaced(hit.end + 1) => {
                    (self.folded(hit.end + 1) == "guard").then_some(hit.first..hit.end + 2)
                }
                _ => None,
            };
        }
        let head = hit.first.checked_sub(2)?;
        let guard = self.folded(head) == "guardia" && self.folded(head + 1) == "costiera";
        let fits = guard
            && self.is_spaced(head + 1)
            && self.is_spaced(hit.first)
            && !self.is_claimed(head);
        fits.then_some(head..hit.end)
    }

    /// Whether an apostrophe inside a strange name leads the small letters at the token: Wanjiku
    /// Ng'ang'a, Grace Ng'eno.
    pub(super) fn is_glottal(&self, at: usize) -> bool {
        let (Some(token), Some(before)) = (
            self.tokens.get(at),
            at.checked_sub(1).and_then(|before| self.tokens.get(before)),
        ) else {
            return false;
        };
        let small = |token: &Token| token.gap == APOSTROPHE && !token.is(CAPITAL | DIGIT);
        let begun = before.word == 0 && (before.is(CAPITAL) && before.len() <= 3 || small(before));
        small(token)
            && begun
            && token.len() <= 4
            && (token.word == 0 || small(before))
            && !matches!(self.folded(at), "s" | "t" | "d" | "m" | "re" | "ll" | "ve")
    }

    /// Lets an organisation go by the first word of its name, however short.
    pub(super) fn call_by_first(&mut self, first: usize, who: Option<Who>) {
        if let Some(who) = who {
            let word = self.folded(first);
            self.brands.entry(word).or_insert(who);
        }
    }

    /// Names the whole run after a word for companies or ships: «la società Psa Genova Pra», «the
    /// research ship Sir David Attenborough».
    pub(super) fn read_announced(&mut self, run: &Range<usize>, hit: usize) -> bool {
        if run.len() < 2 || !self.is_close(run.start) {
            return false;
        }
        let Some(before) = run.start.checked_sub(1) else {
            return false;
        };
        // «il traghetto veloce Vulcania Jet»
        let qualified = self.languages != ENGLISH
            && self.is_small_word(before)
            && self.is_spaced(before)
            && !self.means(before, FUNCTION | TITLE | TRADE)
            && (before.checked_sub(1)).is_some_and(|noun| self.means(noun, VESSEL));
        let ship = self.means(before, VESSEL) || qualified;
        let company = !ship && self.is_group(run.start);
        if !(ship || company)
            || self
                .tokens
                .get(before)
                .is_none_or(|token| token.is(CAPITAL))
        {
            return false;
        }
        let plain = run.clone().all(|at| {
            self.tokens
                .get(at)
                .is_some_and(|token| !token.is(LOUD) && !self.is_adjective(at))
        });
        let inside = self.hits.iter().skip(hit);
        let inside: Vec<Hit> = inside
            .take_while(|hit| hit.first < run.end)
            .copied()
            .collect();
        let named = if ship {
            self.means(run.start, TITLE)
                || inside.iter().any(|hit| self.hit_is_person(*hit))
                || inside.iter().all(|hit| self.is_land(*hit))
        } else {
            let strange = self
                .tokens
                .get(run.start)
                .is_some_and(|token| token.word == 0);
            strange && !inside.is_empty() && inside.iter().all(|hit| self.is_land(*hit))
        };
        if !plain || !named || inside.iter().any(|hit| hit.end > run.end) {
            return false;
        }
        let who = self.introduce(run.clone(), ActorKind::Organisation);
        if ship {
            self.note_ship();
        }
        // La nave Costa Concordia, la Concordia
        let last = run.end - 1;
        if ship && run.len() == 2 && self.is_strange(last) {
            self.call_by_first(last, who);
        }
        who.is_some()
    }

    /// Where the geographic noun in small letters ends that closes the English name before `at`:
    /// «the Filchner-Ronne ice shelf», «the Alaknanda river».
    pub(super) fn geographic_noun(&self, at: usize) -> Option<usize> {
        if self.languages != ENGLISH || !self.is_spaced(at) {
            return None;
        }
        match self.folded(at) {
            "ice"
                if self.is_spaced(at + 1)
                    && matches!(self.folded(at + 1), "shelf" | "sheet" | "cap") =>
            {
                Some(at + 2)
            }
            "sea" | "river" | "glacier" | "valley" | "peninsula" | "archipelago" | "strait"
            | "reef" | "fjord" | "plateau" | "lagoon" => Some(at + 1),
            _ => None,
        }
        .filter(|&end| {
            // «the Vail valley resort»
            let noun = self.tokens.get(end);
            (at..end).all(|at| self.tokens.get(at).is_some_and(|token| !token.is(CAPITAL)))
                && noun.is_none_or(|next| next.gap != HYPHEN)
        })
    }

    /// Finds designations of a capital and digits that the text introduces as the names of things:
    /// «chips such as the A800 and the H800», «the iceberg, A23a, has …».
    pub(super) fn find_designations(&mut self) {
        let mut places: Vec<usize> = Vec::new();
        let mut next = 0;
        while let Some(at) = self.notable_from(0, &mut next) {
            next += 1;
            if self.is_designation(at) {
                places.push(at);
            }
        }
        if places.is_empty() {
            return;
        }
        let mut introduced: TextTable<&'a str, ()> = TextTable::default();
        let mut before = None;
        for &at in &places {
            // «… and the H800» goes on with what introduced the A800.
            let goes_on = before.is_some_and(|last: usize| {
                at - last <= 3
                    && introduced.contains_key(self.folded(last))
                    && (last + 1..at).all(|at| self.means(at, FUNCTION))
            });
            if goes_on || self.is_introduced_thing(at) {
                introduced.insert(self.folded(at), ());
            }
            before = Some(at);
        }
        for at in places {
            if introduced.contains_key(self.folded(at)) && !self.is_claimed(at) {
                self.introduce(at..at + 1, ActorKind::Organisation);
                self.doubt_last();
            }
        }
    }

    /// Whether the token is one capital, two digits at least, and a small letter or none.
    fn is_designation(&self, at: usize) -> bool {
        let shaped = |token: &Token| {
            token.is(CAPITAL)
                && token.is(DIGIT)
                && !token.is(LOUD)
                && DESIGNATION.contains(&token.len())
        };
        let Some(token) = self.tokens.get(at).filter(|token| shaped(token)) else {
            return false;
        };
        let written = token.range().of(&self.article.text).as_bytes();
        let Some((letter, rest)) = written.split_first() else {
            return false;
        };
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let tail = rest.get(digits..).unwrap_or_default();
        letter.is_ascii_uppercase()
            && digits > 1
            && (tail.is_empty() || matches!(tail, [last] if last.is_ascii_lowercase()))
            && !self.is_inside_hit(at)
    }

    /// Whether what stands before the designation introduces it: «such as the A800», «called A68a»,
    /// «the berg, A23a, has».
    fn is_introduced_thing(&self, at: usize) -> bool {
        let english = self.languages == ENGLISH;
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        // A noun, the designation between commas.
        let set_off = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.gap & COMMA != 0)
        };
        let noun = self
            .tokens
            .get(before)
            .is_some_and(|token| !token.is(CAPITAL | DIGIT) && token.len() > 3)
            && !self.means(before, FUNCTION);
        if set_off(at) && set_off(at + 1) && noun {
            return true;
        }
        if !self.is_spaced_past_quote(at) {
            return false;
        }
        let article = matches!(
            self.folded(before),
            "the" | "an" | "a" | "il" | "l" | "lo" | "la" | "gli"
        );
        let Some(lead) = (if article {
            before.checked_sub(1)
        } else {
            Some(before)
        }) else {
            return false;
        };
        let word = self.folded(lead);
        let earlier = |by: usize| lead.checked_sub(by).map_or("", |at| self.folded(at));
        if english {
            matches!(
                word,
                "called" | "named" | "dubbed" | "christened" | "designated"
            ) || word == "as" && matches!(earlier(1), "such" | "known")
        } else {
            matches!(
                word,
                "chiamato" | "chiamata" | "battezzato" | "battezzata" | "denominato" | "denominata"
            ) || word == "come" && matches!(earlier(1), "noto" | "nota" | "chip" | "processori")
        }
    }

    /// Whether `words` are a call or a medium in capitals and the strange word that makes it a name:
    /// SOS Humanity, TV Globo.
    pub(super) fn is_called_by_capitals(&self, words: &Range<usize>) -> bool {
        let strange = self.tokens.get(words.start + 1).is_some_and(|token| {
            token.word == 0 && token.gap == SPACE && !token.is(LOUD | ALL_CAPITALS)
        });
        words.len() == 2
            && strange
            && matches!(self.folded(words.start), "sos" | "tv")
            && self
                .tokens
                .get(words.start)
                .is_some_and(|token| token.is(ALL_CAPITALS) && !token.is(LOUD))
    }

    /// Whether a word for companies, trains or shops announces the given name at the token, which is
    /// theirs then: «i treni Italo», «la catena Douglas».
    pub(super) fn is_brand_of(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.is_close(at)) else {
            return false;
        };
        let small = self
            .tokens
            .get(before)
            .is_some_and(|token| !token.is(CAPITAL));
        let word = self.folded(before);
        let thing = match self.languages {
            ENGLISH => lists().chains.has(word),
            _ => lists().chains_it.has(word),
        };
        small && thing && !self.means(at, COMMON | COMPANY | SPEECH | ORGANISATION_HEAD)
    }
}
