//! The article of a page. A readability library says where it is; which blocks belong to it is
//! then decided block by block over the whole page, in its order, so that no sentence of the
//! article is lost by the library's cleaning and no newsletter box is kept. What is left out is
//! told. Lines that any format can have are for [`furniture`](crate::corpus::furniture).

use std::collections::{HashMap, HashSet};

use dom_smoothie::{Config, Readability};

use super::area::{Area, Part};
use super::flow;
use super::found::{Found, hashes};
use super::meta::{self, Stated};
use super::target;
use super::watch::Watch;
use crate::corpus::format::{Draft, LoadError};
use crate::corpus::label::glued_date;
use crate::corpus::metadata::{self, Field};
use crate::corpus::{Block, BlockKind, SpanKind};
use crate::text::clean::clean_line;
use crate::text::fold::fold;
use crate::text::language::Language;

/// The largest page in which the article is looked for: bytes of visible HTML, and how much work its
/// elements are, since the library looks through everything above each of them.
const LARGEST: (usize, usize) = (16_000_000, 3_000_000);
/// A page with fewer words than this is not worth much cleaning.
const SMALL_PAGE: usize = 60;

/// A page: its blocks, and what is known of each.
pub(super) struct Page {
    draft: Draft,
    parts: Vec<Known>,
}

/// What is known of a block of a page.
struct Known {
    area: Area,
    words: Vec<u64>,
    /// The share of its bytes that is links, in hundredths.
    links: usize,
}

/// Reads the article of a page into a draft.
pub(super) fn read(source: &str) -> Draft {
    let stated = meta::read(source);
    let (mut draft, mut notes) = flow::read_page(source, true);
    if words(&draft) < SMALL_PAGE {
        // A page that was saved with a dialogue open hides all of itself from screen readers.
        let (whole, others) = flow::read_page(source, false);
        if words(&whole) > 4 * words(&draft) {
            (draft, notes) = (whole, others);
        }
    }
    let Watch {
        areas, skeleton, ..
    } = notes;
    resolve(&mut draft, &stated);
    let content = if skeleton.html.len() > LARGEST.0 || skeleton.work > LARGEST.1 {
        draft.problems.push(LoadError::Cut(
            "the page is too large to look for the article in it; all of its text is shown",
        ));
        None
    } else {
        extract(skeleton.html)
    };
    let page = Page::new(draft, &areas);
    let author = content.as_ref().and_then(|content| content.author.clone());
    page.article(&stated, content.map(|content| content.found), author)
}

fn words(draft: &Draft) -> usize {
    draft
        .text
        .split_ascii_whitespace()
        .take(5 * SMALL_PAGE)
        .count()
}

/// Makes the targets of links absolute, where the page says what it is.
fn resolve(draft: &mut Draft, stated: &Stated) {
    let Some(base) = &stated.base else {
        return;
    };
    for span in &mut draft.spans {
        if let SpanKind::Link(address) = &mut span.kind
            && let Some(absolute) = target::absolute(address, base)
        {
            *address = absolute;
        }
    }
}

/// What the library finds.
struct Content {
    found: Found,
    author: Option<String>,
}

fn extract(html: String) -> Option<Content> {
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let article = Readability::new(html, None, Some(config))
        .ok()?
        .parse()
        .ok()?;
    Some(Content {
        found: Found::of(&article.content),
        author: article
            .byline
            .filter(|author| author.len() <= 100)
            .map(|author| clean_line(&author))
            .filter(|author| meta::is_name(author)),
    })
}

