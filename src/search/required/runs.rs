//! What an expression asks of the words of every text that it fits, by the grammar: for each word the
//! characters that stand in it. Which words are like that is for the module above.

use memchr::memmem::Finder;
use regex::RegexBuilder;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};

use super::Likeness;
use crate::text::fold::push_folded;
use crate::text::segment::{is_joined, is_word};

/// Larger classes of characters are not looked at one by one.
const LARGEST_CLASS: usize = 1000;
/// What an expression over words may take when compiled, in bytes.
const LARGEST: usize = 1 << 18;

/// Characters in a row that stand in one word.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
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

    /// What a word with them is like.
    pub(super) fn likeness(&self) -> Option<Likeness> {
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
pub(super) fn weight(slot: &[Run]) -> usize {
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
pub(super) fn slots(hir: &Hir) -> Vec<Vec<Run>> {
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
