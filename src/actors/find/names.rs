//! Names that no dictionary has: runs of capitalised words in running prose, taken for people,
//! places or organisations by their shape and by the words around them. A capital that a sentence's
//! beginning, a heading or a line of capitals explains is no evidence.

use std::ops::Range;

use super::known::Hit;
use super::reading::{Reading, Who};
use super::tokens::{
    ALL_CAPITALS, APOSTROPHE, CAMEL, CAPITAL, COMMA, DIGIT, DOT, HYPHEN, INITIAL, LETTER, LOUD,
    OPEN, SPACE, Token,
};
use crate::actors::dictionary::lexicon::{Case, ENGLISH};
use crate::actors::dictionary::words::{
    CHIEF, COMMON, COMPANY, DEFENCE, FAMILY, FIELD, FINANCE, FOREIGN, FUNCTION, GIVEN, INTERIOR,
    JUSTICE, NO_ACTOR, OF, ORGANISATION_HEAD, ORGANISATION_WORD, PARTICLE, PLACE_HEAD,
    PLACE_PREPOSITION, PLACE_WORD, SECURITY, SPEECH, STATE, SUPREME, TITLE, TRADE, WEAPON_HEAD,
};
use crate::actors::{self, ActorKind, How};

/// A name of more words is a heading or a list.
const MOST_WORDS: usize = 7;
/// A word of more bytes is no name.
pub(super) const LONGEST_WORD: u32 = 40;

/// Nouns of office and field, which stand before a name and are no part of it.
const NOUNS: u64 = COMMON
    | FUNCTION
    | TITLE
    | TRADE
    | FIELD
    | DEFENCE
    | FOREIGN
    | INTERIOR
    | FINANCE
    | SECURITY
    | JUSTICE
    | STATE;

/// Endings that family names of some languages have and few other words.
const FAMILY_ENDINGS: &[&str] = &[
    "ov", "ova", "ev", "eva", "sky", "skij", "skyj", "skyi", "ski", "enko", "vich", "vic", "oglu",
    "yan", "shvili", "dze", "sson", "ssen", "escu", "elli", "etti", "ini", "opoulos", "akis",
];

