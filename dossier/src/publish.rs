//! From a signed report to its public edition: signed, read back, and with what it leaves out in a file that
//! its maker keeps.

use assay_assessment::{Sha256Digest, Timestamp};
use assay_report::document::SigningParty;
use assay_report::public::{Counts, Disclosures, Made, MakeError, Making, PublicReport, Selection};
use assay_report::public::{Standing, StillSaid, disclose};
use assay_seal::{
    Verdict,
    json::{VerifyJsonError, verify_json},
};
use serde::{Deserialize, Serialize};

use crate::{
    held::Held,
    produce::{ProduceError, SignStage, Signing, produced, sign_held},
    produced::{Format, ProducedFile},
    signer::signing_party,
};

/// What a public edition leaves out, and by which secret.
#[derive(Clone, Copy)]
pub struct Publishing<'a> {
    /// What is left out.
    pub selection: &'a Selection,
    /// 32 random bytes, of which the salts are made. They are not needed any more once the disclosures are
    /// kept, and whoever knows them can try out what is left out.
    pub seed: &'a [u8; 32],
}

/// A public edition that was signed, with what it leaves out. All was read again after it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedPublic {
    /// The files, in the order in which they are offered: the edition as PDF and as JSON, which are published, and
    /// the disclosures, which are not.
    pub files: Vec<ProducedFile>,
    /// How much is left out.
    pub counts: Counts,
    /// Where names that are left out at one place still stand at another.
    pub still_said: Vec<StillSaid>,
    /// How many pages the PDF has.
    pub pages: usize,
    /// Characters that no font has; the PDF shows a box in their place.
    pub substituted: Vec<char>,
    /// When it was signed, as the device's clock said.
    pub at: Timestamp,
    /// The signer's fingerprint.
    pub fingerprint: String,
}

impl SignedPublic {
    /// The first file of that format.
    #[must_use]
    pub fn file(&self, format: Format) -> Option<&ProducedFile> {
        self.files.iter().find(|file| file.format == format)
    }
}

/// Why no public edition was signed. Nothing was written then.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// What it would be an edition of cannot be read.
    #[error("the report cannot be read: {0}; choose the JSON of a signed report")]
    Read(#[from] VerifyJsonError),
    /// It is not signed, or its signature does not hold.
    #[error(
        "the report is not validly signed, and a public edition names the signed one; choose the JSON of a signed \
         report"
    )]
    NotSigned,
    /// It is another document.
    #[error("this is no report but another document of Assay; choose the JSON of a signed report")]
    NoReport,
    /// The edition was not made.
    #[error(transparent)]
    Make(#[from] MakeError),
    /// It was not signed.
    #[error(transparent)]
    Sign(#[from] ProduceError),
    /// A disclosure does not hold against the edition that was signed.
    #[error(
        "a disclosure did not hold after it was made; nothing was handed out. Please report this"
    )]
    Disclosures,
}

impl From<serde_json::Error> for PublishError {
    fn from(error: serde_json::Error) -> Self {
        Self::Sign(ProduceError::Json(error))
    }
}

/// Makes the public edition of a signed report, signs it as JSON and as PDF, and reads both back. `report` are
/// the bytes of the report's signed JSON. Whoever has them can make an edition: it is signed by who makes it.
///
/// # Errors
/// [`PublishError`]
pub fn sign_public(
    report: &[u8],
    publishing: &Publishing<'_>,
    signing: &Signing<'_>,
) -> Result<SignedPublic, PublishError> {
    sign_public_in_stages(report, publishing, signing, &mut |_| {})
}

/// As [`sign_public`]; `reached` is told each stage as it begins.
///
/// # Errors
/// [`PublishError`]
pub fn sign_public_in_stages(
    report: &[u8],
    publishing: &Publishing<'_>,
    signing: &Signing<'_>,
    reached: &mut dyn FnMut(SignStage),
) -> Result<SignedPublic, PublishError> {
    let party = signing_party(signing.identity, signing.role);
    let made = make(report, publishing, signing.at, party)?;
    let (counts, title) = (made.public.counts(), made.public.title().to_owned());
    let disclosures = made.disclosures.to_json()?;
    all_hold(&made.public, &disclosures)?;
    let held = Held::Public(Box::new(made.public));
    let signed = sign_held(&held, signing, reached)?;
    let substituted = signed.substituted();
    let pages = signed.full.as_ref().map_or(0, |pdf| pdf.pages);
    let file = |format, bytes| produced(&title, signing, format, bytes);
    let pdf = signed.full.map(|pdf| file(Format::PublicPdf, pdf.bytes));
    let others = [
        file(Format::PublicJson, signed.json),
        file(Format::Disclosures, disclosures.into_bytes()),
    ];
    Ok(SignedPublic {
        files: pdf.into_iter().chain(others).collect(),
        counts,
        still_said: made.still_said,
        pages,
        substituted,
        at: signing.at,
        fingerprint: signing.identity.fingerprint().to_string(),
    })
}

/// The public edition of a signed report that this party is to sign, with what it leaves out; not signed.
pub(crate) fn make(
    report: &[u8],
    publishing: &Publishing<'_>,
    at: Timestamp,
    party: SigningParty,
) -> Result<Made, PublishError> {
    let verified = verify_json(report)?;
    if verified.verdict() != Verdict::Valid {
        return Err(PublishError::NotSigned);
    }
    match Held::from_value(verified.document.clone()) {
        Ok(Held::Request(_) | Held::Public(_)) => Err(PublishError::NoReport),
        // What is no report at all is said by the one who reads it.
        Ok(Held::Report(_)) | Err(_) => Ok(PublicReport::make(
            &verified.document,
            &Making {
                of: Sha256Digest::of(report),
                selection: publishing.selection,
                seed: publishing.seed,
                generated_at: at,
                signing_parties: &[party],
            },
        )?),
    }
}

/// The same question that whoever gets a disclosure will ask.
fn all_hold(public: &PublicReport, disclosures: &str) -> Result<(), PublishError> {
    let texts = Disclosures::texts(disclosures).map_err(|_| PublishError::Disclosures)?;
    let found = disclose(public, &texts);
    let all = found.len() == public.withheld().len();
    if all && found.iter().all(|each| each.standing == Standing::Holds) {
        Ok(())
    } else {
        Err(PublishError::Disclosures)
    }
}
