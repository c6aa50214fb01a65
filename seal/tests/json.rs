//! Strict parsing, canonical bytes, signing and verifying JSON.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use crate::common::{ada, at, fixture, fixture_text, olga, rhea};
use assay_seal::Verdict;
use assay_seal::identity::import_private_key;
use assay_seal::json::{
    DATA_INTEGRITY_CONTEXT, ProofOutcome, SignJsonError, SignedAs, StrictJsonError,
    VerifyJsonError, canonical_bytes, parse_strict, sign_json, sign_json_as, verify_json,
};
use serde_json::{Value, json};

const CREATED: &str = "2026-11-22T09:30:00Z";

fn document() -> Value {
    json!({
        "@context": [DATA_INTEGRITY_CONTEXT, { "@vocab": "https://example.org/report#" }],
        "type": "Report",
        "conforms": true,
        "notes": "Grüße, 世界 \u{1F600} \"quoted\" \u{7f}",
        "exposure": 9_007_199_254_740_991_u64,
        "change": -3,
        "roles": { "assessor": ada().did_key(), "operator": olga().did_key() },
        "nothing": null
    })
}

fn signed() -> Value {
    sign_json(&document(), &ada(), CREATED).unwrap()
}

fn outcomes(document: &Value) -> Vec<ProofOutcome> {
    let bytes = serde_json::to_vec(document).unwrap();
    verify_json(&bytes)
        .unwrap()
        .proofs
        .into_iter()
        .map(|proof| proof.outcome)
        .collect()
}

#[test]
fn a_role_stands_under_the_signature() {
    let once = sign_json_as(&document(), &ada(), CREATED, "assessor").unwrap();
    let twice = sign_json_as(&once, &olga(), CREATED, "operator").unwrap();
    let bytes = serde_json::to_vec(&twice).unwrap();
    let roles: Vec<Option<SignedAs>> = verify_json(&bytes)
        .unwrap()
        .proofs
        .into_iter()
        .map(|proof| proof.signed_as)
        .collect();
    let signed_as = |role: &str, identity: &assay_seal::Identity| {
        Some(SignedAs {
            role: role.to_owned(),
            name: identity.name().to_owned(),
            organisation: identity.organisation().to_owned(),
        })
    };
    assert_eq!(
        roles,
        [
            signed_as("assessor", &ada()),
            signed_as("operator", &olga())
        ]
    );
    assert_eq!(outcomes(&twice), [ProofOutcome::Valid, ProofOutcome::Valid]);

    for member in ["role", "name", "organisation"] {
        let mut changed = twice.clone();
        changed["proof"][1]["signedAs"][member] = json!("reviewer");
        assert_eq!(
            outcomes(&changed),
            [ProofOutcome::Valid, ProofOutcome::Changed],
            "{member}"
        );
    }
    let mut without = twice.clone();
    without["proof"][1]
        .as_object_mut()
        .unwrap()
        .remove("signedAs");
    assert_eq!(outcomes(&without)[1], ProofOutcome::Changed);
    for other in [
        json!("operator"),
        json!({"role": "operator"}),
        json!({"role": "operator", "name": "", "organisation": "", "more": 1}),
    ] {
        let mut changed = twice.clone();
        changed["proof"][1]["signedAs"] = other;
        assert!(matches!(
            outcomes(&changed)[1],
            ProofOutcome::Unsupported(_)
        ));
    }
}

#[test]
fn one_key_signs_once_in_each_role() {
    let received = sign_json_as(&signed(), &olga(), CREATED, "recipient").unwrap();
    let agreed = sign_json_as(&received, &olga(), CREATED, "operator").unwrap();
    assert_eq!(outcomes(&agreed), [const { ProofOutcome::Valid }; 3]);
    for role in ["recipient", "operator"] {
        assert_eq!(
            sign_json_as(&agreed, &olga(), CREATED, role),
            Err(SignJsonError::AlreadySigned)
        );
    }
    // Of a proof that states no role it cannot be said that it is another's.
    assert_eq!(
        sign_json_as(&signed(), &ada(), CREATED, "reviewer"),
        Err(SignJsonError::AlreadySigned)
    );
    assert_eq!(
        sign_json(&agreed, &olga(), CREATED),
        Err(SignJsonError::AlreadySigned)
    );
}

#[test]
fn the_test_vector_of_the_w3c_is_valid() {
    let text = fixture_text("w3c-ecdsa-jcs-2019-p256.json");
    let verification = verify_json(text.as_bytes()).unwrap();
    assert_eq!(verification.verdict(), Verdict::Valid);
    let proof = &verification.proofs[0];
    assert_eq!(proof.created.as_deref(), Some("2023-02-24T23:36:38Z"));
    let key = import_private_key(&fixture("keys/rfc6979-a25.pem"), None)
        .unwrap()
        .public_key();
    assert_eq!(proof.signer, Some(key));

    let changed = text.replace("The School of Examples", "The School of Others");
    assert_eq!(
        verify_json(changed.as_bytes()).unwrap().proofs[0].outcome,
        ProofOutcome::Changed
    );
}

