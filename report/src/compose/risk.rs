//! A risk of the register: what it is, how it is scored, what was decided, and what belongs to it.

use super::Composer;
use super::earlier::earlier_risk;
use super::words::{plain_text_blocks, risk_anchor};
use crate::document::{RiskPart, ScorePart};
use crate::markdown;
use crate::outline::{Block, Inline, KeyValue, Line, List, ListItem, blocks_text};
use crate::public::WITHHELD;

/// A risk up to this length, in bytes, is not divided between pages; a longer one would leave too much of a
/// page empty.
const LONGEST_KEPT_RISK: usize = 1_500;

impl Composer<'_> {
    /// Adds a risk to `blocks`; `opening` is what stands above it and stays with it, unless it is long.
    pub(super) fn risk(&self, risk: &RiskPart, mut opening: Vec<Block>, blocks: &mut Vec<Block>) {
        opening.push(Block::heading(
            3,
            risk_anchor(&risk.id),
            vec![Inline::text(format!("{}  {}", risk.id, risk.title))],
        ));
        opening.extend(described(risk));
        let mut pairs = self.scores(risk);
        pairs.extend(self.decided_and_linked(risk));
        opening.push(Block::KeyValues(pairs));
        if blocks_text(&opening).len() <= LONGEST_KEPT_RISK {
            blocks.push(Block::KeepTogether(opening));
        } else {
            blocks.append(&mut opening);
        }
        if !risk.note.trim().is_empty() {
            blocks.extend(markdown::blocks(&risk.note, 3));
        }
    }

    /// The scores: a few lines that stay with the heading.
    fn scores(&self, risk: &RiskPart) -> Vec<KeyValue> {
        let mut pairs = Vec::new();
        if self.hidden.risks.contains(&risk.id) {
            let what = "amounts, levels and what mitigation costs";
            pairs.push(KeyValue::text("Scores", format!("{WITHHELD}: {what}")));
            return pairs;
        }
        let is_scored = |score: &ScorePart| *score != ScorePart::default();
        if is_scored(&risk.inherent) || is_scored(&risk.residual) {
            pairs.push(KeyValue::line(
                "Before mitigation",
                self.score(&risk.inherent),
            ));
            pairs.push(KeyValue::line(
                "After mitigation",
                self.score(&risk.residual),
            ));
        } else {
            pairs.push(KeyValue::text("Score", "Not scored"));
        }
        pairs
    }

    /// What may be long, and may go on on the next page.
    fn decided_and_linked(&self, risk: &RiskPart) -> Vec<KeyValue> {
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
            decision.push(format!("due {}", self.writing.day(due)));
        }
        if !decision.is_empty() {
            pairs.push(KeyValue::text("Treatment", decision.join("; ")));
        }
        if let Some(mitigation) = self.mitigation_in_words(risk) {
            pairs.push(KeyValue::text("Mitigation", mitigation));
        }
        if let Some(acceptance) = &risk.acceptance {
            let mut accepted = self.writing.day_and_name(acceptance.on, &acceptance.by);
            if let Some(until) = acceptance.until {
                accepted = format!("{accepted}; until {}", self.writing.day(until));
            }
            let mut value = vec![Block::text(accepted)];
            value.extend(plain_text_blocks(&acceptance.reason));
            pairs.push(KeyValue {
                key: "Accepted".to_owned(),
                value,
            });
        }
        if let Some(earlier) = &risk.earlier {
            pairs.push(KeyValue::text(
                "Earlier",
                earlier_risk(earlier, self.writing),
            ));
        }
        if let Some(controls) = self.addressing(risk) {
            pairs.push(KeyValue::line("Controls", controls));
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
        pairs
    }

    /// A score in one line: what was chosen or entered, and what follows from it.
    fn score(&self, score: &ScorePart) -> Line {
        let levels = &self.report.scales.levels;
        let probability = score.probability.as_ref().map_or_else(
            || "probability not scored".to_owned(),
            |each| {
                let level = levels.get(each.level.index());
                let level = level.map_or("", |level| level.probability_label.as_str());
                let points = self.writing.per_cent(each.basis_points);
                if each.by_level {
                    format!("{level} ({points})")
                } else {
                    format!("{points}, which is {level}")
                }
            },
        );
        let impact = score.impact.as_ref().map_or_else(
            || "impact not scored".to_owned(),
            |each| {
                let level = levels.get(each.level.index());
                let level = level.map_or("", |level| level.impact_label.as_str());
                let amount = self.words.money(each.amount);
                if each.by_level {
                    format!("{level} ({amount})")
                } else {
                    format!("{amount}, which is {level}")
                }
            },
        );
        if score.probability.is_none() && score.impact.is_none() {
            return vec![Inline::text("Not scored")];
        }
        let mut line = vec![Inline::text(format!("{probability}; {impact}"))];
        if let (Some(exposure), Some(cell)) = (score.exposure, score.cell()) {
            line.push(Inline::text(": "));
            line.push(Inline::strong(self.words.money(exposure)));
            let rating = cell.rating().label().to_lowercase();
            line.push(Inline::text(format!(" expected loss per year, {rating}")));
        }
        let factors = score.impact.iter().flat_map(|each| &each.factors);
        let factors: Vec<String> = factors
            .map(|factor| format!("{}: {}", factor.label, self.words.money(factor.amount)))
            .collect();
        if !factors.is_empty() {
            line.push(Inline::Break);
            line.push(Inline::quiet(factors.join("; ")));
        }
        line
    }
}

/// The description of a risk, what the risk arises from, and whose words these are.
fn described(risk: &RiskPart) -> Vec<Block> {
    let said = whose_words(risk);
    // A remark of a few words goes on in the line of a single paragraph.
    if let ([one], false) = (risk.description.as_slice(), risk.own) {
        let mut line = vec![Inline::text(one.clone())];
        line.extend(said.map(|said| Inline::quiet(format!(" {said}"))));
        return vec![Block::Paragraph(line)];
    }
    let mut blocks = match risk.description.as_slice() {
        [] => Vec::new(),
        [one] => plain_text_blocks(one),
        several => {
            let item = |item: &String| ListItem {
                task: None,
                blocks: vec![Block::text(item.clone())],
            };
            vec![Block::List(List {
                start: None,
                items: several.iter().map(item).collect(),
            })]
        }
    };
    blocks.extend(said.map(Block::remark));
    blocks
}

/// What a risk of the edition arises from, and whose its words are, in brackets, or that it is one of the
/// assessor's; nothing if there is nothing to say.
pub(super) fn whose_words(risk: &RiskPart) -> Option<String> {
    let mut said = Vec::new();
    if !risk.group.is_empty() {
        said.push(format!("arises from: {}", risk.group));
    }
    said.extend(
        match (risk.title_summary, risk.description_summary) {
            (true, _) => Some("our summary, as is the title"),
            (false, true) => Some("our summary"),
            (false, false) => None,
        }
        .map(str::to_owned),
    );
    if risk.own {
        return Some("Added by the assessor: the words are the assessor's.".to_owned());
    }
    (!said.is_empty()).then(|| format!("({})", said.join("; ")))
}
