//! The user's settings: one table of what can be set, `config.toml` read by it, and the file that
//! explains it. Keys and themes have files of their own.

use std::fmt::Write as _;

use toml::de::DeValue;

use crate::app::capabilities::ColourChoice;
use crate::app::panes::reader::{COLUMN, COLUMN_RANGE};
use crate::app::user_file::{self, Mistake, RowError};
use crate::corpus::load::MAX_BYTES;
use crate::search::request::Sort;
use crate::text::clean::clean_line;

/// What is set; the command line goes before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The theme, by name; by the terminal where none is given.
    pub theme: Option<String>,
    /// When to use colours.
    pub colours: ColourChoice,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// The widest that the column of text is made, in columns.
    pub column: u16,
    /// The order of the documents.
    pub sort: Sort,
    /// Whether the hidden files of folders are read too.
    pub hidden: bool,
    /// The largest file that is read, in bytes.
    pub max_bytes: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: None,
            colours: ColourChoice::default(),
            mouse: true,
            column: COLUMN,
            sort: Sort::default(),
            hidden: false,
            max_bytes: MAX_BYTES,
        }
    }
}

/// One row of the table.
struct Setting {
    name: &'static str,
    doc: &'static str,
    /// As it would be written; what it is where nothing is written, or an example.
    written: &'static str,
    /// What the value has to be.
    expected: &'static str,
    /// Sets it, where the value is as expected.
    set: fn(&mut Config, &DeValue<'_>) -> Option<()>,
}

/// Everything that can be set.
const SETTINGS: &[Setting] = &[
    Setting {
        name: "theme",
        doc: "The theme, by name; without it, the one that fits the terminal",
        written: "\"dark\"",
        expected: "the name of a theme, such as \"light\"",
        set: |config, value| {
            config.theme = Some(clean_line(value.as_str()?));
            Some(())
        },
    },
    Setting {
        name: "color",
        doc: "When to use colours: auto (unless NO_COLOR is set), always, never",
        written: "\"auto\"",
        expected: "\"auto\", \"always\" or \"never\"",
        set: |config, value| {
            config.colours = match value.as_str()? {
                "auto" => ColourChoice::Auto,
                "always" => ColourChoice::Always,
                "never" => ColourChoice::Never,
                _ => return None,
            };
            Some(())
        },
    },
    Setting {
        name: "mouse",
        doc: "Whether the mouse is used; false leaves it to the terminal",
        written: "true",
        expected: "true or false",
        set: |config, value| {
            config.mouse = value.as_bool()?;
            Some(())
        },
    },
    Setting {
        name: "column",
        doc: "The widest that the column of text is made, 24 to 200 columns",
        written: "72",
        expected: "a number of columns from 24 to 200",
        set: |config, value| {
            let column = value.as_integer()?.as_str().parse().ok()?;
            config.column = COLUMN_RANGE.contains(&column).then_some(column)?;
            Some(())
        },
    },
    Setting {
        name: "sort",
        doc: "The order of the documents: relevance (newest first without words), date, title",
        written: "\"relevance\"",
        expected: "\"relevance\", \"date\" or \"title\"",
        set: |config, value| {
            config.sort = match value.as_str()? {
                "relevance" => Sort::Relevance,
                "date" => Sort::Date,
                "title" => Sort::Title,
                _ => return None,
            };
            Some(())
        },
    },
    Setting {
        name: "hidden",
        doc: "Whether the hidden files of folders are read too",
        written: "false",
        expected: "true or false",
        set: |config, value| {
            config.hidden = value.as_bool()?;
            Some(())
        },
    },
    Setting {
        name: "max-size",
        doc: "The largest file that is read: bytes, or with K, M or G",
        written: "\"64M\"",
        expected: "a size such as \"64M\"",
        set: |config, value| {
            config.max_bytes = size(value.as_str()?).ok()?;
            Some(())
        },
    },
];

impl Config {
    /// Reads `config.toml`; what in it does not count.
    #[must_use]
    pub fn read(file: &str, contents: &str) -> (Self, Vec<RowError>) {
        let mut config = Self::default();
        let problems = user_file::read_rows(file, contents, |row| {
            let setting = SETTINGS.iter().find(|setting| setting.name == row.name);
            let setting = setting.ok_or_else(|| Mistake::Unknown {
                name: clean_line(row.name),
                near: user_file::nearest(row.name, SETTINGS.iter().map(|setting| setting.name)),
            })?;
            (setting.set)(&mut config, row.value).ok_or(Mistake::Value {
                name: setting.name,
                expected: setting.expected,
            })
        });
        (config, problems)
    }

    /// A file that explains every setting, each a comment: only what differs need be there.
    #[must_use]
    pub fn default_file() -> String {
        let mut text =
            "# The settings of rassegna. A row without its # takes the place of the default.\n"
                .to_owned();
        for setting in SETTINGS {
            // Writing to a string does not fail.
            let _ = write!(
                text,
                "\n# {}.\n# {} = {}\n",
                setting.doc, setting.name, setting.written
            );
        }
        text
    }
}

/// Reads a size such as `64M`: bytes, or KB (K), MB (M), GB (G) of 1,024 each, as memory and files are
/// measured.
///
/// # Errors
/// What was expected.
pub fn size(text: &str) -> Result<u64, String> {
    let text = text.trim().trim_end_matches(['b', 'B']);
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match text.get(number.len()..).unwrap_or_default() {
        "" => Some(1),
        "k" | "K" => Some(1 << 10),
        "m" | "M" => Some(1 << 20),
        "g" | "G" => Some(1 << 30),
        _ => None,
    };
    let bytes = number.trim().parse::<u64>().ok().zip(factor);
    bytes
        .and_then(|(number, factor)| number.checked_mul(factor))
        .ok_or_else(|| "expected a number of bytes, such as 500000, 64M or 1G".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(contents: &str) -> (Config, Vec<String>) {
        let (config, problems) = Config::read("config.toml", contents);
        (config, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn the_default_file_says_the_defaults() {
        let file = Config::default_file();
        assert_eq!(read(&file), (Config::default(), vec![]));
        let bare: String = file
            .lines()
            .filter_map(|line| line.strip_prefix("# ").filter(|row| row.contains(" = ")))
            .map(|row| format!("{row}\n"))
            .collect();
        assert_eq!(bare.lines().count(), SETTINGS.len());
        let written = Config {
            theme: Some("dark".to_owned()),
            ..Config::default()
        };
        assert_eq!(read(&bare), (written, vec![]));
    }

    #[test]
    fn z1_each_mistake_names_the_line_and_what_was_expected_and_the_rest_counts() {
        let (config, problems) = read(
            "mouse = false\ncolum = 80\ncolumn = 9\ncolor = \"blue\"\nmax-size = \"many\"\nsort = \"title\"\n",
        );
        assert_eq!(
            problems,
            [
                "config.toml, line 2: nothing is called colum; column is near",
                "config.toml, line 3: column is to be a number of columns from 24 to 200",
                "config.toml, line 4: color is to be \"auto\", \"always\" or \"never\"",
                "config.toml, line 5: max-size is to be a size such as \"64M\"",
            ]
        );
        let expected = Config {
            mouse: false,
            sort: Sort::Title,
            ..Config::default()
        };
        assert_eq!(config, expected);
        let (config, problems) = read("mouse = false\ncolumn = = 3\n");
        assert!(
            problems[0].starts_with("config.toml, line 2: this is not TOML"),
            "{problems:?}"
        );
        assert_eq!(config, Config::default());
    }
}
