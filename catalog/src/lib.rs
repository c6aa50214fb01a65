//! Editions of a standard as data: its controls and risk register, their types, and the look-ups
//! between them.
//!
//! [`Editions`] is the way in. Everything here is read-only and plain: no clock, no randomness, no
//! browser; the same data files give the same catalog and the same SHA-256.

mod catalog;
mod control;
mod criterion;
pub mod difference;
mod edition;
mod editions;
mod glossary;
mod identifier;
mod mitigation;
mod parse;
mod relations;
mod risk;
mod risk_id;
mod text;

pub use catalog::Catalog;
pub use control::{
    Control, ControlGroup, Level, MAX_LEVEL_NAME_LENGTH, Period, RiskScope, Section,
    WithdrawnControl,
};
pub use criterion::{Criterion, CriterionSource, Framework, InheritedCriterion, Reference, Work};
pub use difference::Difference;
pub use edition::{Edition, EditionStatus, Provenance};
pub use editions::{Editions, FoundEdition};
pub use glossary::{DefinedIn, GlossaryTerm};
pub use identifier::{
    CategoryId, ControlId, FrameworkId, GroupId, IdentifierError, MAX_IDENTIFIER_LENGTH,
    MitigationId, MitigationSectionId, ReferenceId, SectionId,
};
pub use mitigation::{Mitigation, MitigationSection};
pub use parse::{CatalogError, CatalogFiles, MAX_FILE_BYTES, Place, Problem, ProblemKind};
pub use risk::{Risk, RiskCategory, RiskGroup, RiskState};
pub use risk_id::{MAX_RISK_IDENTIFIER_LENGTH, RiskId};
pub use text::{Block, Content, ListItem, Wording, key_word_ranges};

/// The JSON Schema of an edition file.
pub const SCHEMA: &str = include_str!("../schema/assay-edition-1.schema.json");
