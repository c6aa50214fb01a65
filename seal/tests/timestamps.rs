//! Time stamps beside a file: tokens of `openssl ts`, what is wrong with others, and who is known.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use crate::common::stamps::{certificate, check, file, token};
use assay_seal::timestamp::{
    AuthorityCertificate, MAX_TIME_STAMP_BYTES, ReadCertificateError, ReadTimeStampError,
    TimeStampCheck, TimeStampOutcome, TimeStampToken, check_detached, request,
};
use proptest::prelude::*;

#[test]
fn tokens_of_openssl_hold_and_are_told() {
    let all = [
        "rsa",
        "rsa-sha512",
        "p256",
        "p384",
        "ess-sha1",
        "ess-sha512",
        "key-identifier",
        "below",
    ];
    for name in all {
        let found = check(name);
        assert_eq!(found.outcome, TimeStampOutcome::Valid, "{name}");
        assert!(found.is_valid());
        assert_eq!(found.accuracy_milliseconds, Some(1500), "{name}");
    }
    // The same as `openssl ts -reply -in rsa.tsr -text` says.
    insta::assert_json_snapshot!(check("rsa"));
    insta::assert_json_snapshot!(check("p384"));
    let fingerprint = |name: &str| Some(certificate(name).fingerprint());
    assert_eq!(check("rsa").certificate, fingerprint("rsa"));
    assert_eq!(check("p384").certificate, fingerprint("p384"));
    let names: Vec<String> = check("rsa")
        .certificates()
        .iter()
        .map(|c| c.name())
        .collect();
    assert_eq!(
        names,
        [
            "Example Time Stamps RSA",
            "Example Intermediate",
            "Example Root"
        ]
    );
}

#[test]
fn what_is_wrong_with_a_token_is_said() {
    let rows: Vec<String> = [
        "expired",
        "short",
        "no_usage",
        "not_critical",
        "two_usages",
        "encipherment",
        "no-ess",
        "twin",
        "pss",
        "other-content",
        "two-signers",
        "no-certificate",
    ]
    .into_iter()
    .map(|name| {
        let found = check(name);
        assert!(!found.is_valid(), "{name}");
        // Nobody vouches for what does not hold, not even the authority itself.
        let known: Vec<AuthorityCertificate> = found.certificates().to_vec();
        assert_eq!(found.vouched_by(&known), None, "{name}");
        format!("{name}: {:?}", found.outcome)
    })
    .collect();
    insta::assert_snapshot!(rows.join("\n"));
}

#[test]
fn a_token_is_for_the_bytes_of_its_file_alone() {
    let report = file("report.json");
    for name in ["rsa", "rsa-sha512", "p256"] {
        let found = check_detached(&file(&format!("{name}.tsr")), &report[1..]).unwrap();
        assert_eq!(found.outcome, TimeStampOutcome::ForOtherData, "{name}");
        let known = [certificate("root")];
        assert_eq!(found.vouched_by(&known), None, "{name}");
    }
}

#[test]
fn a_token_is_read_in_every_form() {
    let (response, report) = (file("p256.tsr"), file("report.json"));
    let bare = file("p256.token");
    let armoured = |label: &str, der: &[u8]| {
        der::pem::encode_string(label, der::pem::LineEnding::LF, der).unwrap()
    };
    let pem = armoured("PKCS7", &bare);
    let base64: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let forms = [
        bare.clone(),
        pem.clone().into_bytes(),
        pem.replace('\n', "\r\n").into_bytes(),
        armoured("TIME STAMP RESPONSE", &response).into_bytes(),
        base64.clone().into_bytes(),
        format!(" {base64}\n").into_bytes(),
    ];
    let expected = check_detached(&response, &report).unwrap();
    assert!(expected.is_valid());
    for form in forms {
        assert_eq!(check_detached(&form, &report).unwrap(), expected);
        assert_eq!(TimeStampToken::read(&form).unwrap().der(), bare);
    }
}

