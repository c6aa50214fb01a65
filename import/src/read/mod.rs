//! From a page to an edition file.

mod controls;
mod mitigations;
mod risks;
pub(crate) mod shared;

use std::collections::BTreeSet;

use assay_catalog::{Catalog, CatalogError};

use crate::configuration;
use crate::edition_file::{Controls, EditionFile, Mitigations, Risks};
use crate::facts::{self, Counts};
use crate::inline::Reader;
use crate::intake;
use crate::markdown;
use crate::page::{self, Form};
use crate::pieces;
use crate::problem::{Findings, ImportError, Place, Problem, ProblemKind};
use crate::references::References;
use crate::tree::Tree;

pub use crate::intake::MOST_BYTES;

/// An edition that was read from what somebody else published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedEdition {
    /// The edition. The source of a page says no date: then [`crate::edition_file::EditionFacts::date`] has
    /// to be set before the catalog reads it.
    pub file: EditionFile,
    /// What was read in a way that the reader should know, in the order of the file.
    pub notes: Vec<Problem>,
}

impl ImportedEdition {
    /// The edition as JSON, on one line.
    pub fn json(&self) -> String {
        // Structs of texts, lists and marks always have a JSON.
        serde_json::to_string(&self.file).unwrap_or_default()
    }

    /// The edition as the catalog reads it.
    ///
    /// # Errors
    /// [`CatalogError`] if something is still missing, such as the date.
    pub fn catalog(&self) -> Result<Catalog, CatalogError> {
        Catalog::from_edition_file(&self.json())
    }
}

/// Reads the published page of ValOS: the page as a browser saved it, or its source. Of a page with
/// scripts nothing runs and nothing is fetched.
///
/// # Errors
/// [`ImportError`] with every problem that was found, if the file is no such page, is not complete,
/// or says something that can be read in more than one way.
pub fn read_valos_page(bytes: &[u8]) -> Result<ImportedEdition, ImportError> {
    let mut findings = Findings::default();
    let edition = read(bytes, &mut findings);
    if let Some(file) = edition.as_ref().filter(|_| findings.problems.is_empty()) {
        check_with_catalog(file, &mut findings);
    }
    findings.problems.sort_by_key(|problem| problem.place.line);
    findings.notes.sort_by_key(|note| note.place.line);
    match edition {
        Some(file) if findings.problems.is_empty() => Ok(ImportedEdition {
            file,
            notes: findings.notes,
        }),
        _ => Err(ImportError {
            problems: findings.problems,
        }),
    }
}

/// The edition; without one there is a problem among the findings.
fn read(bytes: &[u8], findings: &mut Findings) -> Option<EditionFile> {
    let text = intake::text(bytes, findings)?;
    let Some(outer) = Tree::parse(text) else {
        findings.problem(Place::default(), ProblemKind::TooIntricate);
        return None;
    };
    let form = page::form(&outer, findings)?;
    let drawn = match form {
        Form::Drawn => None,
        Form::Source => markdown::draw(text),
    };
    let inner = match &drawn {
        None => None,
        Some(drawn) => match Tree::parse(&drawn.html) {
            Some(tree) => Some(tree),
            None => {
                findings.problem(Place::default(), ProblemKind::TooIntricate);
                return None;
            }
        },
    };
    let tree = inner.as_ref().unwrap_or(&outer);
    let line = |line: usize| drawn.as_ref().map_or(line, |drawn| drawn.source_line(line));
    page::check_complete(tree, form, findings);

    let configuration = configuration::find(&outer);
    let references = configuration
        .as_ref()
        .and_then(|(configuration, line)| {
            References::from_configuration(configuration, *line, findings)
        })
        .or_else(|| (form == Form::Drawn).then(|| References::from_bibliography(&outer, findings)));
    let Some(references) = references else {
        findings.problem(Place::default(), ProblemKind::NoConfiguration);
        return None;
    };

    let mut reader = Reader {
        tree,
        references: &references,
        findings,
        line: &line,
    };
    let chapters = page::chapters(pieces::pieces(&mut reader));
    for chapter in [&chapters.risks, &chapters.mitigations, &chapters.controls] {
        chapter
            .iter()
            .for_each(|piece| piece.report(reader.findings));
    }
    let mut shared = shared::Shared::default();
    let risks = risks::read(&chapters.risks, &mut reader, &mut shared);
    let mitigations = mitigations::read(&chapters.mitigations, &mut reader, &mut shared);
    let controls = controls::read(&chapters.controls, &mut reader, &mut shared);
    let mut read = identifiers(&risks, &mitigations, &controls);
    read.extend(shared.register.risks.keys().cloned());
    check_all_read(tree, &line, &read, reader.findings);
    let frameworks = references.divided(&shared.frameworks);
    let counts = Counts::of(&risks, &mitigations, &controls, &shared);
    let configuration = configuration.map(|(configuration, _)| configuration);
    let edition = facts::read(
        &outer,
        configuration.as_ref().unwrap_or(&serde_json::Map::new()),
        &chapters,
        form,
        &counts,
        findings,
    );
    Some(EditionFile {
        edition,
        frameworks,
        controls,
        risks,
        mitigations,
        glossary: shared.glossary,
    })
}

