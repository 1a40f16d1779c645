//! The loop of the open reading room: receive, drain, update, perform, draw. How it is opened is for the
//! module above, what its threads do for `jobs`.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, select_biased};

use super::alone::Alone;
use super::input::Input;
use super::jobs::Jobs;
use super::signals::Signal;
use super::terminal::{Drawn, Screen, Size};
use super::{RunError, edit, notice, outside};
use crate::app::App;
use crate::app::capabilities::{Background, Depth};
use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::app::notice::Severity;
use crate::ui::theme::Theme;
use crate::ui::theme::registry::Registry;
use crate::ui::{self, Look};

/// How long the first frame waits for something to read: where that takes longer, it shows so.
const FIRST_FRAME: Duration = Duration::from_millis(20);
/// Messages taken in before a frame is drawn.
const DRAINED: usize = 512;

/// What decides how things look.
#[derive(Debug)]
pub(super) struct Looks {
    pub(super) registry: Registry,
    pub(super) depth: Depth,
    pub(super) background: Background,
    pub(super) chosen: Option<String>,
    pub(super) unicode: bool,
}

impl Looks {
    /// The theme that was chosen, or the one that fits.
    pub(super) fn theme(&self) -> Theme {
        let chosen = self
            .chosen
            .as_deref()
            .and_then(|name| self.registry.named(name));
        let theme = chosen.or_else(|| self.registry.fitting(self.background, self.depth));
        theme.map_or_else(Theme::plain, |theme| theme.at_depth(self.depth))
    }
}

/// How the loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// By the user.
    Quit,
    /// By this signal.
    Signal(i32),
    /// The terminal is gone.
    Gone,
}

/// Everything while the room is open.
#[derive(Debug)]
pub(super) struct Room {
    pub(super) app: App,
    pub(super) screen: Screen,
    /// What comes from the terminal.
    pub(super) inputs: Receiver<Input>,
    pub(super) jobs: Jobs,
    pub(super) messages: Sender<Msg>,
    pub(super) looks: Looks,
    pub(super) theme: Theme,
    pub(super) ended: Option<Ended>,
}

impl Room {
    /// Shows what there is until it is ended, by a thread that waits for none of the others.
    pub(super) fn stay(
        &mut self,
        messages: &Receiver<Msg>,
        _alone: &Alone,
    ) -> Result<(), RunError> {
        let inputs = &self.inputs.clone();
        let deadline = Instant::now() + FIRST_FRAME;
        while self.app.reader.open.is_none() && self.ended.is_none() {
            select_biased! {
                recv(inputs) -> input => if let Ok(input) = input { self.take(input)?; },
                recv(messages) -> msg => if let Ok(msg) = msg { self.happen(msg)?; },
                default(deadline.saturating_duration_since(Instant::now())) => break,
            }
        }
        self.draw()?;
        self.make_dictionary()?;
        while self.ended.is_none() {
            select_biased! {
                recv(inputs) -> input => match input {
                    Ok(input) => self.take(input)?,
                    Err(_) => self.ended = Some(Ended::Gone),
                },
                recv(messages) -> msg => if let Ok(msg) = msg { self.happen(msg)?; },
            }
            for _ in 0..DRAINED {
                if self.ended.is_some() {
                    break;
                }
                if let Ok(input) = inputs.try_recv() {
                    self.take(input)?;
                } else if let Ok(msg) = messages.try_recv() {
                    self.happen(msg)?;
                } else {
                    break;
                }
            }
            if self.ended.is_none() {
                self.draw()?;
            }
        }
        Ok(())
    }

    /// Something came from the terminal.
    fn take(&mut self, input: Input) -> Result<(), RunError> {
        match input {
            Input::Key(key) => self.happen(Msg::Key(key)),
            Input::Paste(text) => self.happen(Msg::Paste(text)),
            Input::Mouse(mouse) => self.happen(Msg::Mouse(mouse)),
            Input::Resize(size) => self.resize(size),
            Input::Background(background) => {
                self.looks.background = background;
                self.theme = self.looks.theme();
                Ok(())
            }
            Input::End(signal) => {
                self.ended = Some(Ended::Signal(signal));
                Ok(())
            }
            Input::Suspend => self.perform(Effect::Suspend),
            Input::Continue => {
                let size = self.screen.restore()?;
                self.resize(size)
            }
            Input::Gone => {
                self.ended = Some(Ended::Gone);
                Ok(())
            }
            Input::Focus(true) => {
                // Whoever comes back may have kept something in another window.
                self.jobs.look_at_bookmarks();
                Ok(())
            }
            Input::Ready | Input::Focus(false) => Ok(()),
        }
    }

    fn resize(&mut self, size: Size) -> Result<(), RunError> {
        self.screen.resize(size);
        self.happen(Msg::Resize(size.columns, size.rows))
    }

    fn happen(&mut self, msg: Msg) -> Result<(), RunError> {
        for effect in self.app.update(msg) {
            self.perform(effect)?;
        }
        Ok(())
    }

