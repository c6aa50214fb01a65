//! Tables as NDJSON and as CSV: one file each.

use assay_report::csv;

use super::{TableError, cell::Cell, columns::Table, staged::Growing};
use crate::terminal;

/// A table that grows by lines.
pub(super) struct Text {
    file: Growing,
    is_csv: bool,
}

impl Text {
    /// CSV begins with the names of the columns.
    pub(super) fn begin(
        table: &Table,
        mut file: Growing,
        is_csv: bool,
    ) -> Result<Self, TableError> {
        if is_csv {
            let header = table.columns.iter().map(|column| column.name.to_owned());
            file.append(&csv::table([header.collect::<Vec<String>>()]))?;
        }
        Ok(Self { file, is_csv })
    }

    pub(super) fn add(&mut self, table: &Table, lines: &[Vec<Cell>]) -> Result<(), TableError> {
        let bytes = if self.is_csv {
            csv::table(lines.iter().map(|line| line.iter().map(Cell::written)))
        } else {
            as_ndjson(table, lines)?
        };
        Ok(self.file.append(&bytes)?)
    }

    pub(super) fn finish(self) -> Result<u64, TableError> {
        Ok(self.file.finish()?)
    }
}

/// A JSON object a line, its members in the order of the columns.
fn as_ndjson(table: &Table, lines: &[Vec<Cell>]) -> Result<Vec<u8>, serde_json::Error> {
    let mut text = String::new();
    for line in lines {
        let members = table.columns.iter().zip(line).map(|(column, cell)| {
            Ok(format!(
                "\"{}\":{}",
                column.name,
                serde_json::to_string(cell)?
            ))
        });
        let members: Vec<String> = members.collect::<Result<_, serde_json::Error>>()?;
        text.push_str(&terminal::safe_json(&format!(
            "{{{}}}\n",
            members.join(",")
        )));
    }
    Ok(text.into_bytes())
}
