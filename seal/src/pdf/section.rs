//! What a revision appended, byte for byte: objects, one cross-reference section that says where they
//! are, and nothing else (ISO 32000-1, 7.5.4, 7.5.6 and 7.5.8).
//!
//! `lopdf` says what the objects hold that it finds. Other readers may find others: where a section lists
//! a number twice or says too small a size, names a second section, gives an object the place of another
//! one, or leaves one out that a reader comes upon when it repairs. None of that is read here.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use lopdf::xref::XrefType;
use lopdf::{Document, Object, ObjectId, Stream};

use super::syntax::{Ambiguous, Reading, Value, is_space};

/// What a cross-reference stream of a revision may unpack to. One that signs has some 50 bytes.
const MAX_SECTION_BYTES: usize = 64 * 1024;

/// Checks that a revision of a file wrote these objects and no other, and said so in one section of the
/// kind that was there before. `touched` are the objects that were compared.
///
/// # Errors
/// What it did beside that, in words.
pub(super) fn check_appended(
    file: &[u8],
    before: (&Document, usize),
    after: (&Document, usize),
    touched: &BTreeSet<ObjectId>,
) -> Result<(), String> {
    let ((before, from), (after, to)) = (before, after);
    let file = file.get(..to).unwrap_or_default();
    if after.xref_start == before.xref_start && touched.is_empty() {
        // Bytes that say nothing, as the end of a line after the last signature.
        let blank = file
            .get(from..)
            .unwrap_or_default()
            .iter()
            .all(|b| is_space(*b));
        return if blank {
            Ok(())
        } else {
            Err("something was appended that is no revision".to_owned())
        };
    }
    if is_table(before) != is_table(after) {
        return Err("it goes on with another kind of cross-reference".to_owned());
    }
    let section = Section::read(file, after)
        .map_err(|Ambiguous| "its cross-reference section can be read in more than one way")?;
    if section.start < from || section.previous != Some(before.xref_start as u64) {
        return Err("it does not follow the revision before it".to_owned());
    }
    if section.hybrid {
        return Err("it names a second cross-reference section (/XRefStm)".to_owned());
    }
    if section.size != u64::from(after.max_id) + 1 || after.max_id < before.max_id {
        return Err("it says another number of objects than there are".to_owned());
    }
    let mut expected: BTreeSet<ObjectId> = touched.clone();
    expected.extend(section.own);
    for (number, entry) in &section.entries {
        let told = match entry {
            Entry::At { generation, .. } => expected.remove(&(*number, *generation)),
            // Each table begins with number 0, which is no object (7.5.4).
            Entry::Free => *number == 0 && section.own.is_none(),
            Entry::InStream => false,
        };
        if !told {
            return Err(format!("object {number} was given another place"));
        }
    }
    if let Some((number, _)) = expected.first() {
        return Err(format!("object {number} is not where it is said to be"));
    }
    section
        .check_objects(file, from)
        .map_err(|Ambiguous| "it holds more than the objects that it lists".to_owned())
}

/// Checks that each cross-reference stream of a document says one thing of each object that it lists. Each
/// may unpack to `limit` bytes.
///
/// # Errors
/// Which one does not, in words.
pub(super) fn check_streams(document: &Document, limit: usize) -> Result<(), String> {
    for ((number, _), object) in &document.objects {
        if let Object::Stream(stream) = object
            && stream.dict.has_type(b"XRef")
            && entries_of_stream(stream, limit).is_err()
        {
            return Err(format!(
                "the cross-reference stream {number} can be read in more than one way"
            ));
        }
    }
    Ok(())
}

fn is_table(document: &Document) -> bool {
    matches!(
        document.reference_table.cross_reference_type,
        XrefType::CrossReferenceTable
    )
}

/// Where a section says that an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// At this place of the file.
    At { offset: usize, generation: u16 },
    /// Nowhere any more.
    Free,
    /// In an object stream.
    InStream,
}

