//! What is known of an article besides its text, by the chain of sources, best first: front
//! matter, the format's own, a leading line, the file's name. What can only be inferred from the
//! text is for the layers above; the time of the file is never a date.

use super::{DateSource, Statement, stated};
use crate::edtf::Edtf;
use crate::text::clean::clean_line;
use crate::text::fold::fold;
use crate::text::language::Language;

/// The longest title and other value, in bytes; what is longer is cut at a word.
pub const LONGEST: usize = 300;

/// What front matter or a format states. Strings are clean, on one line, and never empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The title.
    pub title: Option<String>,
    /// The date as it is written; what it means can depend on the language.
    pub date_text: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// Who signs.
    pub author: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The language.
    pub lang: Option<Language>,
    /// Keywords.
    pub tags: Vec<String>,
}

/// One piece of metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title.
    Title,
    /// When it was published.
    Date,
    /// The outlet.
    Source,
    /// Who signs.
    Author,
    /// Where it was published.
    Url,
    /// The language.
    Lang,
    /// Keywords.
    Tags,
}

/// The names under which people write a field, folded.
const NAMES: &[(Field, &[&str])] = &[
    (Field::Title, &["title", "titolo", "headline"]),
    (
        Field::Date,
        &[
            "date",
            "ms.date",
            "data",
            "published",
            "pubdate",
            "publish_date",
            "publishdate",
            "publication_date",
            "date_published",
            "datepublished",
            "published_at",
            "pubblicato",
            "pubblicato il",
            "data di pubblicazione",
            "published on",
        ],
    ),
    (
        Field::Source,
        &[
            "source",
            "fonte",
            "outlet",
            "testata",
            "publisher",
            "publication",
            "site",
            "site_name",
            "sitename",
        ],
    ),
    (
        Field::Author,
        &[
            "author", "authors", "autore", "autori", "by", "byline", "firma",
        ],
    ),
    (
        Field::Url,
        &[
            "url",
            "link",
            "canonical",
            "canonical_url",
            "permalink",
            "indirizzo",
        ],
    ),
    (Field::Lang, &["lang", "language", "lingua"]),
    (
        Field::Tags,
        &[
            "tags",
            "tag",
            "keywords",
            "parole chiave",
            "categories",
            "categorie",
        ],
    ),
];

impl Field {
    /// The field that people call `name`, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if name.len() > 40 {
            return None;
        }
        let name = name.trim();
        let folded;
        let name = if name.is_ascii() {
            name
        } else {
            folded = fold(name);
            &folded
        };
        let &first = name.as_bytes().first()?;
        let lengths = LENGTHS.get(usize::from(first.to_ascii_lowercase()))?;
        let length = u32::try_from(name.len()).ok()?;
        let fits = |lengths: &u64| lengths.checked_shr(length).unwrap_or(0) & 1 == 1;
        let fields = NAMES.iter().zip(lengths);
        fields
            .filter(|(_, lengths)| fits(lengths))
            .find(|((_, names), _)| names.iter().any(|known| known.eq_ignore_ascii_case(name)))
            .map(|(&(field, _), _)| field)
    }
}

/// Which lengths the names of each field have that begin with each letter: most of what is asked for
/// is no name.
const LENGTHS: [[u64; NAMES.len()]; 128] = {
    let mut lengths = [[0; NAMES.len()]; 128];
    let mut field = 0;
    while field < NAMES.len() {
        let names = NAMES[field].1;
        let mut nth = 0;
        while nth < names.len() {
            lengths[names[nth].as_bytes()[0] as usize][field] |= 1 << names[nth].len();
            nth += 1;
        }
        field += 1;
    }
    lengths
};

