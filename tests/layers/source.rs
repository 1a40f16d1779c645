//! Reads the sources of the project as tokens, and what they name by paths. What is asked of them is in the test
//! itself.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One file of `src/`.
pub(crate) struct Source {
    /// Its path below `src/`, with `/`.
    pub(crate) name: String,
    pub(crate) text: String,
}

impl Source {
    /// The module below the crate's root that the file belongs to; `None` for the root itself, the
    /// program, and tests.
    pub(crate) fn module(&self) -> Option<String> {
        if matches!(self.name.as_str(), "lib.rs" | "main.rs") || self.is_tests() {
            return None;
        }
        let first = self.name.split('/').next().unwrap_or_default();
        Some(first.trim_end_matches(".rs").to_owned())
    }

    /// The path of the file's module: `text/mod.rs` is `text`, `text/fold.rs` `text::fold`.
    pub(crate) fn path(&self) -> Vec<&str> {
        let name = self.name.trim_end_matches(".rs").trim_end_matches("/mod");
        name.split('/').collect()
    }

    pub(crate) fn is_tests(&self) -> bool {
        self.name
            .split('/')
            .any(|part| matches!(part, "tests" | "tests.rs"))
    }
}

pub(crate) fn sources() -> Vec<Source> {
    files_of("src")
}

/// The Rust files of a folder of the project, by name.
pub(crate) fn files_of(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below = path.strip_prefix(&root).unwrap();
                found.push(Source {
                    name: below.to_str().unwrap().replace('\\', "/"),
                    text: fs::read_to_string(&path).unwrap(),
                });
            }
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(found.len() > 5, "{folder} was not found");
    found
}

/// Names and signs of `code` (`::` is one), without comments, literals, and items that are only
/// there for tests.
pub(crate) fn tokens(code: &str) -> Vec<String> {
    let chars: Vec<char> = code.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let mut found: Vec<String> = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let c = at(i);
        if c == '/' && at(i + 1) == '/' {
            while i < chars.len() && at(i) != '\n' {
                i += 1;
            }
        } else if c == '/' && at(i + 1) == '*' {
            let mut nested = 0;
            loop {
                match (at(i), at(i + 1)) {
                    ('/', '*') => (nested, i) = (nested + 1, i + 2),
                    ('*', '/') => (nested, i) = (nested - 1, i + 2),
                    _ => i += 1,
                }
                if nested == 0 || i >= chars.len() {
                    break;
                }
            }
        } else if c == '"' {
            i += 1;
            while i < chars.len() && at(i) != '"' {
                i += if at(i) == '\\' { 2 } else { 1 };
            }
            i += 1;
        } else if c == '\'' {
            // A character ends with a quote; a lifetime does not.
            if at(i + 1) == '\\' {
                i += 3;
                while i < chars.len() && at(i) != '\'' {
                    i += 1;
                }
                i += 1;
            } else {
                i += if at(i + 2) == '\'' { 3 } else { 1 };
            }
        } else if c.is_alphanumeric() || c == '_' {
            let start = i;
            while at(i).is_alphanumeric() || at(i) == '_' {
                i += 1;
            }
            let word: String = chars.iter().skip(start).take(i - start).collect();
            let hashes = chars.iter().skip(i).take_while(|&&c| c == '#').count();
            if matches!(word.as_str(), "r" | "br" | "cr") && at(i + hashes) == '"' {
                i += hashes + 1;
                while i < chars.len() && !(at(i) == '"' && (1..=hashes).all(|by| at(i + by) == '#'))
                {
                    i += 1;
                }
                i += hashes + 1;
            } else {
                found.push(word);
            }
        } else if c == ':' && at(i + 1) == ':' {
            found.push("::".to_owned());
            i += 2;
        } else {
            if !c.is_whitespace() {
                found.push(c.to_string());
            }
            i += 1;
        }
    }
    without_tests(&found)
}

