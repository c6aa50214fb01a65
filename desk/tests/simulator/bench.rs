//! An assessment in a simulated window: a chain of entries, and nothing in them.

use std::cell::RefCell;
use std::rc::Rc;

use assay_assessment::{JournalError, LoadError};
use assay_desk::{Bench, Handle};

/// The assessment's number.
pub(crate) type Id = usize;

/// Entries in order.
pub(crate) type Chain = Vec<Vec<u8>>;

#[derive(Clone)]
pub(crate) struct SimBench(Rc<RefCell<Inner>>);

/// Short, because it stands in every line of a failed schedule.
impl std::fmt::Debug for SimBench {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Inner { id, entries, .. } = &*self.0.borrow();
        let marks: Vec<u8> = entries.iter().map(|entry| entry[23]).collect();
        write!(formatter, "{id}{marks:?}")
    }
}

struct Inner {
    id: Id,
    handle: Handle,
    entries: Chain,
    has_drafts: bool,
}

impl SimBench {
    pub(crate) fn new(id: Id, handle: Handle, entries: Chain) -> Self {
        Self(Rc::new(RefCell::new(Inner {
            id,
            handle,
            entries,
            has_drafts: false,
        })))
    }

    pub(crate) fn id(&self) -> Id {
        self.0.borrow().id
    }

    pub(crate) fn handle(&self) -> Handle {
        self.0.borrow().handle
    }

    pub(crate) fn chain(&self) -> Chain {
        self.0.borrow().entries.clone()
    }

    /// Makes an entry that no other bench makes.
    pub(crate) fn edit(&self, mark: u64) {
        let mut inner = self.0.borrow_mut();
        let entry = entry(&inner.entries, mark);
        inner.entries.push(entry);
    }

    pub(crate) fn set_drafts(&self, has_drafts: bool) {
        self.0.borrow_mut().has_drafts = has_drafts;
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Bench for SimBench {
    type Error = &'static str;

    fn next_seq(&self) -> u64 {
        self.0.borrow().entries.len() as u64
    }

    fn entries(&self, from: u64) -> impl Iterator<Item = Vec<u8>> {
        let from = usize::try_from(from).unwrap();
        self.chain().into_iter().skip(from)
    }

    fn follow(&self, stored: Vec<u8>) -> Result<(), LoadError> {
        let mut inner = self.0.borrow_mut();
        if !continues(&inner.entries, &stored) {
            let seq = inner.entries.len() as u64;
            return Err(LoadError::Journal(JournalError::BrokenChain(seq)));
        }
        inner.entries.push(stored);
        Ok(())
    }

    fn has_drafts(&self) -> bool {
        self.0.borrow().has_drafts
    }
}

/// The entry behind these: the digest of the one before, its number, and a mark.
pub(crate) fn entry(before: &[Vec<u8>], mark: u64) -> Vec<u8> {
    let mut bytes = digest(before.last()).to_be_bytes().to_vec();
    bytes.extend((before.len() as u64).to_be_bytes());
    bytes.extend(mark.to_be_bytes());
    bytes
}

/// Whether an entry stands behind these.
pub(crate) fn continues(before: &[Vec<u8>], entry: &[u8]) -> bool {
    entry[..8] == digest(before.last()).to_be_bytes()
        && entry[8..16] == (before.len() as u64).to_be_bytes()
}

/// FNV-1a, 64 bits.
fn digest(bytes: Option<&Vec<u8>>) -> u64 {
    let bytes = bytes.into_iter().flatten();
    bytes.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01B3)
    })
}
