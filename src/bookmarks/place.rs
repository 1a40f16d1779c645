//! Paths as text, byte for byte: as they are where they are UTF-8, else as a `file://` address.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

const SCHEME: &str = "file://";

/// An absolute path as text that [`from_text`] reads back byte for byte.
pub(super) fn to_text(path: &Path) -> String {
    path.to_str()
        .map_or_else(|| to_address(path), ToOwned::to_owned)
}

/// An absolute path as a `file://` address.
pub(super) fn to_address(path: &Path) -> String {
    let mut address = SCHEME.to_owned();
    for &byte in path.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let digit = |of: u8| char::from_digit(u32::from(of), 16).unwrap_or('0');
            address.push('%');
            address.push(digit(byte >> 4).to_ascii_uppercase());
            address.push(digit(byte & 15).to_ascii_uppercase());
        }
    }
    address
}

/// The path that a text of [`to_text`] or an address names; nothing where it cannot be a path.
pub(super) fn from_text(text: &str) -> Option<PathBuf> {
    let bytes = match text.strip_prefix(SCHEME) {
        None => text.as_bytes().to_vec(),
        Some(escaped) => unescape(escaped.as_bytes())?,
    };
    (!bytes.is_empty() && !bytes.contains(&0)).then(|| OsString::from_vec(bytes).into())
}

/// Whether it is the address of a file.
pub(super) fn is_address(text: &str) -> bool {
    text.starts_with(SCHEME)
}

fn unescape(escaped: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(escaped.len());
    let mut rest = escaped.iter();
    while let Some(&byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || char::from(*rest.next()?).to_digit(16);
        let value = digit()? * 16 + digit()?;
        bytes.push(u8::try_from(value).ok()?);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn every_path_comes_back(bytes in proptest::collection::vec(1_u8.., 1..40)) {
            let path = PathBuf::from(OsString::from_vec([b"/", bytes.as_slice()].concat()));
            proptest::prop_assert_eq!(from_text(&to_text(&path)), Some(path.clone()));
            proptest::prop_assert_eq!(from_text(&to_address(&path)), Some(path));
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for bad in [
            "",
            "a\0b",
            "file://",
            "file:///a%",
            "file:///%zz",
            "file:///%00",
        ] {
            assert_eq!(from_text(bad), None, "{bad}");
        }
    }
}
