//! Articles that were read again: what is open is asked for anew where it changed, and everything
//! that points into its text (the place, the selection, marks, the way back) goes to the same words
//! in the new one. Finding bookmarks again is for `bookmarks`.

use std::collections::HashMap;
use std::sync::Arc;

use crate::index::Annotated;
use crate::index::catalogue::Catalogue;

use super::App;
use super::effect::Effect;
use super::notice::Severity;

impl App {
    /// Asks for the open article again where it is another one now, or was recognised by another
    /// dictionary than the catalogue; `before` is the catalogue of before.
    pub(super) fn reread_open(&mut self, before: &Catalogue) -> Option<Effect> {
        let open = &self.reader.open.as_ref()?.annotated;
        let id = open.article.head.id;
        let Some(entry) = self.catalogue.entry(id) else {
            if !self.reading_files && before.position(id).is_some() {
                self.notices.push(
                    Severity::Warning,
                    "The open article is gone from the corpus; what was read of it stays until you open another",
                );
            }
            return None;
        };
        let same = open.recognised
            && (before.edition == 0 || before.edition == self.catalogue.edition)
            && open.article.head == *entry.head();
        (!same && !self.opens_another()).then(|| Effect::Open(entry.head()))
    }

    /// Asks for the open article again where it is another one now.
    pub(super) fn open_if_stale(&self) -> Option<Effect> {
        let article = self.reader.article()?;
        let head = self.catalogue.entry(article.head.id)?.head();
        (article.head != *head).then(|| Effect::Open(head))
    }

    /// Whether another article is about to take the place of the open one: of two that are asked for
    /// only the later is read.
    pub(super) fn opens_another(&self) -> bool {
        let opening = self.opening.as_ref();
        opening.is_some_and(|(id, _)| self.reader.id() != Some(*id))
    }

    /// Ends the reading of the corpus with what was read so far.
    pub(super) fn stop_reading(&mut self) -> Vec<Effect> {
        if !self.reading_files && self.progress.is_none() {
            self.notices
                .push(Severity::Done, "Everything is read already");
            return Vec::new();
        }
        self.notices.push(
            Severity::Done,
            "Reading was stopped: what was read stays, and R reads the rest",
        );
        vec![Effect::StopReading]
    }

    /// Shows the open article as it is now, at the same words.
    pub(super) fn renew_open(&mut self, annotated: Arc<Annotated>) {
        let Some(open) = &self.reader.open else {
            return;
        };
        let before = Arc::clone(&open.annotated);
        let id = annotated.article.head.id;
        if before.article.text == annotated.article.text
            && before.article.blocks == annotated.article.blocks
        {
            self.reader.recognise(annotated);
        } else {
            let now = Arc::clone(&annotated.article);
            let moved = Moved::new(&before.article.text, &now.text);
            self.reader.renew(annotated, &|byte| moved.byte(byte));
            self.history.renew(id, |byte| moved.byte(byte));
            self.reading.renew(id, |byte| moved.byte(byte));
        }
        self.timeline.set_open(Some(id));
        self.find_kept();
        self.settle_wanted();
        self.follow_reader();
    }
}

/// The way from the places of a text to those of a later one.
struct Moved<'a> {
    old: &'a str,
    new: &'a str,
    /// Bytes at the beginning and at the end that are the same.
    same: (usize, usize),
    /// Where each line of what lies between begins in the new text, as long as it is the only one
    /// of its words.
    lines: HashMap<&'a str, Option<usize>>,
}

impl<'a> Moved<'a> {
    fn new(old: &'a str, new: &'a str) -> Self {
        let equal = |(a, b): &(u8, u8)| a == b;
        let head = old.bytes().zip(new.bytes()).take_while(equal).count();
        let head = old.floor_char_boundary(head);
        let most = old.len().min(new.len()) - head;
        let ends = old.bytes().rev().zip(new.bytes().rev());
        let tail = ends.take(most).take_while(equal).count();
        let tail = old.len() - old.ceil_char_boundary(old.len() - tail);
        let mut lines = HashMap::new();
        let mut start = 0;
        for line in new.split('\n') {
            lines
                .entry(line)
                .and_modify(|only| *only = None)
                .or_insert(Some(start));
            start += line.len() + 1;
        }
        Self {
            old,
            new,
            same: (head, tail),
            lines,
        }
    }

