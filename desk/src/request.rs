//! Numbers that tell one request from another.

/// The number of something that was asked of the browser. Its answer carries it; an answer to a
/// number that nobody waits for any more changes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Request(u64);

/// The handle of one session: the same assessment has another one each time it is read from the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle(u64);

/// What somebody waits for, numbered by whoever runs the desk. Each one ends with an
/// [`Outcome`](crate::Outcome).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// Gives out numbers, each one once.
#[derive(Debug, Default)]
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn request(&mut self) -> Request {
        Request(self.next())
    }

    pub(crate) fn handle(&mut self) -> Handle {
        Handle(self.next())
    }

    fn next(&mut self) -> u64 {
        self.0 += 1;
        self.0
    }
}
