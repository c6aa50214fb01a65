//! Reading a public edition: what it leaves out is left out, and nothing shows what follows from it.

use std::collections::BTreeSet;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::Value;

use super::choice::{FOLLOWS_FROM_AMOUNTS, risks, scores};
use super::disclosure::MOST;
use super::place::{For, fill, kind_of, risk_of};
use super::{FORMAT, Kind, PublicDocument, PublicReport, VERSION, Withheld};
use crate::document::{CONTEXT, Report, ReportError};

/// How many bytes of a path are shown.
const SHOWN: usize = 200;
/// The most parties that sign.
const MOST_PARTIES: usize = 100;

/// Why a JSON value is no public edition that can be shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PublicError {
    /// It is something else.
    #[error("this is no public edition of a report: its member \"format\" is not \"{FORMAT}\"")]
    Other,
    /// A newer Assay made it.
    #[error(
        "this public edition was made with a newer Assay (format version {0}, this one reads up to \
         {VERSION}): open it with a newer Assay"
    )]
    Newer(u64),
    /// A part of it is damaged; said which.
    #[error("this public edition is damaged: {0}")]
    Damaged(String),
    /// The report in it cannot be read.
    #[error("the report in this public edition cannot be read: {0}")]
    Report(#[from] ReportError),
    /// It leaves out what no edition does, such as a status.
    #[error("this public edition leaves out what cannot be left out, at {0}")]
    NotToLeaveOut(String),
    /// It says of another kind what it leaves out.
    #[error("this public edition gives a wrong kind for what it leaves out at {0}")]
    OtherKind(String),
    /// What it leaves out is not listed once each, in order.
    #[error("this public edition does not list once, in order, what it leaves out at {0}")]
    OutOfOrder(String),
    /// It leaves out something where nothing is.
    #[error("this public edition leaves out something where its report has no place, at {0}")]
    Nowhere(String),
    /// It says something where it leaves something out.
    #[error("this public edition says something where it leaves something out, at {0}")]
    SaysSomething(String),
    /// It shows something that follows from what it leaves out.
    #[error("this public edition shows what follows from amounts that it leaves out, at {0}")]
    ShowsAmount(String),
    /// It leaves out something that follows from what it shows.
    #[error("this public edition leaves out sums or an order of amounts that it shows, at {0}")]
    FollowsFromShown(String),
}

impl PublicReport {
    /// Reads a public edition, signed or not (a member `proof` is passed over).
    ///
    /// # Errors
    /// [`PublicError`] says what is wrong with it.
    pub fn from_value(mut value: Value) -> Result<Self, PublicError> {
        if value.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(PublicError::Other);
        }
        match value.get("version").and_then(Value::as_u64) {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => return Err(PublicError::Newer(newer)),
            _ => return Err(PublicError::Damaged(format!("version must be {VERSION}"))),
        }
        if let Some(object) = value.as_object_mut() {
            object.remove("proof");
        }
        let document = PublicDocument::deserialize(value);
        Self::try_from(document.map_err(|error| PublicError::Damaged(error.to_string()))?)
    }

    /// The report with stand-ins from which the rest of it follows, to be assembled again.
    pub(crate) fn to_check(&self) -> Option<Report> {
        let filled = filled(&self.document, For::Checking);
        Report::from_value(filled).ok()
    }
}

impl TryFrom<PublicDocument> for PublicReport {
    type Error = PublicError;

    fn try_from(document: PublicDocument) -> Result<Self, PublicError> {
        frame(&document)?;
        let mut before: Option<&str> = None;
        for each in &document.withheld {
            place(each, &document.report)?;
            if before.is_some_and(|before| before >= each.path.as_str()) {
                return Err(PublicError::OutOfOrder(short(&each.path)));
            }
            before = Some(&each.path);
        }
        let shown = Report::from_value(filled(&document, For::Drawing))?;
        amounts(&document, &shown)?;
        let public = Self {
            document,
            shown: Box::new(shown),
        };
        // What cannot be assembled again could not be checked.
        Report::from_value(filled(&public.document, For::Checking))?;
        Ok(public)
    }
}

