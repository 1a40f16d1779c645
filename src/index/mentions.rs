//! Where the articles name one actor: the sentence of each mention, and why it means the actor.

use std::sync::Arc;

use super::library::Library;
use crate::actors::roster::Roster;
use crate::actors::why;
use crate::actors::{ActorId, How};
use crate::corpus::{ArticleId, Head};
use crate::edtf::Edtf;
use crate::text::TextRange;
use crate::text::segment;

/// Mentions that are told of one actor.
pub const MOST: usize = 500;
/// Articles that are opened for them.
const MOST_OPENED: usize = 200;

/// A mention of an actor, with what is around it.
#[derive(Clone, Debug)]
pub struct Passage {
    /// In which article.
    pub article: ArticleId,
    /// Its date.
    pub date: Option<Edtf>,
    /// The sentence, in the article's text.
    pub sentence: TextRange,
    /// The sentence on one line.
    pub text: String,
    /// The mention in `text`.
    pub mark: TextRange,
    /// By what: a name, an adjective, a role.
    pub how: How,
    /// Whether nothing else was likely.
    pub sure: bool,
    /// By what and how it was recognised.
    pub found: String,
    /// Why it means the actor.
    pub why: String,
}

impl Passage {
    /// What the text calls the actor here.
    #[must_use]
    pub fn named(&self) -> &str {
        self.mark.of(&self.text)
    }
}

/// The mentions of `actor` in these articles, in their order, and whether there are more.
#[must_use]
pub fn passages(
    library: &Library,
    roster: &Roster,
    actor: &ActorId,
    heads: &[Arc<Head>],
) -> (Vec<Passage>, bool) {
    let mut found = Vec::new();
    for head in heads.iter().take(MOST_OPENED) {
        // One that is gone meanwhile has nothing to tell.
        let Ok(annotated) = library.open(head) else {
            continue;
        };
        let text = &annotated.article.text;
        let mut sentences: Vec<TextRange> = Vec::new();
        let mut block_end = 0;
        for mention in &annotated.mentions {
            let mention = &roster.seen(mention);
            if mention.actor != *actor {
                continue;
            }
            if found.len() >= MOST {
                return (found, true);
            }
            if mention.range.start >= block_end {
                let blocks = &annotated.article.blocks;
                let block = blocks
                    .iter()
                    .find(|block| block.range.covers(mention.range));
                let Some(block) = block else { continue };
                block_end = block.range.end;
                sentences = segment::sentences(text, block.range, head.lang);
            }
            let sentence = sentences
                .iter()
                .find(|sentence| sentence.contains(mention.range.start))
                .copied()
                .unwrap_or(mention.range);
            let before = TextRange::new(sentence.start, mention.range.start);
            let before = one_line(before.of(text));
            let named = one_line(mention.range.of(text));
            let after = TextRange::new(mention.range.end, sentence.end.max(mention.range.end));
            let mark = TextRange::new(before.len(), before.len() + named.len());
            found.push(Passage {
                article: head.id,
                date: annotated.article.head.date,
                sentence,
                text: format!("{before}{named}{}", one_line(after.of(text))),
                mark,
                how: mention.how,
                sure: mention.sure,
                found: why::found_by(mention),
                why: why::why(mention, text, roster.name(actor, head.lang)),
            });
        }
    }
    (found, heads.len() > MOST_OPENED)
}

/// A text without line ends, as long as it was.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}
