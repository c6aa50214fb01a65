//! Tables, and names with values, which are tables with a header cell in each row.

use super::super::theme;
use super::super::tree::{Decoration, Element, Mark, Meaning, NodeId, RowStrips, Strip};
use super::super::wrap::Face;
use super::{Column, Flow, LONGEST_TAG_TEXT, line_item, shorten};
use crate::chart::Token;
use crate::outline::{Align, Block, KeyValue, Line, Table};

/// Share of the width that names take.
const KEY_SHARE: f32 = 0.24;

/// Where a column of a table stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) align: Align,
}

/// How a table is set.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    /// Its type.
    pub(super) face: Face,
    /// Its columns.
    pub(super) cells: Vec<Cell>,
}

impl Flow<'_, '_> {
    pub(super) fn table(&mut self, table: &Table, column: &Column) {
        if table.columns.is_empty() {
            return;
        }
        if table.fitted {
            self.fitted_table(table, column);
            return;
        }
        let setting = Setting {
            face: theme::TABLE,
            cells: columns(table, column),
        };
        self.set_table(table, &setting, column);
    }

    pub(super) fn set_table(&mut self, table: &Table, setting: &Setting, column: &Column) {
        let Setting { face, cells } = setting;
        let padding = theme::CELL_ABOVE * face.size / theme::TABLE.size;
        let node = self.structure.node(
            column.node,
            Meaning::Table(shorten(&table.summary, LONGEST_TAG_TEXT)),
        );
        let head_node = self.structure.node(node, Meaning::TableHead);
        let row_node = self.structure.node(head_node, Meaning::Row);
        let mut head = empty_row(column);
        head.padding = padding;
        head.ground = Some(Token::Sunken);
        head.line_below = Some(Token::EdgeStrong);
        head.space_before = theme::BLOCK_GAP + 1.0;
        head.keep_with_next = true;
        for (cell, line) in cells.iter().zip(&table.header) {
            let cell_node = self
                .structure
                .node(row_node, Meaning::HeaderCell { of_row: false });
            let header_column = Column {
                face: Face {
                    strong: true,
                    ..*face
                },
                ..column.clone()
            };
            let content = [Block::Paragraph(line.clone())];
            let strips = self.cell_in_face(&content, *cell, cell_node, &header_column);
            head.cells.push(strips);
        }
        self.elements.push(Element::TableHead(head));
        if !table.rows.is_empty() {
            let body_node = self.structure.node(node, Meaning::TableBody);
            for row in &table.rows {
                let row_node = self.structure.node(body_node, Meaning::Row);
                let mut strips = empty_row(column);
                strips.padding = padding;
                strips.marks = row.anchor.iter().cloned().map(Mark::Anchor).collect();
                for (index, cell) in cells.iter().enumerate() {
                    let meaning = if index == 0 && row.headed {
                        Meaning::HeaderCell { of_row: true }
                    } else {
                        Meaning::Cell
                    };
                    let cell_node = self.structure.node(row_node, meaning);
                    let blocks = row.cells.get(index).map(Vec::as_slice).unwrap_or_default();
                    let cell_column = Column {
                        face: *face,
                        ..column.clone()
                    };
                    let cell = self.cell_in_face(blocks, *cell, cell_node, &cell_column);
                    strips.cells.push(cell);
                }
                self.elements.push(Element::Row(strips));
            }
        }
        self.elements.push(Element::TableEnd);
    }

    pub(super) fn key_values(&mut self, pairs: &[KeyValue], column: &Column) {
        if pairs.is_empty() {
            return;
        }
        let node = self
            .structure
            .node(column.node, Meaning::Table("Names and values".to_owned()));
        let key_width = (column.width * KEY_SHARE).max(theme::LEAST_WIDTH);
        let key_cell = Cell {
            x: column.x,
            width: key_width - theme::CELL_SIDE,
            align: Align::Start,
        };
        let value_cell = Cell {
            x: column.x + key_width,
            width: (column.width - key_width).max(1.0),
            align: Align::Start,
        };
        for (index, pair) in pairs.iter().enumerate() {
            let row_node = self.structure.node(node, Meaning::Row);
            let mut row = empty_row(column);
            row.padding = 2.4;
            row.space_before = if index == 0 { theme::BLOCK_GAP } else { 0.0 };
            row.line_below = Some(Token::Edge);
            let key_node = self
                .structure
                .node(row_node, Meaning::HeaderCell { of_row: true });
            let key_column = Column {
                face: theme::KEY,
                ..column.clone()
            };
            let key = [Block::text(pair.key.clone())];
            row.cells
                .push(self.cell_in_face(&key, key_cell, key_node, &key_column));
            let value_node = self.structure.node(row_node, Meaning::Cell);
            let value_column = Column {
                face: theme::TABLE,
                ..column.clone()
            };
            let value = self.cell_in_face(&pair.value, value_cell, value_node, &value_column);
            row.cells.push(value);
            self.elements.push(Element::Row(row));
        }
    }

