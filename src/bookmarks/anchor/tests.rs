//! Pairs of versions of an article, and thousands of random edits of which it is known where each
//! sentence went.

use std::path::PathBuf;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::super::testing::{article, keep, noon, range_of};
use super::*;
use crate::corpus::Origin;
use crate::text::fold::fold;

fn find(bookmark: &Bookmark, article: &Article) -> Anchor {
    Finder::new(article).find(bookmark)
}

/// What is expected of a passage: the text that it must be found as, or nothing.
enum Expect {
    Exact(&'static str),
    Changed(&'static str),
    Lost,
}

const A: &str = "Il comitato si è riunito a Roma il 15 giugno, e Maria Rossi ha detto che il rapporto sull’acqua era pronto.";
const B: &str = "Due membri, Luca Bianchi e Anna Verdi, hanno chiesto altro tempo, perché mancavano le cifre della Sicilia.";
const C: &str = "La presidente ha promesso una risposta prima dell’estate, e ha chiuso la seduta a mezzogiorno.";
const Q: &str = "hanno chiesto altro tempo, perché mancavano le cifre della Sicilia";

fn paragraphs(parts: &[&str]) -> String {
    parts.join("\n\n")
}

#[test]
fn a_passage_from_the_title_into_the_body_is_found_again() {
    let before = article(
        "Il patto",
        "Uno e due. Tre e quattro sono qui. Cinque e altro ancora.",
    );
    let range = TextRange::new(0, before.text.find(" Tre").unwrap());
    let bookmark = Bookmark::new(&before, range, "", &[], noon()).unwrap();
    assert!(
        bookmark.suffix.starts_with(" Tre e quattro"),
        "{bookmark:?}"
    );
    let after = article(
        "Il patto",
        "Uno e due. Tre e quattro sono qui. Cinque, e altro ancora!",
    );
    assert_eq!(find(&bookmark, &after), Anchor::Exact(range));
}

#[test]
fn finds_a_passage_in_a_changed_article() {
    let abc = paragraphs(&[A, B, C]);
    let filler: Vec<String> = (0..40)
        .map(|i| {
            format!(
                "Paragrafo {i} dello sfondo, con le sue parole e il numero {}.",
                i * 7
            )
        })
        .collect();
    let filler = filler.join("\n\n");
    let twice = "Prima. Fu un errore. Poi nulla.\n\nSeconda. Fu un errore. Poi pioggia.";
    let rows: Vec<(&str, String, String, &str, usize, Expect)> = vec![
        ("same", abc.clone(), abc.clone(), Q, 0, Expect::Exact(Q)),
        (
            "inserted before",
            abc.clone(),
            paragraphs(&[&filler, &abc]),
            Q,
            0,
            Expect::Exact(Q),
        ),
        (
            "deleted before",
            paragraphs(&[&filler, &abc]),
            abc.clone(),
            Q,
            0,
            Expect::Exact(Q),
        ),
        (
            "reordered",
            abc.clone(),
            paragraphs(&[C, A, B]),
            Q,
            0,
            Expect::Exact(Q),
        ),
        (
            "reflowed",
            abc.clone(),
            abc.replace(", perché", ",\n perché"),
            Q,
            0,
            Expect::Exact("hanno chiesto altro tempo,\n perché mancavano le cifre della Sicilia"),
        ),
        (
            "typography",
            "Disse: \"l'anno e' finito\" - e usci' subito.".into(),
            "Disse: «l’anno e’ finito» – e usci’ subito. Poi basta.".into(),
            "\"l'anno e' finito\" - e",
            0,
            Expect::Exact("«l’anno e’ finito» – e"),
        ),
        (
            "one word",
            abc.clone(),
            abc.replace("mancavano", "servivano"),
            Q,
            0,
            Expect::Changed("hanno chiesto altro tempo, perché servivano le cifre della Sicilia"),
        ),
        (
            "negated",
            abc.clone(),
            abc.replace("perché mancavano", "perché non mancavano"),
            Q,
            0,
            Expect::Changed(
                "hanno chiesto altro tempo, perché non mancavano le cifre della Sicilia",
            ),
        ),
        (
            "a number",
            abc.clone(),
            abc.replace("15 giugno", "16 giugno"),
            "riunito a Roma il 15 giugno",
            0,
            Expect::Changed("riunito a Roma il 16 giugno"),
        ),
        (
            "split",
            abc.clone(),
            abc.replace(", perché", ".\n\nPerché"),
            Q,
            0,
            Expect::Changed(
                "hanno chiesto altro tempo.\n\nPerché mancavano le cifre della Sicilia",
            ),
        ),
        (
            "capitals",
            abc.clone(),
            abc.replace(B, &B.to_uppercase()),
            Q,
            0,
            Expect::Changed("HANNO CHIESTO ALTRO TEMPO, PERCHÉ MANCAVANO LE CIFRE DELLA SICILIA"),
        ),
        (
            "rewritten",
            abc.clone(),
            paragraphs(&[
                A,
                "Nessuno si è opposto, e della Sicilia non si è parlato.",
                C,
            ]),
            Q,
            0,
            Expect::Lost,
        ),
        (
            "deleted",
            abc.clone(),
            paragraphs(&[A, C]),
            Q,
            0,
            Expect::Lost,
        ),
        (
            "other text",
            abc.clone(),
            filler.clone(),
            Q,
            0,
            Expect::Lost,
        ),
        ("emptied", abc.clone(), String::new(), Q, 0, Expect::Lost),
        (
            "short, replaced",
            "Robin scrisse che Robin sarebbe venuto.".into(),
            "Robin scrisse che Elisa sarebbe venuta.".into(),
            "Robin",
            1,
            Expect::Lost,
        ),
        (
            "short, inside another word",
            "Marco parlò.".into(),
            "Nel marcommercio parlò.".into(),
            "Marco",
            0,
            Expect::Lost,
        ),
        (
            "the first of two is gone",
            paragraphs(&[A, "Sì, disse Rossi.", B, C, "Sì, disse Rossi.", C]),
            paragraphs(&[A, B, C, "Sì, disse Rossi.", C]),
            "Sì, disse Rossi.",
            0,
            Expect::Lost,
        ),
        (
            "the second of two",
            twice.into(),
            format!("Zero.\n\n{twice}"),
            "Fu un errore.",
            1,
            Expect::Exact("Fu un errore."),
        ),
        (
            "identical lines",
            "la stessa riga\n".repeat(500),
            format!("una riga nuova\n{}", "la stessa riga\n".repeat(500)),
            "la stessa riga",
            250,
            Expect::Lost,
        ),
        (
            "duplicated",
            abc.clone(),
            paragraphs(&[A, B, C, "Correzione:", B]),
            Q,
            0,
            Expect::Exact(Q),
        ),
        (
            "everything",
            abc.clone(),
            paragraphs(&[&abc, "Nota."]),
            &abc,
            0,
            Expect::Exact(""),
        ),
        (
            "short, everything",
            "paga ␦1000␦ euro".into(),
            "noi paghiamo, lui paga ␦1000␦ euro".into(),
            "paga ␦1000␦ euro",
            0,
            Expect::Exact("paga ␦1000␦ euro"),
        ),
    ];
    for (name, old, new, quote, nth, expect) in &rows {
        let old = article("Il patto", old);
        let new = article("Il patto", new);
        let kept = keep(&old, quote, *nth);
        let found = find(&kept, &new);
        let shown = found.range().map(|range| range.of(&new.text));
        match expect {
            Expect::Exact("") => assert_eq!(shown, Some(*quote), "{name}"),
            Expect::Exact(text) => {
                assert!(matches!(found, Anchor::Exact(_)), "{name}: {found:?}");
                assert_eq!(shown, Some(*text), "{name}");
            }
            Expect::Changed(text) => {
                assert!(matches!(found, Anchor::Changed(_)), "{name}: {found:?}");
                assert_eq!(shown, Some(*text), "{name}");
            }
            Expect::Lost => assert_eq!(found, Anchor::Lost, "{name}: {shown:?}"),
        }
    }
}

#[test]
fn a_short_passage_at_the_end_is_not_found_in_the_middle_by_one_word_before_it() {
    let old = article(
        "T",
        "Ha parlato il ministro. Non ha risposto il ministro: non poi.",
    );
    let new = article(
        "T",
        "A giugno non ha parlato nessun ministro: non poi. Ha parlato il ministro.",
    );
    assert_eq!(find(&keep(&old, "non poi.", 0), &new), Anchor::Lost);
    // What was added behind it does not hide it.
    let longer = format!("{} È tutto.", old.text.get(old.body..).unwrap());
    let longer = article("T", &longer);
    let found = find(&keep(&old, "non poi.", 0), &longer);
    assert_eq!(found, Anchor::Exact(range_of(&longer, "non poi.", 0)));
}

#[test]
fn keeps_repeated_passages_apart() {
    let old = article(
        "T",
        "Prima. Fu un errore. Poi nulla.\n\nSeconda. Fu un errore. Poi pioggia.",
    );
    let new = article(
        "T",
        "Seconda. Fu un errore. Poi pioggia.\n\nPrima. Fu un errore. Poi nulla.",
    );
    for (before, after) in [(0, 1), (1, 0)] {
        let kept = keep(&old, "Fu un errore.", before);
        let expected = range_of(&new, "Fu un errore.", after);
        assert_eq!(find(&kept, &new), Anchor::Exact(expected));
    }
}

#[test]
fn a_title_taken_from_the_text_makes_nothing_ambiguous() {
    let old = article("La città è pronta", "La città è pronta");
    let new = article("Nuova: la città è pronta", "Nuova. La città è pronta");
    let kept = keep(&old, "La città è pronta", 0);
    assert_eq!(kept.repeats, Some(Repeats::default()));
    let expected = range_of(&new, "La città è pronta", 0);
    assert_eq!(find(&kept, &new), Anchor::Exact(expected));
    let title = Bookmark::new(&old, TextRange::new(0, 9), "", &[], noon()).unwrap();
    assert_eq!(title.quote, "La città");
    assert_eq!(find(&title, &new), Anchor::Lost);
}

#[test]
fn another_article_needs_both_sides_of_the_context() {
    let old = article("Il patto", &paragraphs(&[A, B, C]));
    let kept = keep(&old, Q, 0);
    let mut other = article("Altro", &paragraphs(&[C, A, B, C]));
    other.head.origin = Origin::Embedded("altro.md".into());
    other.head.url = None;
    assert_eq!(kinship(&kept, &other.head), None);
    assert_eq!(find(&kept, &other), Anchor::Exact(range_of(&other, Q, 0)));
    let mut quoting = article("Altro", &format!("Ieri {Q}, si legge."));
    quoting.head.origin = other.head.origin;
    quoting.head.url = None;
    assert_eq!(find(&kept, &quoting), Anchor::Lost);
}

#[test]
fn knows_its_article_by_text_place_and_citation() {
    let mut now = article("Il patto", A);
    let kept = keep(&now, "Maria Rossi", 0);
    assert_eq!(kinship(&kept, &now.head), Some(Kinship::Same));
    now.head.origin = Origin::File {
        path: PathBuf::from("/elsewhere.md"),
        part: 0,
    };
    assert_eq!(kinship(&kept, &now.head), Some(Kinship::Text));
    now.head.hash ^= 1;
    assert_eq!(kinship(&kept, &now.head), Some(Kinship::Citation));
    now.head.url = None;
    assert_eq!(kinship(&kept, &now.head), Some(Kinship::Citation));
    now.head.title.push('!');
    assert_eq!(kinship(&kept, &now.head), None);
    now.head.origin = kept.origin.clone().unwrap();
    assert_eq!(kinship(&kept, &now.head), Some(Kinship::Place));
}

/// A sentence and where it comes from: copies and edits of a sentence keep its number.
#[derive(Clone, Debug)]
struct Sentence {
    number: usize,
    text: String,
}

const WORDS: &[&str] = &[
    "il", "ministro", "di", "Mosca", "ha", "detto", "che", "la", "firma", "arriva", "a", "giugno",
    "non", "Kim", "ieri", "2024", "un", "accordo",
];

/// Random numbers that a failing case can be made again from.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % sides.max(1)
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.roll(WORDS.len())]
    }

    fn sentence(&mut self) -> String {
        let mut words: Vec<&str> = (0..2 + self.roll(8)).map(|_| self.word()).collect();
        words.push(["fine.", "poi.", "sì."][self.roll(3)]);
        words.join(" ")
    }
}

