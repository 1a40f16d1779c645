//! The lens: the one filter through which documents, reader and timeline are seen. It is the line
//! as typed together with what it means; every way of narrowing changes that line.

use super::query::{Field, Mistake, Parsed, Query, Term};
use crate::text::TextRange;

/// The filter of the program, as text and as query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lens {
    text: String,
    parsed: Parsed,
}

impl Lens {
    /// The lens of a line as typed, which is kept as it is.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            parsed: Query::parse(text),
        }
    }

    /// The line.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the line means.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.parsed.query
    }

    /// What in the line is not understood.
    #[must_use]
    pub fn mistakes(&self) -> &[Mistake] {
        &self.parsed.mistakes
    }

    /// Whether nothing is typed, so that there is nothing to widen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The terms with their place in the line, in its order.
    pub fn terms(&self) -> impl Iterator<Item = (&Term, TextRange)> {
        let places = self.parsed.places.iter().copied();
        self.query().terms().iter().zip(places)
    }

    /// Adds a term to the line. A period or an outlet takes the place of the one before it; what
    /// is there already is not repeated, and its opposite gives way.
    pub fn narrow(&mut self, term: &Term) {
        if self.terms().any(|(present, _)| present == term) {
            return;
        }
        let replaced = self
            .terms()
            .find(|(present, _)| gives_way(present, term))
            .map(|(_, place)| place);
        let mut text = self.text.clone();
        match replaced {
            Some(place) => text.replace_range(place.start..place.end, &term.to_string()),
            None => {
                text.truncate(text.trim_end().len());
                text.extend(self.parsed.unclosed);
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(&term.to_string());
            }
        }
        *self = Self::new(&text);
    }

    /// Takes the last term away, or what is left of the line where it holds none.
    pub fn widen(&mut self) {
        let kept = match self.terms().last() {
            Some((_, place)) => self.text.get(..place.start).unwrap_or_default().trim_end(),
            None => "",
        };
        *self = Self::new(kept);
    }
}

/// Whether `present` makes no sense beside `new`.
fn gives_way(present: &Term, new: &Term) -> bool {
    if present.field == new.field {
        return true;
    }
    present.excluded == new.excluded
        && !new.excluded
        && matches!(
            (&present.field, &new.field),
            (Field::Date(_), Field::Date(_))
                | (Field::Published(_), Field::Published(_))
                | (Field::Source(_), Field::Source(_))
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::Period;

    fn narrowed(line: &str, term: &Term) -> String {
        let mut lens = Lens::new(line);
        lens.narrow(term);
        assert!(lens.query().terms().contains(term), "{line}");
        lens.text().to_owned()
    }

    #[test]
    fn narrowing_changes_the_line_as_typed_and_no_more() {
        let kim = Term::actor("Kim Jong Un");
        let month = Term::date(Period::from(
            "2023-09".parse::<crate::edtf::Edtf>().unwrap(),
        ));
        for (line, term, expected) in [
            ("", &kim, r#"actor:"Kim Jong Un""#),
            (
                "attore:putin  missili ",
                &kim,
                r#"attore:putin  missili actor:"Kim Jong Un""#,
            ),
            (
                r#"attore:"Kim Jong Un" x"#,
                &kim,
                r#"attore:"Kim Jong Un" x"#,
            ),
            (
                r#"-attore:«Kim Jong Un» x"#,
                &kim,
                r#"actor:"Kim Jong Un" x"#,
            ),
            (r#""mutua dif"#, &kim, r#""mutua dif" actor:"Kim Jong Un""#),
            ("«mutua dif", &kim, r#"«mutua dif» actor:"Kim Jong Un""#),
            ("/mis+il", &kim, r#"/mis+il/ actor:"Kim Jong Un""#),
            ("data:2022 missili", &month, "date:2023-09 missili"),
            (
                "data:settembre missili",
                &month,
                "data:settembre missili date:2023-09",
            ),
        ] {
            assert_eq!(narrowed(line, term), expected);
        }
    }

    #[test]
    fn widening_takes_one_term_at_a_time_until_nothing_is_left() {
        let mut lens = Lens::new(r#"missili  -actor:"Kim Jong Un" data:2023 "#);
        let mut seen = Vec::new();
        while !lens.is_empty() {
            lens.widen();
            seen.push(lens.text().to_owned());
        }
        assert_eq!(seen, [r#"missili  -actor:"Kim Jong Un""#, "missili", ""]);
    }

    proptest::proptest! {
        #[test]
        fn widening_always_ends(line in "\\PC{0,60}") {
            let mut lens = Lens::new(&line);
            while !lens.is_empty() {
                let before = lens.text().len();
                lens.widen();
                proptest::prop_assert!(lens.text().len() < before);
            }
        }
    }
}
