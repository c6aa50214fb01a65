//! The bundled editions against complete extractions of the specification's own sources.
//!
//! The extractions are not part of the project, because they hold sentences that the project says
//! in its own words. Where they are not at hand, every test here says so and compares nothing.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use std::collections::{BTreeMap, BTreeSet};

use assay_catalog::{
    Block, Catalog, Content, Criterion, DefinedIn, Editions, Risk, RiskScope, RiskState, Work,
};
use serde_json::Value;

/// Beside the project.
const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/valos/reference");

/// A summary has no run of so many words in common with what it says in other words.
const LONGEST_RUN: usize = 7;

/// Each bundled edition with its reference; none where the references are not at hand.
fn editions() -> Vec<(&'static Catalog, Value)> {
    let files = [
        (Editions::bundled_release(), "v1-2025-11-25.json"),
        (Editions::bundled_draft(), "draft-2026-07-11.json"),
    ];
    let mut editions = Vec::new();
    for (catalog, file) in files {
        match std::fs::read_to_string(format!("{DIRECTORY}/{file}")) {
            Ok(text) => editions.push((catalog, serde_json::from_str(&text).unwrap())),
            Err(error) => eprintln!("skipped, because {DIRECTORY}/{file} cannot be read: {error}"),
        }
    }
    editions
}

#[test]
fn the_editions_are_those_of_the_references() {
    for (catalog, reference) in editions() {
        let edition = catalog.edition();
        let source = &reference["source"];
        assert_eq!(edition.date(), text(source, "date"));
        assert_eq!(edition.licence(), text(source, "licence"));
        let copyright = text(source, "copyright").replace("Copyright©", "Copyright");
        assert_eq!(edition.copyright(), copyright);
    }
}

#[test]
fn sections_groups_and_controls_are_the_same() {
    for (catalog, reference) in editions() {
        let sections = items(&reference, "control_sections");
        assert_eq!(catalog.sections().len(), sections.len());
        for (ours, theirs) in catalog.sections().iter().zip(sections) {
            same_identifier(ours.id().as_str(), theirs);
            assert_eq!(ours.title(), text(theirs, "title"));
            same_criteria(ours.criteria(), theirs);
            same_text(ours.introduction(), theirs, "introduction", 0);
        }
        let groups = items(&reference, "control_groups");
        assert_eq!(catalog.groups().len(), groups.len());
        for (ours, theirs) in catalog.groups().iter().zip(groups) {
            same_identifier(ours.id().as_str(), theirs);
            assert_eq!(ours.title(), text(theirs, "title"));
            if let Some(section) = theirs["section"].as_str() {
                assert_eq!(ours.section().as_str(), section);
            }
            let controls: Vec<_> = ours.controls().iter().map(|each| each.as_str()).collect();
            assert_eq!(controls, texts(theirs, "controls"));
            same_text(ours.guidance(), theirs, "guidance", 0);
            same_criteria(ours.criteria(), theirs);
        }
        let controls = items(&reference, "controls");
        assert_eq!(catalog.controls().len(), controls.len());
        for (ours, theirs) in catalog.controls().iter().zip(controls) {
            assert_eq!(ours.id().as_str(), text(theirs, "id"));
            assert_eq!(ours.level().as_str(), text(theirs, "level"));
            // The second half of a sentence that holds two controls begins with a mark of what
            // is left out.
            let statement = ours.statement();
            match statement.split_once(" […] ") {
                Some((_, own)) => assert!(text(theirs, "statement").contains(own), "{own}"),
                None => assert_eq!(statement, text(theirs, "statement")),
            }
            let named: BTreeSet<_> = catalog
                .criteria_of(ours.id())
                .iter()
                .map(|each| written(each.criterion()))
                .collect();
            let theirs: BTreeSet<_> = criteria(theirs, "externals")
                .into_iter()
                .chain(criteria(theirs, "section_externals"))
                .collect();
            assert_eq!(named, theirs, "{}", ours.id());
        }
        let introduction = catalog.controls_introduction();
        same_text(introduction, &reference, "controls_introduction", 0);
    }
}

