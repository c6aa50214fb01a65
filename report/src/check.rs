//! Whether a report agrees with itself.
//!
//! A report says some things once (statuses, notes, scores, evidence), and everything else follows
//! from these and from the catalog: verdict, tallies, exposures, ranking, what the X-ray found, the
//! texts of the catalog. A signature says nothing about whether the one fits the other. Here what
//! is said once is read back into an assessment, the report is assembled again from it, and every
//! member of the two is compared. So a member that is added to the format is compared as well,
//! unless [`stated`] reads it.

mod compare;
mod contradiction;
mod figures;
mod first;
mod parts;
mod public;
mod request;
mod stated;

use assay_catalog::{Editions, FoundEdition};
use serde::{Deserialize, Serialize};

use crate::document::Report;
pub use contradiction::{Contradiction, ItemKind, Said, Step};
pub(crate) use contradiction::{SHOWN, shortened};
pub use public::public_consistency;
pub use request::request_consistency;

/// The most contradictions that are listed; the others are counted.
pub const MOST_CONTRADICTIONS: usize = 50;

/// What was compared, and what does not fit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consistency {
    /// The contradictions; at most [`MOST_CONTRADICTIONS`].
    pub contradictions: Vec<Contradiction>,
    /// How many more there are.
    pub more: usize,
    /// What could not be compared, and why.
    pub not_compared: Vec<NotCompared>,
}

/// Why a part of a report could not be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotCompared {
    /// It quotes an edition of the catalog that is not at hand: its texts, levels and X-ray findings.
    OtherEdition {
        /// The edition's name.
        name: String,
        /// Its version.
        version: String,
        /// Its date.
        date: String,
        /// Whether the edition itself is at hand, and only the text of it that the report quotes is
        /// not: an earlier build carried that one.
        earlier: bool,
    },
    /// The first Assay wrote it: its explanations and X-ray findings.
    FirstAssay,
    /// Another program or version wrote it, named here: its explanations and X-ray findings.
    OtherProgram(String),
    /// It is a public edition, which leaves so many things out: these, and what follows from them.
    Withheld(usize),
}

impl Consistency {
    /// Whether nothing that was compared contradicts anything.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.contradictions.is_empty()
    }

    fn add(&mut self, place: Vec<Step>, says: Said, follows: Said) {
        if self.contradictions.len() < MOST_CONTRADICTIONS {
            self.contradictions.push(Contradiction {
                place,
                says,
                follows,
            });
        } else {
            self.more += 1;
        }
    }
}

/// Works out again everything in a report that follows from something else, and compares.
///
/// If the edition that the report quotes is at hand, that is everything. Of another one, or of another
/// text of it, only the figures are worked out, and [`Consistency::not_compared`] says so.
#[must_use]
pub fn consistency(report: &Report, editions: &Editions) -> Consistency {
    let mut found = Consistency::default();
    let (expected, words) = expected(report, editions, &mut found);
    compare::compare(report, &expected, words, &mut found);
    found
}

/// The report that follows from what a report states, and whether its words are compared too.
fn expected(report: &Report, editions: &Editions, found: &mut Consistency) -> (Report, bool) {
    let first = first::is_one(report);
    let same_program = report.generator == crate::GENERATOR && !first;
    let edition = &report.edition;
    let mut expected = match editions.find(&edition.sha256.to_string()) {
        Some(FoundEdition {
            catalog,
            exact: true,
        }) => stated::assembled_again(report, catalog, found),
        other => {
            found.not_compared.push(NotCompared::OtherEdition {
                name: edition.name.clone(),
                version: edition.version.clone(),
                date: edition.date.clone(),
                earlier: other.is_some(),
            });
            figures::worked_out_again(report)
        }
    };
    if first {
        first::by_their_rules(&mut expected);
        found.not_compared.push(NotCompared::FirstAssay);
    } else if !same_program {
        let other = shortened(&report.generator);
        found.not_compared.push(NotCompared::OtherProgram(other));
    }
    (expected, same_program)
}
