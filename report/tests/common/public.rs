//! Reports of which there are public editions, and the editions.

#![allow(dead_code, reason = "each test file uses its own part of it")]

use assay_assessment::{
    AssessmentId, BasisPoints, Edit, EvidencePresence, Impact, Money, OwnRisk, Probability, Score,
    Sha256Digest, Timestamp, UtcOffset, example,
};
use assay_catalog::{Catalog, Editions};
use assay_report::chart::{Shape, draw};
use assay_report::document::{Circumstances, Presentation, Report, SigningParty};
use assay_report::outline::{Block, Inline, Outline, plain_text};
use assay_report::public::{Kind, Made, MakeError, Making, PublicReport, Selection};
use serde_json::Value;

use super::blocks::walk;
use super::{self as common, Filling, NOW};

/// The bytes of the signed report, as far as an edition knows them.
pub(crate) const OF: &[u8] = b"the signed report";

/// The filled report with risks of the assessor's own.
pub(crate) fn own() -> Report {
    let mut assessment = common::assessment(&Filling::default());
    let catalog = Editions::bundled_draft();
    for (id, category, amount) in [("OWN1", "", 9_000_000), ("OWN2", "Weather", 8_000_000)] {
        let own = OwnRisk {
            title: format!("A risk of our own, {id}"),
            category: category.to_owned(),
            description: format!("The landlord of {id} may cancel the lease."),
            controls: ["req-encrypt-data".parse().unwrap()].into(),
        };
        let own = Edit::SetOwnRisk {
            risk: id.parse().unwrap(),
            own: Some(Box::new(own)),
        };
        let score = Edit::SetInherentScore {
            risk: id.parse().unwrap(),
            score: Score {
                probability: Some(Probability::Exact(BasisPoints::new(9_900).unwrap())),
                impact: Some(Impact::Exact(Money::from_minor_units(amount).unwrap())),
            },
        };
        for edit in [own, score] {
            let _undo = edit.apply(&mut assessment, catalog).unwrap();
        }
    }
    let risk = catalog.active_risks().nth(2).unwrap().id();
    let note = Edit::risk_note(&assessment, risk, "A **note** of a risk.").unwrap();
    let _undo = note.apply(&mut assessment, catalog).unwrap();
    common::report_on(&assessment)
}

/// An edition that has nearly nothing of what the example was assessed against.
const SMALL: &str = r#"{
    "edition": {
        "format": "assay-edition/1",
        "name": "Small", "version": "1", "date": "2026-11-01", "status": "release",
        "levels": [{"name": "REQUIRED", "mandatory": true}],
        "publisher": "Example", "licence": "Apache-2.0", "copyright": "Copyright 2026, Example",
        "url": "https://example.org",
        "provenance": {
            "source": "Made for a test.",
            "verbatim": [], "summaries": [], "changes": [], "omissions": []
        }
    },
    "frameworks": {},
    "controls": {"sections": [{"id": "sec-a", "title": "A", "groups": [
        {"id": "ctrl-a", "title": "A", "controls": [
            {"id": "req-encrypt-data", "level": "REQUIRED", "short_title": "Encryption",
             "statement": "The organisation encrypts its data."}
        ]}
    ]}]},
    "risks": {},
    "mitigations": {},
    "glossary": {}
}"#;

/// The editions of these reports.
pub(crate) fn editions() -> Editions {
    let mut editions = Editions::bundled();
    editions.add(SMALL).unwrap();
    editions
}

/// The example carried over to an edition that lacks nearly all of what the first one has.
pub(crate) fn withdrawn() -> Report {
    carried_onto(Editions::bundled().add(SMALL).unwrap())
}

/// The example carried over to the next year.
pub(crate) fn carried() -> Report {
    carried_onto(Editions::bundled_draft())
}

