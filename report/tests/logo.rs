//! The logo on the cover: stated within bounds, on every document, and in no public edition that leaves it out.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "the helpers of a test fail the test"
)]

use crate::common::logo;
use crate::common::presentation::{documents, with};
use crate::common::public::{self, editions, made, of_kinds, of_paths, own, readable};
use assay_report::check::{consistency, public_consistency};
use assay_report::document::{Presentation, Report, ReportError};
use assay_report::outline::{self, plain_text};
use assay_report::public::{Kind, PublicError, PublicReport, choices, restore};
use assay_report::request::StatusRequest;
use serde_json::{Value, json};

/// Words that no other text of a report has.
const WORDS: &str = "Zwischenprüfer & Töchter";
const PLACE: &str = "/presentation/logo";

fn with_logo() -> Report {
    let mut logo = logo();
    logo.alternative_text = WORDS.to_owned();
    let presentation = Presentation {
        logo: Some(logo),
        ..Presentation::default()
    };
    with(own(), presentation)
}

#[test]
fn every_document_has_it_on_its_cover_and_says_in_words_what_it_is() {
    let (usual, report) = (documents(&own()), with_logo());
    let documents = documents(&report);
    for (name, outline) in &documents {
        // This one is without people, whose logo it may be.
        let has_one = *name != "public";
        assert_eq!(outline.logo.is_some(), has_one, "{name}");
        assert_eq!(plain_text(outline).contains(WORDS), has_one, "{name}");
        // That of the public edition counts it among what is left out.
        assert!(!has_one || outline.cover == usual[name].cover, "{name}");
    }
    let full = plain_text(&documents["full"]);
    assert!(full.contains(&logo().sha256.to_string()));
    assert!(full.contains("it shows nothing of who signed"));
    assert_eq!(outline::whole(&report).logo, report.presentation.logo);
    let public = made(&report.to_value().unwrap(), &of_kinds(&[Kind::Amount])).public;
    assert_eq!(outline::of_public(&public).logo, report.presentation.logo);
    assert_eq!(
        outline::whole_public(&public).logo,
        report.presentation.logo
    );
}

#[test]
fn its_words_are_legible() {
    let mut report = with_logo();
    let logo = report.presentation.logo.as_mut().unwrap();
    logo.alternative_text = "Review\u{202e}HbmG".to_owned();
    for (name, outline) in documents(&report) {
        let shown = outline.logo.map(|logo| logo.alternative_text);
        let shown = shown.unwrap_or_else(|| "Review[U+202E]HbmG".to_owned());
        assert_eq!(shown, "Review[U+202E]HbmG", "{name}");
    }
}

#[test]
fn nothing_else_follows_from_it() {
    let found = consistency(&with_logo(), &editions());
    assert_eq!(found.contradictions, []);
    let value = with_logo().to_value().unwrap();
    for kinds in [[Kind::Person], [Kind::Amount]] {
        let public = made(&value, &of_kinds(&kinds)).public;
        let found = public_consistency(&public, &editions());
        assert_eq!(found.contradictions, [], "{kinds:?}");
    }
}

