use serde::{Deserialize, Serialize};

use crate::{Day, TextLimit};

/// Who assesses whom.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AssessmentKind {
    /// Somebody who does not belong to the operator.
    #[default]
    Independent,
    /// The operator itself.
    SelfAssessment,
}

impl AssessmentKind {
    /// Words for the screen and the report.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Independent => "Independent assessment",
            Self::SelfAssessment => "Self-assessment",
        }
    }
}

/// The node operator that is assessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Operator {
    /// The legal or common name; one line.
    pub name: String,
    /// How to reach the operator; one line.
    pub contact: String,
}

/// The days that the assessment speaks about, both included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Period {
    /// The first day, when it was set.
    pub from: Option<Day>,
    /// The last day, when it was set.
    pub to: Option<Day>,
}

/// A person who assesses.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Assessor {
    /// The person's name; one line.
    pub name: String,
    /// Whom they work for; one line.
    pub organisation: String,
    /// Their part in the assessment, such as "lead assessor"; one line.
    pub role: String,
}

/// The assessment's own data: what the cover of the report says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Details {
    /// What the assessment is called in lists; one line.
    pub title: String,
    /// Who assesses whom.
    pub kind: AssessmentKind,
    /// Who is assessed.
    pub operator: Operator,
    /// What is and is not looked at; Markdown.
    pub scope: String,
    /// The days that the assessment speaks about.
    pub period: Period,
    /// Who assesses; the first is the lead. At most 50.
    pub assessors: Vec<Assessor>,
}

impl Details {
    /// The most assessors that are kept.
    pub const MOST_ASSESSORS: usize = 50;

    /// Every text, by its name on the screen, with its limit.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&'static str, &str, TextLimit)> {
        let line = TextLimit::Line;
        let fields = [
            ("title", self.title.as_str(), line),
            ("operator's name", &self.operator.name, line),
            ("operator's contact", &self.operator.contact, line),
            ("scope", &self.scope, TextLimit::Note),
        ];
        let people = self.assessors.iter().flat_map(move |assessor| {
            [
                ("assessor's name", assessor.name.as_str(), line),
                ("assessor's organisation", &assessor.organisation, line),
                ("assessor's role", &assessor.role, line),
            ]
        });
        fields.into_iter().chain(people)
    }
}
