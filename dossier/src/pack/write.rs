use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::{Absence, EvidenceKind, Sha256Digest, archive, backup::FileSums};
use assay_seal::{PublicKey, ssh::verify_ssh};

use super::{
    INDEX_CSV, INDEX_HTML, MOST_PACK_BYTES, PACK_NAMESPACE, PACK_SUMS, SIGNATURE, VERIFY,
    WritePackError,
    index::Index,
    plan::{AbsentFile, Packing, Plan, PlannedFile, places},
    sums,
};
use crate::words::pack as words;

/// Writes a pack from its beginning to its end, without ever holding all of it:
///
/// 1. [`PackWriter::begin`] gives the first bytes;
/// 2. for each of [`PackWriter::files`], in their order, [`PackWriter::file`] gives what stands before the file's bytes,
///    and the caller writes that and the bytes; a file that cannot be read is left out, one with other bytes is told by
///    [`PackWriter::changed`];
/// 3. [`PackWriter::close`] gives the reports, the index and the checksums;
/// 4. whoever has the key signs [`UnsignedPack::to_sign`], and [`UnsignedPack::finish`] gives the rest.
///
/// To cancel, drop it.
pub struct PackWriter<'a> {
    packing: Packing<'a>,
    plan: Plan<'a>,
    archive: archive::Writer,
    sums: BTreeMap<String, Sha256Digest>,
    /// How many of the planned files are behind the one that was given last.
    done: usize,
    written: BTreeSet<Sha256Digest>,
    absent: BTreeMap<Sha256Digest, Absence>,
}

/// A pack that lacks only its signature.
#[derive(Debug)]
pub struct UnsignedPack {
    archive: archive::Writer,
    bytes: Vec<u8>,
    sums: String,
    key: PublicKey,
    files: usize,
    absent: Vec<AbsentFile>,
}

/// What stands at the end of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndOfPack {
    /// The bytes to write.
    pub bytes: Vec<u8>,
    /// The length of the whole pack in bytes.
    pub length: u64,
    /// Evidence whose files are not in it. The index says so; tell the user.
    pub absent: Vec<AbsentFile>,
}

impl<'a> PackWriter<'a> {
    /// Begins a pack: the writer, and the bytes to write first.
    ///
    /// # Errors
    /// [`WritePackError::NoReport`], [`WritePackError::NotAReport`], [`WritePackError::OtherAssessment`],
    /// [`WritePackError::IndexTooLarge`], and [`WritePackError::TooLarge`] when a pack with all files that are there does
    /// not fit: before the first byte.
    pub fn begin(packing: Packing<'a>) -> Result<(Self, Vec<u8>), WritePackError> {
        let plan = Plan::of(&packing)?;
        let none_absent = BTreeMap::new();
        let index = index(&packing, &plan, places(&plan.files), &none_absent);
        plan.admit(packing.reports, index.csv().len() + index.html().len())?;
        let mut writer = Self {
            packing,
            plan,
            archive: archive::Writer::new(),
            sums: BTreeMap::new(),
            done: 0,
            written: BTreeSet::new(),
            absent: BTreeMap::new(),
        };
        let text = words::verify_text(&packing);
        let bytes = writer.whole(VERIFY, text.as_bytes())?;
        Ok((writer, bytes))
    }

    /// The evidence files to be packed, in their order.
    #[must_use]
    pub fn files(&self) -> &[PlannedFile] {
        &self.plan.files
    }

    /// About how many bytes the pack will have, if all files are packed.
    #[must_use]
    pub fn expected_bytes(&self) -> u64 {
        let files = self.plan.files.iter().map(|file| file.size);
        let reports = self.packing.reports.iter();
        files
            .chain(reports.map(|report| report.bytes.len() as u64))
            .sum()
    }

    /// What stands before a file's bytes.
    ///
    /// # Errors
    /// [`WritePackError::OtherBytes`] if no planned file has this digest, [`WritePackError::Order`], and
    /// [`WritePackError::TooLarge`]. After an error the pack is as it was.
    pub fn file(&mut self, file: &FileSums) -> Result<Vec<u8>, WritePackError> {
        let is_it = |planned: &PlannedFile| planned.sha256 == file.sha256;
        let (before, behind) = self.plan.files.split_at(self.done);
        let Some(further) = behind.iter().position(is_it) else {
            return Err(if before.iter().any(is_it) {
                WritePackError::Order
            } else {
                WritePackError::OtherBytes
            });
        };
        let place = self.done + further;
        let name = self
            .plan
            .files
            .get(place)
            .map(|planned| planned.name.clone());
        let header = self.member(&name.unwrap_or_default(), file)?;
        self.done = place + 1;
        self.written.insert(file.sha256);
        Ok(header)
    }

    /// Notes that a planned file has other bytes than those that were added, so that the index says so.
    pub fn changed(&mut self, sha256: Sha256Digest) {
        self.absent.insert(sha256, Absence::Changed);
    }

