//! The risk register.

use assay_assessment::Money;

use super::Composer;
use super::at_a_glance::AT_A_GLANCE;
use super::risk::whose_words;
use super::words::{catalog_text, comma_separated, risk_anchor};

use crate::document::{LeavablePart, RiskPart, ScorePart};
use crate::outline::{Align, Block, Inline, Line, Table};

/// How many mitigations are named of those that remove most for what they cost; each risk says what
/// its own removes.
const MOST_PRIORITIES: usize = 10;

impl Composer<'_> {
    pub(super) fn register(&self) -> Vec<Block> {
        let register = &self.report.register;
        let mut blocks = vec![Block::text(self.totals_text())];
        blocks.extend(self.controls_of_every_risk());
        if self.hidden.amounts() {
            let what = "Where spending removes most, and all scored risks in order";
            blocks.push(Self::left_out_with_amounts(what));
        } else if !register.ranking.is_empty() {
            blocks.push(Block::Paragraph(vec![
                Inline::text("The matrix and the greatest risks are in the summary: "),
                Inline::internal("Risks at a glance", AT_A_GLANCE),
                Inline::text("."),
            ]));
            blocks.extend(self.priorities());
            blocks.extend(self.ranking());
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
                category.risks.iter().partition(|risk| self.is_bare(risk));
            for risk in said {
                self.risk(risk, std::mem::take(&mut opening), &mut blocks);
            }
            blocks.append(&mut opening);
            if !bare.is_empty() {
                blocks.push(if self.leaves_out(LeavablePart::UnscoredRisks) {
                    self.left_out_unscored(bare.len())
                } else {
                    Block::Table(not_scored(&bare))
                });
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

    /// The risks whose mitigation removes most for what it costs.
    fn priorities(&self) -> Vec<Block> {
        let all = &self.report.register.priorities;
        let best: Vec<&RiskPart> = all
            .iter()
            .take(MOST_PRIORITIES)
            .filter_map(|id| self.report.risks().find(|risk| &risk.id == id))
            .collect();
        if best.is_empty() {
            return Vec::new();
        }
        let title = vec![Inline::text("Where spending removes most")];
        let what = if all.len() > best.len() {
            format!(
                "The {} mitigations that remove",
                self.writing.number(best.len())
            )
        } else {
            "The mitigations that remove".to_owned()
        };
        let (unit, example) = (self.unit(), self.writing.hundredths(320));
        vec![
            Block::heading(2, "risks:priorities", title),
            Block::text(format!(
                "{what} most of the expected loss per year for each {unit} that they cost. At {example}, a \
                 mitigation removes {unit} {example} per year for each {unit}."
            )),
            Block::Table(self.scored(
                "Risks by expected loss per year removed for each unit of cost",
                best.into_iter(),
            )),
        ]
    }

    /// All scored risks in order: a row for each amount, since many are expected to cost the same.
    fn ranking(&self) -> [Block; 3] {
        let title = vec![Inline::text("All scored risks in order")];
        let mut table = Table::new(
            "Scored risks, those first that are expected to cost most per year",
            &[
                ("Expected loss per year", 24, Align::End),
                ("Risks", 100, Align::Start),
            ],
        );
        let current = |risk: &RiskPart| risk.residual.exposure.or(risk.inherent.exposure);
        let ranked = self.report.register.ranking.iter();
        let risks: Vec<&RiskPart> = ranked
            .filter_map(|id| self.report.risks().find(|risk| &risk.id == id))
            .collect();
        for equal in risks.chunk_by(|left, right| current(left) == current(right)) {
            let amount = equal.first().and_then(|risk| current(risk));
            let links = equal
                .iter()
                .map(|risk| vec![Inline::internal(risk.id.clone(), risk_anchor(&risk.id))]);
            let amount = amount.map_or_else(|| "–".to_owned(), |amount| self.words.money(amount));
            table.push(
                None,
                true,
                vec![vec![Inline::text(amount)], comma_separated(links.collect())],
            );
        }
        [
            Block::heading(2, "risks:ranking", title),
            Block::remark(
                "By expected loss per year after mitigation, or before it where only that is scored.",
            ),
            Block::Table(table),
        ]
    }

    fn scored<'p>(&self, summary: &str, risks: impl Iterator<Item = &'p RiskPart>) -> Table {
        let worth_title = format!("Removed for each {} of cost", self.unit());
        let mut table = Table::new(
            summary,
            &[
                ("Risk", 120, Align::Start),
                ("Expected loss per year before", 25, Align::End),
                ("Expected loss per year after", 24, Align::End),
                ("Cost of mitigation", 20, Align::End),
                (&worth_title, 20, Align::End),
            ],
        );
        let money = |amount: Option<Money>| -> Line {
            vec![Inline::text(amount.map_or_else(
                || "–".to_owned(),
                |amount| self.words.money(amount),
            ))]
        };
        for risk in risks {
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
                ],
            );
        }
        table
    }

    /// How many risks of a category have no scores, where the pages leave them out.
    fn left_out_unscored(&self, risks: usize) -> Block {
        Block::remark(format!(
            "{} not scored: what the specification says of them is {}.",
            self.writing.count(risks, "risk is", "risks are"),
            self.where_it_is()
        ))
    }

    /// Whether nothing is said of a risk but what the edition says, and nothing is withheld.
    pub(super) fn is_bare(&self, risk: &RiskPart) -> bool {
        nothing_said(risk) && !self.hidden.risks.contains(&risk.id)
    }
}

/// Whether nothing is said of a risk but what the edition says.
fn nothing_said(risk: &RiskPart) -> bool {
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
        said.extend(whose_words(risk).map(|words| Inline::quiet(format!(" {words}"))));
        let name = format!("{}  {}", risk.id, risk.title);
        let anchor = Some(risk_anchor(&risk.id));
        table.push(anchor, true, vec![vec![Inline::text(name)], said]);
    }
    table
}
