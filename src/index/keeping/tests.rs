//! What is kept is what was read, whatever happens to the files in between; and what is wrong with
//! it is told once and costs nothing but time. What is done otherwise where there is much is in `large`,
//! words on disk are in `words`.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::*;
use crate::actors::dictionary::Dictionary;
use crate::corpus::load::{self, Inputs};
use crate::index::cache::Status;
use crate::index::wanted::{Occurrence, Search};

/// A folder of articles, and a cache folder.
struct Place {
    articles: tempfile::TempDir,
    cache: tempfile::TempDir,
}

/// What a start told: each catalogue with whether it was whole, and trouble.
#[derive(Default)]
struct Told {
    catalogues: Vec<(Arc<Catalogue>, bool)>,
    trouble: Vec<String>,
    renewal: Renewal,
}

impl Place {
    /// Many articles, one of them empty, and two that say the same.
    fn with_all_kinds() -> Self {
        let place = Self::new(120);
        place.write("vuoto.md", "");
        place.write("doppio.md", "# Doppio\n\nLo dice due volte.\n");
        place.write("doppione.md", "# Doppio\n\nLo dice due volte.\n");
        place
    }

    fn new(articles: usize) -> Self {
        let place = Self {
            articles: tempfile::tempdir().unwrap(),
            cache: tempfile::tempdir().unwrap(),
        };
        for number in 0..articles {
            let text = format!(
                "---\ndate: 2024-{:02}\n---\n# Numero {number}\n\nIl ministro Anna Rossi{number} \
                 ha parlato di città e missili il {} marzo 2023.\n\n## Poi\n\nAltro, nell’articolo {number}.\n",
                number % 12 + 1,
                number % 28 + 1,
            );
            place.write(&format!("{number:04}.md"), &text);
        }
        place
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.articles.path().join(name);
        fs::write(&path, text).unwrap();
        // A file that changed just now would be read again in any case.
        let opened = fs::File::options().write(true).open(&path).unwrap();
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        opened.set_modified(long_ago).unwrap();
    }

    fn inputs(&self) -> Inputs {
        Inputs {
            paths: vec![self.articles.path().to_owned()],
            ..Inputs::default()
        }
    }

    /// One session: begins, and keeps what it knows.
    fn session(&self, library: &Library) -> (Told, Cataloguer) {
        let mut cataloguer = Cataloguer::keeping(self.inputs(), self.cache.path());
        let told = begin(&mut cataloguer, library);
        (told, cataloguer)
    }

    /// The one file of the catalogue.
    fn kept(&self) -> PathBuf {
        let corpora = self.cache.path().join("corpora");
        let corpus = fs::read_dir(corpora).unwrap().next().unwrap().unwrap();
        corpus.path().join("catalogue")
    }
}

fn begin(cataloguer: &mut Cataloguer, library: &Library) -> Told {
    let go_on = AtomicBool::new(false);
    let mut told = Told::default();
    let mut news = |news| match news {
        News::Catalogue(catalogue, whole) => told.catalogues.push((catalogue, whole)),
        News::Trouble(text) => told.trouble.push(text),
        News::Progress(_) | News::Interrupted => {}
    };
    let renewal = cataloguer.begin(library, &go_on, &mut news);
    cataloguer.keep(library, &go_on, &mut news);
    told.renewal = renewal;
    told
}

fn library() -> Library {
    Library::new(
        Arc::new(Dictionary::with_user(&[]).0),
        load::MAX_BYTES,
        1 << 20,
    )
}

/// All that is known of a corpus, as far as it can be compared.
fn known(catalogue: &Catalogue) -> Vec<String> {
    let mut known: Vec<String> = (catalogue.entries.iter())
        .map(|entry| {
            let findings = entry.findings(catalogue.key());
            let also = catalogue.also(entry.id());
            format!(
                "{:?} {findings:?} {} {also:?}",
                entry.head(),
                entry.length()
            )
        })
        .collect();
    let mut actors: Vec<String> = (catalogue.roster.actors())
        .map(|actor| format!("{actor:?} {:?}", catalogue.roster.offices(&actor.id)))
        .collect();
    actors.sort();
    known.extend(actors);
    known.extend(catalogue.events.iter().map(|event| format!("{event:?}")));
    known.extend(catalogue.problems.iter().map(ToString::to_string));
    for word in ["citta", "numero", "7", "rossi7", "nell"] {
        known.push(format!("{word}: {:?}", standing(catalogue, word)));
    }
    known
}

/// Where a word stands in which article of the corpus.
fn standing(catalogue: &Catalogue, word: &str) -> Vec<(usize, Vec<Occurrence>)> {
    let words = [(Arc::from(word), 1)];
    let search = Search {
        words: &words,
        required: &[vec![0]],
    };
    let mut found = Vec::new();
    for held in catalogue.words().parts() {
        let all = 0..u32::try_from(held.len()).unwrap();
        held.pass(&search).strip(all, &mut |local, occurrences| {
            if let Some(place) = held.place(local)
                && !occurrences.is_empty()
            {
                found.push((place, occurrences.to_vec()));
            }
        });
    }
    found.sort_by_key(|&(place, _)| place);
    found
}

