//! What is found about a report, in words.

use serde_json::Value;

use crate::GENERATOR;

/// The most characters of a text that are shown.
pub(crate) const SHOWN: usize = 160;

/// That the report is of an edition of the catalog which is not at hand.
pub(crate) fn other_edition(name: &str, version: &str, date: &str) -> String {
    format!(
        "The report quotes an edition of the catalog that this copy of Assay does not have ({name}, {version}, \
         {date}): its texts, levels and X-ray findings were not compared with it."
    )
}

/// That the report is one of the first.
pub(crate) const FIRST_ASSAY: &str = "The report was written by the first Assay, whose rules for verdict and sums were others; by those its \
     figures were compared, and its explanations and X-ray findings were not.";

/// That another program or version wrote the report.
pub(crate) fn other_program(other: &str) -> String {
    format!(
        "The report was written by {other}, and this is {GENERATOR}: its explanations and X-ray findings were \
         not compared."
    )
}

/// What the report says where an edit refuses it.
pub(crate) const REFUSED: &str = "something that no assessment can hold";
/// What it says where its levels do not follow each other.
pub(crate) const BAD_LEVELS: &str = "levels that cannot be";
/// What follows where it has not five levels.
pub(crate) const FIVE_LEVELS: &str = "there are five levels";
/// What follows where a moment cannot be read.
pub(crate) const MOMENT: &str = "a time is written as 2026-11-22T09:30:00Z";

/// An item of a list that has no name of its own, by its place there, counted from 1.
pub(crate) fn item(number: usize) -> String {
    format!("item {number}")
}

/// How many names there are, and which.
pub(crate) fn counted(names: &[String]) -> String {
    shortened(&format!("{} in all: {}", names.len(), names.join(", ")))
}

/// The place of an item: controls, risks and the like are known by their own name, wherever in the
/// document they stand.
pub(crate) fn place_inside(
    name: &str,
    item: &Value,
    key: &str,
    mut outer: Vec<String>,
) -> Vec<String> {
    let text = |member: &str| item.get(member).and_then(Value::as_str);
    let title = text("shortTitle").or(text("title")).or(text("label"));
    let titled = |kind: &str| match title.filter(|title| *title != key) {
        Some(title) => format!("{kind} {key} “{}”", shortened(title)),
        None => format!("{kind} {key}"),
    };
    let kind = match (name, outer.len()) {
        ("sections", _) => "Section",
        ("groups", _) => "Group",
        ("controls", 2) => "Control",
        ("categories", _) => "Category",
        ("risks", 2) => "Risk",
        ("mitigations", 1) => "Mitigation",
        ("evidence", _) => "Evidence",
        ("actions", _) => "Action",
        ("findings", _) => "X-ray finding",
        ("glossary", _) => "Term",
        ("levels", _) => "Level",
        (other, _) => {
            // Something within one of these.
            outer.pop();
            outer.push(titled(&member(other)));
            return outer;
        }
    };
    vec![titled(kind)]
}

/// A value of the document as text.
pub(crate) fn value(given: &Value) -> String {
    match given {
        Value::Null => "nothing".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => list(items),
        Value::Object(members) => members
            .iter()
            .map(|(name, inner)| format!("{} {}", member(name), value(inner)))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// The items of a list.
pub(crate) fn list(items: &[Value]) -> String {
    if items.is_empty() {
        return "nothing".to_owned();
    }
    items.iter().map(value).collect::<Vec<_>>().join(", ")
}

/// `inherentScored` as `inherent scored`.
pub(crate) fn member(name: &str) -> String {
    name.chars()
        .flat_map(|letter| {
            let gap = letter.is_ascii_uppercase().then_some(' ');
            gap.into_iter().chain([letter.to_ascii_lowercase()])
        })
        .collect()
}

/// A text with at most so many characters that it can stand in a line.
pub(crate) fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    if short.is_empty() {
        short.push_str("nothing");
    }
    short
}
