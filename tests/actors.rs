//! Whom articles name: the labelled sentences of `tests/fixtures/actors/<language>/*.txt`. Under a
//! sentence stands one line for each mention: carets under its words, then the id, which begins with
//! the kind, then `adjective` or `role` where it is no name. Columns are counted in graphemes. A
//! mention without a label fails as well as a label without a mention. `date:` gives
//! the article's date, `#` begins a remark; the first line is the title if an empty one follows.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rassegna::actors::How;
use rassegna::actors::dictionary::Dictionary;
use rassegna::actors::find::{self, MOST_MENTIONS};
use rassegna::corpus::{Article, BlockKind};
use rassegna::text::TextRange;
use rassegna::text::grapheme::graphemes;
use rassegna::text::language::Language;

/// An article of these paragraphs, the first a title if `titled`.
fn article(paragraphs: &[&str], titled: bool, lang: Language, date: Option<&str>) -> Article {
    let date = date.map(|date| date.parse().expect("the fixture's date is one"));
    let mut article = Article::of_paragraphs(&paragraphs.join("\n\n"), lang, date);
    if let Some(first) = article.blocks.first_mut().filter(|_| titled) {
        first.kind = BlockKind::Title;
    }
    article
}

/// A paragraph, the columns of a mention in it, its label.
type Label = (usize, usize, usize, String);

struct Fixture {
    paragraphs: Vec<String>,
    titled: bool,
    date: Option<String>,
    labels: BTreeSet<Label>,
}

fn read(text: &str) -> Fixture {
    let mut fixture = Fixture {
        paragraphs: Vec::new(),
        titled: false,
        date: None,
        labels: BTreeSet::new(),
    };
    for line in text.lines() {
        let carets = line.trim_start();
        if let Some(date) = line.strip_prefix("date:") {
            fixture.date = Some(date.trim().to_owned());
        } else if line.trim().is_empty() {
            fixture.titled |= fixture.paragraphs.len() == 1;
        } else if carets.starts_with('^') {
            let start = line.len() - carets.len();
            let width = carets.len() - carets.trim_start_matches('^').len();
            let label = carets.trim_start_matches('^').trim().to_owned();
            let paragraph = fixture.paragraphs.len() - 1;
            fixture
                .labels
                .insert((paragraph, start, start + width, label));
        } else if !line.starts_with('#') {
            fixture.paragraphs.push(line.to_owned());
        }
    }
    fixture
}

fn found(fixture: &Fixture, lang: Language) -> BTreeSet<Label> {
    let paragraphs: Vec<&str> = fixture.paragraphs.iter().map(String::as_str).collect();
    let article = article(&paragraphs, fixture.titled, lang, fixture.date.as_deref());
    find::find(&article, Dictionary::embedded())
        .mentions
        .iter()
        .map(|mention| {
            let (at, block) = article
                .blocks
                .iter()
                .enumerate()
                .find(|(_, block)| block.range.covers(mention.range))
                .expect("a mention lies in one block");
            let before = TextRange::new(block.range.start, mention.range.start);
            let columns = |range: TextRange| graphemes(range.of(&article.text)).count();
            let start = columns(before);
            let how = match mention.how {
                How::Name => "",
                How::Adjective => " adjective",
                How::Role => " role",
            };
            let label = format!("{}{how}", mention.actor.0);
            (at, start, start + columns(mention.range), label)
        })
        .collect()
}

#[test]
fn labelled_sentences() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/actors");
    let mut files = 0;
    let mut faults = Vec::new();
    for lang in [Language::ITALIAN, Language::ENGLISH] {
        let folder = folder.join(lang.code());
        for file in fs::read_dir(folder).expect("the folder of fixtures is there") {
            let path = file.expect("the folder can be read").path();
            let text = fs::read_to_string(&path).expect("fixtures are text");
            let fixture = read(&text);
            assert!(!fixture.labels.is_empty(), "{}: no label", path.display());
            let found = found(&fixture, lang);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let mut fault = |kind: &str, (paragraph, start, end, label): &Label| {
                let words: String = graphemes(&fixture.paragraphs[*paragraph])
                    .skip(*start)
                    .take(end - start)
                    .filter_map(|(range, _, _)| {
                        fixture.paragraphs[*paragraph].get(range.start..range.end)
                    })
                    .collect();
                faults.push(format!("{name}: {kind} «{words}» {label}"));
            };
            for label in fixture.labels.difference(&found) {
                fault("missing", label);
            }
            for label in found.difference(&fixture.labels) {
                fault("unmarked", label);
            }
            files += 1;
        }
    }
    assert!(files >= 8, "{files} fixtures");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn r4_stops_at_ten_thousand_mentions() {
    let text = "La Russia e la Cina. ".repeat(MOST_MENTIONS);
    let article = article(&[&text], false, Language::ITALIAN, None);
    let found = find::find(&article, Dictionary::embedded());
    assert_eq!(found.mentions.len(), MOST_MENTIONS);
    assert!(found.more);
}

#[test]
fn a_list_of_names_is_read_once() {
    // Were any step to look back at all mentions before it, this would not end today.
    let text = "Putin, Kim, l’Onu, il presidente russo Marco Rossi, Rossi. ".repeat(20_000);
    let article = article(&[&text], false, Language::ITALIAN, None);
    let found = find::find(&article, Dictionary::embedded());
    assert_eq!(found.mentions.len(), MOST_MENTIONS);
    assert!(found.more);
    assert!(found.actors.len() < 10);
}

#[test]
fn letters_of_another_script_are_other_letters() {
    // Cyrillic А, е, о, р, Р, К and Greek Ρ: they look like those of Putin, Kim and Peskov.
    let text = "Ieri \u{420}utin e \u{41a}im hanno parlato con \u{3a1}eskov e con P\u{435}skov.";
    let article = article(&[text], false, Language::ITALIAN, None);
    for mention in find::find(&article, Dictionary::embedded()).mentions {
        for known in ["vladimir-putin", "kim-jong-un", "dmitry-peskov"] {
            assert!(!mention.actor.0.ends_with(known), "{mention:?}");
        }
    }
}

#[test]
fn hostile_names_are_bounded() {
    let long = format!(
        "Il signor {} e {}.",
        "A".repeat(10_000),
        "Kim ".repeat(10_000)
    );
    let many: String = (0..30_000_u32)
        .map(|number| {
            let letters: String = number
                .to_string()
                .bytes()
                .map(|digit| char::from(b'a' + digit - b'0'))
                .collect();
            format!("ieri Marco Z{letters} ha detto. ")
        })
        .collect();
    // Cyrillic letters that look like Latin ones are other letters: nobody is invented for them.
    let mixed = "Вladimir Рutin ha parlato con Кim Jong Un.";
    for text in [long.as_str(), many.as_str(), mixed] {
        let article = article(&[text], false, Language::ITALIAN, None);
        let found = find::find(&article, Dictionary::embedded());
        assert!(found.mentions.len() <= MOST_MENTIONS);
        assert!(found.actors.len() <= MOST_MENTIONS);
        for mention in &found.mentions {
            assert!(
                article
                    .text
                    .get(mention.range.start..mention.range.end)
                    .is_some()
            );
            assert_ne!(&*mention.actor.0, "person:vladimir-putin");
        }
    }
}
