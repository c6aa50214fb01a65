//! Editions of a standard: what they hold, whether files hold one, and what changed between two.

use std::path::{Path, PathBuf};

use assay_assessment::words::{count, name};
use assay_catalog::{Catalog, CatalogError, Difference, Editions, MAX_FILE_BYTES};
use assay_import::{OpenEditionError, OpenedEdition, open_edition};

use crate::{
    Exit,
    arguments::{
        CatalogCommand, CheckArguments, ConvertArguments, DifferenceArguments, EditionArguments,
        SearchArguments,
    },
    reading::{self, ReadError},
    terminal, words,
    writing::{self, WriteError},
};

/// How many problems of a file are named; the rest is counted. The page names as many.
const SHOWN: usize = 50;

/// Why an edition is not at hand.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EditionError {
    /// It is neither a file nor carried.
    #[error("“{wanted}” is neither a file nor an edition that this program carries: {}", .carried.join(", "))]
    NotCarried {
        /// What was asked for.
        wanted: String,
        /// The versions that could be.
        carried: Vec<String>,
    },
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// It holds no edition.
    #[error("{}: {error}", .path.display())]
    Open {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        error: OpenEditionError,
    },
    /// It does not say its date.
    #[error("{}: {}", .path.display(), words::DATE_NEEDED)]
    DateNeeded {
        /// Which file.
        path: PathBuf,
    },
    /// What was read of it is no edition.
    #[error("{}: {error}", .path.display())]
    Edition {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        error: CatalogError,
    },
    /// The edition file was not written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Does what was asked for.
pub(crate) fn run(command: &CatalogCommand) -> Result<Exit, Box<dyn std::error::Error>> {
    match command {
        CatalogCommand::List => list(),
        CatalogCommand::Print(arguments) => print(arguments),
        CatalogCommand::Search(arguments) => search(arguments),
        CatalogCommand::Check(arguments) => check(arguments),
        CatalogCommand::Convert(arguments) => convert(arguments),
        CatalogCommand::Difference(arguments) => difference(arguments),
    }
}

fn say(text: &str) -> Result<Exit, Box<dyn std::error::Error>> {
    terminal::print(&terminal::safe(text))?;
    Ok(Exit::Done)
}

fn list() -> Result<Exit, Box<dyn std::error::Error>> {
    let editions = Editions::bundled().all().into_iter();
    let lines = editions.map(|catalog| {
        let edition = catalog.edition();
        format!(
            "{}, {}: SHA-256 {}\n",
            edition.title(),
            edition.date(),
            edition.sha256()
        )
    });
    say(&lines.collect::<String>())
}

fn print(arguments: &EditionArguments) -> Result<Exit, Box<dyn std::error::Error>> {
    with_edition(arguments.edition.as_deref(), |catalog| {
        if arguments.json {
            terminal::print(&terminal::safe_json(&catalog.edition_file()))?;
            return Ok(Exit::Done);
        }
        say(&printed(catalog))
    })
}

/// An edition that is carried, named by its version or date, or read from a file, is passed on.
fn with_edition(
    wanted: Option<&str>,
    then: impl FnOnce(&Catalog) -> Result<Exit, Box<dyn std::error::Error>>,
) -> Result<Exit, Box<dyn std::error::Error>> {
    let Some(wanted) = wanted else {
        return then(Editions::bundled_release());
    };
    let carried = Editions::bundled().all();
    let found = carried.iter().find(|catalog| {
        let edition = catalog.edition();
        [edition.version(), edition.date()]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(wanted))
    });
    if let Some(catalog) = found {
        return then(catalog);
    }
    let path = Path::new(wanted);
    if !path.exists() {
        let versions = carried.iter().map(|catalog| catalog.edition().version());
        let error = EditionError::NotCarried {
            wanted: wanted.to_owned(),
            carried: versions.map(|version| format!("“{version}”")).collect(),
        };
        return Err(error.into());
    }
    let (file, _) = opened(path, None)?;
    let catalog = Catalog::from_edition_file(&file).map_err(|error| EditionError::Edition {
        path: path.to_owned(),
        error,
    })?;
    then(&catalog)
}

/// The edition file that a file holds or is made into, and what to know about it.
fn opened(path: &Path, date: Option<&str>) -> Result<(String, Vec<String>), EditionError> {
    // One byte more, so that whoever reads editions says what is wrong.
    let bytes = reading::whole(path, MAX_FILE_BYTES as u64 + 1)?;
    let path = || path.to_owned();
    match open_edition(&bytes, date) {
        Ok(OpenedEdition::Whole { file, notes, .. }) => {
            Ok((file, notes.iter().map(ToString::to_string).collect()))
        }
        Ok(OpenedEdition::DateNeeded) => Err(EditionError::DateNeeded { path: path() }),
        Err(error) => Err(EditionError::Open {
            path: path(),
            error,
        }),
    }
}

