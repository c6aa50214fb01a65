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

/// How many minutes the device's clock is ahead of UTC at that moment (milliseconds since 1970);
/// negative west of Greenwich. It follows the device's time zone, and summer time there.
#[must_use]
pub fn minutes_ahead_of_utc(milliseconds: u64) -> i16 {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(milliseconds as f64));
    // The browser counts the other way round. No place is a day away from UTC, and a date that is
    // none gives NaN, which counts as UTC.
    -(date.get_timezone_offset() as i16)
}

/// Milliseconds since the page was opened: never jumps, for durations only.
#[must_use]
pub fn since_page_start() -> f64 {
    super::js::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

/// The device's local time to the second for names of files, such as `2026-11-26 14.03.22`: file
/// systems do not take colons.
#[must_use]
pub fn local_time_for_names() -> String {
    let now = js_sys::Date::new_0();
    format!(
        "{:04}-{:02}-{:02} {:02}.{:02}.{:02}",
        now.get_full_year(),
        now.get_month() + 1,
        now.get_date(),
        now.get_hours(),
        now.get_minutes(),
        now.get_seconds()
    )
}
