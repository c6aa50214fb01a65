use std::collections::BTreeMap;

use assay_catalog::{Catalog, ControlId, Editions, FoundEdition, RiskId};
use serde::{Deserialize, Serialize};

use crate::{
    Action, ActionId, AssessmentId, CarriedFrom, ControlFinding, Deficiency, DeficiencyId, Details,
    Engagement, Evidence, EvidenceId, OwnRisk, RiskFinding, Scales, Sha256Digest, Subject,
    WithdrawnFindings,
};

/// Which catalog an assessment was made against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionReference {
    /// The standard's name.
    pub name: String,
    /// The edition's version, such as "Editor's Draft".
    pub version: String,
    /// The edition's date, ISO 8601.
    pub date: String,
    /// The digest of the catalog's canonical JSON.
    pub sha256: Sha256Digest,
}

impl EditionReference {
    /// The edition of a catalog.
    #[must_use]
    pub fn of(catalog: &Catalog) -> Self {
        let edition = catalog.edition();
        Self {
            name: edition.name().to_owned(),
            version: edition.version().to_owned(),
            date: edition.date().to_owned(),
            // The catalog writes its own digest, so it always parses; an all-zero digest would
            // match no catalog.
            sha256: edition
                .sha256()
                .parse()
                .unwrap_or(Sha256Digest::from_bytes([0; 32])),
        }
    }

    /// The edition that is meant, if it is at hand: it has the digest, and is called the same.
    #[must_use]
    pub fn find_in(&self, editions: &Editions) -> Option<FoundEdition> {
        let found = editions.find(&self.sha256.to_string())?;
        let edition = found.catalog.edition();
        let same = (
            self.name.as_str(),
            self.version.as_str(),
            self.date.as_str(),
        ) == (edition.name(), edition.version(), edition.date());
        same.then_some(found)
    }

    /// What the edition is called in a sentence: name, version and date.
    #[must_use]
    pub fn title(&self) -> String {
        format!("{}, {}, {}", self.name, self.version, self.date)
    }
}

/// How an assessment begins: what never changes in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Opening {
    /// The assessment's identifier.
    pub assessment: AssessmentId,
    /// The catalog that it is made against.
    pub edition: EditionReference,
    /// Whether it is an example, which every screen and report then says.
    pub example: bool,
    /// The assessment that it carries on from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_from: Option<CarriedFrom>,
}

/// One assessment of one operator: the document.
///
/// It only changes through [`crate::Edit::apply`], which keeps it sound: every control in it is in the
/// catalog, every risk in the catalog or among the own ones, every link from an item of evidence leads
/// somewhere, and every text is bounded. A control or risk that nobody has touched is not stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    pub(crate) opening: Opening,
    pub(crate) details: Details,
    #[serde(default, skip_serializing_if = "Engagement::is_empty")]
    pub(crate) engagement: Engagement,
    pub(crate) scales: Scales,
    pub(crate) controls: BTreeMap<ControlId, ControlFinding>,
    pub(crate) risks: BTreeMap<RiskId, RiskFinding>,
    pub(crate) evidence: BTreeMap<EvidenceId, Evidence>,
    pub(crate) actions: BTreeMap<ActionId, Action>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) deficiencies: BTreeMap<DeficiencyId, Deficiency>,
    #[serde(
        default,
        rename = "ownRisks",
        skip_serializing_if = "BTreeMap::is_empty"
    )]
    pub(crate) own_risks: BTreeMap<RiskId, OwnRisk>,
    #[serde(default, skip_serializing_if = "WithdrawnFindings::is_empty")]
    pub(crate) withdrawn: WithdrawnFindings,
}

impl Assessment {
    /// An assessment in which nothing has been found yet.
    #[must_use]
    pub fn open(opening: Opening) -> Self {
        Self {
            opening,
            details: Details::default(),
            engagement: Engagement::default(),
            scales: Scales::default(),
            controls: BTreeMap::new(),
            risks: BTreeMap::new(),
            evidence: BTreeMap::new(),
            actions: BTreeMap::new(),
            deficiencies: BTreeMap::new(),
            own_risks: BTreeMap::new(),
            withdrawn: WithdrawnFindings::default(),
        }
    }

    /// The assessment's identifier.
    #[must_use]
    pub const fn id(&self) -> &AssessmentId {
        &self.opening.assessment
    }

    /// The catalog that it is made against.
    #[must_use]
    pub const fn edition(&self) -> &EditionReference {
        &self.opening.edition
    }

