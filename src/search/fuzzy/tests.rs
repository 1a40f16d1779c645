//! What is typed, and which names fit it in which order.

use super::*;
use proptest::prelude::*;

fn picker(labels: &[&str]) -> Picker<Vec<Candidate<()>>> {
    let candidate = |&label: &&str| Candidate {
        kind: (),
        label: label.to_owned(),
        detail: "l’Eco del Lunedì".to_owned(),
    };
    Picker::new(labels.iter().map(candidate).collect())
}

fn picked<'a>(labels: &[&'a str], typed: &str) -> Vec<&'a str> {
    let picks = picker(labels).pick(typed, 100);
    assert_eq!(picks.matching, picks.best.len());
    picks.best.iter().map(|pick| labels[pick.index]).collect()
}

#[test]
fn has_the_habits_of_fzf() {
    let labels = [
        "Corea del Nord",
        "Corea del Sud",
        "Nordest in crisi",
        "Città di Mosca",
    ];
    let [north, south, east, city] = labels;
    let written = ["Lavela Rovefo", "Sergei Lavrov"];
    assert_eq!(
        picked(&written, "lavrov"),
        ["Sergei Lavrov", "Lavela Rovefo"]
    );
    for (typed, expected) in [
        ("", vec![north, south, east, city]),
        ("crn", vec![north]),
        ("nord", vec![east, north]),
        ("citta", vec![city]),
        ("CITTÀ mos", vec![city]),
        ("corea !sud", vec![north]),
        ("^nord", vec![east]),
        ("nord$", vec![north]),
        ("^corea del sud$", vec![south]),
        ("'rea", vec![south, north]),
        ("'cdn", vec![]),
        ("!corea", vec![east, city]),
        ("!^corea !crisi", vec![city]),
        ("lunedi mosca", vec![city]),
        ("! ' ^", vec![north, south, east, city]),
        ("zzz", vec![]),
    ] {
        assert_eq!(picked(&labels, typed), expected, "{typed}");
    }
}

#[test]
fn prefers_whole_words_at_the_beginning() {
    let labels = [
        "Impunità e patti",
        "La svolta di Putin",
        "Putin a Pyongyang",
        "Il punto in più",
    ];
    assert_eq!(picked(&labels, "putin").first(), Some(&"Putin a Pyongyang"));
    assert_eq!(picked(&labels, "putin").get(1), Some(&"La svolta di Putin"));
}

#[test]
fn marks_the_letters_that_were_matched() {
    for (label, typed, expected) in [
        ("Kim Jong Un", "kju", vec!["K", "J", "U"]),
        ("Città di Castello", "cittadi", vec!["Città", "di"]),
        ("L’Œuvre e la città", "'città", vec!["città"]),
        ("Straße 7", "strase", vec!["Straße"]),
        ("日本の首相", "首", vec!["首"]),
        (
            "Patto di mutua difesa",
            "difesa$ ^patto",
            vec!["Patto", "difesa"],
        ),
    ] {
        let picks = picker(&[label]).pick(typed, 1);
        let marks: Vec<_> = picks.best[0]
            .marks
            .iter()
            .map(|mark| mark.of(label))
            .collect();
        assert_eq!(marks, expected, "{label}");
    }
}

#[test]
fn names_are_found_as_they_can_be_typed_anywhere() {
    let labels = [
        "Łódź",
        "Straße der Pariser Kommune",
        "Æthelred",
        "Đoàn",
        "Lola Zdravkova",
    ];
    for typed in ["lodz", "'lodz", "^lodz$", "Łódź", "łódź"] {
        assert_eq!(picked(&labels, typed).first(), Some(&"Łódź"), "{typed}");
    }
    for (typed, name) in [
        ("strasse", labels[1]),
        ("^straße", labels[1]),
        ("aethelred$", labels[2]),
        ("doan", labels[3]),
    ] {
        assert_eq!(picked(&labels, typed), [name], "{typed}");
    }
    // What is marked is the whole of what was typed with several letters.
    let marks = picker(&["Straße"]).pick("'asse", 1).best.remove(0).marks;
    let marked: Vec<&str> = marks.iter().map(|mark| mark.of("Straße")).collect();
    assert_eq!(marked, ["aße"]);
}

#[test]
fn hands_over_parts_and_stops_when_told() {
    let labels: Vec<String> = (0..CHUNK * 3).map(|n| format!("voce {n}")).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let picker = picker(&labels);
    let mut parts = Vec::new();
    picker.pick_while("voce", 5, |picks| {
        parts.push((picks.matching, picks.best.len()));
        parts.len() < 2
    });
    assert_eq!(parts, [(CHUNK, 5), (CHUNK * 2, 5)]);
}

proptest! {
    #[test]
    fn marks_are_on_character_boundaries(label in "\\PC{0,30}", typed in "\\PC{0,12}") {
        for pick in picker(&[&label]).pick(&typed, 1).best {
            for mark in pick.marks {
                prop_assert!(label.get(mark.start..mark.end).is_some_and(|part| !part.is_empty()));
            }
        }
    }

    #[test]
    fn letters_in_order_are_always_found(label in "[a-zA-Zàéöç ]{1,40}", keep in prop::collection::vec(any::<bool>(), 40)) {
        let typed: String = label.chars().zip(keep).filter(|&(c, keep)| keep && c != ' ').map(|(c, _)| c).collect();
        let picks = picker(&[&label]).pick(&typed, 1);
        prop_assert_eq!(picks.matching, 1);
        let marked: usize = picks.best[0].marks.iter().map(|mark| mark.of(&label).chars().count()).sum();
        prop_assert_eq!(marked, typed.chars().count());
    }
}
