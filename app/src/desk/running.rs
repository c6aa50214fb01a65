//! Runs the desk: gives it what happens, and does what it wants done. It decides nothing; see the crate
//! `assay-desk`.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, VecDeque},
    future::poll_fn,
    pin::Pin,
    rc::Rc,
    task::Poll,
};

use assay_desk::{Answer, Effect, Event, Lock, Lying, Notice, Outcome, Request, Ticket};
use futures_channel::oneshot;
use leptos::{prelude::*, task::spawn_local};

use super::{Desk, OpenAssessment, bench::OpenBench};
use crate::{
    browser::{clock, timers::Timeout},
    storage::{Claim, WriterLock, claim_writer, wait_for_writer},
    words::keeping,
    workbench::DeletedWhere,
};

/// What runs a desk.
#[derive(Default)]
pub(super) struct Runner {
    desk: RefCell<assay_desk::Desk<OpenBench>>,
    /// What has happened while an earlier event was dealt with.
    events: RefCell<VecDeque<Event<OpenBench>>>,
    is_running: Cell<bool>,
    claims: RefCell<BTreeMap<Request, Claimed>>,
    tickets: RefCell<BTreeMap<Ticket, oneshot::Sender<Outcome>>>,
    last_ticket: Cell<u64>,
    timer: RefCell<Option<Timeout>>,
}

/// What there is of a claim; dropping it lets go.
#[allow(dead_code, reason = "what is in them is kept until it is dropped")]
enum Claimed {
    Waiting(oneshot::Sender<()>),
    Held(WriterLock),
}

impl Desk {
    /// Opens an assessment of this device, unless it lies open already. What comes of it is in
    /// [`Desk::open_assessment`].
    pub async fn open(&self, id: &str) {
        let id = id.to_owned();
        if self.ask(|ticket| Event::Open { id, ticket }).await == Outcome::Done {
            let _at_the_next_look = self.look_for_deletion(DeletedWhere::InAnotherWindow).await;
        }
    }

    /// Puts the open assessment away, after everything of it is on disk. What the disk does not take in
    /// time is kept in memory and tried again, and lies there when it is opened again.
    pub async fn close(&self) {
        self.ask(|ticket| Event::Close { ticket }).await;
    }

    /// Puts an assessment away, whether it lies open or waits in memory for the disk.
    pub(super) async fn put_away(&self, id: &str) -> Outcome {
        let id = id.to_owned();
        self.ask(|ticket| Event::PutAway { id, ticket }).await
    }

    /// Lets go of all that this window has of an assessment that is deleted for good.
    pub(super) fn discard(self, id: &str) {
        self.tell(Event::Discard { id: id.to_owned() });
    }

    /// Writes everything that is not on disk yet, now. Also the user's "try again".
    pub fn save_now(&self) {
        self.flush_typing();
        self.tell(Event::Flush);
    }

    /// Whether something was entered that is not on disk: not written yet, or not fit to be saved; in
    /// the open assessment or in one that was put away.
    #[must_use]
    pub fn has_unsaved(&self) -> bool {
        self.runner()
            .is_some_and(|runner| runner.desk.borrow().has_unsaved())
    }

    /// Asks for something, and waits until it has ended.
    async fn ask(self, event: impl FnOnce(Ticket) -> Event<OpenBench>) -> Outcome {
        // What was typed becomes an edit before anything is put away.
        self.flush_typing();
        let Some(runner) = self.runner() else {
            return Outcome::Superseded;
        };
        let ticket = Ticket(runner.last_ticket.get() + 1);
        runner.last_ticket.set(ticket.0);
        let (ended, end) = oneshot::channel();
        runner.tickets.borrow_mut().insert(ticket, ended);
        self.tell(event(ticket));
        end.await.unwrap_or(Outcome::Superseded)
    }

    fn flush_typing(self) {
        if let Some(workbench) = self.open.with_untracked(OpenAssessment::workbench) {
            workbench.flush_typing();
        }
    }

    fn runner(self) -> Option<Rc<Runner>> {
        self.runner.try_get_value()
    }

    /// Gives the desk what has happened, and does what it wants done. What happens meanwhile comes
    /// after it.
    pub(super) fn tell(self, event: Event<OpenBench>) {
        let Some(runner) = self.runner() else { return };
        runner.events.borrow_mut().push_back(event);
        if runner.is_running.replace(true) {
            return;
        }
        while let Some(event) = runner.next_event() {
            let effects = runner.desk.borrow_mut().handle(event, clock::now());
            for effect in effects {
                self.perform(&runner, effect);
            }
        }
        runner.is_running.set(false);
        let wait = runner.desk.borrow().wait(clock::now());
        let timer = wait.map(|wait| {
            let wait = u32::try_from(wait).unwrap_or(u32::MAX);
            Timeout::new(wait, move || self.tell(Event::TimePassed))
        });
        runner.timer.replace(timer);
    }

