//! What the user sees: keys in, screen out, over the embedded articles.

#[path = "screens/cards.rs"]
mod cards;
#[path = "screens/corrections.rs"]
mod corrections;
#[path = "support/driver.rs"]
mod driver;
#[path = "screens/events.rs"]
mod events;
#[path = "screens/footers.rs"]
mod footers;
#[path = "screens/large.rs"]
mod large;
#[path = "screens/notes.rs"]
mod notes;

use driver::Driver;
use rassegna::app::action::ACTIONS;
use rassegna::app::effect::Effect;
use rassegna::app::key::Modifiers;
use rassegna::app::mouse::{Mouse, MouseKind};
use rassegna::app::msg::Msg;
use rassegna::app::notice::{Notice, Severity};
use rassegna::app::panes::bookmarks::{Row, Unread};
use rassegna::app::{Overlay, Pane};
use rassegna::corpus::load::Inputs;
use rassegna::index::build::Progress;
use ratatui::style::Modifier;

#[test]
fn the_room_opens_with_everything_to_read() {
    let mut room = Driver::embedded(160, 45);
    room.shows("5 articles")
        .shows("Documents")
        .shows("Reader")
        .shows("Timeline");
    room.shows("Shoigu di nuovo da Kim")
        .shows("2025-06-09")
        .shows("Pyongyang");
    room.shows("people")
        .shows("countries")
        .shows("? help")
        .shows("q quit");
    assert_eq!(room.app.documents.rows.len(), 5);
    assert!(room.app.timeline.len() > 5, "the articles tell events");
}

#[test]
fn moving_through_the_documents_shows_each_in_the_reader() {
    let mut room = Driver::embedded(120, 35);
    let first = room.app.reader.id();
    room.keys("j");
    assert_ne!(room.app.reader.id(), first);
    room.keys("k");
    assert_eq!(room.app.reader.id(), first);
    room.keys("G");
    assert_eq!(room.app.documents.cursor.selected(), Some(4));
}

#[test]
fn the_lens_narrows_while_it_is_typed_and_esc_widens_it() {
    let mut room = Driver::embedded(120, 35);
    room.keys("/duma");
    assert_eq!(room.app.documents.rows.len(), 1, "{}", room.screen());
    room.shows("Il patto con Pyongyang");
    room.keys("<enter>").shows("of 5 articles");
    room.keys("<esc>").shows("5 articles");
    assert_eq!(room.app.documents.rows.len(), 5);
}

#[test]
fn esc_while_typing_puts_the_lens_back() {
    let mut room = Driver::embedded(120, 35);
    room.keys("/duma<enter>/ xyzzy<esc>");
    assert_eq!(room.app.lens.text(), "duma");
}

#[test]
fn typing_errors_accents_and_elision_are_looked_through() {
    for (typed, title) in [
        ("pyongiang", "Shoigu"),
        ("ucraina", "Shoigu"),
        ("pngyng", "Shoigu"),
    ] {
        let mut room = Driver::embedded(160, 45);
        room.keys(&format!("/{typed}<enter>"));
        assert!(!room.app.documents.rows.is_empty(), "{typed} finds nothing");
        room.shows(title);
    }
}

#[test]
fn a_lens_wider_than_the_line_is_seen_to_go_on() {
    let mut room = Driver::embedded(80, 24);
    room.keys("/Putin -actor:kim munizioni accordo cooperazione militare date:2023 date:zzz missili<enter>")
        .shows("cooperazione m…");
}

#[test]
fn what_finds_nothing_says_why() {
    let mut room = Driver::embedded(120, 35);
    room.keys("/zzyzxqj<enter>")
        .shows("Nothing fits the lens")
        .shows("is in no article");
    let mut room = Driver::embedded(120, 35);
    room.keys("/vladivostok duma<enter>")
        .shows("No article has all of it")
        .shows("duma in 1");
}

#[test]
fn a_mistake_in_the_lens_is_shown_in_place_and_nothing_typed_is_lost() {
    let mut room = Driver::embedded(120, 35);
    room.keys("/date:31-31 ");
    assert_eq!(room.app.lens.mistakes().len(), 1);
    let message = room.app.lens.mistakes()[0].message.clone();
    room.shows(message.get(..20).unwrap());
    assert!(room.app.lens.text().contains("date:31-31"));
}

