//! Telling what is wrong with files: all of it where that is asked for, otherwise the first few of
//! each kind and how many more there are, so that a folder of a thousand articles with the same
//! flaw does not drown the rest. What failed is all named where no person reads along; of which kind and weight a problem
//! is, is for `corpus::error`.

use std::collections::{HashMap, HashSet};
use std::io::{self, IsTerminal as _};

use super::arguments::Paths;
use super::output::message;
use crate::corpus::load::LoadProblem;
use crate::corpus::{Kind, Weight};
use crate::text::clean::clean_path;

/// How many of a kind are told that are no failures, and how many that are where a person reads it on a
/// terminal.
const NOTICES: usize = 3;
const FAILURES: usize = 10;

/// Problems with the files of `paths`, each with whether it is a failure.
pub(super) fn weighed<'a>(
    problems: &'a [LoadProblem],
    paths: &Paths,
) -> Vec<(&'a LoadProblem, bool)> {
    let named: HashSet<String> = paths.paths.iter().map(|path| clean_path(path)).collect();
    let is_failure = |problem: &LoadProblem| match problem.reason.weight() {
        Weight::Notice => false,
        // Who names a picture asks for what cannot be done.
        Weight::OtherKind => named.contains(&problem.path),
        Weight::Failure => true,
    };
    let weighed = problems.iter();
    weighed
        .map(|problem| (problem, is_failure(problem)))
        .collect()
}

/// Tells `problems`, each with whether it is a failure, on standard error, those of a kind together.
pub(super) fn tell(problems: &[(&LoadProblem, bool)], every: bool) {
    if every {
        problems.iter().for_each(|(problem, _)| message(problem));
        return;
    }
    let failures = match io::stderr().is_terminal() {
        true => FAILURES,
        false => usize::MAX,
    };
    for (failed, alike) in by_kind(problems) {
        let most = if failed { failures } else { NOTICES };
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

/// Problems by what is wrong and whether it is a failure, each kind where its first one stands.
fn by_kind<'a>(problems: &[(&'a LoadProblem, bool)]) -> Vec<(bool, Vec<&'a LoadProblem>)> {
    let mut places: HashMap<(bool, Kind), usize> = HashMap::new();
    let mut kinds: Vec<(bool, Vec<&LoadProblem>)> = Vec::new();
    for &(problem, failed) in problems {
        let next = kinds.len();
        let place = *places
            .entry((failed, problem.reason.kind()))
            .or_insert(next);
        match kinds.get_mut(place) {
            Some((_, alike)) => alike.push(problem),
            None => kinds.push((failed, vec![problem])),
        }
    }
    kinds
}
