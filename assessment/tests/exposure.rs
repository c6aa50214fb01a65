//! Exposure over a whole assessment: standings, ranking, priorities, totals and matrix.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::support::*;
use assay_assessment::{
    BasisPoints, Currency, Edit, Impact, Money, Probability, ScaleLevel, Score,
    exposure::{
        Exposure, MatrixCell, Rating, RiskStanding, Sum, TotalExposure, Worth, priorities, ranking,
        standings,
    },
};
use assay_catalog::RiskId;
use proptest::{collection, option, prelude::*};

fn money(units: u64) -> Money {
    Money::from_minor_units(units).unwrap()
}

/// A certain risk, so that its exposure is its impact.
fn certain(units: u64) -> Score {
    Score {
        probability: Some(Probability::Exact(BasisPoints::CERTAIN)),
        impact: Some(Impact::Exact(money(units))),
    }
}

/// Standings after setting inherent and residual exposure and cost of some risks.
fn standing_of(rows: &[(&str, u64, Option<u64>, Option<u64>)]) -> Vec<RiskStanding> {
    let edits = rows.iter().flat_map(|(id, inherent, residual, cost)| {
        let risk = risk(id);
        [
            Some(Edit::SetInherentScore {
                risk,
                score: certain(*inherent),
            }),
            residual.map(|units| Edit::SetResidualScore {
                risk,
                score: certain(units),
            }),
            cost.map(|units| Edit::SetMitigationCost {
                risk,
                cost: Some(money(units)),
            }),
        ]
        .into_iter()
        .flatten()
    });
    standings(record_after(edits).assessment(), catalog())
}

fn ids(standings: &[RiskStanding]) -> Vec<String> {
    let risks = standings.iter().map(|standing| standing.risk);
    risks.map(|risk: RiskId| risk.to_string()).collect()
}

#[test]
fn every_active_risk_has_a_standing_in_the_catalogs_order() {
    let standings = standing_of(&[]);
    let expected: Vec<RiskId> = catalog().active_risks().map(|risk| risk.id()).collect();
    let found: Vec<RiskId> = standings.iter().map(|standing| standing.risk).collect();
    assert_eq!(found, expected);
    assert_eq!(found.len(), 74);
    assert_eq!(ranking(&standings), []);
    let nothing = TotalExposure {
        unscored: 74,
        ..TotalExposure::default()
    };
    assert_eq!(TotalExposure::of(&standings), nothing);
}

#[test]
fn the_ranking_goes_by_what_is_left_and_then_by_the_catalog() {
    let standings = standing_of(&[
        ("GIR10", 100, None, None),
        ("GIR9", 100, None, None),
        ("SLS1", 900, Some(100), None),
        ("FIN2", 100, None, None),
        ("DOW1", 500, Some(500), None),
        ("FIN1", 100, None, None),
    ]);
    assert_eq!(
        ids(&ranking(&standings)),
        ["DOW1", "FIN1", "FIN2", "SLS1", "GIR9", "GIR10"]
    );
}

#[test]
fn sums_compare_the_same_risks_and_count_the_others_beside_them() {
    let mut standings = standing_of(&[
        ("GIR10", 100, None, None),
        ("FIN2", 150, None, None),
        ("SLS1", 900, Some(100), None),
        ("DOW1", 500, Some(500), None),
    ]);
    let total = TotalExposure::of(&standings);
    // The two risks without a residual score are not counted as removed.
    assert_eq!(
        (total.compared, total.inherent, total.residual),
        (2, 1_400, 600)
    );
    assert_eq!(total.removed(), 800);
    let sum = |risks, exposure| Sum { risks, exposure };
    assert_eq!(total.inherent_only, sum(2, 250));
    assert_eq!(total.residual_only, sum(0, 0));
    assert_eq!(total.unscored, 70);
    let euro = Currency::euro();
    assert_eq!(
        total.left_out(&euro),
        [
            "2 risks scored only before mitigation (EUR\u{a0}2.50)",
            "70 risks not scored"
        ]
    );
    for standing in &mut standings {
        if standing.risk == risk("SLS1") {
            standing.inherent = None;
        }
    }
    let phrases = TotalExposure::of(&standings).left_out(&euro);
    assert_eq!(
        phrases[1],
        "1 risk scored only after mitigation (EUR\u{a0}1)"
    );
    let all = standings
        .iter()
        .filter(|each| each.residual.is_some() && each.inherent.is_some());
    let all: Vec<RiskStanding> = all.copied().collect();
    assert!(TotalExposure::of(&all).left_out(&euro).is_empty());
}

