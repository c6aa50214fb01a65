//! Mitigations that the specification describes, and the sections that they stand in.

use crate::{Block, MitigationId, MitigationSectionId, RiskScope, Wording};

/// A mitigation and the risks that it helps against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mitigation {
    pub(crate) id: MitigationId,
    pub(crate) title: String,
    pub(crate) section: MitigationSectionId,
    pub(crate) blocks: Vec<Block>,
    pub(crate) mitigates: RiskScope,
}

impl Mitigation {
    /// The identifier, such as `sec-mit-training`.
    pub fn id(&self) -> &MitigationId {
        &self.id
    }

    /// The published title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The section that the mitigation stands in.
    pub fn section(&self) -> &MitigationSectionId {
        &self.section
    }

    /// The text.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// [`Wording::Summary`] if any part of the text is our own summary.
    pub fn wording(&self) -> Wording {
        if self.blocks.iter().any(|each| each.wording.is_summary()) {
            Wording::Summary
        } else {
            Wording::Specification
        }
    }

    /// The risks that the mitigation helps against, as published.
    /// [`crate::Catalog::risks_mitigated_by`] resolves them.
    pub fn mitigates(&self) -> &RiskScope {
        &self.mitigates
    }
}

/// A section of mitigations, with text and relations of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MitigationSection {
    pub(crate) id: MitigationSectionId,
    pub(crate) title: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) mitigations: Vec<MitigationId>,
    pub(crate) mitigates: RiskScope,
}

impl MitigationSection {
    /// The identifier, such as `sec-mitigations-access-management`.
    pub fn id(&self) -> &MitigationSectionId {
        &self.id
    }

    /// The published title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The text before the first mitigation; may be empty.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The section's mitigations in the published order.
    pub fn mitigations(&self) -> &[MitigationId] {
        &self.mitigations
    }

    /// The risks that the section as a whole helps against, as published; often none.
    /// [`crate::Catalog::risks_mitigated_by_section`] resolves them.
    pub fn mitigates(&self) -> &RiskScope {
        &self.mitigates
    }
}