/// The last cross-reference section of a file.
#[derive(Debug)]
struct Section {
    /// Where it begins.
    start: usize,
    /// Where the one before it begins.
    previous: Option<u64>,
    /// What it says of the number of objects.
    size: u64,
    /// Whether it names a further one, as hybrid files do.
    hybrid: bool,
    /// Its own object, if it is a stream.
    own: Option<ObjectId>,
    entries: BTreeMap<u32, Entry>,
}

impl Section {
    /// Reads the section with which a file ends.
    fn read(file: &[u8], document: &Document) -> Result<Self, Ambiguous> {
        let start = document.xref_start;
        let mut reading = Reading::new(file, start);
        let (own, entries, trailer) = if is_table(document) {
            let entries = table(&mut reading)?;
            let trailer = reading.take_object()?;
            (None, entries, trailer)
        } else {
            let own = object_header(&mut reading)?;
            let trailer = reading.take_object()?;
            take_stream(&mut reading, &trailer)?;
            let entries = stream(document, own)?;
            (Some(own), entries, trailer)
        };
        reading.take_keyword(b"startxref")?;
        if reading.take_number()? != start as u64 {
            return Err(Ambiguous);
        }
        reading.take_end_of_line()?;
        reading.take(b"%%EOF")?;
        // No comment: readers look for the last `startxref`, also in one.
        reading.skip_blanks();
        let Value::Dictionary(trailer) = trailer else {
            return Err(Ambiguous);
        };
        if !reading.is_at_end() {
            return Err(Ambiguous);
        }
        let number = |key: &[u8]| match trailer.get(key) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        };
        Ok(Self {
            start,
            previous: number(b"Prev"),
            size: number(b"Size").ok_or(Ambiguous)?,
            hybrid: trailer.get(b"XRefStm").is_some(),
            own,
            entries,
        })
    }

    /// Whether the objects stand one after the other from `from` to the section, each where its entry
    /// says, with nothing but white space between them. None of them is a stream.
    fn check_objects(&self, file: &[u8], from: usize) -> Result<(), Ambiguous> {
        let mut places: BTreeMap<usize, ObjectId> = BTreeMap::new();
        for (number, entry) in &self.entries {
            let Entry::At { offset, generation } = *entry else {
                continue;
            };
            let id = (*number, generation);
            if Some(id) == self.own {
                // Its object was read already, as the section.
                if offset != self.start {
                    return Err(Ambiguous);
                }
            } else if places.insert(offset, id).is_some() {
                return Err(Ambiguous);
            }
        }
        let objects = file.get(..self.start).ok_or(Ambiguous)?;
        let mut reading = Reading::new(objects, from);
        reading.skip_blanks();
        for (offset, id) in places {
            if reading.at() != offset || object_header(&mut reading)? != id {
                return Err(Ambiguous);
            }
            reading.take_object()?;
            reading.take_keyword(b"endobj")?;
        }
        if reading.is_at_end() {
            Ok(())
        } else {
            Err(Ambiguous)
        }
    }
}

/// Goes past `12 0 obj`.
pub(super) fn object_header(reading: &mut Reading<'_>) -> Result<ObjectId, Ambiguous> {
    let number = reading.take_number()?;
    reading.take(b" ")?;
    let generation = reading.take_number()?;
    reading.take(b" ")?;
    reading.take_keyword(b"obj")?;
    let number = u32::try_from(number).map_err(|_| Ambiguous)?;
    Ok((number, u16::try_from(generation).map_err(|_| Ambiguous)?))
}

