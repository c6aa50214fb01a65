//! What disclosures say of a public edition, and the report with all of them put back.

use std::collections::{BTreeMap, BTreeSet};

use assay_assessment::Sha256Digest;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::disclosure::Disclosure;
use super::place::put;
use super::{Kind, PublicReport, Withheld};
use crate::document::{Report, ReportError};

/// What was found about one disclosure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Disclosed {
    /// Whether it holds.
    pub standing: Standing,
    /// The place that it names in the report (JSON Pointer, RFC 6901); empty where it cannot be read.
    pub path: String,
    /// What kind of thing the edition leaves out there, if it does.
    pub kind: Option<Kind>,
    /// What it says stood there; only to be believed where it holds.
    pub value: Value,
}

/// Whether a disclosure holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// It is what the edition leaves out there.
    Holds,
    /// The edition leaves something out there, and this is not it.
    OtherDigest,
    /// The edition leaves out nothing at the place that it names.
    NotLeftOut,
    /// One for the same place stands before it.
    Again,
    /// It cannot be read; said why.
    Unreadable(String),
}

/// Compares disclosures, each as it was handed out, with the digests of a public edition.
#[must_use]
pub fn disclose<T: AsRef<str>>(public: &PublicReport, disclosures: &[T]) -> Vec<Disclosed> {
    let withheld = by_path(public);
    let mut seen = BTreeSet::new();
    let mut found = Vec::with_capacity(disclosures.len());
    for text in disclosures {
        let disclosure = match Disclosure::parse(text.as_ref()) {
            Ok(disclosure) => disclosure,
            Err(why) => {
                found.push(Disclosed {
                    standing: Standing::Unreadable(why.to_string()),
                    path: String::new(),
                    kind: None,
                    value: Value::Null,
                });
                continue;
            }
        };
        let of = withheld.get(disclosure.path());
        let standing = match of {
            None => Standing::NotLeftOut,
            Some(of) if of.digest != disclosure.digest() => Standing::OtherDigest,
            Some(_) if !seen.insert(disclosure.path().to_owned()) => Standing::Again,
            Some(_) => Standing::Holds,
        };
        found.push(Disclosed {
            standing,
            path: disclosure.path().to_owned(),
            kind: of.map(|of| of.kind),
            value: disclosure.value().clone(),
        });
    }
    found
}

/// Why a report was not put together again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError {
    /// Something that was left out is not among what holds.
    #[error(
        "{missing} of {all} things that were left out are not among the disclosures that hold; the whole \
         report needs all of them"
    )]
    Incomplete {
        /// How many are missing.
        missing: usize,
        /// How many were left out.
        all: usize,
    },
    /// What was put together is no report.
    #[error("with what is disclosed it is no report: {0}")]
    Report(#[from] ReportError),
}

/// The report that a public edition was made of, put together from everything that it leaves out: its JSON as
/// it was, without its proof. Only disclosures that hold are put back.
///
/// # Errors
/// [`RestoreError`] when something is missing, or when what comes of it is no report.
pub fn restore<T: AsRef<str>>(
    public: &PublicReport,
    disclosures: &[T],
) -> Result<(Value, Report), RestoreError> {
    let mut document = public.report().clone();
    let mut put_back = 0;
    for each in disclose(public, disclosures) {
        if each.standing == Standing::Holds && put(&mut document, &each.path, each.value) {
            put_back += 1;
        }
    }
    let all = public.withheld().len();
    if put_back < all {
        let missing = all - put_back;
        return Err(RestoreError::Incomplete { missing, all });
    }
    let report = Report::from_value(document.clone())?;
    Ok((document, report))
}

/// Whether an edition is one of this signed report: by its digest, and by all that it shows of it. `signed` are
/// the bytes of the signed JSON, and `document` is what is in it.
#[must_use]
pub fn is_of(public: &PublicReport, signed: &[u8], document: &Value) -> bool {
    let mut document = document.clone();
    if let Some(object) = document.as_object_mut() {
        object.remove("proof");
    }
    let mut places = public.withheld().iter();
    let all_there = places.all(|each| put(&mut document, &each.path, Value::Null));
    all_there && public.of() == Sha256Digest::of(signed) && document == *public.report()
}

fn by_path(public: &PublicReport) -> BTreeMap<&str, &Withheld> {
    let withheld = public.withheld().iter();
    withheld.map(|each| (each.path.as_str(), each)).collect()
}
