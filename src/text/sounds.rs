//! Whether two folded words may be one name that was written down by different rules: `Šojgu`, `Shoigu`,
//! `Scioigu`. How a sound may be written stands in `assets/lists/sounds.toml`; which names are asked is for others.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::embedded;

/// Longer words are not compared, in bytes.
const LONGEST: usize = 60;
/// The key of the asset under which the letters stand that need not be heard.
const SILENT: &str = "silent";

/// Sounds, each a bit.
type Sounds = u64;

/// Letters that stand for sounds; for none where nothing is heard of them.
#[derive(Debug)]
struct Grapheme {
    letters: Vec<u8>,
    sounds: Sounds,
}

/// Letters of ASCII, each a bit.
type Letters = u32;

/// All of them, by their first letter.
#[derive(Debug, Default)]
struct Graphemes {
    from: BTreeMap<u8, Vec<Grapheme>>,
    /// The letters of which each is the only way to write a sound, and stands for no other.
    plain: Letters,
}

/// The letters of a word.
fn letters(word: &[u8]) -> Letters {
    word.iter().fold(0, |all, letter| match letter {
        b'a'..=b'z' => all | 1 << (letter - b'a'),
        _ => all,
    })
}

static GRAPHEMES: LazyLock<Graphemes> = LazyLock::new(|| {
    let file = (embedded::LISTS.iter()).find(|(name, _)| *name == "sounds.toml");
    let rows: BTreeMap<String, String> = file
        .and_then(|(_, text)| toml::from_str(text).ok())
        .unwrap_or_default();
    let mut sounds: BTreeMap<&str, Sounds> = BTreeMap::new();
    let heard = rows.iter().filter(|(name, _)| *name != SILENT);
    for (bit, (_, written)) in (0..Sounds::BITS).zip(heard) {
        for letters in written.split_whitespace() {
            *sounds.entry(letters).or_default() |= 1 << bit;
        }
    }
    let mut graphemes = Graphemes::default();
    let silent = rows.get(SILENT).map_or("", String::as_str);
    let silent = silent.split_whitespace().map(|letters| (letters, 0));
    for (letters, sounds) in sounds.into_iter().chain(silent) {
        if let Some(&first) = letters.as_bytes().first() {
            graphemes.from.entry(first).or_default().push(Grapheme {
                letters: letters.into(),
                sounds,
            });
        }
    }
    for written in rows.values().filter(|written| written.len() == 1) {
        let others = rows.values().filter(|other| *other != written);
        let of_others = others.fold(0, |all, other| all | letters(other.as_bytes()));
        graphemes.plain |= letters(written.as_bytes()) & !of_others;
    }
    graphemes
});

/// From a place in a word on, what may be read next: so many letters, as these sounds.
type Step = (usize, Sounds);

/// For each place of a word what may be read there; nothing of a word that is too long.
fn steps(word: &[u8]) -> Option<Vec<Vec<Step>>> {
    if word.len() > LONGEST {
        return None;
    }
    let steps = word.iter().enumerate().map(|(at, letter)| {
        let rest = word.get(at..).unwrap_or_default();
        let known = GRAPHEMES.from.get(letter).into_iter().flatten();
        let mut steps: Vec<Step> = known
            .filter(|known| rest.starts_with(&known.letters))
            .map(|known| (known.letters.len(), known.sounds))
            .collect();
        if rest.get(1) == Some(letter) {
            steps.push((1, 0));
        }
        steps
    });
    Some(steps.collect())
}

/// What is surely heard of a word, in one number: the same of all words that sound alike.
pub type Outline = u64;

/// Bits of a letter in it.
const LETTER: u32 = 5;

/// What is surely heard of a folded word: its first letters that stand for one sound and are the only way to write
/// it, each as often as another one stands between. A letter that is skipped, since it is doubled, has the same one
/// after it, so that two words of which this differs are [never alike](Heard::is_like).
#[must_use]
pub fn outline(word: &str) -> Outline {
    let plain = word
        .bytes()
        .filter(|&letter| letters(&[letter]) & GRAPHEMES.plain != 0);
    let (mut outline, mut last, mut left) = (0, 0, Outline::BITS / LETTER);
    for letter in plain {
        if letter != last && left > 0 {
            outline = outline << LETTER | Outline::from(letter - b'a' + 1);
            left -= 1;
        }
        last = letter;
    }
    outline
}

/// A word as it is heard.
#[derive(Debug)]
pub struct Heard<'a> {
    word: &'a [u8],
    has: Letters,
    steps: Vec<Vec<Step>>,
    /// Letters with which a word may begin that is heard so.
    begins: Vec<u8>,
    /// Those that it may have at all.
    may_have: Letters,
}

impl<'a> Heard<'a> {
    /// Of a folded word; nothing where it is empty or too long to be compared.
    #[must_use]
    pub fn new(word: &'a str) -> Option<Self> {
        let word = word.as_bytes();
        let steps = steps(word)?;
        let first = *word.first()?;
        let silent = steps.first()?.iter().any(|&(_, sounds)| sounds == 0);
        let heard = (steps.first()?.iter()).fold(0, |all, &(_, sounds)| all | sounds);
        let may_begin = |graphemes: &Vec<Grapheme>| {
            let fits = |known: &Grapheme| known.sounds == 0 || known.sounds & heard != 0;
            silent || graphemes.iter().any(fits)
        };
        let known = GRAPHEMES.from.iter();
        let mut begins: Vec<u8> = known
            .filter(|(_, graphemes)| may_begin(graphemes))
            .map(|(&letter, _)| letter)
            .collect();
        begins.push(first);
        let all = steps.iter().flatten();
        let all = all.fold(0, |all, &(_, sounds)| all | sounds);
        let fits = |known: &&Grapheme| known.sounds == 0 || known.sounds & all != 0;
        let fitting = GRAPHEMES.from.values().flatten().filter(fits);
        let may_have = fitting.fold(letters(word), |may, known| may | letters(&known.letters));
        Some(Self {
            word,
            has: letters(word),
            steps,
            begins,
            may_have,
        })
    }

