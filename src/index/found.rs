//! What was found in an article, and how the catalogue holds it: in as few bytes as it needs, its own or
//! those of the file in which it is kept. Who is named is told by numbers of the roster.

use super::entries::Entry;
use super::times::Times;
use super::together::NEXT;
use crate::actors::ActorId;
use crate::actors::roster::Number;
use crate::edtf::Edtf;
use crate::text::bytes::{Bytes, Left, put, put_all};
use crate::timeline::Report;
use crate::timeline::packed::{Key, Terms, date, pack, put_date};

/// What was found in an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Whom it names and how often, the most often named first.
    pub actors: Vec<(ActorId, u32)>,
    /// How many of these mentions are not sure, of whom any is: their places in `actors`, in order.
    pub unsure: Vec<(u32, u32)>,
    /// The dates in its text and how often each occurs, the commonest first.
    pub dates: Vec<(Edtf, u32)>,
    /// What it tells, in the order of the text.
    pub reports: Vec<Report>,
    /// Who is named in the same paragraph: places in `actors`, each paragraph's once and in order,
    /// [`NEXT`] between paragraphs.
    pub passages: Box<[u16]>,
    /// Whether it names actors more often than was counted.
    pub more: bool,
}

impl Findings {
    /// The bytes in which the catalogue holds it, those of what it tells apart; `number` gives the
    /// number of whom it names, and `terms` those of what it says.
    #[must_use]
    pub(super) fn packed(
        &self,
        number: &mut dyn FnMut(&ActorId) -> Number,
        terms: &mut Terms,
    ) -> (Bytes, Bytes) {
        let mut dates = Vec::new();
        for (date, count) in &self.dates {
            put_date(&mut dates, date);
            put(&mut dates, *count);
        }
        let mut actors = Vec::new();
        let mut unsure = self.unsure.iter().peekable();
        for (place, (actor, count)) in (0..).zip(&self.actors) {
            put(&mut actors, number(actor));
            let unsure = unsure.next_if(|(at, _)| *at == place);
            let unsure = unsure.map_or(0, |&(_, unsure)| unsure);
            // Most are all sure, which one bit tells.
            put(&mut actors, count << 1 | u32::from(unsure > 0));
            if unsure > 0 {
                put(&mut actors, unsure);
            }
        }
        let mut bytes = Vec::new();
        put_all(&mut bytes, &dates);
        put_all(&mut bytes, &actors);
        put(&mut bytes, u32::from(self.more));
        for &place in &self.passages {
            // 0 stands between paragraphs.
            put(&mut bytes, place.wrapping_add(1));
        }
        let found = bytes.len();
        bytes.extend(pack(&self.reports, number, terms));
        let all = Bytes::from(bytes);
        (all.part(0, found), all.part(found, all.len()))
    }

    /// Everyone who is named.
    pub(super) fn everyone(&self) -> impl Iterator<Item = &ActorId> {
        let told = self.reports.iter().flat_map(|report| &*report.actors);
        self.actors.iter().map(|(actor, _)| actor).chain(told)
    }
}

/// Whom the bytes of an article name, by their numbers, and how often.
pub(super) fn actors(found: &[u8]) -> impl Iterator<Item = (Number, Times)> + use<'_> {
    let mut left = Left(found);
    let actors = left.all().and_then(|_| left.all());
    let mut left = Left(actors.unwrap_or_default());
    std::iter::from_fn(move || {
        let (actor, count): (_, u32) = left.number().zip(left.number())?;
        let unsure = if count & 1 == 1 { left.number()? } else { 0 };
        Some((actor, Times::new(count >> 1, unsure)))
    })
}

impl<'a> Entry<'a> {
    /// Whom it names, by their numbers in the roster of its catalogue, and how often, the most often
    /// named first.
    pub fn actors(&self) -> impl Iterator<Item = (Number, u32)> + use<'a> {
        let times = self.times();
        times.map(|(actor, times)| (actor, times.mentions()))
    }

    /// The same with how many of the mentions are not sure.
    pub fn times(&self) -> impl Iterator<Item = (Number, Times)> + use<'a> {
        actors(self.found())
    }

    /// The dates in its text and how often each occurs, the commonest first.
    pub fn dates(&self) -> impl Iterator<Item = (Edtf, u32)> + use<'a> {
        let mut left = Left(Left(self.found()).all().unwrap_or_default());
        std::iter::from_fn(move || date(&mut left).zip(left.number()))
    }

    /// Whether it names actors more often than [`crate::actors::find::MOST_MENTIONS`], up to which they are
    /// counted.
    #[must_use]
    pub fn names_more(&self) -> bool {
        self.past_actors().1
    }

    /// What is left after those whom it names, and whether these are not all.
    fn past_actors(&self) -> (Left<'a>, bool) {
        let mut left = Left(self.found());
        let _before = left.all().and_then(|_| left.all());
        let more = left.number().unwrap_or(0_u32) != 0;
        (left, more)
    }

    /// Who is named in the same paragraph: places among [`Self::actors`], each paragraph's once and in
    /// order, [`NEXT`] between paragraphs.
    #[must_use]
    pub fn passages(&self) -> Box<[u16]> {
        let (mut left, _) = self.past_actors();
        let place = |place: u16| place.checked_sub(1).unwrap_or(NEXT);
        std::iter::from_fn(move || left.number().map(place)).collect()
    }

    /// What was found in it; `key` is that of its catalogue.
    #[must_use]
    pub fn findings(&self, key: Key<'_>) -> Findings {
        let actors = self.actors();
        let unsure = (0..).zip(self.times().map(|(_, times)| times.unsure()));
        Findings {
            unsure: unsure.filter(|&(_, unsure)| unsure > 0).collect(),
            actors: actors
                .map(|(actor, count)| (ActorId(key.roster.id(actor).into()), count))
                .collect(),
            dates: self.dates().collect(),
            reports: self.told().as_packed(key).collect(),
            passages: self.passages(),
            more: self.names_more(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::actors::dictionary::Dictionary;
    use crate::actors::roster::Roster;
    use crate::corpus::seeds;
    use crate::index::annotate;
    use crate::index::entries::{Entries, Fresh};

    #[test]
    fn what_is_held_is_what_was_found() {
        let (mut roster, mut terms) = (Roster::default(), Terms::default());
        for article in seeds::articles() {
            let annotated =
                annotate::annotate(article, Dictionary::embedded(), jiff::civil::Date::MAX).0;
            let findings = annotate::findings(&annotated);
            assert!(!findings.reports.is_empty() && findings.passages.contains(&NEXT));
            let (found, told) = findings.packed(&mut |id| roster.intern(id), &mut terms);
            let fresh = Fresh {
                head: Arc::new(annotated.article.head.clone()),
                found,
                told,
                length: 0,
            };
            let entries = Entries::fresh([fresh].into_iter());
            let entry = entries.first().unwrap();
            let key = Key {
                roster: &roster,
                terms: &terms,
            };
            assert_eq!(entry.findings(key), findings);
        }
    }
}
