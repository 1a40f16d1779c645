//! The lists over the panes: actors, bookmarks, help, notices. Each returns where the cursor
//! belongs while its filter is typed.

use crate::actors::ActorKind;
use crate::app::action::Action;
use crate::app::panes::actors::ActorList;
use crate::app::panes::bookmarks::{BookmarkList, Row, Unread};
use crate::app::panes::list::Cursor;
use crate::app::panes::notices::{INDENT, NoticeList, lines};
use crate::app::preview::{counted, thousands};
use crate::app::{App, HELP_MARGIN, HelpLine, help_page, told};
use crate::bookmarks::Bookmark;
use crate::bookmarks::standing::Standing;
use crate::text::clean::clean_line;
use crate::text::grapheme;

use super::paint::Canvas;
use super::status::role_of;
use super::theme::Role;
use super::{Look, draw_title};

/// Columns of the word for the kind of an actor.
const KIND: u16 = 12;
/// Columns of the counts of an actor, without the digits of the articles.
const COUNTED: u16 = 19;
/// Columns of the mentions among them, where these are not more.
const MENTIONS: usize = 5;
/// Columns of the bar beside them, with those around it.
const BAR: u16 = 11;

/// Draws the line where a filter is typed, or what it is; the place of its cursor.
fn draw_filter(
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
    filter: &str,
    filtering: bool,
    empty: &str,
) -> Option<(u16, u16)> {
    if !filtering && filter.is_empty() {
        canvas.put_cut(
            1,
            0,
            canvas.width().saturating_sub(1),
            empty,
            look.style(Role::Faint),
        );
        return None;
    }
    let at = canvas.put(1, 0, "/ ", look.style(Role::Key));
    let at = canvas.put(at, 0, filter, look.style(Role::Text));
    filtering.then(|| canvas.on_screen(at.min(canvas.width().saturating_sub(1)), 0))
}

/// Draws the list of actors.
pub(super) fn draw_actors(
    app: &App,
    list: &ActorList,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
) -> Option<(u16, u16)> {
    let arrangement = &list.arrangement;
    let kind = arrangement.kind.map_or("all kinds", ActorKind::plural);
    let order = if arrangement.by_name {
        "by name"
    } else {
        "by mentions"
    };
    let dot = look.glyphs.dot;
    draw_title(
        look,
        canvas,
        "Actors",
        &match list.is_counting() {
            true => "counting".to_owned(),
            false => format!("{} {dot} {kind} {dot} {order}", thousands(list.len())),
        },
    );
    let most = list.most();
    let selected = list.selected().and_then(|row| {
        let actor = list.actor(&row.actor)?;
        let names = list.other_names(&row.actor).join(", ");
        let names = if names.is_empty() {
            "no other names".to_owned()
        } else {
            format!("also: {names}")
        };
        Some(format!("{} {dot} {names}", actor.kind.as_str()))
    });
    let mut inside = canvas.inside();
    let empty = if app.lens.is_empty() {
        "in all articles"
    } else {
        "in the articles of the lens"
    };
    let cursor = draw_filter(
        look,
        &mut inside,
        &arrangement.filter,
        list.filtering,
        empty,
    );
    let width = inside.width();
    let digits = thousands(list.most_articles() as usize).len();
    let mentions = thousands(list.most() as usize).len().max(MENTIONS);
    let mentions = u16::try_from(mentions).unwrap_or(0);
    // How many of them are not sure stands behind, where of any are.
    let unsure = match list.most_unsure() {
        0 => 0,
        most => 2 + thousands(most as usize).len(),
    };
    let columns = digits + usize::from(mentions) - MENTIONS + unsure;
    let columns = u16::try_from(columns).unwrap_or(0);
    let unsure = u16::try_from(unsure).unwrap_or(0);
    let name_width = width.saturating_sub(KIND + COUNTED + columns + BAR).max(12);
    for (place, number) in list.cursor.visible().enumerate() {
        let Some(row) = list.get(number) else {
            break;
        };
        let Ok(y) = u16::try_from(place + 1) else {
            break;
        };
        if list.cursor.selected() == Some(number) {
            inside.style_row(y, look.style(Role::Selected));
        }
        let Some(kind) = list.actor(&row.actor).map(|actor| actor.kind) else {
            continue;
        };
        inside.put_cut(1, y, KIND, kind.as_str(), look.style(Role::Faint));
        inside.put_cut(
            KIND + 2,
            y,
            name_width.saturating_sub(1),
            app.actor_name(&row.actor),
            look.theme.actor(kind),
        );
        let at = name_width + KIND + 2;
        let named = thousands(row.mentions as usize);
        inside.put_right(at + mentions, y, &named, look.style(Role::Text));
        let articles = if row.articles == 1 {
            "article"
        } else {
            "articles"
        };
        if row.unsure > 0 {
            let doubted = format!("?{}", thousands(row.unsure as usize));
            inside.put(at + mentions + 1, y, &doubted, look.style(Role::Dim));
        }
        inside.put(
            at + mentions + unsure + 1,
            y,
            &format!(
                "in {:>digits$} {articles}",
                thousands(row.articles as usize)
            ),
            look.style(Role::Dim),
        );
        let bar = at + COUNTED + columns;
        inside.bar(
            (bar, y),
            width.saturating_sub(bar + 1),
            (row.mentions as usize, most as usize),
            (look.glyphs, look.theme.actor(kind)),
        );
    }
    let last = inside.height().saturating_sub(1);
    let said = selected.unwrap_or_else(|| none_listed(app, list));
    let room = width.saturating_sub(2);
    inside.put_cut(1, last, room, &said, look.style(Role::Dim));
    cursor
}

