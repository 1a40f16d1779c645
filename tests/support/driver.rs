//! Drives the app without terminal, threads and disk: keys in, screen out. Effects are performed
//! at once and in order; what would be written is kept in memory.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;
use std::thread;

use jiff::Timestamp;
use rassegna::actors::dictionary::Dictionary;
use rassegna::app::capabilities::{Background, Depth};
use rassegna::app::correction::{Corrected, Correction};
use rassegna::app::effect::Effect;
use rassegna::app::key::Key;
use rassegna::app::mouse::{Button, Mouse, MouseKind};
use rassegna::app::msg::Msg;
use rassegna::app::notice::{Notice, Severity};
use rassegna::app::survey::Survey;
use rassegna::app::{App, Setup};
use rassegna::bookmarks::Bookmark;
use rassegna::corpus::load::Inputs;
use rassegna::index::build::{Cataloguer, News};
use rassegna::index::library::{DEFAULT_BUDGET, Library};
use rassegna::runtime::errands::Errand;
use rassegna::search::worker::{self, Snapshot};
use rassegna::ui::theme::Theme;
use rassegna::ui::theme::registry::Registry;
use rassegna::ui::{self, Look};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// An app with everything around it played.
pub(crate) struct Driver {
    /// The app.
    pub(crate) app: App,
    /// What was put on the clipboard, last.
    pub(crate) copied: Option<String>,
    /// Addresses that were opened.
    pub(crate) opened_urls: Vec<String>,
    /// Whether the program was asked to end.
    pub(crate) ended: bool,
    /// What is on the played disk.
    pub(crate) stored: Vec<Bookmark>,
    /// Whether the program makes a mistake with every lens.
    pub(crate) searches_fail: bool,
    /// Whether nothing of a lens is answered yet, and what was asked.
    pub(crate) answers_wait: bool,
    asked: Vec<Effect>,
    /// Whether an answer stays half way.
    pub(crate) searches_wait: bool,
    deleted: Vec<Bookmark>,
    /// The hits that were told last.
    pub(crate) marked: Option<Msg>,
    /// Whether no hit is known at first.
    pub(crate) marks_wait: bool,
    /// Notes that were not finished.
    pub(crate) drafts: Vec<Bookmark>,
    /// The user's actors.toml.
    pub(crate) actors_file: Option<String>,
    /// The user's events.toml.
    pub(crate) events_file: Option<String>,
    /// Whether the played disk takes nothing more.
    pub(crate) disk_full: bool,
    /// Whether the played disk takes its time to save.
    pub(crate) saves_wait: bool,
    saves: VecDeque<Effect>,
    /// Whether articles take their time to be opened.
    pub(crate) opens_wait: bool,
    opens: Option<Effect>,
    /// Whether it is not told yet what became of passages in articles that were edited.
    pub(crate) compares_wait: bool,
    compares: Vec<Effect>,
    /// Whether what is asked of the whole corpus waits until it is told.
    pub(crate) surveys_wait: bool,
    surveys: Vec<Survey>,
    library: Arc<Library>,
    building: mpsc::Receiver<Option<Msg>>,
    orders: mpsc::Sender<Vec<PathBuf>>,
    /// Files that were opened in the editor.
    pub(crate) edited: Vec<PathBuf>,
    catalogue: Arc<rassegna::index::catalogue::Catalogue>,
    theme: Theme,
    size: (u16, u16),
}

impl Driver {
    /// Opens the embedded articles on a screen of this size.
    pub(crate) fn embedded(width: u16, height: u16) -> Self {
        Self::open(&Inputs::default(), width, height)
    }

    /// Opens `inputs`.
    pub(crate) fn open(inputs: &Inputs, width: u16, height: u16) -> Self {
        let mut driver = Self::begin(inputs, width, height);
        driver.tell_dictionary();
        driver
    }

    /// Opens `inputs` as far as that can be without the dictionary of actors.
    pub(crate) fn before_the_dictionary(inputs: &Inputs, width: u16, height: u16) -> Self {
        let mut driver = Self::begin(inputs, width, height);
        if let Ok(Some(first)) = driver.building.recv() {
            driver.happen(first);
        }
        driver
    }

