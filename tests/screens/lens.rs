//! The line of the lens: what it finds while it is typed, and what it says where it finds nothing.

use rassegna::app::Pane;
use rassegna::app::msg::Msg;
use rassegna::corpus::load::Inputs;

use super::driver::Driver;

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
    room.keys("/-russia<enter>")
        .shows("Nothing fits the lens")
        .shows("Every article answers");
    let mut room = Driver::embedded(120, 35);
    room.keys("/zzyzxqj<enter>")
        .shows("Nothing fits the lens")
        .shows("Nothing answers");
    let mut room = Driver::embedded(120, 35);
    room.keys("/vladivostok duma<enter>")
        .shows("No article has all of it")
        .shows("duma in 1");
}

#[test]
fn whom_a_name_in_the_lens_may_mean_is_said_while_it_is_typed_and_once_after() {
    let mut room = Driver::embedded(160, 45);
    room.keys("/actor:corea")
        .shows("actor:corea is Corea (2), and not Corea del Nord (5)");
    room.keys("<enter>")
        .shows("In the lens: actor:corea is Corea (2), and not Corea del Nord (5)");
    room.keys("jj").hides("and not Corea");
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
fn a_hit_that_is_asked_for_before_the_lens_is_answered_is_gone_to() {
    let mut room = Driver::embedded(120, 35);
    room.answers_wait = true;
    room.keys("/nord<enter>n").hides("no hit");
    room.tell_answers().shows("hit 2 of").hides("no hit");
    // The first part of an answer may have none yet, and whoever does something else does not wait.
    room.searches_wait = true;
    room.keys("<esc><esc>/munizioni<enter>n").hides("no hit");
    room.keys("2").hides("no hit");
    assert_eq!(room.app.focus, Pane::Reader);
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
fn what_was_typed_comes_back_after_the_history() {
    let mut room = Driver::embedded(120, 35);
    room.keys("/duma<enter><esc>/abbozzo<up>");
    assert_eq!(room.app.lens.text(), "duma");
    room.keys("<up><down><down>");
    assert_eq!(room.app.lens.text(), "abbozzo");
    room.keys("<esc>");
    assert!(room.app.lens.is_empty());
}

#[test]
fn a_kept_lens_that_gave_way_to_another_or_is_forgotten_is_brought_back() {
    let kept = |room: &Driver| -> Vec<String> {
        let lenses = room.app.reading.lenses();
        lenses
            .map(|(name, text)| format!("{name} = {text}"))
            .collect()
    };
    let mut room = Driver::embedded(120, 35);
    room.keys("/duma<enter>Wprima<enter>")
        .shows("Lens kept as “prima”");
    room.keys("<esc>/missili<enter>Wprima<enter>")
        .shows("which was duma; u brings that back");
    assert_eq!(kept(&room), ["prima = missili"]);
    room.keys("W<enter>u").shows("lens “prima” is duma");
    assert_eq!(kept(&room), ["prima = duma"]);
    room.keys("<ctrl-p>prima<ctrl-x>")
        .shows("is forgotten; u brings it back");
    room.keys("<esc>u");
    assert_eq!(kept(&room), ["prima = duma"]);
    room.keys("u").shows("lens “prima” is forgotten");
    assert_eq!(kept(&room), [""; 0]);
}

#[test]
fn the_lines_of_a_passage_are_parted_by_a_space() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("versi.md"),
        "# Al molo\n\nConta le barche,  \nil cormorano conta le boe.\n",
    )
    .unwrap();
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    let mut room = Driver::open(&inputs, 160, 35);
    room.keys("/cormorano<enter>")
        .shows("barche, il cormorano")
        .hides("\u{fffd}");
}

#[test]
fn esc_while_typing_puts_back_the_article_the_place_and_the_list() {
    let mut room = Driver::embedded(160, 45);
    room.keys("jj2<ctrl-d>jj1");
    let (screen, open) = (room.screen(), room.app.reader.id());
    room.keys("/vladivostok");
    let shown = room.app.reader.id().unwrap();
    assert_ne!(Some(shown), open, "another article is shown");
    room.keys("<esc>");
    assert_eq!(room.screen(), screen);
    room.keys("j");
    let read = |id| room.app.reading.place(id).is_some();
    assert!(!read(shown), "it was not read");
    assert!(read(open.unwrap()));
}

