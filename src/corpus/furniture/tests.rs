//! Lines of interfaces, standfirsts and pull quotes, and what looks like them and stays.

use super::*;
use crate::corpus::format;
use crate::text::language::Language;
use crate::text::segment;

#[test]
fn lines_of_pages_are_no_text() {
    for line in [
        "Skip to main content",
        "×",
        "Iscriviti alla newsletter",
        "CONDIVIDI:",
        "» Leggi anche: Il ponte chiuso",
        "Condividi su Facebook",
        "Accept all cookies",
        "Riproduzione riservata ©",
        "✕",
        "Privacy Policy",
        "Pubblicità",
        // Whose picture it is, where the picture is not.
        "Foto: Ansa / Mario Rossi",
        "(Foto: Reuters)",
        "Photo: Jane Doe/AFP via Getty Images",
        "Image credit: NASA",
        "Foto: Agenzia Delta",
        "Tempo di lettura: 12 minuti",
        "4 min read",
        "128 commenti",
        "(Photo by Ann Reed/Coast Pictures)",
        "Anzeige",
        "Das könnte Sie auch interessieren",
        "12 Kommentare",
        "Lesen Sie auch: Die Brücke bleibt zu",
        "TE PUEDE INTERESAR",
        "Leer artículo completo",
        "Lee también...",
        "Lea también: El puente sigue cerrado",
    ] {
        assert!(is_interface(line, BlockKind::Paragraph, true), "{line}");
    }
}

#[test]
fn text_is_text() {
    for line in [
        "Condividi su questo punto, disse il ministro.",
        "Il menu del vertice",
        "Foto di gruppo con generale",
        "Foto: il ministro le ha viste tutte. Poi è uscito.",
        "Credit is due to the mayor",
        "⁂",
        "[…]",
        "…",
        "␦",
        "?",
        "Fine",
        "Cerca la pace e perseguila",
        "Iscriviti alla newsletter per sapere che cosa ha deciso. Poi vieni.",
        "1950",
        "12 minuti di silenzio",
        "3 menu",
        "Foto di gruppo con i ministri",
        "Foto: il molo all’alba, prima della partenza.",
        "Share on this agreement was never lost.",
        "Leggi anche nel pensiero, dicevano di lui i colleghi.",
    ] {
        assert!(!is_interface(line, BlockKind::Paragraph, true), "{line}");
    }
    assert!(!is_interface("Comments", BlockKind::Heading(2), false));
    assert!(!is_interface(
        "• Search",
        BlockKind::Item { depth: 0 },
        false
    ));
}

/// The paragraphs of a file that stay and those that are left out.
fn read(name: &str, text: &str) -> (usize, Vec<String>) {
    let ending = name.rsplit('.').next();
    let format = format::of(ending, text.as_bytes()).unwrap();
    let draft = (format.parse)(text.as_bytes()).unwrap().remove(0);
    let said = said(&draft, &draft.blocks, Language::ITALIAN);
    for (block, said) in draft.blocks.iter().zip(&said) {
        let counted = segment::count_words(block.range.of(&draft.text));
        assert_eq!(said.words, counted);
    }
    let texts = draft.blocks.iter().zip(&said);
    let gone = texts
        .filter(|(_, said)| said.again)
        .map(|(block, _)| block.range.of(&draft.text).to_owned());
    let gone: Vec<String> = gone.collect();
    (draft.blocks.len() - gone.len(), gone)
}

const SAID: &str = "Il guardiano del faro non scende a terra da quando la barca è affondata";
const REST: &str = "I pescatori gli portano il pane ogni domenica.\n\nNessuno ha mai visto la sua faccia da vicino.";

#[test]
fn a_standfirst_and_a_pull_quote_go_where_the_text_says_them_word_for_word() {
    for (name, text) in [
        // A standfirst, with and without a full stop, and of two sentences.
        (
            "a.txt",
            format!("{SAID}\n\n{REST}\n\n{SAID}. Lo dice il sindaco."),
        ),
        (
            "a.txt",
            format!("{SAID}.\n\n{REST}\n\nÈ così: {SAID}. Lo dice il sindaco."),
        ),
        (
            "a.md",
            format!("{SAID}. E non parla.\n\n{REST}\n\n{SAID}. E non parla."),
        ),
        (
            "a.txt",
            format!("{SAID}. E non parla.\n\n{SAID}. Lo dice il sindaco.\n\nE non parla. {REST}"),
        ),
        // A quote in the middle.
        (
            "a.txt",
            format!("{REST}\n\n{SAID}\n\nUn giorno scenderà.\n\n{SAID}."),
        ),
        (
            "a.md",
            format!("{REST}\n\n> {SAID}.\n\nUn giorno scenderà.\n\nLo sanno: {SAID}."),
        ),
        (
            "a.md",
            format!("{REST}\n\n«{SAID}.»\n\nUn giorno scenderà.\n\nLo sanno: {SAID}."),
        ),
        (
            "a.txt",
            format!(
                "{REST}\n\n{}.\n\nUn giorno scenderà.\n\nLo sanno: {SAID}.\n\nFine.",
                SAID.to_uppercase()
            ),
        ),
    ] {
        assert_eq!(read(name, &text).1.len(), 1, "{text}");
    }
}

#[test]
fn what_is_said_in_other_words_or_of_its_own_accord_stays() {
    let other = SAID.replace("non scende", "non torna");
    let note =
        "Il valore predefinito di questa opzione dipende dal sistema su cui gira il programma.";
    for (name, text) in [
        // The same in other words.
        (
            "a.txt",
            format!("{SAID}.\n\n{REST}\n\n{other}. Lo dice il sindaco."),
        ),
        (
            "a.txt",
            format!("{REST}\n\n{SAID}\n\n{other}. Lo dice il sindaco."),
        ),
        (
            "a.txt",
            format!("{SAID}. E tace.\n\n{REST}\n\n{SAID}. Lo dice il sindaco."),
        ),
        // Paragraphs that a manual repeats.
        (
            "a.md",
            format!("Opzioni.\n\n{note}\n\nAltro.\n\n{note}\n\nAltro.\n\n{note}"),
        ),
        (
            "a.md",
            format!("Opzioni.\n\n{note}\n\nAltro.\n\n{note} Si può cambiare."),
        ),
        (
            "a.txt",
            format!("{note}\n\nUno.\n\n{note}\n\nDue.\n\n{note}"),
        ),
        (
            "a.txt",
            format!("Opzioni.\n\n{note}\n\nDue.\n\n{note}\n\nTre.\n\n{note} Sempre."),
        ),
    ] {
        assert_eq!(read(name, &text).1, [""; 0], "{text}");
    }
}
