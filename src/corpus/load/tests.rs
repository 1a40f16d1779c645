//! Loading from real folders: what is opened, what is told, in which order. What becomes of a text is in
//! `texts`, of archives in `packed`, of lines that recur in `recurring`.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::sync::Arc;

use proptest::prelude::*;
use rustix::fs::{FileType, Mode};

use super::*;
use crate::corpus::{ArticleId, BlockKind, DateSource, Origin, Statement, container};

mod packed;
mod recurring;
mod texts;

fn all(inputs: &Inputs) -> (Vec<Article>, Vec<LoadProblem>) {
    let (mut articles, mut problems) = (Vec::new(), Vec::new());
    load(
        inputs,
        &AtomicBool::new(false),
        &mut |loaded| match loaded {
            Loaded::Article(article) => articles.push(*article),
            Loaded::Problem(problem) => problems.push(problem),
        },
    );
    (articles, problems)
}

fn open(paths: &[&Path]) -> (Vec<Article>, Vec<LoadProblem>) {
    all(&Inputs {
        paths: paths.iter().map(|path| path.to_path_buf()).collect(),
        ..Inputs::default()
    })
}

fn body(article: &Article) -> &str {
    article.text.get(article.body..).unwrap()
}

#[test]
fn f1_only_regular_files_are_opened() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("x.md"), "Fuori.").unwrap();
    fs::write(at("a.md"), "Un testo.").unwrap();
    fs::create_dir(at("vuota")).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        at("fifo.md"),
        FileType::Fifo,
        Mode::from_raw_mode(0o644),
        0,
    )
    .unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.md")).unwrap();
    symlink("a.md", at("again.md")).unwrap();
    symlink(".", at("loop")).unwrap();
    symlink("self.md", at("self.md")).unwrap();
    symlink("nothing.md", at("dangling.md")).unwrap();
    symlink(outside.path().join("x.md"), at("outside.md")).unwrap();
    symlink("fifo.md", at("to-fifo.md")).unwrap();
    symlink("/dev/zero", at("zero.md")).unwrap();
    let (articles, problems) = open(&[folder.path()]);
    let told: Vec<_> = problems
        .iter()
        .map(|problem| {
            (
                problem.path.rsplit('/').next().unwrap(),
                problem.reason.clone(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("dangling.md", LoadError::Link("leads nowhere")),
            ("fifo.md", LoadError::NotRegular("FIFO")),
            ("outside.md", LoadError::Link("leads out of the folder")),
            (
                "self.md",
                LoadError::Link("leads back to itself, or on through too many others"),
            ),
            ("socket.md", LoadError::NotRegular("socket")),
            (
                "to-fifo.md",
                LoadError::Link("leads to something that is no file")
            ),
            ("zero.md", LoadError::Link("leads out of the folder")),
        ]
    );
    assert_eq!(articles.len(), 1);
    // Named by the user, a link is followed, but still nothing is opened that is no file.
    let (articles, problems) = open(&[
        &at("outside.md"),
        &at("to-fifo.md"),
        &at("socket.md"),
        &at("zero.md"),
    ]);
    assert_eq!(articles.len(), 1);
    assert_eq!(
        problems
            .iter()
            .map(|problem| problem.reason.clone())
            .collect::<Vec<_>>(),
        [
            LoadError::NotRegular("FIFO"),
            LoadError::NotRegular("socket"),
            LoadError::NotRegular("device")
        ]
    );
}

#[test]
fn f3_what_cannot_be_read_is_told_and_the_rest_opens() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.md"), "Un testo.").unwrap();
    fs::write(at("b.md"), "").unwrap();
    fs::write(at("c.md"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    fs::write(at("d.css"), "p { }").unwrap();
    fs::write(at("e.md"), "x".repeat(2000)).unwrap();
    fs::write(at("f.md"), b"Perch\xc3\xa9 \xff no.").unwrap();
    fs::write(at("g.md"), "---\ntitle: a: b\n---\nTesto.").unwrap();
    fs::write(at(".hidden.md"), "Nascosto.").unwrap();
    fs::write(at("actors.toml"), "").unwrap();
    let inputs = Inputs {
        paths: vec![folder.path().to_owned(), at("missing"), at("a.md")],
        max_bytes: 1000,
        ..Inputs::default()
    };
    let (articles, problems) = all(&inputs);
    assert_eq!(articles.len(), 4);
    let blank = articles.get(1).unwrap();
    assert_eq!((blank.text.as_str(), blank.blocks.len()), ("b", 1));
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let expected = [
        ("b.md", "empty"),
        ("c.md", "not a text but an image"),
        ("d.css", "data or a program"),
        ("e.md", "larger than"),
        ("f.md", "1 place is not valid UTF-8"),
        ("g.md", "front matter, line 2"),
        ("missing", "no such file"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for (told, (name, reason)) in told.iter().zip(expected) {
        assert!(told.contains(name) && told.contains(reason), "{told}");
    }
    assert!(
        problems
            .iter()
            .filter(|problem| problem.reason.is_notice())
            .count()
            == 3
    );
    let (articles, _) = all(&Inputs {
        hidden: true,
        ..inputs
    });
    assert_eq!(articles.len(), 5);

    let empty = tempfile::tempdir().unwrap();
    let (_, problems) = open(&[empty.path()]);
    assert_eq!(problems.first().unwrap().reason, LoadError::NoArticles);
}

#[test]
fn f3_the_system_is_quoted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    fs::write(&path, "Un testo.").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&path).is_ok() {
        // A superuser reads everything.
        return;
    }
    let (_, problems) = open(&[folder.path()]);
    assert!(
        problems
            .first()
            .unwrap()
            .to_string()
            .ends_with("cannot be read: permission denied")
    );
}

#[test]
fn f5_names_are_exact_bytes_and_shown_clean() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        &b"caff\xe9\x1b[31m.md"[..],
        b"-rf.md",
        b"a\nb.md",
        "\u{202e}gnp.md".as_bytes(),
        "è.md".as_bytes(),
        "e\u{300}.md".as_bytes(),
    ] {
        fs::write(folder.path().join(OsStr::from_bytes(name)), "Un testo.").unwrap();
    }
    let (articles, problems) = open(&[folder.path()]);
    assert_eq!((articles.len(), problems.len()), (6, 0));
    let ids: HashSet<_> = articles.iter().map(|article| article.head.id).collect();
    assert_eq!(ids.len(), 6);
    for article in articles {
        assert!(!article.head.path.chars().any(char::is_control));
        assert_eq!(
            read(&article.head.origin, MAX_BYTES, &[], &Arc::default())
                .unwrap()
                .head
                .id,
            article.head.id
        );
    }
}