#[test]
fn esc_while_typing_leads_back_to_the_hit_that_was_gone_to() {
    let mut room = Driver::embedded(160, 45);
    room.keys("/munizioni<enter>nn").shows("hit 3 of");
    let screen = room.screen();
    room.keys("/ russia<down><esc>");
    assert_eq!(room.screen(), screen);
    // Also where the same article was gone through meanwhile, and where nothing was changed.
    room.keys("/<bs>o<down><up><esc>");
    assert_eq!(room.screen(), screen);
}

#[test]
fn esc_while_typing_leaves_what_was_opened_beside_the_lens() {
    let mut room = Driver::embedded(160, 45);
    room.keys("G2<ctrl-d>ma1/duma<enter>'a");
    let (open, place) = (
        room.app.reader.id(),
        room.app.reader.open.as_ref().unwrap().cursor,
    );
    assert!(open.is_some_and(|id| room.app.documents.position(id).is_none()));
    room.keys("/ patto<esc>");
    assert_eq!(room.app.reader.id(), open);
    assert_eq!(room.app.reader.open.as_ref().unwrap().cursor, place);
}

#[test]
fn esc_while_typing_does_not_wait_for_what_was_on_its_way() {
    let mut room = Driver::embedded(160, 45);
    room.keys("j");
    let screen = room.screen();
    room.opens_wait = true;
    room.keys("/vladivostok<esc>");
    room.tell_opens();
    assert_eq!(room.screen(), screen);
}

#[test]
fn what_was_read_before_a_lens_was_typed_is_a_step_back() {
    let mut room = Driver::embedded(160, 45);
    room.keys("jj");
    let open = room.app.reader.id();
    room.keys("/vladivostok<enter>");
    assert_ne!(room.app.reader.id(), open);
    room.keys("<ctrl-o>");
    assert_eq!(room.app.reader.id(), open);
}

#[test]
fn what_is_looked_for_in_the_texts_has_its_passage_below_each_article() {
    for (lens, shown) in [
        ("actor:shoigu", true),
        ("date:2024", true),
        ("/mis+il/", true),
        ("title:duma", false),
        ("-actor:shoigu", false),
    ] {
        let mut room = Driver::embedded(160, 45);
        room.keys(&format!("/{lens}<enter>"));
        assert_eq!(room.app.documents.passages, shown, "{lens}");
        if !shown {
            continue;
        }
        let passage = room
            .app
            .documents
            .rows
            .get(0)
            .unwrap()
            .passage
            .unwrap()
            .clone();
        let hit = passage
            .text
            .get(passage.first - passage.range.start..)
            .unwrap();
        room.shows(hit.split_whitespace().next().unwrap());
        assert!(
            passage.marks.iter().any(|mark| mark.start == passage.first),
            "{lens}"
        );
    }
}

#[test]
fn the_name_of_a_kept_lens_gives_way_to_what_is_typed() {
    let mut room = Driver::embedded(120, 35);
    room.keys("/duma<enter>Wprima<enter>Wdopo<enter>");
    let kept = |room: &Driver| -> Vec<String> {
        room.app
            .reading
            .lenses()
            .map(|(name, _)| name.to_owned())
            .collect()
    };
    assert_eq!(kept(&room), ["dopo", "prima"]);
    // It is gone on with where the cursor is moved first.
    room.keys("u<esc>/duma<enter>W<end> 2<enter>");
    assert_eq!(kept(&room), ["prima", "prima 2"]);
}

#[test]
fn a_lens_is_not_kept_without_a_name_and_that_is_said() {
    let mut room = Driver::embedded(120, 35);
    room.keys("/duma<enter>W   <enter>")
        .shows("Keep the lens as:")
        .shows("a name is wanted");
    room.keys("prima<enter>").shows("Lens kept as “prima”");
}

#[test]
fn the_article_on_the_screen_stays_while_better_ones_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    let write = |name: &str| {
        let text = format!("# Una nota del {name}\n\nIl faro è acceso.\n");
        std::fs::write(folder.path().join(format!("{name}.md")), text).unwrap();
    };
    write("2023-05-02");
    let mut room = Driver::before_the_dictionary(&inputs, 120, 35);
    room.shows("Una nota del 2023-05-02");
    let first = room.app.reader.id();
    assert!(first.is_some());
    write("2024-05-02");
    let catalogue = Driver::open(&inputs, 120, 35).app.catalogue;
    room.happen(Msg::Catalogue {
        catalogue,
        reading: true,
    });
    assert_eq!(room.app.documents.rows.len(), 2);
    assert_eq!(room.app.reader.id(), first, "nobody asked for another");
    assert_eq!(room.app.documents.cursor.selected(), Some(1));
}
