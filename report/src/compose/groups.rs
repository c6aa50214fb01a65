//! The summary of controls, by control group, as the specification has it.

use super::Composer;
use super::words::{control_anchor, status_badge};
use crate::groups;
use crate::outline::{Align, Block, Inline, Line, Table};

impl Composer<'_> {
    pub(super) fn summary_of_controls(&self) -> Vec<Block> {
        let mut table = Table::new(
            "The status of each control group, and what is to be said of it",
            &[
                ("Control group", 30, Align::Start),
                ("Controls", 34, Align::Start),
                ("Status", 18, Align::Start),
                ("Comments", 40, Align::Start),
            ],
        );
        for row in groups::rows(self.report) {
            let mut controls: Line = Vec::new();
            for control in &row.group.controls {
                if !controls.is_empty() {
                    controls.push(Inline::text(", "));
                }
                let anchor = control_anchor(&control.id);
                controls.push(Inline::internal(control.id.clone(), anchor));
            }
            table.push(
                None,
                true,
                vec![
                    vec![Inline::text(row.group.title.clone())],
                    controls,
                    vec![status_badge(row.status)],
                    vec![Inline::text(row.comments.join("; "))],
                ],
            );
        }
        vec![Block::text(groups::RULE), Block::Table(table)]
    }
}
