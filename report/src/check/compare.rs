//! Two reports, member by member, with the place of each difference.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Consistency, ItemKind, SHOWN, Said, Step, shortened};
use crate::document::Report;

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
    compare_values(report, &says, &follows, words, found);
}

/// The same of two reports as JSON; `report` is the one that says something.
pub(super) fn compare_values(
    report: &Report,
    says: &Value,
    follows: &Value,
    words: bool,
    found: &mut Consistency,
) {
    let mut walk = Walk {
        report,
        words,
        found,
        place: Vec::new(),
    };
    walk.values("", says, follows);
}

struct Walk<'a> {
    report: &'a Report,
    words: bool,
    found: &'a mut Consistency,
    place: Vec<Step>,
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
            self.place.push(Step::member(name));
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
            let (says, follows) = excerpts(&list(says), &list(follows));
            self.note(says, follows);
            return;
        }
        // Whoever is there under the same name is compared; where the names or their order differ,
        // that is a difference of the list.
        let names = |items: &[Value]| -> Vec<String> {
            let name = |(index, item)| key_of(item).unwrap_or_else(|| format!("#{}", index + 1));
            items.iter().enumerate().map(name).collect()
        };
        let (said, following) = (names(says), names(follows));
        if said != following {
            let (says, follows) = if said.len() == following.len() {
                excerpts(&said.join(", "), &following.join(", "))
            } else {
                (counted(&said), counted(&following))
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

    fn texts(&self, name: &str, says: &Value, follows: &Value) -> (Said, Said) {
        if let (Value::String(says), Value::String(follows)) = (says, follows) {
            return excerpts(says, follows);
        }
        let one = |value: &Value| match value {
            Value::Number(number) if AMOUNTS.contains(&name) => {
                Said::Text(number.as_i64().map_or_else(
                    || number.to_string(),
                    |amount| self.report.scales.currency.format(i128::from(amount)),
                ))
            }
            other => said(other),
        };
        (one(says), one(follows))
    }

    fn note(&mut self, says: Said, follows: Said) {
        self.found.add(self.place.clone(), says, follows);
    }
}

/// The place of an item: controls, risks and the like are known by their own name, wherever in the
/// document they stand.
fn inside(name: &str, item: &Value, key: &str, mut outer: Vec<Step>) -> Vec<Step> {
    let text = |member: &str| item.get(member).and_then(Value::as_str);
    let title = text("shortTitle").or(text("title")).or(text("label"));
    let kind = match (name, outer.len()) {
        ("sections", _) => ItemKind::Section,
        ("groups", _) => ItemKind::Group,
        ("controls", 2) => ItemKind::Control,
        ("categories", _) => ItemKind::Category,
        ("risks", 2) => ItemKind::Risk,
        ("mitigations", 1) => ItemKind::Mitigation,
        ("evidence", _) => ItemKind::Evidence,
        ("actions", _) => ItemKind::Action,
        ("deficiencies", _) => ItemKind::Deficiency,
        ("findings", _) => ItemKind::Finding,
        ("glossary", _) => ItemKind::Term,
        ("levels", _) => ItemKind::Level,
        (other, _) => {
            // Something within one of these.
            outer.pop();
            let kind = ItemKind::Other(other.to_owned());
            outer.push(Step::item(kind, key, title));
            return outer;
        }
    };
    vec![Step::item(kind, key, title)]
}

/// A value of the document; no more of it than can be shown.
fn said(value: &Value) -> Said {
    match value {
        Value::Null => Said::Nothing,
        Value::Bool(flag) => Said::Flag(*flag),
        Value::Number(number) => Said::Text(number.to_string()),
        Value::String(text) => Said::short(text),
        Value::Array(items) if items.is_empty() => Said::Nothing,
        Value::Array(items) => Said::List(items.iter().take(SHOWN).map(said).collect()),
        Value::Object(members) => {
            let members = members.iter().take(SHOWN);
            Said::Members(
                members
                    .map(|(name, value)| (name.clone(), said(value)))
                    .collect(),
            )
        }
    }
}

/// The items of a plain list, one after the other.
fn list(items: &[Value]) -> String {
    let texts: Vec<String> = items
        .iter()
        .map(|item| match item {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        })
        .collect();
    texts.join(", ")
}

/// How many items there are, and which.
fn counted(names: &[String]) -> Said {
    Said::Items {
        count: names.len(),
        names: names.iter().take(SHOWN).cloned().collect(),
    }
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

/// Two texts from a little before the first difference on.
fn excerpts(says: &str, follows: &str) -> (Said, Said) {
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
        if skipped > 0 {
            Said::Text(format!("…{}", shortened(&rest)))
        } else {
            Said::short(&rest)
        }
    };
    (excerpt(says), excerpt(follows))
}