    fn perform(&mut self, effect: Effect) -> Result<(), RunError> {
        match effect {
            Effect::Search(request) => self.jobs.search(request),
            Effect::Open(head) => self.jobs.open(head),
            Effect::Mark {
                annotated,
                lens,
                generation,
            } => {
                self.jobs.mark(annotated, lens, generation);
            }
            Effect::Save(bookmark) => self.jobs.save(bookmark),
            Effect::Delete(id) => self.jobs.delete(id),
            Effect::Restore(id) => self.jobs.restore(id),
            Effect::Passages {
                actor,
                articles,
                catalogue,
            } => self.jobs.passages(actor, articles, catalogue),
            Effect::Survey(survey) => self.jobs.survey(survey),
            Effect::Compare(head, bookmarks) => self.jobs.compare(head, bookmarks),
            Effect::Quote { reports, wanted } => self.jobs.quote(reports, wanted),
            Effect::Events {
                catalogue,
                decisions,
            } => self.jobs.events(catalogue, decisions),
            Effect::Correct(correction) => self.jobs.correct(correction),
            Effect::PutBack(corrected) => self.jobs.put_back(corrected),
            Effect::MakeDictionary => self.make_dictionary()?,
            Effect::SaveDraft(bookmark) => self.jobs.draft(bookmark),
            Effect::DiscardDraft(id) => self.jobs.discard_draft(id),
            Effect::LookAtBookmarks => self.jobs.look_at_bookmarks(),
            Effect::SaveReading(reading) => self.jobs.reading(reading),
            Effect::SaveHistory(lenses) => self.jobs.history(lenses),
            Effect::Copy(text) => self.screen.copy(&text)?,
            Effect::OpenUrl(url) => {
                if let Err(problem) = outside::open_url(&url) {
                    notice(&self.messages, Severity::Error, &problem);
                }
            }
            Effect::Edit(path) => self.edit(path)?,
            Effect::Reread(paths) => self.jobs.read_again(paths.unwrap_or_default()),
            Effect::StopReading => self.jobs.stop_reading(),
            Effect::Mouse(on) => self.screen.set_mouse(on)?,
            Effect::NextTheme => self.next_theme(),
            Effect::Redraw => {
                let size = self.screen.size();
                self.screen.resize(size);
            }
            Effect::Suspend => match self.screen.suspend()? {
                Some(size) => self.resize(size)?,
                None => notice(
                    &self.messages,
                    Severity::Warning,
                    "Not suspended: no shell waits that could continue the program",
                ),
            },
            Effect::Quit => self.ended = Some(Ended::Quit),
        }
        Ok(())
    }

    /// Lets the user edit a file in the terminal.
    fn edit(&mut self, path: PathBuf) -> Result<(), RunError> {
        let (edited, size) = self.screen.lend(|| edit::edit(&path, &self.inputs));
        if let Some(end) = edited.end {
            // The terminal may be gone: what is left to do needs none.
            return self.take(end);
        }
        self.resize(size?)?;
        match edited.done {
            Ok(()) => self.jobs.read_again(vec![path]),
            Err(problem) => notice(&self.messages, Severity::Error, &problem),
        }
        for input in edited.waiting {
            self.take(input)?;
        }
        Ok(())
    }

    fn make_dictionary(&mut self) -> Result<(), RunError> {
        self.jobs.make_dictionary(self.messages.clone())?;
        Ok(())
    }

    fn next_theme(&mut self) {
        if let Some(next) = self.looks.registry.after(&self.theme.name) {
            let name = next.name.clone();
            notice(&self.messages, Severity::Done, &format!("Theme: {name}"));
            self.looks.chosen = Some(name);
            self.theme = self.looks.theme();
        }
    }

    fn draw(&mut self) -> Result<(), RunError> {
        let glyphs = if self.looks.unicode {
            &ui::UNICODE
        } else {
            &ui::ASCII
        };
        let look = Look {
            theme: &self.theme,
            glyphs,
        };
        let app = &self.app;
        // Where the terminal still reads the last frame, «Ready» asks for this one again.
        let _drawn: Drawn = self.screen.draw(|frame| {
            if let Some(cursor) = ui::draw(app, look, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        Ok(())
    }

    /// Ends everything in order: what is to be kept is written, the terminal is given back.
    pub(super) fn close(mut self) -> u8 {
        for effect in self.app.leave() {
            // Only writing is left to do, and that does not fail here.
            let _ = self.perform(effect);
        }
        let Self {
            app,
            jobs,
            screen,
            ended,
            ..
        } = self;
        drop(screen);
        drop(jobs);
        // What is known of many articles is freed sooner by the system than piece by piece.
        std::mem::forget(app);
        match ended {
            Some(Ended::Signal(number)) => Signal::exit_status(number),
            Some(Ended::Gone) => Signal::exit_status(1),
            Some(Ended::Quit) | None => 0,
        }
    }
}
