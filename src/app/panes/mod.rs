//! The panes and the lists over them: the state of each and how it moves. None draws.

pub mod actors;
pub mod bookmarks;
pub mod card;
pub mod documents;
pub mod list;
pub mod matrix;
pub mod naming;
pub mod note;
pub mod notices;
pub mod picker;
pub mod reader;
pub mod select;
pub mod sources;
pub mod timeline;
