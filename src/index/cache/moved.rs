//! The files and folders of a corpus spelled in another way than when it was kept (`articles`,
//! `./articles`, `/home/anna/articles/`): what is kept is the same, and is shown as it is spelled now.

use std::ffi::OsStr;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::corpus::{Head, Origin};
use crate::text::clean::clean_path;

/// A path by its exact bytes.
pub(in crate::index) fn path_of(bytes: &[u8]) -> PathBuf {
    Path::new(OsStr::from_bytes(bytes)).to_owned()
}

/// From the spelling of then to that of now.
#[derive(Debug)]
pub(in crate::index) struct Moved(Vec<Root>);

#[derive(Debug)]
struct Root {
    was: PathBuf,
    is: PathBuf,
}

impl Moved {
    /// Of the same files and folders in the same order; `None` where they are spelled alike.
    pub(super) fn of(was: &[Vec<u8>], is: &[PathBuf]) -> Option<Arc<Self>> {
        let roots = was.iter().zip(is).map(|(was, is)| Root {
            was: path_of(was),
            is: is.clone(),
        });
        let roots: Vec<Root> = roots.collect();
        let same = |root: &Root| root.was.as_os_str() == root.is.as_os_str();
        (!roots.iter().all(same)).then(|| Arc::new(Self(roots)))
    }

    /// The path of a file, or of a folder.
    pub(super) fn path(&self, path: &Path) -> PathBuf {
        let bytes = path.as_os_str().as_bytes();
        let moved = self.0.iter().find_map(|root| {
            let below = below(bytes, root.was.as_os_str().as_bytes())?;
            let joined = joined(root.is.as_os_str().as_bytes().to_vec(), below);
            Some(PathBuf::from(std::ffi::OsString::from_vec(joined)))
        });
        moved.unwrap_or_else(|| path.to_owned())
    }

    /// A path that was made to be shown.
    pub(super) fn shown(&self, shown: &str) -> String {
        let moved = self.0.iter().find_map(|root| {
            let below = below(shown.as_bytes(), clean_path(&root.was).as_bytes())?;
            String::from_utf8(joined(clean_path(&root.is).into_bytes(), below)).ok()
        });
        moved.unwrap_or_else(|| shown.to_owned())
    }

    /// Puts the paths of now into a head.
    pub(in crate::index) fn apply(&self, head: &mut Head) {
        let Origin::File { path, .. } = &mut head.origin else {
            return;
        };
        let plain = head.path.as_bytes() == path.as_os_str().as_bytes();
        *path = self.path(path);
        head.path = match plain {
            true => clean_path(path),
            false => self.shown(&head.path),
        };
    }
}

/// What stands in a path after the folder, or after the file itself: nothing.
fn below<'a>(path: &'a [u8], root: &[u8]) -> Option<&'a [u8]> {
    if path == root {
        return Some(&[]);
    }
    let end = root.iter().rposition(|&byte| byte != b'/');
    let root = root.get(..end.map_or(0, |end| end + 1))?;
    let rest = path.strip_prefix(root)?.strip_prefix(b"/")?;
    Some(rest)
}

fn joined(mut root: Vec<u8>, below: &[u8]) -> Vec<u8> {
    if !below.is_empty() {
        if root.last() != Some(&b'/') {
            root.push(b'/');
        }
        root.extend_from_slice(below);
    }
    root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_spelled_as_its_folder_is_now() {
        let moved = |was: &str, is: &str, path: &str| {
            let moved = Moved::of(&[was.as_bytes().to_vec()], &[PathBuf::from(is)]).unwrap();
            let shown = moved.shown(path);
            let path = moved.path(Path::new(path));
            assert_eq!(path.to_str().unwrap(), shown);
            shown
        };
        assert_eq!(moved("usr", "./usr", "usr/a/b.md"), "./usr/a/b.md");
        assert_eq!(moved("./usr/", "/r/usr", "./usr/b.md"), "/r/usr/b.md");
        assert_eq!(moved("/r/usr", ".", "/r/usr/b.md"), "./b.md");
        assert_eq!(moved(".", "/", "./b.md"), "/b.md");
        assert_eq!(moved("/", ".", "/b.md"), "./b.md");
        assert_eq!(moved("usr/b.md", "./usr/b.md", "usr/b.md"), "./usr/b.md");
        assert_eq!(moved("usr", "r", "usrlocal/b.md"), "usrlocal/b.md");
        assert!(Moved::of(&[b"usr".to_vec()], &[PathBuf::from("usr")]).is_none());
    }
}
