//! What the reader decides about actors, as changes of the text of `actors.toml`: each adds or
//! changes one row in the plain form that people write, and leaves comments, order and everything
//! else as they are. Reading and writing the file is left to the runtime.

use thiserror::Error;
use toml_edit::{Array, DocumentMut, InlineTable, Item, TableLike, Value, value};

use super::dictionary::{Dictionary, slug};
use super::{ActorId, ActorKind};
use crate::text::clean::clean_line;

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
        /// The other name.
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
    /// What was decided, in a few words for the reader.
    #[must_use]
    pub fn said(&self) -> String {
        match self {
            Self::Add { kind, name } if *kind == ActorKind::Word => {
                format!("«{name}» is watched for")
            }
            Self::Add { kind, name } => format!("«{name}» is a {}", kind.as_str()),
            Self::Call { actor, name } => format!("«{name}» is {}", actor.name),
            Self::Rename { actor, name } => format!("{} is shown as «{name}»", actor.name),
            Self::Kind { actor, kind } => format!("{} is a {}", actor.name, kind.as_str()),
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
        let text = before.unwrap_or_default();
        let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
            let start = error.span().map_or(0, |span| span.start);
            let lines = text.bytes().take(start).filter(|&byte| byte == b'\n');
            CorrectionError::Syntax {
                line: 1 + lines.count(),
                reason: clean_line(error.message()),
            }
        })?;
        match self {
            Self::Add { kind, name } if *kind == ActorKind::Word => {
                push(&mut document["watch"], name_of(name)?);
            }
            Self::Add { kind, name } => {
                let name = name_of(name)?;
                let row = row(&mut document, *kind, &slug(&name))?;
                row.insert("name", value(name));
            }
            Self::Call { actor, name } => {
                let name = name_of(name)?;
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
                take_out(&mut document["watch"], &actor.name);
            }
            Self::Show { actor } => {
                if !unhide(&mut document, actor) {
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
        let head = if before.is_none() { HEAD } else { "" };
        Ok(format!("{head}{document}"))
    }
}

/// The contents of the file `name` with a correction; `before` is `None` where there is no file.
///
/// # Errors
/// Why it cannot be written down: file, line, and what was expected. A file with a mistake is left
/// to whoever made it.
pub fn apply(correction: &Correction, name: &str, before: Option<&str>) -> Result<String, String> {
    if let Some(problem) = before.and_then(|before| Dictionary::refusal(name, before)) {
        return Err(problem.to_string());
    }
    correction
        .apply(before)
        .map_err(|error| format!("{name}: {error}"))
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

/// The kind and the key that an id is made of.
fn parts(id: &ActorId) -> (ActorKind, &str) {
    let (kind, key) = id.0.split_once(':').unwrap_or(("organisation", &id.0));
    let kind = ActorKind::ALL
        .into_iter()
        .find(|known| known.as_str() == kind)
        .unwrap_or(ActorKind::Organisation);
    (kind, key)
}

/// The row of an actor, which says its name where no other file does.
fn row_of<'a>(
    document: &'a mut DocumentMut,
    actor: &Subject,
) -> Result<&'a mut dyn TableLike, CorrectionError> {
    let (kind, key) = parts(&actor.id);
    let row = row(document, kind, key)?;
    let named = ["name", "it", "en"].iter().any(|key| row.contains_key(key));
    if actor.introduced && !named {
        row.insert("name", value(name_of(&actor.name)?));
    }
    Ok(row)
}

/// The row of this key in the table of this kind, both made where they are missing.
fn row<'a>(
    document: &'a mut DocumentMut,
    kind: ActorKind,
    key: &str,
) -> Result<&'a mut dyn TableLike, CorrectionError> {
    let table = document
        .entry(kind.plural())
        .or_insert_with(toml_edit::table)
        .as_table_like_mut()
        .ok_or_else(|| CorrectionError::Shape(kind.plural().to_owned()))?;
    table
        .entry(key)
        .or_insert_with(|| Item::Value(Value::InlineTable(InlineTable::new())))
        .as_table_like_mut()
        .ok_or_else(|| CorrectionError::Shape(format!("{}.{}", kind.plural(), clean_line(key))))
}

/// Moves the space that stood before the brace of an actor's row behind what was added to it.
fn close_up(document: &mut DocumentMut, actor: &ActorId) {
    let (kind, key) = parts(actor);
    let table = document.get_mut(kind.plural());
    let row = table
        .and_then(Item::as_table_like_mut)
        .and_then(|table| table.get_mut(key))
        .and_then(Item::as_inline_table_mut);
    let Some(row) = row else { return };
    let last = row.len().saturating_sub(1);
    let mut moved = false;
    for (at, (_, value)) in row.iter_mut().enumerate() {
        let decor = value.decor_mut();
        if at == last && moved {
            decor.set_suffix(" ");
        } else if at < last && decor.suffix().and_then(|it| it.as_str()) == Some(" ") {
            decor.set_suffix("");
            moved = true;
        }
    }
}

/// Takes back that an actor is hidden, its row where it says nothing else, and the table where that
/// was all it had; whether it was.
fn unhide(document: &mut DocumentMut, actor: &Subject) -> bool {
    let (kind, key) = parts(&actor.id);
    let item = document.get_mut(kind.plural());
    let Some(table) = item.and_then(Item::as_table_like_mut) else {
        return false;
    };
    let row = table.get_mut(key).and_then(Item::as_table_like_mut);
    let Some(row) = row else { return false };
    let hidden = row.remove("hide").is_some();
    if row.is_empty() {
        table.remove(key);
    }
    if table.is_empty() {
        take_out_table(document, kind.plural());
    }
    hidden
}

/// Takes an empty table out. What is written above it stays where it is the head of the file; above
/// other tables it is about this one, which then stays with it.
fn take_out_table(document: &mut DocumentMut, key: &str) {
    let decor = document.get(key).and_then(Item::as_table);
    let beside = decor.and_then(|table| table.decor().suffix()?.as_str());
    let above = decor.and_then(|table| table.decor().prefix()?.as_str());
    let above = above.unwrap_or_default().to_owned();
    let alone = document.len() == 1;
    if beside.is_some_and(|beside| beside.contains('#')) || above.contains('#') && !alone {
        return;
    }
    document.remove(key);
    if alone {
        let below = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing(above + &below);
    }
}

/// Adds a name to a list, which may be a text with `|` between the names, or not there yet.
fn push(names: &mut Item, name: String) {
    match names {
        Item::Value(Value::Array(list)) => {
            if !list.iter().any(|known| known.as_str() == Some(&name)) {
                list.push(name);
            }
        }
        Item::Value(Value::String(text)) => {
            let known = text.value().clone();
            if !known.split('|').any(|part| part.trim() == name) {
                let decor = text.decor().clone();
                *text = toml_edit::Formatted::new(format!("{known} | {name}"));
                *text.decor_mut() = decor;
            }
        }
        _ => *names = value(Array::from_iter([name])),
    }
}

/// Takes a name out of such a list.
fn take_out(names: &mut Item, name: &str) {
    match names {
        Item::Value(Value::Array(list)) => list.retain(|known| known.as_str() != Some(name)),
        Item::Value(Value::String(text)) => {
            let left: Vec<&str> = text
                .value()
                .split('|')
                .map(str::trim)
                .filter(|part| *part != name)
                .collect();
            let (left, decor) = (left.join(" | "), text.decor().clone());
            *text = toml_edit::Formatted::new(left);
            *text.decor_mut() = decor;
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests;