    /// Whether it is an example.
    #[must_use]
    pub const fn is_example(&self) -> bool {
        self.opening.example
    }

    /// The assessment that it carries on from.
    #[must_use]
    pub const fn carried_from(&self) -> Option<&CarriedFrom> {
        self.opening.carried_from.as_ref()
    }

    /// The risks that the assessor added to those of the edition, by identifier.
    #[must_use]
    pub const fn own_risks(&self) -> &BTreeMap<RiskId, OwnRisk> {
        &self.own_risks
    }

    /// What an assessment before found about what the edition does not have any more.
    #[must_use]
    pub const fn withdrawn(&self) -> &WithdrawnFindings {
        &self.withdrawn
    }

    /// Operator, scope, period and assessors.
    #[must_use]
    pub const fn details(&self) -> &Details {
        &self.details
    }

    /// On what terms somebody assesses, and what they conclude.
    #[must_use]
    pub const fn engagement(&self) -> &Engagement {
        &self.engagement
    }

    /// What the five levels stand for, and the currency.
    #[must_use]
    pub const fn scales(&self) -> &Scales {
        &self.scales
    }

    /// What was found of a control; the default when nobody has touched it.
    #[must_use]
    pub fn control(&self, control: &ControlId) -> ControlFinding {
        self.controls.get(control).cloned().unwrap_or_default()
    }

    /// What was found of a control, when somebody has touched it.
    #[must_use]
    pub fn control_if_touched(&self, control: &ControlId) -> Option<&ControlFinding> {
        self.controls.get(control)
    }

    /// What was found and decided of a risk; the default when nobody has touched it.
    #[must_use]
    pub fn risk(&self, risk: RiskId) -> RiskFinding {
        self.risks.get(&risk).cloned().unwrap_or_default()
    }

    /// What was found and decided of a risk, when somebody has touched it.
    #[must_use]
    pub fn risk_if_touched(&self, risk: RiskId) -> Option<&RiskFinding> {
        self.risks.get(&risk)
    }

    /// The evidence library, by identifier.
    #[must_use]
    pub const fn evidence(&self) -> &BTreeMap<EvidenceId, Evidence> {
        &self.evidence
    }

    /// The evidence that supports a control.
    pub fn evidence_for_control<'a>(
        &'a self,
        control: &'a ControlId,
    ) -> impl Iterator<Item = (&'a EvidenceId, &'a Evidence)> {
        self.evidence
            .iter()
            .filter(move |(_, item)| item.controls.contains(control))
    }

    /// The evidence that supports a risk.
    pub fn evidence_for_risk(
        &self,
        risk: RiskId,
    ) -> impl Iterator<Item = (&EvidenceId, &Evidence)> {
        self.evidence
            .iter()
            .filter(move |(_, item)| item.risks.contains(&risk))
    }

    /// The actions, by identifier.
    #[must_use]
    pub const fn actions(&self) -> &BTreeMap<ActionId, Action> {
        &self.actions
    }

    /// The actions that mend a control.
    pub fn actions_for_control<'a>(
        &'a self,
        control: &'a ControlId,
    ) -> impl Iterator<Item = (&'a ActionId, &'a Action)> {
        self.actions
            .iter()
            .filter(move |(_, action)| action.controls.contains(control))
    }

    /// The actions that lower a risk.
    pub fn actions_for_risk(&self, risk: RiskId) -> impl Iterator<Item = (&ActionId, &Action)> {
        self.actions
            .iter()
            .filter(move |(_, action)| action.risks.contains(&risk))
    }

    /// What the assessor brings to the operator's attention, by identifier.
    #[must_use]
    pub const fn deficiencies(&self) -> &BTreeMap<DeficiencyId, Deficiency> {
        &self.deficiencies
    }

    /// The deficiencies about a control or a risk.
    pub fn deficiencies_about<'a>(
        &'a self,
        subject: &'a Subject,
    ) -> impl Iterator<Item = (&'a DeficiencyId, &'a Deficiency)> {
        self.deficiencies
            .iter()
            .filter(move |(_, deficiency)| deficiency.terms.is_about(subject))
    }

    /// The deficiencies that an action answers.
    pub fn deficiencies_answered_by<'a>(
        &'a self,
        action: &'a ActionId,
    ) -> impl Iterator<Item = (&'a DeficiencyId, &'a Deficiency)> {
        self.deficiencies
            .iter()
            .filter(move |(_, deficiency)| deficiency.terms.actions.contains(action))
    }
}
