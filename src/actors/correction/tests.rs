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

fn hide(id: &str, name: &str) -> Correction {
    Correction::Hide {
        actor: subject(id, name, true),
    }
}

fn show(id: &str, name: &str) -> Correction {
    Correction::Show {
        actor: subject(id, name, true),
    }
}

#[test]
fn what_is_written_about_a_hidden_actor_stays_when_it_comes_back() {
    for (before, after) in [
        (
            "[places]\n# Rome is noise here\nrome = { hide = true }\n",
            "[places]\n# Rome is noise here\n",
        ),
        (
            "# one\n# two\n[places]\nrome = { hide = true }\n",
            "# one\n# two\n",
        ),
        (
            "[places]\n# why\nrome = { hide = true } # until 2025\n\n# the sea\nsea = { name = \"Sea\" }\n",
            "[places]\n# why\n# until 2025\n\n# the sea\nsea = { name = \"Sea\" }\n",
        ),
        (
            "[places]\nrome = { hide = true } # until 2025\n\n# others\n[people]\na = { name = \"A B\" }\n",
            "[places]\n# until 2025\n\n# others\n[people]\na = { name = \"A B\" }\n",
        ),
        (
            "[places.rome] # why\n# mine\nhide = true # yes\n\n[people]\na = { name = \"A B\" }\n",
            "# why\n# mine\n# yes\n\n[people]\na = { name = \"A B\" }\n",
        ),
        (
            "[places.rome]\nname = \"Roma\"\n# mine\nhide = true # yes\nalso = \"Urbe\"\n",
            "[places.rome]\nname = \"Roma\"\n# mine\n# yes\nalso = \"Urbe\"\n",
        ),
        (
            "[places]\n# mine\nrome.hide = true # yes\nsea.name = \"Sea\"\n",
            "[places]\n# mine\n# yes\nsea.name = \"Sea\"\n",
        ),
    ] {
        let shown = show("place:rome", "Roma").apply(Some(before)).unwrap();
        assert_eq!(shown, after);
        let (_, problems) = Dictionary::with_user(&[("own.toml".to_owned(), shown)]);
        assert_eq!(problems, [], "{before}");
    }
}

#[test]
fn a_word_to_watch_for_and_a_table_stand_below_the_head_of_the_file() {
    let watch = Correction::Add {
        kind: ActorKind::Word,
        name: "diga".to_owned(),
    };
    let people = "[people]\na = { name = \"A B\" }\n";
    for (before, after) in [
        (
            format!("# My file\n# do not move\n\n{people}"),
            format!("# My file\n# do not move\n\nwatch = [\"diga\"]\n\n{people}"),
        ),
        (
            format!("# My file\n\n# of the town\n{people}"),
            format!("# My file\n\nwatch = [\"diga\"]\n\n# of the town\n{people}"),
        ),
        (people.to_owned(), format!("watch = [\"diga\"]\n\n{people}")),
        (
            "# only this\n".to_owned(),
            "# only this\n\nwatch = [\"diga\"]\n".to_owned(),
        ),
    ] {
        assert_eq!(watch.apply(Some(&before)).unwrap(), after);
    }
    let hidden = hide("place:rome", "Roma").apply(Some("# only this\n"));
    assert_eq!(
        hidden.unwrap(),
        "# only this\n\n[places]\nrome = { hide = true }\n"
    );
    let hidden = hide("place:rome", "Roma").apply(Some(&format!("{people}# no more\n")));
    assert_eq!(
        hidden.unwrap(),
        format!("{people}# no more\n\n[places]\nrome = {{ hide = true }}\n")
    );
}

#[test]
fn a_last_line_without_an_end_gets_one_before_another_follows() {
    let hide = Correction::Hide {
        actor: subject("person:anna-bo", "Anna Bo", true),
    };
    for before in [
        "[people]\r\na = { name = \"A B\" }",
        "[people]\na = { name = \"A B\" }",
        "[people]\r\na = { name = \"A B\" }\r\n[weapons]",
    ] {
        let after = hide.apply(Some(before)).unwrap();
        assert!(Dictionary::refusal("a", &after).is_none(), "{after:?}");
        assert!(after.contains("\nanna-bo = { hide = true }"), "{after:?}");
        assert_eq!(after.contains('\r'), before.contains('\r'), "{after:?}");
    }
}

