//! `cargo xtask torture`: schedules of the desk's simulator, or kills of whole browsers, as many as wanted.

use std::process::Command;

use crate::command::run;
use crate::error::TaskError;
use crate::page::{self, Profile};
use crate::step::step;
use crate::test::whole_browsers;
use crate::workspace::Workspace;

/// How many schedules are run when nobody says: a few minutes.
const SCHEDULES: u64 = 2_000_000;

/// How often each browser is killed when nobody says.
const KILLS: u64 = 200;

/// What is to be done, and how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Torture {
    /// Schedules in simulated windows.
    Schedules(u64),
    /// Kills of each browser while it works with the page of this profile.
    Kills(u64, Profile),
}

/// Does it from `--seed` on, or from the clock's seconds, so that each run is another.
pub(crate) fn torture(workspace: &Workspace, options: &[&str]) -> Result<(), TaskError> {
    let (torture, seed) = parse(options).ok_or_else(usage)?;
    let seed = seed.unwrap_or_else(|| seconds().saturating_mul(1_000_000));
    match torture {
        Torture::Schedules(schedules) => step("The desk, in simulated windows", || {
            run(Command::new("cargo")
                .args(["test", "--package", "assay-desk", "--test", "simulator"])
                .args(["--", "--nocapture"])
                .env("ASSAY_SEED", seed.to_string())
                .env("ASSAY_SCHEDULES", schedules.to_string())
                .current_dir(workspace.root()))
        }),
        Torture::Kills(kills, profile) => {
            let page = page::build(workspace, profile)?;
            let mut command = whole_browsers(workspace, &page)?;
            command
                .args(["killed::", "--"])
                .args(["--nocapture", "--test-threads=2"])
                .env("ASSAY_KILLS", kills.to_string())
                .env("ASSAY_KILL_SEED", seed.to_string());
            let what = format!("Chromium and Firefox, killed {kills} times each, seed {seed}");
            step(&what, || run(&mut command))
        }
    }
}

/// What the options ask for, with the seed if there is one; `None` when they are not understood.
fn parse(options: &[&str]) -> Option<(Torture, Option<u64>)> {
    let number = |text: &str| text.parse::<u64>().ok();
    let (mut seed, mut schedules, mut kills, mut profile) = (None, None, None, None);
    let mut rest = options;
    while let [name, after @ ..] = rest {
        let value = after.first().and_then(|text| number(text));
        match (*name, value) {
            ("--seed", Some(_)) => seed = value,
            ("--schedules", Some(_)) => schedules = value,
            ("--kills", _) => kills = value.or(Some(KILLS)),
            ("--dev", None) => profile = Some(Profile::Dev),
            _ => return None,
        }
        rest = &after[usize::from(value.is_some())..];
    }
    let torture = match (kills, schedules, profile) {
        (Some(kills), None, profile) => Torture::Kills(kills, profile.unwrap_or(Profile::Release)),
        (None, schedules, None) => Torture::Schedules(schedules.unwrap_or(SCHEDULES)),
        _ => return None,
    };
    Some((torture, seed))
}

fn usage() -> TaskError {
    TaskError::Usage(
        "cargo xtask torture [--schedules M] [--seed N], or cargo xtask torture --kills [M] [--dev] [--seed N]"
            .to_owned(),
    )
}

/// The seconds since 1970; 0 on a device that does not know.
fn seconds() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_or_kills_are_as_many_as_asked_for() {
        let schedules = Torture::Schedules;
        assert_eq!(parse(&[]), Some((schedules(SCHEDULES), None)));
        let options = ["--seed", "7", "--schedules", "5"];
        assert_eq!(parse(&options), Some((schedules(5), Some(7))));
        let kills = Torture::Kills;
        assert_eq!(
            parse(&["--kills"]),
            Some((kills(KILLS, Profile::Release), None))
        );
        let options = ["--kills", "9", "--dev", "--seed", "3"];
        assert_eq!(parse(&options), Some((kills(9, Profile::Dev), Some(3))));
        let options = ["--kills", "--seed", "3"];
        assert_eq!(
            parse(&options),
            Some((kills(KILLS, Profile::Release), Some(3)))
        );
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        for options in [
            &["--dev"][..],
            &["--seed"],
            &["--kills", "many"],
            &["--dev", "5"],
            &["--kills", "5", "--schedules", "5"],
        ] {
            assert_eq!(parse(options), None, "{options:?}");
        }
    }
}