#[test]
fn a_signed_document_is_valid_and_always_the_same() {
    assert_eq!(signed(), signed());
    insta::assert_snapshot!(serde_json::to_string_pretty(&signed()).unwrap());
    let bytes = canonical_bytes(&signed()).unwrap();
    let verification = verify_json(&bytes).unwrap();
    assert_eq!(verification.verdict(), Verdict::Valid);
    assert_eq!(verification.document, document());
    let proof = &verification.proofs[0];
    assert_eq!(proof.signer, Some(ada().public_key()));
    assert_eq!(proof.fingerprint, Some(ada().fingerprint()));
    assert_eq!(proof.created.as_deref(), Some(CREATED));
    // Spelling does not matter, only what is said.
    let pretty = serde_json::to_vec_pretty(&signed()).unwrap();
    assert_eq!(verify_json(&pretty).unwrap().verdict(), Verdict::Valid);
}

#[test]
fn two_and_three_signers_are_valid_over_the_same_document() {
    let two = sign_json(&signed(), &olga(), CREATED).unwrap();
    let three = sign_json(&two, &rhea(), "2027-01-01T00:00:00Z").unwrap();
    assert_eq!(outcomes(&two), vec![ProofOutcome::Valid; 2]);
    assert_eq!(outcomes(&three), vec![ProofOutcome::Valid; 3]);
    let bytes = serde_json::to_vec(&three).unwrap();
    let signers: Vec<_> = verify_json(&bytes)
        .unwrap()
        .proofs
        .iter()
        .map(|proof| proof.signer.unwrap())
        .collect();
    assert_eq!(
        signers,
        [ada().public_key(), olga().public_key(), rhea().public_key()]
    );
    // The first signature is the one that was there before.
    assert_eq!(three["proof"][0], signed()["proof"]);

    let mut changed = three.clone();
    changed["conforms"] = json!(false);
    assert_eq!(outcomes(&changed), vec![ProofOutcome::Changed; 3]);
    let mut other_time = three;
    other_time["proof"][2]["created"] = json!("2027-01-01T00:00:01Z");
    assert_eq!(
        outcomes(&other_time),
        [
            ProofOutcome::Valid,
            ProofOutcome::Valid,
            ProofOutcome::Changed
        ]
    );
}

#[test]
fn an_unsigned_document_is_neither_valid_nor_changed() {
    for unsigned in [document(), json!({}), json!({ "proof": [] })] {
        let bytes = serde_json::to_vec(&unsigned).unwrap();
        assert_eq!(verify_json(&bytes).unwrap().verdict(), Verdict::Unsigned);
    }
    assert_eq!(verify_json(b"[1]"), Err(VerifyJsonError::NotAnObject));
}

#[test]
fn no_changed_byte_passes() {
    let bytes = canonical_bytes(&signed()).unwrap();
    let mut refused = 0;
    for position in 0..bytes.len() {
        for change in [1_u8, 0x10, 0x20] {
            let mut changed = bytes.clone();
            changed[position] ^= change;
            if let Ok(verification) = verify_json(&changed) {
                assert_ne!(
                    verification.verdict(),
                    Verdict::Valid,
                    "byte {position} ^ {change:#x}"
                );
            }
            refused += 1;
        }
    }
    assert_eq!(refused, bytes.len() * 3);
}

#[test]
fn what_is_done_to_a_proof_is_said() {
    let with = |change: &dyn Fn(&mut Value)| {
        let mut document = signed();
        change(&mut document["proof"]);
        outcomes(&document).remove(0)
    };
    let rows: Vec<(&str, ProofOutcome)> = vec![
        (
            "another suite",
            with(&|p| p["cryptosuite"] = json!("eddsa-jcs-2022")),
        ),
        (
            "another type",
            with(&|p| p["type"] = json!("Ed25519Signature2020")),
        ),
        (
            "another purpose",
            with(&|p| p["proofPurpose"] = json!("authentication")),
        ),
        (
            "a key on the web",
            with(&|p| p["verificationMethod"] = json!("did:web:example.org#1")),
        ),
        (
            "another key",
            with(&|p| p["verificationMethod"] = json!(olga().public_key().verification_method())),
        ),
        (
            "an expiry",
            with(&|p| p["expires"] = json!("2030-01-01T00:00:00Z")),
        ),
        (
            "another context",
            with(&|p| p["@context"] = json!("https://example.org")),
        ),
        (
            "no context",
            with(&|p| {
                p.as_object_mut().unwrap().remove("@context");
            }),
        ),
        (
            "no time",
            with(&|p| {
                p.as_object_mut().unwrap().remove("created");
            }),
        ),
        (
            "no value",
            with(&|p| {
                p.as_object_mut().unwrap().remove("proofValue");
            }),
        ),
        (
            "no key",
            with(&|p| {
                p.as_object_mut().unwrap().remove("verificationMethod");
            }),
        ),
        ("a short value", with(&|p| p["proofValue"] = json!("z1"))),
        (
            "a long value",
            with(&|p| p["proofValue"] = json!(format!("z{}", "2".repeat(1_000_000)))),
        ),
        (
            "a zero value",
            with(&|p| p["proofValue"] = json!(format!("z{}", "1".repeat(64)))),
        ),
        ("no object", with(&|p| *p = json!("signed"))),
    ];
    insta::assert_snapshot!(
        rows.iter()
            .map(|(what, outcome)| format!("{what}: {outcome:?}"))
            .collect::<Vec<_>>()
            .join("\n")
    );
    let many = json!({ "proof": vec![signed()["proof"].clone(); 65] });
    let bytes = serde_json::to_vec(&many).unwrap();
    assert_eq!(verify_json(&bytes), Err(VerifyJsonError::TooManyProofs(65)));
}

