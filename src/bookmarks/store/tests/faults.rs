//! What goes wrong: faults at every step, kills at every step, folders that cannot be written, and
//! damaged files.

use super::*;

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
