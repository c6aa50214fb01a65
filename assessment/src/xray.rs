//! The X-ray: what an experienced reviewer would ask about, found by rule.

use std::collections::BTreeSet;

use assay_catalog::{Catalog, Control, ControlId, RiskId};

use crate::{
    Absence, ActionState, Assessment, Confirmation, ControlFinding, Day, Deficiency,
    DeficiencyElement, Evidence, EvidencePresence, RegisterRisk, RiskFinding, Status, Subject,
    Supports, Today, Treatment, exposure::RiskStanding,
};

/// A rule of the X-ray.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A MUST or MUST NOT fails or is partial, and no open action mends it or answers a finding about it.
    FailingWithoutAction,
    /// A control is Not Applicable, and no reason says why.
    NotApplicableWithoutReason,
    /// The bytes of a file that supports a control or a risk are missing on the device, or changed.
    EvidenceAbsent,
    /// A control is Implemented, and no evidence supports it.
    ImplementedWithoutEvidence,
    /// A control is Implemented, and a procedure found exceptions, or its design or operation is not
    /// effective.
    ImplementedWithExceptions,
    /// A control's statement names a period, and its newest evidence is older than that.
    EvidenceStale,
    /// A risk is exposed more after mitigation than before.
    ResidualAboveInherent,
    /// A risk is to be accepted, and nobody is named who accepted it and why.
    AcceptedWithoutAcceptance,
    /// A risk is to be accepted, and the day until which it was accepted is over.
    AcceptanceExpired,
    /// A risk is accepted without an end.
    AcceptanceWithoutEnd,
    /// None of the controls that address a risk passes, although some were tested.
    RiskWithoutPassingControl,
    /// A day on which something is said to have been done has not come yet.
    DayInFuture,
    /// A finding about a control or a risk lacks one of its elements, management's response, or whether it
    /// is still so.
    DeficiencyIncomplete,
    /// A risk is scored or decided as an assessment before left it, and nobody has confirmed that.
    /// Controls need no such rule: they are Not Tested until somebody has.
    RiskNotConfirmed,
}

impl Rule {
    /// All rules, the gravest first.
    pub const ALL: [Self; 14] = [
        Self::FailingWithoutAction,
        Self::ImplementedWithExceptions,
        Self::RiskWithoutPassingControl,
        Self::EvidenceAbsent,
        Self::DeficiencyIncomplete,
        Self::DayInFuture,
        Self::AcceptedWithoutAcceptance,
        Self::AcceptanceExpired,
        Self::AcceptanceWithoutEnd,
        Self::RiskNotConfirmed,
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
            Self::EvidenceAbsent => "evidence-absent",
            Self::ImplementedWithoutEvidence => "implemented-without-evidence",
            Self::ImplementedWithExceptions => "implemented-with-exceptions",
            Self::EvidenceStale => "evidence-stale",
            Self::ResidualAboveInherent => "residual-above-inherent",
            Self::AcceptedWithoutAcceptance => "accepted-without-acceptance",
            Self::AcceptanceExpired => "acceptance-expired",
            Self::AcceptanceWithoutEnd => "acceptance-without-end",
            Self::RiskWithoutPassingControl => "risk-without-passing-control",
            Self::DeficiencyIncomplete => "finding-incomplete",
            Self::DayInFuture => "day-in-future",
            Self::RiskNotConfirmed => "risk-not-confirmed",
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
    pub detail: Option<Detail>,
}

/// What exactly was found; its words are a sentence.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// These items of evidence, by their labels, are not what they should be.
    Absent(Vec<(String, Absence)>),
    /// The newest evidence is so many days old, and the statement allows so many.
    Stale {
        /// How old it is, in days.
        age: i32,
        /// How old it may be, in days.
        longest: i32,
    },
    /// The finding of this title lacks these parts.
    Lacks(String, Vec<DeficiencyElement>),
    /// Something is said to have been done on a day after today.
    InFuture {
        /// What.
        done: Done,
        /// On which day.
        on: Day,
        /// Which day today is.
        today: Day,
    },
}

