//! `assay table --parquet`: what Parquet holds, and in which folders.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use crate::common::{Folder, fixture};
use assay_assessment::{Day, Timestamp, UtcOffset};
use parquet::basic::{LogicalType, TimeUnit};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::{Map, Value, json};

const TABLES: [&str; 4] = ["reports", "controls", "risks", "evidence"];
const DRAFT: &str = "edition=valos-validator-operations-standard-editors-draft/year=2026";
const OTHER: &str = "edition=harbour-safety-catalog-guide-2-1-draft/year=2026";
const NONE: &str = "edition=__HIVE_DEFAULT_PARTITION__/year=__HIVE_DEFAULT_PARTITION__";

/// Two reports, and a file that is none.
fn reports() -> Folder {
    let folder = Folder::new();
    folder.put("all/a.json", b"{\"format\":\"assay-report\"}");
    folder.put("all/b.json", &fixture("5/report.json.gz"));
    folder.put("all/c.json", &fixture("6/three.json.gz"));
    folder
}

/// The files of a folder, by their paths in it.
fn files(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap();
                found.insert(name.to_str().unwrap().to_owned(), path.clone());
            }
        }
    }
    found
}

/// As NDJSON has it.
fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(flag) => json!(flag),
        Field::Long(number) => json!(number),
        Field::Str(text) => json!(text),
        Field::Date(days) => {
            let epoch: Day = "1970-01-01".parse().unwrap();
            json!(epoch.plus_days(*days).to_string())
        }
        Field::TimestampMillis(milliseconds) => {
            let moment = Timestamp::from_milliseconds(u64::try_from(*milliseconds).unwrap());
            assert_eq!(
                moment.day(UtcOffset::UTC).to_string(),
                moment.rfc3339()[..10]
            );
            json!(moment.rfc3339())
        }
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        other => panic!("{other:?}"),
    }
}

/// The rows of a table, with the columns that its folders give.
fn rows(folder: &Path) -> Vec<Value> {
    let mut rows = Vec::new();
    for (name, path) in files(folder) {
        let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
        for row in reader.get_row_iter(None).unwrap() {
            let row = row.unwrap();
            let cells = row.get_column_iter();
            let mut cells: Map<String, Value> = cells
                .map(|(name, field)| (name.clone(), value(field)))
                .collect();
            for part in name.split('/').filter_map(|part| part.split_once('=')) {
                let value = match part.1 {
                    "__HIVE_DEFAULT_PARTITION__" => Value::Null,
                    year if part.0 == "year" => json!(year.parse::<i64>().unwrap()),
                    text => json!(text),
                };
                assert!(cells.insert(part.0.to_owned(), value).is_none());
            }
            rows.push(Value::Object(cells));
        }
    }
    // Partitions are in the order of their names, and what is in each in that of files.
    rows.sort_by_key(|row| row["file"].as_str().unwrap().to_owned());
    rows
}

