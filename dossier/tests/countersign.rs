//! Several people sign the same report, each on their own laptop.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use crate::common::{self, AT, AT_WORDS, identity, party, record, report_in, signing};
use assay_assessment::{EvidencePresence, Sha256Digest, Timestamp, UtcOffset};
use assay_catalog::Editions;
use assay_dossier::{
    Checked, Contradiction, CountersignError, Countersigned, Countersigning, Format, Obstacle,
    Outcome, Pages, Remark, SignedReport, assemble, check, countersign, obstacle, sign,
    signing_party,
};
use assay_report::document::{Presentation, Role, SigningParty};
use assay_seal::{Identity, json, pdf::verify_pdf};

/// One file of each kind: the executive edition is a PDF that is drawn quickly.
const FORMATS: [Format; 2] = [Format::ExecutivePdf, Format::Json];

/// Somebody who is to sign, and whose key nobody knows yet.
fn without_key(name: &str, role: Role) -> SigningParty {
    SigningParty {
        role,
        name: name.to_owned(),
        organisation: String::new(),
        key: None,
        fingerprint: None,
    }
}

/// The example, for Ada to sign first and then these.
fn signed_for(others: Vec<SigningParty>) -> SignedReport {
    let ada = identity("Ada Roth", 1);
    let report = assemble(
        &record(),
        &EvidencePresence::default(),
        [vec![party(&ada)], others].concat(),
        &Presentation::default(),
        Timestamp::from_milliseconds(AT),
        UtcOffset::UTC,
    );
    sign(&report, &signing(&ada)).unwrap()
}

fn checked(bytes: &[u8]) -> Checked {
    check(bytes, &Editions::bundled()).unwrap()
}

fn add(
    bytes: &[u8],
    name: &str,
    by: &Identity,
    role: Role,
) -> Result<Countersigned, CountersignError> {
    let signing = Countersigning {
        identity: by,
        role,
        at: Timestamp::from_milliseconds(AT + 86_400_000),
        editions: &Editions::bundled(),
    };
    countersign(bytes, name, Sha256Digest::of(bytes), &signing)
}

fn roles(checked: &Checked) -> Vec<&str> {
    let signed = checked.signatures.iter();
    signed.map(|signed| signed.role.as_str()).collect()
}

fn awaited(checked: &Checked) -> Vec<&str> {
    let remarks = checked.remarks.iter();
    remarks
        .filter_map(|remark| match remark {
            Remark::Awaited { name, .. } => Some(name.as_str()),
            _ => None,
        })
        .collect()
}

#[test]
fn those_who_are_named_sign_one_after_the_other_in_every_format() {
    let (olga, rhea) = (identity("Olga Brand", 3), identity("Rhea Falk", 4));
    let signed = signed_for(vec![
        signing_party(&olga, Role::Operator),
        without_key("Rhea Falk", Role::Reviewer),
    ]);
    for format in [Format::Pdf, Format::ExecutivePdf, Format::Json] {
        let file = signed.file(format).unwrap();
        let first = checked(&file.bytes);
        assert_eq!(first.outcome, Outcome::Valid);
        assert_eq!(awaited(&first), ["Olga Brand", "Rhea Falk"], "{format:?}");

        // The reviewer signs before the operator: in which order is theirs to choose.
        let second = add(&file.bytes, &file.name, &rhea, Role::Reviewer).unwrap();
        let seen = checked(&second.bytes);
        assert_eq!(awaited(&seen), ["Olga Brand"], "{format:?}");
        let named_without_key = Remark::NamedWithoutKey {
            name: "Rhea Falk".to_owned(),
            role: Role::Reviewer,
            signer: seen.signatures[1].named(),
        };
        assert!(seen.remarks.contains(&named_without_key), "{format:?}");

        let third = add(&second.bytes, &second.name, &olga, Role::Operator).unwrap();
        let seen = checked(&third.bytes);
        assert_eq!(seen.outcome, Outcome::Valid);
        assert_eq!(awaited(&seen), [""; 0], "{format:?}");
        assert_eq!(roles(&seen), ["assessor", "reviewer", "operator"]);
        let names: Vec<&str> = seen
            .signatures
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        assert_eq!(names, ["Ada Roth", "Rhea Falk", "Olga Brand"]);
        assert_eq!(seen.held, first.held);
        assert_eq!(seen.pages, first.pages);
        let ending = format.ending();
        assert!(
            third
                .name
                .ends_with(&format!(".reviewer.operator.{ending}")),
            "{}",
            third.name
        );
        // Whoever signs the same file at the same time makes the same bytes.
        assert_eq!(
            add(&second.bytes, &second.name, &olga, Role::Operator).unwrap(),
            third
        );
    }
}

