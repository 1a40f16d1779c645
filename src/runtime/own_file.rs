//! A file of the user's own that the program changes now and then: written whole or not at all,
//! private, and never over something that could not be read.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::places::make_private_folder;
use crate::text::clean::clean_path;

/// What the file held before a change, and what it holds now.
pub(super) type Changed = (Option<String>, String);

/// Changes the file by `edit`, which gets what is in it, `None` where there is none.
///
/// # Errors
/// Why the file is as it was, with its name.
pub(super) fn change(
    path: &Path,
    edit: impl FnOnce(Option<&str>) -> Result<String, String>,
) -> Result<Changed, String> {
    let told = |error: io::Error| format!("{}: {error}; nothing is changed", clean_path(path));
    let (real, _held) = hold(path)?;
    let before = read(&real).map_err(told)?;
    let after = edit(before.as_deref())?;
    write(&real, &after).map_err(told)?;
    Ok((before, after))
}

/// Puts back what the file held before a change; where it no longer holds what came of it, what
/// `take_back` makes of what it holds.
///
/// # Errors
/// Why the file is as it was, with its name.
pub(super) fn put_back(
    path: &Path,
    (before, after): (Option<&str>, &str),
    take_back: impl FnOnce(&str) -> Result<String, String>,
) -> Result<(), String> {
    let told = |error: io::Error| format!("{}: {error}; nothing is changed", clean_path(path));
    let (real, _held) = hold(path)?;
    let now = read(&real).map_err(told)?;
    if now.as_deref() != Some(after) {
        let Some(now) = now else {
            return Err(format!("{} is gone", clean_path(path)));
        };
        return write(&real, &take_back(&now)?).map_err(told);
    }
    match before {
        Some(before) => write(&real, before).map_err(told),
        None => fs::remove_file(&real)
            .and_then(|()| sync_folder(&real))
            .map_err(told),
    }
}

/// The file that `path` leads to, and its folder, held so that no other running program changes it
/// meanwhile.
fn hold(path: &Path) -> Result<(PathBuf, File), String> {
    // A link to a file that is kept elsewhere stays one.
    let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = real.parent().unwrap_or(Path::new("/"));
    make_private_folder(folder).map_err(|error| error.to_string())?;
    let held = File::open(folder).and_then(|folder| folder.lock().map(|()| folder));
    let held = held.map_err(|error| format!("{}: {error}", clean_path(folder)))?;
    Ok((real, held))
}

fn read(path: &Path) -> io::Result<Option<String>> {
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => Err(io::Error::other("not a regular file")),
        Ok(_) => fs::read_to_string(path).map(Some),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn write(path: &Path, contents: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    // It is made for its owner only, and takes the place of the old one only when it is on disk.
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(contents.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    sync_folder(path)
}

fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path.parent().unwrap_or(Path::new("/")))?.sync_all()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn b2_a_file_is_changed_as_a_whole_and_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/actors.toml");
        let (before, after) = change(&path, |text| {
            assert_eq!(text, None);
            Ok("a = 1\n".to_owned())
        })
        .unwrap();
        assert_eq!((before.as_deref(), after.as_str()), (None, "a = 1\n"));
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600);
        let refuse = |_: &str| Err("changed since".to_owned());
        put_back(&path, (None, &after), refuse).unwrap();
        assert!(!path.exists());
        assert!(put_back(&path, (None, &after), refuse).is_err());
        fs::write(&path, "by hand").unwrap();
        let refused = put_back(&path, (None, &after), refuse).unwrap_err();
        assert_eq!(refused, "changed since");
        assert_eq!(fs::read_to_string(&path).unwrap(), "by hand");
        put_back(&path, (None, &after), |now| Ok(now.to_uppercase())).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "BY HAND");
        let others = fs::read_dir(path.parent().unwrap()).unwrap().count();
        assert_eq!(others, 1, "nothing else is left in the folder");
    }

    #[test]
    fn b4_what_cannot_be_read_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("actors.toml");
        fs::write(&path, b"\xff\xfe").unwrap();
        let add = |_: Option<&str>| Ok("a = 1".to_owned());
        assert!(change(&path, add).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"\xff\xfe");
        let below = folder.path().join("folder");
        fs::create_dir(&below).unwrap();
        assert!(change(&below, add).is_err());
        let kept = folder.path().join("kept.toml");
        fs::write(&kept, "").unwrap();
        let link = folder.path().join("link.toml");
        symlink(&kept, &link).unwrap();
        change(&link, add).unwrap();
        assert_eq!(fs::read_to_string(&kept).unwrap(), "a = 1");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        let refused = |_: Option<&str>| Err("no".to_owned());
        assert_eq!(change(&kept, refused), Err("no".to_owned()));
        assert_eq!(fs::read_to_string(&kept).unwrap(), "a = 1");
    }
}
