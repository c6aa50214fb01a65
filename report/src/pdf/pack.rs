//! Objects into object streams (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! krilla writes each object by itself and then a table of 20 bytes for each. A report has a hundred
//! objects on a page, nearly all of them small ones of the structure tree, so that is two thirds of the
//! file. Here they are moved into object streams, which are compressed, and a cross-reference stream takes
//! the place of the table. PDF/A-3 is a profile of ISO 32000-1 and allows both.
//!
//! Nothing is read of an object but where it begins and ends. Its bytes and its number stay as they are, and
//! so do streams.

use std::io::{self, Write as _};
use std::ops::Range;

use flate2::{Compression, write::ZlibEncoder};

/// The most objects of an object stream. With twice as many the example would be 1 % smaller, and who
/// looks at one page would unpack twice as much.
const MOST_OBJECTS: usize = 200;

/// How many object streams a file should have at most; with more objects than that takes, each stream
/// holds more of them, but for [`MOST_BYTES`]. `assay-seal` reads 1,024 and, of a large file, 2,048.
const MOST_STREAMS: usize = 500;

/// The most bytes of an object stream, unpacked. `assay-seal` reads any that has 64 KiB or fewer, however
/// many there are. What is larger by itself stays outside.
const MOST_BYTES: usize = 48 * 1024;

/// The bytes of an entry in the table (7.5.4).
const ENTRY_BYTES: usize = 20;

