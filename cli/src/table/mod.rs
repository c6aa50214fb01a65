//! The findings of many reports as tables, for whoever looks at all of them at once. Reports are verified some at a time, and
//! their rows written before the next ones, so that the rows of all are never in memory.

mod cell;
mod columnar;
mod columns;
mod partition;
mod rows;
mod staged;
mod tables;
mod text;

use std::path::Path;

use parquet::errors::ParquetError;
use serde_json::{Value, json};

pub(crate) use self::rows::Rows;
use self::{
    columns::{Column, TABLES, Table},
    tables::Tables,
};
use crate::{
    Exit,
    arguments::TableArguments,
    at_hand::AtHand,
    terminal,
    verify::{self, Asked, Found, Kind, Verdict},
    words,
    writing::WriteError,
};

/// The format's name.
pub(crate) const FORMAT: &str = "assay-table";
/// Its version.
const VERSION: u32 = 1;

/// Why no tables were written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TableError {
    /// A table was not written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A row is no JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// The writer of Parquet gives up.
    #[error("the tables were not written: {0}")]
    Parquet(#[from] ParquetError),
}

/// Verifies reports, and writes the tables of those that are valid.
pub(crate) fn run(arguments: &TableArguments) -> Result<Exit, Box<dyn std::error::Error>> {
    let Some(output) = &arguments.output else {
        terminal::print(&columns_as_markdown())?;
        return Ok(Exit::Done);
    };
    let trust = arguments.trust.as_deref();
    let asked = Asked {
        at_hand: AtHand::read(&arguments.at_hand)?,
        trust: trust.map(verify::known_signers).transpose()?,
        rows: Some(Rows::of),
    };
    let mut tables = Tables::begin(arguments, output)?;
    let mut left_out = Vec::new();
    let verification = verify::verify(&arguments.files, &asked, |file| {
        if !is_meant(file) {
            return Ok(());
        }
        if file.verdict != Verdict::Valid {
            let why = words::left_out_of_tables(&file.word);
            left_out.push(words::about(Path::new(&file.path), &why));
        }
        tables.add(file)
    })?;
    for (path, bytes) in tables.finish()? {
        terminal::say(&words::written(&path, bytes));
    }
    for about in left_out {
        terminal::say(&about);
    }
    Ok(verification.verdict.into())
}

/// Reports, and what may be one.
fn is_meant(file: &Found) -> bool {
    matches!(file.kind, Kind::Report | Kind::Unknown)
}

/// The tables and their columns, as `assay schema` prints them.
pub(crate) fn schema() -> Result<String, serde_json::Error> {
    let column = |column: &Column| {
        json!({
            "name": column.name, "type": column.kind.name(), "parquet": column.kind.parquet(),
            "description": column.description
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

/// The same as Markdown, for people.
fn columns_as_markdown() -> String {
    let row = |column: &Column| {
        let Column {
            name,
            kind,
            description,
        } = column;
        let (kind, parquet) = (kind.name(), kind.parquet());
        format!("| `{name}` | {kind} | {parquet} | {description} |\n")
    };
    let table = |table: &Table| {
        let rows: String = table.columns.iter().map(row).collect();
        let (name, of, head) = (table.name, table.row, words::COLUMNS);
        format!("## {name}\n\nA row is {of}.\n\n{head}{rows}")
    };
    let tables: Vec<String> = TABLES.iter().map(table).collect();
    tables.join("\n")
}