#[test]
fn what_is_no_token_is_refused_by_name() {
    let read = |bytes: &[u8]| TimeStampToken::read(bytes).map_err(|error| error.to_string());
    let mut rows = Vec::new();
    for (what, bytes) in [
        ("nothing", Vec::new()),
        ("a text", b"hello, world!".to_vec()),
        ("a PDF", file("signed.pdf")),
        ("a certificate", certificate("p256").der().to_vec()),
        ("a request", request(&[7; 32])),
        ("a refusal", file("refused.tsr")),
        ("half a token", file("p256.tsr")[..1000].to_vec()),
        ("something after it", [file("p256.tsr"), vec![0]].concat()),
        ("open-ended encoding", b"\x30\x80\x06\x09".to_vec()),
        (
            "granted and empty",
            b"\x30\x05\x30\x03\x02\x01\x00".to_vec(),
        ),
        (
            "a status of two bytes",
            b"\x30\x06\x30\x04\x02\x02\x01\x00".to_vec(),
        ),
    ] {
        rows.push(format!("{what}: {}", read(&bytes).unwrap_err()));
    }
    insta::assert_snapshot!(rows.join("\n"));
    let large = vec![0x30; MAX_TIME_STAMP_BYTES + 1];
    assert_eq!(
        TimeStampToken::read(&large),
        Err(ReadTimeStampError::TooLarge)
    );
    assert_ne!(
        TimeStampToken::read(&large[1..]),
        Err(ReadTimeStampError::TooLarge)
    );
}

#[test]
fn known_authorities_vouch_and_others_do_not() {
    let vouch = |found: &TimeStampCheck, names: &[&str]| {
        let known: Vec<AuthorityCertificate> = names.iter().map(|name| certificate(name)).collect();
        let by = found.vouched_by(&known)?;
        let named = names
            .iter()
            .find(|name| certificate(name).fingerprint() == by);
        Some((*named.unwrap()).to_owned())
    };
    let some = |name: &str| Some(name.to_owned());
    let rsa = check("rsa");
    assert_eq!(vouch(&rsa, &["rsa"]), some("rsa"));
    assert_eq!(vouch(&rsa, &["intermediate"]), some("intermediate"));
    assert_eq!(vouch(&rsa, &["root"]), some("root"));
    assert_eq!(vouch(&rsa, &["other-root", "p256", "root"]), some("root"));
    assert_eq!(vouch(&rsa, &["root", "intermediate", "rsa"]), some("rsa"));
    assert_eq!(vouch(&rsa, &[]), None);
    // A root of the same name, a certificate of another authority, and one that is no authority.
    assert_eq!(vouch(&rsa, &["other-root"]), None);
    assert_eq!(vouch(&rsa, &["p256", "p384", "expired"]), None);

    // The token has the authority's certificate alone, and the way from it leads straight to the known one.
    let lone = check("key-identifier");
    assert_eq!(vouch(&lone, &["root"]), some("root"));
    assert_eq!(vouch(&lone, &["intermediate"]), None);
    // The twin has the key, issuer and number of the authority, and is another certificate.
    assert_eq!(vouch(&lone, &["twin"]), None);
    // Without the intermediate certificate nothing leads to the root, unless it is known too.
    let p384 = check("p384");
    assert_eq!(vouch(&p384, &["root"]), some("root"));

    // An intermediate authority whose path length is 0 issued another one.
    let below = check("below");
    assert!(below.is_valid());
    assert_eq!(vouch(&below, &["root"]), None);
    assert_eq!(vouch(&below, &["intermediate"]), None);
    assert_eq!(vouch(&below, &["deep"]), some("deep"));
}

#[test]
fn certificates_are_read_from_files() {
    let names = |bytes: &[u8]| -> Result<Vec<String>, ReadCertificateError> {
        let all = AuthorityCertificate::read(bytes)?;
        Ok(all.iter().map(AuthorityCertificate::name).collect())
    };
    let both = [file("root.pem"), b"words\n".to_vec(), file("rsa.pem")].concat();
    assert_eq!(
        names(&both).unwrap(),
        ["Example Root", "Example Time Stamps RSA"]
    );
    let der = certificate("root").der().to_vec();
    assert_eq!(names(&der).unwrap(), ["Example Root"]);
    assert_eq!(certificate("root").issuer(), None);
    assert_eq!(
        certificate("rsa").issuer().unwrap(),
        "CN=Example Intermediate,O=Example Trust"
    );
    let (from, until) = certificate("expired").validity();
    assert_eq!(from.to_rfc3339(), "2020-01-01T00:00:00Z");
    assert_eq!(until.to_rfc3339(), "2021-01-01T00:00:00Z");
    assert_eq!(names(b""), Err(ReadCertificateError::NotFound));
    assert_eq!(
        names(&file("report.json")),
        Err(ReadCertificateError::NotFound)
    );
    assert_eq!(
        names(&vec![b'-'; 70_000]),
        Err(ReadCertificateError::TooLarge)
    );
    let damaged = both.iter().map(|b| if *b == b'B' { b'C' } else { *b });
    let damaged: Vec<u8> = damaged.collect();
    assert!(names(&damaged).is_err());
    let position = |bytes: &[u8]| match names(bytes) {
        Err(ReadCertificateError::Damaged { position, .. }) => Some(position),
        _ => None,
    };
    assert_eq!(position(&der[1..]), None);
    assert_eq!(position(&der[..der.len() - 1]), Some(1));
    let second = String::from_utf8([file("root.pem"), file("rsa.pem")].concat()).unwrap();
    let last = second.rfind("-----END").unwrap();
    let second = format!("{}{}", &second[..last - 5], &second[last..]);
    assert_eq!(position(second.as_bytes()), Some(2));
}

