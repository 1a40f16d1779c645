//! Files while they are read, and when they change: what is shown first, and what stays where it was.

use rassegna::app::effect::Effect;
use rassegna::app::msg::Msg;
use rassegna::corpus::load::Inputs;
use rassegna::index::build::Progress;

use super::driver::Driver;

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
fn the_article_that_is_shown_first_stays_while_the_others_are_recognised() {
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
    let newest = room.app.documents.rows.get(0).unwrap();
    assert_eq!(newest.entry.title(), "Il grano");
    assert_eq!(open(&room), "Le scuole", "it is on the screen");
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
fn reading_says_how_far_it_has_come_and_can_be_stopped() {
    let mut room = Driver::embedded(160, 45);
    let progress = |read, of, about| {
        let progress = Progress {
            read,
            of,
            about,
            ..Progress::default()
        };
        Msg::Progress(Some(progress))
    };
    room.happen(progress(80, None, None));
    room.shows("reading 80 … S stops");
    room.happen(progress(900, None, Some(19_998)));
    room.shows("reading 900 of about 19,998 … S stops");
    room.happen(progress(1234, Some(20_000), Some(19_998)));
    room.shows("reading 1,234 of 20,000 … S stops");
    room.keys("S").shows("Reading was stopped");
    room.happen(Msg::Progress(None));
    room.hides("reading 1,234")
        .keys("S")
        .shows("Everything is read already");
}

#[test]
fn what_changed_is_read_again_beside_an_article_that_is_being_opened() {
    let (folder, inputs) = three_articles();
    let mut room = Driver::open(&inputs, 160, 45);
    room.shows("Il primo capoverso dice poco");
    // The next one is asked for, and cannot be opened; meanwhile the open one has changed.
    room.opens_wait = true;
    room.keys("1j");
    let path = folder.path().join("a.txt");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("dice poco", "dice molto")).unwrap();
    room.perform_effect(Effect::Reread(Some(vec![path])));
    let next = room.app.documents.rows.get(1).map(|row| row.entry.id());
    let next = next.expect("the list has three");
    room.happen(Msg::NotOpened(next, "it is gone".to_owned()));
    room.tell_opens().shows("Il primo capoverso dice molto");
}
