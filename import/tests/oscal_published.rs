//! Catalogs that NIST publishes, which are no part of the project. Where they are not at hand, every
//! test here says so and reads nothing.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a helper that fails makes its test fail"
)]

use std::collections::BTreeSet;

use assay_catalog::{Catalog, Content, ListItem, ReferenceId};
use assay_import::{ImportedEdition, read_oscal_catalog};
use serde_json::Value;

/// Beside the project.
const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/oscal");
const HIGH: &str = "NIST_SP-800-53_rev5_HIGH-baseline-resolved-profile_catalog-min.json";
const BASIC: &str = "basic-catalog.json";

struct Read {
    raw: Value,
    imported: ImportedEdition,
    catalog: Catalog,
}

fn read(name: &str) -> Option<Read> {
    let path = format!("{DIRECTORY}/{name}");
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("skipped, because {path} cannot be read: {error}");
            return None;
        }
    };
    let imported = read_oscal_catalog(&bytes).unwrap_or_else(|error| panic!("{error}"));
    Some(Read {
        raw: serde_json::from_slice(&bytes).unwrap(),
        catalog: Catalog::from_edition_file(&imported.json()).unwrap(),
        imported,
    })
}

/// What a catalog holds, counted in its JSON without the help of what is tested.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    sections: usize,
    groups: usize,
    controls: usize,
    items: usize,
    references: usize,
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn count(raw: &Value) -> Counts {
    let catalog = &raw["catalog"];
    let mut counts = Counts {
        references: list(&catalog["back-matter"], "resources").len(),
        ..Counts::default()
    };
    count_groups(catalog, &mut counts);
    counts
}

fn count_groups(at: &Value, counts: &mut Counts) {
    counts.sections += usize::from(!list(at, "controls").is_empty());
    counts.groups += list(at, "controls").len();
    count_controls(at, counts);
    for group in list(at, "groups") {
        count_groups(group, counts);
    }
}

fn count_controls(at: &Value, counts: &mut Counts) {
    for control in list(at, "controls") {
        counts.controls += 1;
        for part in list(control, "parts") {
            if part["name"] == "statement" {
                count_items(part, counts);
            }
        }
        count_controls(control, counts);
    }
}

fn count_items(at: &Value, counts: &mut Counts) {
    for part in list(at, "parts") {
        counts.items += 1;
        count_items(part, counts);
    }
}

fn counted(catalog: &Catalog) -> Counts {
    fn items(list: &[ListItem]) -> usize {
        list.iter().map(|item| 1 + items(item.items())).sum()
    }
    Counts {
        sections: catalog.sections().len(),
        groups: catalog.groups().len(),
        controls: catalog.controls().len(),
        items: catalog
            .controls()
            .iter()
            .map(|control| items(control.parts()))
            .sum(),
        references: catalog.references().len(),
    }
}

#[test]
fn everything_that_the_json_has_is_in_the_catalog() {
    for name in [HIGH, BASIC] {
        let Some(read) = read(name) else { continue };
        let counts = counted(&read.catalog);
        assert_eq!(counts, count(&read.raw), "{name}");
        eprintln!("{name}: {counts:?}");
    }
}

#[test]
fn the_high_baseline_is_as_nist_prints_it() {
    let Some(read) = read(HIGH) else { return };
    let edition = read.catalog.edition();
    assert_eq!(
        edition.name(),
        "NIST Special Publication 800-53 Revision 5.1.1 HIGH IMPACT BASELINE"
    );
    assert_eq!(
        (edition.version(), edition.date()),
        ("5.1.1+u4", "2024-02-13")
    );
    assert_eq!(
        edition.publisher(),
        "Joint Task Force, Transformation Initiative"
    );
    assert_eq!(read.imported.notes, []);

    let control = |id: &str| {
        let controls = read.catalog.controls().iter();
        controls
            .into_iter()
            .find(|control| control.id().as_str() == id)
            .unwrap()
    };
    let policy = control("ac-1");
    assert_eq!(policy.short_title(), "AC-1 Policy and Procedures");
    assert_eq!(policy.statement(), "Policy and Procedures");
    let first = &policy.parts()[0];
    assert_eq!(
        first.text(),
        "a. Develop, document, and disseminate to [Assignment: organization-defined personnel or roles]:"
    );
    assert_eq!(
        first.items()[0].text(),
        "1. [Selection (one or more): organization-level; mission/business process-level; \
         system-level] access control policy that:"
    );
    assert!(
        first.items()[0].items()[1]
            .text()
            .starts_with("(b) Is consistent with")
    );
    assert_eq!(
        policy.parts()[2].items()[0].text(),
        "1. Policy [Assignment: frequency] and following [Assignment: events]; and"
    );
    let temporary = control("ac-2.2");
    assert_eq!(
        temporary.short_title(),
        "AC-2(2) Automated Temporary and Emergency Account Management"
    );
    assert!(
        temporary
            .statement()
            .contains("[Selection: remove; disable]")
    );
    let group = read.catalog.group_of(temporary).unwrap();
    assert_eq!(group.title(), "AC-2 Account Management");

    let reference = ReferenceId::parse("91f992fb-f668-4c91-a50f-0f05b95ccee3").unwrap();
    let found = read
        .catalog
        .references()
        .iter()
        .find(|each| *each.id() == reference)
        .unwrap();
    assert_eq!(found.work().title(), "32 CFR 2002");
}

#[test]
fn no_text_has_markup_left() {
    for name in [HIGH, BASIC] {
        let Some(read) = read(name) else { continue };
        let json = read.imported.json();
        for left in ["{{", "](#", "](http", "insert: param"] {
            assert!(!json.contains(left), "{name}: {left}");
        }
        let mut titles = BTreeSet::new();
        for control in read.catalog.controls() {
            assert!(!control.statement().is_empty());
            assert!(
                titles.insert(control.short_title()),
                "{}",
                control.short_title()
            );
            assert!(control.short_title().chars().count() <= 60);
            assert!(!control.guidance().is_empty(), "{}", control.id());
        }
    }
}

#[test]
fn the_basic_catalog_keeps_its_lists_and_headings() {
    let Some(read) = read(BASIC) else { return };
    let edition = read.catalog.edition();
    assert_eq!(edition.date(), "2023-10-12");
    assert!(edition.copyright().contains("ISO/IEC 27002:2013"));
    assert_eq!(
        read.catalog.sections()[0].title(),
        "Organization of Information Security: Internal Organization"
    );
    assert_eq!(read.catalog.sections()[1].introduction().len(), 1);
    let control = &read.catalog.controls()[0];
    assert_eq!(
        control.statement(),
        "All information security responsibilities should be defined and allocated. A value has been \
         assigned to [Selection (one or more): initiating a device lock after [Assignment: a duration] \
         of inactivity; requiring the user to initiate a device lock before leaving the system \
         unattended]. A cross link has been established with a choppy syntax: (choppy)."
    );
    let headings: Vec<_> = control
        .guidance()
        .iter()
        .filter_map(|block| match block.content() {
            Content::Heading(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(headings, ["Overview", "Guidance", "Other information"]);
    let numbered = control
        .guidance()
        .iter()
        .find_map(|block| match block.content() {
            Content::List(items) => Some(items),
            _ => None,
        });
    let last = numbered.unwrap().last().unwrap();
    assert!(last.text().starts_with("5. coordination and oversight"));
}
