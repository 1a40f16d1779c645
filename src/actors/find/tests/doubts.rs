//! What is sure and what is not: where the text does not tell, the reader must see so.

use super::*;

/// The ids with their kind, each with a question mark where it is not sure.
fn doubted(text: &str, lang: Language) -> String {
    let found = find(&article(text, lang, None), Dictionary::embedded());
    let ids = found.mentions.iter().filter(|it| it.how == How::Name);
    let ids = ids.map(|it| format!("{}{}", it.actor.0, if it.sure { "" } else { "?" }));
    ids.collect::<Vec<_>>().join(" ")
}

fn all(lang: Language, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(doubted(text, lang), *expected, "{text}");
    }
}

#[test]
fn a_surname_that_is_a_town_is_sure_only_where_somebody_is_meant() {
    all(
        Language::ENGLISH,
        &[
            (
                "Harriet Deal runs the quay. The ferry left Deal at dawn. Deal said so.",
                "person:harriet-deal person:harriet-deal? person:harriet-deal",
            ),
            (
                "Harriet Marl runs the quay. She met Marl again.",
                "person:harriet-marl person:harriet-marl",
            ),
            (
                "Grace Tolls spoke. Boats came to Tolls-next-the-Sea. Tolls was calm. Councillor Tolls waved.",
                "person:grace-tolls place:tolls-next-the-sea person:grace-tolls? person:grace-tolls",
            ),
        ],
    );
    all(
        Language::ITALIAN,
        &[
            (
                "Guido Bresca dirige. I turisti arrivano a Bresca in treno. Ha detto a Bresca di tacere.",
                "person:guido-bresca place:bresca? person:guido-bresca?",
            ),
            (
                "Guido Bresca dirige. Ha detto a Bresca di tacere, poi la festa a Bresca.",
                "person:guido-bresca person:guido-bresca person:guido-bresca?",
            ),
            (
                "Gino Volterra tace. I pompieri di Saline di Volterra e il vescovo di Volterra ridono.",
                "person:gino-volterra organisation:saline? person:gino-volterra? place:volterra?",
            ),
            (
                "Mario Rovigo canta. Rovigo era in festa. Il sindaco Rovigo ride.",
                "person:mario-rovigo person:mario-rovigo? person:mario-rovigo",
            ),
            (
                "L’associazione Clementina Ravenna raccoglie fondi. Ravenna tace. Si va a Ravenna.",
                "organisation:clementina-ravenna place:ravenna? place:ravenna",
            ),
            (
                "Tace la presidente dell’associazione Clementina Ravenna. Vince l’Hellas Verona.",
                "organisation:clementina-ravenna? organisation:hellas-verona",
            ),
        ],
    );
}

#[test]
fn firms_that_go_by_people_are_no_people() {
    all(
        Language::ITALIAN,
        &[
            (
                "La Melisa Costruzioni di Bergamo chiude. Vince la Igor Melis Novara.",
                "organisation:melisa-costruzioni place:bergamo organisation:igor-melis-novara?",
            ),
            (
                "La Rosa Melis Trading apre. La Melis & Figli chiude. La Fratelli Melis assume.",
                "organisation:rosa-melis-trading organisation:melis-figli organisation:fratelli-melis?",
            ),
            (
                "I fratelli Melis tacciono. La Anna Moro Group cresce.",
                "organisation:melis? organisation:anna-moro-group",
            ),
        ],
    );
    all(
        Language::ENGLISH,
        &[
            (
                "John Carter Ltd was fined. Peter Marsh Holdings closed. Carter & Sons was sold.",
                "organisation:john-carter-ltd organisation:peter-marsh-holdings organisation:carter-sons",
            ),
            (
                "Marsh Brothers opened a shop.",
                "organisation:marsh-brothers?",
            ),
        ],
    );
}

#[test]
fn buildings_and_ships_are_no_people() {
    all(
        Language::ENGLISH,
        &[
            (
                "They sang at the Royal Albert Hall. Windsor Castle is shut. He flew to Benin City.",
                "place:royal-albert-hall place:windsor-castle? place:benin-city",
            ),
            // Whoever says something is somebody.
            ("Kelly Hall began late.", "person:kelly-hall?"),
            (
                "Kelly Hall began late. Hall said so.",
                "person:kelly-hall person:kelly-hall",
            ),
            (
                "The ferry Lady Tolls sank. HMS Defender sailed. RMS Velluta sailed.",
                "organisation:lady-tolls? weapon:hms-defender? organisation:rms-velluta?",
            ),
        ],
    );
    all(
        Language::ITALIAN,
        &[
            (
                "Alla Royal Albert Hall ha cantato Laura Melis.",
                "place:royal-albert-hall person:laura-melis",
            ),
            (
                "Il peschereccio Santa Elpidia è rientrato.",
                "organisation:santa-elpidia?",
            ),
            (
                "La deputata Rocca Salemi attacca. Si va a Rocca Melisa.",
                "person:rocca-salemi place:rocca-melisa",
            ),
        ],
    );
}

