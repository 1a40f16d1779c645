//! Organisations by their head word: `ministero della Difesa nordcoreano`, `Procura di Milano`. The
//! name runs from the head to the end of what belongs to it; those of English are in
//! [`super::english`]. A country's name or adjective
//! inside is part of the name.

use std::ops::Range;

use super::known::Hit;
use super::reading::{Reading, Who};
use super::tokens::{APOSTROPHE, CAPITAL, DIGIT, HYPHEN, INITIAL, LOUD, OPEN, SPACE};
use crate::actors::dictionary::lexicon::ENGLISH;
use crate::actors::dictionary::words::{
    COMMON, DEFENCE, FIELD, FINANCE, FOREIGN, FUNCTION, GIVEN, INTERIOR, JUSTICE, MINISTRY, OF,
    ORGANISATION_ADJECTIVE, ORGANISATION_HEAD, SEAT, SECURITY, TITLE, TRADE,
};
use crate::actors::{self, ActorKind, How, dictionary};
use crate::text::hash::TextTable;

/// What ministries are for.
pub(super) const FIELDS: u64 = FIELD | DEFENCE | FOREIGN | INTERIOR | FINANCE | SECURITY | JUSTICE;
/// Heads of Italian names to which a field in small letters belongs, without an adjective, too.
const FIELDED: &[&str] = &[
    "autorita",
    "agenzia",
    "consorzio",
    "ente",
    "osservatorio",
    "nucleo",
    "istituto",
];
/// A longer run of words is no name.
pub(super) const MOST_WORDS: usize = 12;

/// How far a name has been read.
struct Name {
    end: usize,
    /// Capitalised words that belong to it, the head left out.
    proper: usize,
    /// Whether a nationality or a country belongs to it.
    national: bool,
}

