//! Finding a kept passage again in an article that may have been edited, moved or renamed. A wrong
//! place is worse than none: what is not certain is [`Anchor::Lost`].
//!
//! Tried in this order:
//! 1. the article's text is the same, byte for byte: the position holds;
//! 2. the quote stands in it with nothing changed but white space, Unicode composition and
//!    typographic marks, at a place whose context tells it from every other: [`Anchor::Exact`];
//! 3. the context before *and* after it is there, once, and what lies between differs a little
//!    from the quote: [`Anchor::Changed`].
//!
//! Lengths below are in characters that count (see `skeleton`). Everything is linear in the text,
//! but for the comparison of one changed passage with its quote.

use std::cell::OnceCell;

use memchr::memmem;

use crate::corpus::{Article, Head};
use crate::text::TextRange;

use self::change::is_small_change;
use self::context::{AGREES, Agreement, MARGIN, Passage, Side, in_word, is_told};
use super::skeleton::{Skeleton, Strictness};
use super::{Bookmark, Repeats, absolute};

mod change;
mod context;

/// Where a kept passage is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The same words stand here.
    Exact(TextRange),
    /// What stands here between the same context is a little different.
    Changed(TextRange),
    /// Not found for certain.
    Lost,
}

impl Anchor {
    /// Where it is, unless it is lost.
    #[must_use]
    pub const fn range(self) -> Option<TextRange> {
        match self {
            Self::Exact(range) | Self::Changed(range) => Some(range),
            Self::Lost => None,
        }
    }
}

/// Why an article may be the one that a bookmark was made in; the later, the surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinship {
    /// Same title, and same outlet or date; or same address: perhaps moved and edited.
    Citation,
    /// Same place: perhaps edited.
    Place,
    /// Same text: perhaps moved or renamed.
    Text,
    /// Same text in the same place.
    Same,
}

/// Whether, and how surely, `head` is of the article that `bookmark` was made in; cheap enough to
/// ask of every article of a corpus. Of several kin the surest is to be opened first.
#[must_use]
pub fn kinship(bookmark: &Bookmark, head: &Head) -> Option<Kinship> {
    let text = bookmark.hash == Some(head.hash);
    let place = bookmark
        .origin
        .as_ref()
        .is_some_and(|origin| *origin == absolute(&head.origin));
    let both = |ours: bool, theirs: bool| ours && theirs;
    let address = both(bookmark.url.is_some(), bookmark.url == head.url);
    let named = !bookmark.title.is_empty() && bookmark.title == head.title;
    let outlet = both(bookmark.source.is_some(), bookmark.source == head.source);
    let dated = both(bookmark.date.is_some(), bookmark.date == head.date);
    match (text, place) {
        (true, true) => Some(Kinship::Same),
        (true, false) => Some(Kinship::Text),
        (false, true) => Some(Kinship::Place),
        (false, false) if address || (named && (outlet || dated)) => Some(Kinship::Citation),
        (false, false) => None,
    }
}

/// The same in any other article, where both sides must agree.
const AGREES_ELSEWHERE: usize = 16;
/// Agreement on one side that is enough by itself.
const ALONE: usize = 32;
/// A quote shorter than this needs both sides of its context.
const SHORT: usize = 16;
/// A quote of this length that was and is unique needs no context.
const LONG: usize = 64;
/// Context on each side of a changed passage; whole where less was kept.
const AROUND: usize = 32;
/// A changed passage with less context than this on both sides together is lost.
const EVIDENCE: usize = 24;
/// What the beginning or the end of the text is worth as context.
const EDGE: usize = 16;

/// Finds passages in one article; what it takes of the text is worked out once for all of them.
#[derive(Debug)]
pub struct Finder<'a> {
    article: &'a Article,
    /// Of the title, the body and both, in each strictness.
    skeletons: [[OnceCell<Skeleton>; 2]; 3],
}

impl<'a> Finder<'a> {
    /// In which article.
    #[must_use]
    pub fn new(article: &'a Article) -> Self {
        Self {
            article,
            skeletons: Default::default(),
        }
    }

    /// The article.
    #[must_use]
    pub const fn article(&self) -> &'a Article {
        self.article
    }

    fn search(&self, bookmark: &Bookmark, strictness: Strictness) -> Search<'_> {
        let [titles, bodies, wholes] = &self.skeletons;
        let [strict, loose] = match bookmark.reached() {
            (true, false) => titles,
            (false, _) => bodies,
            (true, true) => wholes,
        };
        let skeleton = match strictness {
            Strictness::Strict => strict,
            Strictness::Loose => loose,
        };
        let part = bookmark.part(self.article);
        let text = self.article.text.as_str();
        Search {
            passage: Passage::new(bookmark, strictness),
            text,
            skeleton: skeleton.get_or_init(|| Skeleton::new(text, part, strictness)),
        }
    }

    /// Finds the passage of `bookmark`.
    #[must_use]
    pub fn find(&self, bookmark: &Bookmark) -> Anchor {
        if let Some(range) = unchanged(bookmark, self.article) {
            return Anchor::Exact(range);
        }
        let kin = kinship(bookmark, &self.article.head);
        let search = self.search(bookmark, Strictness::Strict);
        if search.passage.quote.is_empty() {
            return Anchor::Lost;
        }
        let places = search.places();
        if let Some(range) = search.choose(&places, bookmark.repeats, kin.is_some()) {
            return Anchor::Exact(range);
        }
        let repeated = bookmark.repeats.is_some_and(|repeats| repeats.others > 0);
        if kin.is_none() || repeated {
            // Which of the places it was that changed is not certain.
            return Anchor::Lost;
        }
        let same: Vec<TextRange> = places.iter().map(|place| place.original).collect();
        (self.search(bookmark, Strictness::Loose)).changed(bookmark, &same)
    }
}

