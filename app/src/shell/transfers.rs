//! Long work with files that goes on while the user works on: how far it is, and a way to stop it.

use leptos::prelude::*;

use crate::browser::{Cancellation, lifecycle};
use crate::components::{Button, ProgressBar};

/// Work that is going on.
#[derive(Clone)]
struct Transfer {
    number: u64,
    /// What it is about, such as a file's name: what is going on already is not begun again.
    about: String,
    words: ArcRwSignal<String>,
    per_mille: ArcRwSignal<u32>,
    cancellation: Cancellation,
}

/// The work that is going on. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Transfers {
    going_on: RwSignal<Vec<Transfer>>,
    next: StoredValue<u64>,
}

/// One piece of work that is shown until this is dropped.
pub struct Shown {
    transfers: Transfers,
    transfer: Transfer,
}

impl Transfers {
    /// Makes the context; the page's root calls it once. While work goes on, closing the page is asked
    /// about.
    pub(super) fn provide() {
        let transfers = Self {
            going_on: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
        };
        provide_context(transfers);
        lifecycle::ask_before_closing(move || {
            let any = transfers.going_on.try_with_untracked(|all| !all.is_empty());
            any.unwrap_or(false)
        })
        .forget();
    }

    /// The page's.
    #[must_use]
    pub fn from_context() -> Self {
        expect_context()
    }

    /// Begins to show work about something; `None` when there is work about the same already.
    #[must_use]
    pub fn begin(self, about: &str) -> Option<Shown> {
        let same = |all: &Vec<Transfer>| all.iter().any(|one| one.about == about);
        if self.going_on.with_untracked(same) {
            return None;
        }
        let number = self.next.get_value();
        self.next.set_value(number + 1);
        let transfer = Transfer {
            number,
            about: about.to_owned(),
            words: ArcRwSignal::new(String::new()),
            per_mille: ArcRwSignal::new(0),
            cancellation: Cancellation::new(),
        };
        self.going_on.update(|all| all.push(transfer.clone()));
        Some(Shown {
            transfers: self,
            transfer,
        })
    }
}

impl Shown {
    /// The user's word to stop.
    #[must_use]
    pub fn cancellation(&self) -> Cancellation {
        self.transfer.cancellation.clone()
    }

    /// What to call with words and per mille as the work goes on.
    pub fn tell(&self) -> impl Fn(String, u32) + use<> {
        let (words, bar) = (self.transfer.words.clone(), self.transfer.per_mille.clone());
        move |text, per_mille| {
            words.set(text);
            bar.set(per_mille);
        }
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        let number = self.transfer.number;
        self.transfers
            .going_on
            .try_update(|all| all.retain(|one| one.number != number));
    }
}

/// Draws the work that is going on, and has something to say about it.
#[component]
pub(super) fn TransfersView() -> impl IntoView {
    let all = Transfers::from_context().going_on;
    // Work that is done in an instant is not shown: it would only flash.
    let begun = move || {
        let mut all = all.get();
        all.retain(|one| !one.words.with(String::is_empty));
        all
    };
    view! {
        <div class="transfers no-print" hidden=move || begun().is_empty() role="region" aria-label="Files on their way">
            <For each=begun key=|one| one.number let(one)>
                {
                    let (words, bar) = (one.words.clone(), one.per_mille.clone());
                    view! {
                        <div class="transfer">
                            <ProgressBar
                                label=Signal::derive(move || words.get())
                                done=Signal::derive(move || Some(bar.get()))
                            />
                            <Button on_press=move || Cancellation::cancel(&one.cancellation)>"Cancel"</Button>
                        </div>
                    }
                }
            </For>
        </div>
    }
}