/// Something that is said to have been done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Done {
    /// A control was assessed.
    Assessed,
    /// A risk was accepted.
    Accepted,
    /// The evidence of this label was captured.
    Captured(String),
    /// The action of this title was done.
    Action(String),
    /// Management responded to the finding of this title.
    Responded(String),
}

/// Everything that the rules find, the gravest rule first and then in the catalog's order.
///
/// `today` decides whether evidence is stale and which days have not come yet, and `presence` which
/// files are missing.
#[must_use]
pub fn examine(
    assessment: &Assessment,
    catalog: &Catalog,
    today: Today,
    presence: &EvidencePresence,
) -> Vec<Finding> {
    let supports = Supports::of(assessment);
    let mut findings = Vec::new();
    for control in catalog.controls() {
        let items = supports.evidence_for_control(control.id()).iter();
        let subject = || Subject::Control(control.id().clone());
        findings.extend(examine_files(
            presence,
            items.map(|(_, item)| *item),
            subject,
        ));
        if let Some(found) = assessment.control_if_touched(control.id()) {
            examine_control(assessment, &supports, control, found, today, &mut findings);
        }
    }
    for risk in assessment.register(catalog) {
        let items = supports.evidence_for_risk(risk.id()).iter();
        let subject = || Subject::Risk(risk.id());
        findings.extend(examine_files(
            presence,
            items.map(|(_, item)| *item),
            subject,
        ));
        examine_risk(assessment, catalog, risk, today.day, &mut findings);
    }
    examine_deficiencies(assessment, &mut findings);
    examine_days(assessment, today.day, &mut findings);
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

/// Names the files that are missing or changed, of the items that support one subject.
fn examine_files<'a>(
    presence: &EvidencePresence,
    items: impl Iterator<Item = &'a Evidence>,
    subject: impl FnOnce() -> Subject,
) -> Option<Finding> {
    let absent: Vec<(String, Absence)> = items
        .filter_map(|item| {
            let absence = presence.of_item(item)?;
            Some((item.label().to_owned(), absence))
        })
        .collect();
    (!absent.is_empty()).then(|| Finding {
        rule: Rule::EvidenceAbsent,
        subject: subject(),
        detail: Some(Detail::Absent(absent)),
    })
}

/// Whether an open action mends a control, or answers a finding about it that still stands.
fn is_being_mended(assessment: &Assessment, supports: &Supports<'_>, control: &Control) -> bool {
    let direct = supports.actions_for_control(control.id()).iter();
    let about = supports.deficiencies_about_control(control.id()).iter();
    let answering = about
        .filter(|(_, deficiency)| deficiency.stands())
        .flat_map(|(_, deficiency)| &deficiency.terms.actions)
        .filter_map(|id| assessment.actions.get(id));
    direct
        .map(|(_, action)| *action)
        .chain(answering)
        .any(|action| action.state == ActionState::Open)
}

/// Names the findings that lack something, at each control and risk that they are about.
fn examine_deficiencies(assessment: &Assessment, findings: &mut Vec<Finding>) {
    for deficiency in assessment.deficiencies.values() {
        if !deficiency.is_incomplete() {
            continue;
        }
        let lacks = deficiency.lacks();
        for subject in subjects_of(deficiency) {
            let title = deficiency.terms.title.clone();
            findings.push(Finding {
                rule: Rule::DeficiencyIncomplete,
                subject,
                detail: Some(Detail::Lacks(title, lacks.clone())),
            });
        }
    }
}

fn subjects_of(deficiency: &Deficiency) -> Vec<Subject> {
    subjects(&deficiency.terms.controls, &deficiency.terms.risks)
}

fn subjects(controls: &BTreeSet<ControlId>, risks: &BTreeSet<RiskId>) -> Vec<Subject> {
    let controls = controls.iter().cloned().map(Subject::Control);
    let risks = risks.iter().copied().map(Subject::Risk);
    controls.chain(risks).collect()
}

