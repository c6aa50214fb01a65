//! The names of what people take for a key file, for refusing it in words that they know.

use der::asn1::{AnyRef, ObjectIdentifier, OctetStringRef};
use der::{Decode, Encode, Reader, SliceReader, Tag};
use p256::pkcs8::spki::AlgorithmIdentifierRef;
use ssh_key::{Algorithm, EcdsaCurve};

use super::Remedy;

/// A key of another algorithm than elliptic curves.
pub(super) fn name_of_algorithm(oid: ObjectIdentifier) -> String {
    match oid.to_string().as_str() {
        "1.2.840.113549.1.1.1" | "1.2.840.113549.1.1.10" => "an RSA key".to_owned(),
        "1.2.840.10040.4.1" => "a DSA key".to_owned(),
        "1.2.840.113549.1.3.1" => "a Diffie-Hellman key".to_owned(),
        "1.3.101.110" => "an X25519 key, which cannot sign".to_owned(),
        "1.3.101.111" => "an X448 key, which cannot sign".to_owned(),
        "1.3.101.112" => "an Ed25519 key".to_owned(),
        "1.3.101.113" => "an Ed448 key".to_owned(),
        oid => format!("a key of another algorithm ({oid})"),
    }
}

/// An OpenSSH key of another kind.
pub(super) fn name_of_openssh_algorithm(algorithm: &Algorithm) -> String {
    match algorithm {
        Algorithm::Ed25519 => "an Ed25519 OpenSSH key".to_owned(),
        Algorithm::Rsa { .. } => "an RSA OpenSSH key".to_owned(),
        Algorithm::Dsa => "a DSA OpenSSH key".to_owned(),
        Algorithm::Ecdsa {
            curve: EcdsaCurve::NistP384,
        } => "a P-384 OpenSSH key".to_owned(),
        Algorithm::Ecdsa {
            curve: EcdsaCurve::NistP521,
        } => "a P-521 OpenSSH key".to_owned(),
        Algorithm::SkEcdsaSha2NistP256 | Algorithm::SkEd25519 => {
            "an OpenSSH key that lives on a security token".to_owned()
        }
        other => format!("an OpenSSH key of the kind {}", other.as_str()),
    }
}

/// A PEM block that is no private key of ours.
pub(super) fn name_of_pem_label(label: &str) -> (String, Remedy) {
    let (name, remedy) = match label {
        "RSA PRIVATE KEY" => ("an RSA key", Remedy::NewKey),
        "DSA PRIVATE KEY" => ("a DSA key", Remedy::NewKey),
        "PUBLIC KEY" | "RSA PUBLIC KEY" | "EC PUBLIC KEY" => {
            ("a public key only", Remedy::FindPrivateKey)
        }
        "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => (
            "a certificate without its private key",
            Remedy::FindKeyOfCertificate,
        ),
        "PKCS7" | "CMS" => (
            "certificates without a private key (PKCS#7)",
            Remedy::FindPrivateKey,
        ),
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => {
            ("a certificate request", Remedy::FindPrivateKey)
        }
        "PGP PRIVATE KEY BLOCK" | "PGP PUBLIC KEY BLOCK" => ("a PGP key", Remedy::NewKey),
        "PGP MESSAGE" => ("a PGP message", Remedy::NewKey),
        "SSH SIGNATURE" => ("an SSH signature", Remedy::NewOpensshKey),
        "TSS2 PRIVATE KEY" => (
            "a key that lives in a security chip (TPM) and cannot leave it",
            Remedy::NewKey,
        ),
        label => {
            let label: String = label.chars().filter(|c| !c.is_control()).take(40).collect();
            return (format!("something called \"{label}\""), Remedy::NewKey);
        }
    };
    (name.to_owned(), remedy)
}

/// A text that has no PEM block.
pub(super) fn name_of_text(text: &str) -> Option<(String, Remedy)> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let found = |name: &str, remedy| Some((name.to_owned(), remedy));
    let public = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"];
    if public.iter().any(|prefix| start.starts_with(prefix)) {
        let name = "the public half of an OpenSSH key only";
        return found(name, Remedy::FindOpensshPrivateKey);
    }
    if let Some(rest) = start.strip_prefix("PuTTY-User-Key-File") {
        let first_line = rest.lines().next().unwrap_or_default();
        return if first_line.contains("ecdsa-sha2-nistp256") {
            found("a PuTTY key (.ppk)", Remedy::ConvertPutty)
        } else {
            found(
                "a PuTTY key (.ppk) of another kind than P-256",
                Remedy::NewOpensshKey,
            )
        };
    }
    if start.starts_with('{') && start.contains("\"kty\"") {
        return found("a JSON Web Key", Remedy::NewKey);
    }
    if start.starts_with("---- BEGIN SSH2 PUBLIC KEY") {
        let name = "the public half of a key in SSH.com's format only";
        return found(name, Remedy::FindOpensshPrivateKey);
    }
    if start.starts_with("---- BEGIN SSH2 ENCRYPTED PRIVATE KEY") {
        return found("a private key in SSH.com's format", Remedy::NewOpensshKey);
    }
    if start.starts_with("-----BEGIN ") {
        let name = "a PEM block without its END line, so the file was cut off";
        return found(name, Remedy::CopyAgain);
    }
    None
}

