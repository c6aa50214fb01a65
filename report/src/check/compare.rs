//! Two reports, member by member, with each difference's place in words.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Consistency, Contradiction};
use crate::document::Report;

/// The most characters of a text that are shown.
const SHOWN: usize = 160;
/// How much of what is equal is shown before a difference.
const BEFORE: usize = 40;

/// Members whose words belong to a version of the program and not to the format.
const WORDS: [&str; 4] = ["explanation", "findings", "probabilityLabel", "impactLabel"];

/// Members that hold amounts in minor units.
const AMOUNTS: [&str; 7] = [
    "amount",
    "exposure",
    "impact",
    "inherent",
    "mitigationCost",
    "removed",
    "residual",
];

/// Notes every difference of the report from the one that was expected.
pub(super) fn compare(report: &Report, expected: &Report, words: bool, found: &mut Consistency) {
    if report == expected {
        return;
    }
    // Serialisation fails only for names of members that are no texts, and all are.
    let (Ok(says), Ok(follows)) = (report.to_value(), expected.to_value()) else {
        return;
    };
    let mut walk = Walk {
        report,
        words,
        found,
        place: Vec::new(),
    };
    walk.values("", &says, &follows);
}

struct Walk<'a> {
    report: &'a Report,
    words: bool,
    found: &'a mut Consistency,
    place: Vec<String>,
}

impl Walk<'_> {
    fn values(&mut self, name: &str, says: &Value, follows: &Value) {
        if says == follows || (!self.words && WORDS.contains(&name)) {
            return;
        }
        match (says, follows) {
            (Value::Object(says), Value::Object(follows)) => self.members(says, follows),
            (Value::Array(says), Value::Array(follows)) => self.items(name, says, follows),
            _ => {
                let (says, follows) = self.texts(name, says, follows);
                self.note(says, follows);
            }
        }
    }

    fn members(&mut self, says: &Map<String, Value>, follows: &Map<String, Value>) {
        let more = follows.keys().filter(|name| !says.contains_key(*name));
        for name in says.keys().chain(more) {
            let absent = Value::Null;
            self.place.push(words_of(name));
            self.values(
                name,
                says.get(name).unwrap_or(&absent),
                follows.get(name).unwrap_or(&absent),
            );
            self.place.pop();
        }
    }

    fn items(&mut self, name: &str, says: &[Value], follows: &[Value]) {
        let plain = |items: &[Value]| items.iter().all(|item| !item.is_object());
        if plain(says) && plain(follows) {
            let (says, follows) = excerpts(&joined(says), &joined(follows));
            self.note(says, follows);
            return;
        }
        // Whoever is there under the same name is compared; where the names or their order differ,
        // that is a difference of the list.
        let names = |items: &[Value]| -> Vec<String> {
            let name =
                |(index, item)| key_of(item).unwrap_or_else(|| format!("item {}", index + 1));
            items.iter().enumerate().map(name).collect()
        };
        let (said, following) = (names(says), names(follows));
        if said != following {
            let count = |items: &[String]| format!("{} in all: {}", items.len(), items.join(", "));
            let (says, follows) = if said.len() == following.len() {
                excerpts(&said.join(", "), &following.join(", "))
            } else {
                (shortened(&count(&said)), shortened(&count(&following)))
            };
            self.note(says, follows);
        }
        let places: BTreeMap<&String, &Value> = following.iter().zip(follows).collect();
        for (key, item) in said.iter().zip(says) {
            if let Some(same) = places.get(key)
                && *same != item
            {
                let outer = std::mem::take(&mut self.place);
                self.place = inside(name, item, key, outer.clone());
                self.values("", item, same);
                self.place = outer;
            }
        }
    }

    fn texts(&self, name: &str, says: &Value, follows: &Value) -> (String, String) {
        if let (Value::String(says), Value::String(follows)) = (says, follows) {
            return excerpts(says, follows);
        }
        let one = |value: &Value| match value {
            Value::Number(number) if AMOUNTS.contains(&name) => number.as_i64().map_or_else(
                || number.to_string(),
                |amount| self.report.scales.currency.format(i128::from(amount)),
            ),
            other => shortened(&text_of(other)),
        };
        (one(says), one(follows))
    }

    fn note(&mut self, says: String, follows: String) {
        let place = self.place.join(", ");
        let mut letters = place.chars();
        let place = letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default();
        if self.found.contradictions.len() < super::MOST_CONTRADICTIONS {
            self.found.contradictions.push(Contradiction {
                place,
                says,
                follows,
            });
        } else {
            self.found.more += 1;
        }
    }
}

/// The place of an item: controls, risks and the like are known by their own name, wherever in the
/// document they stand.
fn inside(name: &str, item: &Value, key: &str, mut outer: Vec<String>) -> Vec<String> {
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
            outer.push(titled(&words_of(other)));
            return outer;
        }
    };
    vec![titled(kind)]
}

/// What an item of a list is known by.
fn key_of(item: &Value) -> Option<String> {
    ["id", "term", "rule", "label", "level"]
        .iter()
        .find_map(|name| match item.get(name)? {
            Value::String(text) => Some(shortened(text)),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        })
}

fn text_of(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => joined(items),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| format!("{} {}", words_of(name), text_of(value)))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

fn joined(items: &[Value]) -> String {
    if items.is_empty() {
        return "nothing".to_owned();
    }
    items.iter().map(text_of).collect::<Vec<_>>().join(", ")
}

/// `inherentScored` as `inherent scored`.
fn words_of(name: &str) -> String {
    name.chars()
        .flat_map(|letter| {
            let gap = letter.is_ascii_uppercase().then_some(' ');
            gap.into_iter().chain([letter.to_ascii_lowercase()])
        })
        .collect()
}

/// A text with at most so many characters that it can stand in a line.
pub(super) fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    if short.is_empty() {
        short.push_str("nothing");
    }
    short
}

/// Two texts from a little before the first difference on.
fn excerpts(says: &str, follows: &str) -> (String, String) {
    let same = says
        .chars()
        .zip(follows.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let skipped = if same > BEFORE && says.chars().count().max(follows.chars().count()) > SHOWN {
        same - BEFORE
    } else {
        0
    };
    let excerpt = |text: &str| {
        let rest: String = text.chars().skip(skipped).collect();
        let shown = shortened(&rest);
        if skipped > 0 {
            format!("…{shown}")
        } else {
            shown
        }
    };
    (excerpt(says), excerpt(follows))
}