#[test]
fn categories_and_risks_are_the_same() {
    for (catalog, reference) in editions() {
        let categories = items(&reference, "risk_categories");
        assert_eq!(catalog.categories().len(), categories.len());
        for (ours, theirs) in catalog.categories().iter().zip(categories) {
            assert_eq!(ours.id().as_str(), text(theirs, "id"));
            assert_eq!(ours.prefix(), Some(text(theirs, "prefix")));
            assert_eq!(ours.title(), text(theirs, "title"));
            same_text(ours.introduction(), theirs, "introduction", 0);
        }
        let risks = items(&reference, "risks");
        assert_eq!(catalog.risks().len(), risks.len());
        for (ours, theirs) in catalog.risks().iter().zip(risks) {
            assert_eq!(ours.id().as_str(), text(theirs, "id"));
            assert_eq!(ours.category().as_str(), text(theirs, "category"));
            same_risk(ours, theirs);
        }
    }
}

fn same_risk(ours: &Risk, theirs: &Value) {
    match ours.state() {
        RiskState::Active {
            group,
            title,
            title_wording,
            description,
            wording,
            ..
        } => {
            assert_eq!(text(theirs, "state"), "active");
            let group = group.map(|group| group.to_string());
            assert_eq!(group.as_deref(), Some(text(theirs, "group")));
            if title_wording.is_summary() {
                in_other_words(title, text(theirs, "vector"));
            } else {
                assert_eq!(title, text(theirs, "vector"));
            }
            let rows = texts(theirs, "description");
            assert_eq!(description.len(), rows.len(), "{}", ours.id());
            for (item, row) in description.iter().zip(&rows) {
                if !wording.is_summary() {
                    assert_eq!(item, row.trim_start_matches("- "));
                }
            }
            if wording.is_summary() {
                in_other_words(&description.join(" "), &rows.join(" "));
            }
        }
        RiskState::Retired { replaced_by } => {
            let successors: Vec<_> = replaced_by.iter().map(|each| each.as_str()).collect();
            assert_eq!(successors, texts(theirs, "replaced_by"));
            let state = if successors.is_empty() {
                "removed"
            } else {
                "replaced"
            };
            assert_eq!(text(theirs, "state"), state);
        }
    }
}

#[test]
fn mitigations_and_their_sections_are_the_same() {
    for (catalog, reference) in editions() {
        let introduction = catalog.mitigations_introduction();
        same_text(introduction, &reference, "mitigations_introduction", 0);
        let sections = items(&reference, "mitigation_sections");
        assert_eq!(catalog.mitigation_sections().len(), sections.len());
        for (ours, theirs) in catalog.mitigation_sections().iter().zip(sections) {
            assert_eq!(ours.id().as_str(), text(theirs, "id"));
            assert_eq!(ours.title(), text(theirs, "title"));
            same_text(
                ours.blocks(),
                theirs,
                "blocks",
                items(theirs, "tools").len(),
            );
        }
        let mitigations = items(&reference, "mitigations");
        assert_eq!(catalog.mitigations().len(), mitigations.len());
        for (ours, theirs) in catalog.mitigations().iter().zip(mitigations) {
            same_identifier(ours.id().as_str(), theirs);
            // The title of one mitigation of v1 shows the identifier in braces.
            let title = text(theirs, "title");
            assert_eq!(
                ours.title(),
                title.split_once(" {").map_or(title, |both| both.0)
            );
            assert_eq!(ours.section().as_str(), text(theirs, "section"));
            same_text(
                ours.blocks(),
                theirs,
                "blocks",
                items(theirs, "tools").len(),
            );
        }
    }
}

#[test]
fn scopes_are_as_published() {
    for (catalog, reference) in editions() {
        let groups = items(&reference, "control_groups");
        for (ours, theirs) in catalog.groups().iter().zip(groups) {
            same_scope(ours.addresses(), theirs, "risk_categories");
            assert_eq!(
                ours.addresses().almost_all_risks(),
                theirs["all_risks_qualifier"] == "almost all risks"
            );
        }
        let mitigations = items(&reference, "mitigations");
        for (ours, theirs) in catalog.mitigations().iter().zip(mitigations) {
            same_scope(ours.mitigates(), &theirs["mitigates"], "categories");
        }
        let sections = items(&reference, "mitigation_sections");
        for (ours, theirs) in catalog.mitigation_sections().iter().zip(sections) {
            same_scope(ours.mitigates(), &theirs["mitigates"], "categories");
        }
    }
}

