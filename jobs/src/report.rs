//! Signing a report and its public edition, and checking one and what was disclosed.

use assay_assessment::{Sha256Digest, Timestamp, UtcOffset};
use assay_catalog::Editions;
use assay_dossier::{
    CheckStage, Checked, CheckedDisclosures, Countersigned, Countersigning, Publishing, SignStage,
    SignedPublic, SignedReport, Signing, countersign,
};
use assay_report::{
    document::{Report, Role},
    public::Selection,
};
use assay_seal::StoredIdentity;
use serde::{Deserialize, Serialize};

use crate::{
    Bulk, Job, Refused,
    parcel::{counted, slices},
    pictures::files,
    stamps::known,
};

/// Unlocks an identity, signs a report with it as JSON and as PDF, and reads both back.
#[derive(Clone, Serialize, Deserialize)]
pub struct SignReport {
    /// The report. Among its signing parties is the signer.
    pub report: Box<Report>,
    /// The signer.
    pub identity: StoredIdentity,
    /// The signer's passphrase.
    pub passphrase: String,
    /// The role in which the report is signed.
    pub role: Role,
    /// The time of signing, as the device's clock says.
    pub at: Timestamp,
    /// How far that clock is ahead of UTC.
    pub utc_offset: UtcOffset,
    /// Font files for characters that the bundled fonts lack, the preferred one first.
    #[serde(with = "counted")]
    pub extra_fonts: Vec<Vec<u8>>,
    /// Whether a status-update request goes with it.
    pub request: bool,
    /// The bytes of the files of its pictures, in the order of [`Report::picture_files`]; empty where there are none.
    #[serde(skip)]
    pub pictures: Vec<Vec<u8>>,
    /// The bytes of the file of the logo on its cover; empty where there is none.
    #[serde(skip)]
    pub logo: Vec<u8>,
}

/// Unlocks an identity, makes the public edition of a signed report, signs it as JSON and as PDF, and reads both
/// back.
#[derive(Clone, Serialize, Deserialize)]
pub struct SignPublic {
    /// The bytes of the report's signed JSON.
    #[serde(skip)]
    pub report: Vec<u8>,
    /// What is left out.
    pub selection: Selection,
    /// Random bytes, of which the salts are made.
    pub seed: [u8; 32],
    /// The signer.
    pub identity: StoredIdentity,
    /// The signer's passphrase.
    pub passphrase: String,
    /// The role in which the edition is signed.
    pub role: Role,
    /// The time of signing, as the device's clock says.
    pub at: Timestamp,
    /// How far that clock is ahead of UTC.
    pub utc_offset: UtcOffset,
    /// Font files for characters that the bundled fonts lack, the preferred one first.
    #[serde(with = "counted")]
    pub extra_fonts: Vec<Vec<u8>>,
    /// The bytes of the file of the logo on the report's cover; empty where there is none, or where it is left out.
    #[serde(skip)]
    pub logo: Vec<u8>,
}

/// Compares what somebody disclosed with a public edition, and checks that.
#[derive(Clone, Serialize, Deserialize)]
pub struct CheckDisclosures {
    /// The bytes of the public edition, as PDF or JSON.
    #[serde(skip)]
    pub edition: Vec<u8>,
    /// A file of disclosures, or lines with one each.
    pub disclosures: String,
    /// The edition files of the editions at hand that no build carries, by their SHA-256.
    pub editions: Vec<(String, String)>,
}

/// Checks a file that somebody handed over.
#[derive(Clone, Serialize, Deserialize)]
pub struct CheckReport {
    /// The file's bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The edition files of the editions at hand that no build carries, by their SHA-256.
    pub editions: Vec<(String, String)>,
    /// The certificates of the time stamping authorities that the user knows, in DER.
    pub authorities: Vec<Vec<u8>>,
    /// Font files of the user's, for pages that were drawn with these.
    #[serde(with = "counted")]
    pub fonts: Vec<Vec<u8>>,
}

/// Unlocks an identity, and signs files with it that somebody else has signed: all of them, or none.
#[derive(Clone, Serialize, Deserialize)]
pub struct CountersignFiles {
    /// What each file is called, and the digest of the bytes that were checked and shown.
    pub looked_at: Vec<(String, Sha256Digest)>,
    /// The bytes of each, in the same order.
    #[serde(skip)]
    pub files: Vec<Vec<u8>>,
    /// The signer.
    pub identity: StoredIdentity,
    /// The signer's passphrase.
    pub passphrase: String,
    /// The role in which they are signed.
    pub role: Role,
    /// The time of signing, as the device's clock says.
    pub at: Timestamp,
    /// The edition files of the editions at hand that no build carries, by their SHA-256.
    pub editions: Vec<(String, String)>,
}

/// The files that were countersigned, in the order in which they were handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountersignedFiles {
    /// Each with one signature more.
    pub files: Vec<Countersigned>,
}

impl Bulk for SignReport {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        // As many as the report names: what comes over has none to fill yet.
        let files = self.report.picture_files().len();
        self.pictures.resize_with(files, Vec::new);
        let of_all = self.extra_fonts.iter_mut().chain([&mut self.logo]);
        of_all.chain(&mut self.pictures).collect()
    }
}

