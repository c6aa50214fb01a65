//! The example assessment: complete enough to show every screen, and invented from end to end.
//!
//! Its content is `example/example.json`, with the days as they stand on one day ("today" in that
//! file); [`open`] moves all of them so that they stand so on the day on which it is opened.

use std::collections::BTreeMap;

use assay_catalog::{Catalog, ControlId, RiskId};
use serde::Deserialize;

use crate::{
    Action, ActionId, ActionState, Assessment, AssessmentId, ControlFinding, Day, Deficiency,
    DeficiencyId, DeficiencyTerms, DeficiencyText, Details, EditError, EditionReference,
    Engagement, Evidence, EvidenceId, EvidenceKind, LinkAddress, Method, Opening, Picture, Record,
    RiskFinding, Scales, Sha256Digest, Timestamp, UtcOffset,
};

/// The example, ready to be stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The assessment, marked as an example, with its journal. Nothing in it can be taken back.
    pub record: Record,
    /// The files of its evidence library, for the evidence store.
    pub files: Vec<ExampleFile>,
}

/// A file that comes with the example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExampleFile {
    /// The digest of the bytes, by which the evidence names the file.
    pub sha256: Sha256Digest,
    /// The file's name.
    pub name: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
}

/// Why the example cannot be opened: it was made for another catalog.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExampleError {
    /// The content cannot be read.
    #[error("the example cannot be read: {0}")]
    Unreadable(String),
    /// The content names a file that does not come with it.
    #[error("the example names the file {0:?}, which does not come with it")]
    UnknownFile(String),
    /// The content does not fit the catalog.
    #[error("the example does not fit this catalog: {0}")]
    Edit(#[from] EditError),
}

const CONTENT: &str = include_str!("../example/example.json");

/// The names and bytes of the files in `example/files/`.
const FILES: [(&str, &[u8]); 8] = [
    (
        "access-review.csv",
        include_bytes!("../example/files/access-review.csv"),
    ),
    (
        "alert-rules.json",
        include_bytes!("../example/files/alert-rules.json"),
    ),
    (
        "client-distribution.csv",
        include_bytes!("../example/files/client-distribution.csv"),
    ),
    (
        "incident-simulation.txt",
        include_bytes!("../example/files/incident-simulation.txt"),
    ),
    (
        "network-segments.svg",
        include_bytes!("../example/files/network-segments.svg"),
    ),
    (
        "port-scan.txt",
        include_bytes!("../example/files/port-scan.txt"),
    ),
    (
        "restore-test.txt",
        include_bytes!("../example/files/restore-test.txt"),
    ),
    (
        "slashing-protection.json",
        include_bytes!("../example/files/slashing-protection.json"),
    ),
];

/// Opens the example under an identifier of the caller's, where the clock is `offset` ahead of UTC.
/// The same arguments give the same bytes.
///
/// # Errors
/// [`ExampleError`] with a catalog that lacks a control or a risk of the bundled one.
pub fn open(
    id: AssessmentId,
    at: Timestamp,
    offset: UtcOffset,
    catalog: &'static Catalog,
) -> Result<Example, ExampleError> {
    let opening = Opening {
        assessment: id,
        edition: EditionReference::of(catalog),
        example: true,
        carried_from: None,
    };
    let content: Content = serde_json::from_str(CONTENT)
        .map_err(|error| ExampleError::Unreadable(error.to_string()))?;
    let lead = content.details.assessors.first();
    let by = lead.map(|lead| lead.name.clone()).unwrap_or_default();
    let assessment = content.into_assessment(opening.clone(), at, offset)?;
    let edits = assessment.rebuilding_edits();
    Ok(Example {
        record: Record::made_of(opening, edits, at, &by, catalog)?,
        files: files().collect(),
    })
}

fn files() -> impl Iterator<Item = ExampleFile> {
    FILES.into_iter().map(|(name, bytes)| ExampleFile {
        sha256: Sha256Digest::of(bytes),
        name,
        bytes,
    })
}

/// The shape of `example.json`: that of an assessment, but that evidence and actions are lists
/// without identifiers, and that a file is only named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    today: Day,
    details: Details,
    engagement: Engagement,
    scales: Scales,
    controls: BTreeMap<ControlId, ControlFinding>,
    risks: BTreeMap<RiskId, RiskFinding>,
    evidence: Vec<Item>,
    actions: Vec<Action>,
    deficiencies: Vec<Found>,
}

