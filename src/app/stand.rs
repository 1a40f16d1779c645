//! What is on the screen when a lens begins to be typed, for whoever gives it up: the lens, the list, the
//! open article and the place in it. Typing itself is for `looking`.

use crate::corpus::ArticleId;
use crate::search::lens::Lens;

use super::effect::Effect;
use super::history::Place;
use super::panes::documents::Documents;
use super::panes::reader::Reader;
use super::panes::timeline::Window;
use super::step::End;
use super::{App, Seeking, Target};

/// The screen as it stood.
#[derive(Clone, Debug)]
pub(super) struct Stand {
    lens: Lens,
    documents: Documents,
    reader: Reader,
    timeline: Window,
    /// What was on its way into the reader.
    opening: Option<(ArticleId, Target)>,
    /// Whether it was known where the hits are.
    unmarked: bool,
    seeking: Seeking,
    came_to: Option<End>,
    in_passing: bool,
}

impl Stand {
    /// The place that was being read, where the reader of `app` shows something else now.
    pub(super) fn left_for(&self, app: &App) -> Option<Place> {
        let open = self.reader.open.as_ref()?;
        let place = Place {
            article: open.annotated.article.head.id,
            byte: open.cursor,
        };
        (app.lens.text().trim() != self.lens.text().trim() && app.place() != Some(place))
            .then_some(place)
    }
}

impl App {
    /// What is on the screen now. What is shown from here on is not read until it is meant.
    pub(super) fn stand(&mut self) -> Stand {
        let in_passing = std::mem::replace(&mut self.in_passing, true);
        Stand {
            in_passing,
            lens: self.lens.clone(),
            documents: self.documents.clone(),
            reader: self.reader.clone(),
            timeline: self.timeline.window(),
            opening: self.opening.clone(),
            unmarked: self.unmarked,
            seeking: self.seeking,
            came_to: self.came_to,
        }
    }

    /// Remembers how far was read what was open then.
    pub(super) fn remember_stand(&mut self, before: &Stand) {
        if let Some(open) = before.reader.open.as_ref().filter(|_| !before.in_passing) {
            let (id, progress) = (open.annotated.article.head.id, before.reader.progress());
            self.reading.remember(id, open.cursor, progress);
        }
    }

    /// Puts back what was on the screen.
    pub(super) fn put_back(&mut self, before: Stand) -> Vec<Effect> {
        self.documents = before.documents;
        self.reader.put_back(before.reader);
        self.opening = before.opening;
        self.unmarked = before.unmarked;
        self.in_passing = before.in_passing;
        self.size_panes();
        self.find_kept();
        self.timeline.set_open(self.reader.id());
        self.timeline.go_back(before.timeline);
        let mut effects = self.set_lens(before.lens);
        // An answer that looks for its best article would lead away again.
        self.best_wanted = false;
        self.stays = Some(before.timeline);
        self.seeking = before.seeking;
        self.came_to = before.came_to;
        let opening = self.opening.take();
        effects.extend(match opening {
            Some((id, target)) => self.go_to(id, target),
            None => self
                .open_if_stale()
                .or_else(|| self.recognise_open())
                .into_iter()
                .collect(),
        });
        effects
    }
}