    /// The place of the same words, or of what stands where they were.
    fn byte(&self, byte: usize) -> usize {
        let (head, tail) = self.same;
        if byte <= head {
            return byte;
        }
        if byte + tail >= self.old.len() {
            return self.new.len() - self.old.len().saturating_sub(byte);
        }
        let start = line_start(self.old, byte);
        let words = line(self.old, start);
        if let Some(Some(now)) = self.lines.get(words) {
            return now + (byte - start);
        }
        // The line itself was changed: of the next ones after the last that was not, it is the one
        // that still begins like it most.
        let (after, passed) = self.kept_before(start);
        let next = self.new.get(after..).unwrap_or_default();
        let alike = |line: &str| {
            let bytes = line.bytes().zip(words.bytes());
            bytes.take_while(|(a, b)| a == b).count()
        };
        let mut at = after;
        let mut best = (0, after);
        for (number, line) in next.split('\n').take(SEARCHED).enumerate() {
            let common = alike(line);
            if common > best.0 || best.0 == 0 && number == passed {
                best = (common, at);
            }
            at += line.len() + 1;
        }
        let place = best.1 + best.0.min(byte - start);
        self.new.floor_char_boundary(place.min(self.new.len()))
    }

    /// Where the last line before `start` that is the same ends in the new text, and how many
    /// others stand between.
    fn kept_before(&self, mut start: usize) -> (usize, usize) {
        for passed in 0..SEARCHED {
            let Some(end) = start.checked_sub(1) else {
                return (0, passed);
            };
            start = line_start(self.old, end);
            let before = line(self.old, start);
            if let Some(Some(kept)) = self.lines.get(before).filter(|_| !before.is_empty()) {
                return ((kept + before.len() + 1).min(self.new.len()), passed);
            }
        }
        (self.same.0, 0)
    }
}

/// Lines that are looked through for a changed one.
const SEARCHED: usize = 64;

/// Where the line begins in which `byte` is.
fn line_start(text: &str, byte: usize) -> usize {
    let before = text.get(..byte).unwrap_or_default();
    before.rfind('\n').map_or(0, |end| end + 1)
}

/// The line that begins at `start`.
fn line(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    rest.split('\n').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "Titolo\n\nPrimo capoverso.\n\nSecondo capoverso.\n\nTerzo.";

    /// What stands at the place of `words` after a change.
    fn after(new: &str, words: &str) -> String {
        let moved = Moved::new(OLD, new);
        let byte = moved.byte(OLD.find(words).unwrap());
        let rest = new.get(byte..).unwrap();
        rest.split('\n').next().unwrap().to_owned()
    }

    #[test]
    fn the_place_stays_at_its_words() {
        let new = "Nuovo titolo\n\nUno di più.\n\nPrimo capoverso.\n\nSecondo capoverso.\n\nTerzo!";
        assert_eq!(after(new, "Secondo"), "Secondo capoverso.");
        assert_eq!(after(new, "capoverso.\n\nTerzo"), "capoverso.");
        assert_eq!(after(new, "Terzo"), "Terzo!");
        assert_eq!(after("Titolo", "Secondo"), "");
        assert_eq!(
            after(
                "Titolo\n\nPrimo.\n\nSecondo capoverso, mutato.\n\nTerzo.",
                "capoverso.\n\nTerzo"
            ),
            "capoverso, mutato."
        );
    }

    proptest::proptest! {
        #[test]
        fn every_place_is_on_a_character_of_the_new_text(
            old in "[aàb\n]{0,30}", new in "[aàb\n]{0,30}", byte in 0_usize..60,
        ) {
            let byte = old.floor_char_boundary(byte);
            proptest::prop_assert!(new.is_char_boundary(Moved::new(&old, &new).byte(byte)));
        }
    }
}
