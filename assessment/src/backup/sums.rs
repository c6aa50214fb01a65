use super::{EVIDENCE_FOLDER, Member};
use crate::{RunningDigest, Sha256Digest};

/// What a backup says of each file: its size and its two sums. Grows with the file's pieces.
#[derive(Debug, Clone, Default)]
pub struct RunningSums {
    sha256: RunningDigest,
    checksum: RunningChecksum,
}

/// The checksum alone, for bytes whose digest is known.
#[derive(Debug, Clone, Default)]
pub struct RunningChecksum {
    crc32: crc32fast::Hasher,
    size: u64,
}

/// The size and the sums of a file that was read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileSums {
    /// The digest of its bytes.
    pub sha256: Sha256Digest,
    /// The checksum that archives hold (CRC-32 of ISO-HDLC).
    pub(super) crc32: u32,
    /// The number of its bytes.
    pub size: u64,
}

impl RunningSums {
    /// The sums of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file's next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        self.checksum.update(bytes);
    }

    /// The sums of everything that was added.
    #[must_use]
    pub fn finish(self) -> FileSums {
        self.checksum.with(self.sha256.finish())
    }
}

impl RunningChecksum {
    /// The checksum of nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file's next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.crc32.update(bytes);
        self.size += bytes.len() as u64;
    }

    /// The sums of a file that has this digest.
    #[must_use]
    pub fn with(self, sha256: Sha256Digest) -> FileSums {
        FileSums {
            sha256,
            crc32: self.crc32.finalize(),
            size: self.size,
        }
    }
}

impl FileSums {
    /// The sums of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let mut sums = RunningSums::new();
        sums.update(bytes);
        sums.finish()
    }

    pub(super) fn member(&self, name: impl Into<String>) -> Member {
        Member {
            name: name.into(),
            size: self.size,
            sha256: self.sha256,
        }
    }
}

/// The name of an evidence file's member.
pub(super) fn evidence_name(digest: &Sha256Digest) -> String {
    format!("{EVIDENCE_FOLDER}{digest}")
}
