//! Spellings of one name meet, namesakes do not, and people type any name.

use super::*;
use crate::actors::correction::{Correction, Subject};
use crate::actors::dictionary;

fn person(name: &str) -> Actor {
    Actor {
        id: dictionary::id(ActorKind::Person, &dictionary::slug(name)),
        kind: ActorKind::Person,
        name: name.to_owned(),
        english: None,
        guessed: false,
        aliases: Vec::new(),
        stands_for: None,
    }
}

fn id(text: &str) -> ActorId {
    ActorId(text.into())
}

#[test]
fn spellings_meet_and_namesakes_do_not() {
    let mut roster = Roster::new(Dictionary::embedded());
    roster.add(&[person("Sergej Shojgù"), person("Alexander Nobak")]);
    roster.add(&[person("Marta Bellini")]);
    roster.add(&[person("Marta Belini"), person("Mario Bellini")]);
    roster.add(&[person("Bellini")]);
    roster.add(&[person("Rossana Fabbri"), person("Rossana Fabris")]);
    roster.add(&[person("Fabris")]);
    // De Luca is in the dictionary, and nobody calls him Luca.
    roster.add(&[person("Luca")]);
    for (given, expected) in [
        ("person:sergej-shojgu", "person:sergei-shoigu"),
        ("person:alexander-nobak", "person:alexander-novak"),
        ("person:marta-belini", "person:marta-bellini"),
        ("person:mario-bellini", "person:mario-bellini"),
        ("person:bellini", "person:bellini"),
        ("person:rossana-fabris", "person:rossana-fabris"),
        ("person:fabris", "person:rossana-fabris"),
        ("person:luca", "person:luca"),
        ("person:kim-jong-il", "person:kim-jong-il"),
    ] {
        assert_eq!(roster.resolve(&id(given)), id(expected), "{given}");
    }
    assert_eq!(
        roster.named("nobak"),
        [id("person:alexander-novak")],
        "a joined name can be typed"
    );
}

#[test]
fn an_acronym_is_the_one_organisation_of_the_corpus_that_has_it() {
    let body = |name: &str, acronym: Option<&str>| Actor {
        id: dictionary::id(ActorKind::Organisation, &dictionary::slug(name)),
        kind: ActorKind::Organisation,
        name: name.to_owned(),
        english: None,
        guessed: false,
        aliases: acronym.into_iter().map(str::to_owned).collect(),
        stands_for: None,
    };
    let mut roster = Roster::new(Dictionary::embedded());
    roster.add(&[body("UPLX", None), body("QZT", None)]);
    roster.add(&[body("Unione Pescatori Liguri Xilo", Some("UPLX"))]);
    roster.add(&[body("Quadro Zeta Tre", Some("QZT"))]);
    assert_eq!(
        roster.resolve(&id("organisation:uplx")),
        id("organisation:unione-pescatori-liguri-xilo")
    );
    // A second one has the other.
    roster.add(&[body("Quinto Zelo Tondo", Some("QZT"))]);
    assert_eq!(
        roster.resolve(&id("organisation:qzt")),
        id("organisation:qzt")
    );
}

#[test]
fn a_ministry_is_one_in_both_languages_and_no_other_country_s() {
    let ministry = |tail: &str, names: [&str; 2], alias: &str| Actor {
        id: id(&format!("organisation:ministry-of-defence{tail}")),
        kind: ActorKind::Organisation,
        name: names[0].to_owned(),
        english: Some(names[1].to_owned()),
        guessed: false,
        aliases: vec![alias.to_owned()],
        stands_for: None,
    };
    let own = "Ministero della Difesa";
    let mut roster = Roster::new(Dictionary::embedded());
    let russian = ["Ministero della Difesa russo", "Russian Defence Ministry"];
    let french = ["Ministero della Difesa francese", "French Defence Ministry"];
    roster.add(&[ministry("-ru", russian, own)]);
    roster.add(&[ministry("-fr", french, own)]);
    roster.add(&[ministry("", [own, "Defence Ministry"], own)]);
    let lone = id("organisation:ministry-of-defence");
    assert_eq!(roster.resolve(&lone), lone, "whose it is, is not told");
    for (tail, [italian, english]) in [("-ru", russian), ("-fr", french)] {
        let id = id(&format!("organisation:ministry-of-defence{tail}"));
        assert_eq!(roster.resolve(&id), id);
        assert_eq!(roster.name(&id, Language::ITALIAN), italian);
        assert_eq!(roster.name(&id, Language::ENGLISH), english);
        assert!(roster.named(own).contains(&id));
    }
}