    /// Ends the list of files. What was planned and not given counts as missing.
    ///
    /// # Errors
    /// [`WritePackError::TooLarge`]
    pub fn close(mut self) -> Result<UnsignedPack, WritePackError> {
        let absent = self.absent_files();
        for file in &absent {
            self.absent.insert(file.sha256, file.absence);
        }
        let mut places = places(&self.plan.files);
        places.retain(|sha256, _| self.written.contains(sha256));
        let index = index(&self.packing, &self.plan, places, &self.absent);
        let (csv, html) = (index.csv(), index.html());
        let mut bytes = Vec::new();
        let reports: Vec<_> = self.plan.reports.clone();
        for (name, report) in reports.iter().zip(self.packing.reports) {
            bytes.extend(self.whole(name, report.bytes)?);
        }
        bytes.extend(self.whole(INDEX_CSV, &csv)?);
        bytes.extend(self.whole(INDEX_HTML, html.as_bytes())?);
        let sums = sums::to_text(&self.sums);
        bytes.extend(self.whole(PACK_SUMS, sums.as_bytes())?);
        Ok(UnsignedPack {
            files: self.sums.len(),
            archive: self.archive,
            bytes,
            sums,
            key: self.packing.signer.public_key(),
            absent,
        })
    }

    /// A member that is in memory, header and bytes.
    fn whole(&mut self, name: &str, content: &[u8]) -> Result<Vec<u8>, WritePackError> {
        let mut bytes = self.member(name, &FileSums::of(content))?;
        bytes.extend_from_slice(content);
        Ok(bytes)
    }

    fn member(&mut self, name: &str, file: &FileSums) -> Result<Vec<u8>, WritePackError> {
        let written = self.archive.written().saturating_add(file.size);
        let too_large = || WritePackError::TooLarge {
            bytes: written,
            files: self.sums.len() + 1,
        };
        // Room for what stands behind the last file is kept by the plan; the end is checked once more.
        if written > MOST_PACK_BYTES {
            return Err(too_large());
        }
        let header = self.archive.begin(name, file.size, file.crc32());
        let header = header.map_err(|_| too_large())?;
        self.sums.insert(name.to_owned(), file.sha256);
        Ok(header)
    }

    /// Each file that the assessment names and that was not written, by its first label.
    fn absent_files(&self) -> Vec<AbsentFile> {
        let mut told = BTreeSet::new();
        let mut files = Vec::new();
        let subjects = self.plan.subjects.iter();
        for item in subjects.flat_map(|subject| &subject.evidence) {
            let EvidenceKind::File { sha256, .. } = &item.kind else {
                continue;
            };
            if self.written.contains(sha256) || !told.insert(*sha256) {
                continue;
            }
            let noted = self.absent.get(sha256).copied();
            let noted = noted.or_else(|| self.packing.presence.of(*sha256));
            files.push(AbsentFile {
                label: item.label().to_owned(),
                sha256: *sha256,
                absence: noted.unwrap_or(Absence::Missing),
            });
        }
        files
    }
}

fn index<'a>(
    packing: &'a Packing<'a>,
    plan: &'a Plan<'a>,
    places: BTreeMap<Sha256Digest, &'a str>,
    absent: &'a BTreeMap<Sha256Digest, Absence>,
) -> Index<'a> {
    Index {
        packing,
        subjects: &plan.subjects,
        reports: &plan.reports,
        places,
        absent,
    }
}

impl UnsignedPack {
    /// The bytes to write next. They are given once.
    pub fn take_bytes(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// What is to be signed, by [`assay_seal::ssh::sign_ssh`] in [`PACK_NAMESPACE`].
    #[must_use]
    pub fn to_sign(&self) -> &[u8] {
        self.sums.as_bytes()
    }

    /// The rest of the pack. If [`Self::take_bytes`] was not asked for its bytes, they are at the beginning of these.
    ///
    /// # Errors
    /// [`WritePackError::Signature`] for a signature of another key or over something else, and
    /// [`WritePackError::TooLarge`].
    pub fn finish(mut self, signature: &str) -> Result<EndOfPack, WritePackError> {
        match verify_ssh(self.to_sign(), signature, PACK_NAMESPACE) {
            Ok(key) if key == self.key => {}
            _ => return Err(WritePackError::Signature),
        }
        let (written, files) = (self.archive.written(), self.files + 2);
        let too_large = || WritePackError::TooLarge {
            bytes: written,
            files,
        };
        let sums = FileSums::of(signature.as_bytes());
        let header = self.archive.begin(SIGNATURE, sums.size, sums.crc32());
        let mut bytes = self.bytes;
        bytes.extend(header.map_err(|_| too_large())?);
        bytes.extend_from_slice(signature.as_bytes());
        let written = self.archive.written();
        let end = self.archive.end().map_err(|_| too_large())?;
        let length = written + end.len() as u64;
        bytes.extend(end);
        Ok(EndOfPack {
            bytes,
            length,
            absent: self.absent,
        })
    }
}
