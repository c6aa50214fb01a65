//! The entries of the reference part in their order, and which of them a filter leaves.

use assay_catalog::{Block, Catalog, Content, ListItem, Risk};

use crate::{features::list::Filter, route::ReferenceEntry};

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReferenceFilter {
    /// Words that all must occur, in any order and case.
    pub text: String,
}

impl Filter for ReferenceFilter {
    fn text(&self) -> &str {
        &self.text
    }

    fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }
}

/// An entry with what it is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The entry.
    pub entry: ReferenceEntry,
    /// What it is called.
    pub title: String,
    /// Everything that it says and names, in lower case.
    words: String,
}

impl Row {
    /// Whether a filter lets the entry through.
    #[must_use]
    pub fn passes(&self, filter: &ReferenceFilter) -> bool {
        let looked_for = filter.text.to_lowercase();
        let mut words = looked_for.split_whitespace();
        words.all(|word| self.words.contains(word))
    }
}

/// Every entry: each section followed by its mitigations, then the terms and the works.
#[must_use]
pub fn rows(catalog: &Catalog) -> Vec<Row> {
    let mut rows = Vec::new();
    for section in catalog.mitigation_sections() {
        let mut words = vec![section.title(), section.id().as_str()];
        words.extend(texts(section.blocks()));
        let risks = catalog.risks_mitigated_by_section(section.id());
        rows.push(row(
            ReferenceEntry::Section(section.id().clone()),
            section.title(),
            &words,
            &risks,
        ));
        let mitigations = section.mitigations().iter();
        for mitigation in mitigations.filter_map(|id| catalog.mitigation(id)) {
            let mut words = vec![mitigation.title(), mitigation.id().as_str()];
            words.extend(texts(mitigation.blocks()));
            let risks = catalog.risks_mitigated_by(mitigation.id());
            rows.push(row(
                ReferenceEntry::Mitigation(mitigation.id().clone()),
                mitigation.title(),
                &words,
                &risks,
            ));
        }
    }
    if !catalog.glossary().is_empty() {
        let terms = catalog.glossary().iter();
        let words: Vec<_> = terms
            .flat_map(|term| [term.term(), term.definition()])
            .collect();
        rows.push(row(ReferenceEntry::Glossary, "Glossary", &words, &[]));
    }
    if !(catalog.frameworks().is_empty() && catalog.references().is_empty()) {
        let frameworks = catalog.frameworks().iter();
        let frameworks = frameworks.flat_map(|each| [each.label(), each.title()]);
        let references = catalog.references().iter();
        let references = references.flat_map(|each| [each.id().as_str(), each.work().title()]);
        let words: Vec<_> = frameworks.chain(references).collect();
        rows.push(row(
            ReferenceEntry::Works,
            "Frameworks and references",
            &words,
            &[],
        ));
    }
    rows
}

fn row(entry: ReferenceEntry, title: &str, words: &[&str], risks: &[&Risk]) -> Row {
    let mut words = words.join(" ");
    for risk in risks {
        words.push(' ');
        words.push_str(risk.id().as_str());
    }
    Row {
        entry,
        title: title.to_owned(),
        words: words.to_lowercase(),
    }
}

/// Every text of some blocks.
fn texts(blocks: &[Block]) -> Vec<&str> {
    fn of_items<'a>(items: &'a [ListItem], into: &mut Vec<&'a str>) {
        for item in items {
            into.push(item.text());
            of_items(item.items(), into);
        }
    }
    let mut found: Vec<&str> = Vec::new();
    for block in blocks {
        match block.content() {
            Content::Paragraph(text) | Content::Heading(text) => found.push(text),
            Content::List(items) => of_items(items, &mut found),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use assay_catalog::Editions;

    use super::*;

    fn found(text: &str) -> Vec<String> {
        let filter = ReferenceFilter {
            text: text.to_owned(),
        };
        rows(Editions::bundled_draft())
            .iter()
            .filter(|row| row.passes(&filter))
            .map(|row| row.entry.to_string())
            .collect()
    }

    #[test]
    fn every_section_and_mitigation_is_there_once_and_the_rest_at_the_end() {
        let all = found("");
        assert_eq!(all.len(), 10 + 46 + 2);
        assert_eq!(all[all.len() - 2..], ["glossary", "works"]);
        assert!(all[0].starts_with("s:"));
        assert!(all[1].starts_with("m:"));
    }

    #[test]
    fn words_of_text_lists_terms_and_works_find_their_entry_and_so_does_a_risk() {
        assert!(found("sbom material").contains(&"m:sec-mit-assess-risk".to_owned()));
        assert_eq!(found("EIP3076"), ["works"]);
        assert!(found("piggybacking").contains(&"glossary".to_owned()));
        assert!(found("dow7").contains(&"s:sec-mitigations-access-management".to_owned()));
        assert!(found("zebra").is_empty());
    }
}
