//! The table of the audit: a row for each control, as the Data Wizard of CISO Assistant reads it.

use assay_assessment::Status;
use assay_report::{csv, document::Report};

use super::{CisoAssistantError, MOST_OF_MANY, library::Placed, observation::Stated};

/// The columns. The wizard scores a control as soon as one of the last three is not there, or is not empty.
const COLUMNS: [&str; 10] = [
    "urn",
    "ref_id",
    "name",
    "assessable",
    "compliance_result",
    "requirement_progress",
    "observations",
    "implementation_score",
    "documentation_score",
    "score",
];

pub(super) fn table(report: &Report, controls: &[Placed]) -> Result<Vec<u8>, CisoAssistantError> {
    let stated = Stated::of(report);
    let mut room = MOST_OF_MANY;
    let mut lines = vec![COLUMNS.map(str::to_owned)];
    for placed in controls {
        let (result, progress) = verdict(placed.control.status);
        lines.push([
            placed.urn.clone(),
            looked_for(placed.ref_id.as_deref()),
            placed.name.clone(),
            "x".to_owned(),
            result.to_owned(),
            progress.to_owned(),
            stated.about(placed.control, &mut room)?,
            String::new(),
            String::new(),
            String::new(),
        ]);
    }
    Ok(csv::table(lines))
}

/// CISO Assistant's words for a status: the result, and how far the requirement is.
const fn verdict(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Implemented => ("compliant", "done"),
        Status::Partial => ("partially_compliant", "done"),
        Status::Fails => ("non_compliant", "done"),
        Status::NotApplicable => ("not_applicable", "done"),
        Status::NotTested => ("not_assessed", "to_do"),
    }
}

/// The identifier by which the wizard looks for a control. It takes the URN where there is none, and there is none where
/// several nodes have it, or where it would not arrive as it is: pandas, with which the wizard reads the table, makes a
/// number of `5.10`, and no spreadsheet may calculate it.
fn looked_for(ref_id: Option<&str>) -> String {
    /// What would be a number or a boolean, and begins with a letter.
    const NO_TEXTS: [&str; 4] = ["inf", "infinity", "true", "false"];
    let arrives = |id: &&str| {
        id.starts_with(|first: char| first.is_ascii_alphabetic())
            && !NO_TEXTS.contains(&id.to_ascii_lowercase().as_str())
    };
    ref_id.filter(arrives).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_arrives_as_it_is_is_looked_for() {
        for same in ["req-operator", "AC-1", "A.5.10", "informed"] {
            assert_eq!(looked_for(Some(same)), same);
        }
        for other in ["5.10", "01", "1e5", "=A1", "@a", "-1", "Inf", "TRUE", ""] {
            assert_eq!(looked_for(Some(other)), "", "{other}");
        }
        assert_eq!(looked_for(None), "");
    }

    #[test]
    fn every_status_is_another_result() {
        let results: std::collections::BTreeSet<_> = Status::ALL
            .into_iter()
            .map(|status| verdict(status).0)
            .collect();
        assert_eq!(results.len(), Status::ALL.len());
        let open = Status::ALL
            .into_iter()
            .filter(|status| verdict(*status).1 == "to_do");
        assert!(open.eq([Status::NotTested]));
    }
}
