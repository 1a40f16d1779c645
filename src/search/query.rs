//! The query language of the lens: one line of text to a list of terms, and back. Nothing that can
//! be typed is refused: what cannot be understood is a [`Mistake`] with its place, and the rest of
//! the line still counts. What a term finds is left to `matcher`.

use std::fmt;

use jiff::civil::Date;

use crate::edtf::Edtf;
use crate::text::TextRange;
use crate::text::fold::fold;
use crate::text::segment::is_word;

/// What is looked for: every term must hold. An empty query holds for every article.
///
/// ```
/// use rassegna::search::query::Query;
/// let parsed = Query::parse("missili -attore:“Corea del Sud” data:2023-09..");
/// assert!(parsed.mistakes.is_empty());
/// assert_eq!(
///     parsed.query.to_string(),
///     r#"missili -actor:"Corea del Sud" date:2023-09.."#
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What must hold.
    pub field: Field,
    /// Whether it must not hold.
    pub excluded: bool,
}

/// What a [`Term`] is about. Texts are as typed, one line, without double quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// A word of the text; several where it holds an apostrophe or a hyphen, then in a row.
    Word(String),
    /// Words in a row.
    Phrase {
        /// The words.
        words: String,
        /// Whether the closing quote is not typed yet, so that the last word may go on.
        open: bool,
    },
    /// An actor, by one of its names.
    Actor(String),
    /// Something dated in this period is told.
    Date(Period),
    /// The article's own date lies in this period.
    Published(Period),
    /// Words of the title, in a row.
    Title(String),
    /// Words of the outlet's name, in a row.
    Source(String),
    /// What the reader kept of the article.
    In(Kept),
    /// A field that cannot be understood; it holds for every article.
    Broken {
        /// The name before the colon, as typed.
        name: String,
        /// What follows.
        value: String,
    },
}

/// What a reader can keep of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kept {
    /// A passage.
    Bookmarks,
    /// A passage with a note.
    Notes,
}

/// Days from the first of `from` to the last of `to`; an end that is `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: Option<Edtf>,
    to: Option<Edtf>,
}

/// What [`Query::parse`] made of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The terms that were understood, and the broken ones.
    pub query: Query,
    /// Where in the line each term of `query` stands.
    pub places: Vec<TextRange>,
    /// What was not understood, in the order of the line.
    pub mistakes: Vec<Mistake>,
    /// The quote that would close the text which is still open at the end of the line.
    pub unclosed: Option<char>,
}

/// Something in a line that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where in the line as typed.
    pub range: TextRange,
    /// What is wrong and what to write instead.
    pub message: String,
}

/// The names of fields; the first of a row is the one that is written back.
const FIELDS: &[(Name, &[&str])] = &[
    (Name::Actor, &["actor", "attore"]),
    (Name::Date, &["date", "data"]),
    (Name::Published, &["published", "pubblicato"]),
    (Name::Title, &["title", "titolo"]),
    (Name::Source, &["source", "fonte"]),
    (Name::In, &["in"]),
];

const KEPT: &[(Kept, &[&str])] = &[
    (Kept::Bookmarks, &["bookmarks", "segnalibri"]),
    (Kept::Notes, &["notes", "note"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Actor,
    Date,
    Published,
    Title,
    Source,
    In,
}

impl Query {
    /// Reads a line as typed. Nothing is an error: see [`Parsed::mistakes`].
    #[must_use]
    pub fn parse(line: &str) -> Parsed {
        let mut reader = Reader::new(line);
        while reader.term() {}
        reader.parsed
    }

    /// The terms in the order typed.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether it holds for every article.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms
            .iter()
            .all(|term| matches!(term.field, Field::Broken { .. }))
    }

    /// Whether words or phrases are looked for in the text, so that articles can be ranked.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.terms.iter().any(|term| {
            !term.excluded && matches!(term.field, Field::Word(_) | Field::Phrase { .. })
        })
    }

    /// The query with `term` at its end.
    #[must_use]
    pub fn with(mut self, term: Term) -> Self {
        if let Some(Term {
            field: Field::Phrase { open, .. },
            ..
        }) = self.terms.last_mut()
        {
            *open = false;
        }
        self.terms.push(term);
        self
    }

    /// The query without its last term.
    #[must_use]
    pub fn without_last(mut self) -> Self {
        self.terms.pop();
        self
    }
}

