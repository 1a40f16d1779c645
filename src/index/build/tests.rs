//! Tests of reading a corpus, and of reading again what has changed in it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use super::*;
use crate::actors::dictionary::Dictionary;
use crate::corpus::{Article, load, seeds};
use crate::index::wanted::Search;

#[test]
fn the_embedded_articles_are_all_there_in_their_order() {
    let library = Library::new(Arc::new(Dictionary::with_user(&[]).0), load::MAX_BYTES, 0);
    let mut published = Vec::new();
    let go_on = AtomicBool::new(false);
    build(
        &Inputs::default(),
        &library,
        &go_on,
        &mut |catalogue, whole| {
            published.push((catalogue, whole));
        },
    );
    let (catalogue, whole) = published.pop().unwrap();
    assert!(whole && published.iter().all(|(_, whole)| !whole));
    let titles: Vec<_> = catalogue
        .entries
        .iter()
        .map(|entry| entry.title().to_owned())
        .collect();
    let seeds = seeds::articles();
    assert_eq!(
        titles,
        seeds
            .iter()
            .map(|seed| seed.head.title.clone())
            .collect::<Vec<_>>()
    );
}

#[test]
fn what_is_known_is_handed_over_again_and_again() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..100 {
        let file = folder.path().join(format!("{number:03}.txt"));
        std::fs::write(
            file,
            format!("Numero {number}\n\nIl testo numero {number}.\n"),
        )
        .unwrap();
    }
    std::fs::write(folder.path().join("vuoto.txt"), "").unwrap();
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    let library = Library::new(
        Arc::new(Dictionary::with_user(&[]).0),
        load::MAX_BYTES,
        1 << 20,
    );
    let cancel = AtomicBool::new(false);
    let mut sizes = Vec::new();
    let mut last = None;
    build(&inputs, &library, &cancel, &mut |catalogue, whole| {
        sizes.push(catalogue.entries.len());
        last = Some((catalogue, whole));
    });
    assert!(sizes.is_sorted() && sizes.len() > 2, "{sizes:?}");
    let (catalogue, whole) = last.unwrap();
    assert_eq!(
        (catalogue.entries.len(), catalogue.problems.len()),
        (101, 1)
    );
    assert!(whole);
    cancel.store(true, Ordering::Relaxed);
    build(&inputs, &library, &cancel, &mut |catalogue, whole| {
        assert!(whole && catalogue.entries.is_empty(), "what was read stays");
    });
}

/// A folder with `count` articles, and a cataloguer that has read it.
fn read(count: usize) -> (tempfile::TempDir, Library, Cataloguer) {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..count {
        let file = folder.path().join(format!("{number:03}.txt"));
        let text = format!("Numero {number}\n\nIl testo {number}.\n");
        std::fs::write(&file, text).unwrap();
        // A file that changed just now would be read again in any case.
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let opened = std::fs::File::options().write(true).open(&file).unwrap();
        opened.set_modified(long_ago).unwrap();
    }
    let mut cataloguer = Cataloguer::new(Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    });
    let dictionary = Dictionary::with_user(&[]).0;
    let library = Library::new(Arc::new(dictionary), load::MAX_BYTES, 1 << 20);
    cataloguer.read(&library, &AtomicBool::new(false), &mut |_| {});
    (folder, library, cataloguer)
}

fn renew(
    cataloguer: &mut Cataloguer,
    library: &Library,
    paths: &[PathBuf],
) -> (Renewal, Vec<Arc<Catalogue>>) {
    let mut published = Vec::new();
    let go_on = AtomicBool::new(false);
    let renewal = cataloguer.renew(library, paths, &go_on, &mut |news| {
        // Where the machine is busy, a part may be told before.
        if let News::Catalogue(catalogue, true) = news {
            published.push(catalogue);
        }
    });
    (renewal, published)
}

