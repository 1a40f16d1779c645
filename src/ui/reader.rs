//! The reader: the visible lines of the open article, with everything that is marked in them.
//! Where marks meet, the one that the reader asked for last wins: selection, hit, then actor, date,
//! bookmark, emphasis.

use ratatui::style::Style;

use crate::actors::{ActorKind, Found};
use crate::app::panes::reader::{GUTTER, Line, LineKind, Open};
use crate::app::preview::counted;
use crate::app::{App, Pane};
use crate::corpus::{Block, BlockKind, DateSource, SpanKind};
use crate::dates::language::spoken;
use crate::text::TextRange;
use crate::text::clean::INVISIBLE;
use crate::text::runs::runs;

use super::paint::Canvas;
use super::theme::Role;
use super::{Look, draw_frame, links};

/// The names of the kinds in the legend, and those for where there is little room.
const LEGEND: [(ActorKind, &str, &str); 7] = [
    (ActorKind::Person, "people", "people"),
    (ActorKind::Country, "countries", "countries"),
    (ActorKind::Organisation, "organisations", "orgs"),
    (ActorKind::Place, "places", "places"),
    (ActorKind::Weapon, "weapons", "weapons"),
    (ActorKind::Operation, "operations", "ops"),
    (ActorKind::Word, "words", "words"),
];

/// Draws the pane.
pub(super) fn draw(app: &App, look: Look<'_>, canvas: &mut Canvas<'_>) {
    let progress = app
        .reader
        .open
        .is_some()
        .then(|| format!("{}%", app.reader.progress()));
    let hits = app.hit_counter().map(|(at, of)| match at {
        0 => format!("{of} hits"),
        at => format!("hit {at} of {of}"),
    });
    let dot = format!(" {} ", look.glyphs.dot);
    let remark: Vec<String> = hits.into_iter().chain(progress).collect();
    draw_frame(app, look, canvas, Pane::Reader, &remark.join(&dot));
    draw_legend(app, look, canvas);
    let Some(open) = &app.reader.open else {
        let mut inside = canvas.inside();
        let middle = inside.height() / 2;
        let text = if app.is_empty() {
            "Nothing to read."
        } else {
            "Reading …"
        };
        let left = inside
            .width()
            .saturating_sub(u16::try_from(text.len()).unwrap_or(0))
            / 2;
        inside.put(left, middle, text, look.style(Role::Dim));
        return;
    };
    let marks = Marks::visible(app, open);
    let left = app.reader.left();
    let mut inside = canvas.inside();
    let place = open.line_of(open.cursor);
    for (row, (number, line)) in app.reader.visible().enumerate() {
        let Ok(row) = u16::try_from(row) else { break };
        let gutter = left.saturating_sub(GUTTER);
        if number == place && app.focus == Pane::Reader {
            inside.put(gutter, row, look.glyphs.place, look.style(Role::Place));
        }
        match line.kind {
            LineKind::Blank => {}
            LineKind::Byline => {
                draw_byline(app, look, &mut inside, (left, row));
            }
            LineKind::Text(block) => {
                let mut kept = (open.kept.iter()).filter(|kept| kept.range.overlaps(line.range));
                if let Some(first) = kept.next() {
                    let (sign, role) = match first.changed || kept.any(|kept| kept.changed) {
                        true => (look.glyphs.differ, Role::Warning),
                        false => (look.glyphs.kept, Role::Gutter),
                    };
                    inside.put(gutter + 1, row, sign, look.style(role));
                }
                let block = open.annotated.article.blocks.get(block);
                draw_line(look, &mut inside, open, (line, block), &marks, (left, row));
            }
        }
    }
    links::draw(app, look, &mut inside, open, left);
}

