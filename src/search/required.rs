//! What the words of a text must be like for a regular expression to fit it: worked out of the
//! expression alone, so that texts that cannot fit need not be read. It is always less than the
//! expression asks for, never more. Which words of a corpus are like that, and who holds them, is asked
//! here too; whether a text fits is for `pattern`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use memchr::memmem::Finder;
use rayon::prelude::*;
use regex::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

use crate::index::catalogue::Catalogue;
use crate::index::left::Left;
use crate::text::fold::push_folded;
use crate::text::segment::{is_joined, is_word};

/// Conditions beyond these leave little more out.
const MOST_SLOTS: usize = 6;
/// Larger classes of characters are not looked at one by one.
const LARGEST_CLASS: usize = 1000;
/// What an expression over words may take when compiled, in bytes.
const LARGEST: usize = 1 << 18;

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

/// Characters in a row that stand in one word.
#[derive(Clone, Debug, Default)]
struct Run {
    /// An expression over the folded word.
    regex: String,
    /// The same without signs of the grammar, as long as there are none.
    letters: Option<String>,
    /// How much it says, about: a letter 4.
    weight: usize,
    /// Whether the word begins and ends with it.
    start: bool,
    end: bool,
}

impl Run {
    fn new(start: bool) -> Self {
        Self {
            letters: Some(String::new()),
            start,
            ..Self::default()
        }
    }

    fn push(&mut self, piece: &Piece) {
        self.regex.push_str(&piece.regex);
        self.weight += piece.weight;
        self.letters = match (self.letters.take(), &piece.letters) {
            (Some(letters), Some(more)) => Some(letters + more),
            _ => None,
        };
    }

    fn likeness(&self) -> Option<Likeness> {
        if let Some(letters) = &self.letters {
            let finder = Box::new(Finder::new(letters).into_owned());
            return Some(Likeness::Letters(finder, self.start, self.end));
        }
        let (start, end) = (
            if self.start { "^" } else { "" },
            if self.end { "$" } else { "" },
        );
        let whole = format!("{start}(?:{}){end}", self.regex);
        let compiled = RegexBuilder::new(&whole).size_limit(LARGEST).build();
        compiled.ok().map(Likeness::Regex)
    }
}

/// How much a slot says: as much as the vaguest of what may be there.
fn weight(slot: &[Run]) -> usize {
    let each = slot.iter().map(|run| {
        let bounds = usize::from(run.start) + usize::from(run.end);
        run.weight * (2 + bounds)
    });
    each.min().unwrap_or(0)
}

/// A part of an expression that fits characters of one word only.
#[derive(Clone, Debug)]
struct Piece {
    regex: String,
    letters: Option<String>,
    weight: usize,
}

/// What a part of an expression is to the words of a text.
enum Part {
    Piece(Piece),
    /// Nothing but characters between words, at least one.
    Between,
    /// Nothing at all.
    Empty,
    /// Where a line begins or ends.
    Edge,
    Unknown,
}

/// The slots of an expression: each text that it fits holds a word for each.
fn slots(hir: &Hir) -> Vec<Vec<Run>> {
    let mut reading = Reading {
        slots: Vec::new(),
        run: Run::new(false),
    };
    reading.read(hir);
    reading.close(false);
    reading.slots
}

/// An expression that is read from left to right.
struct Reading {
    slots: Vec<Vec<Run>>,
    run: Run,
}

impl Reading {
    /// Ends the word; whether it is known to end here, and the next one to begin.
    fn close(&mut self, between: bool) {
        let mut run = std::mem::replace(&mut self.run, Run::new(between));
        run.end = between;
        if run.weight > 0 {
            self.slots.push(vec![run]);
        }
    }

    fn read(&mut self, hir: &Hir) {
        match hir.kind() {
            HirKind::Capture(capture) => self.read(&capture.sub),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.read(part)),
            HirKind::Literal(literal) => match str::from_utf8(&literal.0) {
                Ok(text) => text.chars().for_each(|c| self.take(letter(c))),
                Err(_) => self.take(Part::Unknown),
            },
            _ => match part(hir) {
                Part::Unknown => {
                    self.close(false);
                    self.slots.extend(within(hir));
                }
                known => self.take(known),
            },
        }
    }

    fn take(&mut self, part: Part) {
        match part {
            Part::Piece(piece) => self.run.push(&piece),
            Part::Between | Part::Edge => self.close(true),
            Part::Empty => {}
            Part::Unknown => self.close(false),
        }
    }
}

