//! Dates in words for people. The words are those of the assets that [`super::language`] reads.

use super::language::{DateLanguage, LANGUAGES, NONE};
use crate::edtf::{Edtf, Precision};
use crate::text::language::Language;

/// The date in words for people, in `language`, or in English where it has no asset.
///
/// ```
/// use rassegna::dates::language::spoken;
/// use rassegna::text::language::Language;
/// let date = "2025-06~".parse()?;
/// assert_eq!(spoken(&date, Language::ITALIAN), "circa giugno 2025");
/// # Ok::<(), rassegna::edtf::EdtfError>(())
/// ```
#[must_use]
pub fn spoken(date: &Edtf, language: Language) -> String {
    let known = LANGUAGES
        .iter()
        .find(|known| known.language == language)
        .or_else(|| (LANGUAGES.iter()).find(|known| known.language == Language::ENGLISH))
        .unwrap_or(&NONE);
    let words = &known.spoken;
    let text = match date.ends() {
        Some((from, to)) if are_of_one_month(&from, &to) => {
            let days = format!("{}–{}", from.first_day().day(), to.first_day().day());
            let day = from.first_day().day().to_string();
            known.one(&from).replacen(&day, &days, 1)
        }
        Some((from, to)) => (words.range)
            .replace("{from}", &known.one(&from))
            .replace("{to}", &known.one(&to)),
        None => known.one(date),
    };
    if date.is_approximate() {
        words.approximate.replace("{date}", &text)
    } else {
        text
    }
}

/// Whether both are days of the same month.
fn are_of_one_month(from: &Edtf, to: &Edtf) -> bool {
    let (first, last) = (from.first_day(), to.first_day());
    from.precision() == Precision::Day
        && to.precision() == Precision::Day
        && (first.year(), first.month()) == (last.year(), last.month())
        && first.day() > 1
}

pub(super) fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

impl DateLanguage {
    /// One period in words, without its mark.
    fn one(&self, date: &Edtf) -> String {
        let words = &self.spoken;
        let (first, last) = (date.first_day(), date.last_day());
        let nth = |forms: &[String], months: i8| -> String {
            usize::try_from((first.month() - 1) / months)
                .ok()
                .and_then(|nth| forms.get(nth))
                .cloned()
                .unwrap_or_else(|| date.exact().to_string())
        };
        let template = match date.precision() {
            Precision::Year => "{year}".to_owned(),
            Precision::Month => words.month.clone(),
            Precision::Day => words.day.clone(),
            Precision::Week => words.week.clone(),
            // Spring begins in March.
            Precision::Season => usize::try_from(first.month() / 3 - 1)
                .ok()
                .and_then(|nth| words.seasons.get(nth))
                .cloned()
                .unwrap_or_default(),
            Precision::Quarter => nth(&words.quarters, 3),
            Precision::Half => nth(&words.halves, 6),
            Precision::Decade => words.decade.clone(),
            Precision::Century => words.century.clone(),
            Precision::Range => date.exact().to_string(),
        };
        let month = usize::try_from(first.month() - 1)
            .ok()
            .and_then(|month| self.months.get(month))
            .map(|name| {
                if self.capital_names {
                    capital(name)
                } else {
                    name.clone()
                }
            })
            .unwrap_or_default();
        let day = if first.day() == 1 && date.precision() == Precision::Day {
            words.first_of_month.clone()
        } else {
            first.day().to_string()
        };
        // The decade of the year 1 begins on paper in the year 0.
        let year = match date.precision() {
            Precision::Decade => first.year() / 10 * 10,
            Precision::Century => first.year() / 100 * 100,
            _ => first.year(),
        };
        let text = template
            .replace("{day}", &day)
            .replace("{month}", &month)
            .replace("{year}", &year.to_string())
            .replace("{last}", &last.year().to_string())
            .replace("{century}", &(year / 100 + 1).to_string());
        words
            .elisions
            .iter()
            .fold(text, |text, (full, elided)| text.replace(full, elided))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speaks_to_people() {
        for (date, italian, english) in [
            ("2024-06-19", "19 giugno 2024", "19 June 2024"),
            ("2024-06-01", "1º giugno 2024", "1 June 2024"),
            ("2023-09", "settembre 2023", "September 2023"),
            ("2025-06~", "circa giugno 2025", "about June 2025"),
            ("2023-23", "autunno 2023", "autumn 2023"),
            ("2023-24", "inverno 2023", "winter 2023"),
            (
                "2023-34",
                "secondo trimestre 2023",
                "second quarter of 2023",
            ),
            ("2023-41", "secondo semestre 2023", "second half of 2023"),
            ("199X", "anni 1990-1999", "1990s"),
            ("19XX", "20º secolo", "1900s"),
            ("2022/2024", "2022 – 2024", "2022 – 2024"),
            (
                "2023-W36",
                "settimana del 4 settembre 2023",
                "week of 4 September 2023",
            ),
        ] {
            let date: Edtf = date.parse().unwrap();
            assert_eq!(spoken(&date, Language::ITALIAN), italian);
            assert_eq!(spoken(&date, Language::ENGLISH), english);
            assert_eq!(spoken(&date, Language::default()), english);
        }
    }
}
