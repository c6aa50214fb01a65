//! Time stamps (RFC 3161): the word of an authority that something existed at a time.
//!
//! Nothing is fetched here. Somebody who is online sends [`request`] to an authority, or the digest in
//! another way, and hands in what it answered: a [`TimeStampToken`]. A PDF takes the token into its last
//! signature ([`Pdf::attach_time_stamp`](crate::pdf::Pdf::attach_time_stamp)). Any other file, a signed
//! JSON too, has it in a file beside it, which [`check_detached`] checks as `openssl ts -verify` does:
//! proofs of W3C Data Integrity have no place for a token, and a further member would break them for
//! other software.
//!
//! What a check says is about the token alone. Whether the authority is *known* is for the caller to
//! say: [`TimeStampCheck::vouched_by`] leads from the token to a certificate that the user has marked.
//! Revocation is not looked at, since it would have to be fetched.

mod authority;
mod check;
mod fingerprint;
mod info;
mod key;
mod token;

use der::asn1::{Any, ObjectIdentifier, OctetString};
use der::{Encode, Sequence};

use crate::cms::{AlgorithmIdentifier, ID_SHA256};

pub use authority::{AuthorityCertificate, ReadCertificateError};
pub use check::{TimeStampCheck, TimeStampOutcome};
pub use fingerprint::{CertificateFingerprint, CertificateFingerprintError};
pub use token::{MAX_TIME_STAMP_BYTES, ReadTimeStampError, TimeStampToken};

/// The type of the content of a token (RFC 3161, section 2.4.2).
const ID_CT_TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");

/// RFC 3161, section 2.4.1, and the same in 2.4.2.
#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct MessageImprint {
    hash_algorithm: AlgorithmIdentifier,
    hashed_message: OctetString,
}

#[derive(Clone, Debug, PartialEq, Eq, Sequence)]
struct TimeStampReq {
    version: u8,
    message_imprint: MessageImprint,
    certificate_requested: bool,
}

/// What an authority is sent to time stamp something with this SHA-256: a TimeStampReq in DER (RFC 3161,
/// section 2.4.1), which asks for the certificate and has no nonce, as `openssl ts -query -cert -no_nonce`
/// writes it. As a file it ends in `.tsq`; over HTTP it is `application/timestamp-query`.
#[must_use]
pub fn request(digest: &[u8; 32]) -> Vec<u8> {
    let request = || {
        TimeStampReq {
            version: 1,
            message_imprint: MessageImprint {
                hash_algorithm: AlgorithmIdentifier {
                    algorithm: ID_SHA256,
                    parameters: Some(Any::null()),
                },
                hashed_message: OctetString::new(digest.to_vec())?,
            },
            certificate_requested: true,
        }
        .to_der()
    };
    // Some sixty bytes can always be written; an empty request would be refused by every authority.
    request().unwrap_or_default()
}

/// Checks the token that lies beside a file, over exactly the bytes of that file.
///
/// It holds for `openssl ts -verify -data report.json -in report.json.tsr -CAfile authority.pem` too,
/// where `authority.pem` has the certificates that
/// [`vouched_by`](TimeStampCheck::vouched_by) is given.
///
/// # Errors
/// [`ReadTimeStampError`] if the first bytes are no time stamp at all. A token that does not hold is no
/// error: see its [`outcome`](TimeStampCheck::outcome).
pub fn check_detached(token: &[u8], file: &[u8]) -> Result<TimeStampCheck, ReadTimeStampError> {
    Ok(TimeStampToken::read(token)?.check(file))
}
