//! Checking the proofs of a document that may come from anybody.

use p256::ecdsa::Signature;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::canonical::CanonicalJsonError;
use super::proof::{self, CRYPTOSUITE, MAX_PROOFS, PROOF_PURPOSE, PROOF_TYPE, SIGNED_AS, SignedAs};
use super::strict::{StrictJsonError, parse_strict};
use crate::identity::DidKeyError;
use crate::{Fingerprint, PublicKey, UnixMillis, Verdict};

/// What was found about a document and each of its proofs.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonVerification {
    /// The document without its proofs.
    pub document: Value,
    /// Its proofs, in order; none if it is unsigned.
    pub proofs: Vec<JsonProof>,
}

/// What was found about one proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct JsonProof {
    /// The signer's key, as far as the proof names one. A name in the document is worth what the outcome
    /// is worth.
    pub signer: Option<PublicKey>,
    /// As what the signer signed, if the proof says it; worth what the outcome is worth.
    pub signed_as: Option<SignedAs>,
    /// The fingerprint of that key.
    pub fingerprint: Option<Fingerprint>,
    /// The time that the signer claims, as the proof has it; not attested by a third party.
    pub created: Option<String>,
    /// Whether the proof holds.
    pub outcome: ProofOutcome,
}

/// Whether a proof holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "reason")]
pub enum ProofOutcome {
    /// The key signed this document and this proof, and nothing was changed since.
    Valid,
    /// The document or the proof was changed after it was signed, or it was signed by another key
    /// than the proof names.
    Changed,
    /// The proof is not built as the standard has it; said how.
    Malformed(String),
    /// The proof is of a kind, or uses a feature, that is not checked here; said which. Other
    /// software may be able to.
    Unsupported(String),
}

/// Why nothing can be said about a document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifyJsonError {
    /// The bytes are not JSON that every reader understands in the same way.
    #[error(transparent)]
    NotStrict(#[from] StrictJsonError),
    /// The document is no object.
    #[error("the file is JSON, but no object, so it cannot carry a signature")]
    NotAnObject,
    /// The document has more proofs than are looked at.
    #[error("the document has {0} proofs; more than {MAX_PROOFS} are not looked at")]
    TooManyProofs(usize),
    /// The document has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalJsonError),
}

/// Checks every `ecdsa-jcs-2019` proof of a document, which may begin with the byte order mark that some
/// editors put there. Needs no network: the keys are `did:key`.
///
/// # Errors
/// [`VerifyJsonError`] if the bytes are no document that could be signed. A document without a
/// proof is no error: its [`verdict`](JsonVerification::verdict) is [`Verdict::Unsigned`].
pub fn verify_json(bytes: &[u8]) -> Result<JsonVerification, VerifyJsonError> {
    // A byte order mark is no part of the document: the signature is over its canonical form.
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Value::Object(mut document) = parse_strict(text)? else {
        return Err(VerifyJsonError::NotAnObject);
    };
    let proofs = match document.remove("proof") {
        None => Vec::new(),
        Some(Value::Array(proofs)) => proofs,
        Some(proof) => vec![proof],
    };
    if proofs.len() > MAX_PROOFS {
        return Err(VerifyJsonError::TooManyProofs(proofs.len()));
    }
    let hash = proof::document_hash(&document)?;
    let proofs = proofs
        .iter()
        .map(|proof| check_proof(proof, document.get("@context"), &hash))
        .collect::<Result<_, _>>()?;
    Ok(JsonVerification {
        document: Value::Object(document),
        proofs,
    })
}

impl JsonVerification {
    /// All proofs in one word.
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.proofs.iter().map(|proof| match proof.outcome {
            ProofOutcome::Valid => Verdict::Valid,
            ProofOutcome::Unsupported(_) => Verdict::CannotBeChecked,
            ProofOutcome::Changed | ProofOutcome::Malformed(_) => Verdict::NotValid,
        }))
    }
}

