//! The text of a page, as copying it would give. Only for saying where two PDFs differ: what a page
//! shows may be something else, and only equal bytes prove that it is not.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::document::{find, get, get_dictionary, resolve};

/// What the content of a page may unpack to.
const MAX_CONTENT_BYTES: usize = 16 * 1024 * 1024;

/// What the table of a font's characters may unpack to.
const MAX_TABLE_BYTES: usize = 1024 * 1024;

/// Characters by their two-byte codes.
type Table = BTreeMap<u16, String>;

/// The text of a page, word after word; `None` if it cannot be read.
pub(super) fn page_text(document: &Document, page: ObjectId) -> Option<String> {
    let page = document.objects.get(&page)?.as_dict().ok()?;
    let mut content = Vec::new();
    match get(document, page, b"Contents")? {
        Object::Array(parts) => {
            for part in parts.iter().take(1_000) {
                content.extend(unpacked(resolve(document, part)?, MAX_CONTENT_BYTES)?);
                content.push(b'\n');
                if content.len() > MAX_CONTENT_BYTES {
                    return None;
                }
            }
        }
        single => content = unpacked(single, MAX_CONTENT_BYTES)?,
    }
    let fonts = get_dictionary(document, page, b"Resources")
        .and_then(|resources| get_dictionary(document, resources, b"Font"));
    let mut tables: BTreeMap<Vec<u8>, Table> = BTreeMap::new();
    for (name, font) in fonts.into_iter().flat_map(Dictionary::iter).take(100) {
        let font = resolve(document, font)?.as_dict().ok()?;
        tables.insert(name.clone(), table_of(document, font).unwrap_or_default());
    }
    let mut text = String::new();
    let mut table = None;
    for operation in Content::decode(&content).ok()?.operations {
        match (operation.operator.as_str(), operation.operands.as_slice()) {
            ("Tf", [Object::Name(name), ..]) => table = tables.get(name),
            ("Tj" | "'" | "\"", [.., Object::String(codes, _)]) => read(codes, table, &mut text),
            ("TJ", [Object::Array(parts)]) => {
                for part in parts {
                    if let Object::String(codes, _) = part {
                        read(codes, table, &mut text);
                    }
                }
            }
            ("BT", _) if !text.ends_with(' ') => text.push(' '),
            _ => {}
        }
    }
    Some(text)
}

fn read(codes: &[u8], table: Option<&Table>, text: &mut String) {
    for pair in codes.chunks(2) {
        if let [high, low] = pair {
            let code = u16::from_be_bytes([*high, *low]);
            let letters = table.and_then(|table| table.get(&code));
            text.push_str(letters.map_or("\u{fffd}", String::as_str));
        }
    }
}

fn unpacked(object: &Object, most: usize) -> Option<Vec<u8>> {
    let stream = object.as_stream().ok()?;
    if !stream.is_compressed() {
        return (stream.content.len() <= most).then(|| stream.content.clone());
    }
    stream.decompressed_content_with_limit(most).ok()
}

/// The characters of a font by `/ToUnicode` (ISO 32000-1, 9.10.3), where they are listed singly.
fn table_of(document: &Document, font: &Dictionary) -> Option<Table> {
    let table = unpacked(get(document, font, b"ToUnicode")?, MAX_TABLE_BYTES)?;
    let mut rest = table.as_slice();
    let mut found = Table::new();
    while let Some(start) = find(rest, b"beginbfchar") {
        rest = rest.get(start + 11..)?;
        let end = find(rest, b"endbfchar")?;
        let (list, after) = rest.split_at_checked(end)?;
        let words: Vec<Vec<u16>> = list
            .split(|byte| *byte == b'<')
            .skip(1)
            .filter_map(|word| units(word.split(|byte| *byte == b'>').next()?))
            .collect();
        for pair in words.chunks(2) {
            if let [code, letters] = pair
                && let [code] = code.as_slice()
            {
                found.insert(*code, String::from_utf16_lossy(letters));
            }
        }
        rest = after;
    }
    Some(found)
}

fn units(digits: &[u8]) -> Option<Vec<u16>> {
    let digits: Option<Vec<u16>> = digits
        .iter()
        .filter(|digit| !digit.is_ascii_whitespace())
        .map(|digit| u16::try_from(char::from(*digit).to_digit(16)?).ok())
        .collect();
    let units = digits?;
    Some(
        units
            .chunks(4)
            .map(|four| four.iter().fold(0, |unit, digit| unit << 4 | digit))
            .collect(),
    )
}
