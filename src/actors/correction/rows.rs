//! The form of `actors.toml`, as it is changed row by row: where a row, a name or a word to watch
//! for is put, and where the comments of what is taken out stay. What is to be changed is for the
//! module above.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

use super::{CorrectionError, Subject, name_of};
use crate::actors::{ActorId, ActorKind};
use crate::text::clean::clean_line;

/// The key of the words to watch for.
pub(super) const WATCH: &str = "watch";

/// The kind and the key that an id is made of.
pub(super) fn parts(id: &ActorId) -> (ActorKind, &str) {
    let (kind, key) = id.0.split_once(':').unwrap_or(("organisation", &id.0));
    let kind = ActorKind::ALL
        .into_iter()
        .find(|known| known.as_str() == kind)
        .unwrap_or(ActorKind::Organisation);
    (kind, key)
}

/// The row of an actor, which says its name where no other file does.
pub(super) fn row_of<'a>(
    document: &'a mut DocumentMut,
    actor: &Subject,
) -> Result<&'a mut dyn TableLike, CorrectionError> {
    let (kind, key) = parts(&actor.id);
    let row = row(document, kind, key)?;
    let named = ["name", "it", "en"].iter().any(|key| row.contains_key(key));
    if actor.introduced && !named {
        row.insert("name", value(name_of(&actor.name)?));
    }
    Ok(row)
}

/// The row of this key in the table of this kind, both made where they are missing.
pub(super) fn row<'a>(
    document: &'a mut DocumentMut,
    kind: ActorKind,
    key: &str,
) -> Result<&'a mut dyn TableLike, CorrectionError> {
    let item = place(document, kind.plural(), key)?;
    if item.is_none() {
        *item = Item::Value(Value::InlineTable(InlineTable::new()));
    }
    item.as_table_like_mut()
        .ok_or_else(|| CorrectionError::Shape(format!("{}.{}", kind.plural(), clean_line(key))))
}

/// Where the row of this key stands, or is to stand, in the table of this name.
pub(super) fn place<'a>(
    document: &'a mut DocumentMut,
    table: &str,
    key: &str,
) -> Result<&'a mut Item, CorrectionError> {
    if !document.contains_key(table) {
        let mut new = Table::new();
        // What stands at the end is about what is above it.
        let above = take_trailing(document);
        if !above.is_empty() {
            new.decor_mut().set_prefix(apart(above));
        }
        document.insert(table, Item::Table(new));
    }
    let rows = document.get_mut(table).and_then(Item::as_table_like_mut);
    let rows = rows.ok_or_else(|| CorrectionError::Shape(table.to_owned()))?;
    Ok(rows.entry(key).or_insert(Item::None))
}

/// Moves the space that stood before the brace of an actor's row behind what was added to it.
pub(super) fn close_up(document: &mut DocumentMut, actor: &ActorId) {
    let (kind, key) = parts(actor);
    let table = document.get_mut(kind.plural());
    let row = table
        .and_then(Item::as_table_like_mut)
        .and_then(|table| table.get_mut(key))
        .and_then(Item::as_inline_table_mut);
    let Some(row) = row else { return };
    let last = row.len().saturating_sub(1);
    let mut moved = false;
    for (at, (_, value)) in row.iter_mut().enumerate() {
        let decor = value.decor_mut();
        if at == last && moved {
            decor.set_suffix(" ");
        } else if at < last && decor.suffix().and_then(|it| it.as_str()) == Some(" ") {
            decor.set_suffix("");
            moved = true;
        }
    }
}

/// Takes back that an actor is hidden, its row where it says nothing else, and the table where that
/// was all it had; whether it was. What is written about it stays.
pub(super) fn unhide(document: &mut DocumentMut, actor: &Subject) -> bool {
    let (kind, key) = parts(&actor.id);
    let rows = document.get_mut(kind.plural());
    let row = rows
        .and_then(Item::as_table_like_mut)
        .and_then(|rows| rows.get_mut(key))
        .and_then(Item::as_table_like_mut);
    let Some(row) = row.filter(|row| row.contains_key("hide")) else {
        return false;
    };
    if row.len() == 1 {
        take_row(document, kind.plural(), key);
        return true;
    }
    let about = about(row, "hide");
    let next = after(row, "hide");
    row.remove("hide");
    match next {
        Some(next) if about.contains('#') => put_above(row, &next, &about),
        _ => put_behind(document, kind.plural(), key, &about),
    }
    true
}

