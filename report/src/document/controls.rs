//! Controls with what was found of them, and conformance.

use assay_assessment::{
    CarriedAs, Confirmation, ControlEffectiveness, Day, Method, Status, conformance, words,
};
use serde::{Deserialize, Serialize};

/// A text of the catalog: a paragraph, a heading within a text, or a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TextPart {
    /// The words of a paragraph or a heading; empty for a list.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Whether they are a heading.
    #[serde(default, skip_serializing_if = "is_false")]
    pub heading: bool,
    /// The items of a list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemPart>,
    /// Whether they are our own summary, and not the specification's.
    pub summary: bool,
    /// Whether the published page has a list after it that the report's edition lacks. Only in
    /// reports of the first Assay, whose edition lacked lists.
    #[serde(default, skip_serializing_if = "is_false")]
    pub list_lost: bool,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ItemPart {
    /// The words.
    pub text: String,
    /// The items of a list within it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemPart>,
}

impl ItemPart {
    /// How many bytes of words it holds.
    pub(crate) fn length(&self) -> usize {
        self.text.len() + self.items.iter().map(Self::length).sum::<usize>()
    }
}

impl TextPart {
    /// How many bytes of words it holds.
    pub(crate) fn length(&self) -> usize {
        self.text.len() + self.items.iter().map(ItemPart::length).sum::<usize>()
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde gives a reference to what it asks about"
)]
pub(super) fn is_false(flag: &bool) -> bool {
    !flag
}

/// Whether the operator conforms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictPart {
    /// No MUST or MUST NOT fails, and something is Not Tested.
    NotYetDetermined,
    /// Everything is tested, and every MUST and MUST NOT passes.
    Conforms,
    /// A MUST or MUST NOT fails or is partial, whatever is still Not Tested.
    DoesNotConform,
}

impl VerdictPart {
    /// The verdict in words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotYetDetermined => conformance::Verdict::NotYetDetermined.label(),
            Self::Conforms => conformance::Verdict::Conforms.label(),
            Self::DoesNotConform => conformance::Verdict::DoesNotConform.label(),
        }
    }
}

/// How many controls have which status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct TallyPart {
    /// Not tested.
    pub not_tested: u32,
    /// Implemented.
    pub implemented: u32,
    /// Not applicable.
    pub not_applicable: u32,
    /// Partial or incomplete.
    pub partial: u32,
    /// Fails.
    pub fails: u32,
}

impl TallyPart {
    /// All of them.
    pub const fn total(&self) -> u32 {
        self.not_tested
            .saturating_add(self.implemented)
            .saturating_add(self.not_applicable)
            .saturating_add(self.partial)
            .saturating_add(self.fails)
    }

    /// Implemented or not applicable.
    pub const fn passing(&self) -> u32 {
        self.implemented.saturating_add(self.not_applicable)
    }

    /// The count of one status.
    pub const fn of(&self, status: Status) -> u32 {
        match status {
            Status::NotTested => self.not_tested,
            Status::Implemented => self.implemented,
            Status::NotApplicable => self.not_applicable,
            Status::Partial => self.partial,
            Status::Fails => self.fails,
        }
    }
}

/// Conformance of the whole, a section or a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ConformancePart {
    /// The verdict.
    pub verdict: VerdictPart,
    /// Why, in at most three sentences.
    pub explanation: String,
    /// MUST and MUST NOT.
    pub mandatory: TallyPart,
    /// SHOULD.
    pub recommended: TallyPart,
}

impl ConformancePart {
    /// What stands beside the verdict while something is Not Tested.
    pub fn remainder(&self) -> Option<String> {
        let (mandatory, recommended) = (&self.mandatory, &self.recommended);
        words::remainder(
            mandatory.not_tested.saturating_add(recommended.not_tested),
            mandatory.total().saturating_add(recommended.total()),
        )
    }
}

/// A section of the Controls Catalog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct SectionPart {
    /// Its identifier, `sec-controls-...`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its title without what all have in common.
    pub short_title: String,
    /// Its conformance.
    pub conformance: ConformancePart,
    /// Its groups.
    pub groups: Vec<GroupPart>,
}

/// A control group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct GroupPart {
    /// Its identifier, `ctrl-...`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Guidance.
    pub guidance: Vec<TextPart>,
    /// External standards that it names as a whole.
    pub standards: Vec<String>,
    /// Its conformance.
    pub conformance: ConformancePart,
    /// Its controls.
    pub controls: Vec<ControlPart>,
}

/// A control with what was found of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ControlPart {
    /// Its identifier, `req-...`.
    pub id: String,
    /// A short title, in our own words unless `titlePublished` says otherwise.
    pub short_title: String,
    /// Whether the short title is the specification's.
    #[serde(default, skip_serializing_if = "is_false")]
    pub title_published: bool,
    /// `MUST`, `MUST NOT` or `SHOULD` (BCP 14).
    pub level: String,
    /// The statement, verbatim.
    pub statement: String,
    /// What the statement lists below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ItemPart>,
    /// The whole sentence, where one published sentence holds two controls.
    pub sentence: Option<String>,
    /// How often, where the statement says so.
    pub period: Option<String>,
    /// Guidance on this control alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guidance: Vec<TextPart>,
    /// What was found.
    pub status: Status,
    /// Why; required for Not Applicable.
    pub reason: String,
    /// How it was found.
    pub methods: Vec<Method>,
    /// Who found it, and when.
    pub assessed: Option<AssessedPart>,
    /// The note, in Markdown.
    pub note: String,
    /// What was done to find out, by number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub procedures: Vec<super::ProcedurePart>,
    /// Whether design and operation are effective, where that is stated.
    #[serde(default, skip_serializing_if = "ControlEffectiveness::is_empty")]
    pub effectiveness: ControlEffectiveness,
    /// What the assessment before found, where this one carries on from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<EarlierControlPart>,
    /// Identifiers of the evidence.
    pub evidence: Vec<String>,
    /// Identifiers of the actions.
    pub actions: Vec<String>,
    /// The risks it addresses.
    pub risks: Vec<super::Named>,
    /// The external criteria it corresponds to.
    pub criteria: Vec<CriterionPart>,
}

/// Who assessed, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct AssessedPart {
    /// The day.
    pub on: Day,
    /// The name.
    pub by: String,
}

/// What an assessment before found of a control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct EarlierControlPart {
    /// What the two editions say of the control.
    pub carried_as: CarriedAs,
    /// How far it is confirmed.
    pub confirmation: Confirmation,
    /// What was found.
    pub status: Status,
    /// Why.
    pub reason: String,
    /// How it was found.
    pub methods: Vec<Method>,
    /// Who found it, and when.
    pub assessed: Option<AssessedPart>,
    /// The note, in Markdown.
    pub note: String,
}

/// An external criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct CriterionPart {
    /// Framework and reference, such as `SOC 2 CC 6.1`.
    pub label: String,
    /// Whether it comes from the section and not from the group.
    pub inherited: bool,
}
