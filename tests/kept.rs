//! What is kept of articles from one session to the next, with the real program: `rassegna index`,
//! and what becomes of its files when programs are killed, disks are full, or bytes are wrong (Z2).
//! That what is kept is what was read is for the tests beside `index::keeping`.

#[path = "support/files.rs"]
mod files;
mod support;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use files::wait_until;
use support::pty::{Home, Program};

const RASSEGNA: &str = env!("CARGO_BIN_EXE_rassegna");

/// A home with a folder of articles.
struct Place {
    home: Home,
    articles: PathBuf,
}

impl Place {
    fn new(articles: usize) -> Self {
        let home = Home::new();
        let folder = home.path().join("articoli");
        fs::create_dir(&folder).expect("a folder");
        let place = Self {
            home,
            articles: folder,
        };
        for number in 0..articles {
            let text = format!(
                "# Numero {number}\n\nIl 3 marzo 2023 il ministro Anna Rossi ha visto la città \
                 numero {number}.\n"
            );
            place.write(&format!("{number:04}.md"), &text);
        }
        place
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.articles.join(name);
        fs::write(&path, text).expect("a file");
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let file = fs::File::options().write(true).open(path).expect("it");
        file.set_modified(long_ago).expect("its time");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(RASSEGNA);
        command.env_clear().env("HOME", self.home.path());
        command.current_dir(self.home.path()).args(arguments);
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let output = self.command(arguments).output();
        output.expect("the program can be started")
    }

    /// What a command prints, which must say nothing beside it.
    fn printed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(said(&output), "", "{arguments:?}");
        String::from_utf8(output.stdout).expect("text")
    }

    /// The folder in which the corpus is kept.
    fn kept(&self) -> PathBuf {
        let corpora = self.home.path().join(".cache/rassegna/corpora");
        let mut entries = fs::read_dir(corpora).expect("it is kept");
        entries.next().expect("one").expect("it").path()
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_is_indexed_is_told_and_deleted_and_prints_the_same() {
    let place = Place::new(80);
    let list = ["list", "--json", "articoli"];
    let search = [
        "search",
        "citta actor:rossi date:2023",
        "--json",
        "articoli",
    ];
    let timeline = ["timeline", "--json", "articoli"];
    let actors = ["actors", "--json", "articoli"];
    let all = || [list.as_slice(), &search, &timeline, &actors].map(|line| place.printed(line));
    let before = all();
    assert_eq!(place.run(&["index", "--status"]).status.code(), Some(1));
    let told = place.printed(&["index", "articoli"]);
    assert!(told.starts_with("80 articles are kept in "), "{told}");
    assert_eq!(all(), before);
    let status = place.printed(&["index", "--status"]);
    assert!(status.contains("articoli  80 articles"), "{status}");
    place.write("0900.md", "# Un altro\n\nLa città.\n");
    assert_eq!(place.printed(&list).lines().count(), 81);
    assert!(place.printed(&["index", "--clear"]).contains("free again"));
    assert_eq!(place.run(&["index", "--status"]).status.code(), Some(1));
    assert_eq!(place.printed(&list).lines().count(), 81);
    // What needs none has none.
    assert_eq!(place.run(&["index"]).status.code(), Some(2));
    let one = place.printed(&["index", "articoli/0001.md"]);
    assert!(one.contains("nothing is kept"), "{one}");
}

#[test]
fn what_is_kept_is_told_as_data() {
    let place = Place::new(80);
    let line = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&place.printed(arguments)).expect("one line of JSON")
    };
    let made = line(&["index", "--json", "articoli"]);
    assert_eq!(made["articles"], 80);
    assert_eq!(made["usable"], true);
    let path = made["paths"][0].as_str().expect("a path");
    assert!(path.ends_with("/articoli"), "{path}");
    assert_eq!(line(&["index", "--status", "--json"]), made);
    let told = place.printed(&["index", "--status", "--json"]);
    let fields = ["paths", "articles", "bytes", "usable"];
    let stands = fields.map(|field| told.find(&format!("\"{field}\":")).expect(field));
    assert!(stands.is_sorted(), "{told}");
    assert_eq!(line(&["index", "--status", "--json", "articoli"]), made);
    let small = line(&["index", "--json", "articoli/0001.md"]);
    assert_eq!(
        (&small["articles"], &small["bytes"]),
        (&1.into(), &0.into())
    );
    assert_eq!(small["usable"], false);
    let cleared = line(&["index", "--clear", "--json"]);
    assert_eq!(cleared["bytes"], made["bytes"]);
    assert_eq!(cleared["usable"], false);
    let none = place.run(&["index", "--status", "--json"]);
    assert_eq!((none.status.code(), none.stdout.len()), (Some(1), 0));
}

