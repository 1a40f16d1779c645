//! A reading that was interrupted: what it came to is kept, and the next goes on from there.

use super::*;

/// Articles of which so many have to be read before a reading is interrupted.
const READ: usize = 300;

/// A session that is interrupted when it has told of [`READ`] articles; what it knew then.
fn interrupted(place: &Place, library: &Library) -> usize {
    let mut cataloguer = Cataloguer::keeping(place.inputs(), place.cache.path());
    let cancel = AtomicBool::new(false);
    cataloguer.begin(library, &cancel, &mut |news| {
        if let News::Catalogue(catalogue, false) = news
            && catalogue.entries.len() >= READ
        {
            cancel.store(true, Ordering::Relaxed);
        }
    });
    cataloguer.articles()
}

fn statuses(place: &Place) -> Vec<(u64, bool, bool)> {
    let all = Status::all(place.cache.path());
    let told = |status: &Status| (status.articles, status.usable, status.complete);
    all.iter().map(told).collect()
}

/// A folder of so many articles, two of which say the same, and some of which have a line in common.
fn place(articles: usize) -> Place {
    let place = Place::new(articles);
    for number in [3, 200, articles - 3] {
        let text = format!(
            "Il porto numero {number}\n\nIl porto {number} è stato chiuso ieri per il vento.\n\nBiancofiore Editrice Srl\n"
        );
        place.write(&format!("{number:04}.md"), &text);
    }
    let first = fs::read_to_string(place.articles.path().join("0007.md")).unwrap();
    place.write(&format!("{:04}.md", articles - 1), &first);
    place
}

#[test]
fn an_interrupted_reading_is_kept_and_the_next_one_reads_only_the_rest() {
    let place = place(1000);
    let library = library();
    let known_then = interrupted(&place, &library);
    assert!((READ..999).contains(&known_then), "{known_then}");
    let [(kept, true, false)] = statuses(&place)[..] else {
        panic!("{:?}", statuses(&place));
    };
    assert!(kept >= READ as u64 && kept as usize <= known_then, "{kept}");
    let (told, cataloguer) = place.session(&library);
    assert!(told.trouble.is_empty(), "{:?}", told.trouble);
    let whole: Vec<usize> = (told.catalogues.iter())
        .filter(|(_, whole)| *whole)
        .map(|(catalogue, _)| catalogue.entries.len())
        .collect();
    assert_eq!(whole, [999], "nothing is told as whole before it is");
    assert_eq!(told.renewal, Renewal::default());
    let fresh = crate::index::build::whole(&place.inputs(), &library);
    assert_eq!(known(last(&told)), known(&fresh));
    // What was read before was not read again, but for the three that have a line too many.
    let taken_in = last(&told).words().taken_in();
    assert!((999..=1002).contains(&taken_in), "{taken_in}");
    assert!(cataloguer.is_kept());
    assert_eq!(statuses(&place), [(999, true, true)]);
    drop(cataloguer);
    let (again, _) = place.session(&library);
    assert_eq!(known(last(&again)), known(&fresh));
    assert_eq!(again.renewal, Renewal::default());
}

#[test]
fn z3_a_file_of_many_articles_does_not_hold_up_the_end() {
    let place = Place::new(0);
    let many = 8000;
    let line = |number: usize| {
        format!(
            "{{\"title\":\"Numero {number}\",\"text\":\"Il porto {number} è stato chiuso ieri per il vento.\"}}\n"
        )
    };
    place.write("molti.jsonl", &(0..many).map(line).collect::<String>());
    let library = library();
    let mut cataloguer = Cataloguer::keeping(place.inputs(), place.cache.path());
    let cancel = AtomicBool::new(false);
    let mut ended = false;
    cataloguer.begin(&library, &cancel, &mut |news| match news {
        News::Catalogue(catalogue, false) if catalogue.entries.len() >= READ => {
            cancel.store(true, Ordering::Relaxed);
        }
        News::Interrupted => ended = true,
        _ => {}
    });
    assert!(ended);
    let [(kept, true, false)] = statuses(&place)[..] else {
        panic!("{:?}", statuses(&place));
    };
    assert!(kept < many as u64 / 4, "{kept} were gone through first");
    // Whoever stopped reading without leaving has all that was read.
    assert_eq!(cataloguer.articles(), many);
    drop(cataloguer);
    let (told, _) = place.session(&library);
    let fresh = crate::index::build::whole(&place.inputs(), &library);
    assert_eq!(known(last(&told)), known(&fresh));
}

#[test]
fn one_that_is_interrupted_again_and_again_comes_to_its_end() {
    let place = place(1000);
    let library = library();
    let mut before = 0;
    for _ in 0..3 {
        let mut cataloguer = Cataloguer::keeping(place.inputs(), place.cache.path());
        let cancel = AtomicBool::new(false);
        let (mut told, mut ended) = (0, false);
        cataloguer.begin(&library, &cancel, &mut |news| {
            if let News::Catalogue(catalogue, whole) = news {
                // Nothing comes after what the reading ends with, whoever ends it.
                assert!(!ended, "{told}");
                (told, ended) = (catalogue.entries.len(), whole);
            } else if let News::Progress(progress) = news
                && progress.read > before + 200
                && !ended
            {
                cancel.store(true, Ordering::Relaxed);
            }
        });
        assert!(ended, "{told}");
        if !cancel.load(Ordering::Relaxed) {
            break;
        }
        assert!(cataloguer.articles() >= before && told == cataloguer.articles());
        let [(kept, true, false)] = statuses(&place)[..] else {
            panic!("{:?}", statuses(&place));
        };
        assert!(kept as usize >= before, "{kept} of {before}");
        before = kept as usize;
        // What goes meanwhile is gone.
        fs::remove_file(place.articles.path().join(format!("{:04}.md", before / 2))).unwrap();
    }
    let (told, _) = place.session(&library);
    let fresh = crate::index::build::whole(&place.inputs(), &library);
    assert_eq!(known(last(&told)), known(&fresh));
}

#[test]
fn what_is_kept_on_the_way_can_be_gone_on_with_whenever_the_program_is_killed() {
    let place = place(700);
    let library = library();
    let fresh = crate::index::build::whole(&place.inputs(), &library);
    let mut cataloguer = Cataloguer::keeping(place.inputs(), place.cache.path());
    cataloguer.keeping.as_mut().unwrap().soon = Duration::ZERO;
    // The file as it stood while articles were read.
    let mut moments: Vec<Vec<u8>> = Vec::new();
    let kept = || {
        let corpora = fs::read_dir(place.cache.path().join("corpora"));
        let mut corpora = corpora.into_iter().flatten().flatten();
        fs::read(corpora.next()?.path().join("catalogue")).ok()
    };
    cataloguer.begin(&library, &AtomicBool::new(false), &mut |_| {
        let now = kept();
        if now.is_some() && moments.last() != now.as_ref() {
            moments.extend(now);
        }
    });
    drop(cataloguer);
    assert!(!moments.is_empty(), "it was kept on the way");
    for moment in moments {
        fs::write(place.kept(), moment).unwrap();
        assert!(matches!(statuses(&place)[..], [(64.., true, false)]));
        let (told, _) = place.session(&library);
        assert!(told.trouble.is_empty(), "{:?}", told.trouble);
        assert_eq!(known(last(&told)), known(&fresh));
        assert_eq!(statuses(&place), [(699, true, true)]);
    }
}
