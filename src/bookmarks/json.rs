//! JSON that is inert wherever it is printed: what a terminal obeys, what reorders a line and what
//! cannot be seen is written as an escape, and reads back as it was.

use std::fmt::Write as _;

use serde::Serialize;

/// `value` as JSON on one line.
pub(super) fn line<T: Serialize + ?Sized>(value: &T) -> String {
    // Strings, numbers, lists and maps with string keys, all there is here, always have a form.
    inert(&serde_json::to_string(value).unwrap_or_default())
}

/// JSON text with every character escaped that is not [`is_inert`]; such characters stand only
/// inside its strings.
pub(super) fn inert(json: &str) -> String {
    if json.chars().all(|c| is_inert(c) || c == '\n') {
        return json.to_owned();
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_inert(c) || c == '\n' {
            escaped.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    escaped
}

/// Whether `c` can be printed without doing anything or hiding.
pub(super) fn is_inert(c: char) -> bool {
    match c {
        ' '..='~' => true,
        // Joiners make emoji and letters of several scripts, and stay readable.
        '\u{200c}' | '\u{200d}' => true,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' => false,
        '\u{2028}' | '\u{2029}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => false,
        // Selects a form of the character before it.
        '\u{e0100}'..='\u{e01ef}' => true,
        '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => false,
        _ => !c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn is_inert_and_reads_back(text in ".{0,40}", extra in "[\u{0}-\u{1f}\u{7f}-\u{9f}\u{202e}\u{e0041}]{0,8}") {
            let text = text + &extra;
            let json = line(&text);
            proptest::prop_assert!(json.chars().all(is_inert), "{json}");
            proptest::prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
