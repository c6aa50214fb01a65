//! What the command line finds of an evidence pack.

use std::fs::File;
use std::io::{Error, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::Path;

use assay_catalog::Editions;
use assay_dossier::{PackCheck, PackCheckedWith, check_pack};

/// Checks a pack, a piece at a time.
///
/// # Errors
/// When it cannot be read, or is no pack.
pub fn check(file: &Path) -> Result<PackCheck, Error> {
    let mut bytes = File::open(file)?;
    let length = bytes.metadata()?.len();
    let with = PackCheckedWith {
        editions: &Editions::bundled(),
        authorities: &[],
        fonts: &[],
    };
    let mut read = |range: Range<u64>| {
        let mut piece = vec![0; usize::try_from(range.end - range.start).unwrap_or_default()];
        bytes.seek(SeekFrom::Start(range.start))?;
        bytes.read_exact(&mut piece)?;
        Ok::<_, Error>(piece)
    };
    check_pack(length, &with, &mut read).map_err(|error| Error::other(error.to_string()))
}
