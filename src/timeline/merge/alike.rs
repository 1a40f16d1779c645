//! How alike two reports are, and how alike they must be to tell of one event. Which pairs are compared
//! is for [`super::candidates`]. The likeness, from 0 to 1, is the sum of two shares (see [`Weigher::alike`]):
//!
//! * actors, up to `ACTORS`: a person counts for more than an organisation, a place or a weapon,
//!   and these for more than a country; everybody for less the more reports name them;
//! * words, up to `WORDS`: a stem counts for less the more reports hold it.
//!
//! Each share grows with how much is common, and with the part that this is of the shorter report,
//! so that one line about a summit joins the paragraph about it. It is lowered where each report
//! names a person whom the other does not (`CONFLICT`), raised where both speak of the same noun of the
//! same actor, the invasion of a country (`SAME_NOUN`), and raised a little where both tell of the
//! same kind of happening (`SAME_KIND`) and inside one article, which comes back to what it tells
//! (`SAME_ARTICLE`). It is lowered where both tell of two kinds of
//! happenings and share nothing but one actor (`OTHER_KIND`), and where one article tells of visits to
//! two places (`ELSEWHERE`). It is raised where a sentence goes on with what the one before it tells
//! (`NEXT`), and where two articles tell one story (see [`super::one_story`]). Dates have to agree, but
//! for what happens to somebody once and two articles tell a day apart (`disagree`). The least that
//! joins is in `enough`.
//!
//! Actors and words are numbers here, in their order, with what they count for worked out once, from
//! what is told in the same stretch of time: how rare something is elsewhere does not matter.

use super::super::language;
use super::Told;
use super::feature::{Feature, LOCAL, Numbering, Rarities, Role, Weight};
use super::marks::Marks;
use super::story::Tellers;
use crate::dates::Anchor;

/// The most that actors, and that words, add to how alike two reports are.
const ACTORS: f64 = 0.55;
const WORDS: f64 = 0.45;
/// What actors add where one report names none.
const NOBODY: f64 = 0.08;
/// What is taken away where each report names a person whom the other does not: all, where they
/// share nobody; less where they share somebody.
const CONFLICT: f64 = 0.3;
/// What is added where both speak of the same noun of the same actor: the invasion of a country.
const SAME_NOUN: f64 = 0.2;
/// What is added where both tell of the same kind of happening, name somebody in common, and do not
/// name others each.
const SAME_KIND: f64 = 0.06;
/// What is added inside one article.
const SAME_ARTICLE: f64 = 0.06;
/// What is taken away where both tell what kind of thing happened, and share no word and at most one
/// actor.
const OTHER_KIND: f64 = 0.1;
/// What is taken away where one article tells of visits to two places.
const ELSEWHERE: f64 = 0.3;
/// What is added where a sentence goes on with what the one before it tells of a day.
const NEXT: f64 = 0.18;
/// What a word counts for at least that not everybody says who tells of the same time.
const UNCOMMON: f64 = 0.4;
/// How much of shared actors, and of shared words, makes half of the share.
const HALF_ACTORS: f64 = 2.5;
const HALF_WORDS: f64 = 1.5;

/// What a report is compared by: the numbers of its words and of its actors, and their weights.
#[derive(Clone, Copy, Default)]
pub(super) struct Terms<'a> {
    pub(super) words: &'a [u32],
    pub(super) actors: &'a [u32],
    words_total: f64,
    actors_total: f64,
    /// How many of the actors are persons.
    pub(super) persons: usize,
    /// Whether its words tell what kind of thing happened.
    pub(super) tells_kind: bool,
}

/// What a report has of the lists of all.
#[derive(Clone, Copy, Default)]
struct Span {
    start: u32,
    actors: u32,
    end: u32,
    persons: u32,
    tells_kind: bool,
    words_total: f64,
    actors_total: f64,
}