/// What must be somewhere in a part of which nothing else is known.
fn within(hir: &Hir) -> Vec<Vec<Run>> {
    match hir.kind() {
        HirKind::Repetition(repetition) if repetition.min > 0 => slots(&repetition.sub),
        HirKind::Alternation(alternatives) => {
            let best = |hir: &Hir| slots(hir).into_iter().max_by_key(|slot| weight(slot));
            let best: Option<Vec<Vec<Run>>> = alternatives.iter().map(best).collect();
            best.map(|slots| slots.concat()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn part(hir: &Hir) -> Part {
    match hir.kind() {
        HirKind::Empty => Part::Empty,
        HirKind::Look(
            Look::Start | Look::End | Look::StartLF | Look::EndLF | Look::StartCRLF | Look::EndCRLF,
        ) => Part::Edge,
        // Where words begin and end is nearly the same here, but not quite.
        HirKind::Look(_) => Part::Empty,
        HirKind::Class(Class::Unicode(class)) => of_class(class),
        // Bytes that are no characters, and what nothing fits.
        HirKind::Class(Class::Bytes(_)) => Part::Unknown,
        HirKind::Repetition(repetition) => repeated(repetition),
        HirKind::Literal(_)
        | HirKind::Capture(_)
        | HirKind::Concat(_)
        | HirKind::Alternation(_) => piece(hir).map_or(Part::Unknown, Part::Piece),
    }
}

fn repeated(repetition: &Repetition) -> Part {
    match part(&repetition.sub) {
        Part::Piece(piece) => {
            let (min, max) = (repetition.min, repetition.max);
            let most = max.map_or(String::new(), |max| max.to_string());
            Part::Piece(Piece {
                regex: format!("(?:{}){{{min},{most}}}", piece.regex),
                letters: None,
                weight: piece.weight.saturating_mul(min.min(8) as usize),
            })
        }
        Part::Between if repetition.min > 0 => Part::Between,
        Part::Empty => Part::Empty,
        Part::Edge if repetition.min > 0 => Part::Edge,
        _ => Part::Unknown,
    }
}

/// A part that fits characters of one word only.
fn piece(hir: &Hir) -> Option<Piece> {
    let of = |part| match part {
        Part::Piece(piece) => Some(piece),
        Part::Empty => Some(Piece {
            regex: String::new(),
            letters: Some(String::new()),
            weight: 0,
        }),
        Part::Between | Part::Edge | Part::Unknown => None,
    };
    let joined = |pieces: &[Piece]| Piece {
        regex: pieces.iter().map(|piece| piece.regex.as_str()).collect(),
        letters: pieces
            .iter()
            .map(|piece| piece.letters.as_deref())
            .collect(),
        weight: pieces.iter().map(|piece| piece.weight).sum(),
    };
    match hir.kind() {
        HirKind::Capture(capture) => piece(&capture.sub),
        HirKind::Literal(literal) => {
            let text = str::from_utf8(&literal.0).ok()?;
            let pieces: Option<Vec<Piece>> = text.chars().map(|c| of(letter(c))).collect();
            Some(joined(&pieces?))
        }
        HirKind::Concat(parts) => {
            let pieces: Option<Vec<Piece>> = parts.iter().map(piece).collect();
            Some(joined(&pieces?))
        }
        HirKind::Alternation(alternatives) => {
            let pieces: Option<Vec<Piece>> = alternatives.iter().map(piece).collect();
            let pieces = pieces?;
            let each: Vec<&str> = pieces.iter().map(|piece| piece.regex.as_str()).collect();
            Some(Piece {
                regex: format!("(?:{})", each.join("|")),
                letters: None,
                weight: pieces.iter().map(|piece| piece.weight).min().unwrap_or(0),
            })
        }
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(_) | HirKind::Repetition(_) => {
            of(part(hir))
        }
    }
}

/// A character as it is written, whatever its case.
fn letter(c: char) -> Part {
    of_class(&ClassUnicode::new([ClassUnicodeRange::new(c, c)]))
}

/// One character of these, whatever its case.
fn of_class(class: &ClassUnicode) -> Part {
    let mut class = class.clone();
    let size = |class: &ClassUnicode| -> usize {
        let length = |range: &ClassUnicodeRange| range.len();
        class.iter().map(length).sum()
    };
    if size(&class) > LARGEST_CLASS || class.try_case_fold_simple().is_err() {
        return Part::Unknown;
    }
    let chars = || class.iter().flat_map(|range| range.start()..=range.end());
    if chars().all(|c| !is_word(c) && !is_joined(c)) {
        return Part::Between;
    }
    if !chars().all(|c| is_word(c) || is_joined(c)) {
        return Part::Unknown;
    }
    let folded = |c| {
        let mut folded = String::new();
        push_folded(c, &mut folded);
        folded
    };
    let mut each: Vec<String> = chars().map(folded).collect();
    each.sort_unstable();
    each.dedup();
    if let [letters] = each.as_slice() {
        return Part::Piece(Piece {
            regex: regex::escape(letters),
            weight: 4 * letters.len().min(2),
            letters: Some(letters.clone()),
        });
    }
    let vague = each.len() > 10 && !chars().all(char::is_numeric);
    let each: Vec<String> = each.iter().map(|folded| regex::escape(folded)).collect();
    Part::Piece(Piece {
        regex: format!("(?:{})", each.join("|")),
        letters: None,
        weight: if vague { 1 } else { 2 },
    })
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
            catalogue.add(&annotate::prepare(article, dictionary));
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
