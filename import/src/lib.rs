//! Reads what others publish, the page of ValOS and OSCAL catalogs, into an edition file that
//! [`assay_catalog`] reads.
//!
//! Of the page of ValOS two forms of the page are read: what a browser saves of the drawn page, and the source from which
//! it is drawn (Markdown within HTML). Both give the same edition, in the specification's own words.
//! Nothing of a page runs and nothing is fetched; scripts are read only where they hold the list of
//! references as data. The crate knows no clock, no randomness and no browser.

mod boxes;
mod configuration;
pub mod edition_file;
mod facts;
mod inline;
mod intake;
mod markdown;
mod open;
mod oscal;
mod page;
mod pieces;
mod problem;
mod read;
mod references;
mod short_title;
mod text;
mod tree;

pub use open::{BEGINNING, EditionKind, OpenEditionError, OpenedEdition, open_edition};
pub use oscal::{MAX_OSCAL_BYTES, OscalProblem, read_oscal_catalog};
pub use problem::{ImportError, Place, Problem, ProblemKind};
pub use read::{ImportedEdition, MOST_BYTES, read_valos_page};
