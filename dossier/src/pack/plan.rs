//! What goes into a pack, and under which name.

use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::{
    Absence, Assessment, Evidence, EvidenceId, EvidenceKind, EvidencePresence, RegisterRisk,
    Sha256Digest, Supports, Timestamp, archive, backup::FileSums,
};
use assay_catalog::Catalog;
use assay_seal::{Verdict, json::verify_json};
use serde::{Deserialize, Serialize};

use super::{
    EVIDENCE_FOLDER, MOST_LINES, MOST_PACK_BYTES, MOST_PACK_FILE_BYTES, MOST_PACK_FILES,
    MOST_PACK_REPORTS, REPORTS_FOLDER, WritePackError, names::Names,
};
use crate::{held::Held, kind::HandedKind, produced::ProducedFile, signer::Signer};

/// The folder of evidence that supports nothing.
const UNLINKED: &str = "unlinked";

/// More than a line of the index grows by where a file turns out not to be there.
const BYTES_OF_A_STATE: u64 = 256;

/// More than a file needs beside its bytes and its lines of the index.
const BYTES_BESIDE: u64 = 1024;

/// More than what is written once needs.
const BYTES_ONCE: u64 = 64 * 1024;

/// A signed file, as it was produced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackedFile<'a> {
    /// What it is called, without a folder.
    pub name: &'a str,
    /// Its media type.
    pub media_type: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

impl<'a> From<&'a ProducedFile> for PackedFile<'a> {
    fn from(file: &'a ProducedFile) -> Self {
        Self {
            name: &file.name,
            media_type: file.format.media_type(),
            bytes: &file.bytes,
        }
    }
}

/// What a pack is made of. The same gives the same bytes.
#[derive(Clone, Copy)]
pub struct Packing<'a> {
    /// The assessment, as it was when its reports were signed.
    pub assessment: &'a Assessment,
    /// The edition that it is made against.
    pub catalog: &'a Catalog,
    /// Which evidence files are on the device. Those that are not are named in the index, and not packed.
    pub presence: &'a EvidencePresence,
    /// The signed files: reports, their requests and public editions, as JSON or PDF; at least one.
    pub reports: &'a [PackedFile<'a>],
    /// Who signs the pack.
    pub signer: &'a dyn Signer,
    /// When it is made.
    pub at: Timestamp,
}

/// An evidence file that a pack is to hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedFile {
    /// Its name in the pack, with its folders.
    pub name: String,
    /// The digest of its bytes, under which they are kept.
    pub sha256: Sha256Digest,
    /// The number of its bytes, as they were added.
    pub size: u64,
}

impl PlannedFile {
    /// What stands before its bytes in the pack: whoever writes a pack piece by piece writes this, and the bytes.
    ///
    /// # Errors
    /// [`WritePackError::OtherBytes`] when the sums are not of this file, and [`WritePackError::TooLarge`].
    pub fn header(&self, sums: &FileSums) -> Result<Vec<u8>, WritePackError> {
        if sums.sha256 != self.sha256 {
            return Err(WritePackError::OtherBytes);
        }
        let header = archive::Writer::new().begin(&self.name, sums.size, sums.crc32());
        header.map_err(|_| WritePackError::TooLarge {
            bytes: sums.size,
            files: 1,
        })
    }
}

/// A piece of evidence whose file is not in the pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsentFile {
    /// What it is called in the library.
    pub label: String,
    /// The digest that its bytes should have.
    pub sha256: Sha256Digest,
    /// What is wrong with it.
    pub absence: Absence,
}

/// What a piece of evidence supports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject<'a> {
    /// `Control`, `Risk` or nothing.
    pub(super) kind: &'static str,
    /// Its identifier.
    pub(super) id: String,
    /// Its title.
    pub(super) title: &'a str,
    /// The evidence for it, in the order of the library.
    pub(super) evidence: Vec<&'a Evidence>,
}

/// The whole plan of a pack.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// What evidence supports, in the order of the edition, and last what supports nothing.
    pub(super) subjects: Vec<Subject<'a>>,
    /// The files, in the order in which they are packed.
    pub(super) files: Vec<PlannedFile>,
    /// The names of the reports in the pack, in the order in which they were given.
    pub(super) reports: Vec<String>,
}

impl<'a> Plan<'a> {
    /// Names everything.
    pub(super) fn of(packing: &Packing<'a>) -> Result<Self, WritePackError> {
        if packing.reports.is_empty() {
            return Err(WritePackError::NoReport);
        }
        if packing.reports.len() > MOST_PACK_REPORTS {
            return Err(WritePackError::TooManyReports);
        }
        for report in packing.reports {
            admit(report, packing.assessment)?;
        }
        let subjects = subjects(packing.assessment, packing.catalog);
        let lines = subjects.iter().map(|subject| subject.evidence.len()).sum();
        if lines > MOST_LINES {
            return Err(WritePackError::IndexTooLarge { lines });
        }
        let mut names = Names::default();
        let reports = packing.reports.iter();
        let reports = reports.map(|report| format!("{REPORTS_FOLDER}{}", names.give(report.name)));
        Ok(Self {
            reports: reports.collect(),
            files: files(&subjects, packing.presence),
            subjects,
        })
    }

