//! What is called after somebody, and who is called something else: hospitals, ships, firms, peoples, nicknames,
//! parties by their adjectives.

use super::*;

fn all(lang: Language, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(kinds(text, lang), *expected, "{text}");
    }
}

#[test]
fn a_house_called_after_somebody_is_nobody() {
    all(
        Language::ITALIAN,
        &[
            (
                "È all’ospedale San Gervino di Udine. Al San Gervino tacciono.",
                "organisation:san-gervino place:udine organisation:san-gervino",
            ),
            (
                "Chiude l’ospedale Santa Elpidia della Consolata.",
                "organisation:santa-elpidia-della-consolata",
            ),
            (
                "Si gioca allo stadio Carlo Bernadozzi, poi all’istituto comprensivo Anna Bernadozzi.",
                "place:stadio-carlo-bernadozzi organisation:istituto-anna-bernadozzi",
            ),
            (
                "Allo stadio Carlo Bernadozzi ha salutato tutti.",
                "person:carlo-bernadozzi",
            ),
            (
                "Decolla dall’aeroporto Giovanni Paolo II.",
                "place:aeroporto-giovanni-paolo-ii",
            ),
            // Where he is, and who directs it.
            (
                "È morto in carcere Carlo Bernadozzi.",
                "person:carlo-bernadozzi",
            ),
            (
                "Tace il direttore dell’ospedale Carlo Bernadozzi.",
                "person:carlo-bernadozzi",
            ),
            (
                "Costa il Ponte sullo Stretto di Messina.",
                "place:ponte-sullo-stretto-di-messina",
            ),
        ],
    );
    all(
        Language::ENGLISH,
        &[
            (
                "She was taken to St Elphin’s Hospital, then to St Thomas’ Hospital.",
                "organisation:st-elphin-s-hospital organisation:st-thomas-hospital",
            ),
            (
                "He died at Guy’s Hospital and was mourned in St Elphin’s Cathedral.",
                "organisation:guy-s-hospital place:st-elphin-s-cathedral",
            ),
            (
                "Great Vellum Street Hospital is full, and so is Mount Vellum Hospital.",
                "organisation:great-vellum-street-hospital organisation:mount-vellum-hospital",
            ),
            (
                "They landed at John F. Kennedy International Airport.",
                "place:john-f-kennedy-international-airport",
            ),
        ],
    );
}

#[test]
fn harbours_are_places_and_who_has_a_hill_for_a_surname_is_somebody() {
    all(
        Language::ENGLISH,
        &[
            (
                "They sailed into Victoria Harbour at noon.",
                "place:victoria-harbour",
            ),
            ("Terence Hill said no.", "person:terence-hill"),
            ("They met at Victoria Park.", "place:victoria-park"),
            ("The stamp Protected B was on each page.", ""),
        ],
    );
}

#[test]
fn a_vessel_goes_by_its_name_whatever_that_is() {
    all(
        Language::ENGLISH,
        &[(
            "The catamaran Sea Velvet hit the ferry Vellma IV. The Vellma IV sank.",
            "organisation:sea-velvet organisation:vellma-iv organisation:vellma-iv",
        )],
    );
    all(
        Language::ITALIAN,
        &[
            (
                "Il traghetto veloce Vulcania Jet e il rimorchiatore Vello Black tornano.",
                "organisation:vulcania-jet organisation:vello-black",
            ),
            (
                "La nave Costa Vellona affondò. La Vellona fu demolita.",
                "organisation:costa-vellona organisation:costa-vellona",
            ),
        ],
    );
    all(
        Language::ENGLISH,
        &[(
            "The Space Shuttle Discovery landed. Discovery has been retired.",
            "organisation:space-shuttle-discovery organisation:space-shuttle-discovery",
        )],
    );
}

