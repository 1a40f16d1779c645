//! Holds the source tree to its shape: a module imports only from lower layers, the screen's state
//! and drawing touch neither terminal nor files, and every file is one documented idea of readable
//! length. It reads the sources as tokens; what the compiler checks is left to the compiler.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Every module of `src/` with its layer. A module may use those of lower layers.
const LAYERS: &[(&str, u8)] = &[
    ("text", 0),
    ("edtf", 0),
    ("embedded", 0),
    ("corpus", 1),
    ("actors", 2),
    ("dates", 2),
    ("timeline", 3),
    ("index", 3),
    ("search", 4),
    ("bookmarks", 4),
    ("app", 5),
    ("ui", 6),
    ("runtime", 7),
    ("cli", 7),
];

/// Uses within one layer: who may use whom.
const ALLOWED: &[(&str, &str)] = &[
    ("text", "embedded"),
    ("index", "timeline"),
    ("cli", "runtime"),
];

/// The layer of drawing; below it nothing knows of the library that draws.
const DRAWING: u8 = 6;

/// The text area of notes is a widget with its state: the one file below `ui` that holds it.
const TEXT_AREA: &str = "app/editor.rs";

/// The longest file, in lines before its tests.
const LONGEST: usize = 600;

#[test]
fn modules_use_only_lower_layers() {
    let mut wrong = String::new();
    for source in sources() {
        let Some(module) = source.module() else {
            continue;
        };
        let Some(layer) = layer(&module) else {
            writeln!(wrong, "{}: `{module}` has no layer", source.name).unwrap();
            continue;
        };
        for used in root_uses(&tokens(&source.text), source.depth()) {
            let allowed = used == module
                || ALLOWED.contains(&(module.as_str(), used.as_str()))
                || self::layer(&used).is_some_and(|used| used < layer);
            if !allowed {
                writeln!(wrong, "{}: `{module}` must not use `{used}`", source.name).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_screen_is_decided_and_drawn_without_input_and_output() {
    let mut wrong = String::new();
    for source in sources() {
        let Some(module) = source.module() else {
            continue;
        };
        let tokens = tokens(&source.text);
        let used: Vec<_> = paths_from(&tokens, "std")
            .into_iter()
            .map(|second| format!("std::{second}"))
            .chain(
                ["crossterm", "ratatui", "rayon", "tui_textarea"]
                    .into_iter()
                    .filter(|name| tokens.iter().any(|token| token == name))
                    .map(ToOwned::to_owned),
            )
            .collect();
        let below = layer(&module).is_some_and(|layer| layer < DRAWING);
        for used in used {
            let screen = matches!(module.as_str(), "app" | "ui");
            let refused = match used.as_str() {
                "crossterm" => screen || below,
                // Threads behind the screen may be at something long: nothing of it waits for them.
                "rayon" | "std::fs" | "std::thread" | "std::net" => screen,
                "ratatui" | "tui_textarea" => below && source.name != TEXT_AREA,
                _ => false,
            };
            if refused {
                writeln!(wrong, "{}: `{module}` must not use `{used}`", source.name).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| source.name)
        .collect();
    assert!(silent.is_empty(), "no `//!` on top: {silent:?}");
}

/// A compiler as old as `Cargo.toml` allows knows no `let` in the guard of an arm, which came with 1.95.
#[test]
fn no_guard_of_an_arm_binds() {
    for source in sources() {
        assert!(!binds_in_guard(&tokens(&source.text)), "{}", source.name);
    }
    let binds = |code: &str| binds_in_guard(&tokens(code));
    assert!(binds(
        "match a { Some(P { b }) if let Some(c) = d(b) => c, _ => e }"
    ));
    assert!(binds(
        "match a { Some(b) if b && let Some(c) = d(b) => c, _ => e }"
    ));
    assert!(!binds(
        "match a { Some(b) => if let P { c } = b { c } else { d }, _ => e }"
    ));
    assert!(!binds("if let Some(c) = d { c } match a { _ => e }"));
}

/// Whether what a `let` binds is followed by `=>` before the braces of a block.
fn binds_in_guard(tokens: &[String]) -> bool {
    let conditional = |i: usize| {
        let before = i.checked_sub(1).and_then(|before| tokens.get(before));
        tokens.get(i).is_some_and(|token| token == "let")
            && before.is_some_and(|token| matches!(token.as_str(), "if" | "&"))
    };
    let is_guard = |i: usize| {
        // The pattern, up to its sign of equality.
        let bound = tokens
            .iter()
            .skip(i)
            .take_while(|token| *token != "=")
            .count();
        let mut open = 0_i32;
        let condition = tokens.iter().skip(i + bound).take_while(|token| {
            open += match token.as_str() {
                "(" | "[" => 1,
                ")" | "]" => -1,
                _ => 0,
            };
            open >= 0 && !(open == 0 && matches!(token.as_str(), "{" | "}" | ";"))
        });
        let condition: Vec<&String> = condition.collect();
        condition
            .windows(2)
            .any(|pair| pair[0] == "=" && pair[1] == ">")
    };
    (0..tokens.len()).any(|i| conditional(i) && is_guard(i))
}

#[test]
fn no_file_is_too_long_to_read() {
    let code = sources().into_iter().map(|source| {
        // Tests below the code are read by themselves.
        let code = source.text.split("\n#[cfg(test)]").next();
        (source.name, code.unwrap_or_default().lines().count())
    });
    let tests = files_of("tests").into_iter().chain(files_of("benches"));
    let tests = tests.map(|source| (source.name, source.text.lines().count()));
    let long: Vec<_> = (code.chain(tests))
        .filter(|&(_, lines)| lines > LONGEST)
        .collect();
    assert!(
        long.is_empty(),
        "over {LONGEST} lines before the tests: {long:?}"
    );
}

/// The test of the tests: an import is seen however it is written, and nothing else is.
#[test]
fn imports_are_seen_however_they_are_written() {
    for (code, expected) in [
        ("use crate::app;", vec!["app"]),
        (
            "use crate::{text::{fold, wrap}, ui::draw};",
            vec!["text", "ui"],
        ),
        ("use super::super::runtime::run;", vec!["runtime"]),
        ("use super::{super::ui, wrap};", vec!["ui"]),
        (
            "fn f() -> crate::index::Entry { super::super::cli::g() }",
            vec!["cli", "index"],
        ),
        (
            "pub(crate) mod inner { use super::super::super::app; }",
            vec!["app"],
        ),
        ("pub(crate) mod inner { use super::super::wrap; }", vec![]),
        ("use super::wrap; pub(in crate) struct A;", vec![]),
        ("use crate::*;", vec!["*"]),
        (
            "// crate::app\n/* crate::ui /* */ crate::ui */ /// [`crate::cli`]\n",
            vec![],
        ),
        (
            "const A: &str = \"crate::app\"; const B: &str = r#\"\"crate::ui\"#;",
            vec![],
        ),
        (
            "fn f<'a>(c: char) { c == '\"'; crate::app::x::<'a>() }",
            vec!["app"],
        ),
        (
            "#[cfg(test)]\nmod tests { use crate::app; }\nuse crate::ui;",
            vec!["ui"],
        ),
        ("#[cfg(test)]\nuse crate::app;\nuse crate::ui;", vec!["ui"]),
    ] {
        assert_eq!(root_uses(&tokens(code), 2), expected, "{code}");
    }
    assert_eq!(
        paths_from(
            &tokens("use std::{fs::File, io}; std::thread::spawn()"),
            "std"
        ),
        ["fs", "io", "thread"]
    );
}

/// One file of `src/`.
struct Source {
    /// Its path below `src/`, with `/`.
    name: String,
    text: String,
}

impl Source {
    /// The module below the crate's root that the file belongs to; `None` for the root itself, the
    /// program, and tests.
    fn module(&self) -> Option<String> {
        if matches!(self.name.as_str(), "lib.rs" | "main.rs") || self.is_tests() {
            return None;
        }
        let first = self.name.split('/').next().unwrap_or_default();
        Some(first.trim_end_matches(".rs").to_owned())
    }

    /// How many modules deep the file is: `text/mod.rs` 1, `text/fold.rs` 2.
    fn depth(&self) -> usize {
        self.name.split('/').count() - usize::from(self.name.ends_with("/mod.rs"))
    }

    fn is_tests(&self) -> bool {
        self.name
            .split('/')
            .any(|part| matches!(part, "tests" | "tests.rs"))
    }
}

fn layer(module: &str) -> Option<u8> {
    LAYERS
        .iter()
        .find(|&&(name, _)| name == module)
        .map(|&(_, layer)| layer)
}

fn sources() -> Vec<Source> {
    files_of("src")
}

/// The Rust files of a folder of the project, by name.
fn files_of(folder: &str) -> Vec<Source> {
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
fn tokens(code: &str) -> Vec<String> {
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

/// The modules directly below the crate's root that the tokens of a file name, in order of the
/// alphabet; `depth` is how deep the file's own module is.
fn root_uses(tokens: &[String], depth: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut braces = 0;
    let mut inner: Vec<usize> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let before = |by: usize| i.checked_sub(by).and_then(|at| tokens.get(at));
        let follows = before(1).is_some_and(|token| token == "::");
        match token.as_str() {
            "{" => {
                braces += 1;
                if before(2).is_some_and(|token| token == "mod") {
                    inner.push(braces);
                }
            }
            "}" => {
                if inner.last() == Some(&braces) {
                    inner.pop();
                }
                braces -= 1;
            }
            "crate" if !follows => below(tokens, i + 1, 0, &mut found),
            "super" if !follows => {
                let up = (depth + inner.len()).saturating_sub(1);
                below(tokens, i + 1, up, &mut found);
            }
            _ => {}
        }
    }
    found.sort();
    found.dedup();
    found
}

/// What stands behind `name::` anywhere in the tokens.
fn paths_from(tokens: &[String], name: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        if token == name {
            below(tokens, i + 1, 0, &mut found);
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Collects what the path that goes on at token `i` names directly below the root, which is `up`
/// modules above what was read so far.
fn below(tokens: &[String], i: usize, up: usize, found: &mut Vec<String>) {
    if tokens.get(i).is_none_or(|token| token != "::") {
        return;
    }
    branch(tokens, i + 1, up, found);
}

fn branch(tokens: &[String], i: usize, up: usize, found: &mut Vec<String>) {
    let token = tokens.get(i).map(String::as_str).unwrap_or_default();
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
                    branch(tokens, at + 1, up, found);
                }
            }
        }
        "super" => below(tokens, i + 1, up.saturating_sub(1), found),
        "self" => {}
        name if up == 0 => found.push(name.to_owned()),
        _ => {}
    }
}