#[test]
fn relations_are_the_same_both_ways() {
    for (catalog, reference) in editions() {
        let all = References::of(&reference);
        let mut controls_of_risk: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (ours, theirs) in catalog.controls().iter().zip(items(&reference, "controls")) {
            let risks = all.risks_of(theirs, "risk_categories");
            let named: BTreeSet<_> = catalog
                .risks_addressed_by(ours.id())
                .into_iter()
                .map(|risk| risk.id().to_string())
                .collect();
            assert!(named.iter().eq(&risks), "{}", ours.id());
            for risk in risks {
                let controls = controls_of_risk.entry(risk).or_default();
                controls.push(ours.id().as_str());
            }
        }
        for (ours, theirs) in catalog.risks().iter().zip(items(&reference, "risks")) {
            if !ours.is_active() {
                continue;
            }
            let controls = catalog.controls_addressing(ours.id());
            let controls: Vec<_> = controls.iter().map(|each| each.id().as_str()).collect();
            assert_eq!(Some(&controls), controls_of_risk.get(ours.id().as_str()));
            let mitigations = catalog.mitigations_for(ours.id());
            let named = items(theirs, "mitigations");
            assert_eq!(mitigations.len(), named.len(), "{}", ours.id());
            for (mitigation, named) in mitigations.iter().zip(named) {
                // v1 gives one mitigation no identifier.
                assert!(named.is_null() || named == mitigation.id().as_str());
            }
            let sections = catalog.mitigation_sections_for(ours.id());
            let sections: Vec<_> = sections.iter().map(|each| each.id().as_str()).collect();
            assert_eq!(sections, texts(theirs, "section_mitigations"));
        }
    }
}

#[test]
fn terms_are_the_same_and_stand_in_the_same_places() {
    for (catalog, reference) in editions() {
        let terms = items(&reference, "glossary");
        assert_eq!(catalog.glossary().len(), terms.len());
        for (ours, theirs) in catalog.glossary().iter().zip(terms) {
            assert_eq!(ours.term(), text(theirs, "term"));
            let place = match ours.found_in().unwrap() {
                DefinedIn::Mitigation(id) => id.as_str(),
                DefinedIn::Section(id) => id.as_str(),
            };
            assert_eq!(place, text(theirs, "found_in"));
            let paragraph = text(theirs, "paragraph");
            if ours.wording().is_summary() {
                in_other_words(ours.definition(), paragraph);
            } else {
                assert!(paragraph.contains(ours.definition()), "{}", ours.term());
            }
        }
    }
}

#[test]
fn works_that_are_referred_to_are_the_same() {
    for (catalog, reference) in editions() {
        let frameworks = catalog.frameworks().iter();
        let frameworks = frameworks.map(|each| (each.id().as_str(), each.work()));
        let references = catalog.references().iter();
        let references = references.map(|each| (each.id().as_str(), each.work()));
        let mut ours: BTreeMap<&str, &Work> = frameworks.chain(references).collect();
        for (id, theirs) in reference["references"].as_object().unwrap() {
            let work = ours.remove(id.as_str()).unwrap();
            assert_eq!(work.title(), text(theirs, "title"));
            assert_eq!(work.url(), theirs["href"].as_str());
            // Some publishers are given together with a year.
            let written = |work: &Work| match (work.publisher(), work.date()) {
                (Some(publisher), Some(date)) => format!("{publisher}, {date}"),
                (one, other) => one.or(other).unwrap_or_default().to_owned(),
            };
            let theirs: Vec<_> = ["publisher", "date"]
                .iter()
                .filter_map(|name| theirs[name].as_str())
                .collect();
            assert_eq!(written(work), theirs.join(", "));
        }
        // The criteria of v1 name a framework that is not among its references.
        let left: Vec<_> = ours.into_keys().collect();
        let known: &[&str] = match catalog.edition().version() {
            "v1" => &["OWASP_ACCESS_CONTROL"],
            _ => &[],
        };
        assert_eq!(left, known);
    }
}

