//! Opening, closing, listing and deleting databases.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::Poll;

use futures_channel::oneshot;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::IndexedDbError;
use crate::browser::{js, timers};

/// How long another tab gets to close its connection before an upgrade or a deletion is reported
/// as blocked, in milliseconds.
const BLOCKED_AFTER: u32 = 3_000;

/// How long a request may go without any answer, in milliseconds. A request that stands in line
/// behind another tab's blocked upgrade is not told that it is blocked.
const UNANSWERED_AFTER: u32 = 10_000;

/// The name, version and object stores of a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The database's name, unique in the origin.
    pub name: String,
    /// The layout's version, from 1; a database of a lower version gets the stores it lacks.
    pub version: u32,
    /// The object stores, all with keys outside the values.
    pub stores: &'static [&'static str],
}

/// Whether opening may make a new database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreateIfMissing {
    /// Make the database if there is none.
    Yes,
    /// Fail with [`IndexedDbError::NoSuchDatabase`] if there is none.
    No,
}

/// Why a connection is no longer open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClosedBecause {
    /// Another tab wants to upgrade or delete the database; this one made way.
    OtherTab,
    /// The browser closed it: the user cleared the site's data, or the disk failed.
    Browser,
}

/// An open database. It makes way at once when another tab wants to upgrade or delete it.
pub struct Connection {
    pub(super) database: web_sys::IdbDatabase,
    closed: Rc<Cell<Option<ClosedBecause>>>,
    is_new: bool,
    _on_version_change: Closure<dyn FnMut()>,
    _on_close: Closure<dyn FnMut()>,
}

impl Connection {
    /// Opens the database, making or upgrading it where needed.
    ///
    /// # Errors
    /// [`Missing`](IndexedDbError::Missing), [`Blocked`](IndexedDbError::Blocked) when another
    /// tab does not make way for an upgrade within three seconds (ten, behind another request),
    /// [`NewerVersion`](IndexedDbError::NewerVersion),
    /// [`NoSuchDatabase`](IndexedDbError::NoSuchDatabase), and whatever else the browser says.
    pub async fn open(layout: &Layout, create: CreateIfMissing) -> Result<Self, IndexedDbError> {
        let request = factory()?
            .open_with_u32(&layout.name, layout.version)
            .map_err(|exception| IndexedDbError::from_exception(&exception))?;

        let refused_to_create = Rc::new(Cell::new(false));
        let refused = Rc::clone(&refused_to_create);
        let made = Rc::new(Cell::new(false));
        let was_made = Rc::clone(&made);
        let given_up = Rc::new(Cell::new(false));
        let is_late = Rc::clone(&given_up);
        let stores = layout.stores;
        let upgraded_request = request.clone();
        let on_upgrade = Closure::<dyn FnMut(web_sys::IdbVersionChangeEvent)>::new(
            move |event: web_sys::IdbVersionChangeEvent| {
                let is_new = event.old_version() == 0.0;
                made.set(is_new);
                let must_not_exist = is_new && create == CreateIfMissing::No;
                if is_late.get()
                    || must_not_exist
                    || create_stores(&upgraded_request, stores).is_err()
                {
                    refused.set(must_not_exist);
                    // Aborting the upgrade leaves the database as it was, or absent.
                    if let Some(transaction) = upgraded_request.transaction() {
                        let _ = transaction.abort();
                    }
                }
            },
        );
        request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));

        let outcome = settle(&request, move |late| {
            // The caller gave up waiting; a connection that comes later must not block others.
            if let Ok(database) = late.dyn_into::<web_sys::IdbDatabase>() {
                database.close();
            }
            // Until here an upgrade may still begin, which must not go through without its stores.
            drop(on_upgrade);
        })
        .await;
        match outcome {
            Err(IndexedDbError::Blocked) => {
                given_up.set(true);
                Err(IndexedDbError::Blocked)
            }
            Ok(value) => value
                .dyn_into()
                .map(|database| Self::watch(database, was_made.get()))
                .map_err(|other| IndexedDbError::from_exception(&other)),
            Err(_) if refused_to_create.get() => Err(IndexedDbError::NoSuchDatabase),
            // Firefox refuses to open databases this way where storage is switched off.
            Err(IndexedDbError::Closed) => Err(IndexedDbError::Missing),
            Err(error) => Err(error),
        }
    }

    /// Why the connection is closed, or `None` while it is open.
    #[must_use]
    pub fn closed_because(&self) -> Option<ClosedBecause> {
        self.closed.get()
    }

    /// Whether opening it made the database.
    #[must_use]
    pub const fn is_new(&self) -> bool {
        self.is_new
    }

    /// Makes the connection close itself when others need it to.
    fn watch(database: web_sys::IdbDatabase, is_new: bool) -> Self {
        let closed = Rc::new(Cell::new(None));
        let on_version_change = {
            let closed = Rc::clone(&closed);
            let database = database.clone();
            Closure::<dyn FnMut()>::new(move || {
                database.close();
                closed.set(Some(ClosedBecause::OtherTab));
            })
        };
        let on_close = {
            let closed = Rc::clone(&closed);
            Closure::<dyn FnMut()>::new(move || closed.set(Some(ClosedBecause::Browser)))
        };
        database.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        database.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Self {
            database,
            closed,
            is_new,
            _on_version_change: on_version_change,
            _on_close: on_close,
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.set_onclose(None);
        self.database.close();
    }
}