#[test]
fn nicknames_are_of_several_words_too() {
    for (lang, text, who) in [
        (
            Language::ENGLISH,
            "Michael Zagaroli, also known as Big Mike, left. They saw Big Mike there.",
            "person:michael-zagaroli",
        ),
        (
            Language::ENGLISH,
            "Michael Zagaroli, nicknamed the Shark, left. The Shark was seen.",
            "person:michael-zagaroli",
        ),
        (
            Language::ITALIAN,
            "Michele Zagaroli, lo «Squalo dello Stretto», ha vinto. È tornato lo Squalo.",
            "person:michele-zagaroli",
        ),
        (
            Language::ITALIAN,
            "Il boss Michele Zagaroli, detto «Capastorta», è in cella. Con lui Capastorta.",
            "person:michele-zagaroli",
        ),
        (
            Language::ITALIAN,
            "Il pugile Antonio “Totò” Zagaroli ha vinto. Zagaroli ride, Totò pure.",
            "person:antonio-toto-zagaroli",
        ),
        (
            Language::ITALIAN,
            "Il pugile Michele Zagaroli, meglio noto come Quillo, ha vinto. Oggi Quillo ride.",
            "person:michele-zagaroli",
        ),
    ] {
        assert_eq!(kinds(text, lang), [who; 3].join(" "), "{text}");
    }
}

#[test]
fn who_is_called_by_an_office_does_not_take_it_over() {
    all(
        Language::ITALIAN,
        &[
            (
                "Gino Bernadozzi, detto il Sindaco, è in carcere. Il Sindaco di Udine ha protestato.",
                "person:gino-bernadozzi place:udine",
            ),
            (
                "Gino Bernadozzi, detto Zampone, è in carcere. Zampone tace.",
                "person:gino-bernadozzi person:gino-bernadozzi person:gino-bernadozzi",
            ),
        ],
    );
}

#[test]
fn a_small_word_may_be_a_family_name_of_the_east() {
    for (text, expected) in [
        ("The minister So Wing-tat said no.", "person:so-wing-tat"),
        (
            "To Ka-lam met Up Siu-lok.",
            "person:to-ka-lam person:up-siu-lok",
        ),
        ("An Se-young won.", "person:an-se-young"),
        ("No Trump-style tariffs are due.", "person:donald-trump"),
    ] {
        assert_eq!(kinds(text, Language::ENGLISH), expected, "{text}");
    }
}

#[test]
fn a_family_name_that_many_have_needs_its_bearer_or_his_country() {
    for (lang, text, expected) in [
        (
            Language::ITALIAN,
            "Ieri Lai ha segnato due gol.",
            "organisation:lai",
        ),
        (
            Language::ITALIAN,
            "A Taiwan Lai ha vinto.",
            "country:tw person:lai-ching-te",
        ),
        (
            Language::ITALIAN,
            "Il terzino Marco Lai ha segnato. Lai ride.",
            "person:marco-lai person:marco-lai",
        ),
        (Language::ENGLISH, "The goalkeeper Lai wept.", "person:lai"),
    ] {
        assert_eq!(kinds(text, lang), expected, "{text}");
    }
}

#[test]
fn firms_are_told_by_what_firms_do_and_have() {
    all(
        Language::ENGLISH,
        &[
            (
                "Zenvara acquired its rival Mobisolt.",
                "organisation:zenvara organisation:mobisolt",
            ),
            (
                "Zenvara posted a loss. Shares in Zenvara fell.",
                "organisation:zenvara organisation:zenvara",
            ),
            (
                "Velfineon and Onvelli, which make chips, rose.",
                "organisation:velfineon organisation:onvelli",
            ),
            ("Velters and Onvelli rose.", "organisation:onvelli"),
            ("Velfation acquired Onvelli.", "organisation:onvelli"),
            (
                "Environment Canada answered the Edmonton Sun.",
                "organisation:environment-canada organisation:edmonton-sun",
            ),
            (
                "Halloran and Sons has closed.",
                "organisation:halloran-and-sons",
            ),
        ],
    );
    all(
        Language::ITALIAN,
        &[
            ("Zenvara acquista una rivale.", "organisation:zenvara"),
            ("Le azioni Zenvara salgono.", "organisation:zenvara"),
            ("Il marchio Vell’s è in crisi.", "organisation:vell-s"),
            (
                "Nel cda ci sono Diego Vallorani (Vallorani) e Anna Tersilli (Tersilli e associati).",
                "person:diego-vallorani organisation:vallorani person:anna-tersilli \
                 organisation:tersilli-e-associati",
            ),
            (
                "Lo dice il Comitato glaciologico italiano con l’Istituto di scienze polari.",
                "organisation:comitato-glaciologico-italiano organisation:istituto-di-scienze-polari",
            ),
            (
                "Governa il capo della Kenya Airways.",
                "organisation:kenya-airways",
            ),
        ],
    );
}

