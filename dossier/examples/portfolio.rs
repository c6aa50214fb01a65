//! Figures of many reports, as rows of a table: `portfolio ASSAY FOLDER`, where ASSAY is the command line and FOLDER holds signed
//! reports as JSON. `cargo xtask bench reports` runs this in release. Nothing is asserted: a figure belongs to the machine that it
//! was measured on.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is a program for a terminal"
)]

#[allow(
    dead_code,
    reason = "it is a module of the figures of documents, which need the rest of it"
)]
#[path = "documents/memory.rs"]
mod memory;

use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use assay_assessment::Sha256Digest;
use assay_catalog::Editions;
use assay_dossier::{Standing, check};
use memory::Memory;
use p256::ecdsa::{
    Signature, SigningKey,
    signature::{Signer, Verifier},
};

/// How often the other program is asked how much memory it holds.
const POLL: Duration = Duration::from_millis(5);

type Failure = Box<dyn Error>;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let done = match arguments.as_slice() {
        [assay, folder] => measure(assay, folder),
        _ => Err("usage: portfolio ASSAY FOLDER".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(assay: &Path, folder: &Path) -> Result<(), Failure> {
    let mut reports = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        reports.push(std::fs::read(entry?.path())?);
    }
    let bytes: usize = reports.iter().map(Vec::len).sum();
    println!(
        "| {} reports, {} KB each | all | one | memory at most |",
        reports.len(),
        bytes / reports.len().max(1) / 1_000
    );
    println!("| --- | --- | --- | --- |");
    one_after_the_other(&reports)?;

    let tables = folder.with_extension("tables");
    let many = reports.len();
    let verify = [assay.as_os_str(), "verify".as_ref(), folder.as_ref()];
    let table = [assay.as_os_str(), "table".as_ref(), folder.as_ref()];
    row("`assay verify`, on all cores", many, watched(&verify, &[])?);
    for form in ["--parquet", "--ndjson", "--csv"] {
        if tables.is_dir() {
            std::fs::remove_dir_all(&tables)?;
        }
        let took = watched(&table, &[form.as_ref(), "--output".as_ref(), &tables])?;
        row(&format!("`assay table {form}`, verified first"), many, took);
    }
    Ok(std::fs::remove_dir_all(&tables)?)
}

/// What verifying each takes, and beside it the two things that it cannot do without.
fn one_after_the_other(reports: &[Vec<u8>]) -> Result<(), Failure> {
    let editions = Editions::bundled();
    // What is set up once, such as the editions, is no part of the figure.
    if let Some(first) = reports.first() {
        check(first, &editions)?;
    }
    let since = Instant::now();
    for report in reports {
        if check(report, &editions)?.standing() != Standing::Holds {
            return Err("a report does not hold".into());
        }
    }
    row(
        "Verified, one after the other",
        reports.len(),
        (since.elapsed(), 0),
    );
    let since = Instant::now();
    for report in reports {
        black_box(Sha256Digest::of(black_box(report)));
    }
    row("SHA-256 of each file", reports.len(), (since.elapsed(), 0));
    let key = SigningKey::from_slice(&[7; 32])?;
    let signature: Signature = key.sign(b"what is signed");
    let verifying = key.verifying_key();
    let since = Instant::now();
    for _ in reports {
        verifying.verify(black_box(b"what is signed"), &signature)?;
    }
    row(
        "One verification by P-256 each",
        reports.len(),
        (since.elapsed(), 0),
    );
    Ok(())
}

/// How long a program takes, and how many kilobytes it holds at most; 0 where the system does not say.
fn watched<Word: AsRef<std::ffi::OsStr>>(
    words: &[Word],
    further: &[&Path],
) -> Result<(Duration, u64), Failure> {
    let (program, arguments) = words.split_first().ok_or("no program")?;
    let since = Instant::now();
    let mut child: Child = Command::new(program)
        .args(arguments)
        .args(further)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut most = 0;
    let status = loop {
        most = most.max(Memory::of(child.id()).most);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(POLL);
    };
    let took = since.elapsed();
    // 2: an unknown signer, of whom nothing can be said.
    match status.code() {
        Some(0 | 2) => Ok((took, most)),
        _ => Err(format!("{status}").into()),
    }
}

fn row(what: &str, many: usize, (took, most): (Duration, u64)) {
    let each = took.as_micros() / many.max(1) as u128;
    let most = match most {
        0 => String::new(),
        kilobytes => format!("{} MB", kilobytes * 1_024 / 1_000_000),
    };
    println!(
        "| {what} | {} ms | {}.{:03} ms | {most} |",
        took.as_millis(),
        each / 1_000,
        each % 1_000
    );
}
