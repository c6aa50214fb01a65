//! Whether the objects of a file stand one after the other, looked at before any of them is read.
//!
//! `lopdf` reads what stands at each place that the cross-reference names, also where many numbers have one
//! place and where an object stands within another. A small file could so have the same bytes read and
//! unpacked as often as it likes. Here each byte of a file is read once.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Document, LoadOptions, Object, Stream};

use super::document::ReadPdfError;
use super::places::header_at;
use super::section::{Entry, entries_of_stream, object_header, table, take_stream};
use super::syntax::{Ambiguous, Dictionary, Reading, Value, is_space};

/// How far from the end of a file `%%EOF` is looked for, and before that `startxref`, as `lopdf` does.
const END_BYTES: usize = 1024;
const START_BYTES: usize = 25;

/// What an object may have, with its header, that is the length of a stream: every stream could name the same.
const LENGTH_BYTES: usize = 64;

/// Checks that the objects of a file that is read from its end stand one after the other, each under its own
/// number. Each cross-reference stream may unpack to `limit` bytes, and together they may list `most` numbers.
///
/// # Errors
/// [`ReadPdfError::Damaged`] with what is wrong, [`ReadPdfError::TooLarge`].
pub(super) fn check_layout(file: &[u8], limit: usize, most: usize) -> Result<(), ReadPdfError> {
    let entries = entries(file, limit, most).map_err(|Ambiguous| {
        ReadPdfError::Damaged("its cross-reference can be read in more than one way".to_owned())
    })?;
    if entries.len() > most {
        let why = format!("it has more than {most} objects");
        return Err(ReadPdfError::TooLarge(why));
    }
    check_objects(file, &entries).map_err(ReadPdfError::Damaged)
}

/// Checks where the objects stand that have a place of their own.
fn check_objects(file: &[u8], entries: &BTreeMap<u32, Entry>) -> Result<(), String> {
    let mut places: Vec<(usize, u32, u16)> = entries
        .iter()
        .filter_map(|(number, entry)| match *entry {
            Entry::At { offset, generation } => Some((offset, *number, generation)),
            Entry::Free | Entry::InStream => None,
        })
        .collect();
    places.sort_unstable();
    let mut end = 0;
    for (offset, number, generation) in places {
        let object = header_at(file, offset, number, generation)
            .map_err(|Ambiguous| format!("object {number} is not where it is said to be"))?;
        if offset < end {
            return Err(format!("object {number} stands within another one"));
        }
        end = end_of_object(file, object, entries)
            .map_err(|Ambiguous| format!("object {number} can be read in more than one way"))?;
    }
    Ok(())
}

/// What the sections of a file say of each number, the last one first (7.5.6 and 7.5.8.4). None is read any more
/// when there are more than `most` numbers.
fn entries(file: &[u8], limit: usize, most: usize) -> Result<BTreeMap<u32, Entry>, Ambiguous> {
    let mut entries = BTreeMap::new();
    let mut seen = BTreeSet::new();
    // Sections that stood within each other would be read as often as there are of them.
    let mut left = file.len();
    let mut read = |start: usize| {
        let section = Section::read(file, start, limit)?;
        left = left.checked_sub(section.length).ok_or(Ambiguous)?;
        Ok(section)
    };
    let mut next = Some(last_section(file)?);
    while let Some(start) = next.filter(|start| seen.insert(*start)) {
        let section = read(start)?;
        let mut listed = section.entries;
        if let Some(second) = section.second {
            for (number, entry) in read(second)?.entries {
                // What the table hides from readers that know no object streams (7.5.8.4).
                if matches!(listed.get(&number), None | Some(Entry::Free)) {
                    listed.insert(number, entry);
                }
            }
        }
        for (number, entry) in listed {
            entries.entry(number).or_insert(entry);
        }
        next = section.previous.filter(|_| entries.len() <= most);
    }
    Ok(entries)
}

/// A cross-reference section, wherever in a file it is.
struct Section {
    /// How many bytes it has.
    length: usize,
    entries: BTreeMap<u32, Entry>,
    /// Where the one before it begins (`/Prev`).
    previous: Option<usize>,
    /// Where the stream begins that goes with a table (`/XRefStm`).
    second: Option<usize>,
}

