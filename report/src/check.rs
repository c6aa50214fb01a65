//! Whether a report agrees with itself.
//!
//! A report says some things once (statuses, notes, scores, evidence), and everything else follows
//! from these and from the catalog: verdict, tallies, exposures, ranking, what the X-ray found, the
//! texts of the catalog. A signature says nothing about whether the one fits the other. Here what
//! is said once is read back into an assessment, the report is assembled again from it, and every
//! member of the two is compared. So a member that is added to the format is compared as well,
//! unless [`stated`] reads it.

mod compare;
mod figures;
mod first;
mod stated;

use assay_catalog::Catalog;

use crate::document::Report;

/// The most contradictions that are listed; the others are counted.
pub const MOST_CONTRADICTIONS: usize = 50;

/// A place where a report says something else than what follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// Where, in words.
    pub place: String,
    /// What the report says there.
    pub says: String,
    /// What follows from the rest of the report and from the catalog, or why it cannot be.
    pub follows: String,
}

/// What was compared, and what does not fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consistency {
    /// The contradictions; at most [`MOST_CONTRADICTIONS`].
    pub contradictions: Vec<Contradiction>,
    /// How many more there are.
    pub more: usize,
    /// What could not be compared, in whole sentences.
    pub not_compared: Vec<String>,
}

impl Consistency {
    /// Whether nothing that was compared contradicts anything.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.contradictions.is_empty()
    }

    fn add(&mut self, place: impl Into<String>, says: &str, follows: impl Into<String>) {
        if self.contradictions.len() < MOST_CONTRADICTIONS {
            self.contradictions.push(Contradiction {
                place: place.into(),
                says: compare::shortened(says),
                follows: follows.into(),
            });
        } else {
            self.more += 1;
        }
    }
}

/// Works out again everything in a report that follows from something else, and compares.
///
/// With a catalog of the edition that the report names, that is everything. Of another edition only
/// the figures are worked out, and [`Consistency::not_compared`] says so.
#[must_use]
pub fn consistency(report: &Report, catalog: &Catalog) -> Consistency {
    let mut found = Consistency::default();
    let first = first::is_one(report);
    let same_program = report.generator == crate::GENERATOR && !first;
    let mut expected = if report.edition.sha256.to_string() == catalog.edition().sha256() {
        stated::assembled_again(report, catalog, &mut found)
    } else {
        found.not_compared.push(format!(
            "The report quotes an edition of the catalog that this copy of Assay does not have ({}, {}, {}): its \
             texts, levels and X-ray findings were not compared with it.",
            report.edition.name, report.edition.version, report.edition.date
        ));
        figures::worked_out_again(report)
    };
    if first {
        first::by_their_rules(&mut expected);
        found.not_compared.push(
            "The report was written by the first Assay, whose rules for verdict and sums were others; by those \
             its figures were compared, and its explanations and X-ray findings were not."
                .to_owned(),
        );
    } else if !same_program {
        found.not_compared.push(format!(
            "The report was written by {}, and this is {}: its explanations and X-ray findings were not compared.",
            compare::shortened(&report.generator),
            crate::GENERATOR
        ));
    }
    compare::compare(report, &expected, same_program, &mut found);
    found
}
