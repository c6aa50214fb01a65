//! What tells this report from every other: identifiers, digests and keys, which machines compare.

use assay_assessment::words::plural;

use super::{
    Composer,
    cover::{KEY_NOT_KNOWN, capitalised},
};
use crate::document::Logo;
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
        pairs.extend(
            report
                .presentation
                .logo
                .as_ref()
                .map(|logo| self.logo(logo)),
        );
        vec![Block::KeyValues(pairs)]
    }

    /// The file of the logo, and what a logo is worth.
    fn logo(&self, logo: &Logo) -> KeyValue {
        let bytes = plural(logo.size, "byte", "bytes");
        KeyValue {
            key: "Logo".to_owned(),
            value: vec![
                Block::text(format!(
                    "Whoever made this document chose the logo on its cover: it shows nothing of who signed. It is drawn \
                     from {}, {} × {} pixels, {} {bytes}, which goes along with each PDF as {} and has the SHA-256",
                    logo.media_type.media_type(),
                    logo.width,
                    logo.height,
                    self.writing.grouped(logo.size),
                    logo.attached_as(),
                )),
                Block::Paragraph(vec![Inline::code(logo.sha256.to_string())]),
            ],
        }
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
