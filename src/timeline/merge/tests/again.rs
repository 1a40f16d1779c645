//! Merging anew what changed: the same events as merging all, and no more work than that needs.

use super::*;

proptest::proptest! {
    #[test]
    fn merging_what_changed_is_merging_all(
        told in proptest::collection::vec((0u64..9, 0usize..TIMES.len(), 0usize..TEXTS.len()), 0..160),
        later in proptest::collection::vec((0u64..9, 0usize..TIMES.len(), 0usize..TEXTS.len()), 0..30),
        gone in proptest::collection::vec(0u64..9, 0..4),
    ) {
        let source = |(nth, &(article, time, text)): (usize, &(u64, usize, usize))| {
            (report(article, nth * 100, TIMES[time], TEXTS[text]), about(article))
        };
        let before: Vec<Source> = told.iter().enumerate().map(source).collect();
        let leaves = |(report, _): &Source| gone.contains(&report.article.0);
        // Some of what is told anew is told as before, and some where other things stood.
        let come: Vec<Source> = (later.iter().enumerate())
            .map(|(nth, told)| source((nth * 3, told)))
            .filter(leaves)
            .collect();
        let stays = before.iter().filter(|source| !leaves(source)).cloned();
        let after: Vec<Source> = stays.chain(come.iter().cloned()).collect();
        let about = |id: ArticleId| about(id.0);
        let changes = Changes { gone: before.iter().filter(|source| leaves(source)).cloned().collect(), come };
        proptest::prop_assert_eq!(again(&merge(before), changes, &about), merge(after));
    }
}

const TEXTS: [&str; 7] = [
    "ROSSI ha incontrato NERI a Oslo",
    "BIANCHI inaugura un ponte",
    "NERI potrebbe visitare Lima",
    "il vertice di Oslo tra ROSSI e NERI",
    "un ponte di BIANCHI inaugurato",
    "ROSSI e BIANCHI e NERI a Oslo",
    "il ponte crolla",
];

#[test]
fn what_no_change_touches_is_the_same_event() {
    let source = |article, date, text| (report(article, 0, date, text), None.into());
    let before = merge(vec![
        source(1, "2021-05-14", "ROSSI ha incontrato NERI a Oslo"),
        source(2, "2021-06-14", "BIANCHI inaugura un ponte"),
        source(3, "2021", "crolla il ponte sul fiume"),
        source(4, "2020-06-14", "BIANCHI inaugura un ponte"),
    ]);
    let come = vec![source(5, "2021-05", "il vertice di Oslo tra ROSSI e NERI")];
    let changes = Changes {
        gone: Vec::new(),
        come,
    };
    let after = again(&before, changes, &|_| None.into());
    let same = after
        .iter()
        .filter(|event| before.iter().any(|known| Arc::ptr_eq(known, event)));
    assert_eq!((after.len(), same.count()), (4, 2));
    assert!(after.iter().any(|event| event.reports.len() == 2));
}

#[test]
fn an_article_is_asked_about_once_however_much_it_tells() {
    let told = |at, text: &str| (report(1, at, "2021-05-14", text), About::default());
    let before = merge(vec![
        told(0, "BIANCHI inaugura un ponte"),
        told(200, "ROSSI arriva a Lima"),
        told(400, "NERI chiude lo stadio"),
    ]);
    let changes = Changes {
        gone: Vec::new(),
        come: vec![(report(2, 0, "2021-05-14", "piove"), About::default())],
    };
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let about = |_| {
        asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        About::default()
    };
    assert_eq!(again(&before, changes, &about).len(), 4);
    assert_eq!(asked.into_inner(), 1);
}
