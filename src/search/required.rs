//! What the words of a text must be like for a regular expression to fit it: worked out of the
//! expression alone, so that texts that cannot fit need not be read. It is always less than the
//! expression asks for, never more. What the grammar of the expression asks of a word is in `runs`; which
//! words of a corpus are like that, and who holds them, is asked here; whether a text fits is for
//! `pattern`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use memchr::memmem::Finder;
use rayon::prelude::*;
use regex::Regex;
use regex_syntax::ParserBuilder;

use self::runs::{Run, slots, weight};
use crate::index::catalogue::Catalogue;
use crate::index::left::Left;

mod runs;

/// Conditions beyond these leave little more out.
const MOST_SLOTS: usize = 6;

/// What every text that an expression fits holds: for each slot, a word that is like one of these.
#[derive(Debug, Default)]
pub(super) struct Required(Vec<Vec<Likeness>>);

/// What a word is like, as folded.
#[derive(Clone, Debug)]
enum Likeness {
    /// It holds these letters; at its beginning, at its end.
    Letters(Box<Finder<'static>>, bool, bool),
    Regex(Regex),
}

impl Likeness {
    fn fits(&self, word: &str) -> bool {
        match self {
            Self::Letters(letters, start, end) => {
                let wanted = letters.needle();
                let word = word.as_bytes();
                match (start, end) {
                    (true, true) => word == wanted,
                    (true, false) => word.starts_with(wanted),
                    (false, true) => word.ends_with(wanted),
                    (false, false) => letters.find(word).is_some(),
                }
            }
            Self::Regex(regex) => regex.is_match(word),
        }
    }
}

impl Required {
    /// Of an expression, as the grammar has it; nothing where it cannot be read.
    pub(super) fn of(pattern: &str, deepest: u32) -> Self {
        let mut parser = ParserBuilder::new()
            .multi_line(true)
            .nest_limit(deepest)
            .build();
        let slots = parser.parse(pattern).map(|hir| slots(&hir));
        let mut slots = slots.unwrap_or_default();
        slots.sort_by_key(|slot| std::cmp::Reverse(weight(slot)));
        slots.truncate(MOST_SLOTS);
        let compiled = slots.into_iter().filter_map(|slot| {
            let likenesses: Option<Vec<Likeness>> = slot.iter().map(Run::likeness).collect();
            likenesses
        });
        Self(compiled.collect())
    }

