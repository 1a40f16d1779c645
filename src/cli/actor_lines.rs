//! Who is named and who with whom, as commands print it: the lines of the actors and of their pairs.

use serde::Serialize;

use crate::actors::ActorKind;

/// An actor over all articles. The fields and their order are promised.
#[derive(Serialize)]
pub(super) struct ActorLine<'a> {
    pub(super) actor: &'a str,
    pub(super) name: &'a str,
    pub(super) kind: ActorKind,
    pub(super) aliases: Vec<String>,
    pub(super) mentions: u32,
    pub(super) articles: u32,
    pub(super) stands_for: Option<String>,
    /// Of the mentions, those that are not sure.
    pub(super) unsure: u32,
    /// The aliases for people: with `?` before one of which the reader says that others may have it.
    #[serde(skip)]
    pub(super) also: String,
}

#[cfg(test)]
impl<'a> ActorLine<'a> {
    /// Somebody of this name.
    pub(super) fn named(actor: &'a str, name: &'a str, kind: ActorKind) -> Self {
        Self {
            actor,
            name,
            kind,
            aliases: Vec::new(),
            mentions: 1,
            articles: 1,
            stands_for: None,
            unsure: 0,
            also: String::new(),
        }
    }
}

/// Two actors that are named together. The fields and their order are promised.
#[derive(Serialize)]
pub(super) struct PairLine<'a> {
    pub(super) actor: &'a str,
    pub(super) name: &'a str,
    pub(super) with: &'a str,
    pub(super) with_name: &'a str,
    pub(super) articles: u32,
    pub(super) passages: u32,
}
