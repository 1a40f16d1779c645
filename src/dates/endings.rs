//! Word endings that tell a verb's tense. What a tense says of a date is for [`super::tense`].

/// Word endings that tell a verb's tense: looked up by their bytes, the last 1 to 8 of a word, for
/// many words are asked for them.
#[derive(Debug, Default)]
pub(super) struct Endings {
    /// By how many bytes they have: the bytes as a number, in order, with what they tell.
    known: Vec<(usize, Vec<(u64, Told)>)>,
    /// The last two bytes of all of them, by [`pair`]; a set of bits: most words end otherwise.
    last: Vec<u64>,
}

/// The number of a pair of bytes.
#[inline]
fn pair(first: u8, last: u8) -> usize {
    usize::from(first) << 8 | usize::from(last)
}

/// What endings tell; a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Told(u8);

impl Told {
    pub(super) const PAST: Self = Self(1);
    pub(super) const REMOTE: Self = Self(2);
    pub(super) const FUTURE: Self = Self(4);
    pub(super) const CONDITIONAL: Self = Self(8);

    /// Whether it is one of these.
    #[inline]
    pub(super) const fn is(self, those: Self) -> bool {
        self.0 & those.0 != 0
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Endings {
    /// Takes in an ending; whether it is short enough.
    pub(super) fn add(&mut self, form: &str, told: Told) -> bool {
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
                    *known = known.or(told);
                }
            }
            Err(at) => endings.insert(at, (key, told)),
        }
        true
    }

    fn key(ending: &[u8]) -> Option<u64> {
        let mut bytes = [0; 8];
        bytes.get_mut(..ending.len())?.copy_from_slice(ending);
        Some(u64::from_le_bytes(bytes))
    }

    /// What the end of a word tells.
    pub(super) fn of(&self, word: &str) -> Told {
        let word = word.as_bytes();
        let last = match word {
            [.., before, last] => pair(*before, *last),
            [last] => pair(0, *last),
            [] => return Told::default(),
        };
        if (self.last.get(last / 64)).is_none_or(|bits| bits >> (last % 64) & 1 == 0) {
            return Told::default();
        }
        let told = |(length, endings): &(usize, Vec<(u64, Told)>)| {
            let key = Self::key(word.get(word.len().checked_sub(*length)?..)?)?;
            let at = endings
                .binary_search_by_key(&key, |&(known, _)| known)
                .ok()?;
            endings.get(at).map(|&(_, told)| told)
        };
        (self.known.iter().filter_map(told)).fold(Told::default(), Told::or)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_and_the_shortest_ending_are_told() {
        let mut endings = Endings::default();
        for (form, told) in [
            ("ò", Told::REMOTE),
            ("s", Told::PAST),
            ("rebbero", Told::CONDITIONAL),
        ] {
            assert!(endings.add(form, told));
        }
        assert!(!endings.add("ninebytes", Told::PAST));
        for (word, told) in [
            ("parlò", Told::REMOTE),
            ("s", Told::PAST),
            ("runs", Told::PAST),
            ("direbbero", Told::CONDITIONAL),
            ("numero", Told::default()),
            ("", Told::default()),
        ] {
            assert_eq!(endings.of(word), told, "{word}");
        }
    }
}
