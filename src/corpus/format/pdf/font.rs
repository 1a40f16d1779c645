//! The fonts of a PDF as far as text needs them: what each code says, and how wide it is. Shapes
//! are never looked at.

use std::iter;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use unicode_normalization::UnicodeNormalization as _;

use super::bound;
use super::encoding::{self, Base};

/// A font.
pub(super) struct Font {
    kind: Kind,
    /// Codes to text, as the font itself says it.
    to_unicode: Option<CMap>,
    /// Whether its name says that it is heavy.
    pub(super) bold: bool,
}

enum Kind {
    /// Codes of one byte.
    Simple {
        texts: Vec<Option<String>>,
        /// In em.
        widths: Vec<f64>,
    },
    /// Codes of several bytes that name glyphs.
    Composite {
        /// Codes to glyphs, where it is not the same number in two bytes.
        codes: Option<Box<CMap>>,
        /// Whether the code is a UTF-16 unit.
        unicode: bool,
        /// From glyph to width in em: runs sorted by their first glyph.
        widths: Vec<(u32, Vec<f64>)>,
        default: f64,
    },
}

/// One code of a string that is shown.
pub(super) struct Glyph {
    /// What it says, if anybody knows.
    pub(super) text: Option<String>,
    /// In em.
    pub(super) width: f64,
    /// Whether the space between words is added to it.
    pub(super) is_space: bool,
}

impl Font {
    /// A font by its dictionary.
    pub(super) fn new(dict: &Dict<'_>) -> Self {
        let name = dict.get::<Name<'_>>("BaseFont");
        let name = name.as_ref().map_or("", |name| name.as_str());
        let to_unicode = dict
            .get::<Stream<'_>>("ToUnicode")
            .and_then(|stream| bound::data(&stream))
            .and_then(|data| CMap::parse(&data, |_| None));
        let composite = dict
            .get::<Name<'_>>("Subtype")
            .is_some_and(|kind| &*kind == b"Type0");
        Self {
            kind: if composite {
                self::composite(dict)
            } else {
                simple(dict, name)
            },
            to_unicode,
            bold: ["Bold", "Black", "Heavy", "Semibold", "Demi"]
                .iter()
                .any(|weight| name.contains(weight)),
        }
    }

    /// Hands each code of a string to `take`.
    pub(super) fn decode(&self, bytes: &[u8], take: &mut dyn FnMut(Glyph)) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let (code, len, glyph) = self.code(rest);
            let text = self.text(code, glyph);
            take(Glyph {
                text,
                width: self.width(code, glyph),
                is_space: len == 1 && code == 32,
            });
            rest = rest.get(len..).unwrap_or_default();
        }
    }

    /// The first code of some bytes, its length, and the glyph that it names.
    fn code(&self, bytes: &[u8]) -> (u32, usize, u32) {
        let number = |len: usize| {
            let bytes = bytes.get(..len).unwrap_or(bytes);
            bytes.iter().fold(0, |code, &b| code << 8 | u32::from(b))
        };
        let Kind::Composite { codes, .. } = &self.kind else {
            let code = number(1);
            return (code, 1, code);
        };
        if let Some(codes) = codes {
            for len in 1..=4u8 {
                let code = number(len.into());
                if let Some(glyph) = codes.lookup_cid_code(code, len) {
                    return (code, len.into(), glyph);
                }
            }
        }
        let code = number(2);
        (code, 2, code)
    }

    fn text(&self, code: u32, glyph: u32) -> Option<String> {
        let said = self
            .to_unicode
            .as_ref()
            .and_then(|map| map.lookup_bf_string(code))
            .map(|text| match text {
                BfString::Char(c) => c.to_string(),
                BfString::String(text) => text,
            })
            .filter(|text| !text.is_empty() && !text.contains(['\0', '\u{fffd}']));
        said.or_else(|| match &self.kind {
            Kind::Simple { texts, .. } => texts.get(glyph as usize).cloned().flatten(),
            Kind::Composite { unicode: true, .. } => char::from_u32(code).map(String::from),
            Kind::Composite { .. } => None,
        })
    }

    fn width(&self, code: u32, glyph: u32) -> f64 {
        match &self.kind {
            Kind::Simple { widths, .. } => widths.get(code as usize).copied().unwrap_or_default(),
            Kind::Composite {
                widths, default, ..
            } => {
                let after = widths.partition_point(|(first, _)| *first <= glyph);
                widths
                    .get(after.wrapping_sub(1))
                    .and_then(|(first, run)| run.get((glyph - first) as usize))
                    .copied()
                    .unwrap_or(*default)
            }
        }
    }
}

