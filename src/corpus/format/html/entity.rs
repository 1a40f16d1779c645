//! Characters written as `&eacute;`, `&#233;` or `&#xe9;`, by the rules and the list of HTML. What
//! they give is not clean yet: a reference can name any character.

use markup5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

/// Where a reference stands: in an attribute, `&copy=` is no sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Text,
    Attribute,
}

/// Appends `text` with its references as characters. What is no reference stays as it is.
pub(super) fn decode(text: &str, place: Place, decoded: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        let (before, reference) = rest.split_at(at);
        decoded.push_str(before);
        let length = numeric(reference, decoded).or_else(|| named(reference, place, decoded));
        if length.is_none() {
            decoded.push('&');
        }
        rest = reference.get(length.unwrap_or(1)..).unwrap_or_default();
    }
    decoded.push_str(rest);
}

/// A reference by number: how many bytes it is long.
fn numeric(reference: &str, decoded: &mut String) -> Option<usize> {
    let digits = reference.strip_prefix("&#")?;
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    let length = digits
        .find(|c: char| !c.is_digit(radix))
        .unwrap_or(digits.len());
    let number = digits.get(..length).filter(|number| !number.is_empty())?;
    // What does not fit is no character either.
    let value = u32::from_str_radix(number, radix).unwrap_or(u32::MAX);
    let replaced = usize::try_from(value)
        .ok()
        .and_then(|value| value.checked_sub(0x80))
        .and_then(|place| C1_REPLACEMENTS.get(place).copied().flatten());
    let character = replaced
        .or_else(|| char::from_u32(value).filter(|&c| c != '\0'))
        .unwrap_or(char::REPLACEMENT_CHARACTER);
    decoded.push(character);
    let after = digits.get(length..).unwrap_or_default();
    let end = reference.len() - after.len();
    Some(end + usize::from(after.starts_with(';')))
}

/// A reference by name: how many bytes it is long. The old names need no `;`, and the longest name
/// counts.
fn named(reference: &str, place: Place, decoded: &mut String) -> Option<usize> {
    let name = reference.get(1..)?;
    let mut found = None;
    // The list holds the beginnings of its names too.
    for length in 1..=name.len() {
        let Some(&(first, second)) = name.get(..length).and_then(|name| NAMED_ENTITIES.get(name))
        else {
            break;
        };
        if first != 0 {
            found = Some((length, first, second));
        }
    }
    let (length, first, second) = found?;
    let next = name.as_bytes().get(length);
    if place == Place::Attribute
        && !name.get(..length)?.ends_with(';')
        && next.is_some_and(|&b| b == b'=' || b.is_ascii_alphanumeric())
    {
        return None;
    }
    for value in [first, second] {
        decoded.extend(char::from_u32(value).filter(|&c| c != '\0'));
    }
    Some(length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_characters() {
        for (text, expected) in [
            (
                "perch&eacute; &amp; &laquo;s&igrave;&raquo;",
                "perché & «sì»",
            ),
            ("&#233;&#xE9;&#X2014;&#8217", "éé—’"),
            (
                "&#150;&#146;&#0;&#xd800;&#99999999999;",
                "–’\u{fffd}\u{fffd}\u{fffd}",
            ),
            ("R&D, AT&T; a&b & c&", "R&D, AT&T; a&b & c&"),
            ("&copy2024 &nbsp;&notin; &notit;", "©2024 \u{a0}∉ ¬it;"),
            ("&NotEqualTilde;&#;&#x;&", "≂\u{338}&#;&#x;&"),
        ] {
            let mut decoded = String::new();
            decode(text, Place::Text, &mut decoded);
            assert_eq!(decoded, expected);
        }
        let mut decoded = String::new();
        decode(
            "?a=1&copy=2&amp;b=&lt;&eacute",
            Place::Attribute,
            &mut decoded,
        );
        assert_eq!(decoded, "?a=1&copy=2&b=<é");
    }
}
