//! What stands in a row and a column.

use assay_assessment::{Day, Timestamp};
use serde::{Serialize, Serializer};

/// What stands in a row and a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// It is not known, or not said.
    Nothing,
    Text(String),
    Integer(i64),
    Flag(bool),
    Day(Day),
    Moment(Timestamp),
    List(Vec<String>),
}

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A text that says nothing where it is empty.
    pub(super) fn said(text: &str) -> Self {
        match text {
            "" => Self::Nothing,
            text => Self::text(text),
        }
    }

    pub(super) fn text_of(text: Option<&String>) -> Self {
        text.map_or(Self::Nothing, |text| Self::text(text))
    }

    /// A number; all of a report are below 2^53.
    pub(super) fn number(number: impl TryInto<i64>) -> Self {
        number.try_into().map_or(Self::Nothing, Self::Integer)
    }

    /// A word of the format, as the JSON has it.
    pub(super) fn word(value: impl Serialize) -> Self {
        match serde_json::to_value(value) {
            Ok(serde_json::Value::String(word)) => Self::Text(word),
            _ => Self::Nothing,
        }
    }

    pub(super) fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }

    /// A moment as a report writes it. In one that is valid it is one.
    pub(super) fn moment(text: &str) -> Self {
        Timestamp::from_rfc3339(text).map_or(Self::Nothing, Self::Moment)
    }

    /// As a cell of CSV has it.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Moment(moment) => moment.rfc3339(),
            Self::List(all) => all.join("; "),
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Day(day) => serializer.collect_str(day),
            Self::Moment(moment) => serializer.serialize_str(&moment.rfc3339()),
            Self::List(all) => all.serialize(serializer),
        }
    }
}
