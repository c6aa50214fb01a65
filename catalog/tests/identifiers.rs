//! Identifiers: what is read, what is refused, and their order.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use std::collections::BTreeMap;

use assay_catalog::{
    ControlId, Criterion, Editions, FrameworkId, IdentifierError, Level, MAX_IDENTIFIER_LENGTH,
    MAX_LEVEL_NAME_LENGTH, MAX_RISK_IDENTIFIER_LENGTH, Period, RiskId, key_word_ranges,
};
use proptest::prelude::*;

#[test]
fn identifiers_are_read_strictly() {
    for accepted in [
        "req-encrypt-data",
        "AC-2(1)",
        "a",
        "7.1",
        "A.5.15",
        "urn:example_1",
    ] {
        assert_eq!(ControlId::parse(accepted).unwrap().as_str(), accepted);
        assert_eq!(RiskId::parse(accepted).unwrap().as_str(), accepted);
    }
    for refused in [
        "",
        "-a",
        ".a",
        "(a)",
        "req-d\u{e1}t\u{e1}",
        "req-a b",
        " req-a",
        "req-a\n",
        "req-a/b",
        "a\"",
        "a%",
    ] {
        assert!(ControlId::parse(refused).is_err(), "{refused:?}");
        assert!(RiskId::parse(refused).is_err(), "{refused:?}");
    }
    let longest = "a".repeat(MAX_IDENTIFIER_LENGTH);
    assert!(ControlId::parse(&longest).is_ok());
    assert_eq!(
        ControlId::parse(&format!("{longest}a")),
        Err(IdentifierError::TooLong {
            length: MAX_IDENTIFIER_LENGTH + 1,
            most: MAX_IDENTIFIER_LENGTH
        })
    );
    let longest = "a".repeat(MAX_RISK_IDENTIFIER_LENGTH);
    assert!(RiskId::parse(&longest).is_ok());
    assert!(RiskId::parse(&format!("{longest}a")).is_err());
}

#[test]
fn messages_say_what_to_do() {
    let message = |text: &str| ControlId::parse(text).unwrap_err().to_string();
    assert_eq!(
        message("a b"),
        "the identifier \"a b\" has to begin with one of A-Z, a-z and 0-9 and to hold only these \
         and - _ . : ( ), as in req-encrypt-data"
    );
    assert_eq!(
        message(""),
        "the identifier is empty; it has to look like req-encrypt-data"
    );
    assert_eq!(
        RiskId::parse(&"a".repeat(61)).unwrap_err().to_string(),
        "the identifier has 61 bytes; at most 60 are allowed"
    );
}