impl Bulk for SignPublic {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        let of_all = [&mut self.report, &mut self.logo].into_iter();
        of_all.chain(&mut self.extra_fonts).collect()
    }
}

impl Bulk for SignedPublic {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        self.files.iter_mut().map(|file| &mut file.bytes).collect()
    }
}

impl Bulk for CheckDisclosures {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        vec![&mut self.edition]
    }
}

impl Bulk for CheckedDisclosures {}

impl Bulk for CheckReport {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        let file = std::iter::once(&mut self.bytes);
        file.chain(&mut self.fonts).collect()
    }
}

impl Bulk for SignedReport {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        let files = self.files.iter_mut().chain(&mut self.request);
        let files = files.chain(&mut self.summaries);
        files.map(|file| &mut file.bytes).collect()
    }
}

impl Bulk for Checked {}

impl Bulk for CountersignFiles {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        // As many as there are names: what comes over has none to fill yet.
        self.files.resize_with(self.looked_at.len(), Vec::new);
        self.files.iter_mut().collect()
    }
}

impl Bulk for CountersignedFiles {
    fn bulk(&mut self) -> Vec<&mut Vec<u8>> {
        self.files.iter_mut().map(|file| &mut file.bytes).collect()
    }
}

impl Job for SignReport {
    const NAME: &'static str = "sign-report";
    type Stage = SignStage;
    type Outcome = Result<SignedReport, Refused>;

    fn perform(self, reached: &mut dyn FnMut(SignStage)) -> Self::Outcome {
        reached(SignStage::Unlocking);
        let identity = self
            .identity
            .unlock(&self.passphrase)
            .map_err(Refused::because)?;
        let signing = Signing {
            identity: &identity,
            role: self.role,
            at: self.at,
            utc_offset: self.utc_offset,
            extra_fonts: &slices(&self.extra_fonts),
            request: self.request,
            pictures: &files(self.pictures, self.logo),
        };
        assay_dossier::sign_in_stages(&self.report, &signing, reached).map_err(Refused::because)
    }
}

impl Job for SignPublic {
    const NAME: &'static str = "sign-public";
    type Stage = SignStage;
    type Outcome = Result<SignedPublic, Refused>;

    fn perform(self, reached: &mut dyn FnMut(SignStage)) -> Self::Outcome {
        reached(SignStage::Unlocking);
        let identity = self
            .identity
            .unlock(&self.passphrase)
            .map_err(Refused::because)?;
        let signing = Signing {
            identity: &identity,
            role: self.role,
            at: self.at,
            utc_offset: self.utc_offset,
            extra_fonts: &slices(&self.extra_fonts),
            request: false,
            pictures: &files(Vec::new(), self.logo),
        };
        let publishing = Publishing {
            selection: &self.selection,
            seed: &self.seed,
        };
        assay_dossier::sign_public_in_stages(&self.report, &publishing, &signing, reached)
            .map_err(Refused::because)
    }
}

impl Job for CheckDisclosures {
    const NAME: &'static str = "check-disclosures";
    type Stage = CheckStage;
    type Outcome = Result<CheckedDisclosures, Refused>;

    fn perform(self, reached: &mut dyn FnMut(CheckStage)) -> Self::Outcome {
        let editions = at_hand(self.editions);
        assay_dossier::check_disclosures(&self.edition, &self.disclosures, &editions, reached)
            .map_err(Refused::because)
    }
}

/// The bundled editions and these, each with its SHA-256.
pub(crate) fn at_hand(kept: Vec<(String, String)>) -> Editions {
    let mut editions = Editions::bundled();
    for (sha256, file) in kept {
        // It is read only if the report quotes it.
        editions.add_kept(sha256, file);
    }
    editions
}

impl Job for CheckReport {
    const NAME: &'static str = "check-report";
    type Stage = CheckStage;
    type Outcome = Result<Checked, Refused>;

    fn perform(self, reached: &mut dyn FnMut(CheckStage)) -> Self::Outcome {
        let editions = at_hand(self.editions);
        let authorities = known(&self.authorities);
        let fonts = slices(&self.fonts);
        assay_dossier::check_in_stages(&self.bytes, &editions, &authorities, &fonts, reached)
            .map_err(Refused::because)
    }
}

impl Job for CountersignFiles {
    const NAME: &'static str = "countersign-files";
    /// So many of the files are signed.
    type Stage = usize;
    type Outcome = Result<CountersignedFiles, Refused>;

    fn perform(self, reached: &mut dyn FnMut(usize)) -> Self::Outcome {
        let identity = self
            .identity
            .unlock(&self.passphrase)
            .map_err(Refused::because)?;
        let editions = at_hand(self.editions);
        let signing = Countersigning {
            identity: &identity,
            role: self.role,
            at: self.at,
            editions: &editions,
        };
        let mut files = Vec::new();
        for ((name, looked_at), bytes) in self.looked_at.iter().zip(&self.files) {
            reached(files.len());
            let signed = countersign(bytes, name, *looked_at, &signing);
            files.push(signed.map_err(|error| Refused::of_file(name, &error))?);
        }
        Ok(CountersignedFiles { files })
    }
}
