//! The list of actors, the card of one and the matrix of who appears with whom, by keys.

use rassegna::actors::find::MOST_MENTIONS;
use rassegna::app::Overlay;
use rassegna::app::panes::card::Card;
use rassegna::corpus::load::Inputs;

use super::driver::Driver;

/// A folder of these files, and the room in which it is open.
fn room_of(files: &[(&str, &str)], width: u16, height: u16) -> (tempfile::TempDir, Driver) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let inputs = Inputs {
        paths: vec![folder.path().to_owned()],
        ..Inputs::default()
    };
    let room = Driver::open(&inputs, width, height);
    (folder, room)
}

fn card(room: &Driver) -> &Card {
    match room.app.overlays.last() {
        Some(Overlay::Card(card)) => card,
        other => panic!("no card is open: {other:?}"),
    }
}

#[test]
fn the_card_tells_all_of_an_actor_and_leads_to_every_passage() {
    for (width, height) in [(80, 24), (160, 45)] {
        let mut room = Driver::embedded(width, height);
        room.keys("a/shoigu<tab>i")
            .shows("Sergei Shoigu")
            .shows("also")
            .shows("mentions in")
            .shows("first")
            .shows("published")
            .shows("with")
            .shows("2023-09")
            .hides("looking");
        let shown = card(&room).passages.len();
        assert_eq!(shown, card(&room).mentions as usize);
        room.keys("G");
        let passage = card(&room).selected().unwrap().clone();
        room.shows(&passage.found);
        room.keys("t").shows("told");
        room.keys("<enter>");
        assert_eq!(room.app.reader.id(), Some(passage.article));
        let open = room.app.reader.open.as_ref().unwrap();
        assert_eq!(open.pointed, Some(passage.sentence));
    }
}

#[test]
fn a_card_says_why_a_mention_means_the_actor() {
    let mut room = Driver::embedded(120, 35);
    room.keys("a/choe son hui<tab>i");
    let tied = |card: &Card| {
        card.passages
            .iter()
            .position(|passage| passage.why.contains("tied to Choe Son Hui, named in full"))
    };
    let place = tied(card(&room)).unwrap();
    room.keys("gg").keys(&"j".repeat(place));
    room.shows("tied to Choe Son Hui, named in full earlier in this article")
        .shows("name, short form, sure");
}

#[test]
fn the_card_of_the_actor_in_the_reader_is_corrected_where_it_is() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2i");
    let name = card(&room).name.clone();
    room.keys("r<ctrl-u>Un altro nome<enter>");
    assert_eq!(card(&room).name, "Un altro nome", "was {name}");
    room.keys("u");
    assert_eq!(card(&room).name, name);
}

#[test]
fn the_matrix_counts_and_puts_both_into_the_lens() {
    for (width, height) in [(80, 24), (160, 45)] {
        let mut room = Driver::embedded(width, height);
        room.keys("M")
            .shows("Who appears with whom")
            .shows("articles that name both")
            .shows("together in");
        room.keys("p").shows("paragraphs that name both");
        room.keys("f").shows("people").keys("ljh");
        let (one, other) = match room.app.overlays.last() {
            Some(Overlay::Matrix(matrix)) => {
                let (one, other) = matrix.selected().unwrap();
                (one.name.clone(), other.name.clone())
            }
            other => panic!("no matrix is open: {other:?}"),
        };
        room.keys("<enter>");
        let lens = room.app.lens.text().to_owned();
        assert!(lens.contains(&one) && lens.contains(&other), "{lens}");
        // Both, and then all but those of one of them.
        let both = room.app.documents.rows.len();
        room.keys("X/").keys(&format!("actor:\"{one}\"<enter>"));
        let with_one = room.app.documents.rows.len();
        room.keys("/").keys(&format!(" -actor:\"{other}\"<enter>"));
        assert_eq!(room.app.documents.rows.len(), with_one - both);
    }
}

