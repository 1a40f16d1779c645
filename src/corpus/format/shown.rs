//! Drafts as tests look at them.

use super::Draft;
use crate::corpus::BlockKind;

/// The blocks, each with a sign of its kind.
pub(super) fn signed(draft: &Draft) -> Vec<String> {
    let signed = |block: &crate::corpus::Block| {
        let sign = match block.kind {
            BlockKind::Title => "T ".to_owned(),
            BlockKind::Heading(level) => format!("#{level} "),
            BlockKind::Paragraph => "¶ ".to_owned(),
            BlockKind::Quote => "> ".to_owned(),
            BlockKind::Item { depth } => format!("{depth} "),
            BlockKind::Verbatim => "= ".to_owned(),
            BlockKind::Rule => "- ".to_owned(),
        };
        sign + block.range.of(&draft.text)
    };
    draft.blocks.iter().map(signed).collect()
}

/// The texts of the blocks with `|` between them.
pub(super) fn joined(draft: &Draft) -> String {
    let texts = draft.blocks.iter().map(|block| block.range.of(&draft.text));
    texts.collect::<Vec<_>>().join("|")
}
