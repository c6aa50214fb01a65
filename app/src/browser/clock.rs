//! The time of day, as this device claims it.

/// Milliseconds since 1970-01-01T00:00:00Z by the device's clock, which may be wrong or jump.
#[must_use]
pub fn now() -> u64 {
    let milliseconds = js_sys::Date::now();
    // `Date.now` is a whole number well below 2^53; a device set before 1970 counts as 1970.
    if milliseconds.is_finite() && milliseconds > 0.0 {
        milliseconds as u64
    } else {
        0
    }
}

/// Milliseconds since the page was opened: never jumps, for durations only.
#[must_use]
pub fn since_page_start() -> f64 {
    super::js::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}
