//! The evidence index, and the actions.

use assay_assessment::words::plural;

use super::Composer;
use super::pictures::picture_anchor;
use super::words::{action_anchor, evidence_anchor, or_dash, plain_text_blocks};
use super::writing::Writing;
use crate::document::{AbsencePart, ActionPart, EvidenceContent, EvidencePart};
use crate::outline::{Align, Block, Column, Inline, Line, Row, Table, Tone};

impl Composer<'_> {
    pub(super) fn evidence_index(&self) -> Vec<Block> {
        let items = &self.report.evidence;
        if items.is_empty() {
            return vec![Block::text("The evidence library is empty.")];
        }
        let mut table = Table::new(
            "Evidence with digests and what it supports",
            &[
                ("No.", 5, Align::End),
                ("Evidence", 60, Align::Start),
                ("Captured", 17, Align::Start),
                ("Supports", 42, Align::Start),
            ],
        );
        for (index, item) in items.iter().enumerate() {
            table.rows.push(Row {
                anchor: Some(evidence_anchor(&item.id)),
                headed: true,
                cells: vec![
                    vec![Block::text((index + 1).to_string())],
                    self.what(index + 1, item),
                    captured(item, self.writing),
                    self.supports(&item.controls, &item.risks),
                ],
            });
        }
        let mut blocks = self.absent_evidence();
        let kept = if items.iter().any(|item| item.picture.is_some()) {
            "Files are kept with the assessment; of the full report, those of the pictures that it shows are \
             attached to the PDF, and no others."
        } else {
            "The files themselves are kept with the assessment, not in this report."
        };
        blocks.extend([
            Block::text(format!(
                "{}. {kept} The \
                 SHA-256 of each is the one that the assessor's device computed when the file \
                 came into the library; whoever has the file can compute it again. What a link \
                 leads to is not kept.",
                self.writing.count(items.len(), "item", "items")
            )),
            Block::Table(table),
        ]);
        blocks.extend(self.pictures());
        blocks
    }

    /// Says how many files were missing or changed on the signer's device; nothing when none was.
    pub(super) fn absent_evidence(&self) -> Vec<Block> {
        let of = |kind| {
            let items = self.report.evidence.iter();
            items.filter(|item| item.absent == Some(kind)).count()
        };
        let was = |number, what: &str| {
            let files = self
                .writing
                .count(number, "evidence file was", "evidence files were");
            (number > 0).then(|| format!("{files} {what}."))
        };
        let said: Vec<String> = [
            was(
                of(AbsencePart::Missing),
                "not on the signer's device at signing",
            ),
            was(
                of(AbsencePart::Changed),
                "changed on the signer's device at signing",
            ),
        ]
        .into_iter()
        .flatten()
        .collect();
        if said.is_empty() {
            return Vec::new();
        }
        let mut line = vec![Inline::text(format!(
            "{} Each is marked in the ",
            said.join(" ")
        ))];
        line.push(Inline::internal("evidence index", "evidence"));
        line.push(Inline::text("."));
        vec![Block::Callout {
            tone: Tone::Fail,
            blocks: vec![Block::Paragraph(line)],
        }]
    }

    pub(super) fn actions(&self) -> Vec<Block> {
        if self.report.actions.is_empty() {
            return vec![Block::text("No actions were agreed.")];
        }
        let mut table = Table {
            columns: Vec::new(),
            ..Table::new("Actions", &[])
        };
        for (name, weight, align) in [
            ("Action", 58, Align::Start),
            ("Owner", 20, Align::Start),
            ("Due", 16, Align::Start),
            ("State", 22, Align::Start),
            ("Mends", 44, Align::Start),
        ] {
            table.columns.push(Column { weight, align });
            table.header.push(vec![Inline::strong(name)]);
        }
        for action in &self.report.actions {
            let mut what = vec![Block::Paragraph(vec![Inline::strong(or_dash(
                &action.title,
            ))])];
            what.extend(plain_text_blocks(&action.description));
            table.rows.push(Row {
                anchor: Some(action_anchor(&action.id)),
                headed: true,
                cells: vec![
                    what,
                    vec![Block::text(or_dash(&action.owner))],
                    vec![Block::text(
                        action
                            .due
                            .map_or_else(|| "–".to_owned(), |due| self.writing.day(due)),
                    )],
                    vec![Block::Paragraph(state(action, self.writing))],
                    self.supports(&action.controls, &action.risks),
                ],
            });
        }
        vec![Block::Table(table)]
    }

    fn supports(&self, controls: &[String], risks: &[String]) -> Vec<Block> {
        let mut blocks = Vec::new();
        if !controls.is_empty() {
            blocks.push(Block::Paragraph(self.control_links(controls)));
        }
        if !risks.is_empty() {
            blocks.push(Block::Paragraph(self.risk_links(risks)));
        }
        if blocks.is_empty() {
            blocks.push(Block::text("–"));
        }
        blocks
    }

    fn what(&self, number: usize, item: &EvidencePart) -> Vec<Block> {
        let mut blocks = what(item, self.writing);
        if let Some(picture) = &item.picture {
            if self.public.is_some() {
                blocks.push(Block::Paragraph(vec![Inline::quiet(
                    "The full report shows a picture of it:",
                )]));
                blocks.extend(plain_text_blocks(&picture.alternative_text));
            } else {
                let words = format!("Picture {number}");
                blocks.push(Block::Paragraph(vec![Inline::internal(
                    words,
                    picture_anchor(&item.id),
                )]));
            }
        }
        blocks.extend(plain_text_blocks(&item.description));
        blocks
    }
}