/// The matrix that is open: of each two of the first `most` actors their names, and the counts.
fn cells(room: &Driver, most: usize) -> Vec<([String; 2], [u32; 2])> {
    let Some(Overlay::Matrix(matrix)) = room.app.overlays.last() else {
        panic!("no matrix is open");
    };
    let actors = matrix.actors.iter().take(most).enumerate();
    let mut cells = Vec::new();
    for (row, one) in actors {
        for (column, other) in matrix.actors.iter().take(row).enumerate() {
            let Some(pair) = matrix.together(row, column) else {
                continue;
            };
            cells.push((
                [one.name.clone(), other.name.clone()],
                [pair.articles, pair.passages],
            ));
        }
    }
    cells
}

#[test]
fn a_cell_of_the_matrix_counts_what_its_lens_finds_and_what_the_command_prints() {
    let home = tempfile::tempdir().unwrap();
    let printed = |lens: &str| {
        let printed = std::process::Command::new(env!("CARGO_BIN_EXE_rassegna"))
            .args(["actors", "--with", "--json", "--lens", lens])
            .env_clear()
            .env("HOME", home.path())
            .output()
            .unwrap();
        let printed = String::from_utf8(printed.stdout).unwrap();
        let pairs = printed.lines().map(|line| {
            let pair: serde_json::Value = serde_json::from_str(line).unwrap();
            let name = |field: &str| pair[field].as_str().unwrap().to_owned();
            let count = |field: &str| u32::try_from(pair[field].as_u64().unwrap()).unwrap();
            (
                [name("name"), name("with_name")],
                [count("articles"), count("passages")],
            )
        });
        pairs.collect::<Vec<_>>()
    };
    for lens in ["", "published:2023", "actor:shoigu"] {
        let mut room = Driver::embedded(160, 45);
        room.keys(&format!("/{lens}<enter>M"));
        let pairs = printed(lens);
        let cells = cells(&room, 7);
        assert!(cells.iter().any(|(_, [articles, _])| *articles > 0));
        for ([one, other], counts) in cells {
            let told = pairs.iter().find(|(names, _)| {
                *names == [one.clone(), other.clone()] || *names == [other.clone(), one.clone()]
            });
            let told = told.map_or([0, 0], |(_, counts)| *counts);
            assert_eq!(counts, told, "{one} and {other} through «{lens}»");
            let both = format!("/<ctrl-u>{lens} actor:\"{one}\" actor:\"{other}\"<enter>");
            room.keys("<esc>").keys(&both);
            let found = room.app.documents.rows.len();
            assert_eq!(
                found, counts[0] as usize,
                "{one} and {other} through «{lens}»"
            );
            room.keys("M");
        }
    }
}

#[test]
fn a_cell_of_the_matrix_opens_the_lens_of_both_and_escape_widens_it_again() {
    let mut room = Driver::embedded(160, 45);
    room.keys("Ml");
    let (one, other, count) = match room.app.overlays.last() {
        Some(Overlay::Matrix(matrix)) => {
            let (one, other) = matrix.selected().unwrap();
            let (row, column) = (matrix.row.selected(), matrix.column.selected());
            let pair = matrix.together(row.unwrap(), column.unwrap()).unwrap();
            (one.name.clone(), other.name.clone(), pair.articles)
        }
        other => panic!("no matrix is open: {other:?}"),
    };
    room.keys("<enter>")
        .shows(&format!("{count} of 5 articles"));
    assert_eq!(
        room.app.lens.text(),
        format!("actor:\"{one}\" actor:\"{other}\"")
            .replace(&format!("\"{one}\""), &quoted(&one))
            .replace(&format!("\"{other}\""), &quoted(&other))
    );
    room.keys("<esc>");
    assert_eq!(room.app.lens.text(), format!("actor:{}", quoted(&one)));
    room.keys("<esc>");
    assert_eq!(room.app.lens.text(), "");
    // One with itself is that one, once.
    room.keys("Mh<enter>");
    assert_eq!(
        room.app.lens.text().matches("actor:").count(),
        1,
        "{}",
        room.app.lens.text()
    );
}

/// A name as the lens writes it.
fn quoted(name: &str) -> String {
    match name.contains(' ') {
        true => format!("\"{name}\""),
        false => name.to_owned(),
    }
}

