//! `rassegna bookmarks`: what was kept, printed, taken to other programs and back. How bookmarks are
//! stored and written is for [`crate::bookmarks`].

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::failure::{FAILED, Failure, NOTHING};
use super::kept::{Kept, placed, store};
use super::output::{Output, Style, message};
use super::reading::Reading;
use crate::app::preview::counted;
use crate::bookmarks::anchor::Finder;
use crate::bookmarks::export::{self, Format};
use crate::bookmarks::import::{self, Imported};
use crate::bookmarks::standing::Standing;
use crate::bookmarks::{Bookmark, BookmarkId};
use crate::corpus::ArticleId;
use crate::corpus::decode::decode;
use crate::index::Entry;
use crate::text::TextRange;
use crate::text::clean::clean_path;
use crate::text::wrap::wrap;

/// The largest file that is imported; notes are small.
const LARGEST: u64 = 256_000_000;
/// The columns of a quote on a wide terminal, and in a file.
const WIDEST: usize = 76;

/// The bookmarks that lie in one of `entries`, in their order, and what became of their passages,
/// as far as their articles can be read.
pub(super) fn within(
    bookmarks: Vec<Bookmark>,
    reading: &Reading,
) -> (Vec<Bookmark>, HashMap<BookmarkId, Standing>) {
    let entries: HashMap<ArticleId, Entry<'_>> = (reading.entries().into_iter())
        .map(|entry| (entry.id(), entry))
        .collect();
    let mut found = HashSet::new();
    let mut of_article: HashMap<ArticleId, Vec<&Bookmark>> = HashMap::new();
    for (article, bookmark) in placed(&bookmarks, entries.values().map(|entry| entry.head())) {
        found.insert(bookmark.id.clone());
        of_article.entry(article).or_default().push(bookmark);
    }
    let mut standings = HashMap::new();
    for (article, kept) in of_article {
        let Some(&entry) = entries.get(&article) else {
            continue;
        };
        let edited = |bookmark: &&Bookmark| bookmark.hash != Some(entry.hash());
        let text = kept.iter().any(edited).then(|| reading.plain_text(entry));
        let finder = (text.iter().flatten().next()).map(|article| Finder::new(article));
        for bookmark in kept {
            let standing = match &finder {
                _ if !edited(&bookmark) => Some(Standing::Exact(bookmark.range())),
                Some(finder) => Some(Standing::of(bookmark, finder)),
                None => None,
            };
            standings.extend(standing.map(|standing| (bookmark.id.clone(), standing)));
        }
    }
    let mut bookmarks = bookmarks;
    bookmarks.retain(|bookmark| found.contains(&bookmark.id));
    (bookmarks, standings)
}

/// Prints `bookmarks` with what became of their passages, and says whether there is one.
pub(super) fn list(
    bookmarks: &[Bookmark],
    standings: &HashMap<BookmarkId, Standing>,
    as_json: bool,
    out: &mut Output,
) -> Result<bool, Failure> {
    if as_json {
        export::json_lines_with(standings, bookmarks, out.writer())?;
    } else {
        for (number, bookmark) in bookmarks.iter().enumerate() {
            if number > 0 {
                out.end_line()?;
            }
            text(bookmark, standings.get(&bookmark.id), out)?;
        }
    }
    Ok(!bookmarks.is_empty())
}

fn text(bookmark: &Bookmark, standing: Option<&Standing>, out: &mut Output) -> io::Result<()> {
    let shown = bookmark.shown();
    let word = standing.and_then(Standing::word);
    let remark = word.map_or(String::new(), |word| format!("  ({word})"));
    out.line(&[
        (&bookmark.citation(), Style::Strong),
        (&remark, Style::Strong),
        ("  ", Style::Plain),
        (&bookmark.place(), Style::Faint),
    ])?;
    let columns = out.columns().unwrap_or(WIDEST).min(WIDEST);
    let mut block = |text: &str, sign: &str| -> io::Result<()> {
        let all = TextRange::new(0, text.len());
        for row in wrap(text, all, columns.saturating_sub(4)) {
            out.styled(sign, Style::Faint)?;
            out.styled(row.of(text), Style::Plain)?;
            out.end_line()?;
        }
        Ok(())
    };
    let change = standing.and_then(Standing::change);
    let quote = change.map_or(&shown.quote, |change| &change.difference);
    block(quote, "  │ ")?;
    if !shown.note.is_empty() {
        block(&shown.note, "    ")?;
    }
    if !shown.tags.is_empty() {
        out.line(&[
            ("    ", Style::Plain),
            (&shown.tags.join(", "), Style::Faint),
        ])?;
    }
    Ok(())
}

/// Writes everything that is kept in `format`, and says whether there is something.
pub(super) fn export(kept: &Kept, format: Format, out: &mut Output) -> Result<bool, Failure> {
    format.write(&kept.bookmarks, out.writer())?;
    Ok(!kept.bookmarks.is_empty())
}

/// Keeps the bookmarks of `files` that are not kept yet, and what was changed of others, and tells how many; the exit
/// status.
///
/// # Errors
///
/// Where there is no place for them, or one could not be saved; those before it are.
pub(super) fn take_in(files: &[PathBuf]) -> Result<u8, Failure> {
    let store = store()?;
    let mut failed = false;
    let now = Timestamp::now();
    let mut found = Imported::default();
    for path in files {
        let shown = clean_path(path);
        match contents(path) {
            Ok(bytes) => {
                let imported = match decode(&bytes) {
                    Ok(decoded) => {
                        if let Some(notice) = decoded.notice {
                            message(&format_args!("{shown}: {notice}"));
                        }
                        import::read(&decoded.text, now)
                    }
                    Err(error) => {
                        message(&format_args!("{shown}: {error}"));
                        failed = true;
                        continue;
                    }
                };
                for mistake in &imported.mistakes {
                    message(&format_args!("{shown}: {mistake}"));
                }
                failed |= !imported.mistakes.is_empty();
                found.append(imported);
            }
            Err(error) => {
                message(&format_args!("{shown}: cannot be read: {error}"));
                failed = true;
            }
        }
    }
    let none = found.bookmarks.is_empty();
    let merge = import::merge(&store.load().bookmarks, found, now);
    for bookmark in &merge.new {
        store.save(bookmark)?;
    }
    for bookmark in &merge.changed {
        store.replace(bookmark)?;
    }
    if !none {
        let changed = match merge.changed.len() {
            0 => String::new(),
            number => format!(
                "{number} changed, what was before lies in {}, to be moved back; ",
                clean_path(&store.deleted_folder())
            ),
        };
        message(&format_args!(
            "{} new and kept now; {changed}{} there already",
            counted(merge.new.len(), "bookmark"),
            merge.known
        ));
    }
    Ok(match (failed, none) {
        (true, _) => FAILED,
        (false, true) => NOTHING,
        (false, false) => 0,
    })
}

/// The bytes of a file, or of standard input.
fn contents(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        io::stdin().lock().take(LARGEST).read_to_end(&mut bytes)?;
    } else {
        File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
