//! The dictionary of actors from everywhere it is written: the program, the folders of the articles,
//! the user's configuration; and that of the open screen, which is made anew when one of these files
//! has changed. What the files mean is for `actors::dictionary`.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::actors::dictionary::{Dictionary, DictionaryProblem, UserFiles};
use crate::corpus::beside;
use crate::corpus::load::Inputs;
use crate::index::library::Library;

use super::places::Places;

/// The name of the user's own file.
const OWN: &str = "actors.toml";

/// The dictionary for the articles that `inputs` names, and what is wrong with the files it is made
/// from, each with its file and line; what is right in them is used all the same.
#[must_use]
pub fn read(inputs: &Inputs, places: &Places) -> (Dictionary, Vec<String>) {
    let (files, mut told) = files(inputs, places);
    let (dictionary, problems) = Dictionary::with_files(&files);
    told.extend(problems.iter().map(ToString::to_string));
    (dictionary, told)
}

/// The files, and what is wrong with those that cannot be read.
fn files(inputs: &Inputs, places: &Places) -> (UserFiles, Vec<String>) {
    let (beside, unread) = beside::actors(inputs);
    let mut told: Vec<String> = unread.iter().map(ToString::to_string).collect();
    let own = places.read_setting(OWN).unwrap_or_else(|error| {
        told.push(error.to_string());
        None
    });
    let own = own.into_iter().collect();
    (UserFiles { beside, own }, told)
}

/// The dictionary of the open screen.
#[derive(Debug)]
pub(super) struct Dictionaries {
    inputs: Inputs,
    places: Places,
    library: Arc<Library>,
    made: Mutex<Made>,
}

/// What the dictionary of now was made of.
#[derive(Debug, Default)]
struct Made {
    /// The files, and what cannot be read of them; `None` before the first.
    files: Option<(UserFiles, Vec<String>)>,
    problems: Vec<DictionaryProblem>,
    /// What was wrong then, so that it is told once, whatever the line it has come to stand in.
    told: HashSet<String>,
}

/// What came of making it anew.
#[derive(Debug)]
pub(super) struct Renewed {
    /// Whether it is another one than there was before.
    pub(super) other: bool,
    /// What is wrong with the files and has to be told.
    pub(super) problems: Vec<String>,
}

impl Dictionaries {
    /// The dictionary for these inputs, from these places, to be told to `library`.
    pub(super) fn new(inputs: Inputs, places: Places, library: Arc<Library>) -> Self {
        Self {
            inputs,
            places,
            library,
            made: Mutex::default(),
        }
    }

    /// The user's own file, whether there is one or not.
    pub(super) fn own_file(&self) -> Option<PathBuf> {
        let config = self.places.config.as_ref();
        config.map(|config| config.join(OWN))
    }

    /// Makes the dictionary anew if its files have changed; of what is wrong with them only what was
    /// not told before is told, unless somebody has `asked`.
    pub(super) fn renew(&self, asked: bool) -> Renewed {
        // Whoever asks later reads later, so that the newest files are the last ones told.
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let files = files(&self.inputs, &self.places);
        let mut other = false;
        if made.files.as_ref() != Some(&files) {
            let (dictionary, problems) = Dictionary::with_files(&files.0);
            other = self.library.can_recognise();
            self.library.recognise_by(Arc::new(dictionary));
            made.problems = problems;
            made.files = Some(files);
        }
        let unread = made.files.iter().flat_map(|(_, unread)| unread);
        let unread = unread.map(|text| (text.clone(), text.clone()));
        let wrong = made.problems.iter().map(|problem| {
            let key = format!("{}: {}", problem.file, problem.problem);
            (key, problem.to_string())
        });
        let all: Vec<(String, String)> = unread.chain(wrong).collect();
        let fresh = all
            .iter()
            .filter(|(key, _)| asked || !made.told.contains(key));
        let problems = fresh.map(|(_, text)| text.clone()).collect();
        made.told = all.into_iter().map(|(key, _)| key).collect();
        Renewed { other, problems }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::actors::ActorId;

    #[test]
    fn a_file_is_read_again_when_it_has_changed_and_a_mistake_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places {
            config: Some(folder.path().to_owned()),
            ..Places::default()
        };
        let library = Arc::new(Library::awaiting(1 << 20, 1 << 20));
        let dictionaries = Dictionaries::new(Inputs::default(), places, Arc::clone(&library));
        let has = |id: &str| library.dictionary().get(&ActorId(id.into())).is_some();
        let write = |text: &str| fs::write(folder.path().join(OWN), text).unwrap();
        write("[people]\na = { office = \"minister\", name = \"A B\" }\n");
        let first = dictionaries.renew(false);
        assert!(!first.other, "it is the first");
        assert!(matches!(&*first.problems, [one] if one.contains("actors.toml:2: ")));
        // A decision is written above it.
        write("watch = [\"diga\"]\n[people]\na = { office = \"minister\", name = \"A B\" }\n");
        let second = dictionaries.renew(false);
        assert!(second.other && has("word:diga"));
        assert_eq!(second.problems, [""; 0], "it was told before");
        let again = dictionaries.renew(true);
        assert!(!again.other, "nothing has changed");
        assert!(matches!(&*again.problems, [one] if one.contains("actors.toml:3: ")));
        write("[people]\nc = { name = \"Carla D\" }\n");
        assert_eq!(dictionaries.renew(false).problems, [""; 0]);
        assert!(has("person:c") && !has("word:diga"));
    }
}
