//! Shapes, and the colours by name.

use crate::tone::Tone;

/// A chart as shapes. The origin is at the top left; lengths are in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Width in points.
    pub width: f32,
    /// Height in points.
    pub height: f32,
    /// Shapes, painted in this order.
    pub shapes: Vec<Shape>,
}

/// A shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A rectangle.
    Rect {
        /// Left edge.
        x: f32,
        /// Top edge.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// Corner radius.
        radius: f32,
        /// Fill, if it is filled.
        fill: Option<Token>,
        /// Outline, if it has one, 0.75 points wide.
        stroke: Option<Token>,
        /// Whether the outline is dashed.
        dashed: bool,
    },
    /// A straight line.
    Line {
        /// Start, horizontally.
        x1: f32,
        /// Start, vertically.
        y1: f32,
        /// End, horizontally.
        x2: f32,
        /// End, vertically.
        y2: f32,
        /// Colour.
        stroke: Token,
        /// Width of the line.
        width: f32,
    },
    /// One line of text. It is set narrower if it would be wider than `max_width`.
    Text {
        /// Horizontal position of the anchor.
        x: f32,
        /// The baseline.
        y: f32,
        /// The text.
        text: String,
        /// Size of the type.
        size: f32,
        /// Bold.
        strong: bool,
        /// Colour.
        fill: Token,
        /// What of the text stands at `x`.
        anchor: Anchor,
        /// The room that the text has.
        max_width: f32,
    },
}

impl Shape {
    /// The same shape so much lower.
    pub(super) fn moved_down(mut self, by: f32) -> Self {
        match &mut self {
            Self::Rect { y, .. } | Self::Text { y, .. } => *y += by,
            Self::Line { y1, y2, .. } => {
                *y1 += by;
                *y2 += by;
            }
        }
        self
    }
}

/// What of a text stands at its position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// A colour by the name that it has in the page's style sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Token {
    /// The paper.
    Paper,
    /// Sunken areas.
    Sunken,
    /// Thin lines.
    Edge,
    /// Lines that must be seen.
    EdgeStrong,
    /// Text.
    Ink,
    /// Secondary text.
    InkSecond,
    /// Tertiary text.
    InkThird,
    /// Links and marks of the product.
    Accent,
    /// Their background.
    AccentSoft,
    /// Implemented.
    Pass,
    /// Its background.
    PassSoft,
    /// Fails.
    Fail,
    /// Its background.
    FailSoft,
    /// Partial.
    Partial,
    /// Its background.
    PartialSoft,
    /// Not applicable.
    NotApplicable,
    /// Its background.
    NotApplicableSoft,
    /// Not tested.
    Open,
    /// Its background.
    OpenSoft,
    /// The mildest cell of the risk matrix.
    Heat1,
    /// A mild cell.
    Heat2,
    /// A middling cell.
    Heat3,
    /// A grave cell.
    Heat4,
    /// The gravest cell.
    Heat5,
}

impl Token {
    /// The custom property of the page's style sheets, for example `--pass-soft`.
    pub fn css_property(self) -> &'static str {
        self.name_and_colour().0
    }

    /// The colour on white paper as red, green and blue.
    pub fn light(self) -> [u8; 3] {
        self.name_and_colour().1
    }

    fn name_and_colour(self) -> (&'static str, [u8; 3]) {
        match self {
            Self::Paper => ("--paper", [0xff, 0xff, 0xff]),
            Self::Sunken => ("--sunken", [0xec, 0xee, 0xea]),
            Self::Edge => ("--edge", [0xd5, 0xd9, 0xd2]),
            Self::EdgeStrong => ("--edge-strong", [0x8b, 0x93, 0x8a]),
            Self::Ink => ("--ink", [0x17, 0x1c, 0x19]),
            Self::InkSecond => ("--ink-2", [0x4a, 0x54, 0x4d]),
            Self::InkThird => ("--ink-3", [0x62, 0x6c, 0x65]),
            Self::Accent => ("--accent", [0x0b, 0x5d, 0x57]),
            Self::AccentSoft => ("--accent-soft", [0xdc, 0xef, 0xec]),
            Self::Pass => ("--pass", [0x1a, 0x6b, 0x3a]),
            Self::PassSoft => ("--pass-soft", [0xdf, 0xf1, 0xe4]),
            Self::Fail => ("--fail", [0xa8, 0x20, 0x1a]),
            Self::FailSoft => ("--fail-soft", [0xfb, 0xe3, 0xe0]),
            Self::Partial => ("--part", [0x83, 0x54, 0x00]),
            Self::PartialSoft => ("--part-soft", [0xfb, 0xed, 0xcf]),
            Self::NotApplicable => ("--na", [0x44, 0x56, 0x6b]),
            Self::NotApplicableSoft => ("--na-soft", [0xe3, 0xe9, 0xf0]),
            Self::Open => ("--todo", [0x5d, 0x66, 0x5f]),
            Self::OpenSoft => ("--todo-soft", [0xec, 0xee, 0xea]),
            Self::Heat1 => ("--heat-1", [0xe4, 0xef, 0xe2]),
            Self::Heat2 => ("--heat-2", [0xf4, 0xec, 0xc7]),
            Self::Heat3 => ("--heat-3", [0xf7, 0xd9, 0xa5]),
            Self::Heat4 => ("--heat-4", [0xf0, 0xb0, 0x8c]),
            Self::Heat5 => ("--heat-5", [0xdd, 0x7f, 0x6c]),
        }
    }
}

impl Tone {
    /// The colour of text, marks and bars in this tone.
    pub fn ink(self) -> Token {
        match self {
            Self::Plain => Token::Ink,
            Self::Quiet => Token::InkSecond,
            Self::Accent => Token::Accent,
            Self::Pass => Token::Pass,
            Self::Fail => Token::Fail,
            Self::Partial => Token::Partial,
            Self::NotApplicable => Token::NotApplicable,
            Self::Open => Token::Open,
        }
    }

    /// The background that goes with [`Self::ink`].
    pub fn soft(self) -> Token {
        match self {
            Self::Plain | Self::Quiet => Token::Sunken,
            Self::Accent => Token::AccentSoft,
            Self::Pass => Token::PassSoft,
            Self::Fail => Token::FailSoft,
            Self::Partial => Token::PartialSoft,
            Self::NotApplicable => Token::NotApplicableSoft,
            Self::Open => Token::OpenSoft,
        }
    }
}

/// A width estimate for short labels, in points, on the safe side. Charts are laid out with
/// it, so that they look alike in whatever font draws them.
pub fn approximate_width(text: &str, size: f32) -> f32 {
    let em: f32 = text
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.3,
            'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 0.42,
            'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.95,
            'A'..='Z' => 0.7,
            '\0'..='\u{24f}' => 0.6,
            _ => 0.8,
        })
        .sum();
    em * size
}
