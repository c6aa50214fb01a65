//! The status-update request: a signed page or two with which an assessor, or an operator that assessed itself,
//! asks the governance of a standard to update the operator's public status. Like a report it is a JSON
//! document, and its page is drawn from that.
//!
//! It repeats what the report states and names the report's files by their digests, so that whoever
//! receives it knows which report it speaks of.

use assay_assessment::{
    AssessmentKind, Details, Element, Sha256Digest,
    conformance::{Conformance, Tally},
    engagement::missing,
};
use serde::{Deserialize, Serialize};

use crate::document::{
    AssessorPart, CONTEXT, ConformancePart, EditionReferencePart, EngagementPart, JournalPart,
    LocalDayPart, OperatorPart, PeriodPart, Presentation, Report, SigningParty, TallyPart,
};

/// The format's name, in the document's member `format`.
pub const FORMAT: &str = "assay-status-update-request";
/// The newest version of the format that this program writes and reads.
pub const VERSION: u64 = 1;

/// The most files that a request names, and the most parties and assessors.
const MOST: usize = 100;

/// A file of the report that a request speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ReportFilePart {
    /// What it was called when it was signed.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub size: u64,
    /// The digest of its bytes.
    pub sha256: Sha256Digest,
}

/// A request to update an operator's status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct StatusRequest {
    /// JSON-LD contexts; holds [`CONTEXT`].
    #[serde(rename = "@context")]
    pub context: Vec<String>,
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u64,
    /// The assessment's identifier as a URN.
    pub id: String,
    /// Language of the texts, BCP 47.
    pub language: String,
    /// Whether this is an example and no statement about anybody.
    pub example: bool,
    /// When it was generated, RFC 3339 in UTC, by the clock of the device.
    pub generated_at: String,
    /// The day on which that was where the device is.
    pub local_day: LocalDayPart,
    /// The program and its version.
    pub generator: String,
    /// The assessment's title.
    pub title: String,
    /// Who assessed whom.
    pub kind: AssessmentKind,
    /// The operator that was assessed.
    pub operator: OperatorPart,
    /// What was assessed and what was not, in Markdown.
    pub scope: String,
    /// The days that the assessment speaks about.
    pub period: PeriodPart,
    /// The people who assessed.
    pub assessors: Vec<AssessorPart>,
    /// The terms of the engagement and its conclusion, or management's assertion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub engagement: Option<EngagementPart>,
    /// The edition of the standard.
    pub edition: EditionReferencePart,
    /// The end of the hash chain of all changes.
    pub journal: JournalPart,
    /// The verdict over all controls.
    pub conformance: ConformancePart,
    /// What the checklist of the engagement misses, by the names of its elements.
    pub missing: Vec<String>,
    /// The files of the report, as they were signed.
    pub reports: Vec<ReportFilePart>,
    /// The keys that are meant to sign.
    pub signing_parties: Vec<SigningParty>,
    /// How the pages are drawn, as those of the report are; left out where that is the usual way. A request has no
    /// parts that its pages could leave out, and no editions.
    #[serde(default, skip_serializing_if = "Presentation::is_usual")]
    pub presentation: Presentation,
}

/// Why a JSON value is no request that can be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// It is something else.
    #[error("this is no status-update request of Assay")]
    Other,
    /// A newer Assay wrote it.
    #[error(
        "this status-update request has version {0} of the format; this Assay reads version {VERSION}: \
         open it with a newer one"
    )]
    Newer(u64),
    /// A part of it is damaged; said which.
    #[error("the status-update request is damaged: {0}")]
    Damaged(String),
}

