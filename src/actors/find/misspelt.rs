//! Names of people written with a slip or in another transliteration: of those whom the dictionary has
//! (Vladimir Putn, Lukaschenko alone), of those whom the article names in full («secondo Spanpinato»). None of
//! them is sure, and no slip becomes a name of theirs. Two full names of one article are compared in
//! [`super::slips`].

use std::cmp::Reverse;
use std::ops::Range;

use super::persons::Person;
use super::reading::{Full, Reading, Who};
use super::tokens::Token;
use crate::actors::dictionary::words::FAMILY;
use crate::actors::spelling::{ends, is_misspelt, is_one_letter_off, sound};
use crate::actors::{self, How};
use crate::text::hash::Table;

/// Bytes of a surname alone of which a letter may be wrong.
const SHORTEST: u32 = 6;
/// Letters of a surname that one letter was dropped from.
const SHORTEST_DROPPED: usize = 4;
/// What stands oftener is no slip; a title may repeat it.
const MOST_TIMES: u32 = 2;
/// Surnames of the article with which one is compared.
const MOST_COMPARED: usize = 64;
/// So few words of names are gone through, where of more a table is made.
const FEW: usize = 128;

impl<'a> Reading<'a> {
    /// A person of the dictionary whose name is this one but for a letter, a transliteration, or a
    /// given name left out or written otherwise.
    pub(super) fn close_to_known(&self, parts: &[&str], text: &str) -> Option<u32> {
        // «mio fratello Enrico» is no grand duke.
        let alone = |name: &str| self.dictionary.is_family(text) || self.dictionary.is_given(name);
        if let [name] = parts
            && alone(name)
        {
            return None;
        }
        let heard = sound(text);
        let last = heard.rsplit(' ').next();
        // Vladimir Putn: a surname of few letters that is no word.
        let short = || {
            let family = parts.last().filter(|_| parts.len() > 1);
            family.is_some_and(|family| !self.dictionary.is_word(family))
        };
        let mut same = None;
        let given = heard.split(' ').next().unwrap_or_default();
        for (number, name) in self.dictionary.people_like(&heard) {
            // Whoever is close has the given name or the family name, and most have neither.
            let starts = |name: &str| {
                let rest = name.strip_prefix(given);
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            };
            let family = || last.is_some_and(|last| ends_with_word(name, last));
            if !(starts(name) || family()) || is_another_given(name, &heard) {
                continue;
            }
            let close =
                name == heard || is_misspelt(name, &heard) || drops(name, &heard) && short();
            let shorter = parts.len() > 1
                && last.is_some_and(|last| ends_with_word(name, last))
                && self.is_part((&heard, parts), name);
            if !(close || shorter) || same == Some(number) {
                continue;
            }
            if same.is_some() {
                return None;
            }
            same = Some(number);
        }
        same
    }

    /// Whether every word of the name `heard`, whose folded words are `parts`, is one of `name`, its initial
    /// or another form of it, in order: J. Biden and Joe Biden, Tayyip Erdogan and Recep Tayyip Erdogan.
    fn is_part(&self, (heard, parts): (&str, &[&str]), name: &str) -> bool {
        let mut rest = name.split(' ');
        let mut parts = parts.iter();
        heard.split(' ').all(|word| {
            let given = parts
                .next()
                .is_some_and(|part| self.dictionary.is_given(part));
            rest.by_ref().any(|full| {
                full == word
                    || word.len() == 1 && full.starts_with(word)
                    || is_form_of(word, full, given)
            })
        })
    }

    /// Names the person of the dictionary whose name of three words in the East the `run` is but for a letter of
    /// the middle one that is lost or out of place: Kim Jon Un. Says whether it did.
    pub(super) fn name_misspelt(&mut self, run: &Range<usize>) -> bool {
        if run.len() != 3
            || !self.means(run.start, FAMILY)
            || self
                .hit_at(run.start)
                .is_some_and(|hit| hit.end > run.start + 1)
        {
            return false;
        }
        let heard = sound(self.text(run));
        let mut fitting = self.dictionary.people_like(&heard);
        let slip = |name: &str| {
            let (a, b): (Vec<&str>, Vec<&str>) =
                (name.split(' ').collect(), heard.split(' ').collect());
            match (a.as_slice(), b.as_slice()) {
                (&[family, middle, last], &[other, wrong, end]) => {
                    family == other && last == end && is_slip(middle, wrong)
                }
                _ => false,
            }
        };
        let Some((number, _)) = fitting.find(|(_, name)| slip(name)) else {
            return false;
        };
        if fitting.any(|(other, name)| other != number && slip(name)) {
            return false;
        }
        let who = Who::Known(number);
        let parts: Vec<&str> = run.clone().map(|at| self.folded(at)).collect();
        self.establish(run, &parts, who);
        self.name(run.clone(), who, How::Name, actors::Found::Spelling);
        true
    }

    /// Names the person whose surname the strange word is but for a slip or a transliteration; says whether it did.
    pub(super) fn name_misspelt_surname(&mut self, at: usize) -> bool {
        let long = |token: &Token| token.word == 0 && token.len() >= SHORTEST;
        if !self.tokens.get(at).is_some_and(long) || self.has_article(at) {
            return false;
        }
        if let Some((who, full)) = self.misspelt_here(at) {
            self.name_again(at, who, full);
            if let Some(last) = self.named.last_mut() {
                last.found = actors::Found::Spelling;
            }
            return true;
        }
        // «a Bellagio»
        let Some(number) = self.misspelt_known(at).filter(|_| !self.is_placed(at)) else {
            return false;
        };
        self.name(
            at..at + 1,
            Who::Known(number),
            How::Name,
            actors::Found::Spelling,
        );
        true
    }

