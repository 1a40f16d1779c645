//! What a correction makes of a file, and what the dictionary makes of that.

use super::*;
use crate::actors::dictionary::Dictionary;
use crate::text::language::Language;

fn subject(id: &str, name: &str, introduced: bool) -> Subject {
    Subject {
        id: ActorId(id.into()),
        name: name.to_owned(),
        introduced,
    }
}

const FILE: &str = "\
# my own list, do not sort
watch = [\"uranio\"]   # since March

[people]
# the minister
grant-shapps = { name = \"Grant Shapps\", also = \"Shapps senior\" } # checked
";

#[test]
fn rows_are_added_in_plain_form_and_comments_stay() {
    let add = |kind, name: &str| Correction::Add {
        kind,
        name: name.to_owned(),
    };
    let kim = subject("person:kim-jong-un", "Kim Jong Un", false);
    let belini = subject("person:marta-belini", "Marta Belini", true);
    let bellini = subject("person:marta-bellini", "Marta Bellini", true);
    let text = [
        add(ActorKind::Word, "terre  rare"),
        add(ActorKind::Organisation, "Gruppo\nBianchi | figli"),
        Correction::Call {
            actor: subject("person:grant-shapps", "Grant Shapps", false),
            name: "Lord Shapps".to_owned(),
        },
        Correction::Rename {
            actor: kim,
            name: "Kim III".to_owned(),
        },
        Correction::Join {
            actor: belini,
            into: bellini,
        },
        Correction::Kind {
            actor: subject("person:guida-suprema", "Guida Suprema", true),
            kind: ActorKind::Organisation,
        },
        Correction::Hide {
            actor: subject("place:gran-bazar", "Gran Bazar", true),
        },
    ]
    .iter()
    .fold(FILE.to_owned(), |text, correction| {
        correction.apply(Some(&text)).unwrap()
    });
    assert_eq!(
        text,
        r#"# my own list, do not sort
watch = ["uranio", "terre rare"]   # since March

[people]
# the minister
grant-shapps = { name = "Grant Shapps", also = "Shapps senior | Lord Shapps" } # checked
kim-jong-un = { show = "Kim III" }
marta-bellini = { name = "Marta Bellini" }
marta-belini = { name = "Marta Belini", is = "person:marta-bellini" }
guida-suprema = { name = "Guida Suprema", kind = "organisation" }

[organisations]
gruppo-bianchi-figli = { name = "Gruppo Bianchi figli" }

[places]
gran-bazar = { hide = true }
"#
    );
    let (dictionary, problems) = Dictionary::with_user(&[("actors.toml".to_owned(), text)]);
    assert_eq!(problems, []);
    let name = |id: &str| dictionary.name(&ActorId(id.into()), Language::ITALIAN);
    assert_eq!(name("person:kim-jong-un"), Some("Kim III"));
    assert_eq!(name("person:marta-belini"), Some("Marta Bellini"));
    assert_eq!(name("word:terre-rare"), Some("terre rare"));
    let kind = |id: &str| dictionary.get(&ActorId(id.into())).map(|actor| actor.kind);
    assert_eq!(kind("person:guida-suprema"), Some(ActorKind::Organisation));
}

#[test]
fn a_file_that_cannot_be_understood_is_not_touched() {
    let add = Correction::Add {
        kind: ActorKind::Person,
        name: "Anna Rossi".to_owned(),
    };
    for (text, expected) in [("[people]\nx = {", 2), ("a = 1\nb =", 2)] {
        match add.apply(Some(text)) {
            Err(CorrectionError::Syntax { line, .. }) => assert_eq!(line, expected, "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
    for text in ["people = 3\n", "[people]\nanna-rossi = 3\n"] {
        assert!(
            matches!(add.apply(Some(text)), Err(CorrectionError::Shape(_))),
            "{text}"
        );
    }
}

#[test]
fn names_are_names() {
    for (name, expected) in [
        ("  ", CorrectionError::Empty),
        ("«…»", CorrectionError::Empty),
        (&"a".repeat(201), CorrectionError::Long),
    ] {
        let add = Correction::Add {
            kind: ActorKind::Person,
            name: name.to_owned(),
        };
        assert_eq!(add.apply(None), Err(expected));
    }
    let own = subject("person:kim-jong-un", "Kim Jong Un", false);
    let join = Correction::Join {
        actor: own.clone(),
        into: own,
    };
    assert_eq!(join.apply(None), Err(CorrectionError::Same));
}

#[test]
fn a_word_is_watched_for_until_it_is_hidden() {
    for before in [None, Some("watch = \"uranio | grano\"\n")] {
        let add = Correction::Add {
            kind: ActorKind::Word,
            name: "petrolio".to_owned(),
        };
        let watched = add.apply(before).unwrap();
        assert!(watched.contains("petrolio"), "{watched}");
        let hide = Correction::Hide {
            actor: subject("word:petrolio", "petrolio", false),
        };
        let hidden = hide.apply(Some(&watched)).unwrap();
        assert!(!hidden.contains("petrolio"), "{hidden}");
        assert_eq!(hidden.contains("uranio | grano"), before.is_some());
    }
}

#[test]
fn a_hidden_actor_is_shown_again() {
    let bazar = subject("place:gran-bazar", "Gran Bazar", true);
    let show = Correction::Show {
        actor: bazar.clone(),
    };
    let commented = "[people]\n\n# where they meet\n[places]\n";
    let kept = "[places]\nx = { name = \"X\" } # kept\n";
    for before in [None, Some(kept), Some(commented)] {
        let hide = Correction::Hide {
            actor: bazar.clone(),
        };
        let hidden = hide.apply(before).unwrap();
        assert!(hidden.contains("gran-bazar"), "{hidden}");
        let shown = show.apply(Some(&hidden)).unwrap();
        assert!(!shown.contains("gran-bazar"), "{shown}");
        // Nothing is left of it, and nothing else is lost.
        match before {
            Some(before) => assert_eq!(shown, before),
            None => assert!(
                shown
                    .lines()
                    .all(|line| line.is_empty() || line.starts_with('#'))
            ),
        }
        assert!(
            Dictionary::with_user(&[("own.toml".to_owned(), shown)])
                .1
                .is_empty()
        );
    }
    assert_eq!(
        show.apply(Some("")),
        Err(CorrectionError::Elsewhere("Gran Bazar".to_owned()))
    );
}

#[test]
fn a_row_that_grows_keeps_its_form() {
    let actor = subject("organisation:fingrid", "Fingrid", true);
    let rename = Correction::Rename {
        actor: actor.clone(),
        name: "Fingrid Oyj".to_owned(),
    };
    let kind = Correction::Kind {
        actor,
        kind: ActorKind::Place,
    };
    let renamed = rename.apply(Some("")).unwrap();
    assert_eq!(
        kind.apply(Some(&renamed)).unwrap(),
        "[organisations]\nfingrid = { name = \"Fingrid\", show = \"Fingrid Oyj\", kind = \"place\" }\n"
    );
}
