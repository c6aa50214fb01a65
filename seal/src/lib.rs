//! Identities, signing and verification of JSON and PDF. Knows no assessment.