/// An organisation of one word; `guessed` where nothing told that it is one.
fn word(name: &str, guessed: bool) -> Actor {
    Actor {
        id: dictionary::id(ActorKind::Organisation, &dictionary::slug(name)),
        kind: ActorKind::Organisation,
        guessed,
        ..person(name)
    }
}

#[test]
fn a_guessed_word_is_the_one_person_of_the_corpus_whose_surname_it_is() {
    let (lone, aldo) = (id("organisation:brambati"), id("person:aldo-brambati"));
    let aldo_only = || {
        let mut roster = Roster::new(Dictionary::embedded());
        roster.add(&[word("Brambati", true)]);
        roster.add(&[person("Aldo Brambati")]);
        roster
    };
    let mut roster = aldo_only();
    assert_eq!(roster.resolve(&lone), aldo);
    // Another article that guesses contradicts nothing, one that knows does.
    roster.add(&[word("Brambati", true)]);
    assert_eq!(roster.resolve(&lone), aldo);
    roster.add(&[word("Brambati", false)]);
    assert_eq!(roster.resolve(&lone), lone);

    let mut roster = aldo_only();
    roster.add(&[person("Carla Brambati")]);
    assert_eq!(roster.resolve(&lone), lone, "there are two of them");

    let mut roster = aldo_only();
    roster.add(&[word("Brambatti", true)]);
    let other = id("organisation:brambatti");
    assert_eq!(roster.resolve(&other), other, "another surname");

    let mut roster = aldo_only();
    let mut firm = word("Officine Brambati", false);
    firm.aliases.push("Brambati".to_owned());
    roster.add(&[firm]);
    assert_eq!(roster.resolve(&lone), lone, "a firm is called so");
}

#[test]
fn who_is_tied_by_one_word_is_not_sure() {
    let mut roster = Roster::new(Dictionary::embedded());
    roster.add(&[word("Brambati", true), person("Aldo Brambati")]);
    let mention = |of: &str| crate::actors::Mention {
        range: crate::text::TextRange::new(0, 8),
        actor: id(of),
        how: crate::actors::How::Name,
        found: crate::actors::Found::Introduced,
        sure: true,
        evidence: None,
    };
    let tied = roster.seen(&mention("organisation:brambati"));
    assert_eq!((&*tied.actor.0, tied.sure), ("person:aldo-brambati", false));
    let full = roster.seen(&mention("person:aldo-brambati"));
    assert!(full.sure);
}

#[test]
fn whom_the_reader_hides_or_joins_takes_the_surname_along() {
    let file = |text: &str| [("actors.toml".to_owned(), text.to_owned())];
    for (text, expected) in [
        ("[people]\naldo-brambati = { hide = true }\n", None),
        (
            "[people]\naldo-brambati = { is = \"person:delia-montorfano\" }\n\
             delia-montorfano = { name = \"Delia Montorfano\" }\n",
            Some("person:delia-montorfano"),
        ),
    ] {
        let (dictionary, problems) = Dictionary::with_user(&file(text));
        assert_eq!(problems, []);
        let mut roster = Roster::new(&dictionary);
        // The article that names him in full has the one of the dictionary.
        roster.add(&[word("Brambati", true)]);
        let is = roster.get(&id("organisation:brambati"));
        assert_eq!(is.map(|actor| actor.id), expected.map(id), "{text}");
    }
}

