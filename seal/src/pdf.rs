//! Signed PDF: PAdES baseline-B signatures as incremental updates, and their verification.
//!
//! A report is prepared once ([`prepare_pdf`]): one signature field without widget per role. Each
//! signer then fills the field of a role ([`sign_pdf`]); the bytes before stay as they are.

mod attachment;
mod byte_range;
mod cms;
mod document;
mod fields;
mod prepare;
mod revisions;
mod sign;
mod verify;

pub use attachment::{attachment, attachment_names};
pub use document::{MAX_PDF_BYTES, ReadPdfError};
pub use prepare::{PreparePdfError, ROLES, prepare_pdf};
pub use sign::{SignPdfError, SignPdfOptions, sign_pdf};
pub use verify::{PdfSignature, PdfVerification, SignatureOutcome, VerifyPdfError, verify_pdf};
