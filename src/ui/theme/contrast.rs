//! That what the themes of sixteen colours say can be read: the contrast of WCAG 2 (relative
//! luminance) in the palettes that terminals come with.

use ratatui::style::{Color, Modifier, Style};

use super::registry::Registry;
use super::{Role, Theme};
use crate::actors::ActorKind;
use crate::app::capabilities::{Background, Depth};

/// Of xterm, the Linux console, Tango (GNOME), Campbell (Windows) and Terminal.app, in the order of
/// the numbers of the colours.
const PALETTES: [&str; 5] = [
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "2e3436 cc0000 4e9a06 c4a000 3465a4 75507b 06989a d3d7cf 555753 ef2929 8ae234 fce94f 729fcf ad7fa8 34e2e2 eeeeec",
    "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
    "000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf 666666 e50000 00d900 e5e500 0000ff e500e5 00e5e5 e5e5e5",
];

/// The least that text has in any of them: 4.5 is what WCAG asks of small text, and no set of the
/// sixteen has it everywhere.
const LEAST: f64 = 3.9;

fn number(colour: Color) -> usize {
    let named = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    let number = named.iter().position(|known| *known == colour);
    number.unwrap_or_else(|| panic!("{colour:?} is none of the sixteen"))
}

fn luminance(rgb: &str) -> f64 {
    let part = |at: usize| {
        let value = u8::from_str_radix(rgb.get(at..at + 2).unwrap(), 16).unwrap();
        let value = f64::from(value) / 255.0;
        match value <= 0.03928 {
            true => value / 12.92,
            false => ((value + 0.055) / 1.055).powf(2.4),
        }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The least contrast of a style on a terminal whose own ground and text are `ground` and `text`.
fn least(style: Style, ground: &str, text: &str) -> f64 {
    let of = PALETTES.map(|palette| {
        let colours: Vec<&str> = palette.split(' ').collect();
        let shown = |colour: Option<Color>, own| match colour {
            None | Some(Color::Reset) => own,
            Some(colour) => colours[number(colour)],
        };
        contrast(shown(style.fg, text), shown(style.bg, ground))
    });
    of.into_iter().fold(f64::INFINITY, f64::min)
}

fn styles(theme: &Theme) -> Vec<(String, Style)> {
    let roles = Role::ALL.iter();
    let roles = roles
        // Frames carry nothing that has to be read.
        .filter(|(role, _)| *role != Role::Border)
        .map(|(role, name)| ((*name).to_owned(), theme.style(*role)));
    let actors = ActorKind::ALL.map(|kind| (format!("{kind:?}"), theme.actor(kind)));
    roles.chain(actors).collect()
}

#[test]
fn sixteen_colours_can_be_read_on_dark_and_light() {
    let (registry, _) = Registry::new(&[]);
    for (background, ground, text) in [
        (Background::Dark, "000000", "cccccc"),
        (Background::Unknown, "000000", "cccccc"),
        (Background::Light, "ffffff", "000000"),
    ] {
        let theme = registry.fitting(background, Depth::Ansi16).unwrap();
        for (name, style) in styles(theme) {
            let least = least(style, ground, text);
            assert!(
                least >= LEAST,
                "{name} of {} on {ground}: {least:.1}",
                theme.name
            );
        }
    }
}

#[test]
fn in_sixteen_colours_kinds_of_actors_differ_from_one_another() {
    let (registry, _) = Registry::new(&[]);
    for name in ["ansi", "ansi-light"] {
        let theme = registry.named(name).unwrap();
        let kinds = ActorKind::ALL;
        for (at, one) in kinds.iter().enumerate() {
            for other in kinds.iter().skip(at + 1) {
                assert_ne!(theme.actor(*one), theme.actor(*other), "{one:?} {other:?}");
            }
        }
    }
}

#[test]
fn what_is_gone_to_differs_by_more_than_its_colour() {
    let (registry, _) = Registry::new(&[]);
    for name in ["ansi", "ansi-light"] {
        let theme = registry.named(name).unwrap();
        let [hit, current] = [Role::Hit, Role::HitCurrent].map(|role| theme.style(role));
        assert_ne!(
            hit.add_modifier & Modifier::BOLD,
            current.add_modifier & Modifier::BOLD
        );
    }
}
