//! A search over the articles of a part on disk: where the words stand that are looked for.

use std::fmt;
use std::ops::Range;
use std::sync::atomic::Ordering;
use std::sync::{Arc, OnceLock};

use tantivy::DocSet as _;
use tantivy::postings::{Postings as _, TermInfo};
use tantivy::schema::IndexRecordOption;

use super::{Mapped, Stored, zone_of};
use crate::index::left::Left;
use crate::index::wanted::{Occurrence, Search, Zone};
use crate::text::groups::Groups;

/// A word that so many articles hold, or fewer, is read once for all strips but the first.
const FEW: u32 = 256;
/// Slots that are asked first whether they leave anything.
const RAREST: usize = 4;

/// A search over them.
pub struct Pass<'a> {
    stored: &'a Stored,
    mapped: Arc<Mapped>,
    /// The articles that may answer; `None` for all.
    left: Option<Left>,
    /// Whether only an article that holds something of what is looked for may answer.
    holds: bool,
    /// Rare words, and where they stand: read when the first strip, which is waited for, is done.
    rare: Vec<(TermInfo, u16)>,
    few: OnceLock<Grouped>,
    /// Common words.
    many: Vec<(TermInfo, u16)>,
}

/// The number of an article, a position in it, and the number of what stands there.
type Place = (u32, u32, u16);

/// Places by article.
#[derive(Debug)]
struct Grouped {
    /// The first article.
    from: u32,
    /// Positions, in no order within an article.
    places: Groups<(u32, u16)>,
}

impl Grouped {
    /// Groups places in these articles.
    fn of(articles: &Range<u32>, places: &[Place]) -> Self {
        let from = articles.start;
        let each = places.iter().map(|&(local, position, number)| {
            let article = local.wrapping_sub(from) as usize;
            (article, (position, number))
        });
        Self {
            from,
            places: Groups::counted(articles.len(), each),
        }
    }

    /// The places in an article.
    fn get(&self, local: u32) -> &[(u32, u16)] {
        self.places.get(local.wrapping_sub(self.from) as usize)
    }
}

impl Stored {
    /// As [`crate::index::words::Held::left`].
    pub(in crate::index) fn left(&self, search: &Search<'_>) -> Option<Left> {
        self.left_of(search.required, &self.get_all(search.words))
    }

    fn left_of(&self, slots: &[Vec<u32>], known: &[Option<TermInfo>]) -> Option<Left> {
        let meant = |slot: &'_ [u32]| -> Vec<&TermInfo> {
            let places = slot.iter();
            let known = places.filter_map(|&place| known.get(place as usize)?.as_ref());
            known.collect()
        };
        let listed = |meant: &[&TermInfo]| -> u64 {
            meant.iter().map(|known| u64::from(known.doc_freq)).sum()
        };
        let mut slots: Vec<(u64, Vec<&TermInfo>)> = (slots.iter())
            .map(|slot| {
                let meant = meant(slot);
                (listed(&meant), meant)
            })
            // The articles of common words are sooner looked at than listed.
            .filter(|(listed, _)| *listed <= u64::from(self.articles))
            .collect();
        // After the rarest words hardly an article may be left for the others.
        slots.sort_by_key(|(listed, _)| *listed);
        let mut left: Option<Left> = None;
        for (_, meant) in slots {
            if left.as_ref().is_some_and(Left::is_empty) {
                break;
            }
            let mut holding = Left::none(self.len());
            for known in meant {
                self.hold(known, &mut holding);
            }
            match &mut left {
                Some(left) => left.meet(&holding),
                None => left = Some(holding),
            }
        }
        left
    }

    /// Whether no article holds a word of each of the rarest slots, where there are so many more that
    /// it is worth asking before all words are looked up.
    fn has_none(&self, search: &Search<'_>) -> bool {
        let (rarest, others) = search.required.split_at(RAREST.min(search.required.len()));
        if others.len() < RAREST {
            return false;
        }
        let mut words = Vec::new();
        let mut slots = Vec::new();
        for slot in rarest {
            let from = words.len();
            let of_slot = slot
                .iter()
                .filter_map(|&place| search.words.get(place as usize));
            words.extend(of_slot.cloned());
            slots.push(
                (from..words.len())
                    .filter_map(|place| u32::try_from(place).ok())
                    .collect(),
            );
        }
        let left = self.left_of(&slots, &self.get_all(&words));
        left.is_some_and(|left| left.is_empty())
    }

    pub(in crate::index) fn pass(&self, search: &Search<'_>) -> Pass<'_> {
        if self.has_none(search) {
            return Pass {
                stored: self,
                mapped: self.mapped(),
                left: Some(Left::none(self.len())),
                holds: true,
                rare: Vec::new(),
                few: OnceLock::new(),
                many: Vec::new(),
            };
        }
        let known = self.get_all(search.words);
        // Of a single word every article in which something stands is one.
        let slots = match search.required {
            [_] => &[],
            slots => slots,
        };
        let left = self.left_of(slots, &known);
        let known = (search.words.iter().zip(known))
            .filter_map(|((_, number), known)| Some((known?, *number)));
        let (rare, many) = known.partition(|(known, _)| known.doc_freq <= FEW);
        Pass {
            stored: self,
            mapped: self.mapped(),
            left,
            holds: !search.required.is_empty(),
            rare,
            few: OnceLock::new(),
            many,
        }
    }

    /// Adds the articles that hold a word.
    fn hold(&self, known: &TermInfo, holding: &mut Left) {
        self.count(known.postings_range.len());
        let option = IndexRecordOption::Basic;
        let words = &self.mapped().words;
        let Ok(mut postings) = words.read_postings_from_terminfo(known, option) else {
            return;
        };
        let mut local = postings.doc();
        while local < self.articles {
            holding.insert(local);
            local = postings.advance();
        }
    }

    /// Counts what is read.
    fn count(&self, bytes: usize) {
        self.read.fetch_add(bytes as u64, Ordering::Relaxed);
    }
}

