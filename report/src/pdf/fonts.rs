//! The fonts: which one has a character, and how text is shaped.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

use rustybuzz::{Direction, Face, UnicodeBuffer};

use super::PdfError;

static SANS: &[u8] = include_bytes!("../../fonts/AssaySans-Regular.ttf");
static SANS_SEMIBOLD: &[u8] = include_bytes!("../../fonts/AssaySans-Semibold.ttf");
static MONO: &[u8] = include_bytes!("../../fonts/AssayMono-Regular.ttf");

/// What is drawn for a character that no font has. All bundled fonts have it.
const REPLACEMENT: char = '□';

/// Texts up to this length, in bytes, are remembered once shaped: words, not passages.
const LONGEST_REMEMBERED: usize = 32;

/// One of the fonts of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum FontId {
    Regular,
    Semibold,
    Mono,
    /// The font that the user loaded for characters that the others do not have.
    Extra,
}

/// A glyph in its place, in units of the font size.
#[derive(Debug, Clone)]
pub(crate) struct ShapedGlyph {
    pub(crate) id: u32,
    /// The bytes of the text that it stands for.
    pub(crate) range: Range<usize>,
    pub(crate) advance: f32,
    pub(crate) shift_right: f32,
    pub(crate) shift_up: f32,
}

/// A text as glyphs of one font, in visual order.
#[derive(Debug)]
pub(crate) struct Shaped {
    pub(crate) text: String,
    pub(crate) glyphs: Vec<ShapedGlyph>,
    /// Sum of the advances, in units of the font size.
    pub(crate) advance: f32,
}

struct Loaded<'a> {
    face: Face<'a>,
    units_per_em: f32,
    krilla: krilla::text::Font,
}

type Remembered = HashMap<(FontId, bool, String), Rc<Shaped>>;

/// The fonts of one document, with what was found missing in them.
pub(crate) struct FontSet<'a> {
    regular: Loaded<'a>,
    semibold: Loaded<'a>,
    mono: Loaded<'a>,
    extra: Option<Loaded<'a>>,
    remembered: RefCell<Remembered>,
    substituted: RefCell<BTreeSet<char>>,
    extra_used: Cell<bool>,
}

impl<'a> FontSet<'a> {
    pub(crate) fn new(extra: Option<&'a [u8]>) -> Result<Self, PdfError> {
        Ok(Self {
            regular: Loaded::bundled(SANS)?,
            semibold: Loaded::bundled(SANS_SEMIBOLD)?,
            mono: Loaded::bundled(MONO)?,
            extra: extra.map(Loaded::from_user).transpose()?,
            remembered: RefCell::default(),
            substituted: RefCell::default(),
            extra_used: Cell::new(false),
        })
    }

    /// The font for a character in a style: the wanted one, a bundled one that has it, the
    /// user's, or `None`, which is remembered for [`Self::substituted`].
    pub(crate) fn font_for(&self, c: char, strong: bool, code: bool) -> Option<FontId> {
        let sans = if strong {
            FontId::Semibold
        } else {
            FontId::Regular
        };
        let order = [
            if code { FontId::Mono } else { sans },
            sans,
            FontId::Regular,
            FontId::Extra,
        ];
        let found = order.into_iter().find(|&font| self.has(font, c));
        match found {
            None => _ = self.substituted.borrow_mut().insert(c),
            Some(FontId::Extra) => self.extra_used.set(true),
            Some(_) => {}
        }
        found
    }

    /// Notes a character that is never drawn as it is, such as a control character.
    pub(crate) fn note_substituted(&self, c: char) {
        self.substituted.borrow_mut().insert(c);
    }

    /// Whether anything needed the font that the user loaded.
    pub(crate) fn extra_used(&self) -> bool {
        self.extra_used.get()
    }

    /// The characters that had no glyph, in order.
    pub(crate) fn substituted(&self) -> Vec<char> {
        self.substituted.borrow().iter().copied().collect()
    }

    pub(crate) fn has(&self, font: FontId, c: char) -> bool {
        self.loaded(font)
            .and_then(|font| font.face.glyph_index(c))
            .is_some_and(|glyph| glyph.0 != 0)
    }

    /// Shapes a text in one font and direction. Every glyph that comes back exists.
    pub(crate) fn shape(&self, font: FontId, right_to_left: bool, text: &str) -> Rc<Shaped> {
        let remember = text.len() <= LONGEST_REMEMBERED;
        let key = (font, right_to_left, text.to_owned());
        if remember && let Some(shaped) = self.remembered.borrow().get(&key) {
            return Rc::clone(shaped);
        }
        let shaped = Rc::new(self.shape_anew(font, right_to_left, text));
        if remember {
            self.remembered.borrow_mut().insert(key, Rc::clone(&shaped));
        }
        shaped
    }

