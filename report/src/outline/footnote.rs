//! Footnotes of notes, and giving those of each note names of their own.

use super::{Block, Line, LinkTarget, Outline};

/// What the names of footnotes begin with as long as their note has no name of its own.
pub(crate) const UNNAMED: &str = "note";

/// A footnote, which stands after the text of its note.
#[derive(Debug, Clone, PartialEq)]
pub struct Footnote {
    /// Its number, from 1; a reference in the text is this number in brackets.
    pub number: usize,
    /// The name by which links reach this footnote.
    pub anchor: String,
    /// The content. It ends in links that lead back to the references.
    pub blocks: Vec<Block>,
}

impl Footnote {
    /// The number as it stands in the text and before the footnote.
    pub fn label(&self) -> String {
        label(self.number)
    }
}

/// The number of a footnote as it is written.
pub(crate) fn label(number: usize) -> String {
    format!("[{number}]")
}

/// A place in blocks at which footnotes are looked at.
pub(crate) enum Place<'b> {
    /// A line of inline content.
    Line(&'b mut Line),
    /// The footnotes of a note, before their own lines.
    Footnotes(&'b mut Vec<Footnote>),
    /// The end of a note's footnotes.
    End,
}

/// Visits lines and footnotes in the order of reading. Goes as deep as the blocks are nested.
pub(crate) fn visit(blocks: &mut [Block], look: &mut dyn FnMut(Place<'_>)) {
    for block in blocks {
        match block {
            Block::Heading(heading) => look(Place::Line(&mut heading.content)),
            Block::Paragraph(line) | Block::Lead(line) | Block::Remark(line) => {
                look(Place::Line(line));
            }
            Block::List(list) => {
                for item in &mut list.items {
                    visit(&mut item.blocks, look);
                }
            }
            Block::Table(table) => {
                for line in &mut table.header {
                    look(Place::Line(line));
                }
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    visit(cell, look);
                }
            }
            Block::KeyValues(pairs) => {
                for pair in pairs {
                    visit(&mut pair.value, look);
                }
            }
            Block::Quote(inner)
            | Block::KeepTogether(inner)
            | Block::Callout { blocks: inner, .. } => visit(inner, look),
            Block::Footnotes(footnotes) => {
                look(Place::Footnotes(footnotes));
                for footnote in footnotes {
                    visit(&mut footnote.blocks, look);
                }
                look(Place::End);
            }
            Block::Code { .. }
            | Block::Chart(_)
            | Block::Picture(_)
            | Block::Rule
            | Block::PageBreak => {}
        }
    }
}

/// Gives the footnotes of each note names that no other note of the outline has: a note ends with its
/// footnotes, so what refers to some before is of that note.
pub(crate) fn name_notes(outline: &mut Outline) {
    let mut number = 1_usize;
    let mut look = |place: Place<'_>| {
        let name = format!("{UNNAMED}-{number}");
        match place {
            Place::Line(line) => line.iter_mut().for_each(|piece| {
                let super::Inline::Text(run) = piece else {
                    return;
                };
                if let Some(anchor) = &mut run.anchor {
                    rename(anchor, &name);
                }
                if let Some(link) = &mut run.link
                    && let LinkTarget::Anchor(anchor) = &mut link.target
                {
                    rename(anchor, &name);
                }
            }),
            Place::Footnotes(footnotes) => {
                for footnote in footnotes {
                    rename(&mut footnote.anchor, &name);
                }
            }
            Place::End => number += 1,
        }
    };
    visit(&mut outline.cover, &mut look);
    for section in &mut outline.sections {
        visit(&mut section.blocks, &mut look);
    }
}

fn rename(anchor: &mut String, name: &str) {
    let of_note = anchor.strip_prefix(UNNAMED);
    if let Some(rest) = of_note.filter(|rest| rest.starts_with(":footnote-")) {
        *anchor = format!("{name}{rest}");
    }
}
