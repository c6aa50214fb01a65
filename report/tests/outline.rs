//! The outline: nothing of the report is missing from it.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

mod common;

use assay_report::outline::{self, Block, Outline, plain_text};
use common::{Filling, report};
use serde_json::Value;

/// Members whose texts are names for machines, or stand in the outline in words of their own.
const NOT_SHOWN_AS_THEY_ARE: [&str; 14] = [
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
            _ => {}
        }
    }
}

/// Anchors in the outline, and the anchors that its links lead to.
fn anchors(outline: &Outline) -> (Vec<&str>, Vec<&str>) {
    use assay_report::outline::{Inline, LinkTarget};
    let (mut anchors, mut targets) = (Vec::new(), Vec::new());
    for section in &outline.sections {
        anchors.push(section.anchor.as_str());
        walk(&section.blocks, &mut |block| match block {
            Block::Heading(heading) => anchors.extend(heading.anchor.as_deref()),
            Block::Table(table) => {
                anchors.extend(table.rows.iter().filter_map(|row| row.anchor.as_deref()));
            }
            Block::Paragraph(line) => {
                for piece in line {
                    if let Inline::Text(run) = piece
                        && let Some(link) = &run.link
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
    let outline = outline::of(&report(&Filling::default()));
    let (mut anchors, targets) = anchors(&outline);
    assert!(targets.len() > 500);
    for target in targets {
        assert!(anchors.contains(&target), "{target}");
    }
    let all = anchors.len();
    anchors.sort_unstable();
    anchors.dedup();
    assert_eq!(anchors.len(), all);
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
    let catalog = assay_catalog::Catalog::bundled();
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
