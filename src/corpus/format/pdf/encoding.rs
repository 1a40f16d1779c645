//! What the codes of fonts mean where a font does not say it in Unicode: the encodings of the PDF
//! reference (ISO 32000-1, annex D) and the names of glyphs (Adobe Glyph List).

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization as _;

/// An encoding that fonts name.
#[derive(Clone, Copy)]
pub(super) enum Base {
    /// `StandardEncoding`, that of fonts which name none.
    Standard,
    /// `WinAnsiEncoding`.
    Windows,
    /// `MacRomanEncoding`.
    Mac,
}

impl Base {
    /// The encoding of this name.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Self::Standard),
            b"WinAnsiEncoding" => Some(Self::Windows),
            b"MacRomanEncoding" => Some(Self::Mac),
            _ => None,
        }
    }

    /// The character of a code.
    pub(super) fn char(self, code: u8) -> Option<char> {
        let known = match self {
            Self::Windows => WINDOWS_1252
                .decode_without_bom_handling(&[code])
                .0
                .chars()
                .next(),
            Self::Mac => MACINTOSH
                .decode_without_bom_handling(&[code])
                .0
                .chars()
                .next(),
            Self::Standard => match code {
                0x27 => Some('’'),
                0x60 => Some('‘'),
                0x20..=0x7e => Some(char::from(code)),
                0xa1.. => STANDARD
                    .chars()
                    .nth(usize::from(code) - 0xa1)
                    .filter(|&c| c != ' '),
                _ => None,
            },
        };
        known.filter(|c| !c.is_control())
    }
}

/// The upper part of `StandardEncoding`, from code A1; a blank where there is nothing.
const STANDARD: &str =
    "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß";

/// The text of a glyph by its name: `eacute`, `uni00E9`, `f_i`, `a.sc`.
pub(super) fn glyph(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    if name.contains('_') {
        return name.split('_').map(glyph).collect();
    }
    if let [only] = name.as_bytes()
        && only.is_ascii_alphabetic()
    {
        return Some(name.to_owned());
    }
    if let Some(&(_, text)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(text.to_owned());
    }
    hexadecimal(name).or_else(|| accented(name))
}

/// `uni00E9`, `uni00660069` and `u1F600`.
fn hexadecimal(name: &str) -> Option<String> {
    let char = |digits: &str| {
        let known = digits.bytes().all(|b| b.is_ascii_hexdigit());
        known.then(|| {
            u32::from_str_radix(digits, 16)
                .ok()
                .and_then(char::from_u32)
        })?
    };
    if let Some(digits) = name.strip_prefix("uni")
        && digits.len() >= 4
    {
        return (0..digits.len() / 4)
            .map(|unit| char(digits.get(unit * 4..unit * 4 + 4)?))
            .collect();
    }
    let digits = name.strip_prefix('u')?;
    (4..=6)
        .contains(&digits.len())
        .then(|| char(digits).map(String::from))?
}

/// A letter and its accent, as in `Ccaron`.
fn accented(name: &str) -> Option<String> {
    let mut rest = name.chars();
    let letter = rest.next().filter(char::is_ascii_alphabetic)?;
    let (_, mark) = ACCENTS.iter().find(|(known, _)| *known == rest.as_str())?;
    Some([letter, *mark].into_iter().nfc().collect())
}

const ACCENTS: &[(&str, char)] = &[
    ("grave", '\u{300}'),
    ("acute", '\u{301}'),
    ("circumflex", '\u{302}'),
    ("tilde", '\u{303}'),
    ("macron", '\u{304}'),
    ("breve", '\u{306}'),
    ("dotaccent", '\u{307}'),
    ("dot", '\u{307}'),
    ("dieresis", '\u{308}'),
    ("ring", '\u{30a}'),
    ("hungarumlaut", '\u{30b}'),
    ("caron", '\u{30c}'),
    ("commaaccent", '\u{326}'),
    ("cedilla", '\u{327}'),
    ("ogonek", '\u{328}'),
];

