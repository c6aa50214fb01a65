//! What was done to find out about a control.

use assay_assessment::{ControlFinding, Method, Procedure, ProcedureResult, Sample};
use serde::{Deserialize, Serialize};

/// A procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ProcedurePart {
    /// Its number among those of its control, from 1.
    pub number: u16,
    /// By which method.
    pub method: Option<Method>,
    /// What was done, plain text.
    pub done: String,
    /// On which items, where that is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<Sample>,
    /// What it came to.
    pub result: Option<ProcedureResult>,
    /// The exceptions, plain text.
    pub exceptions: String,
}

impl ProcedurePart {
    /// Those of a control, by number.
    pub(super) fn all_of(finding: &ControlFinding) -> Vec<Self> {
        let procedures = finding.procedures.iter();
        let part = |(number, procedure): (&u16, &Procedure)| Self {
            number: *number,
            method: procedure.method,
            done: procedure.done.clone(),
            sample: Some(procedure.sample.clone()).filter(|sample| !sample.is_empty()),
            result: procedure.result,
            exceptions: procedure.exceptions.clone(),
        };
        procedures.map(part).collect()
    }

    /// The procedure that it states.
    pub(crate) fn stated(&self) -> Procedure {
        Procedure {
            method: self.method,
            done: self.done.clone(),
            sample: self.sample.clone().unwrap_or_default(),
            result: self.result,
            exceptions: self.exceptions.clone(),
        }
    }
}
