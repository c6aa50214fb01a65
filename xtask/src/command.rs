//! Starts programs and turns their failures into one line.

use std::io::{BufRead, BufReader};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::error::TaskError;

/// How often a program under a time limit is looked at.
const POLL: Duration = Duration::from_millis(100);

/// Runs a program with its output on this terminal and no standard input.
pub(crate) fn run(command: &mut Command) -> Result<(), TaskError> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .map_err(|source| not_started(command, source))?;
    ended(command, status)
}

/// What a program prints on standard output, or nothing if it is absent or fails: for asking whether
/// a tool is there and which version it has.
pub(crate) fn probe(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program with its messages on this terminal, and gives what it prints on standard output.
pub(crate) fn output(command: &mut Command) -> Result<String, TaskError> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| not_started(command, source))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(failed(command, output.status.to_string()))
    }
}

/// Runs a program with its messages on this terminal, and gives on each line that it prints on standard output as soon
/// as it is there.
pub(crate) fn run_with_lines(
    command: &mut Command,
    mut line_is_there: impl FnMut(&str),
) -> Result<(), TaskError> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|source| not_started(command, source))?;
    if let Some(printed) = child.stdout.take() {
        // A line that cannot be read is the last one: how the program ends says why.
        BufReader::new(printed)
            .lines()
            .map_while(Result::ok)
            .for_each(|line| line_is_there(&line));
    }
    let status = child
        .wait()
        .map_err(|source| not_started(command, source))?;
    ended(command, status)
}

/// Runs a program that may hang, for instance because it waits for a server that cannot be reached.
pub(crate) fn run_at_most(command: &mut Command, limit: Duration) -> Result<(), TaskError> {
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .map_err(|source| not_started(command, source))?;
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(failed(command, status.to_string())),
            Ok(None) if started.elapsed() < limit => std::thread::sleep(POLL),
            Ok(None) => {
                // It may have ended by itself in this very moment, which is as good.
                let _ = child.kill();
                let _ = child.wait();
                return Err(failed(
                    command,
                    format!("no end after {} s", limit.as_secs()),
                ));
            }
            Err(source) => return Err(not_started(command, source)),
        }
    }
}

fn ended(command: &Command, status: ExitStatus) -> Result<(), TaskError> {
    if status.success() {
        Ok(())
    } else {
        Err(failed(command, status.to_string()))
    }
}

fn not_started(command: &Command, source: std::io::Error) -> TaskError {
    TaskError::Start {
        program: command.get_program().to_string_lossy().into_owned(),
        source,
    }
}

fn failed(command: &Command, outcome: String) -> TaskError {
    let words: Vec<_> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect();
    TaskError::Failed {
        command: words.join(" "),
        outcome,
    }
}
