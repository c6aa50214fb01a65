//! The library.

use std::collections::BTreeSet;

use assay_assessment::{Assessment, AssessmentId, EditionReference, Opening, Sha256Digest};
use assay_catalog::Editions;
use assay_exchange::ciso_assistant::{AUDIT, LIBRARY, LIBRARY_VERSION};
use assay_report::document::{ItemPart, Report, TextPart};
use serde_json::Value;

use crate::{
    assessable, bytes, check_library,
    common::{Filling, circumstances, hostile, report, report_on},
    library, nodes, reports, rows, sparse, with_own_risk,
};

#[test]
fn the_library_is_as_the_importer_demands() {
    for (kind, report) in reports() {
        check_library(kind, &report);
    }
}

#[test]
fn each_control_names_the_threats_that_it_mitigates() {
    let report = report(&Filling::default());
    let library = library(&report);
    let threats = library["objects"]["threats"].as_array().unwrap();
    let id = |urn: &Value| {
        let found = threats.iter().find(|threat| threat["urn"] == *urn).unwrap();
        found["ref_id"].as_str().unwrap().to_owned()
    };
    assert_eq!(threats.len(), report.risks().count());
    let mut relations = 0;
    for (node, control) in assessable(&library).into_iter().zip(report.controls()) {
        let named = node["threats"].as_array().into_iter().flatten();
        let named: Vec<String> = named.map(id).collect();
        let stated: Vec<&String> = control.risks.iter().map(|risk| &risk.id).collect();
        assert!(named.iter().eq(stated), "{}", control.id);
        relations += named.len();
    }
    assert!(relations > 64);
}

#[test]
fn every_report_of_an_edition_gives_the_same_library() {
    let whole = report(&Filling::default());
    let expected = bytes(&whole, LIBRARY);
    let (of_own_risks, _) = with_own_risk(whole.clone());
    let mut narrow = sparse();
    narrow.scope = "One validator.".to_owned();
    narrow.id = "urn:uuid:11111111-1111-4111-8111-111111111111".to_owned();
    narrow.example = false;
    narrow.operator.name = "Another operator".to_owned();
    narrow.generated_at = "2027-01-01T00:00:00Z".to_owned();
    for other in [narrow, of_own_risks, report_on(&hostile())] {
        assert!(bytes(&other, LIBRARY) == expected, "{}", other.title);
        assert_ne!(bytes(&other, AUDIT), bytes(&whole, AUDIT));
    }
}

/// A report of the release, of which nothing is assessed.
fn of_the_release() -> Report {
    let release = Editions::bundled_release();
    let assessment = Assessment::open(Opening {
        assessment: AssessmentId::from_random([9; 16]),
        edition: EditionReference::of(release),
        example: false,
        carried_from: None,
    });
    Report::assemble(&assessment, release, &circumstances())
}

/// Where this fails, what is made of an edition has changed: raise the version, so that importers take it. Where the
/// edition has another digest, it is a new library, and the version may stay.
#[test]
fn a_version_stands_for_what_is_made_of_an_edition() {
    let report = of_the_release();
    let made = Sha256Digest::of(&bytes(&report, LIBRARY)).to_string();
    let edition = report.edition.sha256.to_string();
    assert_eq!(
        (LIBRARY_VERSION, &edition[..12], &made[..12]),
        (1, "623f074a92c9", "27d276a0608b")
    );
}

#[test]
fn two_editions_share_no_urn() {
    let urns = |report: &Report| -> BTreeSet<String> {
        let library = library(report);
        let objects = &library["objects"];
        let threats = objects["threats"].as_array().unwrap();
        let all = nodes(&library).iter().chain(threats);
        let all = all.chain([&library, &objects["framework"]]);
        all.map(|each| each["urn"].as_str().unwrap().to_owned())
            .collect()
    };
    let draft = report(&Filling::default());
    let release = of_the_release();
    // Not even where both are called the same.
    let mut renamed = draft.clone();
    renamed.edition.sha256 = Sha256Digest::of(b"another");
    for other in [release, renamed] {
        assert!(
            urns(&draft).is_disjoint(&urns(&other)),
            "{}",
            other.edition.version
        );
        check_library("another edition", &other);
    }
}

#[test]
fn what_no_field_holds_is_cut_there_and_stands_in_the_description() {
    let mut report = report(&Filling::default());
    let title = format!("{}end", "A long title ".repeat(30));
    report.sections[0].groups[0].title.clone_from(&title);
    report.sections[0].groups[0].controls[0]
        .short_title
        .clone_from(&title);
    report.register.categories[0].risks[0]
        .title
        .clone_from(&title);
    report.edition.copyright = "c".repeat(5_000);
    report.edition.publisher = "p".repeat(300);
    report.edition.date = "in spring".to_owned();
    let note = "x".repeat(3_000_000);
    report.sections[0].groups[0].controls[0]
        .note
        .clone_from(&note);
    check_library("long", &report);
    let library = library(&report);
    let long = |value: &Value| {
        let name = value["name"].as_str().unwrap();
        assert!(name.ends_with('…') && name.chars().count() == 200, "{name}");
        assert!(value["description"].as_str().unwrap().starts_with(&title));
    };
    long(&nodes(&library)[1]);
    long(&nodes(&library)[2]);
    long(&library["objects"]["threats"][0]);
    assert_eq!(
        library["copyright"].as_str().unwrap().chars().count(),
        4_096
    );
    assert_eq!(library["provider"].as_str().unwrap().chars().count(), 200);
    assert!(library.get("publication_date").is_none());
    assert!(rows(&report)[0]["observations"].contains(&note));
}

#[test]
fn summaries_are_marked_where_they_stand() {
    let mut report = report(&Filling::default());
    let text = |summary, items: &[&str]| TextPart {
        text: if items.is_empty() {
            "Guidance.".to_owned()
        } else {
            String::new()
        },
        heading: false,
        items: items
            .iter()
            .map(|text| ItemPart {
                text: (*text).to_owned(),
                items: Vec::new(),
            })
            .collect(),
        summary,
        list_lost: false,
    };
    let control = &mut report.sections[0].groups[0].controls[0];
    control.guidance = vec![
        text(false, &[]),
        text(true, &[]),
        text(true, &["One", "Two"]),
    ];
    control.title_published = true;
    let library = library(&report);
    let controls = assessable(&library);
    let said = controls[0]["description"].as_str().unwrap();
    assert!(
        said.contains("Guidance.\n\nGuidance. (summary)\n\n- One\n- Two\n\n(summary)"),
        "{said}"
    );
    assert!(controls[0].get("annotation").is_none());
    assert!(
        controls[1]["annotation"]
            .as_str()
            .unwrap()
            .contains("title is a summary")
    );
    for (threat, risk) in library["objects"]["threats"]
        .as_array()
        .unwrap()
        .iter()
        .zip(report.risks())
    {
        let marked = threat.get("annotation").is_some();
        assert_eq!(
            marked,
            risk.title_summary || risk.description_summary,
            "{}",
            risk.id
        );
    }
}