/// The places of the articles that hold a word.
fn holding(catalogue: &Catalogue, word: &str) -> Vec<usize> {
    let words = [(Arc::from(word), 1)];
    let search = Search {
        words: &words,
        required: &[vec![0]],
    };
    let mut places = Vec::new();
    for held in catalogue.words().parts() {
        let all = 0..u32::try_from(held.len()).unwrap();
        held.pass(&search).strip(all, &mut |local, occurrences| {
            if !occurrences.is_empty() {
                places.extend(held.place(local));
            }
        });
    }
    places
}

/// How many articles hold each word.
fn counts(catalogue: &Catalogue) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for source in catalogue.words().sources() {
        source.visit_all(&mut |word, articles| {
            *counts.entry(word.to_owned()).or_insert(0) += articles;
        });
    }
    counts
}

#[test]
fn what_is_read_again_costs_no_copy_of_the_words_of_all_others() {
    let (folder, library, mut cataloguer) = read(1100);
    let first = |cataloguer: &Cataloguer| {
        let whole = cataloguer.whole.as_ref().unwrap();
        let (_, packed, held) = whole.words().packed(0).next().unwrap();
        (packed.clone(), held.len())
    };
    let (before, articles) = first(&cataloguer);
    assert_eq!(articles, 1100);
    std::fs::write(folder.path().join("005.txt"), "Cinque\n\nUn altro testo.\n").unwrap();
    std::fs::write(
        folder.path().join("nuovo.txt"),
        "Nuovo\n\nUn testo nuovo.\n",
    )
    .unwrap();
    std::fs::remove_file(folder.path().join("010.txt")).unwrap();
    renew(&mut cataloguer, &library, &[]);
    assert!(first(&cataloguer).0.shares(&before));
    let after = cataloguer.whole.clone().unwrap();
    assert_eq!(counts(&after), counts(&whole(&cataloguer.inputs, &library)));
    assert!(holding(&after, "10").is_empty());
    // The few that came since are copied sooner than each is kept by itself.
    std::fs::write(folder.path().join("006.txt"), "Sei\n\nUn altro testo.\n").unwrap();
    renew(&mut cataloguer, &library, &[]);
    let again = cataloguer.whole.clone().unwrap();
    assert_eq!(again.words().parts().len(), 2);
    assert_eq!(counts(&again), counts(&whole(&cataloguer.inputs, &library)));
}

#[test]
fn only_what_changed_is_taken_in_again() {
    let (folder, library, mut cataloguer) = read(20);
    let before = cataloguer.whole.clone().unwrap();
    std::fs::write(folder.path().join("005.txt"), "Cinque\n\nUn altro testo.\n").unwrap();
    std::fs::write(folder.path().join("0045.txt"), "Nuovo\n\nUn testo nuovo.\n").unwrap();
    std::fs::remove_file(folder.path().join("010.txt")).unwrap();
    let (renewal, published) = renew(&mut cataloguer, &library, &[]);
    let wanted = Renewal {
        added: 1,
        changed: 1,
        gone: 1,
        recognised: false,
    };
    assert_eq!((renewal, published.len()), (wanted, 1));
    let after = &published[0];
    let fresh = whole(&cataloguer.inputs, &library);
    let seen = |catalogue: &Catalogue| -> Vec<_> {
        let heads = catalogue.entries.iter().map(|entry| entry.head());
        heads.collect()
    };
    assert_eq!(
        seen(after),
        seen(&fresh),
        "as if it were read for the first time"
    );
    for entry in after.entries.iter() {
        let id = entry.id();
        let place = after.position(id).unwrap();
        assert_eq!(after.entries.get(place).unwrap().id(), id);
        let was = before.entry(id).filter(|was| was.head() == entry.head());
        assert!(was.is_none_or(|was| was.is(entry)), "not read again");
    }
    // A word is found where it is now, and not where it was.
    assert!(holding(after, "10").is_empty());
    assert_eq!(holding(after, "nuovo"), [5]);
}

