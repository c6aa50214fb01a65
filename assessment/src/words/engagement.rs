//! The engagement in words: what its parts are called, which wordings are offered for them, and what
//! contradicts what. An offered wording is only what an assessor may take over, and change.

use std::fmt::{self, Display};

use super::{count, legible, plural};
use crate::{
    Assessment, Assurance, Conclusion, Doubt, Element, EngagementText, Period, engagement::Way,
};

impl EngagementText {
    /// What it is called, on the screen and in the report.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Firm => "Firm",
            Self::Licence => "Licence",
            Self::Address => "Address",
            Self::Approval => "Approved assessor",
            Self::Addressees => "Addressees",
            Self::IntendedUsers => "Intended users",
            Self::ResponsibleParty => "Responsible party",
            Self::Responsibilities => "Responsibilities",
            Self::Assertion => "Assertion",
            Self::AssertedBy => "Asserted by",
            Self::Conduct => "Standard of the engagement",
            Self::QualityManagement => "Quality management",
            Self::Independence => "Independence and ethics",
            Self::Work => "Work performed",
            Self::Limitations => "Inherent limitations",
            Self::Purpose => "Purpose of the criteria",
            Self::Restrictions => "Restriction of use",
            Self::SubsequentEvents => "Subsequent events",
            Self::Basis => "Basis for the conclusion",
            Self::Wording => "Conclusion",
            Self::Place => "Place",
        }
    }

    /// What is to be entered.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Firm => "The practitioner's firm, as it signs.",
            Self::Licence => "The licence or registration under which the practitioner practises.",
            Self::Address => "The firm's address, a line for each part.",
            Self::Approval => {
                "The reference under which the governance of the standard approved the assessor."
            }
            Self::Addressees => "To whom the report is addressed, such as the operator's board.",
            Self::IntendedUsers => "Who is meant to rely on the report.",
            Self::ResponsibleParty => {
                "Who answers for what is assessed; mostly the operator itself."
            }
            Self::Responsibilities => {
                "What the responsible party and the practitioner each answer for."
            }
            Self::Assertion => "What the responsible party asserts, in its own words.",
            Self::AssertedBy => "The person who signed the assertion, and their office.",
            Self::Conduct => "By which standard the engagement was performed.",
            Self::QualityManagement => "What the firm applies. State only what is so.",
            Self::Independence => {
                "Which requirements the practitioner complies with. State only what is so."
            }
            Self::Work => "What was done, as the basis for the conclusion.",
            Self::Limitations => "What no assessment of this kind can tell.",
            Self::Purpose => "For which purpose the criteria are designed, and for which not.",
            Self::Restrictions => "Who may use the report, where that is restricted.",
            Self::SubsequentEvents => "What happened after the period and bears on the conclusion.",
            Self::Basis => "The matter that a modified conclusion rests on, and how large it is.",
            Self::Wording => "The conclusion as it stands in the report.",
            Self::Place => "City and country.",
        }
    }
}

impl Element {
    /// What it is called in the checklist.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Addressee => "Addressees",
            Self::Assurance => "Level of assurance",
            Self::SubjectMatter => "Operator and scope",
            Self::Period => "Period, with both days",
            Self::Assertion => "Written assertion, by whom and when",
            Self::Limitations => "Inherent limitations",
            Self::Purpose => "Purpose of the criteria",
            Self::Responsibilities => "Responsible party and responsibilities",
            Self::Conduct => "Standard of the engagement",
            Self::QualityManagement => "Quality management of the firm",
            Self::Independence => "Independence and ethics",
            Self::Work => "Work performed",
            Self::Conclusion => "Conclusion and its wording",
            Self::Basis => "Basis for the modified conclusion",
            Self::Practitioner => "Firm and practitioner",
            Self::Dated => "Day of the report",
            Self::Place => "Place",
            Self::IntendedUsers => "Intended users",
            Self::Approval => "Reference of the approved assessor",
        }
    }
}

impl Way {
    /// What is entered there.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Text(text) => text.title(),
            Self::Assurance => "Level of assurance",
            Self::Conclusion => "Kind of conclusion",
            Self::Dated => "Day of the report",
            Self::AssertedOn => "Day of the assertion",
            Self::Details => "Details",
        }
    }
}

impl Display for Doubt {
    /// A sentence.
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnmodifiedWhileFailing(failing) => write!(
                text,
                "The conclusion is unmodified, and {} or {} partial.",
                count(
                    *failing,
                    "mandatory control fails",
                    "mandatory controls fail"
                ),
                plural(*failing, "is", "are")
            ),
            Self::ConcludedUntested(untested) => write!(
                text,
                "Something is concluded, and {} Not Tested.",
                count(*untested, "mandatory control is", "mandatory controls are")
            ),
            Self::AdverseWhileNoneFails => {
                text.write_str("The conclusion is adverse, and no mandatory control fails.")
            }
            Self::WordingOfAnother(level, conclusion) => write!(
                text,
                "The wording is that of another conclusion: {}, {}.",
                conclusion.label().to_lowercase(),
                level.label().to_lowercase()
            ),
            Self::DatedBeforeTheWork { dated, worked } => write!(
                text,
                "The report is dated {dated}, and a control was assessed on {worked}."
            ),
            Self::DatedBeforeTheAssertion => {
                text.write_str("The report is dated before the assertion was made.")
            }
            Self::DatedInFuture => {
                text.write_str("The report is dated on a day that has not come yet.")
            }
        }
    }
}

