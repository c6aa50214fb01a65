use std::collections::BTreeSet;

use assay_catalog::{ControlId, RiskId};
use serde::{Deserialize, Serialize};

use crate::Day;

/// Whether an action has been carried out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "state", deny_unknown_fields)]
pub enum ActionState {
    /// Still to be done.
    #[default]
    Open,
    /// Done.
    Done {
        /// The day on which it was done.
        on: Day,
    },
}

/// What somebody has undertaken to do about a finding.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Action {
    /// What is to be done; one line.
    pub title: String,
    /// How, and how one will see that it is done; plain text.
    pub description: String,
    /// Who does it; one line.
    pub owner: String,
    /// The day by which it is to be done.
    pub due: Option<Day>,
    /// Whether it has been done.
    pub state: ActionState,
    /// The controls that it mends.
    pub controls: BTreeSet<ControlId>,
    /// The risks that it lowers.
    pub risks: BTreeSet<RiskId>,
}

impl Action {
    /// Whether the action is open and its due day lies before `today`.
    #[must_use]
    pub fn is_overdue(&self, today: Day) -> bool {
        self.state == ActionState::Open && self.due.is_some_and(|due| due < today)
    }
}