#[test]
fn hits_are_counted_and_n_goes_through_them_across_articles() {
    let mut room = Driver::embedded(160, 45);
    room.keys("/munizioni<enter>");
    let all = room.app.hits_in_all;
    assert!(all > 1, "{all}");
    let mut seen = 1;
    let mut articles = std::collections::HashSet::from([room.app.reader.id()]);
    room.shows("hit 1 of");
    while !room.screen().contains("That was the last hit") {
        room.keys("n");
        articles.insert(room.app.reader.id());
        seen += 1;
        assert!(seen < 200, "n comes to an end");
    }
    assert_eq!(seen - 1, all, "n visits every hit once");
    assert_eq!(articles.len(), room.app.documents.rows.len());
    room.keys("N").hides("That was the last hit");
}

#[test]
fn actors_are_listed_and_enter_puts_one_into_the_lens() {
    let mut room = Driver::embedded(120, 35);
    room.keys("a")
        .shows("Actors")
        .shows("Corea del Nord")
        .shows("Vladimir Putin");
    room.keys("/choe")
        .shows("Choe Son Hui")
        .hides("Vladimir Putin");
    room.keys("<enter>");
    assert_eq!(room.app.lens.text(), r#"actor:"Choe Son Hui""#);
    assert_eq!(room.app.documents.rows.len(), 1);
}

#[test]
fn a_hidden_actor_is_listed_and_brought_back() {
    let mut room = Driver::embedded(120, 35);
    room.keys("aH").shows("No actor is hidden");
    room.keys("d").shows("Kim Jong Un is no actor");
    room.keys("H").shows("Hidden actors").shows("Kim Jong Un");
    room.keys("<enter>").shows("Kim Jong Un is an actor");
    room.hides("Hidden actors").shows("31 in 5 articles");
    room.keys("H").shows("No actor is hidden");
}

#[test]
fn mentions_are_followed_across_articles_under_all_names() {
    let mut room = Driver::embedded(160, 45);
    room.keys("/actor:shoigu<enter>");
    let articles = room.app.documents.rows.len();
    assert!(articles >= 2, "{}", room.screen());
    let mut visited = std::collections::HashSet::new();
    for _ in 0..60 {
        room.keys(".");
        visited.insert(room.app.reader.id());
    }
    assert_eq!(visited.len(), articles);
    room.shows("last mention of");
}

#[test]
fn an_event_opens_at_its_sentence_and_then_at_its_next_source() {
    let mut room = Driver::embedded(160, 45);
    let catalogue = room.app.catalogue.clone();
    let shared = catalogue.events.iter().position(|event| {
        let first = event.reports[0].article;
        event.reports.iter().any(|report| report.article != first)
    });
    let shared = shared.expect("an event that two articles tell");
    let shared = u32::try_from(shared).unwrap();
    room.keys("3");
    room.app.timeline.select_place(shared);
    let mut articles = std::collections::HashSet::new();
    for _ in 0..catalogue.events.reports(shared) {
        room.keys("<enter>");
        articles.insert(room.app.reader.id());
        let open = room.app.reader.open.as_ref().unwrap();
        assert!(open.pointed.is_some(), "the sentence is pointed at");
    }
    assert!(articles.len() > 1, "each Enter goes to another source");
}

#[test]
fn the_timeline_is_divided_more_or_less_finely() {
    let mut room = Driver::embedded(160, 45);
    room.keys("3+").shows("month");
    let months = room.app.timeline.rows().len();
    room.keys("--").shows("decade");
    assert!(room.app.timeline.rows().len() < months);
}

#[test]
fn a_gap_of_years_is_one_line_and_so_is_today() {
    let mut room = Driver::embedded(160, 45);
    room.keys("3gg").shows("years without events");
    let screen = room.screen();
    let gaps = screen.matches('┊').count();
    assert_eq!(
        gaps,
        screen.matches("years without events").count(),
        "{screen}"
    );
    room.keys("G").shows("── today, 1º marzo 2026 ──");
    let event = room.app.timeline.selected_event();
    assert!(event.is_some(), "the end of the list is its last event");
}

#[test]
fn the_timeline_goes_to_a_date_while_it_is_typed() {
    let mut room = Driver::embedded(160, 45);
    let at = |room: &Driver| room.app.timeline.selected_date().unwrap().to_string();
    room.keys("3");
    let before = at(&room);
    room.keys("dsettembre 2024")
        .shows("To date: settembre 2024");
    assert_eq!(at(&room), "2024-09");
    room.keys("<esc>").hides("To date");
    assert_eq!(at(&room), before);
    room.keys("d2023-09-13<enter>").hides("To date");
    assert_eq!(at(&room), "2023-09-13");
    room.keys("d2030<enter>")
        .shows("Nothing is told of 2030: this is the last event before it");
    room.keys("d1931<enter>")
        .shows("Nothing is told of 1931: this is the first event after it");
    room.keys("d2023-09-13<enter>").hides("Nothing is told");
    // What is no date can be mended where it is typed.
    room.keys("dqui<enter>")
        .shows("To date: qui")
        .shows("no date; such as");
    assert_eq!(at(&room), "2023-09-13");
    room.keys("<backspace>")
        .shows("To date: qu")
        .hides("no date; such as");
    room.keys("<enter><ctrl-u>2024-09<enter>").hides("To date");
    assert_eq!(at(&room), "2024-09");
}

#[test]
fn a_date_in_the_text_leads_to_its_event_and_back() {
    let mut room = Driver::embedded(160, 45);
    room.keys("/title:shoigu firmato<enter>2n");
    let place = room.app.reader.open.as_ref().unwrap().cursor;
    room.keys("d");
    assert_eq!(room.app.focus, Pane::Timeline);
    let event = room.app.timeline.selected_event().unwrap();
    assert_eq!(event.date.to_string(), "2024-06-19");
    room.keys("<ctrl-o>");
    assert_eq!(room.app.focus, Pane::Reader);
    let open = room.app.reader.open.as_ref().unwrap();
    assert_eq!(open.cursor, place, "back at the place that was left");
    room.keys("ggd").shows("No date on this line");
}

#[test]
fn bars_count_what_happened_or_what_was_written() {
    let mut room = Driver::embedded(160, 45);
    room.keys("3w")
        .shows("when written")
        .shows("what was written when");
    room.keys("ggp");
    assert_eq!(room.app.lens.text(), "published:195X");
    room.keys("<esc>w").hides("when written");
}

#[test]
fn actors_of_the_lens_have_lanes() {
    let mut room = Driver::embedded(160, 45);
    room.keys("3").hides("1950  ");
    room.keys("/actor:kim<enter>3");
    assert_eq!(room.app.timeline.lane_lines(), 2);
    room.keys("L");
    assert_eq!(room.app.timeline.lane_lines(), 0);
    room.keys("X3L");
    assert_eq!(room.app.timeline.lane_lines(), 7, "those named most");
    // A click on a column goes to its time.
    let inside = room.app.layout.inside(Pane::Timeline);
    let names = u16::try_from(room.app.timeline.name_columns()).unwrap();
    room.click(inside.x + names + 1, inside.y);
    let first = room.app.timeline.lanes().columns[0].as_edtf();
    let selected = room.app.timeline.selected_date().unwrap();
    assert!(selected.first_day() >= first.first_day(), "{selected}");
    room.keys("gg");
    assert_ne!(room.app.timeline.selected_date(), Some(selected));
}

#[test]
fn the_wheel_with_ctrl_divides_time() {
    let mut room = Driver::embedded(160, 45);
    let inside = room.app.layout.inside(Pane::Timeline);
    let zoom = |kind| {
        Msg::Mouse(Mouse {
            column: inside.x + 3,
            row: inside.y + 10,
            kind,
            modifiers: Modifiers {
                ctrl: true,
                ..Modifiers::default()
            },
        })
    };
    room.happen(zoom(MouseKind::ScrollUp));
    room.shows("by month");
    room.happen(zoom(MouseKind::ScrollDown));
    room.happen(zoom(MouseKind::ScrollDown));
    room.shows("by decade");
}

#[test]
fn a_period_goes_into_the_lens() {
    let mut room = Driver::embedded(160, 45);
    room.keys("3p");
    assert!(
        room.app.lens.text().starts_with("date:"),
        "{}",
        room.app.lens.text()
    );
}

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
fn the_legend_names_every_kind_also_where_there_is_little_room() {
    Driver::embedded(80, 24).shows("people countries orgs places weapons ops");
    Driver::embedded(160, 45).shows("organisations  places  weapons  operations");
}

#[test]
fn a_key_of_another_pane_says_where_it_works() {
    let mut room = Driver::embedded(120, 35);
    room.keys("1b")
        .shows("b works in the reader (2 goes there)");
    room.keys("2b").shows("New bookmark").keys("<esc>");
}

#[test]
fn a_failure_is_not_forgotten_with_the_next_key() {
    let mut room = Driver::embedded(120, 35);
    let notice = Notice {
        severity: Severity::Error,
        text: "no space is left on the disk".to_owned(),
    };
    room.happen(Msg::Notice(notice));
    room.shows("no space is left").keys("jj");
    room.hides("no space is left").shows("1 failure (!)");
    room.keys("!").shows("no space is left").keys("<esc>");
    room.hides("failure");
}

#[test]
fn a_search_that_fails_is_told_and_not_waited_for() {
    let mut room = Driver::embedded(120, 35);
    room.searches_fail = true;
    room.keys("/duma").shows("The search stopped");
    // Once for all letters.
    room.hides("searching").shows("1 failure (!)");
    assert_eq!(room.app.documents.rows.len(), 5);
}

#[test]
fn reading_texts_for_an_expression_shows_how_far_it_is() {
    let mut room = Driver::embedded(120, 35);
    room.searches_wait = true;
    room.keys("/duma").hides("searched").shows("searching …");
    room.keys(" /du.a/").shows("searched 12,288 of 100,000 …");
    room.searches_wait = false;
    room.keys("<bs>").hides("searched");
}

#[test]
fn only_bookmarked_articles_can_be_shown() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2b<ctrl-s>*");
    assert_eq!(room.app.documents.rows.len(), 1, "{}", room.screen());
    room.keys("*");
    assert_eq!(room.app.documents.rows.len(), 5);
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
fn the_picker_finds_articles_actors_and_commands() {
    let mut room = Driver::embedded(120, 35);
    room.keys("<ctrl-p>patto duma")
        .shows("article")
        .shows("Il patto con Pyongyang");
    room.keys("<enter>");
    assert_eq!(room.app.focus, Pane::Reader);
    room.shows("Il patto con Pyongyang");
    room.keys("<ctrl-p>lvrv")
        .shows("actor")
        .shows("Lavrov")
        .keys("<esc>");
    room.keys(":only reader<enter>").hides("Timeline");
}

#[test]
fn marks_and_the_way_back_lead_to_the_same_place() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2jjjjjjma");
    let place = (
        room.app.reader.id(),
        room.app.reader.open.as_ref().unwrap().cursor,
    );
    room.keys("JG'a");
    assert_eq!(
        (
            room.app.reader.id(),
            room.app.reader.open.as_ref().unwrap().cursor
        ),
        place
    );
    room.keys("J<ctrl-o>");
    assert_eq!(room.app.reader.id(), place.0);
    room.keys("<alt-right>");
    assert_ne!(room.app.reader.id(), place.0);
}

