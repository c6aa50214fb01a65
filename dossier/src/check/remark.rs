//! What is found beside the outcome, as values; [`words`](crate::words) says them.

use assay_report::{
    check::{self, NotCompared},
    document::{PdfEdition, Role},
    public::Counts,
};
use serde::{Deserialize, Serialize};

/// Which file, or which part of one, is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// The JSON that was handed over.
    Json,
    /// The PDF that was handed over.
    Pdf,
    /// The report that is attached to the PDF.
    Attached,
}

/// Somebody by name and key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The name, as the file has it; empty when it has none.
    pub name: String,
    /// The key's fingerprint, as the file has it; empty when the key cannot be read.
    pub fingerprint: String,
}

/// Why a report is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotShown {
    /// The PDF holds no report.
    NoneAttached,
    /// The attached report cannot be verified; said why.
    AttachedNotVerified(String),
    /// It is no report; said why.
    NoReport(String),
}

/// What else a reader should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remark {
    /// A part of the report was not compared with what follows from the rest.
    NotCompared(NotCompared),
    /// The attached report is none that can be shown.
    NotShown(NotShown),
    /// Somebody is named to sign and did not.
    Awaited {
        /// Whose signature is missing.
        name: String,
        /// In which role.
        role: Role,
        /// Where it is missing.
        part: Part,
        /// Whether the report names the key; otherwise anybody who signs in that role could be it.
        key_is_named: bool,
        /// Whether every signature there was checked; otherwise it may be among the others.
        all_checked: bool,
    },
    /// Somebody signed in the role of a party whose key was not known when the report was made.
    NamedWithoutKey {
        /// Who is named.
        name: String,
        /// In which role.
        role: Role,
        /// Who signed, as the signature says.
        signer: Named,
    },
    /// Somebody signed whom the report does not name.
    NotNamed(Named),
    /// Somebody signed that the file was received, and agreed to nothing.
    Received(Named),
    /// The attached report carries a valid signature of its own.
    AttachedSigned,
    /// The attached report is not signed by itself.
    AttachedUnsigned,
    /// The attached report's own signature is of a kind that is not checked.
    AttachedNotChecked,
    /// The PDF says that it holds only a part of the report that is attached to it.
    Executive,
    /// It is a public edition of a report, which leaves so much out.
    Public(Counts),
    /// The report is the example.
    Example,
}

/// A place where a file says something else than what follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Contradiction {
    /// Within the report.
    Report(check::Contradiction),
    /// A fingerprint that is not that of the key beside it.
    Fingerprint {
        /// Whose.
        name: String,
        /// The fingerprint that the report states.
        stated: String,
        /// The key's own; `None` when the key cannot be read.
        own: Option<String>,
    },
    /// None of those who are named signed, but somebody else.
    Signer {
        /// What was signed.
        part: Part,
        /// Who is named to sign.
        named: Vec<Named>,
        /// Whose signatures hold.
        signers: Vec<Named>,
    },
    /// Another key signed in a role for which the report names one.
    Instead {
        /// The role.
        role: Role,
        /// Who is named for it.
        named: Named,
        /// What was signed.
        part: Part,
        /// Who signed.
        signer: Named,
    },
    /// Somebody signed in another role than the report names.
    Role {
        /// Who signed.
        signer: Named,
        /// As what the report names them.
        named: Vec<Role>,
        /// What was signed.
        part: Part,
        /// As what it was signed, in the file's own words.
        signed_as: String,
    },
    /// Nobody signed both the PDF and the attached report.
    NoneInCommon {
        /// Who signed the PDF.
        pdf: Vec<Named>,
        /// Who signed the attached report.
        attached: Vec<Named>,
    },
    /// The attached report was changed after these signed it.
    AttachedChanged(Vec<Named>),
    /// The PDF has another number of pages than is drawn from the attached report.
    PageCount {
        /// How many pages the PDF has.
        pdf: usize,
        /// How many are drawn.
        drawn: usize,
    },
    /// The text of a page is another.
    PageText {
        /// The page, counted from 1.
        page: usize,
        /// What the PDF says, around the difference.
        pdf: String,
        /// What is drawn there.
        drawn: String,
    },
    /// Pages are drawn otherwise.
    Drawing {
        /// The pages, counted from 1.
        pages: Vec<usize>,
        /// How many pages both have.
        of: usize,
    },
    /// The file of a picture that the report shows is not attached to the PDF, is another than the report says, or
    /// cannot be drawn; said of which evidence.
    Picture(String),
    /// The PDF is an edition which the report says was not made when it was signed.
    NotMade(PdfEdition),
    /// The file of the logo is not attached to the PDF, is another than the document says, or cannot be drawn.
    Logo,
    /// The structure is another, by which the PDF is read aloud.
    Structure,
    /// Bookmarks, metadata, attachments or actions are others.
    Elsewhere,
}
