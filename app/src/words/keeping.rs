//! What is said of where an assessment is kept, which window writes it, and what became of it there.

use std::fmt::Display;

use super::count;

/// Where it is saved, as long as nobody has been told.
#[must_use]
pub const fn saved_here() -> &'static str {
    "Saved in this browser, on this device only. If this is a private window, everything ends with it: save a backup before you close it."
}

/// That another window writes.
#[must_use]
pub const fn another_window_writes() -> &'static str {
    "Another window has this assessment open and writes it. This one follows, and takes over when the other is closed."
}

/// The same where nothing of it is on the disk.
#[must_use]
pub const fn another_window_writes_what_is_lost() -> &'static str {
    "Another window has this assessment open and writes it, but the browser has thrown away what it kept, as it does when the disk is full. Keep both windows open, and save a backup."
}

/// That what another window wrote is something else than what is shown.
#[must_use]
pub fn does_not_continue(reason: &str) -> String {
    format!(
        "What another window wrote does not continue what is shown here ({reason}). Save a backup of what you see here, then open the assessment in a new window."
    )
}

/// That what another window wrote last is out of reach.
#[must_use]
pub fn cannot_be_read(error: &dyn Display) -> String {
    format!(
        "The other window was closed, and what it wrote last cannot be read: {error} Save a backup of what you see here, then open the assessment in a new window."
    )
}

/// That it was written from memory after the browser had thrown it away, and of how many evidence files
/// the bytes are lost, or why that could not be seen.
#[must_use]
pub fn written_anew(lost: Result<usize, &dyn Display>) -> String {
    let again = "The browser had thrown away what it kept of this assessment. It is on the disk again, written from this window";
    match lost {
        Ok(0) => format!("{again}."),
        Ok(lost) => format!(
            "{again}, but for the bytes of {}: they are marked as missing. Add them again, or open a backup that has them.",
            count(lost, "evidence file", "evidence files")
        ),
        Err(error) => {
            format!("{again}. Whether its evidence files are there could not be seen: {error}")
        }
    }
}

/// That one goes on in a copy of what is sound of a damaged assessment.
#[must_use]
pub const fn copy_of_the_sound_part() -> &'static str {
    "This is a copy of the sound part. The damaged one is still in the list, as it was."
}

/// That a damaged assessment is in a file, as it was found.
#[must_use]
pub const fn handed_over_as_found() -> &'static str {
    "Everything that is stored of it was handed over as a file."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_lost_before_it_was_written_anew_is_counted() {
        assert!(written_anew(Ok(0)).ends_with("written from this window."));
        assert!(written_anew(Ok(1)).contains("but for the bytes of 1 evidence file: they"));
        assert!(written_anew(Err(&"No.")).ends_with("could not be seen: No."));
    }
}
