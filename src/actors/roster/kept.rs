//! The roster in the form in which it is kept: pieces of bytes, which are looked at as they are.

use serde::{Deserialize, Serialize};

use super::tables::{ByHash, Number, Numbered};
use super::{More, Roster};
use crate::text::bytes::Bytes;
use crate::text::columns::{Places, joined, parted};
use crate::text::hash::Seed;
use crate::text::numbers::Numbers;
use crate::text::texts::Texts;

/// What only few actors have.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Rest {
    seed: Seed,
    more: Numbered<More>,
    lone: Numbered<u64>,
    rare: Vec<Number>,
    merged: Numbered<Number>,
    also_meant: Numbered<Vec<Number>>,
}

impl Roster {
    /// The form in which it is kept; its offices and whom the reader has hidden are not.
    ///
    /// # Errors
    ///
    /// Where it has no such form.
    pub fn kept(&self) -> Result<Vec<u8>, postcard::Error> {
        let rest = Rest {
            seed: self.seed,
            more: (*self.more).clone(),
            lone: (*self.lone).clone(),
            rare: self.rare.clone(),
            merged: (*self.merged).clone(),
            also_meant: (*self.also_meant).clone(),
        };
        let mut known = Numbers::default();
        for number in 0..self.numbers() {
            known.push(self.known(number).unwrap_or_default().packed());
        }
        let mut pieces = vec![postcard::to_stdvec(&rest)?, known.kept(), self.meant.kept()];
        for texts in [&self.ids, &self.names] {
            pieces.extend(texts.kept());
            pieces.push(Places::kept(texts.len(), |number| {
                self.seed.hash(texts.bytes(number))
            }));
        }
        pieces.extend(self.written.kept());
        for numbers in [&self.sounds, &self.people, &self.families, &self.roles] {
            pieces.extend(numbers.in_order());
        }
        Ok(joined(&pieces))
    }

    /// What was kept of one; `None` where it is nothing of the kind.
    #[must_use]
    pub fn restored(kept: &Bytes) -> Option<Self> {
        let mut pieces = parted(kept)?.into_iter();
        let mut next = || pieces.next();
        let rest: Rest = postcard::from_bytes(&next()?).ok()?;
        let (known, meant) = (Numbers::of(next()?)?, Numbers::of(next()?)?);
        let mut two = || Some([next()?, next()?]);
        let ids = Texts::of(two()?)?;
        let [numbers, names] = two()?;
        let [ends, called] = two()?;
        let names = Texts::of([names, ends])?;
        let written = Texts::of(two()?)?;
        let mut by_hash = || ByHash::restored([next()?, next()?, next()?]);
        let roster = Self {
            seed: rest.seed,
            sounds: by_hash()?.into(),
            people: by_hash()?.into(),
            families: by_hash()?.into(),
            roles: by_hash()?.into(),
            numbers: Places::of(numbers)?.into(),
            called: Places::of(called)?.into(),
            ids: ids.into(),
            known: known.into(),
            written: written.into(),
            names: names.into(),
            meant: meant.into(),
            more: rest.more.into(),
            lone: rest.lone.into(),
            rare: rest.rare,
            merged: rest.merged.into(),
            also_meant: rest.also_meant.into(),
            ..Self::default()
        };
        let fits = roster.known.len() == roster.ids.len() as usize
            && roster.meant.len() == roster.names.len() as usize;
        fits.then_some(roster)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::dictionary::Dictionary;
    use crate::actors::spelling::sound;
    use crate::actors::{Actor, ActorId, ActorKind};
    use crate::text::fixed::Fixed as _;

    #[test]
    fn what_was_kept_knows_the_same_and_learns_more() {
        let person = |name: &str| Actor {
            id: ActorId(format!("person:{}", name.to_lowercase().replace(' ', "-")).into()),
            kind: ActorKind::Person,
            name: name.to_owned(),
            english: None,
            guessed: false,
            aliases: Vec::new(),
            stands_for: None,
        };
        // As in the program that kept it, which began its hashes elsewhere.
        let mut roster = Roster {
            seed: Seed::read(&[7; 8]).unwrap(),
            ..Roster::default()
        };
        for entry in Dictionary::embedded().entries() {
            let heard = sound(&entry.actor.name);
            roster.enter(&entry.actor, heard, None, Some(Dictionary::embedded()));
        }
        roster.add(&[person("Marta Bellini"), person("Rossana Fabbri")]);
        roster.add(&[person("Bellini")]);
        let kept = Bytes::from(roster.kept().unwrap());
        let mut again = Roster::restored(&kept).unwrap();
        assert_ne!(roster.seed, Seed::default());
        for end in [0, 1, kept.len() / 2, kept.len() - 1] {
            assert!(Roster::restored(&kept.part(0, end)).is_none());
        }
        for roster in [&mut roster, &mut again] {
            roster.add(&[
                person("Marta Belini"),
                person("Fabbri"),
                person("Anna Nuova"),
            ]);
        }
        assert!(again.actors().eq(roster.actors()));
        assert!(again.joined().eq(roster.joined()));
        assert_eq!(again.joined().count(), roster.joined().count());
        for typed in ["marta", "nuova", "corea del nord", "belini", "fabbri"] {
            assert!(!again.called(typed).is_empty(), "{typed}");
            assert_eq!(again.called(typed), roster.called(typed), "{typed}");
        }
    }
}
