//! What a terminal can show: how many colours, on which background, which characters; and whether
//! it can show a screen at all. Decided from its environment and what the person chose; asking the
//! terminal itself is left to `runtime`.

use thiserror::Error;

/// How many colours may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// None: bold, underlined and reversed text must do.
    Monochrome,
    /// The sixteen whose look the person has set in the terminal.
    #[default]
    Ansi16,
    /// The 256 of xterm.
    Ansi256,
    /// Any colour, 24 bits.
    TrueColor,
}

/// The background that text is drawn on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Background {
    /// Not known; most terminals are dark.
    #[default]
    Unknown,
    /// Light text is read well.
    Dark,
    /// Dark text is read well.
    Light,
}

/// When to use colours, as the command line says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ColourChoice {
    /// Where the terminal has them and `NO_COLOR` is not set.
    #[default]
    Auto,
    /// Even where the environment says otherwise.
    Always,
    /// Not at all.
    Never,
}

/// What the terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Capabilities {
    /// Colours.
    pub depth: Depth,
    /// The background, as far as the environment tells it.
    pub background: Background,
    /// Whether characters beyond ASCII may be drawn for frames and signs.
    pub unicode: bool,
    /// Whether the terminal can be expected to stay silent when it does not know a question.
    pub may_be_asked: bool,
}

/// Why no screen can be opened. Each names the commands that work without one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoScreen {
    /// Standard output goes to a file or a pipe.
    #[error("standard output is not a terminal, so the reading room stays closed; {INSTEAD}")]
    Output,
    /// No keyboard: standard input is not a terminal and the process has none of its own.
    #[error("there is no terminal to read keys from, so the reading room stays closed; {INSTEAD}")]
    Input,
    /// `TERM` is unset or empty.
    #[error(
        "TERM is not set, so nothing is known of this terminal; set it (TERM=xterm-256color fits most), or {INSTEAD}"
    )]
    Untold,
    /// `TERM` names a terminal that cannot place text on its screen.
    #[error(
        "this terminal (TERM={0}) cannot show the reading room; set TERM to what it is (xterm-256color fits most), or {INSTEAD}"
    )]
    Dumb(String),
}

const INSTEAD: &str = "use `rassegna list`, `rassegna show`, `rassegna search WORDS`, `rassegna actors` or `rassegna timeline`";

/// Terminals that write on paper or only ever at the bottom line.
const DUMB: &[&str] = &["dumb", "unknown", "emacs", "network", "dialup", "printer"];

/// Terminals without colours.
const MONOCHROME: &[&str] = &["vt52", "vt100", "vt102", "vt220", "vt320", "vt420"];

/// Terminals that show 24 bits and may come without `COLORTERM` (over ssh).
const TRUE_COLOR: &[&str] = &[
    "xterm-kitty",
    "xterm-ghostty",
    "alacritty",
    "foot",
    "wezterm",
    "contour",
];

/// Terminals that print a question they do not know, or answer it out of order.
const NEVER_ASKED: &[&str] = &["linux", "screen", "Eterm", "cygwin"];

/// Of terminals with sixteen colours, many of which are old, those that answer a question.
const ANSWERING: &[&str] = &["xterm", "rxvt", "tmux", "vte", "gnome", "konsole", "st"];

impl Capabilities {
    /// What the environment tells, which `variable` looks up (a value that is not valid Unicode
    /// counts as unset).
    ///
    /// # Errors
    /// When the terminal cannot show a screen.
    pub fn told(
        variable: impl Fn(&str) -> Option<String>,
        choice: ColourChoice,
    ) -> Result<Self, NoScreen> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let term = set("TERM").ok_or(NoScreen::Untold)?;
        if is(&term, DUMB) {
            return Err(NoScreen::Dumb(crate::text::clean::clean_line(&term)));
        }
        let depth = match choice {
            ColourChoice::Never => Depth::Monochrome,
            ColourChoice::Auto if set("NO_COLOR").is_some() => Depth::Monochrome,
            ColourChoice::Auto => depth(&term, set("COLORTERM").as_deref()),
            ColourChoice::Always => depth(&term, set("COLORTERM").as_deref()).max(Depth::Ansi16),
        };
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set);
        Ok(Self {
            depth,
            background: set("COLORFGBG")
                .and_then(|value| background(&value))
                .unwrap_or_default(),
            unicode: locale.is_some_and(|locale| is_unicode(&locale)),
            may_be_asked: !is(&term, NEVER_ASKED)
                && !is(&term, MONOCHROME)
                && (depth > Depth::Ansi16 || is(&term, ANSWERING)),
        })
    }
}

/// Whether `term` is one of `names` or a variant of one (`screen.xterm-256color`, `vt100-am`).
fn is(term: &str, names: &[&str]) -> bool {
    names.iter().any(|name| {
        term.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '.', '+']))
    })
}

fn depth(term: &str, colorterm: Option<&str>) -> Depth {
    if matches!(colorterm, Some("truecolor" | "24bit"))
        || term.ends_with("-direct")
        || is(term, TRUE_COLOR)
    {
        Depth::TrueColor
    } else if is(term, MONOCHROME) || term.ends_with("-m") || term.ends_with("-mono") {
        Depth::Monochrome
    } else if term.contains("256color") {
        Depth::Ansi256
    } else {
        Depth::Ansi16
    }
}

