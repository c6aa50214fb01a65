//! Tables as Apache Parquet, divided into folders: a file for each partition, which grows by groups of rows.
//!
//! The files depend on the rows alone: there is no time in them, no name of a program that changes, and whoever packs them
//! does it alike on every machine.

use std::collections::BTreeMap;
use std::sync::Arc;

use assay_assessment::{Timestamp, UtcOffset};
use parquet::{
    basic::Compression,
    column::writer::ColumnWriter,
    data_type::ByteArray,
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::{WriterProperties, WriterPropertiesPtr},
        writer::SerializedFileWriter,
    },
    schema::{parser::parse_message_type, types::TypePtr},
};

use super::{
    FORMAT, TableError, VERSION,
    cell::Cell,
    columns::{Column, ColumnKind, TABLES, Table},
    partition::Partition,
    staged::{Growing, Staged},
};

/// How much memory the rows take that are in no group yet, of all tables and partitions. Above it, the largest group is written.
const WAITING: usize = 32 * 1024 * 1024;

/// Which file: a table, by its place, and a partition of it.
type Key = (usize, Option<Partition>);

/// All tables.
pub(super) struct Columnar {
    properties: WriterPropertiesPtr,
    schemas: Vec<TypePtr>,
    parts: BTreeMap<Key, Part>,
    waiting: usize,
    most: usize,
}

/// The file of a partition.
struct Part {
    writer: SerializedFileWriter<Growing>,
    rows: Vec<Vec<Cell>>,
    /// How much memory these take.
    weight: usize,
}

impl Columnar {
    pub(super) fn begin() -> Result<Self, ParquetError> {
        Self::with_at_most(WAITING)
    }

    fn with_at_most(most: usize) -> Result<Self, ParquetError> {
        let format = KeyValue::new(FORMAT.to_owned(), VERSION.to_string());
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            // Readers that know of faults of some writer read it, in this form.
            .set_created_by(format!("{FORMAT} version {VERSION}"))
            .set_key_value_metadata(Some(vec![format]))
            .build();
        let schemas = TABLES.iter().map(schema).collect::<Result<_, _>>()?;
        Ok(Self {
            properties: Arc::new(properties),
            schemas,
            parts: BTreeMap::new(),
            waiting: 0,
            most,
        })
    }

    /// Adds rows to a table, which is named by its place in [`TABLES`].
    pub(super) fn add(
        &mut self,
        staged: &Staged,
        table: usize,
        partition: Option<&Partition>,
        rows: Vec<Vec<Cell>>,
    ) -> Result<(), TableError> {
        if rows.is_empty() {
            return Ok(());
        }
        let key = (table, partition.cloned());
        if !self.parts.contains_key(&key) {
            let part = self.begin_part(staged, table, partition)?;
            self.parts.insert(key.clone(), part);
        }
        let weight: usize = rows.iter().flatten().map(weight).sum();
        if let Some(part) = self.parts.get_mut(&key) {
            part.rows.extend(rows);
            part.weight += weight;
            self.waiting += weight;
        }
        while self.waiting > self.most {
            let largest = self.parts.iter_mut().max_by_key(|(_, part)| part.weight);
            let Some(((table, _), part)) = largest else {
                break;
            };
            self.waiting -= part.weight;
            part.write_group(*table)?;
        }
        Ok(())
    }

    fn begin_part(
        &self,
        staged: &Staged,
        table: usize,
        partition: Option<&Partition>,
    ) -> Result<Part, TableError> {
        let name = TABLES.get(table).map_or("", |table| table.name);
        let mut path = staged.path(name);
        path.extend(Partition::folders(partition));
        path.push("part-0.parquet");
        let schema = self.schemas.get(table).cloned();
        let schema = schema.ok_or_else(|| ParquetError::General("no such table".to_owned()))?;
        let file = Growing::begin(path)?;
        let writer = SerializedFileWriter::new(file, schema, self.properties.clone())?;
        Ok(Part {
            writer,
            rows: Vec::new(),
            weight: 0,
        })
    }