/// What actors and words count for, and the reports of a stretch of time that are told in these
/// terms.
pub(super) struct Weigher<'a> {
    pub(super) told: &'a [Told],
    spans: Vec<Span>,
    /// The numbers of what each report has, in order.
    numbers: Vec<u32>,
    /// By number.
    pub(super) weights: Vec<Weight>,
    /// From this number on they are of persons.
    pub(super) persons: u32,
    pub(super) numbering: Numbering,
    pub(super) rarities: Rarities,
    pub(super) tellers: Tellers,
}

/// What two reports have in common.
#[derive(Default)]
pub(super) struct Common {
    /// What the actors that both name, and the words that both hold, count for.
    actors_weight: f64,
    words_weight: f64,
    /// How many actors both name, and how many of these are persons.
    actors: usize,
    persons: usize,
    /// Whether both name a place, speak of the same noun of the same actor, tell of a visit, and of the
    /// same kind of happening.
    place: bool,
    noun: bool,
    visit: bool,
    kind: bool,
    /// Whether both hold a word that not everybody says, or name an actor that is no country.
    pub(super) says_something: bool,
}

impl Common {
    /// Whether each names a person whom the other does not.
    pub(super) const fn others_each(&self, a: Terms<'_>, b: Terms<'_>) -> bool {
        a.persons > self.persons && b.persons > self.persons
    }
}

/// What two reports share of something, and the part that this is of the shorter one.
struct Share {
    shared: f64,
    part: f64,
}

impl Share {
    fn new(shared: f64, a: f64, b: f64) -> Self {
        let least = a.min(b);
        Self {
            shared,
            part: if least > 0.0 { shared / least } else { 0.0 },
        }
    }

    fn up_to(&self, most: f64, half: f64) -> f64 {
        most * self.shared / (self.shared + half) * (0.5 + 0.5 * self.part)
    }
}

impl<'a> Weigher<'a> {
    /// What is told in one stretch of time, in order.
    pub(super) fn new(told: &'a [Told]) -> Self {
        let mut numbering = Numbering::for_so_many(told.len());
        let mut numbers = Vec::with_capacity(told.len() * 10);
        let mut spans = Vec::with_capacity(told.len());
        let end = |numbers: &[u32]| u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        for told in told {
            let start = end(&numbers);
            let words = told.report.words.iter();
            numbers.extend(words.map(|word| numbering.number(Feature::word(word.number()))));
            let actors = end(&numbers);
            for actor in &*told.report.actors {
                let number = numbering.number(Feature::actor(actor));
                // What is a place in one sentence and an organisation in the next is one.
                let known = numbers.get(actors as usize..).unwrap_or_default();
                if !known.contains(&number) {
                    numbers.push(number);
                }
            }
            spans.push(Span {
                start,
                actors,
                end: end(&numbers),
                ..Span::default()
            });
        }
        let rarities = Rarities::among(told.len());
        let weights = numbering.weights(&rarities);
        let first_of = numbering.first_of();
        let weight = |number: u32| {
            weights
                .get(number as usize)
                .map_or(0.0, |known| known.weight)
        };
        for number in &mut numbers {
            let kind = first_of.get((*number >> LOCAL) as usize);
            *number = (*number & ((1 << LOCAL) - 1)) + kind.copied().unwrap_or_default();
        }
        let [.., persons] = first_of;
        let is_kind = |&number: &u32| {
            let known = weights.get(number as usize);
            known.is_some_and(|known| known.role.is_kind())
        };
        for span in &mut spans {
            if let Some(words) = numbers.get_mut(span.start as usize..span.actors as usize) {
                words.sort_unstable();
                span.tells_kind = words.iter().any(is_kind);
                span.words_total = words.iter().map(|&number| weight(number)).sum();
            }
            if let Some(named) = numbers.get_mut(span.actors as usize..span.end as usize) {
                named.sort_unstable();
                span.actors_total = named.iter().map(|&number| weight(number)).sum();
                let people = named.iter().filter(|&&number| number >= persons);
                span.persons = u32::try_from(people.count()).unwrap_or(u32::MAX);
            }
        }
        Self {
            told,
            spans,
            numbers,
            weights,
            persons,
            numbering,
            rarities,
            tellers: Tellers::new(told),
        }
    }

