//! Reading a PDF that may come from anybody, with bounds, and small helpers over `lopdf`.

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, StringFormat};

use super::layout::check_layout;
use super::places::check_places;
use super::section::check_streams;

/// The largest PDF that is read: 64 MiB.
pub const MAX_PDF_BYTES: usize = 64 * 1024 * 1024;

/// What all compressed object streams of a file may have together, decompressed: so many times what the
/// file has, but never less than [`LEAST_OBJECT_STREAM_BYTES`] nor more than [`MAX_OBJECT_STREAM_BYTES`]. Of a
/// report it is twice as much.
const UNPACKED_TO_PACKED: usize = 4;

/// What they may have together in a small file.
const LEAST_OBJECT_STREAM_BYTES: usize = 64 * 1024 * 1024;

/// What they may have together in a large one: enough for a report with [`MAX_OBJECTS`], each of which has
/// some 90 bytes.
const MAX_OBJECT_STREAM_BYTES: usize = 128 * 1024 * 1024;

/// What a single one is allowed at least, however many streams there are.
const MIN_OBJECT_STREAM_BYTES: usize = 64 * 1024;

/// What a single one is allowed at most, however few streams there are. A cross-reference stream that
/// unpacks to this lists a million objects.
const MAX_SINGLE_STREAM_BYTES: usize = 8 * 1024 * 1024;

/// The most streams that a file may have.
const MAX_STREAMS: usize = 20_000;

/// The most objects that a file may have, those that were removed included; a report has some 20,000, and
/// one of 1,200 controls with a note of 10 KB each some 770,000.
const MAX_OBJECTS: usize = 1_000_000;

/// How deep references are followed; the longest sensible chain has two.
const MAX_REFERENCES: usize = 8;

/// Why bytes are not read as a PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadPdfError {
    /// The bytes do not begin as a PDF does.
    #[error("the file is no PDF: it does not begin with %PDF-")]
    NotAPdf,
    /// The file is larger than [`MAX_PDF_BYTES`], or asks for too much memory.
    #[error("the PDF is too large to be read safely: {0}")]
    TooLarge(String),
    /// The file is encrypted.
    #[error("the PDF is encrypted; remove its password first")]
    Encrypted,
    /// The structure of the file is broken. Nothing is guessed: other readers might guess
    /// differently, and show something else than what was checked.
    #[error("the PDF is damaged: {0}")]
    Damaged(String),
}

/// Reads a PDF without repairing anything, with bounded memory.
pub(super) fn load(bytes: &[u8]) -> Result<Document, ReadPdfError> {
    if !bytes.starts_with(b"%PDF-") {
        return Err(ReadPdfError::NotAPdf);
    }
    if bytes.len() > MAX_PDF_BYTES {
        return Err(ReadPdfError::TooLarge(
            "it is larger than 64 MiB".to_owned(),
        ));
    }
    // Each object stream is decompressed while the file is read, and `lopdf` bounds only a single
    // one. The keyword cannot be written in another way, so counting it bounds their number.
    let streams = occurrences(bytes, b"stream") / 2;
    if streams > MAX_STREAMS {
        return Err(ReadPdfError::TooLarge(format!(
            "it has more than {MAX_STREAMS} streams"
        )));
    }
    // A table may name the same cross-reference stream (`/XRefStm`) as another does, so names are counted.
    let unpacked = names(bytes, b"ObjStm") + names(bytes, b"XRef");
    let together = bytes.len().saturating_mul(UNPACKED_TO_PACKED);
    let together = together.clamp(LEAST_OBJECT_STREAM_BYTES, MAX_OBJECT_STREAM_BYTES);
    // So many may each have the least that one is allowed.
    let most = together / MIN_OBJECT_STREAM_BYTES;
    if unpacked > most {
        return Err(ReadPdfError::TooLarge(format!(
            "it has more than {most} object streams"
        )));
    }
    let limit = (together / streams.max(unpacked).max(1))
        .clamp(MIN_OBJECT_STREAM_BYTES, MAX_SINGLE_STREAM_BYTES);
    check_layout(bytes, limit, MAX_OBJECTS)?;
    #[cfg(feature = "count-parses")]
    super::count::note();
    let options = LoadOptions {
        strict: true,
        max_decompressed_size: Some(limit),
        ..LoadOptions::default()
    };
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|error| match error {
            lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
                ReadPdfError::TooLarge("a part of it unpacks to more than is allowed".to_owned())
            }
            error => ReadPdfError::Damaged(error.to_string()),
        })?;
    if document.is_encrypted() || document.encryption_state.is_some() {
        return Err(ReadPdfError::Encrypted);
    }
    check_places(bytes, &document, limit).map_err(ReadPdfError::Damaged)?;
    check_streams(&document, limit).map_err(ReadPdfError::Damaged)?;
    Ok(document)
}