/// Compares running text, block by block; `tools` of ours name selections of tools, of which the
/// reference keeps the lists apart.
fn same_text(ours: &[Block], theirs: &Value, field: &str, tools: usize) {
    let (named, ours): (Vec<&Block>, Vec<&Block>) = ours.iter().partition(|block| {
        matches!(block.content(), Content::Paragraph(text) if text.starts_with("The specification has"))
    });
    assert_eq!(named.len(), tools);
    assert!(named.iter().all(|block| block.wording().is_summary()));
    let theirs = items(theirs, field);
    assert_eq!(ours.len(), theirs.len(), "{ours:?}");
    for (block, theirs) in ours.into_iter().zip(theirs) {
        let (kind, words) = match block.content() {
            Content::Paragraph(text) => ("paragraph", text),
            Content::Heading(text) => ("heading", text),
            Content::List(list) => {
                assert_eq!(text(theirs, "kind"), "list");
                assert!(block.wording().is_summary());
                let items = items(theirs, "items");
                assert_eq!(list.len(), items.len(), "{list:?}");
                for (item, theirs) in list.iter().zip(items) {
                    in_other_words(item.text(), text(theirs, "text"));
                }
                continue;
            }
        };
        assert_eq!(text(theirs, "kind"), kind, "{words}");
        if block.wording().is_summary() {
            in_other_words(words, text(theirs, "text"));
        } else {
            assert_eq!(words, text(theirs, "text"));
        }
    }
}

/// Compares what is named, apart from repetitions.
fn same_scope(ours: &RiskScope, theirs: &Value, categories: &str) {
    let risks: Vec<_> = ours.risks().iter().map(|risk| risk.as_str()).collect();
    let mut seen = BTreeSet::new();
    let mut named = texts(theirs, "risks");
    named.retain(|risk| seen.insert(*risk));
    assert_eq!(risks, named);
    let ids: Vec<_> = ours.categories().iter().map(|each| each.as_str()).collect();
    assert_eq!(ids, texts(theirs, categories));
    assert_eq!(ours.all_risks(), theirs["all_risks"] == true);
}

fn same_criteria(ours: &[Criterion], theirs: &Value) {
    let ours: Vec<_> = ours.iter().map(written).collect();
    assert_eq!(ours, criteria(theirs, "externals"));
}

fn written(criterion: &Criterion) -> (String, String) {
    let reference = criterion.reference().unwrap_or_default();
    (criterion.framework().to_string(), reference.to_owned())
}

fn criteria(theirs: &Value, field: &str) -> Vec<(String, String)> {
    let criteria = items(theirs, field).iter();
    let criteria = criteria.map(|each| {
        let reference = text(each, "reference").replace(" of Trust Services Criteria", "");
        (text(each, "framework").to_owned(), reference)
    });
    criteria.collect()
}

/// v1 has no identifier for some things; those have the draft's.
fn same_identifier(ours: &str, theirs: &Value) {
    if let Some(theirs) = theirs["id"].as_str() {
        assert_eq!(ours, theirs);
    }
}

/// Checks that a summary does not repeat what it is a summary of.
fn in_other_words(summary: &str, original: &str) {
    let (ours, theirs) = (words(summary), words(original));
    assert!(!ours.is_empty());
    let runs: BTreeSet<_> = theirs.windows(LONGEST_RUN + 1).collect();
    for run in ours.windows(LONGEST_RUN + 1) {
        assert!(!runs.contains(run), "{summary}\n{original}");
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// What a reference says of risks, for working out which ones a scope means.
struct References<'a> {
    successors: BTreeMap<&'a str, Vec<&'a str>>,
    active: Vec<(&'a str, &'a str)>,
}

impl<'a> References<'a> {
    fn of(reference: &'a Value) -> Self {
        let mut successors = BTreeMap::new();
        let mut active = Vec::new();
        for risk in items(reference, "risks") {
            if risk["state"] == "active" {
                active.push((text(risk, "id"), text(risk, "category")));
            } else {
                successors.insert(text(risk, "id"), texts(risk, "replaced_by"));
            }
        }
        Self { successors, active }
    }

    /// The active risks that a scope means.
    fn risks_of(&self, scope: &'a Value, categories: &str) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        let mut named = texts(scope, "risks");
        while let Some(risk) = named.pop() {
            match self.successors.get(risk) {
                Some(successors) => named.extend(successors),
                None => drop(found.insert(risk)),
            }
        }
        let categories = texts(scope, categories);
        let all = scope["all_risks"] == true;
        for (risk, category) in &self.active {
            if all || categories.contains(category) {
                found.insert(risk);
            }
        }
        found
    }
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap()
}

fn texts<'a>(value: &'a Value, field: &str) -> Vec<&'a str> {
    let texts = items(value, field).iter();
    texts.map(|each| each.as_str().unwrap()).collect()
}

fn items<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().unwrap()
}
