//! Sections, control groups and controls of the Controls Catalog.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{CategoryId, ControlId, Criterion, FrameworkId, GroupId, Paragraph, RiskId, SectionId};

/// A requirement level, one of the key words of BCP 14 (RFC 2119, RFC 8174) that the specification
/// uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// The control is an absolute requirement.
    #[serde(rename = "MUST")]
    Must,
    /// The control is an absolute prohibition.
    #[serde(rename = "MUST NOT")]
    MustNot,
    /// The control is a recommendation; where it fails, the operator conforms all the same.
    #[serde(rename = "SHOULD")]
    Should,
}

impl Level {
    /// All levels: MUST, MUST NOT, SHOULD.
    pub const ALL: [Level; 3] = [Level::Must, Level::MustNot, Level::Should];

    /// The key words as BCP 14 writes them: `MUST`, `MUST NOT` or `SHOULD`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Must => "MUST",
            Level::MustNot => "MUST NOT",
            Level::Should => "SHOULD",
        }
    }

    /// Whether conformance depends on the control: true for MUST and MUST NOT.
    pub const fn is_mandatory(self) -> bool {
        matches!(self, Level::Must | Level::MustNot)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// How often a control's own statement asks for something. A statement that only says "regularly"
/// has no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// "at minimum daily".
    Daily,
    /// "at least quarterly".
    Quarterly,
    /// "at least twice per year".
    TwicePerYear,
    /// "every year".
    Yearly,
}

impl Period {
    /// All periods, the shortest first.
    pub const ALL: [Period; 4] = [
        Period::Daily,
        Period::Quarterly,
        Period::TwicePerYear,
        Period::Yearly,
    ];

    /// The most days that the period can have in any calendar year: 1, 92, 184 or 366. Evidence
    /// that is older than this is stale whichever way the days are counted.
    pub const fn days(self) -> u16 {
        match self {
            Period::Daily => 1,
            Period::Quarterly => 92,
            Period::TwicePerYear => 184,
            Period::Yearly => 366,
        }
    }

    /// The name used in the data files, such as `twice-per-year`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Period::Daily => "daily",
            Period::Quarterly => "quarterly",
            Period::TwicePerYear => "twice-per-year",
            Period::Yearly => "yearly",
        }
    }

    /// The period in words for a screen, such as "twice per year".
    pub const fn label(self) -> &'static str {
        match self {
            Period::Daily => "daily",
            Period::Quarterly => "every quarter",
            Period::TwicePerYear => "twice per year",
            Period::Yearly => "every year",
        }
    }
}

/// One requirement of the Controls Catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    pub(crate) id: ControlId,
    pub(crate) group: GroupId,
    pub(crate) level: Level,
    pub(crate) short_title: String,
    pub(crate) statement: String,
    pub(crate) sentence: Option<String>,
    pub(crate) period: Option<Period>,
    pub(crate) source_line: u16,
}

impl Control {
    /// The identifier, such as `req-encrypt-data`.
    pub fn id(&self) -> &ControlId {
        &self.id
    }

    /// The group that the control belongs to.
    pub fn group(&self) -> &GroupId {
        &self.group
    }

    /// The requirement level.
    pub fn level(&self) -> Level {
        self.level
    }

    /// A short title for lists, at most 60 characters: our own wording, not the specification's.
    pub fn short_title(&self) -> &str {
        &self.short_title
    }

    /// The requirement in the specification's own words.
    pub fn statement(&self) -> &str {
        &self.statement
    }

    /// The whole published sentence where it holds two controls and [`Self::statement`] quotes
    /// this control's half of it; an omission in the statement is marked by `[…]`.
    pub fn sentence(&self) -> Option<&str> {
        self.sentence.as_deref()
    }

    /// How often the statement asks for something, where it gives a number.
    pub fn period(&self) -> Option<Period> {
        self.period
    }

    /// The line of the specification's text that holds the statement, counted from 1.
    pub fn source_line(&self) -> u16 {
        self.source_line
    }
}

/// Which risks a control group or a mitigation names, exactly as published: identifiers may be of
/// retired risks, and whole categories or all risks may be named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RiskScope {
    pub(crate) risks: Vec<RiskId>,
    pub(crate) categories: Vec<CategoryId>,
    pub(crate) all_risks: bool,
}

impl RiskScope {
    /// The risks named one by one, in the published order, retired ones included.
    pub fn risks(&self) -> &[RiskId] {
        &self.risks
    }

    /// The categories named as a whole.
    pub fn categories(&self) -> &[CategoryId] {
        &self.categories
    }

    /// Whether "all risks" is named.
    pub fn all_risks(&self) -> bool {
        self.all_risks
    }
}

/// A group of controls that share guidance, risks and external criteria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlGroup {
    pub(crate) id: GroupId,
    pub(crate) title: String,
    pub(crate) section: SectionId,
    pub(crate) controls: Vec<ControlId>,
    pub(crate) guidance: Vec<Paragraph>,
    pub(crate) standards: Vec<FrameworkId>,
    pub(crate) addresses: RiskScope,
    pub(crate) criteria: Vec<Criterion>,
}

impl ControlGroup {
    /// The identifier, such as `ctrl-key-management`.
    pub fn id(&self) -> &GroupId {
        &self.id
    }

    /// The published title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The section that the group belongs to.
    pub fn section(&self) -> &SectionId {
        &self.section
    }

    /// The group's controls in the published order; never empty.
    pub fn controls(&self) -> &[ControlId] {
        &self.controls
    }

    /// The published guidance on the group's controls; may be empty.
    pub fn guidance(&self) -> &[Paragraph] {
        &self.guidance
    }

    /// Frameworks that the guidance recommends as a whole, without a criterion.
    pub fn standards(&self) -> &[FrameworkId] {
        &self.standards
    }

    /// The risks that the group addresses, as published. [`crate::Catalog::risks_addressed_by`]
    /// resolves them.
    pub fn addresses(&self) -> &RiskScope {
        &self.addresses
    }

    /// The group's own external criteria. [`crate::Catalog::criteria_of`] adds the inherited ones.
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }
}

/// A section of the Controls Catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub(crate) id: SectionId,
    pub(crate) title: String,
    pub(crate) groups: Vec<GroupId>,
    pub(crate) criteria: Vec<Criterion>,
}

impl Section {
    /// The identifier, such as `sec-controls-access`.
    pub fn id(&self) -> &SectionId {
        &self.id
    }

    /// The published title, such as "Controls for Access Control".
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The published title without its common beginning "Controls for ".
    pub fn short_title(&self) -> &str {
        self.title
            .strip_prefix("Controls for ")
            .unwrap_or(&self.title)
    }

    /// The section's groups in the published order; never empty.
    pub fn groups(&self) -> &[GroupId] {
        &self.groups
    }

    /// External criteria of the section as a whole, which its groups inherit.
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }
}