#[test]
fn nothing_is_handed_over_where_nothing_has_changed() {
    let (folder, library, mut cataloguer) = read(3);
    std::fs::write(folder.path().join("vuoto.txt"), "").unwrap();
    assert_eq!(
        renew(&mut cataloguer, &library, &[]).1.len(),
        1,
        "a new problem"
    );
    let (renewal, published) = renew(&mut cataloguer, &library, &[]);
    assert_eq!((renewal, published.len()), (Renewal::default(), 0));
    let (renewal, published) = renew(&mut cataloguer, &library, &[folder.path().join("001.txt")]);
    assert_eq!((renewal, published.len()), (Renewal::default(), 0));
}

#[test]
fn another_dictionary_makes_everything_anew() {
    let (_folder, library, mut cataloguer) = read(3);
    let own = "[organisations]\nprova = { it = \"testo\" }\n";
    let files = [("actors.toml".to_owned(), own.to_owned())];
    library.recognise_by(Arc::new(Dictionary::with_user(&files).0));
    let (renewal, published) = renew(&mut cataloguer, &library, &[]);
    assert!(renewal.recognised && published.len() == 1);
    assert!(!published[0].named("testo").is_empty());
}

#[test]
fn the_embedded_articles_can_be_read_again() {
    let mut cataloguer = Cataloguer::new(Inputs::default());
    let dictionary = Dictionary::with_user(&[]).0;
    let library = Library::new(Arc::new(dictionary), load::MAX_BYTES, 1 << 20);
    cataloguer.read(&library, &AtomicBool::new(false), &mut |_| {});
    let (renewal, published) = renew(&mut cataloguer, &library, &[]);
    assert_eq!((renewal, published.len()), (Renewal::default(), 0));
}

#[test]
fn what_says_the_same_is_shown_once_with_all_its_paths() {
    let (folder, library, mut cataloguer) = read(4);
    let path = |name: &str| folder.path().join(name);
    let shown = |catalogue: &Catalogue| -> Vec<(String, Vec<String>)> {
        let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let entries = catalogue.entries.iter();
        let also = |id| catalogue.also(id).iter().map(|path| name(path)).collect();
        entries
            .map(|entry| (name(&entry.head().path), also(entry.id())))
            .collect()
    };
    let row = |name: &str, also: &[&str]| {
        let also = also.iter().map(|name| (*name).to_owned());
        (name.to_owned(), also.collect::<Vec<_>>())
    };
    std::fs::copy(path("001.txt"), path("0005.txt")).unwrap();
    std::fs::copy(path("002.txt"), path("copia.txt")).unwrap();
    std::fs::copy(path("002.txt"), path("altra.txt")).unwrap();
    let (renewal, published) = renew(&mut cataloguer, &library, &[]);
    assert_eq!(
        (renewal.added, renewal.gone),
        (1, 1),
        "the first in order is shown"
    );
    let wanted = [
        row("000.txt", &[]),
        row("0005.txt", &["001.txt"]),
        row("002.txt", &["altra.txt", "copia.txt"]),
        row("003.txt", &[]),
    ];
    assert_eq!(shown(&published[0]), wanted);
    assert_eq!(shown(&whole(&cataloguer.inputs, &library)), wanted);
    // One of another text goes its own way, and the next takes the place of the first.
    std::fs::remove_file(path("0005.txt")).unwrap();
    std::fs::write(path("002.txt"), "Due\n\nTutt’altro.\n").unwrap();
    let (_, published) = renew(&mut cataloguer, &library, &[]);
    let wanted = [
        row("000.txt", &[]),
        row("001.txt", &[]),
        row("002.txt", &[]),
        row("003.txt", &[]),
        row("altra.txt", &["copia.txt"]),
    ];
    assert_eq!(shown(&published[0]), wanted);
    assert_eq!(shown(&whole(&cataloguer.inputs, &library)), wanted);
    // The last double goes without anything else.
    std::fs::remove_file(path("copia.txt")).unwrap();
    let (renewal, published) = renew(&mut cataloguer, &library, &[]);
    assert_eq!(renewal, Renewal::default());
    assert_eq!(shown(&published[0])[4], row("altra.txt", &[]));
}

