//! Kept passages: their list, what became of them in articles that were edited, deleting, undoing,
//! going to them, and copying. Writing the note of one is for `noting`; files, and finding a passage
//! again, are for `bookmarks`.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use crate::bookmarks::anchor;
use crate::bookmarks::standing::Standing;
use crate::bookmarks::{Bookmark, BookmarkId};
use crate::corpus::{Article, ArticleId, Head, Origin};
use crate::search::matcher::KeptArticles;
use crate::search::query::Field;
use crate::text::TextRange;
use crate::text::clean::clean_line;
use crate::text::grapheme::truncate;

use super::action::Action;
use super::changes::Change;
use super::effect::Effect;
use super::links::is_safe;
use super::notice::Severity;
use super::panes::bookmarks::{BookmarkList, Row};
use super::panes::reader::Kept;
use super::panes::select::{Selection, Unit};
use super::survey::{Asked, Survey};
use super::{App, Overlay, Pane, Target};

/// A passage whose article was edited.
#[derive(Clone, Debug)]
pub(super) struct Compared {
    /// The hash of the article's text.
    hash: u64,
    /// The bookmark as it was when it was asked.
    bookmark: Arc<Bookmark>,
    /// What became of the passage, once that is known; where something changed since, before that.
    pub(super) standing: Option<Standing>,
}

/// How many bookmarks an article has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    /// Whose passage stands, as far as that is known.
    pub(super) standing: usize,
    /// Whose passage is lost.
    pub(super) lost: usize,
}

impl Counts {
    const fn of(&mut self, lost: bool) -> &mut usize {
        match lost {
            true => &mut self.lost,
            false => &mut self.standing,
        }
    }
}

impl App {
    /// The articles that have bookmarks or notes, for the lens.
    pub(super) fn kept(&self) -> Arc<KeptArticles> {
        let mut kept = KeptArticles::default();
        for bookmark in &self.bookmarks {
            if let Some(&article) = self.kept_in.get(&bookmark.id) {
                kept.bookmarks.insert(article);
                if !bookmark.note.is_empty() {
                    kept.notes.insert(article);
                }
            }
        }
        Arc::new(kept)
    }

    /// Finds the article of each bookmark.
    pub(super) fn place_bookmarks(&mut self) -> Vec<Effect> {
        // Those of the open article are seen at once.
        if let Some(open) = &self.reader.open {
            let head = &open.annotated.article.head;
            for bookmark in &self.bookmarks {
                let known = self.kept_in.contains_key(&bookmark.id);
                if !known && anchor::kinship(bookmark, head).is_some() {
                    self.kept_in.insert(bookmark.id.clone(), head.id);
                }
            }
            self.count_kept();
        }
        self.survey(Survey {
            turn: self.placings.next(),
            asked: Asked::Bookmarks {
                catalogue: Arc::clone(&self.catalogue),
                bookmarks: self.bookmarks.clone(),
            },
        })
    }

    /// The articles of all bookmarks are found.
    pub(super) fn bookmarks_placed(
        &mut self,
        placed: HashMap<BookmarkId, ArticleId>,
    ) -> Vec<Effect> {
        self.kept_in = placed;
        self.find_kept();
        let mut effects = self.search_if_kept();
        effects.extend(self.compare_passages());
        self.count_kept();
        effects
    }

    /// Counts the bookmarks of every article, which is asked for each row that is drawn.
    fn count_kept(&mut self) {
        let mut counts: HashMap<ArticleId, Counts> = HashMap::new();
        for (bookmark, article) in &self.kept_in {
            let counts = counts.entry(*article).or_default();
            *counts.of(self.is_lost(bookmark)) += 1;
        }
        self.kept_counts = counts;
    }

    /// Whether it is known that the passage of a bookmark is lost.
    fn is_lost(&self, bookmark: &BookmarkId) -> bool {
        matches!(self.standing(bookmark), Some(Standing::Lost))
    }

