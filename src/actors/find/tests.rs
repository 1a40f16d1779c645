//! Recognition on short texts; whole paragraphs are in `tests/fixtures/actors`.

use super::*;
use crate::actors::How;
use crate::actors::roster::Roster;
use crate::text::language::Language;

mod bodies;
mod called;
mod doubts;
mod identities;
mod news;
mod nobody;
mod offices;
mod people;
mod relatives;

fn article(text: &str, lang: Language, date: Option<&str>) -> Article {
    Article::of_paragraphs(text, lang, date.map(|date| date.parse().unwrap()))
}

/// The ids without their kind, roles in brackets.
fn named(text: &str, lang: Language, date: Option<&str>) -> String {
    let found = find(&article(text, lang, date), Dictionary::embedded());
    let names = found.mentions.iter().map(|mention| {
        let key = mention.actor.0.split_once(':').unwrap().1;
        match mention.how {
            How::Role => format!("({key})"),
            _ => key.to_owned(),
        }
    });
    names.collect::<Vec<_>>().join(" ")
}

/// The ids with their kind.
fn kinds(text: &str, lang: Language) -> String {
    let found = find(&article(text, lang, None), Dictionary::embedded());
    let ids = found.mentions.iter().map(|mention| &*mention.actor.0);
    ids.collect::<Vec<_>>().join(" ")
}

/// The holders of the roles, each with a question mark where it is not sure.
fn holders(text: &str, lang: Language, date: &str) -> String {
    let found = find(&article(text, lang, Some(date)), Dictionary::embedded());
    let roles = found.mentions.iter().filter(|it| it.how == How::Role);
    let holders = roles.map(|mention| {
        let key = mention.actor.0.split_once(':').unwrap().1;
        format!("{key}{}", if mention.sure { "" } else { "?" })
    });
    holders.collect::<Vec<_>>().join(" ")
}