/// The kinds of actors in the lower edge of the frame, each as it looks in the text; words to watch for
/// where the text has some, and how it looks where it is not sure that an actor is meant.
fn draw_legend(app: &App, look: Look<'_>, canvas: &mut Canvas<'_>) {
    let mentions = app
        .reader
        .open
        .as_ref()
        .map(|open| &open.annotated.mentions);
    let mentions = || mentions.into_iter().flatten();
    let watched = mentions().any(|mention| mention.found == Found::Watched);
    let unsure = mentions().any(|mention| !mention.sure);
    let shown = |kind: ActorKind| kind != ActorKind::Word || watched;
    let kinds = LEGEND.into_iter().filter(|(kind, ..)| shown(*kind));
    let kinds = kinds.map(|(kind, name, short)| (look.theme.actor(kind), name, short));
    let doubt = (look.style(Role::Unsure), "not sure", "unsure");
    let legend = || kinds.clone().chain(unsure.then_some(doubt));
    let (width, height) = (canvas.width(), canvas.height());
    let mut at = 2;
    let whole: usize = legend().map(|(_, name, _)| name.len() + 2).sum();
    let is_narrow = usize::from(width) < whole + 4;
    for (style, name, short) in legend() {
        let name = if is_narrow { short } else { name };
        let needed = u16::try_from(name.len())
            .unwrap_or(u16::MAX)
            .saturating_add(2);
        if at + needed + 1 > width || height < 2 {
            break;
        }
        at = canvas.put(at, height - 1, " ", look.style(Role::Border));
        // The frame may be bold, which must not make one kind look like another.
        canvas.style(at, height - 1, needed, Style::reset());
        at = canvas.put(at, height - 1, name, style);
        let after = canvas.put(at, height - 1, " ", look.style(Role::Border));
        // One space between two is enough where there is little room.
        at = if is_narrow { at } else { after };
    }
}

fn draw_byline(app: &App, look: Look<'_>, canvas: &mut Canvas<'_>, place: (u16, u16)) {
    let Some(article) = app.reader.article() else {
        return;
    };
    let head = &article.head;
    let mut parts = Vec::new();
    match (&head.date, &head.date_source) {
        (Some(date), DateSource::Inferred(_)) => {
            parts.push(format!("{} (estimated)", spoken(date, head.lang)));
        }
        (Some(date), _) => parts.push(spoken(date, head.lang)),
        (None, _) => parts.push("no date".to_owned()),
    }
    parts.extend(head.source.clone());
    let told = |author: &String| {
        head.source
            .as_ref()
            .is_some_and(|source| source.contains(author))
    };
    parts.extend(head.author.clone().filter(|author| !told(author)));
    parts.push(counted(head.words, "word"));
    let also = app.catalogue.also(head.id);
    if !also.is_empty() {
        parts.push(format!("also in {}", also.join(", ")));
    }
    let text = parts.join(&format!(" {} ", look.glyphs.dot));
    let width = canvas.width().saturating_sub(place.0);
    canvas.put_cut(place.0, place.1, width, &text, look.style(Role::Dim));
}

/// What a stretch of text is marked as, the later ones over the earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Pointed,
    Kept,
    Style(Role),
    Date,
    Actor(ActorKind),
    /// An actor where it is not sure that it is meant.
    Unsure(ActorKind),
    Hit,
    Current,
    Selection,
    Sign,
}

impl Mark {
    const fn is_actor(&self) -> bool {
        matches!(self, Self::Actor(_) | Self::Unsure(_))
    }
}

/// The marks of what is on the screen.
struct Marks(Vec<(TextRange, Mark)>);