impl Term {
    /// A term that must hold.
    #[must_use]
    pub const fn new(field: Field) -> Self {
        Self {
            field,
            excluded: false,
        }
    }

    /// The actor of this name.
    #[must_use]
    pub fn actor(name: &str) -> Self {
        Self::new(Field::Actor(value(name)))
    }

    /// Something dated in this period.
    #[must_use]
    pub const fn date(period: Period) -> Self {
        Self::new(Field::Date(period))
    }

    /// The same term, which must not hold.
    #[must_use]
    pub fn excluded(mut self) -> Self {
        self.excluded = true;
        self
    }
}

impl Period {
    /// From the first day of `from` to the last of `to`; `None` where it would end before it
    /// begins, or where both ends are open.
    #[must_use]
    pub fn new(from: Option<Edtf>, to: Option<Edtf>) -> Option<Self> {
        let fits = match (&from, &to) {
            (Some(from), Some(to)) => from.first_day() <= to.last_day(),
            (None, None) => false,
            _ => true,
        };
        fits.then_some(Self { from, to })
    }

    /// Its first and last day; `None` is open.
    #[must_use]
    pub fn days(&self) -> (Option<Date>, Option<Date>) {
        (
            self.from.as_ref().map(Edtf::first_day),
            self.to.as_ref().map(Edtf::last_day),
        )
    }

    /// Whether at least one day of `date` lies in it.
    #[must_use]
    pub fn overlaps(&self, date: &Edtf) -> bool {
        let (first, last) = self.days();
        first.is_none_or(|first| first <= date.last_day())
            && last.is_none_or(|last| date.first_day() <= last)
    }

    /// Reads `2023-09`, `2023-09..2024-01`, `2023..` or `..2023`.
    fn parse(text: &str) -> Result<Self, String> {
        let end = |text: &str| {
            let text = text.trim();
            let date = text.parse::<Edtf>().map_err(|_| {
                format!(
                    "“{text}” is no date; write 2023, 2023-09, 2023-09-18 or a period such as \
                     2023-09..2024-01"
                )
            });
            (!text.is_empty()).then_some(date).transpose()
        };
        let (from, to) = match text.split_once("..") {
            Some((from, to)) => (end(from)?, end(to.trim_start_matches('.'))?),
            None => {
                let date = end(text)?;
                (date, date)
            }
        };
        if from.is_none() && to.is_none() {
            return Err("a date is missing; write 2023, 2023-09 or 2023-09..2024-01".into());
        }
        Self::new(from, to).ok_or_else(|| "the period ends before it begins".into())
    }
}

impl From<Edtf> for Period {
    fn from(date: Edtf) -> Self {
        Self {
            from: Some(date),
            to: Some(date),
        }
    }
}

/// Cuts a line into terms, from left to right.
struct Reader<'a> {
    line: &'a str,
    /// The next byte to read; always a character boundary.
    at: usize,
    parsed: Parsed,
}

impl<'a> Reader<'a> {
    fn new(line: &'a str) -> Self {
        Self {
            line,
            at: 0,
            parsed: Parsed::default(),
        }
    }

    fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    /// Reads one term; whether there was something to read.
    fn term(&mut self) -> bool {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        let start = self.at;
        if self.rest().is_empty() {
            return false;
        }
        let excluded = self.rest().starts_with('-');
        if excluded {
            self.at += 1;
        }
        let field = match self.field_name() {
            Some(name) => {
                self.at += name.len() + 1;
                let (text, _) = self.value();
                Some(self.field(name, text, start))
            }
            None => self.words(start),
        };
        if let Some(field) = field {
            self.parsed.query.terms.push(Term { field, excluded });
            self.parsed.places.push(TextRange::new(start, self.at));
        }
        true
    }

