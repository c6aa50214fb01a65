//! Reading and writing records.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use futures_channel::oneshot;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::{Connection, IndexedDbError};
use crate::browser::{Buffer, js};

/// A record's key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A whole number below 2^53.
    Number(u64),
    /// A text.
    Text(String),
}

/// Which keys to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeysFrom {
    /// All of them.
    First,
    /// Those that are numbers from this one on.
    Number(u64),
}

/// One operation of a writing transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write<'a> {
    /// Adds a record; the whole transaction fails if the key exists.
    Add(&'static str, Key, &'a [u8]),
    /// Adds or replaces a record.
    Put(&'static str, Key, &'a [u8]),
    /// Removes a record, if there is one.
    Remove(&'static str, Key),
}

impl Write<'_> {
    fn store(&self) -> &'static str {
        match self {
            Write::Add(store, ..) | Write::Put(store, ..) | Write::Remove(store, _) => store,
        }
    }
}

impl Connection {
    /// Does all the operations in one transaction with strict durability; resolves when they are
    /// on disk. Either all of them happen or none.
    ///
    /// # Errors
    /// [`AlreadyExists`](IndexedDbError::AlreadyExists) when an added key exists,
    /// [`QuotaExceeded`](IndexedDbError::QuotaExceeded), [`Closed`](IndexedDbError::Closed), and
    /// whatever else the browser says.
    pub async fn write(&self, operations: &[Write<'_>]) -> Result<(), IndexedDbError> {
        let stores: BTreeSet<&str> = operations.iter().map(Write::store).collect();
        if stores.is_empty() {
            return Ok(());
        }
        let transaction = self.transaction(&stores, "readwrite")?;
        let finished = Finished::of(&transaction);
        if let Err(exception) = issue(&transaction, operations) {
            let _ = transaction.abort();
            return Err(IndexedDbError::from_exception(&exception));
        }
        // Committing at once instead of when all requests have been answered lets a page that is
        // being closed finish its last write. Where `commit` is missing the browser commits by
        // itself a little later.
        let _ = js::call(&transaction, "commit", &[]);
        finished.wait().await
    }

    /// The value of a record, if there is one.
    ///
    /// # Errors
    /// [`Closed`](IndexedDbError::Closed), [`NotBytes`](IndexedDbError::NotBytes), and whatever
    /// else the browser says.
    pub async fn get(
        &self,
        store: &'static str,
        key: &Key,
    ) -> Result<Option<Vec<u8>>, IndexedDbError> {
        let value = self.value(store, key).await?;
        value.map(|value| bytes_of(store, &value)).transpose()
    }

    /// The value of a record where the browser holds it, if there is one.
    ///
    /// # Errors
    /// As [`Connection::get`].
    pub async fn get_buffer(
        &self,
        store: &'static str,
        key: &Key,
    ) -> Result<Option<Buffer>, IndexedDbError> {
        let value = self.value(store, key).await?;
        let buffer = |value| buffer_of(store, value).map(Buffer::new);
        value.map(buffer).transpose()
    }

    async fn value(
        &self,
        store: &'static str,
        key: &Key,
    ) -> Result<Option<JsValue>, IndexedDbError> {
        let value = self
            .read(store, |object_store| object_store.get(&js_key(key)))
            .await?;
        Ok((!value.is_undefined()).then_some(value))
    }

    /// Whether there is a record with this key.
    ///
    /// # Errors
    /// As [`Connection::get`].
    pub async fn has(&self, store: &'static str, key: &Key) -> Result<bool, IndexedDbError> {
        let count = self
            .read(store, |object_store| {
                object_store.count_with_key(&js_key(key))
            })
            .await?;
        Ok(count.as_f64().is_some_and(|count| count > 0.0))
    }

    /// The keys of a store in order.
    ///
    /// # Errors
    /// As [`Connection::get`].
    pub async fn keys(
        &self,
        store: &'static str,
        from: KeysFrom,
    ) -> Result<Vec<Key>, IndexedDbError> {
        let keys = self
            .read(store, |object_store| match range(from)? {
                None => object_store.get_all_keys(),
                Some(range) => object_store.get_all_keys_with_key(&range),
            })
            .await?;
        Ok(Array::from(&keys)
            .iter()
            .filter_map(|key| rust_key(&key))
            .collect())
    }

    /// The records of a store in the order of their keys, all from one moment.
    ///
    /// # Errors
    /// As [`Connection::get`].
    pub async fn records(
        &self,
        store: &'static str,
        from: KeysFrom,
    ) -> Result<Vec<(Key, Vec<u8>)>, IndexedDbError> {
        let transaction = self.transaction(&BTreeSet::from([store]), "readonly")?;
        let finished = Finished::of(&transaction);
        let requests = transaction.object_store(store).and_then(|object_store| {
            Ok(match range(from)? {
                None => (object_store.get_all_keys()?, object_store.get_all()?),
                Some(range) => (
                    object_store.get_all_keys_with_key(&range)?,
                    object_store.get_all_with_key(&range)?,
                ),
            })
        });
        let (keys, values) =
            requests.map_err(|exception| IndexedDbError::from_exception(&exception))?;
        finished.wait().await?;
        let keys = Array::from(&result_of(&keys)?);
        let values = Array::from(&result_of(&values)?);
        keys.iter()
            .zip(values.iter())
            .filter_map(|(key, value)| Some((rust_key(&key)?, value)))
            .map(|(key, value)| Ok((key, bytes_of(store, &value)?)))
            .collect()
    }

    /// Starts a transaction over these stores, asking for strict durability. (`web_sys` binds the
    /// options only as unstable.)
    fn transaction(
        &self,
        stores: &BTreeSet<&str>,
        mode: &str,
    ) -> Result<web_sys::IdbTransaction, IndexedDbError> {
        if self.closed_because().is_some() {
            return Err(IndexedDbError::Closed);
        }
        let names: Array = stores
            .iter()
            .map(|store| JsValue::from_str(store))
            .collect();
        let options = js::object(&[("durability", JsValue::from_str("strict"))]);
        js::call(
            &self.database,
            "transaction",
            &[&names, &JsValue::from_str(mode), &options],
        )
        .and_then(JsCast::dyn_into)
        .map_err(|exception| IndexedDbError::from_exception(&exception))
    }

    /// Makes one reading request in a transaction of its own and returns its result.
    async fn read(
        &self,
        store: &'static str,
        request: impl FnOnce(&web_sys::IdbObjectStore) -> Result<web_sys::IdbRequest, JsValue>,
    ) -> Result<JsValue, IndexedDbError> {
        let transaction = self.transaction(&BTreeSet::from([store]), "readonly")?;
        let finished = Finished::of(&transaction);
        let request = transaction
            .object_store(store)
            .and_then(|object_store| request(&object_store))
            .map_err(|exception| IndexedDbError::from_exception(&exception))?;
        finished.wait().await?;
        result_of(&request)
    }
}

/// The end of a transaction, listened for from its beginning.
struct Finished {
    transaction: web_sys::IdbTransaction,
    receiver: oneshot::Receiver<Result<(), IndexedDbError>>,
    _on_complete: Closure<dyn FnMut()>,
    _on_abort: Closure<dyn FnMut()>,
}

impl Finished {
    fn of(transaction: &web_sys::IdbTransaction) -> Self {
        let (sender, receiver) = oneshot::channel();
        let sender = Rc::new(RefCell::new(Some(sender)));
        let answer = move |outcome| {
            if let Some(sender) = sender.borrow_mut().take() {
                let _ = sender.send(outcome);
            }
        };
        let on_complete = {
            let answer = answer.clone();
            Closure::<dyn FnMut()>::new(move || answer(Ok(())))
        };
        let on_abort = {
            let transaction = transaction.clone();
            Closure::<dyn FnMut()>::new(move || {
                // The transaction's error is that of the request that failed, or that of the
                // commit itself, such as a quota that only the commit noticed.
                answer(Err(match transaction.error() {
                    Some(exception) => IndexedDbError::from_exception(&exception),
                    None => IndexedDbError::Aborted,
                }));
            })
        };
        transaction.set_oncomplete(Some(on_complete.as_ref().unchecked_ref()));
        transaction.set_onabort(Some(on_abort.as_ref().unchecked_ref()));
        Self {
            transaction: transaction.clone(),
            receiver,
            _on_complete: on_complete,
            _on_abort: on_abort,
        }
    }

