use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use time::{
    Date, OffsetDateTime, format_description::BorrowedFormatItem, macros::format_description,
};

const DAY: &[BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day]");
const SECOND: &[BorrowedFormatItem<'static>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");

/// The text is no date or time that Assay can hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// The text is not a day of the calendar.
    #[error("{0:?} is not a date; write year-month-day, such as 2026-11-22")]
    NotADay(String),
    /// The number of milliseconds lies outside the years 0 to 9999.
    #[error("{0} milliseconds since 1970 is not a time between the years 1970 and 9999")]
    OutOfRange(u64),
}

/// A day of the Gregorian calendar, years 1000 to 9999, written `YYYY-MM-DD` (RFC 3339,
/// section 5.6, full-date).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

impl Day {
    /// The number of days from `earlier` to this day; negative when this day comes first.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0.to_julian_day() - earlier.0.to_julian_day()
    }

    /// The day that many days later, or earlier for negative numbers; clamped to the years that
    /// can be written.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Self {
        let shifted = Date::from_julian_day(self.0.to_julian_day().saturating_add(days));
        shifted
            .ok()
            .filter(|date| (1000..=9999).contains(&date.year()))
            .map_or(self, Self)
    }
}

impl FromStr for Day {
    type Err = MomentError;

    fn from_str(text: &str) -> Result<Self, MomentError> {
        let refuse = || MomentError::NotADay(text.chars().take(40).collect());
        if text.len() != 10 {
            return Err(refuse());
        }
        let date = Date::parse(text, DAY).map_err(|_| refuse())?;
        if date.year() < 1000 {
            Err(refuse())
        } else {
            Ok(Self(date))
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(formatter, "{year:04}-{:02}-{day:02}", u8::from(month))
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Day({self})")
    }
}

impl TryFrom<String> for Day {
    type Error = MomentError;

    fn try_from(text: String) -> Result<Self, MomentError> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

/// A moment in UTC, as whole milliseconds since 1970-01-01T00:00:00Z, up to the year 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u64", into = "u64")]
pub struct Timestamp(u64);

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const EPOCH: Self = Self(0);
    /// 9999-12-31T23:59:59.999Z.
    pub const LATEST: Self = Self(253_402_300_799_999);

    /// The moment that many milliseconds after 1970; [`Self::LATEST`] for anything later.
    #[must_use]
    pub fn from_milliseconds(milliseconds: u64) -> Self {
        Self(milliseconds.min(Self::LATEST.0))
    }

    /// Whole milliseconds since 1970.
    #[must_use]
    pub const fn milliseconds(self) -> u64 {
        self.0
    }

    /// The day in UTC.
    #[must_use]
    pub fn day(self) -> Day {
        Day(self.date_time().date())
    }

    /// `YYYY-MM-DDThh:mm:ssZ` (RFC 3339, section 5.6), without fractions.
    #[must_use]
    pub fn rfc3339(self) -> String {
        // Formatting fails only when a part is missing, and a date with a time has them all.
        self.date_time().format(SECOND).unwrap_or_default()
    }

    /// `YYYY-MM-DD hh:mm UTC`, for people.
    #[must_use]
    pub fn to_minute(self) -> String {
        let text = self.rfc3339();
        format!(
            "{} {} UTC",
            text.get(..10).unwrap_or_default(),
            text.get(11..16).unwrap_or_default()
        )
    }

    fn date_time(self) -> OffsetDateTime {
        // Every value up to `LATEST` is a valid time, and no other can be made.
        i64::try_from(self.0 / 1000)
            .ok()
            .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

impl TryFrom<u64> for Timestamp {
    type Error = MomentError;

    fn try_from(milliseconds: u64) -> Result<Self, MomentError> {
        if milliseconds > Self::LATEST.0 {
            return Err(MomentError::OutOfRange(milliseconds));
        }
        Ok(Self(milliseconds))
    }
}

impl From<Timestamp> for u64 {
    fn from(moment: Timestamp) -> Self {
        moment.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_in_utc() {
        let moment = Timestamp::from_milliseconds(1_795_305_600_123);
        assert_eq!(moment.rfc3339(), "2026-11-22T00:00:00Z");
        assert_eq!(moment.day().to_string(), "2026-11-22");
        assert_eq!(Timestamp::LATEST.rfc3339(), "9999-12-31T23:59:59Z");
        assert_eq!(Timestamp::EPOCH.to_minute(), "1970-01-01 00:00 UTC");
    }

    #[test]
    fn days_count_over_leap_years() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(day("2024-03-01").days_since(day("2024-02-28")), 2);
        assert_eq!(day("2024-02-28").plus_days(2), day("2024-03-01"));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2026-2-03",
            "2026-02-30",
            "+026-02-03",
            "22.11.2026",
            "0001-01-01",
        ] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