/// Takes a row out, and the table where that was all it had; what is written about it stays.
pub(super) fn take_row(document: &mut DocumentMut, table: &str, key: &str) {
    let Some(rows) = document.get_mut(table).and_then(Item::as_table_like_mut) else {
        return;
    };
    let about = about(rows, key);
    put_behind(document, table, key, &about);
    let Some(rows) = document.get_mut(table).and_then(Item::as_table_like_mut) else {
        return;
    };
    rows.remove(key);
    if rows.is_empty() && !about.contains('#') {
        take_out_table(document, table);
    }
}

/// What is written about an entry: the lines above it and what stands beside it, each on a line of
/// its own; of a table also what is written in it.
fn about(table: &dyn TableLike, key: &str) -> String {
    let Some((key, item)) = table.get_key_value(key) else {
        return String::new();
    };
    let mut text = String::new();
    let mut take = |written: Option<&str>| {
        let written = written.unwrap_or_default();
        if written.contains('#') {
            // A comment beside something begins a line now.
            text.push_str(written.trim_start_matches([' ', '\t']));
            if !text.ends_with('\n') {
                text.push('\n');
            }
        }
    };
    let decor = key.leaf_decor();
    take(decor.prefix().and_then(|it| it.as_str()));
    match item {
        Item::Value(value) => take(value.decor().suffix().and_then(|it| it.as_str())),
        Item::Table(inner) => {
            let decor = inner.decor();
            take(decor.prefix().and_then(|it| it.as_str()));
            take(decor.suffix().and_then(|it| it.as_str()));
            for (key, _) in inner.iter() {
                take(Some(&about(inner, key)));
            }
        }
        _ => {}
    }
    text
}

/// The entry that is written after this one in the same table.
fn after(table: &dyn TableLike, key: &str) -> Option<String> {
    let mut entries = table.iter().skip_while(|(known, _)| *known != key).skip(1);
    let next = entries.find(|(_, item)| item.is_value() || is_dotted(item))?;
    Some(next.0.to_owned())
}

fn is_dotted(item: &Item) -> bool {
    item.as_table().is_some_and(Table::is_dotted)
}

/// Writes `text` behind a row of a table, where the row is to be taken out: above what comes next in
/// the file.
fn put_behind(document: &mut DocumentMut, table: &str, key: &str, text: &str) {
    if !text.contains('#') {
        return;
    }
    let rows = document.get_mut(table);
    let beginning = rows.as_ref().and_then(|rows| {
        let rows = rows.as_table()?;
        let own = rows.get(key).and_then(Item::as_table);
        own.and_then(Table::position).or_else(|| rows.position())
    });
    if let Some(rows) = rows.and_then(Item::as_table_like_mut)
        && let Some(next) = after(rows, key)
    {
        put_above(rows, &next, text);
        return;
    }
    put_above_table(document, beginning, text);
}

/// Writes `text` above an entry of a table.
fn put_above(rows: &mut dyn TableLike, key: &str, text: &str) {
    let Some((mut key, item)) = rows.get_key_value_mut(key) else {
        return;
    };
    // What stands above `a.b = 1` is kept with the last of its keys.
    if let Some(inner) = item.as_table_mut().filter(|inner| inner.is_dotted()) {
        let first = inner.iter().next().map(|(first, _)| first.to_owned());
        put_above(inner, &first.unwrap_or_default(), text);
        return;
    }
    put_before(key.leaf_decor_mut(), text);
}

/// Writes `text` above the first table that stands behind this place, or else at the end.
fn put_above_table(document: &mut DocumentMut, place: Option<isize>, text: &str) {
    let next = tables(document.as_table())
        .into_iter()
        .filter(|known| place.is_none_or(|place| *known > place))
        .min();
    match next.and_then(|next| table_at(document.as_table_mut(), next)) {
        Some(next) => put_before(next.decor_mut(), text),
        None => {
            let below = document.trailing().as_str().unwrap_or_default();
            let all = text.to_owned() + below;
            document.set_trailing(all);
        }
    }
}