/// Drops every item under `#[cfg(test)]`: up to its closing brace or its semicolon.
fn without_tests(tokens: &[String]) -> Vec<String> {
    let mut kept = Vec::new();
    let mut i = 0;
    while let Some(token) = tokens.get(i) {
        let attribute = ["#", "[", "cfg", "(", "test", ")", "]"];
        if !tokens.iter().skip(i).take(attribute.len()).eq(attribute) {
            kept.push(token.clone());
            i += 1;
            continue;
        }
        let mut open = 0;
        for token in tokens.iter().skip(i + attribute.len()) {
            i += 1;
            match token.as_str() {
                "{" => open += 1,
                "}" => open -= 1,
                _ => {}
            }
            if open == 0 && matches!(token.as_str(), "}" | ";") {
                break;
            }
        }
        i += attribute.len();
    }
    kept
}

/// The modules directly below the crate's root that the tokens of a file name besides its own, in order of the
/// alphabet; `own` is the path of the file's module.
pub(crate) fn root_uses(tokens: &[String], own: &[&str]) -> Vec<String> {
    firsts(
        used(tokens, own)
            .into_iter()
            .filter(|path| path.first().map(String::as_str) != own.first().copied()),
    )
}

/// What stands behind `name::` anywhere in the tokens, without what follows it.
pub(crate) fn paths_from(tokens: &[String], name: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if token == name {
            below(tokens, i + 1, &[], &mut found);
        }
    }
    firsts(found.into_iter())
}

fn firsts(paths: impl Iterator<Item = Vec<String>>) -> Vec<String> {
    let firsts: BTreeSet<String> = paths.filter_map(|path| path.into_iter().next()).collect();
    firsts.into_iter().collect()
}

/// The paths from the crate's root that the tokens of a file name by `crate`, `self` and `super`; `own` is the path
/// of the file's module.
pub(crate) fn used(tokens: &[String], own: &[&str]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut braces = 0;
    let mut inner: Vec<(usize, &str)> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let before = |by: usize| i.checked_sub(by).and_then(|at| tokens.get(at));
        let follows = before(1).is_some_and(|token| token == "::");
        let here = || -> Vec<String> {
            let names = own
                .iter()
                .copied()
                .chain(inner.iter().map(|&(_, name)| name));
            names.map(ToOwned::to_owned).collect()
        };
        match token.as_str() {
            "{" => {
                braces += 1;
                if before(2).is_some_and(|token| token == "mod")
                    && let Some(name) = before(1)
                {
                    inner.push((braces, name));
                }
            }
            "}" => {
                if inner.last().is_some_and(|&(opened, _)| opened == braces) {
                    inner.pop();
                }
                braces -= 1;
            }
            "crate" if !follows => below(tokens, i + 1, &[], &mut found),
            "self" if !follows => below(tokens, i + 1, &here(), &mut found),
            "super" if !follows => {
                let mut path = here();
                path.pop();
                below(tokens, i + 1, &path, &mut found);
            }
            _ => {}
        }
    }
    found
}

/// Collects the paths that go on at token `i` from the module at `path`.
fn below(tokens: &[String], i: usize, path: &[String], found: &mut Vec<Vec<String>>) {
    if tokens.get(i).is_some_and(|token| token == "::") {
        branch(tokens, i + 1, path, found);
    }
}

fn branch(tokens: &[String], i: usize, path: &[String], found: &mut Vec<Vec<String>>) {
    let token = tokens.get(i).map(String::as_str).unwrap_or_default();
    let goes_on = tokens.get(i + 1).is_some_and(|token| token == "::");
    match token {
        "{" => {
            let mut open = 0;
            for (at, token) in tokens.iter().enumerate().skip(i) {
                match token.as_str() {
                    "{" => open += 1,
                    "}" => open -= 1,
                    _ => {}
                }
                if open == 0 {
                    break;
                }
                let begins = open == 1 && matches!(token.as_str(), "{" | ",");
                if begins && tokens.get(at + 1).is_some_and(|token| token != "}") {
                    branch(tokens, at + 1, path, found);
                }
            }
        }
        "super" => {
            let up = path.split_last().map_or(path, |(_, up)| up);
            below(tokens, i + 1, up, found);
        }
        name if name == "*" || name.starts_with(|c: char| c.is_alphabetic() || c == '_') => {
            let mut path = path.to_vec();
            if name != "self" {
                path.push(name.to_owned());
            }
            match goes_on {
                true => branch(tokens, i + 2, &path, found),
                false => found.push(path),
            }
        }
        // `name::<T>()`
        _ => found.push(path.to_vec()),
    }
}