#[test]
fn receipt_is_no_agreement_and_both_can_be_signed() {
    let olga = identity("Olga Brand", 3);
    let signed = signed_for(vec![signing_party(&olga, Role::Operator)]);
    for format in FORMATS {
        let file = signed.file(format).unwrap();
        let received = add(&file.bytes, &file.name, &olga, Role::Recipient).unwrap();
        let seen = checked(&received.bytes);
        assert_eq!(seen.outcome, Outcome::Valid);
        assert_eq!(
            awaited(&seen),
            ["Olga Brand"],
            "receipt does not stand for agreement"
        );
        let confirmed = Remark::Received(seen.signatures[1].named());
        assert!(seen.remarks.contains(&confirmed), "{:?}", seen.remarks);

        let agreed = add(&received.bytes, &received.name, &olga, Role::Operator).unwrap();
        let seen = checked(&agreed.bytes);
        assert_eq!(seen.outcome, Outcome::Valid);
        assert_eq!(roles(&seen), ["assessor", "recipient", "operator"]);
        assert_eq!(awaited(&seen), [""; 0]);
    }
    let pdf = &signed.file(Format::ExecutivePdf).unwrap();
    let received = add(&pdf.bytes, &pdf.name, &olga, Role::Recipient).unwrap();
    let reason = verify_pdf(&received.bytes).unwrap().signatures[1]
        .reason
        .clone();
    assert_eq!(
        reason.as_deref(),
        Some("I received this report, and do not agree to it by this signature")
    );
}

#[test]
fn who_may_not_sign_is_told_why() {
    let (ada, olga, eve) = (
        identity("Ada Roth", 1),
        identity("Olga Brand", 3),
        identity("Eve", 5),
    );
    let signed = signed_for(vec![signing_party(&olga, Role::Operator)]);
    for format in FORMATS {
        let file = signed.file(format).unwrap();
        let refused = |by: &Identity, role: Role| match add(&file.bytes, &file.name, by, role) {
            Err(CountersignError::Obstacle(why)) => {
                let seen = checked(&file.bytes);
                assert_eq!(obstacle(&seen, by.fingerprint(), role), Some(why));
                why
            }
            other => panic!("{format:?}: {other:?}"),
        };
        assert_eq!(
            refused(&eve, Role::Assessor),
            Obstacle::RoleTaken(Role::Assessor)
        );
        assert_eq!(
            refused(&ada, Role::Assessor),
            Obstacle::RoleTaken(Role::Assessor)
        );
        assert_eq!(
            refused(&ada, Role::Reviewer),
            Obstacle::NamedAs(Role::Assessor)
        );
        assert_eq!(
            refused(&olga, Role::Reviewer),
            Obstacle::NamedAs(Role::Operator)
        );
        assert_eq!(
            refused(&eve, Role::Operator),
            Obstacle::KeptForAnother(Role::Operator)
        );
        // Nobody is named to review, so that anybody can; it is remarked.
        let reviewed = add(&file.bytes, &file.name, &eve, Role::Reviewer).unwrap();
        let seen = checked(&reviewed.bytes);
        assert!(
            seen.remarks
                .contains(&Remark::NotNamed(seen.signatures[1].named()))
        );
    }
}

