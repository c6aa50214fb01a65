//! Architecture rules, browser tests and end-to-end tests of Assay.
