//! The workbook: nothing lost, text that stays text, numbers that are numbers, and the same from the same report.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

#[path = "../../report/tests/common/mod.rs"]
mod common;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use assay_exchange::xlsx::workbook;
use assay_report::document::Report;
use common::{Filling, hostile, report, report_on};
use serde_json::Value;
use zip::ZipArchive;

/// The parts of the workbook, as another program unpacks them.
fn parts(report: &Report) -> BTreeMap<String, String> {
    let made = workbook(report).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(made.bytes)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let read = |name: String| {
        let mut text = String::new();
        let mut part = archive.by_name(&name).unwrap();
        part.read_to_string(&mut text).unwrap();
        (name, text)
    };
    names.into_iter().map(read).collect()
}

/// A cell: its place, its format, and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cell {
    place: String,
    style: String,
    is_text: bool,
    value: String,
}

/// The cells of a sheet by its name.
fn cells(parts: &BTreeMap<String, String>, name: &str) -> Vec<Cell> {
    let sheets = parts["xl/workbook.xml"].split("<sheet ").skip(1);
    let place = sheets
        .map(|sheet| attribute(sheet, "name"))
        .position(|sheet| sheet == name);
    let part = &parts[&format!("xl/worksheets/sheet{}.xml", place.unwrap() + 1)];
    let cell = |xml: &str| {
        let is_text = xml.contains("t=\"inlineStr\"");
        let (begins, ends) = if is_text {
            ("preserve\">", "</t>")
        } else {
            ("<v>", "</v>")
        };
        let value = xml
            .split_once(begins)
            .unwrap()
            .1
            .split_once(ends)
            .unwrap()
            .0;
        Cell {
            place: attribute(xml, "r"),
            style: attribute(xml, "s"),
            is_text,
            value: unescaped(value),
        }
    };
    part.split("<c ").skip(1).map(cell).collect()
}

fn attribute(xml: &str, name: &str) -> String {
    let begins = format!("{name}=\"");
    xml.split_once(&begins)
        .unwrap()
        .1
        .split_once('"')
        .unwrap()
        .0
        .to_owned()
}