impl Assessment {
    /// A wording that an assessor may take over for a text of the engagement; `None` where there is none,
    /// or it depends on something that is not chosen yet. The same assessment is offered the same.
    #[must_use]
    pub fn offered(&self, text: EngagementText) -> Option<String> {
        let terms = self.engagement().terms;
        let (operator, criteria) = (self.operator_named(), self.edition().title());
        Some(match text {
            EngagementText::Wording => self.conclusion_offered(terms.assurance?, terms.conclusion?),
            EngagementText::ResponsibleParty if self.details().operator.name.trim().is_empty() => {
                return None;
            }
            EngagementText::ResponsibleParty => self.details().operator.name.trim().to_owned(),
            EngagementText::Assertion => format!(
                "We assert that {operator} conformed, in all material respects, with {criteria}, {}.",
                self.in_the_period()
            ),
            EngagementText::Responsibilities => format!(
                "The responsible party is responsible for conforming with {criteria}, for designing, \
                 implementing and operating the controls that this requires, for its assertion, and for \
                 the completeness of what it showed and told us. Our responsibility is to plan and \
                 perform the engagement, and to express a conclusion on the basis of the procedures \
                 that we performed and the evidence that we obtained."
            ),
            EngagementText::Conduct => format!(
                "We performed this engagement in accordance with International Standard on Assurance \
                 Engagements (ISAE) 3000 (Revised), Assurance Engagements Other than Audits or Reviews \
                 of Historical Financial Information, as {} engagement.",
                match terms.assurance? {
                    Assurance::Reasonable => "a reasonable assurance",
                    Assurance::Limited => "a limited assurance",
                }
            ),
            EngagementText::QualityManagement => "Our firm applies International Standard on Quality \
                 Management (ISQM) 1, and accordingly maintains a system of quality management with \
                 policies and procedures on ethical requirements, professional standards, and legal and \
                 regulatory requirements."
                .to_owned(),
            EngagementText::Independence => "We have complied with the independence and other ethical \
                 requirements of the International Code of Ethics for Professional Accountants \
                 (including International Independence Standards) of the International Ethics \
                 Standards Board for Accountants (IESBA)."
                .to_owned(),
            EngagementText::Work => {
                let work = "For each control this report states its status, how we came to know \
                            (by examining, interviewing or testing), who assessed it and when, and \
                            the evidence.";
                match terms.assurance? {
                    Assurance::Reasonable => work.to_owned(),
                    Assurance::Limited => format!(
                        "{work} The procedures of a limited assurance engagement vary in nature and \
                         timing from those of a reasonable assurance engagement, and are less in \
                         extent. The level of assurance obtained is therefore substantially lower."
                    ),
                }
            }
            EngagementText::Limitations => "Controls are operated by people and systems, and can fail \
                 or be circumvented without that being noticed. What was found holds for the period and \
                 the scope of this report; it cannot be carried over to later days, on which controls \
                 may have changed or have ceased to be operated."
                .to_owned(),
            EngagementText::Purpose => format!(
                "{criteria}, is designed for the purpose that it states itself. This report may \
                 therefore not be suitable for another purpose."
            ),
            EngagementText::Restrictions => "This report is intended for its addressees and for the \
                 intended users that it names, and for nobody else."
                .to_owned(),
            _ => return None,
        })
    }

    /// The wording that is offered for a conclusion of this level and kind: positive for reasonable
    /// assurance, and for limited assurance whether anything has come to the practitioner's attention
    /// (ISAE 3000 (Revised), paragraph 69(l)).
    #[must_use]
    pub fn conclusion_offered(&self, level: Assurance, conclusion: Conclusion) -> String {
        let (operator, criteria) = (self.operator_named(), self.edition().title());
        let period = self.in_the_period();
        let conformed = format!("in all material respects, with {criteria}, {period}");
        let matter = "of the matter described in the basis for this conclusion";
        match (level, conclusion) {
            (Assurance::Reasonable, Conclusion::Unmodified) => {
                format!("In our opinion, {operator} conformed, {conformed}.")
            }
            (Assurance::Reasonable, Conclusion::Qualified) => format!(
                "In our opinion, except for the effects {matter}, {operator} conformed, {conformed}."
            ),
            (Assurance::Limited, Conclusion::Unmodified) => format!(
                "Based on the procedures that we performed and the evidence that we obtained, nothing \
                 has come to our attention that causes us to believe that {operator} did not conform, \
                 {conformed}."
            ),
            (Assurance::Limited, Conclusion::Qualified) => format!(
                "Based on the procedures that we performed and the evidence that we obtained, except \
                 for the effects {matter}, nothing has come to our attention that causes us to believe \
                 that {operator} did not conform, {conformed}."
            ),
            (Assurance::Reasonable, Conclusion::Adverse) => format!(
                "In our opinion, because of the significance {matter}, {operator} did not conform with \
                 {criteria}, {period}."
            ),
            (Assurance::Limited, Conclusion::Adverse) => format!(
                "Based on the procedures that we performed and the evidence that we obtained, and \
                 because of the significance {matter}, {operator} did not conform with {criteria}, \
                 {period}."
            ),
            (_, Conclusion::Disclaimer) => format!(
                "Because of the significance {matter}, we were not able to obtain sufficient \
                 appropriate evidence for a conclusion with {} on whether {operator} conformed with \
                 {criteria}, {period}. Accordingly, we do not express a conclusion.",
                level.label().to_lowercase()
            ),
        }
    }

    fn operator_named(&self) -> String {
        let name = self.details().operator.name.trim();
        if name.is_empty() {
            "the operator".to_owned()
        } else {
            legible(name).into_owned()
        }
    }

    fn in_the_period(&self) -> String {
        let Period { from, to } = self.details().period;
        let period = match (from, to) {
            (Some(from), Some(to)) => format!("throughout the period from {from} to {to}"),
            (None, Some(to)) => format!("as at {to}"),
            _ => "in the period that this report states".to_owned(),
        };
        format!("{period}, within the scope of this report")
    }
}
