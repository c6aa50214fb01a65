//! Which evidence files are on a device. This crate knows no disk: whoever has one looks, and passes in
//! what is there.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Assessment, Evidence, Sha256Digest};

/// What is wrong with a file of the evidence library on a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Absence {
    /// Its bytes are not there.
    Missing,
    /// Other bytes are there under its digest, or such as cannot be read.
    Changed,
}

impl Absence {
    /// One word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Changed => "changed",
        }
    }
}

/// Which files are on a device, as far as somebody looked. While nobody did, none counts as absent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct EvidencePresence {
    /// The digests under which there are bytes; `None` while nobody has looked.
    there: Option<BTreeSet<Sha256Digest>>,
    /// What was found wrong with single files.
    absent: BTreeMap<Sha256Digest, Absence>,
}

impl EvidencePresence {
    /// Takes over under which digests there are bytes now. That bytes were changed stays known as long
    /// as they are there.
    pub fn look(&mut self, there: impl IntoIterator<Item = Sha256Digest>) {
        let there: BTreeSet<_> = there.into_iter().collect();
        self.absent
            .retain(|digest, absence| *absence == Absence::Changed && there.contains(digest));
        self.there = Some(there);
    }

    /// Takes over what was found when the bytes of one file were read.
    pub fn note(&mut self, digest: Sha256Digest, found: Option<Absence>) {
        match found {
            Some(absence) => _ = self.absent.insert(digest, absence),
            None => _ = self.absent.remove(&digest),
        }
        if let Some(there) = &mut self.there {
            match found {
                Some(Absence::Missing) => _ = there.remove(&digest),
                Some(Absence::Changed) | None => _ = there.insert(digest),
            }
        }
    }

    /// What is wrong with the file of this digest, if anything is.
    #[must_use]
    pub fn of(&self, digest: Sha256Digest) -> Option<Absence> {
        let unseen = self
            .there
            .as_ref()
            .is_some_and(|there| !there.contains(&digest));
        let noted = self.absent.get(&digest).copied();
        noted.or(unseen.then_some(Absence::Missing))
    }

    /// What is wrong with an item's file, if anything is; a link has none.
    #[must_use]
    pub fn of_item(&self, item: &Evidence) -> Option<Absence> {
        item.sha256().and_then(|digest| self.of(digest))
    }

    /// How many items of the library have a file that is missing or changed.
    #[must_use]
    pub fn count_absent(&self, assessment: &Assessment) -> usize {
        let items = assessment.evidence().values();
        items.filter(|item| self.of_item(item).is_some()).count()
    }
}
