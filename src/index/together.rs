//! Who is named together with whom: in the same article, and in the same paragraph of one.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

use super::Entry;
use crate::actors::roster::{Number, Roster};
use crate::actors::{ActorId, Mention};
use crate::corpus::Article;
use crate::text::hash::Direct;

/// Stands between two paragraphs in [`Entry::passages`].
pub const NEXT: u16 = u16::MAX;
/// Of an article that names more, those named most often are paired: a list is no company.
pub const MOST_PAIRED: usize = 200;

/// Two actors, and how often they are named together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The two, by id.
    pub actors: [ActorId; 2],
    /// Articles that name both.
    pub articles: u32,
    /// Paragraphs that name both.
    pub passages: u32,
}

/// See [`super::found::Findings::passages`]; `actors` are those of the same findings.
#[must_use]
pub(super) fn passages(
    article: &Article,
    mentions: &[Mention],
    actors: &[(ActorId, u32)],
) -> Box<[u16]> {
    let places: HashMap<&ActorId, u16> = actors
        .iter()
        .take(MOST_PAIRED)
        .zip(0..)
        .map(|((actor, _), place)| (actor, place))
        .collect();
    let mut passages = Vec::new();
    let mut mentions = mentions.iter().peekable();
    for block in &article.blocks {
        let mut here: Vec<u16> = Vec::new();
        while let Some(mention) = mentions.next_if(|mention| mention.range.start < block.range.end)
        {
            here.extend(places.get(&mention.actor));
        }
        here.sort_unstable();
        here.dedup();
        if here.len() > 1 {
            if !passages.is_empty() {
                passages.push(NEXT);
            }
            passages.extend(here);
        }
    }
    passages.into()
}

/// The pairs that `entries` name together, the most often together first. With `among`, only pairs
/// of these; they are ids that `roster` resolves to themselves.
#[must_use]
pub fn together<'a>(
    roster: &Roster,
    entries: impl Iterator<Item = Entry<'a>>,
    among: Option<&HashSet<ActorId>>,
) -> Vec<Pair> {
    let among: Option<HashSet<Number>> =
        among.map(|among| among.iter().filter_map(|id| roster.number(id)).collect());
    let mut counts: HashMap<u64, (u32, u32), BuildHasherDefault<Direct>> = HashMap::default();
    for entry in entries {
        let named: Vec<Option<Number>> = entry
            .actors()
            .take(MOST_PAIRED)
            .map(|(actor, _)| {
                let actor = roster.who(actor);
                let fits = among.as_ref().is_none_or(|among| among.contains(&actor));
                // Who is hidden is nobody.
                (fits && roster.kind(actor).is_some()).then_some(actor)
            })
            .collect();
        let mut pair = |ids: &mut Vec<Number>, in_passage: bool| {
            ids.sort_unstable();
            ids.dedup();
            for (at, &one) in ids.iter().enumerate() {
                for &other in ids.iter().skip(at + 1) {
                    let both = u64::from(one) << 32 | u64::from(other);
                    let count = counts.entry(both).or_default();
                    if in_passage {
                        count.1 += 1;
                    } else {
                        count.0 += 1;
                    }
                }
            }
        };
        pair(&mut named.iter().flatten().copied().collect(), false);
        for passage in entry.passages().split(|&place| place == NEXT) {
            let here = passage
                .iter()
                .filter_map(|&place| *named.get(usize::from(place))?);
            pair(&mut here.collect(), true);
        }
    }
    let mut pairs: Vec<Pair> = counts
        .into_iter()
        .map(|(both, (articles, passages))| {
            let id = |number: u64| ActorId(roster.id(number as Number).into());
            let mut actors = [id(both >> 32), id(both & u64::from(Number::MAX))];
            actors.sort_unstable();
            Pair {
                actors,
                articles,
                passages,
            }
        })
        .collect();
    pairs.sort_by(|a, b| {
        (b.articles, b.passages, &a.actors).cmp(&(a.articles, a.passages, &b.actors))
    });
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::dictionary::Dictionary;
    use crate::corpus::seeds;
    use crate::index::annotate;
    use crate::index::catalogue::Catalogue;

    #[test]
    fn pairs_agree_with_the_articles() {
        let dictionary = Dictionary::embedded();
        let mut catalogue = Catalogue::new(dictionary);
        for article in seeds::articles() {
            catalogue.add(&annotate::prepare(
                article,
                dictionary,
                jiff::civil::Date::MAX,
            ));
        }
        let roster = &catalogue.roster;
        let entries = || catalogue.entries.iter();
        let pairs = together(roster, entries(), None);
        let names = |entry: &Entry<'_>, id: &ActorId| {
            let mut actors = entry.actors();
            actors.any(|(actor, _)| *roster.id(roster.who(actor)) == *id.0)
        };
        for pair in &pairs {
            let [a, b] = &pair.actors;
            let both = entries().filter(|entry| names(entry, a) && names(entry, b));
            assert_eq!(both.count(), pair.articles as usize, "{a} {b}");
        }
        let id = |id: &str| ActorId(id.into());
        let two = HashSet::from([id("person:kim-jong-un"), id("person:vladimir-putin")]);
        let among = together(roster, entries(), Some(&two));
        assert_eq!(among.len(), 1);
        assert!(pairs.contains(&among[0]));
        assert!(among[0].passages >= 3, "{among:?}");
    }
}
