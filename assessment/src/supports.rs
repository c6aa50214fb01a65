//! What supports what, the other way round: evidence, actions and own risks by control and by risk, from
//! one pass over each. Whoever goes through all controls or risks would otherwise go through the whole
//! library for each.

use std::collections::BTreeMap;

use assay_catalog::{ControlId, RiskId};

use crate::{
    Action, ActionId, Assessment, Deficiency, DeficiencyId, Evidence, EvidenceId, OwnRisk,
};

/// Evidence, actions and own risks, by what they are linked with; each list by identifier.
#[derive(Debug, Default)]
pub struct Supports<'a> {
    evidence_of_control: BTreeMap<&'a ControlId, Vec<(&'a EvidenceId, &'a Evidence)>>,
    evidence_of_risk: BTreeMap<RiskId, Vec<(&'a EvidenceId, &'a Evidence)>>,
    actions_of_control: BTreeMap<&'a ControlId, Vec<(&'a ActionId, &'a Action)>>,
    actions_of_risk: BTreeMap<RiskId, Vec<(&'a ActionId, &'a Action)>>,
    deficiencies_of_control: BTreeMap<&'a ControlId, Vec<(&'a DeficiencyId, &'a Deficiency)>>,
    deficiencies_of_risk: BTreeMap<RiskId, Vec<(&'a DeficiencyId, &'a Deficiency)>>,
    own_risks_of_control: BTreeMap<&'a ControlId, Vec<(RiskId, &'a OwnRisk)>>,
}

impl<'a> Supports<'a> {
    /// What supports what in an assessment.
    #[must_use]
    pub fn of(assessment: &'a Assessment) -> Self {
        let mut supports = Self::default();
        for item in &assessment.evidence {
            for control in &item.1.controls {
                let of_control = supports.evidence_of_control.entry(control).or_default();
                of_control.push(item);
            }
            for risk in &item.1.risks {
                supports
                    .evidence_of_risk
                    .entry(*risk)
                    .or_default()
                    .push(item);
            }
        }
        for action in &assessment.actions {
            for control in &action.1.controls {
                let of_control = supports.actions_of_control.entry(control).or_default();
                of_control.push(action);
            }
            for risk in &action.1.risks {
                supports
                    .actions_of_risk
                    .entry(*risk)
                    .or_default()
                    .push(action);
            }
        }
        for deficiency in &assessment.deficiencies {
            for control in &deficiency.1.terms.controls {
                let of_control = supports.deficiencies_of_control.entry(control).or_default();
                of_control.push(deficiency);
            }
            for risk in &deficiency.1.terms.risks {
                let of_risk = supports.deficiencies_of_risk.entry(*risk).or_default();
                of_risk.push(deficiency);
            }
        }
        for (risk, own) in &assessment.own_risks {
            for control in &own.controls {
                let of_control = supports.own_risks_of_control.entry(control).or_default();
                of_control.push((*risk, own));
            }
        }
        supports
    }

    /// The evidence that supports a control.
    #[must_use]
    pub fn evidence_for_control(&self, control: &ControlId) -> &[(&'a EvidenceId, &'a Evidence)] {
        self.evidence_of_control
            .get(control)
            .map_or(&[], Vec::as_slice)
    }

    /// The evidence that supports a risk.
    #[must_use]
    pub fn evidence_for_risk(&self, risk: RiskId) -> &[(&'a EvidenceId, &'a Evidence)] {
        self.evidence_of_risk.get(&risk).map_or(&[], Vec::as_slice)
    }

    /// The actions that mend a control.
    #[must_use]
    pub fn actions_for_control(&self, control: &ControlId) -> &[(&'a ActionId, &'a Action)] {
        self.actions_of_control
            .get(control)
            .map_or(&[], Vec::as_slice)
    }

    /// The actions that lower a risk.
    #[must_use]
    pub fn actions_for_risk(&self, risk: RiskId) -> &[(&'a ActionId, &'a Action)] {
        self.actions_of_risk.get(&risk).map_or(&[], Vec::as_slice)
    }

    /// The deficiencies about a control.
    #[must_use]
    pub fn deficiencies_about_control(
        &self,
        control: &ControlId,
    ) -> &[(&'a DeficiencyId, &'a Deficiency)] {
        self.deficiencies_of_control
            .get(control)
            .map_or(&[], Vec::as_slice)
    }

    /// The deficiencies about a risk.
    #[must_use]
    pub fn deficiencies_about_risk(&self, risk: RiskId) -> &[(&'a DeficiencyId, &'a Deficiency)] {
        self.deficiencies_of_risk
            .get(&risk)
            .map_or(&[], Vec::as_slice)
    }

    /// The risks of the assessor's own that a control addresses.
    #[must_use]
    pub fn own_risks_addressed_by(&self, control: &ControlId) -> &[(RiskId, &'a OwnRisk)] {
        self.own_risks_of_control
            .get(control)
            .map_or(&[], Vec::as_slice)
    }
}
