//! Signed JSON: a strict parser, canonical bytes (RFC 8785), and W3C Data Integrity proofs
//! (`ecdsa-jcs-2019`).

mod canonical;
mod proof;
mod sign;
mod strict;
mod verify;

pub use canonical::{CanonicalJsonError, canonical_bytes};
pub use proof::{CRYPTOSUITE, DATA_INTEGRITY_CONTEXT, SignedAs};
pub use sign::{SignJsonError, sign_json, sign_json_as};
pub use strict::{MAX_JSON_BYTES, StrictJsonError, parse_strict};
pub use verify::{JsonProof, JsonVerification, ProofOutcome, VerifyJsonError, verify_json};
