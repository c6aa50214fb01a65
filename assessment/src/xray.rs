//! The X-ray: what an experienced reviewer would ask about, found by rule.

use std::collections::BTreeSet;

use assay_catalog::{Catalog, Control, ControlId, RiskId};

use crate::{
    Assessment, ControlFinding, Day, RiskFinding, Status, Subject, Treatment,
    exposure::RiskStanding,
};

/// A rule of the X-ray.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A MUST or MUST NOT fails, and no open action mends it.
    FailingWithoutAction,
    /// A control is Not Applicable, and no reason says why.
    NotApplicableWithoutReason,
    /// A control is Implemented, and no evidence supports it.
    ImplementedWithoutEvidence,
    /// A control's statement names a period, and its newest evidence is older than that.
    EvidenceStale,
    /// A risk is exposed more after mitigation than before.
    ResidualAboveInherent,
    /// A risk is to be accepted, and nobody is named who accepted it and why.
    AcceptedWithoutAcceptance,
    /// None of the controls that address a risk passes, although some were tested.
    RiskWithoutPassingControl,
}

impl Rule {
    /// All rules, the gravest first.
    pub const ALL: [Self; 7] = [
        Self::FailingWithoutAction,
        Self::RiskWithoutPassingControl,
        Self::AcceptedWithoutAcceptance,
        Self::ResidualAboveInherent,
        Self::NotApplicableWithoutReason,
        Self::ImplementedWithoutEvidence,
        Self::EvidenceStale,
    ];

    /// The rule's identifier in reports.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::FailingWithoutAction => "failing-without-action",
            Self::NotApplicableWithoutReason => "not-applicable-without-reason",
            Self::ImplementedWithoutEvidence => "implemented-without-evidence",
            Self::EvidenceStale => "evidence-stale",
            Self::ResidualAboveInherent => "residual-above-inherent",
            Self::AcceptedWithoutAcceptance => "accepted-without-acceptance",
            Self::RiskWithoutPassingControl => "risk-without-passing-control",
        }
    }

    /// What the rule finds, for `count` findings: "3 failing MUST controls have no action".
    #[must_use]
    pub fn summary(self, count: usize) -> String {
        let (one, many) = match self {
            Self::FailingWithoutAction => (
                "failing MUST control has no action",
                "failing MUST controls have no action",
            ),
            Self::NotApplicableWithoutReason => (
                "control is not applicable without a reason",
                "controls are not applicable without a reason",
            ),
            Self::ImplementedWithoutEvidence => (
                "implemented control has no evidence",
                "implemented controls have no evidence",
            ),
            Self::EvidenceStale => (
                "control's newest evidence is too old",
                "controls' newest evidence is too old",
            ),
            Self::ResidualAboveInherent => (
                "risk is higher after mitigation than before",
                "risks are higher after mitigation than before",
            ),
            Self::AcceptedWithoutAcceptance => (
                "accepted risk has no acceptance",
                "accepted risks have no acceptance",
            ),
            Self::RiskWithoutPassingControl => (
                "risk has no control that passes",
                "risks have no control that passes",
            ),
        };
        format!("{count} {}", if count == 1 { one } else { many })
    }

    /// What to do about it.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::FailingWithoutAction => {
                "Agree with the operator on an action, an owner and a day."
            }
            Self::NotApplicableWithoutReason => {
                "Write down why the control does not concern this operator."
            }
            Self::ImplementedWithoutEvidence => {
                "Add what you examined, or the notes of the interview or test."
            }
            Self::EvidenceStale => {
                "Ask for newer evidence, or correct the day on which it was captured."
            }
            Self::ResidualAboveInherent => "Check both scores; mitigation should not raise a risk.",
            Self::AcceptedWithoutAcceptance => "Record who accepted the risk, when and why.",
            Self::RiskWithoutPassingControl => {
                "Check whether the residual score takes this into account."
            }
        }
    }
}

/// Something that the X-ray found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// By which rule.
    pub rule: Rule,
    /// About what.
    pub subject: Subject,
    /// What exactly, when the rule alone does not say it.
    pub detail: Option<String>,
}