/// Follows references to what is not one; `None` if there is nothing, or a circle.
pub(super) fn resolve<'a>(document: &'a Document, object: &'a Object) -> Option<&'a Object> {
    let mut object = object;
    for _ in 0..MAX_REFERENCES {
        match object {
            Object::Reference(id) => object = document.objects.get(id)?,
            other => return Some(other),
        }
    }
    None
}

/// The value of a key, with references followed.
pub(super) fn get<'a>(
    document: &'a Document,
    dictionary: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Object> {
    resolve(document, dictionary.get(key).ok()?)
}

/// The dictionary at a key, with references followed.
pub(super) fn get_dictionary<'a>(
    document: &'a Document,
    dictionary: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    get(document, dictionary, key)?.as_dict().ok()
}

/// The text at a key: UTF-16BE with a byte order mark, UTF-8 with one, or else Latin-1 in place
/// of PDFDocEncoding (they agree on letters).
pub(super) fn get_text(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    let Object::String(bytes, _) = get(document, dictionary, key)? else {
        return None;
    };
    Some(if let Some(utf16) = bytes.strip_prefix(b"\xfe\xff") {
        let units = utf16.chunks(2).map(|pair| match pair {
            [high, low] => u16::from_be_bytes([*high, *low]),
            _ => 0xfffd,
        });
        char::decode_utf16(units)
            .map(|c| c.unwrap_or('\u{fffd}'))
            .collect()
    } else if let Some(utf8) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        String::from_utf8_lossy(utf8).into_owned()
    } else {
        bytes.iter().copied().map(char::from).collect()
    })
}

/// A text string in hexadecimal, UTF-16BE unless it is ASCII. Hexadecimal, so that no text can
/// look like something else in the file.
pub(super) fn text_string(text: &str) -> Object {
    let bytes = if text.is_ascii() {
        text.as_bytes().to_vec()
    } else {
        let mut bytes = vec![0xfe, 0xff];
        bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        bytes
    };
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The object number of the catalog, and the catalog.
pub(super) fn catalog(document: &Document) -> Option<(ObjectId, &Dictionary)> {
    let id = document.trailer.get(b"Root").ok()?.as_reference().ok()?;
    Some((id, document.objects.get(&id)?.as_dict().ok()?))
}

/// How often `needle` occurs, not counting overlaps.
fn occurrences(haystack: &[u8], needle: &[u8]) -> usize {
    let mut count = 0;
    let mut rest = haystack;
    while let Some(position) = find(rest, needle) {
        count += 1;
        rest = rest.get(position + needle.len()..).unwrap_or_default();
    }
    count
}

/// How often a name that begins with these bytes is written, with escapes or without (ISO 32000-1, 7.3.5).
fn names(file: &[u8], beginning: &[u8]) -> usize {
    let slashes = file.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    let named = slashes.filter(|(at, _)| {
        let mut rest = file.get(at + 1..).unwrap_or_default();
        beginning.iter().all(|wanted| {
            let (found, after) = match rest {
                [b'#', high, low, after @ ..] => {
                    let digit = |byte: &u8| char::from(*byte).to_digit(16);
                    let value = digit(high).zip(digit(low));
                    (value.map(|(high, low)| high << 4 | low), after)
                }
                [byte, after @ ..] => (Some(u32::from(*byte)), after),
                [] => (None, rest),
            };
            rest = after;
            found == Some(u32::from(*wanted))
        })
    });
    named.count()
}

/// Where `needle` first occurs.
pub(super) fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_however_they_are_written() {
        let text = b"/ObjStm/Obj#53tm /#4f#62jStm/ObjStream/Type /ObjSt#6D";
        assert_eq!(names(text, b"ObjStm"), 4);
        assert_eq!(names(b"/XRef/XRefStm 1/X/", b"XRef"), 2);
        assert_eq!(names(b"/#4/#4g/#", b"O"), 0);
    }
}
