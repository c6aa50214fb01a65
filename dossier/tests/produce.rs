//! What signing gives.

use crate::common::{AT, identity, record, report_in, signed_example, signing};
use assay_assessment::{EvidencePresence, Timestamp, UtcOffset};
use assay_catalog::Editions;
use assay_dossier::{
    Format, HandedKind, Outcome, ProduceError, Signing, assemble, check, produce, sign,
    signing_party,
};
use assay_report::{
    document::{Presentation, Role},
    groups,
};

#[test]
fn the_files_are_a_list_each_with_its_name_and_media_type() {
    let signed = signed_example();
    let described: Vec<(&str, Format, HandedKind)> = signed
        .files
        .iter()
        .map(|file| {
            (
                file.format.ending(),
                file.format,
                HandedKind::of(&file.bytes),
            )
        })
        .collect();
    assert_eq!(
        described,
        [
            ("pdf", Format::Pdf, HandedKind::Pdf),
            ("executive.pdf", Format::ExecutivePdf, HandedKind::Pdf),
            ("json", Format::Json, HandedKind::Json)
        ]
    );
    for file in &signed.files {
        assert!(
            file.name
                .ends_with(&format!("-20261122T093000Z.{}", file.format.ending())),
            "{}",
            file.name
        );
        assert_eq!(
            check(&file.bytes, &Editions::bundled()).unwrap().outcome,
            Outcome::Valid
        );
    }
    assert!(signed.pages > 10 && signed.substituted.is_empty());
    assert_eq!(signed.at, Timestamp::from_milliseconds(AT));
    let ada = identity("Ada Roth", 1);
    assert_eq!(signed.fingerprint, ada.fingerprint().to_string());
    assert_eq!(signed.files.len(), 3);
}

#[test]
fn the_same_arguments_give_the_same_bytes_and_a_report_is_signed_as_its_record_is() {
    let ada = identity("Ada Roth", 1);
    let first = signed_example();
    let again = produce(
        &record(),
        &EvidencePresence::default(),
        &Presentation::default(),
        &signing(&ada),
    );
    assert_eq!(again.unwrap(), first);
    let report = assemble(
        &record(),
        &EvidencePresence::default(),
        vec![signing_party(&ada, Role::Assessor)],
        &Presentation::default(),
        Timestamp::from_milliseconds(AT),
        UtcOffset::UTC,
    );
    assert_eq!(sign(&report, &signing(&ada)).unwrap(), first);
    let json = first.file(Format::Json).unwrap();
    assert_eq!(report_in(&json.bytes), report);
}

#[test]
fn the_example_is_small_enough_to_be_sent() {
    let signed = signed_example();
    let bytes = signed.file(Format::Pdf).unwrap().bytes.len();
    assert!(bytes < 1_200_000, "{bytes} bytes");
}

#[test]
fn every_role_signs_in_its_own_field() {
    let ada = identity("Ada Roth", 1);
    for (role, field) in [(Role::Operator, "operator"), (Role::Reviewer, "reviewer")] {
        let signing = Signing {
            role,
            ..signing(&ada)
        };
        let signed = produce(
            &record(),
            &EvidencePresence::default(),
            &Presentation::default(),
            &signing,
        )
        .unwrap();
        let checked = check(
            &signed.file(Format::Pdf).unwrap().bytes,
            &Editions::bundled(),
        )
        .unwrap();
        assert_eq!(checked.outcome, Outcome::Valid);
        assert_eq!(checked.signatures[0].role, field);
        assert_eq!(checked.remarks.len(), 2, "{:?}", checked.remarks);
    }
}

#[test]
fn a_clock_that_is_wrong_signs_nothing() {
    let ada = identity("Ada Roth", 1);
    // Two years before the key was made.
    let early = Signing {
        at: Timestamp::from_milliseconds(AT - 2 * 365 * 86_400_000),
        ..signing(&ada)
    };
    let refused = produce(
        &record(),
        &EvidencePresence::default(),
        &Presentation::default(),
        &early,
    );
    assert!(
        matches!(
            refused,
            Err(ProduceError::SignPdf(_) | ProduceError::SignJson(_))
        ),
        "{refused:?}"
    );
}

#[test]
fn the_summaries_hold_what_the_signed_report_says() {
    let signed = signed_example();
    let report = report_in(&signed.file(Format::Json).unwrap().bytes);
    let [csv, html] = signed.summaries.as_slice() else {
        panic!("{} summaries", signed.summaries.len());
    };
    assert_eq!((csv.format, html.format), (Format::Csv, Format::Html));
    assert!(csv.name.ends_with(".csv") && html.name.ends_with(".html"));
    assert_eq!(csv.bytes, groups::csv(&report));
    assert_eq!(html.bytes, groups::html(&report).into_bytes());
}
