//! Folders of articles as a user has them: what the pages of a corpus have in common is left out of
//! each, the list and the reader agree, and an encoding can be chosen.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;
use std::time::Duration;

use rassegna::actors::dictionary::Dictionary;
use rassegna::corpus::load::{Inputs, Loaded, MAX_BYTES, load};
use rassegna::index::build::{self, Cataloguer, News};
use rassegna::index::catalogue::Catalogue;
use rassegna::index::library::Library;

/// What a page says of itself, over and under its article.
const OVER: &str = "Il Corriere della Valle\n\nMeteo e webcam\n\n";
const UNDER: &str = "\n\nTutte le notizie di giugno\n\nCronache dal fondovalle";

/// An article that has nothing in common with the others but the page around it.
fn article(number: usize) -> String {
    format!(
        "{OVER}Vuotata la diga numero {number}0{number}\n\nLa diga di Valbona {number} è vuota. I tecnici ci hanno \
         trovato {number} camion.\n\nChe cosa cambia\n\nNessuno sa di chi fossero.{UNDER}"
    )
}

fn folder(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (number, name) in names.iter().enumerate() {
        fs::write(folder.path().join(name), article(number)).unwrap();
    }
    folder
}

fn inputs(folder: &Path) -> Inputs {
    Inputs {
        paths: vec![folder.to_owned()],
        ..Inputs::default()
    }
}

fn library() -> Library {
    Library::new(Arc::new(Dictionary::with_user(&[]).0), MAX_BYTES, 0)
}

/// The text of each article, which is the one that is listed.
fn texts(catalogue: &Catalogue, library: &Library) -> Vec<String> {
    let read = |listed: rassegna::index::Entry<'_>| {
        let article = library.open(&listed.head()).unwrap().article.clone();
        assert_eq!(article.head.hash, listed.hash(), "{}", article.text);
        assert_eq!(article.head.title, listed.title());
        article.text.clone()
    };
    catalogue.entries.iter().map(read).collect()
}

fn expected(number: usize) -> String {
    format!(
        "Vuotata la diga numero {number}0{number}\n\nLa diga di Valbona {number} è vuota. I tecnici ci hanno trovato \
         {number} camion.\n\nChe cosa cambia\n\nNessuno sa di chi fossero."
    )
}

#[test]
fn what_all_pages_have_in_common_is_left_out_of_the_first_ones_too() {
    for names in [
        ["a.txt", "b.txt", "c.txt", "d.txt"],
        ["d.txt", "b.txt", "a.txt", "c.txt"],
    ] {
        let folder = folder(&names);
        let library = library();
        let catalogue = build::whole(&inputs(folder.path()), &library);
        let mut wanted: Vec<_> = names.iter().enumerate().collect();
        wanted.sort_by_key(|(_, name)| **name);
        let wanted: Vec<String> = wanted.iter().map(|(number, _)| expected(*number)).collect();
        assert_eq!(texts(&catalogue, &library), wanted);
    }
}

#[test]
fn what_two_pages_have_in_common_stays() {
    let folder = folder(&["a.txt", "b.txt"]);
    let library = library();
    let catalogue = build::whole(&inputs(folder.path()), &library);
    for text in texts(&catalogue, &library) {
        assert!(
            text.starts_with("Il Corriere") && text.ends_with("fondovalle"),
            "{text}"
        );
    }
}

#[test]
fn a_file_that_comes_later_shows_what_the_others_have_in_common_with_it() {
    let folder = folder(&["a.txt", "b.txt"]);
    let library = library();
    let mut cataloguer = Cataloguer::new(inputs(folder.path()));
    let go_on = AtomicBool::new(false);
    let mut whole = None;
    let mut tell = |news| {
        if let News::Catalogue(catalogue, true) = news {
            whole = Some(catalogue);
        }
    };
    cataloguer.read(&library, &go_on, &mut tell);
    fs::write(folder.path().join("c.txt"), article(2)).unwrap();
    let renewal = cataloguer.renew(&library, &[], &go_on, &mut tell);
    assert_eq!((renewal.added, renewal.changed, renewal.gone), (1, 2, 0));
    let wanted: Vec<String> = (0..3).map(expected).collect();
    assert_eq!(texts(&whole.unwrap(), &library), wanted);
}