/// Deletes a database with everything in it. Deleting what does not exist succeeds.
///
/// # Errors
/// [`Blocked`](IndexedDbError::Blocked) when another tab keeps it open for three seconds, or for ten
/// behind another request (it is then deleted when that tab lets go),
/// [`Missing`](IndexedDbError::Missing).
pub async fn delete(name: &str) -> Result<(), IndexedDbError> {
    let request = factory()?
        .delete_database(name)
        .map_err(|exception| IndexedDbError::from_exception(&exception))?;
    settle(&request, |_| {}).await.map(|_| ())
}

/// The names of all databases of this origin, or `None` where the browser does not tell.
pub async fn list() -> Option<Vec<String>> {
    let factory = factory().ok()?;
    let answer = js::call_and_wait(&factory, "databases", &[]).await.ok()?;
    let names = js_sys::Array::from(&answer)
        .iter()
        .filter_map(|database| js::property(&database, "name")?.as_string())
        .collect();
    Some(names)
}

fn factory() -> Result<web_sys::IdbFactory, IndexedDbError> {
    js::window()
        .and_then(|window| window.indexed_db().ok().flatten())
        .ok_or(IndexedDbError::Missing)
}

/// Adds the object stores that the database lacks; never removes or changes one.
fn create_stores(request: &web_sys::IdbOpenDbRequest, stores: &[&str]) -> Result<(), JsValue> {
    let database: web_sys::IdbDatabase = request.result()?.dyn_into()?;
    let existing = database.object_store_names();
    for store in stores {
        if !existing.contains(store) {
            database.create_object_store(store)?;
        }
    }
    Ok(())
}

/// Waits for an open or delete request. When the browser says that another tab is in the way and
/// that tab does not yield in time, or says nothing at all, the wait ends with `Blocked`, and `late`
/// gets the result that may still come; it is kept until the request has ended.
async fn settle(
    request: &web_sys::IdbOpenDbRequest,
    late: impl FnOnce(JsValue) + 'static,
) -> Result<JsValue, IndexedDbError> {
    let (sender, receiver) = oneshot::channel::<Result<JsValue, IndexedDbError>>();
    let (blocked_sender, blocked_receiver) = oneshot::channel::<()>();
    let sender = Rc::new(RefCell::new(Some(sender)));
    let answer = move |outcome| {
        if let Some(sender) = sender.borrow_mut().take() {
            let _ = sender.send(outcome);
        }
    };

    let on_success = {
        let (answer, request) = (answer.clone(), request.clone());
        Closure::<dyn FnMut()>::new(move || {
            answer(
                request
                    .result()
                    .map_err(|exception| IndexedDbError::from_exception(&exception)),
            );
        })
    };
    let on_error = {
        let request = request.clone();
        Closure::<dyn FnMut()>::new(move || {
            let error = match request.error() {
                Ok(Some(exception)) => IndexedDbError::from_exception(&exception),
                Ok(None) => IndexedDbError::Aborted,
                Err(exception) => IndexedDbError::from_exception(&exception),
            };
            answer(Err(error));
        })
    };
    let mut blocked_sender = Some(blocked_sender);
    let on_blocked = Closure::<dyn FnMut()>::new(move || {
        if let Some(sender) = blocked_sender.take() {
            let _ = sender.send(());
        }
    });
    request.set_onsuccess(Some(on_success.as_ref().unchecked_ref()));
    request.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    request.set_onblocked(Some(on_blocked.as_ref().unchecked_ref()));

    let request = request.clone();
    let mut outcome: Pin<Box<dyn Future<Output = Result<JsValue, IndexedDbError>>>> =
        Box::pin(async move {
            let outcome = receiver.await.unwrap_or(Err(IndexedDbError::Aborted));
            request.set_onsuccess(None);
            request.set_onerror(None);
            request.set_onblocked(None);
            drop((on_success, on_error, on_blocked));
            outcome
        });
    match settled_or_blocked(&mut outcome, blocked_receiver).await {
        Early::Settled(settled) => return settled,
        Early::Blocked => {
            if let Some(settled) = timers::within(BLOCKED_AFTER, &mut outcome).await {
                return settled;
            }
        }
        Early::Unanswered => {}
    }
    wasm_bindgen_futures::spawn_local(async move {
        if let Ok(value) = outcome.await {
            late(value);
        }
    });
    Err(IndexedDbError::Blocked)
}

/// What came first of a request.
enum Early<T> {
    Settled(T),
    Blocked,
    Unanswered,
}

/// Waits until the request is settled, is reported as blocked, or time is up.
async fn settled_or_blocked<T>(
    outcome: &mut Pin<Box<dyn Future<Output = T>>>,
    mut blocked: oneshot::Receiver<()>,
) -> Early<T> {
    let mut time_is_up = Box::pin(timers::sleep(UNANSWERED_AFTER));
    poll_fn(move |context| {
        if let Poll::Ready(value) = outcome.as_mut().poll(context) {
            return Poll::Ready(Early::Settled(value));
        }
        if let Poll::Ready(Ok(())) = Pin::new(&mut blocked).poll(context) {
            return Poll::Ready(Early::Blocked);
        }
        time_is_up
            .as_mut()
            .poll(context)
            .map(|()| Early::Unanswered)
    })
    .await
}
