//! A report in the formats of other programs.
//!
//! Each format is a pure function of the report document: the same report gives the same bytes, and none asks a
//! clock or draws a random number. What is made is signed by nobody; each file names the report that it is of,
//! or its edition where it is the same for all reports of one.

pub mod ciso_assistant;
mod edition;
pub mod oscal;
pub mod page;
mod plain;
mod words;
pub mod xlsx;

/// A file that was made of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeFile {
    /// What it is called, with its ending. Files that are made together name each other so.
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}
