//! The inflected forms of adjectives of nationality and demonyms. Italian adjectives are given in
//! the masculine singular, English ones as they stand; a form that ends in `=` is kept alone. The
//! rules are those of every school grammar; exceptions are written out in the assets.

/// Every form of one Italian adjective, given in the masculine singular (`tedesco`, `francese`,
/// `vietnamita`), without repeats.
pub(super) fn italian(adjective: &str) -> Vec<String> {
    let Some(adjective) = plain(adjective) else {
        return vec![adjective.trim_end_matches('=').to_owned()];
    };
    if let Some(stem) = adjective.strip_suffix('o') {
        // Hard c and g stay hard before i and e in the feminine; in the masculine plural only
        // after a consonant: tedesco, tedeschi, but austriaco, austriaci.
        let hard = stem.ends_with(['c', 'g']);
        let hard_plural = hard
            && !stem.ends_with(['a', 'e', 'i', 'o', 'u'])
            && !stem
                .trim_end_matches(['c', 'g'])
                .ends_with(['a', 'e', 'i', 'o', 'u'])
            || stem.ends_with("cc");
        let [masculine, feminine] = [
            if hard_plural { "hi" } else { "i" },
            if hard { "he" } else { "e" },
        ];
        return vec![
            adjective.to_owned(),
            format!("{stem}a"),
            format!("{stem}{masculine}"),
            format!("{stem}{feminine}"),
        ];
    }
    if let Some(stem) = adjective.strip_suffix('e') {
        return vec![adjective.to_owned(), format!("{stem}i")];
    }
    if let Some(stem) = adjective.strip_suffix('a') {
        return vec![adjective.to_owned(), format!("{stem}i"), format!("{stem}e")];
    }
    vec![adjective.to_owned()]
}

/// Every form of one English adjective or demonym: itself, and its plural where it has one.
pub(super) fn english(adjective: &str) -> Vec<String> {
    let Some(adjective) = plain(adjective) else {
        return vec![adjective.trim_end_matches('=').to_owned()];
    };
    let invariant = ["s", "sh", "ch", "ese", "x", "z"];
    if invariant.iter().any(|ending| adjective.ends_with(ending)) {
        vec![adjective.to_owned()]
    } else {
        vec![adjective.to_owned(), format!("{adjective}s")]
    }
}

fn plain(adjective: &str) -> Option<&str> {
    (!adjective.ends_with('=')).then_some(adjective)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_the_grammar() {
        for (adjective, forms) in [
            ("russo", "russo russa russi russe"),
            ("tedesco", "tedesco tedesca tedeschi tedesche"),
            ("turco", "turco turca turchi turche"),
            ("austriaco", "austriaco austriaca austriaci austriache"),
            ("slovacco", "slovacco slovacca slovacchi slovacche"),
            ("francese", "francese francesi"),
            ("vietnamita", "vietnamita vietnamiti vietnamite"),
            ("belgi=", "belgi"),
        ] {
            assert_eq!(italian(adjective).join(" "), forms);
        }
        for (adjective, forms) in [
            ("Russian", "Russian Russians"),
            ("Chinese", "Chinese"),
            ("English=", "English"),
        ] {
            assert_eq!(english(adjective).join(" "), forms);
        }
    }
}
