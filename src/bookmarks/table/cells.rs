//! The cells of a table of other programs (RFC 4180, and what spreadsheets make of it): any end of a line, spaces
//! before a quotation mark, and one that is not closed, which is told and does not take the next rows along. What
//! the columns mean is for the module above. The usual library reads such a table in silence to its end.

/// A row as it stands in the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The line where it begins, from 1.
    pub(super) line: usize,
    /// Its cells, or what is wrong with it.
    pub(super) cells: Result<Vec<String>, &'static str>,
}

/// What is said of a row whose quotation mark has no other, or whose other one stands within a cell.
const UNCLOSED: &str = "a quotation mark is not closed";

/// The rows of a table: a cell in quotes may go on over several lines. After a row with a mistake the next line
/// is the next row.
pub(super) fn rows(text: &str, separator: char) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut reading = Reading {
        text,
        at: 0,
        line: 1,
    };
    while !reading.rest().is_empty() {
        let begun = reading;
        let cells = reading.row(separator);
        if cells.is_err() {
            reading = begun;
            reading.skip_line();
        }
        rows.push(Row {
            line: begun.line,
            cells,
        });
    }
    rows
}

/// A place in a text.
#[derive(Clone, Copy)]
struct Reading<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Reading<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next sign; an end of a line, whichever it is, as one `\n`.
    fn next(&mut self) -> Option<char> {
        let rest = self.rest();
        let sign = rest.chars().next()?;
        let length = if rest.starts_with("\r\n") {
            2
        } else {
            sign.len_utf8()
        };
        self.at += length;
        let ends = matches!(sign, '\r' | '\n');
        self.line += usize::from(ends);
        Some(if ends { '\n' } else { sign })
    }

    fn skip_line(&mut self) {
        while self.next().is_some_and(|sign| sign != '\n') {}
    }

    /// The cells of the next row, with what ends it.
    fn row(&mut self, separator: char) -> Result<Vec<String>, &'static str> {
        let mut row = Vec::new();
        let mut cell = String::new();
        let mut blank = true;
        loop {
            match self.next() {
                None | Some('\n') => {
                    row.push(cell);
                    return Ok(row);
                }
                Some(sign) if sign == separator => {
                    row.push(std::mem::take(&mut cell));
                    blank = true;
                }
                Some('"') if blank => {
                    cell = self.quoted(separator)?;
                    if !matches!(self.rest().chars().next(), None | Some('\r' | '\n')) {
                        // What follows is the separator.
                        self.next();
                        row.push(std::mem::take(&mut cell));
                    }
                    blank = cell.is_empty();
                }
                Some(sign) => {
                    blank &= sign == ' ';
                    cell.push(sign);
                }
            }
        }
    }

    /// What stands in quotes, of which the first is read already, up to what ends the cell.
    fn quoted(&mut self, separator: char) -> Result<String, &'static str> {
        let mut cell = String::new();
        loop {
            let from = self.at;
            match self.next().ok_or(UNCLOSED)? {
                '"' if self.rest().starts_with('"') => {
                    self.next();
                    cell.push('"');
                }
                '"' => break,
                // The end of a line is kept as it is.
                _ => cell.push_str(self.text.get(from..self.at).unwrap_or_default()),
            }
        }
        self.at += self.rest().len() - self.rest().trim_start_matches(' ').len();
        match self.rest().chars().next() {
            None | Some('\r' | '\n') => Ok(cell),
            Some(sign) if sign == separator => Ok(cell),
            Some(_) => Err(UNCLOSED),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(usize, String)> {
        let told = |row: Row| {
            let cells = row.cells.map(|cells| cells.join("|"));
            (row.line, cells.unwrap_or_else(str::to_owned))
        };
        rows(text, ',').into_iter().map(told).collect()
    }

    #[test]
    fn lines_end_in_any_way_and_spaces_may_stand_before_quotes() {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("a, \"b, c\" ,d{end}\"e{end}f\",g{end}h,,\"\"{end}");
            let expected = [
                (1, "a|b, c|d".to_owned()),
                (2, format!("e{end}f|g")),
                (4, "h||".to_owned()),
            ];
            assert_eq!(told(&text), expected);
        }
        assert_eq!(
            told("a \"b\",5\" e 3\""),
            [(1, "a \"b\"|5\" e 3\"".to_owned())]
        );
        assert_eq!(told("a,\"\"\"b\"\"\""), [(1, "a|\"b\"".to_owned())]);
    }

    #[test]
    fn a_quote_that_is_not_closed_takes_no_other_row_along() {
        let text = "a,b\n\"Due passi,uno\nTre passi,due\n\"Quattro\",tre\n\"Cinque,quattro\n";
        let expected = [
            (1, "a|b"),
            (2, UNCLOSED),
            (3, "Tre passi|due"),
            (4, "Quattro|tre"),
            (5, UNCLOSED),
        ];
        assert_eq!(
            told(text),
            expected.map(|(line, told)| (line, told.to_owned()))
        );
    }

    #[test]
    fn many_quotes_that_are_not_closed_are_read_in_one_go() {
        let many = 40_000;
        for line in [
            "\"a\n",
            "\"\"\"\n",
            "\"a\"\"\n",
            "\"\n",
            "a,\"\"\"\"\",\n",
            "\"\"a\"\"\"\n",
        ] {
            for begun in ["", "\"a\n", "\"\"\"x\n"] {
                assert!(rows(&(begun.to_owned() + &line.repeat(many)), ',').len() <= many + 2);
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn every_line_is_in_a_row(text in "[a\", \r\n]{0,60}") {
            let rows = rows(&text, ',');
            let mut last = 0;
            for row in rows {
                proptest::prop_assert!(row.line > last);
                last = row.line;
            }
        }
    }
}