    /// Writes what is not written yet, and reads all of it back. Gives the number of bytes of each table. One without rows
    /// has a file all the same, or it could not be read.
    pub(super) fn finish(mut self, staged: &Staged) -> Result<Vec<u64>, TableError> {
        for table in 0..TABLES.len() {
            if !self.parts.keys().any(|(of, _)| *of == table) {
                let part = self.begin_part(staged, table, None)?;
                self.parts.insert((table, None), part);
            }
        }
        let mut bytes = vec![0; TABLES.len()];
        for ((table, _), mut part) in self.parts {
            part.write_group(table)?;
            let written = part.writer.into_inner()?.finish()?;
            if let Some(bytes) = bytes.get_mut(table) {
                *bytes += written;
            }
        }
        Ok(bytes)
    }
}

impl Part {
    /// Writes the rows that wait as a group, column by column.
    fn write_group(&mut self, table: usize) -> Result<(), ParquetError> {
        let rows = std::mem::take(&mut self.rows);
        self.weight = 0;
        if rows.is_empty() {
            return Ok(());
        }
        let columns = TABLES.get(table).map_or(&[][..], Table::undivided);
        let mut group = self.writer.next_row_group()?;
        for place in 0..columns.len() {
            let cells = rows
                .iter()
                .map(|row| row.get(place).unwrap_or(&Cell::Nothing));
            let Some(mut column) = group.next_column()? else {
                break;
            };
            write_column(column.untyped(), cells)?;
            column.close()?;
        }
        group.close()?;
        Ok(())
    }
}

/// How much memory a cell or a text of a list takes, beside its characters. It decides where a group ends, so it must be the
/// same on every machine.
const CELL: usize = 32;

/// How much memory a cell takes, about.
fn weight(cell: &Cell) -> usize {
    let text = |text: &String| CELL + text.len();
    CELL + match cell {
        Cell::Text(text) => text.len(),
        Cell::List(all) => all.iter().map(text).sum(),
        _ => 0,
    }
}

/// The type of a column. All but lists may be without a value.
fn declared(column: &Column) -> String {
    let name = column.name;
    let (stored, meaning) = match column.kind {
        ColumnKind::Text => ("BYTE_ARRAY", "(STRING)"),
        ColumnKind::Integer => ("INT64", ""),
        ColumnKind::Flag => ("BOOLEAN", ""),
        ColumnKind::Day => ("INT32", "(DATE)"),
        ColumnKind::Moment => ("INT64", "(TIMESTAMP(MILLIS,true))"),
        ColumnKind::List => {
            let element = "repeated group list { required BYTE_ARRAY element (STRING); }";
            return format!("required group {name} (LIST) {{ {element} }}");
        }
    };
    format!("optional {stored} {name} {meaning};")
}

fn schema(table: &Table) -> Result<TypePtr, ParquetError> {
    let columns: Vec<String> = table.undivided().iter().map(declared).collect();
    let text = format!("message {} {{ {} }}", table.name, columns.join(" "));
    Ok(Arc::new(parse_message_type(&text)?))
}

