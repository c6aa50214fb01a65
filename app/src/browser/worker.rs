//! A worker: a program that runs beside the page. There is one such program, the page's own, which the lock
//! (`public/boot/lock/programs.js`) starts and nothing else.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use futures_channel::oneshot;
use gloo::events::EventListener;
use js_sys::{Array, Function, Uint8Array};
use thiserror::Error;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::EventTarget;

use super::{Cancellation, js, timers};

/// How often the user's word to stop is looked for, in milliseconds.
const LOOK_EVERY: u32 = 30;

/// Why a worker gave no answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WorkerError {
    /// The user stopped it.
    #[error("it was stopped")]
    Stopped,
    /// It could not be started, or ended by a failure of its own. What it said.
    #[error(
        "the program beside the page stopped ({0}); try again, and reload the page if it stops again"
    )]
    Failed(String),
}

/// Whether this browser runs programs beside the page. Without, the page stands still while they work.
#[must_use]
pub fn are_there() -> bool {
    let window: JsValue = js::window().map(JsValue::from).unwrap_or_default();
    js::property(&window, "assayHasWorkers").is_some_and(|word| word.is_truthy())
}

/// The compiled program, which another worker can be given as it is.
#[derive(Debug, Clone)]
pub struct Module(JsValue);

/// What was asked, or what was answered: a text, and the bytes of files beside it.
pub type Message = (String, Vec<Vec<u8>>);

/// A program that runs, and is asked one thing at a time.
#[derive(Debug)]
pub struct Worker {
    /// The worker; or, in a browser without workers, what performs work on the page's own thread.
    place: Place,
}

#[derive(Debug)]
enum Place {
    Beside(JsValue),
    Here(Function),
}

impl Worker {
    /// Starts the program, from its module when there is one.
    ///
    /// # Errors
    /// [`WorkerError`].
    pub async fn start(
        module: Option<Module>,
        cancellation: &Cancellation,
    ) -> Result<(Self, Module), WorkerError> {
        let window: JsValue = js::window().map(JsValue::from).unwrap_or_default();
        let given = match &module {
            Some(Module(module)) => js::object(&[("module", module.clone())]),
            None => {
                let packed = js::call(&window, "assayPackedWorker", &[]).map_err(failed)?;
                js::object(&[("packed", packed)])
            }
        };
        if let Ok(worker) = js::call(&window, "assayStartWorker", &[]) {
            let worker = Self {
                place: Place::Beside(worker),
            };
            // What it is given stays here too, for the case that it does not start.
            let none = Array::new();
            let answer = worker.exchange(&given, &none, |_| {}, cancellation);
            match answer.await.map(|answer| js::property(&answer, "module")) {
                Ok(Some(module)) => return Ok((worker, Module(module))),
                Err(WorkerError::Stopped) => return Err(WorkerError::Stopped),
                Ok(None) | Err(WorkerError::Failed(_)) => {}
            }
        }
        Self::here(&window, &given).await.map_err(failed)
    }

    /// The same program on the page's thread.
    async fn here(window: &JsValue, given: &JsValue) -> Result<(Self, Module), JsValue> {
        let work = js::property(window, "assayWork").unwrap_or_default();
        let module = match (js::property(given, "module"), js::property(given, "packed")) {
            (Some(module), _) => module,
            (None, packed) => {
                js::call_and_wait(&work, "compile", &[&packed.unwrap_or_default()]).await?
            }
        };
        let perform = js::call_and_wait(&work, "start", &[&module]).await?;
        let place = Place::Here(perform.dyn_into()?);
        Ok((Self { place }, Module(module)))
    }

