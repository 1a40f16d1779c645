//! The user's `keys.toml`: rows `action = ["key", …]` that take the place of an action's default
//! keys. A key that was chosen is taken from the action that had it by default.

use std::fmt::Write as _;

use toml::de::DeValue;

use super::{Binding, Keymap, spell};
use crate::app::action::{ACTIONS, Action, ActionInfo, Context};
use crate::app::key::{Key, KeyCode};
use crate::app::user_file::{self, Mistake, Row, RowError};
use crate::text::clean::clean_line;

impl Keymap {
    /// The default keys, changed as the file says, and what in it does not count.
    #[must_use]
    pub fn with_user(file: &str, contents: &str) -> (Self, Vec<RowError>) {
        let mut chosen: Vec<Binding> = Vec::new();
        let mut changed: Vec<Action> = Vec::new();
        let mut last_line = 1;
        let mut problems = user_file::read_rows(file, contents, |row| {
            last_line = row.line;
            let info = action(row.name)?;
            let mut bindings = Vec::new();
            for typed in keys(row, info)? {
                let binding = binding(info, &typed)?;
                refuse(&binding, &chosen)?;
                bindings.push(binding);
            }
            changed.push(info.action);
            chosen.append(&mut bindings);
            Ok(())
        });
        let mut keymap = Self::default();
        keymap
            .bindings
            .retain(|binding| !changed.contains(&binding.action));
        let mut lost: Vec<(Action, Action)> = Vec::new();
        keymap.bindings.retain(|binding| {
            let taker = chosen.iter().find(|taker| taker.clashes(binding));
            if let Some(taker) = taker {
                lost.push((binding.action, taker.action));
            }
            taker.is_none()
        });
        keymap.bindings.extend(chosen);
        lost.dedup_by_key(|(action, _)| *action);
        for (action, by) in lost {
            let info = action.info();
            if keymap.keys_of(action).is_empty() && !info.context.is_command() {
                problems.push(RowError {
                    file: file.to_owned(),
                    line: last_line,
                    mistake: Mistake::Lost {
                        name: info.name,
                        by: by.info().name,
                    },
                });
            }
        }
        (keymap, problems)
    }

    /// The default keys as a file of this form, every row a comment: only what differs need be
    /// there.
    #[must_use]
    pub fn default_file() -> String {
        let mut text =
            "# The keys of rassegna. A row without its # takes the place of an action's keys:\n\
             # action = [\"key\", \"another key\", \"two keys in a row\"]; [] leaves it without.\n"
                .to_owned();
        for context in Context::ALL {
            // Writing to a string does not fail.
            let _ = writeln!(text, "\n# {}", context.title());
            for info in ACTIONS.iter().filter(|info| info.context == context) {
                let keys: Vec<String> = info.keys.iter().map(|key| format!("{key:?}")).collect();
                let row = format!("# {} = [{}]", info.name, keys.join(", "));
                let _ = writeln!(text, "{row:<48}  # {}", info.doc);
            }
        }
        text
    }
}

fn action(name: &str) -> Result<&'static ActionInfo, Mistake> {
    ACTIONS
        .iter()
        .find(|info| info.name == name)
        .ok_or_else(|| Mistake::Unknown {
            name: clean_line(name),
            near: user_file::nearest(name, ACTIONS.iter().map(|info| info.name)),
        })
}

/// The keys of a row, as written: one text, or a list of them.
fn keys(row: &Row<'_>, info: &ActionInfo) -> Result<Vec<String>, Mistake> {
    let text = |value: &DeValue<'_>| value.as_str().map(str::to_owned);
    let keys = match row.value {
        DeValue::Array(list) => list.iter().map(|value| text(value.get_ref())).collect(),
        one => text(one).map(|key| vec![key]),
    };
    keys.ok_or(Mistake::Value {
        name: info.name,
        expected: "a list of keys, such as [\"g g\", \"home\"]",
    })
}

fn binding(info: &'static ActionInfo, typed: &str) -> Result<Binding, Mistake> {
    let keys: Result<Vec<Key>, _> = typed.split_whitespace().map(str::parse).collect();
    match keys {
        Ok(keys) if !keys.is_empty() => Ok(Binding {
            context: info.context,
            keys,
            action: info.action,
        }),
        _ => Err(Mistake::Key {
            name: info.name,
            typed: clean_line(typed),
        }),
    }
}

