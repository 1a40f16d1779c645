//! Writing the note and the tags of a bookmark. Saving it, and keeping what is half typed as a
//! draft, are effects.

use jiff::Timestamp;

use crate::app::editor::Editor;
use crate::bookmarks::{Bookmark, BookmarkId};
use crate::text::clean::{clean, clean_line};

/// Which field takes the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The note.
    Note,
    /// The tags.
    Tags,
}

/// How far saving it has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// It was not asked for.
    #[default]
    Unasked,
    /// The disk is asked. What is typed meanwhile is not for the note, which is closed for it.
    Asked,
    /// It could not be saved, and why; the note stays open.
    Refused(String),
}

/// A bookmark whose note is being written.
#[derive(Clone, Debug)]
pub struct NoteEditor {
    /// The bookmark as it was when the note was opened.
    bookmark: Bookmark,
    /// Whether it is not saved yet.
    pub is_new: bool,
    /// The note.
    pub note: Editor,
    /// The tags, separated by spaces or commas.
    pub tags: Editor,
    /// Which of the two takes the keys.
    pub field: Field,
    /// How far saving it has come.
    pub saving: Saving,
}

impl NoteEditor {
    /// Begins with what the bookmark has.
    #[must_use]
    pub fn new(bookmark: Bookmark, is_new: bool) -> Self {
        Self {
            note: Editor::text(&clean(&bookmark.note).text),
            tags: Editor::line(&clean_line(&bookmark.tags.join(", "))),
            field: Field::Note,
            saving: Saving::default(),
            is_new,
            bookmark,
        }
    }

    /// The bookmark.
    #[must_use]
    pub const fn id(&self) -> &BookmarkId {
        &self.bookmark.id
    }

    /// The quote that the note is about.
    #[must_use]
    pub fn quote(&self) -> &str {
        &self.bookmark.quote
    }

    /// The title of the article that holds the passage.
    #[must_use]
    pub fn article(&self) -> &str {
        &self.bookmark.title
    }

    /// The bookmark with what is typed so far.
    #[must_use]
    pub fn bookmark(&self, now: Timestamp) -> Bookmark {
        let mut bookmark = self.bookmark.clone();
        bookmark.annotate(&self.written(), &split_tags(&self.tags.contents()), now);
        bookmark
    }

    fn written(&self) -> String {
        self.note.contents().trim_end().to_owned()
    }

    /// Whether anything was typed.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.written() != self.bookmark.note
            || split_tags(&self.tags.contents()) != self.bookmark.tags
    }

    /// The field that takes the keys.
    pub const fn editor(&mut self) -> &mut Editor {
        match self.field {
            Field::Note => &mut self.note,
            Field::Tags => &mut self.tags,
        }
    }

    /// Goes to the other field.
    pub const fn switch(&mut self) {
        self.field = match self.field {
            Field::Note => Field::Tags,
            Field::Tags => Field::Note,
        };
    }
}

/// Tags are separated by commas; where there is none, by spaces. A leading `#` is no part of one.
fn split_tags(typed: &str) -> Vec<String> {
    let by_comma = typed.contains(',');
    let mut tags: Vec<String> = Vec::new();
    for tag in typed.split(|c: char| c == ',' || (!by_comma && c.is_whitespace())) {
        let tag = tag.trim().trim_start_matches('#');
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.to_owned());
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::split_tags;

    #[test]
    fn tags_are_split_as_they_are_typed() {
        for (typed, tags) in [
            ("", vec![]),
            ("armi", vec!["armi"]),
            ("#armi #vertici", vec!["armi", "vertici"]),
            ("armi, Corea del Nord,armi", vec!["armi", "Corea del Nord"]),
        ] {
            assert_eq!(split_tags(typed), tags, "{typed}");
        }
    }
}
