//! Another currency: every amount stays what it is, or nothing changes and each is named.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::support::*;
use assay_assessment::{
    Assessment, Currency, Edit, EditError, Impact, ImpactFactors, Money, Record, Scales, Score,
};
use proptest::prelude::*;

fn money(units: u64) -> Money {
    Money::from_minor_units(units).unwrap()
}

fn impact(impact: Impact) -> Score {
    Score {
        probability: None,
        impact: Some(impact),
    }
}

fn exact(units: u64) -> Edit {
    Edit::SetInherentScore {
        risk: risk("SLS6"),
        score: impact(Impact::Exact(money(units))),
    }
}

fn to(currency: Currency) -> Edit {
    Edit::SetCurrency { currency }
}

fn yen() -> Currency {
    Currency::iso_4217("JPY").unwrap()
}

/// Every amount that an assessment holds, as whole hundred-millionths of its currency.
fn amounts(assessment: &Assessment) -> Vec<u128> {
    let decimals = u32::from(assessment.scales().currency().decimals());
    let levels = assay_assessment::ScaleLevel::ALL;
    let anchors = levels.map(|level| assessment.scales().impact_of(level));
    let of_risks = catalog().active_risks().flat_map(|risk| {
        let finding = assessment.risk(risk.id());
        let of_score = |score: Score| match score.impact {
            Some(Impact::Exact(amount)) => vec![amount],
            Some(Impact::Factors(factors)) => {
                let mut parts: Vec<Money> = factors.parts().map(|(_, part)| part).to_vec();
                parts.push(factors.total());
                parts
            }
            Some(Impact::Level(_)) | None => vec![],
        };
        let scores = [finding.inherent, finding.residual].map(of_score).concat();
        scores.into_iter().chain(finding.mitigation_cost)
    });
    anchors
        .into_iter()
        .chain(of_risks)
        .map(|amount| u128::from(amount.minor_units()) * 10_u128.pow(8 - decimals))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_amount_is_the_same_in_every_currency_or_the_change_is_refused(
        before in any_edits(), currencies in proptest::collection::vec(any_currency(), 1..4)
    ) {
        let mut assessment = record_after(before).assessment().clone();
        let start = assessment.clone();
        let mut undos = Vec::new();
        for currency in currencies {
            let standing = assessment.clone();
            match to(currency.clone()).apply(&mut assessment, catalog()) {
                Ok(undo) => {
                    prop_assert_eq!(assessment.scales().currency(), &currency);
                    prop_assert_eq!(amounts(&standing), amounts(&assessment));
                    undos.push(undo.0);
                }
                Err(EditError::AmountsNotExact { amounts, .. }) => {
                    prop_assert!(!amounts.is_empty());
                    prop_assert!(assessment == standing);
                }
                Err(other) => prop_assert!(false, "{}", other),
            }
        }
        for undo in undos.into_iter().rev() {
            let _redo = undo.apply(&mut assessment, catalog()).unwrap();
        }
        prop_assert!(assessment == start);
    }
}

#[test]
fn amounts_that_would_be_rounded_are_named_and_nothing_changes() {
    let mut assessment = record_after([
        exact(123_456),
        Edit::SetResidualScore {
            risk: risk("FIN1"),
            score: impact(Impact::Factors(ImpactFactors {
                staff_time: money(150),
                direct_cost: money(200),
                ..ImpactFactors::default()
            })),
        },
        Edit::SetMitigationCost {
            risk: risk("FIN1"),
            cost: Some(money(1)),
        },
    ])
    .assessment()
    .clone();
    let standing = assessment.clone();
    let error = to(yen()).apply(&mut assessment, catalog()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "with 0 decimals 3 amounts cannot be written exactly: EUR\u{a0}1.50 (staff time of FIN1 after \
         mitigation); EUR\u{a0}0.01 (cost of mitigation of FIN1); EUR\u{a0}1,234.56 (impact of SLS6 \
         before mitigation). Change them, or choose another number of decimals"
    );
    assert_eq!(assessment, standing);
}

#[test]
fn amounts_that_become_too_large_are_named_too() {
    let mut assessment = opened();
    let ether = Currency::own_unit("ETH", 8).unwrap();
    let error = to(ether).apply(&mut assessment, catalog()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "with 8 decimals 2 amounts cannot be written exactly: EUR\u{a0}1,000,000 (impact of level 4); \
         EUR\u{a0}10,000,000 (impact of level 5). Change them, or choose another number of decimals"
    );
    // Each part can be counted with four decimals, but not their sum.
    let half = Money::MOST.minor_units() / 100 / 2 + 100;
    let edit = Edit::SetInherentScore {
        risk: risk("SLS6"),
        score: impact(Impact::Factors(ImpactFactors {
            direct_cost: money(half),
            staff_time: money(half),
            ..ImpactFactors::default()
        })),
    };
    let mut assessment = record_after([edit]).assessment().clone();
    let fund = Currency::iso_4217("CLF").unwrap();
    let error = to(fund).apply(&mut assessment, catalog()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("sum of the impact of SLS6 before mitigation"),
        "{error}"
    );
}

