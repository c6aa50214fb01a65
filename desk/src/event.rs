//! What happens to a desk.

use crate::{Bench, Entries, Handle, Request, StorageError, Ticket};

/// Something that happened. The user's wishes, what the page hears, and the browser's answers.
#[derive(Debug, Clone)]
pub enum Event<B: Bench> {
    /// An assessment is to lie open. The ticket ends when it does, when it cannot, or when something
    /// else was asked for meanwhile.
    Open {
        /// Its UUID.
        id: String,
        /// Who waits.
        ticket: Ticket,
    },
    /// Nothing is to lie open. The ticket ends when the assessment has been let go of, or when the
    /// disk has not taken it for five seconds; it then stays in memory.
    Close {
        /// Who waits.
        ticket: Ticket,
    },
    /// An assessment is not to be open in this window, neither in sight nor put away. The ticket ends
    /// as that of [`Event::Close`].
    PutAway {
        /// Its UUID.
        id: String,
        /// Who waits.
        ticket: Ticket,
    },
    /// An assessment is deleted for good: what this window has of it is let go of, saved or not.
    Discard {
        /// Its UUID.
        id: String,
    },
    /// An edit was made in this window, and its entry is in the bench's journal.
    Edited(Handle),
    /// Everything is to be written now: the user asks, or the page may be about to disappear.
    Flush,
    /// Another window says that it has written something.
    News(Handle),
    /// So much time has passed as [`Desk::wait`](crate::Desk::wait) said, or any other.
    TimePassed,
    /// The browser's answer to an effect that has a number.
    Answer {
        /// The effect's number.
        request: Request,
        /// What came of it.
        answer: Answer<B>,
    },
}

/// What came of an effect.
#[derive(Debug, Clone)]
pub enum Answer<B: Bench> {
    /// Of [`Effect::Claim`](crate::Effect::Claim).
    Claimed(Lock),
    /// Of [`Effect::Open`](crate::Effect::Open).
    Opened(Result<Loaded<B>, B::Error>),
    /// Of [`Effect::Append`](crate::Effect::Append).
    Appended(Result<(), StorageError>),
    /// Of [`Effect::Read`](crate::Effect::Read).
    Read(Result<Entries, StorageError>),
    /// Of [`Effect::MakeAgain`](crate::Effect::MakeAgain).
    MadeAgain(Result<(), StorageError>),
    /// Of [`Effect::Look`](crate::Effect::Look).
    Looked(Result<bool, StorageError>),
    /// Of [`Effect::List`](crate::Effect::List).
    Listed,
}

/// What became of a claim to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// This window has the lock until the claim is released.
    Held,
    /// Another window has it.
    Taken,
    /// This browser has no locks: two windows may write, and the second is refused by the disk.
    Unsupported,
}

/// An assessment that was read from the disk.
#[derive(Debug, Clone)]
pub struct Loaded<B> {
    /// The assessment.
    pub bench: B,
    /// Whether its journal is damaged, so that nothing may be written behind the damage.
    pub is_damaged: bool,
    /// How many entries are in its newest snapshot.
    pub snapshot: u64,
}
