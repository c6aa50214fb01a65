//! The table of the audit.

use assay_assessment::Status;
use assay_exchange::ciso_assistant::{LIBRARY, files};
use assay_report::document::Report;

use crate::{
    assessable, bytes, check_library,
    common::{Filling, report},
    library, nodes, reports, rows, sparse, with_own_risk,
};

#[test]
fn the_verdicts_are_those_of_the_report() {
    for (kind, report) in reports() {
        let rows = rows(&report);
        assert_eq!(rows.len(), report.controls().count());
        for (row, control) in rows.iter().zip(report.controls()) {
            let expected = match control.status {
                Status::Implemented => ["compliant", "done"],
                Status::Partial => ["partially_compliant", "done"],
                Status::Fails => ["non_compliant", "done"],
                Status::NotApplicable => ["not_applicable", "done"],
                Status::NotTested => ["not_assessed", "to_do"],
            };
            let found = ["compliance_result", "requirement_progress"].map(|column| &row[column]);
            assert_eq!(found, expected.each_ref(), "{kind}: {}", control.id);
            assert_eq!(
                (&row["ref_id"], row["assessable"].as_str()),
                (&control.id, "x")
            );
            for score in ["implementation_score", "documentation_score", "score"] {
                assert_eq!(row[score], "", "{kind}: {}", control.id);
            }
        }
    }
}

/// An edition whose identifiers are what importers stumble over.
fn of_other_identifiers() -> Report {
    let mut report = report(&Filling::default());
    let ids = [
        "5.10", "AC-1", "ac-1", "=1+1", "@x", "ac 1", "true", "same", "日本", "x",
    ];
    let group = report.sections[0].id.clone();
    let mut controls = report.sections.iter_mut().flat_map(|section| {
        section
            .groups
            .iter_mut()
            .flat_map(|group| &mut group.controls)
    });
    for id in ids {
        controls.next().unwrap().id = id.to_owned();
    }
    // The same as a section, and one that is longer than any place for it.
    controls.next().unwrap().id = group;
    controls.next().unwrap().id = "long-".repeat(100);
    drop(controls);
    report
}

#[test]
fn a_row_leads_to_its_own_control_and_to_no_other_node() {
    for (kind, report) in [
        ("as it is", report(&Filling::default())),
        ("other identifiers", of_other_identifiers()),
    ] {
        check_library(kind, &report);
        let library = library(&report);
        let rows = rows(&report);
        let mut by_urn = 0;
        for (row, node) in rows.iter().zip(assessable(&library)) {
            assert_eq!(row["urn"], node["urn"].as_str().unwrap(), "{kind}");
            if row["ref_id"].is_empty() {
                by_urn += 1;
                continue;
            }
            // The importer takes the first that it finds.
            let found = nodes(&library)
                .iter()
                .find(|node| node["ref_id"] == *row["ref_id"]);
            assert_eq!(found.unwrap()["urn"], node["urn"], "{kind}");
            assert!(
                row["ref_id"].starts_with(|first: char| first.is_ascii_alphabetic()),
                "{kind}"
            );
        }
        // 5.10, =1+1, @x, true, 日本, and the one that is called as a section.
        assert_eq!(by_urn, if kind == "as it is" { 0 } else { 6 });
    }
}

#[test]
fn nothing_is_calculated_and_nothing_breaks_the_table() {
    let mut report = report(&Filling::default());
    let count = report.controls().count();
    let control = &mut report.sections[0].groups[0].controls[0];
    let formula = "=HYPERLINK(\"https://example.org\";\"<a>\")";
    control.short_title = formula.to_owned();
    control.reason = format!("{formula}\r\n=1+1,\"\n\u{0}\u{1b}");
    control.note = "```\nnever closed".to_owned();
    // Of this one, only a list is said.
    let control = &mut report.sections[0].groups[1].controls[0];
    (control.reason, control.note) = (String::new(), String::new());
    assert!(!control.methods.is_empty());
    let rows = rows(&report);
    assert_eq!(rows.len(), count);
    assert_eq!(rows[0]["name"], format!("'{formula}"));
    assert!(rows[0]["observations"].starts_with(&format!("Reason: {formula}")));
    assert!(rows[0]["observations"].contains("\u{fffd}\u{fffd}"));
    assert!(rows[1]["observations"].contains("- Methods: "));
    for row in &rows {
        // What is guarded would be another text for who imports it.
        for column in ["urn", "ref_id", "compliance_result", "observations"] {
            assert!(!row[column].starts_with('\''), "{column}: {}", row[column]);
        }
    }
}

#[test]
fn what_many_controls_name_does_not_fill_the_memory() {
    let mut report = report(&Filling::default());
    report.evidence[0].description = "d".repeat(2 * 1024 * 1024);
    let id = report.evidence[0].id.clone();
    let all = report
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.groups);
    for control in all.flat_map(|group| &mut group.controls) {
        // Named twice, it stands once.
        control.evidence = vec![id.clone(), id.clone()];
    }
    let refused = files(&report).unwrap_err().to_string();
    assert!(
        refused.contains("64 MiB") && refused.contains("take the JSON"),
        "{refused}"
    );
    report.evidence[0].description = "d".repeat(1_000_000);
    let row = &rows(&report)[0];
    assert_eq!(
        row["observations"]
            .matches(&report.evidence[0].description)
            .count(),
        1
    );
    // The threats of all controls are names of 80 bytes in the library, and may be of 3 in the report.
    let risk = report.sections[0].groups[0].controls[0].risks[0].clone();
    report.sections[0].groups[0].controls[0].risks = vec![risk; 1_000_000];
    assert!(files(&report).unwrap_err().to_string().contains("64 MiB"));
    report.sections.clear();
    assert!(
        files(&report)
            .unwrap_err()
            .to_string()
            .contains("no controls")
    );
}

#[test]
fn each_row_says_where_it_comes_from_and_whether_that_is_an_example() {
    let mut report = report(&Filling::default());
    assert!(report.example);
    let example = "It is an example";
    for row in rows(&report) {
        let said = &row["observations"];
        assert!(
            said.contains(&report.id) && said.contains("signed by nobody"),
            "{said}"
        );
        assert!(said.contains(&report.journal.head.to_string()), "{said}");
        assert!(said.contains(example), "{said}");
    }
    report.example = false;
    assert!(
        rows(&report)
            .iter()
            .all(|row| !row["observations"].contains(example))
    );
}

#[test]
fn a_risk_of_the_assessors_own_stands_beside_the_control_and_in_no_library() {
    let (report, own) = with_own_risk(report(&Filling::default()));
    assert!(
        !String::from_utf8(bytes(&report, LIBRARY))
            .unwrap()
            .contains(&own.title)
    );
    let rows = rows(&report);
    assert!(
        rows[0]["observations"].contains(&format!("the assessor added: {} {}", own.id, own.title))
    );
    assert!(!rows[1]["observations"].contains(&own.id));
}

#[test]
fn what_a_rule_found_of_a_risk_is_not_said_of_a_control_that_is_called_the_same() {
    let mut report = sparse();
    let found = |report: &Report| {
        let rows = rows(report);
        rows.iter()
            .filter(|row| row["observations"].contains("**X-ray**"))
            .count()
    };
    let before = found(&report);
    assert!(before > 1);
    let with = rows(&report)
        .iter()
        .position(|row| row["observations"].contains("**X-ray**"))
        .unwrap();
    let id = report.controls().nth(with).unwrap().id.clone();
    report.register.categories[0].risks[0].id = id;
    assert_eq!(found(&report), before - 1);
}
