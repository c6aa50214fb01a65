//! Conformance: sums, and the verdict that follows from them.

#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::support::*;
use assay_assessment::{
    Assessment, Edit, Status,
    conformance::{Conformance, Tally, Verdict},
};
use assay_catalog::{ControlId, Level};
use proptest::{collection, prelude::*, sample::select};

/// An assessment in which each control has the status that `status_of` says.
fn with_statuses(status_of: impl Fn(usize, &ControlId) -> Status) -> Assessment {
    let controls = catalog().controls().iter().enumerate();
    let edits = controls.map(|(place, control)| Edit::SetControlStatus {
        control: control.id().clone(),
        status: status_of(place, control.id()),
    });
    record_after(edits).assessment().clone()
}

fn level(control: &ControlId) -> Level {
    catalog().control(control).unwrap().level()
}

fn sum(parts: impl Iterator<Item = Conformance>) -> (u32, u32, u32, u32) {
    parts.fold((0, 0, 0, 0), |sum, part| {
        (
            sum.0 + part.mandatory.total(),
            sum.1 + part.mandatory.failing(),
            sum.2 + part.recommended.passing(),
            sum.3 + part.all().not_tested,
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn groups_sum_to_sections_and_sections_to_the_whole(
        statuses in collection::vec(select(Status::ALL.to_vec()), 64)
    ) {
        let assessment = with_statuses(|place, _| statuses[place]);
        let whole = Conformance::of(&assessment, catalog());
        prop_assert_eq!(whole.mandatory.total(), 56);
        prop_assert_eq!(whole.recommended.total(), 8);
        let sections = catalog().sections().iter().map(|section| Conformance::of_section(&assessment, catalog(), section));
        prop_assert_eq!(sum(sections), sum([whole].into_iter()));
        for section in catalog().sections() {
            let groups = section.groups().iter().filter_map(|group| catalog().group(group));
            let groups = groups.map(|group| Conformance::of_group(&assessment, catalog(), group));
            prop_assert_eq!(
                sum(groups),
                sum([Conformance::of_section(&assessment, catalog(), section)].into_iter())
            );
        }
        for status in Status::ALL {
            let count = statuses.iter().filter(|each| **each == status).count();
            prop_assert_eq!(whole.all().of(status) as usize, count);
        }
        let tally = whole.all();
        prop_assert_eq!(tally.tested(), tally.passing() + tally.failing());
    }

    #[test]
    fn the_verdict_follows_from_the_statuses(
        statuses in collection::vec(select(vec![Status::Implemented, Status::Implemented, Status::NotApplicable, Status::Partial, Status::Fails, Status::NotTested]), 64)
    ) {
        let assessment = with_statuses(|place, _| statuses[place]);
        let controls = catalog().controls();
        let failing = controls.iter().zip(&statuses).any(|(control, status)| {
            control.level().is_mandatory() && status.passes() == Some(false)
        });
        // What fails decides, because no further test can change it.
        let expected = if failing {
            Verdict::DoesNotConform
        } else if statuses.contains(&Status::NotTested) {
            Verdict::NotYetDetermined
        } else {
            Verdict::Conforms
        };
        let conformance = Conformance::of(&assessment, catalog());
        prop_assert_eq!(conformance.verdict(), expected);
        // How many are not tested yet is said beside every verdict, and only where some are.
        let untested = statuses.iter().filter(|each| **each == Status::NotTested).count();
        prop_assert_eq!(
            conformance.remainder(),
            (untested > 0).then(|| format!("{untested} of 64 not tested yet"))
        );
        prop_assert_eq!(conformance.explanation().contains("not tested yet"), untested > 0);
    }
}

#[test]
fn the_verdict_for_each_level_and_status() {
    let mut table = Vec::new();
    for changed in catalog().edition().levels().iter().copied() {
        for status in Status::ALL {
            let first = catalog()
                .controls()
                .iter()
                .find(|control| control.level() == changed)
                .map(|control| control.id().clone());
            let assessment = with_statuses(|_, control| {
                if Some(control) == first.as_ref() {
                    status
                } else {
                    Status::Implemented
                }
            });
            let conformance = Conformance::of(&assessment, catalog());
            table.push(format!(
                "{changed} {}: {} ({})",
                status.label(),
                conformance.verdict().label(),
                conformance.explanation()
            ));
        }
    }
    insta::assert_snapshot!(table.join("\n"));
}

#[test]
fn one_failing_must_decides_although_nothing_else_is_tested() {
    for (status, why) in [
        (Status::Fails, "1 mandatory control fails"),
        (Status::Partial, "1 mandatory control is partial"),
    ] {
        let first = catalog()
            .controls()
            .iter()
            .find(|control| control.level().as_str() == "MUST");
        let control = first.map(|control| control.id().clone()).unwrap();
        let record = record_after([Edit::SetControlStatus { control, status }]);
        let conformance = Conformance::of(record.assessment(), catalog());
        assert_eq!(conformance.verdict(), Verdict::DoesNotConform);
        assert_eq!(
            conformance.remainder().as_deref(),
            Some("63 of 64 not tested yet")
        );
        assert_eq!(
            conformance.explanation(),
            format!("{why}, which no further test can change. 63 controls are not tested yet.")
        );
    }
}

#[test]
fn a_failing_should_leaves_the_verdict_open_while_something_is_not_tested() {
    let first = catalog()
        .controls()
        .iter()
        .find(|control| control.level().as_str() == "SHOULD");
    let control = first.map(|control| control.id().clone()).unwrap();
    let record = record_after([Edit::SetControlStatus {
        control,
        status: Status::Fails,
    }]);
    let conformance = Conformance::of(record.assessment(), catalog());
    assert_eq!(conformance.verdict(), Verdict::NotYetDetermined);
}

#[test]
fn one_control_is_not_spoken_of_as_many() {
    let one = [catalog().controls()[0].id().clone()];
    let passing = with_statuses(|_, _| Status::Implemented);
    let of = |assessment: &Assessment| Conformance::of_controls(assessment, catalog(), &one);
    assert_eq!(of(&passing).explanation(), "The one control passes.");
    assert_eq!(of(&opened()).explanation(), "1 control is not tested yet.");
}

#[test]
fn explanations_are_sentences() {
    let failing = |control: &ControlId| {
        if level(control).is_mandatory() {
            Status::Fails
        } else {
            Status::Partial
        }
    };
    let explanations = [
        Conformance::of(&opened(), catalog()),
        Conformance::of(&with_statuses(|_, control| failing(control)), catalog()),
        Conformance::of(
            &with_statuses(|place, control| match place {
                0 => Status::NotTested,
                1 | 2 => Status::Partial,
                _ => failing(control),
            }),
            catalog(),
        ),
    ]
    .map(|conformance| conformance.explanation());
    insta::assert_snapshot!(explanations.join("\n"));
}

#[test]
fn a_control_of_another_catalog_is_not_counted() {
    let strange = [control("req-of-another-catalog")];
    let conformance = Conformance::of_controls(&opened(), catalog(), &strange);
    assert_eq!(conformance.all(), Tally::default());
}
