//! Corpora that count as large: their words are kept on disk, and what has changed is looked for while
//! what is kept is completed.

use super::*;
use crate::index::words::Held;

#[test]
fn the_words_of_many_articles_are_kept_on_disk() {
    let place = Place::new(0);
    for number in 0..STORED + 10 {
        place.write(
            &format!("{number:05}.txt"),
            &format!("Numero {number}\n\nParola {}.\n", number % 7),
        );
    }
    let library = library();
    let (first, one) = place.session(&library);
    assert!(first.trouble.is_empty(), "{:?}", first.trouble);
    assert!(last(&first).words().packed(0).next().is_none());
    assert!(last(&first).entries.are_filed(), "what was made is let go");
    let [.., (made, true), (lying, true)] = first.catalogues.as_slice() else {
        panic!("it is told as it was made, and as it lies in the file");
    };
    assert_eq!(known(made), known(lying));
    drop(one);
    place.write("x.txt", "Nuovo\n\nParola 3, città.\n");
    let (second, two) = place.session(&library);
    assert!(second.trouble.is_empty(), "{:?}", second.trouble);
    let words = |told: &Told| -> usize {
        let parts = last(told).words().parts().iter();
        parts.map(Held::len).sum()
    };
    assert_eq!((words(&first), words(&second)), (STORED + 10, STORED + 11));
    assert!(last(&second).entries.are_filed());
    assert_eq!(
        standing(last(&second), "3").len(),
        standing(last(&first), "3").len() + 1
    );
    drop(two);
    // A few changes are not worth to write everything anew: each start reads them again.
    let start = |library: &Library| {
        let mut cataloguer = Cataloguer::keeping(place.inputs(), place.cache.path());
        let go_on = AtomicBool::new(false);
        let renewal = cataloguer.begin(library, &go_on, &mut |_| {});
        (renewal.changed, cataloguer)
    };
    let change = |number: usize| {
        let text = format!("Numero {number}\n\nAltra parola, neve {number}.\n");
        place.write(&format!("{number:05}.txt"), &text);
    };
    let (changed, cataloguer) = start(&library);
    assert!(changed == 0 && !cataloguer.is_worth_keeping());
    drop(cataloguer);
    change(3);
    for _ in 0..2 {
        let (changed, cataloguer) = start(&library);
        assert!(changed == 1 && !cataloguer.is_worth_keeping() && !cataloguer.is_kept());
        assert_eq!(standing(&cataloguer.catalogue(), "neve").len(), 1);
    }
    (4..4 + (STORED + 10) / FEW).for_each(change);
    let (_, mut cataloguer) = start(&library);
    assert!(cataloguer.is_worth_keeping(), "so many are");
    cataloguer.keep(&library, &AtomicBool::new(false), &mut |_| {});
    assert!(cataloguer.is_kept() && !cataloguer.is_worth_keeping());
    drop(cataloguer);
    let (changed, cataloguer) = start(&library);
    assert!(changed == 0 && cataloguer.is_kept());
    let neve = standing(&cataloguer.catalogue(), "neve");
    assert_eq!(neve.len(), 1 + (STORED + 10) / FEW);
    drop(cataloguer);
    // One folder too few is one notice, and everything is there again.
    let corpus = place.kept().parent().unwrap().to_owned();
    for entry in fs::read_dir(&corpus).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        }
    }
    let (third, _) = place.session(&library);
    assert_eq!(third.trouble.len(), 1, "{:?}", third.trouble);
    assert_eq!(standing(last(&third), "neve"), neve);
    assert!(last(&third).words().packed(0).next().is_none());
}

