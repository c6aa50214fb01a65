//! Counts what was changed and what was left out, for the sentences of the provenance.

use std::cell::Cell;

/// A number that is counted up while other things are borrowed.
#[derive(Default)]
pub(super) struct Count(Cell<usize>);

impl Count {
    pub(super) fn add(&self, more: usize) {
        self.0.set(self.0.get().saturating_add(more));
    }

    pub(super) fn get(&self) -> usize {
        self.0.get()
    }
}

/// What was counted.
#[derive(Default)]
pub(super) struct Tally {
    /// Insertions of parameters in texts.
    pub(super) parameters: Count,
    /// Texts from which Markdown was taken away.
    pub(super) markdown: Count,
    /// Controls whose statement is their title.
    pub(super) titles_as_statements: Count,
    /// Controls whose statement has key words of BCP 14.
    pub(super) key_words: Count,
    /// Groups of OSCAL that stand in another one, and are sections of their own.
    pub(super) nested_groups: Count,
    /// Groups that are sections, and have no identifier in OSCAL.
    pub(super) nameless_groups: Count,
    /// Withdrawn controls that still say something beside their title.
    pub(super) withdrawn_texts: Count,
    /// Headings that are made of the name of a part.
    pub(super) headings: Count,
    /// Parts with the objectives and methods of an assessment, at any control.
    pub(super) assessment_parts: Count,
    /// Links from controls to works or to each other.
    pub(super) links: Count,
    /// Properties other than labels and states.
    pub(super) properties: Count,
    /// Works without a name.
    pub(super) nameless_works: Count,
    /// Parameters with guidelines or constraints.
    pub(super) guidelines: Count,
    /// Citations beside the titles of works.
    pub(super) citations: Count,
    /// Groups without a control that is in force.
    pub(super) empty_groups: Count,
    /// Targets of withdrawn controls that are not in the catalog.
    pub(super) missing_targets: Count,
    /// Remarks at the catalog's metadata and at controls and groups.
    pub(super) remarks: Count,
}
