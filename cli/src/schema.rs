//! The JSON Schemas of what Assay writes.

use crate::{Exit, arguments::SchemaArguments, table, terminal};

/// Why no schema is printed.
#[derive(Debug, thiserror::Error)]
#[error("there is no format “{wanted}”; there are {}", .names.join(", "))]
pub(crate) struct NoFormat {
    wanted: String,
    names: Vec<&'static str>,
}

/// The formats, each with its schema: of backups that of their manifest, of tables a list of their columns.
fn all(tables: &str) -> Vec<(&'static str, &str)> {
    let edition = ("assay-edition", assay_catalog::SCHEMA);
    let backup = ("assay-backup", assay_assessment::backup::SCHEMA);
    let others = [edition, backup, (table::FORMAT, tables)];
    assay_report::SCHEMAS.into_iter().chain(others).collect()
}

/// Prints the schema of a format, or names all.
pub(crate) fn run(arguments: &SchemaArguments) -> Result<Exit, Box<dyn std::error::Error>> {
    let tables = table::schema()?;
    let all = all(&tables);
    let names = || all.iter().map(|(name, _)| *name);
    let text = match &arguments.format {
        None => names().map(|name| format!("{name}\n")).collect(),
        Some(wanted) => {
            let found = all.iter().find(|(name, _)| name == wanted);
            let (_, schema) = found.ok_or_else(|| NoFormat {
                wanted: wanted.clone(),
                names: names().collect(),
            })?;
            (*schema).to_owned()
        }
    };
    terminal::print(&text)?;
    Ok(Exit::Done)
}
