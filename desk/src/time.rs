//! Moments, in milliseconds on a clock that may be set forward and back.

/// The longest that anything is put off, in milliseconds.
pub(crate) const LONGEST_WAIT: u64 = 30_000;

/// The first wait after a failure, in milliseconds; it doubles with each further failure.
const FIRST_WAIT: u64 = 500;

/// How long to wait after so many failures before this one.
pub(crate) fn wait_after(failures: u32) -> u64 {
    (FIRST_WAIT << failures.min(16)).min(LONGEST_WAIT)
}

/// Whether a moment has come. One that lies further off than anything is ever put off belongs to a
/// clock that was set back meanwhile, and nothing may wait for that.
pub(crate) fn has_come(due: u64, now: u64) -> bool {
    due <= now || due - now > LONGEST_WAIT
}
