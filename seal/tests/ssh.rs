//! SSH signatures.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use crate::common::{ada, olga};
use assay_seal::ssh::{VerifySshError, sign_ssh, verify_ssh};

#[test]
fn a_signature_is_valid_for_its_bytes_and_purpose_only() {
    let signature = sign_ssh(b"checksums", &ada(), "file").unwrap();
    assert_eq!(signature, sign_ssh(b"checksums", &ada(), "file").unwrap());
    insta::assert_snapshot!(signature);
    assert_eq!(
        verify_ssh(b"checksums", &signature, "file"),
        Ok(ada().public_key())
    );
    assert_eq!(
        verify_ssh(b"checksumz", &signature, "file"),
        Err(VerifySshError::Changed)
    );
    assert_eq!(
        verify_ssh(b"checksums", &signature, "git"),
        Err(VerifySshError::OtherNamespace("file".to_owned()))
    );
    let other = sign_ssh(b"checksums", &olga(), "file").unwrap();
    assert_eq!(
        verify_ssh(b"checksums", &other, "file"),
        Ok(olga().public_key())
    );
    assert!(sign_ssh(b"", &ada(), "").is_err());
    for malformed in ["", "-----BEGIN SSH SIGNATURE-----", &"x".repeat(20_000)] {
        assert!(matches!(
            verify_ssh(b"", malformed, "file"),
            Err(VerifySshError::Malformed(_))
        ));
    }
}

/// The version is not signed. There is only one (PROTOCOL.sshsig of OpenSSH), and `ssh-key` takes 0 for it.
#[test]
fn another_version_is_refused() {
    let signature = sign_ssh(b"checksums", &ada(), "file").unwrap();
    // The base64 of `SSHSIG`, 1 and the beginning of a length.
    assert!(signature.contains("\nU1NIU0lHAAAAAQAA"));
    for other in ["\nU1NIU0lHAAAAAAAA", "\nU1NIU0lHAAAAAgAA"] {
        let other = signature.replacen("\nU1NIU0lHAAAAAQAA", other, 1);
        assert!(matches!(
            verify_ssh(b"checksums", &other, "file"),
            Err(VerifySshError::Malformed(_))
        ));
    }
}
