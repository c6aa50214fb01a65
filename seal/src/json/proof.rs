//! What a Data Integrity proof with `ecdsa-jcs-2019` is over (W3C Data Integrity ECDSA
//! Cryptosuites v1.0, section 3.3).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::canonical::{CanonicalJsonError, canonical_bytes};

/// The name of the cryptosuite.
pub const CRYPTOSUITE: &str = "ecdsa-jcs-2019";

/// The JSON-LD context that defines the members of a proof. A document to be signed should name it
/// (or the credentials context, which includes it) in its `@context`.
pub const DATA_INTEGRITY_CONTEXT: &str = "https://w3id.org/security/data-integrity/v2";

pub(super) const PROOF_TYPE: &str = "DataIntegrityProof";
pub(super) const PROOF_PURPOSE: &str = "assertionMethod";

/// The member of a proof that holds [`SignedAs`].
pub(super) const SIGNED_AS: &str = "signedAs";

/// As what somebody signs, in the signer's own words. It is a member of the proof (`signedAs`), so the signature is
/// over it (Data Integrity 1.0, section 4.2: all of a proof but `proofValue` is hashed), and it is worth what that
/// signature is worth. The standard has no word for it; what CAdES calls a claimed role is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedAs {
    /// The role, as the PDF's signature fields are named: `assessor`.
    pub role: String,
    /// The signer's name.
    pub name: String,
    /// The signer's organisation; may be empty.
    pub organisation: String,
}

/// The most proofs that one document may have.
pub(super) const MAX_PROOFS: usize = 64;

/// `hashData` of section 3.3.5: SHA-256 of the canonical proof options (the proof without
/// `proofValue`), followed by SHA-256 of the canonical document (without `proof`). ECDSA hashes
/// these 64 bytes once more.
pub(super) fn hash_data(
    options: &Map<String, Value>,
    document_hash: &[u8; 32],
) -> Result<[u8; 64], CanonicalJsonError> {
    let options = canonical_bytes(&Value::Object(options.clone()))?;
    let mut data = [0; 64];
    let (first, second) = data.split_at_mut(32);
    first.copy_from_slice(&Sha256::digest(&options));
    second.copy_from_slice(document_hash);
    Ok(data)
}

/// SHA-256 of the canonical document, which must have no `proof`.
pub(super) fn document_hash(document: &Map<String, Value>) -> Result<[u8; 32], CanonicalJsonError> {
    let canonical = canonical_bytes(&Value::Object(document.clone()))?;
    Ok(Sha256::digest(&canonical).into())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::UnixMillis;
    use crate::identity::import_private_key;

    /// W3C Data Integrity ECDSA Cryptosuites v1.0, A.2 "Representation: ecdsa-jcs-2019, with curve
    /// P-256": the hash and, because the nonce is that of RFC 6979, the signature too.
    #[test]
    fn hash_and_signature_are_those_of_the_w3c_vector() {
        let text = include_bytes!("../../tests/fixtures/w3c-ecdsa-jcs-2019-p256.json");
        let Ok(Value::Object(mut document)) = serde_json::from_slice(text) else {
            panic!()
        };
        let Some(Value::Object(mut options)) = document.remove("proof") else {
            panic!()
        };
        let expected = options.remove("proofValue").unwrap();

        let data = hash_data(&options, &document_hash(&document).unwrap()).unwrap();
        assert_eq!(
            base16ct::lower::encode_string(&data),
            "9c4b552d65fcb106b6b27ec2436d8ae81b319afc7aeaab7964b2938cd120cec3\
             59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19"
        );

        let key = include_bytes!("../../tests/fixtures/keys/rfc6979-a25.pem");
        let identity = import_private_key(key, None)
            .unwrap()
            .into_identity("Test", "", UnixMillis::new(0).unwrap())
            .unwrap();
        let value = bs58::encode(identity.sign(&data).to_bytes()).into_string();
        assert_eq!(json!(format!("z{value}")), expected);
    }
}
