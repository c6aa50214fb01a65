//! Time stamps in signatures: PAdES baseline-T (ETSI EN 319 142-1, section 6.3; RFC 3161, appendix A).
//!
//! The token is an unsigned attribute of the CMS in `/Contents`, over the value of the signature. Only the
//! last signature of a file can take one: those after it cover the bytes of those before.

use sha2::{Digest, Sha256};

use super::Pdf;
use super::byte_range::{Signed, fill_gap, signed_parts};
use super::cms::DetachedSignature;
use super::document::ReadPdfError;
use super::verify::{SignatureOutcome, VerifyPdfError, find_signatures, read_cms};
use crate::timestamp::{
    MAX_TIME_STAMP_BYTES, ReadTimeStampError, TimeStampCheck, TimeStampOutcome, TimeStampToken,
};

/// Why there is nothing that a time stamp could be over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoImprintError {
    /// The PDF has more signatures than are looked at.
    #[error(transparent)]
    Verify(#[from] VerifyPdfError),
    /// The PDF has no signature.
    #[error("the PDF is not signed; a time stamp is over a signature, so sign it first")]
    Unsigned,
    /// The last signature does not hold, so there is no use in stamping it.
    #[error("the last signature of the PDF does not hold ({0:?}); no time stamp can mend that")]
    NotValid(SignatureOutcome),
}

/// Why a time stamp could not be attached.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AttachTimeStampError {
    /// There is no signature that it could be over.
    #[error(transparent)]
    NoImprint(#[from] NoImprintError),
    /// The last signature has a time stamp already.
    #[error(
        "the last signature has a time stamp already; a further signature can take another one"
    )]
    AlreadyStamped,
    /// The token is over something else than the last signature.
    #[error(
        "the time stamp is for other data than the last signature of this PDF; ask the authority for \
         one of the digest that is shown for it (a signature that was added since needs a new one)"
    )]
    ForOtherData,
    /// The token does not hold.
    #[error("the time stamp does not hold ({0:?}); ask the authority for another one")]
    NotValid(TimeStampOutcome),
    /// The token is larger than the place that is left in the signature.
    #[error(
        "the time stamp does not fit: the signature with it has {needed} bytes, and its place in the PDF \
         {room}; ask an authority whose time stamps are smaller, or sign the report anew"
    )]
    DoesNotFit {
        /// The bytes of the CMS with the token.
        needed: usize,
        /// The bytes that were kept for it when the PDF was signed.
        room: usize,
    },
    /// The PDF with the token is not what it should be.
    #[error("the time stamp could not be written: {0}")]
    Write(String),
}

impl Pdf<'_> {
    /// What a time stamping authority is asked to stamp: the SHA-256 of the value of the last signature.
    ///
    /// # Errors
    /// [`NoImprintError`]
    pub fn signature_imprint(&self) -> Result<[u8; 32], NoImprintError> {
        let (signature, _) = self.last_signature()?;
        Ok(Sha256::digest(signature.value()).into())
    }

    /// What a time stamp says of the last signature: whether it holds and is of that.
    ///
    /// # Errors
    /// [`NoImprintError`]
    pub fn check_time_stamp(
        &self,
        token: &TimeStampToken,
    ) -> Result<TimeStampCheck, NoImprintError> {
        let (signature, _) = self.last_signature()?;
        Ok(token.check(signature.value()))
    }

    /// The file with a time stamp in its last signature. Nothing but the digits of its `/Contents` changes,
    /// so all signatures hold as before, and the file can be signed on.
    ///
    /// The token must hold and be over [`signature_imprint`](Pdf::signature_imprint) (SHA-384 and SHA-512 of
    /// the same will do). Whether its authority is known is not asked: see
    /// [`TimeStampCheck::vouched_by`]. The same arguments give the same bytes.
    ///
    /// # Errors
    /// [`AttachTimeStampError`]
    pub fn attach_time_stamp(
        &self,
        token: &TimeStampToken,
    ) -> Result<Vec<u8>, AttachTimeStampError> {
        let before = self.verify().map_err(NoImprintError::from)?;
        let (signature, signed) = self.last_signature()?;
        if !signature.time_stamps().is_empty() {
            return Err(AttachTimeStampError::AlreadyStamped);
        }
        let checked = token.check(signature.value());
        match checked.outcome {
            TimeStampOutcome::Valid => {}
            TimeStampOutcome::ForOtherData => return Err(AttachTimeStampError::ForOtherData),
            outcome => return Err(AttachTimeStampError::NotValid(outcome)),
        }
        let write = |error: &dyn std::fmt::Display| AttachTimeStampError::Write(error.to_string());
        let cms = signature
            .with_time_stamp(token.der())
            .map_err(|error| write(&error))?;
        let room = signed.gap.len().saturating_sub(2) / 2;
        if cms.len() > room {
            let needed = cms.len();
            return Err(AttachTimeStampError::DoesNotFit { needed, room });
        }
        let mut stamped = self.bytes().to_vec();
        fill_gap(&mut stamped, signed.gap, &cms);

        // Whoever verifies it must find what was found before, and the time stamp.
        let mut expected = before;
        if let Some(last) = expected.signatures.last_mut() {
            last.time_stamp = Some(checked);
        }
        let parsed = Pdf::parse(stamped).map_err(|error: ReadPdfError| write(&error))?;
        let found = parsed.verify().map_err(|error| write(&error))?;
        if found != expected {
            return Err(write(&"the PDF with it says something else than before"));
        }
        Ok(parsed.into_bytes())
    }

    /// The signature that covers the whole file, which must hold.
    fn last_signature(&self) -> Result<(DetachedSignature, Signed), NoImprintError> {
        let found = self.verify()?;
        let last = found.signatures.last().ok_or(NoImprintError::Unsigned)?;
        if last.outcome != SignatureOutcome::Valid {
            return Err(NoImprintError::NotValid(last.outcome.clone()));
        }
        // That it is valid says that it is the only one which ends where the file ends.
        find_signatures(self.document())
            .into_iter()
            .filter_map(|found| {
                signed_parts(self.bytes(), self.document(), found.id, found.dictionary).ok()
            })
            .find(|(signed, _)| signed.end == self.bytes().len())
            .ok_or(NoImprintError::Unsigned)
            .and_then(|(signed, contents)| {
                let signature = read_cms(&contents).map_err(NoImprintError::NotValid)?;
                Ok((signature, signed))
            })
    }
}

/// What is to be said about the time stamp in a signature, if there is one.
pub(super) fn check(signature: &DetachedSignature) -> Option<TimeStampCheck> {
    let mut tokens = signature.time_stamps().into_iter();
    let token = tokens.next()?;
    if tokens.next().is_some() {
        return Some(TimeStampCheck::not_checked(TimeStampOutcome::Unsupported(
            "the signature has more than one time stamp".to_owned(),
        )));
    }
    Some(match TimeStampToken::from_der(&token) {
        Ok(token) => token.check(signature.value()),
        Err(error) => {
            let outcome = match error {
                ReadTimeStampError::TooLarge => TimeStampOutcome::Unsupported(format!(
                    "the time stamp is larger than {} KiB",
                    MAX_TIME_STAMP_BYTES / 1024
                )),
                error => TimeStampOutcome::Malformed(error.to_string()),
            };
            TimeStampCheck::not_checked(outcome)
        }
    })
}
