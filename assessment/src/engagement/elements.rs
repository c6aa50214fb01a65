//! What an assurance report contains, and what of it is still missing.

use super::{Conclusion, Engagement, EngagementText};
use crate::{AssessmentKind, Details};

/// Something that a report on an assessment contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// The addressee: paragraph 69(b).
    Addressee,
    /// The level of assurance: 69(c).
    Assurance,
    /// What is assessed: 69(c).
    SubjectMatter,
    /// The days that the assessment speaks about: 69(c).
    Period,
    /// The statement of the responsible party: 69(c).
    Assertion,
    /// Significant inherent limitations: 69(e).
    Limitations,
    /// The purpose that the criteria are designed for: 69(f).
    Purpose,
    /// Who answers for what: 69(g).
    Responsibilities,
    /// That the engagement was performed in accordance with the standard: 69(h).
    Conduct,
    /// Quality management of the firm: 69(i).
    QualityManagement,
    /// Independence and other ethical requirements: 69(j).
    Independence,
    /// The summary of the work performed: 69(k).
    Work,
    /// The conclusion: 69(l).
    Conclusion,
    /// The basis of a modified conclusion: 69(l)(v).
    Basis,
    /// The practitioner, who signs: 69(m).
    Practitioner,
    /// The day of the report: 69(n).
    Dated,
    /// Where the practitioner practises: 69(o).
    Place,
    /// Who is meant to use the report: paragraph 12(m).
    IntendedUsers,
    /// The reference under which the standard's governance approved the assessor.
    Approval,
}

/// Where something is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// A text of the engagement.
    Text(EngagementText),
    /// The level of assurance.
    Assurance,
    /// The conclusion.
    Conclusion,
    /// The day of the report.
    Dated,
    /// The day of the assertion.
    AssertedOn,
    /// Operator, scope, period and assessors.
    Details,
}

impl Element {
    /// All of them, in the order of the standard's paragraph; the title (69(a)) and the criteria (69(d))
    /// are what the report itself always says.
    pub const ALL: [Self; 19] = [
        Self::Addressee,
        Self::IntendedUsers,
        Self::Assurance,
        Self::SubjectMatter,
        Self::Period,
        Self::Assertion,
        Self::Limitations,
        Self::Purpose,
        Self::Responsibilities,
        Self::Conduct,
        Self::QualityManagement,
        Self::Independence,
        Self::Work,
        Self::Conclusion,
        Self::Basis,
        Self::Practitioner,
        Self::Dated,
        Self::Place,
        Self::Approval,
    ];

