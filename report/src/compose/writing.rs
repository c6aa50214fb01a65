//! How days and numbers stand on the pages: the one place that puts either into words.
//!
//! What machines compare stays as it is: identifiers, digests, moments as RFC 3339 has them, numbers of bytes that a
//! command is given. So does what is quoted: notes, names, texts of the edition, and what an assessment before found.

use std::fmt::Display;

use assay_assessment::{BasisPoints, Currency, Day, words::plural};

use crate::document::{DateFormat, EditionPart, EditionReferencePart, NumberFormat, Presentation};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How many bytes a day of ISO 8601 has.
const ISO_DAY: usize = 10;

/// The name, version and date of an edition.
pub(super) struct EditionName<'e>([&'e str; 3]);

impl<'e> From<&'e EditionPart> for EditionName<'e> {
    fn from(edition: &'e EditionPart) -> Self {
        Self([&edition.name, &edition.version, &edition.date])
    }
}

impl<'e> From<&'e EditionReferencePart> for EditionName<'e> {
    fn from(edition: &'e EditionReferencePart) -> Self {
        Self([&edition.name, &edition.version, &edition.date])
    }
}

/// How days and numbers are written in a document.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Writing {
    dates: DateFormat,
    numbers: NumberFormat,
}

impl Writing {
    pub(super) const fn of(presentation: &Presentation) -> Self {
        Self {
            dates: presentation.dates,
            numbers: presentation.numbers,
        }
    }

    /// A day.
    pub(super) fn day(self, day: Day) -> String {
        let iso = day.to_string();
        in_words(&iso, self.dates).unwrap_or(iso)
    }

    /// A day that the document has as a text; what is none stays as it is.
    pub(super) fn day_of_text(self, text: &str) -> String {
        let day = text.parse::<Day>();
        day.map_or_else(|_| text.to_owned(), |day| self.day(day))
    }