    /// Asks, article by article, what became of the passages whose articles have another text than
    /// they had.
    fn compare_passages(&mut self) -> Vec<Effect> {
        let mut known = std::mem::take(&mut self.compared);
        let mut asked: HashMap<ArticleId, (Arc<Head>, Vec<Arc<Bookmark>>)> = HashMap::new();
        for bookmark in &self.bookmarks {
            let article = self.kept_in.get(&bookmark.id);
            let Some(entry) = article.and_then(|id| self.catalogue.entry(*id)) else {
                continue;
            };
            let hash = entry.hash();
            if bookmark.hash == Some(hash) {
                continue;
            }
            let before = known.remove(&bookmark.id);
            let holds =
                |before: &Compared| before.hash == hash && before.bookmark.same_content(bookmark);
            if !before.as_ref().is_some_and(holds) {
                let asked = asked.entry(entry.id());
                let (_, passages) = asked.or_insert_with(|| (entry.head(), Vec::new()));
                passages.push(Arc::clone(bookmark));
            }
            let compared = Compared {
                hash,
                bookmark: Arc::clone(bookmark),
                // Until the answer comes what was known last stands.
                standing: before.and_then(|before| before.standing),
            };
            self.compared.insert(bookmark.id.clone(), compared);
        }
        (asked.into_values())
            .map(|(head, passages)| Effect::Compare(head, passages))
            .collect()
    }

    /// What became of passages in the article with a text of this hash is known.
    pub(super) fn compared(&mut self, hash: u64, standings: Vec<(BookmarkId, Option<Standing>)>) {
        for (id, standing) in standings {
            let was_lost = self.is_lost(&id);
            let Entry::Occupied(mut known) = self.compared.entry(id.clone()) else {
                continue;
            };
            if known.get().hash != hash {
                continue;
            }
            match standing {
                Some(standing) => known.get_mut().standing = Some(standing),
                // It is asked again when the articles are looked at again.
                None => drop(known.remove()),
            }
            let is_lost = self.is_lost(&id);
            if let Some(article) = self.kept_in.get(&id)
                && let Some(counts) = self.kept_counts.get_mut(article)
            {
                *counts.of(was_lost) = counts.of(was_lost).saturating_sub(1);
                *counts.of(is_lost) += 1;
            }
        }
        if (self.reader.article()).is_some_and(|article| article.head.hash == hash) {
            self.find_kept();
        }
        self.settle_wanted();
    }

    /// Goes to the passage that is waited for, once it is known where it is.
    pub(super) fn settle_wanted(&mut self) {
        let waits = |wanted: &BookmarkId| self.is_awaited(wanted);
        if !self.kept_wanted.as_ref().is_some_and(waits)
            && let Some(wanted) = self.kept_wanted.take()
            && self.kept_in.get(&wanted).copied() == self.reader.id()
        {
            self.go_to_kept(&wanted);
        }
    }

    /// What became of a passage in an article with a text of this hash, once it is known.
    fn known(&self, id: &BookmarkId, hash: u64) -> Option<&Standing> {
        let compared = self.compared.get(id).filter(|known| known.hash == hash);
        compared.and_then(|known| known.standing.as_ref())
    }

    /// Finds the bookmarks of the open article in it again, and fills the list if it is shown.
    pub(super) fn bookmarks_changed(&mut self) -> Vec<Effect> {
        let effects = self.place_bookmarks();
        self.find_kept();
        self.fill_list();
        effects
    }

    /// Brings the list of bookmarks up to date, where it is shown.
    pub(super) fn fill_list(&mut self) {
        for overlay in &mut self.overlays {
            if let Overlay::Bookmarks(list) = overlay {
                list.fill(&self.drafts, &self.bookmarks, &self.unread);
            }
        }
    }

    /// Places the bookmarks of the open article in it again, as far as it is known where they are.
    pub(super) fn find_kept(&mut self) {
        let Some(open) = &self.reader.open else {
            return;
        };
        let article = &open.annotated.article;
        let mut kept: Vec<Kept> = self
            .bookmarks
            .iter()
            .filter(|bookmark| self.kept_in.get(&bookmark.id) == Some(&article.head.id))
            .filter_map(|bookmark| {
                let standing = self.known(&bookmark.id, article.head.hash);
                let found = || standing.and_then(Standing::range);
                Some(Kept {
                    range: anchor::unchanged(bookmark, article).or_else(found)?,
                    changed: standing.and_then(Standing::change).is_some(),
                    id: bookmark.id.clone(),
                })
            })
            .collect();
        kept.sort_by_key(|kept| kept.range);
        if let Some(open) = &mut self.reader.open {
            open.kept = kept;
        }
    }

