//! What is known of one word, small enough to be kept beside the word, and the languages it is known in.
//! Where words are found by their letters is for [`super::numbers`]; what they mean, for
//! [`super::senses`].

/// A set of languages: Italian, English, or both.
pub(crate) type Languages = u8;
/// Italian.
pub(crate) const ITALIAN: Languages = 1;
/// English.
pub(crate) const ENGLISH: Languages = 2;
/// Every language.
pub(crate) const ANY: Languages = ITALIAN | ENGLISH;

/// The number of a known word; 0 is every unknown one.
pub(crate) type WordId = u32;

/// What is known of one word; nothing of an unknown one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its number; 0 for a word that the lexicon does not know.
    pub(crate) number: WordId,
    /// Where names that begin with it start in the tree; 0 for none.
    pub(crate) start: u32,
    /// Which of the senses that words have it has; the first is none.
    pub(crate) sense: u16,
    /// The languages in which it is notable, see [`super::words::NOTABLE`], [`SMALL`], and [`OVERFLOWS`].
    marks: u8,
}

/// Some name that begins with the word begins with a small letter, and may stand in a text so.
const SMALL: u8 = 128;

/// Words for which there was no room beside it are further on.
const OVERFLOWS: u8 = 64;

impl Word {
    /// One of which nothing is known but that it is one.
    pub(super) fn new(number: WordId) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    /// Whether words for which there was no room beside it are further on: not 0 if so.
    #[inline(always)]
    pub(super) fn overflows(self) -> u8 {
        (self.marks & OVERFLOWS) / OVERFLOWS
    }

    /// Lets words for which there was no room beside it be further on.
    pub(super) fn overflow(&mut self) {
        self.marks |= OVERFLOWS;
    }

    /// Undoes [`Self::overflow`].
    pub(super) fn stay(&mut self) {
        self.marks &= !OVERFLOWS;
    }

    /// Makes it notable in `languages`.
    pub(super) fn notice(&mut self, languages: Languages) {
        self.marks |= languages;
    }

    /// Lets some name that begins with it begin with a small letter.
    pub(super) fn shrink(&mut self) {
        self.marks |= SMALL;
    }

    /// This, or an unknown one; the processor need not guess which.
    #[inline(always)]
    pub(super) fn if_known(self, known: bool) -> Self {
        let kept = u32::from(known).wrapping_neg();
        let [sense, _, marks, _] = kept.to_le_bytes();
        Self {
            number: self.number & kept,
            start: self.start & kept,
            sense: self.sense & u16::from_le_bytes([sense, sense]),
            marks: self.marks & marks,
        }
    }

    /// Whether it may begin something without a capital: it is notable in one of `languages`, see
    /// [`super::words::NOTABLE`], or some name begins with it in small letters.
    #[inline]
    pub(crate) fn is_notable_or_small(self, languages: Languages) -> bool {
        self.marks & (languages | SMALL) != 0
    }

    /// Whether it is notable in one of `languages`, see [`super::words::NOTABLE`].
    #[inline]
    pub(crate) fn is_notable(self, languages: Languages) -> bool {
        self.marks & languages != 0
    }

    /// Whether some name that begins with it begins with a small letter, and may stand in a text so.
    #[inline]
    pub(crate) fn is_small(self) -> bool {
        self.marks & SMALL != 0
    }
}
