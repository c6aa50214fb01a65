//! What is carried over from an assessment before: how far it is confirmed, and what the edition does
//! not have any more.

use std::collections::BTreeMap;

use assay_assessment::{CarriedAs, Confirmation};

use super::Composer;
use super::words::{comma_separated, methods, plain_text_blocks};
use super::writing::Writing;
use crate::document::{
    CarriedFromPart, EarlierControlPart, EarlierRiskPart, Report, WithdrawnPart,
};
use crate::markdown;
use crate::outline::{Block, Inline, KeyValue};

/// What the assessment before found of a control, and how far that is confirmed. The note stands here
/// only as long as nobody has looked again: then it is in the control's own, or was replaced.
pub(super) fn earlier_control(earlier: &EarlierControlPart, writing: Writing) -> Vec<Block> {
    let mut facts = vec![earlier.status.label().to_owned()];
    if let Some(assessed) = &earlier.assessed {
        facts.push(format!(
            "assessed {}",
            writing.day_and_name(assessed.on, &assessed.by)
        ));
    }
    if !earlier.methods.is_empty() {
        facts.push(methods(&earlier.methods).to_lowercase());
    }
    let mut blocks = vec![Block::text(format!(
        "{}. {}",
        facts.join("; "),
        standing(earlier.carried_as, earlier.confirmation)
    ))];
    if earlier.confirmation == Confirmation::ToConfirm {
        blocks.extend(plain_text_blocks(&earlier.reason));
        blocks.extend(markdown::blocks(&earlier.note, 4));
    }
    blocks
}

/// How far what was found of a risk is confirmed.
pub(super) fn earlier_risk(earlier: &EarlierRiskPart, writing: Writing) -> String {
    match earlier.confirmed_on {
        Some(day) => format!(
            "From the assessment before; confirmed on {}.",
            writing.day(day)
        ),
        None => format!(
            "From the assessment before. {}",
            standing(earlier.carried_as, earlier.confirmation)
        ),
    }
}

fn standing(carried_as: CarriedAs, confirmation: Confirmation) -> &'static str {
    match (confirmation, carried_as) {
        (Confirmation::Carried, _) => "Carried over: the edition says the same.",
        (Confirmation::Confirmed, _) => "Found again.",
        (Confirmation::Changed, _) => "Something else was found.",
        (Confirmation::ToConfirm, CarriedAs::Reworded) => {
            "Not confirmed: the edition says it in other words."
        }
        (Confirmation::ToConfirm, _) => "Not confirmed.",
    }
}

impl Composer<'_> {
    /// What the report says on its cover of the assessment before.
    pub(super) fn carried_from(&self, from: &CarriedFromPart) -> KeyValue {
        KeyValue {
            key: "Carries on from".to_owned(),
            value: vec![
                Block::Paragraph(vec![
                    Inline::quiet("Assessment "),
                    Inline::code(from.id.clone()),
                ]),
                Block::text(format!(
                    "against {}; {}, the head of their hash chain is",
                    self.writing.edition(&from.edition),
                    self.writing
                        .count(from.journal.entries, "change", "changes")
                )),
                Block::Paragraph(vec![Inline::code(from.journal.head.to_string())]),
                Block::text(format!("Controls: {}.", tally(self.report, self.writing))),
            ],
        }
    }

    /// What the assessment before found about what the edition does not have any more.
    pub(super) fn withdrawn(&self) -> Vec<Block> {
        let Some(withdrawn) = &self.report.withdrawn else {
            return Vec::new();
        };
        let mut blocks = vec![Block::remark(
            "What follows was found by the assessment before about what the edition of this report \
             does not have any more. It counts for nothing here, and is kept to be read.",
        )];
        for (title, kind, items) in [
            ("Controls", "control", &withdrawn.controls),
            ("Risks", "risk", &withdrawn.risks),
        ] {
            if items.is_empty() {
                continue;
            }
            blocks.push(Block::heading(
                2,
                format!("withdrawn:{kind}s"),
                vec![Inline::text(title)],
            ));
            for item in items {
                withdrawn_item(kind, item, &mut blocks);
            }
        }
        blocks
    }
}

fn withdrawn_item(kind: &str, item: &WithdrawnPart, blocks: &mut Vec<Block>) {
    let heading = Block::heading(
        3,
        format!("withdrawn:{kind}:{}", item.id),
        comma_separated(vec![
            vec![Inline::text(item.id.clone())],
            vec![Inline::text(item.title.clone())],
        ]),
    );
    blocks.push(Block::KeepTogether(vec![
        heading,
        Block::Quote(plain_text_blocks(&item.statement)),
    ]));
    blocks.extend(plain_text_blocks(&item.found));
    blocks.extend(markdown::blocks(&item.note, 3));
}

/// How many of the earlier findings are confirmed how far.
fn tally(report: &Report, writing: Writing) -> String {
    let mut counts: BTreeMap<Confirmation, usize> = BTreeMap::new();
    for control in report.controls() {
        if let Some(earlier) = &control.earlier {
            *counts.entry(earlier.confirmation).or_default() += 1;
        }
    }
    let counted: Vec<String> = counts
        .into_iter()
        .map(|(confirmation, count)| {
            let count = writing.number(count);
            format!("{count} {}", confirmation.label().to_lowercase())
        })
        .collect();
    if counted.is_empty() {
        "nothing was carried over".to_owned()
    } else {
        counted.join(", ")
    }
}
