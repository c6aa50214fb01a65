//! Evidence packs: an archive, or the folder into which one was unpacked.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use assay_dossier::{
    CheckPackError, CheckedFile, FileState, Known, MOST_PACK_FILES, PACK_SUMS, PackCheck,
    PackCheckedWith, ReadPackError, ReportInside, Standing, check_pack, check_pack_folder,
    is_of_a_pack, namesakes,
};

use super::{
    Asked,
    found::{Found, Kind, MemberFound, ReportFound, SignatureFound},
    gather::{Candidate, DEEPEST},
    look::Looked,
};
use crate::{reading, words};

/// How many files are named in words that are not as they were signed; the JSON has all.
const MOST_NAMED: usize = 50;

/// The most bytes of a list of checksums that is looked at to know a folder.
const MOST_SUMS_BYTES: u64 = 8 * 1024 * 1024;

/// Whether a pack was unpacked into this folder.
pub(super) fn is_unpacked(folder: &Path) -> bool {
    let read = reading::whole(&folder.join(PACK_SUMS), MOST_SUMS_BYTES);
    read.is_ok_and(|sums| is_of_a_pack(&sums))
}

/// What is found of an archive that is no backup.
pub(super) fn archive(
    candidate: &Candidate,
    mut file: File,
    length: u64,
    begins_like_one: bool,
    asked: &Asked,
) -> Looked {
    let path = candidate.path.as_path();
    let mut read = |range| reading::at(&mut file, range);
    let checked = with(asked, |with| check_pack(length, with, &mut read));
    match checked {
        Ok(check) => of_check(path, &check, asked).into(),
        Err(CheckPackError::Unread(error)) => Found::cannot_tell(path, error.to_string()).into(),
        Err(CheckPackError::Pack(error)) => {
            if candidate.in_folder && !begins_like_one && !error.is_of_a_pack() {
                return Looked::LeftOut(words::NOT_OURS);
            }
            of_error(path, &error, begins_like_one).into()
        }
    }
}

/// What is found of a folder.
pub(super) fn folder(path: &Path, asked: &Asked) -> Found {
    let mut files = BTreeMap::new();
    if let Err(error) = gather(path, "", 0, &mut files) {
        return Found::cannot_tell(path, error.to_string());
    }
    let sizes = files.iter().map(|(name, (_, size))| (name.clone(), *size));
    let sizes: Vec<(String, u64)> = sizes.collect();
    let mut read = |name: &str, range| {
        let (path, _) = files.get(name).ok_or(io::ErrorKind::NotFound)?;
        // A link may lead out of the folder.
        if fs::symlink_metadata(path)?.is_symlink() {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let (mut file, _) = reading::open(path).map_err(|_| io::ErrorKind::Unsupported)?;
        reading::at(&mut file, range)
    };
    let checked = with(asked, |with| check_pack_folder(sizes, with, &mut read));
    match checked {
        Ok(check) => of_check(path, &check, asked),
        Err(error) => of_error(path, &error, true),
    }
}

/// All files of a folder and its folders, by their names there.
fn gather(
    folder: &Path,
    within: &str,
    depth: usize,
    files: &mut BTreeMap<String, (PathBuf, u64)>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{within}{}", entry.file_name().to_string_lossy());
        let metadata = entry.metadata()?;
        if metadata.is_dir() && depth < DEEPEST {
            gather(&entry.path(), &format!("{name}/"), depth + 1, files)?;
        } else {
            files.insert(name, (entry.path(), metadata.len()));
        }
        if files.len() > 2 * MOST_PACK_FILES {
            // So many are refused; the rest need not be looked for.
            return Ok(());
        }
    }
    Ok(())
}