fn what(item: &EvidencePart, writing: Writing) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(vec![Inline::strong(item.label.clone())])];
    match &item.content {
        EvidenceContent::File {
            name,
            media_type,
            size,
            sha256,
        } => {
            let mut facts: Vec<String> = Vec::new();
            if *name != item.label {
                facts.push(name.clone());
            }
            if !media_type.is_empty() {
                facts.push(media_type.clone());
            }
            facts.push(format!(
                "{} {}",
                writing.grouped(size),
                plural(*size, "byte", "bytes")
            ));
            blocks.push(Block::Paragraph(vec![Inline::quiet(facts.join(", "))]));
            blocks.push(Block::Paragraph(vec![
                Inline::quiet("SHA-256 "),
                Inline::code(sha256.to_string()),
            ]));
        }
        EvidenceContent::Link { address } => {
            blocks.push(Block::Paragraph(vec![Inline::external(
                address.clone(),
                address,
            )]));
        }
    }
    if let Some(absence) = item.absent {
        blocks.push(Block::Paragraph(vec![absence_badge(absence)]));
    }
    blocks
}

/// What was wrong with a file, in the place where it is listed.
fn absence_badge(absence: AbsencePart) -> Inline {
    let words = match absence {
        AbsencePart::Missing => "Not on the signer's device at signing",
        AbsencePart::Changed => "Changed on the signer's device at signing",
    };
    Inline::badge(Tone::Fail, '✗', words)
}

fn captured(item: &EvidencePart, writing: Writing) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(day) = item.captured_on {
        blocks.push(Block::text(writing.day(day)));
    }
    blocks.push(Block::Paragraph(vec![Inline::quiet(format!(
        "added {}",
        writing.moment_in_short(&item.added_at)
    ))]));
    if let Some(method) = item.method {
        blocks.push(Block::Paragraph(vec![Inline::quiet(method.label())]));
    }
    blocks
}

fn state(action: &ActionPart, writing: Writing) -> Line {
    match (action.done_on, action.overdue) {
        (Some(day), _) => vec![
            Inline::badge(Tone::Pass, '✓', "Done"),
            Inline::text(format!(" {}", writing.day(day))),
        ],
        (None, true) => vec![Inline::badge(Tone::Fail, '✗', "Overdue")],
        (None, false) => vec![Inline::badge(Tone::Open, '○', "Open")],
    }
}
