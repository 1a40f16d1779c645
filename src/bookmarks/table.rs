//! Bookmarks as a table for spreadsheets (RFC 4180), written and read again: the columns that people read,
//! and one with everything, from which a bookmark comes back whole. What was changed in a spreadsheet, the
//! note and the tags, counts. A table of another program needs a column `quote`.

use std::collections::HashMap;
use std::io::{self, Write};

use super::json;
use super::record::Record;
use super::{Bookmark, place};

mod cells;

/// The columns, of which `rassegna` is the one with everything.
const COLUMNS: &str =
    "id,quote,note,tags,citation,title,author,source,date,url,path,created,modified,rassegna";
/// The column without which a table is none of bookmarks.
const QUOTE: &str = "quote";
/// Between two tags.
const BETWEEN: &str = "; ";
/// What may stand between cells: some spreadsheets write other signs than commas.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// Writes the table. A cell that a spreadsheet would take for a formula begins with an apostrophe.
///
/// # Errors
/// Those of `out`.
pub(super) fn write(bookmarks: &[Bookmark], out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{COLUMNS}\r\n")?;
    for bookmark in bookmarks {
        let shown = bookmark.shown();
        let cells = [
            shown.id.to_string(),
            shown.quote.clone(),
            shown.note.clone(),
            shown.tags.join(BETWEEN),
            bookmark.citation(),
            shown.title.clone(),
            shown.author.clone().unwrap_or_default(),
            shown.source.clone().unwrap_or_default(),
            shown.date.map(|date| date.to_string()).unwrap_or_default(),
            shown.url.clone().unwrap_or_default(),
            shown.place(),
            shown.created.to_string(),
            shown.modified.to_string(),
            json::line(&Record::new(bookmark)),
        ];
        for (i, value) in cells.iter().enumerate() {
            let separator = if i == 0 { "" } else { "," };
            write!(out, "{separator}{}", cell(value))?;
        }
        write!(out, "\r\n")?;
    }
    Ok(())
}

