//! The outline: nothing of the report is missing from it.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::common::blocks::{anchors, walk};
use crate::common::{self, Filling, assessment, report, report_with};
use assay_assessment::{Absence, EvidencePresence, Sha256Digest};
use assay_report::document::Report;
use assay_report::outline::{self, Block, Shortening, plain_text};
use assay_report::request::StatusRequest;
use serde_json::Value;

/// Members whose texts are names for machines, or stand in the outline in words of their own.
const NOT_SHOWN_AS_THEY_ARE: [&str; 24] = [
    "severity",
    "followUp",
    "position",
    "design",
    "operation",
    "result",
    "assurance",
    "conclusion",
    "absent",
    "explanation",
    "@context",
    "format",
    "language",
    "kind",
    "verdict",
    "status",
    "methods",
    "method",
    "role",
    "type",
    "treatment",
    "rating",
    "rule",
    "addedAt",
];

fn texts<'v>(value: &'v Value, name: &'v str, found: &mut Vec<(&'v str, &'v str)>) {
    match value {
        Value::String(text) => found.push((name, text)),
        Value::Array(items) => items.iter().for_each(|item| texts(item, name, found)),
        Value::Object(members) => {
            for (name, item) in members {
                if !NOT_SHOWN_AS_THEY_ARE.contains(&name.as_str()) {
                    texts(item, name, found);
                }
            }
        }
        _ => {}
    }
}