impl Marks {
    fn visible(app: &App, open: &Open) -> Self {
        let mut lines = app.reader.visible();
        let Some((_, first)) = lines.next() else {
            return Self(Vec::new());
        };
        let last = lines.last().map_or(first, |(_, line)| line);
        let view = TextRange::new(first.range.start, last.range.end);
        let annotated = &open.annotated;
        let mut marks: Vec<(TextRange, Mark)> = Vec::new();
        marks.extend(open.pointed.map(|sentence| (sentence, Mark::Pointed)));
        marks.extend(open.kept.iter().map(|kept| (kept.range, Mark::Kept)));
        marks.extend(annotated.article.spans.iter().map(|span| {
            let role = match span.kind {
                SpanKind::Emphasis => Role::Emphasis,
                SpanKind::Strong => Role::Strong,
                SpanKind::Code => Role::Code,
                SpanKind::Link(_) | SpanKind::Note(_) => Role::Link,
            };
            (span.range, Mark::Style(role))
        }));
        let dates = annotated.title.dates.iter().chain(&annotated.dates);
        marks.extend(dates.map(|date| (date.range, Mark::Date)));
        // Mentions may nest, but none is longer than a paragraph: those on the screen are near.
        let mentions = &annotated.mentions;
        let from = mentions.partition_point(|mention| mention.range.start + 4096 < view.start);
        let to = mentions.partition_point(|mention| mention.range.start < view.end);
        marks.extend(
            (annotated.title.mentions.iter())
                .chain(mentions.get(from..to).unwrap_or_default())
                .filter_map(|mention| {
                    let id = app.catalogue.roster.resolve(&mention.actor);
                    let kind = app.catalogue.roster.kind_of(&id)?;
                    let mark = if mention.sure {
                        Mark::Actor(kind)
                    } else {
                        Mark::Unsure(kind)
                    };
                    Some((mention.range, mark))
                }),
        );
        let from = open.hits.partition_point(|hit| hit.end <= view.start);
        let to = open.hits.partition_point(|hit| hit.start < view.end);
        marks.extend(
            open.hits
                .get(from..to)
                .unwrap_or_default()
                .iter()
                .map(|&hit| (hit, Mark::Hit)),
        );
        let current = open.hit.and_then(|hit| open.hits.get(hit));
        marks.extend(current.map(|&hit| (hit, Mark::Current)));
        marks.extend(
            open.selection
                .map(|selection| (selection.range(), Mark::Selection)),
        );
        marks.retain(|(range, _)| range.overlaps(view));
        Self(marks)
    }

    fn of(&self, line: TextRange, text: &str) -> Vec<(TextRange, Mark)> {
        let mut marks: Vec<_> = self
            .0
            .iter()
            .filter(|(range, _)| range.overlaps(line))
            .copied()
            .collect();
        let signs = line
            .of(text)
            .char_indices()
            .filter(|(_, c)| is_sign(*c))
            .map(|(at, c)| {
                let start = line.start + at;
                (TextRange::new(start, start + c.len_utf8()), Mark::Sign)
            });
        marks.extend(signs);
        marks
    }
}

/// Signs that stand for characters which are not shown.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2400}'..='\u{2421}' | '\u{fffd}') || c == INVISIBLE
}

fn draw_line(
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
    open: &Open,
    (line, block): (&Line, Option<&Block>),
    marks: &Marks,
    (left, row): (u16, u16),
) {
    let text = &open.annotated.article.text;
    let base = match block.map(|block| block.kind) {
        Some(BlockKind::Title) => look.style(Role::Title),
        Some(BlockKind::Heading(_)) => look.style(Role::Heading),
        Some(BlockKind::Quote) => look.style(Role::Quote),
        Some(BlockKind::Verbatim) => look.style(Role::Code),
        Some(BlockKind::Rule) => look.style(Role::Faint),
        _ => look.style(Role::Text),
    };
    if block.is_some_and(|block| block.kind == BlockKind::Quote) && line.indent > 0 {
        canvas.put(left, row, look.glyphs.frame[5], look.style(Role::Faint));
    }
    let mut at = left + line.indent;
    let marks = marks.of(line.range, text);
    for run in runs(line.range, &marks) {
        // Of nested actors the innermost is shown: the country in «il leader nordcoreano».
        let inner = run.kinds.iter().rposition(|mark| mark.is_actor());
        let shown = |(at, mark): &(usize, &Mark)| !mark.is_actor() || inner == Some(*at);
        let marks = run.kinds.iter().enumerate().filter(shown);
        let style = marks.fold(base, |style, (_, mark)| style.patch(look_of(look, *mark)));
        at = canvas.put(at, row, run.range.of(text), style);
    }
}

fn look_of(look: Look<'_>, mark: Mark) -> Style {
    match mark {
        Mark::Pointed => look.style(Role::Pointed),
        Mark::Kept => look.style(Role::Kept),
        Mark::Style(role) => look.style(role),
        Mark::Date => look.style(Role::Date),
        Mark::Actor(kind) => look.theme.actor(kind),
        Mark::Unsure(kind) => look.theme.actor(kind).patch(look.style(Role::Unsure)),
        Mark::Hit => look.style(Role::Hit),
        Mark::Current => look.style(Role::HitCurrent),
        Mark::Selection => look.style(Role::Selection),
        Mark::Sign => look.style(Role::Sign),
    }
}
