//! A page to its lines: the operators of its content are followed as far as they move and show
//! text (ISO 32000-1, chapter 9), and what stands on one base line becomes a line, in the order of
//! the content. Which lines are a paragraph is for [`flow`](super::flow).

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::bound;
use super::encoding::ligature;
use super::font::Font;
use super::links::{self, Areas, Linked};
use super::matrix::Matrix;
use crate::text::TextRange;

/// How deep forms may stand in forms.
const DEEPEST: usize = 8;
/// The most operators of a file.
pub(super) const MOST_OPERATORS: usize = 8_000_000;
/// The most characters of a file.
pub(super) const MOST_CHARACTERS: usize = 16_000_000;

/// A line of a page. Lengths are in points, from the lower left corner of the page as it is read.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// What it says; not clean.
    pub(super) text: String,
    /// Where it begins and ends.
    pub(super) left: f64,
    pub(super) right: f64,
    /// Its base line.
    pub(super) base: f64,
    /// The size of most of its letters.
    pub(super) size: f64,
    /// Whether all of its letters are heavy.
    pub(super) bold: bool,
    /// Whether the file marks it as no part of the text: a page's header, its number.
    pub(super) artifact: bool,
    /// Whether it runs along the page as it is read, and not up or down its side.
    pub(super) level: bool,
    /// Whether it is not drawn, as the text under a scanned page.
    pub(super) hidden: bool,
    /// What of its text leads somewhere.
    pub(super) links: Vec<Linked>,
}

/// What the pages of one file share while they are read.
pub(super) struct Reading {
    fonts: HashMap<FontKey, Rc<Font>>,
    /// Operators and characters that may still be read.
    pub(super) operators: usize,
    pub(super) characters: usize,
    /// Codes of which nobody says what they mean.
    pub(super) unknown: usize,
}

/// A font is known by where its dictionary stands in the file.
type FontKey = (usize, usize);

impl Reading {
    pub(super) fn new() -> Self {
        Self {
            fonts: HashMap::new(),
            operators: MOST_OPERATORS,
            characters: MOST_CHARACTERS,
            unknown: 0,
        }
    }

    /// Whether something was left out for the sake of time and memory.
    pub(super) const fn is_exhausted(&self) -> bool {
        self.operators == 0 || self.characters == 0
    }

    fn font(&mut self, dict: &Dict<'_>) -> Rc<Font> {
        let data = dict.data();
        let key = (data.as_ptr().addr(), data.len());
        Rc::clone(
            self.fonts
                .entry(key)
                .or_insert_with(|| Rc::new(Font::new(dict))),
        )
    }
}

/// The lines of a page.
pub(super) fn lines(page: &Page<'_>, reading: &mut Reading) -> Vec<Line> {
    let content = content(page.raw());
    let matrix = Matrix(page.initial_transform(false).as_coeffs());
    let mut reader = Reader {
        reading,
        areas: Areas::of(page.raw(), matrix),
        lines: Vec::new(),
        open: None,
        marks: Vec::new(),
        artifacts: 0,
    };
    reader.run(&content, page.resources(), matrix, 0);
    reader.close();
    reader.lines
}

/// The operators of a page, of all streams that hold them.
fn content(page: &Dict<'_>) -> Vec<u8> {
    let mut all = Vec::new();
    let mut add = |stream: &Stream<'_>| {
        all.extend(bound::data(stream).unwrap_or_default());
        // A token never goes on in the next stream.
        all.push(b' ');
    };
    match page.get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => add(&stream),
        Some(Object::Array(streams)) => streams.iter::<Stream<'_>>().for_each(|s| add(&s)),
        _ => {}
    }
    all
}

/// The state that `q` keeps and `Q` brings back.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    hidden: bool,
}

struct Reader<'r> {
    reading: &'r mut Reading,
    areas: Areas,
    lines: Vec<Line>,
    open: Option<Open>,
    /// Whether each mark that is open says that what follows is no text.
    marks: Vec<bool>,
    artifacts: usize,
}

/// A line in the making.
struct Open {
    line: Line,
    /// Along and across the line, unit vectors.
    along: (f64, f64),
    /// Where the last letter ended, along the line.
    end: f64,
    /// Letters of the largest run of one size, to tell the size of most.
    sizes: Vec<(f64, usize)>,
}

/// The letters of a glyph where it is drawn.
struct Drawn<'a> {
    letters: &'a str,
    blank: bool,
    from: (f64, f64),
    length: f64,
    size: f64,
    bold: bool,
    /// Where the link leads that it stands on.
    target: Option<Rc<str>>,
}

