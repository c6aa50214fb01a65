//! A file that the user chose, dropped or pasted.

/// A file whose bytes have not been read yet.
#[derive(Debug, Clone)]
pub struct PickedFile {
    pub(super) file: web_sys::File,
}

impl PickedFile {
    pub(super) fn new(file: web_sys::File) -> Self {
        Self { file }
    }

    /// The file's name without folders, as the browser gives it.
    #[must_use]
    pub fn name(&self) -> String {
        self.file.name()
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
