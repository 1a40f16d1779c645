//! Bytes of terminals in, keys out.

use proptest::prelude::*;

use super::*;
use crate::app::mouse::{Button, MouseKind};

/// All that `bytes` say, with nothing after them.
fn decode(bytes: &[u8]) -> Vec<Decoded> {
    let mut decoder = Decoder::new();
    let mut out = Vec::new();
    decoder.feed(bytes, &mut out);
    if decoder.patience().is_some() {
        decoder.settle(&mut out);
    }
    out
}

/// The keys that `bytes` say, in their notation.
fn keys(bytes: &[u8]) -> String {
    let names: Vec<String> = decode(bytes)
        .into_iter()
        .map(|decoded| match decoded {
            Decoded::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        })
        .collect();
    names.join(" ")
}

#[test]
fn keys_of_every_common_terminal() {
    for (bytes, expected) in [
        (&b"gG?"[..], "g G ?"),
        ("èß漢👍".as_bytes(), "è ß 漢 👍"),
        (
            b" \t\r\n\x7f\x08",
            "space tab enter ctrl-j backspace ctrl-h",
        ),
        (
            b"\x00\x01\x1a\x1c\x1f",
            "ctrl-space ctrl-a ctrl-z ctrl-\\ ctrl-_",
        ),
        (b"\x1b", "esc"),
        (b"\x1b\x1b", "esc esc"),
        (b"\x1b\x1b[A", "esc up"),
        (b"\x1bx\x1bX", "alt-x alt-X"),
        (b"\x1b\r\x1b\x7f", "alt-enter alt-backspace"),
        ("\x1bè".as_bytes(), "alt-è"),
        (b"\x1bO", "alt-O"),
        (b"\x1b[", "alt-["),
        (b"\x1b]", "alt-]"),
        (b"\x1bP", "alt-P"),
        (b"\x1b[A\x1b[B\x1b[C\x1b[D", "up down right left"),
        (b"\x1bOA\x1bOB\x1bOC\x1bOD", "up down right left"),
        (b"\x1b[H\x1b[F\x1bOH\x1bOF", "home end home end"),
        (b"\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "home end home end"),
        (
            b"\x1b[2~\x1b[3~\x1b[5~\x1b[6~",
            "insert delete pageup pagedown",
        ),
        (b"\x1bOP\x1b[11~\x1b[[A\x1b[P", "f1 f1 f1 f1"),
        (b"\x1bOS\x1b[15~\x1b[17~\x1b[21~", "f4 f5 f6 f10"),
        (b"\x1b[23~\x1b[24~\x1b[34~", "f11 f12 f20"),
        (b"\x1b[Z", "shift-tab"),
        (
            b"\x1b[1;3D\x1b[1;5C\x1b[1;2A",
            "alt-left ctrl-right shift-up",
        ),
        (
            b"\x1b[5;5~\x1b[15;2~\x1b[1;5P",
            "ctrl-pageup shift-f5 ctrl-f1",
        ),
        (b"\x1b[112;5u\x1b[97;2u\x1b[13;2u", "ctrl-p A shift-enter"),
        (b"\x1b[27;5;9~\x1b[27;2;13~", "ctrl-tab shift-enter"),
        (b"\x1b[97;1:3u\x1b[97;1:2u", "a"),
        (b"\x1bOM", "enter"),
    ] {
        assert_eq!(keys(bytes), expected, "{}", bytes.escape_ascii());
    }
}

#[test]
fn answers_and_unknown_sequences_are_no_keys() {
    for bytes in [
        &b"\x1b[?62;22c"[..],
        b"\x1b[>41;390;0c",
        b"\x1b]0;title\x07",
        b"\x1b]52;c;QQ==\x1b\\",
        b"\x1bP0$r\x1b\\",
        b"\x1b_Gi=1;OK\x1b\\",
        b"\x1b[57399u",
        b"\x1b[99~",
        b"\x1b[<35;10;10M",
        b"\x1b[<0;:;1M",
        b"\x1b[?2026;2$y",
        b"\x1b[12",
        b"\x80\xff\xc0",
        "\u{9b}".as_bytes(),
        b"\xf0\x9f\x91",
    ] {
        assert_eq!(keys(bytes), "", "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_broken_sequence_does_not_swallow_the_key_after_it() {
    for (bytes, expected) in [
        (&b"\x1b[12\x1b[A"[..], "up"),
        (b"\x1b[12\rq", "enter q"),
        (b"\xe6\xbcq", "q"),
        (b"\x1b]0;x\x1b[Bq", "down q"),
        (b"\x1b]0;x\x18q", "q"),
        (b"\x1bO\xc3\xa8", "è"),
    ] {
        assert_eq!(keys(bytes), expected, "{}", bytes.escape_ascii());
    }
}

#[test]
fn the_mouse_is_told_in_cells_from_zero() {
    let report = |bytes: &[u8]| match decode(bytes).as_slice() {
        [Decoded::Mouse(mouse)] => (mouse.kind, mouse.column, mouse.row),
        other => panic!("{other:?}"),
    };
    for (bytes, expected) in [
        (&b"\x1b[<0;1;1M"[..], (MouseKind::Down(Button::Left), 0, 0)),
        (b"\x1b[<0;10;20m", (MouseKind::Up(Button::Left), 9, 19)),
        (b"\x1b[<34;3;4M", (MouseKind::Drag(Button::Right), 2, 3)),
        (b"\x1b[<64;3;4M", (MouseKind::ScrollUp, 2, 3)),
        (b"\x1b[<65;3;4M", (MouseKind::ScrollDown, 2, 3)),
        (b"\x1b[<81;3;4M", (MouseKind::ScrollDown, 2, 3)),
        (b"\x1b[<0;0;0M", (MouseKind::Down(Button::Left), 0, 0)),
        (
            b"\x1b[<0;99999;70000M",
            (MouseKind::Down(Button::Left), u16::MAX, u16::MAX),
        ),
        (b"\x1b[M !!", (MouseKind::Down(Button::Left), 0, 0)),
        (b"\x1b[M#*+", (MouseKind::Up(Button::Left), 9, 10)),
        (b"\x1b[M`!\xff", (MouseKind::ScrollUp, 0, 222)),
    ] {
        assert_eq!(report(bytes), expected, "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_paste_is_one_text_whatever_is_in_it() {
    for (bytes, expected) in [
        (&b"\x1b[200~ciao\x1b[201~"[..], "ciao"),
        (b"\x1b[200~a\r\nb\rc\x1b[201~", "a\nb\nc"),
        (b"\x1b[200~\x1b[A\x03q\x1b[201~", "\x1b[A\x03q"),
        (b"\x1b[200~\xff\xc3\x1b[201~", "\u{fffd}\u{fffd}"),
        (b"\x1b[200~never ended", "never ended"),
    ] {
        let expected = Decoded::Paste(expected.to_owned());
        assert_eq!(decode(bytes), [expected], "{}", bytes.escape_ascii());
    }
    assert_eq!(decode(b"\x1b[200~\x1b[201~"), []);
}

#[test]
fn a_long_paste_comes_in_parts_and_loses_nothing() {
    let text = "perché ".repeat(40_000);
    let mut bytes = b"\x1b[200~".to_vec();
    bytes.extend(text.as_bytes());
    bytes.extend(PASTE_END);
    bytes.push(b'q');
    let mut joined = String::new();
    let mut parts = decode(&bytes);
    assert_eq!(parts.pop(), Some(Decoded::Key(Key::char('q'))));
    for part in &parts {
        match part {
            Decoded::Paste(part) => joined.push_str(part),
            other => panic!("{other:?}"),
        }
    }
    assert!(parts.len() > 1);
    assert!(joined == text, "the parts do not make the text");
}

#[test]
fn the_background_is_light_or_dark() {
    for (answer, expected) in [
        ("11;rgb:0000/0000/0000", Some(Background::Dark)),
        ("11;rgb:ffff/ffff/ffff", Some(Background::Light)),
        ("11;rgb:1e/1e/2e", Some(Background::Dark)),
        ("11;rgba:fdfd/f6f6/e3e3/ffff", Some(Background::Light)),
        ("11;rgb:f/f/e", Some(Background::Light)),
        ("10;rgb:ffff/ffff/ffff", None),
        ("11;rgb:fffff/0/0", None),
        ("11;rgb:ff/ff", None),
        ("11;?", None),
    ] {
        for end in ["\x07", "\x1b\\"] {
            let bytes = format!("\x1b]{answer}{end}");
            let expected: Vec<_> = expected.map(Decoded::Background).into_iter().collect();
            assert_eq!(decode(bytes.as_bytes()), expected, "{answer}");
        }
    }
}

#[test]
fn focus_is_told() {
    assert_eq!(
        decode(b"\x1b[I\x1b[O"),
        [Decoded::Focus(true), Decoded::Focus(false)]
    );
}

proptest! {
    /// Where reads cut the bytes makes no difference, and nothing panics (E9).
    #[test]
    fn cuts_make_no_difference(
        bytes in proptest::collection::vec(prop_oneof![
            any::<u8>(),
            proptest::sample::select(&b"\x1b\x1b[[<200~201~;:M]O\x07AZu0159"[..]),
        ], 0..200),
        cut in 1_usize..7,
    ) {
        let whole = decode(&bytes);
        let mut decoder = Decoder::new();
        let mut out = Vec::new();
        for part in bytes.chunks(cut) {
            decoder.feed(part, &mut out);
        }
        decoder.settle(&mut out);
        prop_assert_eq!(out, whole);
    }

    /// After a pause, a key is a key again, whatever came before.
    #[test]
    fn a_pause_brings_back_the_keys(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        let mut decoder = Decoder::new();
        let mut out = Vec::new();
        decoder.feed(&bytes, &mut out);
        decoder.settle(&mut out);
        out.clear();
        decoder.feed(b"q", &mut out);
        prop_assert_eq!(out, [Decoded::Key(Key::char('q'))]);
    }
}