impl Page {
    fn new(draft: Draft, areas: &[Area]) -> Self {
        let mut spans = draft
            .spans
            .iter()
            .filter(|span| matches!(span.kind, SpanKind::Link(_) | SpanKind::Note(_)))
            .peekable();
        let parts = draft
            .blocks
            .iter()
            .zip(areas)
            .map(|(block, &area)| {
                let mut links = 0;
                while let Some(span) = spans.next_if(|span| span.range.start < block.range.end) {
                    links += span.range.end.min(block.range.end)
                        - span.range.start.max(block.range.start).min(span.range.end);
                }
                Known {
                    area,
                    words: hashes(block.range.of(&draft.text)),
                    links: links * 100 / block.range.len().max(1),
                }
            })
            .collect();
        Self { draft, parts }
    }

    /// Leaves the blocks of the article in the draft.
    fn article(mut self, stated: &Stated, content: Option<Found>, author: Option<String>) -> Draft {
        let heading = self.heading();
        let heading_text = heading
            .and_then(|place| self.text(place))
            .map(str::to_owned);
        let title = stated.title(heading_text.as_deref());
        let keep = match &content {
            Some(found) => self.chosen(found, heading, title.as_deref()),
            None => self.all(),
        };
        let lang = stated
            .lang
            .as_deref()
            .and_then(Language::parse)
            .unwrap_or_default();
        let date = self.date_line(heading, &keep, lang);
        let mut blocks = Vec::with_capacity(self.draft.blocks.len());
        let mut sample = String::new();
        for (block, keep) in self.draft.blocks.iter().zip(keep) {
            let text = block.range.of(&self.draft.text);
            if keep {
                if sample.len() < 4000 {
                    sample.push_str(text);
                    sample.push('\n');
                }
                blocks.push(*block);
            } else {
                self.draft.removed.push(text.to_owned());
            }
        }
        self.draft.blocks = blocks;
        self.draft.own = stated.metadata(&sample);
        if let Some(title) = title {
            self.draft.own.state(Field::Title, &[title]);
        }
        if let Some(date) = date {
            self.draft.own.state(Field::Date, &[date]);
        }
        if let Some(author) = author {
            self.draft
                .own
                .state(Field::Author, &[metadata::without_by(&author)]);
        }
        self.draft
    }

    fn text(&self, place: usize) -> Option<&str> {
        self.draft
            .blocks
            .get(place)
            .map(|block| block.range.of(&self.draft.text))
    }

    /// The block that is the heading of the page: the first of the first level that stands beside
    /// nothing.
    fn heading(&self) -> Option<usize> {
        self.draft
            .blocks
            .iter()
            .zip(&self.parts)
            .position(|(block, known)| {
                block.kind == BlockKind::Heading(1)
                    && !known.area.is_beside()
                    && block.range.len() <= 300
            })
    }

    /// All blocks but those that the page itself calls no text; all where nothing would be left.
    fn all(&self) -> Vec<bool> {
        let ignored = self.ignored(&vec![true; self.parts.len()]);
        let mut keep: Vec<bool> = (0..self.parts.len())
            .map(|place| !self.is_beside(place, &ignored))
            .collect();
        if !keep.contains(&true) {
            return vec![true; self.parts.len()];
        }
        if (0..keep.len()).any(|place| self.is_prose(place, 12)) {
            self.trim(&mut keep);
        }
        keep
    }

    /// The parts of the page that are called furniture and yet hold most of what `kept` keeps.
    fn ignored(&self, kept: &[bool]) -> HashSet<u32> {
        let mut sizes: HashMap<u32, usize> = HashMap::new();
        let mut whole = 0;
        for (known, _) in self.parts.iter().zip(kept).filter(|(_, kept)| **kept) {
            whole += known.words.len();
            *sizes.entry(known.area.furniture).or_default() += known.words.len();
        }
        let beside = whole - sizes.get(&0).copied().unwrap_or_default();
        sizes
            .into_iter()
            .filter(|&(number, size)| {
                number > 0 && (size * 10 > whole * 4 || beside * 10 > whole * 6)
            })
            .map(|(number, _)| number)
            .collect()
    }

    fn is_beside(&self, place: usize, ignored: &HashSet<u32>) -> bool {
        self.parts
            .get(place)
            .is_some_and(|known| known.area.is_beside() && !ignored.contains(&known.area.furniture))
    }