/// Why the list of actors is empty, and what fills it.
fn none_listed(app: &App, list: &ActorList) -> String {
    let arrangement = &list.arrangement;
    let watch = app.keymap.key_of(Action::Watch);
    match (arrangement.kind, watch) {
        _ if list.is_counting() => "Counting who appears …".to_owned(),
        (Some(ActorKind::Word), Some(key)) if arrangement.filter.is_empty() => {
            format!("No word is watched for yet: {key} lights one up in all articles.")
        }
        _ => "No such actor.".to_owned(),
    }
}

/// Draws the list of bookmarks: the citation, the quote, the note.
pub(super) fn draw_bookmarks(
    app: &App,
    list: &BookmarkList,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
) -> Option<(u16, u16)> {
    let mut remark = format!("{} of {}", list.kept(), app.bookmarks.len());
    for (count, what) in [
        (app.drafts.len(), "not finished"),
        (app.unread.len(), "with a problem"),
    ] {
        if count > 0 {
            remark += &format!(" {} {count} {what}", look.glyphs.dot);
        }
    }
    draw_title(look, canvas, "Bookmarks", &remark);
    let mut inside = canvas.inside();
    let empty = "in all corpora, newest first";
    let cursor = draw_filter(look, &mut inside, &list.filter, list.filtering, empty);
    if list.rows.is_empty() {
        let text = if app.bookmarks.is_empty() && app.drafts.is_empty() {
            "Nothing is kept yet: select a passage with v in the reader, and keep it with b."
        } else {
            "No bookmark fits the filter."
        };
        let width = inside.width().saturating_sub(2);
        inside.put_cut(1, 2, width, text, look.style(Role::Dim));
    }
    for (place, number) in list.cursor.visible().enumerate() {
        let Ok(y) = u16::try_from(place * 3 + 1) else {
            break;
        };
        if list.cursor.selected() == Some(number) {
            for line in 0..3 {
                inside.style_row(y + line, look.style(Role::Selected));
            }
        }
        match list.rows.get(number) {
            Some(Row::Unread(unread)) => draw_unread(unread, y, look, &mut inside),
            Some(Row::Draft(draft)) => {
                let shown = (look.glyphs.kept, " (not finished)", None);
                draw_bookmark(draft, shown, y, look, &mut inside);
            }
            Some(Row::Kept(bookmark)) => {
                let standing = app.standing(&bookmark.id);
                let word = match standing.and_then(Standing::word) {
                    _ if !app.is_here(&bookmark.id) => "not open here",
                    word => word.unwrap_or_default(),
                };
                let remark = match word {
                    "" => String::new(),
                    word => format!(" ({word})"),
                };
                let now = standing.and_then(Standing::change);
                let now = now.map(|change| change.first_difference.as_str());
                let sign = match standing {
                    Some(Standing::Lost) => look.glyphs.lost,
                    _ => look.glyphs.kept,
                };
                draw_bookmark(bookmark, (sign, &remark, now), y, look, &mut inside);
            }
            None => break,
        }
    }
    cursor
}

/// A file that cannot be read: its name, what can be read of it, and the reason.
fn draw_unread(unread: &Unread, y: u16, look: Look<'_>, inside: &mut Canvas<'_>) {
    let room = inside.width().saturating_sub(4);
    let content = match unread.content.as_str() {
        "" => "nothing of it can be read",
        content => content,
    };
    inside.put(1, y, "!", look.style(Role::Error));
    inside.put_cut(3, y, room, &unread.file, look.style(Role::Dim));
    inside.put_cut(3, y + 1, room, content, look.style(Role::Text));
    inside.put_cut(3, y + 2, room, &unread.reason, look.style(Role::Error));
}