#[test]
fn a_card_dates_no_more_exactly_than_the_articles_do_and_tells_all_names() {
    for (width, height) in [(80, 24), (160, 45)] {
        let mut room = Driver::embedded(width, height);
        room.keys("a/corea del nord<tab>i");
        let (names, dates) = {
            let card = card(&room);
            let dates = card
                .ends()
                .map(|head| head.unwrap().date.unwrap().to_string());
            (card.aliases.clone(), dates)
        };
        let screen = room.screen();
        let told = screen.lines().find(|line| line.contains("published"));
        let told = told.unwrap_or_default();
        let [first, last] = dates;
        assert!(told.contains(&format!("{first} to {last}")), "{told}");
        // What stands between the borders of the card.
        let lines = screen.lines().filter_map(|line| line.split('┃').nth(1));
        let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
        let words = words.join(" ");
        assert!(names.len() > 4);
        // Narrow screens have room for the first of them.
        let most = if width > 100 { names.len() } else { 3 };
        for name in names.into_iter().take(most) {
            assert!(words.contains(&name), "{name} at {width}: {screen}");
        }
    }
}

#[test]
fn an_actor_chosen_in_the_list_is_shown_where_it_is_named_first() {
    for keys in ["a/putin<tab><enter>", "<ctrl-p>vladimir putin<enter>"] {
        let mut room = Driver::embedded(80, 24);
        room.keys("1G2");
        let before = room.app.reader.id();
        room.keys(keys);
        let first = room.app.documents.rows.get(0).map(|row| row.entry.id());
        assert_ne!(before, first);
        assert_eq!(room.app.reader.id(), first, "{keys}");
        room.keys("2").shows("hit 1 of");
        room.keys(".").hides("That was the last");
        // What was being read is a step back.
        room.keys("<ctrl-o>");
        assert_eq!(room.app.reader.id(), before, "{keys}");
    }
}

#[test]
fn a_card_says_how_many_of_its_articles_have_no_date() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "a.md",
        "---\ndate: 2024-01-02\n---\n\n# Uno\n\nPutin parla.\n",
    );
    write("b.md", "# Due\n\nPutin tace.\n");
    write("c.md", "# Tre\n\nPutin parte.\n");
    let inputs = rassegna::corpus::load::Inputs {
        paths: vec![folder.path().to_owned()],
        ..Default::default()
    };
    let mut room = Driver::open(&inputs, 120, 35);
    room.keys("a/putin<tab>i")
        .shows("3 mentions in 3 articles, 2 of them without a date");
}

#[test]
fn a_card_says_that_an_article_names_more_than_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Putin parla con la Cina. ".repeat(MOST_MENTIONS / 2 + 1);
    std::fs::write(folder.path().join("a.md"), format!("# Uno\n\n{text}\n")).unwrap();
    std::fs::write(folder.path().join("b.md"), "# Due\n\nPutin tace.\n").unwrap();
    let inputs = rassegna::corpus::load::Inputs {
        paths: vec![folder.path().to_owned()],
        ..Default::default()
    };
    let mut room = Driver::open(&inputs, 140, 35);
    room.keys("a/putin<tab>i")
        .shows("5,001 mentions in 2 articles")
        .shows("1 of them counted up to name 10000 only");
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
    room.hides("Hidden actors").shows("31 ?2 in 5 articles");
    room.keys("H").shows("No actor is hidden");
}

#[test]
fn whom_a_card_led_to_is_gone_on_with() {
    let text = "# La diga\n\nIl sindaco di Montelupo, Ernesto Caviglioni, e la ministra dell'Ambiente Lidia \
                Trepanese hanno visto la diga. Il comune di Montelupo tace.\n\nPoi Trepanese ha parlato a \
                Montelupo.\n";
    for keys in ["i", "..", "<enter>"] {
        let (_folder, mut room) = room_of(&[("a.md", text)], 80, 24);
        room.keys("a/trepanese<tab>i<enter>");
        let open = room.app.reader.open.as_ref().unwrap();
        let all = open.annotated.article.text.clone();
        let rest = all.get(open.cursor..).unwrap();
        assert!(rest.starts_with("ministra dell'Ambiente Lidia Trepanese"));
        room.keys(keys);
        match keys {
            "i" => assert_eq!(card(&room).name, "Lidia Trepanese"),
            // Past the name beside the role.
            ".." => {
                let cursor = room.app.reader.open.as_ref().unwrap().cursor;
                assert_eq!(cursor, all.rfind("Trepanese").unwrap());
            }
            _ => assert_eq!(room.app.lens.text(), "actor:\"Lidia Trepanese\""),
        }
    }
}

