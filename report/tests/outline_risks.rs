//! The risks in the outline: figures, charts and sentences.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use crate::common::blocks::{charts, drawn_texts};
use crate::common::{self, Filling, report};
use assay_assessment::{Edit, Money, Score, exposure::Rating};
use assay_report::chart::ChartData;
use assay_report::document::{Report, RiskPart, ScorePart};
use assay_report::outline::{self, plain_text};

/// A report in which the first risk has no score after mitigation.
fn with_one_risk_scored_only_before() -> Report {
    let catalog = assay_catalog::Editions::bundled_draft();
    let mut assessment = common::assessment(&Filling::default());
    let edit = Edit::SetResidualScore {
        risk: catalog.active_risks().next().unwrap().id(),
        score: Score::default(),
    };
    let _undo = edit.apply(&mut assessment, catalog).unwrap();
    common::report_on(&assessment)
}

#[test]
fn sums_are_of_the_same_risks_in_words_and_in_the_document() {
    let report = with_one_risk_scored_only_before();
    let totals = &report.register.totals;
    assert_eq!((totals.compared, totals.unscored), (Some(73), Some(0)));
    let both = report
        .risks()
        .filter_map(|risk| Some((risk.inherent.exposure?, risk.residual.exposure?)));
    let (before, after) = both.fold((0, 0), |(before, after), (inherent, residual)| {
        (
            before + inherent.minor_units(),
            after + residual.minor_units(),
        )
    });
    assert_eq!((totals.inherent, totals.residual), (before, after));
    let alone = report.risks().next().unwrap().inherent.exposure.unwrap();
    let money = |units: u64| report.scales.currency.format(i128::from(units));
    let text = plain_text(&outline::of(&report));
    let expected = format!(
        "73 risks are scored both before and after mitigation: their expected loss per year is {} \
         before and {} after, {} removed. Not in these sums: 1 risk scored only before mitigation ({}).",
        money(before),
        money(after),
        money(before - after),
        money(alone.minor_units())
    );
    // Once in the summary, and once in the register.
    assert_eq!(text.matches(&expected).count(), 2, "{expected}");
}

#[test]
fn a_report_from_before_sums_compared_the_same_risks_is_read_and_told_rightly() {
    let new = with_one_risk_scored_only_before();
    let mut value = new.to_value().unwrap();
    value["register"]["totals"] = serde_json::json!({
        "inherent": 900_000_000, "residual": 1, "inherentScored": 74, "residualScored": 73
    });
    for category in value["register"]["categories"].as_array_mut().unwrap() {
        for risk in category["risks"].as_array_mut().unwrap() {
            for score in ["inherent", "residual"] {
                risk[score].as_object_mut().unwrap().remove("rating");
            }
        }
    }
    let old = Report::from_value(value).unwrap();
    assert_eq!(old.register.totals.compared, None);
    // Sums and ratings follow from the risks, so both are told alike.
    assert_eq!(
        plain_text(&outline::of(&old)),
        plain_text(&outline::of(&new))
    );
}

#[test]
fn every_score_has_its_rating_in_the_document_and_in_words() {
    let report = report(&Filling::default());
    let mut seen = std::collections::BTreeSet::new();
    for score in report
        .risks()
        .flat_map(|risk| [&risk.inherent, &risk.residual])
    {
        assert_eq!(score.rating, score.cell().map(|cell| cell.rating()));
        seen.extend(score.rating);
    }
    assert!(seen.len() > 3, "{seen:?}");
    let text = plain_text(&outline::of(&report));
    for rating in seen {
        assert!(text.contains(rating.label()), "{rating:?}");
    }
}

