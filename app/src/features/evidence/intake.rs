//! The files on their way in. They go on while the user is at another control or in another room.

use assay_assessment::Subject;
use leptos::{prelude::*, task::spawn_local};

use super::ingest::{IngestError, Taken, ingest};
use crate::{
    browser::{
        Cancellation,
        files::{PickedFile, ReadError},
        lifecycle,
    },
    shell::Notices,
    words::evidence,
    workbench::Workbench,
};

/// A file that is on its way in. Nothing in it belongs to the room in which it was handed over.
#[derive(Clone)]
pub(super) struct Incoming {
    pub(super) number: u64,
    /// What the user is told: the file's name, and what it is to support.
    pub(super) words: String,
    /// Per mille that are read.
    pub(super) progress: ArcRwSignal<u32>,
    pub(super) cancellation: Cancellation,
}

/// The files on their way in. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Intake {
    incoming: RwSignal<Vec<Incoming>>,
    next: StoredValue<u64>,
    notices: Notices,
}

impl Intake {
    fn new() -> Self {
        Self {
            incoming: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
            notices: Notices::from_context(),
        }
    }

    /// The files on their way in, in the order in which they came.
    pub(super) fn incoming(&self) -> Vec<Incoming> {
        self.incoming.get()
    }

    /// Takes files in, one after the other, and says what became of them: of each when `is_left` says
    /// that the user has gone on meanwhile, otherwise of all at once.
    pub(super) fn take(
        self,
        workbench: Workbench,
        files: Vec<PickedFile>,
        subject: Option<Subject>,
        is_left: impl Fn() -> bool + 'static,
    ) {
        if let Err(error) = workbench.may_write() {
            self.notices.warn(error.to_string());
            return;
        }
        let queue: Vec<(Incoming, PickedFile)> = files
            .into_iter()
            .map(|file| (self.expect(&file, subject.as_ref()), file))
            .collect();
        self.incoming
            .update(|list| list.extend(queue.iter().map(|(one, _)| one.clone())));
        spawn_local(async move {
            // One after the other: two large files at once would need twice the memory.
            let mut added_here = Vec::new();
            for (one, file) in queue {
                let progress = one.progress.clone();
                let taken = ingest(
                    workbench,
                    &file,
                    subject.clone(),
                    move |per_mille| progress.set(per_mille),
                    &one.cancellation,
                )
                .await;
                match taken {
                    Ok(Taken::Added) if !is_left() => added_here.push(one.words.clone()),
                    Ok(taken) => self.notices.done(became(taken, &one.words)),
                    // The workbench told the user what it refused.
                    Err(IngestError::Perform(_)) => {}
                    Err(IngestError::Read(error @ ReadError::Cancelled { .. })) => {
                        self.notices.say(error.to_string());
                    }
                    Err(error) => self.notices.warn(error.to_string()),
                }
                self.incoming
                    .update(|list| list.retain(|other| other.number != one.number));
            }
            match added_here.as_slice() {
                [] => {}
                [one] => self.notices.done(became(Taken::Added, one)),
                many => self.notices.done(evidence::added_several(many.len())),
            }
        });
    }

    fn expect(&self, file: &PickedFile, subject: Option<&Subject>) -> Incoming {
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        let name = file.name();
        Incoming {
            number,
            words: match subject {
                Some(Subject::Control(control)) => format!("{name} for {control}"),
                Some(Subject::Risk(risk)) => format!("{name} for {risk}"),
                None => name,
            },
            progress: ArcRwSignal::new(0),
            cancellation: Cancellation::new(),
        }
    }
}

/// What became of a file, as a sentence.
fn became(taken: Taken, words: &str) -> String {
    match taken {
        Taken::Added => evidence::added(words),
        Taken::AlreadyThere => evidence::already_there(words),
        Taken::MadeWhole => evidence::made_whole(words),
    }
}

/// Keeps the files on their way in as long as the caller's owner lives, which must be the page's:
/// a file is read on while the user goes elsewhere. Until it is read, closing the page is asked
/// about, because the file would not be there.
pub fn provide_intake() {
    let intake = Intake::new();
    provide_context(intake);
    lifecycle::ask_before_closing(move || {
        let waiting = intake.incoming.try_with_untracked(|list| !list.is_empty());
        waiting.unwrap_or(false)
    })
    .forget();
}

/// The page's intake.
pub(super) fn use_intake() -> Intake {
    expect_context()
}
