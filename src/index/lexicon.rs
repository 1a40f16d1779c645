//! The words of all parts on disk, once and in memory, in their order: which words a typed one may
//! mean is asked at every key, and would else be asked of every part.

use rayon::prelude::*;

use super::stored::{self, Stored};
use super::wanted::Wanted;

/// Words in their order, and how many articles hold each.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// One after another.
    text: String,
    /// Where each ends in it.
    ends: Vec<u32>,
    articles: Vec<u32>,
}

impl Lexicon {
    /// The words of these parts; `None` where they are too many for their places to be numbers.
    pub(super) fn of(parts: &[&Stored]) -> Option<Self> {
        // Those of each part are in order; two parts at a time are made one.
        let mut left: Vec<Self> = (parts.par_iter())
            .map(|part| {
                let mut words = Self::default();
                part.visit_all(&mut |word, articles| words.push(word, articles));
                words
            })
            .collect();
        while left.len() > 1 {
            left = (left.into_par_iter().chunks(2))
                .map(|two| two.into_iter().reduce(Self::with).unwrap_or_default())
                .collect();
        }
        let mut words = left.pop()?;
        words.ends.shrink_to_fit();
        words.articles.shrink_to_fit();
        words.text.shrink_to_fit();
        let length = usize::try_from(u32::MAX).ok()?;
        (words.text.len() < length).then_some(words)
    }

    /// The words of both, those of each being in order.
    fn with(self, other: Self) -> Self {
        let mut both = Self::default();
        let (mut these, mut those) = (self.iter().peekable(), other.iter().peekable());
        while let Some((word, articles)) = match (these.peek(), those.peek()) {
            (Some(this), Some(that)) if that.0 < this.0 => those.next(),
            (Some(_), _) => these.next(),
            (None, _) => those.next(),
        } {
            let also = those.next_if(|(other, _)| *other == word);
            let more = also.map_or(0, |(_, articles)| articles);
            both.push(word, articles.saturating_add(more));
        }
        both
    }

    fn push(&mut self, word: &str, articles: u32) {
        self.text.push_str(word);
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.articles.push(articles);
    }

    fn iter(&self) -> impl Iterator<Item = (&str, u32)> {
        (0..self.ends.len()).map(|number| self.at(number))
    }

    /// The word of a number, and how many articles hold it.
    fn at(&self, number: usize) -> (&str, u32) {
        let end = |number: usize| self.ends.get(number).map_or(0, |&end| end as usize);
        let from = number.checked_sub(1).map_or(0, end);
        let word = self.text.get(from..end(number)).unwrap_or_default();
        (word, self.articles.get(number).copied().unwrap_or(0))
    }

    /// The number of the first word that is not before this one.
    fn first(&self, word: &str) -> usize {
        let (mut from, mut to) = (0, self.ends.len());
        while from < to {
            let middle = from.midpoint(to);
            match self.at(middle).0 < word {
                true => from = middle + 1,
                false => to = middle,
            }
        }
        from
    }

    /// The words that begin so.
    fn beginning(&self, prefix: &str) -> impl Iterator<Item = (&str, u32)> {
        let words = (self.first(prefix)..self.ends.len()).map(|number| self.at(number));
        words.take_while(move |(word, _)| word.starts_with(prefix))
    }

    /// As [`super::words::Held::visit`].
    pub(super) fn visit(&self, wanted: &Wanted<'_>, found: &mut dyn FnMut(&str, u32)) {
        let word = wanted.word;
        // Whatever may be wrong with a word, its first letter is not.
        let first = word.chars().next().filter(|_| wanted.typos > 0);
        let mut letter = [0; 4];
        let prefix = match first {
            Some(first) => Some(&*first.encode_utf8(&mut letter)),
            None => wanted.prefix.then_some(word),
        };
        for (other, articles) in prefix.into_iter().flat_map(|prefix| self.beginning(prefix)) {
            found(other, articles);
        }
        let endings = match wanted.endings {
            true => stored::other_endings(word),
            false => Vec::new(),
        };
        let told = |other: &str| prefix.is_some_and(|prefix| other.starts_with(prefix));
        for other in endings.iter().map(String::as_str).chain([word]) {
            let (known, articles) = self.at(self.first(other));
            if known == other && !told(other) {
                found(other, articles);
            }
        }
    }

    /// Calls `found` with every word, and how many articles hold it.
    pub(super) fn visit_all(&self, found: &mut dyn FnMut(&str, u32)) {
        for (word, articles) in self.iter() {
            found(word, articles);
        }
    }
}