fn carried_onto(edition: &'static Catalog) -> Report {
    let at = Timestamp::from_milliseconds(NOW);
    let id = |number| AssessmentId::from_random([number; 16]);
    let example = example::open(id(1), at, UtcOffset::UTC, Editions::bundled_draft());
    let record = example.unwrap().record;
    let record = record
        .carry_on(id(2), edition, "Next year".to_owned(), at, "Grace")
        .unwrap();
    Report::assemble(
        record.assessment(),
        record.catalog(),
        &Circumstances {
            generated_at: at,
            utc_offset: UtcOffset::UTC,
            journal_head: record.journal().head(),
            journal_entries: record.journal().next_seq(),
            signing_parties: Vec::new(),
            presentation: Presentation::default(),
            presence: EvidencePresence::default(),
            pictures: Default::default(),
        },
    )
}

pub(crate) fn reports() -> Vec<Report> {
    let sparse = Filling {
        sparse: true,
        ..Filling::default()
    };
    vec![own(), carried(), withdrawn(), common::report(&sparse)]
}

pub(crate) fn of_kinds(kinds: &[Kind]) -> Selection {
    Selection {
        kinds: kinds.iter().copied().collect(),
        paths: Default::default(),
    }
}

pub(crate) fn all() -> Selection {
    of_kinds(&Kind::CHOSEN)
}

pub(crate) fn of_paths<'p>(paths: impl IntoIterator<Item = &'p str>) -> Selection {
    Selection {
        kinds: Default::default(),
        paths: paths.into_iter().map(str::to_owned).collect(),
    }
}

pub(crate) fn parties() -> Vec<SigningParty> {
    common::circumstances().signing_parties
}

pub(crate) fn with_parties(
    report: &Value,
    selection: &Selection,
    seed: &[u8; 32],
    signing_parties: &[SigningParty],
) -> Result<Made, MakeError> {
    let making = Making {
        of: Sha256Digest::of(OF),
        selection,
        seed,
        generated_at: Timestamp::from_milliseconds(NOW + 1_000),
        signing_parties,
    };
    PublicReport::make(report, &making)
}

pub(crate) fn of_report(report: &Value, selection: &Selection, of: Sha256Digest) -> Made {
    let making = Making {
        of,
        selection,
        seed: &[1; 32],
        generated_at: Timestamp::from_milliseconds(NOW + 1_000),
        signing_parties: &[],
    };
    PublicReport::make(report, &making).unwrap()
}

pub(crate) fn seeded(
    report: &Value,
    selection: &Selection,
    seed: &[u8; 32],
) -> Result<Made, MakeError> {
    with_parties(report, selection, seed, &[])
}

pub(crate) fn made(report: &Value, selection: &Selection) -> Made {
    seeded(report, selection, &[1; 32]).unwrap()
}

/// All that an outline says anywhere, also where it is only read aloud or followed.
pub(crate) fn readable(outline: &Outline) -> String {
    let mut all = plain_text(outline);
    for text in [
        &outline.description,
        &outline.running_header,
        &outline.running_footer,
        &outline.document_id,
    ] {
        all.push_str(text);
        all.push('\n');
    }
    all.push_str(&outline.authors.join("\n"));
    let line = |line: &[Inline], all: &mut String| {
        for piece in line {
            if let Inline::Text(run) = piece
                && let Some(link) = &run.link
            {
                all.push_str(link.target.address());
                all.push('\n');
            }
        }
    };
    let sections = outline.sections.iter().map(|section| &section.blocks);
    for blocks in sections.chain([&outline.cover]) {
        walk(blocks, &mut |block| match block {
            Block::Paragraph(said) | Block::Lead(said) | Block::Remark(said) => {
                line(said, &mut all);
            }
            Block::Heading(heading) => all.push_str(heading.anchor.as_deref().unwrap_or_default()),
            Block::Table(table) => all.push_str(&table.summary),
            Block::Chart(chart) => {
                for shape in draw(chart, 500.0).shapes {
                    if let Shape::Text { text, .. } = shape {
                        all.push_str(&text);
                        all.push('\n');
                    }
                }
            }
            _ => {}
        });
    }
    all
}
