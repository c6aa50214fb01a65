//! The executive edition: short whatever the report holds, signed and checked as the full one, each naming the
//! other by what cannot be mistaken.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::common::{AT, genuine, identity, report_in, signed_bytes, signed_example, signed_json};
use assay_assessment::{Sha256Digest, Status};
use assay_catalog::Editions;
use assay_dossier::{Checked, Drawing, Format, Held, Outcome, Pages, Remark, check};
use assay_report::{
    document::{Paper, Report},
    outline::{self, Extent, MOST_EXECUTIVE_PAGES, Outline, Shortening, plain_text},
    pdf::{self, EMBEDDED_REPORT_NAME, PdfOptions},
};

fn checked(bytes: &[u8]) -> Checked {
    check(bytes, &Editions::bundled()).unwrap()
}

/// A document of this report, with another attached, and how many pages it has.
fn drawn_outline(outline: &Outline, attached: &[u8]) -> (Vec<u8>, usize) {
    let options = PdfOptions {
        embedded_report: Some(attached),
        embedded_name: EMBEDDED_REPORT_NAME,
        created: i64::try_from(AT / 1000).unwrap(),
        extra_fonts: &[],
        pictures: &assay_report::picture::NO_PICTURES,
    };
    let drawn = pdf::render(outline, &options).unwrap();
    (drawn.bytes, drawn.pages)
}

#[test]
fn it_is_signed_with_the_full_one_and_says_that_it_is_not_all() {
    let signed = signed_example();
    let executive = signed.file(Format::ExecutivePdf).unwrap();
    let found = checked(&executive.bytes);
    assert_eq!(
        (found.outcome, found.pages),
        (Outcome::Valid, Some(Pages::Same))
    );
    assert!(found.remarks.contains(&Remark::Executive));
    assert!((2..=MOST_EXECUTIVE_PAGES).contains(&signed.executive_pages));
    // Who has it has the whole report, and the full edition does not say that it is a part.
    let full = checked(&signed.file(Format::Pdf).unwrap().bytes);
    assert_eq!(found.held, full.held);
    assert!(!full.remarks.contains(&Remark::Executive));
}

#[test]
fn each_names_the_other() {
    let signed = signed_example();
    let bytes = |format| signed.file(format).unwrap().bytes.clone();
    let json = bytes(Format::Json);
    let held = Held::Report(Box::new(report_in(&json)));
    let drawing = Drawing {
        held: &held,
        json: &json,
        created: i64::try_from(AT / 1000).unwrap(),
        extra_fonts: &[],
        pictures: &assay_report::picture::NO_PICTURES,
    };
    // What was drawn is what the signed file begins with: the digest can be taken of that by anybody.
    let drawn = drawing.draw(Extent::Executive).unwrap().bytes;
    assert_eq!(bytes(Format::ExecutivePdf)[..drawn.len()], drawn[..]);
    let mut full = held.outline();
    outline::name_executive(&mut full, Sha256Digest::of(&drawn), drawn.len());
    let text = plain_text(&full);
    assert!(text.contains(&Sha256Digest::of(&drawn).to_string()));
    assert!(
        text.contains(&format!("Its first {} bytes", drawn.len())),
        "{text}"
    );
    let report = held.report().unwrap();
    let digest = Sha256Digest::of(&json);
    let executive = outline::of_executive(report, digest, Shortening::Usual);
    assert!(plain_text(&executive).contains(&digest.to_string()));
}

#[test]
fn it_says_what_was_concluded_what_fails_and_which_losses_are_the_greatest() {
    let report = report_in(&genuine().json);
    let digest = Sha256Digest::of(b"");
    let text = plain_text(&outline::of_executive(&report, digest, Shortening::Usual));
    assert!(text.contains(report.conformance.verdict.label()));
    assert!(text.contains(&report.scope[..20]));
    let failing = report
        .controls()
        .filter(|control| matches!(control.status, Status::Fails | Status::Partial));
    for control in failing {
        assert!(
            text.contains(&control.short_title),
            "{}",
            control.short_title
        );
    }
    for part in &report.deficiencies {
        assert!(text.contains(&part.title), "{}", part.title);
    }
    for id in report.register.ranking.iter().take(10) {
        let risk = report.risks().find(|risk| &risk.id == id).unwrap();
        assert!(text.contains(&risk.title), "{}", risk.title);
    }
}

