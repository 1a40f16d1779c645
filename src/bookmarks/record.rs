//! A bookmark as a record for other programs: the fields of its file, and the citation. What is
//! read is raw, and becomes a bookmark only when everything in it makes sense.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::corpus::Origin;

use super::standing::Standing;
use super::{Bookmark, BookmarkId, Repeats, place};

/// The fields of a bookmark; all but the quote may be missing.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Record {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    pub(super) quote: String,
    pub(super) note: String,
    pub(super) tags: Vec<String>,
    /// For people; never read.
    pub(super) citation: String,
    pub(super) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) part: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) embedded: Option<String>,
    pub(super) prefix: String,
    pub(super) suffix: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) hash: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) repeats: Option<[usize; 5]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) modified: Option<String>,
    /// What became of the passage, where that was looked for; never read.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub(super) standing: Option<&'static str>,
    /// What stands there now where it changed; never read.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub(super) now: Option<String>,
}

impl Record {
    pub(super) fn new(bookmark: &Bookmark) -> Self {
        let (path, part, embedded) = match &bookmark.origin {
            None => (None, None, None),
            Some(Origin::Embedded(name)) => (None, None, Some(name.clone())),
            Some(Origin::File { path, part }) => {
                let part = Some(*part).filter(|&part| part > 0);
                (Some(place::to_text(path)), part, None)
            }
        };
        Self {
            id: Some(bookmark.id.to_string()),
            quote: bookmark.quote.clone(),
            note: bookmark.note.clone(),
            tags: bookmark.tags.clone(),
            citation: bookmark.citation(),
            title: bookmark.title.clone(),
            author: bookmark.author.clone(),
            source: bookmark.source.clone(),
            date: bookmark.date.map(|date| date.to_string()),
            url: bookmark.url.clone(),
            path,
            part,
            embedded,
            prefix: bookmark.prefix.clone(),
            suffix: bookmark.suffix.clone(),
            hash: bookmark.hash.map(|hash| format!("{hash:016x}")),
            start: Some(bookmark.start).filter(|_| bookmark.end > 0),
            end: Some(bookmark.end).filter(|&end| end > 0),
            repeats: bookmark.repeats.map(Repeats::to_numbers),
            created: Some(bookmark.created.to_string()),
            modified: Some(bookmark.modified.to_string()),
            standing: None,
            now: None,
        }
    }

    /// The same with what became of the passage.
    pub(super) fn standing(mut self, standing: &Standing) -> Self {
        self.standing = Some(standing.word().unwrap_or("exact"));
        self.now = standing.change().map(|change| change.now.clone());
        self
    }

    /// The bookmark that it tells of; one without a time is of `now`, and one without a name gets
    /// one that is the same whenever the same is read.
    ///
    /// # Errors
    /// What is wrong, in plain words.
    pub(super) fn into_bookmark(self, now: Timestamp) -> Result<Bookmark, &'static str> {
        let id = match &self.id {
            Some(id) => id
                .parse()
                .map_err(|_| "`id` is no name of a bookmark: letters, digits, `-` and `_`")?,
            None => self.derived_id(),
        };
        if self.quote.trim().is_empty() {
            return Err("there is no quote");
        }
        let time = |text: Option<&String>| match text {
            None => Ok(None),
            Some(text) => text.parse::<Timestamp>().map(Some),
        };
        let wrong_time = "a time cannot be read; expected such as 2024-06-19T10:11:12Z";
        let created = time(self.created.as_ref()).map_err(|_| wrong_time)?;
        let modified = time(self.modified.as_ref()).map_err(|_| wrong_time)?;
        let created = created.unwrap_or(now);
        let hash = match &self.hash {
            None => None,
            Some(hash) => Some(
                u64::from_str_radix(hash, 16)
                    .map_err(|_| "`hash` is no number of 16 hexadecimal digits")?,
            ),
        };
        let date = match &self.date {
            None => None,
            Some(date) => Some(
                date.parse()
                    .map_err(|_| "`date` is no date; expected such as 2024-06-19 or 2024-06~")?,
            ),
        };
        let origin = match (self.embedded, &self.path) {
            (Some(name), _) => Some(Origin::Embedded(name)),
            (None, Some(path)) => Some(Origin::File {
                path: place::from_text(path).ok_or("`path` is no path")?,
                part: self.part.unwrap_or_default(),
            }),
            (None, None) => None,
        };
        Ok(Bookmark {
            id,
            quote: self.quote,
            prefix: self.prefix,
            suffix: self.suffix,
            start: self.start.unwrap_or_default(),
            end: self.end.unwrap_or_default(),
            hash,
            repeats: self.repeats.map(Repeats::from_numbers),
            origin,
            title: self.title,
            author: self.author,
            date,
            source: self.source,
            url: self.url,
            note: self.note,
            tags: self.tags,
            created,
            modified: modified.unwrap_or(created),
            unknown: Vec::new(),
            revision: None,
        })
    }

    fn derived_id(&self) -> BookmarkId {
        derived_id(&super::json::line(self))
    }
}

/// A name that depends only on what `content` says.
pub(super) fn derived_id(content: &str) -> BookmarkId {
    BookmarkId(format!("import-{:016x}", xxh3_64(content.as_bytes())))
}
