//! What can be wrong with an OSCAL catalog, with its words.

use assay_catalog::{IdentifierError, MAX_FILE_BYTES};

use crate::problem::Place;

use super::at::MOST_ITEMS;
use super::{MAX_OSCAL_BYTES, MOST_CONTROLS};

/// What is wrong with an OSCAL catalog, or worth knowing of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OscalProblem {
    /// The file is larger than [`MAX_OSCAL_BYTES`]; it is not read.
    #[error("the file has {bytes} bytes; at most {MAX_OSCAL_BYTES} are read")]
    FileTooLarge {
        /// The file's size in bytes.
        bytes: usize,
    },
    /// What was read would be a larger edition than Assay reads.
    #[error(
        "what is read of the catalog, with its parameters filled in, has more than the \
         {MAX_FILE_BYTES} bytes that an edition may have"
    )]
    EditionTooLarge,
    /// The file is not JSON.
    #[error("the file is not sound JSON: {message}")]
    NotJson {
        /// What the JSON parser says, with line and column.
        message: String,
    },
    /// The file is XML.
    #[error("the file is XML; Assay reads OSCAL catalogs in their JSON format")]
    Xml,
    /// The file is JSON, but nothing of OSCAL.
    #[error(
        "the file is no OSCAL catalog: it is not an object with the member \"catalog\", as the JSON \
         format of OSCAL has it"
    )]
    NotOscal,
    /// The file is another document of OSCAL.
    #[error("the file is {model}, and what is needed is an OSCAL catalog{hint}")]
    OtherModel {
        /// What the file is, in words.
        model: &'static str,
        /// How to come from there to a catalog, in words; empty where there is no way.
        hint: &'static str,
    },
    /// The catalog is of a version of OSCAL that is not read.
    #[error("the catalog is of OSCAL {found:?}; Assay reads OSCAL 1")]
    OscalVersion {
        /// The version as the catalog says it.
        found: String,
    },
    /// The catalog does not say which version of OSCAL it is of, or is of one before 1.0.0.
    #[error("the catalog is read as of OSCAL 1, although it says {found:?}")]
    UncertainOscalVersion {
        /// The version as the catalog says it; empty where it says none.
        found: String,
    },
    /// A value has another type than OSCAL gives it.
    #[error("{expected} is needed here, but there is {found}")]
    WrongType {
        /// The type needed, in words.
        expected: &'static str,
        /// The type found, in words.
        found: &'static str,
    },
    /// A list has more items than are read.
    #[error("the list has {count} items; at most {MOST_ITEMS} are read")]
    TooMany {
        /// How many items there are.
        count: usize,
    },
    /// The catalog has more controls than are read.
    #[error("the catalog has {count} controls; at most {MOST_CONTROLS} are read")]
    TooManyControls {
        /// How many there are, withdrawn ones included.
        count: usize,
    },
    /// An object lacks a member, or it is empty.
    #[error("{member:?} is missing or empty")]
    Missing {
        /// The member's name.
        member: &'static str,
    },
    /// A text is not the moment or the day that it has to be.
    #[error("{found:?} does not begin with a date of the form YYYY-MM-DD")]
    Date {
        /// The text found.
        found: String,
    },
    /// An identifier is not one that Assay's format allows.
    #[error(transparent)]
    Identifier(#[from] IdentifierError),
    /// An identifier stands at a second place.
    #[error("{identifier:?} stands already at {first}")]
    Twice {
        /// The identifier.
        identifier: String,
        /// Where it stands first.
        first: Place,
    },
    /// The catalog has no control that is in force.
    #[error("the catalog has no control, or only withdrawn ones")]
    NoControls,
    /// A parameter is inserted that the catalog does not define.
    #[error("the parameter {parameter:?} is inserted here, but is nowhere in the catalog")]
    UnknownParameter {
        /// The parameter's identifier.
        parameter: String,
    },
    /// A parameter has neither a value nor a choice nor a label.
    #[error("the parameter {parameter:?} has no value, no choice and no label")]
    EmptyParameter {
        /// The parameter's identifier.
        parameter: String,
    },
    /// A parameter is inserted into itself.
    #[error("the parameter {parameter:?} is inserted into itself")]
    ParameterCycle {
        /// The parameter's identifier.
        parameter: String,
    },
    /// Parameters are inserted into each other too deeply.
    #[error("more parameters are inserted into each other here than Assay follows")]
    ParametersTooDeep,
    /// Something else than a parameter is inserted.
    #[error("{found:?} is no insertion of a parameter, and stays between square brackets")]
    UnknownInsertion {
        /// What stands between the braces.
        found: String,
    },
    /// A title is longer than a text of Assay may be.
    #[error("the text is longer than 10000 bytes, and its end is left out")]
    CutShort,
    /// A withdrawn control names a control that the catalog does not have.
    #[error("{target:?}, where the control went, is not in the catalog")]
    TargetMissing {
        /// The link as it stands there.
        target: String,
    },
    /// The links of withdrawn controls lead back to the control.
    #[error("the links of the withdrawn control lead back to it")]
    TargetCycle,
    /// More links are needed to find where a control went than are followed.
    #[error("more links lead from the withdrawn control to others than Assay follows")]
    TooManyTargets,
    /// A work has neither a title nor a citation.
    #[error("the work has neither a title nor a citation, and is left out")]
    NamelessWork,
    /// Assay's own reader refuses what was read. This is a mistake of Assay's.
    #[error("Assay cannot read what it made of the catalog: {message}")]
    Refused {
        /// What the reader says.
        message: String,
    },
    /// There are more problems than are listed.
    #[error("{count} more of these are not listed")]
    More {
        /// How many.
        count: usize,
    },
}
