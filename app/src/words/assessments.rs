//! What is said of assessments in the list of this device.

use super::{count, day};
use assay_assessment::Day;

/// How many there are.
#[must_use]
pub fn on_this_device(number: usize) -> String {
    format!(
        "{} on this device",
        count(number, "assessment", "assessments")
    )
}

/// That one is deleted, and until when it can be brought back.
#[must_use]
pub fn deleted(title: &str, kept_until: Day) -> String {
    format!(
        "\u{201c}{title}\u{201d} was deleted. It can be brought back until {}.",
        day(kept_until)
    )
}

/// When one was deleted, and until when it can be brought back.
#[must_use]
pub fn deleted_on(on: Day, kept_until: Day) -> String {
    format!(
        "Deleted on {}: can be brought back until {}",
        day(on),
        day(kept_until)
    )
}

/// That one is gone.
#[must_use]
pub fn deleted_for_good(title: &str) -> String {
    format!("\u{201c}{title}\u{201d} was deleted for good.")
}

/// What is to be known before one is deleted for good.
#[must_use]
pub fn nothing_brings_back(title: &str) -> String {
    format!("Nothing on this device can bring \u{201c}{title}\u{201d} back after that.")
}
