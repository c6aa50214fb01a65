//! Conformance: sums, and the verdict that follows from them.

mod support;

use assay_assessment::{
    Assessment, Edit, Status,
    conformance::{Conformance, Tally, Verdict},
};
use assay_catalog::{ControlId, Level};
use proptest::{collection, prelude::*, sample::select};
use support::*;

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
    catalog()
        .control(control)
        .map_or(Level::Must, |control| control.level())
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
        let expected = if statuses.contains(&Status::NotTested) {
            Verdict::NotYetDetermined
        } else if failing {
            Verdict::DoesNotConform
        } else {
            Verdict::Conforms
        };
        prop_assert_eq!(Conformance::of(&assessment, catalog()).verdict(), expected);
    }
}

#[test]
fn the_verdict_for_each_level_and_status() {
    let mut table = Vec::new();
    for changed in Level::ALL {
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
fn explanations_are_sentences() {
    let failing = |control: &ControlId| match level(control) {
        Level::Must | Level::MustNot => Status::Fails,
        Level::Should => Status::Partial,
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
