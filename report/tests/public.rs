//! The public edition: what is left out is nowhere in it, the rest is all there, and whatever does not fit is
//! found.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "the helpers of a test fail the test"
)]

use std::collections::BTreeSet;

use crate::common;
use crate::common::blocks::{charts, walk};
use crate::common::public::{
    self, all, made, of_kinds, of_paths, own, parties, readable, reports, seeded, withdrawn,
};
use assay_report::chart::ChartData;
use assay_report::document::Report;
use assay_report::outline::{Block, Inline, LinkTarget, of_public, plain_text};
use assay_report::public::{Kind, PublicReport, Selection, choices};
use serde_json::{Value, json};

/// The report with a mark in every text that can be left out, and a number of its own in every amount.
fn marked(report: &Report) -> (Value, Vec<(Kind, String, String)>) {
    let mut value = report.to_value().unwrap();
    let mut marks = Vec::new();
    for choice in choices(report, &[]) {
        for place in choice.places {
            let number = marks.len() + 1_000;
            if place.ends_with("/rating") {
                continue;
            }
            let at = value.pointer_mut(&place).unwrap();
            let mark = match at {
                Value::String(text) if text.starts_with("https:") => {
                    let mark = format!("mark{number}x");
                    *at = json!(format!("https://{mark}.example.org/"));
                    mark
                }
                Value::String(_) => {
                    let mark = format!("mark{number}x");
                    *at = json!(mark);
                    mark
                }
                Value::Number(_) => {
                    // Shown with separators and without.
                    let amount = 770_000_000_000_u64 + number as u64 * 100;
                    *at = json!(amount);
                    amount.to_string()
                }
                Value::Object(impact) if impact.contains_key("amount") => {
                    let amount = 880_000_000_000_u64 + number as u64 * 100;
                    impact["amount"] = json!(amount);
                    amount.to_string()
                }
                Value::Object(sample) => {
                    let mark = format!("mark{number}x");
                    sample["population"] = json!(mark);
                    for item in sample["draw"]["items"].as_array_mut().into_iter().flatten() {
                        item["text"] = json!(mark);
                    }
                    mark
                }
                _ => continue,
            };
            marks.push((choice.kind, place, mark));
        }
    }
    (value, marks)
}

/// Every mark and every number that anybody could read in an edition: in its JSON, and in the text, charts,
/// links and metadata of what is drawn from it, numbers also without separators.
fn everything(public: &PublicReport) -> BTreeSet<String> {
    let outline = of_public(public);
    let mut all = public.to_value().unwrap().to_string();
    all.push_str(&readable(&outline));
    let plain: String = all.chars().filter(|c| !",.\u{a0}".contains(*c)).collect();
    let mut found = BTreeSet::new();
    for text in [&all, &plain] {
        let marks = text.split("mark").skip(1).filter_map(|rest| {
            let (number, _) = rest.split_once('x')?;
            Some(format!("mark{number}x"))
        });
        found.extend(marks.filter(|mark| mark.len() < 12));
        let numbers = text.split(|c: char| !c.is_ascii_digit());
        found.extend(numbers.map(str::to_owned));
    }
    found
}

#[test]
fn what_is_left_out_is_nowhere_and_what_is_not_is_there() {
    for report in reports() {
        let (value, marks) = marked(&report);
        let selections = Kind::CHOSEN
            .iter()
            .map(|kind| of_kinds(&[*kind]))
            .chain([all()]);
        for selection in selections {
            let made = made(&value, &selection);
            let everything = everything(&made.public);
            let withheld: BTreeSet<&str> = made
                .public
                .withheld()
                .iter()
                .map(|each| each.path.as_str())
                .collect();
            let all_amounts = selection.kinds.contains(&Kind::Amount);
            let (mut gone, mut kept) = (0, 0);
            for (kind, place, mark) in &marks {
                let amount_is_gone = *kind == Kind::Amount && all_amounts;
                if withheld.contains(place.as_str()) || amount_is_gone {
                    assert!(!everything.contains(mark), "{mark} of {place} is said");
                    gone += 1;
                } else {
                    assert!(everything.contains(mark), "{mark} of {place} is gone");
                    kept += 1;
                }
            }
            assert!(gone > 0, "{selection:?}");
            assert!(kept > 0 || selection == all(), "{selection:?}");
        }
    }
}

