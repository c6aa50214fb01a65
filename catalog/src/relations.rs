//! The relations between controls, risks, mitigations and criteria, worked out once.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    ControlGroup, ControlId, Criterion, CriterionSource, GroupId, InheritedCriterion, Mitigation,
    MitigationId, MitigationSection, MitigationSectionId, Risk, RiskId, RiskScope, RiskState,
    Section, SectionId,
};

/// All relations in both directions. Lists are in the order of the edition, or sorted (criteria), and
/// hold nothing twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Relations {
    pub(crate) risks_of_control: BTreeMap<ControlId, Vec<RiskId>>,
    pub(crate) controls_of_risk: BTreeMap<RiskId, Vec<ControlId>>,
    pub(crate) risks_of_mitigation: BTreeMap<MitigationId, Vec<RiskId>>,
    pub(crate) mitigations_of_risk: BTreeMap<RiskId, Vec<MitigationId>>,
    pub(crate) risks_of_mitigation_section: BTreeMap<MitigationSectionId, Vec<RiskId>>,
    pub(crate) mitigation_sections_of_risk: BTreeMap<RiskId, Vec<MitigationSectionId>>,
    pub(crate) criteria_of_control: BTreeMap<ControlId, Vec<InheritedCriterion>>,
    pub(crate) controls_of_criterion: BTreeMap<Criterion, Vec<ControlId>>,
    pub(crate) successors: BTreeMap<RiskId, Vec<RiskId>>,
}

impl Relations {
    /// Works the relations out. `groups` and `mitigations` are in catalog order.
    pub(crate) fn new(
        sections: &[Section],
        groups: &[ControlGroup],
        risks: &[Risk],
        mitigations: &[Mitigation],
        mitigation_sections: &[MitigationSection],
    ) -> Self {
        let mut relations = Self {
            successors: successors(risks),
            ..Self::default()
        };
        for group in groups {
            let addressed = relations.resolve(&group.addresses, risks);
            let section = sections.iter().find(|each| each.id == group.section);
            let criteria = criteria_of_group(group, section);
            for control in &group.controls {
                for risk in &addressed {
                    let controls = relations.controls_of_risk.entry(*risk).or_default();
                    controls.push(control.clone());
                }
                for each in &criteria {
                    let key = each.criterion.clone();
                    let controls = relations.controls_of_criterion.entry(key).or_default();
                    controls.push(control.clone());
                }
                relations
                    .risks_of_control
                    .insert(control.clone(), addressed.clone());
                relations
                    .criteria_of_control
                    .insert(control.clone(), criteria.clone());
            }
        }
        for mitigation in mitigations {
            let mitigated = relations.resolve(&mitigation.mitigates, risks);
            for risk in &mitigated {
                let mitigations = relations.mitigations_of_risk.entry(*risk).or_default();
                mitigations.push(mitigation.id.clone());
            }
            relations
                .risks_of_mitigation
                .insert(mitigation.id.clone(), mitigated);
        }
        for section in mitigation_sections {
            let mitigated = relations.resolve(&section.mitigates, risks);
            for risk in &mitigated {
                let sections = relations.mitigation_sections_of_risk.entry(*risk);
                sections.or_default().push(section.id.clone());
            }
            relations
                .risks_of_mitigation_section
                .insert(section.id.clone(), mitigated);
        }
        relations
    }

    /// The active risks that a scope means, in the order of the edition: retired ones are followed
    /// to their successors, a category stands for its active risks.
    fn resolve(&self, scope: &RiskScope, risks: &[Risk]) -> Vec<RiskId> {
        let named: BTreeSet<RiskId> = scope
            .risks
            .iter()
            .chain(
                scope
                    .risks
                    .iter()
                    .filter_map(|retired| self.successors.get(retired))
                    .flatten(),
            )
            .copied()
            .collect();
        risks
            .iter()
            .filter(|risk| {
                risk.is_active()
                    && (scope.all_risks()
                        || named.contains(&risk.id)
                        || scope.categories.contains(&risk.category))
            })
            .map(|risk| risk.id)
            .collect()
    }
}

/// The active risks that took the place of each retired one, however many steps away, in the order
/// of the edition.
fn successors(risks: &[Risk]) -> BTreeMap<RiskId, Vec<RiskId>> {
    let by_id: BTreeMap<RiskId, (usize, &Risk)> = risks
        .iter()
        .enumerate()
        .map(|(place, risk)| (risk.id, (place, risk)))
        .collect();
    let mut all = BTreeMap::new();
    for retired in risks.iter().filter(|risk| !risk.is_active()) {
        let mut seen = BTreeSet::new();
        let mut found = BTreeSet::new();
        let mut waiting = vec![(0, retired)];
        while let Some((place, risk)) = waiting.pop() {
            match &risk.state {
                RiskState::Active { .. } => {
                    found.insert((place, risk.id));
                }
                RiskState::Retired { replaced_by } => {
                    for next in replaced_by.iter().filter_map(|id| by_id.get(id)) {
                        if seen.insert(next.1.id) {
                            waiting.push(*next);
                        }
                    }
                }
            }
        }
        let found = found.into_iter().map(|(_, id)| id).collect();
        all.insert(retired.id, found);
    }
    all
}

/// A group's own criteria, and those of its section that it does not name itself; sorted.
fn criteria_of_group(group: &ControlGroup, section: Option<&Section>) -> Vec<InheritedCriterion> {
    let from_group = |id: &GroupId| CriterionSource::Group(id.clone());
    let from_section = |id: &SectionId| CriterionSource::Section(id.clone());
    let mut sources: BTreeMap<&Criterion, CriterionSource> = BTreeMap::new();
    for criterion in &group.criteria {
        sources.insert(criterion, from_group(&group.id));
    }
    if let Some(section) = section {
        for criterion in &section.criteria {
            sources
                .entry(criterion)
                .or_insert_with(|| from_section(&section.id));
        }
    }
    sources
        .into_iter()
        .map(|(criterion, source)| InheritedCriterion {
            criterion: criterion.clone(),
            source,
        })
        .collect()
}
