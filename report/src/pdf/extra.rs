//! Fonts of the user's own: what one is, whether it may be embedded, and how many there may be.

use assay_assessment::legible;
use rustybuzz::{
    Face,
    ttf_parser::{Permissions, RawFace, Tag, name::Name, name_id},
};

use super::PdfError;
use super::fonts::Loaded;
use super::wrap::is_never_drawn;

/// The most fonts of the user's own that a PDF is drawn with.
pub const MAX_EXTRA_FONTS: usize = 16;

/// The largest font file that is read, in bytes: those of all Chinese, Japanese and Korean characters have about 20 MB.
pub const MAX_EXTRA_FONT_BYTES: usize = 40 * 1024 * 1024;

/// The most bytes that the font files of a PDF have in all.
pub const MAX_EXTRA_FONTS_BYTES: usize = 96 * 1024 * 1024;

/// The table with a font's check sum.
const HEAD: Tag = Tag::from_bytes(b"head");

/// Names in fonts are shown so long at most, in characters.
const LONGEST_NAME: usize = 100;

/// Why a font file of the user's cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FontError {
    /// It is no font that can be read.
    #[error("the extra font cannot be read: choose a TrueType or OpenType file (.ttf, .otf)")]
    Unreadable,
    /// It says that it may not be embedded, or not as a PDF needs it.
    #[error("the extra font's licence does not allow it to be embedded: choose another font")]
    Licence,
    /// It is larger than any that is read; it has so many bytes.
    #[error(
        "the extra font has {0} bytes, and at most {MAX_EXTRA_FONT_BYTES} are read: choose a font of fewer scripts"
    )]
    TooLarge(usize),
}

/// What a font file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontFacts {
    /// The family that it says it is of; empty where it says none.
    pub family: String,
    /// The style within the family, such as `Regular`; empty where it says none.
    pub style: String,
    /// Those of the characters that were asked for which would be drawn with it, in the same order.
    pub covered: Vec<char>,
}

/// Looks at a font file of the user's: what it is called, and which of these characters it has. Characters that are never
/// drawn, because they would change how the text around them is read, no font has.
///
/// # Errors
/// [`FontError`]
pub fn look_at_font(font: &[u8], missing: &[char]) -> Result<FontFacts, FontError> {
    let loaded = read(font, 1)?;
    if !is_whole(font) {
        return Err(FontError::Unreadable);
    }
    let has = |c: char| {
        let glyph = loaded.face.glyph_index(c);
        glyph.is_some_and(|glyph| glyph.0 != 0) && !is_never_drawn(c)
    };
    Ok(FontFacts {
        family: name(&loaded.face, [name_id::TYPOGRAPHIC_FAMILY, name_id::FAMILY]),
        style: name(
            &loaded.face,
            [name_id::TYPOGRAPHIC_SUBFAMILY, name_id::SUBFAMILY],
        ),
        covered: missing.iter().copied().filter(|&c| has(c)).collect(),
    })
}

/// The fonts of the user's that a PDF is drawn with, in their order.
pub(super) fn load<'a>(files: &[&'a [u8]]) -> Result<Vec<Loaded<'a>>, PdfError> {
    if files.len() > MAX_EXTRA_FONTS {
        return Err(PdfError::TooManyFonts(files.len()));
    }
    let bytes = files.iter().map(|file| file.len()).sum();
    if bytes > MAX_EXTRA_FONTS_BYTES {
        return Err(PdfError::FontsTooLarge(bytes));
    }
    let numbered = files.iter().zip(1..);
    numbered
        .map(|(file, number)| read(file, number).map_err(|why| PdfError::ExtraFont { number, why }))
        .collect()
}

fn read(file: &[u8], number: u32) -> Result<Loaded<'_>, FontError> {
    if file.len() > MAX_EXTRA_FONT_BYTES {
        return Err(FontError::TooLarge(file.len()));
    }
    Loaded::from_user(file, number)
}

/// Whether a font says that the outlines of some of its characters may be embedded in a document (OpenType 1.9.1, OS/2,
/// `fsType`). One that says nothing about it does not forbid it.
pub(super) fn may_be_embedded(face: &Face<'_>) -> bool {
    let restricted = face.permissions() == Some(Permissions::Restricted);
    let says = face.tables().os2.is_some();
    // A PDF holds the outlines of those characters that it shows, and of no others.
    let in_part = face.is_subsetting_allowed() && face.is_outline_embedding_allowed();
    !restricted && (!says || in_part)
}

/// What a font calls itself: the first of these names that it has, preferably in English.
fn name(face: &Face<'_>, wanted: [u16; 2]) -> String {
    let found = wanted.into_iter().find_map(|id| {
        let names = face.names().into_iter();
        let mut texts = names.filter(|name| name.name_id == id).filter_map(text);
        let first = texts.next()?;
        let english = std::iter::once(first.clone()).chain(texts);
        let mut english = english.filter(|(in_english, _)| *in_english);
        Some(english.next().unwrap_or(first).1)
    });
    let found: String = found
        .unwrap_or_default()
        .chars()
        .take(LONGEST_NAME)
        .collect();
    legible(found.trim()).into_owned()
}

/// A name, and whether it is in English. Those of the Macintosh are read as far as they are ASCII.
fn text(name: Name<'_>) -> Option<(bool, String)> {
    // Windows 0x0409 is American English; the Macintosh has 0 for English (OpenType 1.9.1, name).
    let english = matches!(name.language_id, 0 | 0x409);
    let ascii = || {
        let text = name.name.is_ascii().then(|| name.name.to_vec())?;
        String::from_utf8(text).ok()
    };
    let text = name.to_string().or_else(ascii)?;
    (!text.trim().is_empty()).then_some((english, text))
}

/// The file with the font's number as its check sum. krilla takes fonts of the same name and measures for one font if their
/// files state the same check sum (`head`, `checkSumAdjustment`), which many programs that make subsets never work out.
/// Nothing that is drawn depends on it.
pub(super) fn distinct(font: &[u8], number: u32) -> Vec<u8> {
    let mut copy = font.to_vec();
    let stated = RawFace::parse(font, 0).ok().and_then(|face| {
        let mut records = face.table_records.into_iter();
        let head = records.find(|table| table.tag == HEAD)?;
        let start = usize::try_from(head.offset).ok()?.checked_add(8)?;
        copy.get_mut(start..start.checked_add(4)?)
    });
    if let Some(stated) = stated {
        stated.copy_from_slice(&number.to_be_bytes());
    }
    copy
}

/// Whether every table of a font lies within its file (OpenType 1.9.1, "Table directory"): the readers of
/// fonts leave out a table that was cut off, and with it what it would have drawn. Only a file of a
/// single font is looked at.
fn is_whole(font: &[u8]) -> bool {
    let number = |at: usize| {
        let bytes = font.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(bytes)).ok()
    };
    if font.starts_with(b"ttcf") {
        return true;
    }
    let Some(tables) = font.get(4..6) else {
        return false;
    };
    let tables = tables
        .iter()
        .fold(0_usize, |number, byte| number << 8 | usize::from(*byte));
    (0..tables).all(|table| {
        let record = 12 + 16 * table;
        let end = number(record + 8)
            .zip(number(record + 12))
            .and_then(|(offset, length)| offset.checked_add(length));
        end.is_some_and(|end| end <= font.len())
    })
}
