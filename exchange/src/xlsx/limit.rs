//! Cells that hold more than a spreadsheet takes: they go on in the next row, and say so.

use super::cell::{Cell, Sheet};
use crate::words;

/// How many UTF-16 code units of a text a cell is given. Excel takes 32,767 and cuts what is longer; the rest is for the
/// words around it.
const MOST: usize = 32_000;

/// The rows of a sheet, of which no cell is too long. A row that goes on repeats what it is of.
pub(super) fn rows(sheet: &Sheet) -> Vec<Vec<Cell>> {
    let mut rows = Vec::with_capacity(sheet.rows.len());
    for row in &sheet.rows {
        let pieces: Vec<Vec<Cell>> = row.iter().map(divided).collect();
        let longest = pieces.iter().map(Vec::len).max().unwrap_or(0);
        for number in 0..longest {
            let cells = pieces.iter().enumerate().map(|(column, pieces)| {
                let repeated = (column < sheet.keys).then(|| pieces.first()).flatten();
                let cell = pieces.get(number).or(repeated);
                cell.cloned().unwrap_or(Cell::Empty)
            });
            rows.push(cells.collect());
        }
    }
    rows
}

/// A cell, or as many as its text needs.
fn divided(cell: &Cell) -> Vec<Cell> {
    let Cell::Text(text) = cell else {
        return vec![cell.clone()];
    };
    let mut pieces = vec![String::new()];
    let mut units = 0;
    for character in text.chars() {
        if units + character.len_utf16() > MOST {
            pieces.push(String::new());
            units = 0;
        }
        units += character.len_utf16();
        if let Some(piece) = pieces.last_mut() {
            piece.push(character);
        }
    }
    let last = pieces.len() - 1;
    let marked = pieces.into_iter().enumerate().map(|(number, piece)| {
        let before = if number > 0 { words::GOES_ON_FROM } else { "" };
        let after = if number < last { words::GOES_ON } else { "" };
        Cell::Text(format!("{before}{piece}{after}"))
    });
    marked.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xlsx::cell::Width;

    #[test]
    fn a_long_text_goes_on_in_the_next_row_which_says_whose_it_is() {
        let text = format!("a{}", "🎉".repeat(40_000));
        let sheet = Sheet {
            name: "Controls",
            keys: 1,
            columns: vec![("Control", Width::Narrow); 3],
            rows: vec![vec![Cell::text("c"), Cell::text(&text), Cell::Integer(7)]],
        };
        let rows = rows(&sheet);
        assert_eq!(rows.len(), 3);
        let mut whole = String::new();
        for (number, row) in rows.iter().enumerate() {
            assert_eq!(row[0], Cell::text("c"));
            let expected = if number == 0 {
                Cell::Integer(7)
            } else {
                Cell::Empty
            };
            assert_eq!(row[2], expected);
            let Cell::Text(piece) = &row[1] else {
                unreachable!("it has words");
            };
            assert!(piece.encode_utf16().count() <= 32_767);
            assert_eq!(piece.contains(words::GOES_ON_FROM), number > 0);
            assert_eq!(piece.contains(words::GOES_ON), number < 2);
            whole += &piece
                .replace(words::GOES_ON_FROM, "")
                .replace(words::GOES_ON, "");
        }
        assert_eq!(whole, text);
    }
}
