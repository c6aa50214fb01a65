//! Sections, control groups and controls of the Controls Catalog.

use std::fmt;

use arrayvec::ArrayString;
use serde::{Deserialize, Serialize};

use crate::{
    Block, CategoryId, ControlId, Criterion, FrameworkId, GroupId, ListItem, RiskId, SectionId,
};

/// The greatest length of a level's name, in bytes.
pub const MAX_LEVEL_NAME_LENGTH: usize = 24;

/// A requirement level of an edition. ValOS has three key words of BCP 14 (RFC 2119, RFC 8174) for
/// levels: MUST, MUST NOT and SHOULD.
///
/// Orders by name; where levels are shown they stand in the order of [`crate::Edition::levels`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Level {
    name: ArrayString<MAX_LEVEL_NAME_LENGTH>,
    mandatory: bool,
}

impl Level {
    /// A level; `None` when the name is empty or longer than [`MAX_LEVEL_NAME_LENGTH`].
    pub fn new(name: &str, mandatory: bool) -> Option<Self> {
        let name = ArrayString::from(name).ok()?;
        (!name.is_empty()).then_some(Self { name, mandatory })
    }

    /// The name as the edition writes it, such as `MUST NOT`.
    pub fn as_str(&self) -> &str {
        self.name.as_str()
    }

    /// Whether conformance depends on the control. Where a control of another level fails, the
    /// operator conforms all the same.
    pub const fn is_mandatory(&self) -> bool {
        self.mandatory
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
    pub(crate) title_published: bool,
    pub(crate) statement: String,
    pub(crate) parts: Vec<ListItem>,
    pub(crate) sentence: Option<String>,
    pub(crate) guidance: Vec<Block>,
    pub(crate) period: Option<Period>,
    pub(crate) source_line: Option<u16>,
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

    /// A short title for lists, at most 60 characters: our own wording, unless
    /// [`Self::title_published`] says otherwise.
    pub fn short_title(&self) -> &str {
        &self.short_title
    }

    /// Whether the short title is the one that the specification gives the control. ValOS gives none.
    pub fn title_published(&self) -> bool {
        self.title_published
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

    /// The line of the specification's text that holds the statement, counted from 1, where the
    /// edition was made from such a text.
    pub fn source_line(&self) -> Option<u16> {
        self.source_line
    }

    /// The enumerated parts of the statement, where it has any.
    pub fn parts(&self) -> &[ListItem] {
        &self.parts
    }

    /// The statement with its parts, a line each.
    pub fn whole_statement(&self) -> String {
        let mut lines = vec![self.statement()];
        crate::text::item_lines(&self.parts, &mut lines);
        lines.join("\n")
    }

    /// Guidance on this control alone. In ValOS guidance is of the group.
    pub fn guidance(&self) -> &[Block] {
        &self.guidance
    }
}

/// A control that the edition no longer has, and where its content went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithdrawnControl {
    pub(crate) id: ControlId,
    pub(crate) title: String,
    pub(crate) moved_to: Vec<ControlId>,
}

impl WithdrawnControl {
    /// The identifier, which is not used again.
    pub fn id(&self) -> &ControlId {
        &self.id
    }

    /// The title that the control had.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The controls that hold its content now; empty where it was removed outright.
    pub fn moved_to(&self) -> &[ControlId] {
        &self.moved_to
    }
}

/// Which risks a control group, a mitigation or a section of mitigations names, exactly as published: identifiers may be of
/// retired risks, and whole categories or all risks may be named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RiskScope {
    pub(crate) risks: Vec<RiskId>,
    pub(crate) categories: Vec<CategoryId>,
    pub(crate) breadth: Breadth,
}

/// Whether a scope reaches beyond what it names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Breadth {
    /// What is named, and nothing else.
    #[default]
    Named,
    /// "Almost all risks", without an exception being named.
    AlmostAll,
    /// "All risks".
    All,
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

    /// Whether all risks are meant: "all risks", or "almost all risks" without an exception that
    /// is named.
    pub fn all_risks(&self) -> bool {
        self.breadth != Breadth::Named
    }

    /// Whether it is "almost all risks" that are named, and no exception. Nobody can tell which
    /// are meant, so that [`Self::all_risks`] holds too.
    pub fn almost_all_risks(&self) -> bool {
        self.breadth == Breadth::AlmostAll
    }
}

/// A group of controls that share guidance, risks and external criteria.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlGroup {
    pub(crate) id: GroupId,
    pub(crate) title: String,
    pub(crate) section: SectionId,
    pub(crate) controls: Vec<ControlId>,
    pub(crate) guidance: Vec<Block>,
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
    pub fn guidance(&self) -> &[Block] {
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
    pub(crate) introduction: Vec<Block>,
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

    /// The published introduction; may be empty.
    pub fn introduction(&self) -> &[Block] {
        &self.introduction
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