#[test]
fn contests_and_streets_are_nobody() {
    all(
        Language::ENGLISH,
        &[(
            "They ran the Tolls Bridge Half Marathon on Rodney Parade and won the FA Cup and the Japan Cup.",
            "",
        )],
    );
}

#[test]
fn a_title_tells_the_sex_only_of_whom_it_is_known() {
    all(
        Language::ENGLISH,
        &[
            (
                "Pavlos Rhodes runs a tavern. Mrs Rhodes said nothing.",
                "person:pavlos-rhodes person:pavlos-rhodes?",
            ),
            (
                "Thomas Bellwood runs a tavern. Mr Bellwood said nothing.",
                "person:thomas-bellwood person:thomas-bellwood",
            ),
        ],
    );
}

#[test]
fn whoever_governs_is_no_goalkeeper() {
    all(
        Language::ITALIAN,
        &[(
            "Matteo Renzi è a Roma. L’arbitro Renzi fischia, il senatore Renzi ride.",
            "person:matteo-renzi place:rome person:matteo-renzi? person:matteo-renzi",
        )],
    );
    all(
        Language::ENGLISH,
        &[(
            "Keir Starmer was late. Judge Starmer left. Mr Starmer spoke.",
            "person:keir-starmer person:keir-starmer? person:keir-starmer",
        )],
    );
}

#[test]
fn towns_of_several_words_are_one_name() {
    all(
        Language::ITALIAN,
        &[
            (
                "Il sindaco di Melisecchio di Reno è contento. Castelnuovo del Garda attende.",
                "place:melisecchio-di-reno place:castelnuovo-del-garda",
            ),
            ("Si vota a Reggio nell’Emilia.", "place:reggio-nell-emilia"),
            (
                "È isolata Castelnuovo di Val di Melisa.",
                "place:castelnuovo-di-val-di-melisa",
            ),
            (
                "Si vota a Melisecchio di Reno. La festa di Melisecchio è finita.",
                "place:melisecchio-di-reno place:melisecchio-di-reno?",
            ),
        ],
    );
    all(
        Language::ENGLISH,
        &[(
            "The road to Stow-on-the-Wold is shut.",
            "place:stow-on-the-wold",
        )],
    );
}

#[test]
fn ministries_and_newspapers_are_what_the_text_says() {
    all(
        Language::ITALIAN,
        &[
            (
                "Il ministero Agricoltura ha pubblicato il bando a Roma, in Italia.",
                "organisation:ministry-of-agriculture-it? place:rome country:it",
            ),
            (
                "Le Cronache di Melisa tornano. La Gazzetta di Parma titola.",
                "organisation:cronache-di-melisa? organisation:gazzetta-di-parma",
            ),
        ],
    );
}

#[test]
fn who_is_known_goes_into_a_square_and_who_has_the_surname_of_a_building_is_no_sure_place() {
    all(
        Language::ITALIAN,
        &[
            (
                "Scende in piazza Elly Schlein contro il governo.",
                "person:elly-schlein",
            ),
            (
                "La bomba esplose in piazza Carlo Balduzzi.",
                "place:piazza-carlo-balduzzi",
            ),
            ("Villa in Toscana sequestrata.", "place:tuscany"),
            (
                "Castelnuovo del Garda attende.",
                "place:castelnuovo-del-garda",
            ),
            (
                "Le fiabe dei Fratelli Brusoni.",
                "organisation:fratelli-brusoni?",
            ),
        ],
    );
    all(
        Language::ENGLISH,
        &[
            (
                "The witness, Robert Hall, 19, spoke.",
                "person:robert-hall?",
            ),
            ("Detective Tyvese Hall said so.", "person:tyvese-hall"),
            ("They met at Tyvese Hall.", "place:tyvese-hall"),
            (
                "Humberside Fire and Rescue Service came.",
                "organisation:humberside-fire-and-rescue-service",
            ),
            (
                "INS Commissioner Doris Meller resigned.",
                "organisation:ins person:doris-meller",
            ),
            ("HMS Tarnhill sailed.", "weapon:hms-tarnhill?"),
        ],
    );
}

#[test]
fn a_surname_is_sure_beside_its_office_and_elsewhere_where_nobody_else_may_have_it() {
    all(
        Language::ENGLISH,
        &[
            (
                "Indo-European languages and Baltic countries.",
                "place:baltic-states",
            ),
            (
                "Russian President Putin spoke. Putin left.",
                "person:vladimir-putin person:vladimir-putin",
            ),
            (
                "US President Clinton spoke. Mrs Clinton left. Clinton told voters so.",
                "country:us person:bill-clinton person:hillary-clinton? person:bill-clinton?",
            ),
            (
                "Russian President Medvedev spoke. The tennis player Medvedev won. Medvedev served well.",
                "person:dmitry-medvedev person:dmitry-medvedev? person:dmitry-medvedev?",
            ),
        ],
    );
}
