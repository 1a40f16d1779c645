//! Bookmarks from other programs and from our own exports: JSON Lines, CSV and Markdown as
//! [`export`](super::export) writes them, and W3C Web Annotations of any program whose target has a
//! quote. Nothing here writes: what is new is handed back, to be saved.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::export::{COMMENT, RECORD};
use super::json;
use super::record::{Record, derived_id};
use super::{Bookmark, BookmarkId, place, table};

/// What was found in a file.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// In the order of the file.
    pub bookmarks: Vec<Bookmark>,
    /// Of those that were exported and then changed in a table, what they were, by their place among `bookmarks`.
    before: HashMap<usize, Bookmark>,
    /// What could not be understood.
    pub mistakes: Vec<Mistake>,
}

/// Something in a file that is no bookmark.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{unit} {number}: {reason}")]
pub struct Mistake {
    /// `line` or `annotation`.
    pub unit: &'static str,
    /// From 1.
    pub number: usize,
    /// In plain words; clean.
    pub reason: String,
}

/// Reads `text`, whichever of the formats it has. What gives no time is of `now`.
#[must_use]
pub fn read(text: &str, now: Timestamp) -> Imported {
    let text = text.trim_start_matches('\u{feff}');
    match serde_json::from_str::<Value>(text) {
        Ok(value) if value.is_array() || is_annotation(&value) => annotations(&value, now),
        // One record is valid JSON too.
        _ if text.trim_start().starts_with('{') => json_lines(text, now),
        _ => match table::read(text) {
            Some(rows) => table(rows, now),
            None => markdown(text, now),
        },
    }
}

fn table(rows: Vec<table::Row>, now: Timestamp) -> Imported {
    let mut imported = Imported::default();
    for row in rows {
        let as_bookmark = |record: Record| record.into_bookmark(now).map_err(String::from);
        let place = imported.bookmarks.len();
        imported.add(row.record.and_then(as_bookmark), "line", row.line);
        if let Some(Ok(before)) = row.before.map(as_bookmark)
            && place < imported.bookmarks.len()
        {
            imported.before.insert(place, before);
        }
    }
    imported
}

/// Whether it is, or may hold, annotations: our own records have no type.
fn is_annotation(value: &Value) -> bool {
    value.get("@context").is_some() || value.get("type").is_some()
}

fn json_lines(text: &str, now: Timestamp) -> Imported {
    let mut imported = Imported::default();
    for (i, line) in text.lines().enumerate() {
        if !line.trim().is_empty() {
            imported.add(record(line, now), "line", i + 1);
        }
    }
    imported
}

fn markdown(text: &str, now: Timestamp) -> Imported {
    let mut imported = Imported::default();
    for (i, line) in text.lines().enumerate() {
        if let Some(comment) = line.strip_prefix(COMMENT) {
            let json = comment.trim_end().strip_suffix("-->").unwrap_or(comment);
            imported.add(record(json, now), "line", i + 1);
        }
    }
    if imported.bookmarks.is_empty() && imported.mistakes.is_empty() {
        let reason = "no bookmarks: expected JSON Lines, W3C annotations, Markdown as exported, or CSV with a column `quote`";
        imported.add(Err(reason.into()), "line", 1);
    }
    imported
}

fn record(json: &str, now: Timestamp) -> Result<Bookmark, String> {
    let record: Record = serde_json::from_str(json)
        .map_err(|error| format!("it cannot be read: {}", json::inert(&error.to_string())))?;
    record.into_bookmark(now).map_err(Into::into)
}

impl Imported {
    /// Adds what was found in another file.
    pub fn append(&mut self, other: Self) {
        let places = self.bookmarks.len();
        let before = other.before.into_iter();
        (self.before).extend(before.map(|(place, before)| (place + places, before)));
        self.bookmarks.extend(other.bookmarks);
        self.mistakes.extend(other.mistakes);
    }

    fn add(&mut self, found: Result<Bookmark, String>, unit: &'static str, number: usize) {
        match found {
            Ok(bookmark) => self.bookmarks.push(bookmark),
            Err(reason) => self.mistakes.push(Mistake {
                unit,
                number,
                reason,
            }),
        }
    }
}