#[test]
fn copies_stay_copies_where_lines_are_left_out() {
    let folder = folder(&["a.txt", "b.txt", "c.txt"]);
    for copy in ["a-copy.txt", "d.txt"] {
        fs::write(folder.path().join(copy), article(0)).unwrap();
    }
    let library = library();
    let catalogue = build::whole(&inputs(folder.path()), &library);
    let wanted: Vec<String> = (0..3).map(expected).collect();
    assert_eq!(texts(&catalogue, &library), wanted);
    let first = catalogue.entries.first().unwrap();
    assert_eq!(catalogue.also(first.id()).len(), 2);
}

fn run(arguments: &[&str], file: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rassegna"))
        .args(arguments)
        .arg(file)
        .env_clear()
        .env("HOME", file.parent().unwrap())
        .output()
        .unwrap()
}

#[test]
fn x3_an_encoding_can_be_chosen_where_a_file_declares_none() {
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("a.txt");
    // «Żółta łódź», which is other letters in the encoding that is guessed.
    fs::write(&plain, b"\xaf\xf3\xb3ta \xb3\xf3d\xbc. Pada deszcz.").unwrap();
    let guessed = run(&["show"], &plain);
    let told = String::from_utf8_lossy(&guessed.stdout).into_owned();
    assert!(
        told.contains("Encoding: ") && told.contains("a guess"),
        "{told}"
    );
    let chosen = run(&["--encoding", "iso-8859-2", "show"], &plain);
    let told = String::from_utf8_lossy(&chosen.stdout).into_owned();
    assert!(
        told.contains("łódź") && told.contains("Encoding: ISO-8859-2, as --encoding says"),
        "{told}"
    );
    let json = run(&["--encoding", "iso-8859-2", "show", "--json"], &plain);
    assert!(String::from_utf8_lossy(&json.stdout).contains("\"encoding\":\"ISO-8859-2\""));

    let page = folder.path().join("b.html");
    fs::write(&page, b"<html><head><meta charset=iso-8859-1><title>Caff\xe8</title></head><body><p>Il caff\xe8 \xe8 caldo.</p></body></html>").unwrap();
    let declared = run(&["--encoding", "koi8-r", "show"], &page);
    let told = String::from_utf8_lossy(&declared.stdout).into_owned();
    assert!(told.contains("Il caffè è caldo."), "{told}");

    let wrong = run(&["--encoding", "klingon", "list"], &page);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("no encoding is called so"));
}

#[test]
fn a_standard_input_that_never_ends_holds_up_no_file() {
    const INSIDE: &str = "RASSEGNA_TEST_WITH_AN_OPEN_INPUT";
    const NAME: &str = "a_standard_input_that_never_ends_holds_up_no_file";
    if std::env::var_os(INSIDE).is_none() {
        // Standard input belongs to the whole process.
        let mut inside = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", NAME])
            .env(INSIDE, "1")
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let input = inside.stdin.take();
        assert!(inside.wait().unwrap().success());
        drop(input);
        return;
    }
    let names: Vec<String> = (10..60).map(|number| format!("{number}.txt")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let folder = folder(&names);
    let inputs = Inputs {
        paths: vec![folder.path().to_owned(), "-".into()],
        ..Inputs::default()
    };
    let (sender, articles) = mpsc::channel();
    std::thread::spawn(move || {
        load(&inputs, &AtomicBool::new(false), &mut |loaded| {
            if let Loaded::Article(article) = loaded {
                sender.send(article.head.path).unwrap();
            }
        });
    });
    for name in names {
        let path = articles.recv_timeout(Duration::from_secs(20)).unwrap();
        assert!(path.ends_with(name), "{path}");
    }
}
