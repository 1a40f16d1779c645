//! Following links: the ones on the screen are numbered, and a number chooses. A link within the
//! text is gone to; an address is shown before the same key opens it (promise S1).

use crate::corpus::SpanKind;
use crate::text::TextRange;
use crate::text::address;

use super::action::{Action, Context};
use super::effect::Effect;
use super::key::{Key, KeyCode};
use super::keymap::Lookup;
use super::notice::Severity;
use super::{App, Awaited, Target};

/// The most links that are numbered at once.
const MOST: usize = 99;
/// The most columns of an address in a notice.
const SHOWN: usize = 200;

/// The numbered links of the screen, while one of them is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The links, the first of which has the number 1.
    pub links: Vec<Link>,
    /// The digits typed so far.
    pub typed: String,
}

/// A link of the open article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The text of the link.
    pub range: TextRange,
    /// Where it leads.
    pub goal: Goal,
    /// The host of another address that the text claims to be.
    pub claims: Option<String>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// To this byte of the same text.
    Place(usize),
    /// To a web or mail address.
    Address(String),
}

/// Whether an address may be given to the browser.
pub(super) fn is_safe(address: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| {
        address
            .get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    })
}

impl App {
    /// `o`: opens the address that was just shown; else numbers the links on the screen; else shows
    /// the address of the article.
    pub(super) fn open_link(&mut self) -> Vec<Effect> {
        if let Some(address) = self.shown_url.take() {
            return vec![Effect::OpenUrl(address)];
        }
        let links = self.visible_links();
        if links.is_empty() {
            return self.open_source();
        }
        if let Some(open) = &mut self.reader.open {
            open.links = Some(Links {
                links,
                typed: String::new(),
            });
            self.awaited = Some(Awaited::Link);
        }
        Vec::new()
    }

    /// The links whose text begins on the screen.
    fn visible_links(&self) -> Vec<Link> {
        let mut lines = self.reader.visible().map(|(_, line)| line.range);
        let (Some(open), Some(first)) = (&self.reader.open, lines.next()) else {
            return Vec::new();
        };
        let view = TextRange::new(first.start, lines.last().unwrap_or(first).end);
        let article = &open.annotated.article;
        article
            .spans
            .iter()
            .filter(|span| (view.start..view.end).contains(&span.range.start))
            .filter_map(|span| {
                let goal = match &span.kind {
                    SpanKind::Note(place) => Goal::Place(*place),
                    SpanKind::Link(address) if is_safe(address) => Goal::Address(address.clone()),
                    _ => return None,
                };
                let claims = match &goal {
                    Goal::Address(address) => {
                        address::claimed_host(span.range.of(&article.text), address)
                    }
                    Goal::Place(_) => None,
                };
                Some(Link {
                    range: span.range,
                    goal,
                    claims,
                })
            })
            .take(MOST)
            .collect()
    }

    /// A key while a link is chosen; `None` where it is for something else.
    pub(super) fn link_key(&mut self, key: Key) -> Option<Vec<Effect>> {
        let open = self.reader.open.as_mut()?;
        let mut hints = open.links.take()?;
        let digit = match key.code {
            KeyCode::Char(digit @ '0'..='9') if !key.ctrl && !key.alt => Some(digit),
            _ => None,
        };
        match (digit, key.code) {
            (Some(digit), _) => hints.typed.push(digit),
            (None, KeyCode::Backspace) => {
                hints.typed.pop();
            }
            (None, KeyCode::Enter) if !hints.typed.is_empty() => {
                let number = hints.typed.parse().unwrap_or(0);
                return Some(self.follow(&hints, number));
            }
            (None, KeyCode::Esc) => return Some(Vec::new()),
            _ => {
                // The same key again means the article's own address.
                let again = self.keymap.lookup(Context::Reader, &[key]);
                return (again == Lookup::Found(Action::OpenSource)).then(|| self.open_source());
            }
        }
        let number: usize = hints.typed.parse().unwrap_or(0);
        // A number that no longer one begins with is meant at once.
        if number * 10 > hints.links.len() || number > 0 && hints.typed.len() > 1 {
            return Some(self.follow(&hints, number));
        }
        open.links = Some(hints);
        self.awaited = Some(Awaited::Link);
        Some(Vec::new())
    }

    fn follow(&mut self, hints: &Links, number: usize) -> Vec<Effect> {
        let Some(link) = number
            .checked_sub(1)
            .and_then(|place| hints.links.get(place))
        else {
            self.notices
                .push(Severity::Warning, format!("There is no link {number} here"));
            return Vec::new();
        };
        match &link.goal {
            Goal::Place(place) => match self.reader.id() {
                Some(id) => self.jump_to(id, Target::Byte(*place)),
                None => Vec::new(),
            },
            Goal::Address(address) => {
                let address = address.clone();
                self.show_address(address, link.claims.as_deref());
                Vec::new()
            }
        }
    }

    /// Shows an address, which the same key then opens.
    pub(super) fn show_address(&mut self, url: String, claims: Option<&str>) {
        let shown = address::shown(&url, SHOWN);
        match claims {
            Some(claims) => self.notices.push(
                Severity::Warning,
                format!("Press o again to open {shown} (its text says {claims})"),
            ),
            None => self
                .notices
                .push(Severity::Done, format!("Press o again to open {shown}")),
        }
        self.shown_url = Some(url);
    }
}