#[test]
fn z2_a_program_that_is_killed_at_any_moment_leaves_what_can_be_used() {
    let place = Place::new(150);
    let wanted = place.printed(&["list", "--json", "articoli"]);
    for wait in (0..400).step_by(40) {
        let mut child = place
            .command(&["index", "articoli"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program can be started");
        // The moment is what is tried here, not what is waited for.
        std::thread::sleep(Duration::from_millis(wait));
        let _ended_before = child.kill();
        child.wait().expect("it ends");
        assert_eq!(place.printed(&["list", "--json", "articoli"]), wanted);
        // The next one is to write anew.
        place.write("0000.md", &format!("# Numero 0\n\nVolta {wait}.\n"));
        place.write(
            "0000.md",
            "# Numero 0\n\nIl 3 marzo 2023 il ministro Anna Rossi ha visto la città numero 0.\n",
        );
    }
    place.printed(&["index", "articoli"]);
    let left: Vec<String> = fs::read_dir(place.kept())
        .expect("it is kept")
        .map(|entry| {
            entry
                .expect("it")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name != "catalogue" && name != "lock")
        .collect();
    assert!(left.is_empty(), "nothing half written is left: {left:?}");
}

#[test]
fn z2_a_full_disk_keeps_what_was_kept_and_says_so_once() {
    let place = Place::new(80);
    place.printed(&["index", "articoli"]);
    let before = fs::read(place.kept().join("catalogue")).expect("it is kept");
    place.write("0900.md", "# Un altro\n\nLa città.\n");
    let limited = format!("trap '' XFSZ; ulimit -f 4; exec {RASSEGNA} index articoli");
    let output = Command::new("sh")
        .env_clear()
        .env("HOME", place.home.path())
        .current_dir(place.home.path())
        .args(["-c", &limited])
        .output()
        .expect("a shell");
    assert_eq!(output.status.code(), Some(2));
    let told = said(&output);
    assert!(told.contains("cannot be kept (File too large"), "{told}");
    let after = fs::read(place.kept().join("catalogue")).expect("it is kept");
    assert_eq!(before, after);
    assert_eq!(
        place
            .printed(&["list", "--json", "articoli"])
            .lines()
            .count(),
        81
    );
    // Where nothing was kept before, nothing is left of what was begun.
    place.printed(&["index", "--clear"]);
    let output = Command::new("sh")
        .env_clear()
        .env("HOME", place.home.path())
        .current_dir(place.home.path())
        .args(["-c", &limited])
        .output()
        .expect("a shell");
    assert_eq!(output.status.code(), Some(2));
    let corpora = place.home.path().join(".cache/rassegna/corpora");
    assert_eq!(fs::read_dir(corpora).expect("a folder").count(), 0);
}

#[test]
fn z2_damage_costs_one_line_and_prints_the_same() {
    let place = Place::new(80);
    let wanted = place.printed(&["list", "--json", "articoli"]);
    place.printed(&["index", "articoli"]);
    let catalogue = place.kept().join("catalogue");
    let mut bytes = fs::read(&catalogue).expect("it is kept");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&catalogue, bytes).expect("it can be written");
    let output = place.run(&["list", "--json", "articoli"]);
    assert_eq!(said(&output).lines().count(), 1, "{}", said(&output));
    assert_eq!(String::from_utf8_lossy(&output.stdout), wanted);
    // It was made anew, and says nothing more.
    assert_eq!(place.printed(&["list", "--json", "articoli"]), wanted);
}

#[test]
fn a_command_keeps_what_other_actors_made_it_recognise_anew() {
    let place = Place::new(80);
    let actors = ["actors", "--json", "articoli"];
    let before = place.printed(&actors);
    assert!(!place.home.path().join(".cache/rassegna").exists());
    place.printed(&["index", "articoli"]);
    let kept = || fs::read(place.kept().join("catalogue")).expect("it is kept");
    let indexed = kept();
    assert_eq!(place.printed(&actors), before);
    assert!(kept() == indexed, "what can be used is not written");
    let own = place.home.path().join(".config/rassegna");
    fs::create_dir_all(&own).expect("a folder");
    let text = "[people]\nanna-rossi-jr = { name = \"Anna Rossi\" }\n";
    fs::write(own.join("actors.toml"), text).expect("a file");
    let after = place.printed(&actors);
    assert!(after.contains("anna-rossi-jr"), "{after}");
    let anew = kept();
    assert!(anew != indexed, "what was made anew is kept");
    assert_eq!(place.printed(&actors), after);
    assert!(kept() == anew, "and read by the next");
}

#[test]
fn a_second_session_shows_the_articles_and_reads_what_is_new() {
    let place = Place::new(80);
    let start = || {
        Program::new(RASSEGNA, &place.home)
            .arg("articoli")
            .start(100, 30)
    };
    let mut session = start();
    session.wait_for("80 articles");
    // It is kept when everything is read, while the session goes on.
    let catalogue = || {
        let corpora = place.home.path().join(".cache/rassegna/corpora");
        let mut entries = fs::read_dir(corpora).into_iter().flatten().flatten();
        entries.any(|entry| entry.path().join("catalogue").exists())
    };
    wait_until(place.home.path(), catalogue);
    // Meanwhile another program reads, and does not write.
    let told = place.run(&["index", "articoli"]);
    assert!(matches!(told.status.code(), Some(0 | 2)), "{}", said(&told));
    assert_eq!(
        place
            .printed(&["list", "--json", "articoli"])
            .lines()
            .count(),
        80
    );
    session.keys("q");
    assert_eq!(session.wait_exit().exit_code(), 0);
    place.write("0900.md", "# Un altro\n\nLa città.\n");
    let mut session = start();
    session.wait_for("81 articles");
    session.keys("/altro");
    session.wait_for("1 of 81 articles");
    session.keys("\rq");
    assert_eq!(session.wait_exit().exit_code(), 0);
}

#[test]
fn a_folder_that_is_not_there_is_a_failure_of_the_index_as_of_the_list() {
    let place = Place::new(80);
    let listed = place.run(&["list", "manca"]);
    let indexed = place.run(&["index", "manca"]);
    assert_eq!(indexed.status.code(), Some(2));
    let why = said(&listed);
    let why = why.lines().next().expect("a message");
    assert!(said(&indexed).contains(why), "{}", said(&indexed));
    assert_eq!(String::from_utf8_lossy(&indexed.stdout), "");
    // What is there is kept all the same.
    let both = place.run(&["index", "articoli", "manca"]);
    assert_eq!(both.status.code(), Some(2));
    assert!(said(&both).contains("manca"), "{}", said(&both));
    let told = String::from_utf8_lossy(&both.stdout).into_owned();
    assert!(told.starts_with("80 articles are kept"), "{told}");
}

#[test]
fn a_folder_that_is_named_twice_is_one() {
    let place = Place::new(80);
    place.printed(&["index", "articoli"]);
    place.printed(&["index", "articoli", "./articoli"]);
    let status = place.printed(&["index", "--status"]);
    assert_eq!(status.lines().count(), 1, "{status}");
}
