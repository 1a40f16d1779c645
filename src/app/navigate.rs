//! Going somewhere: to an article, a hit, a mention, an event's sentence, a mark, back. An article
//! that is not open is asked for, and what was wanted there is done when it arrives.

use std::sync::Arc;

use crate::corpus::ArticleId;
use crate::index::Annotated;

use super::effect::Effect;
use super::history::Place;
use super::notice::Severity;
use super::{App, Pane, Target};

impl App {
    /// Shows the selected article in the reader, if it is not the open one.
    pub(super) fn preview(&mut self) -> Vec<Effect> {
        let Some(id) = self.documents.selected().map(|row| row.entry.id()) else {
            return Vec::new();
        };
        if self.reader.id() == Some(id) && self.opening.is_none() {
            return Vec::new();
        }
        let target = if self.lens.is_empty() {
            Target::Remembered
        } else {
            Target::Hit { first: true }
        };
        self.go_to(id, target)
    }

    /// Opens the article that was asked for at the start, as soon as it is known.
    pub(super) fn open_asked(&mut self) -> Vec<Effect> {
        let Some(asked) = self.asked.as_deref() else {
            return Vec::new();
        };
        let meant = {
            let ids = self.catalogue.entries.iter().map(|entry| entry.id());
            let mut meant = ids.filter(|id| id.to_string().starts_with(asked));
            (meant.next(), meant.next())
        };
        let problem = match meant {
            (Some(id), None) => {
                self.asked = None;
                self.best_wanted = false;
                self.focus(Pane::Reader);
                return self.go_to(id, Target::Remembered);
            }
            (None, _) if self.reading_files => return Vec::new(),
            (None, _) => format!("There is no article whose id begins with {asked}"),
            (Some(_), Some(_)) => {
                format!("Several articles have an id that begins with {asked}; type more of it")
            }
        };
        self.notices.push(Severity::Warning, problem);
        self.asked = None;
        Vec::new()
    }

    /// Goes to a place, in an article that may not be open.
    pub(super) fn go_to(&mut self, id: ArticleId, target: Target) -> Vec<Effect> {
        if self.reader.id() == Some(id) {
            self.opening = Some((id, target));
            return self.arrive();
        }
        let Some(entry) = self.catalogue.entry(id) else {
            self.notices
                .push(Severity::Warning, "That article is not in this corpus");
            return Vec::new();
        };
        let head = entry.head();
        self.opening = Some((id, target));
        vec![Effect::Open(head)]
    }

    /// The same, and remembers where the reader was, so that one can go back.
    pub(super) fn jump_to(&mut self, id: ArticleId, target: Target) -> Vec<Effect> {
        self.bring_up_reader();
        if let Some(place) = self.place() {
            self.history.leave(place);
        }
        self.go_to(id, target)
    }

    /// Where one pane is shown at a time, going somewhere in a text shows the text.
    pub(super) fn bring_up_reader(&mut self) {
        if self.layout.area(Pane::Reader).width == 0 {
            self.focus(Pane::Reader);
        }
    }

    pub(super) fn place(&self) -> Option<Place> {
        let open = self.reader.open.as_ref()?;
        Some(Place {
            article: open.annotated.article.head.id,
            byte: open.cursor,
        })
    }

    /// Remembers how far the open article was read.
    pub(super) fn remember_place(&mut self) {
        // What was open before anybody came was not read, nor what a lens showed that was not meant.
        if let Some(place) = (self.place()).filter(|_| !self.untouched && !self.in_passing) {
            self.reading
                .remember(place.article, place.byte, self.reader.progress());
        }
    }

    pub(super) fn opened(&mut self, annotated: Arc<Annotated>) -> Vec<Effect> {
        let id = annotated.article.head.id;
        if self.reader.id() == Some(id) {
            // It was read again, or before anything could be recognised in it: the place stays.
            self.renew_open(annotated);
            let mut effects = self.arrive();
            effects.extend(self.mark());
            return effects;
        }
        if self
            .opening
            .as_ref()
            .is_none_or(|(opening, _)| *opening != id)
        {
            return Vec::new();
        }
        self.remember_place();
        self.in_passing &= self.lens_editor.is_some();
        let place = self.reading.place(id).map_or(0, |place| place.byte);
        self.reader.show(annotated, place);
        self.unmarked = true;
        self.timeline.set_open(Some(id));
        self.find_kept();
        let mut effects = self.arrive();
        effects.extend(self.mark());
        if !self.reading_files {
            effects.extend(self.recognise_open());
        }
        effects
    }

    /// An article cannot be opened, so that the one that is shown stays: as it is now, which was not asked
    /// for as long as another was to take its place.
    pub(super) fn not_opened(&mut self, id: ArticleId, reason: String) -> Vec<Effect> {
        self.notices.push(Severity::Error, reason);
        let asked = self.opening.take_if(|(opening, _)| *opening == id);
        let stays = asked.is_some() && self.reader.id() != Some(id);
        let stale = stays.then(|| self.open_if_stale()).flatten();
        stale.into_iter().collect()
    }

