//! What the pages of a report leave to its JSON.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail the test"
)]

use std::collections::BTreeSet;

use crate::common;
use crate::common::blocks::{anchors, walk};
use crate::common::presentation::{documents, leaving_out, sparse, with};
use crate::common::public::{self, made, own, reports};
use assay_report::document::{LeavablePart, Presentation};
use assay_report::outline::{self, Block, Inline, Outline, plain_text};

const OF_PAGES: &str =
    "left out of these pages at the choice of whoever made the report; the attached JSON has it";

/// A section of an outline as text.
fn section(outline: &Outline, anchor: &str) -> String {
    let mut only = outline.clone();
    only.cover.clear();
    only.sections.retain(|section| section.anchor == anchor);
    plain_text(&only)
}

#[test]
fn what_is_left_out_is_said_where_it_would_stand() {
    let own = own();
    let samples = own.controls().flat_map(|control| &control.procedures);
    let drawn = samples.filter(|part| part.sample.as_ref().is_some_and(|part| part.draw.is_some()));
    let drawn = drawn.count();
    assert!(drawn > 0);
    let sparse = sparse();
    let categories = section(&outline::of(&sparse), "risks")
        .matches("What the specification says")
        .count();
    assert!(categories > 3);
    let withdrawn = public::withdrawn();
    for (part, report, anchor, times) in [
        (LeavablePart::SampleItems, &own, "controls", drawn),
        (LeavablePart::UnscoredRisks, &sparse, "risks", categories),
        (
            LeavablePart::SummaryOfControls,
            &own,
            "summary-of-controls",
            1,
        ),
        (LeavablePart::Relations, &own, "relations", 1),
        (LeavablePart::Withdrawn, &withdrawn, "withdrawn", 1),
        (LeavablePart::OpenQuestions, &own, "findings", 1),
        (LeavablePart::Mitigations, &own, "catalog", 1),
        (LeavablePart::Glossary, &own, "catalog", 1),
    ] {
        let usual = outline::of(report);
        let outline = outline::of(&with(report.clone(), leaving_out([part])));
        let (before, after) = (section(&usual, anchor), section(&outline, anchor));
        // The three items of a sample are fewer words than the sentence that they are left out.
        let is_short = part == LeavablePart::SampleItems;
        assert!(is_short || after.len() < before.len(), "{part:?}");
        assert_eq!(after.matches(OF_PAGES).count(), times, "{part:?}");
        assert_eq!(
            plain_text(&outline).matches(OF_PAGES).count(),
            times,
            "{part:?}"
        );
        assert!(!plain_text(&usual).contains(OF_PAGES));
        // Headings are as they were, and so are all other sections.
        let titles = |outline: &Outline| -> Vec<(String, String)> {
            let sections = outline.sections.iter();
            sections
                .map(|each| (each.anchor.clone(), each.title.clone()))
                .collect()
        };
        assert_eq!(titles(&outline), titles(&usual));
        for (other, _) in titles(&usual).iter().filter(|(other, _)| other != anchor) {
            assert_eq!(section(&outline, other), section(&usual, other), "{part:?}");
        }
    }
    let text = plain_text(&outline::of(&with(
        own.clone(),
        leaving_out([LeavablePart::SampleItems]),
    )));
    // What is needed to draw again is there.
    let draw = own.controls().flat_map(|control| &control.procedures);
    let draw = draw.filter_map(|part| part.sample.as_ref()?.draw.as_ref());
    for draw in draw {
        assert!(text.contains(&draw.seed) && text.contains(&draw.list.to_string()));
        assert!(!text.contains(&format!("{} ({})", draw.items[0].text, draw.items[0].line)));
    }
}

