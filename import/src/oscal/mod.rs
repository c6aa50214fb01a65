//! Reads OSCAL catalogs (NIST's Open Security Controls Assessment Language) in their JSON format.
//!
//! The file becomes a tree (`tree`), of which `at` takes values with their places. `index` finds what is
//! referred to, `parameters` and `markdown` make plain texts of prose, `controls` and `parts` make
//! sections, groups and controls, `withdrawn` says where those went that are no more, `metadata` reads
//! everything around them, and `provenance` says what was changed and left out.

mod at;
mod controls;
mod html;
mod index;
mod markdown;
mod metadata;
mod parameters;
mod parts;
mod placeholders;
mod problem;
mod provenance;
mod tally;
mod text;
mod titles;
mod tree;
mod withdrawn;

use assay_catalog::{Catalog, MAX_FILE_BYTES};

use crate::edition_file::{EditionFile, Frameworks, Glossary, Mitigations, Risks};
use crate::problem::{ImportError, Place, Problem};
use crate::read::ImportedEdition;

use at::{At, Findings};
use controls::Reading;
use index::Index;
pub use problem::OscalProblem;
use tally::Tally;
use text::{Prose, clean};
use tree::Tree;

/// The greatest size of an OSCAL file, in bytes (32 MiB). The whole of SP 800-53 has about 10.
pub const MAX_OSCAL_BYTES: usize = 32 * 1024 * 1024;

/// How many controls a catalog may have, withdrawn ones included. SP 800-53 has about 1,200.
const MOST_CONTROLS: usize = 20_000;

/// The other documents of OSCAL: the member, what it is in words, and how to come to a catalog.
const OTHER_MODELS: [(&str, &str, &str); 7] = [
    (
        "profile",
        "an OSCAL profile",
        ": resolve the profile, and read the resolved catalog",
    ),
    ("component-definition", "an OSCAL component definition", ""),
    ("system-security-plan", "an OSCAL system security plan", ""),
    ("assessment-plan", "an OSCAL assessment plan", ""),
    ("assessment-results", "OSCAL assessment results", ""),
    (
        "plan-of-action-and-milestones",
        "an OSCAL plan of action and milestones",
        "",
    ),
    ("mapping-collection", "an OSCAL mapping collection", ""),
];

/// Reads an OSCAL catalog: JSON of OSCAL 1, in UTF-8, of at most [`MAX_OSCAL_BYTES`]. The format is that
/// of the OSCAL reference, Catalog, JSON format (<https://pages.nist.gov/OSCAL-Reference/models/>).
///
/// Each group of OSCAL that has controls becomes a section, each control with its enhancements a group,
/// and the control and each enhancement a control, with the identifiers that they have in OSCAL.
/// Parameters are filled in, Markdown is taken away. The same bytes give the same edition, and
/// `Catalog::from_edition_file` reads every edition that is returned.
///
/// # Errors
/// [`ImportError`] with every problem for which the file is refused: it is too large, no JSON or no
/// catalog, an identifier stands in it twice or is not one of Assay's format, or what has to be there is
/// missing or of another type.
pub fn read_oscal_catalog(bytes: &[u8]) -> Result<ImportedEdition, ImportError> {
    let tree = parse(bytes)?;
    let root = At {
        tree: &tree,
        place: Place::json(),
    };
    let catalog = root
        .member("catalog")
        .filter(|catalog| matches!(catalog.tree, Tree::Object(_)));
    let catalog = catalog.ok_or_else(|| of_file(unlike_a_catalog(&tree)))?;
    let findings = Findings::default();
    let file = read(&catalog, &findings);
    let notes = findings.into_notes()?;
    // Without problems there is a file.
    let file = file.ok_or_else(|| of_file(OscalProblem::NotOscal))?;
    let imported = ImportedEdition { file, notes };
    check(&imported)?;
    Ok(imported)
}

/// A problem of the file as a whole.
fn of_file(kind: OscalProblem) -> ImportError {
    let problem = Problem {
        place: Place::json(),
        kind: kind.into(),
    };
    ImportError {
        problems: vec![problem],
    }
}

fn parse(bytes: &[u8]) -> Result<Tree, ImportError> {
    if bytes.len() > MAX_OSCAL_BYTES {
        let bytes = bytes.len();
        return Err(of_file(OscalProblem::FileTooLarge { bytes }));
    }
    // Some editors begin a file of UTF-8 with a byte order mark, which is no JSON.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|error| {
        of_file(if bytes.trim_ascii_start().starts_with(b"<") {
            OscalProblem::Xml
        } else {
            let message = error.to_string();
            OscalProblem::NotJson { message }
        })
    })
}

fn unlike_a_catalog(tree: &Tree) -> OscalProblem {
    OTHER_MODELS
        .iter()
        .find(|(member, _, _)| tree.member(member).is_some())
        .map_or(OscalProblem::NotOscal, |(_, model, hint)| {
            OscalProblem::OtherModel { model, hint }
        })
}

/// The edition file of a catalog; `None` where a problem was found that leaves none.
fn read(catalog: &At<'_>, findings: &Findings) -> Option<EditionFile> {
    let tally = Tally::default();
    let mut index = Index::of(catalog, findings);
    let count = index.controls.len();
    if count > MOST_CONTROLS {
        findings.refuse(&catalog.place, OscalProblem::TooManyControls { count });
        return None;
    }
    let prose = Prose {
        parameters: std::mem::take(&mut index.parameters),
        findings,
        tally: &tally,
    };
    tally.guidelines.add(prose.parameters.with_guidelines());
    let edition = metadata::edition(catalog, &prose);
    let references = metadata::references(catalog, &prose);
    let controls = Reading::new(&index, &prose).read(catalog);
    if prose.parameters.are_too_many() {
        findings.refuse(&catalog.place, OscalProblem::EditionTooLarge);
    }
    let mut file = EditionFile {
        edition: edition?,
        frameworks: Frameworks {
            frameworks: Vec::new(),
            references,
        },
        controls,
        risks: Risks::default(),
        mitigations: Mitigations::default(),
        glossary: Glossary::default(),
    };
    let oscal_version = catalog
        .member("metadata")
        .and_then(|metadata| metadata.text("oscal-version", findings))
        .map(|version| clean(&at::repeated(version.trim().trim_start_matches('v'))))
        .unwrap_or_default();
    file.edition.provenance = provenance::provenance(&file, &tally, &oscal_version);
    Some(file)
}

/// Reads the edition as `assay-catalog` does, so that none is returned which it refuses.
fn check(imported: &ImportedEdition) -> Result<(), ImportError> {
    let json = imported.json();
    if json.len() > MAX_FILE_BYTES {
        return Err(of_file(OscalProblem::EditionTooLarge));
    }
    match Catalog::from_edition_file(&json) {
        Ok(_) => Ok(()),
        Err(error) => {
            let message = error.to_string();
            Err(of_file(OscalProblem::Refused { message }))
        }
    }
}
