//! The card of an actor, and the matrix of who appears with whom.

use crate::actors::ActorKind;
use crate::actors::find::MOST_MENTIONS;
use crate::app::panes::card::{Card, LABEL};
use crate::app::panes::matrix::Matrix;
use crate::app::preview::counted;
use crate::app::{App, CARD_ROWS, MATRIX_COLUMNS};
use crate::dates::language::spoken;
use crate::text::grapheme;

use super::paint::Canvas;
use super::theme::Role;
use super::{Look, draw_title};

/// Parts of time at most.
const SPARK: u16 = 48;

/// Draws the card.
pub(super) fn draw(app: &App, card: &Card, look: Look<'_>, canvas: &mut Canvas<'_>) {
    let lens = if app.lens.is_empty() {
        "in all articles"
    } else {
        "in the articles of the lens"
    };
    let kind = card.kind.map_or("", ActorKind::as_str);
    draw_title(
        look,
        canvas,
        &card.name,
        &format!("{kind} {} {lens}", look.glyphs.dot),
    );
    let mut inside = canvas.inside();
    let width = inside.width();
    let rows = card.rows((width, inside.height()));
    // Where the lines are that names and roles leave room for.
    let named_at = rows.also + rows.roles;
    let time_at = named_at + 3;
    let mut lines = |row: u16, rows: u16, label: &str, text: &str, role: Role| {
        inside.put(1, row, label, look.style(Role::Faint));
        let room = (width.saturating_sub(LABEL + 1), rows);
        inside.put_wrapped((LABEL, row), room, text, look.style(role));
    };
    let or_none = |text: String| {
        if text.is_empty() {
            "none".to_owned()
        } else {
            text
        }
    };
    if !card.counted {
        lines(3, 1, "named", "counting", Role::Dim);
        return;
    }
    let aliases = or_none(card.also().join(", "));
    lines(0, rows.also, "also", &aliases, Role::Text);
    let roles = card.all_roles();
    match &card.stands_for {
        Some(other) => {
            let told = format!("stands for {other} where its government is meant");
            lines(rows.also, rows.roles, "means", &told, Role::Text);
        }
        None => {
            let roles = or_none(roles.join("; "));
            lines(rows.also, rows.roles, "roles", &roles, Role::Text);
        }
    }
    let articles = card.articles.len();
    let undated = card.articles.iter().filter(|head| head.date.is_none());
    let undated = match undated.count() {
        0 => String::new(),
        count if count == articles => ", none of them dated".to_owned(),
        count => format!(", {count} of them without a date"),
    };
    let cut = match card.cut {
        0 => String::new(),
        cut => format!(", {cut} of them counted up to name {MOST_MENTIONS} only"),
    };
    let unsure = match (card.called.unsure, card.more) {
        (0, _) => String::new(),
        (count, false) => format!("; {count} not sure (?)"),
        (count, true) => format!("; {count} of the first not sure (?)"),
    };
    let named = format!(
        "{} in {}{undated}{cut}{unsure}",
        counted(card.mentions as usize, "mention"),
        counted(articles, "article")
    );
    lines(named_at, 1, "named", &named, Role::Text);
    let [first, last] = card.ends();
    for (row, label, head) in [(named_at + 1, "first", first), (named_at + 2, "last", last)] {
        let Some(head) = head else { continue };
        let date = head
            .date
            .map_or_else(|| "no date".to_owned(), |date| spoken(&date, app.language));
        let told = format!("{date}, {}", head.title);
        lines(row, 1, label, &told, Role::Text);
    }
    let with = or_none(card.company());
    lines(time_at + 1, rows.with, "with", &with, Role::Text);
    draw_spark(card, time_at, look, &mut inside);
    let passages = match (card.waiting && card.passages.is_empty(), card.more) {
        (true, _) => "looking them up".to_owned(),
        (false, more) => format!(
            "{}{}",
            card.passages.len(),
            if more { " and more" } else { "" }
        ),
    };
    let head = rows.head();
    inside.put(1, head - 1, "passages", look.style(Role::Faint));
    inside.put(LABEL, head - 1, &passages, look.style(Role::Dim));
    draw_passages(app, card, head, look, &mut inside);
}

fn draw_spark(card: &Card, row: u16, look: Look<'_>, inside: &mut Canvas<'_>) {
    let width = inside.width();
    let label = if card.by_told { "told" } else { "published" };
    inside.put(1, row, label, look.style(Role::Faint));
    let room = width.saturating_sub(LABEL + 27).clamp(1, SPARK);
    let Some(spark) = card.spark(usize::from(room)) else {
        inside.put(LABEL, row, "no date", look.style(Role::Dim));
        return;
    };
    let most = spark.parts.iter().copied().max().unwrap_or(1).max(1);
    let style = card
        .kind
        .map_or(look.style(Role::Text), |kind| look.theme.actor(kind));
    let levels = &look.glyphs.levels;
    let mut at = LABEL;
    for &part in &spark.parts {
        let level = (part as usize * levels.len()).div_ceil(most as usize);
        let sign = match level.checked_sub(1) {
            Some(level) => levels.get(level).copied().unwrap_or(" "),
            None => look.glyphs.dot,
        };
        at = inside.put(at, row, sign, style);
    }
    let (first, last) = spark.dates;
    let dates = match first == last {
        true => format!("  {first}"),
        false => format!("  {first} to {last}"),
    };
    let room = width.saturating_sub(at + 1);
    inside.put_cut(at, row, room, &dates, look.style(Role::Dim));
}