impl Reading<'_> {
    /// Finds the names of several words, and lets them swallow shorter names of the dictionary that
    /// they contain (`Melania Trump`).
    pub(super) fn find_names(&mut self) {
        let mut at = 0;
        let mut hit = 0;
        while at < self.tokens.len() {
            let Some(run) = self.run_from(at) else {
                at += 1;
                continue;
            };
            at = run.end;
            while self.hits.get(hit).is_some_and(|hit| hit.end <= run.start) {
                hit += 1;
            }
            let inside: Vec<Hit> = self
                .hits
                .get(hit..)
                .unwrap_or_default()
                .iter()
                .take_while(|hit| hit.first < run.end)
                .copied()
                .collect();
            self.read_run(run, &inside);
        }
    }

    /// The run of capitalised words that begins at token `first`.
    fn run_from(&self, first: usize) -> Option<Range<usize>> {
        let token = self.tokens.get(first)?;
        if !is_name_word(token) || self.is_claimed(first) {
            return None;
        }
        if self.means(first, FUNCTION) && (token.is(INITIAL) || !self.joins(first + 1)) {
            return None;
        }
        let mut end = first + 1;
        while end - first < MOST_WORDS && !self.is_claimed(end) {
            if self.joins(end) {
                end += 1;
            } else if let Some(past) = self.particles(end) {
                end = past;
            } else if self.is_syllable(end) {
                end += 1;
            } else {
                break;
            }
        }
        Some(first..end)
    }

    /// Whether token `at` goes on with the name that the token before is part of.
    fn joins(&self, at: usize) -> bool {
        let (Some(token), Some(before)) = (
            self.tokens.get(at),
            at.checked_sub(1).and_then(|before| self.tokens.get(before)),
        ) else {
            return false;
        };
        is_name_word(token)
            && match token.gap {
                SPACE | HYPHEN => true,
                APOSTROPHE => before.is(LETTER) && before.is(CAPITAL),
                DOT => before.is(LETTER),
                gap => gap == DOT | SPACE && before.is(LETTER) && before.is(CAPITAL),
            }
    }

    /// The token after the particles at `at` and the capitalised word that follows them: the end
    /// of `von der Leyen`, `al-Assad`.
    fn particles(&self, at: usize) -> Option<usize> {
        let mut end = at;
        while end < at + 3 {
            let token = self.tokens.get(end)?;
            let fits = matches!(token.gap, SPACE | HYPHEN)
                && !token.is(CAPITAL)
                && self.means(end, PARTICLE)
                && !self.is_claimed(end);
            if !fits {
                break;
            }
            end += 1;
        }
        let last = end.checked_sub(1).filter(|&last| last >= at)?;
        let next = self.tokens.get(end)?;
        let word = self.tokens.get(last)?.range();
        let arabic = matches!(word.of(&self.article.text), "al" | "el");
        let joined = next.gap == HYPHEN || next.gap == SPACE && !arabic;
        (joined && is_name_word(next)).then_some(end + 1)
    }

    /// Whether `at` is the second syllable of a given name in `Kim Jong-un`.
    fn is_syllable(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| {
            token.gap == HYPHEN
                && token.len() <= 7
                && !token.is(CAPITAL | DIGIT)
                && at
                    .checked_sub(2)
                    .is_some_and(|first| self.means(first, FAMILY))
        })
    }

    /// Takes a run apart: titles, names of the dictionary, and what is left.
    fn read_run(&mut self, run: Range<usize>, inside: &[Hit]) {
        let mut start = run.start;
        let mut hits = inside.iter().copied().peekable();
        while start < run.end {
            while hits.next_if(|hit| hit.end <= start).is_some() {}
            let Some(&hit) = hits.peek() else {
                self.read_words(start..run.end);
                return;
            };
            if hit.first > start {
                let head = hit.first - 1;
                if self.means(head, PLACE_HEAD)
                    && !self.is_land_office(head, hit)
                    && self.is_certain_capital(&(head..hit.first))
                    && self
                        .tokens
                        .get(hit.first)
                        .is_some_and(|token| token.gap == SPACE)
                    && !self.is_adjective(hit.first)
                    && !self.hit_is_person(hit)
                {
                    self.read_words(start..head);
                    self.introduce(head..hit.end, ActorKind::Place);
                    start = hit.end;
                    continue;
                }
                let words = self.trimmed(start..hit.first);
                if let Some(end) = self.absorbs(&words, hit, run.end) {
                    self.introduce_person(words.start..end, actors::Found::Introduced);
                    start = end;
                } else {
                    self.read_words(start..hit.first);
                    start = hit.first;
                }
                continue;
            }
            let end = hit.end.max(start + 1);
            match self.outgrown(hit, run.end) {
                Some((longer, kind)) => {
                    match kind {
                        ActorKind::Person => {
                            self.introduce_person(hit.first..longer, actors::Found::Introduced);
                        }
                        kind => {
                            self.introduce(hit.first..longer, kind);
                        }
                    }
                    start = longer;
                }
                None => start = end,
            }
        }
    }

    /// «Regione Lazio», «Stato di New York»: a place that the dictionary has, and what it is.
    fn is_land_office(&self, head: usize, hit: Hit) -> bool {
        matches!(
            self.folded(head).as_str(),
            "regione" | "provincia" | "stato" | "citta" | "city" | "province" | "state"
        ) && self.aliases(&hit).any(|alias| {
            self.kind(Who::Known(alias.actor)) == ActorKind::Place && alias.how == How::Name
        })
    }

    fn hit_is_person(&self, hit: Hit) -> bool {
        self.aliases(&hit)
            .any(|alias| self.kind(Who::Known(alias.actor)) == ActorKind::Person)
    }

    /// The end of the person's name that `words` and the surname `hit` after them make.
    fn absorbs(&self, words: &Range<usize>, hit: Hit, end: usize) -> Option<usize> {
        let one = hit.end == hit.first + 1;
        let joined = self
            .tokens
            .get(hit.first)
            .is_some_and(|token| token.gap == SPACE);
        if words.is_empty() || words.len() > 2 || !one || !joined || words.end != hit.first {
            return None;
        }
        let person = self
            .aliases(&hit)
            .any(|alias| alias.short || self.kind(Who::Known(alias.actor)) == ActorKind::Person);
        let given = self.means(words.end - 1, GIVEN) || self.means(words.start, GIVEN);
        let first = self.tokens.get(words.start)?;
        let plain = !first.is(INITIAL)
            && !self.means(
                words.start,
                COMMON | FUNCTION | TITLE | TRADE | ORGANISATION_HEAD | ORGANISATION_WORD | FIELD,
            );
        let adjective = self.aliases(&hit).any(|alias| alias.how == How::Adjective);
        let place_name = !person && !adjective && given && hit.end >= end.min(hit.end);
        if !((person && (given || plain)) || place_name) {
            return None;
        }
        // Marina Costa Lobo: the name may go on after the surname that the dictionary knows.
        let more = (hit.end..end.min(hit.end + 2))
            .take_while(|&at| !self.is_inside_hit(at) && !self.means(at, NOUNS))
            .count();
        Some(if given { hit.end + more } else { hit.end })
    }

    /// The longer name that begins with `hit`: `Kim Yo-jong`, `Israel Katz`, `Tokyo Electron Ltd`.
    fn outgrown(&self, hit: Hit, end: usize) -> Option<(usize, ActorKind)> {
        let next = self.tokens.get(hit.end)?;
        if hit.end >= end || hit.end > hit.first + 1 || next.gap != SPACE {
            return None;
        }
        if self
            .aliases(&hit)
            .any(|alias| alias.case == Case::Acronym || alias.how == How::Adjective)
        {
            return None;
        }
        let rest = hit.end..end;
        if let Some(last) = rest
            .clone()
            .rev()
            .find(|&at| self.means(at, ORGANISATION_WORD | COMPANY))
        {
            return Some((last + 1, ActorKind::Organisation));
        }
        if rest.clone().any(|at| self.means(at, PLACE_WORD)) {
            return Some((end, ActorKind::Place));
        }
        let known = self.hits_at(hit.end);
        let eastern = self.means(hit.first, FAMILY) && rest.len() <= 2;
        let doubtful = self.aliases(&hit).all(|alias| alias.unsure || alias.short);
        let western =
            self.means(hit.first, GIVEN) && rest.len() <= 3 || doubtful && rest.len() == 1;
        let plain = !self.means(hit.end, COMMON | FUNCTION | TITLE | TRADE | FIELD);
        ((eastern || western) && plain && !known).then_some((end, ActorKind::Person))
    }

    /// `words` without leading titles, offices and words that only a sentence's beginning
    /// capitalises, and without trailing common nouns.
    fn trimmed(&self, mut words: Range<usize>) -> Range<usize> {
        while let Some(token) = self.tokens.get(words.start) {
            let named = self.means(words.start, GIVEN | FAMILY);
            let next = words.start + 1;
            let noun = self.means(words.start, NOUNS) && !self.is_undotted(words.start);
            let opens = token.is(INITIAL)
                && !named
                && next < words.end
                && self
                    .tokens
                    .get(next)
                    .is_some_and(|token| token.gap != HYPHEN)
                && (self.means(next, GIVEN) || self.hits_at(next));
            // «La Russa», «De Luca»: an article inside the sentence is part of the name.
            let article =
                self.means(words.start, FUNCTION) && !token.is(INITIAL) && next < words.end;
            let leads = opens || noun && !article && !named;
            if words.is_empty() || !leads {
                break;
            }
            words.start += 1;
        }
        while words.end.checked_sub(1).is_some_and(|last| {
            last >= words.start && self.means(last, COMMON | FUNCTION) && !self.means(last, GIVEN)
        }) {
            words.end -= 1;
        }
        words
    }

    /// In English the words after the last office: Economy Minister Luis Caputo.
    fn after_office(&self, words: Range<usize>) -> Range<usize> {
        if self.languages != ENGLISH {
            return words;
        }
        let last = words
            .end
            .checked_sub(1)
            .filter(|&last| last > words.start)
            .and_then(|last| {
                (words.start..last)
                    .rev()
                    .find(|&at| self.means(at, TRADE | TITLE))
            });
        match last {
            Some(office) if !self.means(office, GIVEN) => office + 1..words.end,
            _ => words,
        }
    }

    /// Where a person begins after a place that only a preposition parts from what is before: «il
    /// sindaco di Cuneo Patrizia Manassero», «il capo di X David Barnea».
    fn place_before_person(&self, words: &Range<usize>) -> Option<usize> {
        let first = self.tokens.get(words.start)?;
        let led = words
            .start
            .checked_sub(1)
            .is_some_and(|before| self.means(before, OF | PLACE_PREPOSITION));
        let splits = (led || first.is(ALL_CAPITALS))
            && !self.means(words.start, GIVEN | FAMILY)
            && words.len() >= 3;
        let person = words.start + 1;
        (splits && self.means(person, GIVEN)).then_some(person)
    }

    /// Whether the token looks like an abbreviated title and has no full stop: Gen Nakatani.
    fn is_undotted(&self, at: usize) -> bool {
        let word = self.folded(at);
        let abbreviation = self
            .article
            .head
            .lang
            .known()
            .is_some_and(|known| known.abbreviations.contains(&word));
        let dotted = self
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.gap & DOT != 0);
        abbreviation && !dotted && self.languages != ENGLISH
    }

    /// What a run without names of the dictionary names.
    fn read_words(&mut self, words: Range<usize>) {
        let all = words.clone();
        let words = self.trimmed(self.after_office(words));
        if let Some(person) = self.place_before_person(&words) {
            self.introduce_person(person..words.end, actors::Found::Introduced);
            return;
        }
        if words.len() < 2 {
            return;
        }
        let titled = words.start > all.start;
        if words.clone().any(|at| {
            self.tokens
                .get(at)
                .is_none_or(|token| token.len() > LONGEST_WORD)
                || self.means(at, NO_ACTOR | SUPREME)
        }) {
            return;
        }
        if words.clone().all(|at| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.is(ALL_CAPITALS))
        }) {
            return;
        }
        if let Some(last) = words
            .clone()
            .rev()
            .find(|&at| self.means(at, ORGANISATION_WORD | COMPANY))
        {
            if last > words.start {
                let who = self.introduce(words.start..last + 1, ActorKind::Organisation);
                if self.means(last, COMPANY) {
                    self.also_without_company(who, words.start..last);
                }
            }
            return;
        }
        if words.clone().any(|at| self.means(at, PLACE_WORD))
            || self.means(words.start, PLACE_HEAD) && !self.means(words.start, GIVEN)
        {
            self.introduce(words, ActorKind::Place);
            return;
        }
        // Emergency Economic Powers Act: what a common noun closes is a thing.
        let thing = self.languages == ENGLISH && words.end < all.end;
        if thing && !self.means(words.start, GIVEN) {
            return;
        }
        if self.is_person(&words, titled) {
            self.introduce_person(words, actors::Found::Introduced);
        } else if self.is_certain_capital(&words) {
            let kind = self.kind_by_context(&words);
            let known = self.named.len();
            if kind == ActorKind::Person {
                self.introduce_person(words, actors::Found::Introduced);
            } else {
                self.introduce(words, kind);
            }
            if self.named.len() > known {
                self.doubt_last();
            }
        } else if words.len() > 2 {
            // The sentence's first word may be no part of the name that follows it.
            self.read_words(words.start + 1..words.end);
        }
    }

    /// Whether the shape of `words`, or what stands around them, is a person's.
    fn is_person(&self, words: &Range<usize>, titled: bool) -> bool {
        let length = words.len();
        let first = words.start;
        let last = words.end - 1;
        if length > 5 {
            return false;
        }
        if self.means(first, GIVEN) {
            return true;
        }
        if self.means(first, FAMILY) && length <= 3 && self.eastern_given(first + 1..words.end) {
            return true;
        }
        let before = first.checked_sub(1);
        let led = titled
            || before.is_some_and(|before| {
                self.means(before, TRADE | TITLE)
                    && self
                        .tokens
                        .get(first)
                        .is_some_and(|token| matches!(token.gap, SPACE) || token.gap == DOT | SPACE)
            });
        if led {
            return true;
        }
        // ministro britannico X Y: a nationality after an office.
        let national = before.is_some_and(|before| {
            self.is_adjective(before)
                && before
                    .checked_sub(1)
                    .is_some_and(|office| self.means(office, TRADE | FIELD))
                && !self
                    .tokens
                    .get(before)
                    .is_some_and(|token| token.is(CAPITAL))
        });
        if national {
            return true;
        }
        let initials = words.clone().any(|at| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.is(LETTER) && token.is(CAPITAL))
        }) && length > 2;
        let particle = words.clone().any(|at| {
            self.tokens.get(at).is_some_and(|token| !token.is(CAPITAL)) && self.means(at, PARTICLE)
        });
        let sure = self.is_certain_capital(words);
        let placed = before
            .is_some_and(|before| self.means(before, PLACE_PREPOSITION) && !self.means(before, OF));
        if placed && !self.means(first, FAMILY) {
            return false;
        }
        if (initials || particle) && sure {
            return true;
        }
        let text = self.folded(last);
        let family = length <= 3
            && text.len() > 4
            && FAMILY_ENDINGS.iter().any(|ending| text.ends_with(ending));
        if family && sure {
            return true;
        }
        let speaks = self
            .tokens
            .get(words.end)
            .is_some_and(|token| token.gap == SPACE)
            && (self.means(words.end, SPEECH) || self.means(words.end + 1, SPEECH));
        let apposed = self
            .tokens
            .get(words.end)
            .is_some_and(|token| token.gap & COMMA != 0)
            && (self.means(words.end, TRADE | CHIEF) || self.means(words.end + 1, TRADE | CHIEF));
        // Two words that no dictionary has begin a sentence, and a comma or bracket follows.
        let strange = (2..=4).contains(&length)
            && words.clone().all(|at| {
                self.tokens.get(at).is_some_and(|token| {
                    let unknown = token.word == 0 || at > first && self.means(at, FUNCTION);
                    unknown && !token.is(LOUD | ALL_CAPITALS)
                })
            })
            && self
                .tokens
                .get(words.end)
                .is_some_and(|token| token.gap & (COMMA | OPEN) != 0);
        (speaks || apposed) && length <= 3 || strange
    }

    fn eastern_given(&self, given: Range<usize>) -> bool {
        given.clone().all(|at| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.len() <= 9 && !token.is(DIGIT | ALL_CAPITALS))
        }) && !given.clone().any(|at| self.means(at, FUNCTION | COMMON))
    }

    /// Whether the capital of the first word is no accident of its place.
    fn is_certain_capital(&self, words: &Range<usize>) -> bool {
        let compound = || {
            words.len() > 1
                && self
                    .tokens
                    .get(words.start + 1)
                    .is_some_and(|token| token.gap == HYPHEN && token.is(CAPITAL))
        };
        // Lip-Bu Tan: no sentence's beginning capitalises a second syllable.
        self.tokens
            .get(words.start)
            .is_some_and(|token| !token.is(LOUD) && (!token.is(INITIAL) || compound()))
    }

    /// The kind of a name that only what stands before it tells.
    pub(super) fn kind_by_context(&self, words: &Range<usize>) -> ActorKind {
        let before = words.start.checked_sub(1);
        let means = |meaning| before.is_some_and(|before| self.means(before, meaning));
        let plural = words.clone().any(|at| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.is(CAMEL | ALL_CAPITALS))
        });
        if means(ORGANISATION_HEAD) || plural {
            ActorKind::Organisation
        } else if means(WEAPON_HEAD) {
            ActorKind::Weapon
        } else if means(PLACE_HEAD) || means(PLACE_PREPOSITION) && !means(OF) {
            ActorKind::Place
        } else if words.len() <= 3 {
            ActorKind::Person
        } else {
            ActorKind::Organisation
        }
    }
}

/// Whether a token may be part of a name introduced by its capital.
fn is_name_word(token: &Token) -> bool {
    token.is(CAPITAL) && !token.is(LOUD | DIGIT)
}
