//! The heads of some articles, apart from those of the corpus: of the few that a list begins with, and
//! of those that are not shown. What is left out is what follows from the rest.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::moved::{Moved, path_of};
use crate::corpus::{ArticleId, DateSource, Head, Origin, Statement};
use crate::edtf::Edtf;
use crate::index::entries::Fresh;
use crate::text::bytes::Bytes;
use crate::text::language::Language;

/// The heads of some articles in their order.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct KeptHeads<'a>(#[serde(borrow)] Vec<KeptHead<'a>>);

/// The head of an article, and how many words it is searched by.
#[derive(Debug, Serialize, Deserialize)]
struct KeptHead<'a> {
    id: [u8; 8],
    /// The file, by its exact bytes: how many it has in common with the one before, and the others;
    /// nothing for one in the program.
    #[serde(borrow)]
    file: Option<(usize, &'a [u8], u32)>,
    /// Where these are not the same bytes.
    path: Option<&'a str>,
    title: &'a str,
    title_source: Statement,
    date: Option<Edtf>,
    date_source: DateSource,
    source: Option<&'a str>,
    author: Option<&'a str>,
    url: Option<&'a str>,
    lang: Language,
    tags: Vec<&'a str>,
    words: u64,
    hash: [u8; 8],
    signs: u64,
    recurring: Vec<u64>,
    length: u32,
}

impl<'a> KeptHeads<'a> {
    /// Those of articles of so many words.
    pub(super) fn of(heads: impl Iterator<Item = (&'a Head, u32)>) -> Self {
        let mut before: &[u8] = &[];
        let kept = heads.map(|(head, length)| {
            let mut kept = KeptHead::of(head, length);
            if let Some((shared, file, _)) = &mut kept.file {
                let whole = *file;
                *shared = before.iter().zip(whole).take_while(|(a, b)| a == b).count();
                *file = whole.get(*shared..).unwrap_or_default();
                before = whole;
            }
            kept
        });
        Self(kept.collect())
    }

    /// Articles of which no more is known yet; `None` where that makes no sense.
    pub(super) fn fresh(&self, moved: Option<&Moved>) -> Option<Vec<Fresh>> {
        let mut file = Vec::new();
        let nothing = Bytes::default();
        let entry = |kept: &KeptHead<'_>| {
            let mut head = kept.head(&mut file)?;
            if let Some(moved) = moved {
                moved.apply(&mut head);
            }
            Some(Fresh {
                head: Arc::new(head),
                found: nothing.clone(),
                told: nothing.clone(),
                length: kept.length,
            })
        };
        self.0.iter().map(entry).collect()
    }
}

impl<'a> KeptHead<'a> {
    fn of(head: &'a Head, length: u32) -> Self {
        let file = match &head.origin {
            Origin::Embedded(_) => None,
            Origin::File { path, part } => Some((0, path.as_os_str().as_encoded_bytes(), *part)),
        };
        Self {
            id: head.id.0.to_le_bytes(),
            path: (file.is_none_or(|(_, bytes, _)| bytes != head.path.as_bytes()))
                .then_some(&head.path),
            file,
            title: &head.title,
            title_source: head.title_source,
            date: head.date,
            date_source: head.date_source.clone(),
            source: head.source.as_deref(),
            author: head.author.as_deref(),
            url: head.url.as_deref(),
            lang: head.lang,
            tags: head.tags.iter().map(String::as_str).collect(),
            words: head.words as u64,
            hash: head.hash.to_le_bytes(),
            signs: head.signs as u64,
            recurring: head.recurring.to_vec(),
            length,
        }
    }

    /// The head; `file` is that of the one before, and of this one then.
    fn head(&self, file: &mut Vec<u8>) -> Option<Head> {
        let number = |kept: u64| usize::try_from(kept).unwrap_or(usize::MAX);
        if let Some((shared, rest, _)) = self.file {
            if shared > file.len() {
                return None;
            }
            file.truncate(shared);
            file.extend_from_slice(rest);
        }
        let path = match (self.path, self.file) {
            (Some(path), _) => path,
            (None, Some(_)) => str::from_utf8(file).ok()?,
            (None, None) => return None,
        };
        Some(Head {
            id: ArticleId(u64::from_le_bytes(self.id)),
            origin: match self.file {
                None => Origin::Embedded(path.to_owned()),
                Some((_, _, part)) => Origin::File {
                    path: path_of(file),
                    part,
                },
            },
            path: path.to_owned(),
            title: self.title.to_owned(),
            title_source: self.title_source,
            date: self.date,
            date_source: self.date_source.clone(),
            source: self.source.map(str::to_owned),
            author: self.author.map(str::to_owned),
            url: self.url.map(str::to_owned),
            lang: self.lang,
            tags: self.tags.iter().map(|&tag| tag.to_owned()).collect(),
            words: number(self.words),
            hash: u64::from_le_bytes(self.hash),
            signs: number(self.signs),
            recurring: self.recurring.as_slice().into(),
        })
    }
}
