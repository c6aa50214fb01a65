//! Writes signed reports to look at: `cargo run -p assay-dossier --example look -- FOLDER` writes
//!
//! - `example.pdf` and `.json`: the example assessment that comes with Assay;
//! - `example.public.pdf` and `.json`: its public edition, and `.disclosures.json`: what that leaves out;
//! - `risk.public.pdf` and `.json`: another one, which leaves out the amounts of one risk and the people;
//! - `letter.pdf`, `.public.pdf` and `.request.pdf`: the example on US Letter, with days and numbers as they are written
//!   in America, without what can be left out of pages, and with a logo; `letter.executive.pdf` with it;
//! - `logo.public.pdf`: its public edition with the logo, which the one before leaves out with the people;
//! - `NAME.draft.pdf`, `.draft.executive.pdf` and `.draft.public.pdf`: the same as drafts, before they are signed;
//! - `german.pdf`: on A4, with days and numbers as they are written in Germany, with a photograph as its logo, and without
//!   an executive edition;
//! - `short.executive.pdf`: an executive edition with a logo and without a full one;
//! - `filled.pdf` and `.json`: an assessment with something in every field;
//! - `absent.pdf` and `.json`: the same, on a device that lost the evidence;
//! - `empty.pdf` and `.json`: an assessment that was only begun;
//! - `hostile.pdf` and `.json`: text that is hard to set.
//!
//! They are signed as the page signs them, with a key that is known to everybody; never trust
//! what it signed.

#![allow(clippy::print_stdout, reason = "this is a program for a terminal")]
#![allow(clippy::unwrap_used, reason = "the shared helpers are made for tests")]

#[path = "../../report/tests/common/mod.rs"]
mod common;

use std::error::Error;
use std::path::Path;

use assay_assessment::{
    Absence, Assessment, AssessmentId, EditionReference, EvidencePresence, Opening, Timestamp,
    UtcOffset, example,
};
use assay_catalog::{Catalog, Editions};
use assay_dossier::{
    DraftOf, Drafting, Format, Publishing, Signing, draft, draft_public, sign, sign_public,
    signing_party,
};
use assay_import::{OpenedEdition, open_edition};
use assay_report::document::{
    Circumstances, DateFormat, LeavablePart, NumberFormat, Paper, PdfEdition, Presentation, Report,
    Role,
};
use assay_report::public::{Kind, Selection, choices};
use assay_seal::{Identity, UnixMillis};
use common::{Filling, NOW};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: look FOLDER")?;
    let folder = Path::new(&folder);
    let at = Timestamp::from_milliseconds(NOW);
    let id = || AssessmentId::from_random([7; 16]);
    let catalog = Editions::bundled_draft();
    let example = example::open(id(), at, UtcOffset::UTC, catalog)?;
    let sound = EvidencePresence::default;
    write(folder, "example", example.record.assessment(), sound())?;
    let american = Presentation {
        paper: Paper::UsLetter,
        dates: DateFormat::MonthDayYear,
        numbers: NumberFormat::CommaPoint,
        left_out: LeavablePart::ALL.into(),
        logo: Some(common::logo()),
        ..Presentation::default()
    };
    let german = Presentation {
        dates: DateFormat::DayMonthYear,
        numbers: NumberFormat::PointComma,
        logo: Some(common::photograph()),
        not_made: [PdfEdition::Executive].into(),
        ..Presentation::default()
    };
    let short = Presentation {
        logo: Some(common::logo()),
        not_made: [PdfEdition::Full].into(),
        ..Presentation::default()
    };
    for (name, presentation) in [("letter", american), ("german", german), ("short", short)] {
        let assessment = example.record.assessment();
        write_as(folder, name, assessment, sound(), catalog, presentation)?;
    }
    let filled = common::assessment(&Filling::default());
    write(folder, "filled", &filled, sound())?;
    let mut absent = sound();
    absent.look([]);
    let digest = filled.evidence().values().find_map(|item| item.sha256());
    absent.note(digest.unwrap(), Some(Absence::Changed));
    // What is shown has to be there.
    for (_, item) in filled.shown_pictures() {
        item.sha256()
            .into_iter()
            .for_each(|sha256| absent.note(sha256, None));
    }
    write(folder, "absent", &filled, absent)?;
    let empty = Assessment::open(Opening {
        assessment: id(),
        edition: EditionReference::of(catalog),
        example: false,
        carried_from: None,
    });
    write(folder, "empty", &empty, sound())?;
    write(folder, "hostile", &common::hostile(), sound())?;
    let next_year = example
        .record
        .carry_on(id(), catalog, "Next year".to_owned(), at, "Ada")?;
    write(folder, "carried", next_year.assessment(), sound())?;
    let oscal = include_bytes!("../../import/tests/oscal/every-construct.json");
    if let OpenedEdition::Whole { file, .. } = open_edition(oscal, None)? {
        let oscal = Editions::bundled().add(&file)?;
        let elsewhere =
            example
                .record
                .carry_on(id(), oscal, "Another standard".to_owned(), at, "Ada")?;
        write_against(folder, "elsewhere", elsewhere.assessment(), sound(), oscal)?;
    }
    Ok(())
}

