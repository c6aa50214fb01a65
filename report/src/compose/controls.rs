//! Every section, group and control.

use super::Composer;
use super::earlier::earlier_control;
use super::words::{
    catalog_text, comma_separated, control_anchor, list_of, methods, plain_text_blocks,
    risk_anchor, statement_line, status_badge,
};
use super::{procedures, relations};
use crate::document::{ControlPart, GroupPart, ItemPart, Report, TextPart};
use crate::markdown;
use crate::outline::{Block, Inline, KeyValue};

/// Guidance up to this length, in bytes, stays on one page with the first control of its group.
const LONGEST_KEPT_GUIDANCE: usize = 700;

/// With more risks than these a control only says how many it addresses.
const MOST_RISKS: usize = 12;

/// Whose the short titles of the controls are, as a sentence behind another one.
fn whose_titles(report: &Report) -> &'static str {
    let mut published = report.controls().map(|control| control.title_published);
    let first = published.next().unwrap_or_default();
    match (first, published.all(|each| each == first)) {
        (false, true) => " The title of each control is a short title of our own.",
        (true, true) => "",
        (_, false) => {
            " The titles of controls are the specification's own, but some are shortened or made \
             by us."
        }
    }
}

impl Composer<'_> {
    pub(super) fn controls(&self) -> Vec<Block> {
        let mut blocks = vec![Block::remark(format!(
            "Statements are the specification's own words; key words such as MUST are to be read \
             as BCP 14 says.{}",
            whose_titles(self.report)
        ))];
        for section in &self.report.sections {
            // What opens a section or group stays with its first control.
            let mut opening = vec![
                Block::heading(
                    2,
                    section.id.clone(),
                    vec![Inline::text(section.title.clone())],
                ),
                Block::Paragraph(self.words.conformance_line(&section.conformance)),
                Block::remark(section.conformance.explanation.clone()),
            ];
            for group in &section.groups {
                opening.push(Block::heading(
                    3,
                    group.id.clone(),
                    vec![Inline::text(group.title.clone())],
                ));
                self.group(group, std::mem::take(&mut opening), &mut blocks);
            }
            blocks.append(&mut opening);
        }
        blocks
    }

    /// Adds a group to `blocks`; `opening` is what stands above it.
    fn group(&self, group: &GroupPart, mut opening: Vec<Block>, blocks: &mut Vec<Block>) {
        if group.controls.len() > 1 {
            opening.push(Block::Paragraph(
                self.words.conformance_line(&group.conformance),
            ));
        }
        let guidance: usize = group.guidance.iter().map(TextPart::length).sum();
        if guidance > LONGEST_KEPT_GUIDANCE {
            blocks.push(Block::KeepTogether(std::mem::take(&mut opening)));
            blocks.extend(catalog_text(&group.guidance));
        } else {
            opening.extend(catalog_text(&group.guidance));
        }
        if !group.standards.is_empty() {
            opening.push(Block::remark(format!(
                "Standards named: {}",
                group.standards.join(", ")
            )));
        }
        for control in &group.controls {
            self.control(control, std::mem::take(&mut opening), blocks);
        }
        blocks.append(&mut opening);
    }

    /// Adds a control to `blocks`; `opening` is what stands above it and stays with it.
    fn control(&self, control: &ControlPart, mut opening: Vec<Block>, blocks: &mut Vec<Block>) {
        opening.push(Block::heading(
            4,
            control_anchor(&control.id),
            vec![Inline::text(control.short_title.clone())],
        ));
        opening.push(Block::Paragraph(vec![
            status_badge(control.status),
            Inline::quiet(format!("  {}  ", control.level)),
            Inline::Text(crate::outline::TextRun {
                text: control.id.clone(),
                code: true,
                tone: crate::outline::Tone::Quiet,
                ..crate::outline::TextRun::default()
            }),
        ]));
        opening.extend(self.warning_of_no_action(control));
        let mut quoted = vec![Block::Paragraph(statement_line(&control.statement))];
        let parts: usize = control.parts.iter().map(ItemPart::length).sum();
        if parts > 0 && parts <= LONGEST_KEPT_GUIDANCE {
            quoted.push(Block::List(list_of(&control.parts)));
        }
        opening.push(Block::Quote(quoted));
        blocks.push(Block::KeepTogether(opening));
        if parts > LONGEST_KEPT_GUIDANCE {
            // A page may hold less than a long statement.
            blocks.push(Block::Quote(vec![Block::List(list_of(&control.parts))]));
        }
        blocks.extend(catalog_text(&control.guidance));
        if let Some(sentence) = &control.sentence {
            blocks.push(Block::remark(format!("The whole sentence: {sentence}")));
        }
        let mut pairs = Vec::new();
        if let Some(period) = &control.period {
            pairs.push(KeyValue::text("How often", period.clone()));
        }
        if let Some(assessed) = &control.assessed {
            pairs.push(KeyValue::text(
                "Assessed",
                self.writing.day_and_name(assessed.on, &assessed.by),
            ));
        }
        if !control.methods.is_empty() {
            pairs.push(KeyValue::text("Methods", methods(&control.methods)));
        }
        pairs.extend(procedures::effectiveness(control.effectiveness));
        pairs.extend(control.procedures.iter().map(|part| self.procedure(part)));
        if !control.reason.trim().is_empty() {
            pairs.push(KeyValue {
                key: "Reason".to_owned(),
                value: plain_text_blocks(&control.reason),
            });
        }
        if let Some(earlier) = &control.earlier {
            pairs.push(KeyValue {
                key: "Earlier".to_owned(),
                value: earlier_control(earlier, self.writing),
            });
        }
        if !control.evidence.is_empty() {
            pairs.push(KeyValue::line(
                "Evidence",
                self.evidence_links(&control.evidence),
            ));
        }
        pairs.extend(self.deficiencies_about(|part| &part.controls, &control.id));
        if !control.actions.is_empty() {
            pairs.push(KeyValue::line(
                "Actions",
                self.action_links(&control.actions),
            ));
        }
        if !control.risks.is_empty() {
            let risks: Vec<_> = control
                .risks
                .iter()
                .map(|risk| vec![Inline::internal(risk.id.clone(), risk_anchor(&risk.id))])
                .collect();
            let line = if risks.len() > MOST_RISKS {
                let number = format!("{} risks", self.writing.number(risks.len()));
                vec![Inline::internal(number, relations::row_anchor(&control.id))]
            } else {
                comma_separated(risks)
            };
            pairs.push(KeyValue::line("Risks addressed", line));
        }
        if !control.criteria.is_empty() {
            let criteria: Vec<String> = control
                .criteria
                .iter()
                .map(|criterion| {
                    if criterion.inherited {
                        format!("{} (of the section)", criterion.label)
                    } else {
                        criterion.label.clone()
                    }
                })
                .collect();
            pairs.push(KeyValue::text("Corresponds to", criteria.join(", ")));
        }
        blocks.push(Block::KeyValues(pairs));
        if !control.note.trim().is_empty() {
            blocks.extend(markdown::blocks(&control.note, 4));
        }
    }
}
