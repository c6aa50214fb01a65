//! Large assessments, of made up words. The usual one is as large as one against all of NIST SP 800-53: 1,007 controls
//! with parts and guidance, 500 risks of the assessor's own, 5,000 items of evidence.

use assay_assessment::{
    AssessmentId, Details, Edit, EditError, EditionReference, Evidence, EvidenceId, EvidenceKind,
    Impact, Method, Opening, Operator, OwnRisk, Picture, Probability, Record, ScaleLevel, Score,
    Status, TextChange, Timestamp, Treatment, UtcOffset,
};
use assay_catalog::{Catalog, CatalogError, ControlId, Editions, RiskId};
use serde_json::{Value, json};

/// How many controls the edition has.
pub const CONTROLS: usize = 1_007;

/// How many risks the assessor added.
pub const OWN_RISKS: usize = 500;

/// How many items of evidence there are.
pub const EVIDENCE_ITEMS: usize = 5_000;

/// How many controls have a long note where documents are measured.
pub const LONG_NOTES: usize = 1_200;

/// How many bytes a long note has.
pub const LONG_NOTE_BYTES: usize = 10_000;

/// A part of a long note, as somebody writes who writes a lot.
const PART_OF_NOTE: &str = "## What was looked at

Read on site, and tried out with the engineer on duty. The **process handbook** (version 12) names an owner and a goal
for each tool, and the inventory is complete for 14 of 16 machines.

- The two machines that are missing are test machines without keys.
- The operator adds them by December.

| Machine | Seen on | Version |
| --- | --- | --- |
| validator-01 | 2026-10-02 | 5.3.1 |
| validator-02 | 2026-10-02 | 5.3.1 |

";

/// How large an assessment is.
#[derive(Debug, Clone)]
pub struct Size {
    /// How many controls the edition has.
    pub controls: usize,
    /// How many risks the assessor added.
    pub own_risks: usize,
    /// How many items of evidence there are.
    pub evidence: usize,
    /// The note of each control and each risk.
    pub note: String,
}

impl Size {
    /// That of [`LONG_NOTES`] controls with a note of [`LONG_NOTE_BYTES`] each, and nothing else.
    #[must_use]
    pub fn of_long_notes() -> Self {
        Self {
            controls: LONG_NOTES,
            own_risks: 0,
            evidence: 0,
            note: PART_OF_NOTE.chars().cycle().take(LONG_NOTE_BYTES).collect(),
        }
    }
}

impl Default for Size {
    fn default() -> Self {
        Self {
            controls: CONTROLS,
            own_risks: OWN_RISKS,
            evidence: EVIDENCE_ITEMS,
            note: NOTE.to_owned(),
        }
    }
}

/// How many controls a section and a group have.
const IN_SECTION: usize = 50;
const IN_GROUP: usize = 5;

/// What stands in each note.
const NOTE: &str = "Read on site, and tried out with the engineer on duty.

- The **process handbook** names an owner for each tool.
- The inventory is complete for 14 of 16 machines; the others hold no keys.";

/// Words for texts; which ones stand in a text follows from its number.
const WORDS: [&str; 24] = [
    "account",
    "review",
    "policy",
    "network",
    "record",
    "access",
    "system",
    "privilege",
    "monitor",
    "update",
    "boundary",
    "incident",
    "media",
    "training",
    "supplier",
    "session",
    "backup",
    "configuration",
    "integrity",
    "recovery",
    "physical",
    "identity",
    "audit",
    "notice",
];

/// Why there is no such assessment.
#[derive(Debug, thiserror::Error)]
pub enum LargeError {
    /// The edition is none.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
    /// An edit was refused.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// An identifier or an address is none, which it names.
    #[error("{0} is no identifier or address")]
    Name(String),
}

/// An edition with so many controls.
///
/// # Errors
/// [`LargeError::Catalog`], which would be an error of this generator.
pub fn edition(controls: usize) -> Result<&'static Catalog, LargeError> {
    let numbers: Vec<usize> = (0..controls).collect();
    let sections: Vec<Value> = numbers
        .chunks(IN_SECTION)
        .enumerate()
        .map(|(number, controls)| {
            let groups: Vec<Value> = controls.chunks(IN_GROUP).map(group).collect();
            let title = format!("Family {} of {}s", number + 1, word(number));
            json!({ "id": format!("sec-{number}"), "title": title, "groups": groups })
        })
        .collect();
    let file = json!({
        "edition": {
            "format": "assay-edition/1",
            "name": "Large - A catalog for measuring", "version": "1", "date": "2026-11-01",
            "status": "release",
            "publisher": "Example", "licence": "Apache-2.0",
            "copyright": "Copyright 2026, Example", "url": "https://example.org",
            "levels": [{ "name": "REQUIRED", "mandatory": true }],
            "provenance": {
                "source": "Made to measure with.",
                "verbatim": [], "summaries": [], "changes": [], "omissions": [],
            },
        },
        "frameworks": {},
        "controls": { "sections": sections },
        "risks": {}, "mitigations": {}, "glossary": {},
    });
    Ok(Editions::bundled().add(&file.to_string())?)
}

fn word(number: usize) -> &'static str {
    WORDS[number % WORDS.len()]
}

/// A text of so many words.
fn text(number: usize, words: usize) -> String {
    let words = (0..words).map(|place| word(number.wrapping_mul(7) + place * (number % 5 + 1)));
    words.collect::<Vec<_>>().join(" ")
}