#[test]
fn a_report_that_is_as_long_as_it_may_be_still_has_a_short_one() {
    for paper in Paper::ALL {
        has_a_short_one(paper);
    }
}

fn has_a_short_one(paper: Paper) {
    let mut report = overfull(&report_in(&genuine().json));
    report.presentation.paper = paper;
    let ada = identity("Ada Roth", 1);
    let attached = signed_json(&report, &ada);
    let digest = Sha256Digest::of(&attached);
    let pages = |shortening| {
        let outline = outline::of_executive(&report, digest, shortening);
        drawn_outline(&outline, &attached).1
    };
    assert!(
        pages(Shortening::Usual) > MOST_EXECUTIVE_PAGES,
        "the test is not of a long one"
    );
    assert!(pages(Shortening::Most) <= MOST_EXECUTIVE_PAGES);
    let drawing = Drawing {
        held: &Held::Report(Box::new(report.clone())),
        json: &attached,
        created: i64::try_from(AT / 1000).unwrap(),
        extra_fonts: &[],
        pictures: &assay_report::picture::NO_PICTURES,
    };
    let drawn = drawing.draw(Extent::Executive).unwrap();
    assert!(drawn.pages <= MOST_EXECUTIVE_PAGES);
}

/// Everything fails, and every name and text is as long as the page takes.
fn overfull(report: &Report) -> Report {
    let mut report = report.clone();
    let long = |words: &str, most: usize| -> String { words.chars().cycle().take(most).collect() };
    report.scope = long("Every machine of the operator, and then some. ", 10_000);
    report.title = long("A title ", 200);
    report.operator.name = long("An operator ", 200);
    for level in &mut report.scales.levels {
        level.probability_label = long("Probable ", 200);
        level.impact_label = long("Grave ", 200);
    }
    let assessor = report.assessors[0].clone();
    report.assessors = (0..50)
        .map(|_| {
            let mut assessor = assessor.clone();
            assessor.name = long("Ada ", 200);
            assessor
        })
        .collect();
    for text in report.engagement.as_mut().unwrap().texts.values_mut() {
        *text = long("Words of the engagement. ", 10_000);
    }
    let groups = report
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.groups);
    for control in groups.flat_map(|group| &mut group.controls) {
        control.status = Status::Fails;
        control.short_title = long("Controlled ", 300);
    }
    let risks = report.register.categories.iter_mut();
    for risk in risks.flat_map(|category| &mut category.risks) {
        risk.title = long("Risky ", 300);
    }
    for action in &mut report.actions {
        action.title = long("To do ", 200);
    }
    let finding = report.deficiencies[0].clone();
    report.deficiencies = (0..100)
        .map(|_| {
            let mut finding = finding.clone();
            finding.title = long("Finding ", 200);
            finding
        })
        .collect();
    report
}

#[test]
fn one_that_says_other_than_the_report_is_found() {
    let json = genuine().json;
    let report = report_in(&json);
    let ada = identity("Ada Roth", 1);
    let digest = Sha256Digest::of(&json);

    let mut milder = report.clone();
    milder.deficiencies.clear();
    let outlines = [
        (
            "other pages",
            outline::of_executive(&milder, digest, Shortening::Usual),
        ),
        (
            "another shortening",
            outline::of_executive(&report, digest, Shortening::Most),
        ),
        (
            "another digest",
            outline::of_executive(&report, Sha256Digest::of(b"other"), Shortening::Usual),
        ),
        ("the full one, called executive", {
            let mut full = outline::of(&report);
            full.extent = Extent::Executive;
            full
        }),
        ("the executive one, called full", {
            let mut executive = outline::of_executive(&report, digest, Shortening::Usual);
            executive.extent = Extent::Full;
            executive
        }),
        (
            "the full one, which names no executive one",
            outline::of(&report),
        ),
    ];
    for (what, outline) in outlines {
        let (pdf, _) = drawn_outline(&outline, &json);
        let found = checked(&signed_bytes(&pdf, &ada, "assessor"));
        assert_eq!(found.pages, Some(Pages::Differ), "{what}");
        assert_eq!(found.outcome, Outcome::Contradictory, "{what}");
    }
}
