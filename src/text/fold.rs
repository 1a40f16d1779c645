//! Folding: the form of a text in which case, accents, kinds of apostrophe, dash and space, and
//! invisible characters make no difference, with the way back to the original. It knows nothing of
//! words, inflection or elision.

use std::cmp::Ordering;
use std::iter;
use std::str::Chars;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{TextRange, clean};

/// The folded form of `text`.
///
/// ```
/// use rassegna::text::fold::fold;
/// assert_eq!(fold("Dell’Élite – PERCHÉ"), "dell'elite - perche");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    push_all_folded(text, &mut folded);
    folded
}

/// Whether `text` is `folded` when it is folded, told by as little of it as shows that it is not.
///
/// ```
/// use rassegna::text::fold::folds_to;
/// assert!(folds_to("PERCHÉ", "perche"));
/// assert!(!folds_to("Perché no", "perche"));
/// ```
#[must_use]
pub fn folds_to(text: &str, folded: &str) -> bool {
    let mut rest = folded;
    let mut letter = String::new();
    for c in text.chars() {
        if c.is_ascii() {
            match rest.strip_prefix(c.to_ascii_lowercase()) {
                Some(after) => rest = after,
                None => return false,
            }
            continue;
        }
        letter.clear();
        push_folded(c, &mut letter);
        match rest.strip_prefix(letter.as_str()) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    rest.is_empty()
}

/// A name in the order in which readers look for it: by its folded form, so that `Élite` stands among
/// those with E, and names of one folded form as they are written. Nothing is made of it.
///
/// ```
/// use rassegna::text::fold::Alphabetical;
/// let mut names = ["Zorzi", "Élite", "elite", "Fabbri"].map(Alphabetical);
/// names.sort();
/// assert_eq!(names.map(|name| name.0), ["elite", "Élite", "Fabbri", "Zorzi"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alphabetical<'a>(pub &'a str);

impl Ord for Alphabetical<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        (Letters::of(self.0).cmp(Letters::of(other.0))).then_with(|| self.0.cmp(other.0))
    }
}

impl PartialOrd for Alphabetical<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The bytes of the folded form of a text, one after the other.
struct Letters<'a> {
    left: Chars<'a>,
    /// What a letter that is not ASCII was folded to, and how much of it was given.
    odd: String,
    given: usize,
}

impl<'a> Letters<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            left: text.chars(),
            odd: String::new(),
            given: 0,
        }
    }
}

impl Iterator for Letters<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        loop {
            if let Some(&byte) = self.odd.as_bytes().get(self.given) {
                self.given += 1;
                return Some(byte);
            }
            let letter = self.left.next()?;
            if letter.is_ascii() {
                return u8::try_from(letter.to_ascii_lowercase()).ok();
            }
            self.odd.clear();
            self.given = 0;
            push_folded(letter, &mut self.odd);
        }
    }
}

/// A line with its first letter made a capital.
#[must_use]
pub fn capitalised(line: &str) -> String {
    let mut chars = line.chars();
    match chars.next() {
        Some(first) => {
            let mut capitalised = String::with_capacity(line.len());
            capitalised.extend(first.to_uppercase());
            capitalised.push_str(chars.as_str());
            capitalised
        }
        None => String::new(),
    }
}

/// Appends the folded form of `text`.
pub(crate) fn push_all_folded(text: &str, folded: &mut String) {
    let mut rest = text;
    loop {
        let (ascii, odd) = split_ascii(rest);
        push_ascii(ascii, folded);
        let mut chars = odd.chars();
        let Some(c) = chars.next() else {
            return;
        };
        push_folded(c, folded);
        rest = chars.as_str();
    }
}

/// What of `text` stands before its first character that is not ASCII, and the rest.
fn split_ascii(text: &str) -> (&str, &str) {
    let odd = text.bytes().position(|byte| !byte.is_ascii());
    text.split_at(odd.unwrap_or(text.len()))
}

fn push_ascii(text: &str, folded: &mut String) {
    let before = folded.len();
    folded.push_str(text);
    if let Some(added) = folded.get_mut(before..) {
        added.make_ascii_lowercase();
    }
}

/// A folded text that knows where each of its bytes came from.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded form.
    pub text: String,
    /// For each byte of `text`, and one past the end, the byte of the original character; empty
    /// where folding changed no length, so that both texts have the same offsets.
    from: Vec<u32>,
    /// Bytes of the original.
    len: usize,
}

