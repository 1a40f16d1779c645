//! Organisations in Italian by their head word, which stands first: «Procura di Milano», «Istituto nazionale
//! di antropologia». The name runs from the head to the end of what belongs to it; those of English are in
//! [`super::english`].

use std::ops::Range;

use super::extents::extents;
use super::lists::lists;
use super::organisations::{FIELDS, MOST_WORDS};
use super::reading::{Reading, Who};
use super::tokens::{CAPITAL, DIGIT, INITIAL, LOUD, OPEN, SPACE};
use crate::actors::dictionary::words::{
    FOREIGN, FUNCTION, GIVEN, INTERIOR, MINISTRY, OF, ORGANISATION_ADJECTIVE, ORGANISATION_HEAD,
    ORGANISATION_NOUN, ORGANISATION_WORD, PRESIDENT, SEAT, SPEECH, TITLE, TRADE, VICE,
};
use crate::actors::{ActorKind, How};

/// How far a name has been read.
struct Name {
    end: usize,
    /// Capitalised words that belong to it, the head left out.
    proper: usize,
    /// Whether a nationality or a country belongs to it.
    national: bool,
    /// How often «di» or «per» went on with it.
    of: usize,
}

impl Reading<'_> {
    /// The branch of an authority that only its acronym and its town name: la Dia di Palermo, l’Arpa di
    /// Mestre, l’Asl Napoli 3 Sud.
    fn branch_in_town(&self, head: usize) -> Option<Range<usize>> {
        let token = self.tokens.get(head)?;
        let town = head + if self.hits_at(head + 1) { 1 } else { 2 };
        if !token.is(CAPITAL) || token.len() > 6 || token.is(LOUD) || !self.hits_at(town) {
            return None;
        }
        let acronym = lists().branched.has(self.folded(head));
        let direct = town == head + 1;
        let of = direct || self.folded(head + 1) == "di" && self.is_close(head + 1);
        let hit = self
            .hit_at(town)
            .filter(|_| acronym && of && self.is_close(town))?;
        if !self.aliases(&hit).any(|alias| alias.town) {
            return None;
        }
        let number = |at: usize| {
            let token = self.tokens.get(at);
            token.is_some_and(|token| token.gap == SPACE && token.is(DIGIT) && token.len() == 1)
        };
        if !number(hit.end) {
            return (!direct || lists().numbered.has(self.folded(head))).then_some(head..hit.end);
        }
        let quarter = matches!(
            self.folded(hit.end + 1),
            "nord" | "sud" | "est" | "ovest" | "centro"
        );
        let quarter = quarter && self.is_spaced(hit.end + 1) && self.is_capital(hit.end + 1);
        Some(head..hit.end + 1 + usize::from(quarter))
    }

    /// The body of which the token is the head word.
    pub(super) fn italian_organisation(&self, head: usize) -> Option<Range<usize>> {
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
            && self.is_close(head + 1)
            && !self.is_adjective(head + 1)
            && !self.means(head + 1, ORGANISATION_ADJECTIVE);
        // «la Rizzoli Costruzioni»
        let closes = || {
            (head.checked_sub(1)).is_some_and(|name| {
                self.means(head, ORGANISATION_WORD)
                    && self.is_spaced(head)
                    && self.is_strange(name)
                    && self.is_certain(name)
            })
        };
        if token.is(LOUD) || person || token.is(CAPITAL) && closes() {
            return None;
        }
        if token.is(CAPITAL)
            && let Some(end) = self.before_acronym(head)
        {
            return Some(head..end);
        }
        // «Banca Adriatica» begins a sentence, too: the strange word after it has a capital of its own.
        let proper = || {
            self.is_close(head + 1)
                && self.tokens.get(head + 1).is_some_and(|next| {
                    next.word == 0 && next.is(CAPITAL) && !next.is(LOUD | DIGIT)
                })
        };
        let capital = token.is(CAPITAL) && (!token.is(INITIAL) || proper());
        let name = self.read_body(head, capital);
        // «il presidente del Consiglio italiano» leads a government, and no council.
        let premier = name.end == head + 2
            && self.folded(head) == "consiglio"
            && self.is_adjective(head + 1)
            && head.checked_sub(2).is_some_and(|office| {
                let leads =
                    self.means(office, PRESIDENT | VICE) || self.folded(office) == "presidenza";
                self.means(office + 1, OF) && leads
            });
        if premier {
            return None;
        }
        // A trailing common adjective belongs only to a name that has something proper.
        let ministry = self.means(head, MINISTRY);
        // «la commissione Antimafia»
        let seat = self.means(head, SEAT)
            || self.folded(head) == "commissione" && self.is_capital(head + 1);
        let described = capital && self.means(head + 1, ORGANISATION_ADJECTIVE | ORGANISATION_NOUN);
        let named = name.proper > 0 && (capital || ministry || seat) || described;
        let national = name.national && capital && name.end > head + 1;
        let fielded = capital && name.end > head + 2 && lists().fielded.has(self.folded(head));
        let enough = named || national || fielded || name.national && seat && name.of > 0;
        enough.then_some(head..name.end)
    }

    /// Reads from the head, which is capitalised or not, to the end of what belongs to it.
    fn read_body(&self, head: usize, capital: bool) -> Name {
        let mut name = Name {
            end: head + 1,
            proper: 0,
            national: false,
            of: 0,
        };
        while name.end - head < MOST_WORDS
            && (self.is_close(name.end) || self.is_after_ca(name.end))
        {
            let at = name.end;
            let hit = self.hit_at(at);
            if let Some(hit) = hit.filter(|_| self.is_adjective(at) && !name.national) {
                name.national = true;
                name.end = hit.end;
            } else if let Some(end) = self.subject(head, at).filter(|_| capital) {
                name.of += 1;
                name.end = end;
            } else if self.means(at, ORGANISATION_ADJECTIVE) && (name.of == 0 || name.proper > 0)
                || capital && self.is_quality_of_body(head, at)
            {
                name.end = at + 1;
            } else if self.is_capital(at) && !self.means(at, FUNCTION) {
                // A person, or an organisation inside another, begins its own name.
                // «Alleanza Fiume Congo»: a country closes the name that it belongs to.
                if let Some(hit) = hit.filter(|hit| {
                    capital
                        && name.of == 0
                        && name.proper > 0
                        && !name.national
                        && self.is_land(*hit)
                }) {
                    name.national = true;
                    name.end = hit.end;
                    continue;
                }
                // Federazione Italiana Pallavolo
                let sport = name.national && name.end == head + 2 && self.is_capital(head + 1);
                // Teatro San Carlo
                let given = self.means(at, GIVEN) && !(capital && self.is_saint(at - 1));
                let other = hit.is_some() || given || name.national && !(capital && sport);
                // «la commissione Bilancio»
                let board = name.end == head + 1 && self.folded(head) == "commissione";
                // «il ministero Agricoltura»
                let field =
                    || name.end == head + 1 && self.means(head, MINISTRY) && self.means(at, FIELDS);
                if other || !(capital || name.of > 0 || board || field()) {
                    break;
                }
                // «il portavoce del ministero del Commercio He Yongqian»
                let done = name.of > 0
                    && self.means(head, MINISTRY)
                    && self.means(at - 1, FIELDS)
                    && !self.means(at, FIELDS);
                if done {
                    break;
                }
                name.proper += 1;
                name.end = at + 1;
            } else if let Some(end) = self.purpose(head, at).filter(|_| capital && name.of == 0) {
                name.of += 1;
                name.end = end;
            } else if let Some(end) = self.described_field(head, &name, at).filter(|_| capital) {
                name.end = end;
            } else if name.of > 0 && name.end == at && self.is_quality_of_field(head, at) {
                // ministero dell’Ambiente e della Sicurezza energetica
                name.end = at + 1;
            } else if let Some(end) = self.second_town(head, &name, at) {
                name.end = end;
            } else if name.end == head + 1 && capital && self.is_of_theatre(at) {
                // Teatro alla Scala
                name.proper += 1;
                name.end = at + 2;
            } else if let Some(end) = self.complement(&mut name, at) {
                name.of += 1;
                name.end = end;
            } else {
                break;
            }
        }
        name
    }

    /// Whether the small adjective at the token belongs to the field before it of the ministry `head`; no ending
    /// tells one, as verbs have the same: «il ministero dell’Ambiente comunica».
    fn is_quality_of_field(&self, head: usize, at: usize) -> bool {
        self.means(head, MINISTRY)
            && self.is_spaced(at)
            && self.is_capital(at - 1)
            && extents().of_fields.has(self.folded(at))
    }

    /// The end of the second town that a bank or a diocese has: Banco Popolare di Verona e Novara.
    fn second_town(&self, head: usize, name: &Name, at: usize) -> Option<usize> {
        let joint = name.national
            && name.of > 0
            && extents().of_two_towns.has(self.folded(head))
            && matches!(self.folded(at), "e" | "ed")
            && self.is_spaced(at + 1)
            // «le diocesi di Como e Milano»
            && self.is_capital(head);
        let town = |at: usize| {
            let hit = self.hit_at(at);
            hit.is_some_and(|hit| self.aliases(&hit).any(|alias| alias.town))
        };
        let last = self.hit_ending(at.checked_sub(1)?)?;
        let towns = joint && town(last.first) && town(at + 1);
        self.hit_at(at + 1).filter(|_| towns).map(|hit| hit.end)
    }

    /// Whether the small word at the token leads what the theatre before it is called after: Teatro alla Scala.
    fn is_of_theatre(&self, at: usize) -> bool {
        matches!(self.folded(at), "alla" | "al" | "all" | "alle" | "ai")
            && at
                .checked_sub(1)
                .is_some_and(|head| self.folded(head) == "teatro")
            && self.is_spaced_or_elided(at + 1)
            && self.is_capital(at + 1)
            && !self.is_inside_hit(at + 1)
    }

    /// Whether the small word at the token goes on with the name of the Italian body `head`: an adjective
    /// by its ending, «Nucleo operativo ecologico», or a noun for whom or what the body is, «Unione
    /// industriali».
    fn is_quality_of_body(&self, head: usize, at: usize) -> bool {
        let token = self.tokens.get(at);
        let small = token.is_some_and(|token| token.gap == SPACE && !token.is(CAPITAL | DIGIT));
        let word = self.folded(at);
        let noun = self.means(at, ORGANISATION_NOUN)
            && (at == head + 1
                || self.means(at - 1, ORGANISATION_ADJECTIVE | ORGANISATION_NOUN)
                || self.is_adjective(at - 1));
        let other = FUNCTION | TITLE | TRADE | SPEECH | GIVEN;
        let quality = word.len() > 6
            && at > head + 1
            && !self.hits_at(at)
            && !self.means(at, other)
            && (self.means(at - 1, ORGANISATION_ADJECTIVE)
                || self.is_quality_like(at - 1)
                || self.folded(at.saturating_sub(3)) == "per")
            && self.is_quality_like(at);
        // Comitato glaciologico italiano
        let plain = !self.hits_at(at) && !self.means(at, other) && word.len() > 5;
        let first =
            at == head + 1 && plain && self.is_quality_like(at) && self.is_adjective(at + 1);
        // Istituto di scienze polari
        let of = at == head + 3
            && plain
            && self.folded(head + 1) == "di"
            && lists().subject_endings.end(word);
        small && (noun || quality || first || of)
    }

    /// Whether the word ends as the adjectives do that names of bodies have.
    fn is_quality_like(&self, at: usize) -> bool {
        let word = self.folded(at);
        let small = self.tokens.get(at).is_some_and(|token| !token.is(CAPITAL));
        small && lists().bodily_endings.end(word)
    }

    /// Where «affari internazionali» ends after the head of a body that is for something: a noun and an
    /// adjective of several, in small letters.
    fn subject(&self, head: usize, at: usize) -> Option<usize> {
        let small = |at: usize| self.is_spaced(at) && self.is_small_word(at) && !self.hits_at(at);
        let (noun, quality) = (self.folded(at), self.folded(at + 1));
        let other = FUNCTION | TITLE | TRADE | SPEECH | GIVEN;
        let fits = at == head + 1
            && lists().with_subject.has(self.folded(head))
            && small(at)
            && small(at + 1)
            && noun.len() > 3
            && noun.ends_with('i')
            && !self.means(at, other)
            && !self.means(at + 1, other)
            && lists().subject_endings.end(quality);
        fits.then_some(at + 2)
    }

    /// Where «per la protezione» or «per i minorenni» ends after the head of a body that is for something.
    fn purpose(&self, head: usize, at: usize) -> Option<usize> {
        let purposed =
            lists().fielded.has(self.folded(head)) || lists().purposed.has(self.folded(head));
        let article = matches!(
            self.folded(at + 1),
            "la" | "lo" | "il" | "l" | "i" | "gli" | "le"
        );
        let noun = at + 2;
        let token = self.tokens.get(noun)?;
        let small = !token.is(CAPITAL | DIGIT) && token.len() > 4;
        let plain = !self.means(noun, FUNCTION | TRADE | TITLE) && !self.hits_at(noun);
        let led =
            self.folded(at) == "per" && article && self.is_close(at + 1) && self.is_close(noun);
        (purposed && led && small && plain).then_some(noun + 1)
    }

    /// Where «di antropologia» ends after «Istituto nazionale»: a field in small letters belongs to a
    /// name that has only an adjective so far.
    fn described_field(&self, head: usize, name: &Name, at: usize) -> Option<usize> {
        let described = name.end == head + 2
            && self.means(head + 1, ORGANISATION_ADJECTIVE)
            && self.folded(at) == "di"
            && self.is_close(at + 1);
        // Autorità di regolazione dei trasporti, Consorzio di tutela Barolo
        let charged = name.proper == 0
            && (lists().fielded.has(self.folded(head)) || lists().charged.has(self.folded(head)))
            && (name.end == head + 1 && self.folded(at) == "di"
                || name.end == head + 3 && self.means(at, OF))
            && self.is_close(at + 1);
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
            .find(|&at| !self.is_close(at) || self.hits_at(at) && !self.is_adjective(at))?;
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
        while self.is_close(next)
            && self.means(next, FUNCTION)
            && !self.is_capital(next)
            && next < at + 3
            && (joins && self.means(next, OF) || text == "per")
        {
            next += 1;
        }
        if !self.is_close(next) || text == "per" && next == at + 1 {
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
        // «affari esteri», «affari interni»
        let affairs = self.folded(next) == "affari"
            && self.is_spaced(next + 1)
            && self.means(next + 1, FOREIGN | INTERIOR);
        (self.is_capital(next) && !person || field && name.proper == 0).then(|| {
            name.proper += 1;
            next + 1 + usize::from(affairs)
        })
    }
}
