//! Values of OSCAL's data types.

use assay_assessment::Method;
use serde::Serialize;
use serde_json::{Value, json};

use super::identifiers::NAMESPACE;
use crate::plain::is_forbidden_in_xml;

/// A text of one line, without white space at its ends: what titles, names and values are. What is no white space
/// stays; what no format of OSCAL can hold becomes U+FFFD.
pub(super) fn line(text: &str) -> String {
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
pub(super) fn line_or(text: &str, instead: &str) -> String {
    match line(text) {
        line if line.is_empty() => instead.to_owned(),
        line => line,
    }
}

/// A text of several lines: what descriptions and remarks are.
pub(super) fn prose(text: &str) -> String {
    text.trim().chars().map(legal).collect()
}

/// Texts below each other, without those that say nothing.
pub(super) fn paragraphs<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let texts: Vec<String> = texts
        .into_iter()
        .map(|text| prose(text.as_ref()))
        .filter(|text| !text.is_empty())
        .collect();
    texts.join("\n\n")
}

/// A text behind what it is; nothing where it says nothing.
pub(super) fn labelled(label: &str, text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        text => format!("{label}: {text}"),
    }
}

const fn legal(character: char) -> char {
    // OSCAL is JSON, XML and YAML alike.
    if is_forbidden_in_xml(character) {
        char::REPLACEMENT_CHARACTER
    } else {
        character
    }
}

/// A property of ours; nothing where its value says nothing.
pub(super) fn property(name: &str, value: impl AsRef<str>) -> Value {
    match line(value.as_ref()) {
        value if value.is_empty() => Value::Null,
        value => json!({ "name": name, "ns": NAMESPACE, "value": value }),
    }
}

/// The same of something that is not always stated.
pub(super) fn property_of(name: &str, value: Option<impl ToString>) -> Value {
    value.map_or(Value::Null, |value| property(name, value.to_string()))
}

/// A property that OSCAL defines.
pub(super) fn defined(name: &str, value: &str) -> Value {
    json!({ "name": name, "value": value })
}

/// A word of the report's format, as its JSON has it.
pub(super) fn word(value: impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().map(str::to_owned).unwrap_or_default()
}

/// OSCAL's word for a method.
pub(super) const fn method(method: Method) -> &'static str {
    match method {
        Method::Examine => "EXAMINE",
        Method::Interview => "INTERVIEW",
        Method::Test => "TEST",
    }
}

/// The methods, or OSCAL's word for none that is stated.
pub(super) fn methods<'m>(methods: impl IntoIterator<Item = &'m Method>) -> Vec<&'static str> {
    let mut words: Vec<_> = methods.into_iter().copied().map(method).collect();
    words.dedup();
    if words.is_empty() {
        words.push("UNKNOWN");
    }
    words
}

/// A value without what says nothing: OSCAL has no empty arrays, and an object of nothing means something only as
/// `include-all`.
pub(super) fn pruned(value: Value) -> Value {
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
    use super::*;

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
