//! The assessment: what was found, and how it may change.
