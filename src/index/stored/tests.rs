//! What was read of words on disk is given back, and nobody who searches takes notice.

use std::fs;

use super::*;
use crate::corpus::seeds;
use crate::index::packed::Packed;
use crate::index::vocabulary::Tokens;
use crate::index::wanted::Search;

#[test]
fn what_was_read_is_given_back_also_while_somebody_reads() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("words");
    fs::create_dir(&folder).unwrap();
    let mut packed = Packed::default();
    for article in seeds::articles() {
        packed.add(&Tokens::of(&article));
    }
    let name = |local: u32| Some((ArticleId(u64::from(local)), 7));
    Stored::write(&folder, &packed, &name).unwrap();
    let stored = Stored::open(&folder).unwrap();
    let words = [(Arc::from("kim"), 1)];
    let search = Search {
        words: &words,
        required: &[vec![0], vec![0]],
    };
    let count = |pass: &Pass<'_>| {
        let mut count = 0;
        pass.strip(0..u32::MAX, &mut |_, here| count += here.len());
        count
    };
    let is_same = |before: &Arc<Mapped>| Arc::ptr_eq(before, &stored.mapped());
    let before = stored.mapped();
    let pass = stored.pass(&search);
    let wanted = count(&pass);
    assert!(wanted > 10);
    stored.let_go(u64::MAX);
    assert!(is_same(&before), "so little is no matter");
    stored.let_go(1);
    assert!(!is_same(&before), "it is mapped once more");
    assert_eq!(
        (count(&pass), count(&stored.pass(&search))),
        (wanted, wanted)
    );
    // Where it is gone, as when another program wrote it anew, it stays as it is.
    let before = stored.mapped();
    fs::rename(&folder, place.path().join("elsewhere")).unwrap();
    stored.let_go(1);
    assert!(is_same(&before));
    assert_eq!(count(&stored.pass(&search)), wanted);
}
