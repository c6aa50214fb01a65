//! What tells this report from every other: identifiers, digests and keys, which machines compare.

use super::{
    Composer,
    cover::{KEY_NOT_KNOWN, capitalised},
};
use crate::outline::{Block, Inline, KeyValue};

/// The name by which links reach the identification.
pub(super) const IDENTIFICATION: &str = "identification";

impl Composer<'_> {
    pub(super) fn identification(&self) -> Vec<Block> {
        let report = self.report;
        let mut pairs = vec![
            KeyValue::line("Assessment", vec![Inline::code(report.id.clone())]),
            KeyValue {
                key: "Journal".to_owned(),
                value: vec![
                    Block::text(format!(
                        "{}; the head of their hash chain is",
                        self.writing
                            .count(report.journal.entries, "change", "changes")
                    )),
                    Block::Paragraph(vec![Inline::code(report.journal.head.to_string())]),
                ],
            },
            KeyValue::line(
                "Catalog",
                vec![
                    Inline::quiet("SHA-256 "),
                    Inline::code(report.edition.sha256.to_string()),
                ],
            ),
            KeyValue::text(
                "Generated",
                format!("{} (UTC) by {}", report.generated_at, report.generator),
            ),
        ];
        if let Some(local) = report.local_day {
            pairs.push(KeyValue::text(
                "Days",
                format!(
                    "Days are those of the device on which they were entered; where this report \
                     was generated it was then {}, by a clock at {}. Times are in UTC.",
                    self.writing.day(local.day),
                    local.utc_offset_minutes
                ),
            ));
        }
        pairs.extend(self.keys());
        vec![Block::KeyValues(pairs)]
    }

    /// The keys of those who sign.
    pub(super) fn keys(&self) -> Vec<KeyValue> {
        let parties = self.report.signing_parties.iter();
        let keys = parties.map(|party| KeyValue {
            key: format!("Key of the {}", party.role.label().to_lowercase()),
            value: vec![match &party.key {
                Some(key) => Block::Paragraph(vec![Inline::code(key.clone())]),
                None => Block::text(capitalised(KEY_NOT_KNOWN)),
            }],
        });
        keys.collect()
    }
}
