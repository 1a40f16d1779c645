//! Cutting text into words and sentences. What a word means, and where blocks end, is for others.

use super::TextRange;
use super::clean;
use super::eights;
use super::fold::fold;
use super::language::Language;

/// The words of `text`: the longest runs of letters, digits and combining marks. An apostrophe and
/// a hyphen separate, so elided articles are words of their own (`dell`, `Ucraina`).
pub fn words(text: &str) -> impl Iterator<Item = TextRange> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = word_from(text, at)?;
        at = word_end(text, start);
        Some(TextRange::new(start, at))
    })
}

/// Where the first word from `at` on begins.
fn word_from(text: &str, mut at: usize) -> Option<usize> {
    loop {
        // Most of a text is ASCII.
        let byte = *text.as_bytes().get(at)?;
        let (word, length) = if byte.is_ascii() {
            (byte.is_ascii_alphanumeric(), 1)
        } else {
            let c = text.get(at..)?.chars().next()?;
            (is_word(c), c.len_utf8())
        };
        if word {
            return Some(at);
        }
        at += length;
    }
}

/// Where the word ends of which `at` is a part.
fn word_end(text: &str, mut at: usize) -> usize {
    loop {
        let bytes = text.as_bytes().get(at..).unwrap_or_default();
        let length = eights::word(bytes);
        at += length;
        // Most words end before a sign of ASCII.
        if bytes.get(length).is_none_or(u8::is_ascii) {
            return at;
        }
        let rest = text.get(at..).unwrap_or_default();
        match rest.chars().next() {
            Some(c) if is_word(c) || is_joined(c) => at += c.len_utf8(),
            _ => return at,
        }
    }
}

/// Whether single spaces, and nothing else that is blank, stand between the words of a text and nowhere
/// else: it is in one line already.
#[must_use]
pub fn is_line(text: &str) -> bool {
    let mut before = b' ';
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        let blank = match byte {
            b' ' => before == b' ',
            0..b' ' => char::from(byte).is_whitespace(),
            // The first bytes of all blanks that are not of ASCII.
            0xC2 | 0xE1..=0xE3 => {
                let blank = text.get(at..).and_then(|rest| rest.chars().next());
                blank.is_some_and(char::is_whitespace)
            }
            _ => false,
        };
        if blank {
            return false;
        }
        before = byte;
    }
    before != b' '
}

/// How many words there are in `text`.
#[must_use]
pub fn count_words(text: &str) -> usize {
    let (mut count, mut at, mut within) = (0, 0, false);
    while let Some(rest) = text.as_bytes().get(at..).filter(|rest| !rest.is_empty()) {
        let eight = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut last = [b' '; 8];
            last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            last
        });
        // Most of a text is ASCII, of which eight bytes are looked at at once.
        let eight = u64::from_le_bytes(eight);
        let odd = eight & eights::HIGH;
        let before_odd = (odd & odd.wrapping_neg()).wrapping_sub(1);
        let letters = eights::alphanumeric(eight) & before_odd;
        let follows = letters << 8 | u64::from(within) << 7;
        // The bits are added up in the highest byte.
        count += (((letters & !follows) >> 7).wrapping_mul(EACH) >> 56) as usize;
        if odd == 0 {
            within = letters >> 63 == 1;
            at += 8;
            continue;
        }
        let first = odd.trailing_zeros();
        within = follows >> first & 1 == 1;
        at += first as usize / 8;
        let odd = text.get(at..).unwrap_or_default().chars();
        for c in odd.take_while(|c| !c.is_ascii()) {
            let word = is_word(c);
            count += usize::from(word && !within);
            within = word || within && is_joined(c);
            at += c.len_utf8();
        }
    }
    count
}

/// A bit for each of eight bytes, its lowest.
const EACH: u64 = eights::all(1);

/// Whether `c` can be a word by itself.
#[must_use]
pub fn is_word(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        // The letters of European languages and the signs of their texts, without a look at tables.
        '\u{80}'..='\u{bf}' => matches!(c, 'ª' | '²' | '³' | 'µ' | '¹' | 'º' | '¼' | '½' | '¾'),
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{2000}'..='\u{206f}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Whether `c` belongs to the word that it stands in: combining marks, soft hyphens, joiners and the
/// sign for what cannot be seen.
#[must_use]
pub fn is_joined(c: char) -> bool {
    match c {
        '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | clean::INVISIBLE => true,
        // Letters, and the dashes, quotes and dots of European texts, without a look at tables.
        '\0'..='\u{2ff}' | '\u{2010}'..='\u{2027}' => false,
        _ => unicode_normalization::char::is_combining_mark(c),
    }
}

/// Whether a sign that can end a sentence, or a line, begins with a byte: most of a text is passed
/// over by this alone.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut nth = 0;
    // The first bytes of `…`, `。`, and of `！` and `？` are the last three.
    let bytes = [b'.', b'!', b'?', b'\n', 0xE2, 0xE3, 0xEF];
    while nth < bytes.len() {
        stops[bytes[nth] as usize] = true;
        nth += 1;
    }
    stops
};

