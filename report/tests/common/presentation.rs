//! Reports that are to be drawn in other ways, and the documents that are drawn of them.

#![allow(dead_code, reason = "each test file uses its own part of it")]

use std::collections::BTreeMap;

use assay_assessment::Sha256Digest;
use assay_report::document::{LeavablePart, Presentation, Report};
use assay_report::outline::{self, Outline, Shortening};
use assay_report::public::Kind;
use assay_report::request::StatusRequest;

use super::public::{made, of_kinds};
use super::{Filling, report};

pub(crate) fn with(mut report: Report, presentation: Presentation) -> Report {
    report.presentation = presentation;
    report
}

pub(crate) fn leaving_out(parts: impl IntoIterator<Item = LeavablePart>) -> Presentation {
    Presentation {
        left_out: parts.into_iter().collect(),
        ..Presentation::default()
    }
}

pub(crate) fn digest() -> Sha256Digest {
    Sha256Digest::of(b"signed")
}

/// A report in which hardly a risk is scored.
pub(crate) fn sparse() -> Report {
    report(&Filling {
        sparse: true,
        ..Filling::default()
    })
}

/// The documents that are drawn of a report, each with its name.
pub(crate) fn documents(report: &Report) -> BTreeMap<&'static str, Outline> {
    let value = report.to_value().unwrap();
    let public = made(&value, &of_kinds(&[Kind::Person])).public;
    let request = StatusRequest::of(report, Vec::new()).unwrap();
    [
        ("full", outline::of(report)),
        (
            "executive",
            outline::of_executive(report, digest(), Shortening::Usual),
        ),
        ("public", outline::of_public(&public)),
        ("request", outline::of_request(&request)),
    ]
    .into()
}
