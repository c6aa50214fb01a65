//! What was found of files, as it is written as JSON. `cli/README.md` says what each member means; what is there stays,
//! and more may come.

use std::path::Path;

use assay_dossier::{Checked, Standing};
use assay_report::GENERATOR;
use serde::Serialize;

use crate::{Exit, table::Rows};

/// The format's name, in the member `format`.
const FORMAT: &str = "assay-verification";
/// Its version.
const VERSION: u32 = 1;

/// The verdict on a file, or on all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Verdict {
    /// It is valid.
    Valid,
    /// It is not.
    NotValid,
    /// It cannot be told.
    CannotTell,
}

impl From<Standing> for Verdict {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Holds => Self::Valid,
            Standing::Fails => Self::NotValid,
            Standing::NotChecked => Self::CannotTell,
        }
    }
}

impl From<Verdict> for Exit {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Valid => Self::Done,
            Verdict::NotValid => Self::NotValid,
            Verdict::CannotTell => Self::CannotTell,
        }
    }
}

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Kind {
    /// A report.
    Report,
    /// A status-update request.
    StatusUpdateRequest,
    /// The public edition of a report.
    PublicEdition,
    /// What such an edition leaves out.
    Disclosures,
    /// A backup.
    Backup,
    /// An evidence pack, or the folder into which one was unpacked.
    EvidencePack,
    /// Something else, or something that cannot be read.
    Unknown,
}

/// Of all files.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Verification {
    format: &'static str,
    version: u32,
    generator: &'static str,
    /// The gravest of the files'.
    pub(crate) verdict: Verdict,
    pub(crate) files: Vec<Found>,
    pub(crate) left_out: Vec<LeftOut>,
}

/// A file of a folder that was not checked.
#[derive(Debug, Serialize)]
pub(crate) struct LeftOut {
    pub(crate) path: String,
    pub(crate) why: String,
}

/// Of one file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Found {
    pub(crate) path: String,
    pub(crate) kind: Kind,
    /// SHA-256 of the file, where all of it was read.
    pub(crate) sha256: Option<String>,
    pub(crate) verdict: Verdict,
    /// The verdict in the page's words.
    pub(crate) word: String,
    /// What it means, and what to do.
    pub(crate) meaning: String,
    /// What keeps the verdict from being better, beside the word: sentences.
    pub(crate) why: Vec<String>,
    pub(crate) title: Option<String>,
    pub(crate) operator: Option<String>,
    pub(crate) generated_at: Option<String>,
    pub(crate) generator: Option<String>,
    pub(crate) pages: Option<PagesFound>,
    pub(crate) contradictions: Vec<ContradictionFound>,
    pub(crate) more_contradictions: usize,
    pub(crate) signatures: Vec<SignatureFound>,
    pub(crate) remarks: Vec<String>,
    pub(crate) named_files: Vec<NamedFile>,
    /// The files of an evidence pack.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) members: Vec<MemberFound>,
    /// The reports in an evidence pack.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) reports: Vec<ReportFound>,
    /// The public edition, with which disclosures are compared.
    #[serde(skip)]
    pub(super) edition: Option<Box<Checked>>,
    /// The text of a file of disclosures.
    #[serde(skip)]
    pub(super) disclosures: Option<String>,
    /// The rows of a report, where they are asked for.
    #[serde(skip)]
    pub(crate) rows: Option<Box<Rows>>,
}

/// Of the pages of a PDF.
#[derive(Debug, Serialize)]
pub(crate) struct PagesFound {
    pub(crate) compared: bool,
    pub(crate) same: Option<bool>,
    pub(crate) heading: String,
    pub(crate) meaning: String,
}

/// A contradiction.
#[derive(Debug, Serialize)]
pub(crate) struct ContradictionFound {
    pub(crate) place: String,
    pub(crate) says: String,
    pub(crate) follows: String,
}

/// A signature.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SignatureFound {
    pub(crate) verdict: Verdict,
    pub(crate) finding: String,
    pub(crate) name: String,
    pub(crate) organisation: String,
    pub(crate) role: String,
    pub(crate) fingerprint: String,
    pub(crate) certificate_by: String,
    pub(crate) claimed_at: String,
    /// The name in the list of known signers; only of a signature that holds.
    pub(crate) known_as: Option<String>,
    /// Whose key it is, as far as that is known: a sentence.
    pub(crate) signer: String,
    pub(crate) time_stamp: Option<TimeStampFound>,
}

