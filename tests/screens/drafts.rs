//! Notes that were not finished: none is lost, and each can be gone on with or thrown away.

use rassegna::app::msg::Msg;
use rassegna::app::notice::{Notice, Severity};

use super::driver::Driver;

#[test]
fn a_note_that_is_closed_stays_as_a_draft() {
    let mut room = Driver::embedded(80, 24);
    room.keys("2bmezza frase<esc>").shows("draft");
    assert!(room.stored.is_empty());
    assert_eq!(room.drafts.len(), 1);
    let draft = room.drafts[0].clone();
    room.keys("b").shows("mezza frase").keys("<esc>");
    let mut later = Driver::embedded(80, 24);
    later.happen(Msg::Drafts(vec![draft]));
    later
        .shows("A note was not finished: «mezza frase»")
        .hides("New bookmark")
        .keys("B")
        .shows("1 not finished")
        .keys("d")
        .shows("Not saved yet")
        .keys("<enter>")
        .shows("New bookmark")
        .keys(" intera<ctrl-s>")
        .shows("Bookmark saved");
    assert_eq!(later.stored[0].note, "mezza frase intera");
    later.hides("not finished");
}

#[test]
fn a_draft_is_thrown_away_where_it_is_taken_up() {
    let mut room = Driver::embedded(80, 24);
    room.keys("2bmezza frase<esc>B<enter>")
        .shows("New bookmark")
        .keys("<ctrl-x>")
        .shows("Thrown away")
        .hides("mezza frase");
    assert!(room.drafts.is_empty());
}

#[test]
fn a_draft_of_a_saved_note_goes_on_wherever_the_note_is_opened() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2bprima<ctrl-s>Be e poi altro<esc>")
        .shows("1 not finished");
    // The saved one stands below it.
    room.keys("je")
        .shows("prima e poi altro")
        .keys("!<esc>")
        .shows("prima e poi altro!");
    assert_eq!(room.drafts.len(), 1);
    assert_eq!(room.drafts[0].note, "prima e poi altro!");
}

#[test]
fn a_draft_that_is_emptied_is_gone() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2bx<esc>B").shows("1 not finished");
    room.keys("<enter><backspace><esc>").hides("not finished");
    assert!(room.drafts.is_empty());
}

#[test]
fn several_drafts_are_taken_up_from_the_list_or_on_their_passages() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2bla prima<esc>jjjjjjbla seconda<esc>");
    assert_eq!(room.drafts.len(), 2);
    let drafts = room.drafts.clone();
    let mut later = Driver::embedded(120, 35);
    later.happen(Msg::Drafts(drafts));
    later
        .shows("2 notes were not finished")
        .keys("B")
        .shows("la prima")
        .shows("la seconda")
        .keys("<esc>2b")
        .shows("New bookmark")
        .shows("la prima");
}

#[test]
fn leaving_with_a_note_that_could_not_be_kept_takes_two_keys() {
    let mut room = Driver::embedded(120, 35);
    let full = || {
        Msg::NotKept(Notice {
            severity: Severity::Error,
            text: "no space is left on the disk".to_owned(),
        })
    };
    room.keys("2bda non perdere<esc>");
    room.happen(full());
    room.keys("q").shows("could not be kept");
    assert!(!room.ended);
    room.keys("b").shows("da non perdere").keys("<ctrl-s>q");
    assert!(room.ended, "it is saved, so nothing is lost");
    let mut room = Driver::embedded(120, 35);
    room.keys("2bda perdere<esc>");
    room.happen(full());
    room.keys("qq");
    assert!(room.ended);
}

#[test]
fn a_note_that_was_emptied_again_leaves_no_draft() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2bx");
    assert_eq!(room.drafts.len(), 1);
    room.keys("<backspace><esc>");
    assert!(room.drafts.is_empty(), "nothing was written");
}

#[test]
fn ctrl_c_ends_the_program_wherever_one_is_and_loses_no_note() {
    for keys in ["/duma", "<ctrl-p>kim", "a/kim", "?", "2v", "m"] {
        let mut room = Driver::embedded(100, 30);
        room.keys(keys).keys("<ctrl-c>");
        assert!(room.ended, "{keys}");
    }
    let mut room = Driver::embedded(100, 30);
    room.keys("2bmezza frase<ctrl-c>");
    assert!(room.ended);
    assert!(
        room.drafts
            .iter()
            .any(|draft| draft.note.contains("mezza frase"))
    );
}
