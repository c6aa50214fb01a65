//! Days, sizes and counts as the screen writes them, and, in a module for each area, what is said
//! there: views and logic give data, and the sentence is put together here.

pub mod about;
pub mod actions;
pub mod assessments;
pub mod backups;
pub mod carrying;
pub mod certificates;
pub mod controls;
pub mod deficiencies;
pub mod drafts;
pub mod editions;
pub mod engagement;
pub mod evidence;
pub mod fields;
pub mod files;
pub mod keeping;
pub mod known;
pub mod other_programs;
pub mod overview;
pub mod packs;
pub mod pictures;
pub mod presenting;
pub mod procedures;
pub mod publishing;
pub mod risks;
pub mod signing;
pub mod stamps;
pub mod verify;

use assay_assessment::Day;
pub use assay_assessment::words::{capital, count, in_a_row, name, plural, sentence};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A day as `12 Nov 2026`: the month as a word, because 11/12 means two things.
#[must_use]
pub fn day(day: Day) -> String {
    let (year, words) = parts(day);
    format!("{words} {year}")
}

/// A day as `12 Nov` when it lies in the same year as `today`, and with its year otherwise.
#[must_use]
pub fn day_near(near: Day, today: Day) -> String {
    let (year, words) = parts(near);
    if parts(today).0 == year {
        words
    } else {
        day(near)
    }
}

/// A number of bytes, in kilobytes of 1,000 bytes as browsers and file managers count: `412 KB`.
#[must_use]
pub fn bytes(count: u64) -> String {
    match count {
        0..1_000 => format!("{count} B"),
        1_000..1_000_000 => format!("{} KB", count.div_ceil(1_000).min(999)),
        1_000_000..1_000_000_000 => tenths(count / 100_000, "MB"),
        _ => tenths(count / 100_000_000, "GB"),
    }
}

/// What was typed or pasted as one line: control characters, such as tabs, become spaces.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

fn tenths(tenths: u64, unit: &str) -> String {
    format!("{}.{} {unit}", tenths / 10, tenths % 10)
}

/// The year, and day and month in words.
fn parts(day: Day) -> (String, String) {
    let text = day.to_string();
    let mut pieces = text.split('-').map(str::to_owned);
    let year = pieces.next().unwrap_or_default();
    let month = pieces
        .next()
        .and_then(|month| month.parse::<usize>().ok())
        .and_then(|month| MONTHS.get(month.checked_sub(1)?))
        .copied()
        .unwrap_or_default();
    let number = pieces.next().unwrap_or_default();
    (year, format!("{} {month}", number.trim_start_matches('0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_has_its_month_as_a_word_and_no_leading_zero() {
        assert_eq!(day(on("2026-11-02")), "2 Nov 2026");
        assert_eq!(day(on("1999-01-31")), "31 Jan 1999");
    }

    #[test]
    fn the_year_is_left_out_only_within_the_year() {
        assert_eq!(day_near(on("2026-12-12"), on("2026-01-01")), "12 Dec");
        assert_eq!(day_near(on("2027-01-02"), on("2026-12-31")), "2 Jan 2027");
    }

    #[test]
    fn sizes_are_short_and_never_zero_kilobytes() {
        let cases = [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1 KB"),
            (411_200, "412 KB"),
            (999_999, "999 KB"),
            (1_000_000, "1.0 MB"),
            (2_560_000, "2.5 MB"),
            (7_300_000_000, "7.3 GB"),
        ];
        for (count, words) in cases {
            assert_eq!(bytes(count), words);
        }
    }

    #[test]
    fn a_pasted_tab_becomes_a_space() {
        assert_eq!(one_line("A\tB"), "A B");
    }
}
