//! `cargo xtask torture`: schedules of the desk's simulator, as many as wanted.

use std::process::Command;

use crate::command::run;
use crate::error::TaskError;
use crate::step::step;
use crate::workspace::Workspace;

/// How many schedules are run when nobody says: a few minutes.
const SCHEDULES: u64 = 2_000_000;

/// Runs `--schedules` schedules from `--seed` on, or from the clock's seconds, so that each run is another.
pub(crate) fn torture(workspace: &Workspace, options: &[&str]) -> Result<(), TaskError> {
    let (mut seed, mut schedules) = (seconds().saturating_mul(1_000_000), SCHEDULES);
    let mut rest = options;
    while let [name, value, after @ ..] = rest {
        match (*name, value.parse()) {
            ("--seed", Ok(value)) => seed = value,
            ("--schedules", Ok(value)) => schedules = value,
            _ => return Err(usage()),
        }
        rest = after;
    }
    if !rest.is_empty() {
        return Err(usage());
    }
    step("The desk, in simulated windows", || {
        run(Command::new("cargo")
            .args(["test", "--package", "assay-desk", "--test", "simulator"])
            .args(["--", "--nocapture"])
            .env("ASSAY_SEED", seed.to_string())
            .env("ASSAY_SCHEDULES", schedules.to_string())
            .current_dir(workspace.root()))
    })
}

fn usage() -> TaskError {
    TaskError::Usage("cargo xtask torture [--seed N] [--schedules M]".to_owned())
}

/// The seconds since 1970; 0 on a device that does not know.
fn seconds() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
