//! What is said of controls.

use std::collections::BTreeSet;

use assay_assessment::{
    Confirmation, Day, Method,
    conformance::{Conformance, Tally},
};

use super::day_near;

/// What the line below a control's title says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said<'facts> {
    /// How many items of evidence support it.
    Evidence(usize),
    /// How the assessor came to know.
    Methods(&'facts BTreeSet<Method>),
    /// That a reason is written.
    ReasonGiven,
    /// That an open action should be done by now.
    ActionOverdue {
        /// The day by which it was due.
        since: Day,
    },
    /// The first day by which an open action is due.
    ActionDue(Day),
    /// How many actions are open that have no due day.
    ActionsOpen(usize),
    /// That a note is written.
    Note,
    /// How far what the assessment before found is confirmed.
    Confirmation(Confirmation),
}

/// The line below a control's title: `4 evidence · examine, test · action due 12 Dec`.
#[must_use]
pub fn line(said: &[Said<'_>], today: Day) -> String {
    let words = |said: &Said<'_>| match *said {
        Said::Evidence(items) => format!("{items} evidence"),
        Said::Methods(methods) => methods
            .iter()
            .map(|method| method.label().to_lowercase())
            .collect::<Vec<_>>()
            .join(", "),
        Said::ReasonGiven => "reason given".to_owned(),
        Said::ActionOverdue { since } => {
            format!("action overdue since {}", day_near(since, today))
        }
        Said::ActionDue(due) => format!("action due {}", day_near(due, today)),
        Said::ActionsOpen(1) => "action open".to_owned(),
        Said::ActionsOpen(open) => format!("{open} actions open"),
        Said::Note => "note".to_owned(),
        Said::Confirmation(confirmation) => confirmation.label().to_lowercase(),
    };
    said.iter().map(words).collect::<Vec<_>>().join(" \u{b7} ")
}

/// How many controls are tested: `6 of 52 tested`.
#[must_use]
pub fn tested(tested: u32, all: u32) -> String {
    format!("{tested} of {all} tested")
}

/// How far a group or a section is: `6 of 8 pass`.
#[must_use]
pub fn progress_words(tally: Tally) -> String {
    format!("{} of {} pass", tally.passing(), tally.total())
}

/// The verdict on a group or a section with what is not tested yet: `Does not conform, 2 of 8 not
/// tested yet`.
#[must_use]
pub fn verdict_words(conformance: Conformance) -> String {
    let label = conformance.verdict().label();
    match conformance.remainder() {
        Some(remainder) => format!("{label}, {remainder}"),
        None => label.to_owned(),
    }
}

/// That the specification names a whole category of risks.
#[must_use]
pub fn whole_category(title: &str) -> String {
    format!("The specification names the whole category \u{201c}{title}\u{201d} here.")
}

/// That the specification names a risk that was retired, and what took its place.
#[must_use]
pub fn retired(risk: &str, successors: &[String]) -> String {
    if successors.is_empty() {
        return format!("{risk} is named here too; it was retired without a successor.");
    }
    format!(
        "{risk} is named here too; it was retired, and {} took its place.",
        successors.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_names_evidence_methods_and_the_action() {
        let on = |text: &str| text.parse::<Day>().unwrap();
        let (today, methods) = (on("2026-11-22"), [Method::Test, Method::Examine].into());
        let told = |action| line(&[Said::Evidence(4), Said::Methods(&methods), action], today);
        assert_eq!(
            told(Said::ActionDue(on("2026-12-12"))),
            "4 evidence · examine, test · action due 12 Dec"
        );
        let since = on("2025-12-12");
        assert_eq!(
            told(Said::ActionOverdue { since }),
            "4 evidence · examine, test · action overdue since 12 Dec 2025"
        );
        assert_eq!(line(&[Said::ActionsOpen(1)], today), "action open");
        assert_eq!(line(&[Said::ActionsOpen(2)], today), "2 actions open");
        assert_eq!(line(&[Said::ReasonGiven], today), "reason given");
        assert_eq!(line(&[Said::Note], today), "note");
        assert_eq!(line(&[], today), "");
    }

    #[test]
    fn a_verdict_is_told_with_what_is_not_tested_yet() {
        let tally = |fails, not_tested| Conformance {
            mandatory: Tally {
                fails,
                not_tested,
                ..Tally::default()
            },
            ..Conformance::default()
        };
        assert_eq!(
            verdict_words(tally(1, 3)),
            "Does not conform, 3 of 4 not tested yet"
        );
        assert_eq!(verdict_words(tally(1, 0)), "Does not conform");
    }

    #[test]
    fn a_retired_risk_leads_to_what_took_its_place() {
        assert!(retired("SLS11", &[]).ends_with("without a successor."));
        let successors = ["SLS12".to_owned(), "SLS13".to_owned()];
        assert!(retired("SLS11", &successors).ends_with("and SLS12, SLS13 took its place."));
    }
}