#[test]
fn a_people_is_its_country_or_nobody() {
    all(
        Language::ITALIAN,
        &[
            ("I Greci e gli Inca tacciono.", "country:gr"),
            (
                "Marco Russi tace con Dario Francesi.",
                "person:marco-russi person:dario-francesi",
            ),
        ],
    );
    all(
        Language::ENGLISH,
        &[
            ("Texans and Londoners voted.", ""),
            (
                "Writers of Qajar Iran and Meiji Japan wrote.",
                "country:ir country:jp",
            ),
        ],
    );
}

#[test]
fn an_adjective_of_a_party_is_the_partys_where_its_country_is() {
    let adjectives = |text: &str| {
        let found = find(
            &article(text, Language::ENGLISH, None),
            Dictionary::embedded(),
        );
        let named = found.mentions.into_iter();
        let adjectives = named.filter(|mention| mention.how == How::Adjective);
        adjectives
            .map(|mention| mention.actor.0.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    for (text, expected) in [
        (
            "A Republican senator spoke in the United States.",
            "organisation:republican-party",
        ),
        (
            "A Conservative member spoke in Britain.",
            "organisation:tories",
        ),
        (
            "A Conservative member spoke in Canada.",
            "organisation:conservatives-of-canada",
        ),
        ("A Republican member spoke in Vellonia.", ""),
    ] {
        assert_eq!(adjectives(text), expected, "{text}");
    }
}

#[test]
fn models_of_weapons_have_numbers_and_may_be_several() {
    all(
        Language::ENGLISH,
        &[
            (
                "Two Bayraktar TB2s dropped GB50A bombs.",
                "weapon:bayraktar-tb2 weapon:gb50a",
            ),
            ("They fired a PL-15 missile.", "weapon:pl-15"),
        ],
    );
}

#[test]
fn a_lone_word_is_only_guessed_to_be_a_body() {
    for (text, guessed) in [
        (
            "Ieri Brambati ha firmato il patto. Poi Brambati parte.",
            "Brambati",
        ),
        // Nobody's name has an article, and what stands beside the word tells more.
        ("Ieri la Brambati ha firmato il patto.", ""),
        ("Ieri il gruppo Brambati ha firmato il patto.", ""),
    ] {
        let found = find(
            &article(text, Language::ITALIAN, None),
            Dictionary::embedded(),
        );
        let names = found.actors.iter().filter(|actor| actor.guessed);
        let names: Vec<&str> = names.map(|actor| &*actor.name).collect();
        assert_eq!(names.join(" "), guessed, "{text}");
    }
}

#[test]
fn what_sentences_are_about_again_and_again_is_a_name_of_which_another_article_may_know_more() {
    let text = "Leccardone non ha voluto dire altro. Leccardone aveva aperto la sede.\n\n\
                Leccardone lascia dopo dieci anni.";
    let found = find(
        &article(text, Language::ITALIAN, None),
        Dictionary::embedded(),
    );
    assert!(found.mentions.len() >= 3, "{found:?}");
    assert!(found.mentions.iter().all(|mention| !mention.sure));
    assert!(found.actors.iter().all(|actor| actor.guessed));
    let once = "Leccardone non ha voluto dire altro. La sede è aperta.";
    assert_eq!(named(once, Language::ITALIAN, None), "");
    // No noun for bodies that ends a paragraph says what the next one begins with.
    let next = "Ieri ha parlato il consorzio\n\nLeccardone ha riso. Leccardone è nato ieri. Leccardone ha pianto.";
    let found = find(
        &article(next, Language::ITALIAN, None),
        Dictionary::embedded(),
    );
    assert!(found.actors.iter().all(|actor| actor.guessed), "{found:?}");
}
