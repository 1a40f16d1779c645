//! Every theme there is, and which one fits a terminal.

use std::sync::OnceLock;

use super::Theme;
use super::raw::{ThemeError, parse_theme};
use crate::app::capabilities::{Background, Depth};
use crate::embedded;

/// The theme that has what a user's one does not say.
const BASE: &str = "ansi";

/// The themes, embedded ones first. An embedded one is read when it is first asked for: one is shown
/// and the others wait, and the first frame with them.
#[derive(Clone, Debug)]
pub struct Registry {
    themes: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    name: String,
    theme: OnceLock<Option<Theme>>,
    /// Where it is embedded: the name of its file, which is its own with an ending, and the contents.
    embedded: Option<(&'static str, &'static str)>,
}

impl Entry {
    fn theme(&self) -> Option<&Theme> {
        let read = || {
            let (file, contents) = self.embedded?;
            parse_theme(file, contents, None).ok()
        };
        self.theme.get_or_init(read).as_ref()
    }
}

impl Registry {
    /// The embedded themes and the user's `files`, each with name and contents; what is wrong with
    /// a file is told, and the others hold. A user's theme of a known name takes its place.
    #[must_use]
    pub fn new(files: &[(String, String)]) -> (Self, Vec<ThemeError>) {
        let mut problems = Vec::new();
        let embedded = embedded::THEMES.iter().map(|&(file, contents)| Entry {
            name: file.trim_end_matches(".toml").to_owned(),
            theme: OnceLock::new(),
            embedded: Some((file, contents)),
        });
        let mut themes: Vec<Entry> = embedded.collect();
        for (file, contents) in files {
            let base = themes.iter().find(|known| known.name == BASE);
            let base = base.and_then(Entry::theme);
            match parse_theme(file, contents, base) {
                Ok(theme) => {
                    themes.retain(|known| known.name != theme.name);
                    themes.push(Entry {
                        name: theme.name.clone(),
                        theme: OnceLock::from(Some(theme)),
                        embedded: None,
                    });
                }
                Err(problem) => problems.push(problem),
            }
        }
        (Self { themes }, problems)
    }

    /// The theme of this name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&Theme> {
        let known = self.themes.iter().find(|known| known.name == name)?;
        known.theme()
    }

    /// The names of all.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.themes.iter().map(|known| known.name.as_str())
    }

    /// The theme after the one of this name, round and round.
    #[must_use]
    pub fn after(&self, name: &str) -> Option<&Theme> {
        let here = self.themes.iter().position(|known| known.name == name)?;
        self.themes.get((here + 1) % self.themes.len())?.theme()
    }

    /// The embedded theme for a terminal, by its background and its colours.
    #[must_use]
    pub fn fitting(&self, background: Background, depth: Depth) -> Option<&Theme> {
        self.named(match (depth, background) {
            (Depth::Monochrome, _) => "mono",
            (Depth::Ansi16, Background::Light) => "ansi-light",
            (Depth::Ansi16, Background::Dark | Background::Unknown) => "ansi",
            (_, Background::Light) => "light",
            (_, Background::Dark | Background::Unknown) => "dark",
        })
    }
}

/// The theme for dark terminals as its file is written, for whoever makes one.
#[must_use]
pub fn default_file() -> &'static str {
    let dark = embedded::THEMES
        .iter()
        .find(|(file, _)| *file == "dark.toml");
    dark.map_or("", |(_, contents)| contents)
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Modifier, Style};

    use super::*;
    use crate::actors::ActorKind;
    use crate::ui::theme::Role;

    #[test]
    fn every_embedded_theme_is_whole() {
        let (registry, problems) = Registry::new(&[]);
        assert_eq!(problems, []);
        for (file, contents) in embedded::THEMES {
            let theme = parse_theme(file, contents, None).unwrap();
            assert_eq!(format!("{}.toml", theme.name), *file);
            assert!(registry.named(&theme.name).is_some());
            for (role, name) in Role::ALL {
                assert!(
                    theme.styles.contains_key(role),
                    "{} lacks {name}",
                    theme.name
                );
            }
            for kind in ActorKind::ALL {
                assert_ne!(
                    theme.actor(kind),
                    Style::default(),
                    "{} lacks {kind:?}",
                    theme.name
                );
            }
        }
    }

    #[test]
    fn the_selected_row_is_not_underlined_as_dates_and_places_are() {
        let (registry, _) = Registry::new(&[]);
        for (file, _) in embedded::THEMES {
            let theme = registry.named(file.trim_end_matches(".toml")).unwrap();
            for role in [Role::Selected, Role::SelectedIdle] {
                let style = theme.style(role);
                assert!(!style.add_modifier.contains(Modifier::UNDERLINED), "{file}");
                assert_ne!(style, Style::default(), "{file}");
            }
        }
    }

    #[test]
    fn actors_differ_without_colours() {
        let (registry, _) = Registry::new(&[]);
        let mono = registry
            .fitting(Background::Dark, Depth::Monochrome)
            .unwrap();
        for (at, one) in ActorKind::ALL.into_iter().enumerate() {
            assert_eq!((mono.actor(one).fg, mono.actor(one).bg), (None, None));
            for other in ActorKind::ALL.into_iter().skip(at + 1) {
                assert_ne!(mono.actor(one), mono.actor(other), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn who_is_not_sure_looks_like_nothing_else_in_any_theme() {
        let (registry, _) = Registry::new(&[]);
        for (file, contents) in embedded::THEMES {
            let name = parse_theme(file, contents, None).unwrap().name;
            let theme = registry.named(&name).unwrap();
            let looks = |style: Style| style.add_modifier;
            let sure = ActorKind::ALL.map(|kind| looks(theme.actor(kind)));
            let date = theme.style(Role::Date);
            for kind in ActorKind::ALL {
                let unsure = theme.actor(kind).patch(theme.style(Role::Unsure));
                assert!(!sure.contains(&looks(unsure)), "{file} {kind:?}");
                assert_ne!(unsure, date, "{file} {kind:?}");
            }
        }
    }

    #[test]
    fn actors_differ_by_more_than_their_colour_in_every_theme() {
        let (registry, _) = Registry::new(&[]);
        for (file, contents) in embedded::THEMES {
            let name = parse_theme(file, contents, None).unwrap().name;
            let theme = registry.named(&name).unwrap();
            let signs = ActorKind::ALL.map(|kind| theme.actor(kind).add_modifier);
            for (at, one) in signs.into_iter().enumerate() {
                assert!(!one.is_empty(), "{name}");
                assert!(
                    !signs.into_iter().skip(at + 1).any(|other| other == one),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn a_users_theme_says_only_what_differs() {
        let mine = "name = \"mine\"\n[styles]\ntitle = \"red\"".to_owned();
        let broken = ("broken.toml".to_owned(), "name = 1".to_owned());
        let (registry, problems) = Registry::new(&[("mine.toml".to_owned(), mine), broken]);
        assert_eq!(problems.len(), 1);
        let theme = registry.named("mine").unwrap();
        let base = registry.named(BASE).unwrap();
        assert_eq!(theme.style(Role::Date), base.style(Role::Date));
    }
}
