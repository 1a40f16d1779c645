//! The same folder by another spelling, and what was begun and not ended.

use std::process::Command;

use super::*;
use crate::index::cache::Cache;

/// The folder of the corpus in the cache.
fn folder(place: &Place) -> PathBuf {
    place.kept().parent().unwrap().to_owned()
}

#[test]
fn the_same_folder_by_another_spelling_opens_by_what_is_kept() {
    let place = Place::with_all_kinds();
    place.write("rotto.epub", "no book");
    let library = library();
    place.session(&library);
    let given = place.articles.path();
    let name = given.file_name().unwrap();
    for spelled in [given.join("."), given.join("..").join(name).join("")] {
        let inputs = Inputs {
            paths: vec![spelled.clone()],
            ..Inputs::default()
        };
        let fresh = crate::index::build::whole(&inputs, &library);
        assert!(!fresh.problems.is_empty());
        let mut cataloguer = Cataloguer::keeping(inputs, place.cache.path());
        let told = begin(&mut cataloguer, &library);
        assert_eq!(told.renewal, Renewal::default());
        assert!(!cataloguer.is_anew(), "{}", spelled.display());
        assert_eq!(known(last(&told)), known(&fresh));
        let (front, _) = &told.catalogues[0];
        let fronts = front.entries.iter().map(|entry| entry.head().path.clone());
        let spelled = spelled.to_str().unwrap();
        assert!(fronts.into_iter().all(|path| path.starts_with(spelled)));
        assert_eq!(cataloguer.folders()[0].as_os_str(), spelled);
        // What is written by this spelling is read by the other.
        place.write("0900.md", &format!("# Un altro\n\nPer {spelled}.\n"));
        cataloguer.renew(&library, &[], &AtomicBool::new(false), &mut |_| {});
        cataloguer.keep(&library, &AtomicBool::new(false), &mut |_| {});
        let (told, again) = place.session(&library);
        assert!(!again.is_anew() && told.renewal.added == 0);
        let fresh = crate::index::build::whole(&place.inputs(), &library);
        assert_eq!(known(last(&told)), known(&fresh));
    }
    assert_eq!(Status::all(place.cache.path()).len(), 1);
}

#[test]
fn what_was_only_begun_is_told_and_deleted_and_swept_by_the_next_program() {
    let place = Place::new(70);
    let library = library();
    let begun = || {
        let words = folder(&place).join("words-abc");
        fs::create_dir_all(&words).unwrap();
        fs::write(words.join("half"), vec![0; 5000]).unwrap();
        fs::write(folder(&place).join(".new-abc"), "half").unwrap();
    };
    place.session(&library);
    fs::remove_file(place.kept()).unwrap();
    begun();
    let told = Status::all(place.cache.path());
    assert_eq!(told.len(), 1);
    assert!(told[0].bytes >= 5000 && !told[0].usable && !told[0].written);
    let mut cache = Cache::of(place.cache.path(), &place.inputs()).unwrap();
    assert!(cache.status().is_some());
    assert!(cache.clear().unwrap());
    assert!(Status::all(place.cache.path()).is_empty());
    // The next program, of whatever corpus.
    place.session(&library);
    fs::remove_file(place.kept()).unwrap();
    begun();
    let left = folder(&place);
    let other = Place::new(70);
    let session = |place: &Place, cache: &Place| {
        let mut cataloguer = Cataloguer::keeping(place.inputs(), cache.cache.path());
        begin(&mut cataloguer, &library)
    };
    // Not while somebody writes there.
    let mut writes = Cache::of(place.cache.path(), &place.inputs()).unwrap();
    assert!(writes.writes().unwrap());
    assert!(Status::all(place.cache.path())[0].written);
    session(&other, &place);
    assert!(left.join("words-abc/half").exists());
    drop(writes);
    session(&other, &place);
    assert!(!left.exists());
    // Beside what is kept.
    session(&place, &place);
    fs::create_dir_all(left.join("words-abc")).unwrap();
    session(&place, &place);
    assert!(!left.join("words-abc").exists() && left.join("catalogue").exists());
}

#[test]
fn z2_what_stands_in_the_place_of_the_catalogue_is_never_waited_for_and_gives_way() {
    let place = Place::new(70);
    let library = library();
    place.session(&library);
    fs::remove_file(place.kept()).ok();
    let kept = folder(&place).join("catalogue");
    for folder in [false, true] {
        fs::remove_file(&kept).ok();
        match folder {
            true => fs::create_dir_all(kept.join("a")).unwrap(),
            false => assert!(
                Command::new("mkfifo")
                    .arg(&kept)
                    .status()
                    .unwrap()
                    .success()
            ),
        }
        assert!(!Status::all(place.cache.path())[0].usable);
        let (told, _) = place.session(&library);
        assert_eq!(told.trouble.len(), 1, "{:?}", told.trouble);
        let (told, _) = place.session(&library);
        assert!(told.trouble.is_empty(), "{:?}", told.trouble);
        assert_eq!(last(&told).entries.len(), 70);
    }
}
