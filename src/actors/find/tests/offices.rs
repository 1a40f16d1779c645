//! Who holds an office: whom the text names beside it, and whom the date gives.

use super::*;

fn hold(cases: &[(&str, &str)], lang: Language) {
    let mut wrong = String::new();
    for (text, expected) in cases {
        let found = holders(text, lang, "2024-05-10");
        if found != *expected {
            wrong += &format!("\n{text}\n   {found}, not {expected}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_next_name_of_a_list_holds_no_office() {
    hold(
        &[
            (
                "Al tavolo c’erano il presidente francese, Zelensky e Scholz. Il presidente francese ha poi brindato.",
                "emmanuel-macron emmanuel-macron",
            ),
            (
                "A cena sedevano Zelensky, il presidente francese, e altri. Il presidente francese ha poi brindato.",
                "emmanuel-macron emmanuel-macron",
            ),
            (
                "Dopo la telefonata con Putin, il presidente francese, che era in treno, ha taciuto.",
                "emmanuel-macron",
            ),
            (
                "Il genero di Salvini, il ministro della Difesa italiano, e altri hanno cenato.",
                "guido-crosetto",
            ),
            (
                "Il presidente francese, Macron, ha cenato. Il presidente francese ha dormito.",
                "emmanuel-macron emmanuel-macron",
            ),
            (
                "Il ministro della Difesa kirghiso, Taalai Osmonev, tace. Il ministro della Difesa kirghiso dorme.",
                "taalai-osmonev taalai-osmonev",
            ),
            (
                "C’erano il ministro della Difesa kirghiso, Taalai Osmonev e Ugo Bardelli.",
                "",
            ),
            (
                "Luca Bardelli, il presidente francese, Anna Verzi e Carlo Nerini erano presenti.",
                "emmanuel-macron",
            ),
            (
                "Dopo il 2010 il presidente francese ha perso consensi.",
                "emmanuel-macron?",
            ),
        ],
        Language::ITALIAN,
    );
    hold(
        &[
            (
                "After dining with Zelensky, the French president, who was late, flew home. The French president slept.",
                "emmanuel-macron emmanuel-macron",
            ),
            (
                "The dinner seated the French president, Zelensky and Scholz. The French president later sang.",
                "emmanuel-macron emmanuel-macron",
            ),
            (
                "After talks in Ukraine President Macron flew to Paris. The Ukrainian president waved.",
                "volodymyr-zelensky",
            ),
            (
                "Speaking about Russia President Biden smiled. The Russian president did not.",
                "vladimir-putin",
            ),
            (
                "US President Joe Biden smiled. Ukraine President Volodymyr Zelensky did not.",
                "joe-biden volodymyr-zelensky",
            ),
            (
                "The Ukrainian minister of defence, Macron and Scholz dined.",
                "rustem-umerov",
            ),
        ],
        Language::ENGLISH,
    );
}

#[test]
fn who_held_an_office_once_is_not_who_holds_it() {
    hold(
        &[
            (
                "Nel 2010 Medvedev era il presidente russo. Oggi il presidente russo tace.",
                "dmitry-medvedev vladimir-putin",
            ),
            ("L’allora presidente americano rise.", ""),
            ("Il presidente americano dell’epoca rise.", ""),
            ("Il defunto presidente egiziano amava la musica.", ""),
            ("L’aspirante presidente americano ride.", ""),
            ("Il falso presidente russo ha telefonato.", ""),
            ("Il presidente americano eletto ride.", ""),
        ],
        Language::ITALIAN,
    );
    hold(
        &[
            (
                "Boris Johnson was the British prime minister then. The British prime minister spoke on Friday.",
                "boris-johnson rishi-sunak",
            ),
            ("The Russian deputy foreign minister smiled.", ""),
            ("The Russian Vice Foreign Minister smiled.", ""),
            ("Russia’s former president smiled.", ""),
            ("The French former president smiled in court.", ""),
            ("The US ex-president smiled.", ""),
            ("The US president-elect smiled.", ""),
            ("The Israeli prime minister-designate smiled.", ""),
            ("The American vice president smiled.", "kamala-harris"),
            ("The wartime British prime minister wrote books.", ""),
            ("The US president at the time smiled.", ""),
        ],
        Language::ENGLISH,
    );
}

#[test]
fn an_office_of_anybody_is_nobodys() {
    hold(
        &[
            ("Nessun presidente russo aveva mai dormito qui.", ""),
            ("Un presidente americano non lo direbbe.", ""),
            ("Un giovane presidente americano non lo direbbe.", ""),
            ("Il primo presidente americano fu generale.", ""),
            ("Ogni presidente francese lo sa.", ""),
            ("Il presidente francese lo sa.", "emmanuel-macron"),
        ],
        Language::ITALIAN,
    );
    hold(
        &[
            ("No Russian president had ever slept here.", ""),
            ("Every French president knows it.", ""),
            ("A US president would never say so.", ""),
            ("A young US president would never say so.", ""),
            ("The 35th US president loved the sea.", ""),
            ("The first American president was a general.", ""),
            ("The French president knows it.", "emmanuel-macron"),
        ],
        Language::ENGLISH,
    );
}

#[test]
fn a_date_in_the_sentence_tells_who_held_the_office() {
    hold(
        &[
            (
                "Nel 2010 il presidente russo visitò il porto.",
                "dmitry-medvedev?",
            ),
            (
                "L’8 giugno 2011 il presidente russo era al mare.",
                "dmitry-medvedev?",
            ),
            ("Nel 1812 il presidente americano era al mare.", ""),
            (
                "Nel 2019 il presidente russo visitò il porto.",
                "vladimir-putin",
            ),
            (
                "Il presidente russo visitò il porto nel 2010.",
                "dmitry-medvedev?",
            ),
            (
                "Il presidente russo ha ricordato la piena del 2010.",
                "vladimir-putin?",
            ),
            (
                "Il presidente russo, che nel 2010 era premier, tace.",
                "vladimir-putin?",
            ),
            (
                "Entro il 2035 il presidente russo vuole un porto.",
                "vladimir-putin",
            ),
            (
                "Nel 2009 il presidente americano Barack Obama rise. Il presidente americano tace.",
                "barack-obama joe-biden",
            ),
        ],
        Language::ITALIAN,
    );
    hold(
        &[
            ("In 1812 the US president went to the sea.", ""),
            (
                "On 8 June 2011 the Russian president was at sea.",
                "dmitry-medvedev?",
            ),
            (
                "On June 8, 2011, the Russian president was at sea.",
                "dmitry-medvedev?",
            ),
            ("The Russian president resigned in 1812.", ""),
            (
                "The Russian president visited the dam built in 2010.",
                "vladimir-putin?",
            ),
            (
                "The Russian president was at sea in 2010.",
                "dmitry-medvedev?",
            ),
            // The year is that of the birth, and of the fire.
            (
                "Since its birth in 1949 the US president has led the club.",
                "joe-biden?",
            ),
            (
                "The US president visited the church burnt in 1963.",
                "joe-biden?",
            ),
        ],
        Language::ENGLISH,
    );
    // Two held it in the year.
    assert_eq!(
        holders("Il presidente americano tace.", Language::ITALIAN, "2025"),
        "donald-trump?"
    );
}

#[test]
fn a_role_that_the_article_gives_is_theirs_in_the_same_words() {
    hold(
        &[
            (
                "Il ministro dell’Energia britannico Oliver Cobblewick era assente. Più tardi il ministro dell’Energia \
                 britannico ha telefonato. Il ministro dell’Energia francese tace.",
                "oliver-cobblewick oliver-cobblewick?",
            ),
            (
                "Il sindaco di Sarnico, Ennio Balestrazzi, ha parlato. La decisione del sindaco di Sarnico piace. Il \
                 sindaco di Lodi tace.",
                "ennio-balestrazzi ennio-balestrazzi?",
            ),
            (
                "Ha parlato Carla Neroni, amministratrice delegata di Zeta. Dopo l’amministratrice delegata di Zeta \
                 ha riso.",
                "carla-neroni carla-neroni?",
            ),
            (
                "L’ex sindaco di Sarnico, Ennio Balestrazzi, tace. Il sindaco di Sarnico ride.",
                "",
            ),
            (
                "Il sindaco di Sarnico accusa di furto Ennio Balestrazzi. Il sindaco di Sarnico ride.",
                "",
            ),
            (
                "Il presidente del sindacato del sindaco Ennio Balestrazzi tace. Il presidente del sindacato ride.",
                "",
            ),
            (
                "Il sindaco di Sarnico, Ennio Balestrazzi e Luca Nerini erano presenti. Il sindaco di Sarnico ride.",
                "",
            ),
            (
                "Il sindaco di Sarnico, Ennio Balestrazzi, tace. Il sindaco di Sarnico, Luca Nerini, ride. Il \
                 sindaco di Sarnico dorme.",
                "ennio-balestrazzi luca-nerini",
            ),
            (
                "Nel 2003 il sindaco di Sarnico, Ennio Balestrazzi, taceva. Il sindaco di Sarnico ride.",
                "ennio-balestrazzi",
            ),
            (
                "Ha parlato la madre del sindaco di Sarnico, Rosa Valsecchini. Il sindaco di Sarnico ascoltava.",
                "",
            ),
            (
                "Il sindaco di Sarnico, Ennio Balestrazzi, tace. Da oggi il sindaco di Sarnico è Lucio Bertanini.",
                "ennio-balestrazzi",
            ),
            (
                "Il sindaco di Sarnico, Ennio Balestrazzi, tace. Lunedì il sindaco di Sarnico è stata eletta Pia \
                 Corsinini.",
                "ennio-balestrazzi",
            ),
            (
                "Ieri la moglie di Ennio Balestrazzi, sindaca di Sarnico, taceva. La sindaca di Sarnico ride.",
                "",
            ),
        ],
        Language::ITALIAN,
    );
    hold(
        &[
            (
                "The mayor of Glenrock, Joe Quimbery, spoke. Later the mayor of Glenrock left. The mayor of \
                 Glenrock Falls stayed.",
                "joe-quimbery joe-quimbery?",
            ),
            (
                "The British energy secretary Oliver Cobblewick was absent. Then the British energy secretary called.",
                "oliver-cobblewick oliver-cobblewick?",
            ),
            (
                "Carla Neroni, the chief executive of Zetanor, spoke. The chief executive of Zetanor left.",
                "carla-neroni carla-neroni?",
            ),
            (
                "Environment Minister Joe Quimbery spoke. The Environment Minister left.",
                "",
            ),
            (
                "The wife of the mayor of Glenrock, Jane Carverly, spoke. The mayor of Glenrock left.",
                "",
            ),
            (
                "The lawyer for the mayor of Glenrock, Tim Bellweather, spoke. The mayor of Glenrock left.",
                "",
            ),
            (
                "The former mayor of Glenrock, Joe Quimbery, spoke. The mayor of Glenrock left.",
                "",
            ),
        ],
        Language::ENGLISH,
    );
}

#[test]
fn the_name_behind_a_body_that_is_called_after_nobody_is_that_of_who_leads_it() {
    for (text, expected) in [
        (
            "Il presidente del Consiglio Giorgia Meloni è arrivata. Il presidente del Consiglio ha parlato. \
             La premier ha risposto.",
            "giorgia-meloni giorgia-meloni? giorgia-meloni?",
        ),
        (
            "Il presidente della Regione Attilio Bordini ha firmato.",
            "attilio-bordini",
        ),
        ("Il direttore dell’Istituto Attilio Bordini ha firmato.", ""),
        // Of two heads of government neither is meant, and nobody by the deputy's noun.
        (
            "Giorgia Meloni ha ricevuto Keir Starmer. Il premier ha risposto.",
            "",
        ),
        ("Giorgia Meloni ha parlato. Il vicepremier ha risposto.", ""),
    ] {
        assert_eq!(
            holders(text, Language::ITALIAN, "2025-05-03"),
            expected,
            "{text}"
        );
    }
}

#[test]
fn a_stranger_behind_the_comma_of_a_known_office_is_not_sure() {
    for (text, expected) in [
        (
            "He held talks with the British prime minister, Paul Kensing, his lawyer, said.",
            "paul-kensing?",
        ),
        (
            "The British prime minister, Keir Starmer, spoke.",
            "keir-starmer",
        ),
        (
            "The British prime minister Paul Kensing spoke.",
            "paul-kensing",
        ),
    ] {
        assert_eq!(
            holders(text, Language::ENGLISH, "2025-05-03"),
            expected,
            "{text}"
        );
    }
}

#[test]
fn whom_the_text_gives_an_office_has_it_where_the_dictionary_has_no_term_of_them() {
    let text = "Katherina Reiche, the German economy minister, said no.";
    assert_eq!(
        holders(text, Language::ENGLISH, "2025-10-20"),
        "katherina-reiche"
    );
    let text = "“It was harsh,” said Burnley coach Steve Tolls.";
    let article = article(text, Language::ENGLISH, None);
    let found = find(&article, Dictionary::embedded());
    let role = found.mentions.iter().find(|it| it.how == How::Role);
    assert_eq!(
        role.map(|it| it.range.of(&article.text)),
        Some("Burnley coach")
    );
}