    /// The visible substitute for a character without a glyph. The text below it stays the
    /// character itself where PDF/A lets it, so that copying gives back what was written.
    pub(crate) fn shape_substitute(&self, c: char) -> Rc<Shaped> {
        let text = if may_be_mapped(c) { c } else { '\u{fffd}' };
        let mut shaped = self.shape_anew(FontId::Regular, false, &REPLACEMENT.to_string());
        shaped.text = text.to_string();
        for glyph in &mut shaped.glyphs {
            glyph.range = 0..shaped.text.len();
        }
        Rc::new(shaped)
    }

    pub(crate) fn krilla(&self, font: FontId) -> Option<krilla::text::Font> {
        self.loaded(font).map(|font| font.krilla.clone())
    }

    fn shape_anew(&self, font: FontId, right_to_left: bool, text: &str) -> Shaped {
        let Some(loaded) = self.loaded(font) else {
            return Shaped {
                text: text.to_owned(),
                glyphs: Vec::new(),
                advance: 0.0,
            };
        };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(if right_to_left {
            Direction::RightToLeft
        } else {
            Direction::LeftToRight
        });
        let output = rustybuzz::shape(&loaded.face, &[], buffer);
        let mut starts: Vec<usize> = output
            .glyph_infos()
            .iter()
            .map(|glyph| glyph.cluster as usize)
            .collect();
        starts.sort_unstable();
        starts.dedup();
        let space = loaded
            .face
            .glyph_index(' ')
            .map_or(1, |glyph| u32::from(glyph.0));
        let scale = 1.0 / loaded.units_per_em;
        let mut advance = 0.0;
        let glyphs = output
            .glyph_infos()
            .iter()
            .zip(output.glyph_positions())
            .map(|(info, position)| {
                let start = info.cluster as usize;
                let after = starts.partition_point(|&other| other <= start);
                let end = starts.get(after).copied().unwrap_or(text.len());
                let glyph_advance = position.x_advance as f32 * scale;
                advance += glyph_advance;
                ShapedGlyph {
                    // Coverage was checked per character, so `.notdef` cannot be expected;
                    // but it would make the whole document fail, and a space does not.
                    id: if info.glyph_id == 0 {
                        space
                    } else {
                        info.glyph_id
                    },
                    range: start..end,
                    advance: glyph_advance,
                    shift_right: position.x_offset as f32 * scale,
                    shift_up: position.y_offset as f32 * scale,
                }
            })
            .collect();
        Shaped {
            text: text.to_owned(),
            glyphs,
            advance,
        }
    }

    fn loaded(&self, font: FontId) -> Option<&Loaded<'a>> {
        match font {
            FontId::Regular => Some(&self.regular),
            FontId::Semibold => Some(&self.semibold),
            FontId::Mono => Some(&self.mono),
            FontId::Extra => self.extra.as_ref(),
        }
    }
}

impl<'a> Loaded<'a> {
    fn bundled(bytes: &'static [u8]) -> Result<Self, PdfError> {
        Self::read(bytes, krilla::Data::from(bytes)).ok_or(PdfError::BundledFont)
    }

    fn from_user(bytes: &'a [u8]) -> Result<Self, PdfError> {
        let loaded =
            Self::read(bytes, krilla::Data::from(bytes.to_vec())).ok_or(PdfError::ExtraFont)?;
        let restricted = loaded
            .face
            .permissions()
            .is_some_and(|permission| permission == rustybuzz::ttf_parser::Permissions::Restricted);
        if restricted {
            return Err(PdfError::ExtraFontLicence);
        }
        Ok(loaded)
    }

    fn read(bytes: &'a [u8], data: krilla::Data) -> Option<Self> {
        let face = Face::from_slice(bytes, 0)?;
        let units_per_em = f32::from(face.as_ref().units_per_em().max(16));
        let krilla = krilla::text::Font::new(data, 0)?;
        Some(Self {
            face,
            units_per_em,
            krilla,
        })
    }
}

/// Whether every table of a font lies within its file (OpenType 1.9.1, "Table directory"): the readers of
/// fonts leave out a table that was cut off, and with it what it would have drawn. Only a file of a
/// single font is looked at.
pub(super) fn is_whole(font: &[u8]) -> bool {
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

/// Whether PDF/A and PDF/UA let a glyph stand for this character.
fn may_be_mapped(c: char) -> bool {
    let code = u32::from(c);
    let private = matches!(code, 0xe000..=0xf8ff | 0xf_0000..=0x10_ffff);
    let noncharacter = code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code);
    !(private || noncharacter || c.is_control() || code == 0xfeff)
}
