//! Many programs, faults at every step, kills at every step, and damaged files.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::thread;

use tempfile::TempDir;

use super::super::disk::Step;
use super::super::testing::{article, keep};
use super::*;

fn folder() -> (TempDir, PathBuf) {
    let outer = TempDir::new().unwrap();
    let folder = outer.path().join("data/bookmarks");
    (outer, folder)
}

fn store(folder: &Path) -> Store {
    Store::open(folder).unwrap()
}

fn bookmark(note: &str) -> Bookmark {
    let article = article("Il patto", "I due paesi firmano. Poi basta.");
    let mut kept = keep(&article, "firmano.", 0);
    kept.note = note.into();
    // A second later than the one before, so that they sort as they were made.
    static MADE: AtomicI64 = AtomicI64::new(0);
    let later = MADE.fetch_add(1, Ordering::Relaxed);
    kept.id = BookmarkId::new(kept.created + jiff::SignedDuration::from_secs(later));
    kept
}

fn save(store: &Store, bookmark: &Bookmark) -> Bookmark {
    match store.save(bookmark).unwrap() {
        Saved::Written(saved) => saved,
        Saved::Both(copy) => panic!("kept beside another: {copy:?}"),
    }
}

/// The notes of what is kept; there must be no problem.
fn notes(folder: &Path) -> Vec<String> {
    let loaded = store(folder).load();
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    loaded.bookmarks.into_iter().map(|kept| kept.note).collect()
}

fn write_file(folder: &Path, name: &str, text: &[u8]) {
    fs::create_dir_all(folder).unwrap();
    fs::write(folder.join(name), text).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn keeps_changes_deletes_and_restores_across_restarts() {
    let (_outer, folder) = folder();
    assert!(store(&folder).load().bookmarks.is_empty());
    assert!(!folder.exists(), "looking must not make anything");
    let first = save(&store(&folder), &bookmark("uno"));
    let mut second = save(&store(&folder), &bookmark("due"));
    assert_eq!(notes(&folder), ["uno", "due"]);

    let running = store(&folder);
    second.annotate("due, riletto", &["t".into()], second.modified);
    let second = save(&running, &second);
    // Undo: the program saves what it had before, without reading the folder again.
    let mut undone = second.clone();
    undone.note = "due".into();
    save(&running, &undone);
    save(&running, &second);
    assert_eq!(notes(&folder), ["uno", "due, riletto"]);

    store(&folder).delete(&first.id).unwrap();
    assert_eq!(notes(&folder), ["due, riletto"]);
    assert_eq!(store(&folder).deleted(), std::slice::from_ref(&first));
    assert!(matches!(
        store(&folder).delete(&first.id),
        Err(StoreError::Missing(_))
    ));
    assert_eq!(store(&folder).restore(&first.id).unwrap(), first);
    assert!(matches!(
        store(&folder).restore(&first.id),
        Err(StoreError::Present(_))
    ));
    assert_eq!(notes(&folder), ["uno", "due, riletto"]);
    let loaded = store(&folder).load();
    assert_eq!(loaded.bookmarks, [first, second]);
}

#[test]
fn deleting_again_keeps_what_was_deleted_before() {
    let (_outer, folder) = folder();
    let store = store(&folder);
    let mut kept = save(&store, &bookmark("prima"));
    store.delete(&kept.id).unwrap();
    // Saving what another window deleted brings it back: an edit is never lost to a deletion.
    kept.annotate(
        "dopo",
        &[],
        kept.modified + jiff::SignedDuration::from_secs(1),
    );
    save(&store, &kept);
    store.delete(&kept.id).unwrap();
    assert_eq!(store.deleted().len(), 2);
    assert_eq!(store.restore(&kept.id).unwrap().note, "dopo");
    assert_eq!(store.deleted().len(), 1);
}

#[test]
fn files_are_private() {
    let (_outer, folder) = folder();
    let store = store(&folder);
    let kept = save(&store, &bookmark("uno"));
    store.save_draft(&kept).unwrap();
    for part in ["", "drafts"] {
        let part = folder.join(part);
        assert_eq!(mode(&part), 0o700, "{part:?}");
        for entry in fs::read_dir(&part).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                assert_eq!(mode(&path), 0o600, "{path:?}");
            }
        }
    }
    assert_eq!(mode(folder.parent().unwrap()), 0o700);
}