/// Found by the property above: the change was made, and taking it back was refused.
#[test]
fn a_sum_that_was_cut_keeps_its_decimals() {
    let most = Money::MOST;
    let edit = Edit::SetInherentScore {
        risk: risk("SLS6"),
        score: impact(Impact::Factors(ImpactFactors {
            direct_cost: most,
            staff_time: most,
            ..ImpactFactors::default()
        })),
    };
    let mut assessment = record_after([edit]).assessment().clone();
    let standing = assessment.clone();
    let error = to(yen()).apply(&mut assessment, catalog()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("sum of the impact of SLS6 before mitigation"),
        "{error}"
    );
    assert_eq!(assessment, standing);
    // With the same decimals every figure stays the same, the cut one too.
    let dollars = Currency::iso_4217("USD").unwrap();
    let _undo = to(dollars).apply(&mut assessment, catalog()).unwrap();
    assert_eq!(amounts(&assessment), amounts(&standing));
}

#[test]
fn whole_amounts_go_to_a_currency_without_decimals_and_back() {
    let mut record = record_after([exact(123_400)]);
    let before = record.assessment().clone();
    record.perform(to(yen()), at(900_000), "Ada").unwrap();
    let finding = record.assessment().risk(risk("SLS6"));
    assert_eq!(finding.inherent.impact, Some(Impact::Exact(money(1_234))));
    assert_eq!(
        record.next_undo().map(ToString::to_string).as_deref(),
        Some("Currency")
    );
    record.undo(at(901_000), "Ada").unwrap();
    assert_eq!(record.assessment(), &before);
    let read = Record::load(journal_of(stored(&record)), None, catalog()).unwrap();
    assert_eq!(read.assessment(), &before);
}

/// What the first Assay wrote when the decimals were changed in its form: the scales, and then each
/// amount, rounded.
fn rounding_edit() -> Edit {
    let standing = Scales::default();
    let levels = assay_assessment::ScaleLevel::ALL;
    let scales = Scales::new(
        yen(),
        levels.map(|level| standing.probability_of(level)),
        levels.map(|level| money(standing.impact_of(level).minor_units() / 100)),
    );
    Edit::Several {
        edits: vec![
            Edit::SetScales {
                scales: scales.unwrap(),
            },
            exact(1_235),
        ],
    }
}

#[test]
fn scales_with_other_decimals_are_refused_once_there_are_amounts() {
    let mut record = record_after([exact(123_456)]);
    let before = record.assessment().clone();
    let refused = record.perform(rounding_edit(), at(900_000), "Ada");
    assert_eq!(refused, Err(EditError::DecimalsOfAmounts));
    assert_eq!(record.assessment(), &before);
    // Without amounts nothing can be rounded.
    let mut empty = new_record();
    let Edit::Several { edits } = rounding_edit() else {
        panic!("the edit has parts")
    };
    empty.perform(edits[0].clone(), at(900_000), "Ada").unwrap();
    assert_eq!(empty.assessment().scales().currency(), &yen());
}

#[test]
fn a_journal_in_which_the_first_assay_rounded_is_read_and_taken_back() {
    let mut record = record_after([exact(123_456)]);
    let before = record.assessment().clone();
    // The entry as it lies in such a journal, which no longer comes about.
    let entry = serde_json::json!({
        "at": at(900_000), "by": "Ada", "seq": record.journal().next_seq(),
        "previousHash": record.journal().head(),
        "change": {"edit": {"mode": "do", "edit": rounding_edit()}},
    });
    let bytes = serde_json_canonicalizer::to_vec(&entry).unwrap();
    record.follow(bytes).unwrap();
    let finding = record.assessment().risk(risk("SLS6"));
    assert_eq!(finding.inherent.impact, Some(Impact::Exact(money(1_235))));
    let read = Record::load(journal_of(stored(&record)), None, catalog()).unwrap();
    assert_eq!(read.assessment(), record.assessment());
    record.undo(at(901_000), "Ada").unwrap();
    assert_eq!(record.assessment(), &before);
}
