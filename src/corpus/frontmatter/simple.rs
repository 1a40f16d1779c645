//! Front matter as nearly everybody writes it: a key, a colon and a value on each line. It is read
//! here at a fraction of the cost of YAML, and to the same result; whatever is not as simple is left
//! to the library.

use std::borrow::Cow;

use super::Value;
use crate::corpus::metadata::Field;

/// The fields of a block, or nothing where only the library can tell what it says.
pub(super) fn fields(block: &str) -> Option<Vec<(Field, Value<'_>)>> {
    let mut fields: Vec<(Field, Value<'_>)> = Vec::with_capacity(8);
    let mut rest = block;
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = rest.get(..end)?.trim_end_matches(' ');
        rest = rest.get(end + 1..).unwrap_or_default();
        if line.is_empty() {
            continue;
        }
        let in_key = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
        let (key, after) = line.split_at(line.bytes().take_while(in_key).count());
        let value = after.strip_prefix(": ")?;
        let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_special(key);
        let field = Field::named(key);
        let again = field.is_some_and(|field| fields.iter().any(|(known, _)| *known == field));
        if !is_key || again {
            return None;
        }
        let value = value_of(value.trim_start_matches(' '))?;
        fields.extend(field.map(|field| (field, value)));
    }
    Some(fields)
}

fn value_of(written: &str) -> Option<Value<'_>> {
    let Some(list) = written.strip_prefix('[') else {
        return Some(Value::Text(Cow::Borrowed(text(written)?)));
    };
    let list = list.strip_suffix(']')?;
    let item = |item| {
        let item = text(str::trim_matches(item, ' '))?;
        let odd = |b| matches!(b, b'[' | b']' | b'{' | b'}' | b',' | b'"' | b'\'' | b':');
        let plain = !item.bytes().any(odd);
        plain.then_some(Cow::Borrowed(item))
    };
    list.split(',')
        .map(item)
        .collect::<Option<_>>()
        .map(Value::List)
}

/// A text in quotes without anything in it that quotes or escapes, or a plain one that is no number
/// that would be written otherwise, nor a word that means something.
fn text(written: &str) -> Option<&str> {
    let bytes = written.as_bytes();
    if let Some(quote @ (b'"' | b'\'')) = bytes.first() {
        let inner = written.get(1..)?.strip_suffix(char::from(*quote))?;
        let odd = memchr::memchr2(*quote, b'\\', inner.as_bytes());
        return (!inner.is_empty() && odd.is_none()).then_some(inner);
    }
    let first = written.chars().next()?;
    let means = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        match bytes.get(at) {
            Some(b':') => bytes.get(at + 1) == Some(&b' '),
            _ => before == Some(&b' '),
        }
    };
    let plain = first.is_alphanumeric()
        && !memchr::memchr2_iter(b':', b'#', bytes).any(means)
        && !written.ends_with(':')
        && !is_special(written)
        && (!first.is_numeric() || is_count(written) || is_day(written));
    plain.then_some(written)
}

/// The length of the longest word that means something else than its letters.
const LONGEST_SPECIAL: usize = 8;

/// Whether a plain value means something else than its letters.
fn is_special(written: &str) -> bool {
    let special = [
        "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity",
    ];
    written.len() <= LONGEST_SPECIAL
        && special
            .iter()
            .any(|word| word.eq_ignore_ascii_case(written))
}

/// A number that is written as it would be printed.
fn is_count(written: &str) -> bool {
    written.len() <= 15
        && written.bytes().all(|b| b.is_ascii_digit())
        && !(written.starts_with('0') && written.len() > 1)
}

/// What begins like `2024-06`.
fn is_day(written: &str) -> bool {
    let mut bytes = written.bytes();
    bytes.by_ref().take(4).filter(u8::is_ascii_digit).count() == 4
        && bytes.next() == Some(b'-')
        && bytes.next().is_some_and(|b| b.is_ascii_digit())
        && !written.contains(['e', 'E', '_', '+'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::frontmatter::yaml_in_full;

    fn shown(fields: Vec<(Field, Value<'_>)>) -> Vec<(Field, Vec<Cow<'_, str>>)> {
        let fields = fields.into_iter();
        fields
            .map(|(key, value)| (key, value.into_strings()))
            .collect()
    }

    #[test]
    fn what_is_simple_is_read_here_and_the_rest_is_not() {
        for block in [
            "title: Il ponte, di nuovo\ndate: 2024-06-19\n",
            "title: \"Il ponte: una storia # vera\"\n\nsource: 'La Gazzetta'\nlang: it   \n",
            "tags: [pace, \"armi\", mare]\nyear: 2024\nurl: https://example.org/a#b?c=d&e\n",
            "date: 2024-06-19T10:00:00Z\nauthor: Élise d’Avray & C.\n",
        ] {
            assert!(fields(block).is_some(), "{block}");
        }
        for block in [
            "title: >\n  Uno\n  due\n",
            "title: Uno\n  due\n",
            "tags:\n- uno\n",
            "title: Uno: due\n",
            "title: Uno # due\n",
            "title: \"Uno \\\"due\\\"\"\n",
            "draft: true\n",
            "number: 0123\n",
            "number: 1.50\n",
            "day: 2024-6e3\n",
            "a: &x b\n",
            "a: *x\n",
            "? a: b\n",
            "tags: [a, [b]]\n",
            "tags: [a: b]\n",
            "a\n",
            "# a: b\n",
            "no: b\n",
        ] {
            assert!(fields(block).is_none(), "{block}");
        }
    }

    proptest::proptest! {
        #[test]
        fn it_says_what_the_library_says(block in "((title|date|tags|a_b|x-y): {1,2}(\"[a-zè:#,' -]{0,8}\"|'[a-zè:#,\" -]{0,8}'|[a-zA-Zè0-9][a-zè0-9 :#,.'\"&*!?+-]{0,10}|[0-9]{1,5}(-[0-9]{1,3}){0,2}|\\[[a-z, \"0-9]{0,10}\\]|true|null|y|No|1e3|0x1f|[0-9_.]{1,4}) ?\n){0,4}") {
            if let Some(simple) = fields(&block) {
                let full = yaml_in_full(&block).unwrap();
                proptest::prop_assert_eq!(shown(simple), shown(full));
            }
        }
    }
}
