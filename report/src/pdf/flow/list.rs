//! Lists, however deep: each level is set further in, and the text of the deepest still has room.

use super::super::theme;
use super::super::tree::{Element, Item, Meaning, NodeId, Strip};
use super::super::wrap::{WrappedLine, single_line};
use super::{Column, Flow, baseline};
use crate::outline::{Block, Inline, List, ListItem};

/// Room between a label and its text where there is enough.
const LABEL_GAP: f32 = 5.0;
/// The least room between a label and its text.
const LEAST_LABEL_GAP: f32 = 2.5;
/// The least that a quotation is set in: its bar, and a little.
const LEAST_QUOTE: f32 = 4.0;

/// Where the items of a list stand.
struct Places {
    /// How far their text is set in.
    indent: f32,
    /// How far their labels stand out to the left, into the room of the lists around.
    hang: f32,
}

impl Flow<'_, '_> {
    pub(super) fn list(&mut self, list: &List, column: &Column) {
        let node = self.structure.node(
            column.node,
            Meaning::List {
                numbered: list.start.is_some(),
            },
        );
        let labels: Vec<WrappedLine> = (0..)
            .zip(&list.items)
            .map(|(index, item)| {
                let label = [Inline::text(label(list, item, index))];
                single_line(self.fonts, &label, column.face)
            })
            .collect();
        let widest = labels.iter().map(|label| label.width).fold(0.0, f32::max);
        let places = Places::of(widest, 1 + deepest_of(&list.items), column);
        for (item, label) in list.items.iter().zip(&labels) {
            self.item(item, label, &places, column, node);
        }
    }

    fn item(
        &mut self,
        item: &ListItem,
        label: &WrappedLine,
        places: &Places,
        column: &Column,
        list: NodeId,
    ) {
        let item_node = self.structure.node(list, Meaning::Item);
        let label_node = self.structure.node(item_node, Meaning::Label);
        let body_node = self.structure.node(item_node, Meaning::Body);
        let body = column.inset(places.indent, body_node);
        let before = std::mem::take(&mut self.elements);
        self.blocks(&item.blocks, &body);
        let inner = std::mem::replace(&mut self.elements, before);
        let face = column.face;
        let x = column.x - places.hang;
        let items = self.placed_line(label, x, baseline(face), label_node, face);
        let labelled = labelled(inner, items, x + label.width, column);
        self.elements.extend(labelled);
    }
}

/// What is labelled, with the items of its label beside its first line, or above where no line begins it or
/// where the label, which ends at `end`, would stand on something: on the label of a list that begins it.
pub(super) fn labelled(
    mut inner: Vec<Element>,
    label: Vec<Item>,
    end: f32,
    column: &Column,
) -> Vec<Element> {
    match inner.first_mut() {
        Some(Element::Strip(strip)) if strip.items.iter().all(|item| item.x >= end + 1.0) => {
            strip.items.splice(0..0, label);
            strip.space_before = strip.space_before.min(theme::BLOCK_GAP * 0.55);
        }
        _ => {
            let strip = Strip {
                space_before: theme::BLOCK_GAP * 0.55,
                height: column.face.leading,
                items: label,
                keep_with_next: !inner.is_empty(),
                decorations: column.decorations.clone(),
                marks: Vec::new(),
            };
            inner.insert(0, Element::Strip(strip));
        }
    }
    inner
}

impl Places {
    /// Places for labels up to this width in a list with so many levels, itself one of them. The levels
    /// share what the column has to spare.
    fn of(widest_label: f32, levels: u16, column: &Column) -> Self {
        let wanted = (widest_label + LABEL_GAP).max(theme::LIST_INDENT);
        let share = column.spare() / f32::from(levels);
        let needed = widest_label + LEAST_LABEL_GAP;
        let hang = (needed - wanted.min(share)).clamp(0.0, column.x - column.leftmost);
        let indent = wanted.min(share).max(needed - hang).min(column.width * 0.5);
        Self { indent, hang }
    }
}

impl Column {
    /// How far the text may still be set in.
    fn spare(&self) -> f32 {
        (self.width - self.least).max(0.0)
    }

    /// How far a quotation of these blocks is set in.
    pub(super) fn quote_inset(&self, blocks: &[Block]) -> f32 {
        let levels = f32::from(1 + deepest(blocks));
        (self.spare() / levels).clamp(LEAST_QUOTE, theme::FRAME + 2.0)
    }
}

fn label(list: &List, item: &ListItem, index: u64) -> String {
    match (item.task, list.start) {
        (Some(true), _) => "☑".to_owned(),
        (Some(false), _) => "☐".to_owned(),
        (None, Some(start)) => format!("{}.", start.saturating_add(index)),
        (None, None) => "•".to_owned(),
    }
}

/// How many levels of lists and quotations stand within each other in these blocks.
fn deepest(blocks: &[Block]) -> u16 {
    let levels = blocks.iter().map(|block| match block {
        Block::List(list) => 1 + deepest_of(&list.items),
        Block::Quote(inner) => 1 + deepest(inner),
        Block::KeepTogether(inner) | Block::Callout { blocks: inner, .. } => deepest(inner),
        _ => 0,
    });
    levels.max().unwrap_or(0)
}

fn deepest_of(items: &[ListItem]) -> u16 {
    let levels = items.iter().map(|item| deepest(&item.blocks));
    levels.max().unwrap_or(0)
}
