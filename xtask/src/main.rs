//! Build, run and test Assay.

fn main() {}