/// Members that are never left out although they are texts or numbers: what the edition is for.
const KEPT: &[&str] = &[
    "@context",
    "format",
    "id",
    "language",
    "generatedAt",
    "day",
    "generator",
    "title",
    "kind",
    "name",
    "from",
    "to",
    "assurance",
    "conclusion",
    "dated",
    "assertedOn",
    "role",
    "version",
    "date",
    "publisher",
    "licence",
    "copyright",
    "url",
    "sha256",
    "source",
    "verbatim",
    "summaries",
    "changes",
    "omissions",
    "head",
    "entries",
    "code",
    "decimals",
    "level",
    "probabilityLabel",
    "probability",
    "impactLabel",
    "verdict",
    "explanation",
    "notTested",
    "implemented",
    "notApplicable",
    "partial",
    "fails",
    "shortTitle",
    "text",
    "standards",
    "statement",
    "sentence",
    "period",
    "status",
    "methods",
    "on",
    "number",
    "method",
    "result",
    "design",
    "operation",
    "carriedAs",
    "confirmation",
    "confirmedOn",
    "evidence",
    "actions",
    "label",
    "prefix",
    "replacedBy",
    "description",
    "group",
    "basisPoints",
    "rating",
    "treatment",
    "due",
    "until",
    "type",
    "mediaType",
    "size",
    "absent",
    "capturedOn",
    "addedAt",
    "controls",
    "risks",
    "doneOn",
    "severity",
    "followUp",
    "position",
    "respondedOn",
    "term",
    "definition",
    "utcOffsetMinutes",
    "paper",
    "dates",
    "numbers",
    "leftOut",
    "notMade",
    "width",
    "height",
];

/// Whose `title`, `name`, `label`, `text` and `description` stay, by the beginnings of their places.
const OF_THE_EDITION: &[&str] = &[
    "/title",
    "/operator/name",
    "/edition",
    "/assessedAgainst",
    "/carriedFrom",
    "/mitigations",
    "/glossary",
    "/sections",
    "/register",
    "/withdrawn",
];

#[test]
fn a_member_that_is_added_to_the_format_is_left_out_or_named_here() {
    for mut report in reports() {
        report.presentation = common::presentation();
        let value = report.to_value().unwrap();
        let everything = Selection {
            paths: choices(&report, &[])
                .into_iter()
                .map(|each| each.path)
                .collect(),
            ..all()
        };
        let made = made(&value, &everything).public.to_value().unwrap();
        let mut waiting = vec![(String::new(), String::new(), &made["report"])];
        while let Some((place, name, value)) = waiting.pop() {
            match value {
                Value::Object(members) => {
                    waiting.extend(members.iter().map(|(member, value)| {
                        (format!("{place}/{member}"), member.clone(), value)
                    }))
                }
                Value::Array(items) => waiting.extend(
                    items
                        .iter()
                        .enumerate()
                        .map(|(index, value)| (format!("{place}/{index}"), name.clone(), value)),
                ),
                Value::String(text) if text.is_empty() => {}
                Value::String(_) | Value::Number(_) => {
                    assert!(KEPT.contains(&name.as_str()), "{place} says {value}");
                    if ["title", "name", "label", "text", "description"].contains(&name.as_str()) {
                        let stays = OF_THE_EDITION.iter().any(|begin| place.starts_with(begin));
                        assert!(stays, "{place} says {value}");
                    }
                }
                _ => {}
            }
        }
    }
}

