//! A search over the articles of a part on disk: where the words stand that are looked for.

use std::ops::Range;
use std::sync::OnceLock;

use tantivy::DocSet as _;
use tantivy::postings::{Postings as _, TermInfo};
use tantivy::schema::IndexRecordOption;

use super::{Stored, zone_of};
use crate::index::words::{Left, Occurrence, Search, Zone};

/// A word that so many articles hold, or fewer, is read once for all strips but the first.
const FEW: u32 = 256;

/// A search over them.
#[derive(Debug)]
pub struct Pass<'a> {
    stored: &'a Stored,
    /// The articles that may answer; `None` for all.
    left: Option<Left>,
    /// Whether only an article that holds something of what is looked for may answer.
    holds: bool,
    /// Rare words, and where they stand, by article and position: read when the first strip, which is
    /// waited for, is done.
    rare: Vec<(TermInfo, u16)>,
    few: OnceLock<Vec<(Place, u16)>>,
    /// Common words.
    many: Vec<(TermInfo, u16)>,
}

/// The number of an article, and below it a position in it.
type Place = u64;

/// A position in an article.
const fn at(local: u32, position: u32) -> Place {
    (local as u64) << 32 | position as u64
}

impl Stored {
    pub(in crate::index) fn pass(&self, search: &Search<'_>) -> Pass<'_> {
        let known = self.get_all(search.words);
        let mut left: Option<Left> = None;
        // Of a single word every article in which something stands is one.
        let slots = match search.required {
            [_] => &[],
            slots => slots,
        };
        for slot in slots {
            let meant = || {
                let places = slot.iter();
                places.filter_map(|&place| known.get(place as usize)?.as_ref())
            };
            // The articles of common words are sooner looked at than listed.
            let listed: u64 = meant().map(|known| u64::from(known.doc_freq)).sum();
            if listed > u64::from(self.articles) {
                continue;
            }
            let mut holding = Left::none(self.len());
            for known in meant() {
                self.hold(known, &mut holding);
            }
            match &mut left {
                Some(left) => left.meet(&holding),
                None => left = Some(holding),
            }
        }
        let known = (search.words.iter().zip(known))
            .filter_map(|((_, number), known)| Some((known?, *number)));
        let (rare, many) = known.partition(|(known, _)| known.doc_freq <= FEW);
        Pass {
            stored: self,
            left,
            holds: !search.required.is_empty(),
            rare,
            few: OnceLock::new(),
            many,
        }
    }

    /// Adds the articles that hold a word.
    fn hold(&self, known: &TermInfo, holding: &mut Left) {
        let option = IndexRecordOption::Basic;
        let Ok(mut postings) = self.words.read_postings_from_terminfo(known, option) else {
            return;
        };
        let mut local = postings.doc();
        while local < self.articles {
            holding.insert(local);
            local = postings.advance();
        }
    }

    /// Adds what stands at places of an article, in their order.
    fn tell(&self, local: u32, places: &[(Place, u16)], occurrences: &mut Vec<Occurrence>) {
        let mut changes = self.zones.values_for_doc(local).peekable();
        let mut zone = Zone::Title;
        for &(place, fitting) in places {
            let position = place as u32;
            while let Some(change) = changes.next_if(|&change| change >> 2 <= u64::from(position)) {
                zone = zone_of(change);
            }
            occurrences.push(Occurrence {
                position,
                fitting,
                zone,
            });
        }
    }
}

impl Pass<'_> {
    /// Adds everywhere that a word stands in the articles of a range that may answer.
    fn read(
        &self,
        (known, number): &(TermInfo, u16),
        range: &Range<u32>,
        places: &mut Vec<(Place, u16)>,
    ) {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let words = &self.stored.words;
        let Ok(mut postings) = words.read_postings_from_terminfo(known, option) else {
            return;
        };
        let mut positions = Vec::new();
        let mut local = match postings.doc() < range.start {
            true => postings.seek(range.start),
            false => postings.doc(),
        };
        while local < range.end {
            match self
                .left
                .as_ref()
                .map_or(Some(local), |left| left.next(local))
            {
                Some(next) if next > local => {
                    local = postings.seek(next);
                    continue;
                }
                Some(_) => {}
                None => return,
            }
            postings.positions(&mut positions);
            let here = positions.iter();
            places.extend(here.map(|&position| (at(local, position), *number)));
            local = postings.advance();
        }
    }

    /// Where the rare words stand, in order.
    fn few(&self) -> &[(Place, u16)] {
        self.few.get_or_init(|| {
            let mut few = Vec::new();
            for word in &self.rare {
                self.read(word, &(0..self.stored.articles), &mut few);
            }
            few.sort_unstable_by_key(|&(place, _)| place);
            few
        })
    }

    pub(in crate::index) fn strip(
        &self,
        range: Range<u32>,
        found: &mut dyn FnMut(u32, &[Occurrence]),
    ) {
        let range = range.start..range.end.min(self.stored.articles);
        let mut places = Vec::new();
        if range.start == 0 && self.few.get().is_none() {
            for word in &self.rare {
                self.read(word, &range, &mut places);
            }
        } else {
            let few = self.few();
            let from = few.partition_point(|&(place, _)| place < at(range.start, 0));
            let to = few.partition_point(|&(place, _)| place < at(range.end, 0));
            places.extend_from_slice(few.get(from..to).unwrap_or_default());
        }
        for word in &self.many {
            self.read(word, &range, &mut places);
        }
        places.sort_unstable_by_key(|&(place, _)| place);
        let mut occurrences = Vec::new();
        let mut places = places.as_slice();
        for local in range {
            if self.left.as_ref().is_some_and(|left| !left.contains(local)) {
                continue;
            }
            let end = places
                .iter()
                .take_while(|&&(place, _)| place <= at(local, u32::MAX));
            let (here, later) = places.split_at(end.count());
            places = later;
            if here.is_empty() && self.holds {
                continue;
            }
            occurrences.clear();
            if !here.is_empty() {
                self.stored.tell(local, here, &mut occurrences);
            }
            found(local, &occurrences);
        }
    }
}