    /// The places of the articles that may fit; `None` where all may.
    pub(super) fn places(&self, catalogue: &Catalogue) -> Option<Left> {
        let articles = catalogue.entries.len() as u64;
        let slots = self.0.iter();
        let words: Vec<Vec<Arc<str>>> = slots
            .filter_map(|slot| meant(slot, catalogue, articles))
            .collect();
        (!words.is_empty()).then(|| catalogue.words().holding(&words, catalogue.entries.len()))
    }
}

/// The words that are like one of these; `None` where so many articles hold one that it leaves nothing
/// out.
fn meant(slot: &[Likeness], catalogue: &Catalogue, most: u64) -> Option<Vec<Arc<str>>> {
    let held = AtomicU64::new(0);
    let sources = catalogue.words().sources();
    let found: Vec<Vec<Arc<str>>> = (sources.into_par_iter())
        .map(|source| {
            let mut found = Vec::new();
            source.visit_all(&mut |word, articles| {
                let full = held.load(Ordering::Relaxed) >= most;
                if !full && slot.iter().any(|like| like.fits(word)) {
                    held.fetch_add(u64::from(articles), Ordering::Relaxed);
                    found.push(Arc::from(word));
                }
            });
            found
        })
        .collect();
    if held.into_inner() >= most {
        return None;
    }
    let mut found: Vec<Arc<str>> = found.into_iter().flatten().collect();
    found.sort_unstable();
    found.dedup();
    Some(found)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::actors::dictionary::Dictionary;
    use crate::corpus::seeds;
    use crate::index::annotate;
    use crate::search::pattern;
    use crate::text::TextRange;

    /// The articles of the program, and one of odd signs; and their texts.
    static CATALOGUE: LazyLock<(Catalogue, Vec<String>)> = LazyLock::new(|| {
        let dictionary = Dictionary::embedded();
        let mut catalogue = Catalogue::new(dictionary);
        let mut articles = seeds::articles();
        let mut odd = articles[0].clone();
        odd.head.id.0 ^= 1;
        odd.text = "Straße ﬁne\n\nco\u{ad}sì KELVIN ΙΏΤΑ x\u{345}y 2024-06-19 \
                    Ma\u{200d}ke İstanbul ſein KN‑23; 10.000 uomini_in_fila ٣٤"
            .to_owned();
        odd.blocks.truncate(2);
        let title = odd.text.find('\n').unwrap();
        odd.blocks[0].range = TextRange::new(0, title);
        odd.blocks[1].range = TextRange::new(title + 2, odd.text.len());
        odd.body = title + 2;
        articles.push(odd);
        let texts = articles.iter().map(|article| article.text.clone());
        let texts = texts.collect();
        for article in articles {
            catalogue.add(&annotate::prepare(
                article,
                dictionary,
                jiff::civil::Date::MAX,
            ));
        }
        (catalogue, texts)
    });

    /// How many articles are left out without being read; fails where one is that fits.
    fn left_out(typed: &str) -> usize {
        let (catalogue, texts) = &*CATALOGUE;
        let Ok(regex) = pattern::compile(typed) else {
            return 0;
        };
        let places = Required::of(typed, 50).places(catalogue);
        let may = |place: &usize| {
            let place = u32::try_from(*place).unwrap();
            places.as_ref().is_none_or(|places| places.contains(place))
        };
        for (place, text) in texts.iter().enumerate() {
            let fits = regex
                .find_iter(text)
                .any(|found| !found.as_str().is_empty());
            assert!(!fits || may(&place), "{typed} fits {text}");
        }
        let all = 0..texts.len();
        all.filter(|place| !may(place)).count()
    }

    #[test]
    fn texts_that_cannot_fit_are_not_read() {
        for (typed, fewest) in [
            ("zqzqzq", 6),
            (r"\d+\.000 (soldati|zqzq)", 3),
            (r"(zqzq|qzqz) pyongyang", 6),
            (r"straße", 5),
            (r"KN.23", 3),
            (r"(zqzqa|.*x)+zqzqb", 6),
            (r"\b(cosmodromo)\b", 3),
            (r"2024-\d\d-19", 3),
            (r"[A-Z]{2}[-‑]23\b", 2),
            (r"uomini_in", 4),
            (r"(a{900}){900}zqzq|x{999}", 0),
            (r"[^\s\S]", 0),
            (r"[a&&b]+zqzq", 0),
            (r"(?-u:\d)zqzq", 0),
        ] {
            let left_out = left_out(typed);
            assert!(left_out >= fewest, "{typed}: {left_out}");
        }
        for typed in [".", "", r"\w+", "a?", "[^a]", r"\W", "(?s).*", r"x*|\s"] {
            assert_eq!(left_out(typed), 0, "{typed}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn no_text_that_fits_is_left_out(
            cut in 0..6_usize,
            from in 0..4000_usize,
            length in 1..30_usize,
            signs in proptest::collection::vec((0..30_usize, 0..16_usize), 0..6),
        ) {
            let text = &CATALOGUE.1[cut];
            let letters: Vec<char> = text.chars().collect();
            let from = from % letters.len();
            let part = letters.iter().skip(from).take(length);
            let mut pieces: Vec<String> =
                part.map(|c| regex::escape(&c.to_string())).collect();
            for (place, sign) in signs {
                let place = place % pieces.len();
                let piece = &mut pieces[place];
                *piece = match sign {
                    0 => ".".to_owned(),
                    1 => format!("{piece}?"),
                    2 => format!("({piece})+"),
                    3 => r"\w".to_owned(),
                    4 => format!("({piece}|zq)"),
                    5 => format!("({piece} |{piece})"),
                    6 => format!("[{piece}z]"),
                    7 => format!(r"\b{piece}"),
                    8 => format!("(?:{piece}{{1,2}})"),
                    9 => r"\d*.".to_owned(),
                    10 => piece.to_uppercase(),
                    11 => r"\s*\S?".to_owned(),
                    12 => format!("(?i:{})", piece.to_lowercase()),
                    13 => format!("(zqa*|{piece}.*?)"),
                    14 => "[^q]".to_owned(),
                    _ => format!("^?{piece}$?"),
                };
            }
            left_out(&pieces.concat());
        }
    }
}
