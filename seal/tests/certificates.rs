//! Organisations' certificates: beside a key in a PEM file, as authorities send them, and asking for them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use crate::common::{self, ada, der_of, fixture, fixture_text, olga, small_pdf};
use assay_seal::identity::{
    CertificateError, ImportKeyError, ImportedKey, KeyFile, Remedy, import_private_key,
    inspect_private_key,
};
use assay_seal::pdf::{ROLES, SignPdfOptions, prepare_pdf, sign_pdf, verify_pdf};
use assay_seal::{Identity, StoredIdentity, UnixMillis, Verdict};
use x509_cert::der::Decode;

const PASSPHRASE: &str = "correct horse";
const LEAF: &str = "CN=Olga Öperator,O=Validators & Söhne,C=DE";
const ISSUING: &str = "CN=Issuing P-256,O=Test Authority";
const ROOT: &str = "CN=Root P-384,O=Test Authority";

/// A time at which the certificates of the fixtures are valid.
fn later() -> UnixMillis {
    UnixMillis::from_rfc3339("2027-01-01T12:00:00Z").unwrap()
}

fn certificate(name: &str) -> Vec<u8> {
    fixture(&format!("certificates/{name}"))
}

fn text(name: &str) -> String {
    fixture_text(&format!("certificates/{name}"))
}

fn import(bytes: &[u8]) -> Result<ImportedKey, ImportKeyError> {
    import_private_key(bytes, Some(PASSPHRASE))
}

fn olga_of(imported: ImportedKey) -> Identity {
    let details = imported.certificate().unwrap().clone();
    let name = details.name.unwrap();
    let organisation = details.organisation.unwrap_or_default();
    imported
        .into_identity(&name, &organisation, later())
        .unwrap()
}

/// The key of the fixtures, with a certificate that it signed itself.
fn without_certificate() -> Identity {
    import_private_key(&fixture("keys/sec1.pem"), None)
        .unwrap()
        .into_identity("Olga Öperator", "Validators & Söhne", later())
        .unwrap()
}

