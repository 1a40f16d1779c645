//! What the reader decides about actors, by keys: it is written into `actors.toml` in plain form,
//! counts at once in every pane, and is taken back by one key. How the file itself is treated is
//! for the tests of `actors::correction` and of the runtime.

use super::driver::Driver;
use rassegna::actors::correction::{Correction as OfActor, Subject};
use rassegna::actors::{ActorId, ActorKind};
use rassegna::app::Overlay;
use rassegna::app::correction::{Corrected, Correction};
use rassegna::app::msg::Msg;
use rassegna::index::catalogue::ActorCount;

/// The row of an actor in the open list.
fn listed(room: &Driver, name: &str) -> Option<ActorCount> {
    let named = |row: &&ActorCount| room.app.actor_name(&row.actor) == name;
    match room.app.overlays.last() {
        Some(Overlay::Actors(list)) => {
            let mut rows = (0..list.len()).filter_map(|row| list.get(row));
            rows.find(|row| named(&row))
        }
        other => panic!("the list of actors is not open: {other:?}"),
    }
}

fn kind(room: &Driver, row: &ActorCount) -> Option<ActorKind> {
    let actor = room.app.catalogue.roster.get(&row.actor);
    actor.map(|actor| actor.kind)
}

#[test]
fn a_false_actor_is_hidden_everywhere_at_once_and_comes_back() {
    let mut room = Driver::embedded(120, 35);
    room.keys("a/kim jong un<tab>");
    assert!(listed(&room, "Kim Jong Un").is_some());
    room.keys("d").shows("is no actor");
    assert!(listed(&room, "Kim Jong Un").is_none());
    let file = room.actors_file.clone().unwrap();
    assert!(file.contains("kim-jong-un = { hide = true }"), "{file}");
    let open = room.app.reader.open.as_ref().unwrap();
    let marked = |mention: &rassegna::actors::Mention| &*mention.actor.0 == "person:kim-jong-un";
    assert!(!open.annotated.mentions.iter().any(marked));
    let told = |room: &Driver| {
        let mut events = room.app.catalogue.events.iter();
        events.any(|event| event.actors.iter().any(|id| &*id.0 == "person:kim-jong-un"))
    };
    assert!(!told(&room), "the timeline does not name him either");
    room.keys("u").shows("Undone: “");
    assert!(listed(&room, "Kim Jong Un").is_some());
    assert!(told(&room));
    assert_eq!(room.actors_file, None);
}

#[test]
fn an_actor_is_renamed_and_the_lens_knows_both_names() {
    let mut room = Driver::embedded(120, 35);
    room.keys("a/shoigu<tab>r").shows("The name to show for");
    room.keys("<ctrl-u>Šojgu il vecchio<enter>");
    assert!(listed(&room, "Šojgu il vecchio").is_some());
    for name in ["vecchio", "shoigu"] {
        room.keys("<esc>X").keys(&format!("/actor:{name}<enter>"));
        assert!(!room.app.documents.rows.is_empty(), "{name}");
        room.keys("a");
    }
}

#[test]
fn what_is_decided_of_a_known_actor_counts_before_anything_is_read_again() {
    let mut room = Driver::embedded(120, 35);
    let id = |id: &str| ActorId(id.into());
    let about = |of: &str, name: &str| Subject {
        id: id(of),
        name: name.to_owned(),
        introduced: false,
    };
    let (shoigu, jong_un) = ("person:sergei-shoigu", "person:kim-jong-un");
    // The keeper has written it, and nothing of what follows is done: no file is read.
    let decide = |room: &mut Driver, correction: OfActor| {
        let corrected = Corrected {
            correction: Correction::Actor(correction),
            before: None,
            after: String::new(),
        };
        let _later = room.app.update(Msg::Corrected(Box::new(corrected)));
    };
    decide(
        &mut room,
        OfActor::Rename {
            actor: about(shoigu, "Sergei Shoigu"),
            name: "Il vecchio".to_owned(),
        },
    );
    assert_eq!(room.app.actor_name(&id(shoigu)), "Il vecchio");
    let roster = |room: &Driver| room.app.catalogue.roster.clone();
    assert_eq!(roster(&room).named("sergei shoigu"), [id(shoigu)]);
    assert_eq!(roster(&room).named("il vecchio"), [id(shoigu)]);
    let actor = about(shoigu, "Il vecchio");
    let kind = ActorKind::Organisation;
    decide(&mut room, OfActor::Kind { actor, kind });
    assert_eq!(roster(&room).kind_of(&id(shoigu)), Some(kind));
    let (actor, into) = (about(shoigu, "Il vecchio"), about(jong_un, "Kim Jong Un"));
    decide(&mut room, OfActor::Join { actor, into });
    assert_eq!(roster(&room).resolve(&id(shoigu)), id(jong_un));
    let actor = about(jong_un, "Kim Jong Un");
    decide(&mut room, OfActor::Hide { actor });
    assert_eq!(roster(&room).kind_of(&id(jong_un)), None);
}

