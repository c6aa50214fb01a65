use base16ct::lower;
use serde::{Deserialize, Serialize};
use sha2::digest::common::hazmat::{DeserializeStateError, SerializableState, SerializedState};
use sha2::{Digest, Sha256};

use super::{EVIDENCE_FOLDER, Member};
use crate::Sha256Digest;

/// The size and the two sums that a backup holds of a file. Grows with the file's pieces, and can be
/// handed to another program between two of them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(try_from = "State", into = "State")]
pub struct RunningSums {
    sha256: Sha256,
    crc32: crc32fast::Hasher,
    size: u64,
}

/// Sums on their way to another program of the same build.
#[derive(Serialize, Deserialize)]
struct State {
    /// The hash function's state, as hexadecimal digits.
    sha256: String,
    /// The checksum of what was added so far.
    crc32: u32,
    size: u64,
}

/// The state of running sums is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no state of a hash function")]
pub struct StateError;

/// The size and the sums of a file that was read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSums {
    /// The digest of its bytes.
    pub sha256: Sha256Digest,
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
        self.crc32.update(bytes);
        self.size += bytes.len() as u64;
    }

    /// The sums of everything that was added.
    #[must_use]
    pub fn finish(self) -> FileSums {
        FileSums {
            sha256: Sha256Digest::from_bytes(self.sha256.finalize().into()),
            crc32: self.crc32.finalize(),
            size: self.size,
        }
    }
}

impl From<RunningSums> for State {
    fn from(sums: RunningSums) -> Self {
        Self {
            sha256: lower::encode_string(&sums.sha256.serialize()),
            crc32: sums.crc32.finalize(),
            size: sums.size,
        }
    }
}

impl TryFrom<State> for RunningSums {
    type Error = StateError;

    fn try_from(state: State) -> Result<Self, StateError> {
        let mut bytes = SerializedState::<Sha256>::default();
        let read = lower::decode(&state.sha256, &mut bytes).map(<[u8]>::len);
        if read != Ok(bytes.len()) {
            return Err(StateError);
        }
        let sha256 = Sha256::deserialize(&bytes).map_err(|DeserializeStateError| StateError)?;
        Ok(Self {
            sha256,
            crc32: crc32fast::Hasher::new_with_initial_len(state.crc32, state.size),
            size: state.size,
        })
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

    /// The checksum that archives hold (CRC-32 of ISO-HDLC).
    #[must_use]
    pub const fn crc32(&self) -> u32 {
        self.crc32
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

#[cfg(test)]
mod tests {
    use super::{FileSums, RunningSums};

    #[test]
    fn sums_go_on_in_another_program() {
        let bytes: Vec<u8> = (0..1000_u16)
            .map(|number| number.to_le_bytes()[0])
            .collect();
        for place in [0, 1, 63, 64, 65, 500, 1000] {
            let (first, second) = bytes.split_at(place);
            let mut here = RunningSums::new();
            here.update(first);
            let state = serde_json::to_string(&here).unwrap();
            let mut there: RunningSums = serde_json::from_str(&state).unwrap();
            there.update(second);
            assert_eq!(there.finish(), FileSums::of(&bytes), "{place}");
        }
    }

    #[test]
    fn a_state_that_is_none_is_refused() {
        let sound = serde_json::to_value(RunningSums::new()).unwrap();
        for state in ["", "00", &"0".repeat(1000), &"f".repeat(210), "zz"] {
            let mut changed = sound.clone();
            changed["sha256"] = state.into();
            assert!(
                serde_json::from_value::<RunningSums>(changed).is_err(),
                "{state}"
            );
        }
    }
}