fn put_before(decor: &mut toml_edit::Decor, text: &str) {
    let below = decor.prefix().and_then(|it| it.as_str());
    let all = text.to_owned() + below.unwrap_or_default();
    decor.set_prefix(all);
}

/// Where the tables stand that have a line of their own, in the order in which they were read.
fn tables(table: &Table) -> Vec<isize> {
    let below = table.iter().filter_map(|(_, item)| item.as_table());
    below
        .flat_map(|table| {
            let headed = !table.is_dotted() && !table.is_implicit();
            let own = table.position().filter(|_| headed);
            own.into_iter().chain(tables(table))
        })
        .collect()
}

/// The table that stands there.
fn table_at(table: &mut Table, place: isize) -> Option<&mut Table> {
    table
        .iter_mut()
        .filter_map(|(_, item)| item.as_table_mut())
        .find_map(|table| {
            let headed = !table.is_dotted() && !table.is_implicit();
            if headed && table.position() == Some(place) {
                Some(table)
            } else {
                table_at(table, place)
            }
        })
}

/// Takes an empty table out. What is written above it stays where it is the head of the file; above
/// other tables it is about this one, which then stays with it.
fn take_out_table(document: &mut DocumentMut, key: &str) {
    let decor = document.get(key).and_then(Item::as_table);
    let beside = decor.and_then(|table| table.decor().suffix()?.as_str());
    let above = decor.and_then(|table| table.decor().prefix()?.as_str());
    let above = above.unwrap_or_default().to_owned();
    let alone = document.len() == 1;
    if beside.is_some_and(|beside| beside.contains('#')) || above.contains('#') && !alone {
        return;
    }
    document.remove(key);
    if alone {
        let below = document.trailing().as_str().unwrap_or_default().to_owned();
        document.set_trailing(above + &below);
    }
}

/// What is written behind everything else, which is taken from there.
fn take_trailing(document: &mut DocumentMut) -> String {
    let text = document.trailing().as_str().unwrap_or_default().to_owned();
    if text.contains('#') {
        document.set_trailing("");
        return text;
    }
    String::new()
}

/// Comments with an empty line behind them.
fn apart(mut text: String) -> String {
    while !text.ends_with("\n\n") {
        text.push('\n');
    }
    text
}

/// Adds a word to watch for: below what is written at the head of the file, and above all tables.
pub(super) fn watch(document: &mut DocumentMut, name: String) {
    if document.contains_key(WATCH) {
        push(&mut document[WATCH], name);
        return;
    }
    let is_headed = |item: &Item| item.is_table() && !is_dotted(item) || item.is_array_of_tables();
    if !document.iter().all(|(_, item)| is_headed(item)) {
        push(&mut document[WATCH], name);
        return;
    }
    let first = tables(document.as_table()).into_iter().min();
    let head = match first.and_then(|first| table_at(document.as_table_mut(), first)) {
        Some(table) => {
            let decor = table.decor_mut();
            let above = decor.prefix().and_then(|it| it.as_str());
            let above = above.unwrap_or_default().to_owned();
            // What stands right above a table is about that.
            let end = above.rfind("\n\n").map_or(0, |end| end + 2);
            let (head, own) = above.split_at(end);
            decor.set_prefix(format!("\n{}", own.trim_start_matches('\n')));
            head.to_owned()
        }
        None => match take_trailing(document) {
            head if head.is_empty() => head,
            head => apart(head),
        },
    };
    push(&mut document[WATCH], name);
    if let Some(mut key) = document.as_table_mut().key_mut(WATCH) {
        key.leaf_decor_mut().set_prefix(head);
    }
}

/// Takes a word to watch for out.
pub(super) fn watch_no_more(document: &mut DocumentMut, name: &str) {
    if let Some(names) = document.get_mut(WATCH) {
        take_out(names, name);
    }
}

/// The words to watch for.
pub(super) fn watched(document: &DocumentMut) -> Vec<String> {
    match document.get(WATCH) {
        Some(Item::Value(Value::Array(list))) => list
            .iter()
            .filter_map(|word| word.as_str().map(str::to_owned))
            .collect(),
        Some(Item::Value(Value::String(text))) => text
            .value()
            .split('|')
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty())
            .collect(),
        _ => Vec::new(),
    }
}