    /// Whose surname the word is but for a letter lost, added or out of place, of those whom the article names in full.
    fn misspelt_here(&self, at: usize) -> Option<Full> {
        let word = self.folded(at);
        let first = word.chars().next()?;
        let close = |surname: &str| {
            let labial = || surname.len() == word.len() && labials(surname) == labials(word);
            (is_slip(surname, word) || labial()) && !is_inflected(surname, word)
        };
        let full = |surname: &str, people: &[Person<'_>]| {
            let named = people.iter().filter(|person| person.words.len() > 1);
            let most = named.max_by_key(|person| (person.times, Reverse(person.first)))?;
            let surname = most.words.last().is_some_and(|last| *last == surname);
            surname.then_some((most.who, (most.first, most.end)))
        };
        let long = |surname: &str| surname.len() >= SHORTEST as usize;
        let all = &self.people.by_word;
        let (full, more) = if all.len() <= FEW {
            let alike = all.iter().filter(|(surname, _)| {
                surname.starts_with(first) && long(surname) && close(surname)
            });
            let mut alike = alike.filter_map(|(surname, people)| full(surname, people));
            (alike.next()?, alike.next())
        } else {
            let surnames = self.surnames.get_or_init(|| {
                let mut surnames: Table<char, Vec<(&str, Full)>> = Table::default();
                for (&surname, people) in all {
                    let (Some(first), true) = (surname.chars().next(), long(surname)) else {
                        continue;
                    };
                    let alike = surnames.entry(first).or_default();
                    if alike.len() < MOST_COMPARED
                        && let Some(full) = full(surname, people)
                    {
                        alike.push((surname, full));
                    }
                }
                surnames
            });
            let alike = surnames.get(&first)?.iter();
            let mut alike = alike.filter(|(surname, _)| close(surname));
            (alike.next()?.1, alike.next().map(|&(_, full)| full))
        };
        (more.is_none() && self.times_written(at) <= MOST_TIMES).then_some(full)
    }

    /// Of whom of the dictionary the word is the surname, as it sounds or but for a letter lost, added or out of
    /// place inside it, where the article speaks of the country: Marcon is a surname of its own in Italy.
    fn misspelt_known(&self, at: usize) -> Option<u32> {
        let heard = sound(self.folded(at));
        let mut is = None;
        for (number, surname) in self.dictionary.surnames_like(&heard) {
            let near = || {
                let country = self.dictionary.country(number);
                country.is_some_and(|country| self.countries.contains(&country))
            };
            let close = surname == heard
                || is_slip(surname, &heard)
                    && !is_inflected(surname, &heard)
                    && self.times_written(at) <= MOST_TIMES
                    && near();
            if !close || is == Some(number) || self.is_of_another_sex(at, number) {
                continue;
            }
            if is.is_some() {
                return None;
            }
            is = Some(number);
        }
        is
    }
}

/// Whether `word` is the last of the words of `name`.
fn ends_with_word(name: &str, word: &str) -> bool {
    let rest = name.strip_suffix(word);
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}

/// Whether one letter was lost from `name`, came to it, or changed places with its neighbour.
fn is_slip(name: &str, heard: &str) -> bool {
    let swapped = || {
        let letters = |text: &str| {
            let mut letters: Vec<char> = text.chars().collect();
            letters.sort_unstable();
            letters
        };
        name.len() != heard.len() || letters(name) == letters(heard)
    };
    is_one_letter_off(name, heard) && swapped()
}

/// A name with the nasal before a labial that Italian writes there: Spampinato for Spanpinato.
fn labials(name: &str) -> String {
    name.replace("np", "mp").replace("nb", "mb")
}

/// Whether two names are two by their last vowel: Ferrari and Ferraro.
fn is_inflected(a: &str, b: &str) -> bool {
    let stem = |name: &str| name.trim_end_matches(['a', 'e', 'i', 'o']).len();
    a.get(..stem(a)) == b.get(..stem(b))
}

/// Whether the family name of `heard` is that of `name`, of which one letter inside was lost, and all else is the
/// same.
fn drops(name: &str, heard: &str) -> bool {
    let (Some((first, family)), Some((given, wrong))) = (ends(name), ends(heard)) else {
        return false;
    };
    first == given
        && wrong.len() >= SHORTEST_DROPPED
        && family.len() == wrong.len() + 1
        && is_one_letter_off(family, wrong)
        && !is_inflected(family, wrong)
}

/// Whether the given names of two people are two, though close: Paolo and Paola, Robert and Roberto.
fn is_another_given(name: &str, heard: &str) -> bool {
    let (Some((name, _)), Some((heard, _))) = (name.split_once(' '), heard.split_once(' ')) else {
        return false;
    };
    let vowels = ['a', 'e', 'o'];
    name != heard && name.trim_end_matches(vowels) == heard.trim_end_matches(vowels)
}

/// Whether `word` may be another form of the given name `full` or its beginning: Emanuel of Emmanuel, but
/// not Emma, who has a given name of her own.
fn is_form_of(word: &str, full: &str, given: bool) -> bool {
    let begins = word.len() >= 3 && full.starts_with(word);
    let close = word.len() >= 5 && full.len() >= 5 && is_one_letter_off(word, full);
    if given {
        let consonants = |name: &str| -> String {
            name.chars()
                .filter(|letter| !"aeiou".contains(*letter))
                .collect()
        };
        close && word.len() > 5 && consonants(word) == consonants(full)
    } else {
        begins || close
    }
}
