//! What the list says about each control.

use std::collections::BTreeSet;

use assay_assessment::{ActionState, Assessment, Confirmation, Day, Method, Status};
use assay_catalog::{Catalog, ControlId};

use crate::words::controls::Said;

/// What a row says about its control.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ControlFacts {
    /// The status.
    pub status: Status,
    /// How many items of evidence support it.
    pub evidence: usize,
    /// How the assessor came to know.
    pub methods: BTreeSet<Method>,
    /// How many open actions mend it.
    pub actions: usize,
    /// The first day by which one of those is due.
    pub due: Option<Day>,
    /// Whether a reason is written.
    pub has_reason: bool,
    /// Whether a note is written.
    pub has_note: bool,
    /// How far what the assessment before found is confirmed.
    pub confirmation: Option<Confirmation>,
}

impl ControlFacts {
    /// The facts of every control, in the catalog's order. One pass over evidence and actions, so
    /// that it stays quick with a library of many hundred items.
    #[must_use]
    pub fn of_all(assessment: &Assessment, catalog: &Catalog) -> Vec<Self> {
        let mut all: Vec<_> = catalog
            .controls()
            .iter()
            .map(
                |control| match assessment.control_if_touched(control.id()) {
                    Some(finding) => Self {
                        status: finding.status,
                        methods: finding.methods.clone(),
                        has_reason: !finding.reason.trim().is_empty(),
                        has_note: !finding.note.trim().is_empty(),
                        confirmation: finding.confirmation(),
                        ..Self::default()
                    },
                    None => Self::default(),
                },
            )
            .collect();
        let places: std::collections::BTreeMap<&ControlId, usize> = catalog
            .controls()
            .iter()
            .enumerate()
            .map(|(place, control)| (control.id(), place))
            .collect();
        let place_of = |control: &ControlId| places.get(control).copied();
        for item in assessment.evidence().values() {
            for place in item.controls.iter().filter_map(place_of) {
                if let Some(facts) = all.get_mut(place) {
                    facts.evidence += 1;
                }
            }
        }
        let open = |state| matches!(state, ActionState::Open);
        for action in assessment
            .actions()
            .values()
            .filter(|each| open(each.state))
        {
            for place in action.controls.iter().filter_map(place_of) {
                if let Some(facts) = all.get_mut(place) {
                    facts.actions += 1;
                    facts.due = [facts.due, action.due].into_iter().flatten().min();
                }
            }
        }
        all
    }

    /// What of this the line below the title says, in its order. A note is named only where there is
    /// nothing else to say.
    #[must_use]
    pub fn said(&self, today: Day) -> Vec<Said<'_>> {
        let action = match (self.actions, self.due) {
            (0, _) => None,
            (_, Some(due)) if due < today => Some(Said::ActionOverdue { since: due }),
            (_, Some(due)) => Some(Said::ActionDue(due)),
            (open, None) => Some(Said::ActionsOpen(open)),
        };
        let confirmation = self
            .confirmation
            .filter(|each| *each != Confirmation::Confirmed);
        let said: Vec<_> = [
            confirmation.map(Said::Confirmation),
            (self.evidence > 0).then_some(Said::Evidence(self.evidence)),
            (!self.methods.is_empty()).then_some(Said::Methods(&self.methods)),
            (self.status == Status::NotApplicable && self.has_reason).then_some(Said::ReasonGiven),
            action,
        ]
        .into_iter()
        .flatten()
        .collect();
        if said.is_empty() && self.has_note {
            return vec![Said::Note];
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn an_untouched_control_has_nothing_to_say() {
        assert_eq!(ControlFacts::default().said(on("2026-11-22")), []);
    }

    #[test]
    fn evidence_methods_and_the_action_are_said() {
        let due = on("2026-12-12");
        let facts = ControlFacts {
            status: Status::Partial,
            evidence: 4,
            methods: [Method::Test, Method::Examine].into(),
            actions: 2,
            due: Some(due),
            has_note: true,
            ..ControlFacts::default()
        };
        let (evidence, methods) = (Said::Evidence(4), Said::Methods(&facts.methods));
        assert_eq!(facts.said(due), [evidence, methods, Said::ActionDue(due)]);
        assert_eq!(
            facts.said(on("2027-01-01")),
            [evidence, methods, Said::ActionOverdue { since: due }]
        );
    }

    #[test]
    fn what_is_carried_over_is_said_until_it_is_confirmed() {
        let said = |confirmation| {
            let facts = ControlFacts {
                confirmation: Some(confirmation),
                ..ControlFacts::default()
            };
            facts.said(on("2026-11-22")).len()
        };
        assert_eq!(Confirmation::ALL.map(said), [1, 1, 0, 1]);
    }

    #[test]
    fn a_reason_is_named_only_where_one_is_required() {
        let facts = ControlFacts {
            status: Status::NotApplicable,
            has_reason: true,
            has_note: true,
            ..ControlFacts::default()
        };
        assert_eq!(facts.said(on("2026-11-22")), [Said::ReasonGiven]);
        let failing = ControlFacts {
            status: Status::Fails,
            ..facts
        };
        assert_eq!(failing.said(on("2026-11-22")), [Said::Note]);
    }
}
