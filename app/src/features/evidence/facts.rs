//! What lists show of an item, in words.

use assay_assessment::{Absence, Day, Evidence, EvidenceId, EvidenceKind, EvidencePresence};

use crate::words;

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
        let day = words::day(day);
        let (kind, line) = match &item.kind {
            EvidenceKind::File {
                name, size, sha256, ..
            } => {
                let digest = sha256.to_string();
                let short: Vec<&str> = (0..3)
                    .filter_map(|part| digest.get(part * 4..part * 4 + 4))
                    .collect();
                (
                    file_kind(name),
                    format!(
                        "sha256 {} \u{2026} \u{b7} {} \u{b7} {day}",
                        short.join(" "),
                        words::bytes(*size)
                    ),
                )
            }
            EvidenceKind::Link { address } => ("URL".to_owned(), format!("{address} \u{b7} {day}")),
        };
        Self {
            id: id.clone(),
            label: words::name(item.label()),
            kind,
            line,
            supports: item.controls.len() + item.risks.len(),
            absence: presence.of_item(item),
        }
    }
}

/// The suffix of a file's name in capitals, or `FILE`.
fn file_kind(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, suffix))
            if !stem.is_empty()
                && (1..=4).contains(&suffix.len())
                && suffix.bytes().all(|byte| byte.is_ascii_alphanumeric()) =>
        {
            suffix.to_ascii_uppercase()
        }
        _ => "FILE".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_the_suffix_or_file() {
        assert_eq!(
            [
                file_kind("policy.pdf"),
                file_kind(".profile"),
                file_kind("a.b c"),
                file_kind("x.markdown"),
                file_kind("x")
            ],
            ["PDF", "FILE", "FILE", "FILE", "FILE"]
        );
    }
}