/// Where the passage of `bookmark` is in an article whose text is the same; found at once.
#[must_use]
pub fn unchanged(bookmark: &Bookmark, article: &Article) -> Option<TextRange> {
    let same = bookmark.hash == Some(article.head.hash)
        && !bookmark.quote.is_empty()
        && bookmark.range().of(&article.text) == bookmark.quote;
    same.then(|| bookmark.range())
}

/// How like the passage of `bookmark` other places of `article` are, as it is now.
pub(super) fn repeats(bookmark: &Bookmark, article: &Article) -> Repeats {
    let finder = Finder::new(article);
    let loose = finder.search(bookmark, Strictness::Loose);
    let mut repeats = Repeats {
        others_before: loose.ends_of_context().count().saturating_sub(1),
        others_after: loose.starts_of_context().count().saturating_sub(1),
        ..Repeats::default()
    };
    for place in finder.search(bookmark, Strictness::Strict).places() {
        if !place.original.overlaps(bookmark.range()) {
            repeats.others += 1;
            repeats.before = repeats.before.max(place.before.characters);
            repeats.after = repeats.after.max(place.after.characters);
        }
    }
    repeats
}

/// A place where the words of the quote stand.
struct Place {
    /// In the article's text.
    original: TextRange,
    before: Agreement,
    after: Agreement,
}

impl Place {
    fn agreement(&self) -> usize {
        self.before.characters + self.after.characters
    }
}

/// A passage and the text in which it is looked for.
struct Search<'a> {
    passage: Passage,
    text: &'a str,
    skeleton: &'a Skeleton,
}

