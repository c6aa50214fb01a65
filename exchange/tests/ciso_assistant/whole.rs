//! Both files: nothing lost, and how they read.

use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::{CarriedAs, Confirmation, Status};
use assay_exchange::ciso_assistant::files;
use assay_report::document::{EarlierControlPart, Report};
use serde_json::Value;

use crate::{
    common::{Filling, report},
    library, reports, rows,
};

/// A text without differences in white space, which lists indent.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the two files are not for: the assessment as a whole, what is scored, what the edition says besides controls and
/// risks, and what only pages and signatures need. Statuses are compared as verdicts.
const NOT_THERE: [&str; 42] = [
    ".@context",
    ".format",
    ".language",
    ".presentation",
    ".generatedAt",
    ".generator",
    ".title",
    ".kind",
    ".operator",
    ".scope",
    ".period",
    ".assessors",
    ".engagement",
    ".signingParties",
    ".localDay",
    ".carriedFrom",
    ".assessedAgainst",
    ".scales",
    ".conformance",
    ".glossary",
    ".withdrawn",
    ".mitigations",
    ".sections.conformance",
    ".sections.groups.conformance",
    ".sections.shortTitle",
    ".sections.groups.controls.status",
    ".register.retired",
    ".register.ranking",
    ".register.priorities",
    ".register.categories.id",
    ".register.categories.prefix",
    ".register.categories.introduction",
    ".register.categories.risks.inherent",
    ".register.categories.risks.residual",
    ".register.categories.risks.treatment",
    ".register.categories.risks.acceptance",
    ".register.categories.risks.owner",
    ".register.categories.risks.due",
    ".register.categories.risks.note",
    ".register.categories.risks.controls.status",
    ".register.categories.risks.mitigations.id",
    ".evidence.content.type",
];

fn texts<'v>(value: &'v Value, place: &str, found: &mut Vec<(String, &'v str)>) {
    if NOT_THERE.contains(&place) {
        return;
    }
    match value {
        Value::String(text) => found.push((place.to_owned(), text)),
        Value::Array(items) => items.iter().for_each(|item| texts(item, place, found)),
        Value::Object(members) => {
            for (name, member) in members {
                texts(member, &format!("{place}.{name}"), found);
            }
        }
        _ => {}
    }
}

fn with_earlier(mut report: Report) -> Report {
    let control = &mut report.sections[0].groups[0].controls[0];
    control.earlier = Some(EarlierControlPart {
        carried_as: CarriedAs::Reworded,
        confirmation: Confirmation::ToConfirm,
        status: Status::Partial,
        reason: "An earlier reason".to_owned(),
        methods: control.methods.clone(),
        assessed: control.assessed.clone(),
        note: "An earlier note".to_owned(),
    });
    report
}

#[test]
fn nothing_is_lost_of_what_the_files_are_for() {
    for (kind, report) in reports() {
        let mut report = with_earlier(report);
        // What a rule found of risks alone is of no control.
        let controls: BTreeSet<String> = report.controls().map(|each| each.id.clone()).collect();
        let rules = report.findings.len();
        report
            .findings
            .retain(|rule| rule.items.iter().all(|item| controls.contains(&item.id)));
        assert!(report.findings.len() < rules);
        let value = report.to_value().unwrap();
        let library = library(&report);
        let mut said = Vec::new();
        texts(&library, "library", &mut said);
        let rows = rows(&report);
        let cells = rows
            .iter()
            .flat_map(BTreeMap::values)
            .map(|cell| plain(cell));
        let said: Vec<String> = said
            .into_iter()
            .map(|(_, text)| plain(text))
            .chain(cells)
            .collect();
        let said = said.join("\n");
        let folded = said.to_lowercase().replace([' ', '/'], "-");
        let mut expected = Vec::new();
        texts(&value, "", &mut expected);
        assert!(expected.len() > 1000);
        let mut missing = BTreeMap::new();
        for (place, text) in expected {
            let text = plain(text);
            if !said.contains(&text)
                && !folded.contains(&text.to_lowercase().replace([' ', '/'], "-"))
            {
                missing.insert(place, text);
            }
        }
        assert!(missing.is_empty(), "{kind}: {missing:#?}");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = report(&Filling::default());
    assert_eq!(files(&report).unwrap(), files(&report).unwrap());
}

/// A control, a threat and a row, as they are read.
#[test]
fn a_control_reads_as_it_did() {
    let report = report(&Filling::default());
    let mut library = library(&report);
    let framework = &mut library["objects"]["framework"];
    let nodes = framework["requirement_nodes"].as_array_mut().unwrap();
    *nodes = vec![nodes[0].clone(), nodes[1].clone(), nodes[2].clone()];
    library["objects"]["threats"]
        .as_array_mut()
        .unwrap()
        .truncate(1);
    insta::assert_snapshot!("library", serde_json::to_string_pretty(&library).unwrap());
    let row = &rows(&report)[3];
    let cells = row.iter().map(|(head, cell)| format!("{head}: {cell}"));
    insta::assert_snapshot!("row", cells.collect::<Vec<_>>().join("\n"));
}
