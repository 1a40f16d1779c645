//! What words mean in Italian and in English, each combination of meanings once: there are few beside
//! the words, and the processor keeps them near.

use super::word::{ANY, ENGLISH, ITALIAN, Languages};
use crate::text::hash::Table;

/// What a word means in Italian and in English, see [`super::words`].
type Sense = [u64; 2];

/// The sets of languages that a text may have.
const SETS: [Languages; 3] = [ITALIAN, ENGLISH, ANY];

/// See the top of this file.
#[derive(Debug)]
pub(super) struct Senses {
    /// The first is that of words that mean nothing.
    senses: Vec<Sense>,
    /// For each of the [`SETS`] what words of each sense mean in it, and what in English.
    meant: [Vec<[u64; 2]>; SETS.len()],
    numbers: Table<Sense, u16>,
}

impl Default for Senses {
    fn default() -> Self {
        let nothing = Sense::default();
        Self {
            senses: vec![nothing],
            meant: SETS.map(|_| vec![nothing]),
            numbers: [(nothing, 0)].into_iter().collect(),
        }
    }
}

impl Senses {
    /// The number of the sense that has `meanings` in `languages` beside what the one with `number`
    /// has; the first where there is no room for one more.
    pub(super) fn with(&mut self, number: u16, languages: Languages, meanings: u64) -> u16 {
        let mut sense = of(&self.senses, number);
        for (known, language) in sense.iter_mut().zip([ITALIAN, ENGLISH]) {
            if languages & language != 0 {
                *known |= meanings;
            }
        }
        if let Some(&known) = self.numbers.get(&sense) {
            return known;
        }
        let Ok(number) = u16::try_from(self.senses.len()) else {
            return 0;
        };
        self.senses.push(sense);
        let [italian, english] = sense;
        for (meant, languages) in self.meant.iter_mut().zip(SETS) {
            let in_italian = if languages & ITALIAN != 0 { italian } else { 0 };
            let in_english = if languages & ENGLISH != 0 { english } else { 0 };
            meant.push([in_italian | in_english, english]);
        }
        self.numbers.insert(sense, number);
        number
    }

    /// What words mean in a text of `languages`.
    pub(super) fn meanings(&self, languages: Languages) -> Meanings<'_> {
        let set = SETS.iter().position(|&set| set == languages);
        let meant = set.and_then(|set| self.meant.get(set));
        Meanings(meant.map_or(&[], Vec::as_slice))
    }
}

/// What words mean in a text of some languages, and what in English.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Meanings<'a>(&'a [[u64; 2]]);

impl Meanings<'_> {
    /// What a word of the sense with `number` means in the languages of the text.
    #[inline]
    pub(crate) fn of(&self, number: u16) -> u64 {
        let [meant, _] = of(self.0, number);
        meant
    }

    /// What it means in English, which may be no language of the text.
    #[inline]
    pub(crate) fn in_english(&self, number: u16) -> u64 {
        let [_, english] = of(self.0, number);
        english
    }
}

#[inline]
fn of(senses: &[Sense], number: u16) -> Sense {
    senses.get(usize::from(number)).copied().unwrap_or_default()
}