/// Values, and which cells have one (Dremel: definition levels; of lists repetition levels too).
fn write_column<'c>(
    column: &mut ColumnWriter<'_>,
    cells: impl Iterator<Item = &'c Cell>,
) -> Result<(), ParquetError> {
    match column {
        ColumnWriter::ByteArrayColumnWriter(writer)
            if writer.get_descriptor().max_rep_level() > 0 =>
        {
            let (mut values, mut defined, mut repeated) = (Vec::new(), Vec::new(), Vec::new());
            for cell in cells {
                let all = match cell {
                    Cell::List(all) => all.as_slice(),
                    _ => &[],
                };
                values.extend(all.iter().map(|text| ByteArray::from(text.as_str())));
                for place in 0..all.len().max(1) {
                    defined.push(i16::from(!all.is_empty()));
                    repeated.push(i16::from(place > 0));
                }
            }
            writer.write_batch(&values, Some(&defined), Some(&repeated))?;
        }
        ColumnWriter::ByteArrayColumnWriter(writer) => {
            let text = |cell: &Cell| match cell {
                Cell::Text(text) => Some(ByteArray::from(text.as_str())),
                _ => None,
            };
            let (values, defined) = optional(cells, text);
            writer.write_batch(&values, Some(&defined), None)?;
        }
        ColumnWriter::Int64ColumnWriter(writer) => {
            let number = |cell: &Cell| match cell {
                Cell::Integer(number) => Some(*number),
                Cell::Moment(moment) => i64::try_from(moment.milliseconds()).ok(),
                _ => None,
            };
            let (values, defined) = optional(cells, number);
            writer.write_batch(&values, Some(&defined), None)?;
        }
        ColumnWriter::Int32ColumnWriter(writer) => {
            let epoch = Timestamp::EPOCH.day(UtcOffset::UTC);
            let day = |cell: &Cell| match cell {
                Cell::Day(day) => Some(day.days_since(epoch)),
                _ => None,
            };
            let (values, defined) = optional(cells, day);
            writer.write_batch(&values, Some(&defined), None)?;
        }
        ColumnWriter::BoolColumnWriter(writer) => {
            let flag = |cell: &Cell| match cell {
                Cell::Flag(flag) => Some(*flag),
                _ => None,
            };
            let (values, defined) = optional(cells, flag);
            writer.write_batch(&values, Some(&defined), None)?;
        }
        _ => {
            return Err(ParquetError::General(
                "a type that no column has".to_owned(),
            ));
        }
    }
    Ok(())
}

/// The values that are there, and for each cell 1 where it has one.
fn optional<'c, V>(
    cells: impl Iterator<Item = &'c Cell>,
    value: impl Fn(&Cell) -> Option<V>,
) -> (Vec<V>, Vec<i16>) {
    let (mut values, mut defined) = (Vec::new(), Vec::new());
    for cell in cells {
        let value = value(cell);
        defined.push(i16::from(value.is_some()));
        values.extend(value);
    }
    (values, defined)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;

    /// Rows of the table of reports with a number in `file`, in so much memory; the files, each with its groups of rows.
    fn groups(rows: usize, memory: usize) -> Vec<Vec<i64>> {
        let folder = tempfile::tempdir().unwrap();
        let staged = Staged::begin(folder.path()).unwrap();
        let mut columnar = Columnar::with_at_most(memory).unwrap();
        for place in 0..rows {
            let row = vec![Cell::Text(place.to_string())];
            columnar.add(&staged, 0, None, vec![row]).unwrap();
            assert!(columnar.waiting <= memory);
        }
        let bytes = columnar.finish(&staged).unwrap();
        assert!(
            bytes.iter().all(|bytes| *bytes > 0),
            "each table has a file"
        );
        let files = TABLES.iter().map(|table| {
            let mut path = staged.path(table.name);
            path.extend(Partition::folders(None));
            let file = std::fs::File::open(path.join("part-0.parquet")).unwrap();
            let reader = SerializedFileReader::new(file).unwrap();
            let texts: Vec<String> = reader
                .get_row_iter(None)
                .unwrap()
                .map(|row| row.unwrap().get_column_iter().next().unwrap().1.to_string())
                .collect();
            let all = if table.name == "reports" { rows } else { 0 };
            let expected: Vec<String> = (0..all).map(|place| format!("\"{place}\"")).collect();
            assert_eq!(texts, expected);
            let groups = reader.metadata().row_groups();
            groups.iter().map(|group| group.num_rows()).collect()
        });
        files.collect()
    }

    #[test]
    fn rows_are_written_in_groups_so_that_memory_is_bounded() {
        assert_eq!(groups(100, usize::MAX), [vec![100], vec![], vec![], vec![]]);
        let some = groups(100, 30 * (CELL + 2));
        assert_eq!(some.first().unwrap().iter().sum::<i64>(), 100);
        assert!((3..=5).contains(&some.first().unwrap().len()), "{some:?}");
    }
}
