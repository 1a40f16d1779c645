//! What is set: by the command line first, by the user's files after it. What can be set, and the
//! reading of each file, is left to those it belongs to.

use jiff::Timestamp;

use super::arguments::{Arguments, Common, Paths, When};
use crate::app::capabilities::ColourChoice;
use crate::app::keymap::Keymap;
use crate::corpus::decode::Chosen;
use crate::corpus::load::Inputs;
use crate::runtime::config::Config;
use crate::runtime::places::Places;

/// The settings, and what in the user's files does not count.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) config: Config,
    /// The encoding of texts that declare none.
    encoding: Option<Chosen>,
    pub(super) problems: Vec<String>,
}

impl Settings {
    /// Reads `config.toml`, where there is one.
    pub(super) fn read(places: &Places, common: &Common) -> Self {
        let mut problems = Vec::new();
        let mut config = with_file(places, "config.toml", &mut problems, Config::read);
        config.hidden |= common.hidden;
        config.max_bytes = common.max_size.unwrap_or(config.max_bytes);
        config.colours = match common.color {
            Some(When::Auto) => ColourChoice::Auto,
            Some(When::Always) => ColourChoice::Always,
            Some(When::Never) => ColourChoice::Never,
            None => config.colours,
        };
        Self {
            config,
            encoding: common.encoding,
            problems,
        }
    }

    /// What is to be read.
    pub(super) fn inputs(&self, paths: &Paths) -> Inputs {
        Inputs {
            paths: paths.paths.clone(),
            hidden: self.config.hidden,
            max_bytes: self.config.max_bytes,
            encoding: self.encoding,
            now: Timestamp::now,
        }
    }

    /// Takes in what is for the screen alone, and reads `keys.toml`.
    pub(super) fn for_screen(&mut self, places: &Places, arguments: &Arguments) -> Keymap {
        self.config.mouse &= !arguments.no_mouse;
        with_file(places, "keys.toml", &mut self.problems, Keymap::with_user)
    }
}

/// What `read` makes of a file of settings; of one that cannot be read, what it makes of nothing.
fn with_file<T, E: ToString>(
    places: &Places,
    name: &str,
    problems: &mut Vec<String>,
    read: impl FnOnce(&str, &str) -> (T, Vec<E>),
) -> T {
    let found = places.read_setting(name).unwrap_or_else(|error| {
        problems.push(format!("{error}; the defaults hold"));
        None
    });
    let (file, contents) = found.unwrap_or_default();
    let (set, wrong) = read(&file, &contents);
    problems.extend(wrong.iter().map(ToString::to_string));
    set
}
