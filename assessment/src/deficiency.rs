//! What an assessor brings to the operator's attention: on the screen and in the report a *finding*, with
//! the parts that audit standards give it. In code it is a deficiency, because "finding" is what the
//! X-ray found.

use std::collections::{BTreeMap, BTreeSet};

use assay_catalog::{ControlId, RiskId};
use serde::{Deserialize, Serialize};

use crate::{ActionId, Day, TextLimit};

/// How grave a deficiency is, in the assessor's judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth mending; little depends on it.
    Low,
    /// Weakens a control; others make up for it.
    Moderate,
    /// A control does not reach its aim.
    High,
    /// Harm is likely or has come about.
    Critical,
}

impl Severity {
    /// All of them, the gravest first.
    pub const ALL: [Self; 4] = [Self::Critical, Self::High, Self::Moderate, Self::Low];

    /// Words for the screen and the report.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Moderate => "Moderate",
            Self::High => "High",
            Self::Critical => "Critical",
        }
    }
}

/// Where the operator's management stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Position {
    /// It agrees.
    Agrees,
    /// It agrees with part of it.
    AgreesInPart,
    /// It disagrees.
    Disagrees,
}

impl Position {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Agrees, Self::AgreesInPart, Self::Disagrees];

    /// Words for the screen and the report.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Agrees => "Agrees",
            Self::AgreesInPart => "Agrees in part",
            Self::Disagrees => "Disagrees",
        }
    }
}

/// What has become of a deficiency that an assessment before found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FollowUp {
    /// Nobody has looked yet.
    ToLookAt,
    /// It stands as it did.
    Persists,
    /// It has been remedied.
    Remedied,
}

impl FollowUp {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::ToLookAt, Self::Persists, Self::Remedied];

    /// Words for the screen and the report.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::ToLookAt => "Not looked at yet",
            Self::Persists => "Persists",
            Self::Remedied => "Remedied",
        }
    }
}

/// What is written of a deficiency: the elements of a finding (GAO-21-368G, paragraphs 8.128 to 8.133,
/// and the IIA's Global Internal Audit Standards, 14.3), what is to be done, and the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeficiencyText {
    /// What is.
    Condition,
    /// What should be.
    Criterion,
    /// Why it is not so.
    Cause,
    /// What follows from it, or may.
    Effect,
    /// What the assessor recommends.
    Recommendation,
    /// What the operator's management answers.
    Response,
}

impl DeficiencyText {
    /// All of them, in the order of the report.
    pub const ALL: [Self; 6] = [
        Self::Condition,
        Self::Criterion,
        Self::Cause,
        Self::Effect,
        Self::Recommendation,
        Self::Response,
    ];

    /// Words for the screen and the report.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Condition => "Condition",
            Self::Criterion => "Criterion",
            Self::Cause => "Cause",
            Self::Effect => "Effect",
            Self::Recommendation => "Recommendation",
            Self::Response => "Management\u{2019}s response",
        }
    }

    /// What belongs into it, as a question.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Condition => "What is: the facts, as the evidence shows them.",
            Self::Criterion => "What should be: which control asks for it.",
            Self::Cause => "Why it is not so.",
            Self::Effect => "What follows from it, or may follow.",
            Self::Recommendation => "What would mend the cause.",
            Self::Response => "What the operator\u{2019}s management answers, in its own words.",
        }
    }
}

/// What is chosen of a deficiency, named or linked with it, rather than written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub struct DeficiencyTerms {
    /// What it is called; one line.
    pub title: String,
    /// How grave it is.
    pub severity: Option<Severity>,
    /// What became of it, where an assessment before found it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
    /// Where management stands.
    pub position: Option<Position>,
    /// Who responded for it; one line.
    pub responded_by: String,
    /// The day of the response.
    pub responded_on: Option<Day>,
    /// The controls that it is about.
    pub controls: BTreeSet<ControlId>,
    /// The risks that it raises.
    pub risks: BTreeSet<RiskId>,
    /// The actions that answer it; one may answer several.
    pub actions: BTreeSet<ActionId>,
}

