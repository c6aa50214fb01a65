use std::{fmt, str::FromStr, time::Duration};

use serde::{Deserialize, Serialize};
use time::{
    Date, OffsetDateTime, PrimitiveDateTime, format_description::BorrowedFormatItem,
    macros::format_description,
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
    /// The distance from UTC is a day or more.
    #[error("{0} minutes is no distance of a clock from UTC; it is less than a day")]
    NotAnOffset(i16),
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

/// How far the clock on the wall is ahead of UTC, in whole minutes; negative west of Greenwich.
///
/// A day is the calendar's day where the device is, so whoever asks for the day of a moment has to
/// say how far that place is from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "i16", into = "i16")]
pub struct UtcOffset(i16);

impl UtcOffset {
    /// The clock shows UTC.
    pub const UTC: Self = Self(0);

    /// A clock that many minutes ahead of UTC.
    ///
    /// # Errors
    /// [`MomentError::NotAnOffset`] for a day or more.
    pub fn from_minutes(minutes: i16) -> Result<Self, MomentError> {
        if minutes.unsigned_abs() < 24 * 60 {
            Ok(Self(minutes))
        } else {
            Err(MomentError::NotAnOffset(minutes))
        }
    }

    /// The minutes ahead of UTC.
    #[must_use]
    pub const fn minutes(self) -> i16 {
        self.0
    }

    /// Sign, hours and minutes.
    fn parts(self) -> (bool, u16, u16) {
        let minutes = self.0.unsigned_abs();
        (self.0 < 0, minutes / 60, minutes % 60)
    }
}

impl fmt::Display for UtcOffset {
    /// `UTC`, `UTC+13:00`, `UTC−03:30`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (west, hours, minutes) = self.parts();
        let sign = if west { '−' } else { '+' };
        match self.0 {
            0 => formatter.write_str("UTC"),
            _ => write!(formatter, "UTC{sign}{hours:02}:{minutes:02}"),
        }
    }
}

impl TryFrom<i16> for UtcOffset {
    type Error = MomentError;

    fn try_from(minutes: i16) -> Result<Self, MomentError> {
        Self::from_minutes(minutes)
    }
}

impl From<UtcOffset> for i16 {
    fn from(offset: UtcOffset) -> Self {
        offset.0
    }
}

/// What day it is where the device is, and how far its clock is from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Today {
    /// The day on the calendar there.
    pub day: Day,
    /// How far its clock is ahead of UTC.
    pub offset: UtcOffset,
}

impl Today {
    /// The day at a moment, where the clock is that far ahead of UTC.
    #[must_use]
    pub fn at(moment: Timestamp, offset: UtcOffset) -> Self {
        Self {
            day: moment.day(offset),
            offset,
        }
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

    /// How long the moment is after an earlier one; nothing when it is not after it, as where a clock
    /// was set back.
    #[must_use]
    pub const fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }

    /// Reads what [`Self::rfc3339`] writes: UTC and whole seconds, no other form.
    #[must_use]
    pub fn from_rfc3339(text: &str) -> Option<Self> {
        let moment = PrimitiveDateTime::parse(text, SECOND).ok()?.assume_utc();
        let seconds = u64::try_from(moment.unix_timestamp()).ok()?;
        let read = Self(
            seconds
                .checked_mul(1_000)
                .filter(|ms| *ms <= Self::LATEST.0)?,
        );
        (read.rfc3339() == text).then_some(read)
    }

    /// The day of the moment where the clock is that far ahead of UTC.
    #[must_use]
    pub fn day(self, offset: UtcOffset) -> Day {
        Day(self.on_the_wall(offset).date())
    }

    /// The moment as it stands in names of files, which must not hold colons: as the clock on the
    /// wall shows it, and how far that is from UTC. `20261126T060000+1300`; in UTC
    /// `20261125T170000Z`.
    #[must_use]
    pub fn for_file_names(self, offset: UtcOffset) -> String {
        let wall = self.on_the_wall(offset);
        let (year, month, day) = wall.to_calendar_date();
        let (hour, minute, second) = wall.to_hms();
        let month = u8::from(month);
        let time = format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}");
        let (west, hours, minutes) = offset.parts();
        let sign = if west { '-' } else { '+' };
        match offset {
            UtcOffset::UTC => format!("{time}Z"),
            _ => format!("{time}{sign}{hours:02}{minutes:02}"),
        }
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

    /// What the clock on the wall shows. Years before 1000 and after 9999, which no day can be of,
    /// are not reached: a moment is between 1970 and 9999, and beyond the last day it stays UTC.
    fn on_the_wall(self, offset: UtcOffset) -> OffsetDateTime {
        let moment = self.date_time();
        moment
            .checked_add(time::Duration::minutes(i64::from(offset.minutes())))
            .filter(|wall| wall.year() <= 9999)
            .unwrap_or(moment)
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
        assert_eq!(moment.day(UtcOffset::UTC).to_string(), "2026-11-22");
        assert_eq!(Timestamp::LATEST.rfc3339(), "9999-12-31T23:59:59Z");
        assert_eq!(Timestamp::EPOCH.to_minute(), "1970-01-01 00:00 UTC");
    }

    #[test]
    fn nothing_has_passed_since_a_moment_to_come() {
        let at = Timestamp::from_milliseconds;
        assert_eq!(at(2_500).since(at(500)), Duration::from_secs(2));
        assert_eq!(at(500).since(at(2_500)), Duration::ZERO);
    }

    #[test]
    fn a_day_is_that_of_the_place() {
        // 2026-11-25T17:00:00Z: six in the morning of the 26th in Auckland.
        let moment = Timestamp::from_milliseconds(1_795_626_000_000);
        assert_eq!(moment.rfc3339(), "2026-11-25T17:00:00Z");
        let at = |minutes| {
            let offset = UtcOffset::from_minutes(minutes).unwrap();
            let name = moment.for_file_names(offset);
            (moment.day(offset).to_string(), offset.to_string(), name)
        };
        let expected = |day: &str, offset: &str, name: &str| {
            (day.to_owned(), offset.to_owned(), name.to_owned())
        };
        assert_eq!(
            at(13 * 60),
            expected("2026-11-26", "UTC+13:00", "20261126T060000+1300")
        );
        assert_eq!(at(0), expected("2026-11-25", "UTC", "20261125T170000Z"));
        assert_eq!(
            at(-210),
            expected("2026-11-25", "UTC−03:30", "20261125T133000-0330")
        );
        assert!(UtcOffset::from_minutes(1_440).is_err());
        let last = UtcOffset::from_minutes(1_439).unwrap();
        assert_eq!(Timestamp::LATEST.day(last).to_string(), "9999-12-31");
        let first = UtcOffset::from_minutes(-1_439).unwrap();
        assert_eq!(Timestamp::EPOCH.day(first).to_string(), "1969-12-31");
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
