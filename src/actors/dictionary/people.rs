//! The people of a dictionary by the sounds of their names, so that those are found whose name is close to one
//! that a text has. What is close is decided by recognition and by [`crate::actors::spelling`].

use super::{Dictionary, Entry};
use crate::actors::ActorKind;
use crate::actors::spelling::{ends, sound};
use crate::text::hash::Table;

/// Letters of a surname that is looked up alone.
const SHORTEST: usize = 6;

/// The number of a person, and the sound of a name.
type Sounded = (u32, Box<str>);

/// People by letters of their names' sounds.
#[derive(Debug, Default)]
pub(super) struct People {
    by_name: Table<[char; 3], Vec<Sounded>>,
    by_surname: Table<[char; 3], Vec<Sounded>>,
}

impl People {
    fn of(entries: &[Entry]) -> Self {
        let mut people = Self::default();
        for (number, entry) in (0..).zip(entries) {
            if entry.actor.kind != ActorKind::Person || entry.is.is_some() {
                continue;
            }
            for name in std::iter::once(&entry.actor.name).chain(&entry.actor.aliases) {
                let heard = sound(name);
                if let Some((_, family)) = ends(&heard).filter(|(_, it)| it.len() >= SHORTEST) {
                    let alike = people.by_surname.entry(beginning(family)).or_default();
                    if !alike
                        .iter()
                        .any(|(known, it)| *known == number && **it == *family)
                    {
                        alike.push((number, family.into()));
                    }
                }
                let (whole, gap) = (beginning(&heard), without_second(&heard));
                if gap != whole {
                    let alike = people.by_name.entry(gap).or_default();
                    alike.push((number, heard.as_str().into()));
                }
                let alike = people.by_name.entry(whole).or_default();
                alike.push((number, heard.into()));
            }
        }
        people
    }
}

impl Dictionary {
    /// The people, with the sound of each of their names, whose given and family names begin like
    /// those of the name that sounds as `heard`, or would if the second letter of the family name were left out.
    pub(crate) fn people_like(&self, heard: &str) -> impl Iterator<Item = (u32, &str)> {
        alike(&self.people().by_name, heard)
    }

    /// The people, with the sounds of their family names, whose long family names begin like the one that sounds
    /// as `heard`.
    pub(crate) fn surnames_like(&self, heard: &str) -> impl Iterator<Item = (u32, &str)> {
        alike(&self.people().by_surname, heard)
    }

    fn people(&self) -> &People {
        self.people.get_or_init(|| People::of(&self.entries))
    }
}

fn alike<'a>(
    people: &'a Table<[char; 3], Vec<Sounded>>,
    heard: &str,
) -> impl Iterator<Item = (u32, &'a str)> + use<'a> {
    let alike = people.get(&beginning(heard)).into_iter().flatten();
    alike.map(|(number, sound)| (*number, &**sound))
}

/// The first letter of a name, and the first two of its last word.
fn beginning(heard: &str) -> [char; 3] {
    letters(heard, 1)
}

/// The same, if the second letter of the last word were left out.
fn without_second(heard: &str) -> [char; 3] {
    letters(heard, 2)
}

fn letters(heard: &str, second: usize) -> [char; 3] {
    let last = heard.rsplit(' ').next().unwrap_or_default();
    let letters = [
        heard.chars().next(),
        last.chars().next(),
        last.chars().nth(second),
    ];
    letters.map(|letter| letter.unwrap_or(' '))
}
