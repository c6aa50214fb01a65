//! The bundled ValOS catalog and risk register, its types, and the look-ups between them.
//!
//! [`Catalog::bundled`] is the way in. Everything here is read-only and plain: no clock, no
//! randomness, no browser; the same data files give the same catalog and the same SHA-256.

mod catalog;
mod control;
mod criterion;
mod edition;
mod glossary;
mod identifier;
mod mitigation;
mod parse;
mod relations;
mod risk;
mod risk_id;
mod text;

pub use catalog::Catalog;
pub use control::{Control, ControlGroup, Level, Period, RiskScope, Section};
pub use criterion::{Criterion, CriterionSource, Framework, InheritedCriterion};
pub use edition::{Edition, Provenance};
pub use glossary::GlossaryTerm;
pub use identifier::{
    CategoryId, ControlId, FrameworkId, GroupId, IdentifierError, MAX_IDENTIFIER_LENGTH,
    MitigationId, SectionId,
};
pub use mitigation::Mitigation;
pub use parse::{CatalogError, CatalogFiles, MAX_FILE_BYTES, Place, Problem, ProblemKind};
pub use risk::{Risk, RiskCategory, RiskGroup, RiskState};
pub use risk_id::{RiskId, RiskPrefix};
pub use text::{Paragraph, Wording, key_word_ranges};
