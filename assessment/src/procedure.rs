//! What was done to find out about a control: procedures, the samples that they were performed on, and
//! whether design and operation of the control are effective.

use serde::{Deserialize, Serialize};

use crate::{Draw, Method, Period, TextLimit};

/// Whether something does what it is meant to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effectiveness {
    /// It does.
    Effective,
    /// It does not.
    NotEffective,
}

impl Effectiveness {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Effective, Self::NotEffective];

    /// Words for the screen and the report.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Effective => "Effective",
            Self::NotEffective => "Not effective",
        }
    }
}

/// Design and operation of a control, where the assessor keeps them apart: a control that is well
/// designed may not be operated, and one that is operated may not help.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ControlEffectiveness {
    /// Whether the control as it is designed meets its statement.
    pub design: Option<Effectiveness>,
    /// Whether it was operated so throughout the period.
    pub operation: Option<Effectiveness>,
}

impl ControlEffectiveness {
    /// Whether nothing is said of either.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.design.is_none() && self.operation.is_none()
    }
}

/// What a procedure came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProcedureResult {
    /// Nothing was found that departs from the control.
    NoExceptions,
    /// Something was.
    Exceptions,
}

impl ProcedureResult {
    /// Both.
    pub const ALL: [Self; 2] = [Self::NoExceptions, Self::Exceptions];

    /// Words for the screen and the report.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NoExceptions => "No exceptions",
            Self::Exceptions => "Exceptions",
        }
    }
}

/// The items that a procedure was performed on, out of all that there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub struct Sample {
    /// What the items were chosen from; one line.
    pub population: String,
    /// How many there are.
    pub population_size: Option<u32>,
    /// How many were chosen.
    pub size: Option<u32>,
    /// How they were chosen; one line.
    pub chosen: String,
    /// The days that the items are of.
    pub period: Period,
    /// The draw, where the items were drawn so that anybody can draw them again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draw: Option<Box<Draw>>,
}

impl Sample {
    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Something that was done to find out about a control.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub struct Procedure {
    /// By which method.
    pub method: Option<Method>,
    /// What was done; plain text.
    pub done: String,
    /// On which items.
    #[serde(skip_serializing_if = "Sample::is_empty")]
    pub sample: Sample,
    /// What it came to.
    pub result: Option<ProcedureResult>,
    /// The exceptions; plain text.
    pub exceptions: String,
}

impl Procedure {
    /// The most procedures of a control, and the highest number of one.
    pub const MOST: u16 = 99;

    /// Every text, by its name on the screen, with its limit.
    pub(crate) fn texts(&self) -> [(&'static str, &str, TextLimit); 4] {
        [
            (
                "description of the procedure",
                &self.done,
                TextLimit::Paragraph,
            ),
            ("population", &self.sample.population, TextLimit::Line),
            ("way of choosing", &self.sample.chosen, TextLimit::Line),
            ("exceptions", &self.exceptions, TextLimit::Paragraph),
        ]
    }
}