fn draw_passages(app: &App, card: &Card, head: u16, look: Look<'_>, inside: &mut Canvas<'_>) {
    let (width, height) = (inside.width(), inside.height());
    for (row, number) in (head..).zip(card.cursor.visible()) {
        let Some(passage) = card.passages.get(number) else {
            break;
        };
        if card.cursor.selected() == Some(number) {
            inside.style_row(row, look.style(Role::Selected));
        }
        let date = passage
            .date
            .map_or_else(String::new, |date| date.to_string());
        inside.put_cut(1, row, 11, &date, look.style(Role::Faint));
        if !passage.sure {
            inside.put(12, row, "?", look.style(Role::Text));
        }
        let room = width.saturating_sub(15);
        let before = passage.text.get(..passage.mark.start).unwrap_or_default();
        let named = passage.named();
        let after = passage.text.get(passage.mark.end..).unwrap_or_default();
        // The mention is in view, with as much before it as there is room for.
        let spare = usize::from(room / 3);
        let (mut skipped, mut left) = (0, grapheme::width(before));
        for (range, _, columns) in grapheme::graphemes(before) {
            if left <= spare {
                break;
            }
            left -= columns;
            skipped = range.end;
        }
        let mut at = 14;
        if skipped > 0 {
            at = inside.put(at, row, look.glyphs.ellipsis, look.style(Role::Dim));
        }
        at = inside.put(
            at,
            row,
            before.get(skipped..).unwrap_or_default(),
            look.style(Role::Text),
        );
        let style = card
            .kind
            .map_or(look.style(Role::Text), |kind| look.theme.actor(kind));
        at = inside.put_cut(at, row, width.saturating_sub(at + 1), named, style);
        inside.put_cut(
            at,
            row,
            width.saturating_sub(at + 1),
            after,
            look.style(Role::Text),
        );
    }
    let last = height.saturating_sub(CARD_ROWS);
    let Some(passage) = card.selected() else {
        return;
    };
    let title = app
        .catalogue
        .entry(passage.article)
        .map_or("", |entry| entry.title());
    let found = format!("{} {} {title}", passage.found, look.glyphs.dot);
    inside.put_cut(
        1,
        last,
        width.saturating_sub(2),
        &found,
        look.style(Role::Faint),
    );
    inside.put_cut(
        1,
        last + 1,
        width.saturating_sub(2),
        &passage.why,
        look.style(Role::Dim),
    );
}

/// Draws the matrix.
pub(super) fn draw_matrix(app: &App, matrix: &Matrix, look: Look<'_>, canvas: &mut Canvas<'_>) {
    let kind = matrix.kind.map_or("all kinds", ActorKind::plural);
    let unit = if matrix.by_passage {
        "paragraphs"
    } else {
        "articles"
    };
    let dot = look.glyphs.dot;
    let remark = format!("{unit} that name both {dot} {kind}");
    draw_title(look, canvas, "Who appears with whom", &remark);
    let mut inside = canvas.inside();
    let (names, cell) = MATRIX_COLUMNS;
    let (width, height) = (inside.width(), inside.height());
    if !matrix.counted {
        inside.put(1, 1, "counting", look.style(Role::Dim));
        return;
    }
    for (at, column) in matrix.column.visible().enumerate() {
        let Ok(x) = u16::try_from(at) else { break };
        let end = names + (x + 1) * cell;
        let role = if matrix.column.selected() == Some(column) {
            Role::Accent
        } else {
            Role::Faint
        };
        inside.put_right(end, 0, &(column + 1).to_string(), look.style(role));
    }
    for (row, number) in (1..).zip(matrix.row.visible()) {
        let Some(actor) = matrix.actors.get(number) else {
            break;
        };
        if matrix.row.selected() == Some(number) {
            inside.style_row(row, look.style(Role::Selected));
        }
        inside.put_right(3, row, &(number + 1).to_string(), look.style(Role::Faint));
        inside.put_cut(4, row, names - 4, &actor.name, look.theme.actor(actor.kind));
        for (at, column) in matrix.column.visible().enumerate() {
            let Ok(x) = u16::try_from(at) else { break };
            let end = names + (x + 1) * cell;
            let here =
                matrix.row.selected() == Some(number) && matrix.column.selected() == Some(column);
            let count = matrix
                .together(number, column)
                .map(|pair| matrix.count(&pair));
            let text = match count {
                None => "-".to_owned(),
                Some(0) => dot.to_owned(),
                Some(count) if count > 999_499 => {
                    format!("{}M", count.saturating_add(500_000) / 1_000_000)
                }
                Some(count) if count > 999 => format!("{}k", (count + 500) / 1000),
                Some(count) => count.to_string(),
            };
            let text = if here { format!("[{text}") } else { text };
            let role = if here { Role::Accent } else { Role::Text };
            inside.put_right(end, row, &text, look.style(role));
            if here {
                inside.put(end, row, "]", look.style(role));
            }
        }
    }
    let last = height.saturating_sub(1);
    let told = match (
        matrix.selected(),
        matrix.row.selected(),
        matrix.column.selected(),
    ) {
        (Some((one, other)), Some(row), Some(column)) => match matrix.together(row, column) {
            Some(pair) => format!(
                "{} and {}: together in {} article{}, {} paragraph{}",
                one.name,
                other.name,
                pair.articles,
                if pair.articles == 1 { "" } else { "s" },
                pair.passages,
                if pair.passages == 1 { "" } else { "s" },
            ),
            None => format!("{} and itself", one.name),
        },
        _ if app.documents.rows.is_empty() => "The lens finds no article.".to_owned(),
        _ => "No such actor.".to_owned(),
    };
    inside.put_cut(
        1,
        last,
        width.saturating_sub(2),
        &told,
        look.style(Role::Dim),
    );
}
