//! Halves of characters in JSON strings: programs that cut texts by UTF-16 units write `\ud83d`
//! alone, which no parser takes. Each becomes U+FFFD, like any other bad byte.

use std::borrow::Cow;

/// `text` with `\ufffd` for each escape that is half of a character.
pub(super) fn surrogates(text: &str) -> Cow<'_, str> {
    let mut mended = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('\\')) {
        at += found;
        let Some(unit) = unit(text, at) else {
            // A backslash and what it escapes, which may be a backslash.
            at += 1 + text
                .get(at + 1..)
                .and_then(|rest| rest.chars().next())
                .map_or(0, char::len_utf8);
            continue;
        };
        let pair = matches!(unit, 0xd800..=0xdbff)
            && self::unit(text, at + 6).is_some_and(|next| matches!(next, 0xdc00..=0xdfff));
        if pair {
            at += 12;
            continue;
        }
        if matches!(unit, 0xd800..=0xdfff) {
            mended.push_str(text.get(copied..at).unwrap_or_default());
            mended.push_str("\\ufffd");
            copied = at + 6;
        }
        at += 6;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    mended.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(mended)
}

/// The UTF-16 unit of an escape such as `\u00e8` at byte `at`.
fn unit(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
    digits
        .bytes()
        .all(|b| b.is_ascii_hexdigit())
        .then(|| u32::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x3_halves_become_replacements_and_nothing_else_changes() {
        for (text, expected) in [
            (r"\ud83d\ude00 è \u00e8", r"\ud83d\ude00 è \u00e8"),
            (r"a\ud83d b\udfff", r"a\ufffd b\ufffd"),
            (r"\ud83d\ud83d\ude00", r"\ufffd\ud83d\ude00"),
            (r"\\ud83d \\\ud83d", r"\\ud83d \\\ufffd"),
            (r"\ud8", r"\ud8"),
            ("\\è\\", "\\è\\"),
        ] {
            assert_eq!(surrogates(text), expected);
        }
    }
}
