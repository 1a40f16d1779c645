//! Articles that are taken in, once and again, and what is then known of them.

use super::*;
use crate::actors::Actor;
use crate::corpus::seeds;
use crate::index::annotate;

fn seeds_catalogue() -> Catalogue {
    let dictionary = Dictionary::embedded();
    let mut catalogue = Catalogue::new(dictionary);
    for article in seeds::articles() {
        catalogue.add(&annotate::prepare(
            article,
            dictionary,
            jiff::civil::Date::MAX,
        ));
    }
    catalogue
}

#[test]
fn counts_agree_with_the_articles() {
    let catalogue = seeds_catalogue();
    let counts = catalogue.actor_counts(catalogue.entries.iter());
    assert!(counts.is_sorted_by_key(|count| std::cmp::Reverse(count.mentions)));
    for count in &counts {
        let ids = catalogue.named(&count.actor.0);
        assert!(ids.contains(&count.actor), "{}", count.actor);
        let naming: u32 = ids
            .iter()
            .flat_map(|id| catalogue.naming(id))
            .map(|(_, mentions)| mentions)
            .sum();
        assert_eq!(naming, count.mentions, "{}", count.actor);
    }
    let mentions: u32 = counts.iter().map(|count| count.mentions).sum();
    let in_entries = catalogue.entries.iter().flat_map(|entry| entry.actors());
    assert_eq!(mentions, in_entries.map(|(_, count)| count).sum::<u32>());
}

#[test]
fn an_article_that_comes_again_takes_its_own_place() {
    let mut catalogue = seeds_catalogue();
    let before = catalogue.clone();
    let mut article = seeds::articles().swap_remove(1);
    let end = article.blocks[0].range.end;
    article.text.truncate(end);
    article.blocks.truncate(1);
    catalogue.add(&annotate::prepare(
        article,
        Dictionary::embedded(),
        jiff::civil::Date::MAX,
    ));
    assert_eq!(catalogue.entries.len(), before.entries.len());
    assert!(catalogue.entries.get(1).unwrap().length() < before.entries.get(1).unwrap().length());
    assert!(catalogue.average_words() < before.average_words());
    for (entry, was) in catalogue.entries.iter().zip(before.entries.iter()) {
        assert_eq!(entry.id(), was.id());
        assert_eq!(catalogue.position(entry.id()), before.position(entry.id()));
    }
    for (actor, _) in before.entries.get(1).unwrap().actors() {
        let id = ActorId(before.roster.id(actor).into());
        let naming = catalogue.naming(&id).map(|(entry, _)| entry.id());
        let again = catalogue
            .entries
            .get(1)
            .unwrap()
            .actors()
            .any(|(id, _)| id == actor);
        let id = before.entries.get(1).unwrap().id();
        assert_eq!(
            naming.filter(|&naming| naming == id).count(),
            usize::from(again)
        );
    }
}

#[test]
fn those_who_are_named_equally_often_are_in_the_order_of_the_alphabet() {
    let names = [
        "Zoe Bianchi",
        "Élodie Neri",
        "Dario Bruni",
        "elio verdi",
        "Fabio Rossi",
    ];
    let actors: Vec<Actor> = names
        .map(|name| Actor {
            id: crate::actors::dictionary::id(
                crate::actors::ActorKind::Person,
                &crate::actors::dictionary::slug(name),
            ),
            kind: crate::actors::ActorKind::Person,
            name: name.to_owned(),
            english: None,
            guessed: false,
            aliases: Vec::new(),
            stands_for: None,
        })
        .into();
    let dictionary = Dictionary::embedded();
    let mut catalogue = Catalogue::new(dictionary);
    let mut prepared = annotate::prepare(
        seeds::articles().swap_remove(0),
        dictionary,
        jiff::civil::Date::MAX,
    );
    prepared.findings.actors = actors.iter().map(|actor| (actor.id.clone(), 1)).collect();
    prepared.introduced.actors = actors;
    catalogue.add(&prepared);
    let listed = |counts: Vec<Counted>| -> Vec<String> {
        let name = |count: &Counted| catalogue.roster.name_of(count.actor, catalogue.language());
        counts.iter().map(|count| name(count).to_owned()).collect()
    };
    let expected = [
        "Dario Bruni",
        "elio verdi",
        "Élodie Neri",
        "Fabio Rossi",
        "Zoe Bianchi",
    ];
    assert_eq!(listed(catalogue.everyone()), expected);
    assert_eq!(
        listed(catalogue.counted(catalogue.entries.iter())),
        expected
    );
}

#[test]
fn whom_articles_name_by_a_role_is_found_by_it() {
    let catalogue = seeds_catalogue();
    let kim = ActorId("person:kim-jong-un".into());
    for typed in [
        "leader nordcoreano",
        "il leader nordcoreano",
        "Il Leader Nordcoreano",
    ] {
        assert_eq!(
            catalogue.named(typed),
            std::slice::from_ref(&kim),
            "{typed}"
        );
    }
    // The adjective alone is the country's, and nothing is shown under a role.
    let korea = ActorId("country:kp".into());
    assert_eq!(catalogue.named("nordcoreano"), [korea]);
    let names = catalogue.roster.all_names(&kim);
    assert!(
        names.iter().all(|name| !name.contains("leader")),
        "{names:?}"
    );
}

/// A catalogue of articles of these texts, by their numbers, whose reports are merged.
fn of_texts(texts: &[(u64, &str)]) -> Catalogue {
    let dictionary = Dictionary::embedded();
    let mut catalogue = Catalogue::new(dictionary);
    for &(id, text) in texts {
        let mut article = crate::corpus::Article::of_paragraphs(text, Language::ITALIAN, None);
        article.head.id = ArticleId(id);
        catalogue.add(&annotate::prepare(
            article,
            dictionary,
            jiff::civil::Date::MAX,
        ));
    }
    catalogue.merge_reports();
    catalogue
}

#[test]
fn whose_an_acronym_is_hangs_neither_on_the_order_of_articles_nor_on_one_that_comes_twice() {
    const FULL: &str = "Ieri la Cooperativa Agricola Solena ha venduto il grano.";
    const BOTH: &str = "Ieri la Cooperativa Agricola Solena (CAS) ha venduto il grano.";
    const SHORT: &str = "Ieri la CAS ha venduto il grano.";
    let mut texts = vec![(0, BOTH)];
    texts.extend((1..=2).map(|id| (id, FULL)));
    texts.extend((3..=14).map(|id| (id, SHORT)));
    let short = ActorId("organisation:cas".into());
    let is = |catalogue: &Catalogue| catalogue.roster.resolve(&short);
    let first = is(&of_texts(&texts));
    assert_ne!(first, short, "three of fifteen articles name it");
    texts.reverse();
    assert_eq!(is(&of_texts(&texts)), first);
    // The same file saved again and again.
    let again: Vec<(u64, &str)> = texts.iter().chain([&(3, SHORT); 9]).copied().collect();
    assert_eq!(is(&of_texts(&again)), first);
    // One less names it in full.
    let mut fewer = texts.clone();
    fewer.push((1, SHORT));
    assert_eq!(is(&of_texts(&fewer)), short);
}
