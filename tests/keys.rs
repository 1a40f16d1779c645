//! The table of actions, the keymap and the README say the same.

use rassegna::app::action::{ACTIONS, Context};
use rassegna::app::keymap::{Keymap, Lookup};

/// The part of the README that is made from the table.
fn keys_in_readme() -> String {
    let keymap = Keymap::default();
    let mut text = String::new();
    for context in Context::ALL {
        text.push_str(&format!(
            "\n**{}**\n\n| keys | action |\n|---|---|\n",
            context.title()
        ));
        for info in ACTIONS.iter().filter(|info| info.context == context) {
            let keys: Vec<String> = keymap
                .keys_of(info.action)
                .iter()
                .map(|keys| format!("`{keys}`"))
                .collect();
            let keys = if keys.is_empty() {
                format!("`:`{}", info.name)
            } else {
                keys.join(" ")
            };
            text.push_str(&format!("| {keys} | {} |\n", info.doc));
        }
    }
    text.push('\n');
    text
}

#[test]
fn the_readme_lists_the_keys_of_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once("<!-- keys: begin").unwrap();
    let (mark, rest) = rest.split_once("-->\n").unwrap();
    let (listed, after) = rest.split_once("<!-- keys: end -->").unwrap();
    let wanted = keys_in_readme();
    if std::env::var_os("UPDATE_README").is_some() {
        let readme =
            format!("{before}<!-- keys: begin{mark}-->\n{wanted}<!-- keys: end -->{after}");
        std::fs::write(path, readme).unwrap();
    } else {
        assert_eq!(listed, wanted, "run UPDATE_README=1 cargo test --test keys");
    }
}

#[test]
fn every_default_key_leads_to_its_action() {
    let keymap = Keymap::default();
    for info in ACTIONS {
        for keys in info.keys {
            let keys: Vec<_> = keys
                .split_whitespace()
                .map(|key| key.parse().unwrap())
                .collect();
            assert_eq!(
                keymap.lookup(info.context, &keys),
                Lookup::Found(info.action),
                "{}",
                info.name
            );
        }
    }
}

#[test]
fn every_action_can_be_reached() {
    let keymap = Keymap::default();
    for info in ACTIONS {
        let reachable = !keymap.keys_of(info.action).is_empty() || info.context.is_command();
        assert!(reachable, "{} has neither key nor command", info.name);
    }
}
