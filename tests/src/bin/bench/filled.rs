//! An assessment with every control and risk filled, and 500 items of evidence.

use assay_assessment::{
    Assessment, AssessmentId, Edit, EditionReference, Evidence, EvidenceId, EvidenceKind, Method,
    Opening, Picture, Record, RiskFinding, Sha256Digest, Status, TextChange, Timestamp, Treatment,
    UtcOffset, backup, example,
};
use assay_catalog::{Catalog, Editions};

use crate::Failure;

/// What it holds.
pub(crate) const WORDS: &str =
    "64 controls and 74 risks, each with a note, and 500 items of evidence, 100 of them files";

/// How many items of evidence it has.
const EVIDENCE_ITEMS: usize = 500;

/// Every which item is a file.
const FILE_EVERY: usize = 5;

/// How many bytes a file has.
const FILE_BYTES: usize = 20_000;

/// What stands in each note, as long as notes are that somebody wrote with care.
const NOTE: &str = "Read on site, and tried out with the engineer on duty.

- The **process handbook** (version 12) names an owner and a goal for each tool.
- The [inventory](https://inventory.example.org/) is complete for 14 of 16 machines.

| Machine | Seen on | Version |
| --- | --- | --- |
| validator-01 | 2026-10-02 | 5.3.1 |
| validator-02 | 2026-10-02 | 5.3.1 |

The two machines that are missing are test machines without keys; the operator adds them by December.";

/// The assessment as a backup file.
pub(crate) fn backup() -> Result<Vec<u8>, Failure> {
    let catalog = Editions::bundled_draft();
    let at = Timestamp::from_milliseconds(1_795_000_000_000);
    let id = AssessmentId::from_random([7; 16]);
    let example = example::open(id.clone(), at, UtcOffset::UTC, catalog)?;
    // The example brings details, scales, and findings to fill up from.
    let begun = example.record.assessment();
    let mut edits = begun.rebuilding_edits();
    edits.extend(findings(begun, catalog));
    let mut files = Vec::new();
    for file in example.files {
        files.push((file.sha256, file.bytes.to_vec()));
    }
    for index in begun.evidence().len()..EVIDENCE_ITEMS {
        let kind = if index % FILE_EVERY == 0 {
            let bytes = contents(index);
            let sha256 = Sha256Digest::of(&bytes);
            files.push((sha256, bytes));
            EvidenceKind::File {
                name: format!("configuration-{index}.txt"),
                media_type: "text/plain".to_owned(),
                size: u64::try_from(FILE_BYTES)?,
                sha256,
            }
        } else {
            let address = format!("https://evidence.example.org/{index}").parse()?;
            EvidenceKind::Link { address }
        };
        let control = &catalog.controls()[index % catalog.controls().len()];
        let item = Evidence {
            kind,
            title: format!("Item {index}"),
            description: String::new(),
            method: Some(Method::Examine),
            captured_on: Some(at.day(UtcOffset::UTC)),
            added_at: at,
            controls: [control.id().clone()].into(),
            risks: [].into(),
            picture: Picture::default(),
        };
        let id = EvidenceId::from_random(u128::try_from(index)?.to_be_bytes());
        edits.push(Edit::AddEvidence { id, item });
    }

    let opening = Opening {
        assessment: id,
        edition: EditionReference::of(catalog),
        example: false,
        carried_from: None,
    };
    let mut record = Record::open(opening, at, "Bench", catalog);
    for edit in edits {
        record.perform(edit, at, "Bench")?;
    }
    Ok(backup::write(&record, files, at)?.bytes)
}

/// What fills every control and every risk that is not filled yet, and gives each the note.
fn findings(begun: &Assessment, catalog: &Catalog) -> Vec<Edit> {
    let mut edits = Vec::new();
    for control in catalog.controls() {
        let control = control.id().clone();
        let finding = begun.control(&control);
        if finding.status == Status::NotTested {
            edits.push(Edit::SetControlStatus {
                control: control.clone(),
                status: Status::Implemented,
            });
            edits.push(Edit::SetControlMethods {
                control: control.clone(),
                methods: [Method::Examine, Method::Test].into(),
            });
        }
        if let Some(change) = TextChange::between(&finding.note, NOTE) {
            edits.push(Edit::ChangeControlNote { control, change });
        }
    }
    let is_scored = |finding: &RiskFinding| finding.residual.impact.is_some();
    let risks: Vec<_> = catalog.active_risks().map(|risk| risk.id()).collect();
    let scored = risks.iter().map(|risk| begun.risk(*risk)).find(is_scored);
    let scored = scored.unwrap_or_default();
    for risk in risks {
        let finding = begun.risk(risk);
        if !is_scored(&finding) {
            edits.push(Edit::SetInherentScore {
                risk,
                score: scored.inherent,
            });
            edits.push(Edit::SetResidualScore {
                risk,
                score: scored.residual,
            });
            edits.push(Edit::SetTreatment {
                risk,
                treatment: Some(Treatment::Mitigate),
            });
        }
        if let Some(change) = TextChange::between(&finding.note, NOTE) {
            edits.push(Edit::ChangeRiskNote { risk, change });
        }
    }
    edits
}

/// A file's bytes, other ones for each number.
fn contents(number: usize) -> Vec<u8> {
    let line = format!("validator-{number}.remote_signer = true\n");
    line.bytes().cycle().take(FILE_BYTES).collect()
}