    /// The passage that an action is about: the selection, or else the sentence at the place.
    pub(super) fn passage(&self) -> Option<(&Article, TextRange)> {
        let open = self.reader.open.as_ref()?;
        let article = &*open.annotated.article;
        let selection = open
            .selection
            .or_else(|| Selection::at(article, open.cursor, Unit::Sentence))?;
        Some((article, selection.range()))
    }

    /// The bookmark that is selected in the list. Where something else is, it is said why nothing
    /// can be done with that.
    pub(super) fn listed(&mut self) -> Option<Arc<Bookmark>> {
        let Some(Overlay::Bookmarks(list)) = self.overlays.last() else {
            return None;
        };
        let text = match list.selected()? {
            Row::Kept(bookmark) => return Some(Arc::clone(bookmark)),
            Row::Draft(_) => format!(
                "Not saved yet: {} takes it up, and then {} throws it away",
                self.keymap.way_to(Action::Open),
                self.keymap.way_to(Action::DiscardNote)
            ),
            Row::Unread(unread) => format!(
                "{}: {}; the file is left as it is: mend it or move it away",
                unread.file, unread.reason
            ),
        };
        self.notices.push(Severity::Warning, text);
        None
    }

    /// A bookmark is on disk. What was written since it was asked for is another draft, and stays.
    pub(super) fn saved(&mut self, bookmark: Bookmark, asked: &BookmarkId) -> Vec<Effect> {
        let id = bookmark.id.clone();
        let is_saved = |written: &Bookmark| {
            written.id == *asked && written.note == bookmark.note && written.tags == bookmark.tags
        };
        let before = self.bookmarks.iter().find(|known| known.id == id);
        let change = match before {
            Some(before) => Change::Edited(Box::new((**before).clone())),
            None => Change::Created(id.clone()),
        };
        let text = match self.changes.done(change) {
            true => "Taken back: the bookmark is as it was",
            false => "Bookmark saved",
        };
        self.notices
            .push(Severity::Done, format!("{text}: {}", summary(&bookmark)));
        if let Some(Overlay::Note(note)) = self.overlays.last()
            && is_saved(&note.bookmark((self.now)()))
        {
            self.close_asked();
        }
        self.drafts.retain(|draft| !is_saved(draft));
        self.unkept &= !self.drafts.is_empty();
        self.bookmarks.retain(|known| known.id != id);
        self.bookmarks.push(Arc::new(bookmark));
        let effects = self.bookmarks_changed();
        // What is worked on in the list is what was just saved or brought back.
        if let Some(Overlay::Bookmarks(list)) = self.overlays.last_mut() {
            list.select(&id);
        }
        effects
    }

    pub(super) fn deleted(&mut self, id: &BookmarkId) -> Vec<Effect> {
        self.bookmarks.retain(|known| known.id != *id);
        let text = match self.changes.done(Change::Deleted(id.clone())) {
            true => "The bookmark is taken back",
            false => "Bookmark deleted; u brings it back",
        };
        self.notices.push(Severity::Done, text);
        self.bookmarks_changed()
    }

    /// A lens that asks for bookmarks has another answer now.
    pub(super) fn search_if_kept(&mut self) -> Vec<Effect> {
        let asks = self
            .lens
            .query()
            .terms()
            .iter()
            .any(|term| matches!(term.field, Field::In(_)));
        if asks { self.search() } else { Vec::new() }
    }

    pub(super) fn list_bookmarks(&mut self) -> Vec<Effect> {
        let mut list = BookmarkList::default();
        list.fill(&self.drafts, &self.bookmarks, &self.unread);
        self.overlays.push(Overlay::Bookmarks(list));
        self.size_panes();
        vec![Effect::LookAtBookmarks]
    }

    pub(super) fn delete_bookmark(&mut self) -> Vec<Effect> {
        let Some(bookmark) = self.listed() else {
            return Vec::new();
        };
        let id = bookmark.id.clone();
        self.changes.ask();
        vec![Effect::Delete(id)]
    }

    pub(super) fn undo(&mut self) -> Vec<Effect> {
        match self.changes.undo() {
            Some(Change::Created(id)) => vec![Effect::Delete(id)],
            Some(Change::Edited(before)) => vec![Effect::Save(before)],
            Some(Change::Deleted(id)) => vec![Effect::Restore(id)],
            Some(Change::Corrected(corrected)) => vec![Effect::PutBack(corrected)],
            Some(Change::Lens(name, text)) => self.put_lens_back(&name, text),
            None => {
                self.notices.push(Severity::Done, "Nothing to undo");
                Vec::new()
            }
        }
    }

