//! The Assay page: a Leptos application that holds no state of its own that matters.

pub mod route;

pub mod shell;

pub mod browser;
pub mod storage;
pub mod workbench;

/// Starts the page: called once by the `assay-app` binary.
pub fn start() {}
