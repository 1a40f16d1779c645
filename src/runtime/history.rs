//! The lenses used before, one a line, the oldest first: a private file in the folder of states. It
//! is no work of the user's: what cannot be read of it is left out.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::app::looking::MOST_REMEMBERED;
use crate::text::clean::clean_line;

use super::places::make_private_folder;

/// Its name in the folder.
const FILE: &str = "history";
/// The longest that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// What was used before, nothing where there is no such file.
pub(super) fn read(state: &Path) -> Vec<String> {
    let path = state.join(FILE);
    // A FIFO in its place would be waited for.
    if !fs::metadata(&path).is_ok_and(|found| found.is_file()) {
        return Vec::new();
    }
    let mut bytes = Vec::new();
    let read = File::open(&path).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes));
    if read.is_err() {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(&bytes);
    let lenses = text.lines().map(clean_line).filter(|line| !line.is_empty());
    latest(lenses.collect())
}

/// Writes `lenses`, after those that another program has added meanwhile.
pub(super) fn write(state: &Path, lenses: Vec<String>) -> io::Result<()> {
    make_private_folder(state).map_err(|error| error.error)?;
    let mut all = read(state);
    all.retain(|known| !lenses.contains(known));
    all.extend(lenses.iter().map(|lens| clean_line(lens)));
    let mut file = NamedTempFile::new_in(state)?;
    for lens in latest(all) {
        writeln!(file, "{lens}")?;
    }
    file.flush()?;
    file.persist(state.join(FILE))?;
    Ok(())
}

fn latest(mut lenses: Vec<String>) -> Vec<String> {
    lenses.drain(..lenses.len().saturating_sub(MOST_REMEMBERED));
    lenses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_programs_used_is_read_in_the_order_of_use() {
        let folder = tempfile::tempdir().unwrap();
        let state = folder.path().join("state");
        let lenses = |lenses: &[&str]| lenses.iter().map(|&lens| lens.to_owned()).collect();
        assert_eq!(read(&state), Vec::<String>::new());
        write(&state, lenses(&["missili", "actor:kim"])).unwrap();
        write(&state, lenses(&["duma", "missili"])).unwrap();
        assert_eq!(read(&state), ["actor:kim", "duma", "missili"]);
        let long: Vec<String> = (0..2 * MOST_REMEMBERED).map(|n| n.to_string()).collect();
        write(&state, long).unwrap();
        assert_eq!(read(&state).len(), MOST_REMEMBERED);
        fs::write(state.join(FILE), b"uno\xff\x1b[31m\n\ndue\n").unwrap();
        assert_eq!(read(&state), ["uno\u{fffd}\u{241b}[31m", "due"]);
    }
}
