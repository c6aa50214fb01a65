//! A pack or a folder, read to its end and checked, by whoever can wait for the bytes.

use std::ops::Range;
use std::sync::Arc;

use assay_catalog::Editions;
use assay_seal::timestamp::AuthorityCertificate;

use super::{FolderReader, PackCheck, PackReader, ReadPackError, ReportInside};
use crate::{LARGEST_FILE, check::check_in_stages};

/// What the reports in a pack are checked with.
#[derive(Clone, Copy)]
pub struct PackCheckedWith<'a> {
    /// The editions that are at hand.
    pub editions: &'a Editions,
    /// The time stamping authorities that the user knows.
    pub authorities: &'a [AuthorityCertificate],
    /// Fonts of the user's.
    pub fonts: &'a [&'a [u8]],
}

/// Gives the bytes at a place in a file of a folder, by its name there.
pub type ReadFile<'a, E> = dyn FnMut(&str, Range<u64>) -> Result<Vec<u8>, E> + 'a;

/// Why nothing can be said of a pack.
#[derive(Debug, thiserror::Error)]
pub enum CheckPackError<E> {
    /// Its bytes could not be read.
    #[error("{0}")]
    Unread(E),
    /// It is none, or damaged as a whole.
    #[error(transparent)]
    Pack(#[from] ReadPackError),
}

/// Checks all of a pack of `length` bytes, and the reports in it. `read` gives the bytes at a place: a few megabytes, or
/// a whole report.
///
/// # Errors
/// [`CheckPackError`]
pub fn check_pack<E>(
    length: u64,
    with: &PackCheckedWith<'_>,
    read: &mut dyn FnMut(Range<u64>) -> Result<Vec<u8>, E>,
) -> Result<PackCheck, CheckPackError<E>> {
    let mut reader = PackReader::new(length)?;
    while let Some(wanted) = reader.wanted() {
        reader.give(&read(wanted).map_err(CheckPackError::Unread)?)?;
    }
    let mut check = reader.finish()?.check();
    let mut reports = Vec::new();
    for name in check.report_names() {
        // What no checksum is about was not looked for in the archive.
        let Some(place) = reader.place(name) else {
            continue;
        };
        let bytes = whole(place, read).map_err(CheckPackError::Unread)?;
        reports.push(of_report(name, &bytes, with));
    }
    check.compare(reports)?;
    Ok(check)
}

/// Checks a folder into which a pack was unpacked. `files` are all files in it and its folders, by their names there,
/// with `/` between folders, and the number of their bytes. A file that `read` does not give counts as unread.
///
/// # Errors
/// [`ReadPackError`]
pub fn check_pack_folder<E>(
    files: impl IntoIterator<Item = (String, u64)>,
    with: &PackCheckedWith<'_>,
    read: &mut ReadFile<'_, E>,
) -> Result<PackCheck, ReadPackError> {
    let files: Vec<(String, u64)> = files.into_iter().collect();
    let mut reader = FolderReader::new(files.iter().cloned())?;
    while let Some((name, range)) = reader.wanted() {
        match read(name, range) {
            Ok(bytes) => reader.give(&bytes)?,
            Err(_) => reader.cannot_read()?,
        }
    }
    let mut check = reader.finish()?.check();
    let mut reports = Vec::new();
    for name in check.report_names() {
        let size = files.iter().find(|(each, _)| each == name);
        let size = size.map(|(_, size)| *size).unwrap_or_default();
        let bytes = whole(0..size, &mut |range| read(name, range));
        let bytes = bytes.map_err(|_| ReadPackError::Shortened)?;
        reports.push(of_report(name, &bytes, with));
    }
    check.compare(reports)?;
    Ok(check)
}

/// The bytes of a report. One that is too large to be one is not read: no bytes are no report.
fn whole<E>(
    place: Range<u64>,
    read: &mut dyn FnMut(Range<u64>) -> Result<Vec<u8>, E>,
) -> Result<Vec<u8>, E> {
    if place.end - place.start > LARGEST_FILE {
        return Ok(Vec::new());
    }
    read(place)
}

fn of_report(name: &str, bytes: &[u8], with: &PackCheckedWith<'_>) -> ReportInside {
    let checked = check_in_stages(
        bytes,
        with.editions,
        with.authorities,
        with.fonts,
        &mut |_| {},
    );
    ReportInside {
        name: name.to_owned(),
        checked: checked.map(Arc::new).map_err(|error| error.to_string()),
    }
}