/// Whether a spreadsheet takes a cell for a formula: it skips white space before it, and knows signs of full
/// width.
fn is_formula(text: &str) -> bool {
    text.trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// One cell of a table.
fn cell(text: &str) -> String {
    let formula = is_formula(text);
    let guard = if formula { "'" } else { "" };
    let quoted = formula || text.contains([',', '"', '\n', '\r', ';', '\t']);
    if quoted {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// What a row of a table says.
pub(super) struct Row {
    /// The line where it begins.
    pub(super) line: usize,
    /// The record, or what is wrong with it.
    pub(super) record: Result<Record, String>,
    /// Of a row of ours in which note or tags were changed, the record as it was written.
    pub(super) before: Option<Record>,
}

/// The rows of a table; `None` where the text is no table of bookmarks.
pub(super) fn read(text: &str) -> Option<Vec<Row>> {
    let (text, above) = without_separator(text);
    let head = text.split(['\n', '\r']).next().unwrap_or_default();
    let separator = SEPARATORS.into_iter().find(|&separator| {
        let mut names = head.split(separator);
        names.any(|name| name.trim().trim_matches('"').eq_ignore_ascii_case(QUOTE))
    })?;
    let mut rows = cells::rows(text, separator).into_iter();
    let head = rows.next()?.cells.ok()?;
    // A table may have as many columns as it has rows: each is looked up in one step.
    let mut columns = HashMap::new();
    for (place, name) in head.iter().enumerate() {
        columns.entry(name.trim().to_lowercase()).or_insert(place);
    }
    let row = |row: cells::Row| {
        let line = above + row.line;
        let (record, before) = match row.cells {
            Err(reason) => (Err(reason.to_owned()), None),
            Ok(cells) if cells.iter().all(|cell| cell.trim().is_empty()) => return None,
            Ok(cells) => match record(&columns, &cells) {
                Ok((record, before)) => (Ok(record), before),
                Err(reason) => (Err(reason), None),
            },
        };
        Some(Row {
            line,
            record,
            before,
        })
    };
    Some(rows.filter_map(row).collect())
}

/// A table without the line in which a spreadsheet says what parts its cells, `sep=;`, and how many lines that were.
fn without_separator(text: &str) -> (&str, usize) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let says = line.trim().trim_matches('"').to_ascii_lowercase();
    match says.strip_prefix("sep=") {
        Some(sign) if sign.chars().count() <= 1 => (rest, 1),
        _ => (text, 0),
    }
}

/// What a row says, where each column stands at its place; and what it said before it was changed.
fn record(
    columns: &HashMap<String, usize>,
    cells: &[String],
) -> Result<(Record, Option<Record>), String> {
    let cell = |wanted: &str| {
        let text = cells.get(*columns.get(wanted)?)?;
        Some(bare(text).to_owned()).filter(|text| !text.is_empty())
    };
    let text = |wanted: &str| cell(wanted).unwrap_or_default();
    let tags = |tags: &str, between: char| -> Vec<String> {
        let tags = tags.split(between).map(str::trim);
        tags.filter(|tag| !tag.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let Some(whole) = cell("rassegna") else {
        let path = cell("path").filter(|path| place::from_text(path).is_some());
        // Other programs part tags by either sign.
        let typed = text("tags");
        let between = if typed.contains(';') { ';' } else { ',' };
        let record = Record {
            id: cell("id"),
            quote: text(QUOTE),
            note: text("note"),
            tags: tags(&typed, between),
            title: text("title"),
            author: cell("author"),
            source: cell("source"),
            date: cell("date"),
            url: cell("url"),
            path,
            created: cell("created"),
            modified: cell("modified"),
            ..Record::default()
        };
        return Ok((record, None));
    };
    let read = || {
        serde_json::from_str::<Record>(&whole)
            .map_err(|error| format!("it cannot be read: {}", json::inert(&error.to_string())))
    };
    let (mut record, before) = (read()?, read()?);
    let shown = |text: &str| crate::text::clean::clean(text).text;
    let note = text("note");
    if columns.contains_key("note") && lines(bare(&shown(&record.note))) != lines(&note) {
        record.note = note;
    }
    let written: Vec<String> = (record.tags.iter())
        .map(|tag| crate::text::clean::clean_line(tag))
        .collect();
    let typed = text("tags");
    if columns.contains_key("tags") && bare(&written.join(BETWEEN)) != typed {
        record.tags = tags(&typed, ';');
    }
    let changed = record.note != before.note || record.tags != before.tags;
    Ok((record, changed.then_some(before)))
}

/// A cell without the apostrophe that keeps it from being a formula.
fn bare(text: &str) -> &str {
    let bare = text.strip_prefix('\'').filter(|bare| is_formula(bare));
    bare.unwrap_or(text)
}

/// A text whose lines end in one way, whatever a spreadsheet made of them.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{any_text, pact};
    use super::*;

    fn written(bookmark: &Bookmark) -> String {
        let mut out = Vec::new();
        write(std::slice::from_ref(bookmark), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_table_without_formulas() {
        let text = written(&pact());
        let row = text.lines().nth(1).unwrap();
        let start = "a1,\"paesi, oggi\",\"'=HYPERLINK(\"\"x\"\")\",\"patto; Kim\",";
        assert!(row.starts_with(start), "{row}");
        for (text, expected) in [
            ("a", "a"),
            ("", ""),
            (" -1", "\"' -1\""),
            ("＝1", "\"'＝1\""),
            ("a\nb", "\"a\nb\""),
        ] {
            assert_eq!(cell(text), expected);
        }
    }

    #[test]
    fn what_was_changed_in_a_spreadsheet_counts() {
        let text = written(&pact());
        let changed = text
            .replace("\"'=HYPERLINK(\"\"x\"\")\"", "\"Una nota,\nin due righe\"")
            .replace("patto; Kim", "vertice; Kim");
        let records = read(&changed).unwrap();
        let record = records[0].record.as_ref().unwrap();
        assert_eq!((records[0].line, records.len()), (2, 1));
        let before = records[0].before.as_ref().unwrap();
        assert_eq!(before.note, pact().note);
        assert_eq!(record.note, "Una nota,\nin due righe");
        assert_eq!(record.tags, ["vertice", "Kim"]);
        assert_eq!(record.prefix, "I due ");
    }

    #[test]
    fn the_line_that_says_what_parts_the_cells_is_no_row() {
        for text in [
            "sep=;\r\nQuote;Note\r\ndue;Una nota\r\n",
            "\"sep=,\"\nQuote,Note\ndue,Una nota\n",
            "SEP=\t\nQuote\tNote\ndue\tUna nota\n",
        ] {
            let rows = read(text).unwrap();
            let record = rows[0].record.as_ref().unwrap();
            assert_eq!((rows.len(), rows[0].line), (1, 3), "{text}");
            assert_eq!(
                (&*record.quote, &*record.note),
                ("due", "Una nota"),
                "{text}"
            );
        }
    }

    #[test]
    fn a_table_of_another_program_needs_a_quote() {
        let text = "Title;Quote;Tags;Note\n\"Il \"\"patto\"\"\";\"due\npaesi\";a, b;'=1\n;;;\nUltimo;tre;;\n";
        let records = read(text).unwrap();
        let told: Vec<_> = (records.iter())
            .map(|row| (row.line, row.record.as_ref().unwrap()))
            .collect();
        let [(2, first), (5, last)] = told.as_slice() else {
            panic!("{told:?}")
        };
        assert_eq!(
            (
                first.title.as_str(),
                first.quote.as_str(),
                first.note.as_str()
            ),
            ("Il \"patto\"", "due\npaesi", "=1")
        );
        assert_eq!(first.tags, ["a", "b"]);
        assert_eq!(last.quote, "tre");
        assert!(read("nome,nota\na,b\n").is_none());
        assert!(read("").is_none());
    }

    #[test]
    fn tags_with_commas_are_parted_only_in_tables_of_others() {
        let mut kept = pact();
        kept.tags = vec!["Roma, Italia".to_owned(), "porto".to_owned()];
        let text = written(&kept).replace("Roma, Italia; porto", "Roma, Italia; porto; faro");
        let record = &read(&text).unwrap()[0].record;
        let tags = &record.as_ref().unwrap().tags;
        assert_eq!(*tags, ["Roma, Italia", "porto", "faro"]);
    }

    #[test]
    fn a_table_of_many_columns_and_rows_is_read_at_once() {
        let many = 20_000;
        let mut text = "note,quote".to_owned();
        for column in 0..many {
            text.push_str(&format!(",c{column}"));
        }
        // The first column of a name is the one that counts.
        text.push_str(",Quote\n");
        text.push_str(&",Due passi\n".repeat(many));
        let records = read(&text).unwrap();
        assert_eq!(records.len(), many);
        let mut records = records.iter().map(|row| row.record.as_ref().unwrap());
        assert!(records.all(|record| record.quote == "Due passi"));
    }

    proptest::proptest! {
        #[test]
        fn no_cell_is_a_formula(text in any_text()) {
            let cell = cell(&text);
            let inside = cell.strip_prefix('"').unwrap_or(&cell).trim_start();
            proptest::prop_assert!(!inside.starts_with(['=', '+', '-', '@']), "{}", cell);
        }
    }
}
