//! The time stamp of a file that was checked: what an authority is asked, and what becomes of its answer.

use assay_assessment::Sha256Digest;
use assay_seal::{
    pdf::{AttachTimeStampError, NoImprintError, Pdf, VerifyPdfError},
    timestamp::{
        AuthorityCertificate, ReadTimeStampError, TimeStampToken, check_detached, request,
    },
};
use serde::{Deserialize, Serialize};

use crate::{
    check::{Stamp, stamp_of},
    kind::HandedKind,
    names::marked,
};

/// What an authority is asked for a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StampQuery {
    /// What is stamped: of a PDF the SHA-256 of the value of its last signature, of a JSON that of the file.
    pub digest: Sha256Digest,
    /// What the file of the query is called: `report.pdf.tsq`.
    pub name: String,
    /// The query (RFC 3161, section 2.4.1), in DER.
    pub query: Vec<u8>,
}

/// An authority's answer, held against a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamped {
    /// What was found about it.
    pub stamp: Stamp,
    /// Of a PDF whose time stamp holds: what the file with the time stamp in it is called.
    pub name: Option<String>,
    /// That file's bytes; empty when there is none.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// Why nothing can be asked for a file, or an answer cannot be held against it. The file is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StampError {
    /// It is not the file that was looked at.
    #[error("the file was changed after it was looked at; check it again before it is stamped")]
    OtherFile,
    /// The answer is none.
    #[error("{0}; choose the file that the authority answered with (.tsr)")]
    Token(#[from] ReadTimeStampError),
    /// The PDF cannot be read.
    #[error("the PDF could not be read: {0}")]
    Read(#[from] VerifyPdfError),
    /// Nothing in the PDF can be stamped.
    #[error(transparent)]
    NoImprint(#[from] NoImprintError),
    /// The time stamp holds, and cannot be put into the PDF.
    #[error(transparent)]
    Attach(#[from] AttachTimeStampError),
}

/// What an authority is asked for a file: somebody who is online sends it. `looked_at` is the digest of the bytes that
/// were checked and shown; others are refused. `name` is what the file is called.
///
/// # Errors
/// [`StampError`]
pub fn stamp_query(
    bytes: &[u8],
    name: &str,
    looked_at: Sha256Digest,
) -> Result<StampQuery, StampError> {
    let own = same(bytes, looked_at)?;
    let imprint = match HandedKind::of(bytes) {
        HandedKind::Pdf => parsed(bytes)?.signature_imprint()?,
        _ => *own.as_bytes(),
    };
    Ok(StampQuery {
        digest: Sha256Digest::from_bytes(imprint),
        name: format!("{name}.tsq"),
        query: request(&imprint),
    })
}

/// Holds an authority's answer against a file, and puts it into a PDF. Beside a JSON it stays a file of its own, as
/// `openssl ts -verify` reads it. An answer that does not hold is no error: it is said, and put nowhere.
///
/// # Errors
/// [`StampError`]
pub fn stamp(
    bytes: &[u8],
    name: &str,
    looked_at: Sha256Digest,
    answer: &[u8],
    authorities: &[AuthorityCertificate],
) -> Result<Stamped, StampError> {
    same(bytes, looked_at)?;
    if HandedKind::of(bytes) != HandedKind::Pdf {
        return Ok(Stamped {
            stamp: stamp_of(&check_detached(answer, bytes)?, authorities),
            name: None,
            bytes: Vec::new(),
        });
    }
    let token = TimeStampToken::read(answer)?;
    let pdf = parsed(bytes)?;
    let check = pdf.check_time_stamp(&token)?;
    let stamp = stamp_of(&check, authorities);
    let with_it = match stamp.holds() {
        true => Some(pdf.attach_time_stamp(&token)?),
        false => None,
    };
    Ok(Stamped {
        stamp,
        name: with_it.is_some().then(|| marked(name, "stamped")),
        bytes: with_it.unwrap_or_default(),
    })
}

fn same(bytes: &[u8], looked_at: Sha256Digest) -> Result<Sha256Digest, StampError> {
    let own = Sha256Digest::of(bytes);
    (own == looked_at)
        .then_some(own)
        .ok_or(StampError::OtherFile)
}

fn parsed(bytes: &[u8]) -> Result<Pdf<'_>, StampError> {
    Ok(Pdf::parse(bytes).map_err(VerifyPdfError::Read)?)
}