    /// The blocks of the article: what the library keeps, without furniture, and what it lost of it.
    fn chosen(&self, found: &Found, heading: Option<usize>, title: Option<&str>) -> Vec<bool> {
        let mut keep: Vec<bool> = self
            .parts
            .iter()
            .map(|known| found.has(&known.words, !known.area.is_beside()))
            .collect();
        let ignored = self.ignored(&keep);
        for (place, keep) in keep.iter_mut().enumerate() {
            *keep = *keep && !self.is_beside(place, &ignored);
        }
        let (Some(first), Some(last)) = (
            keep.iter().position(|keep| *keep),
            keep.iter().rposition(|keep| *keep),
        ) else {
            return self.all();
        };
        let plain = !self.parts.iter().any(|known| known.area.is_beside());
        let words = |keep: &[bool]| -> usize {
            self.parts
                .iter()
                .zip(keep)
                .filter(|(_, keep)| **keep)
                .map(|(known, _)| known.words.len())
                .sum()
        };
        if plain
            && (words(&keep) < SMALL_PAGE || words(&keep) * 10 > words(&vec![true; keep.len()]) * 7)
        {
            // A document without a page around it.
            return self.all();
        }
        for place in first..=last {
            let rescue = self.belongs(place) && !self.is_beside(place, &ignored);
            if let Some(keep) = keep.get_mut(place) {
                *keep = *keep || rescue;
            }
        }
        self.extend_back(&mut keep, first, heading, title, &ignored);
        self.extend_on(&mut keep, last, &ignored);
        self.trim(&mut keep);
        self.keep_headings_and_rules(&mut keep, &ignored);
        keep
    }

    /// Whether a block between two of the article is one too.
    fn belongs(&self, place: usize) -> bool {
        let (Some(block), Some(known)) = (self.draft.blocks.get(place), self.parts.get(place))
        else {
            return false;
        };
        let enough = match block.kind {
            BlockKind::Heading(_) | BlockKind::Title | BlockKind::Rule => false,
            BlockKind::Verbatim => true,
            BlockKind::Item { .. } | BlockKind::Quote => known.words.len() > 1,
            BlockKind::Paragraph => known.words.len() >= 6 || self.ends_sentence(place),
        };
        enough && known.links < 50 && !known.area.is(Part::Byline)
    }

    fn ends_sentence(&self, place: usize) -> bool {
        self.text(place).is_some_and(|text| {
            text.trim_end_matches(['»', '”', '"', '’', '\'', ')', ']', ' '])
                .ends_with(['.', '!', '?', '…', ':', ';'])
        })
    }

    fn is_prose(&self, place: usize, least: usize) -> bool {
        self.parts
            .get(place)
            .is_some_and(|known| known.words.len() >= least && known.links < 20)
            && self.ends_sentence(place)
    }

    /// Keeps the lines between the heading and the text that say what it is about, and the
    /// beginning of the text where the library came in too late.
    fn extend_back(
        &self,
        keep: &mut [bool],
        first: usize,
        heading: Option<usize>,
        title: Option<&str>,
        ignored: &HashSet<u32>,
    ) {
        let heading = heading.filter(|&heading| heading < first).or_else(|| {
            let title = fold(title?);
            (0..first).rev().find(|&place| {
                self.text(place)
                    .is_some_and(|text| text.len() < 400 && fold(text) == title)
            })
        });
        let from = heading.map_or(first.saturating_sub(8), |heading| heading + 1);
        for place in from..first {
            let (Some(block), Some(known)) = (self.draft.blocks.get(place), self.parts.get(place))
            else {
                continue;
            };
            let line = matches!(
                block.kind,
                BlockKind::Paragraph | BlockKind::Heading(_) | BlockKind::Quote
            );
            let says = known.area.is(Part::Standfirst) && known.words.len() >= 3;
            let prose = heading.is_some()
                && (self.is_prose(place, 6) || known.words.len() >= 10 && known.links < 20);
            let item = heading.is_some()
                && self.belongs(place)
                && matches!(block.kind, BlockKind::Item { .. });
            if (line && (says || prose) || item)
                && !known.area.is(Part::Byline)
                && known.links < 50
                && !self.is_beside(place, ignored)
                && let Some(keep) = keep.get_mut(place)
            {
                *keep = true;
            }
        }
    }

