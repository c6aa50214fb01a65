//! The risk register: categories and risks, active and retired.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Block, CategoryId, RiskId, Wording};

/// What a risk arises from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RiskGroup {
    /// People who work for the operator.
    People,
    /// The operator's processes.
    Process,
    /// Machines, networks and facilities.
    Infrastructure,
    /// Software, the operator's own or others'.
    Software,
    /// Third parties.
    Counterparty,
}

impl RiskGroup {
    /// All risk groups.
    pub const ALL: [RiskGroup; 5] = [
        RiskGroup::People,
        RiskGroup::Process,
        RiskGroup::Infrastructure,
        RiskGroup::Software,
        RiskGroup::Counterparty,
    ];

    /// The published name.
    pub const fn as_str(self) -> &'static str {
        match self {
            RiskGroup::People => "People",
            RiskGroup::Process => "Process",
            RiskGroup::Infrastructure => "Infrastructure",
            RiskGroup::Software => "Software",
            RiskGroup::Counterparty => "Counterparty",
        }
    }
}

impl fmt::Display for RiskGroup {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// Whether a risk applies, and what it says or what took its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RiskState {
    /// The risk applies.
    Active {
        /// What the risk arises from, where the edition says so.
        group: Option<RiskGroup>,
        /// The risk vector.
        title: String,
        /// Whose words the title holds.
        title_wording: Wording,
        /// The description: one item, or several where the published row is a list.
        description: Vec<String>,
        /// The items of the description joined by "; ".
        description_text: String,
        /// Whose words the description holds.
        wording: Wording,
        /// The line of the specification's text that holds the row, where the text has it.
        source_line: Option<u16>,
    },
    /// The identifier is no longer used, and is kept so that references to it can be followed.
    Retired {
        /// The risks that took its place, as published; empty where it was removed outright.
        replaced_by: Vec<RiskId>,
    },
}

/// A risk of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    pub(crate) id: RiskId,
    pub(crate) category: CategoryId,
    pub(crate) state: RiskState,
}

impl Risk {
    /// The identifier, such as `FIN2`.
    pub fn id(&self) -> RiskId {
        self.id
    }

    /// The category that the risk belongs to.
    pub fn category(&self) -> &CategoryId {
        &self.category
    }

    /// Whether the risk applies, and what it says or what took its place.
    pub fn state(&self) -> &RiskState {
        &self.state
    }

    /// Whether the risk applies.
    pub fn is_active(&self) -> bool {
        matches!(self.state, RiskState::Active { .. })
    }

    /// The risk vector, for active risks.
    pub fn title(&self) -> Option<&str> {
        match &self.state {
            RiskState::Active { title, .. } => Some(title),
            RiskState::Retired { .. } => None,
        }
    }

    /// The description as one text, for active risks; items of a list are joined by "; ".
    pub fn description(&self) -> Option<&str> {
        match &self.state {
            RiskState::Active {
                description_text, ..
            } => Some(description_text),
            RiskState::Retired { .. } => None,
        }
    }

    /// The description's items: one, or several where the published row is a list. Empty for
    /// retired risks.
    pub fn description_items(&self) -> &[String] {
        match &self.state {
            RiskState::Active { description, .. } => description,
            RiskState::Retired { .. } => &[],
        }
    }

    /// What the risk arises from, for active risks where the edition says so.
    pub fn group(&self) -> Option<RiskGroup> {
        match &self.state {
            RiskState::Active { group, .. } => *group,
            RiskState::Retired { .. } => None,
        }
    }

    /// Whose words the description holds, for active risks.
    pub fn wording(&self) -> Option<Wording> {
        match &self.state {
            RiskState::Active { wording, .. } => Some(*wording),
            RiskState::Retired { .. } => None,
        }
    }

    /// Whose words the title holds, for active risks.
    pub fn title_wording(&self) -> Option<Wording> {
        match &self.state {
            RiskState::Active { title_wording, .. } => Some(*title_wording),
            RiskState::Retired { .. } => None,
        }
    }
}

/// A category of risks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskCategory {
    pub(crate) id: CategoryId,
    pub(crate) prefix: Option<String>,
    pub(crate) title: String,
    pub(crate) introduction: Vec<Block>,
}

impl RiskCategory {
    /// The identifier, such as `sec-risks-slashing`.
    pub fn id(&self) -> &CategoryId {
        &self.id
    }

    /// What the identifiers of its risks begin with, where they have that in common, such as
    /// `SLS`.
    pub fn prefix(&self) -> Option<&str> {
        self.prefix.as_deref()
    }

    /// A short name of the category: the prefix of its risks, or its identifier.
    pub fn label(&self) -> &str {
        self.prefix().unwrap_or(self.id.as_str())
    }

    /// The published title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The published introduction; may be empty.
    pub fn introduction(&self) -> &[Block] {
        &self.introduction
    }
}