    fn begin(inputs: &Inputs, width: u16, height: u16) -> Self {
        let library = Arc::new(Library::awaiting(inputs.max_bytes, DEFAULT_BUDGET));
        let (registry, _) = Registry::new(&[]);
        let theme = registry
            .fitting(Background::Dark, Depth::TrueColor)
            .cloned()
            .unwrap_or_else(Theme::plain);
        let now = || Timestamp::constant(1_772_366_400, 0);
        let app = App::new(Setup {
            width,
            height,
            now,
            ..Setup::default()
        });
        let (sender, building) = mpsc::channel();
        let (inputs, read_by) = (inputs.clone(), Arc::clone(&library));
        let (orders, waiting) = mpsc::channel::<Vec<PathBuf>>();
        thread::spawn(move || {
            let go_on = AtomicBool::new(false);
            let mut publish = |news| {
                if let News::Catalogue(catalogue, whole) = news {
                    let reading = !whole;
                    // A test that has seen enough does not listen any more.
                    let _unheard = sender.send(Some(Msg::Catalogue { catalogue, reading }));
                }
            };
            let mut cataloguer = Cataloguer::new(inputs);
            cataloguer.read(&read_by, &go_on, &mut publish);
            // The end of each reading, for whoever waits.
            let _unheard = sender.send(None);
            while let Ok(paths) = waiting.recv() {
                cataloguer.renew(&read_by, &paths, &go_on, &mut publish);
                let _unheard = sender.send(None);
            }
        });
        Self {
            app,
            copied: None,
            opened_urls: Vec::new(),
            ended: false,
            stored: Vec::new(),
            searches_fail: false,
            answers_wait: false,
            asked: Vec::new(),
            searches_wait: false,
            deleted: Vec::new(),
            marked: None,
            drafts: Vec::new(),
            actors_file: None,
            events_file: None,
            disk_full: false,
            marks_wait: false,
            saves_wait: false,
            saves: VecDeque::new(),
            opens_wait: false,
            opens: None,
            compares_wait: false,
            compares: Vec::new(),
            surveys_wait: false,
            surveys: Vec::new(),
            catalogue: Arc::default(),
            library,
            building,
            orders,
            edited: Vec::new(),
            theme,
            size: (width, height),
        }
    }

    /// Makes the dictionary, and waits until everything is read.
    pub(crate) fn tell_dictionary(&mut self) {
        let dictionary = Arc::new(Dictionary::with_user(&[]).0);
        self.library.recognise_by(dictionary);
        while let Ok(Some(msg)) = self.building.recv() {
            self.happen(msg);
        }
    }

    /// Tells what was asked of the whole corpus.
    pub(crate) fn tell_surveys(&mut self) -> &mut Self {
        self.surveys_wait = false;
        for survey in std::mem::take(&mut self.surveys) {
            self.perform_effect(Effect::Survey(survey));
        }
        self
    }

    /// Opens the articles that are waited for.
    pub(crate) fn tell_opens(&mut self) -> &mut Self {
        while let Some(open) = self.opens.take() {
            self.opens_wait = false;
            if let Some(msg) = self.perform(open) {
                self.opens_wait = true;
                self.happen(msg);
            }
        }
        self.opens_wait = false;
        self
    }

    /// Tells what became of passages in articles that were edited.
    pub(crate) fn tell_compares(&mut self) -> &mut Self {
        self.compares_wait = false;
        for compare in std::mem::take(&mut self.compares) {
            self.perform_effect(compare);
        }
        self
    }

    /// Lets the program make a mistake with what it was asked to compare.
    pub(crate) fn fail_compares(&mut self) -> &mut Self {
        self.compares_wait = false;
        for compare in std::mem::take(&mut self.compares) {
            if let Effect::Compare(head, bookmarks) = compare {
                for msg in Errand::Compare(head, bookmarks).given_up() {
                    self.happen(msg);
                }
            }
        }
        self
    }

    /// Answers what was asked of a lens.
    pub(crate) fn tell_answers(&mut self) -> &mut Self {
        self.answers_wait = false;
        for asked in std::mem::take(&mut self.asked) {
            self.perform_effect(asked);
        }
        self
    }

    /// Lets the played disk do what it was asked to save.
    pub(crate) fn tell_saves(&mut self) -> &mut Self {
        self.saves_wait = false;
        for save in std::mem::take(&mut self.saves) {
            self.perform_effect(save);
        }
        self
    }

    /// Lets the played disk do what it was asked to up to the next thing to be saved, and no more.
    pub(crate) fn tell_save(&mut self) -> &mut Self {
        self.saves_wait = false;
        let mut waiting = std::mem::take(&mut self.saves);
        while let Some(effect) = waiting.pop_front() {
            let is_save = matches!(effect, Effect::Save(_));
            self.perform_effect(effect);
            if is_save {
                break;
            }
        }
        self.saves_wait = true;
        self.saves.extend(waiting);
        self
    }

    /// Does what the runtime does by itself, and everything that follows from it.
    pub(crate) fn perform_effect(&mut self, effect: Effect) {
        if let Some(msg) = self.perform(effect) {
            self.happen(msg);
        }
    }

    /// Makes another dictionary, with actors of the user's own, and reads everything again.
    pub(crate) fn tell_another_dictionary(&mut self, own: &str) {
        let files = [("actors.toml".to_owned(), own.to_owned())];
        let (dictionary, problems) = Dictionary::with_user(&files);
        assert!(problems.is_empty(), "{problems:?}");
        self.library.recognise_by(Arc::new(dictionary));
        self.perform_effect(Effect::Reread(None));
    }