    /// Its name in documents.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Addressee => "addressee",
            Self::Assurance => "assurance",
            Self::SubjectMatter => "subject-matter",
            Self::Period => "period",
            Self::Assertion => "assertion",
            Self::Limitations => "limitations",
            Self::Purpose => "purpose",
            Self::Responsibilities => "responsibilities",
            Self::Conduct => "conduct",
            Self::QualityManagement => "quality-management",
            Self::Independence => "independence",
            Self::Work => "work",
            Self::Conclusion => "conclusion",
            Self::Basis => "basis",
            Self::Practitioner => "practitioner",
            Self::Dated => "dated",
            Self::Place => "place",
            Self::IntendedUsers => "intended-users",
            Self::Approval => "approval",
        }
    }

    /// Where ISAE 3000 (Revised) asks for it of others than the operator itself; `None` for what the
    /// standard's governance asks for, and of a self-assessment, of which that standard says nothing.
    #[must_use]
    pub const fn clause_for(self, kind: AssessmentKind) -> Option<&'static str> {
        match kind {
            AssessmentKind::Independent => self.clause(),
            AssessmentKind::SelfAssessment => None,
        }
    }

    const fn clause(self) -> Option<&'static str> {
        Some(match self {
            Self::Addressee => "69(b)",
            Self::Assurance | Self::SubjectMatter | Self::Period | Self::Assertion => "69(c)",
            Self::Limitations => "69(e)",
            Self::Purpose => "69(f)",
            Self::Responsibilities => "69(g)",
            Self::Conduct => "69(h)",
            Self::QualityManagement => "69(i)",
            Self::Independence => "69(j)",
            Self::Work => "69(k)",
            Self::Conclusion => "69(l)",
            Self::Basis => "69(l)(v)",
            Self::Practitioner => "69(m)",
            Self::Dated => "69(n)",
            Self::Place => "69(o)",
            Self::IntendedUsers => "12(m)",
            Self::Approval => return None,
        })
    }

    /// Whether a report on such an engagement contains it at all.
    #[must_use]
    pub fn is_asked_for(self, details: &Details, engagement: &Engagement) -> bool {
        match details.kind {
            AssessmentKind::SelfAssessment => matches!(
                self,
                Self::SubjectMatter | Self::Period | Self::Assertion | Self::Place
            ),
            AssessmentKind::Independent => {
                let conclusion = engagement.terms.conclusion;
                self != Self::Basis || conclusion.is_some_and(Conclusion::is_modified)
            }
        }
    }

    /// What of it is missing: where to enter it, the first first. Empty when it is there.
    #[must_use]
    pub fn missing(self, details: &Details, engagement: &Engagement) -> Vec<Way> {
        let unless = |there: bool, way| (!there).then_some(way);
        let text = |text| unless(engagement.says(text), Way::Text(text));
        let terms = engagement.terms;
        let ways = match self {
            Self::Addressee => [text(EngagementText::Addressees), None],
            Self::IntendedUsers => [text(EngagementText::IntendedUsers), None],
            Self::Assurance => [unless(terms.assurance.is_some(), Way::Assurance), None],
            Self::SubjectMatter => {
                let named = !details.operator.name.trim().is_empty();
                let there = named && !details.scope.trim().is_empty();
                [unless(there, Way::Details), None]
            }
            Self::Period => {
                let there = details.period.from.is_some() && details.period.to.is_some();
                [unless(there, Way::Details), None]
            }
            Self::Assertion => {
                let day = unless(terms.asserted_on.is_some(), Way::AssertedOn);
                let by = text(EngagementText::AssertedBy);
                return [text(EngagementText::Assertion), by, day]
                    .into_iter()
                    .flatten()
                    .collect();
            }
            Self::Limitations => [text(EngagementText::Limitations), None],
            Self::Purpose => [text(EngagementText::Purpose), None],
            Self::Responsibilities => [
                text(EngagementText::ResponsibleParty),
                text(EngagementText::Responsibilities),
            ],
            Self::Conduct => [text(EngagementText::Conduct), None],
            Self::QualityManagement => [text(EngagementText::QualityManagement), None],
            Self::Independence => [text(EngagementText::Independence), None],
            Self::Work => [text(EngagementText::Work), None],
            Self::Conclusion => [
                unless(terms.conclusion.is_some(), Way::Conclusion),
                text(EngagementText::Wording),
            ],
            Self::Basis => [text(EngagementText::Basis), None],
            Self::Practitioner => {
                let lead = details.assessors.first();
                let named = lead.is_some_and(|lead| !lead.name.trim().is_empty());
                [text(EngagementText::Firm), unless(named, Way::Details)]
            }
            Self::Dated => [unless(terms.dated.is_some(), Way::Dated), None],
            Self::Place => [text(EngagementText::Place), None],
            Self::Approval => [text(EngagementText::Approval), None],
        };
        ways.into_iter().flatten().collect()
    }
}

/// Everything that a report on such an engagement contains and that is missing.
#[must_use]
pub fn missing(details: &Details, engagement: &Engagement) -> Vec<Element> {
    let asked_for = Element::ALL
        .into_iter()
        .filter(|element| element.is_asked_for(details, engagement));
    asked_for
        .filter(|element| !element.missing(details, engagement).is_empty())
        .collect()
}
