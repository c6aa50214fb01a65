//! Inline content broken into lines of glyphs.

mod breaks;
mod direction;
mod flatten;

use std::ops::Range;
use std::rc::Rc;

use unicode_bidi::Level;

use super::fonts::{FontId, FontSet, Shaped};
use super::theme::RAISED_SCALE;
use super::tree::ItemKind;
use crate::chart::Token;
use crate::outline::{Inline, Link};
use breaks::{is_preferred_split, opportunities};
use direction::{levels, set_positions};
pub(crate) use flatten::is_never_drawn;
use flatten::{Flat, flatten};

/// How a passage is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Face {
    /// Size in points.
    pub(crate) size: f32,
    /// Distance between baselines in points.
    pub(crate) leading: f32,
    /// Colour of runs without a tone.
    pub(crate) colour: Token,
    /// Whether runs are bold without asking for it.
    pub(crate) strong: bool,
}

/// How one run looks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Look {
    pub(crate) strong: bool,
    pub(crate) oblique: bool,
    pub(crate) strike: bool,
    pub(crate) code: bool,
    pub(crate) colour: Token,
    pub(crate) background: Option<Token>,
    pub(crate) link: Option<Rc<Link>>,
    pub(crate) raised: bool,
    /// The name by which links reach what looks so.
    pub(crate) anchor: Option<Rc<str>>,
}

/// Glyphs of one look and font in their place on a line.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) shaped: Rc<Shaped>,
    pub(crate) font: FontId,
    pub(crate) size: f32,
    pub(crate) look: Look,
    /// Left edge, from the start of the line.
    pub(crate) x: f32,
    pub(crate) width: f32,
    /// White space at the end of a line, which may hang out of it.
    pub(crate) blank: bool,
    /// The characters in whose place boxes stand, each with its place in the text.
    boxes: Vec<(usize, char)>,
    level: Level,
}

impl Piece {
    /// The piece as something to paint.
    pub(crate) fn kind(&self) -> ItemKind {
        ItemKind::Text {
            shaped: Rc::clone(&self.shaped),
            font: self.font,
            size: self.size,
            width: self.width,
            colour: self.look.colour,
            oblique: self.look.oblique,
            blank: self.blank,
            lacking: self.boxes.iter().map(|&(_, c)| c).collect(),
        }
    }
}

/// One line.
#[derive(Debug, Clone, Default)]
pub(crate) struct WrappedLine {
    /// In the order in which they are read.
    pub(crate) pieces: Vec<Piece>,
    /// Width without white space at the end.
    pub(crate) width: f32,
    /// Whether the line belongs to a right-to-left paragraph, which starts at the right.
    pub(crate) from_right: bool,
}

/// Code is set a little smaller, because its letters are wider.
const CODE_SCALE: f32 = 0.9;

/// Breaks inline content into lines that are at most `width` wide. No character is lost: what
/// has no glyph is substituted, what is too long for a line is divided.
pub(crate) fn wrap(
    fonts: &FontSet<'_>,
    content: &[Inline],
    face: Face,
    width: f32,
) -> Vec<WrappedLine> {
    let mut lines = Vec::new();
    for paragraph in flatten(fonts, content, face) {
        wrap_paragraph(fonts, &paragraph, face, width.max(1.0), &mut lines);
    }
    lines
}

/// A single line for labels, as wide as it is.
pub(crate) fn single_line(fonts: &FontSet<'_>, content: &[Inline], face: Face) -> WrappedLine {
    wrap(fonts, content, face, f32::MAX)
        .into_iter()
        .next()
        .unwrap_or_default()
}

/// Width of the widest part that is not divided as long as a line has room for it.
pub(crate) fn widest_word(fonts: &FontSet<'_>, content: &[Inline], face: Face) -> f32 {
    let mut widest = 0.0_f32;
    for flat in flatten(fonts, content, face) {
        let (levels, _) = levels(&flat.text);
        let mut start = 0;
        for end in opportunities(&flat) {
            let word = start..start + flat.word_length(start..end);
            let pieces = pieces(fonts, &flat, &levels, face, word, false);
            widest = widest.max(pieces.iter().map(|piece| piece.width).sum());
            start = end;
        }
    }
    widest
}

