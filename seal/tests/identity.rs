//! Identities: creating, protecting, unlocking, importing, exporting.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use crate::common::{ada, at, fixture, fixture_text, olga};
use assay_seal::identity::{
    CertificateError, CreateIdentityError, ExportKeyError, ImportKeyError, KeyEntropy, KeyFile,
    UnlockError, import_private_key, inspect_private_key,
};
use assay_seal::{Fingerprint, Identity, PublicKey, StoredIdentity, UnixMillis};
use x509_cert::der::Decode;

const PASSPHRASE: &str = "correct horse";

#[test]
fn the_same_arguments_give_the_same_identity() {
    assert_eq!(ada().certificate_pem(), ada().certificate_pem());
    assert_ne!(ada().did_key(), olga().did_key());
    insta::assert_snapshot!(ada().did_key());
    insta::assert_snapshot!(ada().fingerprint());
    insta::assert_snapshot!(ada().certificate_pem());
}

#[test]
fn the_certificate_says_who_signs_and_cannot_certify_others() {
    let identity = olga();
    let certificate = x509_cert::Certificate::from_der(identity.certificate_der()).unwrap();
    let body = certificate.tbs_certificate();
    assert_eq!(
        body.subject().to_string(),
        "CN=Olga Öperator,O=Validators & Söhne"
    );
    assert_eq!(body.issuer(), body.subject());
    assert_eq!(
        body.validity().not_before.to_string(),
        "2026-11-21T09:30:00Z"
    );
    assert_eq!(
        body.validity().not_after.to_string(),
        "2046-11-22T09:30:00Z"
    );
    let usage: x509_cert::ext::pkix::KeyUsage = body.get_extension().unwrap().unwrap().1;
    assert!(usage.digital_signature() && usage.non_repudiation() && !usage.key_cert_sign());
    let constraints: x509_cert::ext::pkix::BasicConstraints =
        body.get_extension().unwrap().unwrap().1;
    assert!(!constraints.ca);
}

#[test]
fn what_does_not_fit_a_certificate_is_refused() {
    let create = |name: &str, organisation: &str| {
        Identity::create(name, organisation, &[1; 64], at())
            .map(|_| ())
            .unwrap_err()
    };
    assert_eq!(create("  ", "x"), CreateIdentityError::NameMissing);
    assert_eq!(
        create(&"ä".repeat(65), ""),
        CreateIdentityError::TooLong {
            field: "name",
            characters: 65
        }
    );
    assert_eq!(
        create("a", "b\nc"),
        CreateIdentityError::ControlCharacter {
            field: "organisation"
        }
    );
    let zeros: KeyEntropy = [0; 64];
    assert_eq!(
        Identity::create("a", "", &zeros, at())
            .map(|_| ())
            .unwrap_err(),
        CreateIdentityError::EntropyUnusable
    );
    assert!(Identity::create(&"ä".repeat(64), &"Ω".repeat(64), &[1; 64], at()).is_ok());
    let last = UnixMillis::new(253_402_300_799_999).unwrap();
    assert!(Identity::create("a", "", &[1; 64], last).is_ok());
}

#[test]
fn a_stored_identity_opens_with_its_passphrase_only() {
    let identity = ada();
    let stored = identity.protect(PASSPHRASE, &[7; 32]).unwrap();
    let json = serde_json::to_string_pretty(&stored).unwrap();
    assert!(!json.contains("\"PRIVATE KEY"), "the key must be encrypted");

    let read: StoredIdentity = serde_json::from_str(&json).unwrap();
    assert_eq!(read, stored);
    assert_eq!(read.fingerprint(), identity.fingerprint());
    assert_eq!(read.name(), "Ada Assessor");
    let unlocked = read.unlock(PASSPHRASE).unwrap();
    assert_eq!(unlocked.public_key(), identity.public_key());
    assert_eq!(unlocked.certificate_pem(), identity.certificate_pem());

    for wrong in ["", "correct horse ", "Correct horse"] {
        assert_eq!(
            read.unlock(wrong).unwrap_err(),
            UnlockError::WrongPassphrase,
            "{wrong:?}"
        );
    }
    assert_eq!(
        identity.protect("", &[7; 32]).unwrap_err(),
        ExportKeyError::PassphraseMissing
    );
}

