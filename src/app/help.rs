//! The help: every key with what it does, made from the table of actions and broken into the lines that a
//! screen has room for. How the lines look is for `ui`.

use super::action::{ACTIONS, ActionInfo, Context};
use super::keymap::Keymap;
use crate::text::TextRange;
use crate::text::grapheme;
use crate::text::wrap::wrap;

/// Columns around the keys and around what they do.
pub const HELP_MARGIN: u16 = 2;
/// What stands between two keys of one action.
const BETWEEN: &str = "  ";

/// A line of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpLine {
    /// The name of a context.
    Heading(&'static str),
    /// An action, or what its line above had no room for.
    Keys {
        /// Keys of the action, separated by spaces.
        keys: String,
        /// What it does.
        doc: &'static str,
        /// Its name, as a command.
        name: &'static str,
    },
    /// Nothing.
    Blank,
}

/// The whole help for a width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpPage {
    /// Columns of the keys.
    pub keys: u16,
    /// Columns of what they do.
    pub docs: u16,
    /// Its lines.
    pub lines: Vec<HelpLine>,
}

/// The whole help in lines of `width` columns. Nothing of it is left out: what a line has no room for
/// stands in the next.
#[must_use]
pub fn help_page(keymap: &Keymap, width: u16) -> HelpPage {
    let of_keys = ACTIONS
        .iter()
        .map(|info| grapheme::width(&ways_to(keymap, info).join(BETWEEN)))
        .max()
        .unwrap_or(0);
    let keys = u16::try_from(of_keys)
        .unwrap_or(u16::MAX)
        .min(width.saturating_add(HELP_MARGIN) / 3)
        .max(1);
    let docs = width.saturating_sub(keys + 2 * HELP_MARGIN + 1).max(1);
    let mut lines = Vec::new();
    for context in Context::ALL {
        if !lines.is_empty() {
            lines.push(HelpLine::Blank);
        }
        lines.push(HelpLine::Heading(context.title()));
        for info in ACTIONS.iter().filter(|info| info.context == context) {
            explain(keymap, info, (keys.into(), docs.into()), &mut lines);
        }
    }
    HelpPage { keys, docs, lines }
}

impl HelpPage {
    /// The line with which the keys of a context begin.
    #[must_use]
    pub fn line_of(&self, context: Context) -> usize {
        let heading = HelpLine::Heading(context.title());
        let line = self.lines.iter().position(|line| *line == heading);
        line.unwrap_or(0)
    }
}

/// Every key of an action, or how it is called where it has none.
fn ways_to(keymap: &Keymap, info: &ActionInfo) -> Vec<String> {
    let keys = keymap.keys_of(info.action);
    match keys.is_empty() {
        true => vec![keymap.way_to(info.action)],
        false => keys,
    }
}

/// The lines of one action: its keys beside what it does, its name behind that.
fn explain(
    keymap: &Keymap,
    info: &ActionInfo,
    (of_keys, of_docs): (usize, usize),
    lines: &mut Vec<HelpLine>,
) {
    let mut keys = filled(ways_to(keymap, info), of_keys).into_iter();
    let whole = TextRange::new(0, info.doc.len());
    let mut docs = wrap(info.doc, whole, of_docs).into_iter().peekable();
    let mut named = false;
    loop {
        let (key, doc) = (keys.next(), docs.next().map(|range| range.of(info.doc)));
        let columns = grapheme::width(doc.unwrap_or_default());
        // The name stands behind the last words, with two columns between.
        let has_room = columns == 0 || columns + info.name.len() + 2 <= of_docs;
        let names = !named && docs.peek().is_none() && has_room;
        if key.is_none() && doc.is_none() && !names {
            return;
        }
        named |= names;
        lines.push(HelpLine::Keys {
            keys: key.unwrap_or_default(),
            doc: doc.unwrap_or_default(),
            name: if names { info.name } else { "" },
        });
    }
}

/// Keys in lines of `width` columns; one that is wider than a line is broken.
fn filled(keys: Vec<String>, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for key in keys {
        let columns = grapheme::width(&key);
        match lines.last_mut() {
            Some(line) if grapheme::width(line) + BETWEEN.len() + columns <= width => {
                line.push_str(BETWEEN);
                line.push_str(&key);
            }
            _ => {
                let parts = wrap(&key, TextRange::new(0, key.len()), width);
                lines.extend(parts.iter().map(|part| part.of(&key).to_owned()));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the help says of each action, put together again: keys, what it does, its name.
    fn said(page: &HelpPage) -> Vec<(Vec<String>, String, &'static str)> {
        let mut told: Vec<(Vec<String>, Vec<&str>, &'static str)> = Vec::new();
        for line in &page.lines {
            let HelpLine::Keys { keys, doc, name } = line else {
                continue;
            };
            let begins = doc.starts_with(|first: char| first.is_uppercase());
            if begins {
                told.push((Vec::new(), Vec::new(), ""));
            }
            let Some(last) = told.last_mut() else {
                panic!("{line:?} belongs to nothing");
            };
            last.0.extend(keys.split_whitespace().map(str::to_owned));
            last.1.extend(doc.split_whitespace());
            if !name.is_empty() {
                assert_eq!(last.2, "", "named twice");
                last.2 = name;
            }
        }
        told.into_iter()
            .map(|(keys, docs, name)| (keys, docs.join(" "), name))
            .collect()
    }

    #[test]
    fn whatever_the_width_nothing_of_the_help_is_left_out() {
        let keymap = Keymap::default();
        for width in 38..=160 {
            let page = help_page(&keymap, width);
            let said = said(&page);
            assert_eq!(said.len(), ACTIONS.len(), "{width} columns");
            let order = Context::ALL
                .into_iter()
                .flat_map(|context| ACTIONS.iter().filter(move |info| info.context == context));
            for ((keys, doc, name), info) in said.iter().zip(order) {
                let bound = ways_to(&keymap, info).join(" ");
                assert_eq!(keys.join(" "), bound, "{} at {width} columns", info.name);
                assert_eq!(
                    (doc.as_str(), *name),
                    (info.doc, info.name),
                    "{width} columns"
                );
            }
            for line in &page.lines {
                if let HelpLine::Keys { keys, doc, name } = line {
                    assert!(grapheme::width(keys) <= usize::from(page.keys), "{line:?}");
                    let columns = grapheme::width(doc) + name.len();
                    assert!(columns <= usize::from(page.docs), "{line:?}");
                }
            }
        }
    }
}
