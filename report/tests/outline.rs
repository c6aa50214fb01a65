//! The outline: nothing of the report is missing from it.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

mod common;

use assay_assessment::{Absence, Edit, EvidencePresence, Score, exposure::Rating};
use assay_report::chart::{ChartData, Shape, draw};
use assay_report::document::Report;
use assay_report::outline::{self, Block, Outline, plain_text};
use common::{Filling, assessment, report, report_with};
use serde_json::Value;

/// Members whose texts are names for machines, or stand in the outline in words of their own.
const NOT_SHOWN_AS_THEY_ARE: [&str; 21] = [
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

fn walk<'b>(blocks: &'b [Block], visit: &mut dyn FnMut(&'b Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::Quote(inner)
            | Block::KeepTogether(inner)
            | Block::Callout { blocks: inner, .. } => {
                walk(inner, visit);
            }
            Block::List(list) => list.items.iter().for_each(|item| walk(&item.blocks, visit)),
            Block::Table(table) => table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .for_each(|cell| walk(cell, visit)),
            Block::KeyValues(pairs) => pairs.iter().for_each(|pair| walk(&pair.value, visit)),
            Block::Footnotes(footnotes) => {
                footnotes
                    .iter()
                    .for_each(|footnote| walk(&footnote.blocks, visit));
            }
            _ => {}
        }
    }
}

/// Anchors in the outline, and the anchors that its links lead to.
fn anchors(outline: &Outline) -> (Vec<&str>, Vec<&str>) {
    use assay_report::outline::{Inline, LinkTarget};
    let (mut anchors, mut targets) = (Vec::new(), Vec::new());
    let of_sections = outline.sections.iter().map(|section| &section.blocks);
    anchors.extend(
        outline
            .sections
            .iter()
            .map(|section| section.anchor.as_str()),
    );
    for blocks in of_sections.chain([&outline.cover]) {
        walk(blocks, &mut |block| match block {
            Block::Heading(heading) => anchors.extend(heading.anchor.as_deref()),
            Block::Footnotes(footnotes) => {
                anchors.extend(footnotes.iter().map(|footnote| footnote.anchor.as_str()));
            }
            Block::Table(table) => {
                anchors.extend(table.rows.iter().filter_map(|row| row.anchor.as_deref()));
            }
            Block::Paragraph(line) => {
                for piece in line {
                    let Inline::Text(run) = piece else { continue };
                    anchors.extend(run.anchor.as_deref());
                    if let Some(link) = &run.link
                        && let LinkTarget::Anchor(name) = &link.target
                    {
                        targets.push(name.as_str());
                    }
                }
            }
            _ => {}
        });
    }
    (anchors, targets)
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
    let outline = outline::of(&report(&Filling {
        note: |_| "#### deep\n\ntext\n\n# high\n".to_owned(),
        ..Filling::default()
    }));
    for section in &outline.sections {
        let mut level = 1;
        walk(&section.blocks, &mut |block| {
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

/// A report in which the first risk has no score after mitigation.
fn with_one_risk_scored_only_before() -> Report {
    let catalog = assay_catalog::Editions::bundled_draft();
    let mut assessment = common::assessment(&Filling::default());
    let edit = Edit::SetResidualScore {
        risk: catalog.active_risks().next().unwrap().id(),
        score: Score::default(),
    };
    let _undo = edit.apply(&mut assessment, catalog).unwrap();
    common::report_on(&assessment)
}

#[test]
fn sums_are_of_the_same_risks_in_words_and_in_the_document() {
    let report = with_one_risk_scored_only_before();
    let totals = &report.register.totals;
    assert_eq!((totals.compared, totals.unscored), (Some(73), Some(0)));
    let both = report
        .risks()
        .filter_map(|risk| Some((risk.inherent.exposure?, risk.residual.exposure?)));
    let (before, after) = both.fold((0, 0), |(before, after), (inherent, residual)| {
        (
            before + inherent.minor_units(),
            after + residual.minor_units(),
        )
    });
    assert_eq!((totals.inherent, totals.residual), (before, after));
    let alone = report.risks().next().unwrap().inherent.exposure.unwrap();
    let money = |units: u64| report.scales.currency.format(i128::from(units));
    let text = plain_text(&outline::of(&report));
    let expected = format!(
        "73 risks are scored both before and after mitigation: exposure {} before, {} after, {} \
         removed. Not in these sums: 1 risk scored only before mitigation ({}).",
        money(before),
        money(after),
        money(before - after),
        money(alone.minor_units())
    );
    // Once in the summary, and once in the register.
    assert_eq!(text.matches(&expected).count(), 2, "{expected}");
}

#[test]
fn a_report_from_before_sums_compared_the_same_risks_is_read_and_told_rightly() {
    let new = with_one_risk_scored_only_before();
    let mut value = new.to_value().unwrap();
    value["register"]["totals"] = serde_json::json!({
        "inherent": 900_000_000, "residual": 1, "inherentScored": 74, "residualScored": 73
    });
    for category in value["register"]["categories"].as_array_mut().unwrap() {
        for risk in category["risks"].as_array_mut().unwrap() {
            for score in ["inherent", "residual"] {
                risk[score].as_object_mut().unwrap().remove("rating");
            }
        }
    }
    let old = Report::from_value(value).unwrap();
    assert_eq!(old.register.totals.compared, None);
    // Sums and ratings follow from the risks, so both are told alike.
    assert_eq!(
        plain_text(&outline::of(&old)),
        plain_text(&outline::of(&new))
    );
}

#[test]
fn every_score_has_its_rating_in_the_document_and_in_words() {
    let report = report(&Filling::default());
    let mut seen = std::collections::BTreeSet::new();
    for score in report
        .risks()
        .flat_map(|risk| [&risk.inherent, &risk.residual])
    {
        assert_eq!(score.rating, score.cell().map(|cell| cell.rating()));
        seen.extend(score.rating);
    }
    assert!(seen.len() > 3, "{seen:?}");
    let text = plain_text(&outline::of(&report));
    for rating in seen {
        assert!(text.contains(rating.label()), "{rating:?}");
    }
}

#[test]
fn the_matrix_explains_its_colours_and_numbers() {
    let report = report(&Filling::default());
    let outline = outline::of(&report);
    let mut matrices = 0;
    for section in &outline.sections {
        walk(&section.blocks, &mut |block| {
            let Block::Chart(chart) = block else { return };
            if !matches!(chart.data, ChartData::Matrix(_)) {
                return;
            }
            matrices += 1;
            let texts: Vec<String> = draw(chart, 480.0)
                .shapes
                .into_iter()
                .filter_map(|shape| match shape {
                    Shape::Text { text, .. } => Some(text),
                    _ => None,
                })
                .collect();
            for rating in Rating::ALL {
                let number = rating.number().to_string();
                assert!(texts.contains(&format!("{number} {}", rating.label())));
                // Each cell carries its number, so that nothing hangs on the colour.
                assert!(texts.iter().filter(|text| **text == number).count() >= 3);
            }
        });
    }
    assert_eq!(matrices, 2);
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

#[test]
fn a_risk_with_an_owner_and_no_treatment_says_that_it_is_not_decided() {
    let mut report = report(&Filling::default());
    let risk = report
        .register
        .categories
        .iter_mut()
        .flat_map(|category| &mut category.risks)
        .next()
        .unwrap();
    risk.treatment = None;
    risk.owner = "Yuki Abara".to_owned();
    risk.due = None;
    let text = plain_text(&outline::of(&report));
    assert!(text.contains("Not decided; owner: Yuki Abara"));
}
