//! An assessment as the edits that make it: to check one that was read, and to copy one.

use assay_catalog::Catalog;

use crate::{
    Assessment, ControlFinding, Details, Edit, EditError, Engagement, EngagementTerms, RiskFinding,
    Scales, Score, Subject,
};

/// Why an assessment that was read cannot have come about through edits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnsoundError {
    /// It holds something that no edit lets in.
    #[error("the assessment holds something that cannot be: {0}")]
    Edit(#[from] EditError),
    /// It holds something that no edit leaves behind, such as a finding in which nothing was
    /// found.
    #[error("the assessment holds a finding that says nothing; it was not written by Assay")]
    Untouched,
}

impl Assessment {
    /// The edits that turn [`Assessment::open`] with the same opening into this assessment, in
    /// the order of the document.
    #[must_use]
    pub fn rebuilding_edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        if self.details != Details::default() {
            let details = self.details.clone();
            edits.push(Edit::SetDetails { details });
        }
        edits.extend(edits_of_engagement(&self.engagement));
        if self.scales != Scales::default() {
            let scales = self.scales.clone();
            edits.push(Edit::SetScales { scales });
        }
        for (control, finding) in &self.controls {
            edits.extend(edits_of_control(control, finding));
        }
        edits.extend(self.own_risks.iter().map(|(risk, own)| Edit::SetOwnRisk {
            risk: *risk,
            own: Some(Box::new(own.clone())),
        }));
        for (risk, finding) in &self.risks {
            edits.extend(edits_of_risk(*risk, finding));
        }
        let withdrawn = &self.withdrawn;
        let controls = withdrawn.controls.iter();
        let controls = controls.map(|(id, found)| (Subject::Control(id.clone()), found));
        let risks = withdrawn.risks.iter();
        let risks = risks.map(|(id, found)| (Subject::Risk(*id), found));
        edits.extend(
            controls
                .chain(risks)
                .map(|(subject, found)| Edit::SetWithdrawn {
                    subject,
                    withdrawn: Some(Box::new(found.clone())),
                }),
        );
        edits.extend(self.evidence.iter().map(|(id, item)| Edit::AddEvidence {
            id: id.clone(),
            item: item.clone(),
        }));
        edits.extend(self.actions.iter().map(|(id, action)| Edit::AddAction {
            id: id.clone(),
            action: action.clone(),
        }));
        let deficiencies = self.deficiencies.iter();
        edits.extend(deficiencies.map(|(id, deficiency)| Edit::AddDeficiency {
            id: id.clone(),
            deficiency: Box::new(deficiency.clone()),
        }));
        edits
    }

    /// Checks an assessment that was read from elsewhere against everything that edits assure:
    /// that each text fits, and that each control and risk is one of the catalog's.
    ///
    /// # Errors
    /// [`UnsoundError`] names the first thing that cannot be.
    pub fn check(&self, catalog: &Catalog) -> Result<(), UnsoundError> {
        let mut rebuilt = Self::open(self.opening.clone());
        for edit in self.rebuilding_edits() {
            let _undo = edit.apply(&mut rebuilt, catalog)?;
        }
        if rebuilt == *self {
            Ok(())
        } else {
            Err(UnsoundError::Untouched)
        }
    }
}

fn edits_of_engagement(engagement: &Engagement) -> impl Iterator<Item = Edit> {
    let terms = engagement.terms;
    let chosen =
        (terms != EngagementTerms::default()).then_some(Edit::SetEngagementTerms { terms });
    let texts = engagement.texts.iter();
    let texts = texts.map(|(field, text)| Edit::SetEngagementText {
        field: *field,
        text: text.clone(),
    });
    chosen.into_iter().chain(texts)
}

