//! The findings of many reports as tables, for whoever looks at all of them at once.

mod columns;
mod rows;

use std::path::{Path, PathBuf};

use assay_report::csv;
use serde_json::{Value, json};

use self::columns::{Column, TABLES, Table};
pub(crate) use self::rows::{Cell, Rows};
use crate::{
    Exit,
    arguments::TableArguments,
    at_hand::AtHand,
    terminal,
    verify::{self, Asked, Found, Kind, Verdict},
    words,
    writing::{self, WriteError},
};

/// The format's name.
pub(crate) const FORMAT: &str = "assay-table";
/// Its version.
const VERSION: u32 = 1;

/// Why no tables were written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TableError {
    /// The folder cannot be made.
    #[error("{}: {error}", .path.display())]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// A table was not written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Verifies reports, and writes the tables of those that are valid.
pub(crate) fn run(arguments: &TableArguments) -> Result<Exit, Box<dyn std::error::Error>> {
    let trust = arguments.trust.as_deref();
    let asked = Asked {
        at_hand: AtHand::read(&arguments.at_hand)?,
        trust: trust.map(verify::known_signers).transpose()?,
        rows: Some(Rows::of),
    };
    let verification = verify::verify(&arguments.files, &asked);
    let reports: Vec<&Found> = verification
        .files
        .iter()
        .filter(|file| is_meant(file))
        .collect();
    std::fs::create_dir_all(&arguments.output).map_err(|error| TableError::Folder {
        path: arguments.output.clone(),
        error,
    })?;
    let ending = if arguments.csv { "csv" } else { "ndjson" };
    let outputs = TABLES.map(|table| {
        let name = format!("{}.{ending}", table.name);
        (table, arguments.output.join(name))
    });
    if !arguments.force {
        // All of them, or none.
        if let Some((_, path)) = outputs.iter().find(|(_, path)| path.exists()) {
            let path = path.clone();
            return Err(WriteError::Exists { path }.into());
        }
    }
    for (table, path) in &outputs {
        let lines = lines(table, &reports);
        let bytes = if arguments.csv {
            as_csv(table, &lines)
        } else {
            as_ndjson(table, &lines)?
        };
        write(path, &bytes, arguments.force)?;
    }
    for file in &reports {
        if file.verdict != Verdict::Valid {
            let why = words::left_out_of_tables(&file.word);
            terminal::say(&words::about(Path::new(&file.path), &why));
        }
    }
    Ok(verification.verdict.into())
}

fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), TableError> {
    writing::write(path, bytes, force)?;
    terminal::say(&words::written(path, bytes.len()));
    Ok(())
}

/// Reports, and what may be one.
fn is_meant(file: &Found) -> bool {
    matches!(file.kind, Kind::Report | Kind::Unknown)
}

/// The lines of a table. Of a report that is not valid, only the table of reports has one.
fn lines(table: &Table, reports: &[&Found]) -> Vec<Vec<Cell>> {
    let mut lines = Vec::new();
    for file in reports {
        let own = [Cell::text(&file.path), Cell::Text(file.sha256.clone())];
        let valid = file
            .rows
            .as_deref()
            .filter(|_| file.verdict == Verdict::Valid);
        let of_table = valid.map(|rows| rows.of_table(table.name));
        let verdict = serde_json::to_value(file.verdict).unwrap_or_default();
        for row in of_table.into_iter().flatten() {
            let mut line = own.to_vec();
            if table.name == columns::REPORTS {
                line.push(Cell::Text(verdict.as_str().map(str::to_owned)));
            }
            line.extend(row.iter().cloned());
            lines.push(line);
        }
        if valid.is_none() && table.name == columns::REPORTS {
            let mut line = own.to_vec();
            line.push(Cell::Text(verdict.as_str().map(str::to_owned)));
            line.resize(table.columns.len(), Cell::Text(None));
            lines.push(line);
        }
    }
    lines
}

fn as_csv(table: &Table, lines: &[Vec<Cell>]) -> Vec<u8> {
    let header = table.columns.iter().map(|column| column.name.to_owned());
    let lines = lines
        .iter()
        .map(|line| line.iter().map(Cell::written).collect());
    csv::table(std::iter::once(header.collect::<Vec<String>>()).chain(lines))
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

/// The tables and their columns, as `assay schema` prints them.
pub(crate) fn schema() -> Result<String, serde_json::Error> {
    let column = |column: &Column| {
        json!({
            "name": column.name, "type": column.kind.name(), "description": column.description
        })
    };
    let tables: Vec<Value> = TABLES
        .iter()
        .map(|table| {
            let columns: Vec<Value> = table.columns.iter().map(column).collect();
            json!({ "name": table.name, "row": table.row, "columns": columns })
        })
        .collect();
    let schema = json!({ "format": FORMAT, "version": VERSION, "tables": tables });
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}