    pub(super) fn terms(&self, place: u32) -> Option<Terms<'_>> {
        let span = self.spans.get(place as usize)?;
        let numbers = |from: u32, to: u32| self.numbers.get(from as usize..to as usize);
        Some(Terms {
            words: numbers(span.start, span.actors)?,
            actors: numbers(span.actors, span.end)?,
            words_total: span.words_total,
            actors_total: span.actors_total,
            persons: span.persons as usize,
            tells_kind: span.tells_kind,
        })
    }

    pub(super) fn role(&self, number: u32) -> Role {
        (self.weights.get(number as usize)).map_or(Role::None, |known| known.role)
    }

    /// What one report is compared by, marked; of none yet.
    pub(super) fn marks(&self) -> Marks {
        Marks::new(self.weights.len())
    }

    /// Marks what the report at `place` is compared by.
    pub(super) fn mark(&self, marks: &mut Marks, place: u32) {
        marks.set(place, |place| {
            let terms = self.terms(place).unwrap_or_default();
            [terms.words, terms.actors]
        });
    }

    /// What another report has in common with the one that is marked.
    fn in_common(&self, marks: &Marks, other: Terms<'_>) -> Common {
        let mut shared = Common::default();
        for actor in marks.common(other.actors) {
            let Some(actor_of) = self.weights.get(actor as usize) else {
                continue;
            };
            shared.actors_weight += actor_of.weight;
            shared.actors += 1;
            shared.persons += usize::from(actor >= self.persons);
            shared.place |= actor_of.role == Role::Place;
            shared.says_something |= actor_of.role != Role::Country;
        }
        for word in marks.common(other.words) {
            let Some(word) = self.weights.get(word as usize) else {
                continue;
            };
            shared.words_weight += word.weight;
            shared.noun |= word.role == Role::OfSomebody;
            shared.visit |= word.role == Role::Visit;
            shared.kind |= word.role.is_kind();
            shared.says_something |= word.weight >= UNCOMMON;
        }
        shared
    }

    /// How alike two reports are that have so much in common, from 0 to about 1; `within` one article
    /// or not.
    fn alike(&self, a: Terms<'_>, b: Terms<'_>, shared: &Common, within: bool) -> f64 {
        let named = if a.actors.is_empty() || b.actors.is_empty() {
            NOBODY
        } else {
            Share::new(shared.actors_weight, a.actors_total, b.actors_total)
                .up_to(ACTORS, HALF_ACTORS)
        };
        let words = Share::new(shared.words_weight, a.words_total, b.words_total);
        let mut alike = named + words.up_to(WORDS, HALF_WORDS);
        if shared.others_each(a, b) {
            let meet = shared.persons > 0;
            alike -= if meet { CONFLICT / 2.0 } else { CONFLICT };
        } else if shared.kind && shared.actors > 0 {
            alike += SAME_KIND;
        }
        if shared.noun {
            alike += SAME_NOUN;
        }
        let alone = shared.actors < 2 && shared.words_weight <= 0.0;
        if alone && a.tells_kind && b.tells_kind {
            alike -= OTHER_KIND;
        }
        if within {
            let is_place = |&actor: &u32| self.role(actor) == Role::Place;
            let places = || a.actors.iter().any(is_place) && b.actors.iter().any(is_place);
            let elsewhere = shared.visit && !shared.place && places();
            alike += if elsewhere { -ELSEWHERE } else { SAME_ARTICLE };
        }
        alike
    }

    /// Whether two reports may tell of the same thing, by where they stand and by their dates.
    pub(super) fn may_be_one(&self, first: u32, second: u32) -> bool {
        let told = |at: u32| self.told.get(at as usize);
        let (Some(a), Some(b)) = (told(first), told(second)) else {
            return false;
        };
        !a.is_of_sentence(b) && (a.agrees(b) || self.disagree(first, second))
    }

    /// By how much two reports that may be one, the first of which is marked, are more alike than they
    /// have to be, which need not be exact below `least`; `None` where there are no such reports.
    pub(super) fn more_than_enough(
        &self,
        marks: &mut Marks,
        second: u32,
        least: f64,
    ) -> Option<f64> {
        let first = marks.place();
        let told = |at: u32| self.told.get(at as usize);
        let (a, b) = (told(first)?, told(second)?);
        // The same sentence, word for word.
        if a.says_the_same(b) {
            return Some(1.0);
        }
        let (one, other) = (self.terms(first)?, self.terms(second)?);
        let shared = self.in_common(marks, other);
        let within = a.article() == b.article();
        let more = self.alike(one, other, &shared, within) - enough(a, b);
        Some(if within {
            more + if self.goes_on(first, second) {
                NEXT
            } else {
                0.0
            }
        } else {
            let told = (first, a, one);
            more + self.same_story(marks, told, (second, b, other), &shared, least - more)
        })
    }

    /// Whether one of two reports of an article stands in the sentence after the other, tells of the
    /// same day, brings nobody new, and speaks of the same: by a word, an actor, or by what refers back.
    fn goes_on(&self, first: u32, second: u32) -> bool {
        let told = |at: u32| self.told.get(at as usize);
        let (Some(a), Some(b)) = (told(first), told(second)) else {
            return false;
        };
        let is_after = a.is_followed_by(b);
        let (before, after) = if is_after {
            (first, second)
        } else if b.is_followed_by(a) {
            (second, first)
        } else {
            return false;
        };
        let (Some(before), Some(after)) = (self.terms(before), self.terms(after)) else {
            return false;
        };
        let meet = common(before.actors, after.actors).count();
        if a.days() != b.days() || meet < after.actors.len() {
            return false;
        }
        let second = if is_after { &b.report } else { &a.report };
        meet > 0
            || common(before.words, after.words).next().is_some()
            || language::goes_on(&second.title)
            || matches!(second.anchor, Anchor::Previous | Anchor::Same)
    }

    /// Whether two articles tell of what happens to somebody once, one a day after the other: they
    /// disagree on the day.
    fn disagree(&self, first: u32, second: u32) -> bool {
        let told = |at: u32| self.told.get(at as usize);
        let (Some(a), Some(b)) = (told(first), told(second)) else {
            return false;
        };
        if a.article() == b.article() || !a.is_next_to(b) {
            return false;
        }
        let (Some(a), Some(b)) = (self.terms(first), self.terms(second)) else {
            return false;
        };
        let meet = common(a.actors, b.actors).filter(|&actor| actor >= self.persons);
        let meet = meet.count();
        let once = |word| self.role(word) == Role::Once;
        meet > 0 && a.persons == meet && b.persons == meet && common(a.words, b.words).any(once)
    }
}

/// How alike reports must be to tell of one event: the vaguer the dates, the more.
fn enough(a: &Told, b: &Told) -> f64 {
    let lengths = (a.length.min(b.length), a.length.max(b.length));
    match lengths {
        (_, 1) => 0.18,
        (_, ..=8) => 0.22,
        (..=8, ..=62) => 0.28,
        (_, ..=62) => 0.30,
        (..=62, _) => 0.42,
        _ => 0.40,
    }
}

/// What two sorted lists share.
pub(super) fn common<'a, T: Copy + Ord>(a: &'a [T], b: &'a [T]) -> impl Iterator<Item = T> + 'a {
    let (mut a, mut b) = (a, b);
    std::iter::from_fn(move || {
        loop {
            let (&[one, ref left @ ..], &[other, ref right @ ..]) = (a, b) else {
                return None;
            };
            if one <= other {
                a = left;
            }
            if other <= one {
                b = right;
            }
            if one == other {
                return Some(one);
            }
        }
    })
}
