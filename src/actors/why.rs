//! Why a mention was recognised, as a line for the reader.

use super::spelling::mixes_scripts;
use super::{Found, How, Mention};

/// The longest quotation in a line.
const LONGEST: usize = 60;

/// What recognised a mention, in a word or two.
#[must_use]
pub const fn method(found: Found) -> &'static str {
    match found {
        Found::Dictionary => "dictionary",
        Found::Introduced => "pattern",
        Found::ShortForm => "short form",
        Found::RoleOf | Found::RoleGiven => "in this article",
        Found::Office => "terms of office",
        Found::Spelling => "close spelling",
        Found::Watched => "watch-word",
    }
}

/// By what and how a mention was recognised, in a few words.
#[must_use]
pub fn found_by(mention: &Mention) -> String {
    let how = match mention.how {
        How::Name => "name",
        How::Adjective => "adjective",
        How::Role => "role",
    };
    let found = method(mention.found);
    let sure = if mention.sure { "sure" } else { "not sure" };
    format!("{how}, {found}, {sure}")
}

/// Why a mention in `text` means the actor called `name`.
#[must_use]
pub fn why(mention: &Mention, text: &str, name: &str) -> String {
    let quoted = mention.evidence.map(|range| {
        let words: Vec<&str> = range.of(text).split_whitespace().collect();
        crate::text::grapheme::truncate(&words.join(" "), LONGEST).into_owned()
    });
    if mixes_scripts(mention.range.of(text)) {
        return "letters of another script stand in this name, which may be somebody else's"
            .to_owned();
    }
    let place = match mention.evidence {
        Some(range) if range.start > mention.range.start => "later",
        _ => "earlier",
    };
    match (mention.found, mention.how, mention.sure, quoted) {
        (Found::Dictionary, How::Adjective, ..) => format!("the adjective of {name}"),
        (Found::Dictionary, _, true, _) => format!("the dictionary has this name of {name}"),
        (Found::Dictionary, _, false, _) => {
            format!("a name of {name} that others have, too; nothing here gives it to another")
        }
        (Found::Introduced, _, true, _) => "the words around it introduce a name".to_owned(),
        (Found::Introduced, ..) => "written like a name; nothing else says so".to_owned(),
        (Found::ShortForm, _, true, Some(full)) => {
            format!("tied to {full}, named in full {place} in this article")
        }
        (Found::ShortForm, _, false, Some(full)) => {
            format!("tied to {full}, {place} in this article; others here may be called so")
        }
        (Found::ShortForm, .., None) => format!("a short form of {name}"),
        (Found::RoleOf, ..) => "the role stands beside the name".to_owned(),
        (Found::RoleGiven, .., Some(role)) => {
            format!("this article gives {name} this role {place}: «{role}»")
        }
        (Found::RoleGiven, .., None) => format!("this article gives {name} this role"),
        (Found::Office, .., Some(then)) => {
            format!("{name} held this office at that time: «{then}»")
        }
        (Found::Office, _, false, None) => {
            format!("{name} held this office when the article was written, or about then")
        }
        (Found::Office, ..) => {
            format!("{name} held this office when the article was written")
        }
        (Found::Spelling, ..) => format!("a letter or a transliteration away from {name}"),
        (Found::Watched, ..) => "a word that you watch for".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::ActorId;
    use crate::text::TextRange;

    #[test]
    fn a_short_form_names_what_it_is_tied_to() {
        let text = "La ministra Choe Son Hui è arrivata. Choe ha parlato.";
        let at = text.rfind("Choe").unwrap();
        let full = text.find("Choe Son Hui").unwrap();
        let mention = Mention {
            range: TextRange::new(at, at + 4),
            actor: ActorId("person:choe-son-hui".into()),
            how: How::Name,
            found: Found::ShortForm,
            sure: true,
            evidence: Some(TextRange::new(full, full + 12)),
        };
        assert_eq!(
            why(&mention, text, "Choe Son Hui"),
            "tied to Choe Son Hui, named in full earlier in this article"
        );
        assert_eq!(found_by(&mention), "name, short form, sure");
    }
}
