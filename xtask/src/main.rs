//! Build, run and test Assay: `cargo xtask VERB`.
//!
//! One file per verb (`run.rs`, `test.rs`, `check.rs`, `bundle.rs`, `bench.rs`, `interop.rs`, `torture.rs`,
//! `release.rs`, `setup.rs`), what they need below them: [`page`] puts the page into one file, [`tools`] finds or installs what a
//! bare machine lacks.

mod bench;
mod bundle;
mod check;
mod interop;
mod licences;
mod release;
mod run;
mod setup;
mod test;
mod torture;

mod page;
mod tools;

mod command;
mod error;
mod first_screen;
mod server;
mod step;
mod workspace;

use std::process::ExitCode;

use error::TaskError;
use workspace::Workspace;

/// The verbs for people, each with its line of help.
const VERBS: [(&str, &str); 11] = [
    (
        "run",
        "build the release page, serve it on 127.0.0.1, and say where the single file is",
    ),
    (
        "test",
        "run the native, the browser and the end-to-end tests, or only the kind that is named",
    ),
    (
        "check",
        "formatting, lints on both targets, architecture, dependencies",
    ),
    (
        "interop",
        "verify what the end-to-end tests exported and what is signed natively (with `native`: only that) with other \
         people's software",
    ),
    (
        "bundle",
        "build dist/assay.html (with --dev: target/page-dev/assay.html, in a fraction of the time)",
    ),
    (
        "bench",
        "measure size, start, typing, signing and memory of the built page, and print a table",
    ),
    (
        "torture",
        "run the desk's simulator (--schedules M) or kill whole browsers (--kills M, with --dev on the \
         quick page) for as long as wanted, from --seed N on",
    ),
    (
        "first-screen",
        "look which functions the first screen calls, and write app/first-screen.txt",
    ),
    (
        "licences",
        "write the licences of everything that the page holds to jobs/licences.json",
    ),
    (
        "release",
        "build the newest version of CHANGELOG.md twice, in two folders, and put what is handed out into \
         target/release-VERSION (with --rehearsal also one that is called unreleased)",
    ),
    ("setup", "find or install every tool, and do nothing else"),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match carry_out(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(words: &[&str]) -> Result<(), TaskError> {
    let workspace = Workspace::find()?;
    match words {
        ["run", options @ ..] => run::run(&workspace, options),
        ["test", options @ ..] => test::test(&workspace, options),
        ["check"] => check::check(&workspace),
        ["interop", options @ ..] => interop::interop(&workspace, options),
        ["first-screen"] => first_screen::first_screen(&workspace),
        ["licences"] => licences::licences(&workspace),
        ["bench", options @ ..] => bench::bench(&workspace, options),
        ["bundle", options @ ..] => bundle::bundle(&workspace, options),
        ["torture", options @ ..] => torture::torture(&workspace, options),
        ["release", options @ ..] => release::release(&workspace, options),
        ["setup"] => setup::setup(&workspace),
        _ => {
            print_help();
            match words {
                [] | ["help" | "--help" | "-h"] => Ok(()),
                _ => Err(TaskError::Usage(format!(
                    "`{}` is not one of the verbs above",
                    words.join(" ")
                ))),
            }
        }
    }
}

fn print_help() {
    println!("cargo xtask VERB\n");
    for (verb, help) in VERBS {
        println!("  {verb:<12} {help}");
    }
}
