//! The public edition of a report: the report with notes, names of evidence, people and amounts left out.
//!
//! ```text
//! signed report ─ make(selection, seed) ─▶ PublicReport ─ sign ─▶ what is published
//!                                      └─▶ disclosures: what the maker keeps, and gives out one by one
//! PublicReport + some disclosures ─ disclose ─▶ which of them hold
//! PublicReport + all disclosures  ─ restore  ─▶ the report, as it was signed but for its proof
//! ```
//!
//! It is a document of its own. Its member `report` is the report in which `null` stands wherever something
//! was left out, and `withheld` names each such place (a JSON Pointer, RFC 6901), what kind of thing stood
//! there, and a salted digest of it, as in Selective Disclosure for JWTs (RFC 9901, section 4.2). Which value
//! belongs to a digest can be found neither by guessing, as each has a salt of 128 bits of its own, nor from
//! what else the edition says: what follows from something that is left out is left out with it.
//!
//! What it names the report by, `of`, is the digest of the signed JSON. That holds a signature, which
//! nobody can guess, so it gives no way to try whether a guess of what is left out is right.

mod choice;
mod disclosure;
mod make;
mod place;
mod read;
mod restore;

use std::collections::BTreeMap;

use assay_assessment::Sha256Digest;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::document::{Logo, Report, SigningParty};

pub use choice::{Choice, Selection, choices};
pub use disclosure::{Disclosure, Disclosures, NoDisclosure};
pub use make::{Made, MakeError, Making, StillSaid};
pub(crate) use place::{WITHHELD, put, risk_of};
pub use read::PublicError;
pub use restore::{Disclosed, RestoreError, Standing, disclose, is_of, restore};

/// The format's name, in the document's member `format`.
pub const FORMAT: &str = "assay-public-report";
/// The newest version of the format that this program writes and reads.
pub const VERSION: u64 = 1;

/// What kind of thing was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// What the assessor wrote: notes, reasons, procedures, and the texts of findings, actions and evidence.
    Note,
    /// What evidence is called, and where a link leads.
    EvidenceName,
    /// Who somebody is, and how they are reached.
    Person,
    /// Money.
    Amount,
    /// What follows from something else that was left out, and would give it away.
    Derived,
}

impl Kind {
    /// Those that a maker chooses; what follows from them is left out by itself.
    pub const CHOSEN: [Self; 4] = [Self::Note, Self::EvidenceName, Self::Person, Self::Amount];

    /// All of them, in the order in which they are counted.
    pub const ALL: [Self; 5] = [
        Self::Note,
        Self::EvidenceName,
        Self::Person,
        Self::Amount,
        Self::Derived,
    ];

    /// What people call several of them.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Note => "notes",
            Self::EvidenceName => "names of evidence",
            Self::Person => "people",
            Self::Amount => "amounts",
            Self::Derived => "what follows from these",
        }
    }
}

/// Something that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Withheld {
    /// Where it stood in the report: a JSON Pointer (RFC 6901).
    pub path: String,
    /// What kind of thing it is.
    pub kind: Kind,
    /// SHA-256 of the disclosure's characters, in base64url without padding: 43 characters.
    pub digest: String,
}

/// How many things of which kind were left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts(pub BTreeMap<Kind, usize>);

impl Counts {
    pub(crate) fn of(withheld: &[Withheld]) -> Self {
        let mut counts = BTreeMap::new();
        for each in withheld {
            *counts.entry(each.kind).or_default() += 1;
        }
        Self(counts)
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.values().sum()
    }
}

/// The public edition of a report. What it leaves out is in no part of it, and what it says of that is
/// sound: [`Self::from_value`] refuses one that shows an amount which follows from one that is left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "PublicDocument", into = "PublicDocument")]
pub struct PublicReport {
    document: PublicDocument,
    shown: Box<Report>,
}

/// The JSON format of a public edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct PublicDocument {
    /// JSON-LD contexts; holds [`CONTEXT`](crate::document::CONTEXT).
    #[serde(rename = "@context")]
    context: Vec<String>,
    /// [`FORMAT`].
    format: String,
    /// [`VERSION`].
    version: u64,
    /// SHA-256 of the signed JSON of the report.
    of: Sha256Digest,
    /// When this edition was made, RFC 3339 in UTC, by the clock of the device.
    generated_at: String,
    /// The program and its version.
    generator: String,
    /// The keys that are meant to sign this edition.
    signing_parties: Vec<SigningParty>,
    /// The report, with `null` wherever something was left out.
    report: Value,
    /// What was left out, by place.
    withheld: Vec<Withheld>,
}

impl PublicReport {
    /// The SHA-256 of the signed JSON of the report that this is an edition of.
    #[must_use]
    pub const fn of(&self) -> Sha256Digest {
        self.document.of
    }

    /// The title of the assessment.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.shown.title
    }

    /// When it was made, RFC 3339 in UTC.
    #[must_use]
    pub fn generated_at(&self) -> &str {
        &self.document.generated_at
    }

    /// The program that made it.
    #[must_use]
    pub fn generator(&self) -> &str {
        &self.document.generator
    }

    /// Who is meant to sign it.
    #[must_use]
    pub fn signing_parties(&self) -> &[SigningParty] {
        &self.document.signing_parties
    }

    /// The logo on its cover, unless that is left out.
    #[must_use]
    pub const fn logo(&self) -> Option<&Logo> {
        self.shown.presentation.logo.as_ref()
    }

    /// What was left out, by place.
    #[must_use]
    pub fn withheld(&self) -> &[Withheld] {
        &self.document.withheld
    }

    /// How much was left out.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts::of(&self.document.withheld)
    }

    /// Whether it is of the example.
    #[must_use]
    pub const fn is_example(&self) -> bool {
        self.shown.example
    }

    /// The report with words, or nothing, in the places of what was left out; to be drawn, never to be believed
    /// without [`Self::withheld`].
    pub(crate) const fn shown(&self) -> &Report {
        &self.shown
    }

    /// The report as JSON, with `null` wherever something was left out.
    pub(crate) const fn report(&self) -> &Value {
        &self.document.report
    }

    /// The edition as a JSON value, ready to be signed.
    ///
    /// # Errors
    /// Only if serialisation fails, which it does for no edition: names of members are all texts.
    pub fn to_value(&self) -> Result<Value, serde_json::Error> {
        serde_json::to_value(&self.document)
    }
}

impl From<PublicReport> for PublicDocument {
    fn from(public: PublicReport) -> Self {
        public.document
    }
}
