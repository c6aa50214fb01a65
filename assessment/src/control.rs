use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::Day;

/// What was found of one control; the five statuses of the specification's summary table.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nobody has looked yet: says nothing about conformance.
    #[default]
    NotTested,
    /// The control is met: passes.
    Implemented,
    /// The control does not concern this operator: passes, and needs a reason.
    NotApplicable,
    /// The control is met in part: fails.
    Partial,
    /// The control is not met: fails.
    Fails,
}

impl Status {
    /// All five, in the order of the specification and of the keys 1 to 5.
    pub const ALL: [Self; 5] = [
        Self::NotTested,
        Self::Implemented,
        Self::NotApplicable,
        Self::Partial,
        Self::Fails,
    ];

    /// The specification's words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotTested => "Not Tested",
            Self::Implemented => "Implemented",
            Self::NotApplicable => "Not Applicable",
            Self::Partial => "Partial / Incomplete",
            Self::Fails => "Fails",
        }
    }

    /// Whether the control counts as met; `None` while nobody has looked.
    #[must_use]
    pub const fn passes(self) -> Option<bool> {
        match self {
            Self::NotTested => None,
            Self::Implemented | Self::NotApplicable => Some(true),
            Self::Partial | Self::Fails => Some(false),
        }
    }
}

/// How the assessor came to know (NIST SP 800-53A, section 2.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Documents, mechanisms or activities were looked at.
    Examine,
    /// People were asked.
    Interview,
    /// Something was made to happen, and the result compared with what was expected.
    Test,
}

impl Method {
    /// All three, in the standard's order.
    pub const ALL: [Self; 3] = [Self::Examine, Self::Interview, Self::Test];

    /// The standard's word.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Examine => "Examine",
            Self::Interview => "Interview",
            Self::Test => "Test",
        }
    }
}

/// Who assessed a control, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessed {
    /// The day on which the control was last assessed.
    pub on: Day,
    /// The assessor's name; may be empty while nobody is named. At most one line.
    pub by: String,
}

/// What was found of one control. The default is a control that nobody has touched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ControlFinding {
    /// What was found.
    pub status: Status,
    /// Why the control is not applicable, or what is missing from it; plain text.
    pub reason: String,
    /// How the assessor came to know.
    pub methods: BTreeSet<Method>,
    /// Who assessed it, and when.
    pub assessed: Option<Assessed>,
    /// The assessor's note, Markdown.
    pub note: String,
}
