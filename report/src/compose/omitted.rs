//! What the pages leave to the attached JSON, because whoever made the report chose so: that it is left out is said
//! where it would stand, and links to it lead there.

use std::collections::HashMap;

use super::Composer;
use super::catalog::MITIGATIONS;
use super::relations::{self, row_anchor};
use super::words::risk_anchor;
use crate::document::LeavablePart;
use crate::outline::footnote::{Place, visit};
use crate::outline::{Block, Inline, LinkTarget, Outline};

impl Composer<'_> {
    /// Whether the pages leave out a part.
    pub(super) fn leaves_out(&self, part: LeavablePart) -> bool {
        self.report.presentation.left_out.contains(&part)
    }

    /// The blocks of a part, or in their place that it is left out; of nothing there is nothing to leave out.
    pub(super) fn unless_left_out(&self, part: LeavablePart, blocks: Vec<Block>) -> Vec<Block> {
        if blocks.is_empty() || !self.leaves_out(part) {
            return blocks;
        }
        vec![Block::remark(format!("This is {}.", self.where_it_is()))]
    }

    /// That something is left out, by whom, and where it is, after "is".
    pub(super) fn where_it_is(&self) -> String {
        let published = match self.public {
            Some(_) => ", as far as it is published",
            None => "",
        };
        format!(
            "left out of these pages at the choice of whoever made the report; the {} has it{published}",
            self.attached_json()
        )
    }

    /// Leads each link to something that is left out to the place where that is said.
    pub(super) fn lead_to_what_is_said(&self, outline: &mut Outline) {
        let said_at = self.said_at();
        if said_at.is_empty() {
            return;
        }
        let mut look = |place: Place<'_>| {
            let Place::Line(line) = place else { return };
            for piece in line {
                if let Inline::Text(run) = piece
                    && let Some(link) = &mut run.link
                    && let LinkTarget::Anchor(anchor) = &mut link.target
                    && let Some(instead) = said_at.get(anchor)
                {
                    anchor.clone_from(instead);
                }
            }
        };
        visit(&mut outline.cover, &mut look);
        for section in &mut outline.sections {
            visit(&mut section.blocks, &mut look);
        }
    }

    /// The names of what is left out and would be reached by links, each with the name of where that is said.
    fn said_at(&self) -> HashMap<String, String> {
        let mut said_at = HashMap::new();
        if self.leaves_out(LeavablePart::UnscoredRisks) {
            for category in &self.report.register.categories {
                let bare = category.risks.iter().filter(|risk| self.is_bare(risk));
                said_at.extend(bare.map(|risk| (risk_anchor(&risk.id), category.id.clone())));
            }
        }
        if self.leaves_out(LeavablePart::Relations) {
            let controls = self.report.controls();
            said_at.extend(
                controls.map(|control| (row_anchor(&control.id), relations::ANCHOR.to_owned())),
            );
        }
        if self.leaves_out(LeavablePart::Mitigations) {
            let mitigations = self.report.mitigations.iter();
            said_at.extend(mitigations.map(|each| (each.id.clone(), MITIGATIONS.to_owned())));
        }
        said_at
    }
}
