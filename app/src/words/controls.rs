//! What is said of controls.

use assay_assessment::conformance::{Conformance, Tally};

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