impl Folded {
    /// Folds `text`, at most 4 GiB of it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut from = Vec::new();
        let mut shifted = false;
        let mut rest = text;
        loop {
            let (ascii, odd) = split_ascii(rest);
            let start = text.len() - odd.len();
            push_ascii(ascii, &mut folded);
            if shifted {
                from.extend((start - ascii.len()..start).map(offset));
            }
            let mut chars = odd.chars();
            let Some(c) = chars.next() else {
                break;
            };
            rest = chars.as_str();
            let before = folded.len();
            push_folded(c, &mut folded);
            let added = folded.get(before..).unwrap_or_default();
            let same = added.len() == c.len_utf8() && added.chars().nth(1).is_none();
            if !shifted && !same {
                shifted = true;
                from.reserve(text.len());
                from.extend((0..before).map(offset));
            }
            if shifted {
                from.extend(iter::repeat_n(offset(start), folded.len() - before));
            }
        }
        if shifted {
            from.push(offset(text.len()));
        }
        Self {
            text: folded,
            from,
            len: text.len(),
        }
    }

    /// The range of the original whose characters gave `range` of the folded text. Characters that
    /// folding removed belong to what precedes them.
    #[must_use]
    pub fn original(&self, range: TextRange) -> TextRange {
        let start = self.original_at(range.start);
        let mut end = range.end;
        while end > range.start && self.original_at(end) == self.original_at(end - 1) {
            // In the middle of what one character gave: all of that character.
            end += 1;
            if end > self.text.len() {
                break;
            }
        }
        TextRange::new(start, self.original_at(end))
    }

    fn original_at(&self, byte: usize) -> usize {
        if self.from.is_empty() {
            return byte.min(self.len);
        }
        self.from.get(byte).map_or(self.len, |&from| from as usize)
    }
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// The folded form of a letter of western Europe that is one letter, told without the tables of
/// Unicode.
pub(crate) const fn western(c: char) -> Option<char> {
    Some(match c {
        'à'..='å' | 'À'..='Å' => 'a',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ý' | 'ÿ' | 'Ý' => 'y',
        _ => return None,
    })
}

/// Appends the folded form of `c`: nothing, one character or a few.
pub fn push_folded(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    if let Some(letter) = western(c) {
        folded.push(letter);
        return;
    }
    match c {
        '‘' | '’' | '‛' | 'ʼ' | 'ʹ' | '′' | '`' | '´' | '＇' => folded.push('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => folded.push('"'),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => folded.push('-'),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            folded.push(' ');
        }
        clean::INVISIBLE
        | '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' => {}
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
        'þ' | 'Þ' => folded.push_str("th"),
        'ı' => folded.push('i'),
        '\u{80}'..'\u{180}' => {
            let known = LATIN.get(c as usize - 0x80);
            folded.push_str(known.map_or("", String::as_str));
        }
        _ => push_decomposed(c, folded),
    }
}

/// What folding makes of the letters of western languages, from U+0080 on: they are looked up.
static LATIN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folded = |c| {
        let mut folded = String::new();
        push_decomposed(c, &mut folded);
        folded
    };
    ('\u{80}'..'\u{180}').map(folded).collect()
});

fn push_decomposed(c: char, folded: &mut String) {
    for part in iter::once(c)
        .nfkd()
        .filter(|&part| !is_combining_mark(part))
    {
        folded.extend(part.to_lowercase().filter(|&low| !is_combining_mark(low)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignores_what_readers_do_not_type() {
        for (text, folded) in [
            ("Šojgu", "sojgu"),
            ("Vent’anni", "vent'anni"),
            ("vent'anni", "vent'anni"),
            ("STRASSE Straße", "strasse strasse"),
            ("co\u{ad}operazione", "cooperazione"),
            ("KN‑23", "kn-23"),
            ("cafe\u{301}", "cafe"),
            ("ﬁne", "fine"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
            assert_eq!(Folded::new(text).text, folded, "{text}");
        }
    }

    #[test]
    fn the_letters_of_western_europe_are_folded_as_the_tables_say() {
        for c in '\u{80}'..='\u{24f}' {
            let Some(quick) = western(c) else { continue };
            let full: String = iter::once(c)
                .nfkd()
                .filter(|&part| !is_combining_mark(part))
                .flat_map(char::to_lowercase)
                .collect();
            assert_eq!(quick.to_string(), full, "{c}");
        }
    }

    #[test]
    fn leads_back_to_the_original() {
        let text = "Già – «perché» co\u{ad}sì İstanbul ﬁne";
        let folded = Folded::new(text);
        for (needle, original) in [
            ("perche", "perché"),
            ("cosi", "co\u{ad}sì"),
            ("fine", "ﬁne"),
            ("gia", "Già"),
        ] {
            let start = folded.text.find(needle).unwrap();
            let range = folded.original(TextRange::new(start, start + needle.len()));
            assert_eq!(range.of(text), original);
        }
        let whole = folded.original(TextRange::new(0, folded.text.len()));
        assert_eq!(whole.of(text), text);
    }

    proptest::proptest! {
        #[test]
        fn many_letters_are_folded_at_once_as_each_by_itself(text in "[A-Za-zÈß’ \u{ad}ﬁ]{0,40}") {
            let mut singly = String::new();
            text.chars().for_each(|c| push_folded(c, &mut singly));
            proptest::prop_assert_eq!(fold(&text), singly.as_str());
            proptest::prop_assert_eq!(Folded::new(&text).text, singly);
        }

        #[test]
        fn names_are_in_the_order_of_their_folded_forms(
            one in "[A-Ea-eÈéßﬁ’ \u{301}я]{0,8}", other in "[A-Ea-eÈéßﬁ’ \u{301}я]{0,8}",
        ) {
            let expected = (fold(&one), &one).cmp(&(fold(&other), &other));
            proptest::prop_assert_eq!(Alphabetical(&one).cmp(&Alphabetical(&other)), expected);
        }

        #[test]
        fn every_range_is_on_character_boundaries(text in "\\PC{0,40}") {
            let folded = Folded::new(&text);
            for (start, _) in folded.text.char_indices() {
                let range = folded.original(TextRange::new(start, folded.text.len()));
                proptest::prop_assert!(text.get(range.start..range.end).is_some());
            }
        }
    }
}