    /// Does what was wanted in the article that is now open.
    fn arrive(&mut self) -> Vec<Effect> {
        let open = self.reader.id();
        let Some((id, target)) = self.opening.take_if(|(id, _)| Some(*id) == open) else {
            return Vec::new();
        };
        if let Some(row) = self.documents.position(id) {
            self.documents.cursor.select(row);
        }
        match target {
            Target::Remembered => {}
            Target::Byte(byte) => self.reader.point(crate::text::TextRange::new(byte, byte)),
            Target::Sentence(sentence) => self.reader.point_at(sentence, sentence.start),
            Target::Passage(sentence, byte) => self.reader.point_at(sentence, byte),
            Target::Kept(bookmark) => self.go_to_kept(&bookmark),
            Target::Hit { first } => {
                let known = self
                    .reader
                    .open
                    .as_ref()
                    .is_some_and(|open| !open.hits.is_empty());
                if known {
                    self.go_to_edge_hit(first);
                } else {
                    self.opening = Some((id, target));
                }
            }
            Target::Mention { first } => self.go_to_edge_mention(first),
        }
        self.follow_reader();
        Vec::new()
    }

    pub(super) fn go_to_edge_hit(&mut self, first: bool) {
        let Some(open) = &mut self.reader.open else {
            return;
        };
        let at = if first {
            0
        } else {
            open.hits.len().saturating_sub(1)
        };
        if let Some(&hit) = open.hits.get(at) {
            open.hit = Some(at);
            self.reader.point(hit);
            self.follow_reader();
        }
    }

    fn go_to_edge_mention(&mut self, first: bool) {
        let meant = self.meant_actors();
        let found = self.reader.open.as_ref().and_then(|open| {
            let mut mentions =
                open.annotated.mentions.iter().filter(|mention| {
                    meant.contains(&self.catalogue.roster.resolve(&mention.actor))
                });
            if first {
                mentions.next()
            } else {
                mentions.next_back()
            }
            .map(|mention| mention.range)
        });
        if let Some(range) = found {
            self.reader.point(range);
        }
    }

    /// The timeline's mark follows the place in the reader, unless the timeline has the keys.
    pub(super) fn follow_reader(&mut self) {
        if let Some(open) = &self.reader.open
            && self.focus != Pane::Timeline
        {
            self.timeline.follow(open.cursor);
        }
    }

    /// Opens the next source of the selected event at its sentence.
    pub(super) fn open_event(&mut self) -> Vec<Effect> {
        let Some((article, sentence)) = self.timeline.next_source() else {
            return self.narrow_to_period();
        };
        if let Some(event) = self.timeline.selected_event()
            && let Some(source) = self.timeline.source()
            && event.reports.len() > 1
        {
            let count = event.reports.len();
            let next = if self.layout.area(Pane::Reader).width == 0 {
                "3 and Enter"
            } else {
                "Enter"
            };
            self.notices.push(
                Severity::Done,
                format!("Source {} of {count}; {next} for the next", source + 1),
            );
        }
        self.jump_to(article, Target::Sentence(sentence))
    }

    /// Goes back (or forward) among the places that were left.
    pub(super) fn travel(&mut self, forward: bool) -> Vec<Effect> {
        let here = self.place();
        let place = if forward {
            self.history.forward(here)
        } else {
            self.history.back(here)
        };
        match place {
            Some(place) => {
                self.focus(Pane::Reader);
                self.go_to(place.article, Target::Byte(place.byte))
            }
            None => {
                self.notices.push(Severity::Done, "Nowhere further to go");
                Vec::new()
            }
        }
    }

    pub(super) fn set_mark(&mut self, letter: char) -> Vec<Effect> {
        if let Some(place) = self.place() {
            self.reading
                .marks
                .insert(letter, (place.article.to_string(), place.byte));
            self.notices.push(
                Severity::Done,
                format!("Mark {letter} set; ' {letter} comes back here"),
            );
            return vec![Effect::SaveReading(self.reading.clone())];
        }
        Vec::new()
    }

    pub(super) fn go_to_mark(&mut self, letter: char) -> Vec<Effect> {
        let place = self
            .reading
            .marks
            .get(&letter)
            .and_then(|(id, byte)| Some((id.parse().ok()?, *byte)));
        match place {
            Some((id, byte)) => {
                self.focus(Pane::Reader);
                self.jump_to(id, Target::Byte(byte))
            }
            None => {
                self.notices
                    .push(Severity::Warning, format!("No mark {letter}"));
                Vec::new()
            }
        }
    }
}
