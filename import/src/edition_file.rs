//! The edition file that an import gives: one JSON object with six members, as the catalog reads it.
//!
//! All texts are plain, without control characters and without white space at their ends. What is
//! not there is left out of the JSON.

mod block;

use serde::Serialize;

pub use block::{Block, Item};

/// A whole edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditionFile {
    /// Which edition it is, and where its words come from.
    pub edition: EditionFacts,
    /// The external frameworks and the other references.
    pub frameworks: Frameworks,
    /// Sections, groups and controls.
    pub controls: Controls,
    /// Categories and risks.
    pub risks: Risks,
    /// Sections of mitigations, and the mitigations.
    pub mitigations: Mitigations,
    /// The terms that the specification defines.
    pub glossary: Glossary,
}

/// Which edition it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditionFacts {
    /// Always `assay-edition/1`.
    pub format: &'static str,
    /// The specification's name.
    pub name: String,
    /// The version, such as "Editor's Draft".
    pub version: String,
    /// The day, `YYYY-MM-DD`. A page's source says none: then it is missing here, a note says so,
    /// and whoever imports has to set it, since the catalog reads no edition without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Whether it is a release or a draft.
    pub status: Status,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The licence's SPDX identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// The page's sentence on the copyright.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copyright: Option<String>,
    /// Where it is published; begins with `https://`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The levels, in the order in which screens show them.
    pub levels: Vec<Level>,
    /// Where the words come from, in whole sentences.
    pub provenance: Provenance,
}

/// Whether an edition is finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// A numbered version.
    Release,
    /// Anything else.
    Draft,
}

/// A level of requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Level {
    /// The key words, such as "MUST NOT".
    pub name: String,
    /// Whether an assessment fails with it.
    pub mandatory: bool,
}

/// Where the words come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// What was read.
    pub source: String,
    /// What is the specification's own.
    pub verbatim: Vec<String>,
    /// What is not.
    pub summaries: Vec<String>,
    /// What was read otherwise than it stands.
    pub changes: Vec<String>,
    /// What was left out.
    pub omissions: Vec<String>,
}

/// The works that the specification refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Frameworks {
    /// Those with criteria or standards that controls name.
    pub frameworks: Vec<Framework>,
    /// All others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<Reference>,
}

/// An external framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Framework {
    /// Its identifier in the specification.
    pub id: String,
    /// A short label for screens.
    pub label: String,
    /// What it is called and where it is.
    #[serde(flatten)]
    pub work: Work,
    /// The framework of which it is a part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<String>,
}

/// A work that is no framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// Its identifier in the specification.
    pub id: String,
    /// What it is called and where it is.
    #[serde(flatten)]
    pub work: Work,
}

/// What a work is called and where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Work {
    /// Its title.
    pub title: String,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When, as the specification says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// The catalog of controls.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Controls {
    /// The words before the first section.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub introduction: Vec<Block>,
    /// The sections, in the published order.
    pub sections: Vec<Section>,
    /// The controls that are no longer in force.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<Withdrawn>,
}

/// A control that is no longer in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Withdrawn {
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The controls in force that hold its content now.
    pub moved_to: Vec<String>,
}

/// A section of controls.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The words before the first group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub introduction: Vec<Block>,
    /// Criteria of all its groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// The groups, in the published order; never empty.
    pub groups: Vec<Group>,
}

/// A group of controls.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The controls, in the published order; never empty.
    pub controls: Vec<Control>,
    /// What the specification says beside the statements.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub guidance: Vec<Block>,
    /// The frameworks that the guidance names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<String>,
    /// The risks that the group addresses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Scope>,
    /// The external criteria that correspond to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
}

/// A control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Control {
    /// Its identifier.
    pub id: String,
    /// The key words of its level.
    pub level: String,
    /// At most 60 characters, made from the statement or from the control's title.
    pub short_title: String,
    /// Whether the short title is the control's own, as the specification gives it.
    #[serde(skip_serializing_if = "is_false")]
    pub title_published: bool,
    /// The statement.
    pub statement: String,
    /// What the statement lists below it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Item>,
    /// What is said beside the statement of this control alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub guidance: Vec<Block>,
    /// The whole published sentence, where it is more than the statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
    /// How often something has to be done, where the statement says it: `daily`, `quarterly`,
    /// `twice-per-year` or `yearly`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<&'static str>,
}

/// Which risks something addresses or mitigates; names something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Scope {
    /// Risks one by one, in the published order, retired ones included.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<String>,
    /// Whole categories.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub risk_categories: Vec<String>,
    /// The specification says all risks.
    #[serde(skip_serializing_if = "is_false")]
    pub all_risks: bool,
    /// The specification says almost all risks.
    #[serde(skip_serializing_if = "is_false")]
    pub almost_all_risks: bool,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_false(value: &bool) -> bool {
    !value
}

/// A criterion of an external framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// The framework's identifier.
    pub framework: String,
    /// Which of its criteria; the whole framework without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
}

/// The register of risks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Risks {
    /// The categories, in the published order.
    pub categories: Vec<Category>,
}

/// A category of risks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Category {
    /// Its identifier.
    pub id: String,
    /// What the identifiers of its risks begin with, where all begin alike.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prefix: Option<String>,
    /// Its title.
    pub title: String,
    /// The words before its table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub introduction: Vec<Block>,
    /// The risks, in the published order; never empty.
    pub risks: Vec<Risk>,
}

/// A risk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Risk {
    /// A risk that counts.
    Active {
        /// Its identifier.
        id: String,
        /// People, Process, Infrastructure, Software or Counterparty.
        group: String,
        /// Its title.
        title: String,
        /// Its description; more than one item where it is a list.
        description: Vec<String>,
        /// Always `specification`.
        wording: &'static str,
    },
    /// A risk that keeps only its identifier.
    Retired {
        /// Its identifier.
        id: String,
        /// The risks that took its place; empty if it was removed.
        replaced_by: Vec<String>,
    },
}

impl Risk {
    /// The risk's identifier.
    pub fn id(&self) -> &str {
        match self {
            Risk::Active { id, .. } | Risk::Retired { id, .. } => id,
        }
    }
}

/// The strategies of mitigation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Mitigations {
    /// The words before the first section.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub introduction: Vec<Block>,
    /// The sections, in the published order.
    pub sections: Vec<MitigationSection>,
}

/// A section of mitigations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MitigationSection {
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The words before its first mitigation; may be empty.
    pub blocks: Vec<Block>,
    /// The risks that it helps against as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mitigates: Option<Scope>,
    /// The mitigations, in the published order; never empty.
    pub mitigations: Vec<Mitigation>,
}

/// A mitigation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mitigation {
    /// Its identifier.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its text; never empty.
    pub blocks: Vec<Block>,
    /// The risks that it helps against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mitigates: Option<Scope>,
}

/// The terms that the specification defines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Glossary {
    /// The terms, in the published order.
    pub terms: Vec<Term>,
}

/// A term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The term as it is marked.
    pub term: String,
    /// The paragraph or the item of a list that defines it.
    pub definition: String,
    /// The mitigation, or the section of mitigations, in which it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found_in: Option<String>,
}
