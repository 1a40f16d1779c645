//! Which part of a page a text stands in, by what the page says of its elements: their names, and
//! the words of their classes and roles. Judging single lines is for
//! [`furniture`](crate::corpus::furniture).

use super::scan::Tag;

/// Where in a page a block stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Area {
    /// What the elements around it are.
    parts: u16,
    /// The number of the innermost element that holds an article, from 1.
    pub(super) article: u32,
    /// The number of the innermost element that says that it is not part of an article, from 1.
    pub(super) furniture: u32,
}

/// A kind of part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub(super) enum Part {
    /// Links to other pages.
    Navigation = 1,
    Aside = 2,
    Footer = 4,
    Form = 8,
    /// What is put between the paragraphs: shares, newsletters, advertisements.
    Furniture = 16,
    /// Who took a photograph.
    Credit = 32,
    /// The text under a picture.
    Caption = 64,
    /// The lines between title and text that say what it is about.
    Standfirst = 128,
    Byline = 256,
    Header = 512,
}

impl Area {
    /// Whether it stands in such a part.
    pub(super) const fn is(self, part: Part) -> bool {
        self.parts & part as u16 != 0
    }

    /// Whether it stands in a part that is nothing of an article.
    pub(super) const fn is_beside(self) -> bool {
        self.parts
            & (Part::Navigation as u16
                | Part::Aside as u16
                | Part::Footer as u16
                | Part::Form as u16
                | Part::Furniture as u16
                | Part::Credit as u16)
            != 0
    }

    fn with(mut self, part: Part) -> Self {
        self.parts |= part as u16;
        self
    }

    /// The area inside an element; `number` is one that no other element of the page has.
    pub(super) fn inside(self, name: &str, tag: &Tag<'_>, number: u32) -> Self {
        let mut area = Self { parts: 0, ..self };
        match name {
            "nav" => area = area.with(Part::Navigation),
            "aside" => area = area.with(Part::Aside),
            // Pages in the form of AMP have elements of their own for what others have classes for.
            "amp-sidebar" => area = area.with(Part::Navigation),
            "amp-consent"
            | "amp-user-notification"
            | "amp-ad"
            | "amp-embed"
            | "amp-sticky-ad"
            | "amp-social-share" => area = area.with(Part::Furniture),
            "footer" => area = area.with(Part::Footer),
            "header" => area = area.with(Part::Header),
            "form" | "fieldset" => area = area.with(Part::Form),
            "figcaption" => area = area.with(Part::Caption),
            "article" => area.article = number,
            _ => {}
        }
        if tag.attributes.len() > 3 && !matches!(name, "html" | "body" | "main" | "article") {
            for (attribute, value) in tag.attributes() {
                area = area.attribute(attribute, value);
            }
        }
        if area.is_beside() {
            area.furniture = number;
        }
        area.parts |= self.parts;
        area
    }

    fn attribute(mut self, attribute: &str, value: &str) -> Self {
        if value.is_empty() || value.len() > 1000 {
            return self;
        }
        let lower = |value: &str| value.to_ascii_lowercase();
        if attribute.eq_ignore_ascii_case("role") {
            match lower(value.trim()).as_str() {
                "navigation" | "menu" | "menubar" | "search" | "tablist" => {
                    self = self.with(Part::Navigation);
                }
                "complementary" => self = self.with(Part::Aside),
                "contentinfo" => self = self.with(Part::Footer),
                "form" => self = self.with(Part::Form),
                "dialog" | "alertdialog" | "alert" => self = self.with(Part::Furniture),
                _ => {}
            }
        } else if attribute.eq_ignore_ascii_case("itemprop") {
            match lower(value.trim()).as_str() {
                "author" | "datepublished" | "datemodified" => self = self.with(Part::Byline),
                "copyrightholder" => self = self.with(Part::Credit),
                _ => {}
            }
        } else if attribute.eq_ignore_ascii_case("rel") {
            if value.eq_ignore_ascii_case("author") {
                self = self.with(Part::Byline);
            }
        } else if attribute.eq_ignore_ascii_case("class") || attribute.eq_ignore_ascii_case("id") {
            let value = lower(value);
            for class in value.split_ascii_whitespace() {
                self = self.class(class);
            }
        }
        self
    }

