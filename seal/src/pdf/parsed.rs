//! A PDF that was parsed: everything that is done with one shares that parse.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::rc::Rc;

use lopdf::xref::XrefType;
use lopdf::{Document, IncrementalDocument, Object};

use super::document::{self, MAX_PDF_BYTES, ReadPdfError, find};

/// How far from the end of a file its last `startxref` is looked for, in bytes.
const TAIL_BYTES: usize = 64;

/// A PDF with its bytes, parsed once, without repairing anything and with bounded memory.
///
/// It is [prepared](Pdf::prepare), [signed](Pdf::sign), [verified](Pdf::verify) and
/// [compared](Pdf::differences) without being parsed again. Earlier revisions of the file, which are
/// PDFs of their own, are parsed when they are first asked for.
pub struct Pdf<'a> {
    bytes: Cow<'a, [u8]>,
    document: Document,
    /// Earlier revisions, by where they end in the file.
    revisions: RefCell<BTreeMap<usize, Rc<Document>>>,
}

impl<'a> Pdf<'a> {
    /// Parses a PDF that may come from anybody.
    ///
    /// # Errors
    /// [`ReadPdfError`] if it cannot be read without guessing.
    pub fn parse(bytes: impl Into<Cow<'a, [u8]>>) -> Result<Self, ReadPdfError> {
        let bytes = bytes.into();
        let document = document::load(&bytes)?;
        Ok(Self::of(bytes, document))
    }

    fn of(bytes: Cow<'a, [u8]>, document: Document) -> Self {
        Self {
            bytes,
            document,
            revisions: RefCell::default(),
        }
    }

    /// The file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file, without what was parsed of it.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes.into_owned()
    }

    pub(super) fn document(&self) -> &Document {
        &self.document
    }

    /// The document as it stood when the file had only its first `end` bytes.
    pub(super) fn revision(&self, end: usize) -> Result<Revision<'_>, ReadPdfError> {
        if end == self.bytes.len() {
            return Ok(Revision::Whole(&self.document));
        }
        if let Some(known) = self.revisions.borrow().get(&end) {
            return Ok(Revision::Earlier(Rc::clone(known)));
        }
        let bytes = self.bytes.get(..end).unwrap_or_default();
        let document = Rc::new(document::load(bytes)?);
        let mut kept = self.revisions.borrow_mut();
        // Together they may be as large as one file; what does not fit is parsed again.
        if kept.keys().sum::<usize>().saturating_add(end) <= MAX_PDF_BYTES {
            kept.insert(end, Rc::clone(&document));
        }
        Ok(Revision::Earlier(document))
    }

    /// Begins an update that is appended to the file.
    pub(super) fn update(&self) -> IncrementalDocument {
        // What stands before is copied as bytes; of its document only the trailer and the numbers are
        // asked for, and `new_from_prev` takes these.
        let numbers = Document::new_from_prev(&self.document);
        IncrementalDocument::create_from(self.bytes.to_vec(), numbers)
    }

    /// The file after an update was appended to it: `updated` is what `update` was written as. Gives
    /// what parsing `updated` gives.
    pub(super) fn after(
        self,
        update: IncrementalDocument,
        updated: Vec<u8>,
    ) -> Result<Pdf<'static>, ReadPdfError> {
        let mut document = self.document;
        let table = matches!(
            document.reference_table.cross_reference_type,
            XrefType::CrossReferenceTable
        );
        // A cross-reference stream is an object that only the written file has.
        let (true, Some(start)) = (table, last_cross_reference(&updated)) else {
            return Pdf::parse(updated);
        };
        let Document {
            objects,
            mut trailer,
            max_id,
            ..
        } = update.new_document;
        document.objects.extend(objects);
        trailer.remove(b"Prev");
        trailer.set("Size", Object::Integer(i64::from(max_id) + 1));
        document.trailer = trailer;
        document.max_id = max_id;
        document.xref_start = start;
        Ok(Pdf::of(Cow::Owned(updated), document))
    }
}

/// A document as it stood at one time.
pub(super) enum Revision<'a> {
    /// The file as it is.
    Whole(&'a Document),
    /// An earlier one.
    Earlier(Rc<Document>),
}

impl Deref for Revision<'_> {
    type Target = Document;

    fn deref(&self) -> &Document {
        match self {
            Self::Whole(document) => document,
            Self::Earlier(document) => document,
        }
    }
}

/// Where the last cross-reference table of a file begins that was just written.
fn last_cross_reference(file: &[u8]) -> Option<usize> {
    const KEYWORD: &[u8] = b"startxref\n";
    let tail = file.get(file.len().saturating_sub(TAIL_BYTES)..)?;
    let digits = tail.get(find(tail, KEYWORD)? + KEYWORD.len()..)?;
    let digits = digits.split(|byte| *byte == b'\n').next()?;
    str::from_utf8(digits).ok()?.parse().ok()
}