fn edits_of_control(
    control: &assay_catalog::ControlId,
    finding: &ControlFinding,
) -> impl Iterator<Item = Edit> {
    let untouched = ControlFinding::default();
    let named = || control.clone();
    let status = (finding.status != untouched.status).then(|| Edit::SetControlStatus {
        control: named(),
        status: finding.status,
    });
    let reason = (!finding.reason.is_empty()).then(|| Edit::SetControlReason {
        control: named(),
        reason: finding.reason.clone(),
    });
    let methods = (!finding.methods.is_empty()).then(|| Edit::SetControlMethods {
        control: named(),
        methods: finding.methods.clone(),
    });
    let assessed = finding
        .assessed
        .is_some()
        .then(|| Edit::SetControlAssessed {
            control: named(),
            assessed: finding.assessed.clone(),
        });
    let note =
        crate::TextChange::between("", &finding.note).map(|change| Edit::ChangeControlNote {
            control: named(),
            change,
        });
    let earlier = finding.earlier.is_some().then(|| Edit::SetEarlierControl {
        control: named(),
        earlier: finding.earlier.clone(),
    });
    let effectiveness = (!finding.effectiveness.is_empty()).then(|| Edit::SetEffectiveness {
        control: named(),
        effectiveness: finding.effectiveness,
    });
    let procedures = finding.procedures.iter();
    let procedures = procedures.map(|(number, procedure)| Edit::SetProcedure {
        control: control.clone(),
        number: *number,
        procedure: Some(Box::new(procedure.clone())),
    });
    [
        status,
        reason,
        methods,
        assessed,
        note,
        effectiveness,
        earlier,
    ]
    .into_iter()
    .flatten()
    .chain(procedures)
}

/// The edits that leave nothing found of a risk.
pub(crate) fn clearing_edits(assessment: &Assessment, risk: assay_catalog::RiskId) -> Vec<Edit> {
    let Some(finding) = assessment.risk_if_touched(risk) else {
        return Vec::new();
    };
    let cleared = |edit| match edit {
        Edit::SetInherentScore { risk, .. } => Some(Edit::SetInherentScore {
            risk,
            score: Score::default(),
        }),
        Edit::SetResidualScore { risk, .. } => Some(Edit::SetResidualScore {
            risk,
            score: Score::default(),
        }),
        Edit::SetMitigationCost { risk, .. } => Some(Edit::SetMitigationCost { risk, cost: None }),
        Edit::SetTreatment { risk, .. } => Some(Edit::SetTreatment {
            risk,
            treatment: None,
        }),
        Edit::SetRiskOwner { risk, .. } => Some(Edit::SetRiskOwner {
            risk,
            owner: String::new(),
        }),
        Edit::SetRiskDue { risk, .. } => Some(Edit::SetRiskDue { risk, due: None }),
        Edit::SetAcceptance { risk, .. } => Some(Edit::SetAcceptance {
            risk,
            acceptance: None,
        }),
        Edit::SetEarlierRisk { risk, .. } => Some(Edit::SetEarlierRisk {
            risk,
            earlier: None,
        }),
        Edit::ChangeRiskNote { risk, .. } => Edit::risk_note(assessment, risk, ""),
        _ => None,
    };
    edits_of_risk(risk, finding).filter_map(cleared).collect()
}

fn edits_of_risk(risk: assay_catalog::RiskId, finding: &RiskFinding) -> impl Iterator<Item = Edit> {
    let (inherent, residual) = (finding.inherent, finding.residual);
    let inherent = (inherent != Score::default()).then_some(Edit::SetInherentScore {
        risk,
        score: inherent,
    });
    let residual = (residual != Score::default()).then_some(Edit::SetResidualScore {
        risk,
        score: residual,
    });
    let cost = finding.mitigation_cost.map(|cost| Edit::SetMitigationCost {
        risk,
        cost: Some(cost),
    });
    let treatment = finding.treatment.map(|treatment| Edit::SetTreatment {
        risk,
        treatment: Some(treatment),
    });
    let owner = (!finding.owner.is_empty()).then(|| Edit::SetRiskOwner {
        risk,
        owner: finding.owner.clone(),
    });
    let due = finding.due.map(|due| Edit::SetRiskDue {
        risk,
        due: Some(due),
    });
    let acceptance = finding.acceptance.is_some().then(|| Edit::SetAcceptance {
        risk,
        acceptance: finding.acceptance.clone(),
    });
    let note = crate::TextChange::between("", &finding.note)
        .map(|change| Edit::ChangeRiskNote { risk, change });
    let earlier = finding.earlier.map(|earlier| Edit::SetEarlierRisk {
        risk,
        earlier: Some(earlier),
    });
    [
        inherent, residual, cost, treatment, owner, due, acceptance, note, earlier,
    ]
    .into_iter()
    .flatten()
}
