//! Bookmarks on disk: kept, changed, deleted, by one program and by many. Faults, kills and damage are in
//! `faults`.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::thread;

use tempfile::TempDir;

use super::super::disk::Step;
use super::super::testing::{article, keep};
use super::*;

mod faults;

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

#[test]
fn nothing_stays_of_programs_that_were_killed() {
    let (_outer, folder) = folder();
    let living = store(&folder);
    let draft = bookmark("nota");
    living.save_draft(&draft).unwrap();
    let drafts = folder.join(DRAFTS);
    let left = [".0123456789abcdef.lock", ".new-a1b2c3"].map(|name| drafts.join(name));
    for path in &left {
        let file = fs::File::create(path).unwrap();
        let long_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(48);
        file.set_modified(long_ago).unwrap();
    }
    let exist = || left.each_ref().map(|path| path.exists());
    assert!(store(&folder).drafts().is_empty());
    // One that lives may be writing.
    assert_eq!(exist(), [false, true]);
    drop(living);
    assert_eq!(store(&folder).drafts().len(), 1);
    assert_eq!(exist(), [false, false]);
}
