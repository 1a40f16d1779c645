//! Who is named together with whom: in the same article, and in the same paragraph of one.

use std::collections::{HashMap, HashSet};

use super::Entry;
use crate::actors::roster::Roster;
use crate::actors::{ActorId, Mention};
use crate::corpus::Article;

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

/// See [`Entry::passages`]; `actors` are those of the entry.
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
    entries: impl Iterator<Item = &'a Entry>,
    among: Option<&HashSet<ActorId>>,
) -> Vec<Pair> {
    let mut resolved: HashMap<&ActorId, ActorId> = HashMap::new();
    let mut counts: HashMap<[ActorId; 2], (u32, u32)> = HashMap::new();
    for entry in entries {
        let named: Vec<Option<ActorId>> = entry
            .actors
            .iter()
            .take(MOST_PAIRED)
            .map(|(id, _)| {
                let id = resolved.entry(id).or_insert_with(|| roster.resolve(id));
                among
                    .is_none_or(|among| among.contains(id))
                    .then(|| id.clone())
            })
            .collect();
        let mut pair = |ids: &mut Vec<&ActorId>, in_passage: bool| {
            ids.sort_unstable();
            ids.dedup();
            for (at, &one) in ids.iter().enumerate() {
                for &other in ids.iter().skip(at + 1) {
                    let count = counts.entry([one.clone(), other.clone()]).or_default();
                    if in_passage {
                        count.1 += 1;
                    } else {
                        count.0 += 1;
                    }
                }
            }
        };
        pair(&mut named.iter().flatten().collect(), false);
        for passage in entry.passages.split(|&place| place == NEXT) {
            let here = passage
                .iter()
                .filter_map(|&place| named.get(usize::from(place))?.as_ref());
            pair(&mut here.collect(), true);
        }
    }
    let mut pairs: Vec<Pair> = counts
        .into_iter()
        .map(|(actors, (articles, passages))| Pair {
            actors,
            articles,
            passages,
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
            catalogue.add(&annotate::prepare(article, dictionary));
        }
        let roster = &catalogue.roster;
        let entries = || catalogue.entries.iter().map(|entry| &**entry);
        let pairs = together(roster, entries(), None);
        let names = |entry: &Entry, id: &ActorId| {
            let mut actors = entry.actors.iter();
            actors.any(|(actor, _)| roster.resolve(actor) == *id)
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