#[test]
fn what_is_taken_back_is_as_it_was_before_anything_is_read_again() {
    let mut room = Driver::embedded(120, 35);
    let id = |id: &str| ActorId(id.into());
    let about = |of: &str, name: &str| Subject {
        id: id(of),
        name: name.to_owned(),
        introduced: false,
    };
    let (shoigu, jong_un) = ("person:sergei-shoigu", "person:kim-jong-un");
    let corrected = |correction: OfActor| {
        Box::new(Corrected {
            correction: Correction::Actor(correction),
            before: None,
            after: String::new(),
        })
    };
    let all = [
        OfActor::Rename {
            actor: about(shoigu, "Sergei Shoigu"),
            name: "Il vecchio".to_owned(),
        },
        OfActor::Kind {
            actor: about(shoigu, "Il vecchio"),
            kind: ActorKind::Organisation,
        },
        OfActor::Hide {
            actor: about(shoigu, "Il vecchio"),
        },
        OfActor::Join {
            actor: about(shoigu, "Il vecchio"),
            into: about(jong_un, "Kim Jong Un"),
        },
    ];
    // The keeper writes and puts back, and nothing of what follows is done: no file is read.
    type Seen = (String, Option<ActorKind>, ActorId, usize, bool);
    let seen = |room: &Driver| -> Seen {
        let roster = &room.app.catalogue.roster;
        (
            room.app.actor_name(&id(shoigu)).to_owned(),
            roster.kind_of(&id(shoigu)),
            roster.resolve(&id(shoigu)),
            roster.hidden().len(),
            roster.named("il vecchio").contains(&id(shoigu)),
        )
    };
    let mut before = Vec::new();
    for correction in &all {
        before.push(seen(&room));
        let _later = room
            .app
            .update(Msg::Corrected(corrected(correction.clone())));
        assert_ne!(Some(&seen(&room)), before.last(), "{correction:?}");
    }
    for correction in all.iter().rev() {
        let _asked = room.app.update(Msg::Key("u".parse().unwrap()));
        let _later = room.app.update(Msg::PutBack(corrected(correction.clone())));
        assert_eq!(Some(seen(&room)), before.pop(), "{correction:?}");
    }
}

#[test]
fn a_name_of_another_actor_is_none_to_be_shown_under() {
    let mut room = Driver::embedded(120, 35);
    room.keys("a/kim jong un<tab>r<ctrl-u>Russia<enter>")
        .shows("«Russia» is a name of Russia")
        .shows("m joins the two")
        .shows("The name to show for");
    assert_eq!(room.actors_file, None, "nothing is kept");
    // What was typed can be mended; another of its own names is no other's.
    room.keys("<ctrl-u>Kim Jong-un<enter>");
    assert!(listed(&room, "Kim Jong-un").is_some());
}

#[test]
fn two_actors_are_joined_and_their_mentions_counted_together() {
    let mut room = Driver::embedded(120, 35);
    room.keys("a/kim<tab>");
    let before = listed(&room, "Kim Jong Un").unwrap();
    let other = listed(&room, "Kim Jong Il").unwrap();
    let choose = |room: &mut Driver, name: &str| {
        room.keys("/<ctrl-u>").keys(name).keys("<tab>");
    };
    choose(&mut room, "kim jong il");
    room.keys("m").shows("Who is Kim Jong Il?");
    room.keys("'kim jong un<enter>")
        .shows("Kept: Kim Jong Il is Kim Jong Un");
    choose(&mut room, "kim");
    let both = listed(&room, "Kim Jong Un").unwrap();
    assert!(listed(&room, "Kim Jong Il").is_none());
    assert_eq!(both.mentions, before.mentions + other.mentions);
    let actor = room.app.catalogue.roster.get(&both.actor).unwrap();
    assert!(actor.aliases.contains(&"Kim Jong Il".to_owned()));
}

#[test]
fn a_kind_is_changed() {
    let mut room = Driver::embedded(120, 35);
    room.keys("a/shoigu<tab>c").shows("What is Sergei Shoigu?");
    room.keys("organisation<enter>");
    let row = listed(&room, "Sergei Shoigu").unwrap();
    assert_eq!(kind(&room, &row), Some(ActorKind::Organisation));
}

#[test]
fn a_selection_becomes_an_actor_or_a_name_of_one() {
    let mut room = Driver::embedded(120, 35);
    room.keys("2vw").keys("a").shows("A new actor");
    room.keys("<ctrl-u>Gruppo di Pechino<tab><esc><esc>");
    assert_eq!(room.actors_file, None, "nothing is kept by esc");
    // The last of the seven kinds is of words alone.
    room.keys("afffffff")
        .shows("No word is watched for yet: w lights one up")
        .keys("f");
    room.shows("Actors").keys("w").shows("A word to watch for");
    room.keys("missili<enter>").shows("is watched for");
    let row = listed(&room, "missili").unwrap();
    assert_eq!(kind(&room, &row), Some(ActorKind::Word));
    assert!(row.mentions > 1);
    room.keys("/missili<enter>");
    assert_eq!(room.app.lens.text(), "actor:missili");
    room.keys("<esc>2vw=").shows("mean?");
    let word = room.app.selection().unwrap().range();
    let open = room.app.reader.open.as_ref().unwrap();
    let word = word.of(&open.annotated.article.text).to_owned();
    room.keys("'corea del nord<enter>").shows("Kept: «");
    let file = room.actors_file.clone().unwrap();
    assert!(file.contains(&format!("also = [\"{word}\"]")), "{file}");
    assert!(file.contains("watch = [\"missili\"]"), "{file}");
}

#[test]
fn a_full_disk_keeps_nothing_and_says_so() {
    let mut room = Driver::embedded(120, 35);
    room.disk_full = true;
    room.keys("a/shoigu<tab>d").shows("no space left");
    assert!(listed(&room, "Sergei Shoigu").is_some());
    room.keys("u").shows("Nothing to undo");
}
