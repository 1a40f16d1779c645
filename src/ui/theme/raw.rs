//! Theme files as they are written, and their notation: `foreground on background attribute …`.

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use crate::actors::ActorKind;

use super::{Role, Theme};

/// What is wrong with a theme file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// It is not TOML, or not of this form.
    #[error("theme {file}: {message}")]
    Form {
        /// The file.
        file: String,
        /// What the reader of TOML says, with line and column.
        message: String,
    },
    /// A style cannot be understood.
    #[error(
        "theme {file}: {name} = \"{value}\": expected colours (#rrggbb, red, default) and bold, dim, \
         italic, underline, reverse, not «{word}»"
    )]
    Style {
        /// The file.
        file: String,
        /// The name of the part.
        name: String,
        /// What stands there.
        value: String,
        /// The word that is not understood.
        word: String,
    },
    /// A part that does not exist.
    #[error("theme {file}: there is no part called {name}")]
    Unknown {
        /// The file.
        file: String,
        /// The name.
        name: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTheme {
    name: String,
    #[serde(default)]
    styles: BTreeMap<String, String>,
    #[serde(default)]
    actors: BTreeMap<ActorKind, String>,
}

/// Reads a theme; what it does not say is as in `base`.
///
/// # Errors
/// Where it is not of this form; the message names the file, the place and what was expected.
pub fn parse_theme(file: &str, contents: &str, base: Option<&Theme>) -> Result<Theme, ThemeError> {
    let raw: RawTheme = toml::from_str(contents).map_err(|error| ThemeError::Form {
        file: file.to_owned(),
        message: error.to_string().trim_end().replace('\n', " "),
    })?;
    let mut styles = base.map_or_else(HashMap::new, |base| base.styles.clone());
    for (name, value) in raw.styles {
        let Some(&(role, _)) = Role::ALL.iter().find(|(_, known)| *known == name) else {
            return Err(ThemeError::Unknown {
                file: file.to_owned(),
                name,
            });
        };
        styles.insert(role, parse_style(file, &name, &value)?);
    }
    let mut actors = base.map_or_else(HashMap::new, |base| base.actors.clone());
    for (kind, value) in raw.actors {
        actors.insert(kind, parse_style(file, kind.as_str(), &value)?);
    }
    Ok(Theme {
        name: raw.name,
        styles,
        actors,
    })
}

fn parse_style(file: &str, name: &str, value: &str) -> Result<Style, ThemeError> {
    let mut style = Style::new();
    let mut ground = false;
    for word in value.split_whitespace() {
        let modifier = match word {
            "on" => {
                ground = true;
                continue;
            }
            "bold" => Modifier::BOLD,
            "dim" => Modifier::DIM,
            "italic" => Modifier::ITALIC,
            "underline" => Modifier::UNDERLINED,
            "reverse" => Modifier::REVERSED,
            "strike" => Modifier::CROSSED_OUT,
            _ => {
                let colour = parse_colour(word).ok_or_else(|| ThemeError::Style {
                    file: file.to_owned(),
                    name: name.to_owned(),
                    value: value.to_owned(),
                    word: word.to_owned(),
                })?;
                style = match (colour, ground) {
                    (None, _) => style,
                    (Some(colour), true) => style.bg(colour),
                    (Some(colour), false) => style.fg(colour),
                };
                ground = false;
                continue;
            }
        };
        style = style.add_modifier(modifier);
    }
    Ok(style)
}

/// `Some(None)` is the terminal's own colour.
fn parse_colour(word: &str) -> Option<Option<Color>> {
    if word == "default" {
        return Some(None);
    }
    let plain = word.starts_with('#') || word.bytes().all(|b| b.is_ascii_alphabetic());
    if plain {
        Color::from_str(word).ok().map(Some)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_read_as_written() {
        let red_on_green = Style::new()
            .fg(Color::Rgb(255, 0, 0))
            .bg(Color::Rgb(0, 255, 0));
        for (value, expected) in [
            ("default", Style::new()),
            ("#ff0000 on #00ff00 bold", red_on_green.bold()),
            ("on blue", Style::new().bg(Color::Blue)),
            (
                "red on default italic underline",
                Style::new().fg(Color::Red).italic().underlined(),
            ),
        ] {
            assert_eq!(parse_style("x", "text", value), Ok(expected), "{value}");
        }
    }

    #[test]
    fn mistakes_name_file_and_word() {
        for (contents, named) in [
            ("name = \"x\"\n[styles]\ntext = \"blu\"", "«blu»"),
            ("name = \"x\"\n[styles]\ntxt = \"blue\"", "txt"),
            ("name = ", "line 1"),
        ] {
            let error = parse_theme("my.toml", contents, None)
                .unwrap_err()
                .to_string();
            assert!(
                error.contains("my.toml") && error.contains(named),
                "{error}"
            );
        }
    }
}