/// Refuses a key that could not be used, or that would be missed.
fn refuse(binding: &Binding, chosen: &[Binding]) -> Result<(), Mistake> {
    let taken = |why: String| {
        Err(Mistake::Taken {
            name: binding.action.info().name,
            key: spell(&binding.keys),
            why,
        })
    };
    if let Some(other) = chosen.iter().find(|other| other.clashes(binding)) {
        return taken(format!("belongs to {} already", other.action.info().name));
    }
    let first = binding.keys.first();
    if first == Some(&Key::ctrl('c')) && binding.action != Action::Quit {
        return taken("always leaves the program".to_owned());
    }
    let letter = |key: &Key| matches!(key.code, KeyCode::Char(_)) && !key.ctrl && !key.alt;
    if binding.context.takes_text() && first.is_some_and(letter) {
        return taken("is a letter to be typed there; choose one with ctrl or alt".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::keymap::Lookup;

    fn read(contents: &str) -> (Keymap, Vec<String>) {
        let (keymap, problems) = Keymap::with_user("keys.toml", contents);
        (keymap, problems.iter().map(ToString::to_string).collect())
    }

    fn key(typed: &str) -> Vec<Key> {
        typed
            .split_whitespace()
            .map(|key| key.parse().unwrap())
            .collect()
    }

    #[test]
    fn the_default_file_changes_nothing_and_without_its_signs_neither() {
        let file = Keymap::default_file();
        let bare: String = file
            .lines()
            .filter_map(|line| line.strip_prefix("# ").filter(|row| row.contains(" = [")))
            .filter(|row| !row.starts_with("action ="))
            .map(|row| format!("{row}\n"))
            .collect();
        for contents in [&file, &bare, ""] {
            let (keymap, problems) = read(contents);
            assert_eq!(problems, Vec::<String>::new());
            for info in ACTIONS {
                assert_eq!(
                    keymap.keys_of(info.action),
                    Keymap::default().keys_of(info.action)
                );
            }
        }
        assert_eq!(bare.lines().count(), ACTIONS.len());
    }

    #[test]
    fn a_chosen_key_counts_and_is_taken_from_who_had_it() {
        let (keymap, problems) =
            read("sort = \"ctrl-s\"\nhelp = [\"f1\", \"g h\"]\ntheme = []\nnext-hit = [\"N\"]\n");
        assert_eq!(problems, Vec::<String>::new());
        let found = |context, typed| keymap.lookup(context, &key(typed));
        assert_eq!(
            found(Context::Documents, "ctrl-s"),
            Lookup::Found(Action::Sort)
        );
        assert_eq!(found(Context::Documents, "s"), Lookup::NoMatch);
        assert_eq!(found(Context::Reader, "g h"), Lookup::Found(Action::Help));
        assert_eq!(found(Context::Reader, "g g"), Lookup::Found(Action::Top));
        assert_eq!(found(Context::Reader, "T"), Lookup::NoMatch);
        assert_eq!(found(Context::Reader, "N"), Lookup::Found(Action::NextHit));
        assert_eq!(keymap.keys_of(Action::PreviousHit), Vec::<String>::new());
        assert_eq!(keymap.conflicts(), Vec::<String>::new());
    }

    #[test]
    fn z1_each_mistake_names_the_line_and_what_was_expected_and_the_rest_counts() {
        let (keymap, problems) = read(
            "sotr = [\"s\"]\nhelp = [\"hyper-x\"]\ntop = 3\n\nquit = [\"ctrl-q\"]\nredraw = [\"ctrl-q\"]\n\
             save-note = [\"x\"]\npicker = [\"ctrl-c\"]\n",
        );
        for (problem, says) in problems.iter().zip([
            "keys.toml, line 1: nothing is called sotr; sort is near",
            "keys.toml, line 2: help: «hyper-x» is no key",
            "keys.toml, line 3: top is to be a list of keys",
            "keys.toml, line 6: redraw: ctrl-q belongs to quit already",
            "keys.toml, line 7: save-note: x is a letter to be typed there",
            "keys.toml, line 8: picker: ctrl-c always leaves",
        ]) {
            assert!(problem.starts_with(says), "{problem}");
        }
        assert_eq!(problems.len(), 6);
        let quit = keymap.lookup(Context::Reader, &key("ctrl-q"));
        assert_eq!(quit, Lookup::Found(Action::Quit));
        let help = keymap.lookup(Context::Reader, &key("?"));
        assert_eq!(help, Lookup::Found(Action::Help));
        let (keymap, problems) = read("help = [");
        assert!(problems[0].starts_with("keys.toml, line 1: this is not TOML"));
        assert_eq!(keymap.keys_of(Action::Help), ["?"]);
        let (_, problems) = read("save-note = [\"ctrl-x\"]\n");
        assert!(
            problems[0].contains("discard-note has no key"),
            "{problems:?}"
        );
    }
}