/// A start of a corpus that counts as large, whatever its size.
fn reopened(place: &Place, library: &Library, cancelled: bool) -> (Told, Cataloguer) {
    let mut cataloguer = Cataloguer::keeping(place.inputs(), place.cache.path());
    let mut told = Told::default();
    let kept = cataloguer.keeping.as_ref().unwrap().cache.open();
    let kept = kept.unwrap().unwrap();
    let (dictionary, edition) = library.dictionary_and_edition();
    let mut heads = kept.heads().unwrap();
    heads.edition = edition;
    let renewal = cataloguer.reopen(
        (&kept, &heads),
        (library, &dictionary),
        &AtomicBool::new(cancelled),
        &mut |news| {
            if let News::Catalogue(catalogue, whole) = news {
                told.catalogues.push((catalogue, whole));
            }
        },
    );
    told.renewal = renewal.unwrap();
    (told, cataloguer)
}

#[test]
fn what_changed_is_found_whether_it_is_read_before_or_after_what_is_kept_is_complete() {
    let place = Place::with_all_kinds();
    let library = library();
    let (first, one) = place.session(&library);
    drop(one);
    let (told, cataloguer) = reopened(&place, &library, false);
    assert_eq!(told.renewal, Renewal::default());
    assert_eq!(told.catalogues.len(), 1, "nothing has changed");
    assert_eq!(known(last(&told)), known(last(&first)));
    assert!(cataloguer.is_kept());
    // One changed, one new with a new actor, one gone, and the first of two that say the same.
    place.write(
        "0007.md",
        "# Numero sette\n\nIl ministro Bruno Verdi ha visto Anna Rossi7 il 3 maggio 2023.\n",
    );
    place.write("00065.md", "# Nuovo\n\nIl ministro Carlo Bianchi parte.\n");
    fs::remove_file(place.articles.path().join("0050.md")).unwrap();
    place.write("doppio.md", "# Non più\n\nOra dice altro.\n");
    let (stopped, _) = reopened(&place, &library, true);
    assert_eq!(known(last(&stopped)), known(last(&first)), "all stays");
    let (told, mut cataloguer) = reopened(&place, &library, false);
    let wanted = Renewal {
        added: 2,
        changed: 2,
        gone: 1,
        recognised: false,
    };
    assert_eq!(told.renewal, wanted);
    let fresh = crate::index::build::whole(&place.inputs(), &library);
    assert_eq!(known(last(&told)), known(&fresh));
    assert!(told.catalogues.last().unwrap().1 && !cataloguer.is_kept());
    let (early, whole) = &told.catalogues[0];
    if !whole {
        // Without actors and events, but with every word.
        assert_eq!(standing(early, "verdi"), standing(&fresh, "verdi"));
        assert_eq!(early.entries.len(), fresh.entries.len());
    }
    cataloguer.keep(&library, &AtomicBool::new(false), &mut |_| {});
    let (again, _) = reopened(&place, &library, false);
    assert_eq!(again.renewal, Renewal::default());
    assert_eq!(known(last(&again)), known(&fresh));
}

#[test]
fn z2_titles_that_are_damaged_are_noticed_though_searching_does_not_wait_for_them() {
    let place = Place::new(120);
    let library = library();
    drop(place.session(&library));
    let mut bytes = fs::read(place.kept()).unwrap();
    let title = |bytes: &[u8]| bytes.windows(10).position(|part| part == b"Numero 117");
    let mut from = 0;
    while let Some(at) = title(&bytes[from..]) {
        bytes[from + at] = b'X';
        from += at + 1;
    }
    assert!(from > 0);
    fs::write(place.kept(), bytes).unwrap();
    let mut cataloguer = Cataloguer::keeping(place.inputs(), place.cache.path());
    let kept = cataloguer.keeping.as_ref().unwrap().cache.open();
    let kept = kept.unwrap().unwrap();
    let (dictionary, _) = library.dictionary_and_edition();
    let heads = kept.heads().unwrap();
    let go_on = AtomicBool::new(false);
    let with = (&library, &dictionary);
    let reopened = cataloguer.reopen((&kept, &heads), with, &go_on, &mut |_| {});
    assert!(reopened.is_err());
    let (told, _) = place.session(&library);
    assert_eq!(told.trouble.len(), 1, "{:?}", told.trouble);
}
