//! Reading a pack: every file in it is hashed again.

use std::collections::BTreeMap;
use std::ops::Range;

use assay_assessment::backup::FileSums;
use assay_dossier::{FolderReader, PackCheck, PackRead, PackReader, ReadPackError};
use assay_jobs::CheckPackSignature;

use super::super::{
    DeskError,
    backup_file::go_on,
    work::{Stage, Steps, Work},
};
use crate::{
    beside::{self, Sums},
    browser::{
        Cancellation,
        files::{InFolder, PickedFile, Source},
    },
};

/// A pack whose files were read, and the reports in it, which are still to be checked.
pub struct PackOnHand {
    /// What was found of its files and of the signature over them.
    pub check: PackCheck,
    /// The reports by their names in the pack.
    pub reports: Vec<(String, PickedFile)>,
}

/// Reads an archive.
///
/// # Errors
/// [`DeskError`] when it is none, is damaged as a whole, cannot be read, or was stopped.
pub async fn read_pack(file: &PickedFile, work: &Work) -> Result<PackOnHand, DeskError> {
    let (read, reader) = read_archive(&file.source(), work).await?;
    let check = checked(read, &work.cancellation).await?;
    let mut reports = Vec::new();
    for name in check.report_names() {
        if let Some(place) = reader.place(name) {
            reports.push((name.to_owned(), file.part(place, name)?));
        }
    }
    Ok(PackOnHand { check, reports })
}

/// Reads a folder of these files. One that cannot be read counts as unread.
///
/// # Errors
/// [`DeskError`] when no pack was unpacked there, or it was stopped.
pub async fn read_pack_folder(files: Vec<InFolder>, work: &Work) -> Result<PackOnHand, DeskError> {
    let files: BTreeMap<String, PickedFile> =
        files.into_iter().map(|one| (one.name, one.file)).collect();
    let sizes = files.iter().map(|(name, file)| (name.clone(), file.size()));
    let mut reader = FolderReader::new(sizes)?;
    let bytes = files.values().map(PickedFile::size).sum();
    let mut steps = work.begin(Stage::ReadingPack, 0, bytes);
    while let Some((name, wanted)) = reader.wanted() {
        go_on(&work.cancellation)?;
        let source = files.get(name).map(PickedFile::source);
        let source = source.ok_or(ReadPackError::Shortened)?;
        match reader.wanted_sums() {
            Some((_, size)) => match sums(&source, 0..size, &steps, &work.cancellation).await {
                Ok(sums) => reader.give_sums(sums)?,
                Err(DeskError::Read(_)) => reader.cannot_read()?,
                Err(error) => return Err(error),
            },
            None => match source.bytes(wanted).await {
                Ok(bytes) => reader.give(&bytes)?,
                Err(_) => reader.cannot_read()?,
            },
        }
        steps.at(0, reader.progress().0);
    }
    let check = checked(reader.finish()?, &work.cancellation).await?;
    let reports = check.report_names().filter_map(|name| {
        let file = files.get(name)?;
        Some((name.to_owned(), file.clone()))
    });
    let reports = reports.collect();
    Ok(PackOnHand { check, reports })
}

/// Reads an archive; the reader knows where its files are.
pub(super) async fn read_archive(
    source: &Source,
    work: &Work,
) -> Result<(PackRead, PackReader), DeskError> {
    let mut reader = PackReader::new(source.size())?;
    let mut steps = work.begin(Stage::ReadingPack, 0, source.size());
    while let Some(wanted) = reader.wanted() {
        go_on(&work.cancellation)?;
        match reader.wanted_sums() {
            Some(whole) => {
                let sums = sums(source, whole, &steps, &work.cancellation).await?;
                reader.give_sums(sums)?;
            }
            None => reader.give(&source.bytes(wanted).await?)?,
        }
        steps.at(0, reader.progress().0);
    }
    Ok((reader.finish()?, reader))
}

async fn sums(
    source: &Source,
    range: Range<u64>,
    steps: &Steps,
    cancellation: &Cancellation,
) -> Result<FileSums, DeskError> {
    let mut sums = Sums::new();
    let mut pieces = source.pieces(range)?;
    let mut done = 0;
    while let Some(piece) = pieces.next().await? {
        go_on(cancellation)?;
        sums.add(&piece).await;
        done += piece.len() as u64;
        steps.within(done);
    }
    Ok(sums.finish())
}

/// Has the signature checked, beside the page.
async fn checked(read: PackRead, cancellation: &Cancellation) -> Result<PackCheck, DeskError> {
    let signature = match &read.signature {
        Ok(signature) => {
            let job = CheckPackSignature {
                list: read.list.clone(),
                signature: signature.clone(),
            };
            beside::perform(job, |()| {}, cancellation).await?
        }
        Err(none) => none.clone(),
    };
    Ok(read.with_signature(signature))
}
