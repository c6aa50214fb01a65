//! Inline content: runs of text, badges and line breaks.

use super::link::{Link, LinkTarget};
use crate::tone::Tone;

/// Inline content in reading order.
pub type Line = Vec<Inline>;

/// One piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text in one style.
    Text(TextRun),
    /// A status or level, as a mark and a word.
    Badge(Badge),
    /// A line break that the author asked for.
    Break,
}

/// Text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextRun {
    /// The text.
    pub text: String,
    /// Bold.
    pub strong: bool,
    /// Emphasised.
    pub emphasis: bool,
    /// Struck through.
    pub strike: bool,
    /// Code or another text in which every character counts: hashes, keys, addresses.
    pub code: bool,
    /// Colour, where it supports what the words say already.
    pub tone: Tone,
    /// Where the text leads, if it is a link.
    pub link: Option<Link>,
    /// Whether it is small and raised, as the number of a footnote is.
    pub raised: bool,
    /// The name by which links reach this text, if any do.
    pub anchor: Option<String>,
}

/// A status or level: a mark that can be told apart without colour, and a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// Decides the colours.
    pub tone: Tone,
    /// One character from the bundled font, for example `✓`.
    pub mark: char,
    /// The word, for example `Implemented`.
    pub word: String,
}

impl Inline {
    /// Ordinary text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(TextRun {
            text: text.into(),
            ..TextRun::default()
        })
    }

    /// Bold text.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::Text(TextRun {
            text: text.into(),
            strong: true,
            ..TextRun::default()
        })
    }

    /// Secondary text.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self::Text(TextRun {
            text: text.into(),
            tone: Tone::Quiet,
            ..TextRun::default()
        })
    }

    /// Text in which every character counts.
    pub fn code(text: impl Into<String>) -> Self {
        Self::Text(TextRun {
            text: text.into(),
            code: true,
            ..TextRun::default()
        })
    }

    /// A link to an anchor in the same outline.
    pub fn internal(text: impl Into<String>, anchor: impl Into<String>) -> Self {
        let text = text.into();
        Self::Text(TextRun {
            link: Some(Link {
                target: LinkTarget::Anchor(anchor.into()),
                description: text.clone(),
            }),
            text,
            ..TextRun::default()
        })
    }

    /// A link to an address if it is one that may be followed; the bare text otherwise.
    pub fn external(text: impl Into<String>, address: &str) -> Self {
        let text = text.into();
        Self::Text(TextRun {
            link: LinkTarget::parse(address).map(|target| Link {
                target,
                description: text.clone(),
            }),
            text,
            ..TextRun::default()
        })
    }

    /// A badge.
    pub fn badge(tone: Tone, mark: char, word: impl Into<String>) -> Self {
        Self::Badge(Badge {
            tone,
            mark,
            word: word.into(),
        })
    }
}
