//! What is said of the files that are made of a report for other programs.

/// What is made, and what it is worth.
pub const LEAD: &str = "All that the report says as a workbook, as OSCAL documents, as one page for browsers and as Markdown, and its edition and its audit for CISO Assistant. Nobody signs these files: each names the report or the edition that it is of, and the report is what is checked.";

/// How the OSCAL documents belong together.
pub const OSCAL: &str = "OSCAL, the language of NIST for assessments. The documents name each other, so save them in one folder under the names that they have.";

/// What the two files for CISO Assistant are, and how they are imported.
pub const CISO_ASSISTANT: &str = "CISO Assistant: load the edition first, as a library, and then the audit of that framework in the Data Wizard. Scored risks are in neither.";

/// That the file is another one now.
pub const OTHER_FILE: &str =
    "The file has changed since it was checked. Hand it in again, and make the files then";

/// What a file is called that is made of another: its name with another ending.
#[must_use]
pub fn name_of(report: &str, ending: &str) -> String {
    let (stem, _) = report.rsplit_once('.').unwrap_or((report, ""));
    format!("{stem}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_as_its_report_is() {
        assert_eq!(
            name_of("Nordlicht v1.2.json", "xlsx"),
            "Nordlicht v1.2.xlsx"
        );
        assert_eq!(name_of("report", "md"), "report.md");
    }
}