#[test]
fn it_says_what_ndjson_says() {
    let folder = reports();
    folder
        .run(&["table", "all", "--ndjson", "--output", "lines"])
        .exits(2);
    folder
        .run(&["table", "all", "--parquet", "--output", "tables"])
        .exits(2)
        .complains("all/a.json: ");
    for table in TABLES {
        let text = String::from_utf8(folder.read(&format!("lines/{table}.ndjson"))).unwrap();
        let lines: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert!(lines.len() > 1, "{table}");
        assert_eq!(
            rows(&folder.path().join("tables").join(table)),
            lines,
            "{table}"
        );
    }
    let found: Vec<String> = files(&folder.path().join("tables")).into_keys().collect();
    let mut expected: Vec<String> = TABLES
        .iter()
        .flat_map(|table| [DRAFT, OTHER].map(|part| format!("{table}/{part}/part-0.parquet")))
        .collect();
    expected.push(format!("reports/{NONE}/part-0.parquet"));
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn its_columns_have_the_types_that_the_schema_names() {
    let folder = reports();
    folder
        .run(&["table", "all", "--parquet", "--output", "tables"])
        .exits(2);
    let schema = folder.run(&["schema", "assay-table"]).exits(0).json();
    for table in schema["tables"].as_array().unwrap() {
        let name = table["name"].as_str().unwrap();
        let path = format!("tables/{name}/{DRAFT}/part-0.parquet");
        let reader =
            SerializedFileReader::new(File::open(folder.path().join(path)).unwrap()).unwrap();
        let file = reader.metadata().file_metadata();
        assert_eq!(file.created_by(), Some("assay-table version 1"));
        let fields = file.schema().get_fields();
        let columns = table["columns"].as_array().unwrap();
        let (columns, dividing) = columns.split_at(columns.len() - 2);
        assert_eq!(dividing[0]["name"], "edition");
        assert_eq!(dividing[1]["name"], "year");
        assert_eq!(fields.len(), columns.len());
        for (field, column) in fields.iter().zip(columns) {
            assert_eq!(column["name"], field.name());
            let found = match field.get_basic_info().logical_type_ref() {
                Some(LogicalType::String) => "STRING",
                Some(LogicalType::Date) => "DATE",
                Some(LogicalType::List) => "LIST of STRING",
                Some(LogicalType::Timestamp(moment)) => {
                    assert!(moment.is_adjusted_to_u_t_c && moment.unit == TimeUnit::MILLIS);
                    "TIMESTAMP(MILLIS, UTC)"
                }
                None => match field.get_physical_type() {
                    parquet::basic::Type::INT64 => "INT64",
                    parquet::basic::Type::BOOLEAN => "BOOLEAN",
                    other => panic!("{other:?}"),
                },
                other => panic!("{other:?}"),
            };
            assert_eq!(column["parquet"], found, "{name}.{}", field.name());
        }
    }
}

#[test]
fn the_same_reports_are_the_same_bytes() {
    let folder = reports();
    let written = |output: &str| {
        folder
            .run(&["table", "all", "--parquet", "--output", output])
            .exits(2);
        let files = files(&folder.path().join(output));
        let read = |(name, path)| (name, std::fs::read(path).unwrap());
        files.into_iter().map(read).collect::<Vec<_>>()
    };
    assert_eq!(written("one"), written("two"));
}

#[test]
fn a_table_is_replaced_only_when_that_is_said_and_nothing_else_ever() {
    let folder = reports();
    let table = |from: &str, more: &[&str]| {
        folder.run(&[&["table", from, "--parquet", "--output", "tables"], more].concat())
    };
    table("all", &[]).exits(2);
    let before = files(&folder.path().join("tables"));
    table("all", &[]).exits(2).complains("--force");
    assert_eq!(files(&folder.path().join("tables")), before);
    // What is not among the reports any more is not in the tables.
    table("all/b.json", &["--force"]).exits(0);
    let after = files(&folder.path().join("tables"));
    assert_eq!(after.len(), TABLES.len());

    folder.put("tables/controls/mine.txt", b"mine");
    table("all/b.json", &["--force"])
        .exits(2)
        .complains("not even --force");
    assert_eq!(folder.read("tables/controls/mine.txt"), b"mine");
}

#[test]
fn a_file_is_no_folder_of_tables() {
    let folder = reports();
    folder.put("tables", b"mine");
    for force in [&[][..], &["--force"]] {
        let done =
            folder.run(&[&["table", "all", "--parquet", "--output", "tables"], force].concat());
        let error = done.exits(2).error;
        assert!(error.contains("tables was not written"), "{error}");
        assert!(!error.contains("give --force"), "{error}");
    }
    assert_eq!(folder.read("tables"), b"mine");
}

#[test]
fn tables_without_rows_are_tables() {
    let folder = Folder::new();
    folder.put("all/a.json", b"{\"format\":\"assay-report\"}");
    folder
        .run(&["table", "all", "--parquet", "--output", "tables"])
        .exits(2);
    for table in TABLES {
        let rows = rows(&folder.path().join("tables").join(table)).len();
        assert_eq!(rows, usize::from(table == "reports"), "{table}");
    }
}
