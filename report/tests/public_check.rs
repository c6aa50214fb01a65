//! Whether what a public edition shows agrees with itself, and what everything that it leaves out comes to.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "the helpers of a test fail the test"
)]

use crate::common::public::{OF, all, editions, made, of_kinds, of_paths, own, reports};
use assay_report::check::consistency;
use assay_report::check::{Contradiction, ItemKind, NotCompared, Step, public_consistency};
use assay_report::document::Report;
use assay_report::public::{Disclosure, Kind, PublicReport, Selection, choices, is_of, restore};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;

fn contradictions(public: &PublicReport) -> Vec<String> {
    let found = public_consistency(public, &editions());
    let places = found.contradictions.iter();
    places
        .map(|each| format!("{}: {} / {}", each.place(), each.says, each.follows))
        .collect()
}

#[test]
fn what_is_shown_agrees_with_itself_whatever_is_left_out() {
    for report in reports() {
        let value = report.to_value().unwrap();
        let paths: Vec<String> = choices(&report, &[])
            .into_iter()
            .map(|each| each.path)
            .collect();
        let mut selections: Vec<Selection> =
            Kind::CHOSEN.iter().map(|kind| of_kinds(&[*kind])).collect();
        selections.push(all());
        // Item by item, each fifth from another beginning on.
        for first in 0..5 {
            let each_fifth = paths.iter().skip(first).step_by(5);
            selections.push(of_paths(each_fifth.map(String::as_str)));
        }
        for selection in selections {
            let made = made(&value, &selection);
            assert_eq!(
                contradictions(&made.public),
                Vec::<String>::new(),
                "{selection:?}"
            );
            let found = public_consistency(&made.public, &editions());
            let left_out = made.public.withheld().len();
            assert!(
                found
                    .not_compared
                    .contains(&NotCompared::Withheld(left_out))
            );
            let again = PublicReport::from_value(made.public.to_value().unwrap());
            assert_eq!(again, Ok(made.public));
        }
    }
}

#[test]
fn of_an_unknown_edition_the_figures_agree_too() {
    let mut value = own().to_value().unwrap();
    value["edition"]["sha256"] = json!("ab".repeat(32));
    for selection in [all(), of_kinds(&[Kind::Amount]), of_kinds(&[Kind::Note])] {
        let public = made(&value, &selection).public;
        assert_eq!(contradictions(&public), Vec::<String>::new());
        let found = public_consistency(&public, &editions());
        assert_eq!(found.not_compared.len(), 2);
    }
}

#[test]
fn what_does_not_follow_is_found_beside_what_is_left_out() {
    let value = own().to_value().unwrap();
    let public = made(&value, &all()).public.to_value().unwrap();
    let changes: [(&str, Value); 8] = [
        ("/report/conformance/verdict", json!("conforms")),
        ("/report/conformance/mandatory/fails", json!(0)),
        (
            "/report/sections/0/groups/0/controls/0/statement",
            json!("Other."),
        ),
        (
            "/report/sections/1/groups/0/controls/0/status",
            json!("partial"),
        ),
        (
            "/report/register/categories/0/risks/0/inherent/rating",
            json!("low"),
        ),
        (
            "/report/register/categories/0/risks/0/inherent/impact/level",
            json!(5),
        ),
        ("/report/actions/1/overdue", json!(false)),
        ("/report/edition/version", json!("another")),
    ];
    for (place, other) in changes {
        let mut value = public.clone();
        let at = value.pointer_mut(place).unwrap();
        assert_ne!(*at, other, "{place}");
        *at = other;
        match PublicReport::from_value(value) {
            Ok(read) => assert_ne!(contradictions(&read), Vec::<String>::new(), "{place}"),
            Err(error) => panic!("{place}: {error}"),
        }
    }
}

#[test]
fn findings_in_another_order_of_gravity_are_found_although_their_titles_are_left_out() {
    let mut value = made(&own().to_value().unwrap(), &of_kinds(&[Kind::Note]))
        .public
        .to_value()
        .unwrap();
    value["report"]["deficiencies"]
        .as_array_mut()
        .unwrap()
        .swap(0, 1);
    let read = PublicReport::from_value(value).unwrap();
    assert_ne!(contradictions(&read), Vec::<String>::new());
}

#[test]
fn with_all_disclosures_the_report_is_as_it_was() {
    for report in reports() {
        let value = report.to_value().unwrap();
        for selection in [all(), of_kinds(&[Kind::Amount]), of_kinds(&[Kind::Person])] {
            let made = made(&value, &selection);
            let texts: Vec<&str> = made
                .disclosures
                .all
                .iter()
                .map(Disclosure::encoded)
                .collect();
            let (restored, again) = restore(&made.public, &texts).unwrap();
            assert_eq!(restored, value);
            assert_eq!(again, report);
            // In any order, and not without any of them.
            let turned: Vec<&str> = texts.iter().rev().copied().collect();
            assert_eq!(restore(&made.public, &turned).unwrap().0, value);
            assert!(restore(&made.public, &texts[1..]).is_err());
        }
    }
}

