//! Writes what `dossier/tests/fixtures/6` holds, as this build makes it: `cargo run -p assay-dossier --example fixtures
//! -- FOLDER`. The files are small, of an assessment against a small edition, and the same each time but for the time
//! stamps, which `openssl ts` makes with new keys at the present time.
//!
//! Everybody knows the keys of the signers; never trust what they signed.

#![allow(clippy::print_stdout, reason = "this is a program for a terminal")]
#![allow(clippy::unwrap_used, reason = "the shared helpers are made for tests")]

#[path = "handed_over/authority.rs"]
mod authority;
#[path = "../tests/common/mod.rs"]
mod common;

use std::error::Error;
use std::io::Write;
use std::path::Path;

use assay_assessment::{
    AssessmentId, Details, Edit, EditionReference, Evidence, EvidenceId, EvidenceKind,
    EvidencePresence, Impact, Opening, Operator, OwnRisk, Picture, Probability, Record, ScaleLevel,
    Score, Sha256Digest, Status, TextChange, Timestamp, backup,
};
use assay_catalog::{Catalog, Editions, RiskId};
use assay_dossier::{
    Countersigning, Format, ProducedFile, Publishing, Signing, assemble, countersign, sign,
    sign_public, signing_party,
};
use assay_import::{OpenedEdition, open_edition};
use assay_report::document::{DateFormat, LeavablePart, NumberFormat, Paper, Presentation, Role};
use assay_report::picture::PictureFiles;
use assay_report::public::{Kind, Selection};
use assay_seal::{Identity, pdf::Pdf, timestamp::TimeStampToken};
use authority::Authority;
use common::{AT, identity, signing};
use flate2::{Compression, GzBuilder};

