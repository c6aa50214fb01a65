//! Adding a proof to a document.

use serde_json::{Map, Value, json};

use super::canonical::CanonicalJsonError;
use super::proof::{self, CRYPTOSUITE, MAX_PROOFS, PROOF_PURPOSE, PROOF_TYPE, SIGNED_AS, SignedAs};
use super::strict::{StrictJsonError, parse_strict};
use crate::identity::ClockError;
use crate::{Identity, UnixMillis};

/// Why a document could not be signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignJsonError {
    /// Only an object can carry a proof.
    #[error("only a JSON object can be signed")]
    NotAnObject,
    /// The document has no `@context`, without which other verifiers refuse the proof.
    #[error("the document has no \"@context\"; add one that defines the members of a proof")]
    ContextMissing,
    /// The time is not written as proofs have it.
    #[error("the time {0:?} is not of the form 2026-11-22T09:30:00Z")]
    CreatedMalformed(String),
    /// The time lies outside the validity of the signer's certificate. A proof holds no certificate, but
    /// the PDF that goes with it does, and a key cannot have signed before there was one.
    #[error(transparent)]
    Clock(#[from] ClockError),
    /// The document already has something called `proof` that is neither a proof nor proofs.
    #[error("the document's \"proof\" is neither an object nor an array of objects")]
    ProofMalformed,
    /// The document already has a proof by the same key, in the same role or in none.
    #[error("this key has already signed the document")]
    AlreadySigned,
    /// The document already has as many proofs as are read back.
    #[error("the document already has {MAX_PROOFS} proofs")]
    TooManyProofs,
    /// The document would be refused by [`parse_strict`]: it holds a float or is too large.
    #[error("the document could not be read back: {0}")]
    NotStrict(StrictJsonError),
    /// The document has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalJsonError),
}

/// Signs a document with `ecdsa-jcs-2019`, and returns it with the proof in it.
///
/// `created` is the time that the signer claims, `2026-11-22T09:30:00Z`. A document that already
/// has a proof is countersigned: `proof` becomes an array, every proof over the same document. The
/// proof says nothing of a role; [`sign_json_as`] does.
///
/// # Errors
/// [`SignJsonError`]; whatever is signed is also accepted by
/// [`verify_json`](super::verify_json).
pub fn sign_json(
    document: &Value,
    identity: &Identity,
    created: &str,
) -> Result<Value, SignJsonError> {
    sign(document, identity, created, None)
}

/// As [`sign_json`], in a role, which the proof states. One key can sign in several roles.
///
/// # Errors
/// As [`sign_json`].
pub fn sign_json_as(
    document: &Value,
    identity: &Identity,
    created: &str,
    role: &str,
) -> Result<Value, SignJsonError> {
    let signed_as = SignedAs {
        role: role.to_owned(),
        name: identity.name().to_owned(),
        organisation: identity.organisation().to_owned(),
    };
    sign(document, identity, created, Some(&signed_as))
}

fn sign(
    document: &Value,
    identity: &Identity,
    created: &str,
    signed_as: Option<&SignedAs>,
) -> Result<Value, SignJsonError> {
    let at = UnixMillis::from_rfc3339(created)
        .ok_or_else(|| SignJsonError::CreatedMalformed(created.to_owned()))?;
    identity.check_time(at)?;
    let Value::Object(mut unsecured) = document.clone() else {
        return Err(SignJsonError::NotAnObject);
    };
    let mut proofs = take_proofs(&mut unsecured)?;
    let context = unsecured
        .get("@context")
        .cloned()
        .ok_or(SignJsonError::ContextMissing)?;
    let verification_method = identity.public_key().verification_method();
    let in_this_role = |proof: &Value| match (signed_as, proof[SIGNED_AS]["role"].as_str()) {
        (Some(signed_as), Some(role)) => signed_as.role == role,
        _ => true,
    };
    if proofs.iter().any(|proof| {
        proof["verificationMethod"] == verification_method.as_str() && in_this_role(proof)
    }) {
        return Err(SignJsonError::AlreadySigned);
    }
    if proofs.len() >= MAX_PROOFS {
        return Err(SignJsonError::TooManyProofs);
    }
    // Reading our own spelling back finds floats, integers beyond 2^53 - 1 and depth.
    let bytes = super::canonical_bytes(&Value::Object(unsecured.clone()))?;
    parse_strict(&bytes).map_err(SignJsonError::NotStrict)?;

    let mut options = Map::new();
    options.insert("@context".to_owned(), context);
    options.insert("type".to_owned(), json!(PROOF_TYPE));
    options.insert("cryptosuite".to_owned(), json!(CRYPTOSUITE));
    options.insert("created".to_owned(), json!(created));
    options.insert("verificationMethod".to_owned(), json!(verification_method));
    options.insert("proofPurpose".to_owned(), json!(PROOF_PURPOSE));
    if let Some(signed_as) = signed_as {
        options.insert(SIGNED_AS.to_owned(), json!(signed_as));
    }
    let data = proof::hash_data(&options, &proof::document_hash(&unsecured)?)?;
    let signature = identity.sign(&data).to_bytes();
    let proof_value = format!("z{}", bs58::encode(signature).into_string());
    options.insert("proofValue".to_owned(), json!(proof_value));

    proofs.push(Value::Object(options));
    let proof = if proofs.len() == 1 {
        proofs.remove(0)
    } else {
        Value::Array(proofs)
    };
    unsecured.insert("proof".to_owned(), proof);
    Ok(Value::Object(unsecured))
}

/// Takes the proofs out of a document; an absent `proof` gives none.
fn take_proofs(document: &mut Map<String, Value>) -> Result<Vec<Value>, SignJsonError> {
    let proofs = match document.remove("proof") {
        None => return Ok(Vec::new()),
        Some(Value::Array(proofs)) => proofs,
        Some(proof) => vec![proof],
    };
    if !proofs.iter().all(Value::is_object) {
        return Err(SignJsonError::ProofMalformed);
    }
    Ok(proofs)
}