impl StatusRequest {
    /// The request that goes with a signed report; `None` for reports of the first Assay, which do not
    /// say on which day they were generated.
    #[must_use]
    pub fn of(report: &Report, reports: Vec<ReportFilePart>) -> Option<Self> {
        let edition = &report.edition;
        let mut request = Self {
            context: vec![CONTEXT.to_owned()],
            format: FORMAT.to_owned(),
            version: VERSION,
            id: report.id.clone(),
            language: report.language.clone(),
            example: report.example,
            generated_at: report.generated_at.clone(),
            local_day: report.local_day?,
            generator: report.generator.clone(),
            title: report.title.clone(),
            kind: report.kind,
            operator: report.operator.clone(),
            scope: report.scope.clone(),
            period: report.period.clone(),
            assessors: report.assessors.clone(),
            engagement: report.engagement.clone(),
            edition: EditionReferencePart {
                name: edition.name.clone(),
                version: edition.version.clone(),
                date: edition.date.clone(),
                sha256: edition.sha256,
            },
            journal: report.journal.clone(),
            conformance: report.conformance.clone(),
            missing: Vec::new(),
            reports,
            signing_parties: report.signing_parties.clone(),
            presentation: report.presentation.of_whole(),
        };
        request.missing = request.missing_again();
        Some(request)
    }

    /// The request as a JSON value, ready to be signed.
    ///
    /// # Errors
    /// Only if serialisation fails, which no request does: names of members are all texts.
    pub fn to_value(&self) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::to_value(self)
    }

    /// Reads a request, signed or not (a member `proof` is passed over).
    ///
    /// # Errors
    /// [`RequestError`] says what is wrong with it.
    pub fn from_value(mut value: serde_json::Value) -> Result<Self, RequestError> {
        let member = |name: &str| value.get(name);
        if member("format").and_then(serde_json::Value::as_str) != Some(FORMAT) {
            return Err(RequestError::Other);
        }
        match member("version").and_then(serde_json::Value::as_u64) {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => return Err(RequestError::Newer(newer)),
            _ => return Err(RequestError::Damaged(format!("version must be {VERSION}"))),
        }
        if let Some(object) = value.as_object_mut() {
            object.remove("proof");
        }
        let request =
            Self::deserialize(value).map_err(|error| RequestError::Damaged(error.to_string()))?;
        if !request.context.iter().any(|context| context == CONTEXT) {
            let why = format!("@context must hold {CONTEXT}");
            return Err(RequestError::Damaged(why));
        }
        if request.presentation != request.presentation.of_whole() {
            let why = "presentation.leftOut or notMade names parts or PDFs of a report, and a request has none"
                .to_owned();
            return Err(RequestError::Damaged(why));
        }
        let lists = [
            request.reports.len(),
            request.signing_parties.len(),
            request.assessors.len(),
            request.missing.len(),
        ];
        if lists.into_iter().any(|length| length > MOST) {
            let why = format!("a list has more than {MOST} items");
            return Err(RequestError::Damaged(why));
        }
        Ok(request)
    }

    /// What the checklist misses, worked out from what the request says.
    pub(crate) fn missing_again(&self) -> Vec<String> {
        let details = Details {
            title: self.title.clone(),
            kind: self.kind,
            operator: self.operator.stated(),
            scope: self.scope.clone(),
            period: self.period.stated(),
            assessors: self.assessors.iter().map(AssessorPart::stated).collect(),
        };
        let engagement = self.engagement.as_ref().map(EngagementPart::stated);
        let elements = missing(&details, &engagement.unwrap_or_default());
        elements
            .into_iter()
            .map(|each| each.id().to_owned())
            .collect()
    }

    /// The elements that are missing, as far as this program knows them.
    pub(crate) fn missing_elements(&self) -> impl Iterator<Item = Element> {
        let known = Element::ALL.into_iter();
        known.filter(|element| self.missing.iter().any(|id| id == element.id()))
    }

    /// The verdict and its words, worked out from the counts.
    pub(crate) fn conformance_again(&self) -> ConformancePart {
        Conformance {
            mandatory: tally(&self.conformance.mandatory),
            recommended: tally(&self.conformance.recommended),
        }
        .into()
    }
}

const fn tally(part: &TallyPart) -> Tally {
    Tally {
        not_tested: part.not_tested,
        implemented: part.implemented,
        not_applicable: part.not_applicable,
        partial: part.partial,
        fails: part.fails,
    }
}
