//! What the reader decides about actors, as changes of the text of `actors.toml`: each adds or
//! changes one row in the plain form that people write, and leaves comments, order and everything
//! else as they are. Where in the file a row stands is for [`rows`], how a change is taken back when
//! the file has changed since for [`undo`]; reading and writing it is left to the runtime.

use thiserror::Error;
use toml_edit::{DocumentMut, Item, value};

use super::dictionary::{self, Bearer, Dictionary, slug};
use super::{ActorId, ActorKind};
use crate::text::clean::clean_line;

mod rows;
mod undo;

pub use undo::take_back;

use rows::{close_up, parts, push, row, row_of};

/// The longest name that is kept, in bytes.
const LONGEST: usize = 200;

/// What a file of one's own begins with.
const HEAD: &str = "\
# Actors of your own, and what you decided about others. The program adds to this file and leaves
# everything else in it as it is; change it as you like.

";

/// An actor that a correction is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Which.
    pub id: ActorId,
    /// The name it is shown under.
    pub name: String,
    /// Whether no dictionary has it, so that its row must say its name.
    pub introduced: bool,
}

/// One thing that the reader decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// There is an actor of this kind and name; a [`ActorKind::Word`] is one to watch for.
    Add {
        /// What it is.
        kind: ActorKind,
        /// Its name as texts have it.
        name: String,
    },
    /// The actor goes by this name, too.
    Call {
        /// Who.
        actor: Subject,
        /// The other name; with a `?` before it where the text around it is to decide.
        name: String,
    },
    /// The actor is shown under this name.
    Rename {
        /// Who.
        actor: Subject,
        /// The new name.
        name: String,
    },
    /// The actor is of this kind.
    Kind {
        /// Who.
        actor: Subject,
        /// What it is.
        kind: ActorKind,
    },
    /// The actor is really another one.
    Join {
        /// Who.
        actor: Subject,
        /// Who it is.
        into: Subject,
    },
    /// This is an actor after all.
    Show {
        /// Who was hidden.
        actor: Subject,
    },
    /// This is no actor.
    Hide {
        /// What was taken for one.
        actor: Subject,
    },
}

/// Why a correction cannot be written down; the file stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CorrectionError {
    /// The file cannot be understood.
    #[error("line {line}: {reason}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// Something else stands where actors are expected.
    #[error("`{0}` is not a table of actors")]
    Shape(String),
    /// There is no letter in the name.
    #[error("the name is empty: a name has at least one letter or digit")]
    Empty,
    /// The name goes on and on.
    #[error("the name is too long: at most {LONGEST} letters are kept")]
    Long,
    /// A name that another actor has.
    #[error("«{name}» already means {other}: write ?{name} where the text around it is to decide")]
    Taken {
        /// The name.
        name: String,
        /// Who has it.
        other: String,
    },
    /// A name that the actor has anyway.
    #[error("«{name}» is a name of {actor} already")]
    Known {
        /// The name.
        name: String,
        /// Who has it.
        actor: String,
    },
    /// An actor that is to be joined to itself.
    #[error("both are the same actor already")]
    Same,
    /// An actor that is to be shown, and that the file does not hide.
    #[error(
        "the file does not hide {0}: the file that does is beside the articles, change it there"
    )]
    Elsewhere(String),
}

impl Correction {
    /// Whether it may hold without another look at the articles.
    #[must_use]
    pub const fn may_count_at_once(&self) -> bool {
        !matches!(self, Self::Add { .. } | Self::Call { .. })
    }

    /// Whom of those that are known it is about.
    #[must_use]
    pub const fn about(&self) -> Option<&ActorId> {
        match self {
            Self::Add { .. } => None,
            Self::Call { actor, .. }
            | Self::Rename { actor, .. }
            | Self::Kind { actor, .. }
            | Self::Join { actor, .. }
            | Self::Show { actor }
            | Self::Hide { actor } => Some(&actor.id),
        }
    }

    /// What was decided, in a few words for the reader.
    #[must_use]
    pub fn said(&self) -> String {
        match self {
            Self::Add { kind, name } if *kind == ActorKind::Word => {
                format!("«{name}» is watched for")
            }
            Self::Add { kind, name } => match name.strip_prefix('?') {
                Some(name) => format!("«{name}» may be {}", kind.with_article()),
                None => format!("«{name}» is {}", kind.with_article()),
            },
            Self::Call { actor, name } => match name.strip_prefix('?') {
                Some(name) => format!("«{name}» may be {}", actor.name),
                None => format!("«{name}» is {}", actor.name),
            },
            Self::Rename { actor, name } => format!("{} is shown as «{name}»", actor.name),
            Self::Kind { actor, kind } => format!("{} is {}", actor.name, kind.with_article()),
            Self::Join { actor, into } => format!("{} is {}", actor.name, into.name),
            Self::Show { actor } => format!("{} is an actor", actor.name),
            Self::Hide { actor } => format!("{} is no actor", actor.name),
        }
    }