#[test]
fn the_place_survives_every_change_of_size() {
    let mut room = Driver::embedded(160, 45);
    room.keys("2").keys("jjjjjjjjjjjj");
    let place = room.app.reader.open.as_ref().unwrap().cursor;
    let before = room.screen();
    for (width, height) in [
        (80, 24),
        (60, 20),
        (1, 1),
        (0, 0),
        (200, 60),
        (31, 9),
        (160, 45),
    ] {
        room.resize(width, height);
        room.screen();
        assert_eq!(room.app.reader.open.as_ref().unwrap().cursor, place);
    }
    assert_eq!(room.screen(), before);
}

#[test]
fn every_size_draws_something_and_every_list_opens_in_it() {
    for (width, height) in [
        (0, 0),
        (1, 1),
        (3, 2),
        (19, 5),
        (20, 5),
        (24, 6),
        (60, 20),
        (69, 24),
        (70, 24),
        (118, 10),
        (300, 100),
    ] {
        let mut room = Driver::embedded(width, height);
        for keys in [
            "",
            "2",
            "3",
            "a",
            "<esc>B",
            "<esc><ctrl-p>kim",
            "<esc>?",
            "<esc>!",
            "<esc>2vb",
            "<esc>/x",
        ] {
            room.keys(keys);
            room.screen();
        }
    }
}

