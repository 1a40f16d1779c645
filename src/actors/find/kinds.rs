//! What a run of capitalised words names, by its shape and by the words around it: a person, a place,
//! an organisation, a weapon.

use std::ops::Range;

use super::extents::extents;
use super::lists::lists;
use super::reading::{Reading, Who};
use super::tokens::{
    ALL_CAPITALS, CAMEL, CAPITAL, COMMA, DIGIT, DOT, HYPHEN, INITIAL, LETTER, LOUD, SPACE,
};
use crate::actors::ActorKind;
use crate::actors::dictionary::word::{ENGLISH, ITALIAN};
use crate::actors::dictionary::words::{
    CHIEF, COMMON, FAMILY, FIELD, FORMER, FUNCTION, GIVEN, NO_ACTOR, OF, ORGANISATION_HEAD,
    ORGANISATION_WORD, PARTICLE, PLACE_HEAD, PLACE_PREPOSITION, SPEECH, STATE, TITLE, TRADE,
    VESSEL, VICE, WEAPON_HEAD,
};

impl Reading<'_> {
    /// Whether `words` begin with a capital that a hyphen joins to a word, as brands and ships do: X-Energy.
    pub(super) fn is_letter_and_word(&self, words: &Range<usize>) -> bool {
        let word = words.start + 1;
        words.len() > 1
            && self.is_after_letter(word)
            && !(self.tokens.get(word)).is_some_and(|word| word.is(LETTER))
            && !self.means(word, GIVEN)
    }

    /// Whether the shape of `words`, or what stands around them, is a person's.
    pub(super) fn is_person(&self, words: &Range<usize>, titled: bool) -> bool {
        let length = words.len();
        let first = words.start;
        let last = words.end - 1;
        if length > 5 || self.is_joined_place(words) {
            return false;
        }
        if self.means(first, GIVEN)
            || self.begins_with_initials(words)
            || self.is_surname_in_capitals(words)
        {
            return true;
        }
        if self.means(first, FAMILY) && length <= 3 && self.eastern_given(first + 1..words.end) {
            return true;
        }
        if length == 3 && self.is_small_family(first) {
            return true;
        }
        // Cathal O'Sullivan
        if length == 3 && self.is_irish(last) {
            return true;
        }
        let before = first.checked_sub(1);
        let led = titled
            || before.is_some_and(|before| {
                (self.means(before, TRADE | TITLE) || self.is_prosecutor(before))
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
        // «la Costa Perlata e la Bella Ester»: nobody’s full name has an article.
        let led_by_article = self.languages == ITALIAN
            && self.has_article(first)
            && self.is_strange(first)
            && !self.is_surname_article(first);
        if led_by_article
            || self.has_ordinary(words)
            || self.begins_with_letter(words)
            || self.is_letter_and_word(words)
        {
            return false;
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
        let placed = before.is_some_and(|before| self.places(before, length));
        if placed && !self.means(first, FAMILY) {
            return false;
        }
        if (initials || particle) && sure {
            return true;
        }
        let text = self.folded(last);
        let family = length <= 3 && text.len() > 4 && lists().family_endings.end(text);
        if family && sure {
            return true;
        }
        let speaks = self.is_spaced(words.end)
            && (self.means(words.end, SPEECH) || self.means(words.end + 1, SPEECH));
        let apposed = self.is_apposed(words.end);
        // Two words that no dictionary has begin a sentence, and a comma or bracket follows.
        let strange = (2..=4).contains(&length)
            && words.clone().all(|at| {
                self.tokens.get(at).is_some_and(|token| {
                    let unknown = token.word == 0
                        || at > first && self.means(at, FUNCTION)
                        || at > first && self.means(at, GIVEN) && self.is_namelike(first);
                    unknown && !token.is(LOUD | ALL_CAPITALS)
                })
            })
            && self.is_set_off(words.end);
        (speaks || apposed) && length <= 3 || strange
    }

    /// Whether the two strange `words` that begin a sentence end with what the article writes
    /// alone inside others: «Maro Itoje scored», «the captain, Itoje, …».
    pub(super) fn is_named_again(&self, words: &Range<usize>) -> bool {
        let strange = |at: usize| {
            self.tokens.get(at).is_some_and(|token| {
                token.word == 0 && token.gap & HYPHEN == 0 && !token.is(LOUD | ALL_CAPITALS | CAMEL)
            })
        };
        let begins = self
            .tokens
            .get(words.start)
            .is_some_and(|token| token.is(INITIAL));
        words.len() == 2
            && begins
            && words.clone().all(strange)
            && self.is_namelike(words.start)
            && self.times_inside(words.start + 1) > 1
    }

    /// Whether a comma and what somebody is stand at the token, with an article or without.
    pub(super) fn is_apposed(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.gap & COMMA != 0)
            && (self.means(at, TRADE | CHIEF)
                || self.means(at + 1, TRADE | CHIEF)
                || self.means(at + 1, FORMER | VICE) && self.means(at + 2, TRADE | CHIEF))
    }

    fn eastern_given(&self, given: Range<usize>) -> bool {
        given.clone().all(|at| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.len() <= 9 && !token.is(DIGIT | ALL_CAPITALS))
        }) && !given.clone().any(|at| self.means(at, FUNCTION | COMMON))
    }

    /// Whether the capital of the first word is no accident of its place.
    pub(super) fn is_certain_capital(&self, words: &Range<usize>) -> bool {
        let compound = || {
            words.len() > 1
                && self
                    .tokens
                    .get(words.start + 1)
                    .is_some_and(|token| token.gap == HYPHEN && token.is(CAPITAL))
        };
        // Lip-Bu Tan: no sentence's beginning capitalises a second syllable.
        self.tokens.get(words.start).is_some_and(|token| {
            let explained =
                token.is(INITIAL) && !compound() && !self.is_capital_elsewhere(words.start);
            !token.is(LOUD) && !explained
        })
    }

    /// Whether a word for weapons announces `words`, with a nationality between or without: «la
    /// portaerei statunitense Carl Vinson».
    pub(super) fn is_armed(&self, words: &Range<usize>) -> bool {
        self.is_announced(words, WEAPON_HEAD)
    }

    /// Whether the one strange word of `words` tells which missiles or drones are meant: «the Zarkhan missile»,
    /// «un missile balistico Zarkhan».
    fn is_kind_of_weapon(&self, words: &Range<usize>) -> bool {
        if words.len() > 1 || !self.is_strange(words.start) {
            return false;
        }
        if self.languages == ENGLISH {
            let next = words.end;
            return self.is_spaced(next)
                && self.is_small_word(next)
                && extents().named_weapons.has(self.folded(next));
        }
        let quality = words
            .start
            .checked_sub(1)
            .filter(|_| self.is_spaced(words.start));
        let quality = quality.filter(|&at| extents().of_weapons.has(self.folded(at)));
        let head = quality.and_then(|at| at.checked_sub(1).filter(|_| self.is_spaced(at)));
        head.is_some_and(|head| self.means(head, WEAPON_HEAD))
    }

    /// Whether a word for ships that are no weapons announces `words`: «la petroliera Eagle S».
    pub(super) fn is_ship(&self, words: &Range<usize>) -> bool {
        // «il relitto della Costa Perlata»
        let of_wreck = || {
            let of = words
                .start
                .checked_sub(1)
                .filter(|_| self.is_close(words.start));
            let noun = of.and_then(|of| of.checked_sub(1).filter(|_| self.is_spaced(of)));
            of.is_some_and(|of| matches!(self.folded(of), "della" | "dell" | "del"))
                && noun.is_some_and(|noun| extents().of_ships.has(self.folded(noun)))
        };
        self.is_announced(words, VESSEL) || self.languages != ENGLISH && of_wreck()
    }

    /// The capitalised word for ships of which the rest of the English `run` is the name: Space Shuttle
    /// Columbia.
    pub(super) fn vessel_in(&self, run: &Range<usize>) -> Option<usize> {
        let last = run
            .end
            .checked_sub(1)
            .filter(|_| self.languages == ENGLISH)?;
        let noun = COMMON | ORGANISATION_HEAD | ORGANISATION_WORD | NO_ACTOR;
        let plain = |at: usize| self.is_capital(at) && self.is_close(at) && !self.means(at, noun);
        let vessel = (run.start..last).find(|&at| self.means(at, VESSEL))?;
        let loud = (run.clone()).any(|at| self.tokens.get(at).is_none_or(|it| it.is(LOUD)));
        let thing = lists().last_of_things.has(self.folded(last));
        let named = !loud && !thing && (vessel + 1..run.end).all(plain);
        (named && last - vessel <= 3 && !self.hits_at(run.start)).then_some(vessel)
    }

    /// The kind of the ship that letters begin `run` with: HMS Defender, RMS Titanic.
    pub(super) fn ship_by_letters(&self, run: &Range<usize>) -> Option<ActorKind> {
        let letters = self.tokens.get(run.start)?;
        let body = ORGANISATION_HEAD | ORGANISATION_WORD;
        let fits = (2..=3).contains(&run.len())
            && !(run.start + 1..run.end).any(|at| self.means(at, body))
            && letters.is(ALL_CAPITALS)
            && !letters.is(LOUD)
            && self.is_spaced(run.start + 1)
            && !(self.tokens.get(run.start + 1)).is_some_and(|it| it.is(ALL_CAPITALS))
            && !self.hits_at(run.start);
        let word = fits.then(|| self.folded(run.start))?;
        if extents().navy_letters.has(word) {
            Some(ActorKind::Weapon)
        } else {
            (extents().ship_letters.has(word)).then_some(ActorKind::Organisation)
        }
    }

    fn is_announced(&self, words: &Range<usize>, meaning: u64) -> bool {
        let before = words.start.checked_sub(1);
        before.is_some_and(|before| {
            let head = if self.is_adjective(before) {
                before.checked_sub(1)
            } else {
                Some(before)
            };
            head.is_some_and(|head| self.means(head, meaning) && self.is_close(head + 1))
                && self.is_close(words.start)
        })
    }

    /// Lets a place go by its name with what it is, too: «piazza San Pietro».
    pub(super) fn call_with_head(&mut self, who: Option<Who>, words: &Range<usize>) {
        if let Some(who) = who
            && let Some(head) = self.place_head(words.start)
        {
            let name = self.text(&(head..words.end));
            self.call(who, name);
        }
    }

    /// Whether a name of `length` words after the preposition `at` is that of a place. Of several
    /// words, «da», «su» and «tra» lead people more often.
    fn places(&self, at: usize, length: usize) -> bool {
        // «dà vita ad Anglo Teck», «davanti a Lando Norris»
        let life = || {
            at.checked_sub(1).is_some_and(|lead| {
                let person = || {
                    let word = self.folded(lead);
                    matches!(
                        word,
                        "davanti" | "accanto" | "insieme" | "grazie" | "assieme"
                    )
                };
                self.folded(lead) == "vita" || length > 1 && person()
            })
        };
        let lead = length > 1 && matches!(self.folded(at), "da" | "su" | "tra" | "fra" | "over");
        self.means(at, PLACE_PREPOSITION) && !self.means(at, OF) && !lead && !life()
    }

    /// The word for a place before the name at `first`: `piazza`, or that of `piazza del`.
    fn place_head(&self, first: usize) -> Option<usize> {
        let before = first.checked_sub(1).filter(|_| self.is_close(first))?;
        if self.means(before, PLACE_HEAD) {
            return Some(before);
        }
        let mut head = before.checked_sub(1).filter(|_| self.is_close(before))?;
        // «le miniere cilene di Collahuasi»
        if self.is_adjective(head) && self.is_close(head) {
            head = head.checked_sub(1)?;
        }
        let place = self.means(before, OF)
            && self.means(head, PLACE_HEAD)
            && !self.means(head, CHIEF | STATE | TRADE);
        place.then_some(head)
    }

    /// The kind of a name that only what stands before it tells.
    pub(super) fn kind_by_context(&self, words: &Range<usize>) -> ActorKind {
        if let Some(kind) = self.told_kind(words) {
            return kind;
        }
        let before = self.before_in_sentence(words.start);
        let means = |meaning| before.is_some_and(|before| self.means(before, meaning));
        let prosecutor = before.is_some_and(|before| self.is_prosecutor(before));
        let employer = self.is_employer(words.start);
        // Nobody's name in full has an article.
        let article = words.len() > 1 && self.has_article(words.start);
        let plural = words.clone().any(|at| {
            self.tokens
                .get(at)
                .is_some_and(|token| token.is(CAMEL | ALL_CAPITALS))
        });
        if prosecutor {
            ActorKind::Person
        } else if means(ORGANISATION_HEAD | VESSEL) || plural || employer {
            ActorKind::Organisation
        } else if self.is_seat(words.start) || self.is_joined_place(words) {
            ActorKind::Place
        } else if means(WEAPON_HEAD) || self.is_armed(words) || self.is_kind_of_weapon(words) {
            ActorKind::Weapon
        } else if self.place_head(words.start).is_some()
            || before.is_some_and(|before| self.places(before, words.len()))
        {
            ActorKind::Place
        } else if words.len() <= 3 && !article && !self.has_ordinary(words) {
            ActorKind::Person
        } else {
            ActorKind::Organisation
        }
    }

    /// Whether an English word for working leads the name at the token: «lawyers at Linklaters», «head
    /// of research at Quantrix»; «met at Balmoral» leads a place.
    fn is_employer(&self, at: usize) -> bool {
        let back = |from: usize, by: usize| from.checked_sub(by);
        let close = |from: usize| back(from, 1).filter(|_| self.is_close(from));
        let Some(work) = close(at)
            .filter(|&before| self.languages == ENGLISH && self.folded(before) == "at")
            .and_then(close)
        else {
            return false;
        };
        let word = self.folded(work);
        let of = close(work).filter(|&of| self.folded(of) == "of");
        let heads = of.and_then(close).is_some_and(|head| {
            matches!(
                self.folded(head),
                "head" | "director" | "chief" | "professor" | "manager"
            )
        });
        heads || lists().at_work.has_or_plural(word)
    }

    /// Whether the token closes «pubblico ministero», who is a person and no ministry.
    fn is_prosecutor(&self, at: usize) -> bool {
        matches!(self.folded(at), "ministero" | "ministeri")
            && self.is_close(at)
            && at
                .checked_sub(1)
                .is_some_and(|before| matches!(self.folded(before), "pubblico" | "pubblici"))
    }

    /// Whether an office that is held in a place, or what happens in one, leads the name at the token:
    /// «the governor of Boquerón», «il sindaco di Rivisondoli», «il terremoto di Simav».
    fn is_seat(&self, at: usize) -> bool {
        let of = at.checked_sub(1).filter(|_| self.is_close(at));
        let office = of.and_then(|of| of.checked_sub(1).filter(|_| self.is_close(of)));
        of.is_some_and(|of| self.means(of, OF))
            && office.is_some_and(|office| lists().of_places.has(self.folded(office)))
    }
}
