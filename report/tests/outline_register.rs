//! The risk register in the outline: nothing that the document says of a risk is missing from it.
#![allow(clippy::unwrap_used, reason = "the helpers of a test fail the test")]

use std::collections::{BTreeMap, BTreeSet};

use crate::common::blocks::walk;
use crate::common::{Filling, assessment, report, report_on};
use assay_assessment::{Edit, OwnRisk, Status};
use assay_catalog::Editions;
use assay_report::document::{Report, RiskPart, ScorePart};
use assay_report::outline::{self, Block, Outline, plain_text};

/// The text of the register from the heading of each risk on, up to that of the next one; and the rows of
/// those that have no heading.
fn texts_of_risks(report: &Report) -> BTreeMap<String, String> {
    let text = plain_text(&outline::of(report));
    let (_, register) = text.split_once("\n# Risk register\n").unwrap();
    let (register, _) = register.split_once("\n# Evidence index\n").unwrap();
    let mut texts = BTreeMap::new();
    for risk in report.risks() {
        let name = format!("{}  {}", risk.id, risk.title);
        let start = register.find(&format!("### {name}\n"));
        let start = start.or_else(|| register.find(&format!("| {name} |")));
        let own = register.get(start.unwrap()..).unwrap();
        let end = own
            .get(3..)
            .unwrap()
            .find("\n##")
            .map_or(own.len(), |end| end + 3);
        texts.insert(risk.id.clone(), own.get(..end).unwrap().to_owned());
    }
    texts
}

/// What the document says of a score, as a reader writes it.
fn facts_of_score(report: &Report, score: &ScorePart) -> Vec<String> {
    let money = |amount| report.scales.currency.format_money(amount);
    let level = |index: usize| &report.scales.levels[index];
    let mut facts = Vec::new();
    if let Some(probability) = &score.probability {
        let name = &level(probability.level.index()).probability_label;
        facts.push(if probability.by_level {
            format!("{name} ({})", probability.basis_points)
        } else {
            format!("{}, which is {name}", probability.basis_points)
        });
    }
    if let Some(impact) = &score.impact {
        let (name, amount) = (
            &level(impact.level.index()).impact_label,
            money(impact.amount),
        );
        facts.push(if impact.by_level {
            format!("{name} ({amount})")
        } else {
            format!("{amount}, which is {name}")
        });
        let factors = impact.factors.iter();
        facts.extend(factors.map(|factor| format!("{}: {}", factor.label, money(factor.amount))));
    }
    let rating = score.rating.map(|rating| rating.label().to_lowercase());
    if let (Some(exposure), Some(rating)) = (score.exposure, rating) {
        facts.push(format!(
            "{} expected loss per year, {rating}",
            money(exposure)
        ));
    }
    facts
}

fn facts_of_risk(report: &Report, risk: &RiskPart) -> Vec<String> {
    let mut facts = facts_of_score(report, &risk.inherent);
    facts.extend(facts_of_score(report, &risk.residual));
    facts.extend(risk.description.iter().cloned());
    facts.extend(
        risk.mitigation_cost
            .map(|cost| report.scales.currency.format_money(cost)),
    );
    if let Some(removed) = risk.removed.filter(|&removed| removed != 0) {
        facts.push(
            report
                .scales
                .currency
                .format(i128::from(removed.unsigned_abs())),
        );
    }
    if let Some(worth) = risk.worth_hundredths.filter(|&worth| worth > 0) {
        facts.push(format!(
            "{}.{:02} for each EUR that it costs",
            worth / 100,
            worth % 100
        ));
    }
    facts.extend(risk.treatment.map(|treatment| treatment.label().to_owned()));
    facts.extend(risk.due.map(|due| format!("due {due}")));
    facts.push(format!("arises from: {}", risk.group));
    facts.push(risk.owner.clone());
    if risk.title_summary {
        facts.push("our summary, as is the title".to_owned());
    } else if risk.description_summary {
        facts.push("our summary".to_owned());
    }
    if let Some(acceptance) = &risk.acceptance {
        facts.push(format!("{} by {}", acceptance.on, acceptance.by));
        facts.push(acceptance.reason.clone());
        facts.extend(acceptance.until.map(|until| format!("until {until}")));
    }
    let label = |id: &String| {
        report
            .evidence
            .iter()
            .find(|item| &item.id == id)
            .unwrap()
            .label
            .clone()
    };
    facts.extend(risk.evidence.iter().map(label));
    let title = |id: &String| {
        report
            .actions
            .iter()
            .find(|item| &item.id == id)
            .unwrap()
            .title
            .clone()
    };
    facts.extend(risk.actions.iter().map(title));
    facts.extend(risk.note.lines().map(|line| line.replace(['*', '`'], "")));
    facts
}

#[test]
fn everything_that_is_said_of_a_risk_stands_below_its_heading() {
    for sparse in [false, true] {
        let report = report(&Filling {
            sparse,
            evidence: 90,
            ..Filling::default()
        });
        let texts = texts_of_risks(&report);
        let mut facts = 0;
        for risk in report.risks() {
            let text = &texts[&risk.id];
            for fact in facts_of_risk(&report, risk) {
                assert!(text.contains(&fact), "{fact:?} of {} in {text}", risk.id);
                facts += 1;
            }
        }
        assert!(facts > if sparse { 300 } else { 800 }, "{facts}");
    }
}

