//! What the page has on its device: editions, fonts and authorities.

use std::path::PathBuf;

use assay_catalog::{CatalogError, Editions, MAX_FILE_BYTES};
use assay_report::pdf::MAX_EXTRA_FONT_BYTES;
use assay_seal::timestamp::{AuthorityCertificate, ReadCertificateError};

use crate::{
    arguments::AtHandArguments,
    reading::{self, ReadError},
};

/// The largest file of certificates, in bytes.
const LARGEST_CERTIFICATES: u64 = 16 * 1024 * 1024;

/// What files are checked with.
pub(crate) struct AtHand {
    pub(crate) editions: Editions,
    pub(crate) authorities: Vec<AuthorityCertificate>,
    fonts: Vec<Vec<u8>>,
}

/// Why something that was given to check with cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AtHandError {
    /// A file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It holds no edition.
    #[error("{} is no edition file: {error}", .path.display())]
    Edition {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        error: CatalogError,
    },
    /// It is not text.
    #[error("{} is no edition file: it is not text in UTF-8", .path.display())]
    NotText {
        /// Which file.
        path: PathBuf,
    },
    /// It holds no certificate.
    #[error("{}: {error}", .path.display())]
    Certificate {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        error: ReadCertificateError,
    },
}

impl AtHand {
    /// Reads what was named. One file that cannot be used ends it: without it, another answer would be given.
    pub(crate) fn read(arguments: &AtHandArguments) -> Result<Self, AtHandError> {
        let mut editions = Editions::bundled();
        for path in &arguments.editions {
            let bytes = reading::whole(path, MAX_FILE_BYTES as u64)?;
            let text = String::from_utf8(bytes)
                .map_err(|_| AtHandError::NotText { path: path.clone() })?;
            editions.add(&text).map_err(|error| AtHandError::Edition {
                path: path.clone(),
                error,
            })?;
        }
        let mut authorities = Vec::new();
        for path in &arguments.authorities {
            let bytes = reading::whole(path, LARGEST_CERTIFICATES)?;
            let read = AuthorityCertificate::read(&bytes);
            authorities.extend(read.map_err(|error| AtHandError::Certificate {
                path: path.clone(),
                error,
            })?);
        }
        let fonts = arguments.fonts.iter();
        let fonts = fonts.map(|path| reading::whole(path, MAX_EXTRA_FONT_BYTES as u64));
        Ok(Self {
            editions,
            authorities,
            fonts: fonts.collect::<Result<_, _>>()?,
        })
    }

    /// The fonts, in their order.
    pub(crate) fn fonts(&self) -> Vec<&[u8]> {
        self.fonts.iter().map(Vec::as_slice).collect()
    }
}
