//! Dates in words for people, by the templates of `assets/spoken/`. They lie by themselves, so that the
//! first page on the screen does not wait for the words by which dates are recognised; those are read
//! by [`super::language`].

use std::sync::LazyLock;

use serde::Deserialize;

use crate::edtf::{Edtf, Precision};
use crate::embedded;
use crate::text::language::Language;

/// How a language tells a date. In braces: `day`, `month`, `year`; `last`, the last year of a period;
/// `century`, its number; `from` and `to`, both ends of a range; `date`, what is about so.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Spoken {
    code: String,
    months: [String; 12],
    day: String,
    month: String,
    week: String,
    seasons: [String; 4],
    quarters: [String; 4],
    halves: [String; 2],
    decade: String,
    century: String,
    range: String,
    approximate: String,
    first_of_month: String,
    /// What is written otherwise before some numbers: `del 8` is «dell’8».
    #[serde(default)]
    elisions: Vec<(String, String)>,
}

static SPOKEN: LazyLock<Vec<(Language, Spoken)>> = LazyLock::new(|| {
    embedded::SPOKEN
        .iter()
        .filter_map(|(_, contents)| {
            let words: Spoken = toml::from_str(contents).ok()?;
            Some((Language::parse(&words.code)?, words))
        })
        .collect()
});

static NONE: LazyLock<Spoken> = LazyLock::new(Spoken::default);

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
    let told_in = |language| SPOKEN.iter().find(|(known, _)| *known == language);
    let words = told_in(language)
        .or_else(|| told_in(Language::ENGLISH))
        .map_or(&*NONE, |(_, words)| words);
    let text = match date.ends() {
        Some((from, to)) if are_of_one_month(&from, &to) => {
            let days = format!("{}–{}", from.first_day().day(), to.first_day().day());
            let day = from.first_day().day().to_string();
            words.one(&from).replacen(&day, &days, 1)
        }
        Some((from, to)) => (words.range)
            .replace("{from}", &words.one(&from))
            .replace("{to}", &words.one(&to)),
        None => words.one(date),
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

impl Spoken {
    /// One period in words, without its mark.
    fn one(&self, date: &Edtf) -> String {
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
            Precision::Month => self.month.clone(),
            Precision::Day => self.day.clone(),
            Precision::Week => self.week.clone(),
            // Spring begins in March.
            Precision::Season => usize::try_from(first.month() / 3 - 1)
                .ok()
                .and_then(|nth| self.seasons.get(nth))
                .cloned()
                .unwrap_or_default(),
            Precision::Quarter => nth(&self.quarters, 3),
            Precision::Half => nth(&self.halves, 6),
            Precision::Decade => self.decade.clone(),
            Precision::Century => self.century.clone(),
            Precision::Range => date.exact().to_string(),
        };
        let month = usize::try_from(first.month() - 1)
            .ok()
            .and_then(|month| self.months.get(month))
            .map_or("", String::as_str);
        let day = if first.day() == 1 && date.precision() == Precision::Day {
            self.first_of_month.clone()
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
            .replace("{month}", month)
            .replace("{year}", &year.to_string())
            .replace("{last}", &last.year().to_string())
            .replace("{century}", &(year / 100 + 1).to_string());
        self.elisions
            .iter()
            .fold(text, |text, (full, elided)| text.replace(full, elided))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_asset_is_valid_and_its_words_are_understood() {
        assert_eq!(SPOKEN.len(), embedded::SPOKEN.len());
        for (language, _) in SPOKEN.iter() {
            for month in 1..=12 {
                let date: Edtf = format!("2023-{month:02}").parse().unwrap();
                let said = spoken(&date, *language);
                let understood = crate::dates::typed(&said, None, *language);
                assert_eq!(understood, Some(date), "{said}");
            }
        }
    }

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