#[test]
fn the_first_of_a_text_is_shown_whatever_was_known_when_it_was_read() {
    let (folder, library, _) = read(0);
    let path = |name: &str| folder.path().join(name);
    let story = |number: usize, page: &str| {
        format!("Il porto {number}\n\nIl porto {number} è stato chiuso ieri per il vento.\n{page}")
    };
    // Only the third of them tells that the line belongs to the page.
    for number in 0..3 {
        let text = story(number, "\nBiancofiore Editrice Srl\n");
        std::fs::write(path(&format!("{number}.txt")), text).unwrap();
    }
    std::fs::write(path("copia.txt"), story(0, "")).unwrap();
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    let catalogue = whole(&inputs, &library);
    let shown: Vec<_> = (catalogue.entries.iter())
        .map(|entry| {
            (
                entry.head().path.rsplit('/').next().map(str::to_owned),
                catalogue.also(entry.id()).len(),
            )
        })
        .collect();
    let wanted = [("0.txt", 1), ("1.txt", 0), ("2.txt", 0)];
    assert_eq!(
        shown,
        wanted.map(|(name, also)| (Some(name.to_owned()), also))
    );
}

#[test]
fn what_was_read_is_shown_while_standard_input_stays_open() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    std::fs::write(&file, "Il ponte\n\nIl ponte è stato riaperto ieri.\n").unwrap();
    let inputs = Inputs {
        paths: vec![file],
        ..Inputs::default()
    };
    let dictionary = Arc::new(Dictionary::with_user(&[]).0);
    let library = Library::new(dictionary, load::MAX_BYTES, 1 << 20);
    let mut told = Vec::new();
    let mut tell = |news| {
        if let News::Catalogue(catalogue, whole) = news {
            told.push((catalogue.entries.len(), whole));
        }
    };
    let go_on = AtomicBool::new(false);
    let mut building = Building::new(&library, &go_on, &mut tell);
    building.publishes = true;
    load::load_files(
        &inputs,
        None,
        &mut Recurring::default(),
        &go_on,
        &mut |step| {
            building.step(step);
        },
    );
    // As loading says while somebody still writes.
    building.step(load::Step::Waiting);
    drop(building);
    assert_eq!(told, [(1, false)]);
}

#[test]
fn what_is_at_hand_of_an_article_is_what_is_known_of_it() {
    let folder = tempfile::tempdir().unwrap();
    // More than are kept at hand while reading, with lines that only later ones show to recur.
    for number in 0..1100 {
        let tail = number % 150;
        let text = format!("Diga {number}\n\nLa diga {number} è vuota.\n\nTema numero {tail}\n");
        std::fs::write(folder.path().join(format!("{number:04}.txt")), text).unwrap();
    }
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    let dictionary = Arc::new(Dictionary::with_user(&[]).0);
    let library = Library::new(dictionary, load::MAX_BYTES, usize::MAX);
    let catalogue = whole(&inputs, &library);
    assert_eq!(catalogue.entries.len(), 1100);
    for entry in catalogue.entries.iter() {
        let open = library.open(&entry.head()).unwrap();
        assert_eq!(open.article.head.hash, entry.hash(), "{}", entry.title());
    }
}

#[test]
fn words_are_counted_once_of_an_article_that_is_read_twice() {
    let folder = tempfile::tempdir().unwrap();
    for number in 0..60 {
        let tail = number % 15;
        let text = format!("Diga {number}\n\nLa diga {number} è vuota.\n\nTema raro {tail}\n");
        std::fs::write(folder.path().join(format!("{number:04}.txt")), text).unwrap();
    }
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    let dictionary = Arc::new(Dictionary::with_user(&[]).0);
    let library = Library::new(Arc::clone(&dictionary), load::MAX_BYTES, usize::MAX);
    let made = whole(&inputs, &library);
    let mut once = Catalogue::new(&dictionary);
    for entry in made.entries.iter() {
        let article = library.text(&entry.head()).unwrap();
        once.add(&crate::index::annotate::prepare(
            Article::clone(&article),
            &dictionary,
            jiff::civil::Date::MAX,
        ));
    }
    assert_eq!(counts(&made), counts(&once));
    assert!(
        !made.words().hold("tema"),
        "it stands in no article any more"
    );
}
