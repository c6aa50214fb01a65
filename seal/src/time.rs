//! Points in time, as the signer's device claims them.

use std::time::Duration;

use der::DateTime;
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z, as `Date.now()` gives them.
///
/// Limited to the years 1970 to 9999, which is what X.509 and PDF can write; see
/// [`UnixMillis::new`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct UnixMillis(u64);

/// 9999-12-31T23:59:59.999Z.
const LAST_MILLISECOND: u64 = 253_402_300_799_999;

/// A time after the year 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the time {0} ms is after the year 9999; set the clock of this device")]
pub struct TimeOutOfRangeError(pub u64);

impl UnixMillis {
    /// Takes a number of milliseconds since the epoch.
    ///
    /// # Errors
    /// [`TimeOutOfRangeError`] if it lies after the year 9999.
    pub fn new(milliseconds: u64) -> Result<UnixMillis, TimeOutOfRangeError> {
        if milliseconds > LAST_MILLISECOND {
            return Err(TimeOutOfRangeError(milliseconds));
        }
        Ok(UnixMillis(milliseconds))
    }

    /// The number of milliseconds since the epoch.
    pub fn milliseconds(self) -> u64 {
        self.0
    }

    /// The second, in the form that Data Integrity proofs use: `2026-11-22T09:30:00Z` (RFC 3339).
    pub fn to_rfc3339(self) -> String {
        let t = self.date_time();
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
            t.year(),
            t.month(),
            t.day(),
            t.hour(),
            t.minutes(),
            t.seconds()
        )
    }

    /// Reads what [`UnixMillis::to_rfc3339`] writes: UTC, whole seconds, and `Z`.
    pub fn from_rfc3339(text: &str) -> Option<UnixMillis> {
        let date_time: DateTime = text.parse().ok()?;
        let seconds = date_time.unix_duration().as_secs();
        UnixMillis::new(seconds.checked_mul(1000)?).ok()
    }

    /// The second, as a PDF date: `D:20261122093000Z` (ISO 32000-1, 7.9.4).
    pub fn to_pdf_date(self) -> String {
        let digits: String = self
            .to_rfc3339()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        format!("D:{digits}Z")
    }

    /// Reads `D:YYYYMMDDHHmmSS` with `Z`, nothing, or an offset like `+01'00'` after it (ISO 32000-1,
    /// 7.9.4).
    pub(crate) fn from_pdf_date(text: &str) -> Option<UnixMillis> {
        let text = text.strip_prefix("D:")?;
        let (digits, zone) = text.split_at_checked(14)?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
        let local = UnixMillis::from_rfc3339(&format!(
            "{}-{}-{}T{}:{}:{}Z",
            part(0, 4),
            part(4, 6),
            part(6, 8),
            part(8, 10),
            part(10, 12),
            part(12, 14)
        ))?;
        let (sign, offset) = match zone.chars().next() {
            None => return Some(local),
            Some('Z') => return matches!(zone, "Z" | "Z00'00'" | "Z00'00").then_some(local),
            Some('+') => (1, zone.get(1..)?),
            Some('-') => (-1, zone.get(1..)?),
            Some(_) => return None,
        };
        let (hours, minutes) = offset.split_once('\'').unwrap_or((offset, "0"));
        let minutes = minutes.trim_end_matches('\'');
        let number = |text: &str| text.parse::<i64>().ok().filter(|n| (0..60).contains(n));
        let minutes = 60 * number(hours)? + number(if minutes.is_empty() { "0" } else { minutes })?;
        let local = i64::try_from(local.milliseconds()).ok()?;
        UnixMillis::new(u64::try_from(local - sign * minutes * 60_000).ok()?).ok()
    }

    /// The minute, in words: `2026-11-22 09:30 UTC`.
    pub(crate) fn to_words(self) -> String {
        let t = self.date_time();
        format!(
            "{:04}-{:02}-{:02} {:02}:{:02} UTC",
            t.year(),
            t.month(),
            t.day(),
            t.hour(),
            t.minutes()
        )
    }

    /// This many milliseconds earlier, or the beginning of 1970.
    pub(crate) fn earlier(self, milliseconds: u64) -> UnixMillis {
        UnixMillis(self.0.saturating_sub(milliseconds))
    }

    /// A time that a certificate holds; what lies after the year 9999 is the end of it.
    pub(crate) fn from_duration(since_1970: Duration) -> UnixMillis {
        UnixMillis(
            since_1970
                .as_secs()
                .saturating_mul(1000)
                .min(LAST_MILLISECOND),
        )
    }

    /// The second, as ASN.1 has it. The fallback is never taken, because the range was checked.
    pub(crate) fn date_time(self) -> DateTime {
        DateTime::from_unix_duration(Duration::from_secs(self.0 / 1000))
            .unwrap_or(DateTime::INFINITY)
    }
}

impl TryFrom<u64> for UnixMillis {
    type Error = TimeOutOfRangeError;

    fn try_from(milliseconds: u64) -> Result<UnixMillis, TimeOutOfRangeError> {
        UnixMillis::new(milliseconds)
    }
}

impl From<UnixMillis> for u64 {
    fn from(time: UnixMillis) -> u64 {
        time.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_last_second_is_written_and_the_next_refused() {
        let last = UnixMillis::new(LAST_MILLISECOND).unwrap();
        assert_eq!(last.to_rfc3339(), "9999-12-31T23:59:59Z");
        assert_eq!(last.to_pdf_date(), "D:99991231235959Z");
        assert_eq!(
            UnixMillis::new(LAST_MILLISECOND + 1),
            Err(TimeOutOfRangeError(LAST_MILLISECOND + 1))
        );
    }

    #[test]
    fn other_spellings_of_a_time_are_not_read() {
        for text in [
            "",
            "2026-11-22",
            "2026-11-22T09:30:00+01:00",
            "2026-11-22T09:30:00.5Z",
            "2026-13-01T00:00:00Z",
        ] {
            assert_eq!(UnixMillis::from_rfc3339(text), None, "{text}");
        }
    }

    #[test]
    fn pdf_dates_are_read_in_every_zone() {
        let read = |text: &str| UnixMillis::from_pdf_date(text).map(UnixMillis::to_rfc3339);
        for text in [
            "D:20261122093000Z",
            "D:20261122093000",
            "D:20261122093000Z00'00'",
            "D:20261122103000+01'00'",
            "D:20261122103000+01'00",
            "D:20261122100000+0'30'",
            "D:20261122003000-09'00'",
            "D:20261122003000-09",
        ] {
            assert_eq!(
                read(text).as_deref(),
                Some("2026-11-22T09:30:00Z"),
                "{text}"
            );
        }
        for text in [
            "",
            "20261122093000Z",
            "D:2026",
            "D:20261322093000Z",
            "D:20261122093000?",
            "D:2026112209300äZ",
            "D:19700101000000+01'00'",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn rfc3339_round_trips_to_the_second(milliseconds in 0..=LAST_MILLISECOND) {
            let time = UnixMillis::new(milliseconds).unwrap();
            let read = UnixMillis::from_rfc3339(&time.to_rfc3339()).unwrap();
            prop_assert_eq!(read.milliseconds(), milliseconds / 1000 * 1000);
        }
    }
}