#[test]
fn the_ends_of_lines_and_the_form_of_lists_stay() {
    let before = "# head\r\n[people]\r\na = { name = \"A B\" }\r\n\r\n[weapons]\r\n# none\r\n";
    let hidden = hide("person:anna-bo", "Anna Bo").apply(Some(before));
    assert_eq!(
        hidden.unwrap(),
        "# head\r\n[people]\r\na = { name = \"A B\" }\r\nanna-bo = { hide = true }\r\n\r\n[weapons]\r\n# none\r\n"
    );
    let mixed = "[people]\na = { name = \"A B\" }\r\n";
    let hidden = hide("person:anna-bo", "Anna Bo").apply(Some(mixed));
    assert_eq!(
        hidden.unwrap(),
        format!("{mixed}anna-bo = {{ hide = true }}\n")
    );
    let marked = hide("person:a", "A")
        .apply(Some("\u{feff}# head\n"))
        .unwrap();
    assert!(marked.starts_with("\u{feff}# head\n"), "{marked}");
    let call = |before: &str| {
        let call = Correction::Call {
            actor: subject("person:anna-bo", "Anna Bo", false),
            name: "Dama Verde".to_owned(),
        };
        call.apply(Some(before)).unwrap()
    };
    for (before, after) in [
        (
            "\n  \"A\", # one\n  \"B\", # two\n",
            "\n  \"A\", # one\n  \"B\", # two\n  \"Dama Verde\",\n",
        ),
        (
            "\n  \"A\",\n  \"B\" # two\n",
            "\n  \"A\",\n  \"B\", # two\n  \"Dama Verde\"\n",
        ),
        ("\"A\", \"B\"", "\"A\", \"B\", \"Dama Verde\""),
    ] {
        let [before, after] = [before, after]
            .map(|list| format!("[people.anna-bo]\nname = \"Anna Bo\"\nalso = [{list}]\n"));
        assert_eq!(call(&before), after);
    }
}

#[test]
fn a_name_that_another_has_is_refused_with_the_way_out() {
    let known = Dictionary::embedded();
    let anna = subject("person:anna-bo", "Anna Bo", true);
    let call = |name: &str| {
        let call = Correction::Call {
            actor: anna.clone(),
            name: name.to_owned(),
        };
        (apply(&call, "actors.toml", None, known), call.said())
    };
    for (name, other) in [("Putin", "Vladimir Putin"), ("Russia", "Russia")] {
        let refused = call(name).0.unwrap_err();
        assert!(
            refused.starts_with(&format!("«{name}» already means {other}: write ?{name} ")),
            "{refused}"
        );
    }
    let (written, said) = call("?Putin");
    let written = written.unwrap();
    assert!(written.contains("also = [\"?Putin\"]"), "{written}");
    assert_eq!(said, "«Putin» may be Anna Bo");
    let (_, problems) = Dictionary::with_user(&[("own.toml".to_owned(), written)]);
    assert_eq!(problems, []);
    for name in ["Dama Verde", "Putin il Vecchio"] {
        assert!(call(name).0.is_ok(), "{name}");
    }
    let add = |kind, name: &str| {
        let name = name.to_owned();
        apply(&Correction::Add { kind, name }, "actors.toml", None, known)
    };
    assert!(add(ActorKind::Organisation, "Putin").is_err());
    assert!(add(ActorKind::Organisation, "?Putin").is_ok());
    assert!(add(ActorKind::Person, "Vladimir Putin").is_ok(), "it is he");
    let again = Correction::Call {
        actor: subject("country:ru", "Russia", false),
        name: "Federazione russa".to_owned(),
    };
    let refused = apply(&again, "actors.toml", None, known).unwrap_err();
    assert!(refused.contains("is a name of Russia already"), "{refused}");
}

#[test]
fn a_file_with_a_mistake_is_named_and_to_be_mended_first() {
    let broken = "[people]\na = { nme = \"A B\" }\n";
    let hide = hide("person:a", "A B");
    let refused = apply(&hide, "actors.toml", Some(broken), Dictionary::embedded()).unwrap_err();
    assert!(
        refused.starts_with("actors.toml:2: unknown field"),
        "{refused}"
    );
    assert!(refused.ends_with("mend that first"), "{refused}");
}

#[test]
fn a_correction_is_taken_back_though_something_else_has_changed() {
    let watch = Correction::Add {
        kind: ActorKind::Word,
        name: "diga".to_owned(),
    };
    let rome = "[places]\nrome = { hide = true } # noise\n";
    for (correction, before) in [
        (hide("place:rome", "Roma"), None),
        (hide("place:rome", "Roma"), Some(FILE)),
        (
            hide("place:rome", "Roma"),
            Some("[places]\nrome = { name = \"Roma\" }\n"),
        ),
        (watch, Some(FILE)),
        (show("place:rome", "Roma"), Some(rome)),
    ] {
        let after = correction.apply(before).unwrap();
        // Somebody else writes into the file, above and below.
        let other = hide("weapon:dagger", "Dagger").apply(Some(&after)).unwrap();
        let other = format!("# by hand\n{other}# at the end\n");
        let back = take_back("actors.toml", (before, &after), &other).unwrap();
        let expected = hide("weapon:dagger", "Dagger").apply(before).unwrap();
        let rows = |text: &str| {
            let mut rows = text.parse::<toml::Table>().unwrap();
            rows.retain(|_, rows| rows.as_table().is_none_or(|rows| !rows.is_empty()));
            rows
        };
        assert_eq!(rows(&back), rows(&expected), "{back}");
        assert!(
            back.starts_with("# by hand\n") && back.ends_with("# at the end\n"),
            "{back}"
        );
    }
    let before = "[places]\n";
    let after = hide("place:rome", "Roma").apply(Some(before)).unwrap();
    let touched = after.replace("hide = true", "name = \"Roma\"");
    let refused = take_back("actors.toml", (Some(before), &after), &touched).unwrap_err();
    assert!(refused.contains("changed since"), "{refused}");
}