fn simple(dict: &Dict<'_>, name: &str) -> Kind {
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
    let mut base = Base::Standard;
    // A TrueType font that names no encoding mostly comes from Windows.
    if dict
        .get::<Name<'_>>("Subtype")
        .is_some_and(|kind| &*kind == b"TrueType")
    {
        base = Base::Windows;
    }
    let mut differences = None;
    match dict.get::<Object<'_>>("Encoding") {
        Some(Object::Name(name)) => base = Base::named(&name).unwrap_or(base),
        Some(Object::Dict(encoding)) => {
            if let Some(name) = encoding.get::<Name<'_>>("BaseEncoding") {
                base = Base::named(&name).unwrap_or(base);
            }
            differences = encoding.get::<Array<'_>>("Differences");
        }
        _ => {}
    }
    let mut texts: Vec<Option<String>> = (0..=255)
        .map(|code| base.char(code).map(String::from))
        .collect();
    let mut code = 0;
    for item in differences.iter().flat_map(Array::iter::<Object<'_>>) {
        match item {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(256),
            Object::Name(name) => {
                if let Some(text) = texts.get_mut(code) {
                    *text = encoding::glyph(name.as_str());
                }
                code += 1;
            }
            _ => {}
        }
    }
    Kind::Simple {
        texts,
        widths: simple_widths(dict, descriptor.as_ref(), name),
    }
}

fn simple_widths(dict: &Dict<'_>, descriptor: Option<&Dict<'_>>, name: &str) -> Vec<f64> {
    // Type 3 fonts have units of their own.
    let unit = dict
        .get::<Array<'_>>("FontMatrix")
        .and_then(|matrix| matrix.iter::<f32>().next())
        .map_or(0.001, |unit| f64::from(unit).abs());
    let Some(given) = dict.get::<Array<'_>>("Widths") else {
        return standard_widths(name);
    };
    let missing = descriptor
        .and_then(|descriptor| descriptor.get::<f32>("MissingWidth"))
        .map_or(0.0, |width| f64::from(width) * unit);
    let first = dict.get::<i32>("FirstChar").unwrap_or_default();
    let mut widths = vec![missing; 256];
    for (code, width) in (first..).zip(given.iter::<f32>()) {
        if let Some(place) = usize::try_from(code)
            .ok()
            .and_then(|code| widths.get_mut(code))
        {
            *place = f64::from(width) * unit;
        }
    }
    widths
}

/// The widths of the fonts that need not be in the file, from their published metrics; accented
/// letters are as wide as their letter.
fn standard_widths(name: &str) -> Vec<f64> {
    let table = if name.contains("Courier") || name.contains("Mono") {
        return vec![0.6; 256];
    } else if name.contains("Times") || name.contains("Serif") || name.contains("Roman") {
        TIMES
    } else {
        HELVETICA
    };
    (0..=255u8)
        .map(|code| {
            let letter = match Base::Windows.char(code) {
                Some(c) => iter::once(c).nfd().next().unwrap_or(c),
                None => 'n',
            };
            let place = (letter as usize).checked_sub(32);
            let width = place.and_then(|place| table.get(place)).copied();
            f64::from(width.unwrap_or(500)) / 1000.0
        })
        .collect()
}

const HELVETICA: &[u16] = &[
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const TIMES: &[u16] = &[
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

fn composite(dict: &Dict<'_>) -> Kind {
    let (mut codes, mut unicode) = (None, false);
    match dict.get::<Object<'_>>("Encoding") {
        Some(Object::Stream(stream)) => {
            codes = bound::data(&stream)
                .and_then(|data| CMap::parse(&data, |_| None))
                .map(Box::new);
        }
        Some(Object::Name(name)) => {
            unicode = name.as_str().contains("UCS2") || name.as_str().contains("UTF16");
        }
        _ => {}
    }
    let descendant = dict
        .get::<Array<'_>>("DescendantFonts")
        .and_then(|fonts| fonts.iter::<Dict<'_>>().next())
        .unwrap_or_default();
    let default = descendant
        .get::<f32>("DW")
        .map_or(1.0, |width| f64::from(width) / 1000.0);
    let mut widths = Vec::new();
    if let Some(array) = descendant.get::<Array<'_>>("W") {
        glyph_widths(&array, &mut widths);
    }
    widths.sort_by_key(|(first, _)| *first);
    Kind::Composite {
        codes,
        unicode,
        widths,
        default,
    }
}

/// `first [w w w]` or `first last w`, again and again.
fn glyph_widths(array: &Array<'_>, widths: &mut Vec<(u32, Vec<f64>)>) {
    const MOST: usize = 1 << 16;
    let mut items = array.iter::<Object<'_>>();
    let glyph = |item: Option<Object<'_>>| {
        let number = item?.into_number()?.as_i64();
        u32::try_from(number).ok()
    };
    while let Some(first) = glyph(items.next()) {
        match items.next() {
            Some(Object::Array(run)) => {
                let run = run.iter::<f32>().take(MOST).map(|w| f64::from(w) / 1000.0);
                widths.push((first, run.collect()));
            }
            Some(Object::Number(last)) => {
                let last = usize::try_from(last.as_i64()).unwrap_or_default();
                let count = (last + 1).saturating_sub(first as usize).min(MOST);
                let Some(width) = items.next().and_then(Object::into_f32) else {
                    return;
                };
                widths.push((first, vec![f64::from(width) / 1000.0; count]));
            }
            _ => return,
        }
    }
}