#[test]
fn what_would_not_be_read_back_is_not_signed() {
    let sign = |document: &Value| sign_json(document, &ada(), CREATED).unwrap_err();
    assert_eq!(sign(&json!([])), SignJsonError::NotAnObject);
    assert_eq!(sign(&json!({})), SignJsonError::ContextMissing);
    assert_eq!(sign(&signed()), SignJsonError::AlreadySigned);
    let context = DATA_INTEGRITY_CONTEXT;
    assert!(matches!(
        sign(&json!({ "@context": context, "x": 0.5 })),
        SignJsonError::NotStrict(_)
    ));
    assert!(matches!(
        sign(&json!({ "@context": context, "x": 1_u64 << 53 })),
        SignJsonError::NotStrict(StrictJsonError::IntegerTooLarge { .. })
    ));
    assert_eq!(
        sign(&json!({ "@context": context, "proof": "x" })),
        SignJsonError::ProofMalformed
    );
    for created in [
        "",
        "2026-11-22",
        "2026-11-22T09:30:00+00:00",
        "2026-11-22T09:30:00.000Z",
    ] {
        let error = sign_json(&document(), &ada(), created).unwrap_err();
        assert_eq!(error, SignJsonError::CreatedMalformed(created.to_owned()));
    }
    assert_eq!(at().to_rfc3339(), CREATED);
}

#[test]
fn two_faced_json_is_refused_with_its_place() {
    let refused: Vec<String> = [
        r#"{"a":1,"a":2}"#,
        r#"{"a":1,"\u0061":2}"#,
        "{\"x\":[{\n  \"b\": 1,\n  \"b\": 1}]}",
        r#"{"a":1} {"a":1}"#,
        r#"{"a":1}x"#,
        r#"{"a":9007199254740992}"#,
        r#"{"a":-9007199254740992}"#,
        r#"{"a":123456789012345678901234567890}"#,
        r#"{"a":1.5}"#,
        r#"{"a":1.0}"#,
        r#"{"a":1e2}"#,
        r#"{"a":-0}"#,
        r#"{"a":01}"#,
        r#"{"a":1,}"#,
        r#"{'a':1}"#,
        r#"{"a":NaN}"#,
        "{\"a\":\"\u{1}\"}",
        r#"{"a":"\ud800"}"#,
        "\u{feff}{}",
        "",
    ]
    .iter()
    .map(|text| format!("{text}\n    {}", parse_strict(text.as_bytes()).unwrap_err()))
    .collect();
    insta::assert_snapshot!(refused.join("\n"));
    assert!(parse_strict(b"{\"a\":\"\xff\"}").is_err());
    for levels in [127, 128, 200] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let deep = open.repeat(levels) + "0" + &close.repeat(levels);
            assert!(matches!(
                parse_strict(deep.as_bytes()),
                Err(StrictJsonError::TooDeep { .. })
            ));
        }
    }
    let fits = "[".repeat(126) + &"]".repeat(126);
    assert!(parse_strict(fits.as_bytes()).is_ok());
    let large = r#"{"a":9007199254740991,"b":-9007199254740991,"a ":0}"#;
    assert!(parse_strict(large.as_bytes()).is_ok());
}

#[test]
fn canonical_bytes_are_those_of_rfc_8785() {
    // RFC 8785, section 3.2.2 and 3.2.3 (the numbers are those of the sample and appendix B).
    let sample: Value = serde_json::from_str(
        r#"{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
            "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}"#,
    )
    .unwrap();
    assert_eq!(
        String::from_utf8(canonical_bytes(&sample).unwrap()).unwrap(),
        "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\
         \"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
    );
    let order: Value = serde_json::from_str(
        r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",
            "1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#,
    )
    .unwrap();
    let canonical = String::from_utf8(canonical_bytes(&order).unwrap()).unwrap();
    let places: Vec<usize> = [
        "Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew",
    ]
    .iter()
    .map(|word| canonical.find(word).unwrap())
    .collect();
    assert!(places.is_sorted(), "{canonical}");
}

/// With this feature anywhere in the tree, numbers keep their spelling and reach the parser as
/// objects, so that its checks would not see them.
#[test]
fn arbitrary_precision_is_off() {
    let number: Value = serde_json::from_str("1e2").unwrap();
    assert_eq!(number.to_string(), "100.0");
    let number: Value = serde_json::from_str("100000000000000000000000001").unwrap();
    assert_eq!(number.to_string(), "1e+26");
}
