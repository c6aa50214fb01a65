//! A public edition out of a report.

use std::collections::BTreeSet;

use assay_assessment::{Sha256Digest, Timestamp};
use serde_json::Value;

use super::disclosure::{Disclosure, Disclosures};
use super::place::put;
use super::{
    FORMAT, Kind, PublicDocument, PublicError, PublicReport, Selection, VERSION, Withheld,
};
use crate::GENERATOR;
use crate::document::{CONTEXT, Report, ReportError, SigningParty};

/// The most places that are named where something left out is still said.
const MOST_STILL_SAID: usize = 100;
/// The most different texts that are looked for.
const MOST_LOOKED_FOR: usize = 1_000;
/// A text that is shorter stands in too many others by chance, in characters.
const SHORTEST_LOOKED_FOR: usize = 3;

/// With what a public edition is made.
#[derive(Debug, Clone, Copy)]
pub struct Making<'a> {
    /// SHA-256 of the signed JSON of the report.
    pub of: Sha256Digest,
    /// What is left out.
    pub selection: &'a Selection,
    /// 32 random bytes from which the salts are made. Whoever knows them can guess what is left out.
    pub seed: &'a [u8; 32],
    /// When it is made.
    pub generated_at: Timestamp,
    /// Who is meant to sign it.
    pub signing_parties: &'a [SigningParty],
}

/// A public edition, and what it leaves out.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// What is published.
    pub public: PublicReport,
    /// What its maker keeps.
    pub disclosures: Disclosures,
    /// Where names that are left out at one place still stand at another; at most 100 places.
    pub still_said: Vec<StillSaid>,
}

/// Something that is left out and said all the same, in a text that is not left out.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct StillSaid {
    /// Where it is left out (JSON Pointer, RFC 6901).
    pub withheld: String,
    /// The text.
    pub text: String,
    /// Where it is said, in the public edition.
    pub place: String,
}

/// Why no public edition was made.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// The document is no report.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// Nothing can be chosen by a path.
    #[error(
        "nothing of this report can be left out by the path {0}; choose one that the report has"
    )]
    NoSuchChoice(String),
    /// Nothing is left out.
    #[error("nothing would be left out; choose what is, or hand over the report itself")]
    Nothing,
    /// A disclosure has no JSON form.
    #[error("what is left out could not be written: {0}")]
    Json(#[from] serde_json::Error),
    /// What was made is no public edition.
    #[error("the public edition that was made cannot be read back: {0}. Please report this")]
    NotAsMade(#[from] PublicError),
}

impl PublicReport {
    /// Makes the public edition of a report, and what it leaves out. `report` is the report as JSON, signed or
    /// not. The same arguments give the same edition.
    ///
    /// # Errors
    /// [`MakeError`] says why none was made.
    pub fn make(report: &Value, making: &Making<'_>) -> Result<Made, MakeError> {
        let whole = Report::from_value(report.clone())?;
        let places = making.selection.places(&whole, making.signing_parties);
        let places = places.map_err(MakeError::NoSuchChoice)?;
        let mut document = report.clone();
        if let Some(object) = document.as_object_mut() {
            object.remove("proof");
        }
        let (mut withheld, mut disclosures) = (Vec::new(), Vec::new());
        for (path, kind) in places {
            // A later edition of the format may lack what this one has; then nothing stands there.
            let Some(value) = document.pointer(&path).filter(|value| !value.is_null()) else {
                continue;
            };
            let disclosure = Disclosure::of(making.seed, making.of, &path, value)?;
            withheld.push(Withheld {
                path,
                kind,
                digest: disclosure.digest(),
            });
            disclosures.push(disclosure);
        }
        if withheld.is_empty() {
            return Err(MakeError::Nothing);
        }
        for each in &withheld {
            put(&mut document, &each.path, Value::Null);
        }
        let still_said = still_said(&document, &withheld, &disclosures);
        let public = PublicReport::try_from(PublicDocument {
            context: vec![CONTEXT.to_owned()],
            format: FORMAT.to_owned(),
            version: VERSION,
            of: making.of,
            generated_at: making.generated_at.rfc3339(),
            generator: GENERATOR.to_owned(),
            signing_parties: making.signing_parties.to_vec(),
            report: document,
            withheld,
        })?;
        Ok(Made {
            public,
            disclosures: Disclosures {
                of: making.of,
                all: disclosures,
            },
            still_said,
        })
    }
}

/// Looks for names and titles that are left out in what is not.
fn still_said(report: &Value, withheld: &[Withheld], disclosures: &[Disclosure]) -> Vec<StillSaid> {
    let mut texts = Vec::new();
    strings(report, String::new(), &mut texts);
    let all = texts
        .iter()
        .map(|(_, text)| *text)
        .collect::<Vec<_>>()
        .join("\n");
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for (each, disclosure) in withheld.iter().zip(disclosures) {
        // What somebody's role is called is a common word.
        let is_role = each.path.ends_with("/role");
        let is_name = matches!(each.kind, Kind::EvidenceName | Kind::Person) && !is_role
            || each.path.ends_with("/title");
        let Some(text) = disclosure.value().as_str().map(str::trim) else {
            continue;
        };
        if !is_name || text.chars().count() < SHORTEST_LOOKED_FOR || !seen.insert(text) {
            continue;
        }
        if seen.len() > MOST_LOOKED_FOR || found.len() >= MOST_STILL_SAID {
            break;
        }
        if !all.contains(text) {
            continue;
        }
        let places = texts.iter().filter(|(_, said)| said.contains(text));
        let places = places.take(MOST_STILL_SAID - found.len());
        found.extend(places.map(|(place, _)| StillSaid {
            withheld: each.path.clone(),
            text: text.to_owned(),
            place: place.clone(),
        }));
    }
    found
}

/// Every text in a value, with its place. Values of JSON that were read are not deep.
fn strings<'v>(value: &'v Value, place: String, found: &mut Vec<(String, &'v str)>) {
    match value {
        Value::String(text) => found.push((place, text)),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                strings(item, format!("{place}/{index}"), found);
            }
        }
        Value::Object(members) => {
            for (name, item) in members {
                strings(item, format!("{place}/{name}"), found);
            }
        }
        _ => {}
    }
}
