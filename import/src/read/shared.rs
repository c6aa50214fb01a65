//! What the chapters share: blocks, terms, and what is counted for the provenance.

use std::collections::BTreeSet;

use crate::boxes::Register;
use crate::edition_file::{Block, Glossary, Item, Term};
use crate::inline::Inline;
use crate::pieces::{Entry, Kind, Piece};
use crate::problem::{Findings, Place, ProblemKind};
use crate::text::required;

/// What is collected while the chapters are read.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    pub(crate) register: Register,
    pub(crate) glossary: Glossary,
    /// The works that controls name.
    pub(crate) frameworks: BTreeSet<String>,
    /// The titles of the selections of tools that are left out.
    pub(crate) tools: Vec<String>,
    /// How many links they have.
    pub(crate) tool_links: usize,
    /// Risks whose lines began with hyphens.
    pub(crate) hyphens: Vec<String>,
    /// Identifiers of controls whose sentence holds more than the statement.
    pub(crate) shared_sentences: Vec<String>,
    /// The levels that statements have.
    pub(crate) levels: BTreeSet<&'static str>,
}

impl Shared {
    /// A piece as a block of text; `None` if it is none, which is said where it should be one.
    pub(crate) fn block(
        &mut self,
        piece: &Piece,
        owner: &str,
        found_in: Option<&str>,
        findings: &mut Findings,
    ) -> Option<Block> {
        let place = Place::of(piece.line, owner);
        match &piece.kind {
            Kind::Paragraph(inline) => {
                let text = required(&inline.text, "text", &place, findings)?;
                self.terms(inline, found_in, &place, findings);
                Some(Block::Text(text))
            }
            Kind::Heading(_, _, inline) => {
                required(&inline.text, "heading", &place, findings).map(Block::Heading)
            }
            Kind::List(entries) => {
                let items = self.items(entries, owner, found_in, findings);
                (!items.is_empty()).then_some(Block::List(items))
            }
            Kind::Tools(title, links) => {
                self.tools.push(title.clone());
                self.tool_links += links;
                None
            }
            Kind::Table(_) => {
                let heading = "a table".to_owned();
                findings.note(place, ProblemKind::LeftOut { heading });
                None
            }
            Kind::Box(_) | Kind::Part(_) => None,
        }
    }

    fn items(
        &mut self,
        entries: &[Entry],
        owner: &str,
        found_in: Option<&str>,
        findings: &mut Findings,
    ) -> Vec<Item> {
        let mut items = Vec::new();
        for entry in entries {
            let place = Place::of(entry.line, owner);
            if entry.too_deep {
                findings.problem(place.clone(), ProblemKind::ListTooDeep);
            }
            let text = required(&entry.inline.text, "text of an item", &place, findings);
            self.terms(&entry.inline, found_in, &place, findings);
            let list = self.items(&entry.entries, owner, found_in, findings);
            let Some(text) = text else { continue };
            items.push(match list.is_empty() {
                true => Item::Text(text),
                false => Item::Nested { text, list },
            });
        }
        items
    }

    /// Keeps the terms that a text defines; the text is their definition.
    fn terms(
        &mut self,
        inline: &Inline,
        found_in: Option<&str>,
        place: &Place,
        findings: &mut Findings,
    ) {
        for term in &inline.terms {
            let Some(term) = required(term, "term", place, findings) else {
                continue;
            };
            let twice = self.glossary.terms.iter().any(|known| known.term == term);
            if twice {
                let place = Place {
                    identifier: Some(term),
                    ..place.clone()
                };
                findings.problem(place, ProblemKind::DuplicateIdentifier);
                continue;
            }
            self.glossary.terms.push(Term {
                term,
                definition: inline.text.clone(),
                found_in: found_in.map(str::to_owned),
            });
        }
    }
}

/// Says that a heading has no identifier from which it could be told what it begins.
pub(crate) fn unknown_heading(line: usize, inline: &Inline, findings: &mut Findings) {
    let title = crate::boxes::shortened(&inline.text);
    findings.problem(Place::line(line), ProblemKind::UnknownHeading { title });
}
