//! What lists show of an item, in words.

use assay_assessment::{Absence, Day, Evidence, EvidenceId, EvidencePresence};

use crate::words::{self, evidence};

/// What a row or a card shows of an item of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct EvidenceFacts {
    /// Which item it is.
    pub id: EvidenceId,
    /// What it is called.
    pub label: String,
    /// Three or four letters for the kind: `PDF`, `URL`.
    pub kind: String,
    /// Digest or address, size, day.
    pub line: String,
    /// How many controls and risks it supports.
    pub supports: usize,
    /// What is wrong with the file on this device, if anything is.
    pub absence: Option<Absence>,
}

impl EvidenceFacts {
    /// What a row or a card shows of an item, which is of that day on this device.
    #[must_use]
    pub fn of(id: &EvidenceId, item: &Evidence, day: Day, presence: &EvidencePresence) -> Self {
        Self {
            id: id.clone(),
            label: words::name(item.label()),
            kind: evidence::kind(item),
            line: evidence::line(item, day),
            supports: item.controls.len() + item.risks.len(),
            absence: presence.of_item(item),
        }
    }
}