/// One annotation, a list, a page or a collection.
fn annotations(value: &Value, now: Timestamp) -> Imported {
    let items = [
        value.get("items"),
        value.pointer("/first/items"),
        Some(value),
    ]
    .into_iter()
    .flatten()
    .find_map(Value::as_array);
    let items = items.map_or(std::slice::from_ref(value), Vec::as_slice);
    let mut imported = Imported::default();
    for (i, item) in items.iter().enumerate() {
        imported.add(annotation(item, now), "annotation", i + 1);
    }
    imported
}

fn annotation(item: &Value, now: Timestamp) -> Result<Bookmark, String> {
    if let Some(record) = item.get(RECORD) {
        return Record::deserialize(record)
            .map_err(|error| format!("it cannot be read: {}", json::inert(&error.to_string())))?
            .into_bookmark(now)
            .map_err(Into::into);
    }
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(ToOwned::to_owned);
    let each = |value: Option<&Value>| match value {
        None => Vec::new(),
        Some(Value::Array(values)) => values.clone(),
        Some(value) => vec![value.clone()],
    };
    let mut record = Record {
        created: text(item.get("created")),
        modified: text(item.get("modified")),
        ..Record::default()
    };
    for body in each(item.get("body")) {
        let Some(value) = text(body.get("value")).or_else(|| text(Some(&body))) else {
            continue;
        };
        if body.get("purpose").and_then(Value::as_str) == Some("tagging") {
            record.tags.push(value);
        } else {
            if !record.note.is_empty() {
                record.note.push_str("\n\n");
            }
            record.note.push_str(&value);
        }
    }
    for target in each(item.get("target")) {
        let source = target.get("source").unwrap_or(&target);
        let address = text(source.get("id")).or_else(|| text(Some(source)));
        record.title = text(source.get("dc:title")).unwrap_or_default();
        match address {
            Some(address) if place::is_address(&address) => record.path = Some(address),
            address => record.url = address,
        }
        let quote = each(target.get("selector")).into_iter().find(|selector| {
            selector.get("type").and_then(Value::as_str) == Some("TextQuoteSelector")
        });
        if let Some(quote) = quote {
            record.quote = text(quote.get("exact")).unwrap_or_default();
            record.prefix = text(quote.get("prefix")).unwrap_or_default();
            record.suffix = text(quote.get("suffix")).unwrap_or_default();
            break;
        }
    }
    record.into_bookmark(now).map_err(Into::into)
}

/// What importing changes.
#[derive(Clone, Debug, Default)]
pub struct Merge {
    /// To be saved.
    pub new: Vec<Bookmark>,
    /// To take the place of what is kept: its note or tags were changed in a table.
    pub changed: Vec<Bookmark>,
    /// How many are there already.
    pub known: usize,
}

/// Which of `incoming` are not among `kept`. Note and tags that were changed in a table, and not here since it was
/// exported, take the place of those that are kept, as of `now`. Any other one with the name of another but other
/// content gets a name that depends only on the content, so that nothing is overwritten and importing twice adds
/// nothing twice.
#[must_use]
pub fn merge(kept: &[Bookmark], incoming: Imported, now: Timestamp) -> Merge {
    let mut known: HashMap<BookmarkId, Bookmark> = kept
        .iter()
        .map(|bookmark| (bookmark.id.clone(), bookmark.clone()))
        .collect();
    let mut merge = Merge::default();
    for (place, mut bookmark) in incoming.bookmarks.into_iter().enumerate() {
        let before = incoming.before.get(&place);
        let present = known.get(&bookmark.id);
        let taken = present
            .zip(before)
            .and_then(|(kept, before)| taken_over(kept, before, &bookmark));
        if let Some(mut taken) = taken {
            if present.is_some_and(|kept| kept.same_content(&taken)) {
                merge.known += 1;
            } else {
                taken.modified = now;
                known.insert(taken.id.clone(), taken.clone());
                merge
                    .changed
                    .retain(|earlier: &Bookmark| earlier.id != taken.id);
                merge.changed.push(taken);
            }
            continue;
        }
        if let Some(other) = known.get(&bookmark.id)
            && !other.same_content(&bookmark)
        {
            let mut content = Record::new(&bookmark);
            content.modified = None;
            bookmark.id = derived_id(&json::line(&content));
        }
        if known.contains_key(&bookmark.id) {
            merge.known += 1;
        } else {
            known.insert(bookmark.id.clone(), bookmark.clone());
            merge.new.push(bookmark);
        }
    }
    merge
}

