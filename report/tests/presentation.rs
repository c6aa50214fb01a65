//! How the pages are drawn: chosen by whoever makes the report, stated in it, and no part of what it says.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail the test"
)]

use std::collections::{BTreeMap, BTreeSet};

use crate::common::blocks::walk;
use crate::common::presentation::{documents, leaving_out, with};
use crate::common::public::{self, editions, made, own, readable, reports};
use crate::common::{Filling, assessment, circumstances, logo, presentation, report};
use assay_assessment::BasisPoints;
use assay_catalog::Editions;
use assay_report::check::{consistency, public_consistency};
use assay_report::document::{
    Circumstances, DateFormat, LeavablePart, NumberFormat, Paper, PdfEdition, Presentation, Report,
    ReportError,
};
use assay_report::outline::{self, Block, Outline, plain_text};
use assay_report::public::PublicReport;
use assay_report::request::{RequestError, StatusRequest};
use serde_json::{Value, json};

#[test]
fn the_usual_presentation_is_not_stated() {
    let usual = report(&Filling::default()).to_value().unwrap();
    assert!(usual.get("presentation").is_none());
    let other = with(report(&Filling::default()), presentation());
    let mut value = other.to_value().unwrap();
    assert_eq!(
        value["presentation"],
        json!({
            "paper": "us-letter",
            "dates": "month-day-year",
            "numbers": "point-comma",
            "leftOut": [
                "sample-items", "unscored-risks", "summary-of-controls", "relations", "withdrawn",
                "open-questions", "mitigations", "glossary",
            ],
            "notMade": ["executive"],
            "logo": logo(),
        })
    );
    assert_eq!(Report::from_value(value.clone()), Ok(other));
    // It is all that differs.
    value.as_object_mut().unwrap().remove("presentation");
    assert_eq!(value, usual);
    let only = with(
        report(&Filling::default()),
        leaving_out([LeavablePart::Glossary]),
    );
    assert_eq!(
        only.to_value().unwrap()["presentation"],
        json!({"leftOut": ["glossary"]})
    );
}

#[test]
fn a_presentation_that_is_none_is_refused_by_name_and_reason() {
    let schema = include_str!("../schema/assay-report-1.schema.json");
    let schema = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    let whole = with(report(&Filling::default()), presentation());
    let whole = whole.to_value().unwrap();
    assert!(schema.is_valid(&whole));
    for (member, wrong, said, schema_knows) in [
        ("paper", json!("letter"), "`letter`", true),
        ("paper", json!(null), "null", true),
        ("dates", json!("us"), "`us`", true),
        ("numbers", json!(1), "1", true),
        ("leftOut", json!("glossary"), "glossary", true),
        ("leftOut", json!(["conclusion"]), "`conclusion`", true),
        ("leftOut", json!(["verify"]), "`verify`", true),
        (
            "leftOut",
            json!(["glossary", "glossary"]),
            "once, in the order",
            true,
        ),
        (
            "leftOut",
            json!(["glossary", "relations"]),
            "once, in the order",
            false,
        ),
        ("notMade", json!("executive"), "executive", true),
        ("notMade", json!(["public"]), "`public`", true),
        (
            "notMade",
            json!(["full", "full"]),
            "once, in the order",
            true,
        ),
        (
            "notMade",
            json!(["executive", "full"]),
            "once, in the order",
            false,
        ),
        ("seal", json!("x"), "`seal`", true),
    ] {
        let mut value = whole.clone();
        value["presentation"][member] = wrong;
        assert!(
            !(schema_knows && schema.is_valid(&value)),
            "{member} {said}"
        );
        let Err(ReportError::Damaged(problems)) = Report::from_value(value) else {
            panic!("{member} {said} was read");
        };
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].place, "presentation");
        assert!(problems[0].text.contains(said), "{}", problems[0].text);
    }
}

#[test]
fn nothing_in_a_report_contradicts_a_presentation() {
    let editions = editions();
    for report in reports() {
        let report = with(report, presentation());
        assert_eq!(consistency(&report, &editions).contradictions, []);
        let value = report.to_value().unwrap();
        let made = made(&value, &public::all()).public;
        assert_eq!(public_consistency(&made, &editions).contradictions, []);
        let back = PublicReport::from_value(made.to_value().unwrap()).unwrap();
        let back = back.to_value().unwrap();
        let mut shown = value["presentation"].clone();
        shown["logo"] = Value::Null;
        assert_eq!(back["report"]["presentation"], shown);
    }
}

