//! Identifiers: what is read, what is refused, and their order.

#![allow(
    clippy::unwrap_used,
    reason = "a helper that fails makes its test fail"
)]

use std::collections::BTreeMap;

use assay_catalog::{
    Catalog, CategoryId, ControlId, Criterion, FrameworkId, GroupId, IdentifierError, Level,
    MAX_IDENTIFIER_LENGTH, MitigationId, Period, RiskId, RiskPrefix, SectionId, key_word_ranges,
};
use proptest::prelude::*;

#[test]
fn identifiers_are_read_strictly() {
    assert_eq!(
        ControlId::parse("req-encrypt-data").unwrap().as_str(),
        "req-encrypt-data"
    );
    for refused in [
        "",
        "req-",
        "req",
        "ctrl-encrypt-data",
        "req-Encrypt",
        "req--data",
        "req-data-",
        "req-dátá",
        "req-a b",
        " req-a",
        "req-a\n",
        "req-a/b",
    ] {
        assert!(ControlId::parse(refused).is_err(), "{refused:?}");
    }
    let longest = format!("req-{}", "a".repeat(MAX_IDENTIFIER_LENGTH - 4));
    assert!(ControlId::parse(&longest).is_ok());
    assert_eq!(
        ControlId::parse(&format!("{longest}a")),
        Err(IdentifierError::TooLong {
            length: MAX_IDENTIFIER_LENGTH + 1
        })
    );
    assert!(GroupId::parse("ctrl-a").is_ok());
    assert!(SectionId::parse("sec-controls-a").is_ok());
    assert!(SectionId::parse("sec-mit-a").is_err());
    assert!(MitigationId::parse("sec-mit-a").is_ok());
    assert!(CategoryId::parse("sec-risks-a").is_ok());
    assert!(FrameworkId::parse("OWASP_TOP10").is_ok());
    assert!(FrameworkId::parse("owasp").is_err());
    assert!(FrameworkId::parse("A__B").is_err());
}

#[test]
fn risk_identifiers_are_read_strictly() {
    for accepted in ["FIN1", "SPS0", "GIR25", "RER65535"] {
        assert_eq!(RiskId::parse(accepted).unwrap().to_string(), accepted);
    }
    for refused in [
        "", "FIN", "FIN01", "FIN00", "fin1", "FIN-1", "FIN+1", "FIN 1", "FIN1 ", "XYZ1",
        "FIN65536", "FIN1a", "FIN١", "1FIN", "F",
    ] {
        assert!(RiskId::parse(refused).is_err(), "{refused:?}");
    }
}

#[test]
fn messages_say_what_to_do() {
    let message = |text: &str| ControlId::parse(text).unwrap_err().to_string();
    assert_eq!(
        message("encrypt"),
        "the identifier \"encrypt\" has to begin with \"req-\", as in req-encrypt-data"
    );
    assert_eq!(
        message(""),
        "the identifier is empty; it has to look like req-encrypt-data"
    );
    assert_eq!(
        RiskId::parse("FIN01").unwrap_err().to_string(),
        "the risk identifier \"FIN01\" has to end in a number of 0 to 65535 without leading zeros, \
         as in FIN2"
    );
}

#[test]
fn every_identifier_of_the_catalog_survives_json() {
    let catalog = Catalog::bundled();
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
    assert!(json.starts_with(r#"{"FIN1":true,"FIN2":true"#));
    assert_eq!(
        serde_json::from_str::<BTreeMap<RiskId, bool>>(&json).unwrap(),
        by_risk
    );
    assert!(serde_json::from_str::<RiskId>("\"FIN01\"").is_err());
    assert!(serde_json::from_str::<RiskId>("1").is_err());
    assert!(serde_json::from_str::<ControlId>("\"FIN1\"").is_err());
}

#[test]
fn levels_and_periods_are_written_as_the_specification_and_the_data_have_them() {
    for level in Level::ALL {
        let json = serde_json::to_string(&level).unwrap();
        assert_eq!(json, format!("\"{level}\""));
        assert_eq!(level.is_mandatory(), level != Level::Should);
    }
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
    (0..RiskPrefix::ALL.len(), any::<u16>())
        .prop_map(|(prefix, number)| RiskId::new(RiskPrefix::ALL[prefix], number))
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
    fn risk_identifiers_sort_by_category_then_number(left in any_risk_id(), right in any_risk_id()) {
        let key = |id: RiskId| {
            let category = RiskPrefix::ALL.iter().position(|each| *each == id.prefix());
            (category, id.number())
        };
        prop_assert_eq!(left.cmp(&right), key(left).cmp(&key(right)));
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
    fn well_formed_control_identifiers_are_read(text in "req-[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,8}") {
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