#[test]
fn three_widths_have_three_shapes() {
    let mut room = Driver::embedded(160, 45);
    room.shows("Documents").shows("Reader").shows("Timeline");
    room.resize(80, 24)
        .shows("Documents")
        .shows("Reader")
        .shows("Timeline");
    room.resize(60, 20)
        .shows("1 Documents  2 Reader  3 Timeline")
        .keys("2")
        .shows("people");
}

#[test]
fn the_help_shows_every_action_with_its_keys() {
    let mut room = Driver::embedded(160, 45);
    let mut seen = room.keys("?").screen();
    for _ in 0..ACTIONS.len() {
        seen.push_str(&room.keys("j").screen());
    }
    for info in ACTIONS {
        assert!(seen.contains(info.doc), "{}", info.name);
    }
    room.keys("q").hides("Writing a note");
}

#[test]
fn the_mouse_focuses_selects_scrolls_and_opens() {
    let mut room = Driver::embedded(160, 45);
    let first = room.app.reader.id();
    room.click(10, 6);
    assert_ne!(
        room.app.reader.id(),
        first,
        "a click shows the article under it"
    );
    room.click(10, 6);
    assert_eq!(room.app.focus, Pane::Reader, "a second click opens it");
    let top = room.app.reader.open.as_ref().unwrap().top;
    room.mouse(MouseKind::ScrollDown, 80, 20);
    assert!(room.app.reader.open.as_ref().unwrap().top > top);
    room.click(150, 10);
    assert_eq!(room.app.focus, Pane::Timeline);
}