/// Why objects were not packed.
#[derive(Debug, thiserror::Error)]
pub(super) enum PackError {
    /// The file is not laid out as krilla lays it out; said where. Nothing is guessed.
    #[error("its objects cannot be packed: {0} is not as expected")]
    NotAsWritten(&'static str),
    /// It has more objects or bytes than there are numbers for.
    #[error("its objects cannot be packed: it is too large")]
    TooLarge,
    /// Compressing failed.
    #[error("its objects cannot be packed: {0}")]
    Compressing(#[from] io::Error),
}

/// The file with its objects in object streams, but for streams and those that the trailer names.
///
/// The same file gives the same bytes.
///
/// # Errors
/// [`PackError`] if it is not a file as krilla writes it, with a table and objects in the table's order.
pub(super) fn pack(file: &[u8]) -> Result<Vec<u8>, PackError> {
    let source = Source::read(file)?;
    let mut packed = Packed {
        bytes: Vec::with_capacity(file.len() / 2),
        places: vec![Place::Free; source.size],
        streams: Vec::new(),
        waiting: Vec::new(),
        waiting_bytes: 0,
        most: MOST_OBJECTS.max(source.objects.len().div_ceil(MOST_STREAMS)),
    };
    packed.bytes.extend_from_slice(source.header);
    for (number, range) in &source.objects {
        let whole = file.get(range.clone()).unwrap_or_default();
        let object = body(*number, whole)?;
        // Streams cannot be in one (7.5.7).
        let alone = object.ends_with(b"\nendstream")
            || object.len() > MOST_BYTES / 2
            || source.named.contains(number);
        if alone {
            packed.copy(*number, whole)?;
        } else {
            packed.add(*number, object)?;
        }
    }
    packed.finish(&source)
}

/// What stands between `12 0 obj` and `endobj`.
fn body(number: u32, whole: &[u8]) -> Result<&[u8], PackError> {
    whole
        .strip_prefix(format!("{number} 0 obj\n").as_bytes())
        .and_then(|rest| rest.trim_ascii_end().strip_suffix(b"\nendobj"))
        .ok_or(PackError::NotAsWritten("an object"))
}

/// A file as krilla writes it.
struct Source<'a> {
    /// What stands before the first object.
    header: &'a [u8],
    /// The number of each object, and where it stands.
    objects: Vec<(u32, Range<usize>)>,
    /// The highest number and one, as the table and the trailer say it.
    size: usize,
    /// What the trailer says beside `/Size`.
    trailer: &'a str,
    /// The numbers of the objects that the trailer names: the catalog and the information dictionary. They
    /// stay outside, for software that looks no further.
    named: Vec<u32>,
}

impl<'a> Source<'a> {
    fn read(file: &'a [u8]) -> Result<Self, PackError> {
        let wrong = PackError::NotAsWritten;
        let start = end_of(file).ok_or(wrong("its end"))?;
        let section = file.get(start..).unwrap_or_default();
        let (count, table) = section
            .strip_prefix(b"xref\n0 ")
            .and_then(|rest| number_and_rest(rest, b"\n"))
            .ok_or(wrong("its table"))?;
        let bytes = count.saturating_mul(ENTRY_BYTES);
        let (table, rest) = table.split_at_checked(bytes).ok_or(wrong("its table"))?;
        let mut entries = table.chunks(ENTRY_BYTES);
        // Number 0, which is no object.
        if !entries
            .next()
            .is_some_and(|entry| entry.ends_with(b" 65535 f\r\n"))
        {
            return Err(wrong("its table"));
        }
        // The first of each line is the number of the object.
        let mut starts: Vec<(u32, usize)> = Vec::with_capacity(count);
        for (number, entry) in (1..).zip(entries) {
            // A number that nothing has.
            if entry.ends_with(b" 00000 f\r\n") {
                continue;
            }
            let place = number_and_rest(entry, b" 00000 n\r\n").ok_or(wrong("its table"))?;
            starts.push((number, place.0));
        }
        let first = starts.first().map_or(start, |(_, first)| *first);
        let header = file.get(..first).ok_or(wrong("its table"))?;
        // Object streams and cross-reference streams came with version 1.5.
        if !header.starts_with(b"%PDF-1.7\n") {
            return Err(wrong("its version"));
        }
        let ends = starts.iter().map(|(_, end)| *end).skip(1).chain([start]);
        let objects: Vec<(u32, Range<usize>)> = starts
            .iter()
            .zip(ends)
            .map(|((number, start), end)| (*number, *start..end))
            .collect();
        if objects.iter().any(|(_, range)| range.is_empty()) {
            return Err(wrong("the order of its objects"));
        }
        let trailer = str::from_utf8(rest)
            .ok()
            .and_then(|rest| rest.strip_prefix(&format!("trailer\n<</Size {count}")))
            .and_then(|rest| rest.split_once(">>\nstartxref\n"))
            .filter(|(trailer, _)| trailer.starts_with("/Root "))
            .ok_or(wrong("its trailer"))?
            .0;
        let named = ["/Root ", "/Info "].into_iter();
        let named = named.filter_map(|key| {
            let digits = trailer.split_once(key)?.1.split_once(" 0 R")?.0;
            digits.parse().ok()
        });
        Ok(Self {
            header,
            objects,
            size: count,
            trailer,
            named: named.collect(),
        })
    }
}

/// Where the last line but one of a file says that its table begins.
fn end_of(file: &[u8]) -> Option<usize> {
    let rest = file.strip_suffix(b"\n%%EOF")?;
    let line = rest.iter().rposition(|byte| *byte == b'\n')?;
    let (rest, digits) = rest.split_at_checked(line + 1)?;
    rest.ends_with(b"\nstartxref\n").then_some(())?;
    Some(number_and_rest(digits, b"")?.0)
}

/// A number in digits, and what stands behind it and `separator`.
fn number_and_rest<'a>(text: &'a [u8], separator: &[u8]) -> Option<(usize, &'a [u8])> {
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at_checked(count)?;
    let number = str::from_utf8(digits).ok()?.parse().ok()?;
    Some((number, rest.strip_prefix(separator)?))
}

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    /// Number 0, which is none.
    Free,
    /// At this place of the file.
    At(usize),
    /// In an object stream, at this index.
    In(u32, u16),
}

/// The file that is written.
struct Packed<'a> {
    bytes: Vec<u8>,
    /// Of the objects of the source, by their numbers.
    places: Vec<Place>,
    /// Where the object streams are, which have the numbers after those.
    streams: Vec<Place>,
    /// The next object stream's objects, with their numbers.
    waiting: Vec<(u32, &'a [u8])>,
    waiting_bytes: usize,
    /// The most objects of an object stream.
    most: usize,
}