fn group(controls: &[usize]) -> Value {
    let first = controls.first().copied().unwrap_or_default();
    let control = |number: &usize| {
        json!({
            "id": format!("lc-{number}"),
            "level": "REQUIRED",
            "short_title": format!("LC-{number} {}", text(*number, 3)),
            "title_published": true,
            "statement": format!("The organization takes care of {}:", text(*number, 6)),
            "parts": [
                { "text": format!("a. {}", text(number + 1, 14)),
                  "list": [format!("1. {}", text(number + 2, 9)), format!("2. {}", text(number + 3, 9))] },
                format!("b. {}", text(number + 4, 16)),
                format!("c. {}", text(number + 5, 12)),
            ],
            "guidance": [{ "text": text(number + 6, 90) }],
        })
    };
    json!({
        "id": format!("grp-{first}"),
        "title": format!("LC-{first} {}", text(first, 3)),
        "controls": controls.iter().map(control).collect::<Vec<_>>(),
    })
}

/// The usual assessment, with something found of every control and risk.
///
/// # Errors
/// [`LargeError`], which would be an error of this generator.
pub fn record() -> Result<Record, LargeError> {
    record_of(&Size::default())
}

/// An assessment of this size, with something found of every control and risk.
///
/// # Errors
/// [`LargeError`], which would be an error of this generator.
pub fn record_of(size: &Size) -> Result<Record, LargeError> {
    let catalog = edition(size.controls)?;
    let at = Timestamp::from_milliseconds(1_795_000_000_000);
    let opening = Opening {
        assessment: AssessmentId::from_random([9; 16]),
        edition: EditionReference::of(catalog),
        example: false,
        carried_from: None,
    };
    let mut record = Record::open(opening, at, "Bench", catalog);
    let details = Details {
        title: "Large".to_owned(),
        operator: Operator {
            name: "Nordlicht Staking".to_owned(),
            ..Operator::default()
        },
        ..Details::default()
    };
    let mut edits = vec![Edit::SetDetails { details }];
    for (number, control) in catalog.controls().iter().enumerate() {
        edits.extend(findings(number, control.id(), &size.note));
    }
    for number in 0..size.own_risks {
        edits.extend(own_risk(number, catalog, &size.note)?);
    }
    for number in 0..size.evidence {
        edits.push(evidence(number, catalog, at)?);
    }
    for edit in edits {
        record.perform(edit, at, "Bench")?;
    }
    Ok(record)
}

fn findings(number: usize, control: &ControlId, note: &str) -> Vec<Edit> {
    let status = match number % 9 {
        3 => Status::Partial,
        5 => Status::NotApplicable,
        7 => Status::NotTested,
        _ => Status::Implemented,
    };
    let mut edits = vec![
        Edit::SetControlStatus {
            control: control.clone(),
            status,
        },
        Edit::SetControlReason {
            control: control.clone(),
            reason: text(number, 12),
        },
        Edit::SetControlMethods {
            control: control.clone(),
            methods: [Method::Examine, Method::Test].into(),
        },
    ];
    edits.extend(
        TextChange::between("", note).map(|change| Edit::ChangeControlNote {
            control: control.clone(),
            change,
        }),
    );
    edits
}

fn own_risk(number: usize, catalog: &Catalog, note: &str) -> Result<Vec<Edit>, LargeError> {
    let id = format!("OWN{}", number + 1);
    let risk = RiskId::parse(&id).map_err(|_| LargeError::Name(id))?;
    let controls = catalog.controls();
    let addressing = [0, 331, 662].map(|step| (number * 2 + step) % controls.len());
    let own = OwnRisk {
        title: text(number, 5),
        category: format!("Risks of {}", word(number / 40)),
        description: text(number + 9, 30),
        controls: addressing
            .into_iter()
            .filter_map(|place| Some(controls.get(place)?.id().clone()))
            .collect(),
    };
    let level = |place: usize| ScaleLevel::ALL[place % ScaleLevel::ALL.len()];
    let score = |probability: usize, impact: usize| Score {
        probability: Some(Probability::Level(level(probability))),
        impact: Some(Impact::Level(level(impact))),
    };
    let mut edits = vec![
        Edit::SetOwnRisk {
            risk,
            own: Some(Box::new(own)),
        },
        Edit::SetInherentScore {
            risk,
            score: score(number + 2, number / 5 + 1),
        },
        Edit::SetResidualScore {
            risk,
            score: score(number, number / 5),
        },
        Edit::SetTreatment {
            risk,
            treatment: Some(Treatment::Mitigate),
        },
    ];
    edits.extend(TextChange::between("", note).map(|change| Edit::ChangeRiskNote { risk, change }));
    Ok(edits)
}

fn evidence(number: usize, catalog: &Catalog, at: Timestamp) -> Result<Edit, LargeError> {
    let address = format!("https://evidence.example.org/{number}");
    let kind = EvidenceKind::Link {
        address: address.parse().map_err(|_| LargeError::Name(address))?,
    };
    let controls = catalog.controls();
    let control = controls.get(number % controls.len());
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&(number as u64).to_be_bytes());
    Ok(Edit::AddEvidence {
        id: EvidenceId::from_random(bytes),
        item: Evidence {
            kind,
            title: format!("Item {number}: {}", text(number, 4)),
            description: String::new(),
            method: Some(Method::Examine),
            captured_on: Some(at.day(UtcOffset::UTC)),
            added_at: at,
            controls: control
                .map(|control| control.id().clone())
                .into_iter()
                .collect(),
            risks: [].into(),
            picture: Picture::default(),
        },
    })
}
