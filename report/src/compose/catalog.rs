//! The catalog's edition, licence and provenance, and its mitigations and terms.

use super::Composer;
use super::addresses::linked;
use super::words::catalog_text;
use crate::document::{EditionPart, LeavablePart, TermPart};
use crate::outline::{Block, Inline, KeyValue, List, ListItem};

/// The name by which links reach the mitigations.
pub(super) const MITIGATIONS: &str = "catalog:mitigations";

impl Composer<'_> {
    pub(super) fn catalog(&self) -> Vec<Block> {
        let edition = &self.report.edition;
        let mut facts = vec![
            KeyValue::text("Specification", edition.name.clone()),
            KeyValue::text(
                "Version",
                format!(
                    "{}, {}",
                    edition.version,
                    self.writing.day_of_text(&edition.date)
                ),
            ),
        ];
        // Not every file that holds an edition says all of this.
        let text = |label: &'static str, value: &String| {
            (!value.is_empty()).then(|| KeyValue::line(label, linked(value)))
        };
        facts.extend(text("Publisher", &edition.publisher));
        facts.extend(text("Published at", &edition.url));
        facts.extend(text("Copyright", &edition.copyright));
        facts.extend(text("Licence", &edition.licence));
        let digest = Inline::code(edition.sha256.to_string());
        facts.push(KeyValue::line("SHA-256", vec![digest]));
        let mut blocks = vec![
            Block::KeyValues(facts),
            Block::Paragraph(linked(&licence_notice(edition))),
            Block::Remark(linked(&edition.provenance.source)),
        ];
        let provenance = &edition.provenance;
        for (title, sentences) in [
            ("In the specification's words", &provenance.verbatim),
            ("In our own words", &provenance.summaries),
            ("Changed", &provenance.changes),
            ("Missing", &provenance.omissions),
        ] {
            if sentences.is_empty() {
                continue;
            }
            blocks.push(Block::subheading(2, title));
            blocks.push(Block::List(List {
                start: None,
                items: sentences
                    .iter()
                    .map(|sentence| ListItem {
                        task: None,
                        blocks: vec![Block::Paragraph(linked(sentence))],
                    })
                    .collect(),
            }));
        }
        blocks.push(Block::heading(
            2,
            MITIGATIONS,
            vec![Inline::text(LeavablePart::Mitigations.label())],
        ));
        blocks.extend(self.unless_left_out(LeavablePart::Mitigations, self.mitigations()));
        if !self.report.glossary.is_empty() {
            blocks.push(Block::heading(
                2,
                "catalog:glossary",
                vec![Inline::text(LeavablePart::Glossary.label())],
            ));
            blocks.extend(self.unless_left_out(
                LeavablePart::Glossary,
                vec![Block::KeyValues(self.glossary())],
            ));
        }
        blocks
    }

    fn mitigations(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for mitigation in &self.report.mitigations {
            blocks.push(Block::heading(
                3,
                mitigation.id.clone(),
                vec![Inline::text(mitigation.title.clone())],
            ));
            blocks.extend(catalog_text(&mitigation.text));
        }
        blocks
    }

    fn glossary(&self) -> Vec<KeyValue> {
        let pair = |term: &TermPart| {
            let mut line = vec![Inline::text(term.definition.clone())];
            if term.summary {
                line.push(Inline::quiet(" (our summary)"));
            }
            KeyValue::line(term.term.clone(), line)
        };
        self.report.glossary.iter().map(pair).collect()
    }
}

/// What has to be said of text that others hold the rights to.
fn licence_notice(edition: &EditionPart) -> String {
    let mut notice = format!("NOTICE. This report contains text of {}.", edition.name);
    if !edition.copyright.is_empty() {
        notice.push_str(&format!(" {}.", edition.copyright));
    }
    match edition.licence.as_str() {
        "" => notice.push_str(
            " The file that the edition was read from names no licence: whoever passes this report on \
             has to know under which terms that text may be.",
        ),
        "Apache-2.0" => notice.push_str(
            " It is licensed under Apache-2.0; you may obtain a copy of the licence at \
             https://www.apache.org/licenses/LICENSE-2.0. The text is distributed on an \"as is\" basis, \
             without warranties or conditions of any kind.",
        ),
        licence => notice.push_str(&format!(" It is licensed under {licence}.")),
    }
    notice.push_str(" Where it was changed or summarised, it says so below and in place.");
    notice
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ProvenancePart;

    fn notice(copyright: &str, licence: &str) -> String {
        let text = str::to_owned;
        licence_notice(&EditionPart {
            name: text("A standard"),
            version: text("1"),
            date: text("2026-01-01"),
            publisher: String::new(),
            licence: text(licence),
            copyright: text(copyright),
            url: String::new(),
            levels: Vec::new(),
            sha256: assay_assessment::Sha256Digest::of(b""),
            provenance: ProvenancePart {
                source: text("A file."),
                verbatim: Vec::new(),
                summaries: Vec::new(),
                changes: Vec::new(),
                omissions: Vec::new(),
            },
        })
    }

    #[test]
    fn no_licence_is_claimed_that_an_edition_does_not_name() {
        let unnamed = notice("", "");
        assert!(unnamed.contains("names no licence"), "{unnamed}");
        assert!(!unnamed.contains("apache"), "{unnamed}");
        let other = notice("Copyright 2026, Somebody", "CC-BY-4.0");
        assert!(other.contains("Copyright 2026, Somebody. It is licensed under CC-BY-4.0."));
        assert!(!other.contains("apache"), "{other}");
        assert!(notice("", "Apache-2.0").contains("https://www.apache.org/licenses/LICENSE-2.0"));
    }
}
