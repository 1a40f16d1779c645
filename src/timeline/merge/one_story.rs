//! What two reports of different articles gain in likeness because their articles tell one story. Who is
//! in a story, and what each article tells of a time, is known in [`super::story`]; the likeness of
//! what the reports themselves say is left to [`super::alike`].

use super::alike::{Terms, Weigher, common};
use super::feature::{Feature, Role};
use super::story::Story;

/// What is added, at most, where two articles of one story each tell one thing of a time, and the part
/// of it that is where that is years: much happens in a year.
const SAME_STORY: f64 = 0.3;
const OF_YEARS: f64 = 0.25;
/// Which part of those whom the shorter article names another one names by chance, and which part if
/// both tell one story; and how much of them makes half of the share.
const BY_CHANCE: f64 = 0.1;
const OF_ONE_STORY: f64 = 0.3;
const HALF_STORY: f64 = 0.7;
/// What a word counts for at least that not everybody says who tells of the same time.
const UNCOMMON: f64 = 0.4;
/// A report of no more words is a short notice.
const NOTICE: usize = 6;

impl Weigher<'_> {
    /// What is added where two articles tell one story: the less, the more of the time each of them
    /// tells. Of people whom only one of them names each tells something else, and so do sentences that
    /// have nothing in common, but for short notices of a day of which their articles tell nothing else.
    /// Nothing where it cannot be as much as is `needed`.
    pub(super) fn same_story(&self, first: u32, second: u32, needed: f64) -> f64 {
        let told = |at: u32| self.told.get(at as usize);
        let terms = (self.terms(first), self.terms(second));
        let (Some(a), Some(b), (Some(one), Some(other))) = (told(first), told(second), terms)
        else {
            return 0.0;
        };
        // The quickest questions first: of most pairs they are enough.
        let of_years = a.length.max(b.length) > 186;
        let most = SAME_STORY * if of_years { OF_YEARS } else { 1.0 };
        if most < needed || self.name_others_each(one, other) {
            return 0.0;
        }
        let rivals = self.tellers.rivals(first, a.days(), b.days());
        let rivals = rivals.max(self.tellers.rivals(second, b.days(), a.days()));
        let most = most / rivals as f64;
        if most < needed {
            return 0.0;
        }
        let of_days = a.is_of_day() && b.is_of_day();
        let are_notices = rivals == 1 && of_days && self.are_notices(one, other);
        if !(are_notices || self.say_something_alike(one, other)) {
            return 0.0;
        }
        most * self.related(&a.story, &b.story)
    }

    /// Whether each names a person whom the other does not.
    fn name_others_each(&self, a: Terms<'_>, b: Terms<'_>) -> bool {
        if a.persons == 0 || b.persons == 0 {
            return false;
        }
        let meet = common(a.actors, b.actors).filter(|&actor| actor >= self.persons);
        let meet = meet.count();
        a.persons > meet && b.persons > meet
    }

    /// Whether two reports share a word that not everybody says, or an actor that is no country.
    fn say_something_alike(&self, a: Terms<'_>, b: Terms<'_>) -> bool {
        let said = common(a.words, b.words).any(|word| self.weight(word) >= UNCOMMON);
        said || common(a.actors, b.actors).any(|actor| self.role(actor) != Role::Country)
    }

    /// Whether two reports are so short that either may tell in its own words what the other does,
    /// and do not tell of two kinds of happenings.
    fn are_notices(&self, a: Terms<'_>, b: Terms<'_>) -> bool {
        let short = a.words.len().max(b.words.len()) <= NOTICE;
        short && !(self.tells_kind(a.words) && self.tells_kind(b.words))
    }

    /// How sure it is that two articles tell one story, from 0 to 1, by whom both of them name.
    fn related(&self, a: &Story, b: &Story) -> f64 {
        let (a, b) = (a.mixed(), b.mixed());
        let least = a.len().min(b.len()) as f64;
        // Of most pairs this is enough to know.
        if common(a, b).count() < 2 {
            return 0.0;
        }
        let shared: f64 = common(a, b)
            .map(|mixed| self.numbering.count(Feature::of_mixed(mixed)))
            .map(|count| self.rarities.of(count.max(1)))
            .sum();
        let part = (shared / least - BY_CHANCE) / (OF_ONE_STORY - BY_CHANCE);
        shared / (shared + HALF_STORY) * part.clamp(0.0, 1.0)
    }
}
