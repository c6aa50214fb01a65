//! What is wrong with a file, or what one should know of it, as values with their words beside them.

use std::fmt;

use crate::oscal::OscalProblem;

/// Where something was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The line of the input, from 1, where it is known.
    pub line: Option<usize>,
    /// In JSON, instead of a line, the JSON Pointer (RFC 6901) of the value, such as
    /// `/catalog/groups/0/title`; empty for the file as a whole.
    pub pointer: Option<String>,
    /// The identifier of what was being read, where it has one.
    pub identifier: Option<String>,
}

impl Place {
    pub(crate) fn line(line: usize) -> Place {
        Place {
            line: Some(line),
            ..Place::default()
        }
    }

    pub(crate) fn of(line: usize, identifier: &str) -> Place {
        Place {
            line: Some(line),
            pointer: None,
            identifier: Some(identifier.to_owned()),
        }
    }

    pub(crate) fn named(identifier: &str) -> Place {
        Place {
            identifier: Some(identifier.to_owned()),
            ..Place::default()
        }
    }

    /// The whole of a JSON file.
    pub(crate) fn json() -> Place {
        Place {
            pointer: Some(String::new()),
            ..Place::default()
        }
    }

    /// The place of a member or of an item below this one in a JSON file.
    pub(crate) fn below(&self, step: impl fmt::Display) -> Place {
        let step = step.to_string().replace('~', "~0").replace('/', "~1");
        let pointer = self.pointer.as_deref().unwrap_or_default();
        Place {
            pointer: Some(format!("{pointer}/{step}")),
            ..self.clone()
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(pointer) = &self.pointer {
            return match (&self.identifier, pointer.as_str()) {
                (Some(identifier), pointer) => write!(formatter, "{identifier}, {pointer}"),
                (None, "") => formatter.write_str("the file"),
                (None, pointer) => formatter.write_str(pointer),
            };
        }
        match (self.line, &self.identifier) {
            (Some(line), Some(identifier)) => write!(formatter, "line {line}, {identifier}"),
            (Some(line), None) => write!(formatter, "line {line}"),
            (None, Some(identifier)) => formatter.write_str(identifier),
            (None, None) => formatter.write_str("the page"),
        }
    }
}

/// One thing that is wrong, or that one should know, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {kind}")]
pub struct Problem {
    /// Where it was found.
    pub place: Place,
    /// What it is.
    pub kind: ProblemKind,
}

/// Why a file gives no edition: every problem that was found, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportError {
    /// The problems; never empty, and at most 200, or 201 where the last one counts those not listed.
    pub problems: Vec<Problem>,
}

impl fmt::Display for ImportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ImportError {}

