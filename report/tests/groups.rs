//! The summary of controls: a row for each control group, by a stated rule, in three forms that say the
//! same.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::common::{Filling, assessment, report, report_on};
use assay_assessment::{Assessment, Edit, Status};
use assay_catalog::Editions;
use assay_report::document::Report;
use assay_report::groups::{self, COLUMNS, RULE, csv, html, status_of};
use assay_report::outline::{self, plain_text};

#[test]
fn the_gravest_control_decides_and_what_is_not_applicable_only_alone() {
    use Status::{Fails, Implemented, NotApplicable, NotTested, Partial};
    for (statuses, follows) in [
        (vec![Implemented, Implemented], Implemented),
        (vec![NotApplicable, Implemented], Implemented),
        (vec![NotApplicable, NotApplicable], NotApplicable),
        (vec![Implemented, NotTested], NotTested),
        (vec![NotApplicable, NotTested], NotTested),
        (vec![NotTested, Partial], Partial),
        (vec![Implemented, Fails, Partial], Fails),
        (vec![Fails, NotTested], Fails),
        (vec![], NotTested),
    ] {
        assert_eq!(status_of(statuses.clone()), follows, "{statuses:?}");
    }
}

#[test]
fn there_is_a_row_for_each_group_and_all_forms_say_the_same() {
    let report = report(&Filling::default());
    let rows = groups::rows(&report);
    assert_eq!(rows.len(), 53);
    let shown = plain_text(&outline::of(&report));
    assert!(shown.contains(RULE));

    let text = csv(&report);
    let mut reader = ::csv::Reader::from_reader(text.as_slice());
    assert_eq!(reader.headers().unwrap(), COLUMNS.as_slice());
    let read: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(read.len(), rows.len());
    let page = html(&report);
    assert_eq!(page.matches("<tr><th scope=\"row\">").count(), rows.len());
    for (row, line) in rows.iter().zip(&read) {
        assert_eq!(&line[0], row.group.title);
        assert_eq!(&line[3], row.comments.join("; "));
        assert!(row.risks.iter().all(|risk| line[4].contains(risk)));
        for control in &row.group.controls {
            assert!(line[1].contains(&control.id));
            assert!(page.contains(&format!("<b id=\"summ-{0}\">{0}</b>", control.id)));
        }
        for comment in &row.comments {
            assert!(shown.contains(comment.as_str()), "{comment}");
        }
    }
    for risk in ["SLS1", "DOW1"] {
        assert!(page.contains(risk));
    }
}

/// The default one with a reason that breaks out of whatever it stands in.
fn with_reason(reason: &str) -> Report {
    let mut assessment: Assessment = assessment(&Filling::default());
    let control = Editions::bundled_draft().controls()[0].id().clone();
    let edit = Edit::SetControlReason {
        control,
        reason: reason.to_owned(),
    };
    let _undo = edit
        .apply(&mut assessment, Editions::bundled_draft())
        .unwrap();
    report_on(&assessment)
}

#[test]
fn no_text_breaks_out_of_its_cell() {
    let report = with_reason("</td><script>alert(1)</script>\n\"quoted\", 'single' & more");
    let page = html(&report);
    assert!(!page.contains("<script"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_eq!(page.matches("<tr>").count(), 54);
    let text = csv(&report);
    let mut reader = ::csv::Reader::from_reader(text.as_slice());
    let first = reader.records().next().unwrap().unwrap();
    assert!(
        first[3].contains("\"quoted\", 'single' & more"),
        "{}",
        &first[3]
    );
    let formula = csv(&with_reason("=HYPERLINK(\"http://example.org\")"));
    let mut reader = ::csv::Reader::from_reader(formula.as_slice());
    let first = reader.records().next().unwrap().unwrap();
    assert!(
        first[3].starts_with("'=") || first[3].starts_with("req-"),
        "{}",
        &first[3]
    );
}