/// The identifiers of everything that was read, but for those of risks.
fn identifiers(risks: &Risks, mitigations: &Mitigations, controls: &Controls) -> BTreeSet<String> {
    let mut read: BTreeSet<String> = BTreeSet::new();
    for category in &risks.categories {
        read.insert(category.id.clone());
    }
    for section in &mitigations.sections {
        read.insert(section.id.clone());
        read.extend(
            section
                .mitigations
                .iter()
                .map(|mitigation| mitigation.id.clone()),
        );
    }
    for section in &controls.sections {
        read.insert(section.id.clone());
        for group in &section.groups {
            read.insert(group.id.clone());
            read.extend(group.controls.iter().map(|control| control.id.clone()));
        }
    }
    read
}

/// Says what has an identifier of the catalog and was not read, so that nothing is lost in silence.
fn check_all_read(
    tree: &Tree,
    line: &dyn Fn(usize) -> usize,
    read: &BTreeSet<String>,
    findings: &mut Findings,
) {
    let beginnings = [
        "sec-risks-",
        "sec-mitigations-",
        "sec-mit-",
        "sec-controls-",
        "ctrl-",
        "req-",
    ];
    // What cannot be read for another reason is said already.
    let said: BTreeSet<&str> = findings
        .problems
        .iter()
        .filter_map(|problem| problem.place.identifier.as_deref())
        .collect();
    let unread: Vec<Place> = tree
        .below(Tree::ROOT)
        .filter_map(|node| {
            let id = tree.attribute(node, "id")?;
            // A heading on risks may have an identifier like a risk's.
            let counts = (beginnings.iter().any(|beginning| id.starts_with(beginning))
                || tree.name(node) == "tr" && id.starts_with("risk-"))
                && id != "sec-controls-catalog"
                && !read.contains(id)
                && !said.contains(id);
            counts.then(|| Place::of(line(tree.line(node)), id))
        })
        .collect();
    for place in unread {
        findings.problem(place, ProblemKind::NotRead);
    }
}

/// Says what the catalog refuses, so that what is handed out is an edition. A date that the page does
/// not say is no problem: whoever imports gives it.
fn check_with_catalog(file: &EditionFile, findings: &mut Findings) {
    let mut edition = ImportedEdition {
        file: file.clone(),
        notes: Vec::new(),
    };
    let date = &mut edition.file.edition.date;
    date.get_or_insert_with(|| "2000-01-01".to_owned());
    if let Err(error) = edition.catalog() {
        for problem in error.problems() {
            let said = problem.to_string();
            findings.problem(Place::default(), ProblemKind::Refused { said });
        }
    }
}