/// A text of few words in which sentences repeat, exactly or almost: far harder than prose.
fn write(dice: &mut Dice) -> Vec<Sentence> {
    let mut text: Vec<Sentence> = Vec::new();
    for number in 0..6 + dice.roll(20) {
        let sentence = match (dice.roll(10), text.len()) {
            (0..3, 1..) => text[dice.roll(text.len())].text.clone(),
            (3..5, 1..) => {
                let like = text[dice.roll(text.len())].text.clone();
                change_word(&like, dice)
            }
            _ => dice.sentence(),
        };
        text.push(Sentence {
            number,
            text: sentence,
        });
    }
    text
}

fn change_word(sentence: &str, dice: &mut Dice) -> String {
    let mut words: Vec<&str> = sentence.split(' ').collect();
    let at = dice.roll(words.len() - 1);
    match dice.roll(3) {
        0 => words[at] = dice.word(),
        1 => words.insert(at, dice.word()),
        _ if words.len() > 2 => {
            words.remove(at);
        }
        _ => words[at] = dice.word(),
    }
    words.join(" ")
}

fn edit(text: &mut Vec<Sentence>, dice: &mut Dice) {
    if text.is_empty() {
        return;
    }
    let at = dice.roll(text.len());
    let to = dice.roll(text.len());
    match dice.roll(9) {
        0 => {
            text.remove(at);
        }
        1 => {
            let copy = text[at].clone();
            text.insert(to, copy);
        }
        2 => text.swap(at, to),
        3 => {
            let moved = text.remove(at);
            text.insert(to.min(text.len()), moved);
        }
        4 => text.insert(
            at,
            Sentence {
                number: usize::MAX,
                text: dice.sentence(),
            },
        ),
        // Rewritten from nothing: no longer the same sentence.
        5 => {
            text[at] = Sentence {
                number: usize::MAX,
                text: dice.sentence(),
            };
        }
        6 => text[at].text = text[at].text.to_uppercase(),
        _ => text[at].text = change_word(&text[at].text, dice),
    }
}