    /// An edition of a standard, as it is named in a sentence.
    pub(super) fn edition<'e>(self, edition: impl Into<EditionName<'e>>) -> String {
        let EditionName([name, version, date]) = edition.into();
        format!("{name}, {version}, {}", self.day_of_text(date))
    }

    /// Who and when, or only when while nobody is named.
    pub(super) fn day_and_name(self, on: Day, by: &str) -> String {
        let on = self.day(on);
        if by.trim().is_empty() {
            on
        } else {
            format!("{on} by {by}")
        }
    }

    /// A moment of RFC 3339 in UTC in words, to the minute; what is none stays as it is.
    pub(super) fn moment(self, text: &str) -> String {
        // On the cover the month has always been a word.
        let format = match self.dates {
            DateFormat::Iso => DateFormat::DayMonthYear,
            chosen => chosen,
        };
        let in_words = || {
            let (day, time) = text.split_once('T')?;
            let minute = time.strip_suffix('Z')?.get(..5)?;
            Some(format!("{}, {minute} UTC", in_words(day, format)?))
        };
        in_words().unwrap_or_else(|| text.to_owned())
    }

    /// The same for a cell of a table, in which an ISO day has room.
    pub(super) fn moment_in_short(self, text: &str) -> String {
        match (self.dates, text.get(..ISO_DAY), text.get(11..16)) {
            (DateFormat::Iso, Some(day), Some(time)) if text.ends_with('Z') => {
                format!("{day} {time} UTC")
            }
            (DateFormat::Iso, ..) => text.to_owned(),
            _ => self.moment(text),
        }
    }

    /// A sentence of this program that the document has as a text, with the days in it written as all others are.
    /// What stands between quotation marks is somebody's words.
    pub(super) fn days_in(self, sentence: &str) -> String {
        if self.dates == DateFormat::Iso {
            return sentence.to_owned();
        }
        let mut written = String::with_capacity(sentence.len());
        let mut quoted = 0_usize;
        let mut rest = sentence;
        while let Some(first) = rest.chars().next() {
            let is_end = |text: &str| !text.starts_with(|c: char| c.is_alphanumeric() || c == '-');
            let begins = !written.ends_with(|c: char| c.is_alphanumeric() || c == '-');
            if quoted == 0
                && begins
                && let Some((head, tail)) = rest.split_at_checked(ISO_DAY)
                && is_end(tail)
                && let Ok(day) = head.parse::<Day>()
            {
                written.push_str(&self.day(day));
                rest = tail;
                continue;
            }
            match first {
                '\u{201c}' => quoted += 1,
                '\u{201d}' => quoted = quoted.saturating_sub(1),
                _ => {}
            }
            written.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
        written
    }

    /// An integer that counts something.
    pub(super) fn number(self, number: impl Display) -> String {
        match self.numbers {
            NumberFormat::CountsPlain => number.to_string(),
            _ => self.grouped(number),
        }
    }

    /// An integer with its digits in groups of three, however counts are written.
    pub(super) fn grouped(self, number: impl Display) -> String {
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() * 4 / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        self.separated(&text)
    }

    /// A number with its noun, or with noun and verb: `1 control`, `3 controls`.
    pub(super) fn count<N: PartialEq + From<u8> + Display>(
        self,
        number: N,
        one: &str,
        many: &str,
    ) -> String {
        let written = self.number(&number);
        format!("{written} {}", plural(number, one, many))
    }

    /// An amount in minor units of a currency, with its code.
    pub(super) fn amount(self, currency: &Currency, minor_units: i128) -> String {
        let usual = currency.format(minor_units);
        // The name of a unit may hold anything that stands in names.
        match usual.rsplit_once('\u{a0}') {
            Some((code, number)) => format!("{code}\u{a0}{}", self.separated(number)),
            None => usual,
        }
    }

    /// A probability.
    pub(super) fn per_cent(self, points: BasisPoints) -> String {
        self.separated(&points.to_string())
    }

    /// Hundredths as a number with two decimals.
    pub(super) fn hundredths(self, hundredths: u64) -> String {
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        let whole = self.number(whole);
        format!("{whole}{}", self.separated(&format!(".{rest:02}")))
    }

    /// A number that is written as `1,234.56`, with the separators that were chosen.
    fn separated(self, usual: &str) -> String {
        let (thousands, decimals) = match self.numbers {
            NumberFormat::CountsPlain | NumberFormat::CommaPoint => return usual.to_owned(),
            NumberFormat::PointComma => ('.', ','),
            NumberFormat::SpaceComma => ('\u{a0}', ','),
        };
        let exchanged = usual.chars().map(|character| match character {
            ',' => thousands,
            '.' => decimals,
            other => other,
        });
        exchanged.collect()
    }
}

