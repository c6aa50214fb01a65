//! What a desk wants done.

use crate::{Bench, Entries, Handle, Request, StorageError, Ticket};

/// Something to be done now, in the order given. What has a request number is answered with
/// [`Event::Answer`](crate::Event::Answer), once, whenever it is.
#[derive(Debug, Clone)]
pub enum Effect<B: Bench> {
    /// Claim the right to write to an assessment.
    Claim {
        /// The claim's number, which also names the lock once it is held.
        request: Request,
        /// The assessment's UUID.
        id: String,
        /// Whether to wait until it is free, instead of answering
        /// [`Lock::Taken`](crate::Lock::Taken).
        waits: bool,
    },
    /// Let go of a lock, or stop waiting for it. Nothing is answered, and there may be nothing to do.
    Release {
        /// The claim's number.
        request: Request,
    },
    /// Read an assessment from the disk.
    Open {
        /// The number.
        request: Request,
        /// The assessment's UUID.
        id: String,
        /// The handle that the session will have.
        handle: Handle,
    },
    /// Add entries to the journal in one transaction with strict durability: all or none.
    ///
    /// The answer is [`StorageError::AlreadyThere`] when the journal has one of these numbers, and
    /// [`StorageError::NotFound`] when it lacks the entry before the first.
    Append {
        /// The number.
        request: Request,
        /// The assessment.
        bench: B,
        /// The entries.
        entries: Entries,
    },
    /// Read the journal's entries from a number on.
    ///
    /// The answer is [`StorageError::NotFound`] when the browser has thrown away the place.
    Read {
        /// The number.
        request: Request,
        /// The assessment.
        bench: B,
        /// The first entry's number.
        from: u64,
    },
    /// Make the place of an assessment again if the browser has thrown it away.
    MakeAgain {
        /// The number.
        request: Request,
        /// The assessment.
        bench: B,
    },
    /// Look whether the place of an assessment is still there.
    Look {
        /// The number.
        request: Request,
        /// The assessment.
        bench: B,
    },
    /// Bring the list's copy of an assessment up to date.
    List {
        /// The number.
        request: Request,
        /// The assessment.
        bench: B,
    },
    /// Write a snapshot. It only saves time, so nobody asks what came of it.
    Snapshot {
        /// The assessment.
        bench: B,
    },
    /// Tell the other windows that an assessment's journal has grown.
    Announce {
        /// The assessment.
        bench: B,
    },
    /// Entries of another window were taken over: it may have brought files.
    Followed {
        /// The assessment.
        bench: B,
    },
    /// The journal was written anew, after the browser had thrown it away: bring back what lay beside
    /// it, and tell the user.
    Rebuilt {
        /// The assessment.
        bench: B,
    },
    /// Show how an assessment stands.
    Show {
        /// The assessment.
        bench: B,
        /// How it stands.
        shown: Shown,
    },
    /// Show what [`Desk::lying`](crate::Desk::lying) says now.
    ShowOpen,
    /// Tell the user something.
    Tell {
        /// The assessment that it is about.
        bench: B,
        /// What.
        notice: Notice,
    },
    /// The desk is done with this assessment; nothing of it is needed any more.
    LetGo {
        /// The assessment.
        bench: B,
    },
    /// A ticket has ended.
    End {
        /// Which.
        ticket: Ticket,
        /// How.
        outcome: Outcome,
    },
}

/// How a ticket ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is as was asked for.
    Done,
    /// The assessment cannot be opened; [`Desk::lying`](crate::Desk::lying) says why.
    Failed,
    /// Something else was asked for meanwhile.
    Superseded,
    /// The disk does not take all of it, so it stays in this window's memory until it does.
    StaysInMemory,
}

/// How an open assessment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What this window may do.
    pub access: Access,
    /// Whether everything that this window made is on disk.
    pub saving: SaveState,
    /// Whether the browser has thrown away what another window wrote.
    pub is_lost: bool,
}

/// Whether a window may change an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// This window holds the writer's lock.
    Writer,
    /// Another window writes; this one follows it.
    Follower,
    /// Nobody writes: nothing may be written behind what is damaged in its journal.
    Damaged,
}

/// What the user is told about saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is on disk.
    Saved,
    /// Something is on its way.
    Saving,
    /// The last attempt failed; everything that is not on disk is still in memory.
    NotSaved(StorageError),
}

/// What the user is told once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// What another window wrote does not continue what this one shows, for this reason; this window
    /// stays read-only.
    DoesNotContinue(String),
    /// What another window wrote last cannot be read; this window stays read-only.
    CannotBeRead(StorageError),
}