#[test]
fn with_amounts_no_order_sum_or_chart_of_them_is_left() {
    let value = own().to_value().unwrap();
    let of_one = choices(&own(), &[]);
    let of_one = of_one
        .iter()
        .find(|each| each.kind == Kind::Amount)
        .unwrap();
    for (selection, risks) in [
        (of_kinds(&[Kind::Amount]), 0),
        (of_paths([of_one.path.as_str()]), 1),
    ] {
        let public = made(&value, &selection).public;
        let outline = of_public(&public);
        let rankings = charts(&outline);
        let rankings = rankings
            .iter()
            .filter(|chart| matches!(chart.data, ChartData::Ranking(_)));
        assert_eq!(rankings.count(), 0);
        let report = &public.to_value().unwrap()["report"];
        for place in [
            "/register/totals",
            "/register/ranking",
            "/register/priorities",
            "/findings",
        ] {
            assert_eq!(report.pointer(place), Some(&Value::Null), "{place}");
        }
        let text = plain_text(&outline);
        for words in [
            "The sums of expected losses per year are [Withheld]",
            "The greatest risks by expected loss per year: [Withheld]",
            "all scored risks in order: [Withheld]",
            "Open questions for the assessor: [Withheld]",
        ] {
            assert!(text.contains(words), "{words}");
        }
        let scores = text.matches("Scores: [Withheld]").count();
        assert_eq!(scores, risks);
        assert_eq!(text.contains("1 risk is not in the matrix"), risks == 1);
        // The other risks say what they cost, where only one does not.
        assert_eq!(text.contains("EUR\u{a0}"), risks == 1);
    }
}

#[test]
fn what_only_follows_cannot_be_chosen_and_nothing_chosen_is_no_edition() {
    let value = own().to_value().unwrap();
    for path in [
        "/title",
        "/conformance",
        "/register/totals",
        "/findings",
        "/evidence/999",
        "",
    ] {
        let error = seeded(&value, &of_paths([path]), &[1; 32])
            .unwrap_err()
            .to_string();
        assert!(error.contains("choose one"), "{error}");
    }
    let error = seeded(&value, &Selection::default(), &[1; 32])
        .unwrap_err()
        .to_string();
    assert!(error.contains("nothing would be left out"), "{error}");
    assert!(seeded(&json!({"format": "other"}), &all(), &[1; 32]).is_err());
}

#[test]
fn who_signs_the_edition_stays_named_and_others_do_not() {
    let value = own().to_value().unwrap();
    let mut signer = parties();
    let text = |parties: &[_]| {
        let made = public::with_parties(&value, &of_kinds(&[Kind::Person]), &[1; 32], parties);
        plain_text(&of_public(&made.unwrap().public))
    };
    assert!(text(&signer).contains("Full report, assessor: Ada Assessor"));
    signer[0].key = Some("did:key:z6Mother".to_owned());
    signer[0].name = "Olga Operator".to_owned();
    let text = text(&signer);
    assert!(text.contains("Olga Operator") && !text.contains("Ada Assessor"));
    assert!(text.contains("Full report, assessor: [Withheld]"));
}

#[test]
fn names_that_are_still_said_elsewhere_are_told_to_the_maker() {
    let mut value = own().to_value().unwrap();
    value["sections"][0]["groups"][0]["controls"][0]["note"] = json!("Otto Operator told us.");
    let made = made(&value, &of_kinds(&[Kind::Person]));
    let told: Vec<&str> = made
        .still_said
        .iter()
        .filter(|each| each.text == "Otto Operator")
        .map(|each| each.place.as_str())
        .collect();
    assert_eq!(told, ["/sections/0/groups/0/controls/0/note"]);
    let made = public::made(&value, &all());
    assert_eq!(made.still_said, []);
}

