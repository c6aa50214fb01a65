//! The assessment: what an assessor found, and the one way in which it may change.
//!
//! Reading order: the document ([`Assessment`] and its parts), how it changes ([`Edit`],
//! [`Journal`], [`Record`]), what is derived from it ([`conformance`], [`exposure`], [`xray`]),
//! how it travels ([`backup`]), how
//! counts are worded ([`words`]) and names shown ([`legible()`]), and an [`example`]. Nothing here knows a clock, randomness or a browser: the
//! caller passes times and identifiers in, and the same calls give the same bytes.

mod action;
mod assessment;
mod control;
mod deficiency;
mod details;
mod draw;
mod earlier;
mod evidence;
mod own_risk;
mod picture;
mod procedure;
mod risk;
mod scale;
mod supports;

mod currency;
mod digest;
mod identifier;
mod legible;
mod link;
mod moment;
mod money;
mod order_of_risks;
mod text;

mod carry;
mod edit;
mod journal;
mod presence;
mod rebuild;
mod record;

pub mod archive;
pub mod backup;
pub mod conformance;
pub mod engagement;
pub mod example;
pub mod exposure;
pub mod words;
pub mod xray;

pub use action::{Action, ActionState};
pub use assessment::{Assessment, EditionReference, Opening};
pub use carry::Prospect;
pub use control::{Assessed, ControlFinding, FilledIn, Method, Status};
pub use currency::{Currency, CurrencyError};
pub use deficiency::{
    Deficiency, DeficiencyElement, DeficiencyTerms, DeficiencyText, FollowUp, Position, Severity,
};
pub use details::{AssessmentKind, Assessor, Details, Operator, Period};
pub use digest::{DigestError, Sha256Digest};
pub use draw::{Draw, DrawError, DrawnItem};
pub use earlier::{
    CarriedAs, CarriedFrom, Confirmation, ConfirmationTally, EarlierControl, EarlierRisk,
    Withdrawn, WithdrawnFindings,
};
pub use edit::{About, Edit, EditError, Subject, Undo, Whose};
pub use engagement::{
    Assurance, Conclusion, Doubt, Element, Engagement, EngagementTerms, EngagementText,
};
pub use evidence::{Evidence, EvidenceKind};
pub use identifier::{ActionId, AssessmentId, DeficiencyId, EvidenceId, IdentifierError};
pub use journal::{Change, Entry, EntryMode, Journal, JournalError};
pub use legible::{legible, reads_from_right};
pub use link::{LinkAddress, LinkError};
pub use moment::{Day, MomentError, Timestamp, Today, UtcOffset};
pub use money::{AmountError, BasisPoints, Money, ProbabilityError};
pub use own_risk::{OwnRisk, RegisterRisk};
pub use picture::{Picture, PictureEditError, PicturesNotice, PicturesSize};
pub use presence::{Absence, EvidencePresence};
pub use procedure::{ControlEffectiveness, Effectiveness, Procedure, ProcedureResult, Sample};
pub use rebuild::UnsoundError;
pub use record::{LoadError, Record, Recovered, Snapshot};
pub use risk::{Acceptance, Impact, ImpactFactors, Probability, RiskFinding, Score, Treatment};
pub use scale::{ScaleLevel, Scales, ScalesError};
pub use supports::Supports;
pub use text::{TextChange, TextError, TextLimit, characters};
