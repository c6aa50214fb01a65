//! How much the pictures are that a report shows.

use std::fmt::{Display, Formatter, Result};

use super::count;
use crate::{PicturesNotice, PicturesSize};

impl Display for PicturesNotice {
    /// A sentence, or two.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        match self {
            Self::Ask(bytes) => write!(
                text,
                "The pictures that the report shows are {} together. The PDF grows by about twice as much: it holds \
                 each as it is, and draws it.",
                megabytes(*bytes)
            ),
            Self::TooLarge(bytes) => write!(
                text,
                "The pictures that the report shows are {} together, and at most {} fit. Show fewer, or make them \
                 smaller and add them anew.",
                megabytes(*bytes),
                megabytes(PicturesSize::MOST_BYTES)
            ),
            Self::TooMany(files) => write!(
                text,
                "The report shows {}, and at most {} fit. Show fewer.",
                count(*files, "picture", "pictures"),
                PicturesSize::MOST_FILES
            ),
        }
    }
}

/// Bytes as megabytes with one decimal, rounded up so that what is more than a bound reads so.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    match tenths % 10 {
        0 => format!("{} MB", tenths / 10),
        tenth => format!("{}.{tenth} MB", tenths / 10),
    }
}
