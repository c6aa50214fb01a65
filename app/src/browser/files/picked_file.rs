//! A file that the user chose, dropped or pasted.

use std::ops::Range;

use js_sys::Array;

use super::ReadError;
use crate::{browser::js, words};

/// A file whose bytes have not been read yet.
#[derive(Debug, Clone)]
pub struct PickedFile {
    pub(super) file: web_sys::File,
    /// What it is called in the place of the name that the browser gave it.
    name: Option<String>,
}

impl PickedFile {
    pub(super) fn new(file: web_sys::File) -> Self {
        Self { file, name: None }
    }

    /// The same file under another name.
    pub(super) fn named(self, name: String) -> Self {
        Self {
            name: Some(name),
            ..self
        }
    }

    /// A part of the file as a file of its own. Its bytes stay where they are until they are read.
    ///
    /// # Errors
    /// [`ReadError::Unreadable`].
    pub fn part(&self, range: Range<u64>, name: &str) -> Result<Self, ReadError> {
        let slice = self
            .file
            .slice_with_f64_and_f64(range.start as f64, range.end as f64);
        let part =
            slice.and_then(|part| web_sys::File::new_with_blob_sequence(&Array::of1(&part), name));
        let part = part.map_err(|exception| {
            let (_, message) = js::name_and_message(&exception);
            self.source().unreadable(message)
        })?;
        Ok(Self::new(part))
    }

    /// The file's name as it can be read, for wherever one is shown.
    #[must_use]
    pub fn name(&self) -> String {
        words::name(&self.given_name())
    }

    /// The file's name without folders, as the browser gives it, or the time of pasting for a picture
    /// that has none: for keeping it. It may hold anything.
    #[must_use]
    pub fn given_name(&self) -> String {
        self.name.clone().unwrap_or_else(|| self.file.name())
    }

    /// The media type that the browser guesses from the name; empty when it has no guess.
    #[must_use]
    pub fn media_type(&self) -> String {
        self.file.type_()
    }

    /// The size in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        let size = self.file.size();
        if size > 0.0 { size as u64 } else { 0 }
    }

    /// When the file was last changed, in milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn last_modified(&self) -> u64 {
        let changed = self.file.last_modified();
        if changed > 0.0 { changed as u64 } else { 0 }
    }
}
