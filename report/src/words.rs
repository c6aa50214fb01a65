//! What is found about a report, in sentences.

use std::fmt::{Display, Formatter, Result};

use crate::{GENERATOR, check::NotCompared};

impl Display for NotCompared {
    /// A sentence.
    fn fmt(&self, text: &mut Formatter<'_>) -> Result {
        match self {
            Self::OtherEdition {
                name,
                version,
                date,
            } => write!(
                text,
                "The report quotes an edition of the catalog that this copy of Assay does not have ({name}, \
                 {version}, {date}): its texts, levels and X-ray findings were not compared with it."
            ),
            Self::FirstAssay => text.write_str(
                "The report was written by the first Assay, whose rules for verdict and sums were others; by \
                 those its figures were compared, and its explanations and X-ray findings were not.",
            ),
            Self::OtherProgram(other) => write!(
                text,
                "The report was written by {other}, and this is {GENERATOR}: its explanations and X-ray \
                 findings were not compared."
            ),
        }
    }
}
