//! What the ending of a word says of it: looked up by its bytes, the last 1 to 8 of a word, for every
//! word of a text is asked for it. What endings say is for those who ask.

/// Endings of 1 to 8 bytes, each with what it says, a set of bits.
#[derive(Debug, Default)]
pub(crate) struct Endings {
    /// By how many bytes they have: the bytes as a number, in order, with what they say.
    known: Vec<(usize, Vec<(u64, u8)>)>,
    /// The last two bytes of all of them, by [`pair`]; a set of bits: most words end otherwise.
    last: Vec<u64>,
}

/// The number of a pair of bytes.
#[inline]
fn pair(first: u8, last: u8) -> usize {
    usize::from(first) << 8 | usize::from(last)
}

impl Endings {
    /// Takes in an ending; whether it is short enough.
    #[must_use]
    pub(crate) fn add(&mut self, form: &str, says: u8) -> bool {
        let Some(key) = Self::key(form.as_bytes()) else {
            return false;
        };
        self.last.resize(1 << 10, 0);
        let mut bytes = form.bytes().rev();
        let last = bytes.next().unwrap_or_default();
        let before = bytes.next().map_or(0..=u8::MAX, |before| before..=before);
        for before in before {
            let pair = pair(before, last);
            if let Some(bits) = self.last.get_mut(pair / 64) {
                *bits |= 1 << (pair % 64);
            }
        }
        let length = form.len();
        let place = match self
            .known
            .binary_search_by_key(&length, |&(length, _)| length)
        {
            Ok(place) => place,
            Err(place) => {
                self.known.insert(place, (length, Vec::new()));
                place
            }
        };
        let Some((_, endings)) = self.known.get_mut(place) else {
            return false;
        };
        match endings.binary_search_by_key(&key, |&(known, _)| known) {
            Ok(at) => {
                if let Some((_, known)) = endings.get_mut(at) {
                    *known |= says;
                }
            }
            Err(at) => endings.insert(at, (key, says)),
        }
        true
    }

    fn key(ending: &[u8]) -> Option<u64> {
        let mut bytes = [0; 8];
        bytes.get_mut(..ending.len())?.copy_from_slice(ending);
        Some(u64::from_le_bytes(bytes))
    }

    /// What all endings of a word say.
    #[inline]
    pub(crate) fn of(&self, word: &[u8]) -> u8 {
        let last = match word {
            [.., before, last] => pair(*before, *last),
            [last] => pair(0, *last),
            [] => return 0,
        };
        if (self.last.get(last / 64)).is_none_or(|bits| bits >> (last % 64) & 1 == 0) {
            return 0;
        }
        let says = |(length, endings): &(usize, Vec<(u64, u8)>)| {
            let key = Self::key(word.get(word.len().checked_sub(*length)?..)?)?;
            let at = endings
                .binary_search_by_key(&key, |&(known, _)| known)
                .ok()?;
            endings.get(at).map(|&(_, says)| says)
        };
        (self.known.iter().filter_map(says)).fold(0, |all, says| all | says)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_endings_of_a_word_count_and_nothing_else() {
        let mut endings = Endings::default();
        for (ending, says) in [("rebbe", 1), ("bbe", 2), ("ò", 4), ("e", 8), ("e", 16)] {
            assert!(endings.add(ending, says), "{ending}");
        }
        assert!(!endings.add("nove byte", 1));
        for (word, says) in [
            ("sarebbe", 27),
            ("ebbe", 26),
            ("firmò", 4),
            ("o", 0),
            ("e", 24),
            ("", 0),
            ("rebb", 0),
        ] {
            assert_eq!(endings.of(word.as_bytes()), says, "{word}");
        }
    }
}