#[test]
fn a_card_tells_the_roles_and_surnames_that_articles_give_and_which_mentions_are_not_sure() {
    let text = "Il ministro della Difesa kirghiso Taalaibek Osmonov ha parlato. Poi Osmonov tace.\n\n\
                Il ministro della Difesa kirghiso parte.\n";
    let (_folder, mut room) = room_of(&[("a.md", text)], 120, 35);
    room.keys("a/osmonov<tab>i");
    assert_eq!(card(&room).also(), ["Osmonov"]);
    room.shows("«ministro della Difesa kirghiso»")
        .hides("not sure");
    let text = "Uno\n\nPutin parla. Poi Putin tace.\n";
    let (_folder, mut room) = room_of(&[("a.md", text)], 120, 35);
    room.keys("a/putin<tab>i")
        .shows("2 mentions in 1 article, none of them dated; 2 not sure (?)")
        .shows(" ? Putin parla.");
    let mut room = Driver::embedded(120, 35);
    room.keys("a/pyongyang<tab>i")
        .shows("stands for Corea del Nord where its government is meant");
}

#[test]
fn the_card_of_who_is_hidden_closes() {
    let mut room = Driver::embedded(120, 35);
    room.keys("a/pyongyang<tab>id")
        .shows("Pyongyang is no actor");
    assert!(matches!(room.app.overlays.as_slice(), [Overlay::Actors(_)]));
    room.hides("place:pyongyang");
    room.keys("/<ctrl-u>kim jong un<tab>i").shows("mentions in");
}

#[test]
fn a_card_has_its_passages_in_the_order_in_which_the_keys_go_through_them() {
    let mut room = Driver::embedded(120, 35);
    let mut listed = Vec::new();
    for number in 0..room.app.documents.rows.len() {
        listed.extend(
            room.app
                .documents
                .rows
                .get(number)
                .map(|row| row.entry.id()),
        );
    }
    room.keys("a/shoigu<tab>i");
    let passages: Vec<_> = (card(&room).passages.iter())
        .map(|passage| passage.article)
        .collect();
    let place = |article| listed.iter().position(|other| *other == article).unwrap();
    assert!(passages.is_sorted_by_key(|&article| place(article)));
    assert!(passages.first() != passages.last(), "there are several");
    // From the first to the next is what the list has, too.
    let second = passages.iter().position(|id| *id != passages[0]).unwrap();
    room.keys("gg").keys("<enter>");
    assert_eq!(room.app.reader.id(), Some(passages[0]));
    room.keys(&".".repeat(second));
    assert_eq!(room.app.reader.id(), Some(passages[second]));
}

#[test]
fn a_card_has_as_many_rows_for_names_and_roles_as_it_needs() {
    let mut room = Driver::embedded(160, 45);
    room.keys("a/putin<tab>i");
    let roles = card(&room).all_roles();
    let last = roles.last().unwrap().clone();
    room.shows(last.split(' ').next_back().unwrap());
    let rows = |room: &Driver| -> Vec<String> {
        let screen = room.screen();
        let begins = |label: &str| {
            screen
                .lines()
                .position(|line| line.contains(label))
                .unwrap()
        };
        let (also, named) = (begins(" also "), begins(" named "));
        let lines = screen.lines().skip(also).take(named - also);
        lines.map(str::to_owned).collect()
    };
    for size in [(160, 45), (80, 24)] {
        let mut room = Driver::embedded(size.0, size.1);
        for name in ["kim jong un", "shoigu", "putin"] {
            room.keys("a/").keys(name).keys("<tab>i");
            let blank = |line: &String| line.trim_matches(['│', ' ']).is_empty();
            let lines = rows(&room);
            assert!(!lines.iter().any(blank), "{name}: {lines:#?}");
            room.keys("<esc><esc><esc>");
        }
    }
}
