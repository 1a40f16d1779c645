//! Tests of titles: each is a sentence with its subject and its verb, however the subject and what is
//! told of it are parted.

use super::*;

/// Whether the reports of each sentence are called so.
fn titled(lang: Language, table: &[(&str, &[&str], &[&str])]) {
    for (text, names, titles) in table {
        let reports = told_in(lang, text, names);
        let found: Vec<&str> = reports.iter().map(|report| &*report.title).collect();
        assert_eq!(&found, titles, "{text}");
        assert!(found.iter().all(|title| grapheme::width(title) <= TITLE));
    }
}

#[test]
fn a_name_between_commas_stays_with_its_noun() {
    titled(
        Language::ITALIAN,
        &[
            (
                "Il direttore generale dell’azienda ospedaliera, Carlo Maria Neri, ha inaugurato il 3 marzo il nuovo reparto di chirurgia.",
                &["Carlo Maria Neri"],
                &[
                    "Il direttore generale dell’azienda ospedaliera, Carlo Maria Neri, ha inaugurato…",
                ],
            ),
            (
                "Lunedì il vicepresidente della commissione parlamentare, Aldo Neri, ha presentato la relazione sulle scuole di montagna.",
                &["Aldo Neri"],
                &[
                    "Il vicepresidente della commissione parlamentare, Aldo Neri, ha presentato la relazione…",
                ],
            ),
        ],
    );
    titled(
        Language::ENGLISH,
        &[
            (
                "The Egyptian finance minister, Ahmed Saied, received four loans from the development bank in July 2023.",
                &["Ahmed Saied"],
                &[
                    "The Egyptian finance minister, Ahmed Saied, received four loans from the development bank…",
                ],
            ),
            (
                "The oldest lighthouse in the county, Hartland, was sold to a group of local fishermen in May 2019.",
                &[],
                &[
                    "The oldest lighthouse in the county, Hartland, was sold to a group of local fishermen…",
                ],
            ),
        ],
    );
}

#[test]
fn what_is_inserted_at_length_is_left_out() {
    titled(
        Language::ENGLISH,
        &[
            (
                "The ferry, three times the length of a football pitch, sank off the northern coast of the island in May 2019.",
                &[],
                &["The ferry … sank off the northern coast of the island in May 2019"],
            ),
            (
                "Ann Bell, the council’s longest serving member for housing and transport, resigned last week over the new budget.",
                &["Ann Bell"],
                &["Ann Bell … resigned last week over the new budget"],
            ),
        ],
    );
    titled(
        Language::ITALIAN,
        &[(
            "Anna Neri, consigliera comunale con delega alla protezione civile e ai parchi, ha lasciato la giunta il 4 marzo.",
            &["Anna Neri"],
            &["Anna Neri … ha lasciato la giunta il 4 marzo"],
        )],
    );
}

#[test]
fn a_second_verb_keeps_the_subject_of_the_first() {
    titled(
        Language::ENGLISH,
        &[
            (
                "The tower, a gift of the duke, burnt in August 1986 and stood empty until the town rebuilt it in 2004.",
                &[],
                &[
                    "The tower, a gift of the duke, burnt in August 1986",
                    "The tower … stood empty until the town rebuilt it in 2004",
                ],
            ),
            (
                "A court in Leeds convicted the driver in 2019 and sentenced him in 2020.",
                &["Leeds"],
                &[
                    "A court in Leeds convicted the driver in 2019",
                    "A court in Leeds … sentenced him in 2020",
                ],
            ),
        ],
    );
    titled(
        Language::ITALIAN,
        &[
            (
                "Rossi vinse le elezioni nel 2019 e perse il seggio nel 2021.",
                &["Rossi"],
                &[
                    "Rossi vinse le elezioni nel 2019",
                    "Rossi … perse il seggio nel 2021",
                ],
            ),
            (
                "Il consiglio ha approvato il bilancio nel 2019 e nel 2021 ha venduto il palazzo.",
                &[],
                &[
                    "Il consiglio ha approvato il bilancio nel 2019",
                    "Il consiglio … ha venduto il palazzo",
                ],
            ),
            (
                "Il governo ha varato il decreto lunedì e lo ha mandato alle Camere martedì.",
                &[],
                &[
                    "Il governo ha varato il decreto lunedì",
                    "Il governo … lo ha mandato alle Camere martedì",
                ],
            ),
            // The subject comes after its verb.
            (
                "Rossi fece appello nel 2019 e nel 2021 è arrivata la sentenza.",
                &["Rossi"],
                &["Rossi fece appello nel 2019", "È arrivata la sentenza"],
            ),
        ],
    );
}

#[test]
fn a_relative_clause_after_an_apposition_is_of_the_name() {
    titled(
        Language::ITALIAN,
        &[
            // What the clause around it tells is of another time.
            (
                "Il decreto nomina commissario Luca Neri, che negli anni Novanta diresse il porto.",
                &["Luca Neri"],
                &["Luca Neri, che negli anni Novanta diresse il porto"],
            ),
            (
                "Il sindaco ha premiato il coro, che nacque negli anni Ottanta.",
                &[],
                &["Il coro, che nacque negli anni Ottanta"],
            ),
            // How long it lasts already dates nothing.
            (
                "Il decreto nomina commissario Luca Neri, che dirige il porto dagli anni Novanta.",
                &["Luca Neri"],
                &[],
            ),
            (
                "Al convegno parlerà anche Silvia Neri, assessora regionale alla Cultura e allo Sport, che lunedì ha visitato a Bari il cantiere del nuovo teatro.",
                &["Silvia Neri"],
                &["Silvia Neri … ha visitato a Bari il cantiere del nuovo teatro"],
            ),
            (
                "Al convegno dei medici di famiglia parlerà Aldo Neri, medico di Bari, che nel 2019 fondò la clinica.",
                &["Aldo Neri"],
                &["Aldo Neri, medico di Bari, che nel 2019 fondò la clinica"],
            ),
        ],
    );
    titled(
        Language::ENGLISH,
        &[
            (
                "The new board named Luke Ferris, who ran the port of Tresham in the 1990s.",
                &["Luke Ferris"],
                &["Luke Ferris, who ran the port of Tresham in the 1990s"],
            ),
            (
                "The prize was shared with Ann Bell, a biochemist at the university of her home town, who last week published the results of the second trial.",
                &["Ann Bell"],
                &["Ann Bell … published the results of the second trial"],
            ),
        ],
    );
}

