//! Drives the app without terminal, threads and disk: keys in, screen out. Effects are performed
//! at once and in order (`effects`), or when a test says so (`waiting`); what would be written is kept in
//! memory.

#[path = "driver/effects.rs"]
mod effects;
#[path = "driver/waiting.rs"]
mod waiting;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;
use std::thread;

use jiff::Timestamp;
use rassegna::actors::dictionary::Dictionary;
use rassegna::app::capabilities::{Background, Depth};
use rassegna::app::effect::Effect;
use rassegna::app::key::Key;
use rassegna::app::mouse::{Button, Mouse, MouseKind};
use rassegna::app::msg::Msg;
use rassegna::app::survey::Survey;
use rassegna::app::{App, Setup};
use rassegna::bookmarks::Bookmark;
use rassegna::corpus::load::Inputs;
use rassegna::index::build::{Cataloguer, News};
use rassegna::index::library::{DEFAULT_BUDGET, Library};
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
