//! Charts as figures.

use super::super::furniture::fitted;
use super::super::theme;
use super::super::tree::{Element, Item, ItemKind, Meaning, Owner, SlotId, Strip};
use super::super::wrap::{Face, single_line};
use super::{Column, Flow, LONGEST_DESCRIPTION, shorten};
use crate::chart::{self, Anchor, Chart, Shape};
use crate::outline::{Align, Inline};

/// How small a label that is too long may be set before it is shortened.
const SMALLEST_SHARE: f32 = 0.88;

impl Flow<'_, '_> {
    pub(super) fn chart(&mut self, chart: &Chart, column: &Column) {
        let caption_node = self.structure.node(column.node, Meaning::Paragraph);
        let mut caption = self.line_strips(
            &[Inline::text(chart.caption.clone())],
            theme::CAPTION,
            column,
            caption_node,
            Align::Start,
        );
        for strip in &mut caption {
            strip.keep_with_next = true;
        }
        if let Some(last) = caption.last_mut() {
            last.height += 4.0;
        }
        self.push_strips(caption, theme::BLOCK_GAP + 4.0, column);
        let figure = self.structure.node(
            column.node,
            Meaning::Figure(shorten(&chart.description, LONGEST_DESCRIPTION)),
        );
        let slot = self.structure.slot(figure);
        // Long charts come in parts of a third of a page, so that they fill the pages.
        let tallest = theme::CONTENT_HEIGHT * 0.35;
        for drawing in chart::draw(chart, column.width, tallest) {
            let mut items = Vec::new();
            for shape in &drawing.shapes {
                self.shape(shape, column.x, slot, &mut items);
            }
            self.elements.push(Element::Strip(Strip {
                height: drawing.height,
                items,
                decorations: column.decorations.clone(),
                ..Strip::default()
            }));
        }
        let space = Strip {
            height: theme::BLOCK_GAP,
            ..Strip::default()
        };
        self.elements.push(Element::Strip(space));
    }

    fn shape(&self, shape: &Shape, left: f32, slot: SlotId, items: &mut Vec<Item>) {
        let owner = Owner::Slot(slot);
        match shape {
            Shape::Rect {
                x,
                y,
                width,
                height,
                radius,
                fill,
                stroke,
                dashed,
            } => items.push(Item {
                x: left + x,
                y: *y,
                owner,
                kind: ItemKind::Rect {
                    width: *width,
                    height: *height,
                    radius: *radius,
                    fill: *fill,
                    stroke: *stroke,
                    dashed: *dashed,
                },
            }),
            Shape::Line {
                x1,
                y1,
                x2,
                y2,
                stroke,
                width,
                arrow,
            } => items.push(Item {
                x: left + x1,
                y: *y1,
                owner,
                kind: ItemKind::Stroke {
                    dx: x2 - x1,
                    dy: y2 - y1,
                    width: *width,
                    colour: *stroke,
                    arrow: *arrow,
                },
            }),
            Shape::Text {
                x,
                y,
                text,
                size,
                strong,
                fill,
                anchor,
                max_width,
            } => {
                let mut face = Face {
                    size: *size,
                    leading: *size,
                    colour: *fill,
                    strong: *strong,
                };
                let content = [Inline::text(text.replace('\n', " "))];
                let mut line = single_line(self.fonts, &content, face);
                if line.width > *max_width {
                    // A little smaller first, then shortened: the words are in the description
                    // and in the tables, whole.
                    face.size *= (max_width / line.width).max(SMALLEST_SHARE);
                    line = fitted(self.fonts, text, face, *max_width);
                }
                let start = match anchor {
                    Anchor::Start => *x,
                    Anchor::Middle => x - line.width / 2.0,
                    Anchor::End => x - line.width,
                };
                for piece in line.pieces {
                    items.push(Item {
                        x: left + start + piece.x,
                        y: *y,
                        owner,
                        kind: ItemKind::Text {
                            shaped: piece.shaped,
                            font: piece.font,
                            size: piece.size,
                            width: piece.width,
                            colour: piece.look.colour,
                            oblique: false,
                            blank: piece.blank,
                        },
                    });
                }
            }
        }
    }
}