/// A report with a risk of the assessor's own, which one control addresses.
fn with_own_risk() -> Report {
    let mut assessment = assessment(&Filling::default());
    let edit = Edit::SetOwnRisk {
        risk: "OWN1".parse().unwrap(),
        own: Some(Box::new(OwnRisk {
            title: "The lease ends".to_owned(),
            category: String::new(),
            description: "The landlord may cancel the lease.".to_owned(),
            controls: ["req-encrypt-data".parse().unwrap()].into(),
        })),
    };
    let _undo = edit
        .apply(&mut assessment, Editions::bundled_draft())
        .unwrap();
    report_on(&assessment)
}

/// The rows of the tables of a section: the first cell of each, and the last.
fn rows(outline: &Outline, section: &str) -> Vec<(String, String)> {
    let section = outline.sections.iter().find(|each| each.anchor == section);
    let mut rows = Vec::new();
    walk(&section.unwrap().blocks, &mut |block| {
        if let Block::Table(table) = block {
            for row in &table.rows {
                let text = |cell: &Vec<Block>| match cell.first() {
                    Some(Block::Paragraph(line)) => outline::inline_text(line),
                    _ => String::new(),
                };
                rows.push((
                    row.cells.first().map(text).unwrap(),
                    row.cells.last().map(text).unwrap(),
                ));
            }
        }
    });
    rows
}

const EVERY: &str = "every risk of the specification";

#[test]
fn the_relations_name_the_risks_of_each_control_and_mitigation_and_no_others() {
    let report = with_own_risk();
    let rows = rows(&outline::of(&report), "relations");
    let mut stated: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for risk in report.risks() {
        let controls = risk.controls.iter().map(|each| each.short_title.as_str());
        let mitigations = risk.mitigations.iter().map(|each| each.title.as_str());
        for title in controls.chain(mitigations) {
            stated.entry(title).or_default().insert(&risk.id);
        }
    }
    assert_eq!(rows.len(), stated.len());
    let of_edition: BTreeSet<&str> = report
        .risks()
        .filter(|risk| !risk.own)
        .map(|risk| risk.id.as_str())
        .collect();
    let mut in_one_word = 0;
    for (title, shown) in &rows {
        let mut risks = BTreeSet::new();
        for name in shown.split(", ") {
            if name == EVERY {
                risks.extend(&of_edition);
                in_one_word += 1;
            } else {
                risks.insert(name);
            }
        }
        assert_eq!(risks, stated[title.as_str()], "{title}");
    }
    assert!(in_one_word > 5, "{in_one_word}");
    let (_, own) = rows
        .iter()
        .find(|(title, _)| title == "Data in transit encrypted")
        .unwrap();
    assert!(own.ends_with(", OWN1"), "{own}");
}

#[test]
fn what_addresses_every_risk_is_said_once_and_each_risk_names_what_else_fails() {
    let report = with_own_risk();
    let text = plain_text(&outline::of(&report));
    let said = text
        .lines()
        .filter(|line| line.contains("address every risk of the specification:"));
    let said: Vec<&str> = said.collect();
    let [common] = said.as_slice() else {
        panic!("{said:?}")
    };
    let texts = texts_of_risks(&report);
    let is_common = |title: &str| common.contains(title);
    assert_eq!(
        report
            .risks()
            .next()
            .unwrap()
            .controls
            .iter()
            .filter(|each| is_common(&each.short_title))
            .count(),
        5
    );
    let mut named = 0;
    for risk in report.risks() {
        let lines: Vec<&str> = texts[&risk.id]
            .lines()
            .filter(|line| line.starts_with("Controls: "))
            .collect();
        let [line] = lines.as_slice() else {
            panic!("{} has {lines:?}", risk.id)
        };
        for status in Status::ALL {
            let is_named = matches!(status, Status::Fails | Status::Partial);
            let others = risk.controls.iter().filter(|each| each.status == status);
            let others: Vec<_> = others
                .filter(|each| risk.own || !is_common(&each.short_title))
                .collect();
            for control in &others {
                assert_eq!(
                    line.contains(&control.short_title),
                    is_named,
                    "{} in {line}",
                    control.id
                );
                named += usize::from(is_named);
            }
            let counted = format!("{} {}", status.label(), others.len());
            assert_eq!(
                line.contains(&counted),
                !is_named && !others.is_empty(),
                "{counted} in {line}"
            );
        }
        for control in risk
            .controls
            .iter()
            .filter(|each| !risk.own && is_common(&each.short_title))
        {
            assert!(!line.contains(&control.short_title), "{line}");
        }
    }
    assert!(named > 50, "{named}");
}

#[test]
fn all_scored_risks_stand_in_order() {
    let report = report(&Filling {
        sparse: true,
        ..Filling::default()
    });
    let text = plain_text(&outline::of(&report));
    let (_, table) = text.split_once("## All scored risks in order\n").unwrap();
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let mut order = Vec::new();
    for row in rows {
        let (amount, risks) = row.trim_start_matches("| ").split_once(" | ").unwrap();
        for id in risks.split(", ") {
            let risk = report.risks().find(|risk| risk.id == id).unwrap();
            let exposure = risk.residual.exposure.or(risk.inherent.exposure).unwrap();
            assert_eq!(report.scales.currency.format_money(exposure), amount);
            order.push(id.to_owned());
        }
    }
    assert_eq!(order, report.register.ranking);
    assert!(order.len() > 10);
}
