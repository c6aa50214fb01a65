//! Controls, risks, mitigations and criteria in both directions, and the published traps.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use std::collections::BTreeSet;

use assay_catalog::{
    ControlId, Criterion, CriterionSource, Editions, FrameworkId, GroupId, MitigationId,
    MitigationSectionId, Risk, RiskId, RiskState, SectionId,
};

#[test]
fn retired_risks_resolve_to_their_successors_and_none_is_listed_twice() {
    // The group names SLS11, SLS12, SLS13 and DOW18 (all now HCK4), DOW16 (HCK2), GIR5 (HCK3).
    assert_eq!(
        risks_of("req-document-process-relevant"),
        [
            "SLS1", "SLS2", "SLS3", "SLS4", "SLS5", "SLS14", "SLS15", "SLS17", "SLS18", "HCK2",
            "HCK3", "HCK4"
        ]
    );
    // KEC2, KEC3 and KEC10 each have two successors.
    let records = risks_of("req-maintain-records");
    for risk in ["HCK1", "HCK2", "HCK3", "HCK4"] {
        assert_eq!(records.iter().filter(|each| *each == risk).count(), 1);
    }
}

#[test]
fn every_relation_is_to_active_risks_in_the_order_of_the_edition_and_without_repetition() {
    let catalog = Editions::bundled_draft();
    let of_controls = catalog
        .controls()
        .iter()
        .map(|control| catalog.risks_addressed_by(control.id()));
    let of_mitigations = catalog
        .mitigations()
        .iter()
        .map(|mitigation| catalog.risks_mitigated_by(mitigation.id()));
    let place = |risk: &Risk| catalog.risks().iter().position(|each| each == risk);
    for risks in of_controls.chain(of_mitigations) {
        assert!(risks.iter().all(|risk| risk.is_active()));
        assert!(risks.is_sorted_by(|left, right| place(left) < place(right)));
    }
}

#[test]
fn a_whole_category_stands_for_its_active_risks() {
    let key_management = risks_of("req-manage-keys");
    assert_eq!(
        key_management,
        [
            "KEC1", "KEC6", "KEC7", "KEC9", "HCK1", "HCK2", "HCK3", "HCK4"
        ]
    );
    let secure_development = risks_of("req-secure-development");
    let slashing = secure_development
        .iter()
        .filter(|risk| risk.starts_with("SLS"));
    assert_eq!(slashing.count(), 13);
    let by_category = mitigation("sec-mit-identify-incidents");
    let catalog = Editions::bundled_draft();
    let downtime = catalog
        .risks_mitigated_by(&by_category)
        .into_iter()
        .filter(|risk| risk.id().as_str().starts_with("DOW"));
    assert_eq!(downtime.count(), 17);
}

#[test]
fn all_risks_stands_for_every_active_risk() {
    let catalog = Editions::bundled_draft();
    let all: Vec<&Risk> = catalog.active_risks().collect();
    for id in [
        "req-document-risk-assessment",
        "req-test-coverage",
        "req-incident-response-plans",
        "req-revise-response-plans",
        "req-run-incident-simulations",
    ] {
        assert_eq!(catalog.risks_addressed_by(&control(id)), all);
    }
    let simulation = mitigation("sec-mit-incident-simulation");
    assert_eq!(catalog.risks_mitigated_by(&simulation), all);
}

#[test]
fn successors_are_active_and_the_removed_risk_has_none() {
    let catalog = Editions::bundled_draft();
    for risk in catalog.risks() {
        let successors = catalog.successors(risk.id());
        assert!(successors.iter().all(|successor| successor.is_active()));
        match risk.state() {
            RiskState::Active { .. } => assert!(successors.is_empty()),
            RiskState::Retired { replaced_by } => {
                assert_eq!(successors.is_empty(), replaced_by.is_empty());
            }
        }
    }
    assert!(catalog.successors(risk("SLS16")).is_empty());
    assert!(catalog.controls_addressing(risk("SLS16")).is_empty());
    let successors = catalog.successors(risk("KEC2"));
    let successors: Vec<_> = successors.iter().map(|risk| risk.id()).collect();
    assert_eq!(successors, [risk("HCK1"), risk("HCK2")]);
    assert_eq!(
        catalog.controls_addressing(risk("GIR5")),
        catalog.controls_addressing(risk("HCK3"))
    );
    assert_eq!(
        catalog.mitigations_for(risk("GIR5")),
        catalog.mitigations_for(risk("HCK3"))
    );
}