#[test]
fn without_the_full_edition_no_picture_is_stated() {
    let presentation = Presentation {
        not_made: [PdfEdition::Full].into(),
        ..Presentation::default()
    };
    let usual = report(&Filling::default());
    assert_eq!(usual.picture_files().len(), 2);
    let circumstances = Circumstances {
        presentation: presentation.clone(),
        ..circumstances()
    };
    let edition = Editions::bundled_draft();
    let report = Report::assemble(&assessment(&Filling::default()), edition, &circumstances);
    assert_eq!(report.picture_files(), []);
    assert_eq!(consistency(&report, &editions()).contradictions, []);
    // One that states them all the same says what cannot be.
    let found = consistency(&with(usual, presentation), &editions());
    assert_eq!(found.contradictions.len(), 2);
}

#[test]
fn a_request_takes_over_all_but_parts_and_refuses_these() {
    let schema = include_str!("../schema/assay-status-update-request-1.schema.json");
    let schema = jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap();
    let usual = StatusRequest::of(&report(&Filling::default()), Vec::new()).unwrap();
    assert!(usual.to_value().unwrap().get("presentation").is_none());
    let other = with(report(&Filling::default()), presentation());
    let request = StatusRequest::of(&other, Vec::new()).unwrap();
    let mut value = request.to_value().unwrap();
    assert_eq!(
        value["presentation"],
        json!({
            "paper": "us-letter", "dates": "month-day-year", "numbers": "point-comma", "logo": logo(),
        })
    );
    assert!(schema.is_valid(&value));
    assert_eq!(StatusRequest::from_value(value.clone()), Ok(request));
    for (member, named) in [("leftOut", "glossary"), ("notMade", "executive")] {
        let mut value = value.clone();
        value["presentation"][member] = json!([named]);
        assert!(!schema.is_valid(&value));
        let Err(RequestError::Damaged(why)) = StatusRequest::from_value(value) else {
            panic!("it was read");
        };
        assert!(why.contains(member), "{why}");
    }
    value["presentation"] = json!({"paper": "a5"});
    let refused = StatusRequest::from_value(value).unwrap_err().to_string();
    assert!(refused.contains("`a5`"), "{refused}");
}

#[test]
fn every_document_is_drawn_for_the_paper() {
    let usual = documents(&own());
    let letter = Presentation {
        paper: Paper::UsLetter,
        ..Presentation::default()
    };
    for (name, outline) in documents(&with(own(), letter)) {
        assert_eq!(outline.paper, Paper::UsLetter, "{name}");
        // Nothing else of it depends on that.
        let as_usual = Outline {
            paper: Paper::A4,
            ..outline
        };
        assert!(as_usual == usual[name], "{name}");
    }
}

/// The texts of a document that are quoted: whatever holds more than a day or a moment. The details of questions
/// are sentences of ours.
fn quoted(value: &Value, name: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.len() > 24 && name != "detail" => {
            found.extend(text.lines().map(str::to_owned));
        }
        Value::Array(items) => items.iter().for_each(|item| quoted(item, name, found)),
        Value::Object(members) => members
            .iter()
            .for_each(|(name, value)| quoted(value, name, found)),
        _ => {}
    }
}

/// What an outline says for people: without what it quotes of its report.
fn said(outline: &Outline, report: &Report) -> String {
    let mut quotations = BTreeSet::new();
    quoted(&report.to_value().unwrap(), "", &mut quotations);
    let mut said = readable(outline);
    for section in &outline.sections {
        walk(&section.blocks, &mut |block| {
            if let Block::Chart(chart) = block {
                said.push_str(&chart.description);
                said.push_str(&chart.caption);
            }
        });
    }
    let digits = |text: &&String| text.contains(|c: char| c.is_ascii_digit());
    for quotation in quotations.iter().filter(digits) {
        said = said.replace(quotation.trim(), "");
    }
    said
}

/// The ISO days in a text that are not the beginning of a moment for machines.
fn iso_days(text: &str) -> Vec<&str> {
    let is_day = |(at, _): &(usize, char)| {
        let shape = text.get(*at..*at + 10).unwrap_or_default();
        let fits = shape
            .bytes()
            .zip(*b"dddd-dd-dd")
            .all(|(byte, shape)| match shape {
                b'd' => byte.is_ascii_digit(),
                _ => byte == shape,
            });
        fits && shape.len() == 10 && !text[*at + 10..].starts_with('T')
    };
    let days = text.char_indices().filter(is_day);
    days.map(|(at, _)| text.get(at.saturating_sub(60)..at + 10).unwrap_or("?"))
        .collect()
}