/// `COLORFGBG` as rxvt and Konsole set it: `15;0`, `0;default;15`; the last number is the colour
/// of the background, of which 7 and 9 to 15 are light.
fn background(value: &str) -> Option<Background> {
    match value.rsplit(';').next()?.parse::<u8>().ok()? {
        7 | 9..=15 => Some(Background::Light),
        0..=8 => Some(Background::Dark),
        _ => None,
    }
}

fn is_unicode(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(environment: &[(&str, &str)], choice: ColourChoice) -> Result<Capabilities, NoScreen> {
        let variable = |name: &str| {
            environment
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        };
        Capabilities::told(variable, choice)
    }

    #[test]
    fn colours_follow_the_terminal_and_the_choice() {
        use ColourChoice::{Always, Auto, Never};
        for (environment, choice, expected) in [
            (vec![("TERM", "xterm")], Auto, Depth::Ansi16),
            (vec![("TERM", "xterm-256color")], Auto, Depth::Ansi256),
            (vec![("TERM", "xterm-kitty")], Auto, Depth::TrueColor),
            (vec![("TERM", "foot-extra")], Auto, Depth::TrueColor),
            (
                vec![("TERM", "screen-256color"), ("COLORTERM", "truecolor")],
                Auto,
                Depth::TrueColor,
            ),
            (vec![("TERM", "linux")], Auto, Depth::Ansi16),
            (vec![("TERM", "vt100")], Auto, Depth::Monochrome),
            (vec![("TERM", "xterm-mono")], Auto, Depth::Monochrome),
            (
                vec![("TERM", "xterm-256color"), ("NO_COLOR", "1")],
                Auto,
                Depth::Monochrome,
            ),
            (
                vec![("TERM", "xterm-256color"), ("NO_COLOR", "")],
                Auto,
                Depth::Ansi256,
            ),
            (
                vec![("TERM", "xterm-256color"), ("NO_COLOR", "1")],
                Always,
                Depth::Ansi256,
            ),
            (vec![("TERM", "vt100")], Always, Depth::Ansi16),
            (vec![("TERM", "xterm-direct")], Never, Depth::Monochrome),
        ] {
            let found = told(&environment, choice).map(|told| told.depth);
            assert_eq!(found, Ok(expected), "{environment:?} {choice:?}");
        }
    }

    #[test]
    fn the_background_is_what_the_terminal_set() {
        for (value, expected) in [
            ("15;0", Background::Dark),
            ("0;15", Background::Light),
            ("0;default;15", Background::Light),
            ("12;8", Background::Dark),
            ("default;default", Background::Unknown),
            ("0;99", Background::Unknown),
            ("", Background::Unknown),
        ] {
            let environment = [("TERM", "rxvt"), ("COLORFGBG", value)];
            let found = told(&environment, ColourChoice::Auto).map(|told| told.background);
            assert_eq!(found, Ok(expected), "{value}");
        }
    }

    #[test]
    fn frames_are_ascii_where_the_locale_is() {
        for (environment, expected) in [
            (vec![], false),
            (vec![("LANG", "C")], false),
            (vec![("LANG", "it_IT.ISO-8859-1")], false),
            (vec![("LANG", "it_IT.UTF-8")], true),
            (vec![("LANG", "C.utf8")], true),
            (vec![("LANG", "it_IT.UTF-8"), ("LC_ALL", "C")], false),
            (vec![("LANG", "C"), ("LC_CTYPE", "en_GB.UTF-8")], true),
            (vec![("LC_ALL", ""), ("LANG", "en_GB.UTF-8")], true),
        ] {
            let mut with_term = environment.clone();
            with_term.push(("TERM", "xterm"));
            let found = told(&with_term, ColourChoice::Auto).map(|told| told.unicode);
            assert_eq!(found, Ok(expected), "{environment:?}");
        }
    }

    #[test]
    fn terminals_without_a_screen_are_refused_in_plain_words() {
        for (environment, expected) in [
            (vec![], NoScreen::Untold),
            (vec![("TERM", "")], NoScreen::Untold),
            (vec![("TERM", "dumb")], NoScreen::Dumb("dumb".to_owned())),
            (
                vec![("TERM", "dumb-\u{1b}[31m")],
                NoScreen::Dumb("dumb-␛[31m".to_owned()),
            ),
        ] {
            let error = told(&environment, ColourChoice::Auto).unwrap_err();
            assert_eq!(error, expected);
            assert!(error.to_string().contains("rassegna list"), "{error}");
        }
        assert!(told(&[("TERM", "no-such-terminal")], ColourChoice::Auto).is_ok());
    }

    #[test]
    fn only_terminals_that_stay_silent_are_asked() {
        for (term, expected) in [
            ("xterm-256color", true),
            ("tmux-256color", true),
            ("screen", false),
            ("screen.xterm-256color", false),
            ("screen-256color", false),
            ("linux", false),
            ("vt100", false),
            ("xterm", true),
            ("xterm-16color", true),
            ("rxvt", true),
            ("hpterm", false),
            ("ansi", false),
        ] {
            let found = told(&[("TERM", term)], ColourChoice::Auto).map(|told| told.may_be_asked);
            assert_eq!(found, Ok(expected), "{term}");
        }
    }
}
