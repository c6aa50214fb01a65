//! Signed PDF: PAdES baseline-B signatures as incremental updates, and their verification.
//!
//! A report is prepared once ([`prepare_pdf`]): one signature field without widget per role. Each
//! signer then fills the field of a role ([`sign_pdf`]); the bytes before stay as they are.
//!
//! The last signature takes a time stamp ([`Pdf::attach_time_stamp`]), which makes it PAdES baseline-T.
//!
//! Parsing takes long and much memory. Who does several things with one file parses it once, as a [`Pdf`],
//! and does them with that; the functions over bytes are for those who do one.

mod attachment;
mod byte_range;
mod cms;
mod compare;
#[cfg(feature = "count-parses")]
mod count;
mod document;
mod fields;
mod layout;
mod page_text;
mod parsed;
mod places;
mod prepare;
mod revisions;
mod section;
mod sign;
mod stamp;
mod syntax;
mod update;
mod verify;

pub use attachment::{attachment, attachment_names};
pub use compare::{OtherText, PdfDifferences, creator, differences, only_signed_since};
#[cfg(feature = "count-parses")]
pub use count::parses;
pub use document::{MAX_PDF_BYTES, ReadPdfError};
pub use parsed::Pdf;
pub use prepare::{PreparePdfError, ROLES, prepare_pdf};
pub use sign::{SignPdfError, SignPdfOptions, sign_pdf};
pub use stamp::{AttachTimeStampError, NoImprintError};
pub use verify::{PdfSignature, PdfVerification, SignatureOutcome, VerifyPdfError, verify_pdf};