#[test]
fn an_acronym_is_of_nobody_whom_hardly_any_article_names_in_full() {
    let club = Actor {
        aliases: vec!["AZCX".to_owned()],
        ..word("Associazione Zoofila Cremonese", false)
    };
    let mut roster = Roster::default();
    roster.add(&[word("AZCX", false)]);
    roster.add(std::slice::from_ref(&club));
    let (short, long) = (id("organisation:azcx"), club.id.clone());
    let [acronym, full] = [&short, &long].map(|id| roster.number(id).unwrap());
    let articles = |of_acronym, of_full| {
        move |number| match number {
            _ if number == acronym => of_acronym,
            _ if number == full => of_full,
            _ => 0,
        }
    };
    assert!(roster.weighed(&articles(5, 1)).is_none());
    assert_eq!(roster.resolve(&short), long);
    let rare = roster.weighed(&articles(6, 1)).unwrap();
    roster.weigh(rare);
    assert_eq!(
        roster.resolve(&short),
        short,
        "one article in seven names it"
    );
    let kept = crate::text::bytes::Bytes::from(roster.kept().unwrap());
    let mut again = Roster::restored(&kept).unwrap();
    assert_eq!(again.resolve(&short), short);
    let rare = again.weighed(&articles(6, 2)).unwrap();
    again.weigh(rare);
    assert_eq!(again.resolve(&short), long, "two in eight do");
}

#[test]
fn names_of_one_actor_are_bounded() {
    let mut roster = Roster::default();
    let name = |number: usize| {
        let mut one = person("Ugo Bardelli");
        one.aliases.push(format!("Bardo {number}"));
        one
    };
    for number in 0..1000 {
        roster.add(&[name(number)]);
    }
    let ugo = roster.get(&id("person:ugo-bardelli")).unwrap();
    assert_eq!(ugo.aliases.len() + 1, entering::MOST_NAMES);
    // By a further one it is found.
    assert_eq!(roster.named("bardo 999"), [ugo.id]);
}

#[test]
fn people_type_any_name() {
    let roster = Roster::new(Dictionary::embedded());
    for (typed, expected) in [
        ("corea del nord", "country:kp"),
        ("NORTH KOREA", "country:kp"),
        ("nordcoreano", "country:kp"),
        ("kim jong-un", "person:kim-jong-un"),
        ("shoig", "person:sergei-shoigu"),
        ("son hui cho", "person:choe-son-hui"),
    ] {
        assert_eq!(roster.named(typed), [id(expected)], "{typed}");
    }
    assert!(roster.named("kim").contains(&id("person:kim-jong-un")));
    assert_eq!(roster.named("  "), []);
    let korea = id("country:kp");
    assert_eq!(roster.name(&korea, Language::ITALIAN), "Corea del Nord");
    assert_eq!(roster.name(&korea, Language::ENGLISH), "North Korea");
    assert_eq!(roster.name(&korea, Language::default()), "Corea del Nord");
}

#[test]
fn those_meant_first_are_found_without_a_look_at_all() {
    let mut roster = Roster::default();
    let syllables = ["ma", "ri", "mo", "ta", "pe", "lu"];
    let word = |number: usize| {
        let part = |by: usize| syllables[number / by % syllables.len()];
        format!("{}{}{}", part(1), part(6), part(36))
    };
    for number in 0..600 {
        let mut one = person(&format!("{} {}", word(number), word(number * 7 + 5)));
        one.aliases.push(word(number * 13 + 1));
        roster.add(&[one]);
    }
    let rank = |number: Number| number * 31 % 97;
    let foremost = roster.foremost(rank, 200);
    let mut told = 0;
    for typed in ["m", "ma", "t", "p l", "x", ""] {
        for most in [1, 10, 40] {
            let Some(mut first) = roster.called_first(typed, &foremost, rank, most) else {
                continue;
            };
            let mut all = roster.called(typed);
            all.sort_by_key(|&number| (rank(number), number));
            all.truncate(most);
            first.sort_by_key(|&number| (rank(number), number));
            assert_eq!(first, all, "{typed}, {most}");
            told += 1;
        }
    }
    assert!(told >= 8, "{told}");
}