    /// Asks for the work `name`; `on_stage` hears how far it is. When it is stopped, or fails, the worker
    /// has to be let go: what it was doing is not done.
    ///
    /// # Errors
    /// [`WorkerError`].
    pub async fn ask(
        &self,
        name: &str,
        (text, files): Message,
        mut on_stage: impl FnMut(String) + 'static,
        cancellation: &Cancellation,
    ) -> Result<Message, WorkerError> {
        let files: Array = files
            .into_iter()
            .map(|file| Uint8Array::from(file.as_slice()))
            .collect();
        let text = JsValue::from_str(&text);
        let answer = match &self.place {
            Place::Beside(_) => {
                let buffers = files
                    .iter()
                    .filter_map(|file| js::property(&file, "buffer"));
                let buffers: Array = buffers.collect();
                let asked = js::object(&[
                    ("name", JsValue::from_str(name)),
                    ("text", text),
                    ("files", files.into()),
                ]);
                self.exchange(&asked, &buffers, on_stage, cancellation)
                    .await?
            }
            Place::Here(perform) => {
                // What is on the screen is drawn before the page stands still.
                timers::sleep(LOOK_EVERY).await;
                let heard = Closure::<dyn FnMut(JsValue)>::new(move |stage: JsValue| {
                    on_stage(stage.as_string().unwrap_or_default());
                });
                let list = Array::of4(&name.into(), &text, &files, heard.as_ref());
                js_sys::Reflect::apply(perform, &JsValue::NULL, &list).map_err(failed)?
            }
        };
        let text = js::property(&answer, "text").and_then(|text| text.as_string());
        let files = js::property(&answer, "files").unwrap_or_default();
        let files = Array::from(&files);
        let files = files.iter().map(|file| Uint8Array::new(&file).to_vec());
        Ok((text.unwrap_or_default(), files.collect()))
    }

    /// Posts a message and waits for the answer to it.
    async fn exchange(
        &self,
        message: &JsValue,
        transferred: &Array,
        mut on_stage: impl FnMut(String) + 'static,
        cancellation: &Cancellation,
    ) -> Result<JsValue, WorkerError> {
        let Place::Beside(worker) = &self.place else {
            return Err(WorkerError::Failed("there is no worker".to_owned()));
        };
        let (answer, answered) = oneshot::channel();
        let answer = Rc::new(RefCell::new(Some(answer)));
        let target: &EventTarget = worker.unchecked_ref();
        let end = {
            let answer = Rc::clone(&answer);
            move |with: Result<JsValue, WorkerError>| {
                if let Some(answer) = answer.borrow_mut().take() {
                    // Nobody waits any more when the work was stopped.
                    let _stopped = answer.send(with);
                }
            }
        };
        let failed_end = end.clone();
        let _on_message = EventListener::new(target, "message", move |event| {
            let data = js::property(event, "data").unwrap_or_default();
            let words = |name| js::property(&data, name).and_then(|words| words.as_string());
            if let Some(stage) = words("stage") {
                on_stage(stage);
            } else if let Some(words) = words("failed") {
                end(Err(WorkerError::Failed(words)));
            } else {
                end(Ok(data));
            }
        });
        let _on_error = EventListener::new(target, "error", move |event| {
            let words = js::property(event, "message").and_then(|words| words.as_string());
            let words = words.unwrap_or_else(|| "it could not be started".to_owned());
            failed_end(Err(WorkerError::Failed(words)));
        });
        js::call(worker, "postMessage", &[message, transferred]).map_err(failed)?;
        let mut waiting: Pin<Box<dyn Future<Output = _>>> = Box::pin(answered);
        loop {
            if cancellation.is_cancelled() {
                return Err(WorkerError::Stopped);
            }
            if let Some(answer) = timers::within(LOOK_EVERY, &mut waiting).await {
                return answer
                    .unwrap_or_else(|_| Err(WorkerError::Failed("it gave no answer".to_owned())));
            }
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Place::Beside(worker) = &self.place {
            let _ended = js::call(worker, "terminate", &[]);
        }
    }
}

fn failed(exception: JsValue) -> WorkerError {
    let (name, message) = js::name_and_message(&exception);
    WorkerError::Failed(format!("{name}: {message}"))
}