fn words(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !"*_`-".contains(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_text_of_the_report_is_in_the_outline() {
    let report = report(&Filling::default());
    let shown = words(&plain_text(&outline::of(&report)));
    let value = report.to_value().unwrap();
    let mut found = Vec::new();
    texts(&value, "", &mut found);
    assert!(found.len() > 3_000);
    // Identifiers of catalog entries and library items are anchors; titles stand for them.
    let missing: Vec<_> = found
        .iter()
        .filter(|(name, text)| {
            let machine = ["sec-", "ctrl-"]
                .iter()
                .any(|prefix| text.starts_with(prefix))
                || (text.len() == 36 && text.matches('-').count() == 4)
                || (text.starts_with("req-") && ["controls", "id"].contains(name));
            let lines = text.lines().map(words);
            !machine && !lines.into_iter().all(|line| shown.contains(&line))
        })
        .collect();
    assert_eq!(missing, Vec::<&(&str, &str)>::new());
}

#[test]
fn evidence_that_was_not_there_is_named_wherever_it_is_relied_on() {
    let assessment = assessment(&Filling::default());
    let plain = |presence| plain_text(&outline::of(&report_with(&assessment, presence)));
    let mut presence = EvidencePresence::default();
    assert!(!plain(presence.clone()).contains("at signing"));
    presence.look([]);
    let items = assessment.evidence().values();
    let files: Vec<_> = items.filter_map(|item| item.sha256()).collect();
    presence.note(files[0], Some(Absence::Changed));
    let shown = plain(presence.clone());
    let count = |words: &str| shown.matches(words).count();
    let absent = assessment
        .evidence()
        .values()
        .filter(|item| presence.of_item(item).is_some());
    let relying: usize = absent
        .clone()
        .map(|item| item.controls.len() + item.risks.len())
        .sum();
    assert!(relying > 0);
    assert_eq!(count("at signing)"), relying, "at each control and risk");
    assert_eq!(
        count("Not on the signer's device at signing")
            + count("Changed on the signer's device at signing"),
        absent.count(),
        "in the index"
    );
    // In the summary and before the index.
    assert_eq!(count("Each is marked in the evidence index"), 2);
}

#[test]
fn every_internal_link_leads_somewhere_and_no_anchor_is_double() {
    let mut report = report(&Filling {
        note: |_| {
            "Seen[^1] and heard[^2], and seen again[^1].\n\n[^1]: Once.\n[^2]: Twice.".to_owned()
        },
        ..Filling::default()
    });
    report.scope = "All[^1] of it.\n\n[^1]: But one.".to_owned();
    let note = |number: usize| format!("Risk[^{number}].\n\n[^{number}]: Its footnote.");
    let risks = report
        .register
        .categories
        .iter_mut()
        .flat_map(|category| &mut category.risks);
    for (number, risk) in risks.enumerate() {
        // Two of them are the same, to the letter.
        risk.note = note(number / 2);
    }
    let outline = outline::of(&report);
    let (mut anchors, targets) = anchors(&outline);
    assert!(targets.len() > 500);
    let of_notes = |names: &[&str]| {
        names
            .iter()
            .filter(|name| name.contains(":footnote-"))
            .count()
    };
    assert_eq!(
        (of_notes(&anchors), of_notes(&targets)),
        (2 + 64 * 5 + 74 * 2, 2 + 64 * 6 + 74 * 2)
    );
    for target in targets {
        assert!(anchors.contains(&target), "{target}");
    }
    let all = anchors.len();
    anchors.sort_unstable();
    anchors.dedup();
    assert_eq!(anchors.len(), all);
}

/// The addresses of outside that lines within these blocks lead to.
fn outward(blocks: &[Block]) -> Vec<String> {
    use assay_report::outline::{Inline, LinkTarget};
    let mut found = Vec::new();
    walk(blocks, &mut |block| {
        let (Block::Paragraph(line) | Block::Remark(line)) = block else {
            return;
        };
        for piece in line {
            if let Inline::Text(run) = piece
                && let Some(link) = &run.link
                && let LinkTarget::Web(address) | LinkTarget::Mail(address) = &link.target
            {
                found.push(address.clone());
            }
        }
    });
    found
}

#[test]
fn addresses_of_contacts_and_licences_are_links() {
    let mut report = report(&Filling::default());
    report.operator.contact = "Otto, security@example.org, https://example.org/contact".to_owned();
    report.edition.licence = "See https://example.org/licence.".to_owned();
    report.edition.copyright = "Copyright 2026, Somebody <rights@example.org>".to_owned();
    report.edition.publisher = "Somebody".to_owned();
    report.edition.url = "https://example.org/standard".to_owned();
    report.edition.provenance.source = "Read from https://example.org/source".to_owned();
    let engagement = report.engagement.as_mut().unwrap();
    for (text, says) in &mut engagement.texts {
        *says = format!("x@{}.example.org", format!("{text:?}").to_lowercase());
    }
    let outline = outline::of(&report);
    assert_eq!(
        outward(&outline.cover),
        ["mailto:security@example.org", "https://example.org/contact"]
    );
    let links_of = |anchor: &str| {
        let section = outline
            .sections
            .iter()
            .find(|section| section.anchor == anchor);
        outward(&section.unwrap().blocks)
    };
    assert_eq!(
        &links_of("catalog")[..6],
        [
            "https://example.org/standard",
            "mailto:rights@example.org",
            "https://example.org/licence",
            // And once more each in the notice.
            "mailto:rights@example.org",
            "https://example.org/licence",
            "https://example.org/source",
        ]
    );
    let texts = report.engagement.as_ref().unwrap().texts.len();
    assert!(texts > 10);
    let mut links = links_of("engagement");
    links.sort_unstable();
    links.dedup();
    assert_eq!(links.len(), texts, "{links:?}");
}

#[test]
fn headings_skip_no_level() {
    let report = report(&Filling {
        note: |_| "#### deep\n\ntext\n\n# high\n".to_owned(),
        ..Filling::default()
    });
    let request = StatusRequest::of(&report, Vec::new()).unwrap();
    let digest = Sha256Digest::of(b"signed");
    let outlines = [
        outline::of(&report),
        outline::of_executive(&report, digest, Shortening::Usual),
        outline::of_request(&request),
    ];
    let parts = outlines.iter().flat_map(|outline| {
        let sections = outline.sections.iter().map(|section| &section.blocks);
        sections.chain([&outline.cover])
    });
    for blocks in parts {
        let mut level = 1;
        walk(blocks, &mut |block| {
            if let Block::Heading(heading) = block {
                assert!(heading.level <= level + 1, "{heading:?} after {level}");
                assert!(heading.level > 1);
                level = heading.level;
            }
        });
    }
}

#[test]
fn plain_text_keeps_its_lines_and_its_signs() {
    let catalog = assay_catalog::Editions::bundled_draft();
    let mut assessment = common::assessment(&Filling::default());
    let edit = assay_assessment::Edit::SetControlReason {
        control: catalog.controls()[0].id().clone(),
        reason: "first *line*\n# second\n\nthird".to_owned(),
    };
    let _undo = edit.apply(&mut assessment, catalog).unwrap();
    let text = plain_text(&outline::of(&common::report_on(&assessment)));
    for line in ["first *line*", "# second", "third"] {
        assert!(text.contains(line), "{line}");
    }
}

#[test]
fn a_failing_must_stands_on_the_cover_with_what_is_not_tested_yet() {
    let report = report(&Filling {
        sparse: true,
        ..Filling::default()
    });
    let cover = plain_text(&outline::of(&report));
    let head: String = cover.lines().take(12).collect::<Vec<_>>().join("\n");
    assert!(
        head.contains("Does not conform  42 of 64 not tested yet"),
        "{head}"
    );
    let value = report.to_value().unwrap();
    assert_eq!(value["conformance"]["verdict"], "does-not-conform");
}

#[test]
fn an_example_says_so_on_every_page() {
    assert!(outline::of(&report(&Filling::default())).notice.is_some());
}

#[test]
fn the_outline_of_a_sparse_report() {
    let mut outline = outline::of(&report(&Filling {
        sparse: true,
        evidence: 3,
        ..Filling::default()
    }));
    // The catalog's texts are its own tests' matter.
    for section in &mut outline.sections {
        section.blocks.truncate(16);
    }
    let report = report(&Filling::default());
    let text = plain_text(&outline)
        .replace(&report.edition.sha256.to_string(), "[the catalog's digest]")
        .replace(&report.generator, "[this program]");
    insta::assert_snapshot!(text);
}

#[test]
fn names_that_lie_can_be_read_for_what_they_are() {
    let report = report(&Filling::default());
    // Everything that somebody named, wherever it stands, reads the other way round and ends unseen.
    let lie = |value: &Value| {
        let name = value.as_str().unwrap_or_default();
        Value::from(format!("{name}\u{202e}fdp\u{200b}"))
    };
    let mut value = report.to_value().unwrap();
    let mut changed = 0;
    let mut change = |place: &mut Value| {
        *place = lie(place);
        changed += 1;
    };
    change(&mut value["title"]);
    for member in ["name", "contact"] {
        change(&mut value["operator"][member]);
    }
    for (list, members) in [
        ("assessors", &["name", "organisation", "role"][..]),
        ("signingParties", &["name", "organisation"]),
        ("evidence", &["label"]),
        ("actions", &["title", "owner"]),
        ("deficiencies", &["title", "respondedBy"]),
    ] {
        for item in value[list].as_array_mut().unwrap() {
            members.iter().for_each(|member| change(&mut item[*member]));
            if item["content"]["name"].is_string() {
                change(&mut item["content"]["name"]);
            }
        }
    }
    for section in value["sections"].as_array_mut().unwrap() {
        for group in section["groups"].as_array_mut().unwrap() {
            for control in group["controls"].as_array_mut().unwrap() {
                if control["assessed"]["by"].is_string() {
                    change(&mut control["assessed"]["by"]);
                }
            }
        }
    }
    for category in value["register"]["categories"].as_array_mut().unwrap() {
        for risk in category["risks"].as_array_mut().unwrap() {
            change(&mut risk["owner"]);
            if risk["acceptance"]["by"].is_string() {
                change(&mut risk["acceptance"]["by"]);
            }
        }
    }
    assert!(changed > 100, "{changed}");
    let lying: Report = serde_json::from_value(value).unwrap();
    let outline = outline::of(&lying);
    let shown = format!(
        "{}{}{}{}{}",
        outline.title,
        outline.description,
        outline.running_header,
        outline.authors.concat(),
        plain_text(&outline)
    );
    assert!(!shown.contains(['\u{202e}', '\u{200b}']));
    assert!(shown.matches("[U+202E]fdp[U+200B]").count() >= changed);
    // The document is data, and keeps them.
    assert!(lying.to_value().unwrap().to_string().contains('\u{202e}'));
}