#[test]
fn every_identifier_of_the_catalog_survives_json() {
    let catalog = Editions::bundled_draft();
    for control in catalog.controls() {
        let json = serde_json::to_string(control.id()).unwrap();
        assert_eq!(
            &serde_json::from_str::<ControlId>(&json).unwrap(),
            control.id()
        );
    }
    for criterion in catalog.criteria() {
        let json = serde_json::to_string(criterion).unwrap();
        assert_eq!(
            &serde_json::from_str::<Criterion>(&json).unwrap(),
            criterion
        );
    }
    let by_risk: BTreeMap<RiskId, bool> = catalog
        .risks()
        .iter()
        .map(|risk| (risk.id(), risk.is_active()))
        .collect();
    let json = serde_json::to_string(&by_risk).unwrap();
    assert!(json.starts_with(r#"{"DOW1":true,"DOW2":true"#));
    assert_eq!(
        serde_json::from_str::<BTreeMap<RiskId, bool>>(&json).unwrap(),
        by_risk
    );
    assert!(serde_json::from_str::<RiskId>("\"FIN 1\"").is_err());
    assert!(serde_json::from_str::<RiskId>("1").is_err());
    assert!(serde_json::from_str::<ControlId>("\"-\"").is_err());
}

#[test]
fn levels_have_short_names() {
    let level = Level::new("SHOULD", false).unwrap();
    assert_eq!((level.as_str(), level.is_mandatory()), ("SHOULD", false));
    assert_eq!(format!("{level:>8}"), "  SHOULD");
    assert!(Level::new("", true).is_none());
    assert!(Level::new(&"a".repeat(MAX_LEVEL_NAME_LENGTH), true).is_some());
    assert!(Level::new(&"a".repeat(MAX_LEVEL_NAME_LENGTH + 1), true).is_none());
}

#[test]
fn periods_are_written_as_the_data_have_them() {
    for period in Period::ALL {
        let json = serde_json::to_string(&period).unwrap();
        assert_eq!(json, format!("\"{}\"", period.as_str()));
    }
}

#[test]
fn key_words_are_found_as_whole_words() {
    let words = |text: &'static str| -> Vec<&str> {
        let ranges = key_word_ranges(text).into_iter();
        ranges.map(|range| &text[range]).collect()
    };
    assert_eq!(
        words("It MUST NOT run, and SHOULD stop"),
        ["MUST NOT", "SHOULD"]
    );
    assert_eq!(words("MUST NOTE"), ["MUST"]);
    assert_eq!(words("MUSTARD must should (MUST)"), ["MUST"]);
    assert_eq!(words("éMUST MUSTé SHOULD."), ["SHOULD"]);
    assert!(words("").is_empty());
}

fn any_risk_id() -> impl Strategy<Value = RiskId> {
    "[A-Z]{1,3}[0-9]{1,5}".prop_map(|text| RiskId::parse(&text).unwrap())
}

fn any_criterion() -> impl Strategy<Value = Criterion> {
    let framework = prop::sample::select(vec!["A", "B"]);
    let reference = prop::option::of("[AB .0-9]{0,6}");
    (framework, reference).prop_map(|(framework, reference)| {
        Criterion::new(FrameworkId::parse(framework).unwrap(), reference)
    })
}

proptest! {
    #[test]
    fn a_risk_identifier_reads_back_as_itself(id in any_risk_id()) {
        prop_assert_eq!(RiskId::parse(&id.to_string()), Ok(id));
        let json = serde_json::to_string(&id).unwrap();
        prop_assert_eq!(serde_json::from_str::<RiskId>(&json).unwrap(), id);
    }

    #[test]
    fn risk_identifiers_have_a_total_order(
        first in any_risk_id(), second in any_risk_id(), third in any_risk_id()
    ) {
        prop_assert_eq!(first.cmp(&second), second.cmp(&first).reverse());
        prop_assert_eq!(first.cmp(&second).is_eq(), first == second);
        if first <= second && second <= third {
            prop_assert!(first <= third);
        }
    }

    #[test]
    fn risk_identifiers_of_a_category_sort_by_number(left in any::<u16>(), right in any::<u16>()) {
        let id = |number| RiskId::parse(&format!("FIN{number}")).unwrap();
        prop_assert_eq!(id(left).cmp(&id(right)), left.cmp(&right));
    }

    #[test]
    fn what_is_read_is_written_the_same(text in "\\PC{0,24}") {
        if let Ok(id) = RiskId::parse(&text) {
            prop_assert_eq!(id.to_string(), text.clone());
        }
        if let Ok(id) = ControlId::parse(&text) {
            prop_assert_eq!(id.to_string(), text.clone());
        }
        if let Ok(id) = FrameworkId::parse(&text) {
            prop_assert_eq!(id.to_string(), text);
        }
    }

    #[test]
    fn well_formed_control_identifiers_are_read(text in "[A-Za-z0-9][A-Za-z0-9_.:()-]{0,99}") {
        prop_assert_eq!(ControlId::parse(&text).unwrap().to_string(), text);
    }

    #[test]
    fn no_text_makes_key_words_panic(text in "(MUST|NOT|SHOULD| |é|\\PC){0,12}") {
        let mut end = 0;
        for range in key_word_ranges(&text) {
            prop_assert!(range.start >= end);
            end = range.end;
            prop_assert!(text.get(range).is_some());
        }
    }

    #[test]
    fn criteria_have_a_total_order(
        first in any_criterion(), second in any_criterion(), third in any_criterion()
    ) {
        prop_assert_eq!(first.cmp(&second), second.cmp(&first).reverse());
        prop_assert_eq!(first.cmp(&second).is_eq(), first == second);
        if first <= second && second <= third {
            prop_assert!(first <= third);
        }
    }

    #[test]
    fn references_sort_by_number(chapter in 0_u16..40, left in 0_u16..40, right in 0_u16..40) {
        let criterion = |number| Criterion::new(
            FrameworkId::parse("SOC2").unwrap(),
            Some(format!("CC {chapter}.{number}")),
        );
        prop_assert_eq!(criterion(left).cmp(&criterion(right)), left.cmp(&right));
    }
}