    fn cell_in_face(
        &mut self,
        blocks: &[Block],
        cell: Cell,
        node: NodeId,
        around: &Column,
    ) -> Vec<Strip> {
        let column = Column {
            x: cell.x,
            width: cell.width,
            least: (cell.width * 0.5).min(self.sheet.content_width() * theme::LEAST_SHARE),
            leftmost: cell.x,
            in_cell: true,
            node,
            face: around.face,
            decorations: Vec::new(),
        };
        let mut strips: Vec<Strip> = Vec::new();
        for block in blocks {
            match block {
                Block::Paragraph(line) if line.is_empty() => {}
                Block::Paragraph(line) => {
                    // The only paragraph of a cell needs no tag of its own.
                    let meaning = (blocks.len() > 1).then_some(Meaning::Paragraph);
                    self.cell_paragraph(line, cell.align, &column, meaning, &mut strips);
                }
                other => {
                    let before = std::mem::take(&mut self.elements);
                    self.block(other, &column);
                    let inner = std::mem::replace(&mut self.elements, before);
                    strips_of(inner, &mut strips);
                }
            }
        }
        // A cell without content is still a cell: else its row would be a cell short.
        if strips.iter().all(|strip| strip.items.is_empty()) {
            strips = vec![self.blank_strip(cell.x, around.face, node)];
        }
        if let Some(first) = strips.first_mut() {
            first.space_before = 0.0;
        }
        strips
    }

    fn cell_paragraph(
        &mut self,
        line: &Line,
        align: Align,
        column: &Column,
        meaning: Option<Meaning>,
        strips: &mut Vec<Strip>,
    ) {
        let node = match meaning {
            Some(meaning) => self.structure.node(column.node, meaning),
            None => column.node,
        };
        let mut lines = self.line_strips(line, column.face, column, node, align);
        if let Some(first) = lines.first_mut() {
            first.space_before = if strips.is_empty() { 0.0 } else { 2.5 };
        }
        strips.extend(lines);
    }
}

/// Widths by weight, with a least width for each column.
fn columns(table: &Table, column: &Column) -> Vec<Cell> {
    let total: f32 = table
        .columns
        .iter()
        .map(|each| f32::from(each.weight.max(1)))
        .sum();
    let count = table.columns.len() as f32;
    let least = theme::LEAST_WIDTH.min(column.width / count);
    let spare = (column.width - least * count).max(0.0);
    let mut x = column.x;
    table
        .columns
        .iter()
        .map(|each| {
            let width = least + spare * f32::from(each.weight.max(1)) / total;
            let side = theme::CELL_SIDE.min(width * 0.15);
            let cell = Cell {
                x: x + side,
                width: width - 2.0 * side,
                align: each.align,
            };
            x += width;
            cell
        })
        .collect()
}

fn empty_row(column: &Column) -> RowStrips {
    RowStrips {
        cells: Vec::new(),
        x: column.x,
        width: column.width,
        ground: None,
        line_below: Some(Token::Edge),
        padding: theme::CELL_ABOVE,
        space_before: 0.0,
        keep_with_next: false,
        marks: Vec::new(),
    }
}

/// The strips of elements; a row within a cell becomes bands, each with a line of every cell.
fn strips_of(elements: Vec<Element>, strips: &mut Vec<Strip>) {
    for element in elements {
        match element {
            Element::Strip(strip) => strips.push(strip),
            Element::Row(row) | Element::TableHead(row) => {
                strips.extend(bands(row));
            }
            Element::Keep(inner) | Element::Turned(inner) => strips_of(inner, strips),
            Element::TableEnd | Element::PageBreak => {}
        }
    }
}

/// A row as strips, one below the other: each holds the next line of every cell, so that a row
/// within a cell can be divided between pages like any other text.
fn bands(row: RowStrips) -> Vec<Strip> {
    let count = row.cells.iter().map(Vec::len).max().unwrap_or(0);
    let mut bands = vec![Strip::default(); count];
    for cell in row.cells {
        for (index, (band, strip)) in bands.iter_mut().zip(cell).enumerate() {
            let above = if index > 0 { strip.space_before } else { 0.0 };
            band.height = band.height.max(above + strip.height);
            band.items.extend(strip.items.into_iter().map(|mut item| {
                item.y += above;
                item
            }));
            band.decorations.extend(strip.decorations);
            band.marks.extend(strip.marks);
        }
    }
    if let Some(first) = bands.first_mut() {
        first.height += row.padding;
        for item in &mut first.items {
            item.y += row.padding;
        }
        first.space_before = row.space_before;
        first.marks.extend(row.marks);
    }
    if let Some(last) = bands.last_mut() {
        last.height += row.padding;
        if let Some(colour) = row.line_below {
            last.items
                .push(line_item(row.x, last.height, row.width, colour));
        }
    }
    if let Some(ground) = row.ground {
        for band in &mut bands {
            band.decorations.insert(
                0,
                Decoration {
                    x: row.x,
                    width: row.width,
                    ground: Some(ground),
                    bar: None,
                },
            );
        }
    }
    bands
}