#[test]
fn salts_are_of_one_report_one_seed_and_one_place() {
    let value = own().to_value().unwrap();
    let digests = |made: &assay_report::public::Made| -> BTreeSet<String> {
        made.public
            .withheld()
            .iter()
            .map(|each| each.digest.clone())
            .collect()
    };
    let one = seeded(&value, &all(), &[1; 32]).unwrap();
    let again = seeded(&value, &all(), &[1; 32]).unwrap();
    assert_eq!(one.public, again.public);
    assert_eq!(
        one.disclosures.to_json().unwrap(),
        again.disclosures.to_json().unwrap()
    );
    // Many of the values are the same, and none of the digests is.
    assert_eq!(digests(&one).len(), one.public.withheld().len());
    let other_seed = seeded(&value, &all(), &[2; 32]).unwrap();
    assert!(digests(&one).is_disjoint(&digests(&other_seed)));
    let of_another = public::of_report(
        &value,
        &all(),
        assay_assessment::Sha256Digest::of(b"another"),
    );
    assert!(digests(&one).is_disjoint(&digests(&of_another)));
}

#[test]
fn every_link_within_an_edition_leads_somewhere() {
    for report in reports() {
        let value = report.to_value().unwrap();
        for selection in [all(), of_kinds(&[Kind::Amount])] {
            let outline = of_public(&made(&value, &selection).public);
            let mut anchors: BTreeSet<&str> = outline
                .sections
                .iter()
                .map(|section| section.anchor.as_str())
                .collect();
            let mut targets = BTreeSet::new();
            let sections = outline.sections.iter().map(|section| &section.blocks);
            for blocks in sections.chain([&outline.cover]) {
                walk(blocks, &mut |block| {
                    let line = match block {
                        Block::Heading(heading) => {
                            anchors.extend(heading.anchor.as_deref());
                            return;
                        }
                        Block::Table(table) => {
                            anchors
                                .extend(table.rows.iter().filter_map(|row| row.anchor.as_deref()));
                            return;
                        }
                        Block::Paragraph(line) => line,
                        _ => return,
                    };
                    for piece in line {
                        if let Inline::Text(run) = piece
                            && let Some(link) = &run.link
                            && let LinkTarget::Anchor(name) = &link.target
                        {
                            targets.insert(name.as_str());
                        }
                    }
                });
            }
            assert!(targets.len() > 5);
            let lost: Vec<_> = targets.difference(&anchors).collect();
            assert_eq!(lost, Vec::<&&str>::new());
        }
    }
}

#[test]
fn what_was_found_before_goes_with_every_kind() {
    let report = withdrawn();
    assert!(report.withdrawn.is_some());
    for kind in Kind::CHOSEN {
        let made = made(&report.to_value().unwrap(), &of_kinds(&[kind]));
        let withdrawn = made.public.withheld().iter();
        let found = withdrawn.filter(|each| each.path.ends_with("/found"));
        assert!(found.count() > 0, "{kind:?}");
    }
}

#[test]
fn editions_and_disclosures_meet_their_schemas() {
    let validator = |text: &str| {
        let schema: Value = serde_json::from_str(text).unwrap();
        jsonschema::validator_for(&schema).unwrap()
    };
    let edition = validator(include_str!("../schema/assay-public-report-1.schema.json"));
    let disclosures = validator(include_str!("../schema/assay-disclosures-1.schema.json"));
    let made = made(&own().to_value().unwrap(), &all());
    let whole = made.public.to_value().unwrap();
    assert!(edition.is_valid(&whole));
    let file: Value = serde_json::from_str(&made.disclosures.to_json().unwrap()).unwrap();
    assert!(disclosures.is_valid(&file));
    for (pointer, wrong) in [
        ("/version", json!(2)),
        ("/of", json!("00")),
        ("/withheld", json!([])),
        ("/withheld/0/kind", json!("secret")),
        ("/withheld/0/digest", json!("short")),
        ("/report/proof", json!({})),
    ] {
        let mut value = whole.clone();
        match pointer {
            "/report/proof" => value["report"]["proof"] = wrong,
            pointer => *value.pointer_mut(pointer).unwrap() = wrong,
        }
        assert!(!edition.is_valid(&value), "{pointer}");
        assert!(PublicReport::from_value(value).is_err(), "{pointer}");
    }
}