    /// The name before a colon, if what follows is a field. A colon that ends a word, or begins
    /// `://`, makes no field unless the name is known.
    fn field_name(&self) -> Option<&'a str> {
        let (name, after) = self.rest().split_once(':')?;
        let letters = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic());
        let known = known(FIELDS, name).is_some();
        let value = after.chars().next().is_some_and(|c| !c.is_whitespace());
        (letters && (known || (value && !after.starts_with('/')))).then_some(name)
    }

    /// Reads what stands in quotes, or up to the next space or quote: the text as it counts, and
    /// whether it was quoted.
    fn value(&mut self) -> (String, bool) {
        let rest = self.rest();
        let Some(opening) = rest.chars().next().filter(|&c| opens(c)) else {
            let end = rest
                .find(|c: char| c.is_whitespace() || opens(c))
                .unwrap_or(rest.len());
            self.at += end;
            return (value(rest.get(..end).unwrap_or_default()), false);
        };
        let inner = rest.get(opening.len_utf8()..).unwrap_or_default();
        match inner.char_indices().find(|&(_, c)| closes(opening, c)) {
            Some((end, closing)) => {
                self.at += opening.len_utf8() + end + closing.len_utf8();
                (value(inner.get(..end).unwrap_or_default()), true)
            }
            None => {
                self.at = self.line.len();
                self.parsed.unclosed = Some(match opening {
                    '«' => '»',
                    '“' | '„' => '”',
                    straight => straight,
                });
                (value(inner), true)
            }
        }
    }

    /// A word or phrase; nothing where no letter or digit is in it.
    fn words(&mut self, start: usize) -> Option<Field> {
        let (words, quoted) = self.value();
        if words.chars().any(is_word) {
            return Some(if quoted {
                let open = self.parsed.unclosed.is_some();
                Field::Phrase { words, open }
            } else {
                Field::Word(words)
            });
        }
        // A dash or a quote that waits for its word is no mistake.
        if fold(&words).contains(|c: char| !c.is_ascii_punctuation()) {
            self.mistake(
                start,
                format!("“{words}” has no letter or digit, so it is not looked for"),
            );
        }
        None
    }

    /// The field `name` with the text after its colon.
    fn field(&mut self, name: &str, value: String, start: usize) -> Field {
        let found = known(FIELDS, name);
        let broken = |reader: &mut Self, message: String| {
            reader.mistake(start, message);
            Field::Broken {
                name: name.to_owned(),
                value: value.clone(),
            }
        };
        match found {
            None => {
                let message = unknown(name);
                broken(self, message)
            }
            Some(Name::Date | Name::Published) => match Period::parse(&value) {
                Ok(period) if found == Some(Name::Date) => Field::Date(period),
                Ok(period) => Field::Published(period),
                Err(message) => broken(self, message),
            },
            Some(Name::In) => match known(KEPT, &value) {
                Some(kept) => Field::In(kept),
                None => broken(self, "write in:bookmarks or in:notes".to_owned()),
            },
            Some(_) if !value.chars().any(is_word) => {
                let message = format!("a name is missing right after {name}:");
                broken(self, message)
            }
            Some(Name::Actor) => Field::Actor(value),
            Some(Name::Title) => Field::Title(value),
            Some(Name::Source) => Field::Source(value),
        }
    }

    fn mistake(&mut self, start: usize, message: String) {
        let range = TextRange::new(start, self.at);
        self.parsed.mistakes.push(Mistake { range, message });
    }
}

fn known<T: Copy>(table: &[(T, &[&str])], typed: &str) -> Option<T> {
    table
        .iter()
        .find(|(_, names)| names.iter().any(|name| name.eq_ignore_ascii_case(typed)))
        .map(|&(found, _)| found)
}

fn unknown(name: &str) -> String {
    let typed = name.to_ascii_lowercase();
    let near = FIELDS
        .iter()
        .flat_map(|(_, names)| names.iter())
        .map(|known| (strsim::osa_distance(known, &typed), known))
        .filter(|&(distance, known)| distance <= 2 && distance < known.len())
        .min_by_key(|&(distance, _)| distance);
    match near {
        Some((_, known)) => format!("there is no field “{name}”; {known}: is near"),
        None => format!(
            "there is no field “{name}”; the fields are actor:, date:, published:, title:, \
             source: and in:, and a text with a colon goes in quotes"
        ),
    }
}