#[test]
fn names_and_order_do_not_depend_on_company() {
    let folder = tempfile::tempdir().unwrap();
    let paths: Vec<_> = (0..40)
        .map(|n| folder.path().join(format!("{n:02}.md")))
        .collect();
    for (n, path) in paths.iter().enumerate() {
        fs::write(path, format!("# Titolo {n}\n\nTesto.")).unwrap();
    }
    let (together, _) = open(&[folder.path()]);
    let titles: Vec<_> = together
        .iter()
        .map(|article| article.head.title.clone())
        .collect();
    assert_eq!(
        titles,
        (0..40).map(|n| format!("Titolo {n}")).collect::<Vec<_>>()
    );
    let (alone, _) = open(&[paths.get(7).unwrap()]);
    assert_eq!(
        alone.first().unwrap().head.id,
        together.get(7).unwrap().head.id
    );
    let (twice, _) = open(&[paths.get(7).unwrap(), folder.path(), folder.path()]);
    assert_eq!(twice.len(), 40);
    assert_eq!(
        twice.first().unwrap().head.id,
        alone.first().unwrap().head.id
    );
}

#[test]
fn cancelling_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..100 {
        fs::write(folder.path().join(format!("{n:03}.txt")), "Un testo.").unwrap();
    }
    let cancel = AtomicBool::new(false);
    let mut count = 0;
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    load(&inputs, &cancel, &mut |_| {
        count += 1;
        cancel.store(true, Ordering::Relaxed);
    });
    assert!((1..100).contains(&count), "{count}");
}

