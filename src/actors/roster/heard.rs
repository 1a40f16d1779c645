//! The words of names that a word may mean which nobody wrote so: as it is heard, or several run together. Which
//! names have exactly that word is for `calling`, which words sound alike for [`sounds`](crate::text::sounds); in
//! which table they stand is for `ear`.

use memchr::memmem::Finder;
use rayon::prelude::*;

use super::Roster;
use super::ear::Ear;
use super::tables::Number;
use crate::text::sounds::Heard;

/// Names that one thread goes through at a time.
const TOGETHER: u32 = 1 << 14;
/// Shorter words of names are nobody's whom one hears: too many sound alike.
const SHORTEST: usize = 4;
/// Words that somebody may have run together, and ways to part them of which it is asked whether names have them.
const MOST_PARTS: usize = 4;
const MOST_WAYS: usize = 12;

impl Roster {
    /// What stands in a row in names, folded, and may be meant by a folded word that is no name: a word that sounds
    /// like it (`Šojgu` for `scioigu`), or several that make it up (`Jong Un` for `jongun`). Each once, in no order.
    ///
    /// Takes about as long as finding a word does, but for the first time that it is asked of a roster of which
    /// nobody has [listened](Self::listen) to the names.
    #[must_use]
    pub fn heard<'a>(&'a self, folded: &'a str) -> Vec<Vec<&'a str>> {
        let ears = self.ears();
        let like = like(ears, folded).into_iter().map(|word| vec![word]);
        let rows = parted(ears, folded).into_iter().take(MOST_WAYS);
        like.chain(rows.filter(|row| self.is_in_names(row)))
            .collect()
    }

    /// Makes the tables by which names are heard, where there are none: later questions need not wait for them.
    pub fn listen(&self) {
        self.ears();
    }

    /// The words of the names: of most of them, and of those that came since.
    fn ears(&self) -> [&Ear; 2] {
        let ear = self.ear.get_or_init(|| Ear::of(&self.names, 0).into());
        let newer = || Ear::of(&self.names, ear.names()).into();
        [ear, self.newer_ear.get_or_init(newer)]
    }

    /// Forgets what is not so any more with one more name: all words, where there are twice as many names.
    pub(super) fn hear_of_one_more(&mut self) {
        self.newer_ear.take();
        let known = self.ear.get().map_or(u32::MAX, |ear| ear.names());
        if self.names.len() / 2 >= known {
            self.ear.take();
        }
    }

    /// The numbers of the actors with a name of which a word sounds like each of the typed ones, or begins with it;
    /// in no order.
    pub(super) fn called_as_heard(&self, typed: &[&str]) -> Vec<Number> {
        let ears = self.ears();
        let mut meant: Vec<(&str, Vec<&str>)> = (typed.iter())
            .map(|&typed| (typed, like(ears, typed)))
            .collect();
        // A name has a word for each: those with the word of which there are fewest are gone through.
        meant.sort_by_key(|(_, like)| like.len());
        let Some((typed, like)) = meant.first() else {
            return Vec::new();
        };
        let looked_for = like.iter().chain([typed]);
        let mut places: Vec<u32> = looked_for.flat_map(|word| self.places(word)).collect();
        places.sort_unstable();
        places.dedup();
        let is = |name: &str| {
            meant.iter().all(|(typed, like)| {
                let mut words = name.split(' ');
                words.any(|word| word.starts_with(typed) || like.contains(&word))
            })
        };
        (places.into_iter())
            .filter(|&place| is(self.names.get(place)))
            .flat_map(|place| self.meant_by(place))
            .collect()
    }

    /// The places of the folded names that hold a text.
    fn places(&self, text: &str) -> Vec<u32> {
        let finder = Finder::new(text);
        let all = self.names.len();
        (0..all.div_ceil(TOGETHER))
            .into_par_iter()
            .flat_map_iter(|part| {
                let from = part * TOGETHER;
                let places = from..all.min(from.saturating_add(TOGETHER));
                self.names.holding(places, &finder)
            })
            .collect()
    }