    fn class(self, class: &str) -> Self {
        // What an element has, or is with, it is not.
        if ["has-", "with-", "no-", "without-", "hide-"]
            .iter()
            .any(|with| class.starts_with(with))
        {
            return self;
        }
        if matches!(
            class,
            "most-read"
                | "read-more"
                | "readmore"
                | "read-also"
                | "leggi-anche"
                | "leggianche"
                | "skip-link"
                | "back-to-top"
                | "toc"
                | "mw-editsection"
                | "mw-jump-link"
                | "navbox"
                | "catlinks"
                | "printfooter"
                | "newsletter-box"
                | "ti-potrebbe-interessare"
        ) {
            return self.with(Part::Furniture);
        }
        let mut area = self;
        for word in class.split(|c: char| !c.is_ascii_alphanumeric()) {
            area = match word {
                "newsletter" | "newsletters" | "share" | "sharing" | "sharebar"
                | "sharebuttons" | "sharedaddy" | "social" | "socials" | "related" | "relateds"
                | "correlati" | "correlate" | "recirculation" | "recirc" | "recommended"
                | "recommendations" | "consigliati" | "cookie" | "cookies" | "cookiebanner"
                | "consent" | "gdpr" | "iubenda" | "onetrust" | "advertisement" | "advertising"
                | "advert" | "adverts" | "ads" | "adv" | "adsbygoogle" | "adsense" | "sponsor"
                | "sponsored" | "outbrain" | "taboola" | "comments" | "commenti" | "disqus"
                | "pagination" | "popup" | "modal" | "overlay" | "sidebar" | "signup" | "promo"
                | "promobox" | "toolbar" | "noprint" | "relatedposts" | "addtoany"
                | "sharethis" | "piuletti" | "teaser" | "teasers" => area.with(Part::Furniture),
                "breadcrumb" | "breadcrumbs" | "navbar" | "menu" | "submenu" | "navigation" => {
                    area.with(Part::Navigation)
                }
                "footer" => area.with(Part::Footer),
                "credit" | "credits" | "copyright" | "photographer" | "crediti" => {
                    area.with(Part::Credit)
                }
                "caption" | "didascalia" => area.with(Part::Caption),
                "subtitle" | "subheadline" | "subhead" | "standfirst" | "summary" | "sommario"
                | "sottotitolo" | "occhiello" | "catenaccio" | "deck" | "dek" | "lede" | "lead"
                | "intro" | "excerpt" => area.with(Part::Standfirst),
                "byline" | "author" | "authors" | "autore" | "firma" | "dateline" | "timestamp"
                | "pubdate" | "published" | "meta" | "postmeta" => area.with(Part::Byline),
                _ => area,
            };
        }
        area
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_what_their_parts_are() {
        let inside = |name, attributes| {
            Area::default().inside(
                name,
                &Tag {
                    name,
                    attributes,
                    closed: false,
                },
                7,
            )
        };
        for (name, attributes, part) in [
            ("nav", "", Part::Navigation),
            ("div", " class=\"box box--newsletter\"", Part::Furniture),
            ("div", " id=social-share", Part::Furniture),
            ("div", " role=\"contentinfo\"", Part::Footer),
            ("span", " class='photo_credit'", Part::Credit),
            ("p", " class=article__subtitle", Part::Standfirst),
            ("a", " rel=author", Part::Byline),
        ] {
            assert!(inside(name, attributes).is(part), "{name}{attributes}");
        }
        for attributes in [
            " class=article-body",
            " class=shared-history",
            " id=adventure",
        ] {
            assert_eq!(inside("div", attributes), Area::default());
        }
        assert_eq!(inside("article", "").article, 7);
        assert_eq!(inside("aside", "").furniture, 7);
    }
}
