//! Tables that somebody wrote: in the largest type in which no word is divided, on a turned page if they
//! are too wide for every type, and in parts where no page can be turned.

use super::super::theme::{self, Orientation};
use super::super::tree::Element;
use super::super::wrap::{Face, widest_word};
use super::table::{Cell, Setting};
use super::{Column, Flow};
use crate::outline::{Block, Inline, Line, Row, Table};
use crate::words::table_in_parts;

/// By how much type is made smaller at a time, in points.
const STEP: f32 = 0.25;
/// Words up to this width are never divided for a larger type, in units of its size; longer ones are
/// addresses and digests, which are divided anyway.
const LONGEST_WORD: f32 = 6.5;
/// The least width of a column, in units of the type's size.
const NARROWEST: f32 = 1.6;

impl Flow<'_, '_> {
    pub(super) fn fitted_table(&mut self, table: &Table, column: &Column) {
        let needs = self.needs(table);
        if let Some(setting) = fit(table, &needs, column, theme::SMALLEST_TYPE) {
            self.set_table(table, &setting, column);
        } else if column.in_cell {
            self.table_in_parts(table, &needs, column);
        } else {
            // A table within a list or a quotation has the whole width before the page is turned.
            let page = Column::page(self.sheet, column.node);
            match fit(table, &needs, &page, theme::SMALLEST_TYPE) {
                Some(setting) => self.set_table(table, &setting, &page),
                None => self.turned_table(table, &needs, column),
            }
        }
    }

    /// The least width of each column without its padding, in units of the type's size.
    fn needs(&self, table: &Table) -> Vec<f32> {
        let face = Face {
            size: 1.0,
            ..theme::TABLE
        };
        let strong = Face {
            strong: true,
            ..face
        };
        let width = |line: &Line, face| widest_word(self.fonts, line, face);
        (0..table.columns.len())
            .map(|index| {
                let header = table
                    .header
                    .get(index)
                    .map_or(0.0, |line| width(line, strong));
                let lines = table
                    .rows
                    .iter()
                    .filter_map(|row| row.cells.get(index))
                    .flatten();
                let cells = lines.map(|block| match block {
                    Block::Paragraph(line) => width(line, face),
                    _ => LONGEST_WORD,
                });
                cells.fold(header, f32::max).clamp(NARROWEST, LONGEST_WORD)
            })
            .collect()
    }

    /// The table on turned pages of its own, with the headings that stand directly above it.
    fn turned_table(&mut self, table: &Table, needs: &[f32], column: &Column) {
        let mut heads = Vec::new();
        while let Some(Element::Strip(strip)) = self.elements.last()
            && strip.keep_with_next
            && !strip.items.is_empty()
        {
            heads.extend(self.elements.pop());
        }
        heads.reverse();
        let page = Column {
            width: self.sheet.lying(Orientation::Turned).content_width(),
            ..Column::page(self.sheet, column.node)
        };
        let setting = fit(table, needs, &page, theme::SMALLEST_TYPE)
            .unwrap_or_else(|| in_proportion(table, needs, &page));
        let before = std::mem::replace(&mut self.elements, heads);
        self.set_table(table, &setting, &page);
        let turned = std::mem::replace(&mut self.elements, before);
        self.elements.push(Element::Turned(turned));
    }

    /// The table in parts, one below the other, each with the first column.
    fn table_in_parts(&mut self, table: &Table, needs: &[f32], column: &Column) {
        let parts = parts(needs, column.width);
        if parts.len() < 2 {
            let setting = in_proportion(table, needs, column);
            self.set_table(table, &setting, column);
            return;
        }
        let sentence = table_in_parts(table.columns.len(), parts.len());
        self.paragraph(&vec![Inline::text(sentence)], theme::REMARK, column);
        for (number, columns) in parts.iter().enumerate() {
            let part = part(table, columns, number + 1, parts.len());
            let needs: Vec<f32> = columns
                .iter()
                .filter_map(|&at| needs.get(at).copied())
                .collect();
            let setting = fit(&part, &needs, column, theme::SMALLEST_TYPE)
                .unwrap_or_else(|| in_proportion(&part, &needs, column));
            self.set_table(&part, &setting, column);
        }
    }
}

/// The setting in the largest type, down to `smallest`, in which each column has the width that it needs;
/// what is left over is shared by weight.
fn fit(table: &Table, needs: &[f32], column: &Column, smallest: f32) -> Option<Setting> {
    let mut size = theme::TABLE.size;
    while size >= smallest {
        let side = side(size);
        let needed: f32 = needs.iter().map(|need| need * size + 2.0 * side).sum();
        let spare = column.width - needed;
        if spare >= 0.0 {
            let weights: f32 = table
                .columns
                .iter()
                .map(|each| f32::from(each.weight))
                .sum();
            let widths = table.columns.iter().zip(needs).map(|(each, need)| {
                need * size + 2.0 * side + spare * f32::from(each.weight) / weights.max(1.0)
            });
            return Some(setting(table, widths, size, column));
        }
        size -= STEP;
    }
    None
}

/// The setting in the smallest type, in which words have to be divided: each column has its share.
fn in_proportion(table: &Table, needs: &[f32], column: &Column) -> Setting {
    let total: f32 = needs.iter().sum();
    let widths = needs
        .iter()
        .map(|need| column.width * need / total.max(1.0));
    setting(table, widths, theme::SMALLEST_TYPE, column)
}

fn setting(
    table: &Table,
    widths: impl Iterator<Item = f32>,
    size: f32,
    column: &Column,
) -> Setting {
    let mut x = column.x;
    let cells = table.columns.iter().zip(widths).map(|(each, width)| {
        let side = side(size).min(width * 0.15);
        let cell = Cell {
            x: x + side,
            width: width - 2.0 * side,
            align: each.align,
        };
        x += width;
        cell
    });
    Setting {
        cells: cells.collect(),
        face: Face {
            size,
            leading: theme::TABLE.leading * size / theme::TABLE.size,
            ..theme::TABLE
        },
    }
}

/// Padding of cells, sideways, with type of this size.
fn side(size: f32) -> f32 {
    theme::CELL_SIDE * size / theme::TABLE.size
}

/// The columns of each part: the first one, and as many of the others as have room.
fn parts(needs: &[f32], width: f32) -> Vec<Vec<usize>> {
    let size = theme::TYPE_OF_PARTS;
    let widths: Vec<f32> = needs
        .iter()
        .map(|need| need * size + 2.0 * side(size))
        .collect();
    let first = widths.first().copied().unwrap_or(0.0);
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut filled = f32::INFINITY;
    for (index, needed) in widths.iter().enumerate().skip(1) {
        if filled + needed > width {
            parts.push(vec![0]);
            filled = first;
        }
        if let Some(part) = parts.last_mut() {
            part.push(index);
        }
        filled += needed;
    }
    parts
}

/// The table with these of its columns.
fn part(table: &Table, columns: &[usize], number: usize, of: usize) -> Table {
    let header = |at: &usize| table.header.get(*at).cloned().unwrap_or_default();
    let rows = table.rows.iter().map(|row| Row {
        // An anchor leads to the first part.
        anchor: row.anchor.clone().filter(|_| number == 1),
        headed: row.headed,
        cells: columns
            .iter()
            .map(|&at| row.cells.get(at).cloned().unwrap_or_default())
            .collect(),
    });
    Table {
        summary: format!("{}, part {number} of {of}", table.summary),
        fitted: true,
        columns: columns
            .iter()
            .filter_map(|&at| table.columns.get(at).copied())
            .collect(),
        header: columns.iter().map(header).collect(),
        rows: rows.collect(),
    }
}