impl Mapped {
    /// Adds what stands at places of an article, in their order.
    fn tell(&self, local: u32, places: &[(u32, u16)], occurrences: &mut Vec<Occurrence>) {
        let mut changes = self.zones.values_for_doc(local).peekable();
        let mut zone = Zone::Title;
        for &(position, fitting) in places {
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
    fn read(&self, (known, number): &(TermInfo, u16), range: &Range<u32>, places: &mut Vec<Place>) {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let words = &self.mapped.words;
        let read = (&known.postings_range, &known.positions_range);
        self.stored.count(read.0.len() + read.1.len());
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
            places.extend(here.map(|&position| (local, position, *number)));
            local = postings.advance();
        }
    }

    /// Where the rare words stand.
    fn few(&self) -> &Grouped {
        self.few.get_or_init(|| {
            let all = 0..self.stored.articles;
            let mut few = Vec::new();
            for word in &self.rare {
                self.read(word, &all, &mut few);
            }
            Grouped::of(&all, &few)
        })
    }

    pub(in crate::index) fn strip(
        &self,
        range: Range<u32>,
        found: &mut dyn FnMut(u32, &[Occurrence]),
    ) {
        if self.left.as_ref().is_some_and(Left::is_empty) {
            return;
        }
        let range = range.start..range.end.min(self.stored.articles);
        let mut places = Vec::new();
        let is_first = range.start == 0 && self.few.get().is_none();
        let few = (!is_first).then(|| self.few());
        let rare = self.rare.iter().filter(|_| is_first);
        for word in rare.chain(&self.many) {
            self.read(word, &range, &mut places);
        }
        let many = Grouped::of(&range, &places);
        let (mut here, mut occurrences) = (Vec::new(), Vec::new());
        for local in range {
            if self.left.as_ref().is_some_and(|left| !left.contains(local)) {
                continue;
            }
            here.clear();
            here.extend_from_slice(few.map_or(&[], |few| few.get(local)));
            here.extend_from_slice(many.get(local));
            if here.is_empty() && self.holds {
                continue;
            }
            here.sort_unstable_by_key(|&(position, _)| position);
            occurrences.clear();
            if !here.is_empty() {
                self.mapped.tell(local, &here, &mut occurrences);
            }
            found(local, &occurrences);
        }
    }
}

impl fmt::Debug for Pass<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pass")
            .field("stored", self.stored)
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}
