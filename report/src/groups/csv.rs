//! The summary as CSV.

use super::{COLUMNS, GroupRow, rows, status_words};
use crate::{csv::table, document::Report};

/// The summary of controls as [CSV](crate::csv), with a row of names.
#[must_use]
pub fn csv(report: &Report) -> Vec<u8> {
    let header = COLUMNS.map(str::to_owned);
    let rows = rows(report);
    table(std::iter::once(header).chain(rows.iter().map(cells)))
}

fn cells(row: &GroupRow<'_>) -> [String; 6] {
    let controls = row.group.controls.iter();
    let controls: Vec<&str> = controls.map(|each| each.id.as_str()).collect();
    [
        row.group.title.clone(),
        controls.join("; "),
        status_words(row.status).to_owned(),
        row.comments.join("; "),
        row.risks.join("; "),
        row.external.join("; "),
    ]
}
