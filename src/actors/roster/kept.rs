//! The roster in the form in which it is kept: what cannot be worked out from the rest.

use std::collections::HashMap;

use serde::Deserialize;

use super::tables::{ByHash, Number, Numbered, Places, hashed};
use super::{Known, More, Roster};
use crate::text::texts::Texts;

/// What is kept of a roster; the rest follows from it.
#[derive(Deserialize)]
pub(super) struct Kept {
    ids: Texts,
    known: Vec<Known>,
    written: Texts,
    more: Numbered<More>,
    lone: Numbered<u64>,
    merged: Numbered<Number>,
    names: Texts,
    meant: Vec<Number>,
    also_meant: Numbered<Vec<Number>>,
    sounds: ByHash,
    people: ByHash,
    families: ByHash,
}

impl From<Kept> for Roster {
    fn from(kept: Kept) -> Self {
        let numbered = |texts: &Texts| {
            let mut numbers = Places::for_so_many(texts.len() as usize);
            for number in 0..texts.len() {
                numbers.insert(number, |number| hashed(texts.get(number)));
            }
            numbers
        };
        let mut roster = Self {
            numbers: numbered(&kept.ids),
            called: numbered(&kept.names),
            ids: kept.ids,
            known: kept.known,
            written: kept.written,
            more: kept.more,
            lone: kept.lone,
            merged: kept.merged,
            names: kept.names,
            meant: kept.meant,
            also_meant: kept.also_meant,
            sounds: kept.sounds,
            people: kept.people,
            families: kept.families,
            offices: HashMap::new(),
            hidden: Vec::new(),
        };
        // What was read grew until it held everything, and is too large now.
        roster.known.shrink_to_fit();
        roster.meant.shrink_to_fit();
        for texts in [&mut roster.ids, &mut roster.written, &mut roster.names] {
            texts.shrink();
        }
        roster
    }
}
