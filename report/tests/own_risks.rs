//! Risks of the assessor's own in a report: among the others, and marked as what they are.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "the helpers of a test fail the test"
)]

use crate::common::{Filling, assessment, report_on};
use assay_assessment::{Assessment, BasisPoints, Edit, Impact, Money, OwnRisk, Probability, Score};
use assay_catalog::Editions;
use assay_report::check::consistency;
use assay_report::document::Report;
use assay_report::outline::{self, plain_text};
use serde_json::{Value, json};

fn own(title: &str, category: &str) -> OwnRisk {
    OwnRisk {
        title: title.to_owned(),
        category: category.to_owned(),
        description: "The landlord may cancel the lease.\nThen the racks move.".to_owned(),
        controls: ["req-encrypt-data".parse().unwrap()].into(),
    }
}

/// The filled assessment with three own risks, one in a category of the edition.
fn with_own_risks() -> Assessment {
    let mut all = assessment(&Filling::default());
    let catalog = Editions::bundled_draft();
    let category = catalog.categories()[1].title();
    for (id, own) in [
        ("OWN1", own("The lease ends", "")),
        ("OWN2", own("A flood", "Weather")),
        ("OWN3", own("Another slashing", category)),
    ] {
        let edit = Edit::SetOwnRisk {
            risk: id.parse().unwrap(),
            own: Some(Box::new(own)),
        };
        let _undo = edit.apply(&mut all, catalog).unwrap();
    }
    let score = Edit::SetInherentScore {
        risk: "OWN1".parse().unwrap(),
        score: Score {
            probability: Some(Probability::Exact(BasisPoints::new(9_900).unwrap())),
            impact: Some(Impact::Exact(
                Money::from_minor_units(9_000_000_000).unwrap(),
            )),
        },
    };
    let _undo = score.apply(&mut all, catalog).unwrap();
    all
}

#[test]
fn they_stand_in_the_register_the_ranking_and_beside_their_controls() {
    let report = report_on(&with_own_risks());
    let found = consistency(&report, &Editions::bundled());
    assert!(found.holds(), "{:?}", found.contradictions);
    assert_eq!(report.register.ranking[0], "OWN1");
    let titles: Vec<&str> = report
        .register
        .categories
        .iter()
        .filter(|category| category.risks.iter().any(|risk| risk.own))
        .map(|category| category.title.as_str())
        .collect();
    let of_edition = Editions::bundled_draft().categories()[1].title();
    assert_eq!(
        titles,
        [of_edition, "Weather", "Risks that the assessor added"]
    );
    let control = report.controls().find(|each| each.id == "req-encrypt-data");
    let named = &control.unwrap().risks;
    assert!(named.iter().any(|risk| risk.title == "A flood"));
    let shown = plain_text(&outline::of(&report));
    for text in [
        "OWN1  The lease ends",
        "Then the racks move.",
        "Added by the assessor",
    ] {
        assert!(shown.contains(text), "{text}");
    }
    let schema: Value =
        serde_json::from_str(include_str!("../schema/assay-report-1.schema.json")).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    assert!(schema.is_valid(&report.to_value().unwrap()));
}

/// Whoever signs cannot give out a risk of their own for one of the edition, or the other way round.
#[test]
fn whose_a_risk_is_cannot_be_forged() {
    let value = report_on(&with_own_risks()).to_value().unwrap();
    let place = |own: &str| {
        let categories = value["register"]["categories"].as_array().unwrap();
        let found = categories.iter().enumerate().find_map(|(category, each)| {
            let risks = each["risks"].as_array().unwrap();
            let risk = risks.iter().position(|risk| risk["id"] == own)?;
            Some((category, risk))
        });
        found.unwrap()
    };
    for (id, is_own) in [("OWN2", false), ("FIN1", true)] {
        let (category, risk) = place(id);
        let mut forged = value.clone();
        let part = &mut forged["register"]["categories"][category]["risks"][risk];
        if is_own {
            part["own"] = json!(true);
        } else {
            part.as_object_mut().unwrap().remove("own");
        }
        let report = Report::from_value(forged).unwrap();
        assert!(
            !consistency(&report, &Editions::bundled()).holds(),
            "{id} {is_own}"
        );
    }
}

#[test]
fn their_figures_follow_without_the_edition() {
    let mut value = report_on(&with_own_risks()).to_value().unwrap();
    value["edition"]["sha256"] = json!("0".repeat(64));
    let report = Report::from_value(value.clone()).unwrap();
    let found = consistency(&report, &Editions::bundled());
    assert!(found.holds(), "{:?}", found.contradictions);
    value["register"]["ranking"]
        .as_array_mut()
        .unwrap()
        .swap(0, 1);
    let report = Report::from_value(value).unwrap();
    assert!(!consistency(&report, &Editions::bundled()).holds());
}

#[test]
fn risks_of_equal_loss_keep_their_order_without_the_edition() {
    let mut all = with_own_risks();
    let catalog = Editions::bundled_draft();
    let of_edition = catalog.active_risks().last().unwrap().id().to_string();
    // The third own risk stands in an early category, before the first two and before that of the edition.
    for id in ["OWN1", "OWN2", "OWN3", of_edition.as_str()] {
        let score = Edit::SetInherentScore {
            risk: id.parse().unwrap(),
            score: Score {
                probability: Some(Probability::Exact(BasisPoints::new(5_000).unwrap())),
                impact: Some(Impact::Exact(Money::from_minor_units(10_000).unwrap())),
            },
        };
        let _undo = score.apply(&mut all, catalog).unwrap();
    }
    let mut value = report_on(&all).to_value().unwrap();
    value["edition"]["sha256"] = json!("0".repeat(64));
    let report = Report::from_value(value).unwrap();
    let found = consistency(&report, &Editions::bundled());
    assert!(found.holds(), "{:?}", found.contradictions);
}
