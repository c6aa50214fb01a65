//! A PDF that was parsed: everything that is done with one shares that parse.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::rc::Rc;

use lopdf::Document;

use super::document::{self, MAX_PDF_BYTES, ReadPdfError};
use super::update::Written;

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

    /// The file after an update was appended to it, without parsing it again.
    pub(super) fn after(self, written: Written) -> Pdf<'static> {
        let (bytes, document) = written.applied_to(self.document);
        Pdf::of(Cow::Owned(bytes), document)
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
