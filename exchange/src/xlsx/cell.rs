//! What stands in a cell, and a sheet of cells.

use assay_assessment::{BasisPoints, Day, Money};
use serde::Serialize;

use crate::plain;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing.
    Empty,
    /// Words, whatever they look like.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// An amount of minor units, which may be negative.
    Amount(i64),
    /// A probability.
    Probability(BasisPoints),
    /// A number in hundredths.
    Hundredths(i64),
    /// A day.
    Day(Day),
}

impl Cell {
    pub(super) fn text(text: impl AsRef<str>) -> Self {
        let text = text.as_ref();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text.to_owned())
        }
    }

    /// The word for something that is not always stated.
    pub(super) fn of(text: Option<impl AsRef<str>>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    pub(super) fn integer(number: impl TryInto<i64>) -> Self {
        number.try_into().map_or(Self::Empty, Self::Integer)
    }

    pub(super) fn money(amount: Option<Money>) -> Self {
        let units = amount.and_then(|amount| i64::try_from(amount.minor_units()).ok());
        units.map_or(Self::Empty, Self::Amount)
    }

    pub(super) fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// Several in one cell, a line each.
    pub(super) fn lines<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        let texts: Vec<String> = texts
            .into_iter()
            .map(|text| text.as_ref().to_owned())
            .filter(|text| !text.is_empty())
            .collect();
        Self::text(texts.join("\n"))
    }

    /// A word of the report's format, as its JSON has it.
    pub(super) fn word(value: impl Serialize) -> Self {
        Self::text(plain::word(value))
    }

    pub(super) fn flag(flag: bool) -> Self {
        Self::text(if flag { "yes" } else { "no" })
    }
}

/// How wide a column is, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// A word, a number or a day.
    Narrow,
    /// A title or several identifiers.
    Middle,
    /// Sentences.
    Wide,
}

impl Width {
    pub(super) const fn characters(self) -> u32 {
        match self {
            Self::Narrow => 16,
            Self::Middle => 32,
            Self::Wide => 70,
        }
    }
}

/// A table on a sheet of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sheet {
    /// At most 31 characters, none of `\ / ? * [ ] : '`.
    pub(super) name: &'static str,
    /// How many columns at the beginning say what a row is of.
    pub(super) keys: usize,
    pub(super) columns: Vec<(&'static str, Width)>,
    pub(super) rows: Vec<Vec<Cell>>,
}