#[test]
fn another_file_than_was_looked_at_is_not_signed() {
    let olga = identity("Olga Brand", 3);
    let signed = signed_for(vec![signing_party(&olga, Role::Operator)]);
    let editions = Editions::bundled();
    let signing = Countersigning {
        identity: &olga,
        role: Role::Operator,
        at: Timestamp::from_milliseconds(AT),
        editions: &editions,
    };
    for format in FORMATS {
        let file = signed.file(format).unwrap();
        let other = countersign(
            &file.bytes,
            &file.name,
            Sha256Digest::of(b"other"),
            &signing,
        );
        assert!(
            matches!(other, Err(CountersignError::OtherFile)),
            "{other:?}"
        );
        // A changed file is not signed even if it is the one that was looked at.
        let mut changed = file.bytes.clone();
        let middle = changed.len() / 2;
        changed[middle] ^= 1;
        let digest = Sha256Digest::of(&changed);
        assert!(countersign(&changed, &file.name, digest, &signing).is_err());
    }
}

#[test]
fn a_key_that_took_the_place_of_the_named_one_is_found() {
    let (olga, eve) = (identity("Olga Brand", 3), identity("Olga Brand", 5));
    let signed = signed_for(vec![signing_party(&olga, Role::Operator)]);
    let pdf = &signed.file(Format::ExecutivePdf).unwrap().bytes;
    let forged = common::countersigned_bytes(pdf, &eve, "operator");
    let json: serde_json::Value =
        serde_json::from_slice(&signed.file(Format::Json).unwrap().bytes).unwrap();
    let json = json::sign_json_as(&json, &eve, AT_WORDS, "operator").unwrap();
    for forged in [forged, json::canonical_bytes(&json).unwrap()] {
        let seen = checked(&forged);
        assert_eq!(seen.outcome, Outcome::Contradictory);
        let [Contradiction::Instead { role, signer, .. }] = seen.contradictions.as_slice() else {
            panic!("{:?}", seen.contradictions)
        };
        assert_eq!(*role, Role::Operator);
        assert_eq!(signer.fingerprint, eve.fingerprint().to_string());
        assert_eq!(awaited(&seen), ["Olga Brand"]);
    }
}

#[test]
fn who_is_named_without_a_key_does_not_vouch_for_a_report_that_the_assessor_did_not_sign() {
    let eve = identity("Rhea Falk", 5);
    let signed = signed_for(vec![without_key("Rhea Falk", Role::Reviewer)]);
    // The report is changed, the assessor's proof is gone, and somebody signs as the reviewer.
    let mut report = report_in(&signed.file(Format::Json).unwrap().bytes);
    report.title = "Another title".to_owned();
    let value = report.to_value().unwrap();
    let forged = json::sign_json_as(&value, &eve, AT_WORDS, "reviewer").unwrap();
    let seen = checked(&json::canonical_bytes(&forged).unwrap());
    assert_eq!(seen.outcome, Outcome::Contradictory);
    assert!(matches!(
        seen.contradictions.as_slice(),
        [Contradiction::Signer { .. }]
    ));
}

#[test]
fn a_revision_that_was_appended_to_a_countersigned_pdf_is_refused() {
    let olga = identity("Olga Brand", 3);
    let signed = signed_for(vec![signing_party(&olga, Role::Operator)]);
    let pdf = signed.file(Format::ExecutivePdf).unwrap();
    let twice = add(&pdf.bytes, &pdf.name, &olga, Role::Operator).unwrap();
    assert_eq!(checked(&twice.bytes).pages, Some(Pages::Same));
    // The whole update of another signature, but under nobody's key: its revision without its CMS.
    let thrice = add(
        &twice.bytes,
        &twice.name,
        &identity("Rhea Falk", 4),
        Role::Reviewer,
    )
    .unwrap();
    let gap = thrice
        .bytes
        .windows(9)
        .rposition(|bytes| bytes == b"/Contents");
    let mut appended = thrice.bytes.clone();
    for byte in appended[gap.unwrap()..].iter_mut().skip(11).take(1000) {
        *byte = b'0';
    }
    let seen = checked(&appended);
    assert_eq!(seen.outcome, Outcome::NotValid);
    let eve = identity("Eve", 5);
    assert!(matches!(
        add(&appended, &pdf.name, &eve, Role::Reviewer),
        Err(CountersignError::Obstacle(Obstacle::NotValid))
    ));
}
