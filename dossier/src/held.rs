//! What a signed file holds.

use std::borrow::Cow;

use assay_assessment::Timestamp;
use assay_catalog::Editions;
use assay_report::{
    check::{self, Consistency},
    document::{Logo, Report, SigningParty},
    outline::{self, Composed, InParts, Outline},
    pdf::{EMBEDDED_PUBLIC_NAME, EMBEDDED_REPORT_NAME, EMBEDDED_REQUEST_NAME},
    public::{self, PublicReport},
    request::{self, StatusRequest},
};
use assay_seal::pdf::Pdf;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A document that Assay signs, as JSON and as PDF.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Held {
    /// A report.
    Report(Box<Report>),
    /// A request to update an operator's status.
    Request(Box<StatusRequest>),
    /// The public edition of a report.
    Public(Box<PublicReport>),
}

impl Held {
    /// Reads a document, told by its format.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence.
    pub fn from_value(document: Value) -> Result<Self, String> {
        match document.get("format").and_then(Value::as_str) {
            Some(request::FORMAT) => StatusRequest::from_value(document)
                .map(|request| Self::Request(Box::new(request)))
                .map_err(|error| error.to_string()),
            Some(public::FORMAT) => PublicReport::from_value(document)
                .map(|public| Self::Public(Box::new(public)))
                .map_err(|error| error.to_string()),
            _ => Report::from_value(document)
                .map(|report| Self::Report(Box::new(report)))
                .map_err(|error| error.to_string()),
        }
    }

    /// The document as JSON, ready to be signed.
    ///
    /// # Errors
    /// Only if serialisation fails, which none does: names of members are all texts.
    pub fn to_value(&self) -> Result<Value, serde_json::Error> {
        match self {
            Self::Report(report) => report.to_value(),
            Self::Request(request) => request.to_value(),
            Self::Public(public) => public.to_value(),
        }
    }

    /// What is attached to a PDF under one of the names that Assay gives.
    pub(crate) fn attached_to(pdf: &Pdf<'_>) -> Option<Vec<u8>> {
        let names = [
            EMBEDDED_REPORT_NAME,
            EMBEDDED_REQUEST_NAME,
            EMBEDDED_PUBLIC_NAME,
        ];
        names.into_iter().find_map(|name| pdf.attachment(name))
    }

    /// The report, if it is one.
    #[must_use]
    pub fn report(&self) -> Option<&Report> {
        match self {
            Self::Report(report) => Some(report),
            Self::Request(_) | Self::Public(_) => None,
        }
    }

    /// The request, if it is one.
    #[must_use]
    pub fn request(&self) -> Option<&StatusRequest> {
        match self {
            Self::Report(_) | Self::Public(_) => None,
            Self::Request(request) => Some(request),
        }
    }

    /// The public edition, if it is one.
    #[must_use]
    pub fn public(&self) -> Option<&PublicReport> {
        match self {
            Self::Report(_) | Self::Request(_) => None,
            Self::Public(public) => Some(public),
        }
    }

    /// Everything in it, for people: also what its pages leave out.
    #[must_use]
    pub fn outline(&self) -> Outline {
        match self {
            Self::Report(report) => outline::whole(report),
            Self::Request(request) => outline::of_request(request),
            Self::Public(public) => outline::whole_public(public),
        }
    }

    /// The same, composed part by part.
    #[must_use]
    pub fn compose(&self) -> Composed<'static> {
        match self {
            Self::Report(report) => Composed::InPart(Box::new(InParts::whole(report))),
            Self::Request(request) => Composed::Wholly(Box::new(outline::of_request(request))),
            Self::Public(public) => {
                let public = Cow::Owned(PublicReport::clone(public));
                Composed::InPart(Box::new(InParts::whole_public(public)))
            }
        }
    }

    /// What its pages say.
    #[must_use]
    pub fn pages(&self) -> Outline {
        match self {
            Self::Report(report) => outline::of(report),
            Self::Request(request) => outline::of_request(request),
            Self::Public(public) => outline::of_public(public),
        }
    }

    /// Who is meant to sign it.
    #[must_use]
    pub fn signing_parties(&self) -> &[SigningParty] {
        match self {
            Self::Report(report) => &report.signing_parties,
            Self::Request(request) => &request.signing_parties,
            Self::Public(public) => public.signing_parties(),
        }
    }

    /// The logo on its cover; none where a public edition leaves that out.
    #[must_use]
    pub fn logo(&self) -> Option<&Logo> {
        match self {
            Self::Report(report) => report.presentation.logo.as_ref(),
            Self::Request(request) => request.presentation.logo.as_ref(),
            Self::Public(public) => public.logo(),
        }
    }

    /// Whether it is the example's.
    #[must_use]
    pub fn is_example(&self) -> bool {
        match self {
            Self::Report(report) => report.example,
            Self::Request(request) => request.example,
            Self::Public(public) => public.is_example(),
        }
    }

    /// The name under which it is attached to its PDF.
    pub(crate) const fn attachment_name(&self) -> &'static str {
        match self {
            Self::Report(_) => EMBEDDED_REPORT_NAME,
            Self::Request(_) => EMBEDDED_REQUEST_NAME,
            Self::Public(_) => EMBEDDED_PUBLIC_NAME,
        }
    }

    /// The program that wrote it.
    pub(crate) fn generator(&self) -> &str {
        match self {
            Self::Report(report) => &report.generator,
            Self::Request(request) => &request.generator,
            Self::Public(public) => public.generator(),
        }
    }

    /// Whether the first Assay wrote it, which drew otherwise under the same name.
    pub(crate) fn is_of_first_assay(&self) -> bool {
        self.report()
            .is_some_and(|report| report.local_day.is_none())
    }

    /// The date of its PDFs: when it was generated, in seconds since 1970-01-01 UTC.
    pub(crate) fn created(&self) -> Option<i64> {
        let seconds = self.generated_at()?.milliseconds() / 1000;
        i64::try_from(seconds).ok()
    }

    /// When it was generated.
    fn generated_at(&self) -> Option<Timestamp> {
        Timestamp::from_rfc3339(match self {
            Self::Report(report) => &report.generated_at,
            Self::Request(request) => &request.generated_at,
            Self::Public(public) => public.generated_at(),
        })
    }

    /// What follows in it from something else, worked out again and compared.
    pub(crate) fn consistency(&self, editions: &Editions) -> Consistency {
        match self {
            Self::Report(report) => check::consistency(report, editions),
            Self::Request(request) => check::request_consistency(request),
            Self::Public(public) => check::public_consistency(public, editions),
        }
    }
}
