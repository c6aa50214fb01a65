//! The Assay page.

fn main() {}