/// Adds a name to a list, which may be a text with `|` between the names, or not there yet.
pub(super) fn push(names: &mut Item, name: String) {
    match names {
        Item::Value(Value::Array(list)) => {
            if !list.iter().any(|known| known.as_str() == Some(&name)) {
                push_in_form(list, name);
            }
        }
        Item::Value(Value::String(text)) => {
            let known = text.value().clone();
            if !known.split('|').any(|part| part.trim() == name) {
                let all = match known.trim().is_empty() {
                    true => name,
                    false => format!("{known} | {name}"),
                };
                let decor = text.decor().clone();
                *text = toml_edit::Formatted::new(all);
                *text.decor_mut() = decor;
            }
        }
        _ => *names = value(Array::from_iter([name])),
    }
}

/// Adds a name to a list as the others stand in it: on a line of its own where they do.
fn push_in_form(list: &mut Array, name: String) {
    let last = list.len().checked_sub(1).and_then(|last| list.get(last));
    let written = |raw: Option<&toml_edit::RawString>| {
        let text = raw.and_then(|it| it.as_str()).unwrap_or_default();
        text.to_owned()
    };
    let above = written(last.and_then(|last| last.decor().prefix()));
    let Some(indent) = above.rfind('\n').and_then(|end| above.get(end..)) else {
        list.push(name);
        return;
    };
    let indent = indent.to_owned();
    // What is written behind the last one stays with it; the bracket stays on its line.
    let behind = match list.trailing_comma() {
        true => written(Some(list.trailing())),
        false => written(last.and_then(|last| last.decor().suffix())),
    };
    let (beside, bracket) = match behind.rfind('\n') {
        Some(end) => behind.split_at(end),
        None => ("", behind.as_str()),
    };
    let mut new = Value::from(name);
    new.decor_mut().set_prefix(format!("{beside}{indent}"));
    if list.trailing_comma() {
        list.set_trailing(bracket);
    } else {
        new.decor_mut().set_suffix(bracket);
        if let Some(last) = list.len().checked_sub(1).and_then(|at| list.get_mut(at)) {
            last.decor_mut().set_suffix("");
        }
    }
    list.push_formatted(new);
}

/// Takes a name out of such a list.
fn take_out(names: &mut Item, name: &str) {
    match names {
        Item::Value(Value::Array(list)) => list.retain(|known| known.as_str() != Some(name)),
        Item::Value(Value::String(text)) => {
            let left: Vec<&str> = text
                .value()
                .split('|')
                .map(str::trim)
                .filter(|part| *part != name)
                .collect();
            let (left, decor) = (left.join(" | "), text.decor().clone());
            *text = toml_edit::Formatted::new(left);
            *text.decor_mut() = decor;
        }
        _ => {}
    }
}

/// The text `after` a change, with the ends of lines that it had `before`: those of lines that stayed
/// as they were, and of others like those of the first.
pub(super) fn with_ends(before: &str, after: &str) -> String {
    let mark = if before.starts_with('\u{feff}') && !after.starts_with('\u{feff}') {
        "\u{feff}"
    } else {
        ""
    };
    if !before.contains('\r') {
        return format!("{mark}{after}");
    }
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<&str>>();
    let bare = |line: &&str| line.trim_end_matches(['\r', '\n']).to_owned();
    let body = before.trim_start_matches('\u{feff}');
    let (old, new) = (lines(body), lines(after));
    let same = |(a, b): &(&&str, &&str)| bare(a) == bare(b);
    let above = old.iter().zip(&new).take_while(same).count();
    let (old_above, old_rest) = old.split_at(above);
    let (_, new_rest) = new.split_at(above);
    let below = (old_rest.iter().rev())
        .zip(new_rest.iter().rev())
        .take_while(same)
        .count();
    let end = match old.first().is_some_and(|line| line.ends_with("\r\n")) {
        true => "\r\n",
        false => "\n",
    };
    let changed = new_rest.iter().take(new_rest.len() - below);
    let changed: String = changed.map(|line| bare(line) + end).collect();
    let (_, old_below) = old_rest.split_at(old_rest.len() - below);
    let (mut above, below) = (old_above.concat(), old_below.concat());
    // The last line of a file may have no end.
    let goes_on = !changed.is_empty() || !below.is_empty();
    if goes_on && !above.is_empty() && !above.ends_with('\n') {
        above.push_str(end);
    }
    format!("{mark}{above}{changed}{below}")
}