fn wrap_paragraph(
    fonts: &FontSet<'_>,
    flat: &Flat,
    face: Face,
    width: f32,
    lines: &mut Vec<WrappedLine>,
) {
    let (levels, base) = levels(&flat.text);
    let mut filler = Filler {
        fonts,
        width,
        from_right: base.is_rtl(),
        line: Vec::new(),
        x: 0.0,
        lines,
    };
    let mut start = 0;
    for end in opportunities(flat) {
        let chunk = start..end;
        let word_end = start + flat.word_length(chunk.clone());
        let word = pieces(fonts, flat, &levels, face, start..word_end, false);
        let blanks = pieces(fonts, flat, &levels, face, word_end..end, true);
        filler.place(word, blanks);
        start = end;
    }
    filler.finish_line();
}

struct Filler<'f, 'a, 'l> {
    fonts: &'f FontSet<'a>,
    width: f32,
    from_right: bool,
    line: Vec<Piece>,
    x: f32,
    lines: &'l mut Vec<WrappedLine>,
}

/// Room for the rounding of sums of widths.
const TOLERANCE: f32 = 0.01;

impl Filler<'_, '_, '_> {
    fn place(&mut self, word: Vec<Piece>, blanks: Vec<Piece>) {
        let word_width: f32 = word.iter().map(|piece| piece.width).sum();
        if self.x + word_width > self.width + TOLERANCE && !self.line.is_empty() {
            let fits_alone = word_width <= self.width;
            // What is divided anyway goes on where it is, unless a new word begins near the end.
            let begins = self.line.last().is_none_or(|last| last.blank);
            if fits_alone || (begins && self.x > self.width * 0.6) {
                self.finish_line();
            }
        }
        if self.x + word_width <= self.width + TOLERANCE {
            self.x += word_width;
            self.line.extend(word);
        } else {
            for piece in word {
                self.place_divided(piece);
            }
        }
        for mut blank in blanks {
            // White space that would leave the line is as good as a line's end: one is enough.
            if self.x + blank.width > self.width + TOLERANCE {
                let first = blank.shaped.text.chars().next().unwrap_or(' ').to_string();
                blank = self.reshaped(&blank, &first);
                if self.line.last().is_none_or(|last| last.blank) {
                    continue;
                }
            }
            self.x += blank.width;
            self.line.push(blank);
        }
    }

    /// Places a piece of a word that is wider than a line, as much as fits on each.
    fn place_divided(&mut self, mut piece: Piece) {
        while self.x + piece.width > self.width + TOLERANCE {
            let at_start = self.line.is_empty();
            match self.divide(&piece, self.width - self.x) {
                Some((head, tail)) => {
                    self.x += head.width;
                    self.line.push(head);
                    self.finish_line();
                    piece = tail;
                }
                None if at_start => {
                    // A single character wider than the line: it is set smaller.
                    let shrink = (self.width / piece.width.max(TOLERANCE)).min(1.0);
                    piece.size *= shrink;
                    piece.width *= shrink;
                    break;
                }
                None => self.finish_line(),
            }
        }
        self.x += piece.width;
        self.line.push(piece);
    }

    /// Divides a piece so that its head is at most `room` wide: after a character where
    /// addresses are well divided if there is one in the second half, else where it is full.
    fn divide(&self, piece: &Piece, room: f32) -> Option<(Piece, Piece)> {
        let mut clusters: Vec<(Range<usize>, f32)> = Vec::new();
        let mut glyphs: Vec<_> = piece.shaped.glyphs.iter().collect();
        glyphs.sort_by_key(|glyph| glyph.range.start);
        for glyph in glyphs {
            match clusters.last_mut() {
                Some((range, advance)) if range.start == glyph.range.start => {
                    *advance += glyph.advance;
                }
                _ => clusters.push((glyph.range.clone(), glyph.advance)),
            }
        }
        let (mut x, mut full, mut preferred) = (0.0, 0, 0);
        for (range, advance) in &clusters {
            x += advance * piece.size;
            if x > room {
                break;
            }
            full = range.end;
            let ends_well = piece
                .shaped
                .text
                .get(range.clone())
                .is_some_and(|text| text.ends_with(is_preferred_split));
            if ends_well && x > room * 0.5 {
                preferred = range.end;
            }
        }
        let wanted = if preferred > 0 { preferred } else { full };
        // Cut off, a head may be wider than it was as part of the whole, where its last letter
        // was drawn closer to the next: then it gives up another character.
        clusters
            .iter()
            .rev()
            .map(|(range, _)| range.end)
            .filter(|&end| end <= wanted)
            .find_map(|cut| {
                let (head, tail) = piece.shaped.text.split_at_checked(cut)?;
                if head.is_empty() || tail.is_empty() {
                    return None;
                }
                let mut head = self.reshaped(piece, head);
                head.boxes.retain(|&(at, _)| at < cut);
                (head.width <= room + TOLERANCE).then(|| {
                    let mut tail = self.reshaped(piece, tail);
                    let boxes = tail.boxes.iter();
                    let beyond = boxes.filter_map(|&(at, c)| Some((at.checked_sub(cut)?, c)));
                    tail.boxes = beyond.collect();
                    (head, tail)
                })
            })
    }

    fn reshaped(&self, piece: &Piece, text: &str) -> Piece {
        let shaped = self.fonts.shape(piece.font, piece.level.is_rtl(), text);
        Piece {
            width: shaped.advance * piece.size,
            shaped,
            ..piece.clone()
        }
    }

    fn finish_line(&mut self) {
        let mut pieces = std::mem::take(&mut self.line);
        self.x = 0.0;
        let visible = pieces
            .iter()
            .rposition(|piece| !piece.blank)
            .map_or(0, |last| last + 1);
        for piece in pieces.iter_mut().take(visible) {
            piece.blank = false;
        }
        let width = pieces.iter().take(visible).map(|piece| piece.width).sum();
        set_positions(&mut pieces, visible, width);
        self.lines.push(WrappedLine {
            pieces,
            width,
            from_right: self.from_right,
        });
    }
}

