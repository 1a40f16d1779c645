//! Organisations of English, which the head word closes, and what «of» and «for» add to it: `Russian
//! Defence Ministry`, `University of Buenos Aires`. They stand in Italian texts, too.

use std::ops::Range;

use super::extents::extents;
use super::lists::lists;
use super::organisations::{FIELDS, MOST_WORDS};
use super::reading::{Reading, Who};
use super::tokens::{APOSTROPHE, CAPITAL, COMMA, DOT, INITIAL, LETTER, LOUD, SPACE};
use crate::actors::dictionary::word::ENGLISH;
use crate::actors::dictionary::words::{
    COMMON, FUNCTION, GIVEN, MINISTRY, NATIONAL_HEAD, NO_ACTOR, OF, ORGANISATION_HEAD,
    ORGANISATION_PART, ORGANISATION_WORD, PLACE_PREPOSITION, PLACE_WORD, TITLE,
};
use crate::actors::{ActorKind, How};

/// How far a name goes to one side of its head.
struct Reach {
    /// The first token, or the one after the last.
    place: usize,
    /// Words that belong to it, the head left out.
    proper: usize,
    /// Whether a nationality, a country or a place belongs to it.
    national: bool,
}

impl Reading<'_> {
    /// The English name of which the token is the head word.
    pub(super) fn english_organisation(&self, head: usize) -> Option<Range<usize>> {
        let token = self.tokens.get(head)?;
        if !token.is(CAPITAL) || token.is(LOUD) {
            return None;
        }
        let word = self.means_in_english(head, ORGANISATION_WORD | ORGANISATION_HEAD | MINISTRY);
        // Lebanese Civil Defense
        let civil = || {
            matches!(self.folded(head), "defense" | "defence")
                && (head.checked_sub(1)).is_some_and(|at| self.folded(at) == "civil")
        };
        let landed = !word && (self.means_in_english(head, NATIONAL_HEAD) || civil());
        let purposed = !word && !landed && self.is_for_a_purpose(head);
        if !(word || landed || purposed) || self.is_after_letter(head) || self.is_known_head(head) {
            return None;
        }
        // Washington Dulles International Airport is a place.
        let place = head + 1;
        let place =
            self.is_spaced(place) && self.is_capital(place) && self.means(place, PLACE_WORD);
        if place && self.languages == ENGLISH && self.folded(head) == "international" {
            return None;
        }
        // Europa League
        let contest = (head.checked_sub(1))
            .is_some_and(|of| self.is_spaced(head) && lists().contests.has(self.folded(of)));
        if contest && self.folded(head) == "league" {
            return None;
        }
        // Benin City
        let land = || {
            let land = head.checked_sub(1).and_then(|at| self.hit_ending(at));
            land.is_some_and(|land| self.is_spaced(head) && self.is_country(land))
        };
        if self.means_in_english(head, PLACE_WORD) && land() {
            return None;
        }
        let begun = self.begins(head, purposed)?;
        let gone = self.goes_on(head);
        let (first, end) = (self.after_another(begun.place, head), gone.place);
        let proper = begun.proper + gone.proper;
        let national = begun.national || gone.national;
        let alone = proper == 0 && !(national && first < head);
        // Pulitzer Center
        let founder = |at: usize| {
            at < head
                && extents().founders.has(self.folded(at))
                && (self.is_school(head) || extents().founded.has(self.folded(head)))
        };
        let thing =
            (first..end).any(|at| self.means(at, NO_ACTOR) && !founder(at)) || landed && !national;
        (!alone && !thing && end - first > 1).then_some(first..end)
    }

    /// Where the body with this head begins, after another of two words that «and» parts from it: «Peel Hunt and
    /// Shore Capital». What has an article is one, and so are the fields of an authority.
    fn after_another(&self, first: usize, head: usize) -> usize {
        let and = (first + 2..head.saturating_sub(1)).find(|&at| self.folded(at) == "and");
        let other = and.filter(|&and| {
            !self.has_article(first)
                && [first, and - 1, and + 1]
                    .iter()
                    .all(|&at| self.is_strange(at))
                && !self.is_company(head)
                && (first..and).all(|at| self.is_capital(at) && !self.means(at, FIELDS | GIVEN))
                && self.is_capital(and + 1)
                && !self.means(and + 1, FIELDS | GIVEN)
        });
        other.map_or(first, |and| and + 1)
    }

    /// Reads to the left of the head, which is for a purpose or not, where the name begins; `None` where a
    /// name of the dictionary there is nobody's in this language.
    fn begins(&self, head: usize, purposed: bool) -> Option<Reach> {
        let mut first = head;
        let mut proper = 0;
        let mut national = false;
        while first > 0 && head - first < MOST_WORDS {
            let before = first - 1;
            // Vera C. Rubin Observatory
            let initial = self
                .tokens
                .get(first)
                .is_some_and(|token| token.gap == DOT | SPACE)
                && self
                    .tokens
                    .get(before)
                    .is_some_and(|token| token.is(LETTER) && token.is(CAPITAL));
            // Coal Mines Officers' Association
            let owned = first == head
                && self
                    .tokens
                    .get(first)
                    .is_some_and(|token| token.gap == APOSTROPHE | SPACE)
                && self.is_capital(before)
                && self.folded(before).ends_with('s')
                && !self.is_inside_hit(before);
            if owned {
                proper += 1;
                first = before;
                continue;
            }
            if first == head
                && let Some(owner) = self.owner_of_house(before, head)
            {
                proper += 1;
                first = owner;
                break;
            }
            if !self.is_close(first) && !initial {
                break;
            }
            if let Some(hit) = self.hit_ending(before) {
                let alias = self.aliases(&hit).next()?;
                let kind = self.kind(Who::Known(alias.actor));
                // Northern Liberation Movement, whatever paper is called Libération.
                if kind == ActorKind::Organisation
                    && alias.unsure
                    && hit.end == hit.first + 1
                    && self.is_certain(hit.first)
                    && !self.is_claimed(hit.first)
                {
                    proper += 1;
                    first = hit.first;
                    continue;
                }
                let spaced = self.is_spaced(first);
                // China National Space Administration, Johnson Space Center
                let owner = match kind {
                    ActorKind::Place => true,
                    ActorKind::Country => !hit
                        .first
                        .checked_sub(1)
                        .is_some_and(|before| self.means(before, PLACE_PREPOSITION)),
                    // Thales Alenia Space
                    ActorKind::Organisation => {
                        hit.end == hit.first + 1 && (proper > 0 || self.is_school(head))
                    }
                    ActorKind::Person => {
                        // The Trump Administration is the government of a country.
                        let own = !matches!(self.folded(head), "administration" | "party");
                        (alias.short || self.is_school(head))
                            && own
                            && !self
                                .tokens
                                .get(hit.first)
                                .is_some_and(|token| token.is(INITIAL))
                    }
                    _ => false,
                };
                // «the pro-Brexit Party», «the Biden-Harris Administration»
                let fits = (alias.how == How::Adjective && self.is_capital(hit.first)
                    || owner && alias.how == How::Name && spaced)
                    && !self.is_joined(hit.first);
                if fits && !self.is_claimed(hit.first) {
                    national = true;
                    first = hit.first;
                    // John Carter Ltd
                    let given = first
                        .checked_sub(1)
                        .filter(|_| owner && hit.end == hit.first + 1 && self.is_spaced(hit.first));
                    if let Some(given) = given.filter(|&at| {
                        self.means(at, GIVEN) && self.is_capital(at) && !self.is_claimed(at)
                    }) {
                        first = given;
                        break;
                    }
                    // Royal Swedish Academy
                    let crown = first.checked_sub(1).filter(|_| self.is_close(first));
                    if let Some(crown) = crown.filter(|&at| {
                        self.is_capital(at) && lists().before_nations.has(self.folded(at))
                    }) {
                        first = crown;
                    }
                    // Borusan Istanbul Philharmonic Orchestra
                    let brand = first
                        .checked_sub(1)
                        .filter(|&brand| owner && self.is_spaced(first) && self.is_strange(brand));
                    if let Some(brand) = brand.filter(|&brand| {
                        self.is_certain(brand) && !self.is_claimed(brand) && !self.is_led(brand)
                    }) {
                        first = brand;
                    }
                }
                break;
            }
            // King's College Hospital, Information Commissioner's Office
            if let Some(owner) = self.office_owner(before) {
                proper += 1;
                first = owner;
                continue;
            }
            let connective = matches!(self.folded(before), "and" | "of" | "for")
                && before > 0
                && self.is_capital(before - 1)
                && self.is_close(before)
                && proper > 0
                && (self.is_certain(before - 1)
                    || self.means(before - 1, FIELDS)
                    || self.is_part_of_bodies(before - 1));
            // «Judge Ann Green of State Superior Court»
            if connective && self.closes_a_person(before - 1) {
                break;
            }
            if connective && !self.hits_ending(before - 1) {
                first = before;
                continue;
            }
            // The Communist Party
            let creed = first == head && self.folded(head) == "party" && self.is_creed(before);
            // Tata Consultancy Services begins a sentence, too.
            // Peter Marsh Holdings
            let given = proper == 1 && self.means(before, GIVEN) && !self.means(before, COMMON);
            let opens = proper > 0
                && (given || !self.means(before, u64::MAX) && self.is_namelike(before))
                && self.is_capital(before)
                && self
                    .tokens
                    .get(before)
                    .is_some_and(|token| !token.is(LOUD | LETTER));
            let part = self.is_part_of_bodies(before) || opens;
            // General Coordination for Displaced Persons
            let general = self.folded(before) == "general" && !self.is_strange(first);
            let whole = general && matches!(self.folded(head), "hospital" | "assembly" | "council");
            let plain = self.is_certain(before) && !self.means(before, FUNCTION | TITLE)
                || creed
                || part
                || general && (purposed || whole) && self.is_capital(before);
            let field = self.is_capital(before) && self.means(before, FIELDS);
            // Black Panther Party; Jet Propulsion Laboratory, in an Italian text
            let common = proper > 0
                && self.is_creed(before)
                && (self.languages != ENGLISH
                    || extents().first_of_bodies.has(self.folded(before)));
            // Make-A-Wish Foundation
            let joint = self.is_joined(first)
                && self.is_joined(before)
                && proper > 0
                && self.tokens.get(before).is_some_and(|it| it.is(LETTER));
            // «the National Museum Steven F. Udvar-Hazy Center»
            let another = proper > 0
                && self.means(first, GIVEN)
                && self.means_in_english(before, ORGANISATION_WORD)
                && self.is_spaced(first);
            if another {
                break;
            }
            let plain = plain || common || joint;
            if self.is_capital(before) && (plain || field) {
                proper += 1;
                first = before;
            } else {
                break;
            }
        }
        if first < head {
            first = self.before_body(first);
            // North Yorkshire Police
            let side = first.checked_sub(1).filter(|_| self.is_spaced(first));
            let side = side.filter(|&at| {
                self.is_capital(at) && extents().sides.has(self.folded(at)) && !self.is_claimed(at)
            });
            first = side.unwrap_or(first);
        }
        Some(Reach {
            place: first,
            proper,
            national,
        })
    }

    /// Reads to the right of the head where the name ends: other words for bodies, a town, what «of» and
    /// «for» lead.
    fn goes_on(&self, head: usize) -> Reach {
        let mut end = head + 1;
        let (mut proper, mut national) = (0, false);
        while self.is_close(end)
            && self.is_capital(end)
            && (self.means_in_english(end, ORGANISATION_WORD)
                || matches!(self.folded(end), "executive" | "trust")
                || self.is_closing_pair(end))
        {
            end += 1;
            proper += 1;
        }
        // Imperial College London
        if self.is_school(head)
            && self.is_spaced(end)
            && let Some(hit) = self.hit_at(end).filter(|hit| self.is_land(*hit))
        {
            end = hit.end;
            proper += 1;
        }
        // University of Buenos Aires, Center for Strategic and International Studies
        let joint = matches!(self.folded(end), "against" | "on" | "to")
            && self.is_capital(end + 1)
            && !self.hits_at(end + 1)
            && !self.means_in_english(end + 1, COMMON)
            && !self.is_joined(end + 2);
        if self.is_close(end) && (joint || self.means_in_english(end, OF)) {
            let mut next = end + 1;
            if self.folded(next) == "the" {
                next += 1;
            }
            let mut last = end;
            while self.is_close(next) && next - head < MOST_WORDS {
                // «the University of Texas Arlington Amneh Jafari»: a name of two words is another's.
                let strange = |at: usize| {
                    self.is_capital(at) && self.is_strange(at) && !self.is_inside_hit(at)
                };
                let other = national && last == next && strange(next) && {
                    let mut past = next + 1;
                    while self.is_spaced(past) && strange(past) {
                        past += 1;
                    }
                    past > next + 1 && !self.is_part_of_run(past)
                };
                if other {
                    break;
                }
                if let Some(hit) = self.hit_at(next).filter(|_| !self.is_adjective(next)) {
                    // «plays in the Super League for FC Basel»
                    let plays = lists().played_for.has(self.folded(head));
                    if plays && self.folded(end) == "for" {
                        break;
                    }
                    last = hit.end;
                    national = true;
                    next = hit.end;
                } else if self.is_capital(next)
                    && (!self.means(next, GIVEN | FUNCTION)
                        || self.is_close(next + 1)
                            && self.is_capital(next + 1)
                            && self.means_in_english(next + 1, FIELDS | ORGANISATION_WORD))
                    && !self.is_commander(head, next)
                {
                    last = next + 1;
                    next += 1;
                } else if matches!(self.folded(next), "of" | "for")
                    && last == next
                    && self.folded(next + 1) == "the"
                    && self.is_close(next + 1)
                    && self.is_close(next + 2)
                    && self.is_capital(next + 2)
                    && !self.is_inside_hit(next + 2)
                {
                    // Office for the Protection of the Constitution
                    next += 2;
                    last = next;
                } else if matches!(self.folded(next), "and" | "of")
                    && last == next
                    && self.is_capital(next + 1)
                    && self.hit_at(next + 1).is_none_or(|hit| {
                        // Nature is a magazine, too.
                        self.folded(next) == "of" && !self.is_land(hit) && !self.hit_is_person(hit)
                    })
                {
                    next += 1;
                } else {
                    break;
                }
            }
            if last > end {
                proper += 1;
                end = self.campus(head, last).unwrap_or(last);
                end = self.listed(head, end).unwrap_or(end);
            }
        }
        Reach {
            place: end,
            proper,
            national,
        }
    }

    /// Whether the capitalised token goes on with what stands before it.
    fn is_part_of_run(&self, at: usize) -> bool {
        self.is_spaced(at) && self.is_capital(at)
    }

    /// Whether the token closes with the one before it what this one alone does not: School District.
    fn is_closing_pair(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| {
            extents().closing_seconds.has(self.folded(at))
                && extents().closing_firsts.has(self.folded(before))
        })
    }

    /// Whether the token is a common word that names of bodies have before their head: the House
    /// Transportation Committee, the Spanish Air Force, the West Virginia Water Board.
    fn is_part_of_bodies(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| token.is(CAPITAL) && !token.is(INITIAL | LOUD))
            && self.means_in_english(at, ORGANISATION_PART)
    }

    /// Where the list ends of what a department or a union is for: Department for Environment, Food and Rural
    /// Affairs.
    fn listed(&self, head: usize, comma: usize) -> Option<usize> {
        let listing = lists().listing_heads.has(self.folded(head));
        let item = |at: usize| {
            self.is_capital(at)
                && !self.is_inside_hit(at)
                && !self.is_claimed(at)
                && !self.means(at, GIVEN | TITLE | FUNCTION)
        };
        let mut at = comma;
        let mut more = listing && at - head <= 4;
        while more && at - head < MOST_WORDS {
            let apart = self.is_after_comma(at);
            let last = self.folded(at) == "and";
            if !(apart || last && self.is_spaced(at) && at > comma) {
                return None;
            }
            at += usize::from(last);
            let first = at;
            while item(at) && (at == first || self.is_spaced(at)) && at - first < 3 {
                at += 1;
            }
            // «…, Enbridge and Kestrel signed»: who is no field signs with the department.
            let field = |at: usize| {
                self.means_in_english(at, FIELDS | ORGANISATION_WORD | COMMON)
                    || lists().of_departments.has(self.folded(at))
            };
            if at == first || !field(at - 1) {
                return None;
            }
            more = !last;
        }
        (at > comma && !more).then_some(at)
    }

    /// The end of the campus that a comma parts from the university of a state: University of California,
    /// Irvine.
    fn campus(&self, head: usize, comma: usize) -> Option<usize> {
        let state = comma
            .checked_sub(1)
            .is_some_and(|state| lists().campus_states.has(self.folded(state)));
        let token = self.tokens.get(comma)?;
        let apart = token.gap == COMMA | SPACE && self.is_capital(comma);
        // «the University of Illinois, Smith said»
        let campus = self.hit_at(comma).map_or(comma + 1, |hit| hit.end);
        let closed = (self.tokens.get(campus)).is_none_or(|next| next.gap != SPACE)
            || self.means(campus, FUNCTION);
        let fits = state && apart && closed && self.folded(head) == "university";
        (fits && !self.means(comma, GIVEN)).then_some(campus)
    }

    /// Whether the head closes the name of a part of a university or a hospital, which is called by its
    /// acronym or its short name: Yale School of Public Health.
    fn is_school(&self, head: usize) -> bool {
        lists().schools.has(self.folded(head))
    }

    /// Whether whoever leads the armed or political body of `head` begins at the token: «the Armed Forces
    /// of General X», «the Liberation Movement of Minni Minnawi».
    fn is_commander(&self, head: usize, at: usize) -> bool {
        let led = lists().led.has(self.folded(head));
        let strange = |at: usize| {
            self.is_capital(at) && self.tokens.get(at).is_some_and(|token| token.word == 0)
        };
        led && (self.means(at, TITLE) || strange(at) && self.is_close(at + 1) && strange(at + 1))
    }
}
