//! Work beside the page: signing, checking, keys, the sums of files. A worker is started at first need and ended when it
//! has nothing to do; whoever stops a job ends the worker that does it.

mod sums;

use std::cell::RefCell;

use assay_jobs::{Job, Parcel, ParcelError, pack, unpack};
use leptos::prelude::*;
use thiserror::Error;

pub use sums::Sums;

use crate::browser::{
    Cancellation,
    timers::{self, Timeout},
    worker::{self, Module, Worker, WorkerError},
};

/// How long a worker without work is kept, in milliseconds: who signs often exports and verifies next.
const KEPT_IDLE: u32 = 60_000;

/// Why a job came to nothing. Nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BesideError {
    /// The user stopped it.
    #[error("it was stopped")]
    Stopped,
    /// The worker failed; what it said, and what to do.
    #[error("{0}")]
    Failed(String),
}

impl From<WorkerError> for BesideError {
    fn from(error: WorkerError) -> Self {
        match error {
            WorkerError::Stopped => Self::Stopped,
            WorkerError::Failed(_) => Self::Failed(error.to_string()),
        }
    }
}

impl From<ParcelError> for BesideError {
    fn from(error: ParcelError) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Whether this browser runs programs beside the page at all.
#[must_use]
pub fn is_there() -> bool {
    worker::are_there()
}

/// Says that the page will not answer while it works, in a browser that runs nothing beside it.
#[component]
pub fn NothingBeside() -> impl IntoView {
    (!worker::are_there()).then(|| {
        view! {
            <p class="faint" role="note">
                "This browser runs no program beside the page, so the page does not answer while it works."
            </p>
        }
    })
}

/// What is kept between two jobs.
#[derive(Default)]
struct Kept {
    idle: Option<Worker>,
    module: Option<Module>,
    ending: Option<Timeout>,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// A worker that is one's own until it is given back. One that is not given back is ended: nobody knows
/// what it is doing.
#[derive(Debug)]
struct Lease {
    worker: Worker,
}

impl Lease {
    /// Takes the worker that has nothing to do, or starts one.
    ///
    /// # Errors
    /// [`BesideError`].
    async fn take(cancellation: &Cancellation) -> Result<Self, BesideError> {
        let (idle, module) = KEPT.with_borrow_mut(|kept| {
            kept.ending = None;
            (kept.idle.take(), kept.module.clone())
        });
        if let Some(worker) = idle {
            return Ok(Self { worker });
        }
        let (worker, module) = Worker::start(module, cancellation).await?;
        KEPT.with_borrow_mut(|kept| kept.module = Some(module));
        Ok(Self { worker })
    }

    /// Has a job done. `reached` hears of its stages.
    ///
    /// # Errors
    /// [`BesideError`]; then let the lease go.
    async fn perform<J: Job>(
        &self,
        job: J,
        mut reached: impl FnMut(J::Stage) + 'static,
        cancellation: &Cancellation,
    ) -> Result<J::Outcome, BesideError> {
        let Parcel { text, files } = pack(job)?;
        let on_stage = move |stage: String| {
            if let Ok(stage) = serde_json::from_str(&stage) {
                reached(stage);
            }
        };
        let asked = self
            .worker
            .ask(J::NAME, (text, files), on_stage, cancellation);
        let (text, files) = asked.await?;
        // To take the answer over took a moment, and to read a long one takes another.
        timers::yield_to_page().await;
        Ok(unpack(Parcel { text, files })?)
    }

    /// Gives it back for the next job.
    fn give_back(self) {
        KEPT.with_borrow_mut(|kept| kept.idle = Some(self.worker));
    }
}

/// Lets go of all that is kept when nothing is asked for a while, also after a job that was stopped.
fn end_when_idle() {
    let ending = Timeout::new(KEPT_IDLE, || {
        KEPT.with_borrow_mut(|kept| *kept = Kept::default());
    });
    KEPT.with_borrow_mut(|kept| kept.ending = Some(ending));
}

/// Has one job done, beside the page.
///
/// # Errors
/// [`BesideError`].
pub async fn perform<J: Job>(
    job: J,
    reached: impl FnMut(J::Stage) + 'static,
    cancellation: &Cancellation,
) -> Result<J::Outcome, BesideError> {
    let outcome = take_and_perform(job, reached, cancellation).await;
    end_when_idle();
    outcome
}

async fn take_and_perform<J: Job>(
    job: J,
    reached: impl FnMut(J::Stage) + 'static,
    cancellation: &Cancellation,
) -> Result<J::Outcome, BesideError> {
    let lease = Lease::take(cancellation).await?;
    let outcome = lease.perform(job, reached, cancellation).await?;
    lease.give_back();
    Ok(outcome)
}

/// As [`perform`], for what is so short that nobody stops it.
///
/// # Errors
/// [`BesideError::Failed`].
pub async fn perform_briefly<J: Job>(job: J) -> Result<J::Outcome, BesideError> {
    perform(job, |_| {}, &Cancellation::new()).await
}