impl Search<'_> {
    /// Every place with the words of the quote, cut at words as the quote was.
    fn places(&self) -> Vec<Place> {
        let text = self.skeleton.text.as_str();
        occurrences(&self.passage.quote, text)
            .map(|start| TextRange::new(start, start + self.passage.quote.len()))
            .filter_map(|range| {
                let original = self.skeleton.original(range, self.text)?;
                self.is_cut_alike(original).then(|| Place {
                    original,
                    before: self.before(range.start),
                    after: self.after(range.end),
                })
            })
            .collect()
    }

    fn is_cut_alike(&self, TextRange { start, end }: TextRange) -> bool {
        let near = |from: usize, to: usize| self.text.get(from..to).unwrap_or_default().chars();
        let begins = in_word(
            near(0, start).next_back(),
            near(start, self.text.len()).next(),
        );
        let ends = in_word(near(0, end).next_back(), near(end, self.text.len()).next());
        begins == self.passage.before.inside_word && ends == self.passage.after.inside_word
    }

    fn before(&self, at: usize) -> Agreement {
        let here = self.skeleton.text.get(..at).unwrap_or_default();
        let side = &self.passage.before;
        side.agreement(side.text.chars().rev(), here.chars().rev())
    }

    fn after(&self, at: usize) -> Agreement {
        let here = self.skeleton.text.get(at..).unwrap_or_default();
        let side = &self.passage.after;
        side.agreement(side.text.chars(), here.chars())
    }

    /// The one of `places` that is certainly meant.
    fn choose(&self, places: &[Place], repeats: Option<Repeats>, kin: bool) -> Option<TextRange> {
        let alone = places.len() == 1;
        let certain = |place: &&Place| match repeats {
            _ if !kin => {
                self.passage.length >= SHORT
                    && place.before.counts(AGREES_ELSEWHERE)
                    && place.after.counts(AGREES_ELSEWHERE)
            }
            None => place.before.whole && place.after.whole && place.agreement() >= EVIDENCE,
            Some(repeats) => self.is_certain(place, repeats, alone),
        };
        let best = places
            .iter()
            .filter(certain)
            .max_by_key(|place| place.agreement())?;
        // One that is less certain by itself can still be as good a guess.
        let clear = places.iter().all(|other| {
            other.original == best.original
                || (best.before.edge >= other.before.edge
                    && best.after.edge >= other.after.edge
                    && other.before.characters <= best.before.characters
                    && other.after.characters <= best.after.characters
                    && other.agreement() + MARGIN <= best.agreement())
        });
        clear.then_some(best.original)
    }

    /// Whether `place`, in the bookmark's own article, can be no other than the one kept.
    fn is_certain(&self, place: &Place, repeats: Repeats, alone: bool) -> bool {
        let Place { before, after, .. } = place;
        if repeats.others > 0 {
            return is_told(*before, *after, repeats);
        }
        let length = self.passage.length;
        if alone && length >= LONG {
            return true;
        }
        // Context that stood elsewhere too tells only as a whole.
        let counts = |side: Agreement, others: usize, need: usize| {
            side.counts(need) && (others == 0 || side.same)
        };
        if length >= SHORT {
            let before = |need| counts(*before, repeats.others_before, need);
            let after = |need| counts(*after, repeats.others_after, need);
            let alone = (repeats.others_before == 0 && before(ALONE))
                || (repeats.others_after == 0 && after(ALONE));
            return alone || (before(AGREES) && after(AGREES));
        }
        // Where the text began or ended there is no context to ask for: it does so here too, or the
        // other side makes up for it.
        let agrees = |side: Agreement, kept: &Side, others: usize, other: Agreement| {
            if kept.length == 0 {
                side.edge || other.whole || other.characters >= ALONE
            } else {
                counts(side, others, AGREES)
            }
        };
        // One word on each side is too little for one or two words in the middle.
        let edges = EDGE * (usize::from(before.edge) + usize::from(after.edge));
        let enough = place.agreement() + edges >= ALONE || (before.whole && after.whole);
        enough
            && agrees(*before, &self.passage.before, repeats.others_before, *after)
            && agrees(*after, &self.passage.after, repeats.others_after, *before)
    }

    /// Looks for the context around a passage that is not known by its words alone; these stand
    /// unchanged at `same`.
    fn changed(&self, bookmark: &Bookmark, same: &[TextRange]) -> Anchor {
        let (Some(start), Some(end)) = (self.start(bookmark.repeats), self.end(bookmark.repeats))
        else {
            return Anchor::Lost;
        };
        let gap = TextRange::new(start, end);
        if !self.is_known(gap) || !is_small_change(&self.passage.quote, gap.of(&self.skeleton.text))
        {
            return Anchor::Lost;
        }
        let Some(range) = self.skeleton.original(gap, self.text) else {
            return Anchor::Lost;
        };
        let mut within = same.iter().filter(|&&place| range.covers(place));
        match (within.next(), same) {
            (None, []) => Anchor::Changed(range),
            // Something was put between the words and their context.
            (Some(&place), [_]) => Anchor::Exact(place),
            // The words stand elsewhere, or more than once: what is meant is not certain.
            _ => Anchor::Lost,
        }
    }

    /// Whether the context around `gap` is enough to know the passage by.
    fn is_known(&self, gap: TextRange) -> bool {
        let (before, after) = (self.before(gap.start), self.after(gap.end));
        let edges = EDGE * (usize::from(before.edge) + usize::from(after.edge));
        before.characters + after.characters + edges >= EVIDENCE
    }

    /// Where the context before the quote ends: at the beginning of the text if it did then, else
    /// at the only place there is and was.
    fn start(&self, repeats: Option<Repeats>) -> Option<usize> {
        let side = &self.passage.before;
        if side.edge && self.skeleton.text.starts_with(&side.text) {
            return Some(side.text.len());
        }
        let only = only(self.ends_of_context());
        only.filter(|_| repeats.is_none_or(|repeats| repeats.others_before == 0))
    }

    /// The same for the beginning of the context after it.
    fn end(&self, repeats: Option<Repeats>) -> Option<usize> {
        let side = &self.passage.after;
        if side.edge && self.skeleton.text.ends_with(&side.text) {
            return Some(self.skeleton.text.len() - side.text.len());
        }
        let only = only(self.starts_of_context());
        only.filter(|_| repeats.is_none_or(|repeats| repeats.others_after == 0))
    }

    /// Where the nearest context before the quote stands, by its end.
    fn ends_of_context(&self) -> impl Iterator<Item = usize> {
        let near = super::last_chars(&self.passage.before.text, AROUND);
        occurrences(near, &self.skeleton.text).map(|at| at + near.len())
    }

    /// Where the nearest context after the quote stands.
    fn starts_of_context(&self) -> impl Iterator<Item = usize> {
        let near = super::first_chars(&self.passage.after.text, AROUND);
        occurrences(near, &self.skeleton.text)
    }
}

/// Where `needle` stands in `text`, without overlaps; nowhere where it is empty.
fn occurrences(needle: &str, text: &str) -> impl Iterator<Item = usize> {
    let places = memmem::find_iter(text.as_bytes(), needle.as_bytes());
    places.take(if needle.is_empty() { 0 } else { usize::MAX })
}

/// The only one of `places`.
fn only(mut places: impl Iterator<Item = usize>) -> Option<usize> {
    let first = places.next()?;
    places.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests;
