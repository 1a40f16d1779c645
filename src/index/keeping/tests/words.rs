//! Words on disk are those in memory, whatever happens while they are written.

use std::os::unix::fs::PermissionsExt as _;

use super::*;
use crate::index::stored::Stored;
use crate::index::wanted::Wanted;
use crate::index::words::Source;

#[test]
fn what_is_kept_is_private() {
    let place = Place::new(300);
    on_disk(
        &crate::index::build::whole(&place.inputs(), &library()),
        place.cache.path(),
    )
    .unwrap();
    let mut folders = vec![place.cache.path().to_owned()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let found = entry.metadata().unwrap();
            let private = if found.is_dir() { 0o700 } else { 0o600 };
            let mode = found.permissions().mode() & 0o777;
            assert_eq!(mode, private, "{}", entry.path().display());
            match found.is_dir() {
                true => folders.push(entry.path()),
                false => files += 1,
            }
        }
    }
    assert!(files > 0);
}

#[test]
fn words_on_disk_are_the_words_in_memory() {
    let place = Place::new(300);
    let library = library();
    let packed = crate::index::build::whole(&place.inputs(), &library);
    let stored = on_disk(&packed, place.cache.path()).unwrap();
    assert!(stored.words().packed(0).next().is_none());
    assert_eq!(known(&packed), known(&stored));
    assert_eq!(stored.words().shown("citta"), "città");
    let all = |catalogue: &Catalogue| {
        let mut words = Vec::new();
        for source in catalogue.words().sources() {
            source.visit_all(&mut |word, articles| words.push((word.to_owned(), articles)));
        }
        words.sort();
        words
    };
    let in_parts = |catalogue: &Catalogue, wanted: &Wanted<'_>| {
        let mut words = Vec::new();
        for held in catalogue.words().parts() {
            held.visit(wanted, &mut |word, articles| {
                words.push((word.to_owned(), articles))
            });
        }
        words
    };
    let in_lexicon = |catalogue: &Catalogue, wanted: &Wanted<'_>| {
        let mut words = Vec::new();
        let sources = catalogue.words().sources();
        assert!(matches!(sources.as_slice(), [Source::Lexicon(_)]));
        for source in sources {
            source.visit(wanted, &mut |word, articles| {
                words.push((word.to_owned(), articles))
            });
        }
        words
    };
    assert_eq!(all(&packed), all(&stored));
    for (word, _) in all(&packed) {
        assert_eq!(standing(&packed, &word), standing(&stored, &word), "{word}");
    }
    // Every word that is asked for comes once.
    for word in ["citta", "numeri", "rosi7", "a", "7", "tes", "zzz", ""] {
        for (prefix, endings, typos) in [
            (true, true, 2),
            (true, true, 0),
            (true, false, 0),
            (false, true, 1),
            (false, false, 0),
        ] {
            let wanted = Wanted {
                word,
                prefix,
                endings,
                typos,
            };
            let words = in_parts(&stored, &wanted);
            let known = in_lexicon(&stored, &wanted);
            for word in &words {
                assert!(known.contains(word), "{word:?} {wanted:?}");
            }
            for mut words in [words, known] {
                let count = words.len();
                words.sort();
                words.dedup();
                assert_eq!(words.len(), count, "{wanted:?}");
            }
        }
    }
}

#[test]
fn what_typing_read_is_given_back_where_it_is_much() {
    let place = Place::new(300);
    let packed = crate::index::build::whole(&place.inputs(), &library());
    let stored = on_disk(&packed, place.cache.path()).unwrap();
    let words = stored.words();
    assert_eq!(words.read(), 0);
    let found = standing(&stored, "citta");
    let read = words.read();
    assert!(read > 0);
    words.let_go_beyond(read, &|| false);
    assert_eq!(words.read(), read, "so little stays");
    // Of few parts one is given back, even where the next key waits.
    words.let_go_beyond(read - 1, &|| true);
    assert_eq!(words.read(), 0);
    assert_eq!(standing(&stored, "citta"), found);
    words.let_go_beyond(0, &|| false);
    assert_eq!(words.read(), 0);
}

