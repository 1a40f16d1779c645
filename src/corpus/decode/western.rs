//! Which of the one-byte encodings of western Europe a text is written in: the same byte is `è` on
//! one system and `Š` or `Φ` on another, and what stands around it tells which makes sense. What
//! the bytes mean in other scripts is for the detector of [`decode`](super).

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_8859_15, MACINTOSH, WINDOWS_1252};

/// The upper half of code page 437, that of the first IBM PCs.
pub(in crate::corpus) const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
/// The upper half of code page 850, that of DOS in western Europe.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Western {
    /// One that browsers know.
    Known(&'static Encoding, &'static str),
    /// The upper half of a code page of DOS.
    Page(&'static str, &'static str),
}

/// The most likely first: of equals the first is taken.
const CANDIDATES: [Western; 5] = [
    Western::Known(WINDOWS_1252, "Windows-1252"),
    Western::Known(ISO_8859_15, "ISO-8859-15"),
    Western::Known(MACINTOSH, "MacRoman"),
    Western::Page(CP850, "code page 850"),
    Western::Page(CP437, "code page 437"),
];

impl Western {
    /// The one of this name, if it is none of the web.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase().replace(['-', '_', ' '], "");
        Some(match name.as_str() {
            "macroman" => Self::Known(MACINTOSH, "MacRoman"),
            "cp850" | "ibm850" | "codepage850" | "850" => Self::Page(CP850, "code page 850"),
            "cp437" | "ibm437" | "codepage437" | "437" => Self::Page(CP437, "code page 437"),
            _ => return None,
        })
    }

    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Known(_, name) | Self::Page(_, name) => name,
        }
    }

    /// The characters of `bytes`.
    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Known(encoding, _) => encoding.decode_without_bom_handling(bytes).0,
            Self::Page(page, _) => Cow::Owned(code_page(page, bytes)),
        }
    }
}

/// `bytes` as characters, by the upper half of a code page.
pub(in crate::corpus) fn code_page(page: &str, bytes: &[u8]) -> String {
    let upper: Vec<char> = page.chars().collect();
    bytes
        .iter()
        .map(|&byte| match byte {
            0..=127 => char::from(byte),
            _ => upper
                .get(usize::from(byte) - 128)
                .copied()
                .unwrap_or(char::REPLACEMENT_CHARACTER),
        })
        .collect()
}

/// The encoding in which the bytes above ASCII of `sample` make the most sense, and whether they
/// make so much sense that no other script needs to be thought of.
pub(super) fn guess(sample: &[u8]) -> (Western, bool) {
    let mut best = (CANDIDATES[0], i64::MIN, 0);
    for candidate in CANDIDATES {
        let (sense, count) = sense(&candidate.decode(sample));
        if sense > best.1 {
            best = (candidate, sense, count);
        }
    }
    let (candidate, sense, count) = best;
    (candidate, count > 0 && sense * 2 >= count * 3)
}

/// How much sense the characters above ASCII make where they stand, and how many they are.
fn sense(text: &str) -> (i64, i64) {
    let (mut sense, mut count) = (0, 0);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_ascii() {
            let after = chars.peek().copied().unwrap_or(' ');
            sense += weigh(before, c, after);
            count += 1;
        }
        before = c;
    }
    (sense, count)
}

/// What one character says, between its neighbours: Italian has accents at the ends of words, its
/// neighbours have them inside, and quotes and dashes have their places.
fn weigh(before: char, c: char, after: char) -> i64 {
    let (left, right) = (before.is_alphabetic(), after.is_alphabetic());
    let open = before.is_whitespace() || matches!(before, '(' | '\'' | '’' | '"' | '«' | '“');
    let close = after.is_whitespace() || after.is_ascii_punctuation() || "’»”…".contains(after);
    match c {
        'à' | 'è' | 'é' | 'ì' | 'ò' | 'ù' if !right => 3,
        'À' | 'È' | 'É' | 'Ì' | 'Ò' | 'Ù' if !left || before.is_uppercase() => 2,
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'ç' | 'è' | 'é' | 'ê' | 'ë' | 'í' | 'î' | 'ï' | 'ñ' | 'ó'
        | 'ô' | 'õ' | 'ö' | 'ú' | 'û' | 'ü' | 'ß' | 'œ' | 'å' | 'ø' | 'š' | 'ž' | 'æ' | 'ì'
        | 'ò' | 'ù'
            if left || right =>
        {
            1
        }
        '’' if left && (right || close) => 3,
        '«' | '“' | '‘' if open && (right || after.is_ascii_digit() || after == ' ') => 2,
        '»' | '”' | '’' if !open && close => 2,
        '–' | '—' if before.is_whitespace() && after.is_whitespace() => 2,
        '–' | '—' if before.is_ascii_digit() && after.is_ascii_digit() => 2,
        '…' if left && !right => 2,
        '€' | '£' if before.is_ascii_digit() || after.is_ascii_digit() => 2,
        '€' | '£' if open || after.is_whitespace() => 1,
        '€' | '£' => -1,
        '°' | 'º' | 'ª' | '%' | '²' | '³' if before.is_ascii_digit() || left => 1,
        '·' | '•' if before.is_whitespace() => 1,
        '\u{a0}' | '§' | '©' | '®' | '°' => 0,
        _ if c.is_control() || c == char::REPLACEMENT_CHARACTER => -6,
        _ if c.is_lowercase() => -1,
        _ if c.is_alphabetic() && (!left || before.is_uppercase()) => -1,
        _ => -3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` in one of the encodings; what it does not have is left out.
    fn encoded(text: &str, encoding: Western) -> Vec<u8> {
        let all: Vec<u8> = (0..=255).collect();
        let table: Vec<char> = encoding.decode(&all).chars().collect();
        assert_eq!(table.len(), 256);
        text.chars()
            .filter_map(|c| table.iter().position(|&known| known == c))
            .map(|byte| u8::try_from(byte).unwrap())
            .collect()
    }

    #[test]
    fn x3_western_texts_are_told_apart() {
        for text in [
            "Perché è così: «già» – l’euro costò 100 £, naïve façade.",
            "La città è più libera; l'università no. È andata così, perché nessuno può dire di sì.",
            "«È finita», disse. «Però chissà: lunedì si vedrà.»",
            "Le général a déjà été reçu à l'Élysée, où il a parlé.",
        ] {
            for encoding in CANDIDATES {
                let bytes = encoded(text, encoding);
                let (found, sure) = guess(&bytes);
                assert_eq!(
                    found.decode(&bytes),
                    encoding.decode(&bytes),
                    "{} read as {}",
                    encoding.name(),
                    found.name()
                );
                assert!(sure, "{text}");
            }
        }
        for text in ["Costò 100 €, cioè più di prima.", "Perché l'€uro è così"] {
            let euro = encoded(text, CANDIDATES[1]);
            assert_eq!(guess(&euro).0.name(), "ISO-8859-15");
        }
    }

    #[test]
    fn other_scripts_are_not_taken_for_western() {
        for (label, text) in [
            ("koi8-r", "Правительство объявило о новых мерах"),
            ("windows-1251", "Правительство объявило о новых мерах"),
            ("shift_jis", "日本の首相は記者会見で"),
            ("gb18030", "总理在新闻发布会上表示"),
            ("windows-1253", "Η κυβέρνηση ανακοίνωσε νέα μέτρα"),
        ] {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            assert!(!guess(&encoding.encode(text).0).1, "{label}");
        }
    }
}