/// The body with where each sentence is in it.
fn lay(text: &[Sentence], dice: &mut Dice) -> (String, Vec<(TextRange, usize)>) {
    let mut body = String::new();
    let mut places = Vec::new();
    for sentence in text {
        if !body.is_empty() {
            body.push_str(["\n\n", " ", " ", " "][dice.roll(4)]);
        }
        let start = body.len();
        body.push_str(&sentence.text);
        places.push((TextRange::new(start, body.len()), sentence.number));
    }
    (body, places)
}

/// What a reader would call the place of `at`, without regard to case: the sentence before it, the
/// one or more that hold it, and the sentence after it.
fn place_of(text: &str, places: &[(TextRange, usize)], at: TextRange, body: usize) -> [String; 3] {
    let of = |(place, _): &(TextRange, usize)| fold(place.shifted(body).of(text));
    let overlaps = |(place, _): &&(TextRange, usize)| place.shifted(body).overlaps(at);
    let before = places.iter().take_while(|place| !overlaps(place));
    let after = places.iter().rev().take_while(|place| !overlaps(place));
    let held: Vec<String> = places.iter().filter(overlaps).map(of).collect();
    [
        before.last().map(of).unwrap_or_default(),
        held.join(" "),
        after.last().map(of).unwrap_or_default(),
    ]
}

