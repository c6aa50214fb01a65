//! Values of OSCAL's data types.

use assay_assessment::Method;
use serde_json::{Value, json};

use super::identifiers::NAMESPACE;
pub(super) use crate::plain::{labelled, line, line_or, paragraphs, prose, pruned, word};

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