#[test]
fn the_matrix_counts_every_scored_risk_in_its_cell_and_says_so_in_words() {
    let mut report = with_one_risk_scored_only_before();
    for (number, level) in report.scales.levels.iter_mut().enumerate() {
        // One level of impact is called as a rating is.
        level.impact_label = format!("impact {number}");
    }
    let outline = outline::of(&report);
    let matrices: Vec<_> = charts(&outline)
        .into_iter()
        .filter(|chart| matches!(chart.data, ChartData::Matrix(_)))
        .collect();
    let [chart] = matrices.as_slice() else {
        panic!("{} matrices", matrices.len())
    };
    let ChartData::Matrix(matrix) = &chart.data else {
        unreachable!()
    };
    assert_eq!((matrix.before.total(), matrix.after.total()), (74, 73));
    let cells = |of: fn(&RiskPart) -> &ScorePart| {
        let mut counts = std::collections::BTreeMap::new();
        for cell in report.risks().filter_map(|risk| of(risk).cell()) {
            *counts.entry(cell).or_insert(0) += 1;
        }
        counts
    };
    let (before, after) = (cells(|risk| &risk.inherent), cells(|risk| &risk.residual));
    for (grid, wanted) in [(&matrix.before, &before), (&matrix.after, &after)] {
        for (cell, count) in grid.cells() {
            assert_eq!(count, wanted.get(&cell).copied().unwrap_or(0), "{cell:?}");
        }
    }
    // Every cell with a risk, and its rating, in words as in the drawing.
    let words = &chart.description;
    assert!(
        words.contains("Before mitigation, 74 risks. Very high: "),
        "{words}"
    );
    assert!(words.contains("After mitigation, 73 risks. "), "{words}");
    assert!(words.chars().count() < 2_000, "{words}");
    let levels = &report.scales.levels;
    for (cell, count) in before.iter().chain(&after) {
        let probability = &levels[cell.probability.index()].probability_label;
        let impact = &levels[cell.impact.index()].impact_label;
        let wanted = format!("{count} {probability} and {impact}");
        assert!(words.contains(&wanted), "{wanted} in {words}");
    }
    for width in [320.0, 480.0] {
        let texts = drawn_texts(chart, width);
        for rating in Rating::ALL {
            assert!(
                texts.iter().any(|text| text == rating.label()),
                "{rating:?}"
            );
        }
        let words = texts
            .iter()
            .filter(|text| Rating::ALL.iter().any(|each| each.label() == *text));
        // A word in every cell with a risk, so that nothing hangs on the colour, and five in the legend.
        assert_eq!(words.count(), before.len() + after.len() + 5);
    }
    let text = plain_text(&outline);
    assert!(
        text.contains("the most probable at the top"),
        "which way the axes go"
    );
}

#[test]
fn words_for_the_matrix_stay_short_whatever_the_levels_are_called() {
    let mut report = report(&Filling::default());
    for level in &mut report.scales.levels {
        level.probability_label = "very probable ".repeat(400);
        level.impact_label = "very grave ".repeat(400);
    }
    let outline = outline::of(&report);
    let mut matrices = charts(&outline)
        .into_iter()
        .filter(|chart| matches!(chart.data, ChartData::Matrix(_)));
    let words = &matrices.next().unwrap().description;
    assert!(words.contains("level 5 and level"), "{words}");
    assert!(words.chars().count() < 2_000, "{words}");
}

#[test]
fn the_greatest_risks_are_named_with_where_they_stood_and_stand() {
    let report = report(&Filling::default());
    let text = plain_text(&outline::of(&report));
    let section = text.split("### The 10 greatest").nth(1).unwrap();
    let rows: Vec<&str> = section
        .lines()
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .collect();
    assert_eq!(rows.len(), 11, "{rows:?}");
    let levels = &report.scales.levels;
    for (row, id) in rows.iter().skip(1).zip(&report.register.ranking) {
        let risk = report.risks().find(|risk| &risk.id == id).unwrap();
        assert!(row.starts_with(&format!("| {id} {}", risk.title)), "{row}");
        for score in [&risk.inherent, &risk.residual] {
            let cell = score.cell().unwrap();
            let words = format!(
                "{}, {}: {}",
                levels[cell.probability.index()].probability_label,
                levels[cell.impact.index()].impact_label,
                cell.rating().label().to_lowercase()
            );
            assert!(row.contains(&words), "{words} in {row}");
            let amount = report.scales.currency.format_money(score.exposure.unwrap());
            assert!(row.contains(&amount), "{amount} in {row}");
        }
    }
}

#[test]
fn a_ranking_says_that_its_scale_is_logarithmic_where_it_is() {
    let rankings = |report: &Report| {
        let outline = outline::of(report);
        let charts = charts(&outline).into_iter().cloned();
        let rankings = charts.filter(|chart| matches!(chart.data, ChartData::Ranking(_)));
        rankings.collect::<Vec<_>>()
    };
    let mut report = report(&Filling::default());
    for chart in rankings(&report) {
        let said = "The scale is logarithmic: each line is ten times the one before";
        assert!(chart.caption.contains(said), "{}", chart.caption);
        let texts = drawn_texts(&chart, 620.0);
        assert!(texts.contains(&"1,000,000".to_owned()), "{texts:?}");
    }
    let money = |units| Money::from_minor_units(units).unwrap();
    let risks = report.register.categories.iter_mut();
    for risk in risks.flat_map(|category| &mut category.risks) {
        risk.residual.exposure = risk.inherent.exposure.map(|_| money(200));
        risk.inherent.exposure = risk.inherent.exposure.map(|_| money(4_000));
    }
    let linear = rankings(&report);
    assert!(!linear.is_empty());
    for chart in linear {
        assert!(!chart.caption.contains("logarithmic"), "{}", chart.caption);
    }
}

