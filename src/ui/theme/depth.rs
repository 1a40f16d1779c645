//! Colours for terminals that do not have them all: each becomes the nearest that the terminal has.

use ratatui::style::{Color, Style};

use crate::app::capabilities::Depth;

/// `style` with colours that a terminal of this depth has. Without colours only attributes stay.
pub(super) fn fitted(style: Style, depth: Depth) -> Style {
    Style {
        fg: style.fg.and_then(|colour| nearest(colour, depth)),
        bg: style.bg.and_then(|colour| nearest(colour, depth)),
        ..style
    }
}

fn nearest(colour: Color, depth: Depth) -> Option<Color> {
    match (depth, colour) {
        (Depth::Monochrome, _) => None,
        (Depth::Ansi256, Color::Rgb(r, g, b)) => Some(Color::Indexed(of_256((r, g, b)))),
        (Depth::Ansi16, Color::Rgb(r, g, b)) => Some(Color::Indexed(of_16((r, g, b)))),
        (_, colour) => Some(colour),
    }
}

type Rgb = (u8, u8, u8);

/// The levels of the colour cube of xterm (`256colres.h`).
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The usual sixteen of xterm, by their numbers.
const SIXTEEN: [Rgb; 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

/// The eye sees green best and blue least: the weights of Rec. 601, rounded.
fn distance(one: Rgb, other: Rgb) -> u32 {
    let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
    3 * square(one.0, other.0) + 6 * square(one.1, other.1) + square(one.2, other.2)
}

/// The nearest of the colour cube (16 to 231) and of the greys (232 to 255).
fn of_256(colour: Rgb) -> u8 {
    let level = |value: u8| {
        let levels = (0_u8..).zip(LEVELS);
        levels
            .min_by_key(|(_, level)| level.abs_diff(value))
            .unwrap_or_default()
    };
    let (r, g, b) = (level(colour.0), level(colour.1), level(colour.2));
    let greys = (0_u8..24).map(|step| (step, 8 + 10 * step));
    let (step, grey) = greys
        .min_by_key(|&(_, grey)| distance(colour, (grey, grey, grey)))
        .unwrap_or_default();
    if distance(colour, (grey, grey, grey)) < distance(colour, (r.1, g.1, b.1)) {
        232 + step
    } else {
        16 + 36 * r.0 + 6 * g.0 + b.0
    }
}

fn of_16(colour: Rgb) -> u8 {
    let known = (0_u8..).zip(SIXTEEN);
    known
        .min_by_key(|&(_, known)| distance(colour, known))
        .unwrap_or_default()
        .0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_colour_is_taken() {
        for (colour, of256, of16) in [
            ((0, 0, 0), 16, 0),
            ((255, 255, 255), 231, 15),
            ((255, 0, 0), 196, 9),
            ((95, 135, 175), 67, 8),
            ((8, 8, 8), 232, 0),
            ((128, 128, 128), 244, 8),
        ] {
            assert_eq!((of_256(colour), of_16(colour)), (of256, of16), "{colour:?}");
        }
    }

    #[test]
    fn attributes_stay_without_colours() {
        let style = Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Red).bold();
        assert_eq!(fitted(style, Depth::Monochrome), Style::new().bold());
    }
}