impl Reader<'_> {
    fn run(&mut self, content: &[u8], resources: &Resources<'_>, matrix: Matrix, depth: usize) {
        let mut state = State {
            matrix,
            font: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            hidden: false,
        };
        let mut kept: Vec<State> = Vec::new();
        let (mut text, mut line) = (Matrix::UNIT, Matrix::UNIT);
        let marks = self.marks.len();
        let mut operators = TypedIter::new(content);
        while let Some(operator) = operators.next() {
            if self.reading.operators == 0 {
                break;
            }
            self.reading.operators -= 1;
            let next_line = |line: &mut Matrix, text: &mut Matrix, x: f64, y: f64| {
                *line = line.shift(x, y);
                *text = *line;
            };
            match operator {
                TypedInstruction::SaveState(_) if kept.len() < 512 => kept.push(state.clone()),
                TypedInstruction::RestoreState(_) => {
                    if let Some(before) = kept.pop() {
                        state = before;
                    }
                }
                TypedInstruction::Transform(m) => {
                    let matrix = Matrix::of([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]);
                    state.matrix = matrix.then(state.matrix);
                }
                TypedInstruction::BeginText(_) => {
                    text = Matrix::UNIT;
                    line = Matrix::UNIT;
                }
                TypedInstruction::TextFont(font) => {
                    state.font = resources
                        .get_font(font.0)
                        .map(|dict| self.reading.font(&dict));
                    state.size = font.1.as_f64();
                }
                TypedInstruction::CharacterSpacing(n) => state.letter_space = n.0.as_f64(),
                TypedInstruction::WordSpacing(n) => state.word_space = n.0.as_f64(),
                TypedInstruction::HorizontalScaling(n) => state.stretch = n.0.as_f64() / 100.0,
                TypedInstruction::TextLeading(n) => state.leading = n.0.as_f64(),
                TypedInstruction::TextRise(n) => state.rise = n.0.as_f64(),
                TypedInstruction::TextRenderingMode(n) => state.hidden = n.0.as_i64() == 3,
                TypedInstruction::NextLine(n) => {
                    next_line(&mut line, &mut text, n.0.as_f64(), n.1.as_f64());
                }
                TypedInstruction::NextLineAndSetLeading(n) => {
                    state.leading = -n.1.as_f64();
                    next_line(&mut line, &mut text, n.0.as_f64(), n.1.as_f64());
                }
                TypedInstruction::NextLineUsingLeading(_) => {
                    next_line(&mut line, &mut text, 0.0, -state.leading);
                }
                TypedInstruction::SetTextMatrix(m) => {
                    line = Matrix::of([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]);
                    text = line;
                }
                TypedInstruction::ShowText(show) => self.show(&state, &mut text, show.0),
                TypedInstruction::NextLineAndShowText(show) => {
                    next_line(&mut line, &mut text, 0.0, -state.leading);
                    self.show(&state, &mut text, show.0);
                }
                TypedInstruction::ShowTextWithParameters(show) => {
                    state.word_space = show.0.as_f64();
                    state.letter_space = show.1.as_f64();
                    next_line(&mut line, &mut text, 0.0, -state.leading);
                    self.show(&state, &mut text, show.2);
                }
                TypedInstruction::ShowTexts(show) => {
                    for part in show.0.iter::<Object<'_>>() {
                        match part {
                            Object::String(shown) => self.show(&state, &mut text, &shown),
                            Object::Number(back) => {
                                let by = -back.as_f64() / 1000.0 * state.size * state.stretch;
                                text = text.shift(by, 0.0);
                            }
                            _ => {}
                        }
                    }
                }
                TypedInstruction::XObject(form) if depth < DEEPEST => {
                    if let Some(stream) = resources.get_x_object(form.0) {
                        self.form(&stream, resources, state.matrix, depth);
                    }
                }
                TypedInstruction::BeginMarkedContent(mark) => self.mark(mark.0),
                TypedInstruction::BeginMarkedContentWithProperties(mark) => self.mark(mark.0),
                TypedInstruction::EndMarkedContent(_) if self.marks.len() > marks => {
                    let artifact = self.marks.pop().unwrap_or_default();
                    self.artifacts -= usize::from(artifact);
                }
                _ => {}
            }
        }
        for artifact in self.marks.drain(marks..) {
            self.artifacts -= usize::from(artifact);
        }
    }

    fn mark(&mut self, name: &Name<'_>) {
        let artifact = &**name == b"Artifact";
        self.marks.push(artifact);
        self.artifacts += usize::from(artifact);
    }

    fn form(&mut self, stream: &Stream<'_>, around: &Resources<'_>, matrix: Matrix, depth: usize) {
        let dict = stream.dict();
        if dict
            .get::<Name<'_>>("Subtype")
            .is_none_or(|kind| &*kind != b"Form")
        {
            return;
        }
        let Some(content) = bound::data(stream) else {
            return;
        };
        let own = dict
            .get::<Array<'_>>("Matrix")
            .and_then(|matrix| {
                let numbers: Vec<f64> = matrix.iter::<f32>().map(f64::from).collect();
                <[f64; 6]>::try_from(numbers).ok()
            })
            .map_or(Matrix::UNIT, Matrix);
        let resources = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        let resources = resources.as_ref().unwrap_or(around);
        self.run(&content, resources, own.then(matrix), depth + 1);
    }

    /// Shows a string: each letter where the text matrix is, which moves on by its width.
    fn show(&mut self, state: &State, text: &mut Matrix, shown: &[u8]) {
        let Some(font) = &state.font else {
            return;
        };
        font.decode(shown, &mut |glyph| {
            let word_space = if glyph.is_space {
                state.word_space
            } else {
                0.0
            };
            let width = glyph.width * state.size * state.stretch;
            let step = width + (state.letter_space + word_space) * state.stretch;
            let to_page = text.then(state.matrix);
            match glyph.text {
                Some(letters) if self.reading.characters > 0 => {
                    self.reading.characters -= 1;
                    let from = to_page.point(0.0, state.rise);
                    let to = to_page.point(width, state.rise);
                    let up = to_page.point(0.0, state.rise + state.size);
                    // A little above the base line is inside of what is drawn around a letter.
                    let middle = to_page.point(width / 2.0, state.rise + state.size / 4.0);
                    let drawn = Drawn {
                        letters: &letters,
                        blank: letters.chars().all(char::is_whitespace),
                        from,
                        length: (to.0 - from.0).hypot(to.1 - from.1),
                        size: (up.0 - from.0).hypot(up.1 - from.1),
                        bold: font.bold,
                        target: self.areas.at(middle).cloned(),
                    };
                    self.letter(&drawn, to, state.hidden);
                }
                Some(_) => {}
                None => self.reading.unknown += 1,
            }
            *text = text.shift(step, 0.0);
        });
    }

    fn letter(&mut self, drawn: &Drawn<'_>, to: (f64, f64), hidden: bool) {
        let (from, length, size) = (drawn.from, drawn.length, drawn.size);
        if !(from.0.is_finite() && from.1.is_finite() && to.0.is_finite() && size.is_finite()) {
            return;
        }
        if let Some(open) = &mut self.open
            && open.takes(from, size, self.artifacts > 0, hidden)
        {
            open.add(drawn);
            return;
        }
        if drawn.blank {
            return;
        }
        self.close();
        let along = if length > 0.0 {
            ((to.0 - from.0) / length, (to.1 - from.1) / length)
        } else {
            (1.0, 0.0)
        };
        let start = from.0 * along.0 + from.1 * along.1;
        let mut open = Open {
            line: Line {
                left: start,
                right: start,
                base: from.1 * along.0 - from.0 * along.1,
                bold: true,
                artifact: self.artifacts > 0,
                level: along.0 > 0.9,
                hidden,
                ..Line::default()
            },
            along,
            end: start,
            sizes: Vec::new(),
        };
        open.add(drawn);
        self.open = Some(open);
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let mut line = open.line;
            let most = open.sizes.iter().max_by_key(|(_, count)| *count);
            line.size = most.map_or(0.0, |(size, _)| *size);
            line.text.truncate(line.text.trim_end().len());
            if !line.text.is_empty() {
                self.lines.push(line);
            }
        }
    }
}