const NAMES: &[(&str, &str)] = &[
    ("space", " "),
    ("nbspace", " "),
    ("exclam", "!"),
    ("quotedbl", "\""),
    ("numbersign", "#"),
    ("dollar", "$"),
    ("percent", "%"),
    ("ampersand", "&"),
    ("quotesingle", "'"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("asterisk", "*"),
    ("plus", "+"),
    ("comma", ","),
    ("hyphen", "-"),
    ("sfthyphen", "\u{ad}"),
    ("softhyphen", "\u{ad}"),
    ("period", "."),
    ("slash", "/"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("colon", ":"),
    ("semicolon", ";"),
    ("less", "<"),
    ("equal", "="),
    ("greater", ">"),
    ("question", "?"),
    ("at", "@"),
    ("bracketleft", "["),
    ("backslash", "\\"),
    ("bracketright", "]"),
    ("asciicircum", "^"),
    ("underscore", "_"),
    ("grave", "`"),
    ("braceleft", "{"),
    ("bar", "|"),
    ("braceright", "}"),
    ("asciitilde", "~"),
    ("exclamdown", "¡"),
    ("cent", "¢"),
    ("sterling", "£"),
    ("currency", "¤"),
    ("yen", "¥"),
    ("brokenbar", "¦"),
    ("section", "§"),
    ("dieresis", "¨"),
    ("copyright", "©"),
    ("ordfeminine", "ª"),
    ("guillemotleft", "«"),
    ("guillemetleft", "«"),
    ("logicalnot", "¬"),
    ("registered", "®"),
    ("macron", "¯"),
    ("degree", "°"),
    ("plusminus", "±"),
    ("twosuperior", "²"),
    ("threesuperior", "³"),
    ("acute", "´"),
    ("mu", "µ"),
    ("paragraph", "¶"),
    ("periodcentered", "·"),
    ("middot", "·"),
    ("cedilla", "¸"),
    ("onesuperior", "¹"),
    ("ordmasculine", "º"),
    ("guillemotright", "»"),
    ("guillemetright", "»"),
    ("onequarter", "¼"),
    ("onehalf", "½"),
    ("threequarters", "¾"),
    ("questiondown", "¿"),
    ("AE", "Æ"),
    ("ae", "æ"),
    ("Eth", "Ð"),
    ("eth", "ð"),
    ("multiply", "×"),
    ("divide", "÷"),
    ("Oslash", "Ø"),
    ("oslash", "ø"),
    ("Thorn", "Þ"),
    ("thorn", "þ"),
    ("germandbls", "ß"),
    ("Dcroat", "Đ"),
    ("dcroat", "đ"),
    ("dotlessi", "ı"),
    ("dotlessj", "ȷ"),
    ("Lslash", "Ł"),
    ("lslash", "ł"),
    ("OE", "Œ"),
    ("oe", "œ"),
    ("florin", "ƒ"),
    ("circumflex", "ˆ"),
    ("caron", "ˇ"),
    ("breve", "˘"),
    ("dotaccent", "˙"),
    ("ring", "˚"),
    ("ogonek", "˛"),
    ("tilde", "˜"),
    ("hungarumlaut", "˝"),
    ("endash", "–"),
    ("emdash", "—"),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotesinglbase", "‚"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quotedblbase", "„"),
    ("dagger", "†"),
    ("daggerdbl", "‡"),
    ("bullet", "•"),
    ("ellipsis", "…"),
    ("perthousand", "‰"),
    ("guilsinglleft", "‹"),
    ("guilsinglright", "›"),
    ("fraction", "⁄"),
    ("Euro", "€"),
    ("euro", "€"),
    ("trademark", "™"),
    ("minus", "−"),
    ("ff", "ff"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("arrowleft", "←"),
    ("arrowup", "↑"),
    ("arrowright", "→"),
    ("arrowdown", "↓"),
    ("lessequal", "≤"),
    ("greaterequal", "≥"),
    ("notequal", "≠"),
    ("approxequal", "≈"),
    ("infinity", "∞"),
    ("pi", "π"),
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
];

/// The letters of a ligature, so that a word is found as it is written.
pub(super) const fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_those_of_the_reference() {
        for (base, code, c) in [
            (Base::Standard, 0x27, Some('’')),
            (Base::Standard, 0xa9, Some('\'')),
            (Base::Standard, 0xae, Some('ﬁ')),
            (Base::Standard, 0xb1, Some('–')),
            (Base::Standard, 0xbc, Some('…')),
            (Base::Standard, 0xd0, Some('—')),
            (Base::Standard, 0xe1, Some('Æ')),
            (Base::Standard, 0xf8, Some('ł')),
            (Base::Standard, 0xfb, Some('ß')),
            (Base::Standard, 0xb0, None),
            (Base::Windows, 0x92, Some('’')),
            (Base::Windows, 0xe8, Some('è')),
            (Base::Mac, 0x8f, Some('è')),
        ] {
            assert_eq!(base.char(code), c, "{code:x}");
        }
        for (name, text) in [
            ("a", Some("a")),
            ("eacute", Some("é")),
            ("Ccaron", Some("Č")),
            ("uni00E8", Some("è")),
            ("u1F600", Some("😀")),
            ("f_i", Some("fi")),
            ("A.sc", Some("A")),
            ("quoteright", Some("’")),
            ("g37", None),
            (".notdef", None),
        ] {
            assert_eq!(glyph(name).as_deref(), text, "{name}");
        }
    }
}