fn examine_control(
    assessment: &Assessment,
    supports: &Supports<'_>,
    control: &Control,
    found: &ControlFinding,
    today: Today,
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
            if control.level().is_mandatory() && !is_being_mended(assessment, supports, control) {
                report(Rule::FailingWithoutAction, None);
            }
        }
        Status::NotApplicable if found.reason.trim().is_empty() => {
            report(Rule::NotApplicableWithoutReason, None)
        }
        Status::Implemented => {
            if found.has_exceptions() {
                report(Rule::ImplementedWithExceptions, None);
            }
            let newest = supports
                .evidence_for_control(control.id())
                .iter()
                .map(|(_, item)| item.dated(today.offset))
                .max();
            match (newest, control.period()) {
                (None, _) => report(Rule::ImplementedWithoutEvidence, None),
                (Some(newest), Some(period)) => {
                    let age = today.day.days_since(newest);
                    let longest = i32::from(period.days());
                    if age > longest {
                        report(Rule::EvidenceStale, Some(Detail::Stale { age, longest }));
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
    entry: RegisterRisk<'_>,
    today: Day,
    findings: &mut Vec<Finding>,
) {
    let (risk, untouched) = (entry.id(), RiskFinding::default());
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
    if found.confirmation() == Some(Confirmation::ToConfirm) {
        report(Rule::RiskNotConfirmed);
    }
    let complete = found.acceptance.as_ref().is_some_and(|acceptance| {
        !acceptance.by.trim().is_empty() && !acceptance.reason.trim().is_empty()
    });
    if found.treatment == Some(Treatment::Accept) && !complete {
        report(Rule::AcceptedWithoutAcceptance);
    }
    let accepted = found.treatment == Some(Treatment::Accept) && complete;
    match found.acceptance.as_ref().map(|acceptance| acceptance.until) {
        Some(Some(until)) if accepted && until < today => report(Rule::AcceptanceExpired),
        Some(None) if accepted => report(Rule::AcceptanceWithoutEnd),
        _ => {}
    }
    // A control for all risks, such as one about risk assessments, says nothing about this one: it is
    // no answer to it where it passes, and no lack where it fails.
    let statuses = entry
        .controls(catalog)
        .into_iter()
        .filter(|control| {
            let group = catalog.group_of(control);
            entry.is_own() || group.is_none_or(|group| !group.addresses().all_risks())
        })
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

/// The days on which something was done and that have not come yet: when a control was assessed, a
/// risk accepted, evidence captured, an action done. Due days lie in the future by right.
fn examine_days(assessment: &Assessment, today: Day, findings: &mut Vec<Finding>) {
    let mut report = |subject, done, on: Day| {
        findings.push(Finding {
            rule: Rule::DayInFuture,
            subject,
            detail: Some(Detail::InFuture { done, on, today }),
        });
    };
    for (control, found) in &assessment.controls {
        if let Some(assessed) = found.assessed.as_ref().filter(|each| each.on > today) {
            let subject = Subject::Control(control.clone());
            report(subject, Done::Assessed, assessed.on);
        }
    }
    for (risk, found) in &assessment.risks {
        if let Some(acceptance) = found.acceptance.as_ref().filter(|each| each.on > today) {
            report(Subject::Risk(*risk), Done::Accepted, acceptance.on);
        }
    }
    for item in assessment.evidence.values() {
        if let Some(day) = item.captured_on.filter(|day| *day > today) {
            for subject in subjects(&item.controls, &item.risks) {
                report(subject, Done::Captured(item.label().to_owned()), day);
            }
        }
    }
    for action in assessment.actions.values() {
        if let ActionState::Done { on } = action.state
            && on > today
        {
            for subject in subjects(&action.controls, &action.risks) {
                report(subject, Done::Action(action.title.clone()), on);
            }
        }
    }
    for deficiency in assessment.deficiencies.values() {
        if let Some(on) = deficiency.terms.responded_on.filter(|day| *day > today) {
            for subject in subjects_of(deficiency) {
                let title = deficiency.terms.title.clone();
                report(subject, Done::Responded(title), on);
            }
        }
    }
}
