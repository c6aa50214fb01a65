//! Bytes as text that can stand inside an element, shorter than base64: 16 characters for 13 bytes.

/// The digits of basE91 (<https://base91.sourceforge.net>), but with `-` for `<`: without that character
/// no text can end the element it stands in, or begin a comment there. `public/boot/start.js` has the same.
const DIGITS: &[u8; 91] =
    b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&()*+,./:;-=>?@[]^_`{|}~\"";

/// Two digits can be told apart for all 13 bits and, up to this value, for one bit more.
const LAST_WITH_A_BIT_MORE: u32 = 91 * 91 - (1 << 13) - 1;

/// The text for some bytes, two characters for 13 or 14 bits.
pub(crate) fn from_bytes(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() / 13 * 16 + 16);
    let mut push = |digit: u32| text.push(char::from(DIGITS[(digit % 91) as usize]));
    let (mut bits, mut count) = (0_u32, 0);
    for byte in bytes {
        bits |= u32::from(*byte) << count;
        count += 8;
        if count > 13 {
            let taken = if bits & 0x1fff > LAST_WITH_A_BIT_MORE {
                13
            } else {
                14
            };
            let value = bits & ((1 << taken) - 1);
            push(value);
            push(value / 91);
            bits >>= taken;
            count -= taken;
        }
    }
    if count > 0 {
        push(bits);
        if count > 7 || bits > 90 {
            push(bits / 91);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{DIGITS, LAST_WITH_A_BIT_MORE, from_bytes};

    fn to_bytes(text: &str) -> Vec<u8> {
        let digit = |character: &u8| DIGITS.iter().position(|digit| digit == character).unwrap();
        let (mut bytes, mut bits, mut count) = (Vec::new(), 0_usize, 0);
        for pair in text.as_bytes().chunks(2) {
            let value = pair
                .iter()
                .rev()
                .fold(0, |value, next| value * 91 + digit(next));
            bits |= value << count;
            if pair.len() == 1 {
                bytes.push((bits & 0xff) as u8);
                break;
            }
            let is_long = value & 0x1fff <= LAST_WITH_A_BIT_MORE as usize;
            count += if is_long { 14 } else { 13 };
            while count > 7 {
                bytes.push((bits & 0xff) as u8);
                bits >>= 8;
                count -= 8;
            }
        }
        bytes
    }

    /// Bytes that look random, always the same (SplitMix64).
    fn random_bytes(mut state: u64, count: usize) -> Vec<u8> {
        let mut next = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            (mixed >> 56) as u8
        };
        (0..count).map(|_| next()).collect()
    }

    /// What the reference implementation writes; neither has a `<`.
    #[test]
    fn is_base91() {
        assert_eq!(from_bytes(b"test"), "fPNKd");
        assert_eq!(from_bytes(b"Hello World!"), ">OwJh>Io0Tv!8PE");
    }

    #[test]
    fn no_bytes_become_a_text_that_ends_its_element() {
        for seed in 0..50 {
            let bytes = random_bytes(seed, 20_000);
            let text = from_bytes(&bytes);
            assert!(!text.contains(['<', '\r', '\n', '\0']) && text.is_ascii());
            assert_eq!(to_bytes(&text), bytes);
        }
        assert!(!DIGITS.contains(&b'<'));
        let mut different = DIGITS.to_vec();
        different.sort_unstable();
        different.dedup();
        assert_eq!(different.len(), 91);
    }

    #[test]
    fn every_length_comes_back() {
        for length in 0..200 {
            for fill in [0, 0x5a, 0xff] {
                let bytes = vec![fill; length];
                assert_eq!(to_bytes(&from_bytes(&bytes)), bytes);
            }
            let bytes = random_bytes(length as u64, length);
            assert_eq!(to_bytes(&from_bytes(&bytes)), bytes);
        }
    }
}