#[test]
fn no_day_stands_in_another_format_than_the_one_that_was_chosen() {
    let mut found = BTreeMap::<(&str, DateFormat), usize>::new();
    for report in reports() {
        for dates in DateFormat::ALL {
            let presentation = Presentation {
                dates,
                ..Presentation::default()
            };
            let report = with(report.clone(), presentation);
            for (name, outline) in documents(&report) {
                let said = said(&outline, &report);
                let iso = iso_days(&said);
                if dates == DateFormat::Iso {
                    *found.entry((name, dates)).or_default() += iso.len();
                } else {
                    assert_eq!(iso, Vec::<&str>::new(), "{name} {dates:?}");
                }
                let of_format = match dates {
                    DateFormat::Iso => continue,
                    DateFormat::DayMonthYear => said.matches(" November 2026").count(),
                    DateFormat::MonthDayYear => said.matches("November ").count(),
                };
                *found.entry((name, dates)).or_default() += of_format;
            }
        }
    }
    // There are days to find in each of them.
    assert_eq!(found.len(), 4 * DateFormat::ALL.len());
    for ((name, dates), days) in found {
        let least = match name {
            "request" => 3,
            "executive" => 8,
            _ => 20,
        };
        assert!(days > least, "{name} {dates:?}: {days}");
    }
}

#[test]
fn days_in_what_the_x_ray_asks_are_written_as_all_others() {
    let presentation = Presentation {
        dates: DateFormat::MonthDayYear,
        ..Presentation::default()
    };
    let mut report = with(own(), presentation);
    let item = &mut report.findings[0].items[0];
    item.detail = Some(
        "Action \u{201c}By 2026-12-24\u{201d} done on 2026-12-24; today is 2026-11-22.".to_owned(),
    );
    let text = plain_text(&outline::of(&report));
    assert!(text.contains(
        "Action \u{201c}By 2026-12-24\u{201d} done on December 24, 2026; today is November 22, 2026."
    ));
}

#[test]
fn numbers_have_the_separators_that_were_chosen() {
    let in_thousands = |text: &str, separator: char| {
        let parts: Vec<&str> = text.split(separator).collect();
        let digits =
            |text: &str| text.chars().take(3).all(|c| c.is_ascii_digit()) && text.len() > 2;
        let pairs = parts.windows(2);
        pairs
            .filter(|pair| pair[0].ends_with(|c: char| c.is_ascii_digit()) && digits(pair[1]))
            .count()
    };
    for numbers in NumberFormat::ALL {
        let presentation = Presentation {
            numbers,
            ..Presentation::default()
        };
        let mut report = with(own(), presentation);
        report.journal.entries = 12_345;
        report.scales.levels[0].probability = BasisPoints::new(150).unwrap();
        for (name, outline) in documents(&report) {
            let said = said(&outline, &report);
            let changes = match numbers {
                NumberFormat::CountsPlain => "12345 changes",
                NumberFormat::CommaPoint => "12,345 changes",
                NumberFormat::PointComma => "12.345 changes",
                NumberFormat::SpaceComma => "12\u{a0}345 changes",
            };
            let is_said = said.contains(changes);
            assert!(is_said || name == "executive", "{name} {numbers:?}");
            if name == "request" {
                continue;
            }
            let [comma, point, space] = [',', '.', '\u{a0}'].map(|each| in_thousands(&said, each));
            let amounts = match numbers {
                NumberFormat::CountsPlain | NumberFormat::CommaPoint => comma,
                NumberFormat::PointComma => point,
                NumberFormat::SpaceComma => space,
            };
            assert!(amounts > 20, "{name} {numbers:?}: {amounts}");
            if !matches!(
                numbers,
                NumberFormat::CountsPlain | NumberFormat::CommaPoint
            ) {
                assert_eq!(comma, 0, "{name} {numbers:?}");
            }
            let per_cent = match numbers {
                NumberFormat::CountsPlain | NumberFormat::CommaPoint => "1.5 %",
                NumberFormat::PointComma | NumberFormat::SpaceComma => "1,5 %",
            };
            assert!(said.contains(per_cent) || name == "executive", "{name}");
        }
    }
}
