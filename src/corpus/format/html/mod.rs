//! HTML: what its elements say becomes blocks and spans. The parts are read by [`scan`] (tags and
//! texts), [`words`] (characters and white space) and [`flow`] (structure); which of them is an
//! article is for whoever holds a page.

use super::Draft;

mod element;
mod entity;
mod flow;
mod lines;
mod list;
mod marks;
mod scan;
mod stack;
mod table;
mod target;
#[cfg(test)]
mod tests;
mod words;

/// Reads a fragment of HTML (the entry of a feed, a chapter, a mail) into blocks and spans at the
/// end of the draft. `html` need not be clean; what becomes text is. Time is linear, and nesting
/// beyond 256 elements and attributes beyond 1,000 of a tag are cut, which is a problem of the
/// draft. What the fragment hides, and scripts and styles, give no text.
pub(super) fn fragment(html: &str, draft: &mut Draft) {
    flow::read(html, draft);
}
