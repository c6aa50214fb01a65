//! How giving a file to the user ends.

use thiserror::Error;

/// What is known about a file that was saved. Names are written so that they can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It was written, read back, and is the same byte for byte.
    ReadBack {
        /// The name that the user gave it.
        name: String,
    },
    /// It was handed to the browser as a download; whether it is on disk only the user can see.
    HandedToBrowser {
        /// The name that was suggested.
        name: String,
    },
}

/// Why a file was not saved.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SaveError {
    /// The user closed the dialog.
    #[error("Saving was cancelled; no file was written.")]
    Cancelled,
    /// The user stopped it while it was written.
    #[error("Saving \"{name}\" was cancelled; nothing of it was kept.")]
    Stopped {
        /// The name that the user gave it, or the suggested one.
        name: String,
    },
    /// The user stopped it while it was read back.
    #[error(
        "\"{name}\" was written, but it was not read back, because that was cancelled. Do not rely \
         on it: open it here to check it, or save again."
    )]
    Unchecked {
        /// The name that the user gave it.
        name: String,
    },
    /// The disk is full.
    #[error("\"{name}\" was not saved: the disk is full. Choose another place and save again.")]
    Full {
        /// The name that the user gave it.
        name: String,
    },
    /// The browser, which keeps a download until it is whole, lost a part of it again and again.
    #[error(
        "\"{name}\" was not saved: this browser has no room to put it together. Free some space on \
         this device's disk, then save again."
    )]
    NoRoom {
        /// The suggested name.
        name: String,
    },
    /// The file could not be written.
    #[error("\"{name}\" was not saved ({message}). Choose another place and save again.")]
    NotWritten {
        /// The name that the user gave it, or the suggested one.
        name: String,
        /// The browser's words.
        message: String,
    },
    /// What is in the file is not what was written.
    #[error(
        "\"{name}\" was written, but reading it back gave something else. Do not rely on it: \
         choose another disk and save again."
    )]
    Different {
        /// The name that the user gave it.
        name: String,
    },
}