impl<'a> Packed<'a> {
    fn copy(&mut self, number: u32, whole: &[u8]) -> Result<(), PackError> {
        let at = Place::At(self.bytes.len());
        self.say(number, at)?;
        self.bytes.extend_from_slice(whole);
        Ok(())
    }

    fn say(&mut self, number: u32, place: Place) -> Result<(), PackError> {
        let index = usize::try_from(number).map_err(|_| PackError::TooLarge)?;
        *self.places.get_mut(index).ok_or(PackError::TooLarge)? = place;
        Ok(())
    }

    /// Adds an object to the object stream.
    fn add(&mut self, number: u32, object: &'a [u8]) -> Result<(), PackError> {
        // Its place in the header: two numbers and two blanks.
        let bytes = object.len() + 24;
        if self.waiting.len() == self.most || self.waiting_bytes + bytes > MOST_BYTES {
            self.write_stream()?;
        }
        self.waiting.push((number, object));
        self.waiting_bytes += bytes;
        Ok(())
    }

    /// Writes the object stream that is waiting.
    fn write_stream(&mut self) -> Result<(), PackError> {
        let waiting = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        let number = u32::try_from(self.places.len() + self.streams.len());
        let number = number.map_err(|_| PackError::TooLarge)?;
        let mut header = Vec::new();
        let mut content = Vec::new();
        for (index, (member, object)) in waiting.iter().enumerate() {
            let index = u16::try_from(index).map_err(|_| PackError::TooLarge)?;
            write!(header, "{member} {} ", content.len())?;
            content.extend_from_slice(object);
            content.push(b'\n');
            self.say(*member, Place::In(number, index))?;
        }
        let first = header.len();
        header.append(&mut content);
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&header)?;
        let packed = encoder.finish()?;
        self.streams.push(Place::At(self.bytes.len()));
        write!(
            self.bytes,
            "{number} 0 obj\n<</Type/ObjStm/N {}/First {first}/Length {}/Filter/FlateDecode>>\nstream\n",
            waiting.len(),
            packed.len(),
        )?;
        self.bytes.extend_from_slice(&packed);
        self.bytes.extend_from_slice(b"\nendstream\nendobj\n");
        Ok(())
    }

    /// Writes what is waiting and the cross-reference stream, and gives the file.
    ///
    /// That stream is not compressed: it has some five bytes for each object, and a reader that bounds what
    /// may be unpacked needs no exception for it.
    fn finish(mut self, source: &Source<'_>) -> Result<Vec<u8>, PackError> {
        if !self.waiting.is_empty() {
            self.write_stream()?;
        }
        let start = self.bytes.len();
        let own = self.places.len() + self.streams.len();
        let size = own + 1;
        u32::try_from(size.max(start)).map_err(|_| PackError::TooLarge)?;
        let highest = start.max(own).to_be_bytes();
        let unused = highest.iter().take_while(|byte| **byte == 0).count();
        // An index of two bytes where one is too short.
        let long = self.most > 256;
        let mut entries = Vec::new();
        let places = self.places.iter().chain(&self.streams).copied();
        for place in places.chain([Place::At(start)]) {
            let (kind, second, third) = match place {
                // Number 0 heads the list of the free ones, and its generation is never used again (7.5.4).
                Place::Free => (0, 0, 0),
                Place::At(offset) => (1, offset, 0),
                Place::In(stream, index) => {
                    let stream = usize::try_from(stream).map_err(|_| PackError::TooLarge)?;
                    (2, stream, index)
                }
            };
            entries.push(kind);
            entries.extend(second.to_be_bytes().iter().skip(unused));
            entries.extend(third.to_be_bytes().iter().skip(usize::from(!long)));
        }
        let width = highest.len() - unused;
        write!(
            self.bytes,
            "{own} 0 obj\n<</Type/XRef/Size {size}/W[1 {width} {}]{}/Length {}>>\nstream\n",
            1 + usize::from(long),
            source.trailer,
            entries.len(),
        )?;
        self.bytes.extend_from_slice(&entries);
        write!(self.bytes, "\nendstream\nendobj\nstartxref\n{start}\n%%EOF")?;
        Ok(self.bytes)
    }
}

#[cfg(test)]
mod tests;
