//! How the pages are drawn: chosen by whoever makes the report, stated in it, and no part of what it says.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail the test"
)]

#[path = "common/blocks.rs"]
mod blocks;
mod common;
#[path = "common/public.rs"]
mod public;

use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::{BasisPoints, Sha256Digest};
use assay_report::check::{consistency, public_consistency};
use assay_report::document::{
    DateFormat, LeavablePart, NumberFormat, Paper, Presentation, Report, ReportError,
};
use assay_report::outline::{self, Block, Inline, Outline, Shortening, plain_text};
use assay_report::public::{Kind, PublicReport};
use assay_report::request::{RequestError, StatusRequest};
use blocks::{anchors, walk};
use common::{Filling, presentation, report};
use public::{editions, made, of_kinds, own, readable, reports};
use serde_json::{Value, json};

const OF_PAGES: &str =
    "left out of these pages at the choice of whoever made the report; the attached JSON has it";

fn with(mut report: Report, presentation: Presentation) -> Report {
    report.presentation = presentation;
    report
}

fn leaving_out(parts: impl IntoIterator<Item = LeavablePart>) -> Presentation {
    Presentation {
        left_out: parts.into_iter().collect(),
        ..Presentation::default()
    }
}

fn digest() -> Sha256Digest {
    Sha256Digest::of(b"signed")
}

/// A report in which hardly a risk is scored.
fn sparse() -> Report {
    report(&Filling {
        sparse: true,
        ..Filling::default()
    })
}

/// The documents that are drawn of a report, each with its name.
fn documents(report: &Report) -> BTreeMap<&'static str, Outline> {
    let value = report.to_value().unwrap();
    let public = made(&value, &of_kinds(&[Kind::Person])).public;
    let request = StatusRequest::of(report, Vec::new()).unwrap();
    [
        ("full", outline::of(report)),
        (
            "executive",
            outline::of_executive(report, digest(), Shortening::Usual),
        ),
        ("public", outline::of_public(&public)),
        ("request", outline::of_request(&request)),
    ]
    .into()
}

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
        ("logo", json!("x"), "`logo`", true),
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
        assert_eq!(back["report"]["presentation"], value["presentation"]);
    }
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
        json!({"paper": "us-letter", "dates": "month-day-year", "numbers": "point-comma"})
    );
    assert!(schema.is_valid(&value));
    assert_eq!(StatusRequest::from_value(value.clone()), Ok(request));
    value["presentation"]["leftOut"] = json!(["glossary"]);
    assert!(!schema.is_valid(&value));
    let Err(RequestError::Damaged(why)) = StatusRequest::from_value(value.clone()) else {
        panic!("it was read");
    };
    assert!(why.contains("presentation.leftOut"), "{why}");
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
