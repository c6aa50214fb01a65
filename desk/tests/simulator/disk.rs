//! IndexedDB: transactions on one database are carried out in the order in which they were begun, each
//! as a whole or not at all, and what its window hears of it may differ from what happened.

use std::collections::BTreeMap;

use assay_desk::{Entries, Handle, Loaded, StorageError};

use crate::bench::{Chain, Id, SimBench, continues};

/// What one database holds; `None` when there is no database.
pub(crate) type Database = Option<BTreeMap<u64, Vec<u8>>>;

/// A transaction, or the opening of a database.
#[derive(Debug, Clone)]
pub(crate) enum Operation {
    Open(Handle),
    Append(Entries),
    Read(u64),
    MakeAgain,
    Look,
    List,
}

/// What goes wrong with a transaction.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Fault {
    None,
    /// Nothing happens, and the window hears this.
    Refused(StorageError),
    /// It is carried out, and the window hears that the connection was lost.
    AnswerLost,
    /// A record cannot be read.
    Unreadable,
}

/// What a window hears.
#[derive(Debug, Clone)]
pub(crate) enum Heard {
    Opened(Result<Loaded<SimBench>, &'static str>),
    Appended(Result<(), StorageError>),
    Read(Result<Entries, StorageError>),
    MadeAgain(Result<(), StorageError>),
    Looked(Result<bool, StorageError>),
    Listed,
}

/// Carries out an operation on the database of an assessment.
pub(crate) fn carry_out(
    id: Id,
    database: &mut Database,
    operation: &Operation,
    fault: Fault,
    is_full: bool,
) -> Heard {
    let refused = match &fault {
        Fault::Refused(error) => Some(error.clone()),
        _ => None,
    };
    let after = |outcome: Result<(), StorageError>| match fault {
        Fault::AnswerLost => Err(StorageError::ConnectionLost),
        _ => outcome,
    };
    match operation {
        Operation::List => Heard::Listed,
        Operation::Open(handle) => Heard::Opened(match (refused, &*database) {
            (Some(_), _) => Err("the disk failed"),
            (None, None) => Err("there is no such assessment"),
            (None, Some(entries)) => Ok(load(id, *handle, entries, fault == Fault::Unreadable)),
        }),
        Operation::Append(entries) => Heard::Appended(match (refused, database) {
            (Some(error), _) => Err(error),
            _ if is_full => Err(StorageError::Full),
            (None, None) => Err(StorageError::NotFound),
            (None, Some(database)) => after(append(database, entries)),
        }),
        Operation::Read(from) => Heard::Read(match (refused, &*database) {
            (Some(error), _) => Err(error),
            (None, None) => Err(StorageError::NotFound),
            _ if fault == Fault::Unreadable => Err(StorageError::Damaged {
                what: "A record".to_owned(),
            }),
            (None, Some(entries)) => Ok(read(entries, *from)),
        }),
        Operation::MakeAgain => Heard::MadeAgain(match refused {
            Some(error) => Err(error),
            None if is_full && database.is_none() => Err(StorageError::Full),
            None => {
                database.get_or_insert_default();
                after(Ok(()))
            }
        }),
        Operation::Look => Heard::Looked(match refused {
            Some(error) => Err(error),
            None => Ok(database
                .as_ref()
                .is_some_and(|entries| entries.contains_key(&0))),
        }),
    }
}

fn append(database: &mut BTreeMap<u64, Vec<u8>>, entries: &Entries) -> Result<(), StorageError> {
    if entries.iter().any(|(seq, _)| database.contains_key(seq)) {
        return Err(StorageError::AlreadyThere);
    }
    database.extend(entries.iter().cloned());
    match entries.first().and_then(|(seq, _)| seq.checked_sub(1)) {
        Some(before) if !database.contains_key(&before) => Err(StorageError::NotFound),
        _ => Ok(()),
    }
}

fn read(database: &BTreeMap<u64, Vec<u8>>, from: u64) -> Entries {
    let found = database.range(from..);
    found.map(|(seq, bytes)| (*seq, bytes.clone())).collect()
}

/// The sound part of a journal. One that lacks its beginning or has a record that cannot be read is
/// damaged.
fn load(
    id: Id,
    handle: Handle,
    entries: &BTreeMap<u64, Vec<u8>>,
    is_unreadable: bool,
) -> Loaded<SimBench> {
    let mut chain: Chain = Vec::new();
    for bytes in entries.values() {
        if !continues(&chain, bytes) {
            break;
        }
        chain.push(bytes.clone());
    }
    if is_unreadable {
        chain.pop();
    }
    Loaded {
        is_damaged: chain.len() < entries.len() || chain.is_empty(),
        bench: SimBench::new(id, handle, chain),
        snapshot: 0,
    }
}
