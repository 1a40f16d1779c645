//! Messages to state: routing only. Keys become actions by the keymap; what the actions do is in
//! `act`, `navigate` and `keep`.

use std::sync::Arc;

use crate::corpus::ArticleId;
use crate::index::catalogue::Catalogue;
use crate::search::events;
use crate::search::request::{Request, Sort};
use crate::search::worker::Snapshot;
use crate::text::TextRange;
use crate::text::clean::clean_line;

use super::action::{Action, Context};
use super::effect::{Effect, Wanted};
use super::key::{Key, KeyCode};
use super::keymap::Lookup;
use super::msg::Msg;
use super::notice::Severity;
use super::{App, Awaited, Overlay, Pane, Seeking, Target};

/// How many of the first articles are opened for their best passage: more than any screen shows.
const PASSAGES: usize = 64;

impl App {
    /// Takes what happened into the state, and says what has to be done for it.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        if matches!(msg, Msg::Key(_) | Msg::Paste(_) | Msg::Mouse(_)) {
            if std::mem::take(&mut self.untouched) {
                self.best_wanted &= self.searching;
            }
            self.close_asked();
            self.kept_wanted = None;
            if !matches!(msg, Msg::Key(_)) {
                self.let_go_held();
            }
        }
        let mut effects = self.take_in(msg);
        effects.extend(self.release_held());
        effects
    }

    fn take_in(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => self.key(key),
            Msg::Paste(text) => self.paste(&text),
            Msg::Mouse(mouse) => self.mouse_used(mouse),
            Msg::Resize(width, height) => {
                self.resize(width, height);
                Vec::new()
            }
            Msg::Catalogue { catalogue, reading } => {
                let catalogue = self.decided.over(catalogue);
                self.know(catalogue, reading)
            }
            Msg::Progress(progress) => {
                self.progress = progress;
                Vec::new()
            }
            Msg::Results(snapshot) => self.results(snapshot),
            Msg::Opened(annotated) => self.opened(annotated),
            Msg::NotOpened(id, reason) => self.not_opened(id, reason),
            Msg::Marked {
                generation,
                id,
                hits,
            } => self.marked(generation, id, hits),
            Msg::Bookmarks(bookmarks, unread) => {
                self.bookmarks = bookmarks.into_iter().map(Arc::new).collect();
                self.unread = unread.into_iter().map(Arc::new).collect();
                self.bookmarks_changed()
            }
            Msg::Saved { bookmark, asked } => self.saved(*bookmark, &asked),
            Msg::Deleted(id) => self.deleted(&id),
            Msg::Decisions(decisions) => self.decide(decisions),
            Msg::Compared(hash, standings) => {
                self.compared(hash, standings);
                Vec::new()
            }
            Msg::Surveyed(findings) => self.surveyed(findings),
            Msg::Corrected(corrected) | Msg::PutBack(corrected) => self.corrected(corrected),
            Msg::Events {
                catalogue,
                decisions,
                events,
            } => self.events_known(&catalogue, &decisions, events),
            Msg::Quoted(quoted, Wanted::Sources) => {
                if let Some(Overlay::Sources(sources)) = self.overlays.last_mut() {
                    sources.quote(quoted);
                }
                Vec::new()
            }
            Msg::Quoted(quoted, Wanted::Decision(change)) => self.decided(change, quoted),
            Msg::Passages(actor, passages, more) => {
                self.passages_known(&actor, passages, more);
                Vec::new()
            }
            Msg::NotKept(notice) => self.not_kept(notice),
            Msg::Drafts(drafts) => {
                self.offer_drafts(drafts);
                Vec::new()
            }
            Msg::Notice(notice) => {
                self.notices.push(notice.severity, notice.text);
                self.size_panes();
                Vec::new()
            }
            Msg::Terminate => vec![Effect::Quit],
        }
    }

    /// Asks for the answer to the present lens.
    pub(super) fn search(&mut self) -> Vec<Effect> {
        self.generation += 1;
        self.stays = None;
        self.searching = true;
        self.unanswered = true;
        self.unmarked = true;
        self.searched = None;
        let mut effects = vec![Effect::Search(Request {
            generation: self.generation,
            catalogue: Arc::clone(&self.catalogue),
            query: self.lens.query().clone(),
            sort: self.documents.sort,
            passages: PASSAGES,
            kept: self.kept(),
        })];
        effects.extend(self.mark());
        effects
    }

    /// Asks for the hits of the lens in the open article.
    pub(super) fn mark(&self) -> Option<Effect> {
        let open = self.reader.open.as_ref()?;
        Some(Effect::Mark {
            annotated: Arc::clone(&open.annotated),
            lens: self.lens.text().to_owned(),
            generation: self.generation,
        })
    }

    pub(super) fn know(&mut self, catalogue: Arc<Catalogue>, reading: bool) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.catalogue, catalogue);
        let corrected = self.correct_events();
        self.language = self.catalogue.language();
        self.reading_files = reading;
        let mut effects = self.place_bookmarks();
        self.size_panes();
        effects.extend(self.renew_picker());
        effects.extend(self.search());
        effects.extend(corrected);
        effects.extend(self.reread_open(&before));
        effects.extend(self.open_asked());
        effects
    }

    /// Asks for the open article again where it was read before anything could be recognised.
    pub(super) fn recognise_open(&self) -> Option<Effect> {
        let open = self.reader.open.as_ref()?;
        if open.annotated.recognised || self.opens_another() {
            return None;
        }
        let entry = self.catalogue.entry(open.annotated.article.head.id)?;
        Some(Effect::Open(entry.head()))
    }

    fn results(&mut self, snapshot: Snapshot) -> Vec<Effect> {
        if snapshot.generation != self.generation {
            return Vec::new();
        }
        // The first part of an answer may have nothing yet.
        self.unanswered &= !(snapshot.finished || snapshot.failed || snapshot.hits > 0);
        if snapshot.failed {
            self.searching = false;
            self.notices.push(
                Severity::Error,
                "The search stopped: the program made a mistake with this lens; what is shown is not its answer",
            );
            return Vec::new();
        }
        self.searching = !snapshot.finished;
        let takes_time = self.searching && self.lens.query().reads_texts();
        self.searched = takes_time.then_some(snapshot.done);
        self.hits_in_all = snapshot.hits;
        self.reasons = snapshot.reasons;
        self.remarks = snapshot.remarks;
        if snapshot.finished {
            self.tell_remarks();
        }
        // The answer to a lens that was typed begins with its best article, and so does the reading
        // room; otherwise what is being read stays, also where better ones are read after it.
        let selected = self.documents.selected().map(|row| row.entry.id());
        let opening = self.opening.as_ref().map(|(id, _)| *id);
        let keep = match self.stays {
            Some(_) => selected,
            None => opening.or(self.reader.id()).or(selected),
        };
        let keep = keep.filter(|_| !self.best_wanted);
        self.best_wanted &= !snapshot.finished;
        // An article that is gone from the corpus stays open, and the list where it was.
        let is_gone = |id: &ArticleId| self.catalogue.position(*id).is_none();
        let gone = keep.filter(is_gone).is_some() && self.reader.id() == keep;
        let row = self.documents.cursor.selected().filter(|_| gone);
        self.documents
            .set_rows(snapshot.found, self.lens.query().has_hits(), keep);
        if let Some(row) = row {
            self.documents.cursor.select(row);
        }
        self.show_events();
        if let Some(open) = &self.reader.open {
            self.timeline.set_open(Some(open.annotated.article.head.id));
            self.timeline.follow(open.cursor);
        }
        if let Some(window) = self.stays {
            self.timeline.go_back(window);
        }
        // What is asked of a part of the answer would be void with the next.
        let mut effects = match self.overlays.last() {
            _ if self.searching => Vec::new(),
            Some(Overlay::Actors(_)) => self.fill_actors(),
            Some(Overlay::Matrix(_)) => self.fill_matrix(),
            Some(Overlay::Card(_)) => self.fill_card(),
            _ => Vec::new(),
        };
        // What is being read stays until the whole answer says that it is not part of it.
        if self.searching && keep.is_some_and(|id| self.documents.position(id).is_none()) {
            return effects;
        }
        if gone || self.stays.is_some() {
            return effects;
        }
        effects.extend(self.preview());
        effects
    }

    /// Shows in the timeline what the lens leaves.
    pub(super) fn show_events(&mut self) {
        let query = self.lens.query();
        let found = self.documents.rows.ids();
        let fitting = events::fitting(query, &self.catalogue, &self.events, found);
        let actors = self.actors_in_lens();
        self.timeline.set_today(self.today());
        self.timeline
            .set_events(Arc::clone(&self.events), fitting, actors);
    }

    fn marked(&mut self, generation: u64, id: ArticleId, hits: Vec<TextRange>) -> Vec<Effect> {
        if generation != self.generation || self.reader.id() != Some(id) {
            return Vec::new();
        }
        self.unmarked = false;
        let Some(open) = &mut self.reader.open else {
            return Vec::new();
        };
        // Of what is still being read the first answer may know no hit yet.
        let later = (hits.is_empty() && self.reading_files).then_some(open.cursor);
        let seeking = match self.seeking {
            Seeking::No => false,
            Seeking::Begun => true,
            Seeking::WaitingAt(byte) => open.cursor == byte,
        };
        // The same may be asked for more than once, and the reader may have gone on meanwhile.
        if open.hits != hits {
            open.hits = hits;
            open.hit = None;
        }
        match self.opening {
            Some((opening, Target::Hit { first })) if opening == id => {
                self.opening = None;
                self.go_to_edge_hit(first);
            }
            None if seeking => self.go_to_edge_hit(true),
            _ => {}
        }
        self.seeking = match later {
            Some(byte) if seeking => Seeking::WaitingAt(byte),
            _ => Seeking::No,
        };
        Vec::new()
    }

    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        self.notices.dismiss();
        // Whatever is typed or awaited: what is half written is kept as a draft.
        if key == Key::ctrl('c') {
            return self.act(Action::Quit);
        }
        if self.is_held(key) {
            return Vec::new();
        }
        let awaited = self.awaited.take();
        if awaited == Some(Awaited::Link)
            && let Some(effects) = self.link_key(key)
        {
            return effects;
        }
        if let Some(awaited) = awaited.filter(|awaited| *awaited != Awaited::Link) {
            return match key.code {
                KeyCode::Char(letter) if !key.ctrl && !key.alt => match awaited {
                    Awaited::SetMark => self.set_mark(letter),
                    Awaited::GoMark => self.go_to_mark(letter),
                    Awaited::Link => Vec::new(),
                },
                _ => Vec::new(),
            };
        }
        let context = self.context();
        self.pending.push(key);
        match self.keymap.lookup(context, &self.pending) {
            Lookup::Found(action) if self.comes_too_early(action) => {
                self.hold_pending(action);
                Vec::new()
            }
            Lookup::Found(action) => {
                self.pending.clear();
                if action != Action::OpenSource {
                    self.shown_url = None;
                }
                self.act(action)
            }
            Lookup::Prefix => Vec::new(),
            Lookup::NoMatch => {
                self.pending.clear();
                self.shown_url = None;
                if context.takes_text() {
                    self.type_key(key)
                } else {
                    self.say_where_it_works(context, key);
                    Vec::new()
                }
            }
        }
    }

    /// Where a key of another pane is pressed, says which.
    fn say_where_it_works(&mut self, context: Context, key: Key) {
        if self.focus.context() != context {
            return;
        }
        let found = Pane::ALL.into_iter().find_map(|pane| {
            match self.keymap.lookup_in(pane.context(), &[key]) {
                Lookup::Found(action) => Some((pane, action)),
                Lookup::Prefix | Lookup::NoMatch => None,
            }
        });
        if let Some((pane, action)) = found {
            let text = format!(
                "{key} works in the {} ({} goes there): {}",
                pane.context().title().to_lowercase(),
                self.keymap.way_to(pane.focus_action()),
                action.info().doc
            );
            self.notices.push(Severity::Done, text);
        }
    }

    fn type_key(&mut self, key: Key) -> Vec<Effect> {
        if let Some(prompt) = &mut self.prompt {
            return if prompt.line.input(key) {
                self.prompt_typed()
            } else {
                Vec::new()
            };
        }
        match self.overlays.last_mut() {
            Some(Overlay::Note(note)) => {
                if note.editor().input(key) {
                    self.note_typed()
                } else {
                    Vec::new()
                }
            }
            Some(Overlay::Picker(picker)) => match picker.input(key) {
                true => self.pick(),
                false => Vec::new(),
            },
            Some(Overlay::Naming(naming)) => {
                naming.line.input(key);
                Vec::new()
            }
            Some(Overlay::Actors(_) | Overlay::Bookmarks(_)) => match (key.code, key.typed()) {
                (KeyCode::Backspace, _) => self.filtered(|filter| {
                    filter.pop();
                }),
                (KeyCode::Char('u'), _) if key.ctrl => self.filtered(String::clear),
                (_, Some(letter)) => self.filtered(|filter| filter.push(letter)),
                _ => Vec::new(),
            },
            _ => {
                let typed = self
                    .lens_editor
                    .as_mut()
                    .is_some_and(|editor| editor.line.input(key));
                if typed { self.lens_typed() } else { Vec::new() }
            }
        }
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        let text = crate::text::clean::clean(text).text;
        if let Some(prompt) = &mut self.prompt {
            prompt.line.paste(&text);
            return self.prompt_typed();
        }
        match (self.context(), self.overlays.last_mut()) {
            (Context::Note, Some(Overlay::Note(note))) => {
                note.editor().paste(&text);
                self.note_typed()
            }
            (Context::Picker, Some(Overlay::Picker(picker))) => {
                picker.paste(&text);
                self.pick()
            }
            (Context::Naming, Some(Overlay::Naming(naming))) => {
                naming.line.paste(&text);
                Vec::new()
            }
            (Context::Filter, _) => {
                let line = clean_line(&text);
                self.filtered(|filter| filter.push_str(&line))
            }
            _ => match &mut self.lens_editor {
                Some(editor) => {
                    editor.line.paste(&text);
                    self.lens_typed()
                }
                None => Vec::new(),
            },
        }
    }

    /// The next order of the documents.
    pub(super) fn sort(&mut self) -> Vec<Effect> {
        let (sort, order) = match self.documents.sort {
            Sort::Relevance => (Sort::Date, "newest first"),
            Sort::Date => (Sort::Title, "by title"),
            Sort::Title => (Sort::Relevance, "best match first"),
        };
        self.documents.sort = sort;
        self.notices
            .push(Severity::Done, format!("Documents: {order}"));
        self.search()
    }

    /// An empty catalogue is drawn as such.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.catalogue.entries.is_empty() && !self.reading_files
    }
}