#[test]
fn a_key_and_its_certificates_are_imported_in_one_step() {
    let ordered = text("chain.pem");
    for (name, encrypted, left_out) in [
        ("bundle-pkcs8.pem", false, vec![]),
        ("bundle-sec1.pem", false, vec![]),
        ("bundle-encrypted.pem", true, vec!["CN=Somebody Else"]),
        // What the remedy for an old PKCS#12 store makes of it.
        ("unpacked.pem", true, vec![]),
    ] {
        let bytes = certificate(name);
        assert_eq!(inspect_private_key(&bytes), Ok(KeyFile { encrypted }));
        let imported = import(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let details = imported.certificate().unwrap();
        assert_eq!(details.subject, LEAF, "{name}");
        assert_eq!(details.issuer, ISSUING, "{name}");
        assert_eq!(details.name.as_deref(), Some("Olga Öperator"));
        assert_eq!(details.organisation.as_deref(), Some("Validators & Söhne"));
        assert_eq!(details.issuers, [ISSUING, ROOT], "{name}");
        assert_eq!(details.left_out, left_out, "{name}");
        assert!(details.unchecked.is_empty(), "{name}");
        assert!(details.valid_from < later() && later() < details.valid_until);
        let identity = olga_of(imported);
        assert_eq!(identity.certificate_pem(), ordered, "{name}");
        assert_eq!(identity.public_key(), without_certificate().public_key());
    }
}

#[test]
fn certificates_are_ordered_from_any_order_of_the_file() {
    let parts = [
        text("leaf.pem"),
        text("issuing.pem"),
        text("root.pem"),
        fixture_text("keys/pkcs8.pem"),
    ];
    for first in 0..4 {
        for second in (0..4).filter(|second| *second != first) {
            for third in (0..4).filter(|third| ![first, second].contains(third)) {
                let fourth = 6 - first - second - third;
                let file: String = [first, second, third, fourth]
                    .map(|index| parts[index].as_str())
                    .concat();
                let identity = olga_of(import(file.as_bytes()).unwrap());
                assert_eq!(identity.certificate_pem(), text("chain.pem"));
            }
        }
    }
}

#[test]
fn certificates_that_do_not_go_with_the_key_are_refused_with_a_remedy() {
    let error = import(&certificate("bundle-of-strangers.pem")).unwrap_err();
    let ImportKeyError::Certificates { reason, remedy } = &error else {
        panic!("{error}")
    };
    assert!(matches!(reason, CertificateError::OtherKey { .. }));
    assert_eq!(*remedy, Remedy::KeyAlone);
    assert!(
        error
            .to_string()
            .ends_with("openssl pkey -in KEY -aes-256-cbc -out new-key.pem")
    );

    let two = import(&certificate("bundle-two-keys.pem")).unwrap_err();
    assert_eq!(
        two.to_string(),
        "the file holds more than one private key; put the one that you sign with into a file of its own"
    );

    let many = text("bundle-pkcs8.pem") + &text("stranger.pem").repeat(6);
    let damaged = text("bundle-pkcs8.pem").replacen("MII", "AAA", 1);
    for (file, wanted) in [(many, "TooLarge"), (damaged, "Damaged")] {
        let error = import(file.as_bytes()).unwrap_err();
        let ImportKeyError::Certificates { reason, .. } = error else {
            panic!("{error}")
        };
        assert!(format!("{reason:?}").starts_with(wanted), "{reason}");
    }
}

#[test]
fn an_issuer_of_the_same_name_with_another_key_is_found_out() {
    let error = import(&certificate("bundle-same-name.pem")).unwrap_err();
    let ImportKeyError::Certificates { reason, .. } = error else {
        panic!("{error}")
    };
    assert_eq!(
        reason,
        CertificateError::NotSignedByIssuer {
            subject: LEAF.to_owned(),
            issuer: ISSUING.to_owned()
        }
    );
    // Beside the right one, it is only a stranger.
    let both = text("bundle-same-name.pem") + &text("issuing.pem");
    let imported = import(both.as_bytes()).unwrap();
    let details = imported.certificate().unwrap();
    assert_eq!(details.issuers, [ISSUING, ROOT]);
    assert_eq!(details.left_out, [ISSUING]);
    assert_eq!(olga_of(imported).certificate_pem(), text("chain.pem"));
}

/// Wherever a certificate of the chain is changed, it is not taken as the chain that it was.
#[test]
fn a_changed_certificate_is_never_taken_along() {
    let issuers = [text("issuing.pem"), text("root.pem")].concat();
    let leaf = certificate("leaf.der");
    for index in 0..leaf.len() {
        let mut changed = leaf.clone();
        changed[index] ^= 1;
        let changed_pem = pem("CERTIFICATE", &changed);
        let taken = without_certificate().with_certificate(changed_pem.clone() + &issuers);
        if let Ok(identity) = taken {
            // What names another issuer has none in the file, and its signature is nobody's to check.
            let certificate = x509_cert::Certificate::from_der(identity.certificate_der()).unwrap();
            let issuer = certificate.tbs_certificate().issuer().to_string();
            assert_ne!(issuer, ISSUING, "byte {index}");
            assert_eq!(identity.certificate_pem(), changed_pem, "byte {index}");
        }
    }
}

fn pem(label: &str, der: &[u8]) -> String {
    x509_cert::der::pem::encode_string(label, x509_cert::der::pem::LineEnding::LF, der).unwrap()
}

#[test]
fn an_issuer_with_an_rsa_key_is_kept_and_said_to_be_unchecked() {
    let imported = import(&certificate("bundle-rsa-issuer.pem")).unwrap();
    let details = imported.certificate().unwrap();
    let root = "CN=Root RSA,O=Test Authority";
    assert_eq!(
        (details.issuer.as_str(), &details.issuers),
        (root, &vec![root.to_owned()])
    );
    assert_eq!(details.unchecked, [root]);
    assert_eq!(
        details.left_out,
        ["CN=Self"],
        "what somebody issued comes before what is self-signed"
    );
    let alone = text("self-signed.pem") + &fixture_text("keys/sec1.pem");
    let alone = import(alone.as_bytes()).unwrap();
    let details = alone.certificate().unwrap();
    assert_eq!(
        (details.subject.as_str(), details.issuers.len()),
        ("CN=Self", 0)
    );
    assert_eq!(
        (details.name.as_deref(), &details.organisation),
        (Some("Self"), &None)
    );
}

/// A signature with such a certificate would be refused, so it is not taken in the first place.
#[test]
fn a_certificate_that_is_not_for_signing_is_refused() {
    let file = certificate("not-for-signing.pem");
    let refused = CertificateError::NotForSigning {
        subject: "CN=For Agreement".to_owned(),
    };
    assert_eq!(
        without_certificate().with_certificate(&file).unwrap_err(),
        refused
    );
    let both = text("not-for-signing.pem") + &text("self-signed.pem");
    let identity = without_certificate().with_certificate(both).unwrap();
    assert_eq!(identity.certificate_pem(), text("self-signed.pem"));
}

#[test]
fn what_an_authority_sends_back_is_taken_in_each_of_its_forms() {
    let utf16: Vec<u8> = [0xfeff]
        .into_iter()
        .chain(text("chain.pem").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let as_windows = pem("CERTIFICATE", &certificate("chain.p7b"));
    for (name, bytes) in [
        ("chain.pem", certificate("chain.pem")),
        ("chain.p7b", certificate("chain.p7b")),
        ("chain-p7b.pem", certificate("chain-p7b.pem")),
        ("in UTF-16", utf16),
        ("PKCS#7 as Windows labels it", as_windows.into_bytes()),
    ] {
        let identity = without_certificate().with_certificate(&bytes);
        let identity = identity.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(identity.certificate_pem(), text("chain.pem"), "{name}");
    }
    for name in ["leaf.der", "leaf.pem"] {
        let identity = without_certificate().with_certificate(certificate(name));
        assert_eq!(
            identity.unwrap().certificate_pem(),
            text("leaf.pem"),
            "{name}"
        );
    }
    let refused = |bytes: &[u8]| without_certificate().with_certificate(bytes).unwrap_err();
    for nothing in [b"".as_slice(), b"hello", b"\xff\xfe", b"\xff"] {
        assert_eq!(refused(nothing), CertificateError::NotFound);
    }
    let request = certificate("request.pem");
    assert_eq!(refused(&request), CertificateError::NotFound);
    assert_eq!(refused(&vec![b' '; 300 * 1024]), CertificateError::TooLarge);
    let p7b = certificate("chain.p7b");
    for length in 1..p7b.len() {
        assert!(matches!(
            refused(&p7b[..length]),
            CertificateError::Damaged { .. }
        ));
    }
}

#[test]
fn a_stored_identity_takes_a_certificate_without_its_passphrase() {
    let stored = without_certificate().protect(PASSPHRASE, &[7; 32]).unwrap();
    let before = stored.clone();
    let (stored, details) = stored.with_certificate(certificate("chain.p7b")).unwrap();
    assert_eq!(stored.certificate_pem(), text("chain.pem"));
    assert_eq!(details.issuers, [ISSUING, ROOT]);
    assert_eq!(stored.name(), before.name());
    assert_eq!(stored.check(), Ok(()));
    let json = serde_json::to_string(&stored).unwrap();
    let read: StoredIdentity = serde_json::from_str(&json).unwrap();
    let unlocked = read.unlock(PASSPHRASE).unwrap();
    assert_eq!(unlocked.certificate_pem(), text("chain.pem"));
    let stranger = before.with_certificate(certificate("stranger.pem"));
    assert!(matches!(stranger, Err(CertificateError::OtherKey { .. })));
}

/// What was stored before chains were put in order opens as before.
#[test]
fn an_identity_that_was_stored_with_other_certificates_still_opens() {
    let stored = without_certificate().protect(PASSPHRASE, &[7; 32]).unwrap();
    let mut json = serde_json::to_value(&stored).unwrap();
    let certificates = text("stranger.pem") + &text("root.pem") + &text("leaf.pem");
    json["certificatePem"] = certificates.into();
    let read: StoredIdentity = serde_json::from_value(json).unwrap();
    assert_eq!(read.check(), Ok(()));
    let identity = read.unlock(PASSPHRASE).unwrap();
    assert_eq!(identity.certificate_der(), certificate("leaf.der"));
    assert_eq!(identity.certificate_pem().matches("BEGIN").count(), 3);
}

#[test]
fn a_pdf_that_is_signed_with_a_chain_is_valid_and_names_the_issuer() {
    let identity = olga_of(import(&certificate("bundle-encrypted.pem")).unwrap());
    let prepared = prepare_pdf(&small_pdf(false), &ROLES).unwrap();
    let options = SignPdfOptions {
        at: later(),
        reason: None,
        location: None,
    };
    let signed = sign_pdf(&prepared, &identity, "operator", &options).unwrap();
    let found = verify_pdf(&signed).unwrap();
    assert_eq!(found.verdict(), Verdict::Valid);
    assert_eq!(found.signatures[0].issuer.as_deref(), Some(ISSUING));
    let file = String::from_utf8_lossy(&signed);
    for name in ["leaf.pem", "issuing.pem", "root.pem"] {
        let digits: String = der_of(&text(name))
            .iter()
            .map(|byte| format!("{byte:02X}"))
            .collect();
        assert!(file.contains(&digits), "{name} is in the signature");
    }
}

#[test]
fn a_certificate_request_names_who_asks_and_is_signed_with_the_key() {
    for identity in [ada(), olga(), common::rhea()] {
        let request = identity.certificate_request_pem().unwrap();
        assert_eq!(request, identity.certificate_request_pem().unwrap());
        let read = x509_cert::request::CertReq::from_der(&der_of(&request)).unwrap();
        let own = x509_cert::Certificate::from_der(identity.certificate_der()).unwrap();
        let body = own.tbs_certificate();
        assert_eq!(&read.info.subject, body.subject());
        assert_eq!(&read.info.public_key, body.subject_public_key_info());
        assert!(read.info.attributes.is_empty());
    }
}

/// `request.pem` is what `openssl req -verify` took, and `answer.p7b` what it made of it.
#[test]
fn the_answer_of_openssl_to_a_certificate_request_is_taken() {
    let request = olga().certificate_request_pem().unwrap();
    assert_eq!(request, text("request.pem"));
    let identity = olga().with_certificate(certificate("answer.p7b")).unwrap();
    let own = x509_cert::Certificate::from_der(identity.certificate_der()).unwrap();
    let body = own.tbs_certificate();
    assert_eq!(body.issuer().to_string(), "CN=Root P-384,O=Test Authority");
    let subject = body.subject().to_string();
    assert_eq!(subject, "CN=Olga Öperator,O=Validators & Söhne");
    let count = identity.certificate_pem().matches("BEGIN").count();
    assert_eq!(count, 2);
}