#[test]
fn what_a_risk_is_expected_to_cost_is_called_that_and_explained_once() {
    let report = report(&Filling::default());
    let text = plain_text(&outline::of(&report)).to_lowercase();
    // The specification may use the word as it likes.
    let value = report.to_value().unwrap().to_string().to_lowercase();
    assert_eq!(
        text.matches("exposure").count(),
        value
            .replace("\"exposure\":", "")
            .matches("exposure")
            .count()
    );
    let meaning =
        "expected loss per year is the probability of a risk within a year times its impact";
    assert_eq!(text.matches(meaning).count(), 1);
    assert_eq!(text.matches("times its impact").count(), 1);
}

#[test]
fn a_loss_that_grew_altogether_is_said_to_have_risen() {
    let mut report = report(&Filling::default());
    let risks = report.register.categories.iter_mut();
    for risk in risks.flat_map(|category| &mut category.risks) {
        std::mem::swap(&mut risk.inherent, &mut risk.residual);
        risk.removed = risk.removed.map(i64::wrapping_neg);
        risk.worth_hundredths = risk.worth_hundredths.map(i64::wrapping_neg);
    }
    let text = plain_text(&outline::of(&report));
    assert!(text.contains(" after: it rose by EUR"), "{text}");
    assert!(
        !text.contains('\u{2212}'),
        "no amount and no ratio is negative"
    );
}

#[test]
fn what_mitigation_removes_for_what_it_costs_is_said_in_words() {
    let report = report(&Filling::default());
    let money = |units| Money::from_minor_units(units).unwrap();
    let text = |removed: Option<i64>, cost: Option<u64>, worth: Option<i64>| {
        let mut report = report.clone();
        let mut categories = report.register.categories.iter_mut();
        let risk = &mut categories.next().unwrap().risks[0];
        risk.removed = removed;
        risk.mitigation_cost = cost.map(money);
        risk.worth_hundredths = worth;
        report.register.priorities = vec![risk.id.clone()];
        plain_text(&outline::of(&report)).replace('\u{a0}', " ")
    };
    for (removed, cost, worth, sentence, cell) in [
        (
            Some(1_600_000),
            Some(500_000),
            Some(320),
            "Costs EUR 5,000 and removes EUR 16,000 of expected loss per year, 3.20 for each EUR that it \
             costs",
            "3.20",
        ),
        (
            Some(1),
            Some(500_000),
            Some(0),
            "Costs EUR 5,000 and removes EUR 0.01 of expected loss per year, less than 0.01 for each EUR \
             that it costs",
            "less than 0.01",
        ),
        (
            Some(0),
            Some(500_000),
            Some(0),
            "Costs EUR 5,000 and removes nothing of the expected loss per year",
            "nothing",
        ),
        (
            Some(-2_500_000),
            Some(500_000),
            Some(-500),
            "The risk grew after mitigation: its expected loss per year rose by EUR 25,000; mitigation \
             costs EUR 5,000",
            "rose by EUR 25,000",
        ),
        (
            Some(-1),
            None,
            None,
            "The risk grew after mitigation: its expected loss per year rose by EUR 0.01",
            "rose by EUR 0.01",
        ),
        (
            Some(0),
            None,
            None,
            "Removes nothing of the expected loss per year",
            "nothing",
        ),
        (
            Some(700),
            Some(0),
            None,
            "Costs EUR 0 and removes EUR 7 of expected loss per year",
            "\u{2013}",
        ),
        (None, Some(500_000), None, "Costs EUR 5,000", "\u{2013}"),
    ] {
        let text = text(removed, cost, worth);
        let line = format!("Mitigation: {sentence}");
        assert!(text.lines().any(|each| each == line), "{line}");
        let (_, table) = text.split_once("## Where spending removes most").unwrap();
        assert!(
            table
                .lines()
                .nth(3)
                .unwrap()
                .ends_with(&format!("| {cell}")),
            "{cell} in {table}"
        );
        assert!(!text.contains("\u{2212}5.00"));
    }
}

#[test]
fn a_risk_with_an_owner_and_no_treatment_says_that_it_is_not_decided() {
    let mut report = report(&Filling::default());
    let risk = report
        .register
        .categories
        .iter_mut()
        .flat_map(|category| &mut category.risks)
        .next()
        .unwrap();
    risk.treatment = None;
    risk.owner = "Yuki Abara".to_owned();
    risk.due = None;
    let text = plain_text(&outline::of(&report));
    assert!(text.contains("Not decided; owner: Yuki Abara"));
}
