//! All tables, in one of the forms, while they are written.

use std::path::{Path, PathBuf};

use super::{
    TableError,
    cell::Cell,
    columnar::Columnar,
    columns::{self, TABLES, Table},
    rows::Rows,
    staged::{self, Growing, Staged},
    text::Text,
};
use crate::{
    arguments::TableArguments,
    verify::{Found, Verdict},
};

/// The tables while they grow; nothing of them is in its place before all are finished.
pub(super) struct Tables {
    staged: Staged,
    /// What the file or the folder of each table is called.
    names: Vec<String>,
    force: bool,
    form: Form,
}

enum Form {
    Text(Vec<Text>),
    Columnar(Box<Columnar>),
}

impl Tables {
    /// Makes sure that there is a place for each, so that nobody waits for nothing, and begins.
    pub(super) fn begin(arguments: &TableArguments, output: &Path) -> Result<Self, TableError> {
        let ending = match (arguments.form.parquet, arguments.form.csv) {
            (true, _) => "",
            (_, true) => ".csv",
            _ => ".ndjson",
        };
        let names = TABLES.iter().map(|table| format!("{}{ending}", table.name));
        let names: Vec<String> = names.collect();
        for name in &names {
            staged::is_free(&output.join(name), arguments.force)?;
        }
        let staged = Staged::begin(output)?;
        let form = if arguments.form.parquet {
            Form::Columnar(Box::new(Columnar::begin()?))
        } else {
            let texts = TABLES.iter().zip(&names).map(|(table, name)| {
                let file = Growing::begin(staged.path(name))?;
                Text::begin(table, file, arguments.form.csv)
            });
            Form::Text(texts.collect::<Result<_, TableError>>()?)
        };
        Ok(Self {
            staged,
            names,
            force: arguments.force,
            form,
        })
    }

    /// Adds the rows of a file, which go with that. Of one that is not valid, only the table of reports has one.
    pub(super) fn add(&mut self, file: &mut Found) -> Result<(), TableError> {
        let rows = file.rows.take();
        let rows = rows.filter(|_| file.verdict == Verdict::Valid);
        let partition = rows.as_ref().map(|rows| &rows.partition);
        for (place, table) in TABLES.iter().enumerate() {
            let lines = lines(table, file, rows.as_deref());
            match &mut self.form {
                Form::Columnar(columnar) => columnar.add(&self.staged, place, partition, lines)?,
                Form::Text(texts) => {
                    if let Some(text) = texts.get_mut(place) {
                        text.add(table, &lines)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Gives all of them their places, and says which these are and how many bytes are there.
    pub(super) fn finish(self) -> Result<Vec<(PathBuf, u64)>, TableError> {
        let bytes = match self.form {
            Form::Columnar(columnar) => columnar.finish(&self.staged)?,
            Form::Text(texts) => texts
                .into_iter()
                .map(Text::finish)
                .collect::<Result<_, _>>()?,
        };
        let places = self.names.iter().map(|name| self.staged.place(name));
        let written = places.zip(bytes).collect();
        self.staged.finish(&self.names, self.force)?;
        Ok(written)
    }
}

/// The lines of a file in a table.
fn lines(table: &Table, file: &Found, rows: Option<&Rows>) -> Vec<Vec<Cell>> {
    let sha256 = Cell::text_of(file.sha256.as_ref());
    let mut own = vec![Cell::text(&file.path), sha256];
    let is_of_reports = table.name == columns::REPORTS;
    if is_of_reports {
        own.push(Cell::word(file.verdict));
    }
    let Some(rows) = rows else {
        own.resize(table.columns.len(), Cell::Nothing);
        return if is_of_reports { vec![own] } else { Vec::new() };
    };
    let dividing = rows.partition.cells();
    let rows = rows.of_table(table.name).iter();
    rows.map(|row| [own.as_slice(), row, &dividing].concat())
        .collect()
}
