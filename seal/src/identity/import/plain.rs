//! Private keys that nothing protects: SEC1 (RFC 5915) and PKCS#8 (RFC 5958), on P-256 and no other curve.

use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use der::{Decode, Reader, SliceReader, Tag, TagNumber};
use p256::SecretKey;
use pkcs8::PrivateKeyInfoRef;

use super::ImportKeyError;
use crate::identity::Remedy;
use crate::identity::foreign::name_of_algorithm;

const EC_PUBLIC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");

/// Whether bytes have the outline of a SEC1 key, on whichever curve.
pub(super) fn is_sec1(der: &[u8]) -> bool {
    read_sec1(der).is_ok()
}

pub(super) fn import_sec1(der: &[u8]) -> Result<SecretKey, ImportKeyError> {
    let damaged = |reason: String| ImportKeyError::Damaged {
        what: "the SEC1 key".into(),
        reason,
    };
    match read_sec1(der).map_err(|error| damaged(error.to_string()))? {
        Some(curve) if curve != P256 => Err(other_curve(Some(curve))),
        Some(_) => SecretKey::from_sec1_der(der).map_err(|error| damaged(error.to_string())),
        None => SecretKey::from_sec1_der(der).map_err(|_| other_curve(None)),
    }
}

/// Reads the outline of an ECPrivateKey (RFC 5915, section 3): the curve, if it is named. Explicit
/// parameters give the curve `0.0`, which is not P-256.
fn read_sec1(der: &[u8]) -> der::Result<Option<ObjectIdentifier>> {
    let mut reader = SliceReader::new(der)?;
    reader.sequence(|inner| {
        if u8::decode(inner)? != 1 {
            return Err(inner.error(Tag::Integer.value_error()));
        }
        <&OctetStringRef>::decode(inner)?;
        let mut curve = None;
        while !inner.is_finished() {
            let field = AnyRef::decode(inner)?;
            // [0] EXPLICIT holds the parameters; [1] the public key, which is checked later.
            if field.header().tag() == TagNumber(0).context_specific(true) {
                let oid = ObjectIdentifier::from_der(field.value());
                curve = Some(oid.unwrap_or(ObjectIdentifier::new_unwrap("0.0")));
            }
        }
        Ok(curve)
    })
}

pub(super) fn import_pkcs8(der: &[u8]) -> Result<SecretKey, ImportKeyError> {
    let damaged = |reason: String| ImportKeyError::Damaged {
        what: "the PKCS#8 key".into(),
        reason,
    };
    let info = PrivateKeyInfoRef::from_der(der).map_err(|error| damaged(error.to_string()))?;
    let oid = info.algorithm.oid;
    if oid != EC_PUBLIC_KEY {
        return Err(ImportKeyError::OtherKind {
            found: name_of_algorithm(oid),
            remedy: Remedy::NewKey,
        });
    }
    let curve = info
        .algorithm
        .parameters
        .and_then(|any| any.decode_as().ok());
    if curve != Some(P256) {
        return Err(other_curve(curve));
    }
    SecretKey::try_from(info).map_err(|error| damaged(error.to_string()))
}

fn other_curve(curve: Option<ObjectIdentifier>) -> ImportKeyError {
    let mut remedy = Remedy::NewKey;
    let found = match curve.map(|oid| oid.to_string()).as_deref() {
        Some("1.3.132.0.34") => "an elliptic-curve key on P-384".to_owned(),
        Some("1.3.132.0.35") => "an elliptic-curve key on P-521".to_owned(),
        Some("1.3.132.0.10") => "an elliptic-curve key on secp256k1".to_owned(),
        Some("0.0") | None => {
            remedy = Remedy::NameTheCurve;
            "an elliptic-curve key on a curve that it does not name".to_owned()
        }
        Some(oid) => format!("an elliptic-curve key on another curve ({oid})"),
    };
    ImportKeyError::OtherKind { found, remedy }
}
