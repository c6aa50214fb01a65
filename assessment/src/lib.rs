//! The assessment: what an assessor found, and the one way in which it may change.
//!
//! Reading order: the document ([`Assessment`] and its parts), how it changes ([`Edit`],
//! [`Journal`], [`Record`]), what is derived from it ([`conformance`], [`exposure`], [`xray`]),
//! how it travels ([`backup`]), and an [`example`]. Nothing here knows a clock, randomness or a browser: the
//! caller passes times and identifiers in, and the same calls give the same bytes.

mod action;
mod assessment;
mod control;
mod details;
mod evidence;
mod risk;
mod scale;

mod digest;
mod identifier;
mod link;
mod moment;
mod money;
mod text;

mod edit;
mod journal;
mod rebuild;
mod record;

pub mod backup;
pub mod conformance;
pub mod example;
pub mod exposure;
pub mod xray;

pub use action::{Action, ActionState};
pub use assessment::{Assessment, EditionReference, Opening};
pub use control::{Assessed, ControlFinding, Method, Status};
pub use details::{AssessmentKind, Assessor, Details, Operator, Period};
pub use digest::{DigestError, Sha256Digest};
pub use edit::{Edit, EditError, Subject, Undo};
pub use evidence::{Evidence, EvidenceKind};
pub use identifier::{ActionId, AssessmentId, EvidenceId, IdentifierError};
pub use journal::{Change, Entry, EntryMode, Journal, JournalError};
pub use link::{LinkAddress, LinkError};
pub use moment::{Day, MomentError, Timestamp};
pub use money::{AmountError, BasisPoints, Currency, CurrencyError, Money, ProbabilityError};
pub use rebuild::UnsoundError;
pub use record::{LoadError, Record, Recovered, Snapshot};
pub use risk::{Acceptance, Impact, ImpactFactors, Probability, RiskFinding, Score, Treatment};
pub use scale::{ScaleLevel, Scales, ScalesError};
pub use text::{TextChange, TextLimit};
