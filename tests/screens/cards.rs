//! The card of an actor and the matrix of who appears with whom, by keys.

use rassegna::app::Overlay;
use rassegna::app::panes::card::Card;

use super::driver::Driver;

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
