//! What the X-ray found: questions that the assessor has still to answer, and so an annex.

use super::Composer;
use super::words::{control_anchor, risk_anchor};
use crate::document::LeavablePart;
use crate::outline::{Align, Block, Inline, Row, Table};
use crate::public::WITHHELD;

/// The name by which links reach the section.
pub(super) const ANCHOR: &str = "findings";

impl Composer<'_> {
    /// What the X-ray asks, unless the pages leave it out; what is withheld no attached JSON has either.
    pub(super) fn findings_unless_left_out(&self) -> Vec<Block> {
        if self.hidden.findings {
            return self.findings();
        }
        self.unless_left_out(LeavablePart::OpenQuestions, self.findings())
    }

    /// That there are questions, in one line that leads to them; nothing if there are none.
    pub(super) fn open_questions(&self) -> Option<Block> {
        if self.hidden.findings {
            return Some(Block::Paragraph(vec![
                Inline::internal("Open questions for the assessor", ANCHOR),
                Inline::text(format!(": {WITHHELD}")),
            ]));
        }
        let findings = &self.report.findings;
        let words = self.writing.count(
            findings.len(),
            "open question for the assessor",
            "open questions for the assessor",
        );
        (!findings.is_empty()).then(|| Block::Paragraph(vec![Inline::internal(words, ANCHOR)]))
    }

    fn findings(&self) -> Vec<Block> {
        if self.hidden.findings {
            return vec![Block::text(format!(
                "{WITHHELD}, as what the X-ray asks quotes or compares what is left out. Whether it asks anything is \
                 not said either."
            ))];
        }
        let findings = &self.report.findings;
        let mut blocks = vec![Block::remark(
            "What an experienced reviewer would ask about, found by rule (the X-ray of Assay). Each is a \
             question, not a verdict.",
        )];
        let mut table = Table::new(
            "Questions of the X-ray, and what they are about",
            &[("Question", 44, Align::Start), ("About", 56, Align::Start)],
        );
        for finding in findings {
            let about = finding
                .items
                .iter()
                .map(|item| {
                    let is_risk = self.risk_titles.contains_key(item.id.as_str());
                    let mut line = if is_risk {
                        vec![
                            Inline::internal(item.id.clone(), risk_anchor(&item.id)),
                            Inline::text(format!(" {}", item.title)),
                        ]
                    } else {
                        vec![Inline::internal(
                            item.title.clone(),
                            control_anchor(&item.id),
                        )]
                    };
                    if let Some(detail) = &item.detail {
                        line.push(Inline::quiet(format!(" {}", self.writing.days_in(detail))));
                    }
                    Block::Paragraph(line)
                })
                .collect();
            table.rows.push(Row {
                anchor: None,
                headed: true,
                cells: vec![
                    vec![
                        Block::Paragraph(vec![Inline::strong(finding.summary.clone())]),
                        Block::Paragraph(vec![Inline::quiet(finding.advice.clone())]),
                    ],
                    about,
                ],
            });
        }
        blocks.push(Block::Table(table));
        blocks
    }
}