impl Open {
    /// Whether a letter goes on this line: on its base line or a little above or below, and not
    /// far before or behind its end.
    fn takes(&self, from: (f64, f64), size: f64, artifact: bool, hidden: bool) -> bool {
        let along = from.0 * self.along.0 + from.1 * self.along.1;
        let across = from.1 * self.along.0 - from.0 * self.along.1;
        let largest = self
            .sizes
            .iter()
            .map(|(size, _)| *size)
            .fold(size, f64::max);
        let gap = along - self.end;
        artifact == self.line.artifact
            && hidden == self.line.hidden
            && (across - self.line.base).abs() <= largest * 0.45
            && gap > -largest * 0.6
            && gap < largest * 2.5
    }

    fn add(&mut self, drawn: &Drawn<'_>) {
        let (from, size) = (drawn.from, drawn.size);
        let along = from.0 * self.along.0 + from.1 * self.along.1;
        let ends_blank = self.line.text.ends_with(char::is_whitespace);
        // The narrowest space of justified lines is wider than this, and the widest kerning less.
        let apart = along - self.end > size.max(1e-6) * 0.17;
        if (drawn.blank || apart) && !ends_blank && !self.line.text.is_empty() {
            self.line.text.push(' ');
        }
        self.end = self.end.max(along + drawn.length);
        if drawn.blank {
            return;
        }
        let start = self.line.text.len();
        for c in drawn.letters.chars() {
            match ligature(c) {
                Some(letters) => self.line.text.push_str(letters),
                None => self.line.text.push(c),
            }
        }
        if let Some(target) = &drawn.target {
            let range = TextRange::new(start, self.line.text.len());
            links::add(&mut self.line.links, &self.line.text, range, target);
        }
        self.line.right = self.line.right.max(along + drawn.length);
        self.line.bold &= drawn.bold;
        let known = self
            .sizes
            .iter()
            .position(|(known, _)| (known - size).abs() < 0.05);
        if let Some((_, count)) = known.and_then(|place| self.sizes.get_mut(place)) {
            *count += 1;
        } else if self.sizes.len() < 16 {
            self.sizes.push((size, 1));
        }
    }
}
