//! Writing notes where the disk fails or is slow: what was typed stays where it was typed.

use rassegna::app::effect::Effect;
use rassegna::app::msg::Msg;
use rassegna::app::{Overlay, Pane};
use rassegna::corpus::load::Inputs;

use super::driver::Driver;

fn edits(room: &Driver) -> bool {
    matches!(room.app.overlays.last(), Some(Overlay::Note(_)))
}

#[test]
fn a_note_that_cannot_be_saved_stays_open_with_what_was_typed_and_the_reason() {
    for (width, height) in [(120, 35), (80, 24), (40, 12)] {
        let mut room = Driver::embedded(width, height);
        room.disk_full = true;
        room.keys("2bda rileggere<tab>duma<ctrl-s>")
            .shows("da rileggere")
            .shows("duma")
            .shows("New bookmark")
            .shows("no space left on the disk");
        assert!(edits(&room));
        // What is typed goes on where it was, and the reason stays in sight.
        room.keys(", armi")
            .shows("duma, armi")
            .shows("no space left on the disk");
        room.disk_full = false;
        room.keys("<ctrl-s>").shows("Bookmark saved");
        assert!(!edits(&room));
        assert_eq!(room.stored[0].tags, ["duma", "armi"]);
        assert!(room.app.drafts.is_empty());
        room.keys("q");
        assert!(room.ended);
    }
}

#[test]
fn a_bookmark_without_a_note_that_cannot_be_saved_is_not_forgotten() {
    let mut room = Driver::embedded(80, 24);
    room.disk_full = true;
    room.keys("2b<ctrl-s>").shows("no space left on the disk");
    room.keys("<esc>").shows("kept as a draft");
    assert!(!edits(&room));
    room.keys("q").shows("A note could not be kept");
    assert!(!room.ended);
    room.disk_full = false;
    room.keys("B")
        .shows("1 not finished")
        .keys("<enter><ctrl-s>");
    assert_eq!(room.stored.len(), 1);
    room.keys("<esc>q");
    assert!(room.ended);
}

#[test]
fn the_note_of_a_saved_bookmark_stays_open_too_and_the_bookmark_as_it_was() {
    let mut room = Driver::embedded(80, 24);
    room.keys("2bprima<ctrl-s>").shows("Bookmark saved");
    room.disk_full = true;
    room.keys("b e poi<ctrl-s>")
        .shows("prima e poi")
        .shows("no space left on the disk");
    assert_eq!(room.stored[0].note, "prima");
    room.keys("<ctrl-x>").shows("Thrown away");
    room.disk_full = false;
    room.keys("b").shows("prima").hides("e poi");
}

#[test]
fn keys_that_are_typed_while_a_slow_disk_saves_are_not_for_the_note() {
    let mut room = Driver::embedded(120, 35);
    room.saves_wait = true;
    room.keys("2buno<ctrl-s>");
    // Nobody has done anything else: the note is still seen, and goes when it is saved.
    assert!(edits(&room));
    room.tell_saves().shows("Bookmark saved");
    assert!(!edits(&room));
    room.saves_wait = true;
    room.keys("jjjjjjbdue<ctrl-s>1");
    assert!(!edits(&room));
    assert_eq!(room.app.focus, Pane::Documents);
    room.tell_saves().shows("Bookmark saved");
    assert_eq!(room.stored[1].note, "due");
    // Where it fails after all, it is told and kept as a draft.
    room.saves_wait = true;
    room.keys("2jjjjjjjjbtre<ctrl-s>1");
    room.disk_full = true;
    room.tell_saves().shows("no space left on the disk");
    assert!(!edits(&room));
    assert_eq!(room.app.drafts.len(), 1);
}

#[test]
fn what_is_written_while_the_save_before_is_under_way_is_not_lost() {
    let mut room = Driver::embedded(120, 35);
    room.saves_wait = true;
    room.keys("2buno<ctrl-s>b due<ctrl-s>");
    assert!(edits(&room));
    room.tell_save().shows("Bookmark saved");
    assert_eq!(room.stored[0].note, "uno");
    // The second one is still asked for, and what it says still a draft.
    assert!(edits(&room));
    assert_eq!(room.app.drafts.len(), 1);
    room.keys("b").shows("uno due").keys("<esc>");
    room.tell_save();
    assert_eq!(room.stored[0].note, "uno due");
    assert!(room.app.drafts.is_empty());
    // One that is only typed is kept as a draft.
    room.saves_wait = true;
    room.keys("b tre<ctrl-s>b quattro<esc>")
        .shows("kept as a draft");
    room.tell_saves();
    assert_eq!(room.stored[0].note, "uno due tre");
    assert_eq!(room.drafts.len(), 1);
    assert_eq!(room.drafts[0].note, "uno due tre quattro");
    room.keys("b").shows("uno due tre quattro");
}