    /// Whether a name has these words in a row.
    fn is_in_names(&self, row: &[&str]) -> bool {
        let row = row.join(" ");
        let has = |&place: &u32| {
            let name = self.names.get(place);
            name.match_indices(&row).any(|(at, _)| {
                let (before, rest) = name.split_at_checked(at).unwrap_or_default();
                let after = rest.get(row.len()..).unwrap_or_default();
                (before.is_empty() || before.ends_with(' '))
                    && (after.is_empty() || after.starts_with(' '))
            })
        };
        self.places(&row).par_iter().any(has)
    }
}

/// The words of names, each once, that sound like a folded word that is long enough to tell.
fn like<'a>(ears: [&'a Ear; 2], folded: &str) -> Vec<&'a str> {
    let heard = Heard::new(folded).filter(|_| folded.chars().count() >= SHORTEST);
    let Some(heard) = heard else {
        return Vec::new();
    };
    let sounding = ears.into_iter().flat_map(|ear| ear.sounding(folded));
    let mut like: Vec<&str> = sounding
        .filter(|word| word.len() >= SHORTEST && heard.is_like(word))
        .collect();
    like.sort_unstable();
    like.dedup();
    like
}

/// The ways to part a folded word into some words of names, the fewest first; not many more than are asked for.
fn parted<'a>(ears: [&Ear; 2], folded: &'a str) -> Vec<Vec<&'a str>> {
    let has = |word: &str| ears.iter().any(|ear| ear.has(word));
    let mut whole: Vec<Vec<&str>> = Vec::new();
    let mut begun: Vec<(Vec<&str>, &str)> = vec![(Vec::new(), folded)];
    for _ in 0..MOST_PARTS {
        let mut longer = Vec::new();
        for (row, rest) in begun {
            // The longest words first, which are the rarest.
            for (at, _) in rest
                .char_indices()
                .skip(1)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
            {
                let Some((word, after)) = rest.split_at_checked(at) else {
                    continue;
                };
                if longer.len() >= MOST_WAYS || !has(word) {
                    continue;
                }
                let row: Vec<&str> = row.iter().copied().chain([word]).collect();
                longer.push((row, after));
            }
        }
        let ends = longer.iter().filter(|(_, rest)| has(rest));
        whole.extend(ends.map(|(row, rest)| {
            let all = row.iter().copied().chain([*rest]);
            all.collect()
        }));
        begun = longer;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::texts::Texts;

    #[test]
    fn words_of_names_make_up_a_word() {
        let mut names = Texts::default();
        for name in ["kim jong un", "g w bush", "pavel"] {
            names.push(name);
        }
        let roster = Roster {
            names: names.into(),
            ..Roster::default()
        };
        for (word, rows) in [
            ("jongun", &[&["jong", "un"][..]][..]),
            ("kimjongun", &[&["kim", "jong", "un"]]),
            ("gwbush", &[&["g", "w", "bush"]]),
            // Words of names, but of none in this order.
            ("unjong", &[]),
            ("bushpavel", &[]),
            ("jong", &[]),
        ] {
            let heard = roster.heard(word);
            let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.to_vec()).collect();
            let heard: Vec<_> = heard.into_iter().filter(|row| row.len() > 1).collect();
            assert_eq!(heard, rows, "{word}");
        }
    }

    #[test]
    fn a_name_that_came_after_it_was_listened_to_the_others_is_heard_too() {
        let mut roster = Roster::default();
        for (number, name) in (0..).zip(["Sergej Šojgu", "Anna", "Ivo", "Sergei Shoigu"]) {
            roster.call(name, number);
            roster.listen();
            let heard = roster.heard("scioigu");
            let expected = if number < 3 {
                &["sojgu"][..]
            } else {
                &["shoigu", "sojgu"]
            };
            assert_eq!(heard.concat(), expected);
            assert_eq!(roster.heard("scioigusergej"), [[""; 0]; 0]);
        }
    }

    #[test]
    fn a_word_of_ever_the_same_letters_is_parted_in_no_time() {
        let mut names = Texts::default();
        names.push("a aa aaa aaaa aaaaa");
        let ear = Ear::of(&names, 0);
        let word = "a".repeat(60);
        assert!(parted([&ear; 2], &word).len() <= MOST_PARTS * MOST_WAYS);
    }
}