/// How many characters after a stop are looked at for the beginning of the next word.
const LOOKAHEAD: usize = 32;

/// The sentences of the block `within` of `text`, without the spaces between them. A full stop
/// ends no sentence after an abbreviation of `language`, after an initial, inside a number, or
/// where the next word begins in lower case. Closing quotes and brackets belong to the sentence
/// that they close.
#[must_use]
pub fn sentences(text: &str, within: TextRange, language: Language) -> Vec<TextRange> {
    each_sentence(text, within, language).collect()
}

/// The same, one after the other: those that nobody asks for are not looked for.
pub fn each_sentence(
    text: &str,
    within: TextRange,
    language: Language,
) -> impl Iterator<Item = TextRange> + '_ {
    let mut left = Block {
        text: within.of(text),
        language,
        at: 0,
        start: None,
    };
    std::iter::from_fn(move || left.next_sentence())
        .filter(|sentence| !sentence.is_empty())
        .map(move |sentence| sentence.shifted(within.start))
}

/// What is left of a block that is cut into sentences.
struct Block<'a> {
    text: &'a str,
    language: Language,
    at: usize,
    /// Where the sentence begins that is not ended yet.
    start: Option<usize>,
}

impl Block<'_> {
    fn next_sentence(&mut self) -> Option<TextRange> {
        let block = self.text;
        while let Some(rest) = block.get(self.at..) {
            if self.start.is_none() {
                self.at = block.len() - rest.trim_start().len();
                self.start = (self.at < block.len()).then_some(self.at);
            }
            let ahead = block.as_bytes().get(self.at..).unwrap_or_default();
            let Some(next) = ahead.iter().position(|&byte| STOPS[usize::from(byte)]) else {
                break;
            };
            let at = self.at + next;
            let mut chars = block
                .get(at..)
                .unwrap_or_default()
                .char_indices()
                .peekable();
            let Some((_, c)) = chars.next() else { break };
            let mut end = at + c.len_utf8();
            if !matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '\n') {
                self.at = end;
                continue;
            }
            while let Some((closing, close)) = chars.next_if(|&(_, closing)| {
                c != '\n'
                    && matches!(
                        closing,
                        '.' | '!' | '?' | '…' | '»' | '”' | '"' | '’' | '\'' | ')' | ']'
                    )
            }) {
                end = at + closing + close.len_utf8();
            }
            let rest = block.get(end..).unwrap_or_default();
            let before = |first| block.get(first..at).unwrap_or_default();
            self.at = end;
            if let Some(first) = self.start
                && (c == '\n' || ends_sentence(before(first), c, rest, self.language))
            {
                self.start = None;
                return Some(trimmed(block, first, end));
            }
        }
        self.at = block.len();
        let first = self.start.take()?;
        Some(trimmed(block, first, block.len()))
    }
}

fn trimmed(block: &str, start: usize, end: usize) -> TextRange {
    let kept = block.get(start..end).unwrap_or_default().trim_end();
    TextRange::new(start, start + kept.len())
}

fn ends_sentence(before: &str, stop: char, rest: &str, language: Language) -> bool {
    if matches!(stop, '。' | '！' | '？') {
        return true;
    }
    let Some(space) = rest.chars().next() else {
        return true;
    };
    if !space.is_whitespace() {
        // Copied text often loses the space between two sentences: «fine.Inizio».
        let glued = space.is_uppercase()
            && before.chars().next_back().is_some_and(char::is_lowercase)
            && rest.chars().nth(1).is_some_and(char::is_lowercase);
        return stop == '.' && glued;
    }
    let next = rest
        .trim_start()
        .chars()
        .take(LOOKAHEAD)
        .find(|c| c.is_alphanumeric() || matches!(c, '«' | '“'));
    if next.is_some_and(char::is_lowercase) {
        return false;
    }
    if stop != '.' {
        return true;
    }
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '«' | '“' | '"' | '’' | '\''))
        .next()
        .unwrap_or_default();
    if word.is_empty() || !word.chars().any(char::is_alphabetic) {
        return true;
    }
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let initials = word.contains('.')
        && word
            .split('.')
            .all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic));
    let abbreviated = language
        .known()
        .is_some_and(|known| known.abbreviations.contains(&fold(word)));
    // `in Washington D.C. The team …`
    let begins = initials && !initial && begins_with_function(rest, language);
    begins || !(initial || initials || abbreviated)
}