    /// Whether another folded word may be the same name. Takes time in proportion to the lengths of both.
    #[must_use]
    pub fn is_like(&self, other: &str) -> bool {
        let (length, other) = (self.word.len(), other.as_bytes());
        if other.len() > 2 * length || length > 2 * other.len() {
            return false;
        }
        // Of nearly all words this is enough to know.
        if !(other.first()).is_some_and(|first| self.begins.contains(first)) {
            return false;
        }
        let has = letters(other);
        if has & !self.may_have != 0 || (has ^ self.has) & GRAPHEMES.plain != 0 {
            return false;
        }
        let Some(steps) = steps(other) else {
            return false;
        };
        // For each place in this word, up to which places of the other both agree.
        let mut agree = vec![0_u64; length + 1];
        let mut reach = |at: usize, places: u64| {
            let before = agree.get_mut(at).map(|known| {
                let before = *known;
                *known |= places;
                before
            });
            before.is_some_and(|before| before != before | places)
        };
        reach(0, 1);
        let mut waiting = vec![(0_usize, 0_usize)];
        let mut go = |waiting: &mut Vec<(usize, usize)>, to: usize, other_to: usize| {
            if reach(to, 1 << other_to) {
                waiting.push((to, other_to));
            }
        };
        while let Some((at, other_at)) = waiting.pop() {
            if at == length && other_at == other.len() {
                return true;
            }
            let mine = self.steps.get(at).map_or(&[][..], Vec::as_slice);
            let others = steps.get(other_at).map_or(&[][..], Vec::as_slice);
            let letter = self.word.get(at);
            if letter.is_some() && letter == other.get(other_at) {
                go(&mut waiting, at + 1, other_at + 1);
            }
            for &(read, sounds) in mine {
                if sounds == 0 {
                    go(&mut waiting, at + read, other_at);
                }
                for &(other_read, _) in others.iter().filter(|(_, heard)| heard & sounds != 0) {
                    go(&mut waiting, at + read, other_at + other_read);
                }
            }
            for &(other_read, _) in others.iter().filter(|&&(_, sounds)| sounds == 0) {
                go(&mut waiting, at, other_at + other_read);
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    fn alike(a: &str, b: &str) -> bool {
        let (a, b) = (fold(a), fold(b));
        let is = Heard::new(&a).unwrap().is_like(&b);
        assert_eq!(is, Heard::new(&b).unwrap().is_like(&a), "{a} {b}");
        is
    }

    #[test]
    fn the_sounds_are_read() {
        let known: usize = GRAPHEMES.from.values().map(Vec::len).sum();
        assert!(known > 50, "{known}");
        assert_eq!(GRAPHEMES.plain, letters(b"ablmnr"));
    }

    #[test]
    fn a_name_is_one_by_whatever_rules_it_was_written() {
        for names in [
            &[
                "Šojgu", "Shoigu", "Shojgu", "Sojgu", "Scioigu", "Sciojgu", "Schoigu", "Choïgou",
            ][..],
            &[
                "Kuznecov",
                "Kuznetsov",
                "Kuznezow",
                "Kuznetzoff",
                "Kuzniezov",
            ],
            &["Gorbačëv", "Gorbachev", "Gorbaciov", "Gorbatchev"],
            &["Chruščëv", "Khrushchev", "Krusciov"],
            &["Charkiv", "Kharkiv", "Harkiv"],
            &["Zelenskij", "Zelensky", "Zelenskyy", "Zelenskyj"],
            &["Žukov", "Zhukov", "Joukov", "Giukov"],
            &["Lukašenko", "Lukashenko", "Lukascenko", "Loukachenko"],
            &["Pëtr", "Piotr", "Pyotr"],
            &["Netanyahu", "Netanjahu", "Netaniau"],
            &["Kyjiv", "Kyiv"],
            &["Aleksej", "Alexei", "Alexey"],
        ] {
            for name in names {
                assert!(alike(names[0], name), "{} {name}", names[0]);
                assert_eq!(outline(&fold(names[0])), outline(&fold(name)));
            }
        }
        for (a, b) in [
            ("Šojgu", "Soggiu"),
            ("Lavrov", "Lavrova"),
            ("Putin", "Rutin"),
            ("Kim", "Kam"),
            ("Medvedev", "Medvedeva"),
            ("", "Putin"),
        ] {
            let (a, b) = (fold(a), fold(b));
            let heard = Heard::new(&a);
            assert!(!heard.is_some_and(|heard| heard.is_like(&b)), "{a} {b}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_word_is_like_itself(word in "[a-zé\u{448}]{1,20}") {
            proptest::prop_assert!(Heard::new(&word).unwrap().is_like(&word));
        }

        #[test]
        fn what_sounds_alike_has_one_outline(word in "[abhnrsc]{1,6}", other in "[abhnrsc]{1,6}") {
            if Heard::new(&word).unwrap().is_like(&other) {
                proptest::prop_assert_eq!(outline(&word), outline(&other));
            }
        }
    }
}