/// Keeps every sentence, and a part of every sentence, of a random text, edits the text at random,
/// and says which of them is then found where it is not.
fn attached_wrongly(seed: u64, edits: usize) -> Option<String> {
    let mut dice = Dice(seed);
    let text = write(&mut dice);
    let (body, places) = lay(&text, &mut dice);
    let old = article("Titolo", &body);
    let mut edited = text.clone();
    for _ in 0..edits {
        edit(&mut edited, &mut dice);
    }
    let (body, now) = lay(&edited, &mut dice);
    let new = article("Titolo", &body);
    for &(range, number) in &places {
        let words: Vec<usize> = range
            .of(old.text.get(old.body..).unwrap())
            .match_indices(' ')
            .map(|(at, _)| range.start + at)
            .collect();
        let part = TextRange::new(words[dice.roll(words.len())], range.end);
        for range in [range, part] {
            let range = range.shifted(old.body);
            let kept = Bookmark::new(&old, range, "", &[], noon()).unwrap();
            let Some(found) = find(&kept, &new).range() else {
                continue;
            };
            // What was put in beside a changed passage may be taken for a part of it.
            let own: usize = now
                .iter()
                .filter(|&&(_, here)| here == number)
                .map(|&(place, _)| {
                    let place = place.shifted(new.body);
                    place
                        .end
                        .min(found.end)
                        .saturating_sub(place.start.max(found.start))
                })
                .sum();
            let enough = match find(&kept, &new) {
                Anchor::Exact(_) => own == found.len(),
                _ => own * 2 >= found.len(),
            };
            // The same sentence beside the same neighbour, or what stands between the same two.
            let here = place_of(&new.text, &now, found, new.body);
            let there = place_of(&old.text, &places, range, old.body);
            let twin = here.iter().zip(&there).filter(|(a, b)| a == b).count() >= 2;
            if !enough && !twin {
                return Some(format!(
                    "«{}» [{}|{}] {:?} of\n{}\nattached to «{}» of\n{}",
                    kept.quote,
                    kept.prefix,
                    kept.suffix,
                    (kept.range(), kept.repeats, find(&kept, &new)),
                    old.text,
                    found.of(&new.text),
                    new.text
                ));
            }
        }
    }
    None
}