/// Goes past a table, its subsections and the word `trailer` (7.5.4).
pub(super) fn table(reading: &mut Reading<'_>) -> Result<BTreeMap<u32, Entry>, Ambiguous> {
    let mut entries = BTreeMap::new();
    reading.take_keyword(b"xref")?;
    while reading.take(b"trailer").is_err() {
        let first = reading.take_number()?;
        reading.take(b" ")?;
        let count = reading.take_number()?;
        // A blank is written here by some, and skipped by all.
        let _ = reading.take(b" ");
        reading.take_end_of_line()?;
        for number in first..first.checked_add(count).ok_or(Ambiguous)? {
            let number = u32::try_from(number).map_err(|_| Ambiguous)?;
            let mut line = Reading::new(reading.take_bytes(20)?, 0);
            let offset = line.take_number()?;
            line.take(b" ")?;
            let generation = line.take_number()?;
            let entry = if line.take(b" n").is_ok() {
                Entry::At {
                    offset: usize::try_from(offset).map_err(|_| Ambiguous)?,
                    generation: u16::try_from(generation).map_err(|_| Ambiguous)?,
                }
            } else {
                line.take(b" f")?;
                Entry::Free
            };
            // What is longer or shorter than 20 bytes in all does not end here.
            let end = [b" \n", b" \r", b"\r\n"];
            if line.at() != 18 || !end.iter().any(|end| line.take(*end).is_ok()) {
                return Err(Ambiguous);
            }
            if entries.insert(number, entry).is_some() {
                return Err(Ambiguous);
            }
        }
    }
    reading.skip_blanks();
    Ok(entries)
}

/// Goes past the content of a stream, which is as long as it says, and the end of its object; gives the content.
pub(super) fn take_stream<'a>(
    reading: &mut Reading<'a>,
    dictionary: &Value<'_>,
) -> Result<&'a [u8], Ambiguous> {
    let Value::Dictionary(dictionary) = dictionary else {
        return Err(Ambiguous);
    };
    let Some(Value::Number(length)) = dictionary.get(b"Length") else {
        return Err(Ambiguous);
    };
    reading.take(b"stream")?;
    reading.take(b"\r\n").or_else(|_| reading.take(b"\n"))?;
    let content = reading.take_bytes(usize::try_from(*length).map_err(|_| Ambiguous)?)?;
    // Some write none.
    let _ = reading.take_end_of_line();
    reading.take_keyword(b"endstream")?;
    reading.take_keyword(b"endobj")?;
    Ok(content)
}

/// The entries of the cross-reference stream of a revision. It must have one for itself.
fn stream(document: &Document, own: ObjectId) -> Result<BTreeMap<u32, Entry>, Ambiguous> {
    let object = document.objects.get(&own).ok_or(Ambiguous)?;
    let stream = object.as_stream().map_err(|_| Ambiguous)?;
    // With the default of `/Index` it would say something of every object.
    if !stream.dict.has(b"Index") {
        return Err(Ambiguous);
    }
    entries_of_stream(stream, MAX_SECTION_BYTES)
}

