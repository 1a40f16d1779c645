//! What comes out of the file is what went in, and nothing of what is damaged.

use std::path::PathBuf;

use super::*;
use crate::corpus::{DateSource, Origin, Statement, seeds};
use crate::index::entries::{Entries, Fresh};

/// Articles of every kind: as many as take several paths that are told whole.
fn articles() -> Entries {
    let mut seeds = seeds::articles();
    let model = seeds.swap_remove(0).head;
    let dates = [
        "",
        "2024-06-19",
        "2023-09~",
        "0001",
        "2023-W36",
        "199X",
        "2023-09-10/2023-09-13",
    ];
    let fresh = (0..50).map(move |number: u64| {
        let mut head = model.clone();
        head.id = ArticleId(number << 40 | 7);
        head.hash = u64::MAX - number;
        head.title = format!("Titolo {number}: perché no?");
        head.date = dates[number as usize % dates.len()].parse().ok();
        head.source = (!number.is_multiple_of(3)).then(|| format!("Fonte {}", number % 5));
        head.author = (!number.is_multiple_of(2)).then(|| "Anna Bruni".to_owned());
        head.lang = Language::parse(["it", "en", "fur"][number as usize % 3]).unwrap();
        if number.is_multiple_of(4) {
            head.date_source = DateSource::Inferred("lo scorso settembre".into());
            head.title_source = Statement::Heading;
            head.tags = vec!["guerra".into(), String::new()];
            head.recurring = [number, 7].into();
        }
        if !number.is_multiple_of(7) {
            let folder = number / 6;
            head.origin = Origin::File {
                path: PathBuf::from(format!("/articoli/{folder}/perché {number}.md")),
                part: u32::try_from(number % 2).unwrap(),
            };
            if !number.is_multiple_of(5) {
                head.path = format!("/articoli/{folder}/perché {number}.md");
            }
        }
        Fresh {
            head: Arc::new(head),
            found: vec![1; number as usize % 9].into(),
            told: vec![2; number as usize % 4].into(),
            length: number as u32 * 3,
        }
    });
    Entries::fresh(fresh)
}

fn filed(pieces: &[Vec<u8>; PIECES], rest: &[u8], articles: usize) -> Option<Entries> {
    let pieces = pieces.clone().map(Bytes::from);
    let heads = Filed::heads(Heads::of(pieces, articles)?);
    Some(Entries::of(heads.with(vec![rest.to_vec().into()])))
}

#[test]
fn what_lies_in_a_file_is_what_was_written() {
    let wanted = articles();
    let pieces = Heads::kept(wanted.iter());
    let rest = rest(wanted.range(0, TOGETHER));
    let again = filed(&pieces, &rest, wanted.len()).unwrap();
    assert_eq!(again.len(), wanted.len());
    for (entry, wanted) in again.iter().zip(wanted.iter()) {
        assert_eq!(entry.head(), wanted.head());
        assert_eq!(
            (entry.id(), entry.hash(), entry.date(), entry.lang()),
            (wanted.id(), wanted.hash(), wanted.date(), wanted.lang())
        );
        assert_eq!(
            (entry.title(), entry.source(), entry.length()),
            (wanted.title(), wanted.source(), wanted.length())
        );
        assert_eq!(entry.found(), wanted.found());
        assert_eq!(*entry.told().bytes, *wanted.told().bytes);
    }
    // What is written of what lies in a file is the same once more.
    assert_eq!(Heads::kept(again.iter()), pieces);
    let found: Vec<&[u8]> = found(&rest, again.len()).unwrap().collect();
    assert!(
        found
            .into_iter()
            .eq(wanted.iter().map(|entry| entry.found()))
    );
}

#[test]
fn many_that_came_since_lie_as_in_a_file_and_are_what_they_were() {
    let some: Vec<_> = articles().iter().map(|entry| entry.head()).collect();
    let fresh = |number: usize| {
        let mut head = Head::clone(&some[number % some.len()]);
        head.id = ArticleId(number as u64);
        Fresh {
            head: Arc::new(head),
            found: vec![3; number % 11].into(),
            told: vec![4; number % 5].into(),
            length: number as u32,
        }
    };
    let mut entries = Entries::default();
    let mut laid = 0;
    for number in 0..10_000 {
        entries.put(number, fresh(number));
        entries.lay();
        laid += usize::from(entries.are_filed());
    }
    assert_eq!(laid, 2);
    // One that comes again is in memory once more, and lies again with others.
    entries.put(7, fresh(20_007));
    let wanted = |place: usize| fresh(if place == 7 { 20_007 } else { place });
    let same = |entries: &Entries| {
        assert_eq!(entries.len(), 10_000);
        for (place, entry) in entries.iter().enumerate() {
            let wanted = wanted(place);
            assert_eq!(entry.head(), wanted.head);
            assert_eq!(entry.length(), wanted.length);
            assert_eq!(entry.found(), &*wanted.found);
            assert_eq!(*entry.told().bytes, *wanted.told);
        }
    };
    same(&entries);
    let before = entries.clone();
    for number in 0..3000 {
        entries.put(10_000 + number, fresh(10_000 + number));
    }
    entries.lay();
    assert!(entries.are_filed() && !before.are_filed());
    assert_eq!(entries.len(), 13_000);
    same(&before);
    let places: Vec<usize> = (0..10_000).collect();
    entries.arrange(&places);
    same(&entries);
    assert!(!entries.are(&before), "those that were laid lie elsewhere");
    assert!(entries.get(8).unwrap().is(before.get(8).unwrap()));
}

#[test]
fn what_is_damaged_is_none_or_something_else() {
    let wanted = articles();
    let pieces = Heads::kept(wanted.iter());
    let rest = rest(wanted.range(0, TOGETHER));
    assert!(filed(&pieces, &rest, wanted.len() - 1).is_none());
    assert!(found(&rest, wanted.len() - 1).is_none());
    let look = |entries: &Entries| {
        for entry in entries.iter() {
            let _ = (entry.head(), entry.title(), entry.source(), entry.date());
            let _ = (entry.lang(), entry.actors().count(), entry.dates().count());
            let _ = (entry.passages(), entry.told().offsets());
        }
    };
    for piece in 0..PIECES {
        let length = pieces[piece].len();
        for at in (0..length).step_by(length.div_ceil(97).max(1)) {
            let mut damaged = pieces.clone();
            damaged[piece][at] ^= 0x95;
            if let Some(entries) = filed(&damaged, &rest, wanted.len()) {
                look(&entries);
            }
            damaged[piece].truncate(at);
            if let Some(entries) = filed(&damaged, &rest, wanted.len()) {
                look(&entries);
            }
        }
    }
    for at in 0..rest.len() {
        let mut damaged = rest.clone();
        damaged[at] ^= 0x95;
        let _ = found(&damaged, wanted.len()).map(Iterator::count);
        look(&filed(&pieces, &damaged, wanted.len()).unwrap());
        damaged.truncate(at);
        assert!(found(&damaged, wanted.len()).is_none());
        look(&filed(&pieces, &damaged, wanted.len()).unwrap());
    }
}
