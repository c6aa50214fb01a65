//! Whether each object is where the cross-reference says, and under its own number.
//!
//! `lopdf` goes by the number that stands at an object. Others go by the place: by the offset, or by the
//! object stream and the index in it. Where the two differ, two readers see two documents; such a file is
//! not read (ISO 32000-1, 7.5.4, 7.5.7 and 7.5.8).

use std::collections::BTreeMap;

use lopdf::xref::XrefEntry;
use lopdf::{Document, Object, Stream};

use super::syntax::{Ambiguous, Reading, is_space};

/// The numbers of the objects in an object stream, by their index.
type Members = Vec<u32>;

/// Checks the places of all objects of a document that was read from `file`. An object stream may unpack
/// to `limit` bytes.
///
/// # Errors
/// What is wrong with the first that is elsewhere, in words.
pub(super) fn check_places(file: &[u8], document: &Document, limit: usize) -> Result<(), String> {
    let mut streams: BTreeMap<u32, Members> = BTreeMap::new();
    for ((number, generation), object) in &document.objects {
        if let Object::Stream(stream) = object
            && stream.dict.has_type(b"ObjStm")
        {
            // An entry that names an object stream says no generation: it is 0 (7.5.8.3, table 18).
            if *generation != 0 {
                return Err(format!("the object stream {number} has a generation"));
            }
            let members = members(stream, limit)
                .map_err(|why| format!("the object stream {number} {why}"))?;
            streams.insert(*number, members);
        }
    }
    let entries = &document.reference_table.entries;
    for (number, entry) in entries {
        let there = match *entry {
            XrefEntry::Normal { offset, generation } => usize::try_from(offset)
                .is_ok_and(|offset| header_at(file, offset, *number, generation).is_ok()),
            XrefEntry::Compressed { container, index } => {
                let members = streams.get(&container);
                let member = members.and_then(|members| members.get(usize::from(index)));
                member == Some(number) && document.objects.contains_key(&(*number, 0))
            }
            XrefEntry::Free | XrefEntry::UnusableFree => true,
        };
        if !there {
            return Err(format!("object {number} is not where it is said to be"));
        }
    }
    // The other way round: whoever reads all of an object stream finds no object that others do not.
    for (container, members) in &streams {
        if let Some(number) = members.iter().find(|number| !entries.contains_key(number)) {
            return Err(format!(
                "the object stream {container} holds an object {number} that is not listed"
            ));
        }
    }
    Ok(())
}

/// Goes past the header of an object (7.3.10), which must be of this number and generation.
pub(super) fn header_at(
    file: &[u8],
    offset: usize,
    number: u32,
    generation: u16,
) -> Result<Reading<'_>, Ambiguous> {
    let mut reading = Reading::new(file, offset);
    reading.skip_blanks();
    let found = reading.take_number()?;
    reading.skip_blanks();
    let found = (found, reading.take_number()?);
    reading.skip_blanks();
    reading.take(b"obj")?;
    if found == (number.into(), generation.into()) {
        Ok(reading)
    } else {
        Err(Ambiguous)
    }
}

/// Reads the numbers in an object stream, and that each has one object with nothing before or after it.
fn members(stream: &Stream, limit: usize) -> Result<Members, &'static str> {
    if stream.dict.has(b"Extends") {
        return Err("extends another one");
    }
    let size = |key: &[u8]| usize::try_from(stream.dict.get(key).ok()?.as_i64().ok()?).ok();
    let (Some(count), Some(first)) = (size(b"N"), size(b"First")) else {
        return Err("does not say what it holds");
    };
    let content = if stream.is_compressed() {
        let content = stream.decompressed_content_with_limit(limit);
        content.map_err(|_| "cannot be unpacked")?
    } else {
        stream.content.clone()
    };
    let header = content.get(..first).ok_or("is shorter than its header")?;
    // Two digits and two blanks for each, at least.
    if count > header.len() / 3 {
        return Err("says a number of objects that it does not hold");
    }
    let listed = listed(header, count).map_err(|Ambiguous| "has a header that is none")?;
    let starts = listed.iter().map(|(_, offset)| *offset);
    let ends = starts.clone().skip(1).chain([content.len() - first]);
    for (start, end) in starts.zip(ends) {
        let start = start.checked_add(first);
        let end = end.checked_add(first);
        let object = start
            .zip(end)
            .and_then(|(start, end)| content.get(start..end));
        let sound = object.is_some_and(|object| is_one_object(object).is_ok())
            && start.is_some_and(|start| start == first || before_is_blank(&content, start));
        if !sound {
            return Err("holds something that is no object");
        }
    }
    let numbers: Members = listed.into_iter().map(|(number, _)| number).collect();
    let mut sorted = numbers.clone();
    sorted.sort_unstable();
    if sorted.is_sorted_by(|one, next| one < next) {
        Ok(numbers)
    } else {
        Err("holds two objects of one number")
    }
}

/// The pairs of number and offset in the header of an object stream.
fn listed(header: &[u8], count: usize) -> Result<Vec<(u32, usize)>, Ambiguous> {
    let mut reading = Reading::new(header, 0);
    let mut pairs = Vec::with_capacity(count);
    reading.skip_blanks();
    while !reading.is_at_end() {
        let number = reading.take_number()?;
        let before = reading.at();
        reading.skip_blanks();
        if reading.at() == before {
            return Err(Ambiguous);
        }
        let offset = reading.take_number()?;
        let before = reading.at();
        reading.skip_blanks();
        if reading.at() == before && !reading.is_at_end() {
            return Err(Ambiguous);
        }
        pairs.push((
            u32::try_from(number).map_err(|_| Ambiguous)?,
            usize::try_from(offset).map_err(|_| Ambiguous)?,
        ));
    }
    if pairs.len() == count {
        Ok(pairs)
    } else {
        Err(Ambiguous)
    }
}

fn is_one_object(text: &[u8]) -> Result<(), Ambiguous> {
    let mut reading = Reading::new(text, 0);
    reading.skip_space();
    reading.take_object()?;
    if reading.is_at_end() {
        Ok(())
    } else {
        Err(Ambiguous)
    }
}

/// Whether what stands before a place in an object stream cannot be part of the object there.
fn before_is_blank(content: &[u8], place: usize) -> bool {
    let before = place.checked_sub(1).and_then(|before| content.get(before));
    before.is_some_and(|before| is_space(*before))
}