#[test]
fn priorities_go_by_exposure_removed_per_cost() {
    let standings = standing_of(&[
        ("FIN1", 1_000, Some(400), Some(300)),
        ("FIN2", 1_000, Some(400), Some(200)),
        ("FIN3", 1_000, Some(1_200), Some(100)),
        ("FIN4", 2_000, Some(800), Some(400)),
        ("FIN5", 1_000, Some(400), Some(0)),
        ("FIN6", 1_000, None, Some(100)),
        ("FIN7", 1_000, Some(400), None),
    ]);
    // FIN4 and FIN2 both remove three times their cost; FIN4 removes more.
    assert_eq!(
        ids(&priorities(&standings)),
        ["FIN4", "FIN2", "FIN1", "FIN3"]
    );
    let worth = |id: &str| {
        let standing = standings.iter().find(|each| each.risk == risk(id));
        standing.and_then(|each| each.worth).map(Worth::hundredths)
    };
    assert_eq!(worth("FIN1"), Some(200));
    assert_eq!(worth("FIN3"), Some(-200));
    assert_eq!(worth("FIN5"), None);
}

#[test]
fn the_matrix_is_hot_where_both_levels_are_high() {
    let heat = |probability, impact| {
        MatrixCell {
            probability: ScaleLevel::new(probability).unwrap(),
            impact: ScaleLevel::new(impact).unwrap(),
        }
        .rating()
        .number()
    };
    let rows: Vec<String> = (1..=5)
        .rev()
        .map(|probability| {
            (1..=5)
                .map(|impact| heat(probability, impact).to_string())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    insta::assert_snapshot!(rows.join("\n"), @r"
    3 4 5 5 5
    2 3 4 5 5
    1 2 3 4 5
    1 1 2 3 4
    1 1 1 2 3
    ");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_scores_overflow_and_every_ranking_is_in_order(
        scores in collection::vec((any_score(), any_score(), option::of(any_money())), 0..12)
    ) {
        let risks: Vec<RiskId> = catalog().active_risks().map(|risk| risk.id()).collect();
        let edits = risks.iter().zip(scores).flat_map(|(risk, (inherent, residual, cost))| [
            Edit::SetInherentScore { risk: *risk, score: inherent },
            Edit::SetResidualScore { risk: *risk, score: residual },
            Edit::SetMitigationCost { risk: *risk, cost },
        ]);
        let record = record_after(edits);
        let standings = standings(record.assessment(), catalog());
        for exposure in standings.iter().flat_map(|each| [each.inherent, each.residual]).flatten() {
            prop_assert!(exposure.amount <= exposure.impact);
            prop_assert!(Rating::ALL.contains(&exposure.cell.rating()));
        }
        let amounts: Vec<_> = ranking(&standings).iter().filter_map(RiskStanding::current).map(|each| each.amount).collect();
        prop_assert!(amounts.is_sorted_by(|a, b| a >= b));
        let worths: Vec<_> = priorities(&standings).iter().filter_map(|each| each.worth).collect();
        prop_assert!(worths.is_sorted_by(|a, b| a >= b));
        // Ratios in hundredths are rounded, but never out of order.
        prop_assert!(worths.iter().map(|worth| worth.hundredths()).is_sorted_by(|a, b| a >= b));
        let total = TotalExposure::of(&standings);
        prop_assert!(total.inherent < 1 << 53 && total.residual < 1 << 53);
        // Every risk is counted once, and what is removed is the sum of what each removes.
        prop_assert_eq!(
            total.compared + total.inherent_only.risks + total.residual_only.risks + total.unscored,
            74
        );
        let removed = standings.iter().filter_map(RiskStanding::removed);
        prop_assert_eq!(total.removed(), removed.sum::<i64>());
    }

    #[test]
    fn a_level_and_its_anchor_entered_by_hand_are_the_same_exposure(scales in any_scales(), one in any_level(), other in any_level()) {
        let by_level = Score { probability: Some(Probability::Level(one)), impact: Some(Impact::Level(other)) };
        let by_hand = Score {
            probability: Some(Probability::Exact(scales.probability_of(one))),
            impact: Some(Impact::Exact(scales.impact_of(other))),
        };
        prop_assert_eq!(Exposure::of(&by_level, &scales), Exposure::of(&by_hand, &scales));
        prop_assert_eq!(Exposure::of(&by_level, &scales).unwrap().cell, MatrixCell { probability: one, impact: other });
    }
}