fn unescaped(text: &str) -> String {
    let text = text
        .replace("_x005F_", "_")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

/// The cells of the row in which a cell of the first column says so, by the titles of their columns.
fn row(cells: &[Cell], key: &str) -> BTreeMap<String, Cell> {
    let column = |cell: &Cell| {
        cell.place
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .to_owned()
    };
    let number = |cell: &Cell| {
        cell.place
            .trim_start_matches(|c: char| c.is_ascii_uppercase())
            .to_owned()
    };
    let heads = cells.iter().filter(|cell| number(cell) == "1");
    let heads: BTreeMap<String, String> = heads
        .map(|cell| (column(cell), cell.value.clone()))
        .collect();
    let first = cells
        .iter()
        .find(|cell| column(cell) == "A" && cell.value == key)
        .unwrap();
    let same = cells.iter().filter(|cell| number(cell) == number(first));
    same.map(|cell| (heads[&column(cell)].clone(), cell.clone()))
        .collect()
}

#[test]
fn numbers_days_and_amounts_are_no_texts() {
    let report = report(&Filling::default());
    let parts = parts(&report);
    let risk = report.risks().next().unwrap();
    let found = row(&cells(&parts, "Risks"), &risk.id);
    let is = |title: &str, value: &str, style: &str| {
        let cell = &found[title];
        assert!(!cell.is_text, "{title}");
        assert_eq!(
            (cell.value.as_str(), cell.style.as_str()),
            (value, style),
            "{title}"
        );
    };
    is("Impact after", "2200.00", "5");
    is("Probability after", "0.0125", "6");
    is("Due", "46477", "4");
    is("Cost of mitigation", "500.00", "5");
    assert!(parts["xl/styles.xml"].contains("#,##0.00\\ &quot;EUR&quot;"));
    let evidence = row(&cells(&parts, "Evidence"), &report.evidence[0].id);
    assert!(!evidence["Bytes"].is_text);
    assert!(evidence["SHA-256"].is_text);
}

#[test]
fn every_sheet_filters_and_keeps_its_head_in_sight() {
    let report = report(&Filling::default());
    let parts = parts(&report);
    let sheets: Vec<_> = parts
        .iter()
        .filter(|(name, _)| name.contains("sheets/"))
        .collect();
    assert_eq!(sheets.len(), 10);
    for (name, sheet) in sheets {
        assert!(sheet.contains("state=\"frozen\""), "{name}");
        assert!(sheet.contains("<autoFilter ref=\"A1:"), "{name}");
        assert!(sheet.contains("customWidth"), "{name}");
    }
    let book = &parts["xl/workbook.xml"];
    assert_eq!(book.matches("_xlnm._FilterDatabase").count(), 10);
    let signed = row(&cells(&parts, "Report"), "Signatures");
    assert!(signed["Value"].value.contains("signed by nobody"));
}

#[test]
fn what_looks_like_a_formula_is_a_text() {
    let mut report = report(&Filling::default());
    let formula = "=HYPERLINK(\"https://example.org\";\"<a>\")";
    report.actions[0].owner = formula.to_owned();
    report.actions[0].description = "a\u{b}b _x0041_ \u{1}".to_owned();
    let parts = parts(&report);
    let found = row(&cells(&parts, "Actions"), &report.actions[0].id);
    assert!(found["Owner"].is_text);
    assert_eq!(found["Owner"].value, formula);
    assert_eq!(found["Owner"].style, "3");
    assert_eq!(found["Description"].value, "a\u{fffd}b _x0041_ \u{fffd}");
    for (name, part) in &parts {
        assert!(!part.contains("<f>"), "{name}");
        let legal = |c: char| c >= ' ' || matches!(c, '\n' | '\t');
        assert!(part.chars().all(legal), "{name}");
    }
}

#[test]
fn a_note_that_no_cell_holds_goes_on_in_the_next_row() {
    let mut report = report(&Filling::default());
    let note = "A long note. ".repeat(6_000);
    let id = "a-control";
    let control = &mut report.sections[0].groups[0].controls[0];
    control.id = id.to_owned();
    control.note = note.clone();
    let all = cells(&parts(&report), "Controls");
    assert!(
        all.iter()
            .all(|cell| cell.value.encode_utf16().count() <= 32_767)
    );
    let of_it = all
        .iter()
        .filter(|cell| cell.place.starts_with('A') && cell.value == id);
    assert_eq!(of_it.count(), 3);
    let pieces = all
        .iter()
        .filter(|cell| cell.value.contains("A long note."));
    let said: usize = pieces
        .map(|cell| cell.value.matches("long note").count())
        .sum();
    // One or two are divided between two rows.
    assert!((5_998..=6_000).contains(&said), "{said}");
    assert!(
        all.iter()
            .any(|cell| cell.value.ends_with("[goes on in the next row]"))
    );
}

/// What stands in no sheet: texts of the edition besides controls, risks and mitigations, what only pages and signatures
/// need, and words of the format that the sheets have in other words.
const NOT_THERE: [&str; 31] = [
    "@context",
    "format",
    "language",
    "presentation",
    "retired",
    "glossary",
    "provenance",
    "levels",
    "guidance",
    "standards",
    "introduction",
    "prefix",
    "sentence",
    "period",
    "conformance",
    "context",
    "publisher",
    "licence",
    "copyright",
    "url",
    "key",
    "ranking",
    "priorities",
    "kind",
    "verdict",
    "type",
    "carriedAs",
    "confirmation",
    "shortTitle",
    "methods",
    "method",
];

fn texts<'v>(value: &'v Value, place: &str, found: &mut Vec<(String, &'v str)>) {
    match value {
        Value::String(text) => found.push((place.to_owned(), text)),
        Value::Array(items) => items.iter().for_each(|item| texts(item, place, found)),
        Value::Object(members) => {
            for (name, member) in members {
                if !NOT_THERE.contains(&name.as_str()) {
                    texts(member, &format!("{place}.{name}"), found);
                }
            }
        }
        _ => {}
    }
}

/// A text without differences in white space, and of characters that XML can hold.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn nothing_is_lost() {
    for (kind, report) in [
        ("filled", report(&Filling::default())),
        ("hostile", report_on(&hostile())),
    ] {
        let parts = parts(&report);
        let mut said = String::new();
        for sheet in parts["xl/workbook.xml"].split("<sheet ").skip(1) {
            for cell in cells(&parts, &attribute(sheet, "name")) {
                said.push_str(&plain(&cell.value));
                said.push('\n');
            }
        }
        let folded = said.to_lowercase().replace([' ', '/'], "-");
        let value = report.to_value().unwrap();
        let mut expected = Vec::new();
        texts(&value, "", &mut expected);
        assert!(expected.len() > 1000);
        let mut missing = BTreeMap::new();
        // Sections, groups and categories stand by their titles.
        let by_title = [
            ".sections.id",
            ".sections.groups.id",
            ".register.categories.id",
        ];
        for (place, text) in expected {
            if by_title.contains(&place.as_str()) {
                continue;
            }
            let is_day = text.len() == 10 && text.starts_with("20");
            let words =
                place.ends_with("tatus") || place.ends_with("everity") || place.contains("esult");
            let word = words || place.contains("effectiveness") || place.contains("rating");
            if is_day || word || said.contains(&plain(text)) {
                continue;
            }
            let other = plain(text).to_lowercase().replace([' ', '/'], "-");
            if !folded.contains(&other) {
                missing.insert(place, text);
            }
        }
        assert!(missing.is_empty(), "{kind}: {missing:#?}");
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let mut report = report(&Filling::default());
    let made = workbook(&report).unwrap();
    assert_eq!(made, workbook(&report).unwrap());
    assert!(parts(&report)["docProps/core.xml"].contains(&report.generated_at));
    report.generated_at = "yesterday".to_owned();
    assert!(
        workbook(&report)
            .unwrap_err()
            .to_string()
            .contains("when it was made")
    );
}