#[test]
fn a_note_that_is_kept_beside_that_of_another_program_is_finished() {
    let mut room = Driver::embedded(120, 35);
    room.saves_wait = true;
    room.keys("2buno<ctrl-s>");
    let mut beside = room.app.drafts[0].clone();
    let asked = std::mem::replace(
        &mut beside.id,
        "20260101T000000Z-beside".parse().expect("a name"),
    );
    room.happen(Msg::Saved {
        bookmark: Box::new(beside),
        asked,
    });
    assert!(!edits(&room));
    assert!(room.app.drafts.is_empty());
}

#[test]
fn a_program_that_ends_while_it_saves_leaves_no_draft_of_what_is_saved() {
    let mut room = Driver::embedded(120, 35);
    room.saves_wait = true;
    room.keys("2buno<ctrl-s>");
    let left = room.app.leave();
    let drafts = left
        .iter()
        .filter(|effect| matches!(effect, rassegna::app::effect::Effect::SaveDraft(_)));
    assert_eq!(drafts.count(), 0);
    room.happen(Msg::Terminate);
    assert!(room.ended);
}

/// A room over two articles, in one of which a passage was kept before it was edited; it is not known
/// yet what became of it.
fn with_an_edited_passage() -> (tempfile::TempDir, Driver) {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("an article");
    };
    let rest = "Nessuno ha detto nulla di nuovo per tutta la sera.\n\n".repeat(60);
    write(
        "a.txt",
        &format!("Il lago\n\n{rest}Il battello torna a navigare venerdì.\n"),
    );
    write("b.txt", "Il monte\n\nLa funivia resta chiusa.\n");
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    let mut room = Driver::open(&inputs, 120, 35);
    room.keys("2Gb<ctrl-s>").shows("Bookmark saved");
    assert!(room.stored[0].quote.contains("battello"));
    write(
        "a.txt",
        &format!("Il lago\n\nUna riga in più.\n\n{rest}Il battello torna a navigare venerdì.\n"),
    );
    room.compares_wait = true;
    room.perform_effect(Effect::Reread(None));
    room.keys("gg").hides("Il battello torna");
    (folder, room)
}

#[test]
fn a_passage_that_is_awaited_is_shown_when_it_is_found() {
    let (_folder, mut room) = with_an_edited_passage();
    room.keys("B<enter>").hides("Il battello torna");
    room.tell_compares()
        .shows("Il battello torna a navigare venerdì");
}

#[test]
fn who_reads_on_is_not_taken_to_a_passage_that_was_awaited_before() {
    let (_folder, mut room) = with_an_edited_passage();
    room.keys("B<enter>j");
    let place = room.app.reader.open.as_ref().map(|open| open.cursor);
    room.tell_compares().hides("Il battello torna");
    let after = room.app.reader.open.as_ref().map(|open| open.cursor);
    assert_eq!(after, place);
}

#[test]
fn a_passage_that_cannot_be_looked_for_is_told_and_not_awaited_for_ever() {
    let (_folder, mut room) = with_an_edited_passage();
    room.keys("B<enter>");
    room.fail_compares().shows("made a mistake with it");
    // With the list it is asked once more.
    room.keys("B<enter>")
        .shows("Il battello torna a navigare venerdì");
}

#[test]
fn the_bookmarks_of_every_article_are_counted_as_they_come_and_go() {
    let (folder, mut room) = with_an_edited_passage();
    room.shows("▌1").hides("✗");
    room.tell_compares().shows("▌1").hides("✗");
    room.keys("b<ctrl-s>").shows("▌2");
    room.keys("1j").shows("La funivia").keys("2b<ctrl-s>");
    let counts = |room: &Driver| {
        let rows = room.app.catalogue.entries.iter();
        rows.map(|entry| room.app.bookmarks_of(entry.id()))
            .collect::<Vec<_>>()
    };
    assert_eq!(counts(&room), [(2, 0), (1, 0)]);
    room.keys("u");
    assert_eq!(counts(&room), [(2, 0), (0, 0)]);
    std::fs::write(
        folder.path().join("a.txt"),
        "Il lago\n\nTutto è stato riscritto da capo, con altre parole.\n",
    )
    .expect("an article");
    room.perform_effect(Effect::Reread(None));
    assert_eq!(counts(&room), [(1, 1), (0, 0)], "the title is still there");
}
