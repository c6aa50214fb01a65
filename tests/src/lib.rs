//! Tests of Assay as a whole: the architecture's rules, and the built page in real browsers.
//!
//! This library holds what the end-to-end tests share; the tests themselves are in `tests/`.

#[cfg(feature = "end-to-end")]
pub mod account;
#[cfg(feature = "end-to-end")]
pub mod authority;
#[cfg(feature = "end-to-end")]
pub mod browser;
#[cfg(feature = "end-to-end")]
mod driver;
#[cfg(feature = "end-to-end")]
pub mod files;
#[cfg(feature = "end-to-end")]
pub mod large_assessment;
#[cfg(feature = "end-to-end")]
pub mod large_backup;
#[cfg(feature = "end-to-end")]
pub mod listener;
#[cfg(feature = "end-to-end")]
pub mod pack;
#[cfg(feature = "end-to-end")]
pub mod person;
#[cfg(feature = "end-to-end")]
pub mod received;
#[cfg(feature = "end-to-end")]
pub mod screens;
#[cfg(feature = "end-to-end")]
pub mod store;
#[cfg(feature = "end-to-end")]
pub mod witness;
