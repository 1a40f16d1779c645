//! The signs before the items of lists: dots, numbers, letters, Roman numerals.

use super::scan::Tag;

/// An open list.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The next number, where items are numbered.
    next: Option<i64>,
    step: i64,
    style: Style,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Style {
    #[default]
    Number,
    Letter {
        upper: bool,
    },
    Roman {
        upper: bool,
    },
}

impl List {
    pub(super) fn new(ordered: bool, tag: &Tag<'_>) -> Self {
        if !ordered {
            return Self::default();
        }
        let number = |name| {
            tag.attribute(name)
                .and_then(|value| value.trim().parse().ok())
        };
        Self {
            next: Some(number("start").unwrap_or(1)),
            step: if tag.attribute("reversed").is_some() {
                -1
            } else {
                1
            },
            style: match tag.attribute("type") {
                Some("a") => Style::Letter { upper: false },
                Some("A") => Style::Letter { upper: true },
                Some("i") => Style::Roman { upper: false },
                Some("I") => Style::Roman { upper: true },
                _ => Style::Number,
            },
        }
    }

    /// The sign of the next item, with the space after it.
    pub(super) fn sign(&mut self, item: &Tag<'_>) -> String {
        let Some(next) = self.next else {
            return "• ".to_owned();
        };
        let value = item
            .attribute("value")
            .and_then(|value| value.trim().parse().ok());
        let number: i64 = value.unwrap_or(next);
        self.next = Some(number.saturating_add(self.step));
        let written = match self.style {
            Style::Number => None,
            Style::Letter { upper } => letter(number).map(|sign| (sign, upper)),
            Style::Roman { upper } => roman(number).map(|sign| (sign, upper)),
        };
        match written {
            Some((sign, true)) => format!("{}. ", sign.to_uppercase()),
            Some((sign, false)) => format!("{sign}. "),
            None => format!("{number}. "),
        }
    }
}

/// `a` for 1; there are no more than 26.
fn letter(number: i64) -> Option<String> {
    let letter = u8::try_from(number).ok().filter(|n| (1..=26).contains(n))?;
    Some(char::from(b'a' + letter - 1).to_string())
}

fn roman(number: i64) -> Option<String> {
    const SIGNS: &[(i64, &str)] = &[
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = (1..=399).contains(&number).then_some(number)?;
    let mut written = String::new();
    for &(value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_numbered_as_their_list_says() {
        let tag = |attributes| Tag {
            name: "ol",
            attributes,
            closed: false,
        };
        for (list, expected) in [
            ("", ["1. ", "2. ", "7. ", "8. "]),
            (" start=\"-1\"", ["-1. ", "0. ", "7. ", "8. "]),
            (" reversed start=4", ["4. ", "3. ", "7. ", "6. "]),
            (" type=a", ["a. ", "b. ", "g. ", "h. "]),
            (" type=I start=9", ["IX. ", "X. ", "VII. ", "VIII. "]),
            (
                " start=9223372036854775807",
                [
                    "9223372036854775807. ",
                    "9223372036854775807. ",
                    "7. ",
                    "8. ",
                ],
            ),
        ] {
            let mut list = List::new(true, &tag(list));
            let signs: Vec<_> = ["", "", " value=7", ""]
                .into_iter()
                .map(|item| list.sign(&tag(item)))
                .collect();
            assert_eq!(signs, expected);
        }
    }
}