/// The entries of a cross-reference stream (7.5.8.2 and 7.5.8.3) that may unpack to `limit` bytes. No
/// number is listed twice, no entry is of a kind that readers take in two ways, and each fits what `lopdf`
/// keeps of it.
pub(super) fn entries_of_stream(
    stream: &Stream,
    limit: usize,
) -> Result<BTreeMap<u32, Entry>, Ambiguous> {
    let content = if stream.is_compressed() {
        let content = stream.decompressed_content_with_limit(limit);
        Cow::Owned(content.map_err(|_| Ambiguous)?)
    } else {
        Cow::Borrowed(stream.content.as_slice())
    };
    let numbers = |key: &[u8]| -> Result<Vec<usize>, Ambiguous> {
        let Ok(Object::Array(numbers)) = stream.dict.get(key) else {
            return Err(Ambiguous);
        };
        let number = |object: &Object| usize::try_from(object.as_i64().ok()?).ok();
        let numbers: Option<Vec<usize>> = numbers.iter().map(number).collect();
        numbers.ok_or(Ambiguous)
    };
    let [kind_width, second_width, third_width] = *numbers(b"W")?.as_slice() else {
        return Err(Ambiguous);
    };
    // Without the first, each entry would be of a kind that is nowhere said.
    if kind_width != 1 || second_width > 8 || third_width > 8 {
        return Err(Ambiguous);
    }
    let index = if stream.dict.has(b"Index") {
        numbers(b"Index")?
    } else {
        let size = stream.dict.get(b"Size").and_then(Object::as_i64);
        let size = size.map_err(|_| Ambiguous)?;
        vec![0, usize::try_from(size).map_err(|_| Ambiguous)?]
    };
    let mut reading = Reading::new(&content, 0);
    let mut field = |width: usize| -> Result<u64, Ambiguous> {
        let bytes = reading.take_bytes(width)?.iter();
        Ok(bytes.fold(0, |value, byte| value << 8 | u64::from(*byte)))
    };
    let short = |value: u64| u16::try_from(value).map_err(|_| Ambiguous);
    let long = |value: u64| u32::try_from(value).map_err(|_| Ambiguous);
    let mut entries = BTreeMap::new();
    for part in index.chunks(2) {
        let [first, count] = *part else {
            return Err(Ambiguous);
        };
        for number in first..first.checked_add(count).ok_or(Ambiguous)? {
            let kind = field(kind_width)?;
            let (second, third) = (field(second_width)?, field(third_width)?);
            let entry = match kind {
                0 => Entry::Free,
                1 => Entry::At {
                    offset: usize::try_from(long(second)?).map_err(|_| Ambiguous)?,
                    generation: short(third)?,
                },
                2 => {
                    // The number of the object stream, and the index in it.
                    long(second)?;
                    short(third)?;
                    Entry::InStream
                }
                _ => return Err(Ambiguous),
            };
            let number = u32::try_from(number).map_err(|_| Ambiguous)?;
            if entries.insert(number, entry).is_some() {
                return Err(Ambiguous);
            }
        }
    }
    if reading.is_at_end() {
        Ok(entries)
    } else {
        Err(Ambiguous)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cross-reference stream with one entry, number 7.
    fn one(widths: [i64; 3], content: &[u8]) -> Stream {
        let numbers = |numbers: &[i64]| -> Vec<Object> {
            numbers.iter().map(|number| (*number).into()).collect()
        };
        let dictionary =
            lopdf::dictionary! { "W" => numbers(&widths), "Index" => numbers(&[7, 1]) };
        Stream::new(dictionary, content.to_vec())
    }

    #[test]
    fn an_entry_is_read_if_it_fits_what_everybody_keeps_of_it() {
        let read = |widths, content: &[u8]| {
            let entries = entries_of_stream(&one(widths, content), 1_000).ok()?;
            entries.get(&7).copied()
        };
        let (offset, generation) = (0x0102, 3);
        let at = Some(Entry::At { offset, generation });
        assert_eq!(read([1, 2, 1], &[1, 1, 2, 3]), at);
        assert_eq!(read([1, 5, 4], &[1, 0, 0, 0, 1, 2, 0, 0, 0, 3]), at);
        assert_eq!(read([1, 1, 0], &[2, 5]), Some(Entry::InStream));
        assert_eq!(read([1, 1, 1], &[0, 5, 255]), Some(Entry::Free));
        // An offset of 33 bits, a generation of 17, a kind 3, no kind, a byte more, a byte less.
        assert_eq!(read([1, 5, 1], &[1, 1, 0, 0, 0, 2, 3]), None);
        assert_eq!(read([1, 1, 3], &[1, 2, 1, 0, 0]), None);
        assert_eq!(read([1, 1, 3], &[2, 2, 1, 0, 0]), None);
        assert_eq!(read([1, 1, 1], &[3, 1, 1]), None);
        assert_eq!(read([0, 1, 1], &[1, 1]), None);
        assert_eq!(read([1, 1, 1], &[1, 1, 1, 1]), None);
        assert_eq!(read([1, 1, 1], &[1, 1]), None);
        assert_eq!(read([1, 9, 1], &[0; 11]), None);
        assert_eq!(read([1, -1, 1], &[0; 11]), None);
    }
}
