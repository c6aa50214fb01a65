//! What can be open in the reference part.

use std::{fmt, str::FromStr};

use assay_catalog::{IdentifierError, MitigationId, MitigationSectionId};

/// An entry of the reference part: `m:` and the identifier of a mitigation, `s:` and that of a section
/// of mitigations, `glossary` or `works`. No identifier has either word for all of its text here,
/// because each begins with a letter and a colon.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceEntry {
    /// The text of a section of mitigations.
    Section(MitigationSectionId),
    /// A mitigation.
    Mitigation(MitigationId),
    /// The terms that the specification defines.
    Glossary,
    /// The frameworks and other works that it refers to.
    Works,
}

impl fmt::Display for ReferenceEntry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Section(id) => write!(formatter, "s:{id}"),
            Self::Mitigation(id) => write!(formatter, "m:{id}"),
            Self::Glossary => formatter.write_str("glossary"),
            Self::Works => formatter.write_str("works"),
        }
    }
}

impl FromStr for ReferenceEntry {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(id) = text.strip_prefix("s:") {
            return id.parse().map(Self::Section);
        }
        if let Some(id) = text.strip_prefix("m:") {
            return id.parse().map(Self::Mitigation);
        }
        match text {
            "glossary" => Ok(Self::Glossary),
            "works" => Ok(Self::Works),
            _ => Err(IdentifierError::WrongCharacters {
                found: text.to_owned(),
                example: "m:sec-mit-training",
            }),
        }
    }
}
