//! Tables as CSV (RFC 4180) that spreadsheets open without calculating anything.

use csv::{Terminator, WriterBuilder};

/// Lines as CSV in UTF-8, which end in CR LF. All have to be of one length. What a spreadsheet would take for a formula has
/// an apostrophe before it.
#[must_use]
pub fn table<L>(lines: L) -> Vec<u8>
where
    L: IntoIterator,
    L::Item: IntoIterator<Item = String>,
{
    let mut table = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    for line in lines {
        // Writing lines of one length into memory does not fail.
        _ = table.write_record(line.into_iter().map(guarded));
    }
    table.into_inner().unwrap_or_default()
}

/// A cell that no spreadsheet calculates.
fn guarded(mut cell: String) -> String {
    if is_formula(&cell) {
        cell.insert(0, '\'');
    }
    cell
}

/// Whether a spreadsheet may take a cell for a formula. A number with words behind it, such as
/// `-5 nodes`, is none.
fn is_formula(cell: &str) -> bool {
    let mut characters = cell.chars();
    match characters.next() {
        Some('=' | '@' | '\t' | '\r') => true,
        Some('+' | '-') => {
            let rest = characters.as_str();
            let plain = |character: char| {
                character.is_alphanumeric() || matches!(character, ' ' | '.' | ',' | '%')
            };
            !(rest.starts_with(|first: char| first.is_ascii_digit()) && rest.chars().all(plain))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_calculate_is_guarded_and_the_rest_stays_as_it_is() {
        let written = |cell: &str| guarded(cell.to_owned());
        for plain in ["", "Fails", "-5 nodes", "+41 44 000", "a=b", "5-3"] {
            assert_eq!(written(plain), plain);
        }
        for formula in ["=1+1", "-2+3", "-cmd|calc", "@SUM(A1)", "+A1", "\t=1"] {
            assert_eq!(written(formula), format!("'{formula}"));
        }
    }
}
