//! Thousands of random edits of which it is known where each sentence went.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;
use crate::text::fold::fold;

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
