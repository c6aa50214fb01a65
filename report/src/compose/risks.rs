//! The risk register.

use super::Composer;
use super::words::{catalog_text, comma_separated, control_anchor, risk_anchor, status_badge};
use crate::document::{RiskPart, ScorePart};
use crate::markdown;
use crate::outline::{Align, Block, Inline, KeyValue, Line, Table};

impl Composer<'_> {
    pub(super) fn register(&self) -> Vec<Block> {
        let register = &self.report.register;
        let mut blocks = vec![Block::text(self.totals_text())];
        if !register.ranking.is_empty() {
            blocks.push(Block::heading(
                2,
                "risks:matrix",
                vec![Inline::text("Matrix and ranking")],
            ));
            blocks.push(Block::KeepTogether(vec![Block::Chart(self.matrix_chart())]));
            blocks.push(Block::Chart(self.ranking_chart(usize::MAX)));
        }
        if !register.priorities.is_empty() {
            blocks.push(Block::heading(
                2,
                "risks:priorities",
                vec![Inline::text("Where the next spending helps most")],
            ));
            blocks.push(Block::Table(self.priorities()));
        }
        for category in &register.categories {
            blocks.push(Block::heading(
                2,
                category.id.clone(),
                vec![Inline::text(format!(
                    "{} ({})",
                    category.title, category.prefix
                ))],
            ));
            blocks.extend(catalog_text(&category.introduction));
            for risk in &category.risks {
                self.risk(risk, &mut blocks);
            }
        }
        if !register.retired.is_empty() {
            blocks.push(Block::heading(
                2,
                "risks:retired",
                vec![Inline::text("Retired identifiers")],
            ));
            let retired: Vec<String> = register
                .retired
                .iter()
                .map(|retired| {
                    if retired.replaced_by.is_empty() {
                        format!("{} (removed)", retired.id)
                    } else {
                        format!("{} (now {})", retired.id, retired.replaced_by.join(", "))
                    }
                })
                .collect();
            blocks.push(Block::text(retired.join(", ")));
        }
        blocks
    }

    fn priorities(&self) -> Table {
        let code = self.report.scales.currency.code();
        let worth_title = format!("Removed per {code}");
        let mut table = Table::new(
            "Risks by exposure removed per cost of mitigation",
            &[
                ("Risk", 40, Align::Start),
                ("Before", 20, Align::End),
                ("After", 20, Align::End),
                ("Cost", 18, Align::End),
                (&worth_title, 16, Align::End),
                ("Treatment", 16, Align::Start),
                ("Owner", 18, Align::Start),
            ],
        );
        for id in &self.report.register.priorities {
            let Some(risk) = self.report.risks().find(|risk| &risk.id == id) else {
                continue;
            };
            let money = |amount: Option<assay_assessment::Money>| -> Line {
                vec![Inline::text(amount.map_or_else(
                    || "–".to_owned(),
                    |amount| self.words.money(amount),
                ))]
            };
            table.push(
                None,
                true,
                vec![
                    vec![
                        Inline::internal(risk.id.clone(), risk_anchor(&risk.id)),
                        Inline::text(format!(" {}", risk.title)),
                    ],
                    money(risk.inherent.exposure),
                    money(risk.residual.exposure),
                    money(risk.mitigation_cost),
                    vec![Inline::text(
                        risk.worth_hundredths
                            .map_or_else(|| "–".to_owned(), hundredths),
                    )],
                    vec![Inline::text(
                        risk.treatment.map_or("–", |treatment| treatment.label()),
                    )],
                    vec![Inline::text(risk.owner.clone())],
                ],
            );
        }
        table
    }

    fn risk(&self, risk: &RiskPart, blocks: &mut Vec<Block>) {
        blocks.push(Block::heading(
            3,
            risk_anchor(&risk.id),
            vec![Inline::text(format!("{}  {}", risk.id, risk.title))],
        ));
        match risk.description.as_slice() {
            [] => {}
            [one] => blocks.push(Block::text(one.clone())),
            several => blocks.push(Block::List(crate::outline::List {
                start: None,
                items: several
                    .iter()
                    .map(|item| crate::outline::ListItem {
                        task: None,
                        blocks: vec![Block::text(item.clone())],
                    })
                    .collect(),
            })),
        }
        let whose = match (risk.title_summary, risk.description_summary) {
            (true, _) => ". Title and description are our own summary.",
            (false, true) => ". The description is our own summary.",
            (false, false) => "",
        };
        blocks.push(Block::remark(format!("Arises from: {}{whose}", risk.group)));
        if risk.inherent != ScorePart::default() || risk.residual != ScorePart::default() {
            blocks.push(Block::Table(self.scores(risk)));
        } else {
            blocks.push(Block::remark("Not scored."));
        }
        let mut pairs = Vec::new();
        if let Some(treatment) = risk.treatment {
            pairs.push(KeyValue::text("Treatment", treatment.label()));
        }
        if !risk.owner.is_empty() {
            pairs.push(KeyValue::text("Owner", risk.owner.clone()));
        }
        if let Some(due) = risk.due {
            pairs.push(KeyValue::text("Due", due.to_string()));
        }
        if let Some(acceptance) = &risk.acceptance {
            pairs.push(KeyValue::text(
                "Accepted",
                format!(
                    "{} by {}: {}",
                    acceptance.on, acceptance.by, acceptance.reason
                ),
            ));
        }
        if let Some(cost) = risk.mitigation_cost {
            let mut text = self.words.money(cost);
            if let (Some(removed), Some(worth)) = (risk.removed, risk.worth_hundredths) {
                text = format!(
                    "{text}; removes {}, {} per {}",
                    self.words.minor_units(i128::from(removed)),
                    hundredths(worth),
                    self.report.scales.currency.code()
                );
            }
            pairs.push(KeyValue::text("Cost of mitigation", text));
        }
        if !risk.controls.is_empty() {
            pairs.push(KeyValue {
                key: "Controls".to_owned(),
                value: risk
                    .controls
                    .iter()
                    .map(|control| {
                        Block::Paragraph(vec![
                            status_badge(control.status),
                            Inline::text("  "),
                            Inline::internal(
                                control.short_title.clone(),
                                control_anchor(&control.id),
                            ),
                        ])
                    })
                    .collect(),
            });
        }
        if !risk.mitigations.is_empty() {
            let mitigations = risk
                .mitigations
                .iter()
                .map(|mitigation| {
                    vec![Inline::internal(
                        mitigation.title.clone(),
                        mitigation.id.clone(),
                    )]
                })
                .collect();
            pairs.push(KeyValue::line("Mitigations", comma_separated(mitigations)));
        }
        if !risk.evidence.is_empty() {
            pairs.push(KeyValue::line(
                "Evidence",
                self.evidence_links(&risk.evidence),
            ));
        }
        if !risk.actions.is_empty() {
            pairs.push(KeyValue::line("Actions", self.action_links(&risk.actions)));
        }
        blocks.push(Block::KeyValues(pairs));
        if !risk.note.trim().is_empty() {
            blocks.extend(markdown::blocks(&risk.note, 3));
        }
    }

    fn scores(&self, risk: &RiskPart) -> Table {
        let mut table = Table::new(
            format!("Scores of {}", risk.id),
            &[
                ("", 24, Align::Start),
                ("Probability", 28, Align::Start),
                ("Impact", 36, Align::Start),
                ("Exposure", 20, Align::End),
            ],
        );
        for (name, score) in [
            ("Before mitigation", &risk.inherent),
            ("After mitigation", &risk.residual),
        ] {
            let label = |number: u8| {
                self.report
                    .scales
                    .levels
                    .get(usize::from(number.saturating_sub(1)))
            };
            let probability = score.probability.as_ref().map_or_else(
                || "not scored".to_owned(),
                |each| {
                    let level = label(each.level.number())
                        .map_or("", |level| level.probability_label.as_str());
                    format!("{} ({level})", each.basis_points)
                },
            );
            let mut impact = vec![Inline::text(score.impact.as_ref().map_or_else(
                || "not scored".to_owned(),
                |each| {
                    let level =
                        label(each.level.number()).map_or("", |level| level.impact_label.as_str());
                    format!("{} ({level})", self.words.money(each.amount))
                },
            ))];
            for factor in score.impact.iter().flat_map(|each| &each.factors) {
                impact.push(Inline::Break);
                impact.push(Inline::quiet(format!(
                    "{}: {}",
                    factor.label,
                    self.words.money(factor.amount)
                )));
            }
            let exposure = score
                .exposure
                .map_or_else(|| "–".to_owned(), |amount| self.words.money(amount));
            table.push(
                None,
                true,
                vec![
                    vec![Inline::text(name)],
                    vec![Inline::text(probability)],
                    impact,
                    vec![Inline::strong(exposure)],
                ],
            );
        }
        table
    }
}

/// Hundredths as a decimal number.
fn hundredths(value: i64) -> String {
    let sign = if value < 0 { "−" } else { "" };
    let value = value.unsigned_abs();
    format!("{sign}{}.{:02}", value / 100, value % 100)
}