fn write(
    folder: &Path,
    name: &str,
    assessment: &Assessment,
    presence: EvidencePresence,
) -> Result<(), Box<dyn Error>> {
    let draft = Editions::bundled_draft();
    write_against(folder, name, assessment, presence, draft)
}

fn write_against(
    folder: &Path,
    name: &str,
    assessment: &Assessment,
    presence: EvidencePresence,
    catalog: &Catalog,
) -> Result<(), Box<dyn Error>> {
    let usual = Presentation::default();
    write_as(folder, name, assessment, presence, catalog, usual)
}

fn write_as(
    folder: &Path,
    name: &str,
    assessment: &Assessment,
    presence: EvidencePresence,
    catalog: &Catalog,
    presentation: Presentation,
) -> Result<(), Box<dyn Error>> {
    let signer = Identity::create(
        "Ada Assessor",
        "Review GmbH",
        &[0x11; 64],
        UnixMillis::new(NOW)?,
    )?;
    let at = Timestamp::from_milliseconds(NOW);
    let report = Report::assemble(
        assessment,
        catalog,
        &Circumstances {
            generated_at: at,
            utc_offset: UtcOffset::UTC,
            journal_head: assay_assessment::Sha256Digest::of(name.as_bytes()),
            journal_entries: 612,
            signing_parties: vec![signing_party(&signer, Role::Assessor)],
            presentation,
            presence,
            pictures: Default::default(),
        },
    );
    let signing = Signing {
        identity: &signer,
        role: Role::Assessor,
        at,
        utc_offset: UtcOffset::UTC,
        extra_fonts: &[],
        request: name == "letter",
        pictures: &common::picture_files(),
    };
    for of in [DraftOf::Full, DraftOf::Executive] {
        let draft = draft(&report, of, &drafting(&signing), &mut |_| {})?;
        let ending = match of {
            DraftOf::Full => "draft.pdf",
            DraftOf::Executive => "draft.executive.pdf",
        };
        std::fs::write(folder.join(format!("{name}.{ending}")), &draft.bytes)?;
        let lacking = draft.lacking.len();
        println!(
            "{name}.{ending}: {} pages, lacking in {lacking} places",
            draft.pages
        );
    }
    let signed = sign(&report, &signing)?;
    let requests = signed.request.iter().map(|file| ("request.", file));
    for (what, file) in signed.files.iter().map(|file| ("", file)).chain(requests) {
        let ending = format!("{what}{}", file.format.ending());
        std::fs::write(folder.join(name).with_extension(&ending), &file.bytes)?;
        println!("{name}.{ending}: {} bytes", file.bytes.len());
    }
    if name == "example" || name == "letter" {
        let json = signed.file(Format::Json).map(|file| file.bytes.as_slice());
        publish(folder, name, json.unwrap_or_default(), &report, &signing)?;
    }
    println!(
        "{name}: {} pages, substituted {:?}",
        signed.pages, signed.substituted
    );
    Ok(())
}

/// A draft of what is signed so.
fn drafting<'a>(signing: &Signing<'a>) -> Drafting<'a> {
    Drafting {
        at: signing.at,
        utc_offset: signing.utc_offset,
        extra_fonts: signing.extra_fonts,
        pictures: signing.pictures,
    }
}

/// Writes public editions: one without anything that can be left out, and one without a few things.
fn publish(
    folder: &Path,
    name: &str,
    json: &[u8],
    report: &Report,
    signing: &Signing<'_>,
) -> Result<(), Box<dyn Error>> {
    let all = Selection {
        kinds: Kind::CHOSEN.into(),
        ..Selection::default()
    };
    let amounts = choices(report, &[]).into_iter();
    let amounts = amounts.filter(|choice| choice.kind == Kind::Amount);
    let few = Selection {
        kinds: [Kind::Person].into(),
        paths: amounts.take(1).map(|choice| choice.path).collect(),
    };
    let amounts = Selection {
        kinds: [Kind::Amount].into(),
        ..Selection::default()
    };
    let other = match name {
        "example" => ("risk", few),
        _ => ("logo", amounts),
    };
    for (name, selection) in [(name, all), other] {
        let publishing = Publishing {
            selection: &selection,
            seed: &[0x22; 32],
        };
        let party = signing_party(signing.identity, Role::Assessor);
        let draft = draft_public(json, &selection, party, &drafting(signing), &mut |_| {})?;
        std::fs::write(
            folder.join(format!("{name}.draft.public.pdf")),
            &draft.bytes,
        )?;
        let public = sign_public(json, &publishing, signing)?;
        for file in &public.files {
            let name = format!("{name}.{}", file.format.ending());
            std::fs::write(folder.join(&name), &file.bytes)?;
            println!("{name}: {} bytes", file.bytes.len());
        }
        println!(
            "{name}: {}, still said {}",
            public.counts,
            public.still_said.len()
        );
    }
    Ok(())
}
