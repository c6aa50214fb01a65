//! Bars: how far something is, and how a whole is made up.

use leptos::prelude::*;

use super::{
    button::{Button, ButtonKind},
    status_mark::Mark,
};

/// How far a task is. Without a value it shows that work goes on.
#[component]
pub fn ProgressBar(
    /// What is under way; shown above the bar.
    #[prop(into)]
    label: Signal<String>,
    /// Per mille that are done, 0 to 1000; `None` while that is unknown.
    #[prop(into)]
    done: Signal<Option<u32>>,
) -> impl IntoView {
    let id = super::field::fresh_id("progress");
    view! {
        <div class="progress">
            <label class="progress-label" for=id.clone()>
                <span>{move || label.get()}</span>
                <span class="numbers">
                    {move || done.get().map(|done| format!("{} %", done.min(1000) / 10))}
                </span>
            </label>
            <progress id=id max="1000" value=move || done.get().map(|done| done.min(1000).to_string())></progress>
        </div>
    }
}

/// How far a task is that can be stopped, with the button that stops it.
#[component]
pub fn StoppableProgress(
    /// What is under way; shown above the bar.
    #[prop(into)]
    label: Signal<String>,
    /// Per mille that are done, 0 to 1000; `None` while that is unknown.
    #[prop(into)]
    done: Signal<Option<u32>>,
    /// Stops it.
    on_stop: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <div class="progress-stoppable">
            <ProgressBar label done />
            <Button kind=ButtonKind::Quiet on_press=on_stop>"Cancel"</Button>
        </div>
    }
}

/// One part of a [`StackedBar`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackedPart {
    /// Decides colour and pattern.
    pub mark: Mark,
    /// What it counts, such as `implemented`.
    pub words: String,
    /// How many.
    pub count: u32,
}

/// A whole made up of statuses, as one bar. It is read out as a list of counts.
#[component]
pub fn StackedBar(
    /// What the whole is.
    #[prop(into)]
    label: Signal<String>,
    /// Its parts in order; those that count zero are left out.
    #[prop(into)]
    parts: Signal<Vec<StackedPart>>,
) -> impl IntoView {
    let counted = move || {
        parts
            .get()
            .into_iter()
            .filter(|part| part.count > 0)
            .collect::<Vec<_>>()
    };
    let words = move || {
        let counts: Vec<_> = counted()
            .iter()
            .map(|part| format!("{} {}", part.count, part.words))
            .collect();
        format!("{}: {}", label.get(), counts.join(", "))
    };
    view! {
        <div class="stacked-bar" role="img" aria-label=words title=words>
            {move || {
                counted()
                    .into_iter()
                    .map(|part| view! {
                        <span
                            class=format!("stacked-bar-piece stacked-bar-{}", part.mark.word())
                            style:flex-grow=part.count.to_string()
                        ></span>
                    })
                    .collect_view()
            }}
        </div>
    }
}