/// Raw text with everything in it that a terminal obeys or that cannot be seen.
fn raw() -> impl Strategy<Value = String> {
    "([a-zè]{1,6}[ .,\n]|\n\n|# |> |- |\\*|&#27;|&#x202e;|&zwj;|\\[a\\]\\(b\u{1b}c\\)|---\n|title: \"\\\\e\"\n|[\u{0}-\u{1f}]|[\u{7f}-\u{a0}]|[\u{2000}-\u{206f}]|\u{301}|\u{feff}|date 2023-09 ){0,40}"
}

proptest! {
    #[test]
    fn t1_no_string_of_an_article_holds_what_is_not_clean(text in raw(), markdown: bool) {
        let name = if markdown { "x.md" } else { "x.txt" };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, &text).unwrap();
        let (articles, problems) = open(&[&path]);
        let mut strings: Vec<String> = problems.iter().map(ToString::to_string).collect();
        for article in &articles {
            let head = &article.head;
            strings.extend([head.title.clone(), head.path.clone(), article.text.replace('\n', "")]);
            strings.extend([&head.source, &head.author, &head.url].into_iter().flatten().cloned());
            strings.extend(head.tags.iter().cloned());
            strings.extend(article.removed.iter().map(|text| text.replace('\n', "")));
            strings.extend(article.spans.iter().filter_map(|span| match &span.kind {
                crate::corpus::SpanKind::Link(target) => Some(target.clone()),
                _ => None,
            }));
            prop_assert!(!head.title.is_empty());
            let mut end = 0;
            for block in &article.blocks {
                prop_assert!(article.text.get(block.range.start..block.range.end).is_some());
                prop_assert!(block.range.start >= end && !block.range.is_empty());
                end = block.range.end;
            }
            prop_assert_eq!(end, article.text.len());
            prop_assert!(article.spans.is_sorted_by_key(|span| span.range.start));
        }
        for string in strings {
            prop_assert!(!string.chars().any(char::is_control), "{:?}", string);
            prop_assert_eq!(crate::text::clean::clean(&string).signs, 0);
        }
    }
}

#[test]
fn of_a_large_folder_it_is_told_early_about_how_many_files_there_are() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..9000 {
        fs::write(folder.path().join(format!("{number}.txt")), "Un testo.").unwrap();
    }
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    let (mut files, mut about) = (0, None);
    load_files(
        &inputs,
        None,
        &mut Recurring::default(),
        &AtomicBool::new(false),
        &mut |step| match step {
            Step::File(_) => files += 1,
            Step::About(count) => about = Some((count, files)),
            Step::Counted(count) => assert_eq!(count, 9000),
            _ => {}
        },
    );
    let (count, then) = about.expect("it is told");
    assert!(count == 9000 && then < 4500, "told after {then}");
}

#[test]
fn of_a_large_folder_something_is_shown_before_it_is_listed_whole() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..5000 {
        fs::write(folder.path().join(format!("{number}.txt")), "Un testo.").unwrap();
    }
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    let (mut early, mut files, mut counted) = (Vec::new(), Vec::new(), None);
    load_files(
        &inputs,
        None,
        &mut Recurring::default(),
        &AtomicBool::new(false),
        &mut |step| match step {
            Step::Early(articles) => {
                assert!(files.is_empty(), "before all others");
                early.extend(articles);
            }
            Step::File(file) => files.push(file),
            Step::Again(_) => panic!("nothing recurs"),
            Step::Folder(_) | Step::Waiting | Step::Noted(_) | Step::About(_) => {}
            Step::Counted(count) => counted = Some(count),
        },
    );
    assert!(!early.is_empty() && early.len() < 100);
    assert_eq!((files.len(), counted), (5000, Some(5000)));
    let ids = |file: &LoadedFile| match &file.content {
        Content::Read(articles, _) => articles.iter().map(|article| article.head.id).collect(),
        Content::Unchanged => Vec::new(),
    };
    let ids: HashSet<ArticleId> = files.iter().flat_map(ids).collect();
    assert!(
        early.iter().all(|article| ids.contains(&article.head.id)),
        "they come again"
    );
}