impl Metadata {
    /// Takes the values of a field, unless a better source has stated it; a complaint where the
    /// field cannot have this value.
    pub fn state<S: AsRef<str>>(&mut self, field: Field, values: &[S]) -> Option<String> {
        let mut values = values
            .iter()
            .map(|value| clean_line(value.as_ref()))
            .map(|value| {
                if value.len() > LONGEST {
                    cut(&value, LONGEST)
                } else {
                    value
                }
            })
            .filter(|value| !value.is_empty());
        let mut first = values.next()?;
        match field {
            Field::Title => self.title.get_or_insert(first),
            Field::Date if values.next().is_none() => self.date_text.get_or_insert(first),
            Field::Date => return None,
            Field::Source => self.source.get_or_insert(first),
            Field::Author => {
                for name in values {
                    first.push_str(", ");
                    first.push_str(&name);
                }
                self.author.get_or_insert(cut(&first, LONGEST))
            }
            Field::Url => self.url.get_or_insert(first),
            Field::Lang => match Language::parse(&first) {
                Some(lang) => {
                    self.lang.get_or_insert(lang);
                    return None;
                }
                None => {
                    return Some(format!(
                        "“{first}” is no language: expected a code such as it"
                    ));
                }
            },
            Field::Tags => {
                if self.tags.is_empty() {
                    match values.next() {
                        None => self.tags.extend(first.split(',').map(clean_line)),
                        Some(second) => self.tags.extend([first, second].into_iter().chain(values)),
                    }
                    self.tags.retain(|tag| !tag.is_empty());
                }
                return None;
            }
        };
        None
    }
}

/// `text` cut at a word to at most about `longest` bytes, with `…` where something was cut.
#[must_use]
pub fn cut(text: &str, longest: usize) -> String {
    if text.len() <= longest {
        return text.to_owned();
    }
    let kept = text
        .get(..text.floor_char_boundary(longest))
        .unwrap_or_default();
    let word = match kept.rfind(' ') {
        Some(space) if space > longest / 2 => kept.get(..space).unwrap_or_default(),
        _ => kept,
    };
    let mut cut = word
        .trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '»' | '”' | '%'))
        .to_owned();
    cut.push('…');
    cut
}

/// The date of an article and where it comes from: what was stated, else the file's name. A stated
/// value that is no date gives a complaint.
#[must_use]
pub fn date(
    stated: Option<(&str, Statement)>,
    file_stem: Option<&str>,
    language: Language,
) -> (Option<(Edtf, DateSource)>, Option<String>) {
    let mut complaint = None;
    if let Some((text, statement)) = stated {
        match stated::parse(text, language) {
            Some(date) => return (Some((date, DateSource::Stated(statement))), None),
            None => {
                complaint = Some(format!(
                    "the date “{}” is none that exists or could be more than one: expected one such as 2024-06-19",
                    cut(text, 60)
                ));
            }
        }
    }
    let named = file_stem.and_then(stated::in_file_name);
    (
        named.map(|date| (date, DateSource::Stated(Statement::FileName))),
        complaint,
    )
}

/// An author's name without the word before it.
pub(super) fn without_by(name: &str) -> String {
    let name = clean_line(name);
    let first = name.split(' ').next().unwrap_or_default();
    let by = ["di", "by", "von", "par", "por"]
        .iter()
        .any(|by| first.trim_end_matches(':').eq_ignore_ascii_case(by))
        && first != "Di"
        && first != "Von";
    if by || first == "Di" && name.split(' ').count() > 2 {
        name.get(first.len()..)
            .unwrap_or_default()
            .trim()
            .to_owned()
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_source_wins() {
        let mut metadata = Metadata::default();
        assert_eq!(
            metadata.state(Field::Title, &["  Uno\n due ".to_owned()]),
            None
        );
        assert_eq!(metadata.state(Field::Title, &["altro".to_owned()]), None);
        assert_eq!(metadata.title.as_deref(), Some("Uno due"));
        assert!(
            metadata
                .state(Field::Lang, &["italiano antico".to_owned()])
                .is_some()
        );
        let (found, complaint) = date(
            Some(("2024-02-31", Statement::FrontMatter)),
            Some("2024-03-01-x"),
            Language::ITALIAN,
        );
        assert_eq!(found.unwrap().1, DateSource::Stated(Statement::FileName));
        assert!(complaint.unwrap().contains("2024-02-31"));
    }

    #[test]
    fn cuts_at_words() {
        assert_eq!(cut("una frase, che continua", 15), "una frase, che…");
        assert_eq!(cut("una frase, che continua", 12), "una frase…");
        assert_eq!(cut("perchéééééééééé", 10), "perchéé…");
        assert_eq!(cut("breve", 10), "breve");
    }
}