impl Section {
    fn read(file: &[u8], start: usize, limit: usize) -> Result<Self, Ambiguous> {
        let mut reading = Reading::new(file, start);
        let (entries, trailer) = if file.get(start..).is_some_and(|at| at.starts_with(b"xref")) {
            (table(&mut reading)?, reading.take_object()?)
        } else {
            object_header(&mut reading)?;
            let from = reading.at();
            let dictionary = reading.take_object()?;
            let written = file.get(from..reading.at()).ok_or(Ambiguous)?;
            let content = take_stream(&mut reading, &dictionary)?;
            let stream = stream_of(written, content, limit).ok_or(Ambiguous)?;
            (entries_of_stream(&stream, limit)?, dictionary)
        };
        let Value::Dictionary(trailer) = trailer else {
            return Err(Ambiguous);
        };
        Ok(Self {
            length: reading.at() - start,
            entries,
            previous: place(&trailer, b"Prev")?,
            second: place(&trailer, b"XRefStm")?,
        })
    }
}

/// The place in the file that stands at a key.
fn place(trailer: &Dictionary<'_>, key: &[u8]) -> Result<Option<usize>, Ambiguous> {
    match trailer.get(key) {
        None => Ok(None),
        Some(Value::Number(place)) => Ok(Some(usize::try_from(*place).map_err(|_| Ambiguous)?)),
        Some(_) => Err(Ambiguous),
    }
}

/// A cross-reference stream as `lopdf` has it, which reads none by itself: so it gets a file of this one and nothing else.
fn stream_of(dictionary: &[u8], content: &[u8], limit: usize) -> Option<Stream> {
    let header = b"%PDF-1.7\n";
    let mut file = [header, b"1 0 obj\n".as_slice(), dictionary].concat();
    file.extend(b"stream\n");
    file.extend(content);
    file.extend(b"\nendstream\nendobj\n");
    let (table, object) = (file.len(), header.len());
    let end = format!(
        "xref\n0 2\n0000000000 65535 f \n{object:010} 00000 n \n\
         trailer\n<</Size 2/Root 1 0 R>>\nstartxref\n{table}\n%%EOF"
    );
    file.extend(end.bytes());
    let options = LoadOptions {
        strict: true,
        max_decompressed_size: Some(limit),
        ..LoadOptions::default()
    };
    let mut document = Document::load_mem_with_options(&file, options).ok()?;
    match document.objects.remove(&(1, 0))? {
        Object::Stream(stream) if stream.dict.has_type(b"XRef") => Some(stream),
        _ => None,
    }
}

/// Where the last section begins, as the end of the file says it (7.5.5).
fn last_section(file: &[u8]) -> Result<usize, Ambiguous> {
    let end = file
        .iter()
        .rposition(|byte| !is_space(*byte))
        .ok_or(Ambiguous)?
        + 1;
    let last = |end: usize, within: usize, word: &[u8]| {
        let from = end.saturating_sub(within);
        let part = file.get(from..end).ok_or(Ambiguous)?;
        let found = part.windows(word.len()).rposition(|found| found == word);
        Ok(from + found.ok_or(Ambiguous)?)
    };
    let end = last(end, END_BYTES, b"%%EOF")?;
    let mut reading = Reading::new(file, last(end, START_BYTES, b"startxref")?);
    reading.take_keyword(b"startxref")?;
    usize::try_from(reading.take_number()?).map_err(|_| Ambiguous)
}

/// Where the object ends that is read from after its header, and of a stream its content.
fn end_of_object(
    file: &[u8],
    mut reading: Reading<'_>,
    entries: &BTreeMap<u32, Entry>,
) -> Result<usize, Ambiguous> {
    reading.skip_space();
    let object = reading.take_object()?;
    if reading.take(b"stream").is_err() {
        return Ok(reading.at());
    }
    let Value::Dictionary(dictionary) = object else {
        return Err(Ambiguous);
    };
    let length = match dictionary.get(b"Length") {
        Some(Value::Number(length)) => *length,
        Some(Value::Reference(number)) => {
            let number = u32::try_from(*number).map_err(|_| Ambiguous)?;
            // In an object stream it would be known only after that was unpacked.
            let Some(Entry::At { offset, generation }) = entries.get(&number) else {
                return Err(Ambiguous);
            };
            let file = file.get(..file.len().min(offset.saturating_add(LENGTH_BYTES)));
            let file = file.ok_or(Ambiguous)?;
            let mut there = header_at(file, *offset, number, *generation)?;
            there.skip_space();
            match there.take_object()? {
                Value::Number(length) if !there.is_at_end() => length,
                _ => return Err(Ambiguous),
            }
        }
        _ => return Err(Ambiguous),
    };
    reading.take(b"\r\n").or_else(|_| reading.take(b"\n"))?;
    reading.take_bytes(usize::try_from(length).map_err(|_| Ambiguous)?)?;
    reading.skip_blanks();
    reading.take_keyword(b"endstream")?;
    Ok(reading.at())
}
