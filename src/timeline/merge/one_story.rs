//! What two reports of different articles gain in likeness because their articles tell one story. Who is
//! in a story, and what each article tells of a time, is known in [`super::story`]; the likeness of
//! what the reports themselves say is left to [`super::alike`].

use super::Told;
use super::alike::{Common, Terms, Weigher, common};
use super::feature::Feature;
use super::marks::Marks;
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
/// A report of no more words is a short notice.
const NOTICE: usize = 6;
/// So many days before an article was published, most of a day is forgotten.
const REMEMBERED: i64 = 60;

impl Weigher<'_> {
    /// What is added where two articles tell one story: the less, the more of the time each of them
    /// tells. Of people whom only one of them names each tells something else, and so do sentences that
    /// have nothing in common, but for short notices of a day of which their articles tell nothing else.
    /// Nothing where it cannot be as much as is `needed`. Each report comes with its place and terms; the
    /// first is marked.
    pub(super) fn same_story(
        &self,
        marks: &mut Marks,
        (first, a, one): (u32, &Told, Terms<'_>),
        (second, b, other): (u32, &Told, Terms<'_>),
        shared: &Common,
        needed: f64,
    ) -> f64 {
        // The quickest questions first: of most pairs they are enough.
        let of_years = a.length.max(b.length) > 186;
        let most = SAME_STORY * if of_years { OF_YEARS } else { 1.0 };
        if most < needed || shared.others_each(one, other) {
            return 0.0;
        }
        let may_be_the_one =
            a.is_of_day() && b.is_of_day() && Self::tell_the_one_thing((a, one), (b, other));
        if !(shared.says_something || may_be_the_one) {
            return 0.0;
        }
        let rivals = self.tellers.rivals(first, a.days(), b.days());
        let rivals = rivals.max(self.tellers.rivals(second, b.days(), a.days()));
        let most = most / rivals as f64;
        if most < needed || !(shared.says_something || rivals == 1) {
            return 0.0;
        }
        // Of most pairs this is enough to know.
        if !marks.may_share_two(&a.story, &b.story) {
            return 0.0;
        }
        most * self.related(&a.story, &b.story)
    }

    /// Whether two reports may tell each in its own words the one thing that is told of a day: they are
    /// short, or of a day so long ago that only one thing of it is remembered, and do not tell of two
    /// kinds of happenings.
    fn tell_the_one_thing(a: (&Told, Terms<'_>), b: (&Told, Terms<'_>)) -> bool {
        let short = |(_, terms): (_, Terms<'_>)| terms.words.len() <= NOTICE;
        let remembered = |(told, _): (&Told, _)| told.is_of_before(REMEMBERED);
        let kind = |(_, terms): (_, Terms<'_>)| terms.tells_kind;
        let may = short(a) && short(b) || remembered(a) && remembered(b);
        may && !(kind(a) && kind(b))
    }

    /// How sure it is that two articles tell one story, from 0 to 1, by whom both of them name.
    fn related(&self, a: &Story, b: &Story) -> f64 {
        let (a, b) = (a.mixed(), b.mixed());
        let least = a.len().min(b.len()) as f64;
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