/// A deficiency, with the actions that answer it by their place in the list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Found {
    terms: DeficiencyTerms,
    texts: BTreeMap<DeficiencyText, String>,
    answered_by: Vec<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Item {
    #[serde(default)]
    file: Option<String>,
    #[serde(default)]
    media_type: String,
    #[serde(default)]
    link: Option<LinkAddress>,
    title: String,
    description: String,
    method: Method,
    captured_on: Day,
    controls: Vec<ControlId>,
    risks: Vec<RiskId>,
}

impl Content {
    fn into_assessment(
        self,
        opening: Opening,
        at: Timestamp,
        offset: UtcOffset,
    ) -> Result<Assessment, ExampleError> {
        let days = at.day(offset).days_since(self.today);
        let shift = |day: &mut Day| *day = day.plus_days(days);
        let mut details = self.details;
        let period = &mut details.period;
        period.from.iter_mut().chain(&mut period.to).for_each(shift);
        let mut engagement = self.engagement;
        let terms = &mut engagement.terms;
        let days = terms.dated.iter_mut().chain(&mut terms.asserted_on);
        days.for_each(shift);
        let mut controls = self.controls;
        for finding in controls.values_mut() {
            if let Some(assessed) = &mut finding.assessed {
                shift(&mut assessed.on);
            }
            for procedure in finding.procedures.values_mut() {
                let period = &mut procedure.sample.period;
                period.from.iter_mut().chain(&mut period.to).for_each(shift);
            }
        }
        let mut risks = self.risks;
        for risk in risks.values_mut() {
            risk.due.iter_mut().for_each(shift);
            if let Some(acceptance) = &mut risk.acceptance {
                shift(&mut acceptance.on);
                acceptance.until.iter_mut().for_each(shift);
            }
        }
        let mut evidence = BTreeMap::new();
        for (number, mut item) in (0..).zip(self.evidence) {
            shift(&mut item.captured_on);
            evidence.insert(
                EvidenceId::from_random(drawn("evidence", number)),
                item.into_evidence(at)?,
            );
        }
        let mut actions = BTreeMap::new();
        for (number, mut action) in (0..).zip(self.actions) {
            action.due.iter_mut().for_each(shift);
            if let ActionState::Done { on } = &mut action.state {
                shift(on);
            }
            actions.insert(ActionId::from_random(drawn("action", number)), action);
        }
        let mut deficiencies = BTreeMap::new();
        for (number, mut found) in (0..).zip(self.deficiencies) {
            found.terms.responded_on.iter_mut().for_each(shift);
            let answered_by = found.answered_by.into_iter();
            found.terms.actions = answered_by
                .map(|action| ActionId::from_random(drawn("action", action)))
                .collect();
            deficiencies.insert(
                DeficiencyId::from_random(drawn("deficiency", number)),
                Deficiency {
                    terms: found.terms,
                    texts: found.texts,
                },
            );
        }
        Ok(Assessment {
            details,
            engagement,
            scales: self.scales,
            controls,
            risks,
            evidence,
            actions,
            deficiencies,
            ..Assessment::open(opening)
        })
    }
}

impl Item {
    fn into_evidence(self, at: Timestamp) -> Result<Evidence, ExampleError> {
        let kind = match (self.file, self.link) {
            (_, Some(address)) => EvidenceKind::Link { address },
            (name, None) => {
                let name = name.unwrap_or_default();
                let Some(file) = files().find(|file| file.name == name) else {
                    return Err(ExampleError::UnknownFile(name));
                };
                EvidenceKind::File {
                    name,
                    media_type: self.media_type,
                    size: file.bytes.len() as u64,
                    sha256: file.sha256,
                }
            }
        };
        Ok(Evidence {
            kind,
            title: self.title,
            description: self.description,
            method: Some(self.method),
            captured_on: Some(self.captured_on),
            added_at: at,
            controls: self.controls.into_iter().collect(),
            risks: self.risks.into_iter().collect(),
            picture: Picture::default(),
        })
    }
}

/// Bytes for an identifier. They need not be drawn by chance: an identifier only tells the items
/// of one assessment apart.
fn drawn(kind: &str, number: u32) -> [u8; 16] {
    let digest = Sha256Digest::of(format!("example {kind} {number:03}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.as_bytes()[..16]);
    bytes
}
