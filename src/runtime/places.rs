//! Where the user's files are: configuration, data, state and cache, in the folders of the XDG
//! base directory specification on every system, which `directories` tells. Reading and writing
//! what lies there is left to those it belongs to.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use directories::BaseDirs;
use thiserror::Error;

use crate::text::clean::clean_path;

/// The name of our folder in each of the places.
const FOLDER: &str = "rassegna";

/// Our folders; none of them need exist. Without one, the session goes on and what belongs there
/// is not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// What the user has set: `config.toml`, `keys.toml`, `actors.toml`, `themes/`.
    pub config: Option<PathBuf>,
    /// What the user has made: bookmarks, reading state.
    pub data: Option<PathBuf>,
    /// What the program remembers: log, history, reports.
    pub state: Option<PathBuf>,
    /// What can be deleted at any time.
    pub cache: Option<PathBuf>,
    /// What is wrong with the environment, each told once.
    pub problems: Vec<PlaceProblem>,
}

/// What is wrong with the environment.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PlaceProblem {
    /// The specification has relative paths ignored.
    #[error("{variable} is not an absolute path and is ignored")]
    Relative {
        /// The variable.
        variable: &'static str,
    },
    /// There is no place for some of the folders.
    #[error(
        "HOME is not set to an absolute path, so this session only reads: bookmarks and settings are neither found nor kept; set HOME to your home folder"
    )]
    NoHome,
}

/// Why a folder or file of ours cannot be used.
#[derive(Debug, Error)]
#[error("{}: {error}", crate::text::clean::clean_path(path))]
pub struct PlaceError {
    /// The folder or file.
    pub path: PathBuf,
    /// What the system says.
    #[source]
    pub error: io::Error,
}

/// The four places as the system's rules give them: configuration, data, state, cache.
#[derive(Clone, Debug)]
struct Found([PathBuf; 4]);

const VARIABLES: [&str; 4] = [
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "XDG_CACHE_HOME",
];

/// The defaults of the specification, in the home folder.
const DEFAULTS: [&str; 4] = [".config", ".local/share", ".local/state", ".cache"];

impl Found {
    /// Where `directories` follows the specification itself.
    #[cfg(not(target_os = "macos"))]
    fn new() -> Option<Self> {
        let base = BaseDirs::new()?;
        let [_, _, state, _] = DEFAULTS;
        Some(Self([
            base.config_dir().to_owned(),
            base.data_dir().to_owned(),
            base.state_dir()
                .map_or_else(|| base.home_dir().join(state), Path::to_owned),
            base.cache_dir().to_owned(),
        ]))
    }

    /// Where it would give `~/Library`, which command line programs leave to applications.
    #[cfg(target_os = "macos")]
    fn new() -> Option<Self> {
        let base = BaseDirs::new()?;
        let mut variables = VARIABLES.iter();
        Some(Self(DEFAULTS.map(|default| {
            variables
                .next()
                .and_then(std::env::var_os)
                .map(PathBuf::from)
                .filter(|path| path.is_absolute())
                .unwrap_or_else(|| base.home_dir().join(default))
        })))
    }
}

impl Places {
    /// Our folders for this user and this environment.
    #[must_use]
    pub fn find() -> Self {
        Self::judge(Found::new(), |variable| std::env::var_os(variable))
    }

    /// Takes of what the system found only what the environment stands for: a home folder that
    /// was looked up elsewhere because `HOME` is unset may not be the one that is meant.
    fn judge(found: Option<Found>, variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let absolute = |value: &OsString| Path::new(value).is_absolute();
        let at_home = variable("HOME").as_ref().is_some_and(absolute);
        let mut problems = Vec::new();
        let folders = VARIABLES.map(|name| match variable(name) {
            Some(value) if absolute(&value) => true,
            Some(value) if !value.is_empty() => {
                problems.push(PlaceProblem::Relative { variable: name });
                at_home
            }
            _ => at_home,
        });
        if found.is_none() || folders.contains(&false) {
            problems.push(PlaceProblem::NoHome);
        }
        let mut folders = folders.into_iter();
        let [config, data, state, cache] = match found {
            Some(Found(places)) => places.map(|place| {
                let usable = folders.next().unwrap_or(false);
                usable.then(|| place.join(FOLDER))
            }),
            None => [const { None }; 4],
        };
        Self {
            config,
            data,
            state,
            cache,
            problems,
        }
    }

    /// The user's themes: names and contents of the files that can be read, sorted by name.
    #[must_use]
    pub fn read_themes(&self) -> Vec<(String, String)> {
        let Some(folder) = self.config.as_ref().map(|config| config.join("themes")) else {
            return Vec::new();
        };
        let Ok(entries) = fs::read_dir(folder) else {
            return Vec::new();
        };
        let mut themes: Vec<(String, String)> = entries
            .filter_map(Result::ok)
            .filter(|entry| {
                entry
                    .path()
                    .extension()
                    .is_some_and(|ending| ending == "toml")
            })
            .filter(|entry| {
                entry
                    .metadata()
                    .is_ok_and(|data| data.is_file() && data.len() < 1 << 20)
            })
            .filter_map(|entry| {
                let contents = fs::read_to_string(entry.path()).ok()?;
                Some((clean_path(&entry.path()), contents))
            })
            .collect();
        themes.sort();
        themes
    }

