//! That the table of clauses names tests that exist, and each of those that stand here.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The table, and the folder of the workspace.
fn table() -> (String, &'static Path) {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let table = std::fs::read_to_string(root.join("report/CLAUSES.md")).unwrap();
    (table, root)
}

/// The clause, who meets it and the tests of each row.
fn rows(table: &str) -> Vec<(&str, &str, Vec<&str>)> {
    let lines = table.lines().filter(|line| line.starts_with("| "));
    let cells = lines.map(|line| line.trim_matches('|').split('|').map(str::trim).collect());
    let rows = cells.filter(|row: &Vec<&str>| row[0] != "Clause");
    rows.map(|row| {
        assert_eq!(row.len(), 4, "{row:?}");
        let quoted = row[3].split('`').skip(1).step_by(2);
        (row[0], row[2], quoted.collect())
    })
    .collect()
}

/// The names of the tests in a file.
fn tests_in(source: &str) -> BTreeSet<&str> {
    let marked = source.split("#[test]").skip(1);
    let names =
        marked.filter_map(|rest| rest.split_once("fn ")?.1.split_once('(').map(|two| two.0));
    names.collect()
}

/// The tests that stand here, by their modules.
fn here(root: &Path) -> BTreeMap<String, String> {
    let folder = root.join("dossier/tests/clauses");
    let files = std::fs::read_dir(folder).unwrap();
    let files = files.map(|file| file.unwrap().path());
    files
        .map(|file| {
            let module = file.file_stem().unwrap().to_string_lossy().into_owned();
            (module, std::fs::read_to_string(&file).unwrap())
        })
        .collect()
}

#[test]
fn each_test_of_the_table_exists() {
    let (table, root) = table();
    let here = here(root);
    let rows = rows(&table);
    assert!(rows.len() > 70, "{} rows", rows.len());
    for (clause, by, tests) in rows {
        for test in &tests {
            let (source, name) = match test.split_once(": ") {
                Some((file, name)) => (std::fs::read_to_string(root.join(file)).unwrap(), name),
                None => {
                    let (module, name) = test.split_once("::").unwrap();
                    (here[module].clone(), name)
                }
            };
            assert!(
                tests_in(&source).contains(name),
                "{clause}: there is no {test}"
            );
        }
        // Nobody else looks at what stands after krilla.
        let ours = ["pack", "seal"].iter().any(|who| by.contains(who));
        assert!(
            !ours || !tests.is_empty(),
            "{clause} is met by {by}, and nothing tests it"
        );
    }
}

#[test]
fn each_test_that_stands_here_is_in_the_table() {
    let (table, root) = table();
    let rows = rows(&table);
    let named: BTreeSet<&str> = rows
        .iter()
        .flat_map(|(_, _, tests)| tests.clone())
        .collect();
    let own = here(root);
    let own = own.iter().filter(|(module, _)| *module != "table");
    let mut count = 0;
    for (module, source) in own {
        for name in tests_in(source) {
            let test = format!("{module}::{name}");
            assert!(named.contains(test.as_str()), "{test} is of no clause");
            count += 1;
        }
    }
    assert!(count > 20, "{count} tests");
}