/// Whether `c` begins a quoted text. What is pasted from an article has its own quotes.
const fn opens(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '„' | '«')
}

/// Whether `c` ends what `opening` began.
const fn closes(opening: char, c: char) -> bool {
    match opening {
        '"' | '＂' => matches!(c, '"' | '＂'),
        '«' => c == '»',
        _ => matches!(c, '“' | '”' | '‟'),
    }
}

/// A text as it counts: one line, single spaces, without the quotes that would end it early.
fn value(text: &str) -> String {
    let spaced = text.replace(['"', '＂'], " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, term) in self.terms.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            write!(f, "{term}")?;
            let last = index + 1 == self.terms.len();
            if !last && matches!(term.field, Field::Phrase { open: true, .. }) {
                f.write_str("\"")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.excluded {
            f.write_str("-")?;
        }
        write!(f, "{}", self.field)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Phrase { words, open: true } => write!(f, "\"{words}"),
            Self::Phrase { words, open: false } => write!(f, "\"{words}\""),
            Self::Actor(name) => write!(f, "actor:{}", Quoted(name)),
            Self::Date(period) => write!(f, "date:{period}"),
            Self::Published(period) => write!(f, "published:{period}"),
            Self::Title(words) => write!(f, "title:{}", Quoted(words)),
            Self::Source(words) => write!(f, "source:{}", Quoted(words)),
            Self::In(Kept::Bookmarks) => f.write_str("in:bookmarks"),
            Self::In(Kept::Notes) => f.write_str("in:notes"),
            Self::Broken { name, value } => write!(f, "{name}:{}", Quoted(value)),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to
            && let Some(date) = &self.from
        {
            return write!(f, "{date}");
        }
        if let Some(from) = &self.from {
            write!(f, "{from}")?;
        }
        f.write_str("..")?;
        if let Some(to) = &self.to {
            write!(f, "{to}")?;
        }
        Ok(())
    }
}

/// A value that stands after a colon, in quotes where it needs them.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bare = !self.0.is_empty()
            && !self.0.starts_with('/')
            && !self.0.contains(|c: char| c.is_whitespace() || opens(c));
        if !bare {
            write!(f, "\"{}\"", self.0)
        } else {
            f.write_str(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The line as it is written back, and what is wrong in it.
    fn read(line: &str) -> (String, Vec<&str>) {
        let parsed = Query::parse(line);
        let wrong = parsed.mistakes.iter().map(|m| m.range.of(line)).collect();
        (parsed.query.to_string(), wrong)
    }

    #[test]
    fn reads_every_field() {
        for (line, written) in [
            ("", ""),
            ("  missili   pyongyang ", "missili pyongyang"),
            (r#""mutua  difesa""#, r#""mutua difesa""#),
            ("«mutua difesa» oggi", r#""mutua difesa" oggi"#),
            ("“mutua difesa”", r#""mutua difesa""#),
            (r#""mutua dif"#, r#""mutua dif"#),
            (r#"uno"due tre"quattro"#, r#"uno "due tre" quattro"#),
            ("-sanzioni", "-sanzioni"),
            ("- sanzioni", "sanzioni"),
            ("KN-23 l’intesa", "KN-23 l’intesa"),
            ("Actor:kim attore:Putin", "actor:kim actor:Putin"),
            (r#"actor:"corea del nord"#, r#"actor:"corea del nord""#),
            (r#"-attore:«Corea del Sud»"#, r#"-actor:"Corea del Sud""#),
            ("data:2023-09 date:..2024", "date:2023-09 date:..2024"),
            (
                "date:2023..2024-06 date:2024..",
                "date:2023..2024-06 date:2024..",
            ),
            ("date:2023..2023", "date:2023"),
            ("pubblicato:2023..2024", "published:2023..2024"),
            (
                r#"titolo:"l'intesa" title:patto"#,
                "title:l'intesa title:patto",
            ),
            ("fonte:ansa source:Reuters", "source:ansa source:Reuters"),
            ("in:segnalibri in:note", "in:bookmarks in:notes"),
            ("in:bookmarks -in:notes", "in:bookmarks -in:notes"),
            (
                "alle 14:30 https://a.b Putin:",
                "alle 14:30 https://a.b Putin:",
            ),
        ] {
            assert_eq!(read(line), (written.to_owned(), vec![]), "{line}");
        }
    }

    #[test]
    fn says_what_it_does_not_understand_and_keeps_it() {
        for (line, wrong, says) in [
            ("uno date:settembre due", "date:settembre", "is no date"),
            ("date:2023-13", "date:2023-13", "is no date"),
            ("date:..", "date:..", "missing"),
            ("date:", "date:", "missing"),
            (
                "-published:2024..2023 x",
                "-published:2024..2023",
                "ends before",
            ),
            ("actr:putin", "actr:putin", "actor:"),
            ("città persona:putin", "persona:putin", "the fields are"),
            ("actor: kim", "actor:", "missing"),
            (r#"title:"" x"#, r#"title:"""#, "missing"),
            ("in:cassetto", "in:cassetto", "in:bookmarks"),
            ("però €€€", "€€€", "no letter"),
        ] {
            let parsed = Query::parse(line);
            let [mistake] = parsed.mistakes.as_slice() else {
                panic!("{line}: {:?}", parsed.mistakes);
            };
            assert_eq!(mistake.range.of(line), wrong, "{line}");
            assert!(mistake.message.contains(says), "{}", mistake.message);
        }
        assert_eq!(read("uno date:settembre due").0, "uno date:settembre due");
        assert!(Query::parse("date:settembre").query.is_empty());
    }

    #[test]
    fn waits_without_complaint_for_a_word_to_be_typed() {
        for line in ["-", "\"", "-\"", "missili -", "«", "..."] {
            assert!(Query::parse(line).mistakes.is_empty(), "{line}");
        }
    }

    #[test]
    fn periods_hold_what_touches_them() {
        let period = |text: &str| Period::parse(text).unwrap();
        let date = |text: &str| text.parse::<Edtf>().unwrap();
        for (range, inside, outside) in [
            ("2023-09", "2023-09-30", "2023-10-01"),
            ("2023-09", "2023", "2022"),
            ("2023-09..2024-01", "2024-01-31", "2024-02"),
            ("2024..", "2031-05", "2023-12-31"),
            ("..2023", "1950", "2024-01-01"),
        ] {
            assert!(period(range).overlaps(&date(inside)), "{range} {inside}");
            assert!(!period(range).overlaps(&date(outside)), "{range} {outside}");
        }
    }

    #[test]
    fn terms_are_added_and_taken_away() {
        let query = Query::parse(r#"missili "mutua dif"#).query;
        let narrowed = query.clone().with(Term::actor("Corea del Nord"));
        assert_eq!(
            narrowed.to_string(),
            r#"missili "mutua dif" actor:"Corea del Nord""#
        );
        assert_eq!(narrowed.without_last().terms().len(), query.terms().len());
    }

    proptest! {
        #[test]
        fn what_is_written_back_reads_the_same(
            line in r#"(-?(actor:|date:|in:|titolo:|x:)?("|«|“)?([a-z0-9à.’:-]{0,6}|2023|2024-02\.\.|€|note)("|»|”)? ?){0,6}"#
        ) {
            let query = Query::parse(&line).query;
            let written = query.to_string();
            prop_assert_eq!(Query::parse(&written).query, query, "{}", written);
        }

        #[test]
        fn any_text_is_read_and_written_back(line in "\\PC{0,60}") {
            let parsed = Query::parse(&line);
            for place in parsed.places.iter().chain(parsed.mistakes.iter().map(|m| &m.range)) {
                prop_assert!(line.get(place.start..place.end).is_some_and(|part| !part.is_empty()));
            }
            let written = parsed.query.to_string();
            prop_assert_eq!(Query::parse(&written).query, parsed.query, "{}", written);
        }

        #[test]
        fn an_actor_of_any_name_is_written_so_that_it_reads_the_same(name in "\\PC{1,20}") {
            prop_assume!(name.chars().any(is_word));
            let query = Query::default().with(Term::actor(&name));
            prop_assert_eq!(Query::parse(&query.to_string()).query, query);
        }
    }
}
