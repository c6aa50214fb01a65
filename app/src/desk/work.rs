//! Long work: how far it is, and the user's word to stop.

use std::rc::Rc;

use crate::{
    browser::Cancellation,
    words::{backups, files, packs},
};

/// Long work, as those see it who wait for it.
#[derive(Clone)]
pub struct Work {
    tell: Rc<dyn Fn(Progress)>,
    /// The user's word to stop.
    pub cancellation: Cancellation,
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A backup is written.
    Writing,
    /// It is read back.
    ReadingBack,
    /// A backup is compared with what is on this device.
    Comparing,
    /// A backup's files are checked and kept.
    Keeping,
    /// An assessment's files are copied.
    Copying,
    /// An evidence pack is written.
    Packing,
    /// It is read back, or one that was handed in is read.
    ReadingPack,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// How many files are done.
    pub files_done: usize,
    /// How many files there are.
    pub files: usize,
    /// How many bytes are done.
    pub bytes_done: u64,
    /// How many bytes there are.
    pub bytes: u64,
}

impl Work {
    /// Work that tells `tell` how far it is.
    #[must_use]
    pub fn new(tell: impl Fn(Progress) + 'static, cancellation: Cancellation) -> Self {
        Self {
            tell: Rc::new(tell),
            cancellation,
        }
    }

    /// Work that nobody looks at or stops.
    #[must_use]
    pub fn unseen() -> Self {
        Self::new(|_| {}, Cancellation::new())
    }

    /// Begins a stage with so many files and bytes.
    pub(super) fn begin(&self, stage: Stage, files: usize, bytes: u64) -> Steps {
        let steps = Steps {
            tell: Rc::clone(&self.tell),
            now: Progress {
                stage,
                files_done: 0,
                files,
                bytes_done: 0,
                bytes,
            },
        };
        steps.within(0);
        steps
    }
}

/// A stage of work.
pub(super) struct Steps {
    tell: Rc<dyn Fn(Progress)>,
    now: Progress,
}

impl Steps {
    /// So many bytes of the next file are done.
    pub(super) fn within(&self, bytes: u64) {
        (self.tell)(Progress {
            bytes_done: self.now.bytes_done.saturating_add(bytes),
            ..self.now
        });
    }

    /// So many files and bytes are done in all.
    pub(super) fn at(&mut self, files: usize, bytes: u64) {
        self.now.files_done = files;
        self.now.bytes_done = bytes;
        self.within(0);
    }

    /// A file of so many bytes is done.
    pub(super) fn file_done(&mut self, bytes: u64) {
        self.now.files_done += 1;
        self.now.bytes_done = self.now.bytes_done.saturating_add(bytes);
        self.within(0);
    }
}

impl Progress {
    /// In words, such as `Writing the backup: 3 of 7 files, 310.0 MB of 700.0 MB`.
    #[must_use]
    pub fn words(&self) -> String {
        let doing = match self.stage {
            Stage::Writing => backups::writing(),
            Stage::ReadingBack => backups::reading_back(),
            Stage::Comparing => backups::comparing(),
            Stage::Keeping => backups::checking_and_keeping(),
            Stage::Copying => files::copying(),
            Stage::Packing => packs::writing(),
            Stage::ReadingPack => packs::reading(),
        };
        let (done, all) = (self.bytes_done.min(self.bytes), self.bytes);
        match self.stage {
            // How many files are in a pack shows only as it is read.
            Stage::ReadingPack => files::progress_of_bytes(doing, done, all),
            _ => files::progress(doing, self.files_done, self.files, done, all),
        }
    }

    /// Per mille of the stage.
    #[must_use]
    pub fn per_mille(&self) -> u32 {
        let done = self.bytes_done.saturating_mul(1000);
        let per_mille = done.checked_div(self.bytes).unwrap_or(1000);
        u32::try_from(per_mille.min(1000)).unwrap_or(1000)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn each_step_is_told_in_words() {
        let told = Rc::new(RefCell::new(Vec::new()));
        let sink = Rc::clone(&told);
        let tell = move |now: Progress| sink.borrow_mut().push((now.words(), now.per_mille()));
        let work = Work::new(tell, Cancellation::new());
        let mut steps = work.begin(Stage::Writing, 2, 3_000_000);
        steps.within(1_000_000);
        steps.file_done(2_000_000);
        // A file that became larger than its item says is no reason for more than all.
        steps.file_done(2_000_000);
        assert_eq!(
            told.borrow()
                .iter()
                .map(|(words, per_mille)| (words.as_str(), *per_mille))
                .collect::<Vec<_>>(),
            [
                ("Writing the backup: 0 of 2 files, 0 B of 3.0 MB", 0),
                ("Writing the backup: 0 of 2 files, 1.0 MB of 3.0 MB", 333),
                ("Writing the backup: 1 of 2 files, 2.0 MB of 3.0 MB", 666),
                ("Writing the backup: 2 of 2 files, 3.0 MB of 3.0 MB", 1000),
            ]
        );
        assert_eq!(work.begin(Stage::Keeping, 0, 0).now.per_mille(), 1000);
        let mut steps = work.begin(Stage::ReadingPack, 0, 4_000_000);
        steps.at(0, 1_000_000);
        steps.within(1_000_000);
        assert_eq!(
            told.borrow().last().map(|(words, _)| words.as_str()),
            Some("Reading the evidence pack and hashing every file in it: 2.0 MB of 4.0 MB")
        );
    }
}