/// A bookmark: its sign, its title with a remark and the tags, the quote or how it differs from what is there
/// now, the note.
fn draw_bookmark(
    bookmark: &Bookmark,
    (sign, remark, difference): (&str, &str, Option<&str>),
    y: u16,
    look: Look<'_>,
    inside: &mut Canvas<'_>,
) {
    let width = inside.width();
    let room = width.saturating_sub(4);
    inside.put(1, y, sign, look.style(Role::Gutter));
    let mut right = width;
    let tags = bookmark
        .tags
        .iter()
        .map(|tag| format!("#{}", clean_line(tag)))
        .collect::<Vec<_>>()
        .join(" ");
    if !tags.is_empty() {
        let tags = grapheme::truncate(&tags, usize::from(room / 3)).into_owned();
        right = inside.put_right(
            width.saturating_sub(1),
            y,
            &format!(" {tags}"),
            look.style(Role::Accent),
        );
    }
    let left = right.saturating_sub(3);
    let columns = u16::try_from(grapheme::width(remark)).unwrap_or(left);
    let title = clean_line(&bookmark.title);
    let title = grapheme::truncate(&title, usize::from(left.saturating_sub(columns)));
    let end = inside.put(3, y, &title, look.style(Role::Dim));
    inside.put_cut(end, y, columns, remark, look.style(Role::Warning));
    let quote = difference.unwrap_or(&bookmark.quote);
    let quote = format!("«{}»", clean_line(quote));
    inside.put_cut(3, y + 1, room, &quote, look.style(Role::Text));
    let note = clean_line(&bookmark.note);
    let (note, role) = if note.is_empty() {
        ("no note".to_owned(), Role::Faint)
    } else {
        (note, Role::Quote)
    };
    inside.put_cut(3, y + 2, room, &note, look.style(role));
}

/// Draws the help, made from the table of actions.
pub(super) fn draw_help(
    app: &App,
    lines: &Cursor,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
) -> Option<(u16, u16)> {
    let keys = |action| app.keymap.way_to(action);
    let remark = format!(
        "{} {} scroll, {} closes",
        keys(Action::Down),
        keys(Action::Up),
        keys(Action::Close)
    );
    draw_title(look, canvas, "Help", &remark);
    let mut inside = canvas.inside();
    let width = inside.width();
    let help = help_page(&app.keymap, width);
    let right = width.saturating_sub(1);
    let of_docs = help.keys + 2 * HELP_MARGIN;
    for (y, number) in (0..).zip(lines.visible()) {
        match help.lines.get(number) {
            Some(HelpLine::Heading(title)) => {
                inside.put(1, y, title, look.style(Role::Heading));
            }
            Some(HelpLine::Keys { keys, doc, name }) => {
                inside.put_cut(HELP_MARGIN, y, help.keys, keys, look.style(Role::Key));
                inside.put_cut(of_docs, y, help.docs, doc, look.style(Role::Text));
                inside.put_right(right, y, name, look.style(Role::Faint));
            }
            Some(HelpLine::Blank) | None => {}
        }
    }
    None
}

/// Draws every notice, and what could not be read.
pub(super) fn draw_notices(
    app: &App,
    list: &NoticeList,
    look: Look<'_>,
    canvas: &mut Canvas<'_>,
) -> Option<(u16, u16)> {
    let problems = &app.catalogue.problems;
    let notices = app.notices.all();
    let remark = match problems.len() {
        0 => String::new(),
        count => counted(count, "problem"),
    };
    draw_title(look, canvas, "Notices", &remark);
    let mut inside = canvas.inside();
    let width = inside.width();
    if problems.is_empty() && notices.is_empty() {
        inside.put(1, 0, "Nothing to tell.", look.style(Role::Dim));
    }
    for (y, line) in (0..).zip(list.cursor.visible()) {
        let Some((number, line)) = list.at(line) else {
            break;
        };
        let (text, role) = match (problems.get(number), number.checked_sub(problems.len())) {
            (Some(problem), _) => (told(problem), Role::Warning),
            (None, number) => match number.and_then(|number| notices.get(number)) {
                Some(notice) => (notice.text.clone(), role_of(notice.severity)),
                None => break,
            },
        };
        let Some(shown) = lines(&text, width).get(line).copied() else {
            continue;
        };
        let at = if line == 0 { INDENT.0 } else { INDENT.1 };
        inside.put_cut(
            at,
            y,
            width.saturating_sub(at),
            shown.of(&text),
            look.style(role),
        );
    }
    None
}