/// What is wrong, with what to do about it, or what one should know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    // The page as a whole.
    /// The file is larger than a page is read.
    #[error("the file has {bytes} bytes, and a page is read up to 16 MB; save the page alone")]
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    /// The file is not UTF-8, or says that it is not.
    #[error("the page is not in UTF-8{}; save it again in UTF-8", .declared.as_ref().map(|name| format!(" but says that it is in {name}")).unwrap_or_default())]
    NotUtf8 {
        /// The encoding that the page declares.
        declared: Option<String>,
    },
    /// The file is no page.
    #[error(
        "the file is no HTML page; save the page as HTML, not as an archive or a PDF, and choose that"
    )]
    NotHtml,
    /// The page nests or repeats elements beyond measure.
    #[error(
        "the page nests elements too deeply or has too many of them; it is not a page of ValOS"
    )]
    TooIntricate,
    /// The page is of something else.
    #[error("the page is of \"{title}\", not of ValOS; choose the page of ValOS")]
    AnotherSpecification {
        /// What the page calls itself.
        title: String,
    },
    /// The page ends before its end.
    #[error("the page ends before its end; save it again when it has loaded completely")]
    CutShort,
    /// A part of the page is not there.
    #[error("this part of the page is missing; save it again when it has loaded completely")]
    MissingPart,
    /// Something that has an identifier stands where it is not read.
    #[error("this stands on the page where it cannot be read, such as within something else")]
    NotRead,
    /// The source's list of references cannot be read.
    #[error(
        "the configuration with the list of references is missing or cannot be read; use the page as it was published"
    )]
    NoConfiguration,

    // Identifiers and texts.
    /// Two things have the same identifier.
    #[error("the identifier stands twice on the page; one of them has to be renamed")]
    DuplicateIdentifier,
    /// An identifier that no edition can have.
    #[error(
        "the identifier is none: letters, digits and -_.:() are, beginning with a letter or a digit, up to {most} of them"
    )]
    MalformedIdentifier {
        /// How many bytes it may have.
        most: usize,
    },
    /// Something has no text.
    #[error("there is no {what} where one has to be")]
    Missing {
        /// What is missing, in words.
        what: &'static str,
    },
    /// A text is longer than an edition holds.
    #[error("a text has {bytes} bytes, more than the 10,000 that an edition holds in one")]
    TooLong {
        /// Its size in bytes.
        bytes: usize,
    },
    /// A list holds lists too deeply.
    #[error("lists stand within lists more than 8 deep")]
    ListTooDeep,
    /// A heading that belongs nowhere.
    #[error("the heading \"{title}\" has no identifier that says what it begins")]
    UnknownHeading {
        /// The heading.
        title: String,
    },

    // Controls.
    /// A statement without key words.
    #[error("the statement has no level (MUST, MUST NOT, SHOULD, SHOULD NOT or MAY)")]
    NoLevel,
    /// A statement with different key words.
    #[error("the statement has several levels ({}), and nothing says which one holds", .levels.join(", "))]
    SeveralLevels {
        /// The levels, in the order in which they stand.
        levels: Vec<String>,
    },
    /// A control that stands in no group.
    #[error("the control stands outside of a group of controls")]
    ControlOutsideGroup,

    // Risks.
    /// A row that is neither an active nor a retired risk.
    #[error("the row of a risk cannot be read: {found}")]
    UnreadableRow {
        /// What the row says.
        found: String,
    },
    /// A row says another identifier than its anchor.
    #[error("the row is of {found}, but its anchor is {anchor}")]
    AnotherAnchor {
        /// The identifier in the row.
        found: String,
        /// The row's anchor.
        anchor: String,
    },
    /// A risk of a group that there is not.
    #[error(
        "\"{found}\" is no group of risks: People, Process, Infrastructure, Software and Counterparty are"
    )]
    UnknownRiskGroup {
        /// What the row says.
        found: String,
    },

    // Relations.
    /// A relation to a risk that there is not.
    #[error("it refers to the risk {risk}, which is not on the page")]
    UnknownRisk {
        /// The risk as it is written, or its anchor.
        risk: String,
    },
    /// A relation to a category that there is not.
    #[error("it refers to the category {category}, which is not on the page")]
    UnknownCategory {
        /// The category's anchor.
        category: String,
    },
    /// A link says one risk and leads to another.
    #[error("a link says {says} and leads to {leads}")]
    ContradictoryLink {
        /// What the link says.
        says: String,
        /// Where it leads.
        leads: String,
    },
    /// A line of relations that cannot be read.
    #[error("\"{found}\" cannot be read as risks")]
    UnreadableRelation {
        /// The line.
        found: String,
    },
    /// A line of criteria that cannot be read.
    #[error("\"{found}\" cannot be read as a criterion of a framework")]
    UnreadableCriterion {
        /// The line.
        found: String,
    },
    /// A citation of a work that there is not.
    #[error("it refers to [{reference}], which is not among the references")]
    UnknownReference {
        /// The identifier as it is cited.
        reference: String,
    },
    /// Relations or criteria twice, or where they have no place.
    #[error(
        "an information box stands where it has no meaning, or says the same thing twice: \"{heading}\""
    )]
    MisplacedBox {
        /// The heading within the box.
        heading: String,
    },

    /// What is wrong with an OSCAL catalog, or what one should know of it.
    #[error(transparent)]
    Oscal(#[from] OscalProblem),

    /// The catalog refuses what was read.
    #[error("the catalog refuses what stands here: {said}")]
    Refused {
        /// What the catalog says.
        said: String,
    },

    // What one should know.
    /// The page says no date.
    #[error("the page says no date; give the edition's date")]
    NoDate,
    /// The date is the one on which the page was drawn.
    #[error(
        "the date {date} is the one that the page says; that of a draft is the day on which the page was drawn"
    )]
    DateOfThePage {
        /// The date, `YYYY-MM-DD`.
        date: String,
    },
    /// The page does not say which version it is.
    #[error("the page does not say which version it is; it is taken for a draft")]
    NoVersion,
    /// A criterion has words that belong to its framework.
    #[error("the criterion \"{found}\" is read as {taken}")]
    CriterionShortened {
        /// What the page says.
        found: String,
        /// What was taken.
        taken: String,
    },
    /// Damaged markup runs references together.
    #[error("\"{found}\" is damaged and read as {}", .taken.join(" and "))]
    RunTogether {
        /// What the page says.
        found: String,
        /// The references that were read.
        taken: Vec<String>,
    },
    /// A paragraph holds more than one statement, or more than the statement.
    #[error(
        "the published sentence holds more than the statement; it is kept beside it: \"{sentence}\""
    )]
    SharedSentence {
        /// The whole sentence.
        sentence: String,
    },
    /// A relation names a risk twice.
    #[error("the risk {risk} is named twice; it counts once")]
    RepeatedRisk {
        /// The risk.
        risk: String,
    },
    /// All risks but unnamed ones.
    #[error("it is said to address almost all risks, and no exception is named; all are counted")]
    AlmostAllRisks,
    /// A part of an information box is not part of the edition.
    #[error("what stands under \"{heading}\" is left out")]
    LeftOut {
        /// The heading.
        heading: String,
    },
    /// A work is cited whose details the page does not have.
    #[error("the page has no details of [{reference}], so it is left out")]
    ReferenceWithoutDetails {
        /// Its identifier.
        reference: String,
    },
}

/// How many problems are collected; whoever has that many is not helped by more.
const MOST_PROBLEMS: usize = 200;

/// What was found while a page was read.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) problems: Vec<Problem>,
    pub(crate) notes: Vec<Problem>,
}

impl Findings {
    /// Something is wrong: the page gives no edition.
    pub(crate) fn problem(&mut self, place: Place, kind: ProblemKind) {
        keep(&mut self.problems, Problem { place, kind });
    }

    /// Something was read that the reader should know.
    pub(crate) fn note(&mut self, place: Place, kind: ProblemKind) {
        keep(&mut self.notes, Problem { place, kind });
    }
}

fn keep(list: &mut Vec<Problem>, problem: Problem) {
    if list.len() < MOST_PROBLEMS && !list.contains(&problem) {
        list.push(problem);
    }
}
