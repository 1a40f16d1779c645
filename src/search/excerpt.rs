//! Which part of a long text is worth recognising for the passage of it: recognising all of it for a few
//! lines would hold up what is asked next. What the passage is of that is left to `passage`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use memchr::memmem;

use super::matcher::Matcher;
use super::passage::block_at;
use crate::actors::ActorId;
use crate::corpus::{Article, Block};
use crate::index::Entry;
use crate::index::catalogue::Catalogue;
use crate::text::TextRange;

/// Of a text with more bytes a part is enough.
const LONG: usize = 1 << 16;
/// Bytes of the blocks that are recognised then.
const ENOUGH: usize = 1 << 15;
/// A longer block is recognised so far before and after what is looked for.
const AROUND: usize = 1 << 11;
/// Places of one kind beyond these are not looked at.
const MOST: usize = 1 << 12;

/// What may stand in a block of what is looked for.
#[derive(Clone, Copy)]
enum Sort {
    Words = 1,
    Actor = 2,
    Date = 4,
}

/// The sorts of it that a block has, and where the first is.
type Seen = (u8, TextRange);

impl Matcher {
    /// The blocks in which words, actors and dates that are looked for seem to meet, in order, by what
    /// `catalogue` knows of this article and by the names in its text; `None` where the text is so
    /// short that all of it may as well be recognised.
    pub(super) fn worthwhile(
        &self,
        article: &Article,
        entry: Entry<'_>,
        catalogue: &Catalogue,
    ) -> Option<Vec<Block>> {
        if article.text.len() <= LONG {
            return None;
        }
        let mut seen: BTreeMap<usize, (Block, Seen)> = BTreeMap::new();
        let mut see = |place: TextRange, sort: Sort| {
            if let Some(block) = block_at(article, place.start) {
                let known = seen.entry(block.range.start).or_insert((block, (0, place)));
                known.1.0 |= sort as u8;
            }
        };
        for place in self.word_places(article).take(MOST) {
            see(place, Sort::Words);
        }
        let roster = &catalogue.roster;
        let is_meant = |id: &_| self.actor_term(id).is_some();
        for (actor, _) in entry.actors() {
            if !is_meant(&ActorId(roster.id(actor).into())) {
                continue;
            }
            for name in roster.names(actor).filter(|name| !name.is_empty()) {
                let places = memmem::find_iter(article.text.as_bytes(), name);
                for at in places.take(MOST) {
                    see(TextRange::new(at, at + name.len()), Sort::Actor);
                }
            }
        }
        for report in entry.told().as_packed(catalogue.key()) {
            if report.actors.iter().any(is_meant) {
                see(report.sentence, Sort::Actor);
            }
            let dated = |period: &super::query::Period| period.is_told_by(&report.date);
            if self.periods().iter().any(dated) {
                see(report.expression, Sort::Date);
            }
        }
        let mut best: Vec<(Block, Seen)> = seen.into_values().collect();
        best.sort_by_key(|(block, (sorts, _))| (Reverse(sorts.count_ones()), block.range.start));
        let mut left = ENOUGH;
        let mut blocks: Vec<Block> = (best.into_iter())
            .map(|(block, (_, place))| near(article, block, place))
            .take_while(|block| {
                let begins = left > 0;
                left = left.saturating_sub(block.range.len());
                begins
            })
            .collect();
        blocks.sort_by_key(|block| block.range.start);
        Some(blocks)
    }
}

/// The block, or where it is long what stands in it around a place.
fn near(article: &Article, block: Block, place: TextRange) -> Block {
    if block.range.len() <= ENOUGH {
        return block;
    }
    let from = place.start.saturating_sub(AROUND).max(block.range.start);
    let to = place.end.saturating_add(AROUND).min(block.range.end);
    let (from, to) = (
        article.text.ceil_char_boundary(from),
        article.text.floor_char_boundary(to),
    );
    Block {
        range: TextRange::new(from, to.max(from)),
        ..block
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::actors::dictionary::Dictionary;
    use crate::corpus::load::{self, Inputs};
    use crate::index::build;
    use crate::index::library::{DEFAULT_BUDGET, Library};
    use crate::search::query::Query;
    use crate::search::request::Request;
    use crate::search::worker;

    #[test]
    fn of_a_long_text_the_best_passage_is_found_and_the_rest_is_not_recognised_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut text =
            "Il faro di Capo Grigio\n\nIl 3 maggio 2024 il faro ha ripreso servizio.\n\n"
                .to_owned();
        for number in 0..3000 {
            text +=
                &format!("Vladimir Putin ha scritto la lettera numero {number} al guardiano.\n\n");
        }
        text +=
            "Nel marzo del 2021 Vladimir Putin aveva donato al faro una lanterna di ottone.\n\n";
        text += &"Il mare era calmo e la nebbia copriva gli scogli.\n\n".repeat(2000);
        std::fs::write(folder.path().join("faro.txt"), text).unwrap();
        let inputs = Inputs {
            paths: vec![folder.path().to_owned()],
            ..Inputs::default()
        };
        let dictionary = Arc::new(Dictionary::with_user(&[]).0);
        let library = Library::new(dictionary, load::MAX_BYTES, DEFAULT_BUDGET);
        let catalogue = build::whole(&inputs, &library);
        let head = catalogue.entries.get(0).unwrap().head();
        for lens in [
            "actor:putin lanterna",
            "actor:putin date:2021",
            "date:2021-03",
        ] {
            library.forget(head.id);
            let request = Request {
                generation: 1,
                query: Query::parse(lens).query,
                sort: crate::search::request::Sort::default(),
                passages: 10,
                catalogue: Arc::clone(&catalogue),
                kept: Arc::default(),
            };
            let found = worker::run(&request, &library).found;
            let row = found.iter().next().unwrap();
            let passage = row.passage.unwrap();
            assert!(
                passage.text.contains("lanterna di ottone"),
                "{lens}: {}",
                passage.text
            );
            let matcher = Matcher::new(&request.query, &catalogue, &request.kept);
            let part = library.open_part(&head, |article| {
                matcher.worthwhile(article, row.entry, &catalogue)
            });
            let part = part.unwrap();
            let told = part.mentions.len();
            assert!((1..1500).contains(&told), "{lens}: {told}");
            assert_eq!(part.article.blocks.len(), 5003, "{lens}");
        }
        assert!(library.open(&head).unwrap().mentions.len() > 3000);
    }
}