#[test]
fn damage_to_a_stored_identity_is_told_from_a_wrong_passphrase() {
    let stored = ada().protect(PASSPHRASE, &[7; 32]).unwrap();
    let json: serde_json::Value = serde_json::to_value(&stored).unwrap();

    let mut changed = json.clone();
    let key = changed["encryptedPrivateKeyPem"].as_str().unwrap();
    let middle = key.len() - 60;
    let letter = if &key[middle..=middle] == "A" {
        "B"
    } else {
        "A"
    };
    changed["encryptedPrivateKeyPem"] =
        format!("{}{letter}{}", &key[..middle], &key[middle + 1..]).into();
    let read: StoredIdentity = serde_json::from_value(changed).unwrap();
    assert!(matches!(
        read.unlock(PASSPHRASE),
        Err(UnlockError::Damaged(_))
    ));

    let other = serde_json::to_value(olga().protect(PASSPHRASE, &[8; 32]).unwrap()).unwrap();
    let mut mixed = json.clone();
    mixed["encryptedPrivateKeyPem"] = other["encryptedPrivateKeyPem"].clone();
    mixed["encryptedPrivateKeySha256"] = other["encryptedPrivateKeySha256"].clone();
    let read: StoredIdentity = serde_json::from_value(mixed).unwrap();
    assert!(matches!(
        read.unlock(PASSPHRASE),
        Err(UnlockError::Damaged(_))
    ));

    for (member, value) in [
        ("format", serde_json::json!(2)),
        ("name", serde_json::json!("")),
        ("publicKey", other["publicKey"].clone()),
        ("certificatePem", other["certificatePem"].clone()),
        ("certificatePem", serde_json::json!("")),
        (
            "encryptedPrivateKeyPem",
            serde_json::json!(fixture_text("keys/pkcs8.pem")),
        ),
    ] {
        let mut changed = json.clone();
        changed[member] = value;
        let read = serde_json::from_value::<StoredIdentity>(changed);
        let Ok(read) = read else { continue };
        assert!(read.check().is_err(), "{member} was taken");
        assert!(read.check_time(at()).is_err(), "{member} was taken");
        let unlocked = read.unlock(PASSPHRASE);
        assert!(matches!(unlocked, Err(UnlockError::Damaged(_))), "{member}");
    }
}

#[test]
fn keys_of_other_tools_are_read() {
    let key = import_private_key(&fixture("keys/sec1.pem"), None)
        .unwrap()
        .public_key();
    for name in [
        "sec1-with-parameters.pem",
        "sec1.der",
        "sec1-with-chain.pem",
        "pkcs8.pem",
        "pkcs8-windows.pem",
        "pkcs8-utf16.pem",
        "pkcs8.der",
        "openssh.pem",
    ] {
        let imported = import_private_key(&fixture(&format!("keys/{name}")), None);
        let imported = imported.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(imported.public_key(), key, "{name}");
        assert_eq!(
            imported.has_certificate(),
            name == "sec1-with-chain.pem",
            "{name}"
        );
    }
    for name in [
        "pkcs8-pbkdf2.pem",
        "pkcs8-pbkdf2.der",
        "pkcs8-scrypt.pem",
        "pkcs8-aes128-sha512.pem",
    ] {
        let bytes = fixture(&format!("keys/{name}"));
        let with = |passphrase| import_private_key(&bytes, passphrase).map(|key| key.public_key());
        assert_eq!(with(Some(PASSPHRASE)), Ok(key), "{name}");
        assert_eq!(with(None), Err(ImportKeyError::NeedsPassphrase), "{name}");
        assert_eq!(
            with(Some("wrong")),
            Err(ImportKeyError::WrongPassphrase),
            "{name}"
        );
    }
    assert!(import_private_key(&fixture("keys/genpkey-encrypted.pem"), Some(PASSPHRASE)).is_ok());
}

#[test]
fn keys_of_ssh_keygen_are_read() {
    let plain = import_private_key(&fixture("keys/ssh-keygen.pem"), None).unwrap();
    assert_eq!(
        plain.public_key().ssh_fingerprint(),
        // As `ssh-keygen -l` printed it.
        "SHA256:WVRLwtr/W0DCY4Uwk7KZHgNCaY3phSoI/zyNNnI5npM"
    );
    let public = fixture_text("keys/refused-openssh-public.pub");
    assert_eq!(format!("{} test\n", plain.public_key().openssh()), public);
    let chacha = fixture("keys/ssh-keygen-chacha.pem");
    for bytes in [fixture("keys/ssh-keygen-encrypted.pem"), chacha.clone()] {
        let with = |passphrase| import_private_key(&bytes, passphrase).map(|key| key.public_key());
        assert!(with(Some(PASSPHRASE)).is_ok());
        assert_eq!(with(None), Err(ImportKeyError::NeedsPassphrase));
        assert_eq!(with(Some("wrong")), Err(ImportKeyError::WrongPassphrase));
    }
    let chacha = import_private_key(&chacha, Some(PASSPHRASE)).unwrap();
    assert_eq!(chacha.public_key(), plain.public_key());
}

#[test]
fn what_is_no_p256_key_is_refused_by_name() {
    let directory = format!("{}/tests/fixtures/keys", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<String> = std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("refused-"))
        .collect();
    names.sort();
    let report: Vec<String> = names
        .iter()
        .map(|name| {
            let bytes = fixture(&format!("keys/{name}"));
            let without = import_private_key(&bytes, None).unwrap_err().to_string();
            assert_eq!(
                inspect_private_key(&bytes).unwrap_err().to_string(),
                without,
                "{name}: it is refused before anything is asked"
            );
            let with = import_private_key(&bytes, Some(PASSPHRASE))
                .unwrap_err()
                .to_string();
            assert_eq!(
                without, with,
                "{name}: the passphrase must make no difference"
            );
            format!("{name}:\n    {without}")
        })
        .collect();
    insta::assert_snapshot!(report.join("\n"));
    assert_eq!(
        import_private_key(&vec![b' '; 300 * 1024], None).unwrap_err(),
        ImportKeyError::TooLarge
    );
}

