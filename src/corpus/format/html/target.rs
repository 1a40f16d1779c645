//! Where links lead: their targets as clean text.

use super::entity::{self, Place};
use crate::text::clean::clean_line;

/// The longest target of a link, in bytes.
const LONGEST: usize = 2048;

/// The clean target of a link; empty where it leads nowhere that could be opened.
pub(super) fn read(written: Option<&str>) -> String {
    let Some(written) = written.filter(|written| written.len() <= LONGEST) else {
        return String::new();
    };
    let mut target = String::with_capacity(written.len());
    entity::decode(written, Place::Attribute, &mut target);
    // Browsers leave line ends and tabs out.
    target.retain(|c| !matches!(c, '\t' | '\n' | '\r'));
    let target = clean_line(&target);
    let scheme = target.split(':').next().unwrap_or_default();
    let runs = ["javascript", "vbscript", "data"]
        .iter()
        .any(|runs| runs.eq_ignore_ascii_case(scheme));
    if runs || target == "#" {
        String::new()
    } else {
        target
    }
}

/// The address that a relative one means on the page `base`; none where it says nothing or is
/// whole already.
pub(super) fn absolute(address: &str, base: &str) -> Option<String> {
    let scheme_end = base.find("://")?;
    let head = address.split(['/', '?', '#']).next().unwrap_or_default();
    if address.is_empty() || address.starts_with('#') || head.contains(':') {
        return None;
    }
    let scheme = base.get(..scheme_end + 1)?;
    if let Some(rest) = address.strip_prefix("//") {
        return Some(format!("{scheme}//{rest}"));
    }
    let page = base.split(['?', '#']).next()?;
    let path = page
        .get(scheme_end + 3..)?
        .find('/')
        .map(|at| at + scheme_end + 3);
    let host = page.get(..path.unwrap_or(page.len()))?;
    if address.starts_with('/') {
        return Some(format!("{host}{address}"));
    }
    if address.starts_with('?') {
        return Some(format!("{page}{address}"));
    }
    let mut folder = path
        .and_then(|path| page.get(path..))
        .and_then(|path| path.rsplit_once('/'))
        .map_or("", |(folder, _)| folder);
    let mut rest = address;
    loop {
        if let Some(after) = rest.strip_prefix("./") {
            rest = after;
        } else if let Some(after) = rest.strip_prefix("../") {
            rest = after;
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        } else {
            return Some(format!("{host}{folder}/{rest}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t1_targets_are_clean() {
        for (written, expected) in [
            (
                " https://example.org/?a=1&amp;b=2 ",
                "https://example.org/?a=1&b=2",
            ),
            ("https://e.org/\n a\u{1b}]0;x", "https://e.org/ a␛]0;x"),
            ("java&#10;script:alert(1)", ""),
            ("JavaScript:void(0)", ""),
            ("#", ""),
            ("#nota", "#nota"),
        ] {
            assert_eq!(read(Some(written)), expected);
        }
        assert_eq!(read(Some(&"x".repeat(3000))), "");
    }

    #[test]
    fn relative_addresses_are_made_whole() {
        let base = "https://e.org/a/b/c.html?x=1#y";
        for (address, expected) in [
            ("d.html", Some("https://e.org/a/b/d.html")),
            ("../d/e", Some("https://e.org/a/d/e")),
            ("../../../d", Some("https://e.org/d")),
            ("./d", Some("https://e.org/a/b/d")),
            ("/d", Some("https://e.org/d")),
            ("//f.org/d", Some("https://f.org/d")),
            ("?p=2", Some("https://e.org/a/b/c.html?p=2")),
            ("#nota", None),
            ("https://f.org", None),
            ("mailto:a@e.org", None),
            ("d:80", None),
        ] {
            assert_eq!(absolute(address, base).as_deref(), expected);
        }
        assert_eq!(
            absolute("d", "https://e.org").as_deref(),
            Some("https://e.org/d")
        );
        assert_eq!(absolute("d", "nessuno"), None);
    }
}