    async fn wait(mut self) -> Result<(), IndexedDbError> {
        (&mut self.receiver)
            .await
            .unwrap_or(Err(IndexedDbError::Aborted))
    }
}

impl Drop for Finished {
    fn drop(&mut self) {
        self.transaction.set_oncomplete(None);
        self.transaction.set_onabort(None);
    }
}

/// Places all the requests of a writing transaction. The browser copies a value at once.
fn issue(transaction: &web_sys::IdbTransaction, operations: &[Write<'_>]) -> Result<(), JsValue> {
    for operation in operations {
        let object_store = transaction.object_store(operation.store())?;
        match operation {
            Write::Add(_, key, bytes) => {
                object_store.add_with_key(Buffer::of(bytes).as_js(), &js_key(key))?
            }
            Write::Put(_, key, bytes) => {
                object_store.put_with_key(Buffer::of(bytes).as_js(), &js_key(key))?
            }
            Write::Remove(_, key) => object_store.delete(&js_key(key))?,
        };
    }
    Ok(())
}

fn result_of(request: &web_sys::IdbRequest) -> Result<JsValue, IndexedDbError> {
    request
        .result()
        .map_err(|exception| IndexedDbError::from_exception(&exception))
}

fn js_key(key: &Key) -> JsValue {
    match key {
        // Numbers up to 2^53 are exact as the floating-point numbers that IndexedDB compares.
        Key::Number(number) => JsValue::from_f64(*number as f64),
        Key::Text(text) => JsValue::from_str(text),
    }
}

/// `None` for a key that this module never writes.
fn rust_key(key: &JsValue) -> Option<Key> {
    if let Some(text) = key.as_string() {
        return Some(Key::Text(text));
    }
    key.as_f64()
        .filter(|number| number.fract() == 0.0 && (0.0..9_007_199_254_740_992.0).contains(number))
        .map(|number| Key::Number(number as u64))
}

fn range(from: KeysFrom) -> Result<Option<JsValue>, JsValue> {
    match from {
        KeysFrom::First => Ok(None),
        KeysFrom::Number(first) => {
            let range = web_sys::IdbKeyRange::lower_bound(&js_key(&Key::Number(first)))?;
            Ok(Some(range.into()))
        }
    }
}

fn bytes_of(store: &str, value: &JsValue) -> Result<Vec<u8>, IndexedDbError> {
    buffer_of(store, value.clone()).map(|buffer| Uint8Array::new(&buffer).to_vec())
}

fn buffer_of(store: &str, value: JsValue) -> Result<ArrayBuffer, IndexedDbError> {
    value.dyn_into().map_err(|_| IndexedDbError::NotBytes {
        store: store.to_owned(),
    })
}