const PANEL: &[u8] = include_bytes!("../../report/tests/pictures/panel.png");
const RACK: &[u8] = include_bytes!("../../report/tests/pictures/turned.jpg");
const EDITION: &[u8] = include_bytes!("../../import/tests/oscal/every-construct.json");

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    let folder = std::env::args().nth(1).ok_or("usage: fixtures FOLDER")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let OpenedEdition::Whole { file, .. } = open_edition(EDITION, None)? else {
        return Err("the edition is not read whole".into());
    };
    keep(folder, "edition.json", file.as_bytes())?;
    let mut editions = Editions::bundled();
    let record = record(editions.add(&file)?)?;
    let pictures = [PANEL, RACK].map(|file| (Sha256Digest::of(file), file.to_vec()));
    let saved = backup::write(&record, pictures, Timestamp::from_milliseconds(AT))?;
    keep(folder, "backup.assay", &saved.bytes)?;

    let ada = identity("Ada Roth", 1);
    let pictures: PictureFiles = [PANEL, RACK].map(<[u8]>::to_vec).into_iter().collect();
    let signing = Signing {
        pictures: &pictures,
        ..signing(&ada)
    };
    let usual = Presentation::default();
    write_parties(folder, &record, &editions, &signing, &usual)?;
    let american = Presentation {
        paper: Paper::UsLetter,
        dates: DateFormat::MonthDayYear,
        numbers: NumberFormat::CommaPoint,
        left_out: LeavablePart::ALL.into(),
        ..Presentation::default()
    };
    for file in signed(&record, &signing, &[], &american)? {
        match file.format {
            Format::Pdf => keep(folder, "letter.pdf", &file.bytes)?,
            Format::Json => {
                keep(folder, "letter.json", &file.bytes)?;
                write_public(folder, &file.bytes, &signing)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// What one, two and three have signed; and the executive edition and the JSON of two, with time stamps.
fn write_parties(
    folder: &Path,
    record: &Record,
    editions: &Editions,
    signing: &Signing<'_>,
    presentation: &Presentation,
) -> Outcome {
    let (olga, rhea) = (identity("Olga Brand", 3), identity("Rhea Falk", 4));
    let others = [(&olga, Role::Operator), (&rhea, Role::Reviewer)];
    let authority = Authority::make()?;
    keep(folder, "authority.pem", &authority.certificate()?)?;
    for file in signed(record, signing, &others, presentation)? {
        let mut file = file;
        for (number, other) in [None, Some(others[0]), Some(others[1])]
            .into_iter()
            .enumerate()
        {
            if let Some((who, role)) = other {
                let signing = Countersigning {
                    identity: who,
                    role,
                    at: Timestamp::from_milliseconds(AT + 86_400_000),
                    editions,
                };
                let looked_at = Sha256Digest::of(&file.bytes);
                file.bytes = countersign(&file.bytes, &file.name, looked_at, &signing)?.bytes;
            }
            let name = ["one", "two", "three"][number];
            match file.format {
                Format::Json => keep(folder, &format!("{name}.json"), &file.bytes)?,
                // Those before are its beginnings.
                Format::Pdf if number == 2 => keep(folder, "three.pdf", &file.bytes)?,
                _ => {}
            }
            if number == 1 {
                write_stamped(folder, &authority, &file)?;
            }
        }
    }
    Ok(())
}

fn write_stamped(folder: &Path, authority: &Authority, file: &ProducedFile) -> Outcome {
    match file.format {
        Format::ExecutivePdf => {
            let pdf = Pdf::parse(file.bytes.as_slice())?;
            let token = TimeStampToken::read(&authority.stamp(&pdf.signature_imprint()?)?)?;
            keep(
                folder,
                "stamped.executive.pdf",
                &pdf.attach_time_stamp(&token)?,
            )
        }
        Format::Json => {
            let answer = authority.stamp(Sha256Digest::of(&file.bytes).as_bytes())?;
            Ok(std::fs::write(folder.join("two.json.tsr"), answer)?)
        }
        _ => Ok(()),
    }
}

fn write_public(folder: &Path, json: &[u8], signing: &Signing<'_>) -> Outcome {
    let selection = Selection {
        kinds: Kind::CHOSEN.into(),
        ..Selection::default()
    };
    let publishing = Publishing {
        selection: &selection,
        seed: &[5; 32],
    };
    for file in sign_public(json, &publishing, signing)?.files {
        keep(
            folder,
            &format!("letter.{}", file.format.ending()),
            &file.bytes,
        )?;
    }
    Ok(())
}

fn signed(
    record: &Record,
    signing: &Signing<'_>,
    others: &[(&Identity, Role)],
    presentation: &Presentation,
) -> Result<Vec<ProducedFile>, Box<dyn Error>> {
    let first = [(signing.identity, signing.role)];
    let parties = first.iter().chain(others);
    let report = assemble(
        record,
        &EvidencePresence::default(),
        parties
            .map(|(who, role)| signing_party(*who, *role))
            .collect(),
        presentation,
        signing.at,
        signing.utc_offset,
    );
    Ok(sign(&report, signing)?.files)
}

/// A few findings, a risk of the assessor's own and two pictures.
fn record(catalog: &'static Catalog) -> Result<Record, Box<dyn Error>> {
    let at = Timestamp::from_milliseconds(AT);
    let opening = Opening {
        assessment: AssessmentId::from_random([6; 16]),
        edition: EditionReference::of(catalog),
        example: false,
        carried_from: None,
    };
    let details = Details {
        title: "Harbour 2026".to_owned(),
        operator: Operator {
            name: "Nordlicht Staking".to_owned(),
            ..Operator::default()
        },
        ..Details::default()
    };
    let mut edits = vec![Edit::SetDetails { details }];
    for control in catalog.controls() {
        let control = control.id().clone();
        edits.push(Edit::SetControlStatus {
            control: control.clone(),
            status: Status::Implemented,
        });
        let note = TextChange::between("", "Seen **on site**, with the engineer on duty.");
        edits.extend(note.map(|change| Edit::ChangeControlNote { control, change }));
    }
    let risk = RiskId::parse("OWN1").map_err(|_| "OWN1 is no risk")?;
    let own = OwnRisk {
        title: "The harbour floods".to_owned(),
        category: "Nature".to_owned(),
        description: "Water stands in the machine room.".to_owned(),
        controls: Default::default(),
    };
    edits.push(Edit::SetOwnRisk {
        risk,
        own: Some(Box::new(own)),
    });
    edits.push(Edit::SetInherentScore {
        risk,
        score: Score {
            probability: Some(Probability::Level(ScaleLevel::ALL[1])),
            impact: Some(Impact::Level(ScaleLevel::ALL[3])),
        },
    });
    edits.push(picture(
        1,
        PANEL,
        "panel.png",
        "A list of eight ports; 5054 is open.",
    ));
    edits.push(picture(
        2,
        RACK,
        "rack.jpg",
        "Seven machines in a rack; the fourth has a red light.",
    ));
    let mut record = Record::open(opening, at, "Ada", catalog);
    for edit in edits {
        record.perform(edit, at, "Ada")?;
    }
    Ok(record)
}

fn picture(number: u8, bytes: &[u8], name: &str, text: &str) -> Edit {
    Edit::AddEvidence {
        id: EvidenceId::from_random([number; 16]),
        item: Evidence {
            kind: EvidenceKind::File {
                name: name.to_owned(),
                media_type: String::new(),
                size: bytes.len() as u64,
                sha256: Sha256Digest::of(bytes),
            },
            title: format!("Picture of site {number}"),
            description: String::new(),
            method: None,
            captured_on: None,
            added_at: Timestamp::from_milliseconds(AT),
            controls: Default::default(),
            risks: Default::default(),
            picture: Picture {
                shown: true,
                alternative_text: text.to_owned(),
            },
        },
    }
}

/// Writes a file, packed.
fn keep(folder: &Path, name: &str, bytes: &[u8]) -> Outcome {
    let mut packed = GzBuilder::new().write(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    let packed = packed.finish()?;
    println!("{name}: {} bytes, packed {}", bytes.len(), packed.len());
    Ok(std::fs::write(folder.join(format!("{name}.gz")), packed)?)
}