#[test]
fn a_surname_of_somebody_hidden_means_nobody_unless_another_has_it() {
    let file = |text: &str| [("actors.toml".to_owned(), text.to_owned())];
    let hide = "[people]\naldo-brambati = { hide = true }\n";
    let (dictionary, problems) = Dictionary::with_user(&file(hide));
    assert_eq!(problems, []);
    let mut roster = Roster::new(&dictionary);
    roster.add(&[person("Brambati")]);
    let lone = id("person:brambati");
    assert_eq!(roster.get(&lone), None);
    assert_eq!(roster.kind_of(&lone), None);
    roster.add(&[person("Carla Brambati")]);
    assert_eq!(roster.resolve(&lone), lone, "it may be hers");
    assert!(roster.get(&lone).is_some());
}

#[test]
fn a_name_that_the_reader_doubts_is_shown_so() {
    let file = |text: &str| [("actors.toml".to_owned(), text.to_owned())];
    let row = "[people]\nsergei-shoigu = { also = [\"?Putin\", \"il Siberiano\"] }\n";
    let (dictionary, problems) = Dictionary::with_user(&file(row));
    assert_eq!(problems, []);
    let roster = Roster::new(&dictionary);
    let names = roster.all_names(&id("person:sergei-shoigu"));
    assert_eq!(names.first().map(String::as_str), Some("Sergei Shoigu"));
    assert!(names.contains(&"?Putin".to_owned()), "{names:?}");
    assert!(names.contains(&"il Siberiano".to_owned()), "{names:?}");
    assert_eq!(roster.all_names(&id("person:nobody")), [] as [String; 0]);
    // What is typed and what data has is the name alone.
    let actor = roster.get(&id("person:sergei-shoigu")).unwrap();
    assert!(actor.aliases.contains(&"Putin".to_owned()));
}

#[test]
fn what_is_taken_back_leaves_nothing_of_it() {
    let mut roster = Roster::new(Dictionary::embedded());
    roster.add(&[person("Marta Bellini"), person("Rossana Fabbri")]);
    roster.add(&[person("Marta Belini")]);
    let about = |id: &str, name: &str| Subject {
        id: ActorId(id.into()),
        name: name.to_owned(),
        introduced: true,
    };
    let (marta, rossana) = ("person:marta-bellini", "person:rossana-fabbri");
    let join = Correction::Join {
        actor: about(marta, "Marta Bellini"),
        into: about(rossana, "Rossana Fabbri"),
    };
    let joined = roster.with([&join]);
    for given in [marta, "person:marta-belini"] {
        assert_eq!(joined.resolve(&id(given)), id(rossana), "{given}");
    }
    // Whoever was one with her before is so again.
    let parted = joined.with([]);
    for given in [marta, "person:marta-belini"] {
        assert_eq!(parted.resolve(&id(given)), id(marta), "{given}");
    }
    let rename = Correction::Rename {
        actor: about(marta, "Marta Bellini"),
        name: "La Presidentessa".to_owned(),
    };
    let kind = Correction::Kind {
        actor: about(marta, "La Presidentessa"),
        kind: ActorKind::Organisation,
    };
    let hide = Correction::Hide {
        actor: about(marta, "La Presidentessa"),
    };
    let all = roster.with([&rename, &kind, &hide]);
    assert_eq!(all.kind_of(&id(marta)), None);
    assert!(all.hidden().iter().any(|hidden| hidden.id == id(marta)));
    // What it was before it was hidden, it is again, under the name that it had then.
    let shown = all.with([&rename, &kind]);
    assert_eq!(shown.kind_of(&id(marta)), Some(ActorKind::Organisation));
    assert_eq!(shown.get(&id(marta)).unwrap().name, "La Presidentessa");
    assert!(!shown.hidden().iter().any(|hidden| hidden.id == id(marta)));
    for typed in ["presidentessa", "la presid", "marta bellini", "marta"] {
        assert!(shown.named(typed).contains(&id(marta)), "{typed}");
    }
    let nothing = shown.with([]);
    assert_eq!(nothing.get(&id(marta)), roster.get(&id(marta)));
    assert!(nothing.named("presidentessa").is_empty());
    assert!(nothing.joined().eq(roster.joined()));
}
