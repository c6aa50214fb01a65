//! The reference's values as ours, and where two values differ.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Every place at which two values differ.
pub(crate) fn differences(path: &str, found: &Value, expected: &Value, into: &mut Vec<String>) {
    match (found, expected) {
        (Value::Object(found), Value::Object(expected)) => {
            let names: BTreeSet<&String> = found.keys().chain(expected.keys()).collect();
            for name in names {
                let (one, other) = (&found.get(name), &expected.get(name));
                let null = Value::Null;
                let path = format!("{path}/{name}");
                differences(&path, one.unwrap_or(&null), other.unwrap_or(&null), into);
            }
        }
        (Value::Array(found), Value::Array(expected)) => {
            if found.len() != expected.len() {
                into.push(format!(
                    "{path}: {} items, not {}",
                    found.len(),
                    expected.len()
                ));
            }
            for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
                let name = expected
                    .get("id")
                    .or(expected.get("term"))
                    .and_then(Value::as_str);
                let name = name.map_or(index.to_string(), str::to_owned);
                differences(&format!("{path}/{name}"), found, expected, into);
            }
        }
        _ if found == expected => {}
        _ => into.push(format!(
            "{path}:\n    found    {found}\n    expected {expected}"
        )),
    }
}

pub(crate) fn assert_same(of: &str, found: &Value, expected: &Value) {
    let mut list = Vec::new();
    differences("", found, expected, &mut list);
    assert!(
        list.is_empty(),
        "{of}: {} differ\n{}",
        list.len(),
        list.join("\n")
    );
}

pub(crate) fn items<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

pub(crate) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_default()
}

/// The reference's blocks as ours.
pub(crate) fn blocks(value: &Value, name: &str) -> Vec<Value> {
    let list = |items: &[Value]| -> Vec<Value> {
        let nested = items.iter().any(|item| item.get("items").is_some());
        assert!(!nested, "the reference has no lists within lists");
        items.iter().map(|item| item["text"].clone()).collect()
    };
    items(value, name)
        .iter()
        .map(|block| match text(block, "kind") {
            "paragraph" => json!({ "text": block["text"] }),
            "heading" => json!({ "heading": block["text"] }),
            "list" => json!({ "list": list(items(block, "items")) }),
            kind => panic!("{kind}"),
        })
        .collect()
}

/// An object without its members that are empty.
pub(crate) fn object(members: &[(&str, Value)]) -> Value {
    let mut object = Map::new();
    for (name, value) in members {
        let empty = value.is_null()
            || value.as_array().is_some_and(Vec::is_empty)
            || value.as_str() == Some("")
            || value == &json!(false);
        if !empty {
            object.insert((*name).to_owned(), value.clone());
        }
    }
    Value::Object(object)
}

pub(crate) fn scope(value: &Value, categories: &str) -> Value {
    let almost = value.get("all_risks_qualifier").is_some();
    let all = value["all_risks"] == json!(true);
    let scope = object(&[
        ("risks", value["risks"].clone()),
        ("risk_categories", value[categories].clone()),
        ("all_risks", json!(all && !almost)),
        ("almost_all_risks", json!(almost)),
    ]);
    match scope.as_object().is_some_and(Map::is_empty) {
        true => Value::Null,
        false => scope,
    }
}

pub(crate) fn criteria(value: &Value, name: &str) -> Vec<Value> {
    let without_framework = |reference: &str| -> String {
        // The one criterion that is published with words of its framework.
        reference
            .split(" of ")
            .next()
            .unwrap_or(reference)
            .to_owned()
    };
    items(value, name)
        .iter()
        .map(|item| {
            let reference = without_framework(text(item, "reference"));
            object(&[
                ("framework", item["framework"].clone()),
                ("reference", json!(reference)),
            ])
        })
        .collect()
}

pub(crate) fn of<'a>(
    list: &'a [Value],
    member: &'a str,
    id: &'a str,
) -> impl Iterator<Item = &'a Value> {
    list.iter().filter(move |item| item[member] == json!(id))
}