/// Everything that the rules find, the gravest rule first and then in the catalog's order.
///
/// `today` decides whether evidence is stale.
#[must_use]
pub fn examine(assessment: &Assessment, catalog: &Catalog, today: Day) -> Vec<Finding> {
    let mut findings = Vec::new();
    for control in catalog.controls() {
        if let Some(found) = assessment.control_if_touched(control.id()) {
            examine_control(assessment, control, found, today, &mut findings);
        }
    }
    for risk in catalog.active_risks() {
        examine_risk(assessment, catalog, risk.id(), &mut findings);
    }
    let place = |rule: Rule| Rule::ALL.iter().position(|each| *each == rule);
    // The sort is stable, so the catalog's order stays within each rule.
    findings.sort_by_key(|finding| place(finding.rule));
    findings
}

/// The controls that any rule found something about.
#[must_use]
pub fn controls_needing_attention(findings: &[Finding]) -> BTreeSet<&ControlId> {
    findings
        .iter()
        .filter_map(|finding| match &finding.subject {
            Subject::Control(control) => Some(control),
            Subject::Risk(_) => None,
        })
        .collect()
}

/// The risks that any rule found something about.
#[must_use]
pub fn risks_needing_attention(findings: &[Finding]) -> BTreeSet<RiskId> {
    findings
        .iter()
        .filter_map(|finding| match &finding.subject {
            Subject::Risk(risk) => Some(*risk),
            Subject::Control(_) => None,
        })
        .collect()
}

fn examine_control(
    assessment: &Assessment,
    control: &Control,
    found: &ControlFinding,
    today: Day,
    findings: &mut Vec<Finding>,
) {
    let mut report = |rule, detail| {
        findings.push(Finding {
            rule,
            subject: Subject::Control(control.id().clone()),
            detail,
        });
    };
    match found.status {
        Status::Partial | Status::Fails => {
            let mended = assessment
                .actions_for_control(control.id())
                .any(|(_, action)| action.state == crate::ActionState::Open);
            if control.level().is_mandatory() && !mended {
                report(Rule::FailingWithoutAction, None);
            }
        }
        Status::NotApplicable if found.reason.trim().is_empty() => {
            report(Rule::NotApplicableWithoutReason, None)
        }
        Status::Implemented => {
            let newest = assessment
                .evidence_for_control(control.id())
                .map(|(_, item)| item.dated())
                .max();
            match (newest, control.period()) {
                (None, _) => report(Rule::ImplementedWithoutEvidence, None),
                (Some(newest), Some(period)) => {
                    let age = today.days_since(newest);
                    let longest = i32::from(period.days());
                    if age > longest {
                        let detail = format!(
                            "The newest evidence is {age} days old; the statement allows {longest}."
                        );
                        report(Rule::EvidenceStale, Some(detail));
                    }
                }
                (Some(_), None) => {}
            }
        }
        Status::NotTested | Status::NotApplicable => {}
    }
}

fn examine_risk(
    assessment: &Assessment,
    catalog: &Catalog,
    risk: RiskId,
    findings: &mut Vec<Finding>,
) {
    let untouched = RiskFinding::default();
    let found = assessment.risk_if_touched(risk).unwrap_or(&untouched);
    let mut report = |rule| {
        findings.push(Finding {
            rule,
            subject: Subject::Risk(risk),
            detail: None,
        })
    };

    let standing = RiskStanding::of(risk, found, assessment.scales());
    if standing.removed().is_some_and(|removed| removed < 0) {
        report(Rule::ResidualAboveInherent);
    }
    let complete = found.acceptance.as_ref().is_some_and(|acceptance| {
        !acceptance.by.trim().is_empty() && !acceptance.reason.trim().is_empty()
    });
    if found.treatment == Some(Treatment::Accept) && !complete {
        report(Rule::AcceptedWithoutAcceptance);
    }
    let statuses = catalog
        .controls_addressing(risk)
        .into_iter()
        .map(|control| {
            assessment
                .control_if_touched(control.id())
                .map_or(Status::NotTested, |found| found.status)
        });
    let passes: Vec<_> = statuses.map(Status::passes).collect();
    // Before anything was tested, the rule would name every risk and so say nothing.
    if passes.contains(&Some(false)) && !passes.contains(&Some(true)) {
        report(Rule::RiskWithoutPassingControl);
    }
}
