//! What is found of a pack, or of a folder into which one was unpacked.

use std::collections::BTreeSet;
use std::sync::Arc;

use assay_assessment::Sha256Digest;
use assay_report::document::EvidenceContent;
use assay_seal::ssh::{VerifySshError, verify_ssh};
use serde::{Deserialize, Serialize};

use super::{EVIDENCE_FOLDER, PACK_NAMESPACE, REPORTS_FOLDER, ReadPackError};
use crate::check::{Checked, Named, Standing};

/// What was found of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// It is as it was signed.
    Sound {
        /// Its digest.
        sha256: Sha256Digest,
        /// The number of its bytes.
        size: u64,
    },
    /// It is not there.
    Missing {
        /// The digest that it should have.
        expected: Sha256Digest,
    },
    /// Its bytes are others.
    Changed {
        /// The digest that it should have.
        expected: Sha256Digest,
        /// The one that it has.
        found: Sha256Digest,
    },
    /// It is as it was signed, but not as the archive around it says, so that other programs refuse it.
    OtherChecksum,
    /// It is there, and no checksum is about it.
    Extra,
    /// It is there and cannot be read.
    Unread,
}

/// A file that is listed or there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedFile {
    /// Its name in the pack, with its folders.
    pub name: String,
    /// What was found of it.
    pub state: FileState,
}

/// What was found of the signature over the checksums.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PackSignature {
    /// It holds. Whose key it is has to be known from elsewhere.
    Holds {
        /// The key's fingerprint, as Assay shows it.
        fingerprint: String,
        /// The same as `ssh-keygen` shows it.
        ssh_fingerprint: String,
    },
    /// The checksums are not those that were signed.
    Changed,
    /// It is no signature over the checksums of a pack; said why.
    Malformed(String),
    /// It is by a key of a kind that is not checked here.
    OtherKey(String),
    /// There is none.
    None,
    /// It is there and cannot be read.
    Unread,
}

/// A report in a pack.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportInside {
    /// Its name in the pack.
    pub name: String,
    /// What was found of it, or in words why nothing was.
    pub checked: Result<Arc<Checked>, String>,
}

/// Evidence that a report names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedEvidence {
    /// What the report calls it.
    pub label: String,
    /// The digest of its file.
    pub sha256: Sha256Digest,
    /// Whether the report itself says that the file was not as it was added, or not there.
    pub said_absent: bool,
}

/// The evidence files, compared with what the reports name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceCompared {
    /// How many files the reports name.
    pub named: usize,
    /// Those that are not in the pack.
    pub missing: Vec<NamedEvidence>,
    /// The names of files in the pack that no report names.
    pub not_named: Vec<String>,
}

/// What was found of a pack.
#[derive(Debug, Clone, PartialEq)]
pub struct PackCheck {
    /// Each file that is listed or there, by name; without the checksums and their signature.
    pub files: Vec<CheckedFile>,
    /// Who signed the checksums.
    pub signature: PackSignature,
    /// What was found of the reports; empty until [`Self::compare`] is given them.
    pub reports: Vec<ReportInside>,
    /// The evidence, where a report was read that names it; `None` until [`Self::compare`] was.
    pub evidence: Option<EvidenceCompared>,
}

/// What was read of a pack, whose signature is still to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRead {
    /// Each file that is listed or there, by name; without the checksums and their signature.
    pub files: Vec<CheckedFile>,
    /// The list of checksums, as it stands.
    pub list: Vec<u8>,
    /// The signature over it, or why there is none.
    pub signature: Result<Vec<u8>, PackSignature>,
}

impl PackRead {
    /// Checks the signature.
    #[must_use]
    pub fn check(self) -> PackCheck {
        let signature = match &self.signature {
            Ok(signature) => PackSignature::of(&self.list, signature),
            Err(none) => none.clone(),
        };
        self.with_signature(signature)
    }

    /// All of it, with what [`PackSignature::of`] found elsewhere.
    #[must_use]
    pub fn with_signature(self, signature: PackSignature) -> PackCheck {
        PackCheck {
            files: self.files,
            signature,
            reports: Vec::new(),
            evidence: None,
        }
    }
}

impl PackSignature {
    /// Checks the signature over a list of checksums.
    #[must_use]
    pub fn of(list: &[u8], signature: &[u8]) -> Self {
        let Ok(armoured) = str::from_utf8(signature) else {
            return Self::Malformed("it is not text".to_owned());
        };
        match verify_ssh(list, armoured, PACK_NAMESPACE) {
            Ok(key) => Self::Holds {
                fingerprint: key.fingerprint().to_string(),
                ssh_fingerprint: key.ssh_fingerprint(),
            },
            Err(VerifySshError::Changed) => Self::Changed,
            Err(VerifySshError::OtherKey(kind)) => Self::OtherKey(kind),
            Err(error) => Self::Malformed(error.to_string()),
        }
    }

    /// The fingerprint of the key, if the signature holds.
    #[must_use]
    pub fn signer(&self) -> Option<&str> {
        match self {
            Self::Holds { fingerprint, .. } => Some(fingerprint),
            _ => None,
        }
    }

    /// Whether it holds.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        match self {
            Self::Holds { .. } => Standing::Holds,
            Self::Changed | Self::Malformed(_) => Standing::Fails,
            Self::OtherKey(_) | Self::None | Self::Unread => Standing::NotChecked,
        }
    }
}