#[test]
fn one_that_cannot_be_is_refused_by_name_and_reason() {
    let schema = |text: &str| jsonschema::validator_for(&serde_json::from_str(text).unwrap());
    let of_report = schema(include_str!("../schema/assay-report-1.schema.json")).unwrap();
    let of_request = include_str!("../schema/assay-status-update-request-1.schema.json");
    let of_request = schema(of_request).unwrap();
    let report = with_logo();
    let request = StatusRequest::of(&report, Vec::new()).unwrap();
    let (whole, request) = (report.to_value().unwrap(), request.to_value().unwrap());
    assert!(of_report.is_valid(&whole) && of_request.is_valid(&request));
    let public = made(&whole, &of_kinds(&[Kind::Amount])).public;
    let public = public.to_value().unwrap();
    for (member, wrong, said, schema_knows) in [
        ("sha256", json!("00"), "", true),
        ("size", json!(0), "damaged", true),
        ("size", json!(1_000_001), "at most 1000000 fit", true),
        ("mediaType", json!("image/svg+xml"), "image/svg+xml", true),
        ("width", json!(0), "damaged", true),
        ("width", json!(16_385), "16385", true),
        ("height", json!(200_000), "200000", true),
        ("height", json!(10_000), "at most 4 million", false),
        (
            "alternativeText",
            json!(""),
            "needs an alternative text",
            true,
        ),
        (
            "alternativeText",
            json!("  "),
            "needs an alternative text",
            true,
        ),
        ("alternativeText", json!("a\nb"), "line break", false),
        (
            "alternativeText",
            json!("a".repeat(301)),
            "at most 300",
            true,
        ),
        ("alternativeText", json!(null), "null", true),
        ("colour", json!("red"), "`colour`", true),
    ] {
        let put = |value: &Value, at: &str| {
            let mut value = value.clone();
            value.pointer_mut(at).unwrap()[member] = wrong.clone();
            value
        };
        let value = put(&whole, PLACE);
        assert!(
            !(schema_knows && of_report.is_valid(&value)),
            "{member} {said}"
        );
        let Err(ReportError::Damaged(problems)) = Report::from_value(value) else {
            panic!("{member} {said} was read");
        };
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].place, "presentation");
        assert!(problems[0].text.contains(said), "{}", problems[0].text);
        let value = put(&request, PLACE);
        assert!(
            !(schema_knows && of_request.is_valid(&value)),
            "{member} {said}"
        );
        let refused = StatusRequest::from_value(value).unwrap_err().to_string();
        assert!(refused.contains(said), "{refused}");
        let value = put(&public, "/report/presentation/logo");
        let refused = PublicReport::from_value(value).unwrap_err().to_string();
        assert!(refused.contains(said), "{refused}");
    }
    for member in [
        "sha256",
        "size",
        "mediaType",
        "width",
        "height",
        "alternativeText",
    ] {
        let mut value = whole.clone();
        let logo = value.pointer_mut(PLACE).unwrap();
        logo.as_object_mut().unwrap().remove(member);
        assert!(
            !of_report.is_valid(&value) && Report::from_value(value).is_err(),
            "{member}"
        );
    }
    let mut value = whole.clone();
    value["presentation"]["logo"] = Value::Null;
    assert!(!of_report.is_valid(&value) && Report::from_value(value).is_err());
}

#[test]
fn a_public_edition_leaves_it_out_with_people_or_by_itself() {
    let report = with_logo();
    let value = report.to_value().unwrap();
    let offered = choices(&report, &[]);
    let offered = offered.iter().find(|choice| choice.path == PLACE).unwrap();
    assert!(offered.kind == Kind::Person && offered.with_its_kind);
    assert!(
        !choices(&own(), &[])
            .iter()
            .any(|choice| choice.path == PLACE)
    );
    for (selection, gone) in [
        (of_kinds(&[Kind::Person]), true),
        (of_paths([PLACE]), true),
        (
            of_kinds(&[Kind::Amount, Kind::Note, Kind::EvidenceName]),
            false,
        ),
    ] {
        let made = made(&value, &selection);
        let document = made.public.to_value().unwrap();
        let all = document.to_string() + &readable(&outline::of_public(&made.public));
        assert_eq!(!all.contains(WORDS), gone, "{selection:?}");
        assert_eq!(
            !all.contains(&logo().sha256.to_string()),
            gone,
            "{selection:?}"
        );
        assert_eq!(
            document.pointer("/report/presentation/logo") == Some(&Value::Null),
            gone
        );
        assert_eq!(PublicReport::from_value(document), Ok(made.public.clone()));
        // With all that is left out it is the report again.
        let texts = made.disclosures.to_json().unwrap();
        let texts = assay_report::public::Disclosures::texts(&texts).unwrap();
        assert_eq!(restore(&made.public, &texts).unwrap().1, report);
    }
}

#[test]
fn a_public_edition_that_hides_it_or_shows_it_all_the_same_is_refused() {
    let made = made(&with_logo().to_value().unwrap(), &of_paths([PLACE]));
    let whole = made.public.to_value().unwrap();
    let mut shows = whole.clone();
    shows["report"]["presentation"]["logo"] = json!(logo());
    let refused = PublicReport::from_value(shows);
    assert_eq!(refused, Err(PublicError::SaysSomething(PLACE.to_owned())));
    let mut nowhere = whole.clone();
    nowhere["report"]
        .as_object_mut()
        .unwrap()
        .remove("presentation");
    let refused = PublicReport::from_value(nowhere);
    assert_eq!(refused, Err(PublicError::Nowhere(PLACE.to_owned())));
    // Nothing is left out that is not listed.
    let other = public::made(&with_logo().to_value().unwrap(), &of_kinds(&[Kind::Amount]));
    let mut hides = other.public.to_value().unwrap();
    hides["report"]["presentation"]["logo"] = Value::Null;
    let refused = PublicReport::from_value(hides);
    assert!(
        matches!(refused, Err(PublicError::Report(_))),
        "{refused:?}"
    );
}