#[test]
fn an_edition_is_of_one_signed_report() {
    let value = own().to_value().unwrap();
    let made = made(&value, &all());
    assert!(is_of(&made.public, OF, &value));
    assert!(!is_of(&made.public, b"other bytes", &value));
    let mut other = value.clone();
    other["title"] = json!("Another");
    assert!(!is_of(&made.public, OF, &other));
    // What was left out may not have been there.
    other = value;
    other["deficiencies"] = json!([]);
    assert!(!is_of(&made.public, OF, &other));
}

static FULL: LazyLock<Value> = LazyLock::new(|| own().to_value().unwrap());

/// Every place of the full report where one value stands, by the members that lead there, so that the long
/// lists do not hide the short ones.
static PLACES: LazyLock<Vec<Vec<String>>> =
    LazyLock::new(|| {
        let mut places = BTreeMap::<String, Vec<String>>::new();
        let mut waiting = vec![(String::new(), String::new(), &*FULL)];
        while let Some((place, members, value)) = waiting.pop() {
            match value {
                Value::Object(inner) => waiting.extend(inner.iter().map(|(name, value)| {
                    (
                        format!("{place}/{name}"),
                        format!("{members}.{name}"),
                        value,
                    )
                })),
                Value::Array(items) if !items.is_empty() => {
                    waiting.extend(items.iter().enumerate().map(|(index, value)| {
                        (format!("{place}/{index}"), members.clone(), value)
                    }));
                }
                _ => places.entry(members).or_default().push(place),
            }
        }
        places.into_values().collect()
    });

/// Editions without what was written and who did it, and without amounts.
static EDITIONS: LazyLock<[Value; 2]> = LazyLock::new(|| {
    let texts = of_kinds(&[Kind::Note, Kind::EvidenceName, Kind::Person]);
    [texts, of_kinds(&[Kind::Amount])]
        .map(|selection| made(&FULL, &selection).public.to_value().unwrap())
});

/// Whether a contradiction stands in the X-ray's list, as a whole or in one of its items.
fn is_of_the_xray(step: &Step) -> bool {
    match step {
        Step::Member(name) => name == "findings",
        Step::Item { kind, .. } => *kind == ItemKind::Finding,
    }
}

/// Another value that could stand there.
fn other(value: &Value, how: u8) -> Value {
    match value {
        Value::Bool(flag) => json!(!flag),
        Value::Number(number) => json!(number.as_i64().unwrap() + i64::from(how % 2) * 2 - 1),
        Value::String(_) => {
            json!(["fails", "implemented", "MAY", "low", "2026-01-01"][usize::from(how) % 5])
        }
        Value::Null => {
            [json!("words"), json!(1), json!("2026-01-01")][usize::from(how) % 3].clone()
        }
        _ => json!(["words"]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]
    #[test]
    fn what_is_found_in_the_full_report_is_found_in_its_edition(
        member in any::<Index>(), which in any::<Index>(), how in any::<u8>(), edition in 0_usize..2
    ) {
        let places = &PLACES[member.index(PLACES.len())];
        let place = &places[which.index(places.len())];
        let mut edition = EDITIONS[edition].clone();
        let is_shown = edition["report"].pointer(place).is_some_and(|value| !value.is_null())
            || FULL.pointer(place) == Some(&Value::Null)
                && edition["report"].pointer(place) == Some(&Value::Null);
        // A level is stated where its amount is left out, and so is a probability from which only losses follow.
        let stated = ["/level", "/byLevel", "/basisPoints"].iter().any(|end| place.ends_with(end))
            && place.starts_with("/register/");
        let without_amounts = edition["report"]["register"]["totals"].is_null();
        prop_assume!(is_shown && !(stated && without_amounts));
        let mut full = FULL.clone();
        let at = full.pointer_mut(place).unwrap();
        let another = other(at, how);
        prop_assume!(*at != another);
        *at = another.clone();
        *edition["report"].pointer_mut(place).unwrap() = another.clone();
        // What the X-ray asks is left out with what it quotes, and is nothing that an edition could contradict.
        let without_findings = edition["report"]["findings"].is_null();
        let can_be_told = |contradiction: &Contradiction| {
            !(without_findings && contradiction.place.first().is_some_and(is_of_the_xray))
        };
        let found_in_full = Report::from_value(full).is_ok_and(|report| {
            let found = consistency(&report, &editions()).contradictions;
            found.iter().any(can_be_told)
        });
        if found_in_full
            && let Ok(public) = PublicReport::from_value(edition)
        {
            let found = public_consistency(&public, &editions());
            prop_assert!(!found.holds(), "{place} became {another}, and nothing was found");
        }
    }
}
