//! Eight bytes of a text looked at in one step, as a number whose lowest byte is the first. What is
//! found is told by the highest bit of each byte.

/// The same byte eight times.
pub(crate) const fn all(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each byte.
pub(crate) const HIGH: u64 = all(0x80);
/// What tells small letters of ASCII from capitals.
const SMALL: u64 = all(0x20);

/// Whether each byte is from `FIRST` to `LAST`; no byte of `eight` has its highest bit.
#[inline]
const fn between<const FIRST: u8, const LAST: u8>(eight: u64) -> u64 {
    let (first, last) = const { (all(0x80 - FIRST), all(0x7f - LAST)) };
    (eight + first) & !(eight + last) & HIGH
}

/// Which bytes are letters of ASCII.
#[inline]
pub(crate) const fn letters(eight: u64) -> u64 {
    between::<b'a', b'z'>((eight & !HIGH) | SMALL) & !eight
}

/// Which bytes are figures of ASCII.
#[inline]
pub(crate) const fn figures(eight: u64) -> u64 {
    between::<b'0', b'9'>(eight & !HIGH) & !eight
}

/// Which bytes are letters or figures of ASCII.
#[inline]
pub(crate) const fn alphanumeric(eight: u64) -> u64 {
    letters(eight) | figures(eight)
}

/// How many bytes the letters and figures of ASCII are with which `text` begins.
#[inline]
pub(crate) fn word(text: &[u8]) -> usize {
    let mut length = 0;
    while let Some(&eight) = text.get(length..).and_then(<[u8]>::first_chunk) {
        let eight = u64::from_le_bytes(eight);
        let bits = (!alphanumeric(eight) & HIGH).trailing_zeros();
        length += bits as usize / 8;
        if bits < 64 {
            return length;
        }
    }
    let rest = text.get(length..).unwrap_or_default().iter();
    length + rest.take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_what_it_is_alone() {
        for byte in 0..=255_u8 {
            for place in 0..8 {
                let mut bytes = [b'~'; 8];
                bytes[place] = byte;
                let eight = u64::from_le_bytes(bytes);
                let bit = 0x80 << (8 * place);
                let expected = |is: bool| if is { bit } else { 0 };
                assert_eq!(letters(eight), expected(byte.is_ascii_alphabetic()));
                assert_eq!(figures(eight), expected(byte.is_ascii_digit()));
            }
        }
        for text in [
            "",
            "a",
            "Kim",
            "presidente",
            "KN23-",
            "sedici16lettere!",
            "perché",
        ] {
            let slow = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
            assert_eq!(word(text.as_bytes()), slow, "{text}");
        }
    }
}
