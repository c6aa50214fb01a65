//! The Assay page: a Leptos application that holds no state of its own that matters.

/// Starts the page: called once by the `assay-app` binary.
pub fn start() {}
