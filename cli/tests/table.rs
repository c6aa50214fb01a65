//! `assay table`: the findings of reports as tables.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use crate::common::{Folder, fixture, identity, report, signed};
use serde_json::Value;

/// The rows of a table.
fn rows(folder: &Folder, name: &str) -> Vec<Value> {
    let text = String::from_utf8(folder.read(name)).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn rows_are_what_the_report_says_and_what_the_schema_names() {
    let folder = Folder::new();
    folder.put("all/report.json", &fixture("5/report.json.gz"));
    folder
        .run(&["table", "all", "--ndjson", "--output", "tables"])
        .exits(0);
    let report = report("5/report.json.gz");
    let schema = folder.run(&["schema", "assay-table"]).exits(0).json();
    for table in schema["tables"].as_array().unwrap() {
        let name = table["name"].as_str().unwrap();
        let rows = rows(&folder, &format!("tables/{name}.ndjson"));
        let expected = match name {
            "reports" => 1,
            "controls" => report.controls().count(),
            "risks" => report.risks().count(),
            _ => report.evidence.len(),
        };
        assert_eq!(rows.len(), expected, "{name}");
        for row in rows {
            let row = row.as_object().unwrap();
            let columns = table["columns"].as_array().unwrap();
            assert_eq!(row.len(), columns.len(), "{name}");
            for column in columns {
                let (named, kind) = (&column["name"], column["type"].as_str().unwrap());
                let cell = &row[named.as_str().unwrap()];
                let fits = match kind {
                    "text" | "day" | "moment" => cell.is_string() || cell.is_null(),
                    "integer" => cell.is_i64() || cell.is_null(),
                    "boolean" => cell.is_boolean(),
                    "list of texts" => cell.is_array(),
                    _ => false,
                };
                assert!(fits, "{name}.{named}: {cell}");
            }
        }
    }
    let of_report = &rows(&folder, "tables/reports.ndjson")[0];
    assert_eq!(of_report["verdict"], "valid");
    assert_eq!(of_report["title"], "Yearly assessment 2026");
    assert_eq!(
        of_report["mandatory_fails"],
        report.conformance.mandatory.fails
    );
    assert_eq!(of_report["inherent"], report.register.totals.inherent);
    let control = report.controls().next().unwrap();
    let of_control = &rows(&folder, "tables/controls.ndjson")[0];
    assert_eq!(of_control["control"], control.id);
    assert_eq!(
        of_control["status"],
        serde_json::to_value(control.status).unwrap()
    );
    assert_eq!(of_control["file"], "all/report.json");
}

#[test]
fn a_report_that_is_not_valid_has_no_findings() {
    let folder = Folder::new();
    folder.put("all/good.json", &fixture("5/report.json.gz"));
    let text = String::from_utf8(fixture("5/report.json.gz")).unwrap();
    let changed = text.replacen("Yearly assessment 2026", "Yearly assessment 2027", 1);
    folder.put("all/bad.json", changed.as_bytes());
    folder
        .run(&["table", "all", "--ndjson", "--output", "tables"])
        .exits(1)
        .complains("all/bad.json: Not valid");
    let reports = rows(&folder, "tables/reports.ndjson");
    assert_eq!(reports.len(), 2);
    assert_eq!(reports[0]["verdict"], "notValid");
    assert_eq!(reports[0]["title"], Value::Null);
    let controls = rows(&folder, "tables/controls.ndjson");
    assert!(controls.iter().all(|row| row["file"] == "all/good.json"));
    assert!(!controls.is_empty());
    folder
        .run(&["table", "all", "--csv", "--output", "tables"])
        .exits(1);
    folder
        .run(&["table", "all", "--csv", "--output", "tables"])
        .exits(2)
        .complains("--force");
}

#[test]
fn no_spreadsheet_calculates_what_a_report_says() {
    let folder = Folder::new();
    let mut report = report("5/report.json.gz");
    report.title = "=HYPERLINK(\"https://evil.example\",\"x\")".to_owned();
    report.operator.name = "-5 nodes".to_owned();
    folder.put("report.json", &signed(&report, &identity("Ada", 1)));
    folder
        .run(&["table", "report.json", "--csv", "--output", "tables"])
        .exits(0);
    let text = String::from_utf8(folder.read("tables/reports.csv")).unwrap();
    assert!(text.contains(",\"'=HYPERLINK(\"\"https"), "{text}");
    assert!(text.contains(",-5 nodes,"), "{text}");
    assert_eq!(text.matches("\r\n").count(), 2);
}

#[test]
fn columns_are_explained_in_the_manual_as_they_are() {
    let manual = include_str!("../TABLES.md");
    let folder = Folder::new();
    let columns = folder.run(&["table", "--columns"]).exits(0).out;
    let schema = folder.run(&["schema", "assay-table"]).exits(0).json();
    let tables = schema["tables"].as_array().unwrap();
    let all = tables
        .iter()
        .flat_map(|table| table["columns"].as_array().unwrap());
    for column in all {
        let name = column["name"].as_str().unwrap();
        assert!(columns.contains(&format!("| `{name}` | ")), "{name}");
    }
    // `assay table --columns` prints what stands there.
    assert!(manual.ends_with(&columns), "{columns}");
}
