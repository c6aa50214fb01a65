//! Charts as figures.

use super::super::furniture::fitted;
use super::super::theme;
use super::super::tree::{Element, Item, ItemKind, Meaning, Owner, RowStrips, SlotId, Strip};
use super::super::wrap::{Face, single_line};
use super::{Column, Flow, LONGEST_DESCRIPTION, shorten};
use crate::chart::{self, Anchor, Chart, Drawing, Shape};
use crate::outline::{Align, Inline};

/// How small a label that is too long may be set before it is shortened.
const SMALLEST_SHARE: f32 = 0.88;

impl Flow<'_, '_> {
    /// A chart with its caption: on one page, unless it is higher than a page.
    pub(super) fn chart(&mut self, chart: &Chart, column: &Column) {
        let before = std::mem::take(&mut self.elements);
        self.caption_and_figure(chart, column);
        let whole = std::mem::replace(&mut self.elements, before);
        self.elements.push(Element::Keep(whole));
        let space = Strip {
            height: theme::BLOCK_GAP,
            ..Strip::default()
        };
        self.elements.push(Element::Strip(space));
    }

    fn caption_and_figure(&mut self, chart: &Chart, column: &Column) {
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
        let parts = chart::draw_parts(chart, column.width);
        let count = parts.parts.len();
        let has_head = parts.head.is_some();
        if let Some(head) = &parts.head {
            let strip = self.drawing(head, column, slot);
            self.elements.push(Element::TableHead(RowStrips {
                cells: vec![vec![strip]],
                x: column.x,
                width: column.width,
                ground: None,
                line_below: None,
                padding: 0.0,
                space_before: 0.0,
                keep_with_next: true,
                marks: Vec::new(),
            }));
        }
        for (index, part) in parts.parts.iter().enumerate() {
            let mut strip = self.drawing(part, column, slot);
            // Of one that has to be divided, no page gets less than three parts.
            strip.keep_with_next = index + 1 < count && (index < 2 || index + 3 >= count);
            self.elements.push(Element::Strip(strip));
        }
        if has_head {
            self.elements.push(Element::TableEnd);
        }
    }

    fn drawing(&self, drawing: &Drawing, column: &Column, slot: SlotId) -> Strip {
        let mut items = Vec::new();
        for shape in &drawing.shapes {
            self.shape(shape, column.x, slot, &mut items);
        }
        Strip {
            height: drawing.height,
            items,
            decorations: column.decorations.clone(),
            ..Strip::default()
        }
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
            } => items.push(Item {
                x: left + x1,
                y: *y1,
                owner,
                kind: ItemKind::Stroke {
                    dx: x2 - x1,
                    dy: y2 - y1,
                    width: *width,
                    colour: *stroke,
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
                for piece in &line.pieces {
                    items.push(Item {
                        x: left + start + piece.x,
                        y: *y,
                        owner,
                        kind: piece.kind(),
                    });
                }
            }
        }
    }
}