    /// A file of the folder of settings: its name as it can be shown, and its contents; `None`
    /// where there is none.
    ///
    /// # Errors
    /// Where there is one that cannot be read, or that is not UTF-8.
    pub fn read_setting(&self, name: &str) -> Result<Option<(String, String)>, PlaceError> {
        let Some(path) = self.config.as_ref().map(|config| config.join(name)) else {
            return Ok(None);
        };
        // A FIFO in its place would be waited for.
        let found = fs::metadata(&path).and_then(|found| {
            if found.is_file() {
                fs::read_to_string(&path)
            } else {
                Err(io::Error::other("this is not a file"))
            }
        });
        match found {
            Ok(contents) => Ok(Some((clean_path(&path), contents))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(PlaceError { path, error }),
        }
    }

    /// Where the bookmarks are, one file each.
    #[must_use]
    pub fn bookmarks(&self) -> Option<PathBuf> {
        self.data.as_ref().map(|data| data.join("bookmarks"))
    }
}

/// Makes a folder that only its owner can enter, with all above it that is missing; one that
/// exists stays as it is.
///
/// # Errors
/// When the system refuses it or something else has its name.
pub fn make_private_folder(path: &Path) -> Result<(), PlaceError> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .map_err(|error| PlaceError {
            path: path.to_owned(),
            error,
        })
}

/// Makes a new file that only its owner can read, for writing; it never opens one that exists and
/// never follows a link.
///
/// # Errors
/// When the system refuses it or its name is taken.
pub fn make_private_file(path: &Path) -> Result<File, PlaceError> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .map_err(|error| PlaceError {
            path: path.to_owned(),
            error,
        })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn judge(environment: &[(&str, &str)]) -> Places {
        let found = Found(DEFAULTS.map(|default| Path::new("/found").join(default)));
        Places::judge(Some(found), |name| {
            environment
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| OsString::from(value))
        })
    }

    #[test]
    fn s4_with_a_home_every_place_is_there() {
        let places = judge(&[("HOME", "/home/anna")]);
        assert_eq!(places.problems, []);
        assert_eq!(
            places.config.as_deref(),
            Some(Path::new("/found/.config/rassegna"))
        );
        assert_eq!(
            places.bookmarks().as_deref(),
            Some(Path::new("/found/.local/share/rassegna/bookmarks"))
        );
        assert_eq!(
            places.state.as_deref(),
            Some(Path::new("/found/.local/state/rassegna"))
        );
        assert_eq!(
            places.cache.as_deref(),
            Some(Path::new("/found/.cache/rassegna"))
        );
    }

    #[test]
    fn s4_without_a_home_nothing_is_guessed_and_it_is_said_once() {
        for environment in [
            vec![],
            vec![("HOME", "")],
            vec![("HOME", "relative")],
            vec![("HOME", "relative"), ("XDG_DATA_HOME", "")],
        ] {
            let places = judge(&environment);
            let expected = Places {
                problems: vec![PlaceProblem::NoHome],
                ..Places::default()
            };
            assert_eq!(places, expected, "{environment:?}");
        }
        let nothing = Places::judge(None, |_| None);
        assert_eq!(nothing.problems, [PlaceProblem::NoHome]);
    }

    #[test]
    fn s4_a_place_of_its_own_needs_no_home() {
        let places = judge(&[("XDG_DATA_HOME", "/data")]);
        assert!(places.data.is_some());
        assert_eq!(places.config, None);
        assert_eq!(places.problems, [PlaceProblem::NoHome]);
    }

    #[test]
    fn s4_a_relative_place_is_ignored_and_named() {
        let places = judge(&[("HOME", "/home/anna"), ("XDG_CACHE_HOME", "cache")]);
        assert!(places.cache.is_some());
        assert_eq!(
            places.problems,
            [PlaceProblem::Relative {
                variable: "XDG_CACHE_HOME"
            }]
        );
    }

    #[test]
    fn s4_folders_and_files_are_private() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("a/b");
        make_private_folder(&folder).unwrap();
        make_private_folder(&folder).unwrap();
        let file = folder.join("file");
        make_private_file(&file).unwrap();
        for (path, expected) in [
            (above.path().join("a"), 0o700),
            (folder.clone(), 0o700),
            (file.clone(), 0o600),
        ] {
            let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, expected, "{}", path.display());
        }
        let link = folder.join("link");
        symlink(folder.join("elsewhere"), &link).unwrap();
        for taken in [&file, &link] {
            let error = make_private_file(taken).unwrap_err();
            assert_eq!(error.error.kind(), io::ErrorKind::AlreadyExists);
        }
        assert!(!folder.join("elsewhere").exists());
        let below_a_file = make_private_folder(&file.join("c")).unwrap_err();
        assert_eq!(below_a_file.error.kind(), io::ErrorKind::NotADirectory);
    }
}
