//! Mitigations that the specification describes.

use crate::{MitigationId, Paragraph, RiskScope, Wording};

/// A mitigation and the risks that it helps against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mitigation {
    pub(crate) id: MitigationId,
    pub(crate) title: String,
    pub(crate) paragraphs: Vec<Paragraph>,
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

    /// The text; never empty.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// [`Wording::Summary`] if any paragraph is our own summary.
    pub fn wording(&self) -> Wording {
        if self.paragraphs.iter().any(|each| each.wording.is_summary()) {
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