fn with<T>(asked: &Asked, work: impl FnOnce(&PackCheckedWith<'_>) -> T) -> T {
    work(&PackCheckedWith {
        editions: &asked.at_hand.editions,
        authorities: &asked.at_hand.authorities,
        fonts: &asked.at_hand.fonts(),
    })
}

fn of_error(path: &Path, error: &ReadPackError, is_ours: bool) -> Found {
    let standing = match error.standing() {
        Standing::Fails if !is_ours => Standing::NotChecked,
        standing => standing,
    };
    let mut found = Found::new(path, Kind::EvidencePack, standing, standing.word());
    let why = assay_assessment::words::sentence(&error.to_string());
    found.why.push(why);
    found
}

fn of_check(path: &Path, check: &PackCheck, asked: &Asked) -> Found {
    let mut found = Found::new(path, Kind::EvidencePack, check.standing(), check.word());
    found.meaning = check.advice().to_owned();
    let unsound = check.files.iter();
    let unsound = unsound.filter(|file| file.state.standing() != Standing::Holds);
    let unsound: Vec<String> = unsound.map(ToString::to_string).collect();
    found.why.extend(unsound.iter().take(MOST_NAMED).cloned());
    if unsound.len() > MOST_NAMED {
        found
            .why
            .push(words::more_files(unsound.len() - MOST_NAMED));
    }
    found.members = check.files.iter().map(of_file).collect();
    found.reports = check.reports.iter().map(of_report).collect();
    found.remarks = check.remarks();
    let held = check
        .reports
        .iter()
        .filter_map(|report| report.checked.as_ref().ok());
    let mut held = held.filter_map(|checked| checked.held.as_ref().ok()?.report());
    if let Some(report) = held.next() {
        found.title = Some(report.title.clone());
        found.operator = Some(report.operator.name.clone());
    }
    match check.signature.signer() {
        Some(fingerprint) => found
            .signatures
            .push(of_signature(check, fingerprint, asked)),
        None => found.why.push(check.signature.to_string()),
    }
    if let Some(trust) = &asked.trust {
        found.doubt(doubts(check, trust));
    }
    found
}

/// Whoever signed the pack or a report in it with a key that is not in the list; each said once.
fn doubts(check: &PackCheck, trust: &[Known]) -> Vec<String> {
    let mut doubts = Vec::new();
    let is_known = |fingerprint: &str| trust.iter().any(|one| one.fingerprint == fingerprint);
    match check.signature.signer() {
        Some(fingerprint) if is_known(fingerprint) => {}
        Some(fingerprint) => doubts.push(words::stranger(fingerprint)),
        None => doubts.push(words::NOBODY_SIGNED.to_owned()),
    }
    let reports = check.reports.iter();
    for checked in reports.filter_map(|report| report.checked.as_ref().ok()) {
        doubts.extend(namesakes(checked, trust).iter().map(ToString::to_string));
        let strangers = checked.strangers(trust).into_iter();
        doubts.extend(strangers.map(|signer| words::stranger(&signer.to_string())));
    }
    if check.holds_only_received() {
        doubts.push(words::ONLY_RECEIVED.to_owned());
    }
    let mut told = BTreeSet::new();
    doubts.retain(|doubt| told.insert(doubt.clone()));
    doubts
}

fn of_file(file: &CheckedFile) -> MemberFound {
    let text = |sha256: &dyn ToString| Some(sha256.to_string());
    let (state, expected) = match &file.state {
        FileState::Sound { .. } => ("sound", None),
        FileState::Missing { expected } => ("missing", text(expected)),
        FileState::Changed { expected, .. } => ("changed", text(expected)),
        FileState::OtherChecksum => ("otherChecksum", None),
        FileState::Extra => ("extra", None),
        FileState::Unread => ("unread", None),
    };
    MemberFound {
        name: file.name.clone(),
        state,
        sha256: file.state.sha256().map(|sha256| sha256.to_string()),
        expected,
    }
}

fn of_report(report: &ReportInside) -> ReportFound {
    ReportFound {
        name: report.name.clone(),
        verdict: report.standing().into(),
        word: match &report.checked {
            Ok(checked) => checked.outcome.word().to_owned(),
            Err(why) => why.clone(),
        },
    }
}

fn of_signature(check: &PackCheck, fingerprint: &str, asked: &Asked) -> SignatureFound {
    let trust = asked.trust.as_deref();
    let known = trust.unwrap_or_default().iter();
    let known_as = known
        .filter(|one| one.fingerprint == fingerprint)
        .map(|one| one.name.clone())
        .next();
    SignatureFound {
        verdict: check.signature.standing().into(),
        finding: check.signature.to_string(),
        // The signature itself names nobody; a report that holds may name the same key.
        name: check
            .signer_in_reports()
            .map(|signer| signer.name)
            .unwrap_or_default(),
        organisation: String::new(),
        role: String::new(),
        fingerprint: fingerprint.to_owned(),
        certificate_by: String::new(),
        claimed_at: String::new(),
        signer: words::known_as(known_as.as_deref(), trust.is_some(), true),
        known_as,
        time_stamp: None,
    }
}