/// What is kept, with what was changed elsewhere since it was as `before`; nothing where the same was changed here,
/// or where it is about another passage.
fn taken_over(kept: &Bookmark, before: &Bookmark, changed: &Bookmark) -> Option<Bookmark> {
    fn either<T: PartialEq + Clone>(kept: &T, before: &T, changed: &T) -> Option<T> {
        if changed == before {
            return Some(kept.clone());
        }
        (kept == before || kept == changed).then(|| changed.clone())
    }
    let same_passage = kept.quote == changed.quote && kept.created == changed.created;
    same_passage.then_some(())?;
    Some(Bookmark {
        note: either(&kept.note, &before.note, &changed.note)?,
        tags: either(&kept.tags, &before.tags, &changed.tags)?,
        ..kept.clone()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::export::Format;
    use super::super::testing::{any_bookmark, noon, pact};
    use super::*;

    fn exported(format: Format, bookmarks: &[Bookmark]) -> String {
        let mut out = Vec::new();
        format.write(bookmarks, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn reads_annotations_of_other_programs() {
        let text = r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage",
            "items": [
                {"id": "http://example.org/1", "type": "Annotation", "created": "2024-06-19T10:00:00+02:00",
                 "body": [{"value": "nota"}, {"value": "patto", "purpose": "tagging"}, "e poi"],
                 "target": {"source": "https://example.org/a", "selector": [
                    {"type": "TextPositionSelector", "start": 1, "end": 2},
                    {"type": "TextQuoteSelector", "exact": "due paesi", "prefix": "I ", "suffix": " oggi"}]}},
                {"type": "Annotation", "target": "https://example.org/b"},
                {"type": "Annotation", "target": {"source": {"id": "file:///a%20b.md"}, "selector":
                    {"type": "TextQuoteSelector", "exact": "tre"}}}
            ]}"#;
        let imported = read(text, noon());
        let mistakes: Vec<String> = imported.mistakes.iter().map(ToString::to_string).collect();
        assert_eq!(mistakes, ["annotation 2: there is no quote"]);
        let [first, third] = imported.bookmarks.as_slice() else {
            panic!("{:?}", imported.bookmarks)
        };
        assert_eq!(first.quote, "due paesi");
        assert_eq!(
            (first.prefix.as_str(), first.suffix.as_str()),
            ("I ", " oggi")
        );
        assert_eq!(first.note, "nota\n\ne poi");
        assert_eq!(first.tags, ["patto"]);
        assert_eq!(first.url.as_deref(), Some("https://example.org/a"));
        assert_eq!(first.created.to_string(), "2024-06-19T08:00:00Z");
        assert_eq!(third.place(), "/a b.md");
        assert_eq!(third.created, noon());
        let merge = merge(
            &imported.bookmarks,
            read(text, Timestamp::UNIX_EPOCH),
            noon(),
        );
        assert_eq!((merge.new.len(), merge.known), (0, 2));
    }

    #[test]
    fn says_what_it_cannot_read() {
        for (text, mistake) in [
            ("", "line 1: no bookmarks: expected"),
            ("# Ciao", "line 1: no bookmarks: expected"),
            (
                "{\"quote\":\"a\"}\n{\"quote\":",
                "line 2: it cannot be read: EOF",
            ),
            ("{\"quote\":\" \"}", "line 1: there is no quote"),
            (
                "{\"quote\":\"a\",\"id\":\"../b\"}",
                "line 1: `id` is no name",
            ),
            (
                "{\"quote\":\"a\",\"date\":\"ieri\"}",
                "line 1: `date` is no date",
            ),
            (
                "{\"quote\":\"a\",\"created\":\"ieri\"}",
                "line 1: a time cannot be read",
            ),
            (
                "{\"quote\":\"a\",\"hash\":\"z\"}",
                "line 1: `hash` is no number",
            ),
            (
                "{\"quote\":\"a\",\"path\":\"\"}",
                "line 1: `path` is no path",
            ),
            ("<!-- rassegna {} -->", "line 1: there is no quote"),
            ("[1]", "annotation 1: there is no quote"),
        ] {
            let imported = read(text, noon());
            let said = imported.mistakes.first().unwrap().to_string();
            assert!(said.starts_with(mistake), "{text}: {said}");
        }
    }

    #[test]
    fn another_version_is_added_once() {
        let ours = read("{\"quote\":\"a\",\"id\":\"x\",\"note\":\"uno\"}", noon()).bookmarks;
        let theirs = "{\"quote\":\"a\",\"id\":\"x\",\"note\":\"due\"}";
        let first = merge(&ours, read(theirs, noon()), noon());
        assert_eq!(first.new.len(), 1);
        let kept = [ours, first.new].concat();
        assert_eq!(merge(&kept, read(theirs, noon()), noon()).new, []);
    }

    #[test]
    fn what_a_row_of_a_table_was_says_nothing_of_what_another_file_has() {
        let kept = pact();
        let theirs = Bookmark {
            note: "di Anna".to_owned(),
            ..kept.clone()
        };
        let table = exported(Format::Csv, std::slice::from_ref(&kept));
        let mut all = read(&exported(Format::JsonLines, &[theirs]), noon());
        all.append(read(
            &table.replace("patto; Kim", "patto; Kim; vertice"),
            noon(),
        ));
        let merge = merge(std::slice::from_ref(&kept), all, noon());
        let tags: Vec<usize> = merge.changed.iter().map(|one| one.tags.len()).collect();
        assert_eq!((tags, merge.new.len()), (vec![3], 1), "{merge:?}");
    }

    #[test]
    fn what_was_changed_in_a_table_takes_the_place_of_what_is_kept_unless_that_changed_too() {
        let kept = pact();
        let table = exported(Format::Csv, std::slice::from_ref(&kept));
        let edited = table.replace("patto; Kim", "patto; Kim; vertice");
        let later = noon() + jiff::SignedDuration::from_hours(1);
        let merged = |kept: &Bookmark, table: &str| {
            merge(std::slice::from_ref(kept), read(table, later), later)
        };
        let first = merged(&kept, &edited);
        let [changed] = first.changed.as_slice() else {
            panic!("{first:?}")
        };
        assert_eq!(changed.tags, ["patto", "Kim", "vertice"]);
        assert_eq!(
            (&changed.id, &changed.note, changed.modified),
            (&kept.id, &kept.note, later)
        );
        assert_eq!((first.new.len(), first.known), (0, 0));
        // The same once more changes nothing.
        let again = merged(changed, &edited);
        assert_eq!(
            (again.new.len(), again.changed.len(), again.known),
            (0, 0, 1)
        );
        // A note that was written since stays, and the tags come in.
        let noted = Bookmark {
            note: "Da rileggere.".to_owned(),
            ..kept.clone()
        };
        let merge = merged(&noted, &edited);
        assert_eq!(merge.changed[0].note, "Da rileggere.");
        assert_eq!(merge.changed[0].tags, changed.tags);
        // Tags that were changed on both sides are both kept.
        let tagged = Bookmark {
            tags: vec!["altro".to_owned()],
            ..kept
        };
        let merge = merged(&tagged, &edited);
        assert_eq!((merge.new.len(), merge.changed.len()), (1, 0));
    }

    proptest! {
        #[test]
        fn what_was_exported_comes_back_once(
            bookmarks in proptest::collection::vec(any_bookmark(), 1..4),
        ) {
            let bookmarks: Vec<Bookmark> = bookmarks
                .into_iter()
                .filter(|bookmark| !bookmark.quote.trim().is_empty())
                .collect();
            for (format, _) in Format::ALL {
                let imported = read(&exported(format, &bookmarks), noon());
                if !bookmarks.is_empty() || matches!(format, Format::W3c | Format::Csv) {
                    prop_assert_eq!(&imported.mistakes, &[]);
                }
                prop_assert_eq!(&imported.bookmarks, &bookmarks);
                prop_assert_eq!(merge(&[], imported.clone(), noon()).new.len(), bookmarks.len());
                let again = merge(&bookmarks, imported, noon());
                prop_assert_eq!((again.new, again.changed), (vec![], vec![]));
            }
        }

        #[test]
        fn any_text_is_read(text in "[\\[{\"a:1,}\\] \n<!-rseg>\u{1b}]{0,60}") {
            let imported = read(&text, noon());
            for mistake in &imported.mistakes {
                prop_assert!(mistake.to_string().chars().all(json::is_inert));
            }
        }
    }
}