    /// Keeps the end of the text where the library stopped too early: in the same element for an
    /// article, or the prose that follows at once.
    fn extend_on(&self, keep: &mut [bool], last: usize, ignored: &HashSet<u32>) {
        let article = self.parts.get(last).map_or(0, |known| known.area.article);
        let mut others = 0;
        for place in last + 1..keep.len() {
            let Some(known) = self.parts.get(place) else {
                break;
            };
            if article > 0 && known.area.article != article {
                break;
            }
            let beside = self.is_beside(place, ignored);
            let belongs =
                !beside && self.belongs(place) && (article > 0 || self.is_prose(place, 12));
            let heading = matches!(
                self.draft.blocks.get(place),
                Some(Block {
                    kind: BlockKind::Heading(_) | BlockKind::Rule,
                    ..
                })
            );
            if belongs {
                others = 0;
            } else if !heading || beside {
                others += 1;
            }
            if others > 0 && (article == 0 || others > 12) {
                break;
            }
            if let Some(keep) = keep.get_mut(place) {
                *keep = belongs;
            }
        }
    }

    /// Leaves out the links to other pages before and after the text.
    fn trim(&self, keep: &mut [bool]) {
        let is_menu = |place: usize| {
            self.parts.get(place).is_some_and(|known| known.links >= 80)
                && !self.ends_sentence(place)
        };
        let last = keep.len();
        let places: [&mut dyn Iterator<Item = usize>; 2] = [&mut (0..last), &mut (0..last).rev()];
        for places in places {
            for place in places {
                match keep.get_mut(place) {
                    Some(keep) if *keep && is_menu(place) => *keep = false,
                    Some(false) => {}
                    _ => break,
                }
            }
        }
    }

    /// The date that stands as a line by itself between the heading and the text.
    fn date_line(&self, heading: Option<usize>, keep: &[bool], lang: Language) -> Option<String> {
        let first = keep.iter().position(|keep| *keep)?;
        let from = heading
            .filter(|&heading| heading < first)
            .map_or(first.saturating_sub(6), |heading| heading + 1);
        (from..first)
            .filter_map(|place| self.text(place).filter(|text| text.len() <= 200))
            .flat_map(|text| text.split(['|', '·', '•', '—', '–', '\n']))
            .find_map(|part| {
                let (date, end) = glued_date(part.trim(), lang)?;
                (end == part.trim().len()).then_some(date)
            })
    }

    /// Keeps the headings over what is kept, and the rules between it.
    fn keep_headings_and_rules(&self, keep: &mut [bool], ignored: &HashSet<u32>) {
        let Some(first) = keep.iter().position(|keep| *keep) else {
            return;
        };
        let mut below = false;
        for place in (first..keep.len()).rev() {
            let (Some(block), Some(known)) = (self.draft.blocks.get(place), self.parts.get(place))
            else {
                continue;
            };
            let kept = keep.get(place).copied().unwrap_or_default();
            match block.kind {
                BlockKind::Heading(_) | BlockKind::Rule
                    if !kept && below && known.links < 50 && !self.is_beside(place, ignored) =>
                {
                    if let Some(keep) = keep.get_mut(place) {
                        *keep = true;
                    }
                }
                BlockKind::Heading(_) | BlockKind::Rule => {
                    below &= kept || block.kind == BlockKind::Rule
                }
                _ => below = kept,
            }
        }
    }
}

#[cfg(test)]
mod tests;