#[test]
fn numbers_that_never_were_and_numbers_from_zero() {
    let catalog = Editions::bundled_draft();
    assert!(catalog.risk(risk("GIR12")).is_none());
    assert!(catalog.controls_addressing(risk("GIR12")).is_empty());
    assert!(catalog.mitigations_for(risk("GIR12")).is_empty());
    assert!(catalog.risk(risk("SPS0")).is_some_and(Risk::is_active));
    let ids: Vec<_> = catalog.risks().iter().map(Risk::id).collect();
    let position = |id| ids.iter().position(|each| *each == risk(id)).unwrap();
    assert!(position("SLS2") < position("SLS10"));
    assert!(position("SLS20") < position("DOW1"));
}

#[test]
fn control_and_risk_relations_are_each_others_inverse() {
    let catalog = Editions::bundled_draft();
    let mut forward = BTreeSet::new();
    let mut backward = BTreeSet::new();
    for control in catalog.controls() {
        for risk in catalog.risks_addressed_by(control.id()) {
            forward.insert((control.id(), risk.id()));
        }
    }
    for risk in catalog.active_risks() {
        let controls = catalog.controls_addressing(risk.id());
        let places: Vec<_> = controls
            .iter()
            .map(|control| control.source_line())
            .collect();
        assert!(places.is_sorted(), "in the published order");
        for control in controls {
            backward.insert((control.id(), risk.id()));
        }
    }
    assert_eq!(forward, backward);
}

#[test]
fn mitigation_and_risk_relations_are_each_others_inverse() {
    let catalog = Editions::bundled_draft();
    let mut forward = BTreeSet::new();
    let mut backward = BTreeSet::new();
    for mitigation in catalog.mitigations() {
        for risk in catalog.risks_mitigated_by(mitigation.id()) {
            forward.insert((mitigation.id(), risk.id()));
        }
    }
    for risk in catalog.active_risks() {
        for mitigation in catalog.mitigations_for(risk.id()) {
            backward.insert((mitigation.id(), risk.id()));
        }
    }
    assert_eq!(forward, backward);
}

#[test]
fn a_section_of_mitigations_can_help_against_risks_itself() {
    let catalog = Editions::bundled_draft();
    let id = MitigationSectionId::parse("sec-mitigations-access-management").unwrap();
    let access = catalog.mitigation_section(&id).unwrap();
    assert_eq!(access.mitigates().risks().len(), 15);
    let risks = catalog.risks_mitigated_by_section(&id);
    let ids: Vec<_> = risks.iter().map(|risk| risk.id().to_string()).collect();
    assert_eq!(
        ids,
        [
            "FIN1", "DOW7", "HCK1", "HCK2", "HCK3", "HCK4", "GIR7", "GIR9", "GIR16", "GIR22",
            "SPS0"
        ]
    );
    for risk in catalog.active_risks() {
        let sections = catalog.mitigation_sections_for(risk.id());
        assert_eq!(sections.contains(&access), risks.contains(&risk));
        assert!(sections.iter().all(|section| section.id() == access.id()));
    }
}

#[test]
fn almost_all_risks_stands_for_all_of_them_and_says_so() {
    let catalog = Editions::bundled_draft();
    let almost: Vec<_> = catalog
        .groups()
        .iter()
        .filter(|group| group.addresses().almost_all_risks())
        .map(|group| group.id().as_str())
        .collect();
    assert_eq!(almost, ["ctrl-document-adequate-incident-response-plans"]);
}

#[test]
fn criteria_of_a_section_are_inherited_by_its_groups() {
    let catalog = Editions::bundled_draft();
    let access = SectionId::parse("sec-controls-access").unwrap();
    let named: Vec<_> = catalog
        .section(&access)
        .unwrap()
        .criteria()
        .iter()
        .map(|criterion| catalog.criterion_label(criterion))
        .collect();
    assert_eq!(
        named,
        ["OWASP A01", "ISO 27001 Annex A 5.15", "SOC 2 CC 6.1"]
    );

    let criteria = catalog.criteria_of(&control("req-segment-networks"));
    let labels: Vec<_> = criteria
        .iter()
        .map(|each| {
            (
                catalog.criterion_label(each.criterion()),
                each.is_inherited(),
            )
        })
        .collect();
    assert_eq!(
        labels,
        [
            ("ISO 27001 Annex A 5.15".to_owned(), true),
            ("ISO 27001 Annex A 8.22".to_owned(), false),
            ("OWASP A01".to_owned(), true),
            ("SOC 2 CC 6.1".to_owned(), true),
        ]
    );
    let group = GroupId::parse("ctrl-segment-networks-to-limit-access").unwrap();
    assert_eq!(criteria[1].source(), &CriterionSource::Group(group));
    assert_eq!(
        criteria[0].source(),
        &CriterionSource::Section(access.clone())
    );

    let controls = catalog.controls_corresponding_to(&criterion("ISO27001", "Annex A 5.15"));
    let sections: BTreeSet<_> = controls
        .iter()
        .map(|control| catalog.section_of(control).unwrap().id().clone())
        .collect();
    assert_eq!(sections, BTreeSet::from([access]));
    assert_eq!(controls.len(), 9);
}

