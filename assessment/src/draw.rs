//! Samples that anybody can draw again.
//!
//! Each line of a list gets the SHA-256 of seed, line number and text; the lines with the smallest
//! digests are the sample. Nothing but a hash function is needed, which every language's standard library
//! or every operating system has. In Python, where `lines` are the lines that are not empty:
//!
//! ```python
//! import hashlib
//! key = lambda n: hashlib.sha256(f"{seed}\n{n}\n{lines[n - 1]}".encode()).hexdigest()
//! sorted(sorted(range(1, len(lines) + 1), key=key)[:size])
//! ```

use serde::{Deserialize, Serialize};

use crate::{Sha256Digest, TextLimit};

/// An item that was drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawnItem {
    /// Its place among the lines that are not empty, counted from 1.
    pub line: u32,
    /// The line, without white space at its ends; longer ones are cut to a line's limit.
    pub text: String,
}

/// A sample that was drawn from a list. The list itself is not kept: it may hold what must not leave the
/// operator, and its digest tells whether a list is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Draw {
    /// What makes this draw another one than the next; one line.
    pub seed: String,
    /// SHA-256 of the lines that are not empty, each without white space at its ends, joined by `\n`.
    pub list: Sha256Digest,
    /// How many lines that are.
    pub lines: u32,
    /// What was drawn, in the order of the list.
    pub items: Vec<DrawnItem>,
}

/// Why nothing was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// The list has no line that is not empty.
    #[error("the list is empty; put one item on each line")]
    EmptyList,
    /// The list has more lines than are drawn from.
    #[error("the list has {0} items, and at most {most} can be drawn from; draw from a part of it", most = Draw::MOST_LINES)]
    TooManyLines(usize),
    /// More are to be drawn than there are.
    #[error("{size} cannot be drawn from {lines}; choose fewer")]
    TooFew {
        /// How many are to be drawn.
        size: u32,
        /// How many there are.
        lines: u32,
    },
    /// Nothing is to be drawn, or more than are kept.
    #[error("draw at least one item and at most {most}", most = Draw::MOST_ITEMS)]
    Size,
    /// There is no seed, or it is no line.
    #[error("the seed has to be a line of text, of at most {most} characters", most = TextLimit::Line.characters())]
    Seed,
}

impl Draw {
    /// The most lines of a list.
    pub const MOST_LINES: usize = 100_000;
    /// The most items of a sample.
    pub const MOST_ITEMS: u32 = 500;

    /// Draws `size` lines of a list. The same arguments give the same draw, on every platform; see the
    /// module on how to draw it again without Assay.
    ///
    /// # Errors
    /// [`DrawError`]
    pub fn of(list: &str, size: u32, seed: &str) -> Result<Self, DrawError> {
        let lines = lines_of(list);
        let count = match lines.len() {
            0 => return Err(DrawError::EmptyList),
            many if many > Self::MOST_LINES => return Err(DrawError::TooManyLines(many)),
            // So many fit.
            some => u32::try_from(some).unwrap_or(u32::MAX),
        };
        let seed = seed.trim();
        if seed.is_empty() || !TextLimit::Line.admits(seed) {
            return Err(DrawError::Seed);
        }
        if size == 0 || size > Self::MOST_ITEMS {
            return Err(DrawError::Size);
        }
        if size > count {
            return Err(DrawError::TooFew { size, lines: count });
        }
        let mut ranked: Vec<(Sha256Digest, u32, &str)> = (1..)
            .zip(&lines)
            .map(|(line, text)| {
                let keyed = format!("{seed}\n{line}\n{text}");
                (Sha256Digest::of(keyed.as_bytes()), line, *text)
            })
            .collect();
        ranked.sort_unstable();
        ranked.truncate(size as usize);
        ranked.sort_unstable_by_key(|(_, line, _)| *line);
        let items = ranked.into_iter().map(|(_, line, text)| DrawnItem {
            line,
            text: TextLimit::Line.clip(text),
        });
        Ok(Self {
            seed: seed.to_owned(),
            list: Sha256Digest::of(lines.join("\n").as_bytes()),
            lines: count,
            items: items.collect(),
        })
    }

    /// How many items a list has.
    #[must_use]
    pub fn items_in(list: &str) -> usize {
        lines_of(list).len()
    }

    /// Whether a draw that was read from elsewhere can have been made: bounded, in order, of lines that
    /// the list has.
    #[must_use]
    pub(crate) fn is_sound(&self) -> bool {
        let in_order = self
            .items
            .windows(2)
            .all(|pair| pair[0].line < pair[1].line);
        let within = self.items.iter().all(|item| {
            (1..=self.lines).contains(&item.line) && TextLimit::Line.admits(&item.text)
        });
        let bounded = (1..=Self::MOST_ITEMS as usize).contains(&self.items.len());
        let seed = !self.seed.trim().is_empty() && TextLimit::Line.admits(&self.seed);
        in_order && within && bounded && seed
    }
}

/// The lines of a list that are not empty.
fn lines_of(list: &str) -> Vec<&str> {
    let lines = list.trim_start_matches('\u{feff}').lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).collect()
}
