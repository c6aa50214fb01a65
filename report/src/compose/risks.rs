//! The risk register.

use super::Composer;
use super::at_a_glance::AT_A_GLANCE;
use super::earlier::earlier_risk;
use super::relations;
use super::words::{
    catalog_text, comma_separated, control_anchor, day_and_name, plain_text_blocks, risk_anchor,
    status_badge,
};
use assay_assessment::Status;

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
                "risks:ranking",
                vec![Inline::text("Ranking")],
            ));
            blocks.push(Block::Paragraph(vec![
                Inline::text("The matrix and the greatest risks are in the summary: "),
                Inline::internal("Risks at a glance", AT_A_GLANCE),
                Inline::text("."),
            ]));
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
            // What opens a category stays with its first risk.
            let mut opening = vec![Block::heading(
                2,
                category.id.clone(),
                vec![Inline::text(if category.prefix.is_empty() {
                    category.title.clone()
                } else {
                    format!("{} ({})", category.title, category.prefix)
                })],
            )];
            opening.extend(catalog_text(&category.introduction));
            let (bare, said): (Vec<_>, Vec<_>) =
                category.risks.iter().partition(|risk| is_bare(risk));
            for risk in said {
                self.risk(risk, std::mem::take(&mut opening), &mut blocks);
            }
            blocks.append(&mut opening);
            if !bare.is_empty() {
                blocks.push(Block::Table(not_scored(&bare)));
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
        let worth_title = format!("Removed for each {} of cost", self.unit());
        let mut table = Table::new(
            "Risks by expected loss per year removed for each unit of cost",
            &[
                ("Risk", 64, Align::Start),
                ("Expected loss per year before", 22, Align::End),
                ("Expected loss per year after", 22, Align::End),
                ("Cost", 18, Align::End),
                (&worth_title, 20, Align::End),
                ("Treatment", 15, Align::Start),
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
                    vec![Inline::text(self.worth_in_words(risk))],
                    vec![Inline::text(
                        risk.treatment.map_or("–", |treatment| treatment.label()),
                    )],
                ],
            );
        }
        table
    }

    /// Adds a risk to `blocks`; `opening` is what stands above it and stays with it.
    fn risk(&self, risk: &RiskPart, mut opening: Vec<Block>, blocks: &mut Vec<Block>) {
        opening.push(Block::heading(
            3,
            risk_anchor(&risk.id),
            vec![Inline::text(format!("{}  {}", risk.id, risk.title))],
        ));
        match risk.description.as_slice() {
            [] => {}
            [one] if risk.own => opening.extend(plain_text_blocks(one)),
            [one] => opening.push(Block::text(one.clone())),
            several => opening.push(Block::List(crate::outline::List {
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
        let mut said = Vec::new();
        if !risk.group.is_empty() {
            said.push(format!("Arises from: {}.", risk.group));
        }
        if risk.own {
            said.push("Added by the assessor: the words are the assessor's.".to_owned());
        }
        match (risk.title_summary, risk.description_summary) {
            (true, _) => said.push("Title and description are our own summary.".to_owned()),
            (false, true) => said.push("The description is our own summary.".to_owned()),
            (false, false) => {}
        }
        let scored = risk.inherent != ScorePart::default() || risk.residual != ScorePart::default();
        if !scored {
            said.push("Not scored.".to_owned());
        }
        if !said.is_empty() {
            opening.push(Block::remark(said.join(" ")));
        }
        if scored {
            opening.push(Block::Table(self.scores(risk)));
        }
        blocks.push(Block::KeepTogether(opening));
        let mut pairs = Vec::new();
        let mut decision = Vec::new();
        if let Some(treatment) = risk.treatment {
            decision.push(treatment.label().to_owned());
        } else if !risk.owner.is_empty() || risk.due.is_some() {
            decision.push("Not decided".to_owned());
        }
        if !risk.owner.is_empty() {
            decision.push(format!("owner: {}", risk.owner));
        }
        if let Some(due) = risk.due {
            decision.push(format!("due {due}"));
        }
        if !decision.is_empty() {
            pairs.push(KeyValue::text("Treatment", decision.join("; ")));
        }
        if let Some(acceptance) = &risk.acceptance {
            let mut accepted = day_and_name(acceptance.on, &acceptance.by);
            if let Some(until) = acceptance.until {
                accepted = format!("{accepted}; until {until}");
            }
            let mut value = vec![Block::text(accepted)];
            value.extend(plain_text_blocks(&acceptance.reason));
            pairs.push(KeyValue {
                key: "Accepted".to_owned(),
                value,
            });
        }
        if let Some(earlier) = &risk.earlier {
            pairs.push(KeyValue::text("Earlier", earlier_risk(earlier)));
        }
        if let Some(mitigation) = self.mitigation_in_words(risk) {
            pairs.push(KeyValue::text("Mitigation", mitigation));
        }
        if !risk.controls.is_empty() {
            pairs.push(KeyValue {
                key: "Controls".to_owned(),
                value: addressing(risk),
            });
        }
        if !risk.evidence.is_empty() {
            pairs.push(KeyValue::line(
                "Evidence",
                self.evidence_links(&risk.evidence),
            ));
        }
        pairs.extend(self.deficiencies_about(|part| &part.risks, &risk.id));
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
                ("Score", 24, Align::Start),
                ("Probability", 28, Align::Start),
                ("Impact", 36, Align::Start),
                ("Expected loss per year", 24, Align::End),
                ("Rating", 14, Align::Start),
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
                    if each.by_level {
                        format!("{level} ({})", each.basis_points)
                    } else {
                        format!("{}, which is {level}", each.basis_points)
                    }
                },
            );
            let mut impact = vec![Inline::text(score.impact.as_ref().map_or_else(
                || "not scored".to_owned(),
                |each| {
                    let level =
                        label(each.level.number()).map_or("", |level| level.impact_label.as_str());
                    let amount = self.words.money(each.amount);
                    if each.by_level {
                        format!("{level} ({amount})")
                    } else {
                        format!("{amount}, which is {level}")
                    }
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
                    vec![Inline::text(
                        score.cell().map_or("–", |cell| cell.rating().label()),
                    )],
                ],
            );
        }
        table
    }
}

/// The controls that address a risk: those that fail or are partial by name, and how many others there are,
/// which are listed with the relations.
fn addressing(risk: &RiskPart) -> Vec<Block> {
    let of = |status: Status| {
        let controls = risk.controls.iter();
        controls.filter(move |control| control.status == status)
    };
    let mut blocks = Vec::new();
    for status in [Status::Fails, Status::Partial] {
        let links: Vec<Line> = of(status)
            .map(|control| {
                vec![Inline::internal(
                    control.short_title.clone(),
                    control_anchor(&control.id),
                )]
            })
            .collect();
        if !links.is_empty() {
            let mut line = vec![status_badge(status), Inline::text("  ")];
            line.extend(comma_separated(links));
            blocks.push(Block::Paragraph(line));
        }
    }
    let others = [
        Status::NotTested,
        Status::Implemented,
        Status::NotApplicable,
    ];
    let mut line: Line = Vec::new();
    for status in others {
        let number = of(status).count();
        if number > 0 {
            if !line.is_empty() {
                line.push(Inline::text("  "));
            }
            line.push(status_badge(status));
            line.push(Inline::text(format!(" {number}")));
        }
    }
    if !line.is_empty() {
        line.push(Inline::text("  "));
        line.push(Inline::internal(
            "listed with the relations",
            relations::ANCHOR,
        ));
        blocks.push(Block::Paragraph(line));
    }
    blocks
}

/// Whether nothing is said of a risk but what the edition says.
fn is_bare(risk: &RiskPart) -> bool {
    let RiskPart {
        inherent,
        residual,
        mitigation_cost,
        treatment,
        owner,
        due,
        acceptance,
        note,
        earlier,
        evidence,
        actions,
        own,
        ..
    } = risk;
    let scored = *inherent != ScorePart::default() || *residual != ScorePart::default();
    let decided = treatment.is_some() || due.is_some() || acceptance.is_some();
    let linked = !evidence.is_empty() || !actions.is_empty();
    let written = !owner.is_empty() || !note.trim().is_empty() || mitigation_cost.is_some();
    !(*own || scored || decided || linked || written || earlier.is_some())
}

/// The risks of a category of which nothing is said.
fn not_scored(risks: &[&RiskPart]) -> Table {
    let mut table = Table::new(
        "Not scored",
        &[
            ("Not scored", 40, Align::Start),
            ("What the specification says", 70, Align::Start),
        ],
    );
    for risk in risks {
        let mut said: Line = Vec::new();
        for text in &risk.description {
            if !said.is_empty() {
                said.push(Inline::Break);
            }
            said.push(Inline::text(text.clone()));
        }
        let ours = match (risk.title_summary, risk.description_summary) {
            (true, _) => Some(" Title and description are our own summary."),
            (false, true) => Some(" The description is our own summary."),
            (false, false) => None,
        };
        said.extend(ours.map(Inline::quiet));
        if !risk.group.is_empty() {
            said.push(Inline::quiet(format!(" Arises from: {}.", risk.group)));
        }
        let name = format!("{}  {}", risk.id, risk.title);
        let anchor = Some(risk_anchor(&risk.id));
        table.push(anchor, true, vec![vec![Inline::text(name)], said]);
    }
    table
}
