//! The names of what people take for a key file, for refusing it in words that they know.

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Decode, Reader, SliceReader, Tag};
use ssh_key::{Algorithm, EcdsaCurve};

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
pub(super) fn name_of_pem_label(label: &str) -> String {
    match label {
        "RSA PRIVATE KEY" => "an RSA key".to_owned(),
        "DSA PRIVATE KEY" => "a DSA key".to_owned(),
        "PUBLIC KEY" | "RSA PUBLIC KEY" | "EC PUBLIC KEY" | "SSH2 PUBLIC KEY" => {
            "a public key; the private key is needed".to_owned()
        }
        "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => {
            "a certificate without its private key".to_owned()
        }
        "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => "a certificate request".to_owned(),
        "PGP PRIVATE KEY BLOCK" | "PGP PUBLIC KEY BLOCK" => "a PGP key".to_owned(),
        "PGP MESSAGE" => "a PGP message".to_owned(),
        "SSH2 ENCRYPTED PRIVATE KEY" => "a private key in SSH.com's format".to_owned(),
        "SSH SIGNATURE" => "an SSH signature".to_owned(),
        label => {
            let label: String = label.chars().filter(|c| !c.is_control()).take(40).collect();
            format!("something called \"{label}\"")
        }
    }
}

/// A text that has no PEM block.
pub(super) fn name_of_text(text: &str) -> Option<String> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let public = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"];
    if public.iter().any(|prefix| start.starts_with(prefix)) {
        return Some("an OpenSSH public key; the private key is needed".to_owned());
    }
    if start.starts_with("PuTTY-User-Key-File") {
        return Some(
            "a PuTTY key (.ppk); export it with PuTTYgen, Conversions, Export OpenSSH key"
                .to_owned(),
        );
    }
    if start.starts_with('{') && start.contains("\"kty\"") {
        return Some("a JSON Web Key".to_owned());
    }
    if start.starts_with("-----BEGIN ") {
        return Some("a PEM block without its END line; the file was cut off".to_owned());
    }
    None
}

/// Names the structures in DER that people take for key files.
pub(super) fn name_of_der(der: &[u8]) -> Option<&'static str> {
    if x509_cert::Certificate::from_der(der).is_ok() {
        return Some("a certificate without its private key");
    }
    if p256::pkcs8::SubjectPublicKeyInfoRef::from_der(der).is_ok() {
        return Some("a public key; the private key is needed");
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
            Ok(match (version.value(), second.header().tag(), more) {
                ([3], Tag::Sequence, _) => Some("a PKCS#12 file (.p12, .pfx)"),
                ([0], Tag::Integer, 7) => Some("an RSA key"),
                ([0], Tag::Integer, 4) => Some("a DSA key"),
                _ => None,
            })
        })
        .ok()
        .flatten()
}
