//! Identities, signing and verification of JSON and PDF. Knows no assessment.
//!
//! - [`identity`]: who signs. One P-256 key serves the JSON proof, the certificate in the PDF
//!   signature, and SSH signatures; at rest it is encrypted with a passphrase.
//! - [`json`]: a strict parser, RFC 8785 canonical bytes, and W3C Data Integrity proofs
//!   (`ecdsa-jcs-2019`).
//! - [`pdf`]: PAdES baseline-B signatures as incremental updates, their verification, and the time stamp
//!   that makes the last one baseline-T.
//! - [`ssh`]: SSH signatures over files, such as the list of checksums of an evidence pack.
//! - [`timestamp`]: time stamps (RFC 3161) that somebody fetched elsewhere, and who vouches for them.
//!
//! Nothing here reads a clock or a source of randomness: times are [`UnixMillis`] and entropy is
//! an array of bytes, both passed in. ECDSA nonces follow RFC 6979, so the same key, time and
//! document give the same bytes.

mod cms;
pub mod identity;
pub mod json;
pub mod pdf;
pub mod ssh;
mod time;
pub mod timestamp;
mod verdict;

pub use identity::{Fingerprint, Identity, PublicKey, StoredIdentity};
pub use time::UnixMillis;
pub use verdict::Verdict;