    /// The text of the file with the correction; `before` is `None` where there is no file.
    ///
    /// # Errors
    /// Where the file cannot be understood, or the name is none.
    pub fn apply(&self, before: Option<&str>) -> Result<String, CorrectionError> {
        let mut document = read(before.unwrap_or_default())?;
        match self {
            Self::Add { kind, name } if *kind == ActorKind::Word => {
                rows::watch(&mut document, name_of(name)?);
            }
            Self::Add { kind, name } => {
                let name = mentioned(name)?;
                let row = row(&mut document, *kind, &slug(&name))?;
                row.insert("name", value(name));
            }
            Self::Call { actor, name } => {
                let name = mentioned(name)?;
                let row = row_of(&mut document, actor)?;
                push(row.entry("also").or_insert(Item::None), name);
            }
            Self::Rename { actor, name } => {
                let name = name_of(name)?;
                row_of(&mut document, actor)?.insert("show", value(name));
            }
            Self::Kind { actor, kind } => {
                row_of(&mut document, actor)?.insert("kind", value(kind.as_str()));
            }
            Self::Join { actor, into } => {
                if actor.id == into.id {
                    return Err(CorrectionError::Same);
                }
                if into.introduced {
                    row_of(&mut document, into)?;
                }
                row_of(&mut document, actor)?.insert("is", value(into.id.to_string()));
            }
            Self::Hide { actor } if actor.id.0.starts_with("word:") => {
                rows::watch_no_more(&mut document, &actor.name);
            }
            Self::Show { actor } => {
                if !rows::unhide(&mut document, actor) {
                    return Err(CorrectionError::Elsewhere(actor.name.clone()));
                }
            }
            Self::Hide { actor } => {
                let (kind, key) = parts(&actor.id);
                row(&mut document, kind, key)?.insert("hide", value(true));
            }
        }
        if let Self::Call { actor, .. }
        | Self::Rename { actor, .. }
        | Self::Kind { actor, .. }
        | Self::Join { actor, .. }
        | Self::Hide { actor } = self
        {
            close_up(&mut document, &actor.id);
        }
        match before {
            Some(before) => Ok(rows::with_ends(before, &document.to_string())),
            None => Ok(format!("{HEAD}{document}")),
        }
    }

    /// Whether a name that it gives is one that `known` has for somebody else, or for the same.
    fn is_free(&self, known: &Dictionary) -> Result<(), CorrectionError> {
        let (kind, id, typed, shown) = match self {
            Self::Add { kind, name } if *kind != ActorKind::Word => {
                let id = dictionary::id(*kind, &slug(&mentioned(name)?));
                (*kind, id, name, None)
            }
            Self::Call { actor, name } => {
                let kind = parts(&actor.id).0;
                (kind, actor.id.clone(), name, Some(&actor.name))
            }
            _ => return Ok(()),
        };
        let name = mentioned(typed)?;
        if name.starts_with('?') {
            return Ok(());
        }
        match (known.bearer(&name, kind, &id), shown) {
            (Some(Bearer::Other(other)), _) => {
                let other = other.name.clone();
                Err(CorrectionError::Taken { name, other })
            }
            (Some(Bearer::Same), Some(actor)) => {
                let actor = actor.clone();
                Err(CorrectionError::Known { name, actor })
            }
            (Some(Bearer::Same), None) | (None, _) => Ok(()),
        }
    }
}

/// The contents of the file `name` with a correction; `before` is `None` where there is no file, and
/// `known` is the dictionary of now.
///
/// # Errors
/// Why it cannot be written down: file, line, and what was expected. A file with a mistake is left
/// to whoever made it.
pub fn apply(
    correction: &Correction,
    name: &str,
    before: Option<&str>,
    known: &Dictionary,
) -> Result<String, String> {
    is_sound(name, before)?;
    let free = correction.is_free(known);
    let after = free
        .and_then(|()| correction.apply(before))
        .map_err(|error| match error {
            CorrectionError::Syntax { .. } | CorrectionError::Shape(_) => {
                format!("{name}: {error}")
            }
            error => error.to_string(),
        })?;
    written(name, after)
}

/// The contents `after` of the file `name`, which are about to be written and have to be read again.
fn written(name: &str, after: String) -> Result<String, String> {
    match Dictionary::refusal(name, &after) {
        Some(problem) => Err(format!("{problem}, if it were written")),
        None => Ok(after),
    }
}

/// A file with a mistake is not written.
fn is_sound(name: &str, contents: Option<&str>) -> Result<(), String> {
    match contents.and_then(|contents| Dictionary::refusal(name, contents)) {
        Some(problem) => Err(format!("{problem}; mend that first")),
        None => Ok(()),
    }
}

/// The text of a file in its parts.
fn read(text: &str) -> Result<DocumentMut, CorrectionError> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        let start = error.span().map_or(0, |span| span.start);
        let lines = text.bytes().take(start).filter(|&byte| byte == b'\n');
        CorrectionError::Syntax {
            line: 1 + lines.count(),
            reason: clean_line(error.message()),
        }
    })
}

/// A name that texts are searched for, as it is written down: with a `?` before it where it was typed
/// with one, which says that it may mean another.
fn mentioned(typed: &str) -> Result<String, CorrectionError> {
    let name = name_of(typed)?;
    match typed.trim_start().starts_with('?') {
        true => Ok(format!("?{name}")),
        false => Ok(name),
    }
}

/// A name as it is written down: one line, without the signs that mean something in the file.
fn name_of(typed: &str) -> Result<String, CorrectionError> {
    let name = clean_line(typed).replace('|', " ");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_start_matches('?').trim();
    if slug(name).is_empty() {
        return Err(CorrectionError::Empty);
    }
    if name.len() > LONGEST {
        return Err(CorrectionError::Long);
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests;