#[test]
fn strips_of_any_length_find_the_same() {
    let place = Place::new(700);
    let packed = crate::index::build::whole(&place.inputs(), &library());
    let stored = on_disk(&packed, place.cache.path()).unwrap();
    // A rare word, one of every article, one that is not there, and both together.
    let words = ["rossi7", "numero", "nessuno", "3"];
    let words: Vec<(Arc<str>, u16)> = words.into_iter().map(Arc::from).zip(1..).collect();
    for required in [
        vec![],
        vec![vec![0, 1]],
        vec![vec![0], vec![1]],
        vec![vec![3], vec![1]],
        [vec![vec![0]], vec![vec![1]; 9]].concat(),
        [vec![vec![2]], vec![vec![1]; 9]].concat(),
        [vec![vec![1]; 9], vec![vec![2]]].concat(),
    ] {
        let search = Search {
            words: &words,
            required: &required,
        };
        let found = |catalogue: &Catalogue, step: usize| {
            let mut found = Vec::new();
            for held in catalogue.words().parts() {
                let pass = held.pass(&search);
                for from in (0..held.len()).step_by(step) {
                    let number = |local: usize| u32::try_from(local).unwrap();
                    let strip = number(from)..number((from + step).min(held.len()));
                    pass.strip(strip, &mut |local, occurrences| {
                        let fits = |slot: &Vec<u32>| {
                            let numbers = slot.iter().map(|place| *place as u16 + 1);
                            numbers.into_iter().any(|number| {
                                occurrences
                                    .iter()
                                    .any(|occurrence| occurrence.fitting == number)
                            })
                        };
                        if required.iter().all(fits) {
                            found.push((held.place(local), occurrences.to_vec()));
                        }
                    });
                }
            }
            found
        };
        let wanted = found(&packed, 10_000);
        assert_eq!(wanted.is_empty(), required.contains(&vec![2]));
        for step in [1, 64, 100, 10_000] {
            assert_eq!(found(&stored, step), wanted, "{required:?}, {step}");
        }
    }
}

#[test]
fn damaged_words_are_not_believed() {
    let place = Place::new(100);
    let packed = crate::index::build::whole(&place.inputs(), &library());
    on_disk(&packed, place.cache.path()).unwrap();
    let folder = fs::read_dir(place.cache.path())
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let is_believed = || Stored::open(&folder).is_ok_and(|stored| stored.is_whole());
    assert!(is_believed());
    let files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.file_stem().is_some_and(|stem| stem.len() == 32))
        .collect();
    assert!(files.len() > 3, "{files:?}");
    for file in files {
        let whole = fs::read(&file).unwrap();
        let mut damaged = whole.clone();
        damaged[whole.len() / 3] ^= 1;
        for bytes in [&damaged[..], &whole[..whole.len() / 2], &[]] {
            fs::write(&file, bytes).unwrap();
            assert!(!is_believed(), "{file:?}");
        }
        fs::remove_file(&file).unwrap();
        assert!(!is_believed(), "{file:?}");
        fs::write(&file, whole).unwrap();
    }
    assert!(is_believed());
}

#[test]
fn a_part_that_grew_while_it_was_written_is_written_again() {
    let place = Place::new(30);
    let library = library();
    let mut catalogue = Catalogue::clone(&crate::index::build::whole(&place.inputs(), &library));
    let mut storing = Storing::new(place.cache.path());
    storing.ask(&catalogue, 0);
    let article = crate::corpus::seeds::articles().swap_remove(0);
    let (dictionary, _) = library.dictionary_and_edition();
    catalogue.add(&crate::index::annotate::prepare(
        article,
        &dictionary,
        jiff::civil::Date::MAX,
    ));
    let wanted = standing(&catalogue, "kim");
    assert!(!wanted.is_empty());
    assert!(storing.finish(&mut catalogue, &AtomicBool::new(false)));
    assert!(catalogue.words().packed(0).next().is_none());
    assert_eq!(standing(&catalogue, "kim"), wanted);
    let folders = fs::read_dir(place.cache.path()).unwrap();
    assert_eq!(folders.count(), 1, "what was written in vain is gone");
}
