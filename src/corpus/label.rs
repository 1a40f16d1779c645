//! Labels and days in front of a text: `Fonte: il giornale`, a date that is glued to the first sentence.
//! Where such lines are looked for is for who reads a page or an article.

use super::metadata::{self, Field};
use super::stated;
use crate::text::language::Language;

/// The label before a date has at most so many words.
const LABEL_WORDS: usize = 3;
/// A line in front of a text has at most this many bytes, unless the text is glued to it.
pub(super) const LEADING_BYTES: usize = 200;

/// A date at the beginning of a text: after a label, with or without a colon, or by itself as the
/// whole text. Gives the date as written and the byte where the rest begins.
pub(super) fn glued_date(text: &str, lang: Language) -> Option<(String, usize)> {
    let spaces = text.bytes().enumerate().filter(|&(_, byte)| byte == b' ');
    for (end, _) in spaces.take(LABEL_WORDS) {
        let label = text.get(..end)?.trim_end_matches(':');
        if Field::named(label) == Some(Field::Date) {
            let rest = text.get(end..)?;
            let start = text.len() - rest.trim_start_matches([' ', ':']).len();
            let (date, len) = stated::prefix(text.get(start..)?, lang)?;
            let written = text.get(start..start + len)?.trim_end();
            // A sentence can begin with «data 2023»; a date has a month.
            let precise = date.days() <= 31;
            return precise.then(|| (written.to_owned(), start + len));
        }
    }
    is_day_alone(text, lang).then(|| (text.to_owned(), text.len()))
}

/// Whether a line is a day and nothing else.
pub(super) fn is_day_alone(text: &str, lang: Language) -> bool {
    text.len() <= 60
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && stated::parse(text, lang).is_some_and(|date| date.days() == 1)
}

/// `Fonte: il giornale`: a label that names a field, a colon, and a short value.
pub(super) fn labelled(text: &str) -> Option<(Field, String)> {
    if text.len() > LEADING_BYTES {
        return None;
    }
    let (label, value) = text.split_once(':')?;
    let field = Field::named(label)?;
    let value = value.trim();
    let sentence = value.ends_with('.') && value.split(' ').count() > 6;
    (!value.is_empty() && !sentence && field != Field::Date).then(|| (field, value.to_owned()))
}

/// Words of a name that need no capital: `di Paolo van der Berg`.
const PARTICLES: [&str; 10] = [
    "de", "del", "della", "dei", "di", "van", "von", "der", "e", "and",
];

/// Who a line says that it is by, where it says nothing else.
pub(super) fn byline(text: &str) -> Option<String> {
    let author = metadata::without_by(text);
    let words: Vec<&str> = author.split(' ').collect();
    let is_name = |word: &&str| {
        PARTICLES.contains(word)
            || word.starts_with(char::is_uppercase)
                && (word.len() <= 2 || !word.ends_with(['.', ':', ',', '!', '?']))
    };
    // `By Ann Bell in Leeds and Tom Reed in York`
    let placed = |word: &&str| *word == "in" && words.len() > 3;
    let most = if words.iter().any(placed) { 12 } else { 6 };
    let all_named = words.iter().all(|word| is_name(word) || placed(word));
    let named = (2..=most).contains(&words.len()) && all_named;
    (named && author.len() < text.trim().len()).then_some(author)
}

/// Whether a line under a title is not its second half, whatever was wrapped by hand: a day, or who wrote.
pub(super) fn stands_alone(line: &str) -> bool {
    // A day that ends a sentence is prose, and one in figures is no less a day in another order.
    let is_day = || !line.ends_with('.') && is_day_alone(line, Language::ITALIAN);
    line.len() <= LEADING_BYTES && (is_day() || byline(line).is_some())
}
