//! The status-update request: what it says follows from the report that it names, it is checked as a
//! report is, and what was changed in it is found.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::common::{self, AT, identity, record as example, signing};
use assay_assessment::{
    AssessmentKind, Edit, EngagementText, EvidencePresence, Record, Sha256Digest,
};
use assay_catalog::Editions;
use assay_dossier::{
    Checked, Contradiction, Format, Held, Outcome, Pages, ProducedFile, SignedReport, Signing,
    check, produce,
};
use assay_report::document::Presentation;
use assay_report::outline::{Block, plain_text};
use assay_report::pdf::{EMBEDDED_REQUEST_NAME, PdfOptions, render};
use assay_seal::json::{canonical_bytes, sign_json};
use serde_json::{Value, json};

fn signed(record: &Record) -> SignedReport {
    let ada = identity("Ada Roth", 1);
    let signing = Signing {
        request: true,
        ..signing(&ada)
    };
    produce(
        record,
        &EvidencePresence::default(),
        &Presentation::default(),
        &signing,
    )
    .unwrap()
}

fn file(signed: &SignedReport, format: Format) -> &ProducedFile {
    let of_format = |file: &&ProducedFile| file.format == format;
    signed.request.iter().find(of_format).unwrap()
}

fn checked(bytes: &[u8]) -> Checked {
    check(bytes, &Editions::bundled()).unwrap()
}

/// The request after a change of its document, signed anew by the same person.
fn changed(change: impl FnOnce(&mut Value)) -> Checked {
    let signed = signed(&example());
    let mut value: Value = serde_json::from_slice(&file(&signed, Format::Json).bytes).unwrap();
    value.as_object_mut().unwrap().remove("proof");
    change(&mut value);
    let ada = identity("Ada Roth", 1);
    let at = assay_assessment::Timestamp::from_milliseconds(AT).rfc3339();
    let signed = sign_json(&value, &ada, &at).unwrap();
    checked(&canonical_bytes(&signed).unwrap())
}

#[test]
fn it_is_valid_and_names_the_files_that_were_signed_with_it() {
    let signed = signed(&example());
    let names: Vec<&str> = signed
        .request
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    assert!(
        names
            .iter()
            .all(|name| name.starts_with("status-update-request-")),
        "{names:?}"
    );
    for format in [Format::Pdf, Format::Json] {
        let checked = checked(&file(&signed, format).bytes);
        assert_eq!(
            checked.outcome,
            Outcome::Valid,
            "{:?}",
            checked.contradictions
        );
        assert_eq!(
            checked.pages,
            (format == Format::Pdf).then_some(Pages::Same)
        );
        let held = checked.held.unwrap();
        let request = held.request().unwrap();
        let digests: Vec<Sha256Digest> = request.reports.iter().map(|each| each.sha256).collect();
        let own: Vec<Sha256Digest> = signed
            .files
            .iter()
            .map(|each| Sha256Digest::of(&each.bytes))
            .collect();
        assert_eq!(digests, own);
        let report = checked_report(&signed);
        assert_eq!(request.conformance, report.conformance);
        assert_eq!(request.engagement, report.engagement);
        assert_eq!(
            request.missing,
            ["approval"],
            "nobody approved the example's assessors"
        );
    }
}

fn checked_report(signed: &SignedReport) -> assay_report::document::Report {
    let held = checked(&signed.file(Format::Json).unwrap().bytes)
        .held
        .unwrap();
    held.report().unwrap().clone()
}

#[test]
fn nothing_is_made_that_was_not_asked_for() {
    let ada = identity("Ada Roth", 1);
    let signed = produce(
        &example(),
        &EvidencePresence::default(),
        &Presentation::default(),
        &signing(&ada),
    )
    .unwrap();
    assert_eq!(signed.request, []);
}

#[test]
fn what_the_report_lacks_is_named_in_the_request() {
    let mut record = example();
    for field in [EngagementText::Conduct, EngagementText::Place] {
        let text = String::new();
        let at = assay_assessment::Timestamp::from_milliseconds(AT);
        record
            .perform(Edit::SetEngagementText { field, text }, at, "")
            .unwrap();
    }
    let signed = signed(&record);
    let checked = checked(&file(&signed, Format::Json).bytes);
    assert_eq!(checked.outcome, Outcome::Valid);
    let held = checked.held.unwrap();
    assert_eq!(
        held.request().unwrap().missing,
        ["conduct", "place", "approval"]
    );
    let shown = plain_text(&held.outline());
    assert!(shown.contains("Not complete."));
    assert!(shown.contains("Standard of the engagement (ISAE 3000 (Revised), 69(h))"));
}