#[test]
fn a_key_file_says_whether_it_needs_a_passphrase() {
    for (name, encrypted) in [
        ("sec1.pem", false),
        ("pkcs8.der", false),
        ("openssh.pem", false),
        ("pkcs8-pbkdf2.der", true),
        ("ssh-keygen-encrypted.pem", true),
    ] {
        let found = inspect_private_key(&fixture(&format!("keys/{name}")));
        assert_eq!(found, Ok(KeyFile { encrypted }), "{name}");
    }
}

#[test]
fn an_exported_key_is_read_back() {
    let identity = ada();
    let entropy = [9; 32];
    let read = |text: &str, passphrase| import_private_key(text.as_bytes(), passphrase).unwrap();

    let pkcs8 = identity
        .to_encrypted_pkcs8_pem(PASSPHRASE, &entropy)
        .unwrap();
    assert_eq!(
        read(&pkcs8, Some(PASSPHRASE)).public_key(),
        identity.public_key()
    );
    assert_eq!(
        identity
            .protect(PASSPHRASE, &entropy)
            .unwrap()
            .encrypted_private_key_pem(),
        pkcs8.as_str()
    );
    let openssh = identity
        .to_encrypted_openssh_pem(PASSPHRASE, &entropy)
        .unwrap();
    assert_eq!(
        read(&openssh, Some(PASSPHRASE)).public_key(),
        identity.public_key()
    );
    let sec1 = identity.to_unencrypted_sec1_pem().unwrap();
    assert_eq!(read(&sec1, None).public_key(), identity.public_key());
    assert!(identity.to_encrypted_openssh_pem("", &entropy).is_err());
}

#[test]
fn an_organisations_certificate_takes_the_place_of_our_own() {
    let identity = import_private_key(&fixture("keys/sec1.pem"), None)
        .unwrap()
        .into_identity("Ada Assessor", "Example Operator", at())
        .unwrap();
    let chain = fixture_text("keys/organisation-chain.pem");
    let identity = identity.with_certificate(&chain).unwrap();
    let own = x509_cert::Certificate::from_der(identity.certificate_der()).unwrap();
    assert_eq!(
        own.tbs_certificate().issuer().to_string(),
        "CN=Test Root,O=Test Authority"
    );
    assert_eq!(
        identity
            .certificate_pem()
            .matches("BEGIN CERTIFICATE")
            .count(),
        2
    );

    let stored = identity.protect(PASSPHRASE, &[3; 32]).unwrap();
    assert_eq!(stored.certificate_pem(), identity.certificate_pem());
    let json = serde_json::to_string(&stored).unwrap();
    assert_eq!(
        serde_json::from_str::<StoredIdentity>(&json).unwrap(),
        stored
    );

    let with_chain = import_private_key(&fixture("keys/sec1-with-chain.pem"), None).unwrap();
    let with_chain = with_chain
        .into_identity("Ada Assessor", "Example Operator", at())
        .unwrap();
    assert_eq!(with_chain.certificate_pem(), identity.certificate_pem());

    let refuse = |pem: &str| ada().with_certificate(pem).unwrap_err();
    assert_eq!(refuse(""), CertificateError::NotFound);
    assert_eq!(
        refuse(&chain),
        CertificateError::OtherKey {
            fingerprint: ada().fingerprint()
        }
    );
    assert_eq!(refuse(&chain.repeat(5)), CertificateError::TooLarge);
    let damaged = chain.replacen("MII", "AAA", 1);
    assert!(matches!(
        refuse(&damaged),
        CertificateError::Damaged { position: 1, .. }
    ));
}

#[test]
fn debug_output_holds_no_key() {
    let identity = ada();
    let secret = identity.to_unencrypted_sec1_pem().unwrap();
    let line = secret.lines().nth(1).unwrap();
    assert!(!format!("{identity:?}").contains(line));
    insta::assert_snapshot!(format!("{identity:?}"));
}

#[test]
fn public_keys_and_fingerprints_are_serialised_as_people_see_them() {
    let key = ada().public_key();
    let json = serde_json::to_string(&key).unwrap();
    assert_eq!(json, format!("\"{}\"", ada().did_key()));
    assert_eq!(serde_json::from_str::<PublicKey>(&json).unwrap(), key);
    let fingerprint = serde_json::to_string(&key.fingerprint()).unwrap();
    assert_eq!(
        serde_json::from_str::<Fingerprint>(&fingerprint).unwrap(),
        key.fingerprint()
    );
}