/// Everything that an assessor looks up, a line for each thing.
fn printed(catalog: &Catalog) -> String {
    let edition = catalog.edition();
    let mut lines = vec![format!("{}, {}", edition.title(), edition.date())];
    lines.push(format!("SHA-256 {}", edition.sha256()));
    for section in catalog.sections() {
        lines.push(String::new());
        lines.push(section.title().to_owned());
        for group in section.groups().iter().filter_map(|id| catalog.group(id)) {
            lines.push(format!("  {}", group.title()));
            for control in group.controls().iter().filter_map(|id| catalog.control(id)) {
                let statement = control.whole_statement().replace('\n', " ");
                let (id, level) = (control.id(), control.level());
                lines.push(format!("    {id} ({level}): {statement}"));
            }
        }
    }
    for category in catalog.categories() {
        lines.push(String::new());
        lines.push(category.title().to_owned());
        let risks = catalog.active_risks();
        for risk in risks.filter(|risk| risk.category() == category.id()) {
            let title = risk.title().unwrap_or_default();
            lines.push(format!("    {}: {title}", risk.id()));
        }
    }
    for section in catalog.mitigation_sections() {
        lines.push(String::new());
        lines.push(section.title().to_owned());
        let mitigations = section.mitigations().iter();
        for mitigation in mitigations.filter_map(|id| catalog.mitigation(id)) {
            lines.push(format!("    {}: {}", mitigation.id(), mitigation.title()));
        }
    }
    lines.join("\n") + "\n"
}

fn search(arguments: &SearchArguments) -> Result<Exit, Box<dyn std::error::Error>> {
    with_edition(arguments.edition.as_deref(), |catalog| {
        let words: Vec<String> = arguments
            .words
            .iter()
            .map(|word| word.to_lowercase())
            .collect();
        let holds = |line: &&String| {
            let line = line.to_lowercase();
            words.iter().all(|word| line.contains(word))
        };
        let lines = searched(catalog);
        let found: Vec<&str> = lines.iter().filter(holds).map(String::as_str).collect();
        if found.is_empty() {
            terminal::say(words::NOTHING_HOLDS_THEM);
            return Ok(Exit::Done);
        }
        say(&(found.join("\n") + "\n"))
    })
}

/// Everything that is searched, a line for each thing.
fn searched(catalog: &Catalog) -> Vec<String> {
    let controls = catalog.controls().iter().map(|control| {
        let (id, title) = (control.id(), control.short_title());
        let statement = control.whole_statement().replace('\n', " ");
        format!("{id} ({}) {title}: {statement}", control.level())
    });
    let risks = catalog.active_risks().map(|risk| {
        let title = risk.title().unwrap_or_default();
        let description = risk.description().unwrap_or_default();
        format!("{} {title}: {description}", risk.id())
    });
    let mitigations = catalog.mitigations().iter();
    let mitigations = mitigations.map(|each| format!("{}: {}", each.id(), each.title()));
    let terms = catalog.glossary().iter();
    let terms = terms.map(|term| format!("{}: {}", term.term(), term.definition()));
    controls
        .chain(risks)
        .chain(mitigations)
        .chain(terms)
        .collect()
}

fn check(arguments: &CheckArguments) -> Result<Exit, Box<dyn std::error::Error>> {
    let mut exit = Exit::Done;
    let mut text = String::new();
    for path in &arguments.files {
        let (what, details) = match opened(path, arguments.date.as_deref()) {
            Ok((file, notes)) => {
                let catalog = Catalog::from_edition_file(&file);
                let title = catalog.map(|catalog| catalog.edition().title());
                (title.unwrap_or_default(), notes)
            }
            Err(EditionError::Open { error, .. }) => {
                exit = Exit::NotValid;
                let problems = error.sentences();
                (count(problems.len(), "problem", "problems"), problems)
            }
            Err(error) => {
                if exit == Exit::Done {
                    exit = Exit::CannotTell;
                }
                terminal::say_error(&error);
                continue;
            }
        };
        text.push_str(&format!("{}: {what}\n", name(&path.to_string_lossy())));
        for detail in details.iter().take(SHOWN) {
            text.push_str(&format!("  {}\n", detail.replace('\n', " / ")));
        }
        if details.len() > SHOWN {
            text.push_str(&format!(
                "  {} more are not listed.\n",
                details.len() - SHOWN
            ));
        }
    }
    say(&text)?;
    Ok(exit)
}

fn convert(arguments: &ConvertArguments) -> Result<Exit, Box<dyn std::error::Error>> {
    let (file, notes) = opened(&arguments.file, arguments.date.as_deref())?;
    for note in notes {
        terminal::say(&note);
    }
    writing::write(&arguments.output, file.as_bytes(), arguments.force)
        .map_err(EditionError::Write)?;
    terminal::say(&words::written(&arguments.output, file.len()));
    Ok(Exit::Done)
}

fn difference(arguments: &DifferenceArguments) -> Result<Exit, Box<dyn std::error::Error>> {
    with_edition(Some(&arguments.old), |old| {
        with_edition(Some(&arguments.new), |new| {
            say(&Difference::between(old, new).to_markdown(old, new))
        })
    })
}
