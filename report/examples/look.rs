//! Writes signed reports to look at: `cargo run -p assay-report --example look -- FOLDER` writes
//!
//! - `example.pdf` and `.json`: the example assessment that comes with Assay;
//! - `filled.pdf` and `.json`: an assessment with something in every field;
//! - `empty.pdf` and `.json`: an assessment that was only begun;
//! - `hostile.pdf` and `.json`: text that is hard to set.
//!
//! They are signed as the page signs them, with a key that is known to everybody; never trust
//! what it signed.

#![allow(clippy::print_stdout, reason = "this is a program for a terminal")]
#![allow(clippy::unwrap_used, reason = "the shared helpers are made for tests")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::error::Error;
use std::path::Path;

use assay_assessment::{Assessment, AssessmentId, EditionReference, Opening, Timestamp, example};
use assay_catalog::Catalog;
use assay_report::document::{Circumstances, Report, Role, SigningParty};
use assay_report::{outline, pdf};
use assay_seal::pdf::{ROLES, SignPdfOptions, prepare_pdf, sign_pdf};
use assay_seal::{Identity, UnixMillis, json};
use common::{Filling, NOW};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: look FOLDER")?;
    let folder = Path::new(&folder);
    let at = Timestamp::from_milliseconds(NOW);
    let id = || AssessmentId::from_random([7; 16]);
    let catalog = Catalog::bundled();
    let example = example::open(id(), at, catalog)?;
    write(folder, "example", example.record.assessment())?;
    write(folder, "filled", &common::assessment(&Filling::default()))?;
    let empty = Assessment::open(Opening {
        assessment: id(),
        edition: EditionReference::of(catalog),
        example: false,
    });
    write(folder, "empty", &empty)?;
    write(folder, "hostile", &common::hostile())?;
    Ok(())
}

fn write(folder: &Path, name: &str, assessment: &Assessment) -> Result<(), Box<dyn Error>> {
    let moment = UnixMillis::new(NOW)?;
    let signer = Identity::create("Ada Assessor", "Review GmbH", &[0x11; 64], moment)?;
    let report = Report::assemble(
        assessment,
        Catalog::bundled(),
        &Circumstances {
            generated_at: Timestamp::from_milliseconds(NOW),
            journal_head: assay_assessment::Sha256Digest::of(name.as_bytes()),
            journal_entries: 612,
            signing_parties: vec![SigningParty {
                role: Role::Assessor,
                name: signer.name().to_owned(),
                organisation: signer.organisation().to_owned(),
                key: signer.did_key(),
                fingerprint: signer.fingerprint().to_string(),
            }],
        },
    );
    let signed = json::sign_json(&report.to_value()?, &signer, &moment.to_rfc3339())?;
    let signed = json::canonical_bytes(&signed)?;
    let output = pdf::render(
        &outline::of(&report),
        &pdf::PdfOptions {
            embedded_report: Some(&signed),
            created: i64::try_from(NOW / 1_000)?,
            extra_font: None,
        },
    )?;
    let prepared = prepare_pdf(&output.bytes, &ROLES)?;
    let options = SignPdfOptions {
        at: moment,
        reason: Some("I sign this report as assessor".to_owned()),
        location: None,
    };
    let bytes = sign_pdf(&prepared, &signer, "assessor", &options)?;
    std::fs::write(folder.join(format!("{name}.json")), &signed)?;
    std::fs::write(folder.join(format!("{name}.pdf")), &bytes)?;
    println!(
        "{name}: {} pages, {} bytes, substituted {:?}",
        output.pages,
        bytes.len(),
        output.substituted
    );
    Ok(())
}
