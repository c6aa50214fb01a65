//! SHA-256 of contents of any size, piece by piece.

use sha2::{Digest, Sha256};

/// The SHA-256 of a few bytes at once, as 64 lower-case hexadecimal digits.
#[must_use]
pub fn hash_now(bytes: &[u8]) -> String {
    let mut running = RunningHash::new();
    running.update(bytes);
    running.finish()
}

/// A hash that grows with what is read.
#[derive(Debug, Clone, Default)]
pub struct RunningHash {
    hasher: Sha256,
}

impl RunningHash {
    /// The hash of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds more bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
    }

    /// The hash as 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn finish(self) -> String {
        let mut text = String::with_capacity(64);
        for byte in self.hasher.finalize() {
            text.push_str(&format!("{byte:02x}"));
        }
        text
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::hash_now;

    #[test]
    fn matches_the_standards_examples() {
        // FIPS 180-4, examples for "abc" and the empty message.
        assert_eq!(
            hash_now(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            hash_now(b""),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }
}
