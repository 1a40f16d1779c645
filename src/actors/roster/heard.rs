//! The words of names that a word may mean which nobody wrote so: as it is heard, or several run together. Which
//! names have exactly that word is for `calling`.

use std::collections::HashSet;

use rayon::prelude::*;

use super::Roster;
use super::tables::Number;
use crate::text::sounds::Heard;

/// Names that one thread goes through at a time.
const TOGETHER: u32 = 1 << 13;
/// Shorter words of names are nobody's whom one hears: too many sound alike.
const SHORTEST: usize = 4;

impl Roster {
    /// What stands in a row in names, folded, and may be meant by a folded word that is no name: a word that sounds
    /// like it (`Šojgu` for `scioigu`), or several that make it up (`Jong Un` for `jongun`). Each once, in no order.
    #[must_use]
    pub fn heard(&self, folded: &str) -> Vec<Vec<&str>> {
        let heard = (Heard::new(folded)).filter(|_| folded.chars().count() >= SHORTEST);
        let all = self.names.len();
        let parts = (0..all.div_ceil(TOGETHER)).into_par_iter().map(|part| {
            let mut found: HashSet<Vec<&str>> = HashSet::new();
            let from = part * TOGETHER;
            for place in from..all.min(from.saturating_add(TOGETHER)) {
                let mut rest = self.names.get(place);
                while !rest.is_empty() {
                    let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
                    if let Some(row) = made_up(folded, rest) {
                        found.insert(row);
                    } else if word.len() >= SHORTEST
                        && (heard.as_ref()).is_some_and(|heard| heard.is_like(word))
                    {
                        found.insert(vec![word]);
                    }
                    rest = after;
                }
            }
            found
        });
        let found = parts.reduce(HashSet::new, |mut all, part| {
            all.extend(part);
            all
        });
        found.into_iter().collect()
    }

    /// The numbers of the actors with a name of which a word sounds like each of the typed ones, or begins with it;
    /// in no order.
    pub(super) fn called_as_heard(&self, typed: &[&str]) -> Vec<Number> {
        let typed: Vec<(&str, Option<Heard<'_>>)> = (typed.iter())
            .map(|&word| {
                let heard = Heard::new(word).filter(|_| word.chars().count() >= SHORTEST);
                (word, heard)
            })
            .collect();
        let all = self.names.len();
        (0..all.div_ceil(TOGETHER))
            .into_par_iter()
            .flat_map_iter(|part| {
                let from = part * TOGETHER;
                from..all.min(from.saturating_add(TOGETHER))
            })
            .filter(|&place| are_heard(&typed, self.names.get(place)))
            .flat_map_iter(|place| self.meant_by(place))
            .collect()
    }
}

/// Whether each of the typed words is begun by a word of a name, or sounds like one.
fn are_heard(typed: &[(&str, Option<Heard<'_>>)], name: &str) -> bool {
    typed.iter().all(|(typed, heard)| {
        name.split(' ').any(|word| {
            word.starts_with(typed) || (heard.as_ref()).is_some_and(|heard| heard.is_like(word))
        })
    })
}

/// The words, at least two, at the beginning of what is left of a name that make up a word.
fn made_up<'a>(word: &str, name: &'a str) -> Option<Vec<&'a str>> {
    let mut left = word;
    let mut row = Vec::new();
    for part in name.split(' ') {
        left = left.strip_prefix(part)?;
        row.push(part);
        if left.is_empty() {
            return (row.len() > 1).then_some(row);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_name_make_up_a_word() {
        for (word, name, row) in [
            ("jongun", "jong un", Some(vec!["jong", "un"])),
            ("jongun", "jong un il grande", Some(vec!["jong", "un"])),
            ("jongun", "jong il", None),
            ("jong", "jong un", None),
            ("jongun", "jongun", None),
            ("jongun", "jong", None),
        ] {
            assert_eq!(made_up(word, name), row, "{word} {name}");
        }
    }
}
