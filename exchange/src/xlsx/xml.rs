//! The parts of a workbook as XML (ECMA-376, part 1, chapter 18: SpreadsheetML).

use std::fmt::Write as _;

use assay_assessment::{Currency, Day};

use super::cell::{Cell, Sheet, Width};
use super::limit;
use crate::plain::{decimal, is_forbidden_in_xml};

/// What every part begins with.
pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The vocabulary of workbooks.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/// The first day that a spreadsheet and the calendar count alike, and its number.
const COUNTED_FROM: (&str, i32) = ("1900-03-01", 61);

// The cell formats of `styles`, by their place.
const HEADER: u8 = 1;
const TEXT: u8 = 2;
const QUOTED: u8 = 3;
const DAY: u8 = 4;
const AMOUNT: u8 = 5;
const PERCENT: u8 = 6;
const INTEGER: u8 = 7;
const HUNDREDTHS: u8 = 8;

/// A text between tags or in an attribute. What XML cannot hold becomes U+FFFD; what a spreadsheet would take for an escape
/// of its own (`_x0041_`, ECMA-376 part 1, 22.9.2.19) is escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    let text = text.replace("\r\n", "\n");
    for (place, character) in text.char_indices() {
        match character {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\r' => xml.push('\n'),
            '_' if is_escape(text.get(place..).unwrap_or_default()) => xml.push_str("_x005F_"),
            character if is_forbidden_in_xml(character) => {
                xml.push(char::REPLACEMENT_CHARACTER);
            }
            character => xml.push(character),
        }
    }
    xml
}

fn is_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes, [b'_', b'x', digits @ .., ] if digits.get(4) == Some(&b'_')
        && digits.iter().take(4).all(u8::is_ascii_hexdigit))
}

/// A column's letters: `A` is 0, `AA` is 26.
pub(super) fn letters(column: usize) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(
            b'A' + u8::try_from(rest % 26).unwrap_or_default(),
        ));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => break letters.iter().rev().collect(),
        }
    }
}

/// A sheet: its head stays in sight and filters, and each column is as wide as what it holds asks for.
pub(super) fn sheet(sheet: &Sheet, currency: &Currency) -> (String, String) {
    let rows = limit::rows(sheet);
    let last = letters(sheet.columns.len().saturating_sub(1));
    let range = format!("A1:{last}{}", rows.len() + 1);
    let mut xml = format!(
        "{DECLARATION}<worksheet xmlns=\"{MAIN}\"><dimension ref=\"{range}\"/><sheetViews><sheetView workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>\
         <sheetFormatPr defaultRowHeight=\"15\"/><cols>"
    );
    for (number, (_, width)) in sheet.columns.iter().enumerate() {
        let number = number + 1;
        let characters = Width::characters(*width);
        // Writing to a text does not fail.
        _ = write!(
            xml,
            "<col min=\"{number}\" max=\"{number}\" width=\"{characters}\" customWidth=\"1\"/>"
        );
    }
    xml.push_str("</cols><sheetData><row r=\"1\">");
    for (column, (title, _)) in sheet.columns.iter().enumerate() {
        words(&mut xml, &format!("{}1", letters(column)), HEADER, title);
    }
    xml.push_str("</row>");
    for (number, row) in rows.iter().enumerate() {
        let number = number + 2;
        _ = write!(xml, "<row r=\"{number}\">");
        for (column, cell) in row.iter().enumerate() {
            let place = format!("{}{number}", letters(column));
            put(&mut xml, &place, cell, currency);
        }
        xml.push_str("</row>");
    }
    _ = write!(xml, "</sheetData><autoFilter ref=\"{range}\"/></worksheet>");
    (xml, format!("$A$1:${last}${}", rows.len() + 1))
}

fn put(xml: &mut String, place: &str, cell: &Cell, currency: &Currency) {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            // A format that keeps a text that looks like a formula a text also after somebody edits it.
            let style = if text.starts_with(['=', '+', '-', '@']) {
                QUOTED
            } else {
                TEXT
            };
            words(xml, place, style, text);
        }
        Cell::Integer(value) => number(xml, place, INTEGER, &value.to_string()),
        Cell::Amount(units) => {
            number(xml, place, AMOUNT, &decimal(*units, currency.decimals()));
        }
        Cell::Probability(points) => {
            number(xml, place, PERCENT, &decimal(points.get().into(), 4));
        }
        Cell::Hundredths(value) => number(xml, place, HUNDREDTHS, &decimal(*value, 2)),
        Cell::Day(day) => match serial(*day) {
            Some(serial) => number(xml, place, DAY, &serial.to_string()),
            None => words(xml, place, TEXT, &day.to_string()),
        },
    }
}

fn words(xml: &mut String, place: &str, style: u8, text: &str) {
    let text = escaped(text);
    _ = write!(
        xml,
        "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
    );
}

fn number(xml: &mut String, place: &str, style: u8, number: &str) {
    _ = write!(xml, "<c r=\"{place}\" s=\"{style}\"><v>{number}</v></c>");
}

/// The number of a day; `None` before the days that spreadsheets count as the calendar does.
fn serial(day: Day) -> Option<i32> {
    let (first, number) = COUNTED_FROM;
    let since = day.days_since(first.parse().ok()?);
    (since >= 0).then(|| since.saturating_add(number))
}

/// The formats of cells, in the order of the constants above.
pub(super) fn styles(currency: &Currency) -> String {
    let places = match usize::from(currency.decimals()) {
        0 => String::new(),
        decimals => format!(".{}", "0".repeat(decimals)),
    };
    let amount = escaped(&format!("#,##0{places}\\ \"{}\"", currency.code()));
    let wrapped = "<alignment vertical=\"top\" wrapText=\"1\"/>";
    let top = "<alignment vertical=\"top\"/>";
    let numbers: String = [164, 165, 10, 1, 2]
        .map(|format| {
            format!("<xf numFmtId=\"{format}\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\">{top}</xf>")
        })
        .concat();
    format!(
        "{DECLARATION}<styleSheet xmlns=\"{MAIN}\">\
         <numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/><numFmt numFmtId=\"165\" formatCode=\"{amount}\"/></numFmts>\
         <fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>\
         <fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
         <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE7EAF0\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"9\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
         <xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">{wrapped}</xf>\
         <xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyAlignment=\"1\">{wrapped}</xf>\
         <xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyAlignment=\"1\">{wrapped}</xf>\
         {numbers}</cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_days_have_their_numbers() {
        assert_eq!(letters(0), "A");
        assert_eq!(letters(25), "Z");
        assert_eq!(letters(26), "AA");
        assert_eq!(letters(701), "ZZ");
        let serial = |day: &str| serial(day.parse().unwrap_or_else(|_| unreachable!("a day")));
        assert_eq!(serial("1900-02-28"), None);
        assert_eq!(serial("2026-11-22"), Some(46_348));
    }

    #[test]
    fn texts_are_words_and_no_markup() {
        assert_eq!(
            escaped("<a b=\"&\">\r\n"),
            "&lt;a b=&quot;&amp;&quot;&gt;\n"
        );
        assert_eq!(escaped("\u{0}\u{b}x"), "\u{fffd}\u{fffd}x");
        assert_eq!(escaped("_x0041_ _x041_ _"), "_x005F_x0041_ _x041_ _");
    }
}
