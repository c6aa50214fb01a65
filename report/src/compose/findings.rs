//! What the X-ray found.

use super::Composer;
use super::words::{control_anchor, risk_anchor};
use crate::outline::{Align, Block, Inline, Row, Table};

impl Composer<'_> {
    pub(super) fn findings(&self) -> Vec<Block> {
        let findings = &self.report.findings;
        let mut blocks = vec![Block::remark(
            "What an experienced reviewer would ask about, found by rule. A finding is a \
             question, not a verdict.",
        )];
        if findings.is_empty() {
            blocks.push(Block::text("The rules found nothing to ask about."));
        }
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
                        line.push(Inline::quiet(format!(" {detail}")));
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
        if !table.rows.is_empty() {
            blocks.push(Block::Table(table));
        }
        blocks
    }
}
