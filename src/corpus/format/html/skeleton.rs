//! A page as bounded HTML for a tree builder: what is visible of it, well nested, with the few
//! attributes by which an article is found. Depth and attributes are capped by whoever writes it.

use super::element::Element;
use super::scan::Tag;

/// The longest class or id that is kept, in bytes.
const LONGEST: usize = 200;

/// The page so far.
#[derive(Debug, Default)]
pub(super) struct Skeleton {
    pub(super) html: String,
    /// How deep its elements are, in all.
    pub(super) work: usize,
    depth: usize,
}

impl Skeleton {
    pub(super) fn open(&mut self, name: &str, tag: &Tag<'_>) {
        if matches!(name, "html" | "body" | "head") || !is_name(name) {
            return;
        }
        self.depth += 1;
        self.work += self.depth;
        self.html.push('<');
        self.html.push_str(name);
        if tag.attributes.len() > 3 {
            for (attribute, value) in tag.attributes() {
                self.attribute(attribute, value);
            }
        }
        self.html.push('>');
    }

    fn attribute(&mut self, attribute: &str, value: &str) {
        let kept = ["class", "id", "role", "itemprop", "rel", "colspan"]
            .into_iter()
            .find(|kept| kept.eq_ignore_ascii_case(attribute));
        let (name, value) = match kept {
            Some(name) if value.len() <= LONGEST => (name, value),
            None if attribute.eq_ignore_ascii_case("href") => {
                ("href", if value.starts_with('#') { "#x" } else { "/" })
            }
            _ => return,
        };
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        self.html
            .extend(value.chars().filter(|c| !matches!(c, '"' | '<' | '>')));
        self.html.push('"');
    }

    pub(super) fn close(&mut self, name: &str) {
        if matches!(name, "html" | "body" | "head") || !is_name(name) {
            return;
        }
        self.depth = self.depth.saturating_sub(1);
        self.html.push_str("</");
        self.html.push_str(name);
        self.html.push('>');
    }

    /// An element that holds nothing.
    pub(super) fn empty(&mut self, element: Element) {
        self.work += self.depth + 1;
        self.html.push_str(match element {
            Element::Break => "<br>",
            Element::Rule => "<hr>",
            Element::Image => "<img src=\"x.jpg\">",
            _ => "<input>",
        });
    }

    pub(super) fn text(&mut self, text: &str, references: bool) {
        // Signs are no words, and the library takes long to write these.
        let mut rest = text;
        while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
            let (before, sign) = rest.split_at(at);
            self.html.push_str(before);
            let reference = ["&amp;", "&lt;", "&gt;"]
                .into_iter()
                .find(|known| references && sign.starts_with(known));
            let known = reference.is_some() || !references || sign.starts_with('<');
            self.html.push(if known { '+' } else { '&' });
            rest = sign
                .get(reference.map_or(1, str::len)..)
                .unwrap_or_default();
        }
        self.html.push_str(rest);
    }
}

/// Whether a name means the same to the tree builder.
fn is_name(name: &str) -> bool {
    name.len() <= 32
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !matches!(name, "plaintext" | "xmp" | "listing" | "math" | "frameset")
}
