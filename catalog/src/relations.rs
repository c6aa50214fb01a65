//! The relations between controls, risks, mitigations and criteria, worked out once.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    ControlGroup, ControlId, Criterion, CriterionSource, GroupId, InheritedCriterion, Mitigation,
    MitigationId, Risk, RiskId, RiskScope, RiskState, Section, SectionId,
};

/// All relations in both directions. Lists are in catalog order (controls, mitigations) or sorted
/// (risks, criteria), and hold nothing twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Relations {
    pub(crate) risks_of_control: BTreeMap<ControlId, Vec<RiskId>>,
    pub(crate) controls_of_risk: BTreeMap<RiskId, Vec<ControlId>>,
    pub(crate) risks_of_mitigation: BTreeMap<MitigationId, Vec<RiskId>>,
    pub(crate) mitigations_of_risk: BTreeMap<RiskId, Vec<MitigationId>>,
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
        relations
    }

    /// The active risks that a scope means: retired ones are followed to their successors, a
    /// category stands for its active risks.
    fn resolve(&self, scope: &RiskScope, risks: &[Risk]) -> Vec<RiskId> {
        let mut resolved = BTreeSet::new();
        for risk in risks.iter().filter(|risk| risk.is_active()) {
            if scope.all_risks
                || scope.categories.contains(&risk.category)
                || scope.risks.contains(&risk.id)
            {
                resolved.insert(risk.id);
            }
        }
        for retired in &scope.risks {
            resolved.extend(self.successors.get(retired).into_iter().flatten());
        }
        resolved.into_iter().collect()
    }
}

/// The active risks that took the place of each retired one, however many steps away.
fn successors(risks: &[Risk]) -> BTreeMap<RiskId, Vec<RiskId>> {
    let by_id: BTreeMap<RiskId, &Risk> = risks.iter().map(|risk| (risk.id, risk)).collect();
    let mut all = BTreeMap::new();
    for retired in risks.iter().filter(|risk| !risk.is_active()) {
        let mut seen = BTreeSet::new();
        let mut found = BTreeSet::new();
        let mut waiting = vec![retired];
        while let Some(risk) = waiting.pop() {
            match &risk.state {
                RiskState::Active { .. } => {
                    found.insert(risk.id);
                }
                RiskState::Retired { replaced_by } => {
                    for next in replaced_by.iter().filter_map(|id| by_id.get(id)) {
                        if seen.insert(next.id) {
                            waiting.push(next);
                        }
                    }
                }
            }
        }
        all.insert(retired.id, found.into_iter().collect());
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