/// A day of ISO 8601 as it is written in a format; `None` where it is none.
fn in_words(iso: &str, format: DateFormat) -> Option<String> {
    let [year, month, day] = iso.split('-').collect::<Vec<_>>().try_into().ok()?;
    let (number, day) = (month.parse::<usize>().ok()?, day.parse::<u8>().ok()?);
    let month = MONTHS.get(number.checked_sub(1)?)?;
    Some(match format {
        DateFormat::Iso => iso.to_owned(),
        DateFormat::DayMonthYear => format!("{day} {month} {year}"),
        DateFormat::MonthDayYear => format!("{month} {day}, {year}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn writing(dates: DateFormat, numbers: NumberFormat) -> Writing {
        Writing { dates, numbers }
    }

    fn dates(dates: DateFormat) -> Writing {
        writing(dates, NumberFormat::default())
    }

    #[test]
    fn a_moment_is_read_as_people_say_it() {
        let usual = Writing::default();
        assert_eq!(
            usual.moment("2026-11-02T09:30:59Z"),
            "2 November 2026, 09:30 UTC"
        );
        assert_eq!(
            dates(DateFormat::MonthDayYear).moment("2026-11-02T09:30:59Z"),
            "November 2, 2026, 09:30 UTC"
        );
        for other in [
            "",
            "2026-11-02",
            "2026-13-02T09:30:59Z",
            "2026-11-02T09:30:59+01:00",
            "x\u{e4}T\u{e4}\u{e4}\u{e4}Z",
        ] {
            for format in DateFormat::ALL {
                assert_eq!(dates(format).moment(other), other);
                if format != DateFormat::Iso {
                    assert_eq!(dates(format).moment_in_short(other), other);
                }
            }
        }
    }

    #[test]
    fn a_day_is_written_in_each_format() {
        let day: Day = "2026-11-03".parse().unwrap();
        let moment = "2026-11-03T09:30:59Z";
        for (format, written, short) in [
            (DateFormat::Iso, "2026-11-03", "2026-11-03 09:30 UTC"),
            (
                DateFormat::DayMonthYear,
                "3 November 2026",
                "3 November 2026, 09:30 UTC",
            ),
            (
                DateFormat::MonthDayYear,
                "November 3, 2026",
                "November 3, 2026, 09:30 UTC",
            ),
        ] {
            let writing = dates(format);
            assert_eq!(writing.day(day), written);
            assert_eq!(writing.day_of_text("2026-11-03"), written);
            assert_eq!(writing.day_of_text("Spring 2026"), "Spring 2026");
            assert_eq!(writing.moment_in_short(moment), short);
            assert_eq!(
                writing.day_and_name(day, "Ada"),
                format!("{written} by Ada")
            );
            assert_eq!(writing.day_and_name(day, " "), written);
        }
    }

    #[test]
    fn each_choice_is_named_by_what_it_writes() {
        for format in DateFormat::ALL {
            let day: Day = "2026-11-30".parse().unwrap();
            assert_eq!(dates(format).day(day), format.label());
        }
        for format in NumberFormat::ALL {
            let writing = writing(DateFormat::default(), format);
            let amount = writing.amount(&Currency::euro(), 123_456);
            let changes = writing.count(1_234_u32, "change", "changes");
            assert_eq!(format!("{amount} and {changes}"), format.label());
        }
    }

    #[test]
    fn days_in_a_sentence_are_written_and_those_in_quotations_are_not() {
        let sentence = "Evidence \u{201c}of 2026-01-02 \u{201c}2026-01-02\u{201d}\u{201d} captured on \
                        2026-12-24; today is 2026-11-03. \u{e4}2026-01-02, 2026-01-02a, 2026-13-02, a-2026-01-02, \
                        2026-01-02-3, 2026-01-0\u{e4}";
        assert_eq!(dates(DateFormat::Iso).days_in(sentence), sentence);
        let expected = sentence
            .replace("on 2026-12-24;", "on December 24, 2026;")
            .replace("is 2026-11-03.", "is November 3, 2026.");
        assert_eq!(dates(DateFormat::MonthDayYear).days_in(sentence), expected);
    }

    #[test]
    fn numbers_have_the_separators_that_were_chosen() {
        let euro = Currency::euro();
        let points = BasisPoints::new(1_250).unwrap();
        for (format, count, size, amount, negative, per_cent, worth) in [
            (
                NumberFormat::CountsPlain,
                "1234567",
                "1,234,567",
                "EUR\u{a0}1,234.50",
                "\u{2212}EUR\u{a0}1,234.50",
                "12.5 %",
                "1234.05",
            ),
            (
                NumberFormat::CommaPoint,
                "1,234,567",
                "1,234,567",
                "EUR\u{a0}1,234.50",
                "\u{2212}EUR\u{a0}1,234.50",
                "12.5 %",
                "1,234.05",
            ),
            (
                NumberFormat::PointComma,
                "1.234.567",
                "1.234.567",
                "EUR\u{a0}1.234,50",
                "\u{2212}EUR\u{a0}1.234,50",
                "12,5 %",
                "1.234,05",
            ),
            (
                NumberFormat::SpaceComma,
                "1\u{a0}234\u{a0}567",
                "1\u{a0}234\u{a0}567",
                "EUR\u{a0}1\u{a0}234,50",
                "\u{2212}EUR\u{a0}1\u{a0}234,50",
                "12,5 %",
                "1\u{a0}234,05",
            ),
        ] {
            let writing = writing(DateFormat::default(), format);
            assert_eq!(writing.number(1_234_567_u32), count);
            assert_eq!(writing.grouped(1_234_567_u64), size);
            assert_eq!(writing.amount(&euro, 123_450), amount);
            assert_eq!(writing.amount(&euro, -123_450), negative);
            assert_eq!(writing.per_cent(points), per_cent);
            assert_eq!(writing.hundredths(123_405), worth);
            assert_eq!(writing.number(999_u16), "999");
            assert_eq!(writing.count(1_u8, "risk is", "risks are"), "1 risk is");
        }
    }
}
