//! Inline content as one text per paragraph with looks by range, free of what cannot be drawn.

use std::ops::Range;
use std::rc::Rc;

use super::super::fonts::FontSet;
use super::{Face, Look};
use crate::outline::{Inline, LinkTarget, TextRun, Tone};

/// A paragraph (what stands between two asked-for line breaks) as one text.
#[derive(Debug, Default)]
pub(super) struct Flat {
    pub(super) text: String,
    /// Looks by where they end, in order.
    pub(super) looks: Vec<(usize, Look)>,
    /// Where an invisible character allowed a break.
    pub(super) invisible_breaks: Vec<usize>,
    /// Where an invisible character forbade one.
    pub(super) invisible_joins: Vec<usize>,
    /// Where a box stands in the place of a character that is never drawn.
    boxes: Vec<(usize, char)>,
}

impl Flat {
    /// The look of the character at a byte position.
    pub(super) fn look_at(&self, at: usize) -> usize {
        self.looks.partition_point(|&(end, _)| end <= at)
    }

    /// Whether white space at a position is part of a badge, which is not broken.
    pub(super) fn is_solid(&self, at: usize) -> bool {
        self.looks
            .get(self.look_at(at))
            .is_some_and(|(_, look)| look.background.is_some())
    }

    /// Length of a chunk without the white space at its end.
    pub(super) fn word_length(&self, chunk: Range<usize>) -> usize {
        let text = self.text.get(chunk.clone()).unwrap_or_default();
        text.char_indices()
            .rev()
            .find(|&(at, c)| !is_blank(c) || self.is_solid(chunk.start + at))
            .map_or(0, |(at, c)| at + c.len_utf8())
    }

    /// The boxes within a range, by their places in it.
    pub(super) fn boxes_in(&self, range: Range<usize>) -> Vec<(usize, char)> {
        let from = self.boxes.partition_point(|&(at, _)| at < range.start);
        let boxes = self.boxes.iter().skip(from);
        boxes
            .take_while(|&&(at, _)| at < range.end)
            .map(|&(at, c)| (at - range.start, c))
            .collect()
    }

    fn push(&mut self, fonts: &FontSet<'_>, text: &str, look: &Look) {
        // The number of a footnote stays with the word that it is of.
        if look.raised {
            self.invisible_joins.push(self.text.len());
        }
        for c in text.chars() {
            match c {
                '\t' => self.text.push_str("    "),
                // Break opportunities, joiners and variants that are invisible by definition.
                '\u{ad}' | '\u{200b}' => self.invisible_breaks.push(self.text.len()),
                '\u{2060}' | '\u{feff}' => self.invisible_joins.push(self.text.len()),
                '\u{200c}'..='\u{200f}'
                | '\u{2061}'..='\u{2064}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{34f}'
                | '\u{61c}' => {}
                c if is_never_drawn(c) => {
                    fonts.note_substituted(c);
                    self.boxes.push((self.text.len(), c));
                    self.text.push('\u{25a1}');
                }
                c => self.text.push(c),
            }
        }
        match self.looks.last_mut() {
            Some((end, last)) if last == look => *end = self.text.len(),
            _ => self.looks.push((self.text.len(), look.clone())),
        }
    }
}

/// Control characters, and those that would reorder what is read: never obeyed, always shown as a box.
pub(crate) fn is_never_drawn(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{2028}' | '\u{2029}' | '\u{e0000}'..='\u{e0fff}')
}

/// White space at which lines break.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// Combining marks, roughly: what must not be parted from the character before.
pub(super) fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36f | 0x483..=0x489 | 0x591..=0x5c7 | 0x610..=0x61a
        | 0x64b..=0x65f | 0x6d6..=0x6ed | 0x900..=0x903 | 0x93a..=0x94f | 0xe31..=0xe3a
        | 0xe47..=0xe4e | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0x3099..=0x309a
        | 0xfe20..=0xfe2f | 0x1_f3fb..=0x1_f3ff)
}

pub(super) fn flatten(fonts: &FontSet<'_>, content: &[Inline], face: Face) -> Vec<Flat> {
    let mut paragraphs = vec![Flat::default()];
    for piece in content {
        match piece {
            Inline::Break => paragraphs.push(Flat::default()),
            Inline::Text(run) => {
                let look = look_of(run, face);
                for (index, line) in run.text.split('\n').enumerate() {
                    if index > 0 {
                        paragraphs.push(Flat::default());
                    }
                    if let Some(last) = paragraphs.last_mut() {
                        last.push(fonts, line.trim_end_matches('\r'), &look);
                    }
                }
            }
            Inline::Badge(badge) => {
                let look = Look {
                    strong: true,
                    oblique: false,
                    strike: false,
                    code: false,
                    colour: badge.tone.ink(),
                    background: Some(badge.tone.soft()),
                    link: None,
                    raised: false,
                    anchor: None,
                };
                if let Some(last) = paragraphs.last_mut() {
                    last.push(fonts, &format!(" {} {} ", badge.mark, badge.word), &look);
                }
            }
        }
    }
    paragraphs
}

fn look_of(run: &TextRun, face: Face) -> Look {
    // A file name beside the report is no link in a PDF: it leads nowhere on its own.
    let link = run
        .link
        .as_ref()
        .filter(|link| !matches!(link.target, LinkTarget::File(_)))
        .map(|link| Rc::new(link.clone()));
    let colour = match (&link, run.tone) {
        (Some(_), _) => crate::chart::Token::Accent,
        (None, Tone::Plain) => face.colour,
        (None, tone) => tone.ink(),
    };
    Look {
        strong: run.strong || face.strong,
        oblique: run.emphasis,
        strike: run.strike,
        code: run.code,
        colour,
        background: None,
        link,
        raised: run.raised,
        anchor: run.anchor.as_deref().map(Rc::from),
    }
}
