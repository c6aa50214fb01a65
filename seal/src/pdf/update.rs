//! Incremental updates (ISO 32000-1, 7.5.6): objects that are appended to a file, and what says where
//! they are, in the way in which the file says it already.

use std::collections::BTreeMap;
use std::io::{self, Write};

use lopdf::xref::{XrefEntry, XrefType};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, Writer};

use super::Pdf;

/// An update that is put together.
pub(super) struct Update<'a> {
    pdf: &'a Pdf<'a>,
    objects: BTreeMap<ObjectId, Object>,
    /// The highest number of an object.
    last: u32,
}

/// An update that was written, with what it says of the document.
pub(super) struct Written {
    /// The file with the update.
    pub(super) bytes: Vec<u8>,
    objects: BTreeMap<ObjectId, Object>,
    entries: BTreeMap<u32, XrefEntry>,
    trailer: Dictionary,
    start: usize,
    last: u32,
}

impl<'a> Update<'a> {
    /// Begins an update of a file.
    pub(super) fn of(pdf: &'a Pdf<'a>) -> Self {
        Self {
            pdf,
            objects: BTreeMap::new(),
            last: pdf.document().max_id,
        }
    }

    /// Adds an object, and gives the number that it gets. Numbers beyond 2^32 - 1 are not given: writing
    /// fails then.
    pub(super) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        self.last = self.last.saturating_add(1);
        let id = (self.last, 0);
        self.objects.insert(id, object.into());
        id
    }

    /// Puts an object in the place of the one that has this number.
    pub(super) fn set(&mut self, id: ObjectId, object: impl Into<Object>) {
        self.objects.insert(id, object.into());
    }

    /// Writes the file and the update after it, with room for `more` bytes.
    ///
    /// # Errors
    /// If there are more objects or bytes than numbers for them.
    pub(super) fn write(self, more: usize) -> io::Result<Written> {
        let document = self.pdf.document();
        let file = self.pdf.bytes();
        let mut bytes = Vec::with_capacity(file.len() + more);
        bytes.extend_from_slice(file);
        if bytes.last() != Some(&b'\n') {
            bytes.push(b'\n');
        }
        let mut written = Written {
            bytes,
            objects: BTreeMap::new(),
            entries: BTreeMap::new(),
            // With `/Prev`, where the section before begins.
            trailer: Document::new_from_prev(document).trailer,
            start: 0,
            last: self.last,
        };
        for (id, object) in self.objects {
            written.object(id, object)?;
        }
        written.start = written.bytes.len();
        match document.reference_table.cross_reference_type {
            XrefType::CrossReferenceTable => written.table()?,
            XrefType::CrossReferenceStream => written.stream()?,
        }
        let start = written.start;
        write!(written.bytes, "\nstartxref\n{start}\n%%EOF")?;
        Ok(written)
    }
}

impl Written {
    fn object(&mut self, (number, generation): ObjectId, object: Object) -> io::Result<()> {
        let offset = u32::try_from(self.bytes.len()).map_err(io::Error::other)?;
        let entry = XrefEntry::Normal { offset, generation };
        self.entries.insert(number, entry);
        let blank = |needed: bool| if needed { " " } else { "" };
        let before = blank(Writer::need_separator(&object));
        write!(self.bytes, "{number} {generation} obj\n{before}")?;
        Writer::write_object(&mut self.bytes, &object)?;
        let after = blank(Writer::need_end_separator(&object));
        write!(self.bytes, "{after}\nendobj\n")?;
        self.objects.insert((number, generation), object);
        Ok(())
    }

    /// The numbers of its objects, as runs without gaps: the first of each, and how many.
    fn runs(&self) -> Vec<(u32, u32)> {
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for number in self.entries.keys() {
            match runs.last_mut() {
                Some((first, count)) if *first + *count == *number => *count += 1,
                _ => runs.push((*number, 1)),
            }
        }
        runs
    }

    /// A cross-reference table and a trailer (7.5.4 and 7.5.5).
    fn table(&mut self) -> io::Result<()> {
        // Each table lists number 0, which is no object.
        self.entries.insert(0, XrefEntry::UnusableFree);
        self.bytes.extend_from_slice(b"xref\n");
        for (first, count) in self.runs() {
            writeln!(self.bytes, "{first} {count}")?;
            for entry in self.entries.range(first..).take(count as usize) {
                entry.1.write_xref_entry(&mut self.bytes)?;
            }
        }
        self.trailer.set("Size", i64::from(self.last) + 1);
        self.bytes.extend_from_slice(b"trailer\n");
        let trailer = Object::Dictionary(self.trailer.clone());
        Writer::write_object(&mut self.bytes, &trailer)
    }

    /// A cross-reference stream, which is the trailer too (7.5.8).
    fn stream(&mut self) -> io::Result<()> {
        self.last = self.last.checked_add(1).ok_or(io::ErrorKind::OutOfMemory)?;
        let offset = u32::try_from(self.start).map_err(io::Error::other)?;
        let generation = 0;
        let own = XrefEntry::Normal { offset, generation };
        self.entries.insert(self.last, own);
        let runs = self.runs().into_iter();
        let index = runs.flat_map(|(first, count)| [first.into(), count.into()]);
        // Each entry has 1 byte for its kind, 4 for its place and 2 for its generation. Some ten entries
        // need no compression.
        let widths = [1, 4, 2];
        let content: Vec<u8> = self
            .entries
            .values()
            .flat_map(|entry| entry.encode_for_xref_stream(&widths))
            .collect();
        self.trailer.set("Type", "XRef");
        self.trailer.set("Size", i64::from(self.last) + 1);
        let mut dictionary = self.trailer.clone();
        let widths = widths.map(|width| Object::Integer(width as i64));
        dictionary.set("W", widths.to_vec());
        dictionary.set("Index", index.collect::<Vec<Object>>());
        // Sets `/Length` too.
        let stream = Stream::new(dictionary, content);
        self.object((self.last, 0), Object::Stream(stream))
    }

    /// The document with the update, as parsing the file anew would give it.
    pub(super) fn applied_to(self, mut document: Document) -> (Vec<u8>, Document) {
        document.objects.extend(self.objects);
        document.reference_table.entries.extend(self.entries);
        document.reference_table.size = self.last.saturating_add(1);
        document.trailer = self.trailer;
        document.trailer.remove(b"Prev");
        document.max_id = self.last;
        document.xref_start = self.start;
        document.xref_section_count += 1;
        (self.bytes, document)
    }
}
