//! The cover: verdict, who, what, when, and who signs.

use assay_assessment::Day;

use super::Composer;
use super::addresses::linked;
use super::draft::{signers_heading, worth_of_signatures};
use super::words::{verdict_line, verdict_tone};
use super::writing::Writing;
use crate::document::{AssessorPart, PeriodPart, SigningParty};
use crate::markdown;
use crate::outline::{Block, Inline, KeyValue};

/// What every signature's time is worth (RFC 3161 would be needed for more).
pub(crate) const TIME_REMARK: &str =
    "signing time claimed by the signer's device; not attested by a third party";

/// What stands in place of a key that is not named.
pub(super) const KEY_NOT_KNOWN: &str = "key not known when this was made";

impl Composer<'_> {
    pub(super) fn cover(&self) -> Vec<Block> {
        let report = self.report;
        let mut blocks = vec![
            Block::Remark(vec![Inline::text(format!(
                "{} against {}",
                report.kind.label(),
                self.writing.edition(&report.edition)
            ))]),
            Block::Callout {
                tone: verdict_tone(report.conformance.verdict),
                blocks: vec![
                    Block::Lead(verdict_line(&report.conformance)),
                    Block::text(report.conformance.explanation.clone()),
                ],
            },
        ];
        if let Some(reference) = &report.assessed_against {
            let edition = &report.edition;
            let is_same = reference.name == edition.name
                && reference.version == edition.version
                && reference.date == edition.date;
            let text = if is_same {
                format!(
                    "The assessment was begun with an earlier text of the same edition (SHA-256 {}): \
                     summaries and spellings were put right since. This report quotes the text named \
                     below.",
                    reference.sha256
                )
            } else {
                format!(
                    "The assessment was made against another edition of the catalog: {} \
                     (SHA-256 {}). This report quotes the edition named below.",
                    self.writing.edition(reference),
                    reference.sha256
                )
            };
            blocks.push(Block::Callout {
                tone: crate::outline::Tone::Partial,
                blocks: vec![Block::text(text)],
            });
        }
        blocks.push(Block::KeyValues(self.cover_pairs()));
        blocks.push(Block::KeepTogether(signatures(
            &report.signing_parties,
            self.signed_as(),
            self.draft,
        )));
        blocks
    }

    fn cover_pairs(&self) -> Vec<KeyValue> {
        let report = self.report;
        let mut pairs = vec![KeyValue::text("Operator", named(&report.operator.name))];
        if !report.operator.contact.is_empty() {
            pairs.push(KeyValue::line("Contact", linked(&report.operator.contact)));
        }
        let scope = if report.scope.trim().is_empty() {
            vec![Block::text("Not stated")]
        } else {
            markdown::blocks(&report.scope, 1)
        };
        pairs.push(KeyValue {
            key: "Scope".to_owned(),
            value: scope,
        });
        pairs.push(KeyValue::text(
            "Period",
            period(&report.period, self.writing),
        ));
        pairs.extend(self.concluded());
        pairs.push(KeyValue {
            key: "Assessors".to_owned(),
            value: assessors(&report.assessors),
        });
        let generated = self.writing.moment(&report.generated_at);
        pairs.push(KeyValue::text("Generated", generated));
        let edition = self.writing.edition(&report.edition);
        pairs.push(KeyValue::text("Catalog", edition));
        pairs.extend(
            report
                .carried_from
                .as_ref()
                .map(|from| self.carried_from(from)),
        );
        pairs
    }
}

/// Who signs, and what that is worth: on one page, so that nobody reads the one without the other. `what`
/// is signed, a report or a request, or will be, where it is a draft.
pub(super) fn signatures(parties: &[SigningParty], what: &str, draft: bool) -> Vec<Block> {
    let heading = Block::subheading(2, signers_heading(draft));
    if parties.is_empty() {
        let draft = format!("This {what} names nobody who is to sign it: it is a draft.");
        return vec![heading, Block::text(draft)];
    }
    let pairs = parties.iter().map(|party| {
        let mut who = party.name.clone();
        if !party.organisation.is_empty() {
            who = format!("{who}, {}", party.organisation);
        }
        let key = match &party.fingerprint {
            Some(fingerprint) => vec![
                Inline::quiet("Fingerprint "),
                Inline::code(fingerprint.clone()),
            ],
            None => vec![Inline::quiet(capitalised(KEY_NOT_KNOWN))],
        };
        let mut value = vec![Block::text(who), Block::Paragraph(key)];
        if !draft {
            value.push(Block::Paragraph(vec![Inline::quiet(capitalised(
                TIME_REMARK,
            ))]));
        }
        KeyValue {
            key: party.role.label().to_owned(),
            value,
        }
    });
    let remark = worth_of_signatures(what, draft, parties.len() > 1);
    vec![
        heading,
        Block::KeyValues(pairs.collect()),
        Block::remark(remark),
    ]
}

/// The days that an assessment speaks about.
pub(super) fn period(period: &PeriodPart, writing: Writing) -> String {
    let day = |day: Option<Day>| day.map(|day| writing.day(day));
    match (day(period.from), day(period.to)) {
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(from), None) => format!("From {from}"),
        (None, Some(to)) => format!("Until {to}"),
        (None, None) => "Not stated".to_owned(),
    }
}

/// The people who assessed, a line for each.
pub(super) fn assessors(assessors: &[AssessorPart]) -> Vec<Block> {
    if assessors.is_empty() {
        return vec![Block::text("Not named")];
    }
    let line = |assessor: &AssessorPart| {
        let parts: Vec<&str> = [&assessor.name, &assessor.role, &assessor.organisation]
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        Block::text(parts.join(", "))
    };
    assessors.iter().map(line).collect()
}

pub(super) fn named(name: &str) -> String {
    if name.trim().is_empty() {
        "Not named".to_owned()
    } else {
        name.to_owned()
    }
}

pub(super) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