#[test]
fn who_said_it_at_the_end_gives_the_title_to_what_was_said() {
    titled(
        Language::ENGLISH,
        &[
            (
                "Two climbers have died on the north face of the mountain, the rescue service said on Monday.",
                &[],
                &["Two climbers have died on the north face of the mountain"],
            ),
            (
                "The port authority has seized the Aurora, a tanker that sails under three flags, for ninety days after it spilt oil, the ministry said on Friday.",
                &["Aurora"],
                &[
                    "The port authority has seized the Aurora, a tanker that sails under three flags…",
                ],
            ),
            (
                "John Bell, who led the inquiry, said on Tuesday that the report would be published in June.",
                &["John Bell"],
                &[
                    "John Bell, who led the inquiry, said on Tuesday that the report would be published in June",
                    "The report would be published in June",
                ],
            ),
            // Nobody said it.
            (
                "The two firms met in Leeds, and the deal was announced on Monday.",
                &[],
                &["The deal was announced on Monday"],
            ),
        ],
    );
    titled(
        Language::ITALIAN,
        &[
            (
                "Il ponte sul Trebbia resterà chiuso ai camion, ha detto lunedì il sindaco.",
                &[],
                &["Il ponte sul Trebbia resterà chiuso ai camion"],
            ),
            (
                "La biblioteca, chiusa per restauri, riaprirà a tutti, ha annunciato lunedì la direttrice.",
                &[],
                &["La biblioteca, chiusa per restauri, riaprirà a tutti"],
            ),
            (
                "L’azienda, ha detto lunedì il sindacato, chiuderà a dicembre.",
                &[],
                &[
                    "L’azienda, ha detto lunedì il sindacato",
                    "L’azienda … chiuderà a dicembre",
                ],
            ),
            (
                "Rossi, che vinse le elezioni, ha annunciato lunedì il ritiro.",
                &["Rossi"],
                &["Rossi, che vinse le elezioni, ha annunciato lunedì il ritiro"],
            ),
        ],
    );
}

#[test]
fn the_second_verb_of_a_sentence_keeps_its_subject() {
    titled(
        Language::ENGLISH,
        &[
            (
                "Anna Bell flew off to rest at Seaview, the island home of a friend, and resigned on 9 January 2019.",
                &["Anna Bell"],
                &["Anna Bell … resigned on 9 January 2019"],
            ),
            (
                "Carl Pearson devised a way out, the Lake Emergency Force (LEF), and won the prize for it in 2019.",
                &["Carl Pearson"],
                &["Carl Pearson … won the prize for it in 2019"],
            ),
        ],
    );
}

#[test]
fn an_acronym_in_brackets_parts_nothing() {
    titled(
        Language::ITALIAN,
        &[(
            "A Mansila, nei pressi del confine, il Gruppo di sostegno ai pastori (Gsp), legato ai signori del nord, ha occupato il mercato l’11 giugno.",
            &["Mansila"],
            &["Il Gruppo di sostegno ai pastori (Gsp) … ha occupato il mercato l’11 giugno"],
        )],
    );
}

#[test]
fn an_entry_of_a_list_is_called_by_its_label() {
    for (text, date, title) in [
        (
            "First filling: July 2020",
            "July 2020",
            "First filling: July 2020",
        ),
        ("End of the works: 2023", "2023", "End of the works: 2023"),
        (
            "July 2020: first filling",
            "July 2020",
            "July 2020: first filling",
        ),
    ] {
        let reports = told_in(Language::ENGLISH, text, &[]);
        let [report] = reports.as_slice() else {
            panic!("{text}: {reports:?}");
        };
        assert_eq!((report.expression.of(text), &*report.title), (date, title));
    }
}

#[test]
fn a_subject_is_kept_over_two_appositions_with_participles() {
    titled(
        Language::ENGLISH,
        &[(
            "The Column, a militia led by general Amos Pell, better known as the Fox, overran the harbour town on 26 October 2023.",
            &["Amos Pell"],
            &["The Column … overran the harbour town on 26 October 2023"],
        )],
    );
}

#[test]
fn a_date_apposed_to_a_vaguer_one_tells_once() {
    for (lang, text, dates) in [
        (
            Language::ENGLISH,
            "In 2019, on May 3, the mayor resigned.",
            &["May 3"][..],
        ),
        (
            Language::ITALIAN,
            "Nel 2019, a maggio, il sindaco si dimise.",
            &["maggio"],
        ),
        (
            Language::ITALIAN,
            "Nel 2019 il sindaco vinse, e a maggio si dimise.",
            &["2019", "maggio"],
        ),
    ] {
        let reports = told_in(lang, text, &[]);
        let found: Vec<&str> = (reports.iter())
            .map(|report| report.expression.of(text))
            .collect();
        assert_eq!(found, dates, "{text}");
    }
}
