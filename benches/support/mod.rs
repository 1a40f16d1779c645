//! A corpus of any size, always the same: words made of syllables, as unevenly frequent as those
//! of a language, in sentences, paragraphs and articles. It means nothing, but it weighs as much
//! as prose.

use rassegna::corpus::{Article, ArticleId, BlockKind, DateSource, Origin, Statement};
use rassegna::edtf::Edtf;
use rassegna::text::language::Language;

/// Different words.
const WORDS: u64 = 80_000;
const SYLLABLES: &[&str] = &[
    "ba", "ce", "di", "fo", "gra", "la", "ma", "ne", "pi", "ro", "sta", "tu", "ve", "za", "chi",
    "lò", "sse", "nte", "tri", "ri", "co", "mò", "pre", "scu",
];

/// Whom and when a text tells of, here and there among the words.
const NAMES: &[&str] = &[
    "Kim Jong Un",
    "Vladimir Putin",
    "il ministro degli Esteri Sergej Lavrov",
    "Corea del Nord",
    "la Russia",
    "il presidente ucraino",
    "Nazioni Unite",
    "Pyongyang",
];
const TIMES: &[&str] = &[
    "lo scorso marzo",
    "nel settembre",
    "a gennaio",
    "il mese scorso",
];

/// Makes articles one after another.
pub(crate) struct Generator {
    state: u64,
    made: u64,
}

impl Generator {
    /// The same seed gives the same articles.
    pub(crate) const fn new(seed: u64) -> Self {
        Self {
            state: seed,
            made: 0,
        }
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// A word, the one of rank r about r times rarer than the commonest.
    pub(crate) fn word(&mut self) -> String {
        let part = self.below(1 << 20) as f64 / f64::from(1 << 20);
        let rank = (WORDS as f64).powf(part) as u64;
        word_of_rank(rank)
    }

    fn sentence(&mut self, words: u64, text: &mut String) {
        for place in 0..words {
            let word = self.word();
            match place {
                0 => {
                    let mut letters = word.chars();
                    text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                    text.push_str(letters.as_str());
                }
                _ => {
                    text.push_str(if self.below(12) == 0 { " dell’" } else { " " });
                    text.push_str(&word);
                    self.told(text);
                }
            }
        }
    }

    /// Now and then somebody or some time.
    fn told(&mut self, text: &mut String) {
        let chosen = |from: &[&'static str], number: u64| {
            let place = usize::try_from(number % from.len() as u64).unwrap_or_default();
            from.get(place).copied().unwrap_or_default()
        };
        match self.below(120) {
            0 | 1 => {
                text.push(' ');
                text.push_str(chosen(NAMES, self.next()));
            }
            2 => {
                text.push_str(" il generale");
                for _ in 0..2 {
                    let word = word_of_rank(2000 + self.below(2000));
                    let mut letters = word.chars();
                    text.push(' ');
                    text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                    text.push_str(letters.as_str());
                }
            }
            3 => {
                text.push(' ');
                text.push_str(chosen(TIMES, self.next()));
            }
            4 => {
                let (day, year) = (1 + self.below(28), 2000 + self.below(25));
                text.push_str(&format!(" il {day} settembre {year}"));
            }
            _ => {}
        }
    }

    /// An article of about 400 words.
    pub(crate) fn article(&mut self) -> Article {
        let id = self.made;
        self.made += 1;
        let mut text = String::new();
        let words = 5 + self.below(5);
        self.sentence(words, &mut text);
        for _ in 0..8 {
            text.push_str("\n\n");
            for sentence in 0..3 {
                if sentence > 0 {
                    text.push(' ');
                }
                let words = 10 + self.below(14);
                self.sentence(words, &mut text);
                text.push('.');
            }
        }
        let (year, month) = (2000 + self.below(25), 1 + self.below(12));
        let date = Edtf::month(
            i16::try_from(year).unwrap_or(2000),
            i8::try_from(month).unwrap_or(1),
        );
        let mut article = Article::of_paragraphs(&text, Language::ITALIAN, date);
        if let Some(first) = article.blocks.first_mut() {
            first.kind = BlockKind::Title;
            article.body = first.range.end + 2;
        }
        article.head.id = ArticleId(id);
        article.head.origin = Origin::Embedded(format!("{id}.md"));
        article.head.path = format!("{id}.md");
        article.head.title_source = Statement::FrontMatter;
        article.head.date_source = DateSource::Stated(Statement::FrontMatter);
        article.head.source = Some(word_of_rank(id % 50 + 1000));
        article
    }
}

/// The same word for the same rank: commoner ones are shorter.
pub(crate) fn word_of_rank(rank: u64) -> String {
    let mut word = String::new();
    let mut left = rank + 1;
    while left > 0 {
        let place = usize::try_from(left % SYLLABLES.len() as u64).unwrap_or_default();
        word.push_str(SYLLABLES.get(place).copied().unwrap_or_default());
        left /= SYLLABLES.len() as u64;
    }
    word
}
