//! Footnotes: below a short line, in smaller type, each a note of the structure.

use super::super::theme;
use super::super::tree::{Element, Mark, Meaning, Strip};
use super::super::wrap::single_line;
use super::list::labelled;
use super::{Column, Flow, baseline, line_item};
use crate::chart::Token;
use crate::outline::{Footnote, Inline};

/// Length of the line above, in points.
const LINE: f32 = 72.0;
/// Room between a number and its footnote.
const GAP: f32 = 4.0;

impl Flow<'_, '_> {
    pub(super) fn footnotes(&mut self, footnotes: &[Footnote], column: &Column) {
        let mut strip = Strip {
            space_before: theme::BLOCK_GAP * 1.4,
            height: 2.0,
            keep_with_next: true,
            decorations: column.decorations.clone(),
            ..Strip::default()
        };
        let line = LINE.min(column.width);
        strip
            .items
            .push(line_item(column.x, 0.5, line, Token::EdgeStrong));
        self.elements.push(Element::Strip(strip));
        let face = theme::FOOTNOTE;
        let labels: Vec<_> = footnotes
            .iter()
            .map(|footnote| single_line(self.fonts, &[Inline::text(footnote.label())], face))
            .collect();
        let widest = labels.iter().map(|label| label.width).fold(0.0, f32::max);
        for (footnote, label) in footnotes.iter().zip(&labels) {
            let node = self.structure.node(column.node, Meaning::Note);
            let label_node = self.structure.node(node, Meaning::Label);
            let mut body = column.inset((widest + GAP).min(column.width * 0.5), node);
            body.leftmost = body.x;
            body.face = face;
            let before = std::mem::take(&mut self.elements);
            self.blocks(&footnote.blocks, &body);
            let inner = std::mem::replace(&mut self.elements, before);
            let items = self.placed_line(label, column.x, baseline(face), label_node, face);
            let mut inner = labelled(inner, items, column.x + label.width, &body);
            if let Some(Element::Strip(first)) = inner.first_mut() {
                first.marks.push(Mark::Anchor(footnote.anchor.clone()));
            }
            self.elements.extend(inner);
        }
    }
}