    /// Opens the article of a bookmark at its passage, or says that it is not here.
    pub(super) fn go_to_bookmark(&mut self, bookmark: &Bookmark) -> Vec<Effect> {
        let Some(&id) = self.kept_in.get(&bookmark.id) else {
            self.notices.push(
                Severity::Warning,
                format!(
                    "«{}» is not open here; its bookmark is kept",
                    clean_line(&bookmark.title)
                ),
            );
            return Vec::new();
        };
        self.focus(Pane::Reader);
        self.jump_to(id, Target::Kept(bookmark.id.clone()))
    }

    /// Shows the passage of a bookmark in the open article. Where it is not found for certain,
    /// no other one is shown in its place.
    pub(super) fn go_to_kept(&mut self, bookmark: &BookmarkId) {
        let kept = self
            .reader
            .open
            .as_ref()
            .and_then(|open| open.kept.iter().find(|kept| kept.id == *bookmark))
            .map(|kept| (kept.range, kept.changed));
        match kept {
            Some((range, changed)) => {
                self.reader.point_at(range, range.start);
                if changed {
                    self.notices.push(
                        Severity::Warning,
                        format!(
                            "The passage reads differently now: in the list of bookmarks ({}) {} shows how",
                            self.keymap.way_to(Action::Bookmarks),
                            self.keymap.way_to(Action::EditNote),
                        ),
                    );
                }
            }
            None if self.is_awaited(bookmark) => self.kept_wanted = Some(bookmark.clone()),
            None => self.notices.push(
                Severity::Warning,
                "The passage is not found in the article as it is now; its bookmark is kept",
            ),
        }
    }

    /// Whether it is asked what became of a passage and not known yet, or known of another text than
    /// the one that is shown until it comes.
    fn is_awaited(&self, bookmark: &BookmarkId) -> bool {
        let shown = self.reader.article().map(|article| article.head.hash);
        let asked = self.compared.get(bookmark);
        asked.is_some_and(|asked| asked.standing.is_none() || shown != Some(asked.hash))
    }

    pub(super) fn copy_passage(&mut self) -> Vec<Effect> {
        let Some((article, range)) = self.passage() else {
            return Vec::new();
        };
        let bookmark = Bookmark::new(article, range, "", &[], (self.now)());
        if let Some(open) = &mut self.reader.open {
            open.selection = None;
        }
        match bookmark {
            Some(bookmark) => self.copy(&bookmark),
            None => Vec::new(),
        }
    }

    pub(super) fn copy_bookmark(&mut self) -> Vec<Effect> {
        match self.listed() {
            Some(bookmark) => self.copy(&bookmark),
            None => Vec::new(),
        }
    }

    fn copy(&mut self, bookmark: &Bookmark) -> Vec<Effect> {
        self.notices.push(
            Severity::Done,
            format!("Copied with its citation: {}", summary(bookmark)),
        );
        vec![Effect::Copy(bookmark.quotation())]
    }

    /// Shows the article's own address.
    pub(super) fn open_source(&mut self) -> Vec<Effect> {
        let url = self
            .reader
            .article()
            .and_then(|article| article.head.url.clone());
        let Some(url) = url else {
            self.notices
                .push(Severity::Warning, "The article gives no address");
            return Vec::new();
        };
        if !is_safe(&url) {
            self.notices.push(
                Severity::Warning,
                format!("Not opened, only web and mail addresses are: {url}"),
            );
            return Vec::new();
        }
        self.show_address(url, None);
        Vec::new()
    }

    pub(super) fn edit_file(&mut self) -> Vec<Effect> {
        match self
            .reader
            .article()
            .map(|article| article.head.origin.clone())
        {
            Some(Origin::File { path, .. }) => vec![Effect::Edit(path)],
            Some(_) => {
                self.notices.push(
                    Severity::Warning,
                    "This article is part of the program; there is no file to edit",
                );
                Vec::new()
            }
            None => Vec::new(),
        }
    }
}

fn summary(bookmark: &Bookmark) -> String {
    format!("«{}»", truncate(&clean_line(&bookmark.quote), 48))
}
