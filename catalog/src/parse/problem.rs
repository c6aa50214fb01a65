//! What can be wrong with the data files, and where.

use std::fmt;

use crate::IdentifierError;

/// The data files do not make up a catalog. Holds every problem found, in the order of the files.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct CatalogError {
    problems: Vec<Problem>,
}

impl CatalogError {
    pub(crate) fn new(problems: Vec<Problem>) -> Self {
        Self { problems }
    }

    /// Every problem, in the order of the files and of the places in them; problems that only the
    /// whole catalog shows come last.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for CatalogError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.problems.len();
        let noun = if count == 1 { "problem" } else { "problems" };
        write!(formatter, "the catalog's data has {count} {noun}")?;
        for problem in &self.problems {
            write!(formatter, "\n- {problem}")?;
        }
        Ok(())
    }
}

/// One thing that is wrong with the data files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    place: Place,
    kind: ProblemKind,
}

impl Problem {
    pub(crate) fn new(place: Place, kind: ProblemKind) -> Self {
        Self { place, kind }
    }

    /// Where it is.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What it is.
    pub fn kind(&self) -> &ProblemKind {
        &self.kind
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.kind)
    }
}

/// A place in a data file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub(crate) file: &'static str,
    pub(crate) pointer: String,
    pub(crate) identifier: Option<String>,
}

impl Place {
    pub(crate) fn whole_file(file: &'static str) -> Self {
        Self {
            file,
            pointer: String::new(),
            identifier: None,
        }
    }

    /// The place of a field or of an item below this one.
    pub(crate) fn below(&self, step: impl fmt::Display) -> Self {
        let step = step.to_string().replace('~', "~0").replace('/', "~1");
        Self {
            file: self.file,
            pointer: format!("{}/{step}", self.pointer),
            identifier: self.identifier.clone(),
        }
    }

    /// The file's name, such as `risks.json`.
    pub fn file(&self) -> &str {
        self.file
    }

    /// The JSON Pointer (RFC 6901) of the value, such as `/categories/0/title`; empty for the file
    /// as a whole.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The identifier of the nearest thing around the place that has one, such as `FIN2`.
    pub fn identifier(&self) -> Option<&str> {
        self.identifier.as_deref()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.file)?;
        if let Some(identifier) = &self.identifier {
            write!(formatter, ", {identifier}")?;
        }
        if !self.pointer.is_empty() {
            write!(formatter, ", {}", self.pointer)?;
        }
        Ok(())
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// The file is larger than [`crate::MAX_FILE_BYTES`]; it is not read.
    #[error(
        "the file has {bytes} bytes; at most {} are read",
        crate::MAX_FILE_BYTES
    )]
    FileTooLarge {
        /// The file's size in bytes.
        bytes: usize,
    },
    /// The file is not JSON.
    #[error("the file is not sound JSON: {message}")]
    Syntax {
        /// What the JSON parser says, with line and column.
        message: String,
    },
    /// A value has another type than its field needs.
    #[error("{expected} is needed here, but there is {found}")]
    WrongType {
        /// The type needed, in words.
        expected: &'static str,
        /// The type found, in words.
        found: &'static str,
    },
    /// An object lacks a field.
    #[error("the field {field:?} is missing")]
    MissingField {
        /// The field's name.
        field: &'static str,
    },
    /// An object has a field that is not known; it may be misspelt.
    #[error("the field {field:?} is not known here")]
    UnknownField {
        /// The field's name.
        field: String,
    },
    /// An object has a field twice.
    #[error("the field {field:?} stands here more than once")]
    DuplicateField {
        /// The field's name.
        field: String,
    },
    /// A text is empty, longer than allowed, begins or ends with white space, or holds control
    /// characters.
    #[error("the text {what}")]
    Text {
        /// What is wrong with the text.
        what: &'static str,
    },
    /// A list that needs items has none.
    #[error("the list is empty")]
    EmptyList,
    /// A text is not an identifier of the kind needed.
    #[error(transparent)]
    Identifier(#[from] IdentifierError),
    /// A text is not one of the names allowed.
    #[error("{found:?} is not one of {allowed}")]
    UnknownName {
        /// The text found.
        found: String,
        /// The names allowed, separated by commas.
        allowed: String,
    },
    /// An identifier, a title or a reference that has to be unique stands at a second place.
    #[error("{value:?} stands already at {first}")]
    Duplicate {
        /// What is repeated.
        value: String,
        /// Where it stands first.
        first: Place,
    },
    /// An identifier is named that the catalog does not hold.
    #[error("{kind} {identifier} is not in the catalog")]
    Dangling {
        /// The kind of thing named, in words.
        kind: &'static str,
        /// The identifier.
        identifier: String,
    },
    /// A summary names a line of the specification's text, where it does not stand.
    #[error("a summary has no \"source_line\", because it stands in no line of the specification")]
    SourceLineAgainstWording,
    /// There are more of something than an edition may have.
    #[error("the edition has {found} {what}; at most {most} are read")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How many there are, at most.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// Lists stand within each other too deeply.
    #[error("more lists stand within each other here than Assay reads")]
    TooDeep,
    /// Both "all risks" and "almost all risks" are named.
    #[error("\"all_risks\" and \"almost_all_risks\" exclude each other")]
    AllAndAlmostAll,
    /// A risk stands in a category with another prefix.
    #[error("the risk {risk} stands in a category whose prefix is {prefix}")]
    RiskInOtherCategory {
        /// The risk.
        risk: String,
        /// The category's prefix.
        prefix: String,
    },
    /// The successors of a retired risk lead back to itself.
    #[error("the successors of {risk} lead back to it")]
    ReplacementCycle {
        /// The risk.
        risk: String,
    },
    /// A change of an overlay does not fit the data that it changes.
    #[error("{found:?}: {what}")]
    DoesNotFit {
        /// What the change is of.
        found: String,
        /// What does not fit.
        what: &'static str,
    },
    /// A group or mitigation names no risk at all.
    #[error("no risk, no category and not all risks are named, so nothing refers to any risk")]
    NamesNoRisk,
    /// A text or a number is of the right type and yet not what its field needs, such as a date
    /// that does not exist.
    #[error("{found:?} is not {expected}")]
    Malformed {
        /// The text found.
        found: String,
        /// What is needed, in words.
        expected: &'static str,
    },
}
