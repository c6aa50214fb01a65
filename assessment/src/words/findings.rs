//! What the X-ray found.

use std::fmt::{self, Display};

use super::count;
use crate::{
    DeficiencyElement, DeficiencyText, FollowUp,
    xray::{Detail, Done, Rule},
};

impl Rule {
    /// What the rule finds, for `count` findings: "3 implemented controls have no evidence".
    #[must_use]
    pub fn summary(self, number: usize) -> String {
        let (one, many) = self.forms();
        count(number, one, many)
    }

    /// What the rule finds about one thing, without a number: "implemented control has no evidence".
    #[must_use]
    pub const fn about_one(self) -> &'static str {
        self.forms().0
    }

    /// Its words after the number one, and after any other.
    const fn forms(self) -> (&'static str, &'static str) {
        match self {
            Self::FailingWithoutAction => (
                "mandatory control fails or is partial, and has no open action",
                "mandatory controls fail or are partial, and have no open action",
            ),
            Self::NotApplicableWithoutReason => (
                "control is not applicable without a reason",
                "controls are not applicable without a reason",
            ),
            Self::EvidenceAbsent => (
                "control or risk relies on evidence that is missing or changed",
                "controls and risks rely on evidence that is missing or changed",
            ),
            Self::ImplementedWithoutEvidence => (
                "implemented control has no evidence",
                "implemented controls have no evidence",
            ),
            Self::ImplementedWithExceptions => (
                "implemented control has exceptions or is not effective",
                "implemented controls have exceptions or are not effective",
            ),
            Self::EvidenceStale => (
                "control's newest evidence is too old",
                "controls' newest evidence is too old",
            ),
            Self::ResidualAboveInherent => (
                "risk is higher after mitigation than before",
                "risks are higher after mitigation than before",
            ),
            Self::AcceptedWithoutAcceptance => (
                "accepted risk has no acceptance",
                "accepted risks have no acceptance",
            ),
            Self::AcceptanceExpired => (
                "risk is accepted until a day that is over",
                "risks are accepted until days that are over",
            ),
            Self::AcceptanceWithoutEnd => (
                "risk is accepted without an end",
                "risks are accepted without an end",
            ),
            Self::RiskWithoutPassingControl => (
                "risk has no control that passes",
                "risks have no control that passes",
            ),
            Self::RiskNotConfirmed => (
                "risk stands as an earlier assessment left it, and is not confirmed",
                "risks stand as an earlier assessment left them, and are not confirmed",
            ),
            Self::DeficiencyIncomplete => (
                "control or risk has a finding that is not complete",
                "controls and risks have findings that are not complete",
            ),
            Self::DayInFuture => (
                "day of something done lies in the future",
                "days of something done lie in the future",
            ),
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::FailingWithoutAction => {
                "Agree with the operator on an action, an owner and a day."
            }
            Self::NotApplicableWithoutReason => {
                "Write down why the control does not concern this operator."
            }
            Self::EvidenceAbsent => {
                "Add the same files again, or open a backup that holds them; until then they prove nothing."
            }
            Self::ImplementedWithoutEvidence => {
                "Add what you examined, or the notes of the interview or test."
            }
            Self::ImplementedWithExceptions => {
                "Check whether the control is met in spite of them, and write down why, or change its status."
            }
            Self::EvidenceStale => {
                "Ask for newer evidence, or correct the day on which it was captured."
            }
            Self::ResidualAboveInherent => "Check both scores; mitigation should not raise a risk.",
            Self::AcceptedWithoutAcceptance => "Record who accepted the risk, when and why.",
            Self::AcceptanceExpired => {
                "Ask who accepted it to decide again, and record the new decision."
            }
            Self::AcceptanceWithoutEnd => {
                "Agree on the day on which somebody looks at it again, and record it."
            }
            Self::RiskWithoutPassingControl => {
                "Check whether the residual score takes this into account."
            }
            Self::RiskNotConfirmed => {
                "Look at its scores and its treatment again, change what is different, and confirm it."
            }
            Self::DeficiencyIncomplete => {
                "Write down what is missing, or ask the operator for its response."
            }
            Self::DayInFuture => "Correct the day, or the clock of the device.",
        }
    }
}

impl Display for Detail {
    /// A sentence. It stands in signed reports, so that other words would make an older report differ from
    /// what is assembled again.
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent(items) => {
                for (index, (label, absence)) in items.iter().enumerate() {
                    let between = if index == 0 { "" } else { "; " };
                    write!(
                        text,
                        "{between}\u{201c}{label}\u{201d} is {}",
                        absence.word()
                    )?;
                }
                text.write_str(".")
            }
            Self::Stale { age, longest } => write!(
                text,
                "The newest evidence is {} old; the statement allows {longest}.",
                count(*age, "day", "days")
            ),
            Self::Lacks(title, parts) => {
                let names: Vec<&str> = parts.iter().map(|part| part.missing()).collect();
                write!(
                    text,
                    "{} lacks: {}.",
                    named_finding(title),
                    names.join(", ")
                )
            }
            Self::InFuture { done, on, today } => {
                write!(text, "{done} on {on}; today is {today}.")
            }
        }
    }
}

impl Display for Done {
    fn fmt(&self, text: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Assessed => text.write_str("Assessed"),
            Self::Accepted => text.write_str("Accepted"),
            Self::Captured(label) => write!(text, "Evidence \u{201c}{label}\u{201d} captured"),
            Self::Responded(title) => {
                write!(text, "{} responded to", named_finding(title))
            }
            Self::Action(title) => write!(text, "Action \u{201c}{title}\u{201d} done"),
        }
    }
}

impl DeficiencyElement {
    /// What a finding lacks without it, as a noun within a sentence.
    #[must_use]
    pub const fn missing(self) -> &'static str {
        match self {
            Self::Title => "a title",
            Self::Severity => "the severity",
            Self::Subject => "a control or a risk that it is about",
            Self::FollowUp => FollowUp::QUESTION,
            Self::Text(text) => match text {
                DeficiencyText::Condition => "the condition",
                DeficiencyText::Criterion => "the criterion",
                DeficiencyText::Cause => "the cause",
                DeficiencyText::Effect => "the effect",
                DeficiencyText::Recommendation => "the recommendation",
                DeficiencyText::Response => "management\u{2019}s response",
            },
        }
    }
}

impl FollowUp {
    const QUESTION: &str = "whether it is still so";
}

/// A finding by its title, at the beginning of a sentence.
fn named_finding(title: &str) -> String {
    if title.trim().is_empty() {
        "A finding without a title".to_owned()
    } else {
        format!("Finding \u{201c}{title}\u{201d}")
    }
}
