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
}
