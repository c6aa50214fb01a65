//! What is said of time stamps.

use assay_dossier::FileKind;

/// That a file is no authority's answer.
pub const TOO_LARGE: &str = "this is no time stamp: it is larger than one can be; choose the file that the authority answered with (.tsr)";

/// How an authority is asked.
pub const HOW_TO_ASK: &str = "Save the query, and carry it to a computer that is online. There it is sent to an authority that you or your readers trust, for example with curl. The authority learns the digest and nothing else. Come back with its answer.";

/// The command that asks: the authority's address and the names of the files are for whoever types it.
pub const COMMAND: &str = "curl --header 'Content-Type: application/timestamp-query' --data-binary @QUERY.tsq --output ANSWER.tsr ADDRESS";

/// The button that saves a PDF with its time stamp.
pub const SAVE_STAMPED: &str = "Save the PDF with its time stamp";

/// What becomes of a time stamp that a JSON has no place for.
pub const KEEP_BESIDE: &str = "A JSON has no place for it: keep the answer beside the JSON, and hand both on. Whoever receives them checks it here, or with “openssl ts -verify”.";

/// What a time stamp is good for.
#[must_use]
pub const fn about(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => {
            "The time of signing is what the signer's device said. A time stamping authority (RFC 3161) can confirm that the last signature was there at a certain time; its answer goes into the PDF. Add it before somebody else signs as well: it is of the last signature."
        }
        FileKind::Json => {
            "The time of signing is what the signer's device said. A time stamping authority (RFC 3161) can confirm that this very file was there at a certain time; its answer lies beside the file."
        }
    }
}

/// What the digest is of.
#[must_use]
pub const fn digest_of(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => "SHA-256 of the last signature's value",
        FileKind::Json => "SHA-256 of the file",
    }
}
