//! Terms that the specification defines in its running text.

use crate::{MitigationId, MitigationSectionId, Wording};

/// A term and the sentence that says what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlossaryTerm {
    pub(crate) term: String,
    pub(crate) definition: String,
    pub(crate) wording: Wording,
    pub(crate) found_in: Option<DefinedIn>,
    pub(crate) source_line: Option<u16>,
}

/// Where a term is defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DefinedIn {
    /// In the text of a mitigation.
    Mitigation(MitigationId),
    /// In the text of a section of mitigations.
    Section(MitigationSectionId),
}

impl GlossaryTerm {
    /// The term as the specification writes it.
    pub fn term(&self) -> &str {
        &self.term
    }

    /// The sentence that defines it.
    pub fn definition(&self) -> &str {
        &self.definition
    }

    /// Whose words the definition holds.
    pub fn wording(&self) -> Wording {
        self.wording
    }

    /// Where the text defines the term, for a reader who wants the sentence in place.
    pub fn found_in(&self) -> Option<&DefinedIn> {
        self.found_in.as_ref()
    }

    /// The line of the specification's text that defines the term, counted from 1, where that text
    /// has it.
    pub fn source_line(&self) -> Option<u16> {
        self.source_line
    }
}
