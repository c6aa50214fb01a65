//! The records in which an assessment's database keeps its evidence files.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::browser::indexed_db::Key;

/// The object store that holds them.
pub(super) const EVIDENCE: &str = "evidence";

/// How many bytes of an evidence file one record holds: the browser copies a record whole.
pub(super) const RECORD: usize = 8 * 1024 * 1024;

/// What stands between the digest and the number in the key of a record that is not the first.
const CONTINUED: char = '+';

/// The key of one of the records of an evidence file. Whether the file is there is told by the first.
pub(super) fn record_key(sha256: &str, number: u32) -> Key {
    if number == 0 {
        Key::Text(sha256.to_owned())
    } else {
        Key::Text(format!("{sha256}{CONTINUED}{number}"))
    }
}

/// The SHA-256 of the file whose first record has this key.
pub(super) fn file_of_first(key: Key) -> Option<String> {
    match key {
        Key::Text(text) if !text.contains(CONTINUED) => Some(text),
        Key::Text(_) | Key::Number(_) => None,
    }
}

/// Which evidence files are being written, and how many times at once.
#[derive(Default)]
pub(super) struct BeingKept(RefCell<BTreeMap<String, usize>>);

impl BeingKept {
    /// One more is.
    pub(super) fn begin(&self, sha256: &str) {
        *self.0.borrow_mut().entry(sha256.to_owned()).or_default() += 1;
    }

    /// One is no longer.
    pub(super) fn end(&self, sha256: &str) {
        let mut all = self.0.borrow_mut();
        match all.get_mut(sha256) {
            Some(times) if *times > 1 => *times -= 1,
            _ => _ = all.remove(sha256),
        }
    }

    /// Whether any is.
    pub(super) fn holds(&self, sha256: &str) -> bool {
        self.0.borrow().contains_key(sha256)
    }
}