impl Reading<'_> {
    /// Finds organisations that the dictionary does not have as a whole.
    pub(super) fn find_organisations(&mut self) {
        let mut ministries = Vec::new();
        let (mut at, mut next) = (0, 0);
        while let Some(notable) = self.notable_from(at, &mut next) {
            at = notable;
            let found = if let Some(body) = self.body_of_country(at) {
                Some(body)
            } else if self.languages == ENGLISH {
                self.english_organisation(at)
                    .or_else(|| self.small_party(at + 1))
            } else {
                self.italian_organisation(at)
                    .or_else(|| self.english_organisation(at))
            };
            at = match found {
                Some(words) if self.is_for_machines(&words) => words.end,
                Some(words) => {
                    let end = words.end;
                    if words.clone().any(|at| self.means(at, MINISTRY)) {
                        ministries.push(words);
                    } else {
                        self.introduce_body(words);
                    }
                    end
                }
                None => at + 1,
            };
        }
        self.name_ministries(ministries);
    }

    /// The body whose name a country closes, where bodies of several have what stands before it: the
    /// Communist Party of Greece is not that of China.
    fn body_of_country(&self, at: usize) -> Option<Range<usize>> {
        let hit = self.hit_at(at).filter(|hit| hit.end > at + 1)?;
        let mut lead = hit.end;
        if !self.means(lead, OF) || !self.is_close(lead) {
            return None;
        }
        lead += 1;
        if self.folded(lead) == "the" {
            lead += 1;
        }
        let country = self.hit_at(lead).filter(|_| self.is_close(lead))?;
        let land = self.bearer(lead).filter(|&land| {
            self.is_land(country) && self.kind(Who::Known(land)) == ActorKind::Country
        })?;
        let body = self.aliases(&hit).all(|alias| {
            alias.how == How::Name
                && self.kind(Who::Known(alias.actor)) == ActorKind::Organisation
                && (self.dictionary.country(alias.actor)).is_some_and(|of| of != land)
        });
        body.then_some(hit.first..country.end)
    }

    /// Introduces an organisation, which the article may call without the nationality that closes its
    /// name, too: la Guardia costiera libica, la Guardia costiera.
    fn introduce_body(&mut self, words: Range<usize>) {
        let short = words
            .end
            .checked_sub(1)
            .and_then(|last| self.hit_ending(last))
            .filter(|hit| self.is_adjective(hit.first) && hit.first > words.start + 1)
            .map(|hit| words.start..hit.first);
        let who = self.introduce(words, ActorKind::Organisation);
        if let Some(short) = short {
            self.also_without_company(who, short);
        }
    }

    /// Names ministries by field and country, so that `ministero russo della Difesa`, `ministero
    /// della Difesa di Mosca` and `Russia's Defence Ministry` are one. One without a country is
    /// the only one of its field that the article gives a country.
    fn name_ministries(&mut self, ministries: Vec<Range<usize>>) {
        let mut of: TextTable<String, Vec<u32>> = TextTable::default();
        let mut read = Vec::with_capacity(ministries.len());
        for words in ministries {
            let (base, country) = self.ministry(&words);
            if let Some(country) = country {
                let countries = of.entry(dictionary::slug(&base)).or_default();
                if !countries.contains(&country) {
                    countries.push(country);
                }
            }
            read.push((words, base, country));
        }
        for (words, base, country) in read {
            let known = of.get(&dictionary::slug(&base)).map(Vec::as_slice);
            let country = country.or(match known {
                Some([one]) => Some(*one),
                _ => None,
            });
            let adjective = country
                .and_then(|country| self.dictionary.entry(country))
                .and_then(|entry| {
                    let english = self.languages == ENGLISH;
                    entry
                        .adjectives
                        .iter()
                        .find(|form| form.starts_with(char::is_uppercase) == english)
                });
            let name = match adjective {
                Some(adjective) if self.languages == ENGLISH => format!("{adjective} {base}"),
                Some(adjective) => format!("{base} {adjective}"),
                None => base.clone(),
            };
            let Some(who) = self.actor(ActorKind::Organisation, &name) else {
                continue;
            };
            let written = self.text(&words);
            self.call(who, written);
            self.call(who, &base);
            self.name(words, who, How::Name, actors::Found::Introduced);
        }
    }

    /// The name of a ministry without its country, and the country.
    fn ministry(&self, words: &Range<usize>) -> (String, Option<u32>) {
        let mut base = String::new();
        let mut country = None;
        let mut at = words.start;
        // Russia's Defence Ministry
        if let Some(owner) = at.checked_sub(2)
            && self
                .tokens
                .get(at - 1)
                .is_some_and(|token| token.gap == APOSTROPHE)
            && self.hits_ending(owner)
            && let Some(hit) = self.hit_ending(owner)
        {
            country = self.bearer(hit.first);
        }
        while at < words.end {
            if let Some(hit) = self.hit_at(at)
                && let Some(bearer) = self.bearer(at)
            {
                country = Some(bearer);
                at = hit.end;
                continue;
            }
            let leads = self.means(at, OF)
                && self
                    .hit_at(at + 1)
                    .is_some_and(|hit| hit.end <= words.end && self.bearer(at + 1).is_some());
            if !leads {
                let token = self.range(at, at + 1).of(&self.article.text);
                let gap = self.tokens.get(at).map_or(SPACE, |token| token.gap);
                if !base.is_empty() {
                    base.push(if gap == APOSTROPHE { '’' } else { ' ' });
                }
                base.push_str(token);
            }
            at += 1;
        }
        (base, country)
    }

    /// Whether the dictionary surely has the head, alone or as a part of a longer name: «Senato» alone
    /// may be that of Italy, «Senato francese» is another.
    pub(super) fn is_known_head(&self, head: usize) -> bool {
        let doubtful =
            |hit: Hit| hit.end == hit.first + 1 && self.aliases(&hit).all(|alias| alias.unsure);
        match self.hit_at(head) {
            Some(hit) => !doubtful(hit),
            None => self.is_inside_hit(head),
        }
    }

    /// Whether the token follows the one before after one space, hyphen or elision.
    pub(super) fn follows(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| matches!(token.gap, SPACE | HYPHEN | APOSTROPHE))
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.is(CAPITAL) && !token.is(DIGIT))
    }

    /// The branch of an authority that only its acronym and its town name: la Dia di Palermo, l’Arpa di
    /// Mestre.
    fn branch_in_town(&self, head: usize) -> Option<Range<usize>> {
        let token = self.tokens.get(head)?;
        let town = head + 2;
        if !token.is(CAPITAL) || token.len() > 6 || token.is(LOUD) || !self.hits_at(town) {
            return None;
        }
        let acronym = matches!(
            self.folded(head),
            "dia"
                | "dda"
                | "ros"
                | "nas"
                | "noe"
                | "gico"
                | "digos"
                | "arpa"
                | "asl"
                | "ats"
                | "dap"
                | "asp"
                | "nucleo"
        );
        let of = self.folded(head + 1) == "di" && self.follows(head + 1) && self.follows(town);
        let hit = self.hit_at(town).filter(|_| acronym && of)?;
        self.aliases(&hit)
            .any(|alias| alias.town)
            .then_some(head..hit.end)
    }

    fn italian_organisation(&self, head: usize) -> Option<Range<usize>> {
        if let Some(body) = self.branch_in_town(head).or_else(|| self.region(head)) {
            return Some(body);
        }
        if !self.means(head, ORGANISATION_HEAD) || self.is_known_head(head) {
            return None;
        }
        let token = self.tokens.get(head)?;
        // Marina Silva is no navy.
        let person = token.is(CAPITAL)
            && self.means(head, GIVEN)
            && self.is_capital(head + 1)
            && self.follows(head + 1)
            && !self.is_adjective(head + 1)
            && !self.means(head + 1, ORGANISATION_ADJECTIVE);
        if token.is(LOUD) || person {
            return None;
        }
        if token.is(CAPITAL)
            && let Some(end) = self.before_acronym(head)
        {
            return Some(head..end);
        }
        // «Banca Adriatica» begins a sentence, too: the strange word after it has a capital of its own.
        let proper = || {
            self.follows(head + 1)
                && self.tokens.get(head + 1).is_some_and(|next| {
                    next.word == 0 && next.is(CAPITAL) && !next.is(LOUD | DIGIT)
                })
        };
        let capital = token.is(CAPITAL) && (!token.is(INITIAL) || proper());
        let mut name = Name {
            end: head + 1,
            proper: 0,
            national: false,
        };
        let mut of = 0;
        while name.end - head < MOST_WORDS && self.follows(name.end) {
            let at = name.end;
            let hit = self.hit_at(at);
            if let Some(hit) = hit.filter(|_| self.is_adjective(at) && !name.national) {
                name.national = true;
                name.end = hit.end;
            } else if self.means(at, ORGANISATION_ADJECTIVE) && (of == 0 || name.proper > 0) {
                name.end = at + 1;
            } else if self.is_capital(at) && !self.means(at, FUNCTION) {
                // A person, or an organisation inside another, begins its own name.
                // «Alleanza Fiume Congo»: a country closes the name that it belongs to.
                if let Some(hit) = hit.filter(|hit| {
                    capital && of == 0 && name.proper > 0 && !name.national && self.is_land(*hit)
                }) {
                    name.national = true;
                    name.end = hit.end;
                    continue;
                }
                // Federazione Italiana Pallavolo
                let sport = name.national && name.end == head + 2 && self.is_capital(head + 1);
                let other =
                    hit.is_some() || self.means(at, GIVEN) || name.national && !(capital && sport);
                // «la commissione Bilancio»
                let board = name.end == head + 1 && self.folded(head) == "commissione";
                if other || !(capital || of > 0 || board) {
                    break;
                }
                // «il portavoce del ministero del Commercio He Yongqian»
                let done = of > 0
                    && self.means(head, MINISTRY)
                    && self.means(at - 1, FIELDS)
                    && !self.means(at, FIELDS);
                if done {
                    break;
                }
                name.proper += 1;
                name.end = at + 1;
            } else if let Some(end) = self.described_field(head, &name, at).filter(|_| capital) {
                name.end = end;
            } else if let Some(end) = self.complement(&mut name, at) {
                of += 1;
                name.end = end;
            } else {
                break;
            }
        }
        // A trailing common adjective belongs only to a name that has something proper.
        let ministry = self.means(head, MINISTRY);
        // «la commissione Antimafia»
        let seat = self.means(head, SEAT)
            || self.folded(head) == "commissione" && self.is_capital(head + 1);
        let described = capital && self.means(head + 1, ORGANISATION_ADJECTIVE);
        let named = name.proper > 0 && (capital || ministry || seat) || described;
        let national = name.national && capital && name.end > head + 1;
        let fielded = capital && name.end > head + 2 && FIELDED.contains(&self.folded(head));
        let enough = named || national || fielded || name.national && seat && of > 0;
        enough.then_some(head..name.end)
    }

    /// Where «di antropologia» ends after «Istituto nazionale»: a field in small letters belongs to a
    /// name that has only an adjective so far.
    fn described_field(&self, head: usize, name: &Name, at: usize) -> Option<usize> {
        let described = name.end == head + 2
            && self.means(head + 1, ORGANISATION_ADJECTIVE)
            && self.folded(at) == "di"
            && self.follows(at + 1);
        // Autorità di regolazione dei trasporti, Consorzio di tutela Barolo
        let charged = name.proper == 0
            && (FIELDED.contains(&self.folded(head))
                || matches!(
                    self.folded(head),
                    "centro"
                        | "unita"
                        | "nucleo"
                        | "comitato"
                        | "fronte"
                        | "movimento"
                        | "esercito"
                ))
            && (name.end == head + 1 && self.folded(at) == "di"
                || name.end == head + 3 && self.means(at, OF))
            && self.follows(at + 1);
        let described = described || charged;
        let noun = self.tokens.get(at + 1)?;
        let plain = !noun.is(CAPITAL | DIGIT)
            && noun.len() > 4
            && !self.means(at + 1, FUNCTION | TRADE | TITLE)
            && !self.hits_at(at + 1);
        (described && plain).then_some(at + 2)
    }

    /// Where the name that begins at `head` ends, if an acronym in brackets closes it: «Istituto
    /// per gli studi di politica internazionale (Ispi)».
    fn before_acronym(&self, head: usize) -> Option<usize> {
        let end = (head + 1..=head + MOST_WORDS)
            .find(|&at| !self.follows(at) || self.hits_at(at) && !self.is_adjective(at))?;
        let token = self.tokens.get(end)?;
        let closed = self.is_closed(end);
        let acronym = token.gap == SPACE | OPEN
            && closed
            && token.is(CAPITAL)
            && !token.is(DIGIT)
            && token.len() <= 8;
        (acronym && end > head + 1).then_some(end)
    }

    /// Reads `della Difesa`, `dell'Economia e delle Finanze`, `per gli studi`, `di Milano`; gives
    /// back its end.
    fn complement(&self, name: &mut Name, at: usize) -> Option<usize> {
        let text = self.folded(at);
        let joins = text == "e" && name.proper > 0;
        if !self.means(at, OF) && !joins {
            return None;
        }
        let mut next = at + 1;
        while self.follows(next)
            && self.means(next, FUNCTION)
            && !self.is_capital(next)
            && next < at + 3
            && (joins && self.means(next, OF) || text == "per")
        {
            next += 1;
        }
        if !self.follows(next) || text == "per" && next == at + 1 {
            return None;
        }
        if let Some(hit) = self.hit_at(next) {
            let alias = self.aliases(&hit).next()?;
            let kind = self.kind(Who::Known(alias.actor));
            if joins
                || name.national
                || alias.how != How::Name
                || matches!(kind, ActorKind::Person | ActorKind::Organisation)
            {
                return None;
            }
            name.national = true;
            return Some(hit.end);
        }
        let person = self.means(next, GIVEN | TITLE | TRADE) && !self.means(next, FIELDS);
        let field = self.means(next, FIELDS);
        if joins && !(self.means(next, FIELDS) && self.is_capital(next)) {
            return None;
        }
        (self.is_capital(next) && !person || field && name.proper == 0).then(|| {
            name.proper += 1;
            next + 1
        })
    }

    pub(super) fn is_land(&self, hit: Hit) -> bool {
        self.aliases(&hit).next().is_some_and(|alias| {
            let kind = self.kind(Who::Known(alias.actor));
            alias.how == How::Name && matches!(kind, ActorKind::Country | ActorKind::Place)
        })
    }

    pub(super) fn is_certain(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.is(CAPITAL) && !token.is(INITIAL | LOUD))
            && !self.means(at, COMMON)
    }
}