    /// Lets something happen, and everything that follows from it.
    pub(crate) fn happen(&mut self, msg: Msg) {
        let mut waiting = VecDeque::from([msg]);
        while let Some(msg) = waiting.pop_front() {
            if let Msg::Resize(width, height) = msg {
                self.size = (width, height);
            }
            for effect in self.app.update(msg) {
                waiting.extend(self.perform(effect));
            }
        }
    }

    fn perform(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Search(_) | Effect::Mark { .. } if self.answers_wait => {
                self.asked.push(effect);
                None
            }
            Effect::Search(request) => {
                self.catalogue = Arc::clone(&request.catalogue);
                if self.searches_wait {
                    return Some(Msg::Results(Snapshot {
                        generation: request.generation,
                        done: (12_288, 100_000),
                        ..Snapshot::default()
                    }));
                }
                if self.searches_fail {
                    return Some(Msg::Results(Snapshot {
                        generation: request.generation,
                        failed: true,
                        ..Snapshot::default()
                    }));
                }
                Some(Msg::Results(worker::run(&request, &self.library)))
            }
            Effect::Open(_) if self.opens_wait => {
                // As the runtime does: of several only the last is read.
                self.opens = Some(effect);
                None
            }
            Effect::Open(head) => Some(Errand::Open(head).run(&self.library)),
            Effect::Mark {
                annotated,
                lens,
                generation,
            } => {
                let catalogue = Arc::clone(&self.catalogue);
                let errand = Errand::Mark {
                    annotated,
                    lens,
                    generation,
                    catalogue,
                };
                let mut told = errand.run(&self.library);
                self.marked = Some(told.clone());
                if let Msg::Marked { hits, .. } = &mut told
                    && self.marks_wait
                {
                    hits.clear();
                }
                Some(told)
            }
            // The disk does one thing after another.
            Effect::Save(_) | Effect::SaveDraft(_) | Effect::DiscardDraft(_) if self.saves_wait => {
                self.saves.push_back(effect);
                None
            }
            Effect::Save(_)
            | Effect::Delete(_)
            | Effect::Restore(_)
            | Effect::Correct(_)
            | Effect::PutBack(_)
                if self.disk_full =>
            {
                Some(not_kept("no space left on the disk"))
            }
            Effect::Correct(correction) => {
                let before = self.own_file(&correction).clone();
                let known = self.library.dictionary();
                match correction.apply(correction.file(), before.as_deref(), &known) {
                    Ok(after) => {
                        *self.own_file(&correction) = Some(after.clone());
                        Some(Msg::Corrected(Box::new(Corrected {
                            correction: *correction,
                            before,
                            after,
                        })))
                    }
                    Err(problem) => Some(not_kept(&problem)),
                }
            }
            Effect::PutBack(corrected) => {
                let file = self.own_file(&corrected.correction);
                if file.as_ref() == Some(&corrected.after) {
                    file.clone_from(&corrected.before);
                    return Some(Msg::PutBack(corrected));
                }
                let now = file.clone().unwrap_or_default();
                match corrected.take_back(corrected.correction.file(), &now) {
                    Ok(taken_back) => {
                        *file = Some(taken_back);
                        Some(Msg::PutBack(corrected))
                    }
                    Err(problem) => Some(not_kept(&problem)),
                }
            }
            Effect::Passages {
                actor,
                articles,
                catalogue,
            } => {
                let errand = Errand::Passages {
                    actor,
                    articles,
                    catalogue,
                };
                Some(errand.run(&self.library))
            }
            Effect::Survey(survey) if self.surveys_wait => {
                self.surveys.push(survey);
                None
            }
            Effect::Survey(survey) => {
                let mut whole = None;
                survey.answer(&mut |findings| whole = Some(Msg::Surveyed(findings)));
                whole
            }
            Effect::Compare(..) if self.compares_wait => {
                self.compares.push(effect);
                None
            }
            Effect::Compare(head, bookmarks) => {
                Some(Errand::Compare(head, bookmarks).run(&self.library))
            }
            Effect::Quote { reports, wanted } => {
                Some(Errand::Quote(reports, wanted).run(&self.library))
            }
            Effect::Events {
                catalogue,
                decisions,
            } => {
                let errand = Errand::Events {
                    catalogue,
                    decisions,
                };
                Some(errand.run(&self.library))
            }
            Effect::MakeDictionary => {
                let own = self.actors_file.clone().unwrap_or_default();
                self.tell_another_dictionary(&own);
                None
            }
            Effect::Save(bookmark) => {
                self.stored.retain(|known| known.id != bookmark.id);
                self.stored.push((*bookmark).clone());
                self.drafts.retain(|known| known.id != bookmark.id);
                Some(Msg::Saved {
                    asked: bookmark.id.clone(),
                    bookmark,
                })
            }
            Effect::Delete(id) => {
                let at = self.stored.iter().position(|known| known.id == id)?;
                self.deleted.push(self.stored.remove(at));
                Some(Msg::Deleted(id))
            }
            Effect::Restore(id) => {
                let at = self.deleted.iter().position(|known| known.id == id)?;
                let bookmark = self.deleted.remove(at);
                self.stored.push(bookmark.clone());
                Some(Msg::Saved {
                    asked: bookmark.id.clone(),
                    bookmark: Box::new(bookmark),
                })
            }
            Effect::SaveDraft(bookmark) => {
                self.drafts.retain(|known| known.id != bookmark.id);
                self.drafts.push(*bookmark);
                None
            }
            Effect::DiscardDraft(id) => {
                self.drafts.retain(|known| known.id != id);
                None
            }
            Effect::Copy(text) => {
                self.copied = Some(text);
                None
            }
            Effect::OpenUrl(url) => {
                self.opened_urls.push(url);
                None
            }
            Effect::Quit => {
                self.ended = true;
                None
            }
            Effect::Edit(path) => {
                self.edited.push(path);
                None
            }
            Effect::Reread(paths) => {
                self.orders.send(paths.unwrap_or_default()).ok()?;
                let mut last = None;
                while let Ok(Some(msg)) = self.building.recv() {
                    assert!(last.is_none(), "what was read again is published at once");
                    last = Some(msg);
                }
                last
            }
            Effect::LookAtBookmarks => Some(Msg::Bookmarks(self.stored.clone(), Vec::new())),
            Effect::SaveReading(_)
            | Effect::SaveHistory(_)
            | Effect::StopReading
            | Effect::Mouse(_)
            | Effect::NextTheme
            | Effect::Redraw
            | Effect::Suspend => None,
        }
    }

    /// What the played disk holds of the file that keeps a correction.
    fn own_file(&mut self, correction: &Correction) -> &mut Option<String> {
        match correction {
            Correction::Actor(_) => &mut self.actors_file,
            Correction::Event(_) | Correction::Withdraw(_) => &mut self.events_file,
        }
    }

    /// Presses keys, written as in `/munizioni<enter>nn<ctrl-d>`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|tail| tail.split_once('>'));
            let key: Key = match named {
                Some((name, tail)) => {
                    rest = tail;
                    name.parse()
                        .unwrap_or_else(|error| panic!("{name}: {error}"))
                }
                None => {
                    rest = rest.get(first.len_utf8()..).unwrap_or_default();
                    Key::char(first)
                }
            };
            self.happen(Msg::Key(key));
        }
        self
    }

    /// Presses the left button on a cell.
    pub(crate) fn click(&mut self, column: u16, row: u16) -> &mut Self {
        self.mouse(MouseKind::Down(Button::Left), column, row)
    }

    /// Uses the mouse.
    pub(crate) fn mouse(&mut self, kind: MouseKind, column: u16, row: u16) -> &mut Self {
        self.happen(Msg::Mouse(Mouse {
            column,
            row,
            kind,
            modifiers: Default::default(),
        }));
        self
    }

    /// Changes the size of the screen.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.happen(Msg::Resize(width, height));
        self
    }

    /// The screen with its styles.
    pub(crate) fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        ui::draw(
            &self.app,
            Look {
                theme: &self.theme,
                glyphs: &ui::UNICODE,
            },
            &mut buffer,
        );
        buffer
    }

    /// The screen as text, one line a row.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.buffer();
        let mut text = String::new();
        for row in 0..buffer.area.height {
            let mut line = String::new();
            let mut column = 0;
            while column < buffer.area.width {
                let symbol = buffer[(column, row)].symbol();
                line.push_str(symbol);
                column +=
                    u16::try_from(rassegna::text::grapheme::width(symbol).max(1)).unwrap_or(1);
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }

    /// Fails with the screen where it does not show `wanted`.
    #[track_caller]
    pub(crate) fn shows(&mut self, wanted: &str) -> &mut Self {
        let screen = self.screen();
        assert!(
            screen.contains(wanted),
            "«{wanted}» is not on the screen:\n{screen}"
        );
        self
    }

    /// Fails with the screen where it shows `unwanted`.
    #[track_caller]
    pub(crate) fn hides(&mut self, unwanted: &str) -> &mut Self {
        let screen = self.screen();
        assert!(
            !screen.contains(unwanted),
            "«{unwanted}» is on the screen:\n{screen}"
        );
        self
    }
}

fn not_kept(text: &str) -> Msg {
    Msg::NotKept(Notice {
        severity: Severity::Error,
        text: text.to_owned(),
    })
}
