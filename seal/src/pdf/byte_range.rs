//! The bytes that a signature covers, and the gap in them that holds it.

use std::ops::Range;

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Document, Object, ObjectId};
use sha2::{Digest, Sha256};

use super::document::get;

/// The largest `/Contents` that is read, in bytes. Those with timestamps have some 20,000.
const MAX_CONTENTS_BYTES: usize = 256 * 1024;

/// Why the bytes that a signature covers are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ByteRangeProblem {
    /// They are not stated as the standard has it; said how.
    Malformed(&'static str),
    /// They are stated in a way that is not looked at here; said which.
    Unsupported(&'static str),
}

/// The bytes that a signature covers.
pub(super) struct Signed {
    /// Their SHA-256.
    pub(super) digest: [u8; 32],
    /// Where they end: the end of the signed revision.
    pub(super) end: usize,
    /// The gap between them: `/Contents` with its angle brackets.
    pub(super) gap: Range<usize>,
}

/// Checks `/ByteRange` of the signature that is object `id`, and reads `/Contents` from exactly the gap
/// that it leaves.
pub(super) fn signed_parts(
    bytes: &[u8],
    document: &Document,
    id: ObjectId,
    dictionary: &Dictionary,
) -> Result<(Signed, Vec<u8>), ByteRangeProblem> {
    let malformed = ByteRangeProblem::Malformed;
    // In an object stream it has no bytes of its own that a range could leave out (ISO 32000-1, 12.8.1).
    let Some(XrefEntry::Normal { offset, .. }) = document.reference_table.get(id.0) else {
        return Err(malformed("the signature lies in an object stream"));
    };
    let Some(Object::Array(range)) = get(document, dictionary, b"ByteRange") else {
        return Err(malformed("the signature has no /ByteRange"));
    };
    let range: Vec<usize> = range
        .iter()
        .filter_map(|number| usize::try_from(number.as_i64().ok()?).ok())
        .collect();
    let [0, gap_start, gap_end, rest] = *range.as_slice() else {
        return Err(malformed("its /ByteRange is not of the form [0 a b c]"));
    };
    let end = gap_end.checked_add(rest).filter(|end| *end <= bytes.len());
    let (Some(end), true) = (end, gap_start < gap_end) else {
        return Err(malformed("its /ByteRange reaches beyond the file"));
    };
    if usize::try_from(*offset).is_ok_and(|offset| offset >= gap_start) {
        return Err(malformed(
            "its /ByteRange leaves out something before the signature",
        ));
    }
    let gap = bytes.get(gap_start..gap_end).unwrap_or_default();
    if gap.len() > 2 * MAX_CONTENTS_BYTES + 2 {
        return Err(ByteRangeProblem::Unsupported(
            "its /Contents is larger than 256 KiB",
        ));
    }
    let digits = gap
        .strip_prefix(b"<")
        .and_then(|gap| gap.strip_suffix(b">"))
        .ok_or_else(|| malformed("its /ByteRange leaves out more or less than /Contents"))?;
    let contents = decode_hexadecimal(digits)
        .ok_or_else(|| malformed("its /Contents is not plain hexadecimal"))?;
    match get(document, dictionary, b"Contents") {
        Some(Object::String(same, _)) if *same == contents => {}
        _ => {
            return Err(malformed(
                "its /ByteRange leaves out something else than its /Contents",
            ));
        }
    }
    let mut hash = Sha256::new();
    hash.update(bytes.get(..gap_start).unwrap_or_default());
    hash.update(bytes.get(gap_end..end).unwrap_or_default());
    Ok((
        Signed {
            digest: hash.finalize().into(),
            end,
            gap: gap_start..gap_end,
        },
        contents,
    ))
}

/// Reads hexadecimal digits, all of one case and without white space, so that there is one
/// spelling only.
fn decode_hexadecimal(digits: &[u8]) -> Option<Vec<u8>> {
    base16ct::lower::decode_vec(digits)
        .or_else(|_| base16ct::upper::decode_vec(digits))
        .ok()
}

/// Writes bytes as hexadecimal digits between the angle brackets of a gap, whose other digits become zero.
/// What does not fit is left out.
pub(super) fn fill_gap(file: &mut [u8], gap: Range<usize>, bytes: &[u8]) {
    let digits = bytes.iter().flat_map(|byte| {
        [byte >> 4, byte & 15].map(|digit| b"0123456789ABCDEF"[usize::from(digit)])
    });
    let inside = gap.start + 1..gap.end.saturating_sub(1);
    for (to, from) in file
        .get_mut(inside)
        .unwrap_or_default()
        .iter_mut()
        .zip(digits.chain(std::iter::repeat(b'0')))
    {
        *to = from;
    }
}

/// Splits off the first DER value: its tag must be that of a SEQUENCE.
pub(super) fn split_der(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (header, length) = match bytes {
        [0x30, length @ 0..=0x7f, ..] => (2, usize::from(*length)),
        [0x30, 0x81, length, ..] => (3, usize::from(*length)),
        [0x30, 0x82, high, low, ..] => (4, usize::from(u16::from_be_bytes([*high, *low]))),
        [0x30, 0x83, high, middle, low, ..] => {
            let length = u32::from_be_bytes([0, *high, *middle, *low]);
            (5, usize::try_from(length).ok()?)
        }
        _ => return None,
    };
    bytes.split_at_checked(header + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_spelling_of_hexadecimal_is_read() {
        assert_eq!(decode_hexadecimal(b"00fF"), None);
        assert_eq!(decode_hexadecimal(b"00FF"), Some(vec![0, 255]));
        assert_eq!(decode_hexadecimal(b"00ff"), Some(vec![0, 255]));
        assert_eq!(decode_hexadecimal(b"0"), None);
        assert_eq!(decode_hexadecimal(b"0 0 "), None);
        assert_eq!(decode_hexadecimal(b"+0"), None);
    }

    #[test]
    fn der_is_split_from_its_padding() {
        assert_eq!(
            split_der(&[0x30, 1, 7, 0, 0]),
            Some((&[0x30, 1, 7][..], &[0, 0][..]))
        );
        assert_eq!(split_der(&[0x30, 3, 7]), None);
        assert_eq!(split_der(&[0x30, 0x82, 0xff, 0xff, 0]), None);
        assert_eq!(split_der(&[0x31, 0]), None);
        assert_eq!(split_der(&[]), None);
    }
}
