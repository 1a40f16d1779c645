//! What one report is compared by, marked: its words, actors, and whom its article names. Reports are
//! compared one with many, and to look at the marks for what each of the others has is several times
//! quicker than to go through two lists side by side. What follows from what two share is for
//! [`super::alike`] and [`super::one_story`].

use super::story::Story;

/// The report that others are compared with.
pub(super) struct Marks {
    /// Its place.
    place: u32,
    /// By the numbers of words and actors, a bit each.
    numbers: Vec<u64>,
    /// By the lowest bits of those whom its article names, where they were asked for.
    story: [u64; STORY],
    has_story: bool,
}

/// Words of bits for a story: so many that what another story names seldom has the bit of something else.
const STORY: usize = 1 << 6;

impl Marks {
    /// Of no report yet; `count` is how many words and actors there are in all.
    pub(super) fn new(count: usize) -> Self {
        Self {
            place: u32::MAX,
            numbers: vec![0; count.div_ceil(64)],
            story: [0; STORY],
            has_story: false,
        }
    }

    /// The place of the report.
    pub(super) const fn place(&self) -> u32 {
        self.place
    }

    /// Marks what the report at `place` is compared by, and nothing else; `numbers` are the words and
    /// the actors of each.
    pub(super) fn set<'a>(&mut self, place: u32, numbers: impl Fn(u32) -> [&'a [u32]; 2]) {
        if self.place == place {
            return;
        }
        self.each(numbers(self.place), |bits, bit| *bits &= !bit);
        self.place = place;
        self.each(numbers(place), |bits, bit| *bits |= bit);
        if self.has_story {
            self.story = [0; STORY];
            self.has_story = false;
        }
    }

    fn each(&mut self, numbers: [&[u32]; 2], change: impl Fn(&mut u64, u64)) {
        for &number in numbers.into_iter().flatten() {
            if let Some(bits) = self.numbers.get_mut(number as usize / 64) {
                change(bits, 1 << (number % 64));
            }
        }
    }

    /// Those of some words or actors that the report has too, in their order.
    pub(super) fn common<'a>(&'a self, numbers: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
        let has = |number: u32| {
            let bits = self.numbers.get(number as usize / 64);
            bits.is_some_and(|bits| bits >> (number % 64) & 1 == 1)
        };
        numbers.iter().copied().filter(move |&number| has(number))
    }

    /// Whether two at least whom `own`, the story of the report, names may be named by another one too.
    pub(super) fn may_share_two(&mut self, own: &Story, other: &Story) -> bool {
        let place = |mixed: u64| (mixed as usize / 64 % STORY, 1_u64 << (mixed % 64));
        if !self.has_story {
            self.has_story = true;
            for &mixed in own.mixed() {
                let (at, bit) = place(mixed);
                if let Some(bits) = self.story.get_mut(at) {
                    *bits |= bit;
                }
            }
        }
        let has = |&&mixed: &&u64| {
            let (at, bit) = place(mixed);
            self.story.get(at).is_some_and(|bits| bits & bit != 0)
        };
        other.mixed().iter().filter(has).nth(1).is_some()
    }
}