impl FileState {
    /// The digest that its bytes have, if they were read.
    #[must_use]
    pub const fn sha256(&self) -> Option<Sha256Digest> {
        match self {
            Self::Sound { sha256, .. } | Self::Changed { found: sha256, .. } => Some(*sha256),
            Self::Missing { .. } | Self::OtherChecksum | Self::Extra | Self::Unread => None,
        }
    }

    /// Whether it speaks against the pack.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        match self {
            Self::Sound { .. } => Standing::Holds,
            Self::Missing { .. } | Self::Changed { .. } | Self::OtherChecksum => Standing::Fails,
            Self::Extra | Self::Unread => Standing::NotChecked,
        }
    }
}

impl ReportInside {
    /// Whether it can be relied on.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match &self.checked {
            Ok(checked) => checked.standing(),
            Err(_) => Standing::NotChecked,
        }
    }

    /// Everybody whose signature of it holds, by the fingerprints of their keys.
    pub fn signers(&self) -> impl Iterator<Item = Named> {
        let checked = self.checked.iter();
        let checked = checked.filter(|checked| checked.outcome.signature_holds());
        let signed = checked.flat_map(|checked| &checked.signatures);
        signed
            .filter(|signed| signed.holds())
            .map(|signed| signed.named())
    }

    fn is_only_received(&self) -> bool {
        let checked = self.checked.as_ref();
        checked.is_ok_and(|checked| checked.is_only_received())
    }
}

impl PackCheck {
    /// The names of the reports that are listed and there, at most [`super::MOST_PACK_REPORTS`], to be read and checked one by one, and then given to
    /// [`Self::compare`].
    pub fn report_names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().filter_map(|file| {
            let is_there = match file.state {
                FileState::Sound { .. } | FileState::Changed { .. } | FileState::OtherChecksum => {
                    true
                }
                FileState::Missing { .. } | FileState::Extra | FileState::Unread => false,
            };
            let is_report = file.name.starts_with(REPORTS_FOLDER);
            (is_there && is_report).then_some(file.name.as_str())
        })
    }

    /// Takes what was found of the reports, and compares the evidence with what those name whose signatures hold.
    ///
    /// # Errors
    /// [`ReadPackError::Shortened`] if a report is not the one any more whose sums were taken.
    pub fn compare(&mut self, reports: Vec<ReportInside>) -> Result<(), ReadPackError> {
        for report in &reports {
            let file = self.files.iter().find(|file| file.name == report.name);
            let summed = file.and_then(|file| file.state.sha256());
            if let (Some(sha256), Ok(checked)) = (summed, &report.checked)
                && sha256 != checked.sha256
            {
                return Err(ReadPackError::Shortened);
            }
        }
        self.reports = reports;
        let held = self
            .reports
            .iter()
            .filter_map(|report| report.checked.as_ref().ok());
        let held = held.filter(|checked| checked.outcome.signature_holds());
        let mut reports = held
            .filter_map(|checked| checked.held.as_ref().ok()?.report())
            .peekable();
        if reports.peek().is_none() {
            self.evidence = None;
            return Ok(());
        }
        let mut named = BTreeSet::new();
        for item in reports.flat_map(|report| &report.evidence) {
            if let EvidenceContent::File { sha256, .. } = item.content {
                named.insert(NamedEvidence {
                    label: item.label.clone(),
                    sha256,
                    said_absent: item.absent.is_some(),
                });
            }
        }
        let in_pack = self.files.iter();
        let in_pack = in_pack.filter(|file| file.name.starts_with(EVIDENCE_FOLDER));
        let in_pack = in_pack.filter_map(|file| Some((file.state.sha256()?, file.name.as_str())));
        let in_pack: Vec<(Sha256Digest, &str)> = in_pack.collect();
        let there: BTreeSet<Sha256Digest> = in_pack.iter().map(|(sha256, _)| *sha256).collect();
        let digests: BTreeSet<Sha256Digest> = named.iter().map(|item| item.sha256).collect();
        let not_named = in_pack
            .iter()
            .filter(|(sha256, _)| !digests.contains(sha256));
        let not_named = not_named.map(|(_, name)| (*name).to_owned()).collect();
        self.evidence = Some(EvidenceCompared {
            named: digests.len(),
            missing: named
                .into_iter()
                .filter(|item| !there.contains(&item.sha256))
                .collect(),
            not_named,
        });
        Ok(())
    }

    /// Whoever signed the pack, as a report in it names the same key. `None` if no report that was checked has a
    /// signature of that key which holds.
    #[must_use]
    pub fn signer_in_reports(&self) -> Option<Named> {
        let fingerprint = self.signature.signer()?;
        let mut signers = self.reports.iter().flat_map(ReportInside::signers);
        signers.find(|signer| signer.fingerprint == fingerprint)
    }

    /// Whether a report in it was signed by nobody but recipients, who agree to nothing.
    #[must_use]
    pub fn holds_only_received(&self) -> bool {
        self.reports.iter().any(ReportInside::is_only_received)
    }

    /// The gravest of what was found of the files, the signature, and the reports as far as they were given. That
    /// evidence is missing which a report names is none of it: a pack says itself what it lacks.
    #[must_use]
    pub fn standing(&self) -> Standing {
        let files = self.files.iter().map(|file| file.state.standing());
        let reports = self.reports.iter().map(ReportInside::standing);
        let all: Vec<Standing> = files
            .chain(reports)
            .chain([self.signature.standing()])
            .collect();
        if all.contains(&Standing::Fails) {
            Standing::Fails
        } else if all.contains(&Standing::NotChecked) {
            Standing::NotChecked
        } else {
            Standing::Holds
        }
    }
}