/// Whether what follows begins with a word such as `The` and goes on in lower case, as no name does.
fn begins_with_function(rest: &str, language: Language) -> bool {
    let mut ahead = rest.split_whitespace();
    let (first, second) = (ahead.next().unwrap_or_default(), ahead.next());
    let small = second.is_some_and(|second| second.starts_with(char::is_lowercase));
    let function = |word: &str| {
        (language.known()).is_some_and(|known| known.function_words.contains(&fold(word)))
    };
    small && first.chars().count() > 1 && function(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, language: Language) -> Vec<&str> {
        sentences(text, TextRange::new(0, text.len()), language)
            .into_iter()
            .map(|sentence| sentence.of(text))
            .collect()
    }

    #[test]
    fn every_character_is_what_the_tables_say() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_word(c), c.is_alphanumeric(), "{c:?}");
            let marks = matches!(
                c,
                clean::INVISIBLE | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}'
            );
            let joined = marks || unicode_normalization::char::is_combining_mark(c);
            assert_eq!(is_joined(c), joined, "{c:?}");
        }
    }

    #[test]
    fn no_blank_stands_in_a_line() {
        for c in '\0'..=char::MAX {
            assert_eq!(
                is_line(&format!("a{c}b")),
                c == ' ' || !c.is_whitespace(),
                "{c:?}"
            );
        }
    }

    #[test]
    fn words_split_at_elision_and_hyphen() {
        let text = "L’asse Mosca-Pyongyang dell'ONU, nel 2024";
        let found: Vec<_> = words(text).map(|word| word.of(text)).collect();
        assert_eq!(
            found,
            [
                "L",
                "asse",
                "Mosca",
                "Pyongyang",
                "dell",
                "ONU",
                "nel",
                "2024"
            ]
        );
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for (text, expected) in [
            ("Uno. Due? Tre!", vec!["Uno.", "Due?", "Tre!"]),
            (
                "L’on. Rossi e il sen. Bianchi. Fine.",
                vec!["L’on. Rossi e il sen. Bianchi.", "Fine."],
            ),
            (
                "Disse: «Basta». Poi uscì.",
                vec!["Disse: «Basta».", "Poi uscì."],
            ),
            (
                "Circa 2.000 soldati. Altri 3.",
                vec!["Circa 2.000 soldati.", "Altri 3."],
            ),
            (
                "Lavora alla Serra S.p.A. Di Marco è la sede. La fondò nel 44 a.C. Il console morì.",
                vec![
                    "Lavora alla Serra S.p.A. Di Marco è la sede.",
                    "La fondò nel 44 a.C.",
                    "Il console morì.",
                ],
            ),
            (
                "J. R. Smith arrivò. Partì.",
                vec!["J. R. Smith arrivò.", "Partì."],
            ),
            ("Dove? chiese. Lì.", vec!["Dove? chiese.", "Lì."]),
            (
                "Il vertice del 24.2.2022 fallì… Poi basta",
                vec!["Il vertice del 24.2.2022 fallì…", "Poi basta"],
            ),
            (
                "Finisce.Inizia di nuovo.",
                vec!["Finisce.", "Inizia di nuovo."],
            ),
            ("Nel 2019. Poi.", vec!["Nel 2019.", "Poi."]),
        ] {
            assert_eq!(cut(text, Language::ITALIAN), expected);
        }
        assert_eq!(
            cut("The U.S. Navy left. Mr. Kim stayed.", Language::ENGLISH),
            ["The U.S. Navy left.", "Mr. Kim stayed."]
        );
    }

    proptest::proptest! {
        #[test]
        fn words_are_counted_as_they_are_found(text in "[a-zè1 .’\u{301}\u{ad}\u{200d}␦]{0,30}[a-z .]{0,70}|[!-~é]{0,40}") {
            let mut found = Vec::new();
            let mut start = None;
            for (at, c) in text.char_indices() {
                if is_word(c) {
                    start = start.or(Some(at));
                } else if !is_joined(c) && let Some(start) = start.take() {
                    found.push(TextRange::new(start, at));
                }
            }
            found.extend(start.map(|start| TextRange::new(start, text.len())));
            proptest::prop_assert_eq!(count_words(&text), found.len());
            proptest::prop_assert_eq!(words(&text).collect::<Vec<_>>(), found);
        }

        #[test]
        fn a_line_is_what_joining_its_words_leaves(text in "[a-zè’ \u{a0}\u{2003}\u{3000}\u{1680}\n\u{1c}]{0,9}") {
            let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
            proptest::prop_assert_eq!(is_line(&text), !text.is_empty() && joined == text);
        }

        #[test]
        fn no_visible_character_is_lost(text in "[a-zA-Z .!?»«’\n0-9é]{0,80}") {
            let kept: String = cut(&text, Language::ITALIAN).concat();
            let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            proptest::prop_assert_eq!(solid(&kept), solid(&text));
        }
    }
}
