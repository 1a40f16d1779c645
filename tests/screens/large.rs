//! Corpora that are too large for a frame: what the lists over the panes ask of all articles is
//! answered later, and no key waits for it or is misunderstood because of it.

use std::fs;

use rassegna::app::Overlay;
use rassegna::corpus::load::Inputs;
use tempfile::TempDir;

use super::driver::Driver;

/// A room over so many articles that no list is filled at once.
fn large() -> (TempDir, Driver) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for number in 0..700 {
        let day = number % 28 + 1;
        let text = format!(
            "---\ntitle: Cronaca {number}\ndate: 2024-02-{day:02}\n---\n\nVladimir Putin ha \
             incontrato Kim Jong Un a Mosca il {day} gennaio 2024.\n\n{}\n",
            match number {
                42 => "Con loro c’era Emmanuel Macron.",
                _ => "Era solo.",
            }
        );
        fs::write(folder.path().join(format!("{number}.md")), text)
            .expect("an article can be written");
    }
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    let room = Driver::open(&inputs, 120, 35);
    (folder, room)
}

#[test]
fn what_was_typed_is_picked_even_if_the_answer_comes_after_enter() {
    let (_folder, mut room) = large();
    room.surveys_wait = true;
    room.keys("<ctrl-p>").shows("counting");
    room.tell_surveys().hides("counting").shows("of ");
    room.surveys_wait = true;
    room.keys("macron<enter>");
    assert!(matches!(room.app.overlays.last(), Some(Overlay::Picker(_))));
    room.tell_surveys();
    assert!(room.app.overlays.is_empty());
    assert_eq!(room.app.lens.text(), "actor:\"Emmanuel Macron\"");
}

#[test]
fn the_row_of_other_answers_is_not_taken_for_what_was_typed() {
    let (_folder, mut room) = large();
    room.keys("<ctrl-p>");
    room.tell_surveys();
    room.keys("ma<down><down>");
    room.surveys_wait = true;
    room.keys("cron<enter>").shows("looking through");
    assert!(matches!(room.app.overlays.last(), Some(Overlay::Picker(_))));
    room.tell_surveys();
    assert_eq!(room.app.lens.text(), "actor:\"Emmanuel Macron\"");
}

#[test]
fn what_is_filtered_is_opened_even_if_the_rows_come_after_enter() {
    let (_folder, mut room) = large();
    room.keys("a").shows("Vladimir Putin");
    room.surveys_wait = true;
    room.keys("/macron<enter>").shows("macron");
    room.tell_surveys();
    assert!(room.app.overlays.is_empty());
    assert_eq!(room.app.lens.text(), "actor:\"Emmanuel Macron\"");
}

#[test]
fn another_letter_makes_the_answer_before_it_void() {
    let (_folder, mut room) = large();
    room.surveys_wait = true;
    room.keys("<ctrl-p>macron<enter>x").tell_surveys();
    room.shows("Nothing of that name.");
    room.keys("<esc>");
    assert!(room.app.overlays.is_empty());
}

#[test]
fn lists_of_a_large_corpus_are_filled_when_they_are_counted() {
    let (_folder, mut room) = large();
    room.surveys_wait = true;
    room.keys("a").shows("Actors").shows("counting");
    room.tell_surveys()
        .shows("by mentions")
        .shows("Emmanuel Macron");
    room.surveys_wait = true;
    room.keys("/macron");
    room.tell_surveys()
        .shows("1 · all kinds")
        .hides("Vladimir Putin ");
    room.surveys_wait = true;
    room.keys("<tab>i")
        .shows("Emmanuel Macron")
        .shows("counting");
    room.tell_surveys()
        .shows("1 mention in 1 article")
        .shows("Con loro c’era");
    room.keys("<esc><esc>");
    room.surveys_wait = true;
    room.keys("M").shows("counting");
    room.tell_surveys().hides("counting").shows("[700");
}
