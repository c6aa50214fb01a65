//! The catalog's edition, licence and provenance, and its mitigations and terms.

use super::Composer;
use super::words::catalog_text;
use crate::outline::{Block, Inline, KeyValue, List, ListItem};

impl Composer<'_> {
    pub(super) fn catalog(&self) -> Vec<Block> {
        let edition = &self.report.edition;
        let mut blocks = vec![
            Block::KeyValues(vec![
                KeyValue::text("Specification", edition.name.clone()),
                KeyValue::text("Version", format!("{}, {}", edition.version, edition.date)),
                KeyValue::text("Publisher", edition.publisher.clone()),
                KeyValue::line(
                    "Published at",
                    vec![Inline::external(edition.url.clone(), &edition.url)],
                ),
                KeyValue::text("Copyright", edition.copyright.clone()),
                KeyValue::text("Licence", edition.licence.clone()),
                KeyValue::line("SHA-256", vec![Inline::code(edition.sha256.to_string())]),
            ]),
            Block::text(format!(
                "NOTICE. This report contains text of {}. {}. It is licensed under {}; you may \
                 obtain a copy of the licence at https://www.apache.org/licenses/LICENSE-2.0. \
                 The text is distributed on an \"as is\" basis, without warranties or conditions \
                 of any kind. Where it was changed or summarised, it says so below and in place.",
                edition.name, edition.copyright, edition.licence
            )),
            Block::remark(edition.provenance.source.clone()),
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
                        blocks: vec![Block::text(sentence.clone())],
                    })
                    .collect(),
            }));
        }
        blocks.push(Block::heading(
            2,
            "catalog:mitigations",
            vec![Inline::text("Mitigations of the specification")],
        ));
        for mitigation in &self.report.mitigations {
            blocks.push(Block::heading(
                3,
                mitigation.id.clone(),
                vec![Inline::text(mitigation.title.clone())],
            ));
            blocks.extend(catalog_text(&mitigation.text));
        }
        if !self.report.glossary.is_empty() {
            blocks.push(Block::heading(
                2,
                "catalog:glossary",
                vec![Inline::text("Glossary")],
            ));
            blocks.push(Block::KeyValues(
                self.report
                    .glossary
                    .iter()
                    .map(|term| {
                        let mut line = vec![Inline::text(term.definition.clone())];
                        if term.summary {
                            line.push(Inline::quiet(" (our summary)"));
                        }
                        KeyValue::line(term.term.clone(), line)
                    })
                    .collect(),
            ));
        }
        blocks
    }
}