#[test]
fn criteria_and_controls_are_each_others_inverse() {
    let catalog = Editions::bundled_draft();
    let mut from_controls = BTreeSet::new();
    for control in catalog.controls() {
        let criteria = catalog.criteria_of(control.id());
        assert!(criteria.is_sorted_by(|left, right| left.criterion() < right.criterion()));
        for each in criteria {
            from_controls.insert((control.id(), each.criterion()));
        }
    }
    let mut from_criteria = BTreeSet::new();
    for criterion in catalog.criteria() {
        let controls = catalog.controls_corresponding_to(criterion);
        assert!(!controls.is_empty());
        for control in controls {
            from_criteria.insert((control.id(), criterion));
        }
    }
    assert_eq!(from_controls, from_criteria);
}

#[test]
fn criteria_are_clean_distinct_and_sorted_by_number() {
    let catalog = Editions::bundled_draft();
    let labels: Vec<_> = catalog
        .criteria()
        .iter()
        .map(|criterion| catalog.criterion_label(criterion))
        .collect();
    insta::assert_snapshot!("criteria", labels.join("\n"));
    let incidents = catalog.controls_corresponding_to(&criterion("SOC2", "CC 9.1"));
    assert_eq!(incidents[0].id().as_str(), "req-incident-response-plans");
}

#[test]
fn one_sentence_with_two_controls_gives_each_its_half() {
    let catalog = Editions::bundled_draft();
    let encrypt = catalog.control(&control("req-encrypt-data")).unwrap();
    let direct = catalog
        .control(&control("req-direct-transmission"))
        .unwrap();
    assert_eq!(encrypt.source_line(), direct.source_line());
    assert_eq!(encrypt.sentence(), direct.sentence());
    assert_eq!(encrypt.statement(), "All data in transit MUST be encrypted");
    assert_eq!(
        direct.statement(),
        "All data in transit […] SHOULD use the most direct transmission available"
    );
    let with_sentence = catalog
        .controls()
        .iter()
        .filter(|each| each.sentence().is_some());
    assert_eq!(with_sentence.count(), 2);
}

#[test]
fn lines_that_mislead_are_not_followed() {
    let catalog = Editions::bundled_draft();
    // The page's title repeats this statement; the control itself stands in the catalog.
    let rollback = catalog.control(&control("req-enable-rollback")).unwrap();
    assert_eq!(rollback.source_line(), Some(307));
    // What follows the last control is the preamble of the appendix, not guidance.
    let last = GroupId::parse("ctrl-manage-counterparty-relationship-lifecycles").unwrap();
    assert!(catalog.group(&last).unwrap().guidance().is_empty());
    // The guidance on keys names two standards.
    let keys = GroupId::parse("ctrl-key-management").unwrap();
    let keys = catalog.group(&keys).unwrap();
    let standards: Vec<_> = keys.standards().iter().map(FrameworkId::as_str).collect();
    assert_eq!(standards, ["CCSS", "KMS"]);
}

#[test]
fn relations_of_every_control_are_reviewed() {
    let catalog = Editions::bundled_draft();
    let mut lines = Vec::new();
    for control in catalog.controls() {
        let risks = risks_of(control.id().as_str());
        let risks = if risks.len() == 74 {
            "all risks".to_owned()
        } else {
            risks.join(" ")
        };
        let criteria: Vec<_> = catalog
            .criteria_of(control.id())
            .iter()
            .map(|each| catalog.criterion_label(each.criterion()))
            .collect();
        lines.push(format!(
            "{} ({}) {}\n  {risks}\n  {}",
            control.id(),
            control.level(),
            control.short_title(),
            criteria.join(", ")
        ));
    }
    insta::assert_snapshot!("relations_of_controls", lines.join("\n"));
}

fn risks_of(id: &str) -> Vec<String> {
    let catalog = Editions::bundled_draft();
    let risks = catalog.risks_addressed_by(&control(id));
    risks.iter().map(|risk| risk.id().to_string()).collect()
}

fn control(id: &str) -> ControlId {
    ControlId::parse(id).unwrap()
}

fn mitigation(id: &str) -> MitigationId {
    MitigationId::parse(id).unwrap()
}

fn risk(id: &str) -> RiskId {
    RiskId::parse(id).unwrap()
}

fn criterion(framework: &str, reference: &str) -> Criterion {
    Criterion::new(
        FrameworkId::parse(framework).unwrap(),
        Some(reference.to_owned()),
    )
}
