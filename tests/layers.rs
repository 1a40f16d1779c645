//! Holds the source tree to its shape: a module imports only from lower layers, the screen's state
//! and drawing touch neither terminal nor files, and every file is one documented idea of readable
//! length. It reads the sources as tokens; what the compiler checks is left to the compiler.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use source::{Source, files_of, paths_from, root_uses, sources, tokens, used};

#[path = "layers/source.rs"]
mod source;

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

/// Files that still need each other, in order of the alphabet. The list may only become shorter: what two of them
/// need of each other has a place of its own below both.
const CIRCLES: &[&[&str]] = &[
    &[
        "index::build",
        "index::build::building",
        "index::checkpoint",
        "index::keeping",
        "index::reopening",
        "index::storing",
    ],
    &["index::entries", "index::filed"],
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
        for used in root_uses(&tokens(&source.text), &source.path()) {
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

/// A file that another needs can be read, tested and changed without it.
#[test]
fn no_files_need_each_other() {
    let allowed: BTreeSet<Vec<String>> = (CIRCLES.iter())
        .map(|circle| circle.iter().map(|&name| name.to_owned()).collect())
        .collect();
    let found: BTreeSet<Vec<String>> = circles(&sources()).into_iter().collect();
    let new: Vec<_> = found.difference(&allowed).collect();
    let gone: Vec<_> = allowed.difference(&found).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "files that need each other, in a circle: {new:#?}; off the list of those allowed: {gone:#?}"
    );
}

#[test]
fn circles_are_seen_however_long() {
    let source = |name: &str, text: &str| Source {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let found = circles(&[
        source(
            "a/mod.rs",
            "mod one; mod two; pub mod three; pub use self::one::One;",
        ),
        source("a/one.rs", "use super::two::Two; use super::All;"),
        source("a/two.rs", "fn f() { crate::a::three::g() }"),
        source("a/three.rs", "use super::{one::{self, One}, four};"),
        source(
            "a/four.rs",
            "#[cfg(test)] mod tests { use super::super::three; }",
        ),
        source("b/mod.rs", "mod one;"),
        source("b/one.rs", "use super::two; use crate::a::one;"),
        source("b/one/tests.rs", "use crate::b::one;"),
    ]);
    assert_eq!(found, [["a::one", "a::three", "a::two"]]);
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
        assert_eq!(
            root_uses(&tokens(code), &["own", "file"]),
            expected,
            "{code}"
        );
    }
    assert_eq!(
        paths_from(
            &tokens("use std::{fs::File, io}; std::thread::spawn()"),
            "std"
        ),
        ["fs", "io", "thread"]
    );
}

/// The files that need each other, directly or by others, each such set once; those of tests are left out, and so is
/// what a module needs of its own and they of it.
fn circles(sources: &[Source]) -> Vec<Vec<String>> {
    let files: BTreeMap<String, &Source> = (sources.iter())
        .filter(|source| source.module().is_some())
        .map(|source| (source.path().join("::"), source))
        .collect();
    let within = |inner: &str, outer: &str| {
        (inner.strip_prefix(outer)).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    let needs: BTreeMap<&str, BTreeSet<&str>> = (files.iter())
        .map(|(own, source)| {
            let paths = used(&tokens(&source.text), &source.path());
            let needed = paths.iter().filter_map(|path| {
                let longest = (1..=path.len())
                    .rev()
                    .map(|length| path[..length].join("::"));
                let mut known = longest.filter_map(|path| files.get_key_value(&path));
                known.next().map(|(name, _)| name.as_str())
            });
            let others = needed.filter(|name| !within(name, own) && !within(own, name));
            (own.as_str(), others.collect())
        })
        .collect();
    let reached: BTreeMap<&str, BTreeSet<&str>> = (needs.keys())
        .map(|&from| {
            let mut reached = BTreeSet::new();
            let mut open = vec![from];
            while let Some(name) = open.pop() {
                open.extend(needs[name].iter().filter(|&&next| reached.insert(next)));
            }
            (from, reached)
        })
        .collect();
    let circles: BTreeSet<Vec<String>> = (reached.iter())
        .filter(|(from, reached)| reached.contains(*from))
        .map(|(from, all)| {
            let back = all.iter().filter(|to| reached[**to].contains(from));
            back.map(|&name| name.to_owned()).collect()
        })
        .collect();
    circles.into_iter().collect()
}

fn layer(module: &str) -> Option<u8> {
    LAYERS
        .iter()
        .find(|&&(name, _)| name == module)
        .map(|&(_, layer)| layer)
}