fn last(told: &Told) -> &Catalogue {
    &told.catalogues.last().unwrap().0
}

#[test]
fn a_second_start_knows_everything_before_it_looks_at_a_file() {
    let place = Place::new(200);
    place.write("vuoto.md", "");
    fs::copy(
        place.articles.path().join("0003.md"),
        place.articles.path().join("copia.md"),
    )
    .unwrap();
    let library = library();
    let (first, one) = place.session(&library);
    assert!(first.trouble.is_empty(), "{:?}", first.trouble);
    drop(one);
    // A file that is new at the second start is not known before it is read.
    place.write("0500.md", "# Nuovo\n\nUn testo.\n");
    let (second, _two) = place.session(&library);
    assert!(second.trouble.is_empty(), "{:?}", second.trouble);
    let (front, whole) = &second.catalogues[0];
    assert!(!whole && front.entries.len() == 128);
    assert!(
        front
            .entries
            .iter()
            .all(|entry| entry.date().unwrap().to_string().as_str() >= "2024-05")
    );
    let kept = &second.catalogues[1].0;
    assert_eq!(known(kept), known(last(&first)));
    assert_eq!(second.renewal.added, 1);
    assert_eq!(last(&second).entries.len(), kept.entries.len() + 1);
    let fresh = crate::index::build::whole(&place.inputs(), &library);
    assert_eq!(known(last(&second)), known(&fresh));
}

#[test]
fn what_did_not_change_is_not_written_again() {
    let place = Place::new(100);
    place.write("vuoto.md", "");
    std::os::unix::fs::symlink("/nowhere", place.articles.path().join("vuoto.txt")).unwrap();
    let library = library();
    drop(place.session(&library));
    let written = fs::metadata(place.kept()).unwrap().modified().unwrap();
    let (told, _) = place.session(&library);
    assert_eq!(
        (told.renewal, told.catalogues.len()),
        (Renewal::default(), 2)
    );
    assert_eq!(
        fs::metadata(place.kept()).unwrap().modified().unwrap(),
        written
    );
}

#[test]
fn z2_a_damaged_cache_is_made_anew_with_one_notice() {
    let place = Place::new(80);
    let library = library();
    let (first, _) = place.session(&library);
    let whole = fs::read(place.kept()).unwrap();
    let length = whole.len();
    let mut damaged: Vec<Vec<u8>> = [0, 1, 7, 11, 23, 24, 31, 100, length / 2, length - 1]
        .into_iter()
        .map(|keep| whole[..keep].to_vec())
        .collect();
    for place in (0..length).step_by(length / 40) {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x40;
        damaged.push(bytes);
    }
    let is_usable = || (Status::all(place.cache.path()).iter()).all(|status| status.usable);
    for bytes in damaged {
        fs::write(place.kept(), &bytes).unwrap();
        assert!(!is_usable(), "the status tells of it");
        let (told, _) = place.session(&library);
        assert_eq!(told.trouble.len(), 1, "{:?}", told.trouble);
        assert_eq!(known(last(&told)), known(last(&first)));
        let (again, _) = place.session(&library);
        assert!(again.trouble.is_empty() && is_usable(), "it is whole again");
    }
    // A newer format is no damage, but as little use.
    let mut newer = whole;
    newer[8] += 1;
    fs::write(place.kept(), &newer).unwrap();
    let (told, _) = place.session(&library);
    assert!(
        told.trouble[0].contains("another version"),
        "{:?}",
        told.trouble
    );
}

#[test]
fn what_is_small_leaves_no_trace() {
    let place = Place::new(5);
    let (told, _) = place.session(&library());
    assert_eq!(last(&told).entries.len(), 5);
    assert_eq!(fs::read_dir(place.cache.path()).unwrap().count(), 0);
}

#[test]
fn z2_a_cache_that_cannot_be_written_costs_one_notice() {
    let mut place = Place::new(80);
    let library = library();
    let blocked = place.cache.path().join("corpora");
    fs::write(&blocked, "in the way").unwrap();
    let (told, _) = place.session(&library);
    assert_eq!(told.trouble.len(), 1, "{:?}", told.trouble);
    assert_eq!(last(&told).entries.len(), 80);
    place.cache = tempfile::tempdir().unwrap();
    assert!(place.session(&library).0.trouble.is_empty());
}

#[test]
fn another_dictionary_recognises_everything_anew() {
    let place = Place::new(70);
    drop(place.session(&library()));
    let own = "[organisations]\nprova = { it = \"Altro\" }\n";
    let files = [("actors.toml".to_owned(), own.to_owned())];
    let library = Library::new(
        Arc::new(Dictionary::with_user(&files).0),
        load::MAX_BYTES,
        1 << 20,
    );
    let (told, _) = place.session(&library);
    assert!(told.trouble.is_empty());
    assert!(!last(&told).named("Altro").is_empty());
    let fresh = crate::index::build::whole(&place.inputs(), &library);
    assert_eq!(known(last(&told)), known(&fresh));
}