#[test]
fn the_mouse_can_be_switched_off() {
    let mut room = Driver::embedded(160, 45);
    room.keys(":mouse<enter>").shows("Mouse off");
    room.click(150, 10);
    assert_ne!(room.app.focus, Pane::Timeline);
}

#[test]
fn actors_and_dates_stand_out_without_colours_too() {
    let room = Driver::embedded(160, 45);
    let buffer = room.buffer();
    let person = buffer
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::BOLD))
        .count();
    let dates = buffer
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::UNDERLINED))
        .count();
    assert!(person > 10 && dates > 10, "{person} {dates}");
}

#[test]
fn only_the_reader_and_all_panes_again() {
    let mut room = Driver::embedded(160, 45);
    room.keys("z").hides("Timeline").keys("z").shows("Timeline");
}

#[test]
fn q_ends_the_program() {
    let mut room = Driver::embedded(80, 24);
    room.keys("q");
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
fn a_passage_that_is_gone_is_said_to_be_and_no_other_is_shown() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2jjjjb<ctrl-s>");
    let changed = &mut room.stored[0];
    changed.hash = None;
    changed.quote = "Parole che in quell’articolo nessuno ha mai scritto.".to_owned();
    room.keys("1jB<enter>").shows("not found in the article");
    assert_eq!(room.app.reader.open.as_ref().unwrap().pointed, None);
}

#[test]
fn a_lens_without_hits_says_so_and_not_that_the_last_was_reached() {
    let mut room = Driver::embedded(120, 35);
    room.keys("/qqqqzz<enter>n")
        .shows("no hit")
        .hides("That was the last hit");
}

#[test]
fn one_pane_at_a_time_shows_the_lens_and_the_text_that_is_gone_to() {
    for keys in ["n", "J"] {
        let mut room = Driver::embedded(60, 20);
        room.keys("/putin<enter>").shows("/ putin").keys(keys);
        assert_eq!(room.app.focus, Pane::Reader, "{keys}");
    }
    let mut room = Driver::embedded(60, 20);
    room.keys("3G<enter>");
    assert_eq!(room.app.focus, Pane::Reader);
    assert!(room.app.reader.open.as_ref().unwrap().pointed.is_some());
}

#[test]
fn an_article_can_be_read_before_anything_is_recognised_in_it() {
    let mut room = Driver::before_the_dictionary(&Inputs::default(), 160, 45);
    room.shows("Shoigu di nuovo da Kim")
        .shows("A Istanbul si discute di pace");
    room.keys("2jjjj");
    let place = room.app.reader.open.as_ref().unwrap().cursor;
    assert!(place > 0 && room.app.timeline.is_empty());
    room.tell_dictionary();
    let open = room.app.reader.open.as_ref().unwrap();
    assert!(!open.annotated.mentions.is_empty(), "now it is recognised");
    assert_eq!(open.cursor, place, "and the place is the same");
    assert!(!room.app.timeline.is_empty());
}