#[test]
fn a_request_is_that_of_openssl() {
    // openssl ts -query -digest 07..07 -sha256 -cert -no_nonce
    let expected = "3039020101303130\
        0d060960864801650304020105000420\
        0707070707070707070707070707070707070707070707070707070707070707\
        0101ff";
    let hex: String = request(&[7; 32])
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    assert_eq!(hex, expected);
}

/// Every other byte of a token, changed in two ways: it does not hold any more, or says what it said. What
/// is not signed may change: how the answer is wrapped, the other certificates, and in which of its two
/// forms an ECDSA signature stands.
#[test]
fn no_changed_byte_makes_a_token_say_something_else() {
    for name in ["rsa", "p384", "ess-sha1"] {
        let (original, bytes) = (check(name), token(name));
        let own = original.certificates()[0].der();
        let place = bytes.windows(own.len()).position(|w| w == own).unwrap();
        let report = file("report.json");
        let mut accepted = 0;
        for position in (0..bytes.len()).step_by(2) {
            for change in [0x01, 0x80] {
                let mut changed = bytes.clone();
                changed[position] ^= change;
                let Ok(found) = check_detached(&changed, &report) else {
                    continue;
                };
                if !found.is_valid() {
                    continue;
                }
                accepted += 1;
                assert!(
                    !(place..place + own.len()).contains(&position),
                    "{name} {position}"
                );
                // The other certificates may differ, and nothing else.
                assert_eq!(facts(&found), facts(&original), "{name} {position}");
            }
        }
        let others: usize = original.certificates()[1..]
            .iter()
            .map(|c| c.der().len())
            .sum();
        assert!(accepted <= others + 20, "{name}: {accepted}");
    }
}

fn facts(check: &TimeStampCheck) -> impl PartialEq + std::fmt::Debug + use<> {
    (
        check.time,
        check.accuracy_milliseconds,
        check.authority.clone(),
        check.certificate,
        check.policy.clone(),
        check.serial.clone(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn mutated_tokens_are_survived(
        which in prop::sample::select(vec!["rsa", "p256", "p384", "below", "refused", "ess-sha512"]),
        places in prop::collection::vec((any::<usize>(), any::<u8>(), 0..4_u8), 1..6),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = file(&format!("{which}.tsr"));
        for (at, byte, kind) in places {
            let at = at % bytes.len();
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => { bytes.remove(at); }
                _ => bytes[at] = bytes[at].wrapping_add(1),
            }
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let known = [certificate("root"), certificate("intermediate")];
        if let Ok(found) = check_detached(&bytes, &file("report.json")) {
            let _ = found.vouched_by(&known);
            let _ = found.vouched_by(found.certificates());
        }
        let _ = AuthorityCertificate::read(&bytes);
    }

    #[test]
    fn mutated_certificates_never_vouch(at: prop::sample::Index, byte in 1..=255_u8) {
        let mut der = certificate("root").der().to_vec();
        let at = at.index(der.len());
        der[at] ^= byte;
        if let Ok(mutated) = AuthorityCertificate::from_der(&der) {
            // Its own signature is not what makes a root known, so only the changed key, name, validity and
            // constraints matter; but another key must not have signed.
            let own = certificate("root");
            let found = check("rsa").vouched_by(std::slice::from_ref(&mutated));
            prop_assert!(found.is_none() || found == Some(mutated.fingerprint()));
            prop_assert_ne!(found, Some(own.fingerprint()));
        }
    }
}
