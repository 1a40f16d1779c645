//! The real program in a real pseudo-terminal, as a user has it: open, move, search, keep a
//! passage, leave, come back. What each screen shows in detail is for `screens.rs`.

#[path = "support/files.rs"]
mod files;
mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use files::wait_until;
use rustix::process::Signal;
use support::pty::{Home, Program, Session};

fn start(home: &Home, columns: u16, rows: u16) -> Session {
    Program::new(env!("CARGO_BIN_EXE_rassegna"), home).start(columns, rows)
}

#[test]
fn a_passage_kept_in_one_session_is_there_in_the_next() {
    let home = Home::new();
    let mut session = start(&home, 120, 35);
    session.wait_for("5 articles");
    session.wait_for("Shoigu di nuovo da Kim");
    session.keys("/duma");
    session.wait_for("1 of 5 articles");
    session.keys("\r");
    session.wait_for("hit 1 of");
    session.keys("2vb");
    session.wait_for("New bookmark");
    session.keys("da rileggere\tduma\x13");
    session.wait_for("Bookmark saved");
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
    assert_eq!(session.left().switched_on, "");

    let mut session = start(&home, 80, 24);
    session.wait_for("5 articles");
    session.keys("B");
    session.wait_for("da rileggere");
    session.keys("\r");
    session.wait_for("Reader");
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn b7_what_another_window_keeps_appears_without_a_restart() {
    let home = Home::new();
    let mut one = start(&home, 100, 30);
    one.wait_for(" words");
    one.keys("B");
    one.wait_for("Nothing is kept yet");
    let mut two = start(&home, 100, 30);
    two.wait_for(" words");
    let mut keep = |note: &str| {
        two.keys("2b");
        two.wait_for("New bookmark");
        two.keys(note);
        two.keys("\x13");
        two.wait_for("Bookmark saved");
        two.keys("jjjjj");
        two.wait_while("Bookmark saved");
    };
    keep("dalla seconda");
    // The user comes back to the first window, where the list is open.
    one.keys("\x1b[I");
    one.wait_for("dalla seconda");
    one.keys("\x1b");
    one.wait_while("dalla seconda");
    keep("ancora dalla seconda");
    one.keys("B");
    one.wait_for("ancora dalla seconda");
}

#[test]
fn what_the_user_keeps_is_private() {
    let home = Home::new();
    let mut session = start(&home, 100, 30);
    session.wait_for(" words");
    session.keys("2b");
    session.wait_for("New bookmark");
    session.keys("mio\x13");
    session.wait_for("Bookmark saved");
    session.keys("q");
    session.wait_exit();
    let data = home.path().join(".local/share/rassegna");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    let mut files = 0;
    for entry in fs::read_dir(data.join("bookmarks")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            assert_eq!(mode(&path), 0o600, "{}", path.display());
            files += 1;
        }
    }
    assert!(files > 0);
}

#[test]
fn a_half_typed_note_survives_the_death_of_the_program() {
    let home = Home::new();
    let mut session = start(&home, 100, 30);
    session.wait_for(" words");
    session.keys("2b");
    session.wait_for("New bookmark");
    session.keys("non ancora finita");
    session.wait_for("non ancora finita");
    let drafts = home.path().join(".local/share/rassegna/bookmarks/drafts");
    let is_kept = || {
        let Ok(entries) = fs::read_dir(&drafts) else {
            return false;
        };
        entries
            .flatten()
            .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
            .filter_map(|entry| fs::read_to_string(entry.path()).ok())
            .any(|text| text.contains("non ancora finita"))
    };
    wait_until(home.path(), is_kept);
    session.signal(Signal::KILL);
    session.wait_exit();

    let mut session = start(&home, 100, 30);
    session.wait_for("non ancora finita");
    session.keys("B");
    session.wait_for("1 not finished");
    session.keys("\r");
    session.wait_for("New bookmark");
    session.keys("\x13");
    session.wait_for("Bookmark saved");
    session.keys("Bq");
    session.wait_exit();
}