/// Names the structures in DER, and other bytes, that people take for key files.
pub(super) fn name_of_der(der: &[u8]) -> Option<(&'static str, Remedy)> {
    if x509_cert::Certificate::from_der(der).is_ok() {
        return Some((
            "a certificate without its private key",
            Remedy::FindKeyOfCertificate,
        ));
    }
    if p256::pkcs8::SubjectPublicKeyInfoRef::from_der(der).is_ok() {
        return Some(("a public key only", Remedy::FindPrivateKey));
    }
    if x509_cert::request::CertReq::from_der(der).is_ok() {
        return Some(("a certificate request", Remedy::FindPrivateKey));
    }
    if der.starts_with(&[0xfe, 0xed, 0xfe, 0xed]) || der.starts_with(&[0xce; 4]) {
        return Some(("a Java keystore (.jks)", Remedy::UnpackKeystore));
    }
    let mut reader = SliceReader::new(der).ok()?;
    reader
        .sequence::<_, _, der::Error>(|inner| {
            let version = AnyRef::decode(inner)?;
            let second = AnyRef::decode(inner)?;
            // Drain the rest: `sequence` insists that everything was read.
            let mut more = 0;
            while !inner.is_finished() {
                AnyRef::decode(inner)?;
                more += 1;
            }
            // 1.2.840.113549.1.7.2, signed data.
            let signed_data = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
            Ok(match (version.value(), second.header().tag(), more) {
                ([0], Tag::Integer, 7) => Some(("an RSA key", Remedy::NewKey)),
                ([0], Tag::Integer, 4) => Some(("a DSA key", Remedy::NewKey)),
                (oid, _, 0) if oid == signed_data => Some((
                    "certificates without a private key (PKCS#7)",
                    Remedy::FindPrivateKey,
                )),
                _ => None,
            })
        })
        .ok()
        .flatten()
}

/// A file with several keys: which of them signs is not for us to choose.
pub(super) const TWO_KEYS: &str = "more than one private key";

/// Whether something in the form of an encrypted PKCS#8 key is encrypted in a way that OpenSSL 3 only reads when
/// it is told to: PBES1, of PKCS#12 (RFC 7292, appendix C) or of PKCS#5.
pub(super) fn is_legacy_encryption(der: &[u8]) -> bool {
    let found = SliceReader::new(der).and_then(|mut reader| {
        reader.sequence::<_, _, der::Error>(|inner| {
            let algorithm = AlgorithmIdentifierRef::decode(inner)?;
            inner.drain(inner.remaining_len())?;
            Ok(algorithm.oid.to_string())
        })
    });
    found.is_ok_and(|oid| {
        oid.starts_with("1.2.840.113549.1.12.1.")
            || (oid.starts_with("1.2.840.113549.1.5.") && oid != "1.2.840.113549.1.5.13")
    })
}

/// How a PKCS#8 key is encrypted, when that is not one of the ways that are read; `None` for what is no
/// encrypted key.
pub(super) fn name_of_encryption(der: &[u8]) -> Option<(String, Remedy)> {
    let mut reader = SliceReader::new(der).ok()?;
    let algorithm = reader
        .sequence::<_, _, der::Error>(|inner| {
            let algorithm = AlgorithmIdentifierRef::decode(inner)?;
            <&OctetStringRef>::decode(inner)?;
            Ok(algorithm)
        })
        .ok()?;
    let oid = algorithm.oid.to_string();
    if oid == "1.2.840.113549.1.5.13" {
        let scheme = |reader: &mut SliceReader<'_>| {
            reader.sequence::<_, _, der::Error>(|inner| {
                let derivation = AlgorithmIdentifierRef::decode(inner)?.oid;
                let cipher = AlgorithmIdentifierRef::decode(inner)?.oid;
                Ok((derivation.to_string(), cipher.to_string()))
            })
        };
        let parameters = algorithm.parameters?.to_der().ok()?;
        let (derivation, cipher) = scheme(&mut SliceReader::new(&parameters).ok()?).ok()?;
        let cipher = match cipher.as_str() {
            "1.2.840.113549.3.7" => "Triple DES",
            "1.3.14.3.2.7" => "DES",
            "1.2.840.113549.3.2" => "RC2",
            other if other.starts_with("1.2.392.200011.61.1.1.1.") => "Camellia",
            other if other.starts_with("1.2.410.200046.1.1.") => "ARIA",
            other if other.starts_with("2.16.840.1.101.3.4.1.") => "AES",
            other => other,
        };
        let derivation = match derivation.as_str() {
            "1.2.840.113549.1.5.12" => "PBKDF2",
            "1.3.6.1.4.1.11591.4.11" => "scrypt",
            other => other,
        };
        return Some((format!("{cipher} and {derivation}"), Remedy::EncryptAnew));
    }
    let (name, remedy) = match oid.as_str() {
        "1.2.840.113549.1.12.1.3" | "1.2.840.113549.1.12.1.4" => {
            ("Triple DES (PBES1)", Remedy::EncryptAnew)
        }
        "1.2.840.113549.1.12.1.1" | "1.2.840.113549.1.12.1.2" => {
            ("RC4 (PBES1)", Remedy::EncryptAnewFromLegacy)
        }
        "1.2.840.113549.1.12.1.5" | "1.2.840.113549.1.12.1.6" => {
            ("RC2 (PBES1)", Remedy::EncryptAnewFromLegacy)
        }
        "1.2.840.113549.1.5.1"
        | "1.2.840.113549.1.5.3"
        | "1.2.840.113549.1.5.4"
        | "1.2.840.113549.1.5.6"
        | "1.2.840.113549.1.5.10"
        | "1.2.840.113549.1.5.11" => ("DES or RC2 (PBES1)", Remedy::EncryptAnewFromLegacy),
        other => return Some((other.to_owned(), Remedy::EncryptAnew)),
    };
    Some((name.to_owned(), remedy))
}
