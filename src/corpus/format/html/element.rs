//! The elements of HTML by what they do to the text: which begin a block, which mark a part of a
//! line, which hold nothing to read.

use super::scan::Tag;

/// What an element does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// Begins and ends a block.
    Block,
    /// A paragraph, which ends where the next block begins.
    Paragraph,
    /// A heading and its level.
    Heading(u8),
    Quote,
    List {
        ordered: bool,
    },
    Item,
    /// A term or its description.
    Description,
    Preformatted,
    Table,
    TableSection,
    Row,
    Cell,
    Caption,
    Emphasis,
    Strong,
    Code,
    Link,
    Superscript,
    /// Words between quotation marks that the browser adds.
    QuotationMarks,
    /// Part of a line, and no more.
    Inline,
    /// Nothing in it is text.
    Skipped,
    Break,
    Rule,
    Image,
    Checkbox,
    /// Never holds anything.
    Empty,
}

impl Element {
    /// What the element of this name does; the name is in lower case.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "p" => Self::Paragraph,
            "a" => Self::Link,
            "br" => Self::Break,
            "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "figure"
            | "figcaption"
            | "address"
            | "form"
            | "fieldset"
            | "legend"
            | "center"
            | "details"
            | "summary"
            | "hgroup"
            | "body"
            | "html"
            | "dl"
            | "search"
            | "marquee"
            | "amp-sidebar"
            | "amp-consent"
            | "amp-user-notification"
            | "amp-ad"
            | "amp-embed"
            | "amp-sticky-ad"
            | "amp-social-share" => Self::Block,
            "li" => Self::Item,
            "ul" | "menu" | "dir" => Self::List { ordered: false },
            "ol" => Self::List { ordered: true },
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "em" | "i" | "cite" | "dfn" | "var" => Self::Emphasis,
            "strong" | "b" => Self::Strong,
            "code" | "kbd" | "samp" | "tt" => Self::Code,
            "td" | "th" => Self::Cell,
            "tr" => Self::Row,
            "table" => Self::Table,
            "thead" | "tbody" | "tfoot" => Self::TableSection,
            "caption" => Self::Caption,
            "blockquote" => Self::Quote,
            "pre" | "listing" | "xmp" | "plaintext" => Self::Preformatted,
            "dt" | "dd" => Self::Description,
            "sup" => Self::Superscript,
            "q" => Self::QuotationMarks,
            "hr" => Self::Rule,
            "img" => Self::Image,
            "input" => Self::Checkbox,
            "script" | "style" | "noscript" | "template" | "head" | "title" | "svg" | "iframe"
            | "object" | "audio" | "video" | "canvas" | "select" | "datalist" | "textarea"
            | "button" | "dialog" | "noembed" | "noframes" | "annotation" | "annotation-xml"
            | "progress" | "meter" | "map" | "optgroup" | "option" => Self::Skipped,
            "area" | "base" | "col" | "embed" | "link" | "meta" | "param" | "source" | "track"
            | "wbr" | "basefont" | "bgsound" | "frame" | "keygen" => Self::Empty,
            _ => Self::Inline,
        }
    }

    /// Whether it ends an open paragraph, and begins a block of its own.
    pub(super) const fn is_block(self) -> bool {
        matches!(
            self,
            Self::Block
                | Self::Paragraph
                | Self::Heading(_)
                | Self::Quote
                | Self::List { .. }
                | Self::Item
                | Self::Description
                | Self::Preformatted
                | Self::Table
                | Self::TableSection
                | Self::Row
                | Self::Cell
                | Self::Caption
                | Self::Rule
        )
    }

    /// Whether an end tag never closes anything that stands around this element.
    pub(super) const fn is_boundary(self) -> bool {
        matches!(self, Self::Cell | Self::Table | Self::Caption)
    }

    /// Whether it is a part of a table, whose end tags reach through cells.
    pub(super) const fn is_of_table(self) -> bool {
        matches!(
            self,
            Self::Table | Self::TableSection | Self::Row | Self::Cell | Self::Caption
        )
    }
}

/// Whether the author of a page hides what the element holds; with `aria`, what is hidden from
/// screen readers is hidden too.
pub(super) fn is_hidden(tag: &Tag<'_>, aria: bool) -> bool {
    if tag.attributes.len() < 6 {
        return false;
    }
    tag.attributes().any(|(name, value)| match name.len() {
        6 => name.eq_ignore_ascii_case("hidden") && !value.eq_ignore_ascii_case("until-found"),
        11 => {
            aria && name.eq_ignore_ascii_case("aria-hidden")
                && value.trim().eq_ignore_ascii_case("true")
        }
        5 => {
            name.eq_ignore_ascii_case("style") && hides(value)
                || name.eq_ignore_ascii_case("class")
                    && value.split_ascii_whitespace().any(is_no_text)
        }
        _ => false,
    })
}

/// Whether a style makes its element invisible.
fn hides(style: &str) -> bool {
    if style.len() > 10_000 {
        return false;
    }
    let style: String = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    style.split(';').any(|rule| {
        let rule = rule.strip_suffix("!important").unwrap_or(rule);
        matches!(
            rule,
            "display:none"
                | "visibility:hidden"
                | "visibility:collapse"
                | "opacity:0"
                | "opacity:0.0"
                | "font-size:0"
                | "font-size:0px"
                | "mso-hide:all"
        )
    })
}

/// The classes by which pages mark what is there for screen readers only, and the signs beside
/// headings that link to them.
fn is_no_text(class: &str) -> bool {
    matches!(
        class,
        "sr-only"
            | "visually-hidden"
            | "visuallyhidden"
            | "screen-reader-text"
            | "screen-reader-only"
            | "u-visually-hidden"
            | "show-for-sr"
            | "a11y-hidden"
            | "element-invisible"
            | "headerlink"
            | "hash-link"
            | "heading-anchor"
            | "anchorjs-link"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn x7_what_is_hidden() {
        for (attributes, hidden) in [
            (" hidden", true),
            (" hidden=\"\"", true),
            (" hidden=until-found", false),
            (" aria-hidden=true", true),
            (" aria-hidden=false", false),
            (" style=\"color: red; Display : NONE !important\"", true),
            (" style=\"display:block\"", false),
            (" class=\"nota sr-only\"", true),
            (" class=\"hidden-agenda\"", false),
        ] {
            let tag = Tag {
                name: "p",
                attributes,
                closed: false,
            };
            assert_eq!(is_hidden(&tag, true), hidden, "{attributes}");
        }
    }
}
