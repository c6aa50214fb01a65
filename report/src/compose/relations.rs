//! Which controls and mitigations of the edition belong to which risk: one table, so that the register
//! need not repeat it with each risk.

use std::collections::BTreeSet;

use super::Composer;
use super::words::risk_anchor;
use crate::document::{Named, RiskPart};
use crate::outline::{Align, Block, Inline, Table};

/// The name by which links reach the section.
pub(super) const ANCHOR: &str = "relations";

impl Composer<'_> {
    pub(super) fn relations(&self) -> Vec<Block> {
        let risks: Vec<&RiskPart> = self.report.risks().collect();
        let all_controls = in_all(&risks, |risk| {
            risk.controls.iter().map(|each| each.id.as_str()).collect()
        });
        let all_mitigations = in_all(&risks, |risk| {
            risk.mitigations
                .iter()
                .map(|each| each.id.as_str())
                .collect()
        });
        let mut blocks = vec![Block::remark(
            "The specification says which controls address a risk, and which mitigations help against \
             it; for risks that the assessor added, the assessor does.",
        )];
        let everywhere = risks.first().copied();
        let common: Vec<&str> = everywhere
            .into_iter()
            .flat_map(|risk| &risk.controls)
            .map(|control| control.id.as_str())
            .filter(|id| all_controls.contains(id))
            .collect();
        if !common.is_empty() {
            blocks.push(Block::text(format!(
                "Every risk is addressed by {}.",
                common.join(", ")
            )));
        }
        let common: Vec<&str> = everywhere
            .into_iter()
            .flat_map(|risk| &risk.mitigations)
            .filter(|each| all_mitigations.contains(each.id.as_str()))
            .map(|each| each.title.as_str())
            .collect();
        if !common.is_empty() {
            blocks.push(Block::text(format!(
                "Against every risk help: {}.",
                common.join(", ")
            )));
        }
        let mut table = Table::new(
            "What belongs to each risk beside that",
            &[
                ("Risk", 10, Align::Start),
                ("Controls that address it", 56, Align::Start),
                ("Mitigations", 56, Align::Start),
            ],
        );
        for risk in risks {
            let controls: Vec<&str> = risk
                .controls
                .iter()
                .map(|control| control.id.as_str())
                .filter(|id| !all_controls.contains(id))
                .collect();
            let own = |each: &&Named| !all_mitigations.contains(each.id.as_str());
            let mitigations: Vec<&str> = risk
                .mitigations
                .iter()
                .filter(own)
                .map(|each| each.title.as_str())
                .collect();
            table.push(
                None,
                true,
                vec![
                    vec![Inline::internal(risk.id.clone(), risk_anchor(&risk.id))],
                    vec![Inline::text(controls.join(", "))],
                    vec![Inline::text(mitigations.join(", "))],
                ],
            );
        }
        blocks.push(Block::Table(table));
        blocks
    }
}

/// What belongs to every one of several risks.
fn in_all<'r>(
    risks: &[&'r RiskPart],
    of: impl Fn(&'r RiskPart) -> BTreeSet<&'r str>,
) -> BTreeSet<&'r str> {
    let mut sets = risks.iter().map(|risk| of(risk));
    match (risks.len(), sets.next()) {
        // Of a single risk everything would be said to be of every one.
        (2.., Some(first)) => sets.fold(first, |common, set| &common & &set),
        _ => BTreeSet::new(),
    }
}