/// The time stamp of a signature.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TimeStampFound {
    pub(crate) holds: bool,
    pub(crate) finding: String,
    pub(crate) time: String,
    pub(crate) authority: String,
    pub(crate) certificate: String,
    pub(crate) vouched_by: Option<String>,
}

/// A file that a request names.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NamedFile {
    pub(crate) name: String,
    pub(crate) sha256: String,
    /// Which of the files has that digest.
    pub(crate) given_as: Option<String>,
}

/// A file of an evidence pack.
#[derive(Debug, Serialize)]
pub(crate) struct MemberFound {
    pub(crate) name: String,
    /// `sound`, `missing`, `changed`, `otherChecksum`, `extra` or `unread`.
    pub(crate) state: &'static str,
    /// The digest that it has, where it was read.
    pub(crate) sha256: Option<String>,
    /// The one that it should have, where it has another or none.
    pub(crate) expected: Option<String>,
}

/// A report in an evidence pack.
#[derive(Debug, Serialize)]
pub(crate) struct ReportFound {
    pub(crate) name: String,
    pub(crate) verdict: Verdict,
    /// The verdict in words.
    pub(crate) word: String,
}

impl Verification {
    pub(super) fn of(files: Vec<Found>, left_out: Vec<LeftOut>) -> Self {
        let any = |verdict| files.iter().any(|file| file.verdict == verdict);
        let verdict = if any(Verdict::NotValid) {
            Verdict::NotValid
        } else if any(Verdict::CannotTell) {
            Verdict::CannotTell
        } else {
            Verdict::Valid
        };
        Self {
            format: FORMAT,
            version: VERSION,
            generator: GENERATOR,
            verdict,
            files,
            left_out,
        }
    }
}

impl LeftOut {
    pub(super) fn of(path: &Path, why: impl Into<String>) -> Self {
        Self {
            path: shown(path),
            why: why.into(),
        }
    }
}

impl Found {
    /// Of a file of which this is all that can be said.
    pub(super) fn new(
        path: &Path,
        kind: Kind,
        standing: Standing,
        word: impl Into<String>,
    ) -> Self {
        Self {
            path: shown(path),
            kind,
            sha256: None,
            verdict: standing.into(),
            word: word.into(),
            meaning: String::new(),
            why: Vec::new(),
            title: None,
            operator: None,
            generated_at: None,
            generator: None,
            pages: None,
            contradictions: Vec::new(),
            more_contradictions: 0,
            signatures: Vec::new(),
            remarks: Vec::new(),
            named_files: Vec::new(),
            members: Vec::new(),
            reports: Vec::new(),
            edition: None,
            disclosures: None,
            rows: None,
        }
    }

    /// Of a file of which nothing can be told, and why.
    pub(super) fn cannot_tell(path: &Path, why: impl Into<String>) -> Self {
        let standing = Standing::NotChecked;
        let word = assay_dossier::Outcome::CannotBeChecked.word();
        let mut found = Self::new(path, Kind::Unknown, standing, word);
        found
            .why
            .push(assay_assessment::words::sentence(&why.into()));
        found
    }

    /// Says why a file that would be valid cannot be told to be.
    pub(super) fn doubt(&mut self, why: Vec<String>) {
        if self.verdict == Verdict::Valid && !why.is_empty() {
            self.verdict = Verdict::CannotTell;
        }
        self.why.extend(why);
    }
}

/// Says of each file that a request names whether it is among the others.
pub(super) fn name_files(files: &mut [Found]) {
    let given: Vec<(String, String)> = files
        .iter()
        .filter_map(|file| Some((file.sha256.clone()?, file.path.clone())))
        .collect();
    for named in files.iter_mut().flat_map(|file| &mut file.named_files) {
        let found = given.iter().find(|(sha256, _)| *sha256 == named.sha256);
        named.given_as = found.map(|(_, path)| path.clone());
    }
}

/// A path as text; what is no Unicode in it cannot be shown.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