/// What an assessor brings to the operator's attention.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Deficiency {
    /// What is chosen, named and linked.
    pub terms: DeficiencyTerms,
    /// What is written; what is empty is not kept.
    pub texts: BTreeMap<DeficiencyText, String>,
}

/// A part that a deficiency needs before it can be reported as a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeficiencyElement {
    /// What it is called.
    Title,
    /// How grave it is.
    Severity,
    /// A control or a risk that it is about.
    Subject,
    /// A text.
    Text(DeficiencyText),
    /// Whether it is still so.
    FollowUp,
}

impl Deficiency {
    /// The most that an assessment keeps.
    pub const MOST: usize = 1_000;

    /// A text; empty where nothing is written.
    #[must_use]
    pub fn text(&self, text: DeficiencyText) -> &str {
        self.texts.get(&text).map_or("", String::as_str)
    }

    /// Whether it still stands: it is not one of an assessment before that has been remedied.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.terms.follow_up != Some(FollowUp::Remedied)
    }

    /// What it needs and does not have, in the order of the screen.
    #[must_use]
    pub fn lacks(&self) -> Vec<DeficiencyElement> {
        let terms = &self.terms;
        let subjects = !terms.controls.is_empty() || !terms.risks.is_empty();
        let parts = [
            (DeficiencyElement::Title, !terms.title.trim().is_empty()),
            (DeficiencyElement::Severity, terms.severity.is_some()),
            (
                DeficiencyElement::FollowUp,
                terms.follow_up != Some(FollowUp::ToLookAt),
            ),
        ];
        let texts = DeficiencyText::ALL.map(|text| {
            let written = !self.text(text).trim().is_empty();
            (DeficiencyElement::Text(text), written)
        });
        let parts = parts.into_iter().chain(texts);
        let parts = parts.chain([(DeficiencyElement::Subject, subjects)]);
        parts
            .filter_map(|(part, there)| (!there).then_some(part))
            .collect()
    }

    /// Whether it stands and lacks something, so that it cannot be reported as it is.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.stands() && !self.lacks().is_empty()
    }

    /// Its place in a list: the gravest first, then by title. What has no severity comes before all, since
    /// it may be the gravest; what has been remedied comes last. Equals are told apart by identifier.
    #[must_use]
    pub fn order(&self) -> impl Ord + use<> {
        let severity = self.terms.severity;
        let place = Severity::ALL
            .iter()
            .position(|each| Some(*each) == severity);
        (!self.stands(), place, self.terms.title.to_lowercase())
    }

    /// Each text with its name and its limit.
    pub(crate) fn written(&self) -> impl Iterator<Item = (&'static str, &str, TextLimit)> {
        let texts = self.texts.iter();
        texts.map(|(text, says)| (text.label(), says.as_str(), TextLimit::Paragraph))
    }

    /// As the next assessment takes it over: whether it is still so has to be looked at. One that has been
    /// remedied stays behind.
    pub(crate) fn for_the_next(&self) -> Option<Self> {
        let mut next = self.stands().then(|| self.clone())?;
        next.terms.follow_up = Some(FollowUp::ToLookAt);
        Some(next)
    }
}

impl DeficiencyTerms {
    /// Whether it is linked with a subject.
    #[must_use]
    pub fn is_about(&self, subject: &crate::Subject) -> bool {
        match subject {
            crate::Subject::Control(control) => self.controls.contains(control),
            crate::Subject::Risk(risk) => self.risks.contains(risk),
        }
    }

    /// Links or unlinks a subject.
    pub fn set_link(&mut self, subject: crate::Subject, linked: bool) {
        match (subject, linked) {
            (crate::Subject::Control(control), true) => _ = self.controls.insert(control),
            (crate::Subject::Control(control), false) => _ = self.controls.remove(&control),
            (crate::Subject::Risk(risk), true) => _ = self.risks.insert(risk),
            (crate::Subject::Risk(risk), false) => _ = self.risks.remove(&risk),
        }
    }
}