#[test]
fn is_not_attached_where_it_once_was_wrongly() {
    for (seed, edits) in [
        (12_072_214_835_593_408_173, 4),
        (6_216_873_212_481_982_780, 5),
        (1_259_061_291_132_520_982, 5),
    ] {
        assert_eq!(attached_wrongly(seed, edits), None, "{seed}");
    }
}

proptest! {
    // The same cases every time: what is sought is a change of the rules, not of the weather. Others
    // are asked for by PROPTEST_RNG_SEED.
    #![proptest_config(ProptestConfig {
        cases: 600,
        rng_seed: match ProptestConfig::default().rng_seed {
            RngSeed::Random => RngSeed::Fixed(20_240_619),
            chosen => chosen,
        },
        ..ProptestConfig::default()
    })]

    /// About fifteen thousand passages a run.
    #[test]
    fn is_never_attached_to_another_sentence(seed in 1_u64.., edits in 1_usize..7) {
        let wrong = attached_wrongly(seed, edits);
        prop_assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
    }

    #[test]
    fn takes_any_text(
        old in "[a-c ìÌ…«»’\n]{1,60}", new in "[a-c ìÌ…«»’\n]{0,60}", at in 0_usize..60, len in 1_usize..20,
    ) {
        let old = article("T", &old);
        let new = article("T", &new);
        let Some(kept) =
            Bookmark::new(&old, TextRange::new(at, at + len).shifted(old.body), "", &[], noon())
        else {
            return Ok(());
        };
        prop_assert_eq!(find(&kept, &old), Anchor::Exact(kept.range()));
        if let Some(range) = find(&kept, &new).range() {
            prop_assert!(!range.of(&new.text).is_empty());
        }
    }
}
