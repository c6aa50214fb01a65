//! Lines of text as strips.

use std::rc::Rc;

use super::super::theme::RAISED_BY;
use super::super::tree::{Item, ItemKind, Mark, Meaning, NodeId, Owner, SlotId, Strip};
use super::super::wrap::{Face, WrappedLine, wrap};
use super::{Column, Flow, LinkInOrder, baseline, line_item};
use crate::outline::{Align, Inline};

/// The run of content that is being placed: its link, its slot, its link's index.
struct Run {
    link: LinkInOrder,
    slot: SlotId,
    index: Option<usize>,
}

impl Flow<'_, '_> {
    /// Wraps a line into the column and gives each wrapped line a strip. The first and the
    /// last two lines of a passage stay together.
    pub(super) fn line_strips(
        &mut self,
        content: &[Inline],
        face: Face,
        column: &Column,
        node: NodeId,
        align: Align,
    ) -> Vec<Strip> {
        let lines = wrap(self.fonts, content, face, column.width);
        let count = lines.len();
        let mut run = None;
        lines
            .iter()
            .enumerate()
            .map(|(index, line)| {
                let shift = match (align, line.from_right) {
                    (Align::Start, false) => 0.0,
                    (Align::Center, _) => (column.width - line.width) / 2.0,
                    (Align::End, _) | (Align::Start, true) => column.width - line.width,
                };
                let anchors = line
                    .pieces
                    .iter()
                    .filter_map(|piece| piece.look.anchor.as_ref());
                Strip {
                    height: face.leading,
                    marks: anchors.map(|name| Mark::Anchor(name.to_string())).collect(),
                    items: self.line_items(
                        line,
                        column.x + shift.max(0.0),
                        baseline(face),
                        node,
                        face,
                        &mut run,
                    ),
                    keep_with_next: count > 1 && (index == 0 || index + 2 == count),
                    ..Strip::default()
                }
            })
            .collect()
    }

    /// A line on its own, such as a label.
    pub(super) fn placed_line(
        &mut self,
        line: &WrappedLine,
        x: f32,
        baseline: f32,
        node: NodeId,
        face: Face,
    ) -> Vec<Item> {
        self.line_items(line, x, baseline, node, face, &mut None)
    }

    fn line_items(
        &mut self,
        line: &WrappedLine,
        x: f32,
        baseline: f32,
        node: NodeId,
        face: Face,
        run: &mut Option<Run>,
    ) -> Vec<Item> {
        let mut under = Vec::new();
        let mut items = Vec::new();
        let top = baseline - face.size * 0.95;
        for piece in &line.pieces {
            let same_run = run
                .as_ref()
                .is_some_and(|run| match (&run.link, &piece.look.link) {
                    (None, None) => true,
                    (Some(left), Some(right)) => Rc::ptr_eq(left, right) || left == right,
                    _ => false,
                });
            if !same_run {
                *run = Some(match &piece.look.link {
                    Some(link) => {
                        // What is raised and leads somewhere refers to a footnote.
                        let parent = if piece.look.raised {
                            self.structure.node(node, Meaning::Reference)
                        } else {
                            node
                        };
                        let (index, link_node) = self.structure.link(parent, link);
                        Run {
                            link: Some(Rc::clone(link)),
                            slot: self.structure.slot(link_node),
                            index: Some(index),
                        }
                    }
                    None => Run {
                        link: None,
                        slot: self.structure.slot(node),
                        index: None,
                    },
                });
            }
            let Some(run) = run.as_ref() else { continue };
            let left = x + piece.x;
            let baseline = if piece.look.raised {
                baseline - face.size * RAISED_BY
            } else {
                baseline
            };
            if let Some(ground) = piece.look.background {
                under.push(Item {
                    x: left,
                    y: baseline - face.size * 0.86,
                    owner: Owner::Artifact,
                    kind: ItemKind::Rect {
                        width: piece.width,
                        height: face.size * 1.14,
                        radius: 0.0,
                        fill: Some(ground),
                        stroke: None,
                        dashed: false,
                    },
                });
            }
            items.push(Item {
                x: left,
                y: baseline,
                owner: Owner::Slot(run.slot),
                kind: piece.kind(),
            });
            if piece.look.strike && !piece.blank {
                under.push(line_item(
                    left,
                    baseline - face.size * 0.27,
                    piece.width,
                    piece.look.colour,
                ));
            }
            if let (Some(link), false) = (run.index, piece.blank) {
                under.push(line_item(
                    left,
                    baseline + face.size * 0.16,
                    piece.width,
                    piece.look.colour,
                ));
                items.push(Item {
                    x: left,
                    y: top,
                    owner: Owner::Artifact,
                    kind: ItemKind::LinkArea {
                        link,
                        width: piece.width,
                        height: face.size * 1.25,
                    },
                });
            }
        }
        under.extend(items);
        under
    }

    /// A blank, so that an empty cell is still a cell of the structure.
    pub(super) fn blank_strip(&mut self, x: f32, face: Face, parent: NodeId) -> Strip {
        let line = super::single_line(self.fonts, &[Inline::text(" ")], face);
        Strip {
            height: face.leading,
            items: self.placed_line(&line, x, baseline(face), parent, face),
            ..Strip::default()
        }
    }
}
