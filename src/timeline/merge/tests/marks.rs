//! One report held against the others by its marks shares with each what two lists side by side share.

use proptest::prelude::*;

use super::super::alike::common;
use super::*;

const WORDS: [&str; 12] = [
    "ROSSI", "NERI", "BIANCHI", "trattato", "ponte", "visita", "arresto", "nave", "firma",
    "vertice", "pesca", "strada",
];

proptest! {
    #[test]
    fn marks_tell_what_two_reports_share(
        all in proptest::collection::vec(
            (0..9_u64, 0..4_usize, 0..TIMES.len(), proptest::sample::subsequence(WORDS.to_vec(), 0..7)),
            2..20,
        ),
    ) {
        let mut told: Vec<Told> = (all.iter())
            .map(|(article, at, date, said)| {
                let report = report(*article, at * 100, TIMES[*date], &said.join(" "));
                Told::new(report, about(*article))
            })
            .collect();
        told.sort_by(Told::in_order);
        let weigher = Weigher::new(&told);
        let (mut marks, mut others) = (weigher.marks(), weigher.marks());
        let places = || 0..u32::try_from(told.len()).unwrap();
        for first in places() {
            weigher.mark(&mut marks, first);
            let one = weigher.terms(first).unwrap();
            for second in places().filter(|&second| weigher.may_be_one(first, second)) {
                let other = weigher.terms(second).unwrap();
                prop_assert!(marks.common(other.words).eq(common(one.words, other.words)));
                prop_assert!(marks.common(other.actors).eq(common(one.actors, other.actors)));
                let story = |at: u32| &told[at as usize].story;
                let shared = common(story(first).mixed(), story(second).mixed()).count();
                prop_assert!(shared < 2 || marks.may_share_two(story(first), story(second)));
                // It makes no difference which of the two is marked.
                weigher.mark(&mut others, second);
                let least = f64::NEG_INFINITY;
                let more = weigher.more_than_enough(&mut marks, second, least);
                prop_assert_eq!(more, weigher.more_than_enough(&mut others, first, least));
                prop_assert!(more.is_some() && weigher.may_be_one(second, first));
            }
        }
    }
}
