//! Terms that the specification defines in its running text.

use crate::{MitigationId, Wording};

/// A term and the sentence that says what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlossaryTerm {
    pub(crate) term: String,
    pub(crate) definition: String,
    pub(crate) wording: Wording,
    pub(crate) found_in: MitigationId,
    pub(crate) source_line: u16,
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

    /// The mitigation whose text defines the term, for a reader who wants the sentence in place.
    pub fn found_in(&self) -> &MitigationId {
        &self.found_in
    }

    /// The line of the specification's text that defines the term, counted from 1.
    pub fn source_line(&self) -> u16 {
        self.source_line
    }
}