#[test]
fn a_terminal_of_any_size_will_do() {
    let home = Home::new();
    let mut session = start(&home, 60, 20);
    session.wait_for("1 Documents");
    for (columns, rows) in [(200, 60), (20, 5), (1, 1), (80, 24)] {
        session.resize(columns, rows);
    }
    session.wait_for("5 articles");
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn without_a_home_it_reads_and_says_that_nothing_is_kept() {
    let home = Home::new();
    let mut session = Program::new(env!("CARGO_BIN_EXE_rassegna"), &home)
        .env("HOME", "")
        .start(100, 30);
    session.wait_for(" words");
    session.keys("!");
    session.wait_for("HOME");
    session.keys("q");
    session.keys("2b");
    session.wait_for("New bookmark");
    session.keys("\x13");
    session.wait_for("Not saved");
    session.keys("\x1b");
    session.wait_while("New bookmark");
    session.wait_for("there is no folder for bookmarks (see");
    session.keys("q");
    session.wait_for("leaves without it");
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn a_hostile_article_cannot_speak_to_the_terminal() {
    let home = Home::new();
    let folder = home.path().join("articles");
    fs::create_dir(&folder).unwrap();
    let hostile = "# Tit\u{1b}]0;owned\u{7}olo\n\nA \u{1b}[31mred\u{1b}[0m \u{9b}2J b\u{202e}c.\n";
    fs::write(folder.join("evil\u{1b}[2J.md"), hostile).unwrap();
    let mut session = Program::new(env!("CARGO_BIN_EXE_rassegna"), &home)
        .arg(folder.to_str().unwrap())
        .start(100, 30);
    session.wait_for("Tit␛]0;owned␇olo");
    session.keys("q");
    session.wait_exit();
    for sequence in ["\u{1b}]0;owned", "\u{1b}[31mred", "\u{9b}", "\u{202e}"] {
        assert_eq!(
            session.count_written(sequence.as_bytes()),
            0,
            "{sequence:?} was passed on"
        );
    }
}

#[test]
fn what_the_editor_changed_is_on_the_screen_when_it_ends() {
    let home = Home::new();
    let article = home.path().join("pezzo.txt");
    fs::write(&article, "Il ponte\n\nIl ponte resta chiuso.\n").unwrap();
    let editor = home.path().join("editor");
    fs::write(&editor, "#!/bin/sh\nsed -i s/chiuso/aperto/ \"$1\"\n").unwrap();
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o700)).unwrap();
    let mut session = Program::new(env!("CARGO_BIN_EXE_rassegna"), &home)
        .arg(&article)
        .env("EDITOR", &editor)
        .start(120, 35);
    session.wait_for("resta chiuso");
    session.keys("2e");
    session.wait_for("resta aperto");
    session.wait_for("Read again: 1 changed article");
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn hits_are_gone_through_from_article_to_article_and_around_the_end() {
    let home = Home::new();
    let mut session = start(&home, 120, 35);
    session.wait_for("5 articles");
    session.keys("/vladivostok\r2");
    session.wait_for("hit 1 of 3");
    // Each key waits for what the one before it did.
    for (key, seen) in [
        ("n", "hit 2 of 3"),
        ("n", "hit 3 of 3"),
        ("n", "hit 1 of 1"),
        ("n", "That was the last hit; n again goes to the first"),
        ("n", "hit 1 of 3"),
        ("N", "That was the first hit; N again goes to the last"),
        ("N", "hit 1 of 1"),
        ("N", "hit 3 of 3"),
    ] {
        session.keys(key);
        session.wait_for(seen);
    }
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn what_the_user_has_set_counts_and_a_mistake_in_it_is_told() {
    let home = Home::new();
    let config = home.path().join(".config/rassegna");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.toml"), "column = 40\ncolumm = 3\n").unwrap();
    fs::write(
        config.join("keys.toml"),
        "help = [\"f1\"]\nquit = [\"ctrl-q\"]\n",
    )
    .unwrap();
    let mut session = start(&home, 160, 45);
    session.wait_for("5 articles");
    session.wait_for("column is near");
    // The key that was chosen opens the help, and the footer knows the other.
    session.keys("\x1bOP");
    session.wait_for("Everywhere");
    session.keys("\x1b");
    session.wait_for("ctrl-q quit");
    session.keys("\x11");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn the_article_that_is_asked_for_is_open_first() {
    let home = Home::new();
    let listed = std::process::Command::new(env!("CARGO_BIN_EXE_rassegna"))
        .args(["list", "--json"])
        .env("HOME", home.path())
        .output()
        .unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let oldest = listed
        .lines()
        .find(|line| line.contains("2023-09-06"))
        .unwrap();
    let oldest: serde_json::Value = serde_json::from_str(oldest).unwrap();
    let id = oldest["article"].as_str().unwrap();
    let program = || Program::new(env!("CARGO_BIN_EXE_rassegna"), &home).arg("--article");
    let mut session = program().arg(id.get(..6).unwrap()).start(120, 35);
    session.wait_for("Kim Jong Un si prepara a partire");
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
    let mut session = program().arg("0000").start(120, 35);
    session.wait_for("There is no article whose id begins with 0000");
    session.keys("q");
    session.wait_exit();
    let mut session = program().arg("dopo").start(120, 35);
    assert_eq!(session.wait_exit().exit_code(), 2);
}

#[test]
fn a_lens_is_found_again_by_its_name_and_among_those_used_before() {
    let home = Home::new();
    let mut session = start(&home, 120, 35);
    session.wait_for("5 articles");
    session.keys("/duma published:2024\r");
    session.wait_for("1 of 5 articles");
    session.keys("W");
    session.wait_for("Keep the lens as:");
    session.keys("La ratifica\r");
    session.wait_for("Lens kept as “La ratifica”");
    session.keys("X");
    session.wait_for("5 articles");
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);

    let mut session = start(&home, 120, 35);
    session.wait_for("5 articles");
    session.keys("/\x1b[A");
    session.wait_for("/ duma published:2024");
    session.keys("\x1b");
    session.wait_for("everything");
    session.keys("\x10ratifica");
    session.wait_for("La ratifica");
    session.keys("\r");
    session.wait_for("1 of 5 articles");
    session.keys("\x10la ratif\x18");
    session.wait_for("is forgotten");
    session.keys("\x03");
    session.wait_exit();

    let mut session = start(&home, 120, 35);
    session.wait_for("5 articles");
    session.keys("\x10'la ratifica");
    session.wait_for("Nothing of that name");
    session.keys("\x03");
    session.wait_exit();
}

#[test]
fn a_correction_is_kept_privately_counts_at_once_and_in_the_next_session() {
    let home = Home::new();
    let config = home.path().join(".config/rassegna");
    fs::create_dir_all(&config).unwrap();
    let file = config.join("actors.toml");
    fs::write(&file, "# my own\n[people] # mine\n").unwrap();
    let mut session = start(&home, 120, 35);
    session.wait_for("29 events");
    session.keys("a/shoigu\t");
    session.wait_for("Sergei Shoigu");
    session.keys("r");
    session.wait_for("The name to show for");
    session.keys("\x15Il Ministro\r");
    session.wait_for("Kept: Sergei Shoigu is shown as");
    session.wait_for("person       Il Ministro");
    session.keys("qq");
    session.wait_exit();
    let kept = fs::read_to_string(&file).unwrap();
    assert_eq!(
        kept,
        "# my own\n[people] # mine\nsergei-shoigu = { show = \"Il Ministro\" }\n"
    );
    let mode = fs::metadata(&file).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);

    // A file with a mistake is told with its line, and never written over.
    fs::write(&file, "[people]\nx = 3 3\n").unwrap();
    let mut session = start(&home, 120, 35);
    session.wait_for("29 events");
    session.wait_for("actors.toml:2");
    session.keys("a/shoigu\td");
    session.wait_for("Not kept: actors.toml:2");
    session.keys("qq");
    session.wait_exit();
    assert_eq!(fs::read_to_string(&file).unwrap(), "[people]\nx = 3 3\n");

    // One that the rest of the file survives is told once, and does not hide what is kept.
    fs::write(
        &file,
        "[people]\nx = { name = \"X Y\", kind = \"stone\" }\n",
    )
    .unwrap();
    let mut session = start(&home, 120, 35);
    session.wait_for("29 events");
    session.wait_for("actors.toml:2");
    session.keys("a/shoigu\td");
    session.wait_for("Kept: Sergei Shoigu is no actor");
    session.keys("qq");
    session.wait_exit();
}

#[test]
fn files_of_actors_that_change_on_disk_count_at_once() {
    let home = Home::new();
    let folder = home.path().join("articoli");
    fs::create_dir(&folder).unwrap();
    let text = "# La diga\n\nNella valle di Sotto la diga cede, dice Anna Bonetti.\n";
    fs::write(folder.join("a.md"), text).unwrap();
    let config = home.path().join(".config/rassegna");
    fs::create_dir_all(&config).unwrap();
    let beside = folder.join("actors.toml");
    let mut session = Program::new(env!("CARGO_BIN_EXE_rassegna"), &home)
        .arg(&folder)
        .start(120, 35);
    session.wait_for("Anna Bonetti");
    session.keys("a");
    session.wait_for("person       Anna Bonetti");
    let row = "[people]\nanna-bonetti = { kind = \"weapon\" }\n";
    fs::write(&beside, row).unwrap();
    session.wait_for("weapon       Anna Bonetti");
    fs::write(config.join("actors.toml"), "watch = [\"diga\"]\n").unwrap();
    session.wait_for("word         diga");
    session.keys("qq");
    session.wait_exit();

    let mut session = Program::new(env!("CARGO_BIN_EXE_rassegna"), &home)
        .arg("--no-watch")
        .arg(&folder)
        .start(120, 35);
    session.wait_for("Anna Bonetti");
    session.keys("a");
    session.wait_for("weapon       Anna Bonetti");
    session.keys("q");
    fs::remove_file(&beside).unwrap();
    session.keys("R");
    session.wait_for("Read again");
    session.keys("a");
    session.wait_for("person       Anna Bonetti");
    session.keys("qq");
    session.wait_exit();
}

#[test]
fn a_file_of_actors_that_is_a_link_counts_at_once() {
    let home = Home::new();
    let folder = home.path().join("articoli");
    let dotfiles = home.path().join("dotfiles");
    let config = home.path().join(".config/rassegna");
    for folder in [&folder, &dotfiles, &config] {
        fs::create_dir_all(folder).unwrap();
    }
    let text = "# La diga\n\nNella valle di Sotto la diga cede, dice Anna Bonetti.\n";
    fs::write(folder.join("a.md"), text).unwrap();
    let real = dotfiles.join("actors.toml");
    fs::write(&real, "watch = [\"valle\"]\n").unwrap();
    std::os::unix::fs::symlink(&real, config.join("actors.toml")).unwrap();
    let mut session = Program::new(env!("CARGO_BIN_EXE_rassegna"), &home)
        .arg(&folder)
        .start(120, 35);
    session.wait_for("Anna Bonetti");
    session.keys("a");
    session.wait_for("word         valle");
    fs::write(&real, "watch = [\"diga\"]\n").unwrap();
    session.wait_for("word         diga");
    session.keys("qq");
    session.wait_exit();
}

#[test]
fn changes_in_the_folder_appear_by_themselves() {
    let home = Home::new();
    let folder = home.path().join("articoli");
    fs::create_dir(&folder).unwrap();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).unwrap();
    write("a.md", "# Il ponte\n\nIl ponte resta chiuso.\n");
    let mut session = Program::new(env!("CARGO_BIN_EXE_rassegna"), &home)
        .arg(&folder)
        .start(120, 35);
    session.wait_for("resta chiuso");
    session.wait_for("1 article");
    // Until the folder is watched a change is found as soon as it is.
    write("b.md", "# Il grano\n\nIl grano costa il doppio.\n");
    session.wait_for("2 articles");
    fs::create_dir(folder.join("altri")).unwrap();
    write("altri/c.md", "# La scuola\n\nLa scuola apre.\n");
    session.wait_for("3 articles");
    write("altri/d.md", "# La festa\n\nLa festa comincia.\n");
    session.wait_for("4 articles");
    write("a.md", "# Il ponte\n\nIl ponte torna aperto.\n");
    session.wait_for("torna aperto");
    fs::remove_dir_all(&folder).unwrap();
    session.wait_for("is gone: press R when it is back");
    session.wait_for("torna aperto");
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn a_file_that_was_named_is_watched_though_another_takes_its_place() {
    let home = Home::new();
    let article = home.path().join("pezzo.txt");
    fs::write(&article, "Il ponte\n\nIl ponte resta chiuso.\n").unwrap();
    let mut session = Program::new(env!("CARGO_BIN_EXE_rassegna"), &home)
        .arg(&article)
        .start(120, 35);
    session.wait_for("resta chiuso");
    let other = home.path().join("altro.tmp");
    fs::write(&other, "Il ponte\n\nIl ponte torna aperto.\n").unwrap();
    fs::rename(&other, &article).unwrap();
    session.wait_for("torna aperto");
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn unwatched_files_are_read_again_when_asked_to() {
    let home = Home::new();
    let article = home.path().join("pezzo.txt");
    fs::write(&article, "Il ponte\n\nIl ponte resta chiuso.\n").unwrap();
    let mut session = Program::new(env!("CARGO_BIN_EXE_rassegna"), &home)
        .arg("--no-watch")
        .arg(&article)
        .start(120, 35);
    session.wait_for("resta chiuso");
    session.wait_for(" words");
    fs::write(&article, "Il ponte\n\nIl ponte torna aperto.\n").unwrap();
    session.keys("R");
    session.wait_for("Read again: 1 changed article");
    session.wait_for("torna aperto");
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
}