fn frame(document: &PublicDocument) -> Result<(), PublicError> {
    let damaged = |why: String| Err(PublicError::Damaged(why));
    if document.format != FORMAT || document.version != VERSION {
        return Err(PublicError::Other);
    }
    if !document.context.iter().any(|context| context == CONTEXT) {
        return damaged(format!("@context must hold {CONTEXT}"));
    }
    if document.signing_parties.len() > MOST_PARTIES {
        return damaged(format!("more than {MOST_PARTIES} parties are to sign"));
    }
    if document.withheld.is_empty() || document.withheld.len() > MOST {
        return damaged(format!("it must leave out 1 to {MOST} things"));
    }
    if document.report.get("proof").is_some() {
        return damaged("the report in it has a proof, which is none of what it shows".to_owned());
    }
    Ok(())
}

fn place(each: &Withheld, report: &Value) -> Result<(), PublicError> {
    let path = || short(&each.path);
    match kind_of(&each.path) {
        None => return Err(PublicError::NotToLeaveOut(path())),
        Some(kind) if kind != each.kind => return Err(PublicError::OtherKind(path())),
        Some(_) => {}
    }
    let digest = URL_SAFE_NO_PAD.decode(&each.digest);
    if !digest.is_ok_and(|digest| digest.len() == 32) {
        let why = format!("the digest at {} is none of SHA-256 in base64url", path());
        return Err(PublicError::Damaged(why));
    }
    match report.pointer(&each.path) {
        None => Err(PublicError::Nowhere(path())),
        Some(Value::Null) => Ok(()),
        Some(_) => Err(PublicError::SaysSomething(path())),
    }
}

/// The report of an edition with a stand-in in each place of what is left out.
fn filled(document: &PublicDocument, purpose: For) -> Value {
    let mut report = document.report.clone();
    for each in &document.withheld {
        fill(&mut report, &each.path, &document.report, purpose);
    }
    report
}

/// Whether amounts are left out as a whole: all of them with the scales, or all of a risk with its levels.
/// Otherwise what is shown would say what is left out, or a risk would look as if nobody had scored it.
fn amounts(document: &PublicDocument, shown: &Report) -> Result<(), PublicError> {
    let report = &document.report;
    let withheld = document.withheld.iter();
    let withheld: BTreeSet<&str> = withheld.map(|each| each.path.as_str()).collect();
    let shows = |path: &str| report.pointer(path).is_some_and(|value| !value.is_null());
    let must_not_show = |path: String| match shows(&path) {
        true => Err(PublicError::ShowsAmount(path)),
        false => Ok(()),
    };
    let any = |kind: Kind| document.withheld.iter().any(|each| each.kind == kind);
    for place in FOLLOWS_FROM_AMOUNTS {
        if any(Kind::Amount) {
            must_not_show(place.to_owned())?;
        } else if withheld.contains(place) && place != "/findings" {
            return Err(PublicError::FollowsFromShown(place.to_owned()));
        }
    }
    let all = withheld.iter().any(|path| path.starts_with("/scales/"));
    for level in 0..shown.scales.levels.len() {
        if all {
            must_not_show(format!("/scales/levels/{level}/impact"))?;
        }
    }
    let touched: BTreeSet<String> = document
        .withheld
        .iter()
        .filter(|each| each.kind == Kind::Amount)
        .filter_map(|each| risk_of(&each.path))
        .collect();
    for (at, risk) in risks(shown) {
        let of_mitigation =
            ["mitigationCost", "removed", "worthHundredths"].map(|name| format!("{at}/{name}"));
        let of_scores = scores(&at, risk);
        if all {
            for (at, _) in &of_scores {
                let (impact, rating) = (format!("{at}/impact"), format!("{at}/rating"));
                for of_one in [&impact, &rating] {
                    if withheld.contains(of_one.as_str()) {
                        return Err(PublicError::FollowsFromShown(of_one.clone()));
                    }
                }
                must_not_show(format!("{impact}/amount"))?;
                let factors = report.pointer(&format!("{impact}/factors"));
                let factors = factors.and_then(Value::as_array).map_or(0, Vec::len);
                for index in 0..factors {
                    must_not_show(format!("{impact}/factors/{index}/amount"))?;
                }
                must_not_show(format!("{at}/exposure"))?;
            }
            of_mitigation.into_iter().try_for_each(must_not_show)?;
            continue;
        }
        if touched.contains(&at) {
            for (at, _) in &of_scores {
                for name in ["impact", "exposure", "rating"] {
                    must_not_show(format!("{at}/{name}"))?;
                }
            }
            of_mitigation.into_iter().try_for_each(must_not_show)?;
        }
    }
    Ok(())
}

fn short(path: &str) -> String {
    path.chars().take(SHOWN).collect()
}