#[test]
fn a_self_assessment_asks_without_a_word_that_sounds_like_assurance() {
    let mut record = example();
    let at = assay_assessment::Timestamp::from_milliseconds(AT);
    let mut details = record.assessment().details().clone();
    details.kind = AssessmentKind::SelfAssessment;
    record
        .perform(Edit::SetDetails { details }, at, "")
        .unwrap();
    let (field, text) = (EngagementText::AssertedBy, String::new());
    let edit = Edit::SetEngagementText { field, text };
    record.perform(edit, at, "").unwrap();
    let checked = checked(&file(&signed(&record), Format::Json).bytes);
    assert_eq!(checked.outcome, Outcome::Valid);
    let held = checked.held.unwrap();
    assert_eq!(held.request().unwrap().missing, ["assertion"]);
    let mut outline = held.outline();
    // The example's people and firms are called what they are called.
    outline
        .cover
        .retain(|block| !matches!(block, Block::KeyValues(_)));
    let shown = plain_text(&outline).to_lowercase();
    assert!(shown.contains("not complete."), "{shown}");
    for word in ["assurance", "practitioner", "isae", "opinion", "conclusion"] {
        assert!(!shown.contains(word), "{word}: {shown}");
    }
}

#[test]
fn everything_that_it_states_is_on_its_page() {
    let signed = signed(&example());
    let held =
        Held::from_value(serde_json::from_slice(&file(&signed, Format::Json).bytes).unwrap())
            .unwrap();
    let request = held.request().unwrap();
    let shown = plain_text(&held.outline());
    let engagement = request.engagement.as_ref().unwrap();
    let mut said = vec![
        request.operator.name.clone(),
        request.operator.contact.clone(),
        request.edition.sha256.to_string(),
        request.journal.head.to_string(),
        request.id.clone(),
        engagement.texts[&EngagementText::Licence].clone(),
        engagement.texts[&EngagementText::Firm].clone(),
    ];
    said.extend(
        request
            .assessors
            .iter()
            .map(|assessor| assessor.name.clone()),
    );
    said.extend(request.reports.iter().map(|file| file.sha256.to_string()));
    said.extend(
        request
            .signing_parties
            .iter()
            .filter_map(|party| party.fingerprint.clone()),
    );
    for said in said {
        assert!(shown.contains(&said), "{said}");
    }
    let notice = held.outline().notice.unwrap();
    assert!(notice.starts_with("Example: "), "{notice}");
}

#[test]
fn a_request_that_contradicts_itself_is_found_out_also_when_it_is_signed() {
    assert_eq!(changed(|_| {}).outcome, Outcome::Valid);
    let lies: [fn(&mut Value); 6] = [
        |request| request["conformance"]["verdict"] = json!("conforms"),
        |request| request["conformance"]["explanation"] = json!("All is well."),
        |request| request["conformance"]["mandatory"]["fails"] = json!(0),
        |request| request["missing"] = json!(["place", "approval"]),
        |request| request["engagement"]["texts"]["conduct"] = json!(" "),
        |request| request["localDay"]["day"] = json!("2020-01-01"),
    ];
    for (number, lie) in lies.into_iter().enumerate() {
        let checked = changed(lie);
        assert_eq!(checked.outcome, Outcome::Contradictory, "lie {number}");
        let within = |each: &Contradiction| matches!(each, Contradiction::Report(_));
        assert!(checked.contradictions.iter().any(within), "lie {number}");
    }
}

#[test]
fn a_request_that_cannot_be_read_is_not_shown() {
    for change in [
        (|request| request["version"] = json!(2)) as fn(&mut Value),
        |request| request["reports"][0]["size"] = json!("many"),
        |request| request["more"] = json!(1),
        |request| request["reports"] = json!(vec![request["reports"][0].clone(); 101]),
    ] {
        let checked = changed(change);
        assert!(checked.held.is_err(), "{:?}", checked.held);
    }
}

#[test]
fn the_pages_of_another_request_are_found_out() {
    let signed = signed(&example());
    let mut other = example();
    let mut details = other.assessment().details().clone();
    details.operator.name = "Somebody else".to_owned();
    let at = assay_assessment::Timestamp::from_milliseconds(AT);
    other.perform(Edit::SetDetails { details }, at, "").unwrap();
    let held = Held::from_value(
        serde_json::from_slice(&file(&self::signed(&other), Format::Json).bytes).unwrap(),
    )
    .unwrap();
    let options = PdfOptions {
        embedded_report: Some(&file(&signed, Format::Json).bytes),
        embedded_name: EMBEDDED_REQUEST_NAME,
        created: i64::try_from(AT / 1000).unwrap(),
        extra_fonts: &[],
        pictures: &assay_report::picture::NO_PICTURES,
    };
    let drawn = render(&held.outline(), &options).unwrap();
    let pdf = common::signed_bytes(&drawn.bytes, &identity("Ada Roth", 1), "assessor");
    let checked = checked(&pdf);
    assert_eq!(checked.pages, Some(Pages::Differ));
    assert_ne!(checked.outcome, Outcome::Valid);
}