#[test]
fn the_newest_article_is_open_until_a_key_is_pressed() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        (
            "a.txt",
            "Le scuole\n\nLa pandemia di covid tiene chiuse le scuole. Il 4 maggio il ministro ha \
             incontrato i sindaci, e il 9 maggio li ha rivisti.\n",
        ),
        (
            "b.txt",
            "Il grano\n\nDopo l'invasione dell'Ucraina il grano costa il doppio. Il 4 marzo il \
             ministro ha incontrato i mugnai; il 9 marzo ha visto i sindaci.\n",
        ),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    let open = |room: &Driver| {
        let open = room.app.reader.open.as_ref().unwrap();
        open.annotated.article.head.title.clone()
    };
    // Nothing states a date, so that the order is known only once the texts are recognised.
    let mut room = Driver::before_the_dictionary(&inputs, 160, 45);
    assert_eq!(open(&room), "Le scuole");
    room.tell_dictionary();
    assert_eq!(open(&room), "Il grano");
    let articles = &room.app.documents.rows;
    assert!(
        articles
            .iter()
            .all(|row| room.app.reading.place(row.entry.id()).is_none()),
        "nobody has read yet"
    );
    let mut room = Driver::before_the_dictionary(&inputs, 160, 45);
    room.keys("2");
    room.tell_dictionary();
    assert_eq!(open(&room), "Le scuole", "it was being read");
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

#[test]
fn a_notice_too_long_for_its_line_can_be_read_as_a_whole() {
    let mut room = Driver::embedded(80, 24);
    let severity = rassegna::app::notice::Severity::Error;
    let text = format!("{} and this is the reason", "a very long path ".repeat(6));
    room.happen(Msg::Notice(rassegna::app::notice::Notice {
        severity,
        text,
    }));
    room.hides("reason").shows("! all of it");
    room.keys("!").shows("reason");
}

/// A folder of three articles, the newest first in the list.
fn three_articles() -> (tempfile::TempDir, Inputs) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (day, name, text) in [
        (
            3,
            "a.txt",
            "Il vertice.\n\nIl primo capoverso dice poco.\n\nIl ministro è partito ieri sera.\n\nPoi è tornato a casa.",
        ),
        (2, "b.txt", "Il grano.\n\nIl grano costa il doppio."),
        (1, "c.txt", "Le scuole.\n\nLe scuole sono chiuse."),
    ] {
        let text = format!("---\ndate: 2024-05-0{day}\ntitle: {name}\n---\n{text}\n");
        std::fs::write(folder.path().join(name), text).expect("it can be written to");
    }
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    (folder, inputs)
}

#[test]
fn what_changed_on_disk_is_read_again_and_the_place_stays() {
    let (folder, inputs) = three_articles();
    let mut room = Driver::open(&inputs, 160, 45);
    room.keys("2jjjmav");
    let place = room.app.reader.open.as_ref().unwrap().cursor;
    let selected = |room: &Driver| {
        let open = room.app.reader.open.as_ref().unwrap();
        let range = room.app.selection().map(|selection| selection.range());
        range.map(|range| range.of(&open.annotated.article.text).to_owned())
    };
    assert_eq!(
        selected(&room).as_deref(),
        Some("Il ministro è partito ieri sera.")
    );
    std::fs::write(
        folder.path().join("a.txt"),
        "---\ndate: 2024-05-03\ntitle: a.txt\n---\nIl vertice.\n\nIl primo capoverso ora dice molto di più.\n\n\
         Il ministro è partito ieri sera.\n\nPoi è rimasto là.\n",
    )
    .unwrap();
    room.perform_effect(Effect::Reread(None));
    room.shows("ora dice molto di più")
        .shows("Poi è rimasto là");
    assert_eq!(
        selected(&room).as_deref(),
        Some("Il ministro è partito ieri sera.")
    );
    assert!(room.app.reader.open.as_ref().unwrap().cursor > place);
    // The mark leads to the same words.
    room.keys("<esc>gg'a");
    let open = room.app.reader.open.as_ref().unwrap();
    let text = &open.annotated.article.text;
    assert!(text.get(open.cursor..).unwrap().starts_with("Il ministro"));
}

