//! Passages that are kept: found, listed, worked on, taken back, and said to be gone.

use rassegna::app::Overlay;
use rassegna::app::msg::Msg;
use rassegna::app::panes::bookmarks::{Row, Unread};

use super::driver::Driver;

#[test]
fn a_passage_is_selected_kept_listed_found_deleted_and_brought_back() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2jjjjv").shows("sentences");
    let sentence = room.app.selection().unwrap().range();
    room.keys("l");
    assert!(room.app.selection().unwrap().range().len() > sentence.len());
    room.keys("h");
    assert_eq!(room.app.selection().unwrap().range(), sentence);
    room.keys("<enter>").shows("New bookmark");
    room.keys("perché ora?<tab>armi, vertici<ctrl-s>")
        .shows("Bookmark saved");
    assert_eq!(room.stored.len(), 1);
    assert_eq!(room.stored[0].note, "perché ora?");
    assert_eq!(room.stored[0].tags, ["armi", "vertici"]);
    assert!(room.drafts.is_empty(), "what is saved is no draft any more");
    room.keys("1jB").shows("perché ora?").shows("#armi");
    let elsewhere = room.app.reader.id();
    room.keys("<enter>");
    assert_ne!(room.app.reader.id(), elsewhere);
    assert_eq!(
        room.app.reader.open.as_ref().unwrap().cursor,
        sentence.start
    );
    room.keys("Bd").shows("Nothing is kept yet");
    assert!(room.stored.is_empty());
    room.keys("q").keys("u").shows("Taken back");
    assert_eq!(room.stored.len(), 1);
}

#[test]
fn a_passage_that_was_edited_is_shown_with_the_difference_and_one_that_is_gone_as_lost() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2jjjjbuno<ctrl-s>").shows("Bookmark saved");
    // The article is as it is; what was kept of it was another text.
    let mut edited = room.stored[0].clone();
    edited.hash = Some(1);
    let second = edited.quote.split(' ').nth(2).unwrap().to_owned();
    edited.quote = edited.quote.replacen(&second, "altrimenti", 1);
    let mut gone = edited.clone();
    gone.id = "gone".parse().unwrap();
    gone.quote = "Di questa frase non c’è più nulla, da nessuna parte.".to_owned();
    gone.prefix = "Prima veniva un’altra storia, che qualcuno ha tolto. ".to_owned();
    gone.suffix = " Dopo ne veniva una terza, e anche quella manca.".to_owned();
    for (width, height) in [(120, 35), (80, 24)] {
        let mut later = Driver::embedded(width, height);
        later.stored = vec![edited.clone(), gone.clone()];
        let difference = format!("[-altrimenti-]{{+{second}+}}");
        later
            .keys("B")
            .shows("(changed)")
            .shows("(lost)")
            .shows(&difference);
        // One of the two stands beside the article, and the other is seen to be lost.
        later.keys("q").shows("▌1 ✗1");
        later
            .keys("B/altrimenti<tab>e")
            .shows("Bookmark (changed)")
            .shows(&difference);
        later.keys("<esc>q");
        let open = later.app.reader.open.as_ref().unwrap();
        assert_eq!(open.kept.len(), 1, "a lost passage has no place");
        assert!(open.kept[0].changed);
        later
            .keys("B/altrimenti<enter>")
            .shows("reads differently now");
        later.shows("≠");
    }
}

#[test]
fn a_bookmark_that_is_brought_back_is_selected_in_the_list() {
    let mut room = Driver::embedded(120, 35);
    for (keys, note) in [
        ("2jj", "uno"),
        ("jjjjjjjjjjjj", "due"),
        ("jjjjjjjjjjjj", "tre"),
    ] {
        room.keys(keys)
            .keys("b")
            .keys(note)
            .keys("<ctrl-s>")
            .shows("Bookmark saved");
    }
    let selected = |room: &Driver| match room.app.overlays.last() {
        Some(Overlay::Bookmarks(list)) => match list.selected() {
            Some(Row::Kept(bookmark)) => bookmark.id.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    room.keys("Bj");
    let before = selected(&room);
    room.keys("d");
    assert_ne!(selected(&room), before);
    room.keys("u");
    assert_eq!(selected(&room), before);
}

#[test]
fn what_a_filter_leaves_can_be_worked_on() {
    let mut room = Driver::embedded(100, 30);
    room.keys("a/shoigu")
        .shows("tab to the rows")
        .hides("rename");
    room.keys("r").shows("shoigur").keys("<bs>");
    room.keys("<tab>")
        .shows("rename")
        .keys("r")
        .shows("Sergei Shoigu");
    assert_eq!(room.app.context(), rassegna::app::action::Context::Naming);
    room.keys("<esc>")
        .shows("shoigu")
        .keys("/<esc>")
        .shows("in all articles");
}

#[test]
fn only_what_was_kept_is_taken_back_and_what_could_not_be_taken_back_stays() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2jjbuno<ctrl-s>").shows("Bookmark saved");
    room.disk_full = true;
    room.keys("jjjjjjjjjjjjbdue<ctrl-s>")
        .shows("no space left on the disk");
    assert_eq!(room.stored.len(), 1);
    room.keys("<ctrl-x>u").shows("no space left on the disk");
    assert_eq!(room.stored.len(), 1, "the disk takes no change back either");
    room.disk_full = false;
    room.keys("u").shows("taken back");
    assert!(
        room.stored.is_empty(),
        "the first bookmark was the last change"
    );
    room.keys("u").shows("Nothing to undo");
}

#[test]
fn what_another_program_keeps_is_in_the_list_when_it_is_opened() {
    let mut other = Driver::embedded(120, 35);
    other.keys("2bdall’altra finestra<ctrl-s>");
    let mut room = Driver::embedded(120, 35);
    room.stored = other.stored.clone();
    room.keys("B").shows("dall’altra finestra");
    room.stored.clear();
    room.happen(Msg::Bookmarks(Vec::new(), Vec::new()));
    room.hides("dall’altra finestra");
}

#[test]
fn a_bookmark_that_cannot_be_read_is_listed_with_the_reason_and_left_alone() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2bquella buona<ctrl-s>");
    let damaged = Unread {
        file: "20240101T000000000-0.md".to_owned(),
        reason: "it is damaged: the field `id` is missing".to_owned(),
        content: "mezza citazione".to_owned(),
    };
    room.keys("B");
    let whole = room.stored.clone();
    room.happen(Msg::Bookmarks(whole, vec![damaged]));
    room.shows("1 of 1 · 1 with a problem")
        .shows("mezza citazione")
        .shows("the field `id` is missing");
    for key in ["<enter>", "e", "d", "y"] {
        room.keys("G").keys(key).shows("left as it is");
    }
    assert_eq!(room.stored.len(), 1);
    room.keys("/buona<enter>").hides("mezza citazione");
}

#[test]
fn a_passage_is_copied_with_its_citation() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2vy").shows("Copied");
    let copied = room.copied.clone().unwrap();
    assert!(
        copied.contains("rassegna") && copied.contains('«'),
        "{copied}"
    );
}

#[test]
fn a_passage_that_is_gone_is_said_to_be_and_no_other_is_shown() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2jjjjb<ctrl-s>");
    let changed = &mut room.stored[0];
    changed.hash = None;
    changed.quote = "Parole che in quell’articolo nessuno ha mai scritto.".to_owned();
    room.keys("1jB<enter>").shows("not found in the article");
    assert_eq!(room.app.reader.open.as_ref().unwrap().pointed, None);
}
