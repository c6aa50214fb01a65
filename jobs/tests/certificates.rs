//! The jobs about an organisation's certificates, there and back as the two programs hand them over.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use assay_jobs::{
    ImportKey, InspectKey, Job, MakeIdentity, PlaceCertificate, ReadKeyCertificate,
    RequestCertificate, pack, perform, unpack,
};
use assay_seal::{StoredIdentity, UnixMillis, identity::ImportKeyError};

/// The passphrase of the fixtures, and of the identities here.
const PASSPHRASE: &str = "correct horse";

fn done<J: Job>(job: J) -> J::Outcome {
    let parcel = perform(J::NAME, pack(job).unwrap(), &mut |_| {});
    unpack(parcel.unwrap()).unwrap()
}

fn fixture(name: &str) -> Vec<u8> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../seal/tests/fixtures");
    std::fs::read(format!("{directory}/certificates/{name}")).unwrap()
}

/// 2026-11-22T09:30:00Z, when the tests of `assay-seal` make their signers.
fn at() -> UnixMillis {
    UnixMillis::new(1_795_339_800_000).unwrap()
}

/// The signer whom `answer.p7b` is for.
fn olga() -> StoredIdentity {
    let job = MakeIdentity {
        name: "Olga Öperator".to_owned(),
        organisation: "Validators & Söhne".to_owned(),
        passphrase: PASSPHRASE.to_owned(),
        at: at(),
        key_entropy: [[0x22; 32]; 2],
        protection_entropy: [4; 32],
    };
    done(job).unwrap()
}

#[test]
fn a_certificate_is_asked_for_with_the_passphrase_only() {
    let request = |passphrase: &str| {
        done(RequestCertificate {
            identity: olga(),
            passphrase: passphrase.to_owned(),
        })
    };
    let expected = String::from_utf8(fixture("request.pem")).unwrap();
    assert_eq!(request(PASSPHRASE), Ok(expected));
    for wrong in ["", "wrong"] {
        let refused = request(wrong).unwrap_err();
        assert_eq!(refused.to_string(), "wrong passphrase");
    }
}

#[test]
fn the_answer_of_an_authority_takes_its_place() {
    let place = |file: &str| {
        done(PlaceCertificate {
            identity: olga(),
            bytes: fixture(file),
        })
    };
    let certified = place("answer.p7b").unwrap();
    assert_eq!(certified.details.issuer, "CN=Root P-384,O=Test Authority");
    let identity = certified.identity;
    assert_eq!(identity.fingerprint(), olga().fingerprint());
    assert_ne!(identity.certificate_pem(), olga().certificate_pem());
    assert_eq!(identity.check(), Ok(()));
    let unlocked = identity.unlock(PASSPHRASE).unwrap();
    assert_eq!(unlocked.certificate_pem(), identity.certificate_pem());
    let refused = place("chain.p7b").unwrap_err().to_string();
    assert!(
        refused.contains("none of the certificates is for this key"),
        "{refused}"
    );
}

#[test]
fn a_store_proposes_the_name_and_brings_its_chain() {
    let bytes = fixture("modern.p12");
    let inspected = done(InspectKey {
        bytes: bytes.clone(),
    });
    assert!(inspected.unwrap().encrypted);
    let read = |file_passphrase: Option<&str>| {
        done(ReadKeyCertificate {
            bytes: bytes.clone(),
            file_passphrase: file_passphrase.map(str::to_owned),
        })
    };
    assert_eq!(read(None), Err(ImportKeyError::NeedsPassphrase));
    assert_eq!(read(Some("wrong")), Err(ImportKeyError::WrongPassphrase));
    let details = read(Some(PASSPHRASE)).unwrap().details.unwrap();
    assert_eq!(details.name.as_deref(), Some("Olga Öperator"));
    let import = ImportKey {
        bytes: bytes.clone(),
        file_passphrase: Some(PASSPHRASE.to_owned()),
        name: details.name.unwrap(),
        organisation: details.organisation.unwrap(),
        passphrase: "another passphrase".to_owned(),
        at: at(),
        protection_entropy: [3; 32],
    };
    let identity = done(import).unwrap();
    let chain = String::from_utf8(fixture("chain.pem")).unwrap();
    assert_eq!(identity.certificate_pem(), chain);
    assert_eq!(identity.organisation(), "Validators & Söhne");
    let alone = ReadKeyCertificate {
        bytes: fixture("key-only.p12"),
        file_passphrase: Some(PASSPHRASE.to_owned()),
    };
    assert_eq!(done(alone).unwrap().details, None);
}

/// What is refused comes through the parcel as it is, with the command that helps.
#[test]
fn certificates_of_others_are_refused_with_a_command() {
    let error = done(ReadKeyCertificate {
        bytes: fixture("bundle-of-strangers.pem"),
        file_passphrase: None,
    })
    .unwrap_err();
    let (words, command) = error.words_and_command();
    assert!(
        words.contains("none of the certificates is for this key"),
        "{words}"
    );
    assert_eq!(
        command,
        Some("openssl pkey -in KEY -aes-256-cbc -out new-key.pem")
    );
}
