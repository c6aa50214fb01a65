//! Files for CISO Assistant: one library for every report of an edition, verdicts that are those of the report, nothing lost
//! of what the files are for, and nothing that the importer would read otherwise.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

#[path = "../../../report/tests/common/mod.rs"]
mod common;

mod audit;
mod library;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use assay_exchange::ciso_assistant::{AUDIT, LIBRARY, LIBRARY_VERSION, files};
use assay_report::document::{Named, Report, RiskPart};
use common::{Filling, hostile, report, report_on};
use serde_json::Value;

fn sparse() -> Report {
    report(&Filling {
        sparse: true,
        evidence: 0,
        ..Filling::default()
    })
}

fn reports() -> [(&'static str, Report); 3] {
    [
        ("filled", report(&Filling::default())),
        ("sparse", sparse()),
        ("hostile", report_on(&hostile())),
    ]
}

fn bytes(report: &Report, name: &str) -> Vec<u8> {
    let files = files(report).unwrap();
    let names: Vec<_> = files.iter().map(|file| file.name).collect();
    assert_eq!(names, [LIBRARY, AUDIT]);
    files
        .into_iter()
        .find(|file| file.name == name)
        .unwrap()
        .bytes
}

fn library(report: &Report) -> Value {
    serde_json::from_slice(&bytes(report, LIBRARY)).unwrap()
}

fn nodes(library: &Value) -> &Vec<Value> {
    library["objects"]["framework"]["requirement_nodes"]
        .as_array()
        .unwrap()
}

fn assessable(library: &Value) -> Vec<&Value> {
    let nodes = nodes(library).iter();
    nodes.filter(|node| node["assessable"] == true).collect()
}

/// The rows of the table, by the names of their columns.
fn rows(report: &Report) -> Vec<BTreeMap<String, String>> {
    let table = bytes(report, AUDIT);
    let mut reader = csv::Reader::from_reader(table.as_slice());
    let heads = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        let cells = heads.iter().zip(record.iter());
        cells
            .map(|(head, cell)| (head.to_owned(), cell.to_owned()))
            .collect()
    };
    reader
        .records()
        .map(|record| row(record.unwrap()))
        .collect()
}

/// What `match_urn` of CISO Assistant admits, in small letters.
fn is_urn(urn: &str, kind: &str) -> bool {
    let admitted = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.[]():".contains(c);
    let rest = urn.strip_prefix(&format!("urn:assay:risk:{kind}:"));
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(admitted)) && urn.len() <= 255
}

fn check_library(kind: &str, report: &Report) {
    let library = library(report);
    let text = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let (framework, threats) = (
        &library["objects"]["framework"],
        &library["objects"]["threats"],
    );
    assert!(is_urn(&text(&library, "urn"), "library"), "{kind}");
    assert!(is_urn(&text(framework, "urn"), "framework"), "{kind}");
    assert_eq!(library["version"], LIBRARY_VERSION);
    assert_eq!(
        (&library["locale"], &library["packager"]),
        (&"en".into(), &"assay".into())
    );
    assert!(
        text(&library, "description").contains("signed by nobody"),
        "{kind}"
    );
    let threats: Vec<&Value> = threats.as_array().into_iter().flatten().collect();
    let urns: BTreeSet<String> = threats.iter().map(|threat| text(threat, "urn")).collect();
    assert_eq!(urns.len(), threats.len(), "{kind}");
    assert!(urns.iter().all(|urn| is_urn(urn, "threat")), "{kind}");
    assert!(
        threats
            .iter()
            .all(|threat| !text(threat, "ref_id").is_empty()),
        "{kind}"
    );
    let mut depths: BTreeMap<String, u64> = BTreeMap::new();
    for node in nodes(&library) {
        let urn = text(node, "urn");
        assert!(is_urn(&urn, "req_node"), "{kind}: {urn}");
        let depth = node["depth"].as_u64().unwrap();
        // A parent stands before what is within it.
        let above = node
            .get("parent_urn")
            .map_or(0, |parent| depths[parent.as_str().unwrap()]);
        assert_eq!(depth, above + 1, "{kind}: {urn}");
        assert_eq!(node["assessable"] == true, depth == 3, "{kind}: {urn}");
        for (name, most) in [("ref_id", 100), ("name", 200)] {
            assert!(text(node, name).chars().count() <= most, "{kind}: {urn}");
        }
        for threat in node["threats"].as_array().into_iter().flatten() {
            assert!(urns.contains(threat.as_str().unwrap()), "{kind}: {urn}");
        }
        assert!(
            depths.insert(urn.clone(), depth).is_none(),
            "{kind}: {urn} twice"
        );
    }
    assert_eq!(
        assessable(&library).len(),
        report.controls().count(),
        "{kind}"
    );
}

/// A risk that the assessor added, which a control addresses.
fn with_own_risk(mut report: Report) -> (Report, RiskPart) {
    let mut own = report.risks().next().unwrap().clone();
    own.own = true;
    own.id = "OWN1".to_owned();
    own.title = "What only this assessor fears".to_owned();
    let category = report.register.categories.first_mut().unwrap();
    category.risks.insert(0, own.clone());
    report.sections[0].groups[0].controls[0].risks.push(Named {
        id: own.id.clone(),
        title: own.title.clone(),
    });
    (report, own)
}