    /// Refuses what does not fit before the first byte. `index` is the number of bytes of the index of all files.
    pub(super) fn admit(
        &self,
        reports: &[PackedFile<'_>],
        index: usize,
    ) -> Result<(), WritePackError> {
        let lines = self.subjects.iter().map(|subject| subject.evidence.len());
        let once = BYTES_ONCE + index as u64 + lines.sum::<usize>() as u64 * BYTES_OF_A_STATE;
        let sizes = self.files.iter().map(|file| file.size);
        let sizes = sizes.chain(reports.iter().map(|report| report.bytes.len() as u64));
        let bytes = sizes.fold(once, |sum, size| {
            sum.saturating_add(size).saturating_add(BYTES_BESIDE)
        });
        let files = self.files.len() + reports.len() + 5;
        let is_small = |file: &PlannedFile| file.size <= MOST_PACK_FILE_BYTES;
        let fits = bytes <= MOST_PACK_BYTES && files <= MOST_PACK_FILES;
        if fits && self.files.iter().all(is_small) {
            Ok(())
        } else {
            Err(WritePackError::TooLarge { bytes, files })
        }
    }
}

/// Lets nothing in as a report that is none: a list of what a public edition leaves out is for its maker alone.
fn admit(report: &PackedFile<'_>, assessment: &Assessment) -> Result<(), WritePackError> {
    let name = || report.name.to_owned();
    match HandedKind::of(report.bytes) {
        HandedKind::Pdf => Ok(()),
        HandedKind::Json => {
            let read = verify_json(report.bytes).ok();
            let signed = read.filter(|read| read.verdict() != Verdict::Unsigned);
            let held = signed.and_then(|signed| Held::from_value(signed.document).ok());
            let held = held.ok_or_else(|| WritePackError::NotAReport { name: name() })?;
            let is_of = |id: &str| id.ends_with(assessment.id().as_str());
            match held.report() {
                Some(report) if !is_of(&report.id) => {
                    Err(WritePackError::OtherAssessment { name: name() })
                }
                _ => Ok(()),
            }
        }
        _ => Err(WritePackError::NotAReport { name: name() }),
    }
}

/// What evidence supports: controls in the order of the edition, then risks, then nothing. What the edition does not
/// have counts as nothing.
fn subjects<'a>(assessment: &'a Assessment, catalog: &'a Catalog) -> Vec<Subject<'a>> {
    let supports = Supports::of(assessment);
    let mut linked: BTreeSet<&EvidenceId> = BTreeSet::new();
    let mut subjects = Vec::new();
    let mut add = |kind, id: String, title, evidence: &[(&'a EvidenceId, &'a Evidence)]| {
        if !evidence.is_empty() {
            linked.extend(evidence.iter().map(|(id, _)| *id));
            subjects.push(Subject {
                kind,
                id,
                title,
                evidence: evidence.iter().map(|(_, item)| *item).collect(),
            });
        }
    };
    for control in catalog.controls() {
        let evidence = supports.evidence_for_control(control.id());
        add(
            "Control",
            control.id().to_string(),
            control.short_title(),
            evidence,
        );
    }
    for risk in assessment.register(catalog) {
        let evidence = supports.evidence_for_risk(risk.id());
        add(
            "Risk",
            risk.id().to_string(),
            RegisterRisk::title(risk),
            evidence,
        );
    }
    let items = assessment.evidence().iter();
    let rest: Vec<_> = items.filter(|(id, _)| !linked.contains(id)).collect();
    if !rest.is_empty() {
        subjects.push(Subject {
            kind: "",
            id: String::new(),
            title: "",
            evidence: rest.into_iter().map(|(_, item)| item).collect(),
        });
    }
    subjects
}

/// Each file that is there, once, under what it supports first.
fn files(subjects: &[Subject<'_>], presence: &EvidencePresence) -> Vec<PlannedFile> {
    let mut folders = Names::default();
    // No control takes the folder of what supports nothing.
    let unlinked = folders.give(UNLINKED);
    let mut planned = BTreeSet::new();
    let mut files = Vec::new();
    for subject in subjects {
        let folder = match subject.kind {
            "" => unlinked.clone(),
            _ => folders.give(&subject.id),
        };
        let mut names = Names::default();
        for item in &subject.evidence {
            let EvidenceKind::File {
                name, size, sha256, ..
            } = &item.kind
            else {
                continue;
            };
            if presence.of(*sha256).is_none() && planned.insert(*sha256) {
                files.push(PlannedFile {
                    name: format!("{EVIDENCE_FOLDER}{folder}/{}", names.give(name)),
                    sha256: *sha256,
                    size: *size,
                });
            }
        }
    }
    files
}

/// Where each file is.
pub(super) fn places(files: &[PlannedFile]) -> BTreeMap<Sha256Digest, &str> {
    let files = files.iter();
    files
        .map(|file| (file.sha256, file.name.as_str()))
        .collect()
}
