//! What the user is told in passing: that something was done, with a way to take it back, or that
//! something did not work.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::browser::{focus, lifecycle};
use crate::components::{Button, ButtonKind, Icon, IconButton, Mark, StatusMark};
use crate::words::sentence;

/// How long a notice stays, unless the pointer or the focus rests on it.
const STAYS: Duration = Duration::from_secs(8);
/// How long a notice with a button stays: long enough to reach it in any way (WCAG 2.2.1).
const STAYS_WITH_ACTION: Duration = Duration::from_secs(30);
/// How long a problem stays when nobody dismisses it; not while the page is in the background.
const PROBLEM_STAYS: Duration = Duration::from_secs(60);
/// The most notices at once; the oldest leaves first.
const MOST: usize = 3;

/// What kind of thing is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done. It leaves by itself.
    Done,
    /// Something to know. It leaves by itself.
    Information,
    /// Something did not work. It stays long, and leaves by itself only under the user's eyes.
    Problem,
}

/// One notice.
#[derive(Clone)]
pub struct Notice {
    id: u64,
    kind: NoticeKind,
    text: String,
    action: Option<Action>,
}

/// A button in a notice: its words and what it does.
#[derive(Clone)]
struct Action {
    label: String,
    run: Arc<dyn Fn() + Send + Sync>,
}

/// The notices that are shown.
#[derive(Clone, Copy)]
pub struct Notices {
    shown: RwSignal<Vec<Notice>>,
    next: StoredValue<u64>,
    held: RwSignal<bool>,
}

impl Notices {
    /// Makes the context; the page's root calls it once.
    pub fn provide() -> Self {
        let notices = Self {
            shown: RwSignal::new(Vec::new()),
            next: StoredValue::new(0),
            held: RwSignal::new(false),
        };
        provide_context(notices);
        notices
    }

    /// The notices of this page.
    #[must_use]
    pub fn from_context() -> Self {
        expect_context()
    }

    /// Says that something was done.
    pub fn done(&self, text: impl Into<String>) {
        self.add(NoticeKind::Done, text.into(), None);
    }

    /// Says something to know.
    pub fn say(&self, text: impl Into<String>) {
        self.add(NoticeKind::Information, text.into(), None);
    }

    /// Says that something did not work, and what to do.
    pub fn warn(&self, text: impl Into<String>) {
        self.add(NoticeKind::Problem, text.into(), None);
    }

    /// Says that something was done, with a button, such as `Undo`.
    pub fn offer(
        &self,
        text: impl Into<String>,
        label: impl Into<String>,
        run: impl Fn() + Send + Sync + 'static,
    ) {
        let action = Action {
            label: label.into(),
            run: Arc::new(run),
        };
        self.add(NoticeKind::Done, text.into(), Some(action));
    }

    /// Takes away what is not true any more.
    pub fn withdraw(&self, text: &str) {
        let text = sentence(text);
        let is_shown = |shown: &Vec<Notice>| shown.iter().any(|notice| notice.text == text);
        if self.shown.try_with_untracked(is_shown) == Some(true) {
            self.shown
                .try_update(|shown| shown.retain(|notice| notice.text != text));
        }
    }

    fn add(&self, kind: NoticeKind, text: String, action: Option<Action>) {
        // Errors come as they are written, without a capital and a full stop.
        let text = sentence(&text);
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        let stays = match (kind, &action) {
            (NoticeKind::Problem, _) => PROBLEM_STAYS,
            (_, Some(_)) => STAYS_WITH_ACTION,
            (_, None) => STAYS,
        };
        let notice = Notice {
            id,
            kind,
            text,
            action,
        };
        self.shown.update(|shown| {
            // The same words twice would only say that something happened again.
            shown.retain(|other| other.text != notice.text);
            shown.push(notice);
            if shown.len() > MOST {
                shown.remove(0);
            }
        });
        // The room gives way to the notice, and what is being typed in may not go out of sight by it.
        request_animation_frame(focus::keep_field_in_sight);
        self.leave_after(id, stays);
    }

    fn leave_after(&self, id: u64, stays: Duration) {
        let notices = *self;
        set_timeout(
            move || {
                let held = notices.held.try_get_untracked().unwrap_or(false);
                if held || lifecycle::is_hidden() {
                    notices.leave_after(id, stays);
                } else {
                    notices.dismiss(id);
                }
            },
            stays,
        );
    }

    fn dismiss(&self, id: u64) {
        self.shown
            .try_update(|shown| shown.retain(|notice| notice.id != id));
    }

    /// By a press. What held the others was on this one, and is gone with it.
    fn dismiss_by_hand(&self, id: u64) {
        self.dismiss(id);
        self.held.try_set(false);
    }
}

/// Draws the notices. The region is always there, so that screen readers watch it.
#[component]
pub(super) fn NoticesView() -> impl IntoView {
    let notices = Notices::from_context();
    view! {
        <section
            class="notices no-print"
            aria-label="Notices"
            aria-live="polite"
            on:mouseenter=move |_| notices.held.set(true)
            on:mouseleave=move |_| notices.held.set(false)
            on:focusin=move |_| notices.held.set(true)
            on:focusout=move |_| notices.held.set(false)
        >
            <For each=move || notices.shown.get() key=|notice| notice.id let(notice)>
                {draw(notices, notice)}
            </For>
        </section>
    }
}

fn draw(notices: Notices, notice: Notice) -> AnyView {
    let Notice {
        id,
        kind,
        text,
        action,
    } = notice;
    let (mark, words) = match kind {
        NoticeKind::Done => (Mark::Pass, "Done"),
        NoticeKind::Information => (Mark::Information, "To know"),
        NoticeKind::Problem => (Mark::Attention, "Problem"),
    };
    let role = (kind == NoticeKind::Problem).then_some("alert");
    view! {
        <div class="notice" role=role>
            <StatusMark mark text=words />
            <p>{text}</p>
            {action.map(|action| {
                let Action { label, run } = action;
                let press = move || {
                    run();
                    notices.dismiss_by_hand(id);
                };
                view! { <Button kind=ButtonKind::Plain on_press=press>{label}</Button> }
            })}
            <IconButton label="Dismiss" icon=Icon::Close repeats=true on_press=move || notices.dismiss_by_hand(id) />
        </div>
    }
    .into_any()
}