#[test]
fn of_two_programs_one_writes_and_both_read() {
    let place = Place::new(70);
    let library = library();
    let (_, mut one) = place.session(&library);
    place.write("0900.md", "# Nuovo\n\nUn testo.\n");
    let before = fs::read(place.kept()).unwrap();
    let (told, two) = place.session(&library);
    assert!(told.trouble.is_empty(), "{:?}", told.trouble);
    assert_eq!(last(&told).entries.len(), 71);
    assert_eq!(
        fs::read(place.kept()).unwrap(),
        before,
        "the other one writes"
    );
    drop(two);
    one.keeping.as_mut().unwrap().next = None;
    begin(&mut one, &library);
    assert_ne!(fs::read(place.kept()).unwrap(), before);
}

#[test]
fn what_was_made_gives_way_to_what_was_kept() {
    let place = Place::with_all_kinds();
    let library = library();
    let (first, one) = place.session(&library);
    let made = last(&first);
    let (dictionary, _) = library.dictionary_and_edition();
    let keeping = one.keeping.as_ref().unwrap();
    let lying = keeping.lying(made, &dictionary).unwrap();
    assert!(!made.entries.are_filed() && lying.entries.are_filed());
    assert_eq!(known(&lying), known(made));
    assert_eq!(lying.edition, made.edition);
    for actor in made.roster.actors() {
        // Whoever shows somebody by number shows the same.
        assert_eq!(
            lying.roster.number(&actor.id),
            made.roster.number(&actor.id)
        );
        assert_eq!(
            lying.naming_places(&actor.id),
            made.naming_places(&actor.id)
        );
    }
    for word in ["citta", "numero", "rossi7"] {
        assert_eq!(standing(&lying, word), standing(made, word));
    }
    // What another program wrote meanwhile is not taken for it.
    place.write("0007.md", "# Altro\n\nUn altro testo.\n");
    let another = crate::index::build::whole(&place.inputs(), &library);
    assert!(keeping.lying(&another, &dictionary).is_none());
    fs::write(place.kept(), "damaged").unwrap();
    assert!(keeping.lying(made, &dictionary).is_none());
}

#[test]
fn a_line_recurs_the_same_whether_its_articles_came_at_once_or_one_by_one() {
    let place = Place::new(KEPT + 6);
    let with_line = |number: usize| {
        let text = format!(
            "Il porto numero {number}\n\nIl porto {number} è stato chiuso ieri per il vento.\n\nBiancofiore Editrice Srl\n"
        );
        place.write(&format!("z{number}.txt"), &text);
    };
    with_line(1);
    with_line(2);
    let library = library();
    drop(place.session(&library));
    with_line(3);
    let (_, cataloguer) = place.session(&library);
    let mut anew = Cataloguer::new(place.inputs());
    begin(&mut anew, &library);
    let left_out = |catalogue: &Catalogue| {
        let heads = catalogue.entries.iter().map(|entry| entry.head());
        heads.filter(|head| !head.recurring.is_empty()).count()
    };
    assert_eq!(left_out(&anew.catalogue()), 3);
    assert_eq!(left_out(&cataloguer.catalogue()), 3);
}

/// What is mapped by another program must never become shorter under it.
#[test]
fn z2_what_is_kept_is_replaced_and_never_changed_in_place() {
    let place = Place::new(200);
    let library = library();
    drop(place.session(&library));
    let mut before = fs::File::open(place.kept()).unwrap();
    let kept = fs::read(place.kept()).unwrap();
    for number in 0..50 {
        fs::remove_file(place.articles.path().join(format!("{number:04}.md"))).unwrap();
    }
    drop(place.session(&library));
    assert!(fs::read(place.kept()).unwrap() != kept);
    let mut still = Vec::new();
    io::Read::read_to_end(&mut before, &mut still).unwrap();
    assert!(still == kept, "whoever had it open has what was in it");
}

#[test]
fn a_cache_folder_that_is_removed_meanwhile_is_told_as_such() {
    let place = Place::new(100);
    let library = library();
    let (_, mut cataloguer) = place.session(&library);
    place.write("0500.md", "# Nuovo\n\nUn testo.\n");
    let go_on = AtomicBool::new(false);
    cataloguer.renew(&library, &[], &go_on, &mut |_| {});
    fs::remove_dir_all(place.cache.path()).unwrap();
    cataloguer.keeping.as_mut().unwrap().next = None;
    let mut trouble = Vec::new();
    cataloguer.keep(&library, &go_on, &mut |news| {
        if let News::Trouble(text) = news {
            trouble.push(text);
        }
    });
    assert!(!cataloguer.is_kept() && !cataloguer.is_written_elsewhere());
    let [told] = &trouble[..] else {
        panic!("{trouble:?}")
    };
    assert!(told.contains("removed"), "{told}");
    assert!(!place.cache.path().exists(), "nothing is made anew");
    // It goes with the folder that stood there.
    fs::create_dir(place.cache.path()).unwrap();
}

mod interrupted;
mod large;
mod spelled;
mod words;
