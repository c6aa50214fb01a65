//! Files that are refused, and what is said of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a helper that fails makes its test fail"
)]

use assay_import::{MAX_OSCAL_BYTES, OscalProblem, ProblemKind, read_oscal_catalog};
use serde_json::{Value, json};

const EVERY_CONSTRUCT: &str = include_str!("oscal/every-construct.json");

/// The problems for which a file is refused, as sentences with their places.
fn refused(bytes: &[u8]) -> Vec<String> {
    let error = read_oscal_catalog(bytes).expect_err("the file is refused");
    error.problems.iter().map(ToString::to_string).collect()
}

/// A catalog with some members changed: a JSON Pointer and what stands there.
fn changed(changes: &[(&str, Value)]) -> String {
    let mut catalog: Value = serde_json::from_str(EVERY_CONSTRUCT).unwrap();
    for (pointer, value) in changes {
        *catalog.pointer_mut(pointer).unwrap() = value.clone();
    }
    catalog.to_string()
}

#[test]
fn what_is_no_catalog_is_named() {
    let profile = refused(br#"{ "profile": { "uuid": "x" } }"#);
    assert!(profile[0].contains("an OSCAL profile") && profile[0].contains("resolve the profile"));
    for (member, words) in [
        ("component-definition", "component definition"),
        ("system-security-plan", "system security plan"),
        ("assessment-results", "assessment results"),
    ] {
        let problems = refused(json!({ member: {} }).to_string().as_bytes());
        assert!(problems[0].contains(words), "{problems:?}");
    }
    let kind = |bytes: &[u8]| {
        read_oscal_catalog(bytes).unwrap_err().problems[0]
            .kind
            .clone()
    };
    for other in [
        &b"{}"[..],
        b"[]",
        b"7",
        b"null",
        br#"{ "catalog": [] }"#,
        br#""catalog""#,
    ] {
        assert_eq!(kind(other), OscalProblem::NotOscal.into());
    }
    assert_eq!(kind(b"<catalog/>"), OscalProblem::Xml.into());
    assert!(matches!(
        kind(b"catalog: {}"),
        ProblemKind::Oscal(OscalProblem::NotJson { .. })
    ));
    assert!(matches!(
        kind(b"\xff\xfe"),
        ProblemKind::Oscal(OscalProblem::NotJson { .. })
    ));
    assert!(matches!(
        kind(b""),
        ProblemKind::Oscal(OscalProblem::NotJson { .. })
    ));
    let deep = [b"[".repeat(10_000), b"]".repeat(10_000)].concat();
    assert!(matches!(
        kind(&deep),
        ProblemKind::Oscal(OscalProblem::NotJson { .. })
    ));
    let twice = br#"{ "catalog": {}, "catalog": {} }"#;
    assert!(refused(twice)[0].contains("\"catalog\" stands twice"));
    let large = vec![b' '; MAX_OSCAL_BYTES + 1];
    assert_eq!(
        kind(&large),
        OscalProblem::FileTooLarge { bytes: large.len() }.into()
    );
}

#[test]
fn every_problem_is_named_with_its_place() {
    let text = changed(&[
        ("/catalog/metadata/published", json!("yesterday")),
        ("/catalog/metadata/version", json!("")),
        ("/catalog/metadata/oscal-version", json!("2.0.0")),
        ("/catalog/groups/0/controls/1/id", json!("br-1.1")),
        ("/catalog/groups/0/controls/2/id", json!("_br")),
        ("/catalog/groups/0/controls/0/title", json!(7)),
        ("/catalog/groups/0/controls/0/params/6/id", json!("all_prm")),
        ("/catalog/groups/1/groups/0/controls/0/parts", json!({})),
        (
            "/catalog/back-matter/resources/1/uuid",
            json!("1d0a7c52-4e7b-4f0e-8a4f-3c1b2a9d0e11"),
        ),
        ("/catalog/back-matter/resources/2/uuid", json!("ü")),
    ]);
    let problems = refused(text.as_bytes());
    for expected in [
        "/catalog/metadata/published: \"yesterday\" does not begin with a date",
        "/catalog/metadata: \"version\" is missing or empty",
        "/catalog/metadata/oscal-version: the catalog is of OSCAL \"2.0.0\"",
        "br-1.1, /catalog/groups/0/controls/1: \"br-1.1\" stands already at br-1.1, \
         /catalog/groups/0/controls/0/controls/0",
        "_br, /catalog/groups/0/controls/2/id: the identifier \"_br\" has to begin with",
        "br-1, /catalog/groups/0/controls/0/title: a text is needed here, but there is a number",
        "br-1, /catalog/groups/0/controls/0/params/6: \"all_prm\" stands already at \
         /catalog/params/0",
        "wt-1, /catalog/groups/1/groups/0/controls/0/parts: a list is needed here, but there is an object",
        "/catalog/back-matter/resources/1: \"1d0a7c52-4e7b-4f0e-8a4f-3c1b2a9d0e11\" stands already at",
        "/catalog/back-matter/resources/2/uuid: the identifier \"ü\"",
    ] {
        let found = problems
            .iter()
            .filter(|problem| problem.starts_with(expected))
            .count();
        assert_eq!(found, 1, "{expected}: {problems:#?}");
    }
    assert_eq!(problems.len(), 10, "{problems:#?}");
}

#[test]
fn a_catalog_without_controls_in_force_is_refused() {
    let text = changed(&[
        ("/catalog/controls", json!([])),
        ("/catalog/groups", json!([{ "title": "Empty" }])),
    ]);
    assert_eq!(
        refused(text.as_bytes()),
        ["/catalog: the catalog has no control, or only withdrawn ones"]
    );
}

#[test]
fn parameters_that_grow_beyond_every_bound_are_refused() {
    let next = |number: usize| format!("{{{{ insert: param, p{} }}}} ", number + 1).repeat(50);
    let mut parameters: Vec<_> = (0..15)
        .map(|number| json!({ "id": format!("p{number}"), "label": next(number) }))
        .collect();
    parameters.push(json!({ "id": "p15", "label": "x".repeat(50) }));
    let prose = json!([{ "name": "statement", "prose": "{{ insert: param, p0 }}" }]);
    let text = changed(&[
        ("/catalog/params", json!(parameters)),
        ("/catalog/controls/0/parts", prose),
        ("/catalog/groups", json!([])),
    ]);
    let problems = refused(text.as_bytes());
    assert!(
        problems[0].contains("bytes that an edition may have"),
        "{problems:?}"
    );
}

#[test]
fn more_controls_than_anybody_assesses_are_refused() {
    let controls: Vec<Value> = (0..20_001)
        .map(|number| json!({ "id": format!("c{number}") }))
        .collect();
    let text = changed(&[
        ("/catalog/controls", json!(controls)),
        ("/catalog/groups", json!([])),
    ]);
    let problems = refused(text.as_bytes());
    assert_eq!(
        problems,
        ["/catalog: the catalog has 20001 controls; at most 20000 are read"]
    );
}
