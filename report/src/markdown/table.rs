//! Tables of notes.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::MOST_TABLE_COLUMNS;
use crate::outline::{Align, Block, Column, Inline, Line, Row, Table};

/// A table that is being read.
pub(super) struct OpenTable {
    columns: Vec<Column>,
    header: Vec<Line>,
    rows: Vec<Vec<Line>>,
    row: Vec<Line>,
    source: Range<usize>,
}

impl OpenTable {
    /// A table with columns that are aligned so, which stands there in the note.
    pub(super) fn new(alignments: &[Alignment], source: Range<usize>) -> Self {
        let columns = alignments.iter().map(|alignment| Column {
            weight: 1,
            align: match alignment {
                Alignment::Center => Align::Center,
                Alignment::Right => Align::End,
                Alignment::None | Alignment::Left => Align::Start,
            },
        });
        Self {
            columns: columns.collect(),
            header: Vec::new(),
            rows: Vec::new(),
            row: Vec::new(),
            source,
        }
    }

    pub(super) fn cell(&mut self, line: Line) {
        self.row.push(line);
    }

    pub(super) fn end_header(&mut self) {
        self.header = std::mem::take(&mut self.row);
    }

    pub(super) fn end_row(&mut self) {
        self.rows.push(std::mem::take(&mut self.row));
    }

    /// The block that the table becomes: itself, or its text as it stands in the note.
    pub(super) fn finish(mut self, note: &str) -> Block {
        if self.columns.len() > MOST_TABLE_COLUMNS {
            let text = note.get(self.source).unwrap_or_default();
            return Block::Code {
                language: None,
                text: text.trim_end_matches('\n').to_owned(),
            };
        }
        let width = self.columns.len();
        self.weigh_columns();
        self.header.resize(width, Line::new());
        let rows = self.rows.into_iter().map(|mut row| {
            row.resize(width, Line::new());
            Row {
                anchor: None,
                headed: false,
                cells: row.into_iter().map(cell_blocks).collect(),
            }
        });
        Block::Table(Table {
            summary: "Table in a note".to_owned(),
            fitted: true,
            columns: self.columns,
            header: self.header,
            rows: rows.collect(),
        })
    }

    /// Gives columns shares of the width by what they hold, within a factor of six, so that a
    /// column of ticks does not take as much room as one of sentences.
    fn weigh_columns(&mut self) {
        for (index, column) in self.columns.iter_mut().enumerate() {
            let longest = std::iter::once(&self.header)
                .chain(&self.rows)
                .filter_map(|row| row.get(index))
                .map(|line| line.iter().map(characters).sum::<usize>())
                .max()
                .unwrap_or(0);
            column.weight = u16::try_from(longest.clamp(6, 36)).unwrap_or(36);
        }
    }
}

fn cell_blocks(line: Line) -> Vec<Block> {
    if line.is_empty() {
        Vec::new()
    } else {
        vec![Block::Paragraph(line)]
    }
}

fn characters(piece: &Inline) -> usize {
    match piece {
        Inline::Text(run) => run.text.chars().count(),
        _ => 1,
    }
}
