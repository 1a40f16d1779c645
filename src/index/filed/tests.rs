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
