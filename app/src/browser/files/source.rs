//! A file of which any part can be read.

use std::ops::Range;

use super::{
    PickedFile, ReadError,
    slice::{SHORTER, read_slice},
};

/// A file of any size, of which only what is asked for comes into memory.
#[derive(Debug, Clone)]
pub struct Source {
    pub(super) blob: web_sys::Blob,
    name: String,
}

impl Source {
    pub(super) const fn new(blob: web_sys::Blob, name: String) -> Self {
        Self { blob, name }
    }

    /// The file's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The size in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        let size = self.blob.size();
        if size > 0.0 { size as u64 } else { 0 }
    }

    /// These bytes of the file.
    ///
    /// # Errors
    /// [`ReadError::Unreadable`], also when the file is shorter.
    pub async fn bytes(&self, range: Range<u64>) -> Result<Vec<u8>, ReadError> {
        let read = read_slice(&self.blob, range.start, range.end).await;
        read.map_err(|message| self.unreadable(message))
    }

    pub(super) fn became_shorter(&self) -> ReadError {
        self.unreadable(SHORTER.to_owned())
    }

    pub(super) fn unreadable(&self, message: String) -> ReadError {
        ReadError::Unreadable {
            name: self.name.clone(),
            message,
        }
    }
}

impl PickedFile {
    /// The file, to be read in pieces.
    #[must_use]
    pub fn source(&self) -> Source {
        Source::new(self.file.clone().into(), self.name())
    }
}