#[test]
fn no_link_dangles_whatever_is_left_out() {
    let each = LeavablePart::ALL.map(|part| leaving_out([part]));
    for report in reports() {
        let count = |outline: &Outline| anchors(outline).1.len();
        for presentation in each.iter().cloned().chain([leaving_out(LeavablePart::ALL)]) {
            let report = with(report.clone(), presentation);
            for (name, outline) in documents(&report) {
                let (names, targets) = anchors(&outline);
                let names: BTreeSet<&str> = names.into_iter().collect();
                for target in targets {
                    assert!(
                        names.contains(target),
                        "{name} {:?}: {target}",
                        report.presentation.left_out
                    );
                }
            }
        }
        assert!(count(&outline::of(&report)) > 5);
    }
    // A link to a risk that is left out leads to where its category says so.
    let report = with(sparse(), leaving_out([LeavablePart::UnscoredRisks]));
    let outline = outline::of(&report);
    let usual = outline::of(&sparse());
    let bare: BTreeSet<&str> = {
        let names: BTreeSet<&str> = anchors(&outline).0.into_iter().collect();
        let before = anchors(&usual).0.into_iter();
        before.filter(|name| !names.contains(name)).collect()
    };
    assert!(bare.len() > 10 && bare.iter().all(|name| name.starts_with("risk:")));
    let category = |id: &str| {
        let categories = report.register.categories.iter();
        let mut of_it = categories.filter(|each| each.risks.iter().any(|risk| risk.id == id));
        of_it.next().unwrap().id.clone()
    };
    let led: Vec<(String, String)> = links(&usual)
        .into_iter()
        .zip(links(&outline))
        .filter(|((_, before), _)| bare.contains(before.as_str()))
        .map(|((text, before), (same, now))| {
            assert_eq!(text, same);
            (before.trim_start_matches("risk:").to_owned(), now)
        })
        .collect();
    assert!(!led.is_empty());
    for (id, now) in led {
        assert_eq!(now, category(&id));
    }
}

/// The links of the controls, with their texts.
fn links(outline: &Outline) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let section = outline
        .sections
        .iter()
        .find(|each| each.anchor == "controls");
    walk(&section.unwrap().blocks, &mut |block| {
        let Block::Paragraph(line) = block else {
            return;
        };
        for piece in line {
            if let Inline::Text(run) = piece
                && let Some(link) = &run.link
            {
                found.push((run.text.clone(), link.target.address().to_owned()));
            }
        }
    });
    found
}

#[test]
fn a_public_edition_says_that_its_json_has_what_is_published() {
    let report = with(own(), leaving_out(LeavablePart::ALL));
    let value = report.to_value().unwrap();
    let text = plain_text(&outline::of_public(&made(&value, &public::all()).public));
    let said = text.matches(OF_PAGES).count();
    assert!(said >= 4);
    assert_eq!(
        text.matches("has it, as far as it is published").count(),
        said
    );
    // What the X-ray asks is withheld with notes and amounts: no attached JSON has that.
    let (_, open) = text.rsplit_once("Open questions for the assessor").unwrap();
    assert!(
        open.trim_start().starts_with("[Withheld]"),
        "{}",
        &open[..80]
    );
}

#[test]
fn the_whole_of_a_report_leaves_nothing_out() {
    for report in reports() {
        let without = with(report.clone(), common::presentation());
        let nothing = Presentation {
            left_out: BTreeSet::new(),
            ..common::presentation()
        };
        let usual = with(report, nothing);
        assert!(outline::whole(&without) == outline::of(&usual));
        assert!(outline::of(&without) != outline::of(&usual));
        let edition = |report: &_| {
            let report: &assay_report::document::Report = report;
            made(&report.to_value().unwrap(), &public::all()).public
        };
        let (without, usual) = (edition(&without), edition(&usual));
        assert!(outline::whole_public(&without) == outline::of_public(&usual));
    }
}

#[test]
fn what_an_edition_does_not_have_is_not_said_to_be_left_out() {
    let report = with(public::withdrawn(), leaving_out(LeavablePart::ALL));
    assert!(report.mitigations.is_empty() && report.glossary.is_empty());
    assert!(!section(&outline::of(&report), "catalog").contains(OF_PAGES));
}
