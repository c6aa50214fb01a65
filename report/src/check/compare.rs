//! Two reports, member by member, with the place of each difference.

use std::collections::BTreeMap;

use assay_assessment::words::capital;
use serde_json::{Map, Value};

use super::{Consistency, Contradiction};
use crate::document::Report;
use crate::words::{self, shortened};

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
            self.place.push(words::member(name));
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
            let (says, follows) = excerpts(&words::list(says), &words::list(follows));
            self.note(says, follows);
            return;
        }
        // Whoever is there under the same name is compared; where the names or their order differ,
        // that is a difference of the list.
        let names = |items: &[Value]| -> Vec<String> {
            let name = |(index, item)| key_of(item).unwrap_or_else(|| words::item(index + 1));
            items.iter().enumerate().map(name).collect()
        };
        let (said, following) = (names(says), names(follows));
        if said != following {
            let (says, follows) = if said.len() == following.len() {
                excerpts(&said.join(", "), &following.join(", "))
            } else {
                (words::counted(&said), words::counted(&following))
            };
            self.note(says, follows);
        }
        let places: BTreeMap<&String, &Value> = following.iter().zip(follows).collect();
        for (key, item) in said.iter().zip(says) {
            if let Some(same) = places.get(key)
                && *same != item
            {
                let outer = std::mem::take(&mut self.place);
                self.place = words::place_inside(name, item, key, outer.clone());
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
            other => shortened(&words::value(other)),
        };
        (one(says), one(follows))
    }

    fn note(&mut self, says: String, follows: String) {
        let place = capital(&self.place.join(", "));
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
fn excerpts(says: &str, follows: &str) -> (String, String) {
    let same = says
        .chars()
        .zip(follows.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let skipped =
        if same > BEFORE && says.chars().count().max(follows.chars().count()) > words::SHOWN {
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
