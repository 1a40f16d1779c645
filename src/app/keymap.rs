//! Which keys mean which action, by context; made from the table of actions, and from what the
//! user changed in it (`keys_file`). It answers for typed keys, and the other way round for hints
//! and help.

use super::action::{ACTIONS, Action, Context};
use super::key::Key;

mod keys_file;

/// One binding.
#[derive(Clone, Debug)]
struct Binding {
    context: Context,
    keys: Vec<Key>,
    action: Action,
}

impl Binding {
    /// Whether one of the two would hide the other.
    fn clashes(&self, other: &Self) -> bool {
        self.context == other.context
            && (self.keys.starts_with(&other.keys) || other.keys.starts_with(&self.keys))
    }
}

/// What a series of keys means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// This action.
    Found(Action),
    /// Nothing yet, but it begins something.
    Prefix,
    /// Nothing.
    NoMatch,
}

/// Keys to actions.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Default for Keymap {
    fn default() -> Self {
        let bindings = ACTIONS
            .iter()
            .flat_map(|info| {
                info.keys.iter().filter_map(|keys| {
                    let keys: Result<Vec<Key>, _> =
                        keys.split_whitespace().map(str::parse).collect();
                    Some(Binding {
                        context: info.context,
                        keys: keys.ok()?,
                        action: info.action,
                    })
                })
            })
            .collect();
        Self { bindings }
    }
}

impl Keymap {
    /// What `keys` mean in `context` and its parents; the nearest context that knows them decides.
    #[must_use]
    pub fn lookup(&self, context: Context, keys: &[Key]) -> Lookup {
        let mut here = Some(context);
        while let Some(context) = here {
            match self.lookup_in(context, keys) {
                Lookup::NoMatch => here = context.parent(),
                known => return known,
            }
        }
        Lookup::NoMatch
    }

    /// What `keys` mean in `context` alone.
    #[must_use]
    pub fn lookup_in(&self, context: Context, keys: &[Key]) -> Lookup {
        let mut prefix = false;
        for binding in self
            .bindings
            .iter()
            .filter(|binding| binding.context == context)
        {
            if binding.keys == keys {
                return Lookup::Found(binding.action);
            }
            prefix |= binding.keys.starts_with(keys);
        }
        if prefix {
            Lookup::Prefix
        } else {
            Lookup::NoMatch
        }
    }

    /// The first key of `action`, as it is written for people; `None` where it has none.
    #[must_use]
    pub fn key_of(&self, action: Action) -> Option<String> {
        self.keys_of(action).into_iter().next()
    }

    /// What to press for `action`: its first key, or its name as a command where it has none.
    #[must_use]
    pub fn way_to(&self, action: Action) -> String {
        self.key_of(action)
            .unwrap_or_else(|| format!(":{}", action.info().name))
    }

    /// Every key of `action`, as written for people.
    #[must_use]
    pub fn keys_of(&self, action: Action) -> Vec<String> {
        self.bindings
            .iter()
            .filter(|binding| binding.action == action)
            .map(|binding| spell(&binding.keys))
            .collect()
    }

    /// Bindings that can never be reached, because another one in the same context is equal to
    /// them or a beginning of them; in words.
    #[cfg(test)]
    pub(crate) fn conflicts(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (at, one) in self.bindings.iter().enumerate() {
            for other in self.bindings.iter().skip(at + 1) {
                if one.clashes(other) {
                    found.push(format!(
                        "{} and {} of {} both begin with {}",
                        one.action.info().name,
                        other.action.info().name,
                        one.context.title(),
                        spell(&one.keys)
                    ));
                }
            }
        }
        found
    }
}

fn spell(keys: &[Key]) -> String {
    let mut written = String::new();
    for key in keys {
        let key = key.to_string();
        // «gg» for two letters, «ctrl-x y» where a name is long.
        if !written.is_empty() && (key.chars().count() > 1 || written.chars().count() > 1) {
            written.push(' ');
        }
        written.push_str(&key);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_key_is_read() {
        let bound: usize = ACTIONS.iter().map(|info| info.keys.len()).sum();
        assert_eq!(Keymap::default().bindings.len(), bound);
    }

    #[test]
    fn no_binding_hides_another() {
        assert_eq!(Keymap::default().conflicts(), Vec::<String>::new());
    }

    #[test]
    fn no_default_needs_what_an_italian_keyboard_lacks() {
        for info in ACTIONS {
            for key in info.keys {
                assert!(
                    !key.contains(['`', '~', '{', '}', '[', ']', '@', '#', '\\']),
                    "{} needs {key}",
                    info.name
                );
            }
        }
    }

    #[test]
    fn names_are_unique_and_described() {
        for (at, info) in ACTIONS.iter().enumerate() {
            assert!(
                !info.doc.is_empty() && !info.doc.ends_with('.'),
                "{}",
                info.name
            );
            assert!(
                ACTIONS
                    .iter()
                    .skip(at + 1)
                    .all(|other| other.name != info.name)
            );
        }
    }
}