#[test]
fn a_bookmark_that_two_programs_change_is_kept_twice() {
    let (_outer, folder) = folder();
    let kept = save(&store(&folder), &bookmark("prima"));
    let (one, two) = (store(&folder), store(&folder));
    let mut theirs = one.load().bookmarks.remove(0);
    let mut ours = two.load().bookmarks.remove(0);
    theirs.annotate("loro", &[], kept.modified);
    ours.annotate("nostra", &[], kept.modified);
    save(&one, &theirs);
    let Saved::Both(copy) = two.save(&ours).unwrap() else {
        panic!("overwritten")
    };
    assert_ne!(copy.id, kept.id);
    let mut now = notes(&folder);
    now.sort();
    assert_eq!(now, ["loro", "nostra"]);
    // The same change twice is no conflict, and the copy can be changed in its turn.
    let mut same = ours.clone();
    same.note = "loro".into();
    save(&two, &same);
    let mut copy = copy;
    copy.annotate("nostra, poi", &[], kept.modified);
    save(&two, &copy);
    assert_eq!(notes(&folder).len(), 2);
}

#[test]
fn programs_that_write_at_once_lose_nothing() {
    let (_outer, folder) = folder();
    let shared = save(&store(&folder), &bookmark("tutti"));
    let done = AtomicUsize::new(0);
    thread::scope(|scope| {
        for program in 0..4 {
            let (folder, shared, done) = (&folder, &shared, &done);
            scope.spawn(move || {
                let store = store(folder);
                for i in 0..8 {
                    save(&store, &bookmark(&format!("{program}-{i}")));
                    let mut ours = shared.clone();
                    ours.note = format!("tutti {program}-{i}");
                    store.save(&ours).unwrap();
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    assert_eq!(done.into_inner(), 32);
    let notes = notes(&folder);
    for program in 0..4 {
        for i in 0..8 {
            let own = format!("{program}-{i}");
            assert!(notes.contains(&own), "{own} is lost");
        }
        assert!(notes.contains(&format!("tutti {program}-7")), "{notes:?}");
    }
}

#[test]
fn sees_what_other_programs_do() {
    let (_outer, folder) = folder();
    let ours = store(&folder);
    let mut stamp = ours.stamp();
    let mut changed = |what: &str| {
        assert!(ours.changed_since(stamp), "{what}");
        stamp = ours.stamp();
        assert!(!ours.changed_since(stamp), "{what}");
        ours.load().bookmarks.len()
    };
    let mut kept = save(&store(&folder), &bookmark("uno"));
    assert_eq!(changed("new"), 1);
    kept.note = "una".into();
    save(&store(&folder), &kept);
    assert_eq!(changed("changed"), 1);
    assert_eq!(ours.load().bookmarks.first().unwrap().note, "una");
    store(&folder).delete(&kept.id).unwrap();
    assert_eq!(changed("deleted"), 0);
}

/// A store that fails at its step number `at`, counted in `count`.
fn failing(folder: &Path, at: usize, kind: io::ErrorKind, count: &Arc<AtomicUsize>) -> Store {
    let mut store = store(folder);
    let count = Arc::clone(count);
    store.disk.before = Some(Box::new(move |_: Step| {
        if count.fetch_add(1, Ordering::Relaxed) == at {
            Err(kind.into())
        } else {
            Ok(())
        }
    }));
    store
}

#[test]
fn what_fails_at_any_step_is_said_and_loses_nothing() {
    for kind in [
        io::ErrorKind::StorageFull,
        io::ErrorKind::ReadOnlyFilesystem,
        io::ErrorKind::CrossesDevices,
        io::ErrorKind::Other,
    ] {
        for at in 0.. {
            let (_outer, folder) = folder();
            let mut kept = save(&store(&folder), &bookmark("prima"));
            let count = Arc::default();
            let store = failing(&folder, at, kind, &count);
            kept.note = "dopo".into();
            let saved = store.save(&kept);
            let fresh = bookmark("nuova");
            let new = store.save(&fresh);
            let deleted = store.delete(&kept.id);
            let failures = [saved.is_err(), new.is_err(), deleted.is_err()];
            let failed = failures.iter().filter(|&&failed| failed).count();
            if count.load(Ordering::Relaxed) <= at {
                assert_eq!(failed, 0);
                break;
            }
            assert_eq!(failed, 1, "step {at}");
            if let Err(error) = saved {
                assert!(error.to_string().starts_with("cannot write "), "{error}");
            }
            let loaded = self::store(&folder).load();
            assert!(
                loaded.problems.is_empty(),
                "step {at}: {:?}",
                loaded.problems
            );
            let gone = self::store(&folder).deleted();
            let all: Vec<&str> = loaded
                .bookmarks
                .iter()
                .chain(&gone)
                .map(|kept| kept.note.as_str())
                .collect();
            assert!(all.contains(&"prima") || all.contains(&"dopo"), "step {at}");
            assert!(new.is_err() || all.contains(&"nuova"), "step {at}");
        }
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn killed_at_any_step_it_starts_again_with_the_old_or_the_new() {
    let (outer, folder) = folder();
    let mut kept = save(&store(&folder), &bookmark("prima"));
    let steps = Arc::new(Mutex::new(Vec::new()));
    let mut running = store(&folder);
    let (root, of, log) = (outer.path().to_owned(), folder.clone(), Arc::clone(&steps));
    running.disk.before = Some(Box::new(move |step| {
        let mut log = log.lock().unwrap();
        copy_folder(&of, &root.join(format!("killed-{}", log.len())));
        log.push(step);
        Ok(())
    }));
    kept.note = "dopo".into();
    save(&running, &kept);
    let steps = steps.lock().unwrap().clone();
    let write = [
        Step::Create,
        Step::Write,
        Step::Sync,
        Step::Rename,
        Step::SyncFolder,
    ];
    assert_eq!(steps, write, "said to be saved only after all of them");
    for (i, step) in steps.iter().enumerate() {
        let killed = outer.path().join(format!("killed-{i}"));
        let expected = if *step == Step::SyncFolder {
            "dopo"
        } else {
            "prima"
        };
        assert_eq!(notes(&killed), [expected], "killed before {step:?}");
        // The next write tidies up.
        save(&store(&killed), &bookmark("poi"));
        assert_eq!(notes(&killed).len(), 2);
        let unfinished = fs::read_dir(&killed)
            .unwrap()
            .filter(|entry| {
                let name = entry.as_ref().unwrap().file_name();
                name.to_string_lossy().starts_with(UNFINISHED)
            })
            .count();
        assert_eq!(unfinished, 0);
    }
}

#[test]
fn what_is_in_the_way_is_said_in_plain_words() {
    let (outer, folder) = folder();
    fs::create_dir_all(folder.parent().unwrap()).unwrap();
    let said = |folder: &Path| match Store::open(folder) {
        Err(error) => error.to_string(),
        Ok(store) => store.save(&bookmark("n")).unwrap_err().to_string(),
    };
    fs::write(&folder, "a file").unwrap();
    assert!(
        said(&folder).ends_with("is not a folder: bookmarks cannot be kept there; move it away")
    );
    assert_eq!(fs::read(&folder).unwrap(), b"a file");
    assert!(said(&folder.join("below")).ends_with("a part of the path is not a folder"));
    fs::remove_file(&folder).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &folder,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR,
        0,
    )
    .unwrap();
    assert!(said(&folder).contains("is not a folder"));
    fs::remove_file(&folder).unwrap();
    symlink(outer.path().join("nowhere"), &folder).unwrap();
    assert!(said(&folder).ends_with("it is not there"));
    // The lock's place taken.
    fs::remove_file(&folder).unwrap();
    fs::create_dir_all(folder.join(LOCK)).unwrap();
    assert!(said(&folder).starts_with("cannot write "));
    // The bookmark's place taken.
    fs::remove_dir(folder.join(LOCK)).unwrap();
    let kept = bookmark("n");
    fs::create_dir(folder.join(default_name(&kept.id))).unwrap();
    let error = store(&folder).save(&kept).unwrap_err().to_string();
    assert!(error.ends_with("it is not a regular file"), "{error}");
}

#[test]
fn a_folder_that_forbids_writing_is_said_and_still_read() {
    let (_outer, folder) = folder();
    let kept = save(&store(&folder), &bookmark("prima"));
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).unwrap();
    // The system lets its administrator write everywhere.
    let administrator = fs::write(folder.join("probe"), "").is_ok();
    let mut changed = kept.clone();
    changed.note = "dopo".into();
    let saved = store(&folder).save(&changed);
    let deleted = store(&folder).delete(&kept.id);
    let notes_now = store(&folder).load().bookmarks.len();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    if administrator {
        assert!(saved.is_ok() && deleted.is_ok());
        return;
    }
    let error = saved.unwrap_err().to_string();
    assert!(error.contains("permission denied"), "{error}");
    assert!(deleted.is_err());
    assert_eq!(notes_now, 1);
    assert_eq!(notes(&folder), ["prima"]);
}

#[test]
fn a_program_that_holds_the_lock_is_waited_for_and_then_reported() {
    let (_outer, folder) = folder();
    save(&store(&folder), &bookmark("prima"));
    let lock = disk::lock(&folder.join(LOCK)).unwrap();
    let error = store(&folder).save(&bookmark("dopo")).unwrap_err();
    assert!(matches!(error, StoreError::Busy { .. }), "{error}");
    drop(lock);
    save(&store(&folder), &bookmark("dopo"));
    assert_eq!(notes(&folder).len(), 2);
}

#[test]
fn damaged_files_are_reported_once_shown_and_never_touched() {
    let (outer, folder) = folder();
    let good = save(&store(&folder), &bookmark("buona"));
    let text = file::write(&good);
    let newer = text
        .replace("version: 1", "version: 7")
        .replace(good.id.as_str(), "newer");
    let id = |name: &str| text.replace(good.id.as_str(), name);
    let cut: String = id("cut").chars().take(200).collect();
    let altered = id("altered").replace("buona", "ritoccata");
    write_file(&folder, "newer.md", newer.as_bytes());
    write_file(&folder, "cut.md", cut.as_bytes());
    write_file(&folder, "altered.md", altered.as_bytes());
    write_file(&folder, "empty.md", b"");
    write_file(&folder, "binary.md", &[0xff, 0xfe, 0, 1]);
    write_file(&folder, "notes.txt", b"not ours");
    write_file(&folder, "\u{1b}[31m\n.md", b"# a title");
    fs::create_dir(folder.join("folder.md")).unwrap();
    symlink(outer.path().join("elsewhere"), folder.join("link.md")).unwrap();
    let before: Vec<_> = ["newer.md", "cut.md", "empty.md", "binary.md"]
        .map(|name| fs::read(folder.join(name)).unwrap())
        .into();

    let store = store(&folder);
    let loaded = store.load();
    let kept: Vec<&str> = loaded
        .bookmarks
        .iter()
        .map(|kept| kept.note.as_str())
        .collect();
    assert_eq!(kept, ["buona", "ritoccata"]);
    let found: Vec<(&str, bool)> = loaded
        .problems
        .iter()
        .map(|problem| (problem.file.as_str(), problem.partial.is_some()))
        .collect();
    let expected = [
        ("␛[31m␊.md", true),
        ("altered.md", false),
        ("binary.md", true),
        ("cut.md", true),
        ("empty.md", true),
        ("folder.md", false),
        ("link.md", false),
        ("newer.md", true),
    ];
    assert_eq!(found, expected);
    assert!(loaded.problems.iter().all(|problem| !problem.repeated));
    assert!(store.load().problems.iter().all(|problem| problem.repeated));

    for problem in &loaded.problems {
        let Some(partial) = &problem.partial else {
            continue;
        };
        if problem.file.contains('␛') {
            continue;
        }
        let mut partial = partial.clone();
        partial.note = "nuova".into();
        let error = store.save(&partial).unwrap_err();
        assert!(
            matches!(error, StoreError::Protected { .. }),
            "{}: {error}",
            problem.file
        );
    }
    let after: Vec<_> = ["newer.md", "cut.md", "empty.md", "binary.md"]
        .map(|name| fs::read(folder.join(name)).unwrap())
        .into();
    assert_eq!(after, before);
    // What was only edited can be saved, and counts from then on.
    let mut altered = loaded
        .bookmarks
        .into_iter()
        .find(|kept| kept.id.as_str() == "altered")
        .unwrap();
    altered.note.push('!');
    save(&store, &altered);
    assert!(
        store
            .load()
            .problems
            .iter()
            .all(|problem| problem.file != "altered.md")
    );
}

#[test]
fn copies_by_other_hands_neither_lose_nor_double() {
    let (_outer, folder) = folder();
    let ours = store(&folder);
    let mut kept = save(&ours, &bookmark("prima"));
    let name = default_name(&kept.id);
    fs::copy(folder.join(&name), folder.join("a copy.md")).unwrap();
    assert_eq!(notes(&folder), ["prima"]);
    kept.annotate(
        "dopo",
        &[],
        kept.modified + jiff::SignedDuration::from_secs(9),
    );
    save(&ours, &kept);
    let loaded = ours.load();
    assert_eq!(loaded.bookmarks.len(), 1);
    assert_eq!(loaded.bookmarks.first().unwrap().note, "dopo");
    assert_eq!(loaded.problems.len(), 1);
    let problem = loaded.problems.first().unwrap();
    assert!(matches!(&problem.reason, Reason::Older(newer) if *newer == name.to_string_lossy()));
    assert_eq!(problem.partial.as_ref().unwrap().note, "prima");
    // A file of another name is as good as any, and keeps its name.
    fs::remove_file(folder.join("a copy.md")).unwrap();
    fs::rename(folder.join(&name), folder.join("renamed.md")).unwrap();
    let mut renamed = ours.load().bookmarks.remove(0);
    renamed.note = "ancora".into();
    save(&ours, &renamed);
    assert_eq!(notes(&folder), ["ancora"]);
    assert!(folder.join("renamed.md").exists());
    fs::copy(folder.join("renamed.md"), folder.join("again.md")).unwrap();
    let _ = ours.load();
    ours.delete(&renamed.id).unwrap();
    assert!(notes(&folder).is_empty());
    assert_eq!(ours.restore(&renamed.id).unwrap().note, "ancora");
}

#[test]
fn fields_of_others_stay() {
    let (_outer, folder) = folder();
    let kept = save(&store(&folder), &bookmark("prima"));
    let path = folder.join(default_name(&kept.id));
    let text = fs::read_to_string(&path).unwrap();
    let text: String = text
        .split_inclusive('\n')
        .filter(|line| !line.starts_with("check:"))
        .collect();
    fs::write(&path, text.replace("tags:", "# mio\naliases: [x]\ntags:")).unwrap();
    let ours = store(&folder);
    let mut read = ours.load().bookmarks.remove(0);
    read.note = "dopo".into();
    save(&ours, &read);
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.contains("\n# mio\naliases: [x]\n") && text.ends_with("\ndopo\n"),
        "{text}"
    );
}

#[test]
fn drafts_are_offered_when_their_program_is_gone() {
    let (_outer, folder) = folder();
    let crashed = store(&folder);
    let mut draft = bookmark("mezza no");
    crashed.save_draft(&draft).unwrap();
    draft.note = "mezza nota".into();
    crashed.save_draft(&draft).unwrap();
    let next = store(&folder);
    assert!(next.drafts().is_empty(), "it is still being typed");
    drop(crashed);
    let offered = next.drafts();
    assert_eq!(offered, [draft.clone()]);
    assert!(next.load().bookmarks.is_empty());
    // Taken up, typed on, saved: nothing is left of it.
    draft.note = "mezza nota, finita".into();
    next.save_draft(&draft).unwrap();
    save(&next, &draft);
    assert!(store(&folder).drafts().is_empty());
    let left: Vec<_> = fs::read_dir(folder.join(DRAFTS))
        .unwrap()
        .flatten()
        .collect();
    assert!(
        left.iter().all(|entry| !is_bookmark(&entry.file_name())),
        "{left:?}"
    );
}

#[test]
fn a_draft_that_was_saved_after_all_is_not_offered() {
    let (_outer, folder) = folder();
    let kept = {
        let crashed = store(&folder);
        let kept = save(&crashed, &bookmark("nota"));
        // Killed between the save and the end of the draft.
        crashed.save_draft(&kept).unwrap();
        kept
    };
    assert!(store(&folder).drafts().is_empty());
    let mut more = kept.clone();
    more.note = "nota, e altro".into();
    store(&folder).save_draft(&more).unwrap();
    let next = store(&folder);
    let offered = next.drafts().remove(0);
    save(&next, &offered);
    assert_eq!(notes(&folder), ["nota, e altro"]);
    next.save_draft(&more).unwrap();
    next.discard_draft(&more.id).unwrap();
    drop(next);
    assert!(store(&folder).drafts().is_empty());
}
