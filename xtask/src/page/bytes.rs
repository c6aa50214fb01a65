//! Bytes inside an HTML file in windows-1252, where every byte is a character: almost as they are.

/// What stands before a byte that HTML would change or could take for markup, which is then written 64 higher.
const ESCAPE: u8 = b'=';

/// The bytes that cannot stand in a script element as they are: a browser replaces the first, reads the second
/// as a line feed (HTML, sections 13.2.5.4 and 13.2.3.5), and could take the third for the element's end.
const ESCAPED: [u8; 4] = [0, b'\r', b'<', ESCAPE];

/// What is added to an escaped byte.
const SHIFT: u8 = 64;

/// The bytes as they stand in the element. `public/boot/start.js` reads them.
pub(crate) fn escape(bytes: &[u8]) -> Vec<u8> {
    let mut escaped = Vec::with_capacity(bytes.len() + bytes.len() / 48);
    for byte in bytes {
        if ESCAPED.contains(byte) {
            escaped.extend([ESCAPE, byte + SHIFT]);
        } else {
            escaped.push(*byte);
        }
    }
    escaped
}

/// The characters of the bytes from 128 to 159; the others are those of their number. `public/boot/start.js`
/// has the same (WHATWG Encoding, index windows-1252).
const MOVED: [char; 32] = [
    '\u{20ac}', '\u{81}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}',
    '\u{2c6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{8d}', '\u{17d}', '\u{8f}',
    '\u{90}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}',
    '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\u{9d}', '\u{17e}', '\u{178}',
];

/// A text in windows-1252, or the first character of it that has no place there.
pub(crate) fn from_text(text: &str) -> Result<Vec<u8>, char> {
    text.chars()
        .map(|character| {
            let moved = MOVED
                .iter()
                .zip(128..)
                .find(|(moved, _)| **moved == character);
            match (moved, u8::try_from(character)) {
                (Some((_, byte)), _) | (None, Ok(byte @ (..128 | 160..))) => Ok(byte),
                (None, _) => Err(character),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{ESCAPE, SHIFT, escape, from_text};

    fn unescape(escaped: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut rest = escaped.iter();
        while let Some(byte) = rest.next() {
            match *byte {
                ESCAPE => bytes.push(rest.next().unwrap() - SHIFT),
                byte => bytes.push(byte),
            }
        }
        bytes
    }

    #[test]
    fn every_pair_of_bytes_comes_back_and_none_is_markup() {
        for first in 0..=255 {
            for second in 0..=255 {
                let escaped = escape(&[first, second]);
                assert_eq!(unescape(&escaped), [first, second]);
                assert!(!escaped.iter().any(|byte| [0, b'\r', b'<'].contains(byte)));
            }
        }
    }

    #[test]
    fn little_is_added() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(escape(&all).len(), 256 + 4);
    }

    #[test]
    fn texts_are_written_in_windows_1252() {
        assert_eq!(
            from_text("a\u{2019}\u{fc}\u{2026}"),
            Ok(vec![b'a', 0x92, 0xfc, 0x85])
        );
        assert_eq!(from_text("\u{4e00}"), Err('\u{4e00}'));
        assert_eq!(from_text("\u{80}"), Err('\u{80}'));
        assert_eq!(from_text("\u{20ac}\u{81}"), Ok(vec![0x80, 0x81]));
    }
}