/// Shapes a range of a paragraph, a piece for each run of one look, font and level.
fn pieces(
    fonts: &FontSet<'_>,
    flat: &Flat,
    levels: &[Level],
    face: Face,
    range: Range<usize>,
    blank: bool,
) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let Some(text) = flat.text.get(range.clone()) else {
        return out;
    };
    let mut run: Option<(Option<FontId>, usize, Level, usize)> = None;
    let mut flush = |run: (Option<FontId>, usize, Level, usize), end: usize| {
        let (font, look, level, start) = run;
        let Some(look) = flat.looks.get(look).map(|(_, look)| look.clone()) else {
            return;
        };
        let text = flat.text.get(start..end).unwrap_or_default();
        let scale = match (look.code, look.raised) {
            (_, true) => RAISED_SCALE,
            (true, false) => CODE_SCALE,
            (false, false) => 1.0,
        };
        let size = face.size * scale;
        let mut push = |shaped: Rc<Shaped>, font: FontId, boxes: Vec<(usize, char)>| {
            out.push(Piece {
                width: shaped.advance * size,
                shaped,
                font,
                size,
                look: look.clone(),
                x: 0.0,
                blank,
                boxes,
                level,
            });
        };
        match font {
            Some(font) => {
                let boxes = flat.boxes_in(start..end);
                push(fonts.shape(font, level.is_rtl(), text), font, boxes);
            }
            None => {
                for c in text.chars() {
                    push(fonts.shape_substitute(c), FontId::Regular, vec![(0, c)]);
                }
            }
        }
    };
    for (offset, c) in text.char_indices() {
        let at = range.start + offset;
        let look = flat.look_at(at);
        let level = levels.get(at).copied().unwrap_or(Level::ltr());
        let (strong, code) = flat
            .looks
            .get(look)
            .map_or((false, false), |(_, look)| (look.strong, look.code));
        // A mark stays in its base's font if that has it, so that it is placed on the base.
        let font = match run {
            Some((Some(font), before, ..))
                if before == look && flatten::is_mark(c) && fonts.has(font, c) =>
            {
                Some(font)
            }
            _ => fonts.font_for(c, strong, code),
        };
        match run {
            Some((before, look_before, level_before, _))
                if (before, look_before, level_before) == (font, look, level) => {}
            _ => {
                if let Some(finished) = run.take() {
                    flush(finished, at);
                }
                run = Some((font, look, level, at));
            }
        }
    }
    if let Some(finished) = run {
        flush(finished, range.end);
    }
    out
}
