//! Telling what is wrong with files: all of it where that is asked for, otherwise the first few of
//! each kind and how many more there are, so that a folder of a thousand articles with the same
//! flaw does not drown the rest. Files that are missing are all named where no person reads along.
//! What counts as a failure is for `reading`.

use std::collections::HashMap;
use std::io::{self, IsTerminal as _};

use super::output::message;
use crate::corpus::Weight;
use crate::corpus::load::LoadProblem;

/// How many of a kind are told where an article is shown all the same, and where it is missing and a
/// person reads it on a terminal.
const NOTICES: usize = 3;
const FAILURES: usize = 10;

/// Tells `problems` on standard error, those of a kind together.
pub(super) fn tell(problems: &[&LoadProblem], every: bool) {
    if every {
        problems.iter().for_each(message);
        return;
    }
    let failures = match io::stderr().is_terminal() {
        true => FAILURES,
        false => usize::MAX,
    };
    for alike in by_kind(problems) {
        let most = match alike.first().map(|problem| problem.reason.weight()) {
            Some(Weight::Failure) => failures,
            _ => NOTICES,
        };
        // One line more takes no more room than to say that there is one more.
        let told = match alike.len().checked_sub(most) {
            Some(1) => alike.len(),
            _ => most,
        };
        for problem in alike.iter().take(told) {
            message(problem);
        }
        let left = alike.len().saturating_sub(told);
        if left > 0 {
            message(&format_args!(
                "and {left} more of this kind (--verbose tells all)"
            ));
        }
    }
}

/// Problems by what is wrong, each kind where its first one stands.
fn by_kind<'a>(problems: &[&'a LoadProblem]) -> Vec<Vec<&'a LoadProblem>> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut kinds: Vec<Vec<&LoadProblem>> = Vec::new();
    for problem in problems {
        let next = kinds.len();
        let place = *places
            .entry(kind(&problem.reason.to_string()))
            .or_insert(next);
        match kinds.get_mut(place) {
            Some(alike) => alike.push(problem),
            None => kinds.push(vec![problem]),
        }
    }
    kinds
}

/// A reason without what differs from file to file: numbers, what is quoted, and the name of a
/// part.
fn kind(reason: &str) -> String {
    let reason = match reason.split_once(": ") {
        Some((_, of_part)) if reason.ends_with("; the rest is read") => of_part,
        _ => reason,
    };
    let mut kind = String::new();
    let mut quoted = false;
    for c in reason.chars() {
        match c {
            '“' => quoted = true,
            '”' => quoted = false,
            _ if quoted => {}
            '0'..='9' if kind.ends_with('0') => {}
            '0'..='9' => kind.push('0'),
            c => kind.push(c),
        }
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn what_differs_from_file_to_file_is_of_one_kind() {
        for (one, other) in [
            (
                "front matter, line 3: the date “03/04/05” is none that exists",
                "front matter, line 12: the date “1/2/2024” is none that exists",
            ),
            (
                "1 place is not valid UTF-8 and shown as �",
                "22 place is not valid UTF-8 and shown as �",
            ),
            (
                "a.xhtml: damaged: it is missing in the book; the rest is read",
                "capitolo due: damaged: it is missing in the book; the rest is read",
            ),
        ] {
            assert_eq!(kind(one), kind(other));
        }
        assert_ne!(kind("damaged: its checksum is wrong"), kind("damaged: cut"));
    }
}
