//! What a draft says otherwise than what is signed: that nobody has signed it, and of what only a signed file has, that it is
//! not there yet.

use super::{Composer, frame};
use crate::outline::{Block, Inline, Outline};
use crate::words::DRAFT;

impl Composer<'_> {
    /// The outline of the report, as yet without anything in it but, for a draft, that it is one.
    pub(super) fn frame(&self) -> Outline {
        let mut outline = frame(self.report);
        if self.draft {
            outline.draft = true;
            outline.cover.push(self.announced_as_draft());
            outline.description = format!("{DRAFT}. {}", outline.description);
            outline.document_id = format!("{} \u{b7} draft", outline.document_id);
        }
        outline
    }

    /// What the cover of a draft begins with.
    fn announced_as_draft(&self) -> Block {
        let what = self.signed_as();
        Block::Paragraph(vec![
            Inline::strong(format!("{DRAFT}. ")),
            Inline::text(format!(
                "It shows what the {what} would say if it were signed now, and vouches for nothing."
            )),
        ])
    }

    /// What is signed, or is to be.
    pub(super) const fn signed_as(&self) -> &'static str {
        match self.public {
            Some(_) => "public edition",
            None => "report",
        }
    }

    /// What the PDF is called that somebody has signed.
    pub(super) const fn signed_pdf(&self) -> &'static str {
        if self.draft {
            "the signed PDF"
        } else {
            "this PDF"
        }
    }

    /// What the PDF is called that somebody has signed, where in it those who sign are named, and what they signed.
    pub(super) const fn of_signed(&self) -> (&'static str, &'static str, &'static str) {
        if self.draft {
            let signers = "\u{201c}Who is to sign\u{201d}";
            (self.signed_pdf(), signers, "the bytes of its file")
        } else {
            (self.signed_pdf(), signers_heading(false), "these bytes")
        }
    }

    /// What the JSON is called that goes with what is signed.
    pub(super) const fn attached_json(&self) -> &'static str {
        if self.draft {
            "JSON that is attached to the signed PDF"
        } else {
            "attached JSON"
        }
    }

    /// What ways there are to check what is signed.
    pub(super) const fn ways_to_verify(&self) -> &'static str {
        if self.draft {
            "Nobody has signed this draft, so that nothing in it can be checked. The report, when it is signed, can be \
             checked with Assay and with programs that are not ours. Each of these ways stands for itself. The commands \
             take the signed file to be called report.pdf."
        } else {
            "A signed report can be checked with Assay and with programs that are not ours. \
             Each of these ways stands for itself. The commands take this file to be called \
             report.pdf."
        }
    }
}

/// The heading under which those who sign are named.
pub(super) const fn signers_heading(draft: bool) -> &'static str {
    if draft {
        "Who is to sign"
    } else {
        "Signatures"
    }
}

/// What follows the names of those who sign a document and `what` it is as JSON.
pub(super) fn worth_of_signatures(what: &str, draft: bool, several: bool) -> String {
    match (draft, several) {
        (true, _) => format!(
            "Nobody has signed this draft. Once it is signed, its file holds the signatures, and the {what} as JSON."
        ),
        (false, false) => format!(
            "The key named here signs this document, and the same {what} as JSON, which is attached to it. \
             Compare the fingerprint with the signer before you rely on it."
        ),
        (false, true) => format!(
            "Those named here sign this document, and the same {what} as JSON, which is attached to it, each \
             on their own. Who has signed so far is in the signatures of the file, not on this page. Compare \
             each fingerprint with its signer before you rely on it."
        ),
    }
}
