//! What several formats have in common.

use assay_assessment::exposure::{MatrixCell, Rating};
use assay_report::document::ScorePart;
use serde::Serialize;
use serde_json::Value;

/// Whether XML 1.0 has no such character (section 2.2).
pub(crate) const fn is_forbidden_in_xml(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// How severe a score is. The first reports do not say it, and it follows.
pub(crate) fn rating(score: &ScorePart) -> Option<Rating> {
    score
        .rating
        .or_else(|| score.cell().map(MatrixCell::rating))
}

/// A number of the smallest units as a decimal number: 1250 of two decimals is `12.50`.
pub(crate) fn decimal(units: i64, decimals: u8) -> String {
    let decimals = usize::from(decimals);
    let sign = if units < 0 { "-" } else { "" };
    let width = decimals.saturating_add(1);
    let digits = format!("{:0width$}", units.unsigned_abs());
    let (major, minor) = digits.split_at(digits.len().saturating_sub(decimals));
    let point = if minor.is_empty() { "" } else { "." };
    format!("{sign}{major}{point}{minor}")
}

/// A text of one line, without white space at its ends: what titles, names and values are. What is no white space
/// stays; what XML cannot hold becomes U+FFFD.
pub(crate) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|character: char| character.is_whitespace() || character == '\u{feff}') {
        if word.is_empty() {
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().map(legal));
    }
    line
}

/// The same; where nothing is left of it, what stands instead.
pub(crate) fn line_or(text: &str, instead: &str) -> String {
    match line(text) {
        line if line.is_empty() => instead.to_owned(),
        line => line,
    }
}

/// A text of several lines: what descriptions and remarks are.
pub(crate) fn prose(text: &str) -> String {
    text.trim().chars().map(legal).collect()
}

/// Texts below each other, without those that say nothing.
pub(crate) fn paragraphs<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let texts: Vec<String> = texts
        .into_iter()
        .map(|text| prose(text.as_ref()))
        .filter(|text| !text.is_empty())
        .collect();
    texts.join("\n\n")
}

/// A text behind what it is; nothing where it says nothing.
pub(crate) fn labelled(label: &str, text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        text => format!("{label}: {text}"),
    }
}

const fn legal(character: char) -> char {
    // Other programs keep it as JSON, XML and YAML alike.
    if is_forbidden_in_xml(character) {
        char::REPLACEMENT_CHARACTER
    } else {
        character
    }
}

/// A word of the report's format, as its JSON has it.
pub(crate) fn word(value: impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().map(str::to_owned).unwrap_or_default()
}

/// A value without what says nothing: OSCAL has no empty arrays, and an object of nothing means something only as
/// `include-all`.
pub(crate) fn pruned(value: Value) -> Value {
    match value {
        Value::Array(items) => {
            let items = items.into_iter().map(pruned);
            Value::Array(items.filter(|item| !says_nothing(item)).collect())
        }
        Value::Object(members) => {
            let members = members
                .into_iter()
                .map(|(name, member)| (name, pruned(member)));
            let kept =
                members.filter(|(name, member)| name == "include-all" || !says_nothing(member));
            Value::Object(kept.collect())
        }
        Value::String(text) => Value::String(text),
        other => other,
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn decimal_numbers_are_exact() {
        assert_eq!(decimal(5, 2), "0.05");
        assert_eq!(decimal(-12_345, 2), "-123.45");
        assert_eq!(decimal(7, 0), "7");
        assert_eq!(decimal(1, 8), "0.00000001");
        assert_eq!(decimal(i64::MIN, 2), "-92233720368547758.08");
    }

    #[test]
    fn a_line_has_neither_breaks_nor_what_xml_cannot_hold() {
        assert_eq!(line(" a\r\n\u{2028}b\tc\u{85} "), "a b c");
        assert_eq!(line("\u{1f}a\u{0}"), "\u{fffd}a\u{fffd}");
        assert_eq!(line_or(" \n", "none"), "none");
        assert_eq!(prose("\n a\n\u{b}b "), "a\n\u{fffd}b");
    }

    #[test]
    fn what_says_nothing_is_left_out() {
        let value = json!({
            "a": [], "b": [null, { "c": [] }, "x"], "d": "", "include-all": {}, "e": 0, "f": {}
        });
        let left = json!({ "b": ["x"], "include-all": {}, "e": 0 });
        assert_eq!(pruned(value), left);
    }
}
