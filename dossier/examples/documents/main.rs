//! Figures of the PDFs, as rows of a table: `cargo xtask bench` runs this in release. Nothing is asserted: a figure
//! belongs to the machine that it was measured on.
//!
//! - `documents` measures each document of each assessment in processes of their own, several times;
//! - `documents once ASSESSMENT DOCUMENT` is one of these, and prints what it found.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is a program for a terminal"
)]

#[allow(
    dead_code,
    unreachable_pub,
    reason = "it is a module of the tests of the page, which need the rest of it"
)]
#[path = "../../../tests/src/large_assessment.rs"]
mod large_assessment;
mod memory;

use std::error::Error;
use std::fmt::Write;
use std::process::{Command, ExitCode};
use std::time::Instant;

use assay_assessment::{AssessmentId, EvidencePresence, Record, Timestamp, UtcOffset, example};
use assay_catalog::Editions;
use assay_dossier::{Drawing, Held, Signing, assemble, sign, signing_party};
use assay_report::document::{Presentation, Report, Role};
use assay_report::outline::Extent;
use assay_report::picture::NO_PICTURES;
use assay_seal::{Identity, UnixMillis, json};
use large_assessment::{Size, record_of};
use memory::Memory;

/// 2026-11-22T09:30:00Z.
const AT: u64 = 1_795_339_800_000;

/// How often each document is made: the example's, and the large ones, which take long.
const RUNS: usize = 7;
const RUNS_OF_LARGE: usize = 3;

/// The assessments, with what is said of them and how often they are measured.
const ASSESSMENTS: [(&str, &str, usize); 2] = [
    ("example", "the example", RUNS),
    (
        "large",
        "1,200 controls with a note of 10 KB each",
        RUNS_OF_LARGE,
    ),
];

/// The documents, with what is said of them.
const DOCUMENTS: [(&str, &str); 3] = [
    ("executive", "Executive PDF drawn"),
    (
        "full",
        "Full PDF drawn, with the executive one that it names",
    ),
    ("signed", "Both drawn, signed and read back, with the JSON"),
];

type Failure = Box<dyn Error>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        [] => measure(),
        ["once", assessment, document] => once(assessment, document),
        _ => Err("usage: documents [once ASSESSMENT DOCUMENT]".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Measures all of them.
fn measure() -> Result<(), Failure> {
    println!(
        "| document | of | time, median | memory before | at most | size | pages | how often |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (assessment, of, runs) in ASSESSMENTS {
        for (document, what) in DOCUMENTS {
            println!("| {what} | {of} | {} |", cells(assessment, document, runs)?);
        }
    }
    Ok(())
}

/// What several processes found of one document; the sentence of the first that does not make it.
fn cells(assessment: &str, document: &str, runs: usize) -> Result<String, Failure> {
    let mut found: Vec<Vec<u64>> = Vec::new();
    for _ in 0..runs {
        let output = Command::new(std::env::current_exe()?)
            .args(["once", assessment, document])
            .output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Ok(format!("not made: {said} | | | | | once"));
        }
        let figures = String::from_utf8(output.stdout)?;
        let figures = figures.split_whitespace().map(str::parse);
        found.push(figures.collect::<Result<_, _>>()?);
    }
    found.sort();
    let figures = found.get(found.len() / 2).ok_or("nothing was measured")?;
    let [milliseconds, before, most, size, pages] = figures[..] else {
        return Err("a process found something else".into());
    };
    let mut cells = format!("{milliseconds} ms | ");
    for kilobytes in [before, most] {
        match kilobytes {
            0 => cells.push_str("not known | "),
            _ => write!(cells, "{} MB | ", kilobytes * 1_024 / 1_000_000)?,
        }
    }
    write!(cells, "{size} bytes | {pages} | {runs} times")?;
    Ok(cells)
}

/// Makes one document, and prints milliseconds, kilobytes of memory before and at most, bytes and pages.
fn once(assessment: &str, document: &str) -> Result<(), Failure> {
    let record = match assessment {
        "example" => {
            example::open(
                AssessmentId::from_random([7; 16]),
                Timestamp::from_milliseconds(AT),
                UtcOffset::UTC,
                Editions::bundled_draft(),
            )?
            .record
        }
        "large" => record_of(&Size::of_long_notes())?,
        other => return Err(format!("there is no assessment {other}").into()),
    };
    let before = Memory::now();
    Memory::forget_most();
    let since = Instant::now();
    let (size, pages) = make(&record, document)?;
    let milliseconds = since.elapsed().as_millis();
    let most = Memory::now().most;
    println!("{milliseconds} {} {most} {size} {pages}", before.resident);
    Ok(())
}

/// The size of a document in bytes, and its pages.
fn make(record: &Record, document: &str) -> Result<(usize, usize), Failure> {
    let signer = Identity::create(
        "Ada Roth",
        "Example Assessments",
        &[1; 64],
        UnixMillis::new(AT - 1_000)?,
    )?;
    let report = assembled(record, &signer);
    if document == "signed" {
        let signing = Signing {
            identity: &signer,
            role: Role::Assessor,
            at: Timestamp::from_milliseconds(AT),
            utc_offset: UtcOffset::UTC,
            extra_fonts: &[],
            pictures: &NO_PICTURES,
            request: false,
        };
        let signed = sign(&report, &signing)?;
        let sizes = signed.files.iter().map(|file| file.bytes.len());
        return Ok((sizes.sum(), signed.pages));
    }
    let extent = match document {
        "full" => Extent::Full,
        "executive" => Extent::Executive,
        other => return Err(format!("there is no document {other}").into()),
    };
    let signed = json::sign_json(&report.to_value()?, &signer, "2026-11-22T09:30:00Z")?;
    let drawing = Drawing {
        held: &Held::Report(Box::new(report)),
        json: &json::canonical_bytes(&signed)?,
        created: i64::try_from(AT / 1_000)?,
        extra_fonts: &[],
        pictures: &NO_PICTURES,
    };
    let drawn = drawing.draw(extent)?;
    Ok((drawn.bytes.len(), drawn.pages))
}

fn assembled(record: &Record, signer: &Identity) -> Report {
    assemble(
        record,
        &EvidencePresence::default(),
        vec![signing_party(signer, Role::Assessor)],
        &Presentation::default(),
        Timestamp::from_milliseconds(AT),
        UtcOffset::UTC,
    )
}