    fn perform(self, runner: &Runner, effect: Effect<OpenBench>) {
        match effect {
            Effect::Claim { request, id, waits } => self.claim(runner, request, id, waits),
            Effect::Release { request } => _ = runner.claims.borrow_mut().remove(&request),
            Effect::Open {
                request,
                id,
                handle,
            } => self.answer(request, async move {
                Answer::Opened(OpenBench::read(self, &id, handle).await)
            }),
            Effect::Append {
                request,
                bench,
                entries,
            } => self.answer(request, async move {
                Answer::Appended(bench.workbench.store().append(&entries).await)
            }),
            Effect::Read {
                request,
                bench,
                from,
            } => self.answer(request, async move {
                Answer::Read(bench.workbench.store().read_from(from).await)
            }),
            Effect::MakeAgain { request, bench } => self.answer(request, async move {
                Answer::MadeAgain(bench.workbench.store().make_again().await)
            }),
            Effect::Look { request, bench } => {
                let store = bench.workbench.store();
                if store.is_connected() {
                    let answer = Answer::Looked(Ok(true));
                    return self.tell(Event::Answer { request, answer });
                }
                self.answer(
                    request,
                    async move { Answer::Looked(store.is_there().await) },
                );
            }
            Effect::List { request, bench } => self.answer(request, async move {
                // The list is a copy; opening the assessment reads the truth.
                let _only_the_list = self.list_again(bench.workbench).await;
                Answer::Listed
            }),
            Effect::Snapshot { bench } => spawn_local(bench.write_snapshot()),
            Effect::Announce { bench } => bench.announce(),
            Effect::Followed { bench } => spawn_local(async move {
                // What is not seen now is seen when the file is needed.
                let _known_as_before = bench.workbench.look_for_evidence().await;
            }),
            Effect::Rebuilt { bench } => spawn_local(bench.after_writing_anew()),
            Effect::Show { bench, shown } => bench.workbench.show(shown),
            Effect::ShowOpen => self.open.set(lying(&runner.desk.borrow())),
            Effect::Tell { bench, notice } => {
                bench.workbench.notice().set(Some(words(&notice)));
            }
            Effect::LetGo { bench } => spawn_local(bench.let_go()),
            Effect::End { ticket, outcome } => {
                if let Some(waiting) = runner.tickets.borrow_mut().remove(&ticket) {
                    // Whoever asked may not wait for it any more.
                    let _nobody_waits = waiting.send(outcome);
                }
            }
        }
    }

    /// Gives the desk an answer as soon as there is one.
    fn answer(self, request: Request, answer: impl Future<Output = Answer<OpenBench>> + 'static) {
        spawn_local(async move {
            let answer = answer.await;
            self.tell(Event::Answer { request, answer });
        });
    }

    fn claim(self, runner: &Runner, request: Request, id: String, waits: bool) {
        let (let_go, stop) = oneshot::channel();
        let waiting = Claimed::Waiting(let_go);
        runner.claims.borrow_mut().insert(request, waiting);
        spawn_local(async move {
            let claim = async move {
                match waits {
                    true => Claim::Writer(wait_for_writer(&id).await),
                    false => claim_writer(&id).await,
                }
            };
            let Some(claim) = unless(stop, claim).await else {
                return;
            };
            let Some(runner) = self.runner() else { return };
            let lock = match claim {
                Claim::ReadOnly => {
                    runner.claims.borrow_mut().remove(&request);
                    Lock::Taken
                }
                Claim::Writer(lock) => {
                    let answer = match lock.is_exclusive() {
                        true => Lock::Held,
                        false => Lock::Unsupported,
                    };
                    let held = Claimed::Held(lock);
                    runner.claims.borrow_mut().insert(request, held);
                    answer
                }
            };
            let answer = Answer::Claimed(lock);
            self.tell(Event::Answer { request, answer });
        });
    }
}

impl Runner {
    fn next_event(&self) -> Option<Event<OpenBench>> {
        self.events.borrow_mut().pop_front()
    }
}

/// What comes of a future, unless it is stopped before by dropping the other end.
async fn unless<T>(mut stop: oneshot::Receiver<()>, future: impl Future<Output = T>) -> Option<T> {
    let mut future = Box::pin(future);
    poll_fn(move |context| {
        if Pin::new(&mut stop).poll(context).is_ready() {
            return Poll::Ready(None);
        }
        future.as_mut().poll(context).map(Some)
    })
    .await
}

/// What lies open, for the screen.
fn lying(desk: &assay_desk::Desk<OpenBench>) -> OpenAssessment {
    match desk.lying() {
        Lying::Nothing => OpenAssessment::None,
        Lying::Opening { id } => OpenAssessment::Opening { id: id.to_owned() },
        Lying::Open { id, bench } => OpenAssessment::Open {
            id: id.to_owned(),
            workbench: bench.workbench,
            damage: bench.damage.clone(),
        },
        Lying::Failed { id, error } => OpenAssessment::Failed {
            id: id.to_owned(),
            error: error.clone(),
        },
    }
}

fn words(notice: &Notice) -> String {
    match notice {
        Notice::DoesNotContinue(reason) => keeping::does_not_continue(reason),
        Notice::CannotBeRead(error) => keeping::cannot_be_read(error),
    }
}