#[test]
fn articles_that_come_and_go_do_not_move_the_list_or_the_reader() {
    let (folder, inputs) = three_articles();
    let mut room = Driver::open(&inputs, 160, 45);
    room.keys("j").shows("Il grano costa il doppio");
    let open = room.app.reader.id();
    std::fs::write(
        folder.path().join("0.txt"),
        "---\ndate: 2024-06-01\n---\nUn articolo nuovo.\n\nIl più recente di tutti.\n",
    )
    .unwrap();
    room.perform_effect(Effect::Reread(None));
    room.shows("4 articles");
    assert_eq!(room.app.documents.cursor.selected(), Some(2));
    assert_eq!(room.app.reader.id(), open);
    std::fs::remove_file(folder.path().join("b.txt")).unwrap();
    room.perform_effect(Effect::Reread(None));
    room.shows("3 articles")
        .shows("is gone")
        .shows("Il grano costa il doppio");
    assert_eq!(room.app.reader.id(), open);
    assert_eq!(room.app.documents.cursor.selected(), Some(2));
    room.keys("1k").hides("Il grano costa il doppio");
}

#[test]
fn another_dictionary_is_taken_for_everything() {
    let mut room = Driver::embedded(160, 45);
    room.keys("2jjjj");
    let place = room.app.reader.open.as_ref().unwrap().cursor;
    room.keys("a").hides("Arsenale di prova").keys("<esc>");
    let own = "[organisations]\nprova = { it = \"Arsenale di prova | munizioni\" }\n";
    room.tell_another_dictionary(own);
    assert_eq!(room.app.reader.open.as_ref().unwrap().cursor, place);
    room.keys("a").shows("Arsenale di prova");
}

#[test]
fn a_file_that_was_edited_is_read_again_even_if_its_size_and_time_are_the_same() {
    let (folder, inputs) = three_articles();
    let mut room = Driver::open(&inputs, 160, 45);
    room.keys("2e");
    let file = folder.path().join("a.txt");
    assert_eq!(room.edited, std::slice::from_ref(&file));
    let time = std::fs::metadata(&file).unwrap().modified().unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("partito", "sparito")).unwrap();
    let opened = std::fs::File::options().write(true).open(&file).unwrap();
    opened.set_modified(time).unwrap();
    room.perform_effect(Effect::Reread(Some(vec![file])));
    room.shows("Il ministro è sparito ieri sera");
}

#[test]
fn the_picker_tells_of_what_is_selected_before_it_is_chosen() {
    let mut room = Driver::embedded(120, 40);
    room.keys("<ctrl-p>'arriva");
    room.shows("Il patto con Pyongyang arriva alla Duma")
        .shows("21 ottobre 2024 · rassegna, dossier Asia · rassegna")
        .shows("seeds/2024-10-21");
    room.keys("<esc><ctrl-p>zelensky");
    room.shows("Volodymyr Zelensky · person")
        .shows("named 1 time in 1 article");
    room.keys("<esc>:theme");
    room.shows("Changes to the next theme").shows("keys: T");
    // In a small terminal the answers need the room.
    room.keys("<esc>").happen(Msg::Resize(60, 12));
    room.keys("<ctrl-p>zelensky");
    room.shows("Volodymyr Zelensky").hides("named 1 time");
}

#[test]
fn hits_that_are_told_twice_leave_the_reader_where_it_is() {
    let mut room = Driver::embedded(120, 35);
    room.keys("/missili<enter>n");
    room.shows("hit 2 of");
    let again = room.marked.clone().unwrap();
    room.happen(again);
    room.shows("hit 2 of");
}

#[test]
fn reading_says_how_far_it_has_come_and_can_be_stopped() {
    let mut room = Driver::embedded(160, 45);
    room.happen(Msg::Progress(Some(Progress {
        read: 1234,
        of: Some(20_000),
    })));
    room.shows("reading 1,234 of 20,000 … S stops");
    room.keys("S").shows("Reading was stopped");
    room.happen(Msg::Progress(None));
    room.hides("reading 1,234")
        .keys("S")
        .shows("Everything is read already");
}

