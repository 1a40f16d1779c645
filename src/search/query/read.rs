//! Cutting the line of the lens into terms. Nothing that can be typed is refused: what cannot be
//! understood is a [`Mistake`] with its place, and the rest of the line still counts.

use super::{Field, Kept, Mistake, Parsed, Period, Quoted, Term};
use crate::search::distance::away;
use crate::search::pattern;
use crate::text::TextRange;
use crate::text::fold::fold;
use crate::text::segment::is_word;

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

/// Actors that one line asks for: each is looked for among all names of the corpus.
const MOST_ACTORS: usize = 16;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Actor,
    Date,
    Published,
    Title,
    Source,
    In,
}

/// Cuts a line into terms, from left to right.
struct Reader<'a> {
    line: &'a str,
    /// The next byte to read; always a character boundary.
    at: usize,
    /// Regular expressions so far, and actors.
    patterns: usize,
    actors: usize,
    parsed: Parsed,
}

/// Reads a whole line.
pub(super) fn line(line: &str) -> Parsed {
    let mut reader = Reader::new(line);
    while reader.term() {}
    reader.parsed
}

impl<'a> Reader<'a> {
    fn new(line: &'a str) -> Self {
        Self {
            line,
            at: 0,
            patterns: 0,
            actors: 0,
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
            None if self.rest().starts_with('/') => self.pattern(start),
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
        if has_word(&words) {
            return Some(if quoted {
                let open = self.parsed.unclosed.is_some();
                Field::Phrase { words, open }
            } else {
                Field::Word(words)
            });
        }
        // A dash or a quote that waits for its word is no mistake.
        let folded = fold(&words);
        let vanishes = folded.is_empty() && !words.is_empty();
        if vanishes || folded.contains(|c: char| !c.is_ascii_punctuation()) {
            self.mistake(
                start,
                format!("“{words}” has no letter or digit, so it is not looked for"),
            );
        }
        None
    }

    /// A regular expression, from its slash to the next one that no backslash stands before, or
    /// to the end of the line while it is typed; nothing where it is empty.
    fn pattern(&mut self, start: usize) -> Option<Field> {
        let inner = self.rest().get(1..).unwrap_or_default();
        let mut escaped = false;
        let end = inner.char_indices().find(|&(_, c)| {
            let closes = c == '/' && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        });
        let (typed, closing) = match end {
            Some((end, _)) => (inner.get(..end).unwrap_or_default(), "/"),
            None => (inner, ""),
        };
        self.at += 1 + typed.len() + closing.len();
        if closing.is_empty() {
            self.parsed.unclosed = Some('/');
        }
        if typed.is_empty() {
            return None;
        }
        self.patterns += 1;
        let compiled = match self.patterns {
            0..=pattern::MOST => pattern::compile(typed),
            _ => Err(format!(
                "one line has at most {} regular expressions; join them: /a|b/",
                pattern::MOST
            )),
        };
        Some(match compiled {
            Ok(_) => Field::Pattern(typed.to_owned()),
            Err(message) => {
                self.mistake(start, message);
                Field::Broken(format!("/{typed}{closing}"))
            }
        })
    }

    /// The field `name` with the text after its colon.
    fn field(&mut self, name: &str, value: String, start: usize) -> Field {
        let found = known(FIELDS, name);
        let broken = |reader: &mut Self, message: String| {
            reader.mistake(start, message);
            Field::Broken(format!("{name}:{}", Quoted(&value)))
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
            Some(_) if !has_word(&value) => {
                let message = format!("a name is missing right after {name}:");
                broken(self, message)
            }
            Some(Name::Actor) => {
                self.actors += 1;
                match self.actors {
                    0..=MOST_ACTORS => Field::Actor(value),
                    _ => broken(self, format!("one line has at most {MOST_ACTORS} actors")),
                }
            }
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
        .filter_map(|known| Some((away(&typed, known)?, known)))
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
pub(super) const fn opens(c: char) -> bool {
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
pub(super) fn value(text: &str) -> String {
    let spaced = text.replace(['"', '＂'], " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether anything can be looked for in a text: signs of which folding leaves nothing say nothing.
fn has_word(text: &str) -> bool {
    fold(text).chars().any(is_word)
}
