//! What the reader decided about events, as it is kept in `events.toml` of the data folder. What it
//! means is for `timeline::correction`.

use std::fs;
use std::io;
use std::path::Path;

use crate::text::clean::clean_path;
use crate::timeline::correction::{self, Correction};

/// The decisions that are kept in the folder `data`, and what is wrong with the file, with its
/// line; what is right in it is used all the same.
#[must_use]
pub fn read(data: &Path) -> (Vec<Correction>, Vec<String>) {
    let path = data.join("events.toml");
    let name = clean_path(&path);
    let found = fs::metadata(&path).and_then(|found| {
        // Nothing is waited for that is no file.
        let is_file = found.is_file().then_some(());
        is_file.ok_or_else(|| io::Error::other("not a regular file"))?;
        fs::read_to_string(&path)
    });
    match found {
        Ok(text) => {
            let (decisions, problems) = correction::parse(&name, &text);
            (
                decisions,
                problems.iter().map(ToString::to_string).collect(),
            )
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Default::default(),
        Err(error) => (Vec::new(), vec![format!("{name}: {error}")]),
    }
}
