//! Signing what somebody else has signed: the same file with one signature more, as JSON or as PDF.

use assay_assessment::{Sha256Digest, Timestamp};
use assay_catalog::Editions;
use assay_report::document::Role;
use assay_seal::{
    Fingerprint, Identity, UnixMillis,
    json::{self, CanonicalJsonError, SignJsonError},
    pdf::{Pdf, SignPdfError, SignPdfOptions, VerifyPdfError},
};
use serde::{Deserialize, Serialize};

use crate::{
    check::{CheckError, Checked, FileKind, Outcome, check},
    held::Held,
    names::marked,
    roles::{name_of, role_named},
    words,
};

/// Who signs as well, in which role, and when.
#[derive(Clone, Copy)]
pub struct Countersigning<'a> {
    /// The signer, unlocked.
    pub identity: &'a Identity,
    /// The role in which the file is signed.
    pub role: Role,
    /// The time of signing, as the device's clock says.
    pub at: Timestamp,
    /// The editions at hand, by which the file is checked before.
    pub editions: &'a Editions,
}

/// A file with one signature more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Countersigned {
    /// What it is called.
    pub name: String,
    /// What kind of file it is, as it was before.
    pub kind: FileKind,
    /// What is in it.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// Why somebody cannot sign a file that was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Obstacle {
    /// It is not valid, or nothing shows that it is.
    NotValid,
    /// Nobody knows what it says: it holds neither report nor request.
    NothingHeld,
    /// Somebody signed it in that role already.
    RoleTaken(Role),
    /// The key signed it already, in a role that the file does not tell.
    KeyHasSigned,
    /// The report names the key for another role.
    NamedAs(Role),
    /// The report names another key for the role.
    KeptForAnother(Role),
    /// The PDF has no place for a signature in that role.
    NoPlace(Role),
}

/// Why a file was not signed as well. It is as it was then.
#[derive(Debug, thiserror::Error)]
pub enum CountersignError {
    /// Nothing can be said about it.
    #[error(transparent)]
    Check(#[from] CheckError),
    /// It is not the file that was looked at.
    #[error("the file was changed after it was looked at; check it again before you sign it")]
    OtherFile,
    /// It is not to be signed so.
    #[error("{0}")]
    Obstacle(Obstacle),
    /// The JSON could not be signed.
    #[error(transparent)]
    SignJson(#[from] SignJsonError),
    /// The JSON has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalJsonError),
    /// The PDF cannot be read.
    #[error("the PDF could not be read: {0}")]
    Read(#[from] VerifyPdfError),
    /// The PDF could not be signed.
    #[error(transparent)]
    SignPdf(#[from] SignPdfError),
    /// The device's clock says a time that no signature can hold.
    #[error("the clock of this device says a time that cannot be signed; set it right")]
    Clock,
    /// What was read back is not what was signed.
    #[error(
        "the file did not verify after it was signed; it was not handed out. Please report this"
    )]
    NotAsSigned,
}

/// What keeps somebody from signing a file that was checked; `None` when nothing does.
#[must_use]
pub fn obstacle(checked: &Checked, key: Fingerprint, role: Role) -> Option<Obstacle> {
    if checked.outcome != Outcome::Valid {
        return Some(Obstacle::NotValid);
    }
    let Ok(held) = &checked.held else {
        return Some(Obstacle::NothingHeld);
    };
    let key = key.to_string();
    for signed in &checked.signatures {
        match role_named(&signed.role) {
            Some(other) if other == role => return Some(Obstacle::RoleTaken(role)),
            None if signed.fingerprint == key => return Some(Obstacle::KeyHasSigned),
            _ => {}
        }
    }
    if role == Role::Recipient {
        return None;
    }
    let parties = held.signing_parties();
    let mut own = parties
        .iter()
        .filter(|party| party.fingerprint.as_ref() == Some(&key));
    if let Some(first) = own.clone().next() {
        return (!own.any(|party| party.role == role)).then_some(Obstacle::NamedAs(first.role));
    }
    let mut of_role = parties.iter().filter(|party| party.role == role).peekable();
    let kept = of_role.peek().is_some() && of_role.all(|party| party.fingerprint.is_some());
    kept.then_some(Obstacle::KeptForAnother(role))
}

/// Signs a file that was received, and reads it back as whoever receives it next. `looked_at` is the digest of the bytes
/// that were checked and shown; others are refused. `name` is what the file is called.
///
/// # Errors
/// [`CountersignError`]
pub fn countersign(
    bytes: &[u8],
    name: &str,
    looked_at: Sha256Digest,
    signing: &Countersigning<'_>,
) -> Result<Countersigned, CountersignError> {
    let Countersigning {
        identity,
        role,
        editions,
        ..
    } = *signing;
    if Sha256Digest::of(bytes) != looked_at {
        return Err(CountersignError::OtherFile);
    }
    let before = check(bytes, editions)?;
    if let Some(obstacle) = obstacle(&before, identity.fingerprint(), role) {
        return Err(CountersignError::Obstacle(obstacle));
    }
    let Ok(held) = &before.held else {
        return Err(CountersignError::Obstacle(Obstacle::NothingHeld));
    };
    let signed = match before.kind {
        FileKind::Json => sign_json(bytes, signing)?,
        FileKind::Pdf => sign_pdf(bytes, held, signing)?,
    };
    let after = check(&signed, editions)?;
    let own = after.signatures.iter().any(|each| {
        each.fingerprint == identity.fingerprint().to_string()
            && role_named(&each.role) == Some(role)
    });
    let one_more = after.signatures.len() == before.signatures.len() + 1;
    if after.outcome != Outcome::Valid
        || !own
        || !one_more
        || after.held != before.held
        || after.pages != before.pages
    {
        return Err(CountersignError::NotAsSigned);
    }
    Ok(Countersigned {
        name: marked(name, name_of(role)),
        kind: before.kind,
        bytes: signed,
    })
}

fn sign_json(bytes: &[u8], signing: &Countersigning<'_>) -> Result<Vec<u8>, CountersignError> {
    // It was checked, so it can be read.
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let document = json::parse_strict(text).map_err(|error| CheckError::Json(error.into()))?;
    let role = name_of(signing.role);
    let signed = json::sign_json_as(&document, signing.identity, &signing.at.rfc3339(), role)?;
    Ok(json::canonical_bytes(&signed)?)
}

fn sign_pdf(
    bytes: &[u8],
    held: &Held,
    signing: &Countersigning<'_>,
) -> Result<Vec<u8>, CountersignError> {
    let role = signing.role;
    let options = SignPdfOptions {
        at: UnixMillis::new(signing.at.milliseconds()).map_err(|_| CountersignError::Clock)?,
        reason: Some(words::reason(held, role)),
        location: None,
    };
    let pdf = Pdf::parse(bytes).map_err(VerifyPdfError::Read)?;
    pdf.sign(signing.identity, name_of(role), &options)
        .map_err(|error| match error {
            SignPdfError::NoSuchRole(_) => CountersignError::Obstacle(Obstacle::NoPlace(role)),
            other => other.into(),
        })
}
