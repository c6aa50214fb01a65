//! The fonts: which one has a character, and how text is shaped.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::rc::Rc;

use rustybuzz::{Direction, Face, UnicodeBuffer};

use super::PdfError;
use super::extra::{self, FontError};

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
    /// One of the fonts that the user loaded for characters that the bundled ones do not have, by its place in
    /// their order of preference.
    Extra(usize),
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

pub(super) struct Loaded<'a> {
    pub(super) face: Face<'a>,
    units_per_em: f32,
    krilla: krilla::text::Font,
}

type Remembered = HashMap<(FontId, bool, String), Rc<Shaped>>;

/// The fonts of one document, with what was found missing in them.
pub(crate) struct FontSet<'a> {
    regular: Loaded<'a>,
    semibold: Loaded<'a>,
    mono: Loaded<'a>,
    extra: Vec<Loaded<'a>>,
    remembered: RefCell<Remembered>,
    substituted: RefCell<BTreeSet<char>>,
    extra_used: RefCell<BTreeSet<usize>>,
}

impl<'a> FontSet<'a> {
    /// The bundled fonts and these of the user's, the preferred one first.
    pub(crate) fn new(extra: &[&'a [u8]]) -> Result<Self, PdfError> {
        Ok(Self {
            regular: Loaded::bundled(SANS)?,
            semibold: Loaded::bundled(SANS_SEMIBOLD)?,
            mono: Loaded::bundled(MONO)?,
            extra: extra::load(extra)?,
            remembered: RefCell::default(),
            substituted: RefCell::default(),
            extra_used: RefCell::default(),
        })
    }

    /// The font for a character in a style: the wanted one, a bundled one that has it, the first of the
    /// user's that has it, or `None`, which is remembered for [`Self::substituted`].
    pub(crate) fn font_for(&self, c: char, strong: bool, code: bool) -> Option<FontId> {
        let sans = if strong {
            FontId::Semibold
        } else {
            FontId::Regular
        };
        let bundled = [
            if code { FontId::Mono } else { sans },
            sans,
            FontId::Regular,
        ];
        let extra = (0..self.extra.len()).map(FontId::Extra);
        let mut order = bundled.into_iter().chain(extra);
        let found = order.find(|&font| self.has(font, c));
        match found {
            None => _ = self.substituted.borrow_mut().insert(c),
            Some(FontId::Extra(place)) => _ = self.extra_used.borrow_mut().insert(place),
            Some(_) => {}
        }
        found
    }

    /// Notes a character that is never drawn as it is, such as a control character.
    pub(crate) fn note_substituted(&self, c: char) {
        self.substituted.borrow_mut().insert(c);
    }

    /// Which of the fonts that the user loaded something needed, by their places, in order.
    pub(crate) fn extra_used(&self) -> Vec<usize> {
        self.extra_used.borrow().iter().copied().collect()
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
            FontId::Extra(place) => self.extra.get(place),
        }
    }
}

impl<'a> Loaded<'a> {
    fn bundled(bytes: &'static [u8]) -> Result<Self, PdfError> {
        Self::read(bytes, krilla::Data::from(bytes)).ok_or(PdfError::BundledFont)
    }

    /// A font of the user's, and which of them it is.
    pub(super) fn from_user(bytes: &'a [u8], number: u32) -> Result<Self, FontError> {
        let loaded = Self::read(bytes, extra::distinct(bytes, number).into())
            .ok_or(FontError::Unreadable)?;
        if extra::may_be_embedded(&loaded.face) {
            Ok(loaded)
        } else {
            Err(FontError::Licence)
        }
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

/// Whether PDF/A and PDF/UA let a glyph stand for this character.
fn may_be_mapped(c: char) -> bool {
    let code = u32::from(c);
    let private = matches!(code, 0xe000..=0xf8ff | 0xf_0000..=0x10_ffff);
    let noncharacter = code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code);
    !(private || noncharacter || c.is_control() || code == 0xfeff)
}
