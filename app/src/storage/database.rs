//! A database whose connection is reopened once when it is lost.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::browser::Buffer;
use crate::browser::indexed_db::{
    Connection, CreateIfMissing, IndexedDbError, Key, KeysFrom, Layout, Write,
};

/// A database by its layout. Each operation uses the open connection; if that was lost, it is
/// opened again once and the operation repeated.
///
/// Repeating is safe because a failed transaction leaves nothing behind; the one doubt, a
/// transaction that committed just before its connection broke, shows itself as
/// [`IndexedDbError::AlreadyExists`], and whoever appends then compares.
pub(super) struct Database {
    layout: Layout,
    connection: RefCell<Option<Rc<Connection>>>,
    /// Whether a database that has disappeared is made anew when it is opened again.
    when_gone: CreateIfMissing,
    /// Whether it was made anew, and nobody has asked since.
    is_anew: Cell<bool>,
}

impl Database {
    /// Opens the database. One that disappears later is not made anew by itself: that would turn the
    /// loss of an assessment into an empty one.
    pub(super) async fn open(
        layout: Layout,
        create: CreateIfMissing,
    ) -> Result<Self, IndexedDbError> {
        let connection = Connection::open(&layout, create).await?;
        Ok(Self {
            layout,
            connection: RefCell::new(Some(Rc::new(connection))),
            when_gone: CreateIfMissing::No,
            is_anew: Cell::new(false),
        })
    }

    /// Opens or makes a database that is also made anew when it disappears; see
    /// [`Self::take_is_anew`].
    pub(super) async fn open_for_good(layout: Layout) -> Result<Self, IndexedDbError> {
        let mut database = Self::open(layout, CreateIfMissing::Yes).await?;
        database.when_gone = CreateIfMissing::Yes;
        Ok(database)
    }

    /// Makes the database again after it has disappeared; one that is there is opened.
    pub(super) async fn make_again(&self) -> Result<(), IndexedDbError> {
        self.close();
        let connection = Connection::open(&self.layout, CreateIfMissing::Yes).await?;
        self.connection.replace(Some(Rc::new(connection)));
        Ok(())
    }

    /// Whether the database was made anew, empty, since this was asked last.
    pub(super) fn take_is_anew(&self) -> bool {
        self.is_anew.take()
    }

    /// What [`Self::take_is_anew`] told could not be seen to.
    pub(super) fn is_still_anew(&self) {
        self.is_anew.set(true);
    }

    /// Whether the connection is open, as far as the browser has told.
    pub(super) fn is_connected(&self) -> bool {
        let open = self.connection.borrow();
        open.as_ref()
            .is_some_and(|connection| connection.closed_because().is_none())
    }

    /// The database's name.
    pub(super) fn name(&self) -> &str {
        &self.layout.name
    }

    /// Closes the connection; the next operation opens it again.
    pub(super) fn close(&self) {
        self.connection.borrow_mut().take();
    }

    pub(super) async fn write(&self, operations: &[Write<'_>]) -> Result<(), IndexedDbError> {
        self.run(async |connection| connection.write(operations).await)
            .await
    }

    pub(super) async fn get(
        &self,
        store: &'static str,
        key: &Key,
    ) -> Result<Option<Vec<u8>>, IndexedDbError> {
        self.run(async |connection| connection.get(store, key).await)
            .await
    }

    pub(super) async fn get_buffer(
        &self,
        store: &'static str,
        key: &Key,
    ) -> Result<Option<Buffer>, IndexedDbError> {
        self.run(async |connection| connection.get_buffer(store, key).await)
            .await
    }

    pub(super) async fn has(&self, store: &'static str, key: &Key) -> Result<bool, IndexedDbError> {
        self.run(async |connection| connection.has(store, key).await)
            .await
    }

    pub(super) async fn keys(
        &self,
        store: &'static str,
        from: KeysFrom,
    ) -> Result<Vec<Key>, IndexedDbError> {
        self.run(async |connection| connection.keys(store, from).await)
            .await
    }

    pub(super) async fn records(
        &self,
        store: &'static str,
        from: KeysFrom,
    ) -> Result<Vec<(Key, Vec<u8>)>, IndexedDbError> {
        self.run(async |connection| connection.records(store, from).await)
            .await
    }

    /// All records of a store; of one that cannot be read the bytes are empty.
    pub(super) async fn readable_records(
        &self,
        store: &'static str,
    ) -> Result<Vec<(Key, Vec<u8>)>, IndexedDbError> {
        match self.records(store, KeysFrom::First).await {
            // One value that the browser cannot read makes reading all of them at once fail:
            // Chromium keeps large values in files of their own, which can be lost singly.
            Err(IndexedDbError::NotBytes { .. } | IndexedDbError::Other { .. }) => {
                let mut records = Vec::new();
                for key in self.keys(store, KeysFrom::First).await? {
                    let bytes = match self.get(store, &key).await {
                        Ok(bytes) => bytes.unwrap_or_default(),
                        Err(IndexedDbError::NotBytes { .. } | IndexedDbError::Other { .. }) => {
                            Vec::new()
                        }
                        Err(error) => return Err(error),
                    };
                    records.push((key, bytes));
                }
                Ok(records)
            }
            outcome => outcome,
        }
    }

    async fn run<T>(
        &self,
        operation: impl AsyncFn(Rc<Connection>) -> Result<T, IndexedDbError>,
    ) -> Result<T, IndexedDbError> {
        match operation(self.connection().await?).await {
            Err(error) if may_be_the_connection(&error) => {
                self.close();
                operation(self.connection().await?).await
            }
            outcome => outcome,
        }
    }

    /// The open connection, opened again if it was lost.
    async fn connection(&self) -> Result<Rc<Connection>, IndexedDbError> {
        let open = self.connection.borrow().clone();
        if let Some(connection) = open
            && connection.closed_because().is_none()
        {
            return Ok(connection);
        }
        let connection = Rc::new(Connection::open(&self.layout, self.when_gone).await?);
        if connection.is_new() {
            self.is_anew.set(true);
        }
        self.connection.replace(Some(Rc::clone(&connection)));
        Ok(connection)
    }
}

/// Whether opening the connection again might cure the error.
fn may_be_the_connection(error: &IndexedDbError) -> bool {
    matches!(
        error,
        IndexedDbError::Closed | IndexedDbError::Aborted | IndexedDbError::Other { .. }
    )
}