/// One article of Markdown with links and a footnote.
fn linked_article() -> (tempfile::TempDir, Inputs) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let filler = "Una riga qualunque, per fare lunghezza.\n\n".repeat(60);
    std::fs::write(
        folder.path().join("a.md"),
        format!(
            "---\ntitle: Il ponte\nurl: https://molo.example/ponte\n---\n\nSi legge nel [rapporto](https://molo.example/r) \
             e su [banca.example](https://altro.example/x), dice uno[^1]. Un [file](file:///etc/passwd) no.\n\n\
             Poi su [p\u{430}ypal.example](https://p\u{430}ypal.example/).\n\n{filler}[^1]: La nota in fondo.\n"
        ),
    )
    .expect("a file can be written");
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    (folder, inputs)
}

#[test]
fn s1_links_of_the_screen_are_numbered_and_opened_after_they_were_shown() {
    let (_folder, inputs) = linked_article();
    let mut room = Driver::open(&inputs, 120, 40);
    room.keys("2o").shows("link: which number?");
    // Four can be followed; the file cannot.
    room.shows("1 molo.example").hides(" 5 ");
    room.keys("1")
        .shows("Press o again to open https://molo.example/r");
    assert!(room.opened_urls.is_empty());
    room.keys("o");
    assert_eq!(room.opened_urls, ["https://molo.example/r"]);
    room.keys("oo")
        .shows("Press o again to open https://molo.example/ponte");
    // Another key in between takes the consent back, and asks again.
    room.keys("jo").shows("link: which number?");
    room.keys("<esc>").hides("link: which number?");
    room.keys("o9").shows("There is no link 9 here");
    assert_eq!(room.opened_urls.len(), 1);
}

#[test]
fn t4_the_real_host_stands_beside_a_link() {
    let (_folder, inputs) = linked_article();
    let mut room = Driver::open(&inputs, 120, 40);
    room.keys("2o").shows("2 altro.example not banca.example");
    room.shows("xn--pypal-4ve.example");
    room.keys("2").shows("(its text says banca.example)");
    room.keys("2o4")
        .shows("Press o again to open https://xn--pypal-4ve.example/");
}

#[test]
fn footnotes_are_gone_to_and_come_back_from() {
    let (_folder, inputs) = linked_article();
    let mut room = Driver::open(&inputs, 120, 40);
    room.keys("2").hides("La nota in fondo.");
    let place = room.app.reader.open.as_ref().unwrap().cursor;
    room.keys("o").shows("3 in this text");
    room.keys("3").shows("[1] La nota in fondo.");
    room.keys("<ctrl-o>").hides("La nota in fondo.");
    assert_eq!(room.app.reader.open.as_ref().unwrap().cursor, place);
}

#[test]
fn the_help_is_named_on_every_screen_that_has_a_footer() {
    for (width, height) in [(60, 20), (80, 24), (120, 35)] {
        let mut room = Driver::embedded(width, height);
        for keys in ["1", "2", "3", "/missili<enter>"] {
            room.keys(keys).shows("? help");
        }
    }
}

#[test]
fn an_event_says_how_many_articles_tell_it() {
    let mut room = Driver::embedded(160, 45);
    let events = &room.app.catalogue.events;
    let places = (0..).take(events.len());
    let told = places.filter_map(|place| Some((events.reports(place), events.summary(place)?)));
    let told: Vec<(usize, usize)> = told
        .map(|(reports, event)| (reports, event.articles))
        .collect();
    assert!(told.iter().any(|(reports, articles)| reports > articles));
    let most = told.iter().map(|&(_, articles)| articles).max();
    assert!(most.is_some_and(|most| most <= 5));
    room.keys("3gg").hides("7 sources");
}

#[test]
fn a_decade_in_words_names_nobody() {
    let room = Driver::embedded(160, 45);
    let catalogue = &room.app.catalogue;
    let named = catalogue.entries.iter().flat_map(|entry| entry.actors());
    let named: Vec<&str> = named.map(|(actor, _)| catalogue.roster.id(actor)).collect();
    assert!(!named.is_empty());
    assert!(named.iter().all(|actor| !actor.contains("cinquanta")));
}

#[test]
fn the_counter_of_hits_follows_the_mentions() {
    let mut room = Driver::embedded(120, 35);
    room.keys("/actor:zelensky actor:shoigu<enter>2gg");
    room.keys("..").shows("hit ");
    let open = room.app.reader.open.as_ref().unwrap();
    let here = open.hit.map(|hit| open.hits[hit]);
    assert!(here.is_some_and(|hit| hit.contains(open.cursor)));
}