/// Checks one proof (section 3.3.2 of the cryptosuite, 4.4 of Data Integrity).
fn check_proof(
    proof: &Value,
    context: Option<&Value>,
    document_hash: &[u8; 32],
) -> Result<JsonProof, CanonicalJsonError> {
    let text = |name: &str| proof.get(name).and_then(Value::as_str);
    let signer = text("verificationMethod").map(PublicKey::from_did_key);
    let known = signer
        .as_ref()
        .and_then(|signer| signer.as_ref().ok())
        .copied();
    let outcome = match (proof, signer) {
        (Value::Object(proof), Some(Ok(key))) => match check_options(proof, context) {
            Ok((options, signature)) => {
                let data = proof::hash_data(&options, document_hash)?;
                if key.verifies(&data, &signature) {
                    ProofOutcome::Valid
                } else {
                    ProofOutcome::Changed
                }
            }
            Err(outcome) => outcome,
        },
        (Value::Object(proof), Some(Err(error))) => {
            // Another cryptosuite has other keys; that is the more useful thing to say.
            check_kind(proof).err().unwrap_or(match error {
                DidKeyError::NotADidKey => ProofOutcome::Unsupported(
                    "the verificationMethod is not a did:key, and nothing is looked up".to_owned(),
                ),
                DidKeyError::NotP256 => ProofOutcome::Unsupported(error.to_string()),
                DidKeyError::NotAPoint => ProofOutcome::Malformed(error.to_string()),
            })
        }
        // Older kinds name the key in another member; an object in its place is allowed too.
        (Value::Object(proof), None) => {
            match (check_kind(proof), proof.get("verificationMethod")) {
                (Err(outcome), _) => outcome,
                (Ok(()), None) => {
                    ProofOutcome::Malformed("it has no verificationMethod".to_owned())
                }
                (Ok(()), Some(_)) => ProofOutcome::Unsupported(
                    "the verificationMethod is no text, and only a did:key is read".to_owned(),
                ),
            }
        }
        _ => ProofOutcome::Malformed("it is no object".to_owned()),
    };
    Ok(JsonProof {
        signer: known,
        signed_as: proof.get(SIGNED_AS).and_then(signed_as),
        fingerprint: known.map(|key| key.fingerprint()),
        created: text("created").map(str::to_owned),
        outcome,
    })
}

/// What a proof says of its signer, if it is built as it is written here.
fn signed_as(member: &Value) -> Option<SignedAs> {
    SignedAs::deserialize(member).ok()
}

/// Checks everything but the signature; gives the options that are hashed and the signature.
fn check_options(
    proof: &Map<String, Value>,
    context: Option<&Value>,
) -> Result<(Map<String, Value>, Signature), ProofOutcome> {
    let malformed = |reason: &str| Err(ProofOutcome::Malformed(reason.to_owned()));
    check_kind(proof)?;
    for name in proof.keys() {
        match name.as_str() {
            "@context" | "type" | "cryptosuite" | "created" | "verificationMethod"
            | "proofPurpose" | "proofValue" => {}
            SIGNED_AS => {
                if proof.get(SIGNED_AS).and_then(signed_as).is_none() {
                    return Err(ProofOutcome::Unsupported(
                        "the proof's signedAs is no role, name and organisation".to_owned(),
                    ));
                }
            }
            // `expires`, `previousProof`, `domain` and the like change what a proof means.
            other => {
                return Err(ProofOutcome::Unsupported(format!(
                    "the proof has a member {other:?}, which is not understood here"
                )));
            }
        }
    }
    if proof.get("proofPurpose").and_then(Value::as_str) != Some(PROOF_PURPOSE) {
        return match proof.get("proofPurpose") {
            Some(Value::String(other)) => Err(ProofOutcome::Unsupported(format!(
                "the proof is for the purpose {other:?}, and only assertionMethod is checked"
            ))),
            _ => malformed("it has no proofPurpose"),
        };
    }
    match proof.get("created").and_then(Value::as_str) {
        Some(created) if UnixMillis::from_rfc3339(created).is_some() => {}
        Some(_) => {
            return Err(ProofOutcome::Unsupported(
                "its created is not of the form 2026-11-22T09:30:00Z".to_owned(),
            ));
        }
        None => return malformed("it has no created"),
    }
    // The standard lets a document gain contexts after it was signed; here they must be equal, so
    // that every member of the document stands under the signature.
    if let Some(proof_context) = proof.get("@context")
        && Some(proof_context) != context
    {
        return Err(ProofOutcome::Changed);
    }
    let mut options = proof.clone();
    let Some(Value::String(value)) = options.remove("proofValue") else {
        return malformed("it has no proofValue");
    };
    // 64 bytes are at most 88 letters of base58.
    let signature = value
        .strip_prefix('z')
        .filter(|base58| base58.len() <= 88)
        .and_then(|base58| bs58::decode(base58).into_vec().ok())
        .and_then(|bytes| Signature::from_slice(&bytes).ok());
    match signature {
        Some(signature) => Ok((options, signature)),
        None => malformed("its proofValue is no base58btc of a 64-byte ECDSA signature"),
    }
}

/// Checks that a proof is of the one kind that is supported.
fn check_kind(proof: &Map<String, Value>) -> Result<(), ProofOutcome> {
    let text = |name: &str| proof.get(name).and_then(Value::as_str).unwrap_or("none");
    let (kind, suite) = (text("type"), text("cryptosuite"));
    if kind != PROOF_TYPE {
        return Err(ProofOutcome::Unsupported(format!(
            "the proof is of the type {kind:?}"
        )));
    }
    if suite != CRYPTOSUITE {
        return Err(ProofOutcome::Unsupported(format!(
            "the proof's cryptosuite is {suite:?}"
        )));
    }
    Ok(())
}
