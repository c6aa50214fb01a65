//! What a list is narrowed to.

use leptos::prelude::*;

use super::{List, Listed};
use crate::{
    components::{Button, Chip, EmptyState, FilterField, Icon},
    shell::{Announcements, Topic},
};

/// What a list is narrowed to; the default lets everything through.
pub trait Filter: Clone + Default + PartialEq + Send + Sync + 'static {
    /// What was typed.
    fn text(&self) -> &str;

    /// The same, to be changed.
    fn text_mut(&mut self) -> &mut String;
}

/// A filter, whatever its choices are.
#[derive(Clone, Copy)]
pub(super) struct Narrowing {
    text: Signal<String>,
    /// Whether it leaves anything out; runs again with every change of the filter.
    is_set: Signal<bool>,
    on_text: Callback<String>,
    on_reset: Callback<()>,
}

impl Narrowing {
    pub(super) fn of<F: Filter>(filter: RwSignal<F>) -> Self {
        Self {
            text: Signal::derive(move || filter.with(|filter| filter.text().to_owned())),
            is_set: Signal::derive(move || filter.with(|filter| *filter != F::default())),
            on_text: Callback::new(move |text| filter.update(|filter| *filter.text_mut() = text)),
            on_reset: Callback::new(move |()| filter.set(F::default())),
        }
    }
}

/// What stands above a list: the field that narrows it, whose Enter opens the first item of what is
/// left, the chips, and how many items that leaves.
#[component]
pub fn ListHead<K: Listed>(
    /// The list.
    list: List<K>,
    /// What the field does, read out: `Filter risks`.
    label: &'static str,
    /// What can be looked for.
    placeholder: &'static str,
    /// What stands with the field, such as the list's order.
    #[prop(optional, into)]
    beside: Option<ViewFn>,
    /// The chips, if there are any.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let Narrowing { text, on_text, .. } = list.narrowing;
    let on_enter = move |()| list.go_to_first();
    view! {
        <div class="list-head">
            <FilterField label placeholder value=text on_input=on_text on_enter />
            {beside.map(|beside| beside.run())}
        </div>
        <div class="chips" role="group" aria-label="Show only">
            {children.map(|children| children())}
            <Narrowed list />
        </div>
    }
}

/// One of a few questions that are put to every item, each with how many it lets through.
#[component]
pub fn OnlyChips<F: Filter, C, const N: usize>(
    /// The questions and their words.
    all: [(C, &'static str); N],
    /// The filter that holds which one is put.
    filter: RwSignal<F>,
    /// Where it holds that.
    put: fn(&mut F) -> &mut C,
    /// How many items a question lets through.
    #[prop(into)]
    count: Callback<C, usize>,
) -> impl IntoView
where
    C: Copy + PartialEq + Send + Sync + 'static,
{
    all.map(|(this, label)| {
        view! {
            <Chip
                label
                count=Memo::new(move |_| count.run(this))
                pressed=Signal::derive(move || *put(&mut filter.get()) == this)
                on_press=move |()| filter.update(|filter| *put(filter) = this)
            />
        }
    })
}

/// How many items a filter leaves, and the way back to all; read out at every change of it. There is
/// nothing to say while all are shown.
#[component]
fn Narrowed<K: Listed>(list: List<K>) -> impl IntoView {
    let narrowing = list.narrowing;
    let narrowed = Memo::new(move |_| narrowing.is_set.get());
    let count = list.count();
    announce(narrowing, count);
    view! {
        <div class="list-narrowed" hidden=move || !narrowed.get()>
            <span class="numbers">{move || narrowed.get().then(|| count.get())}</span>
            <button type="button" class="list-all" on:click=move |_| narrowing.on_reset.run(())>
                "Show all"
            </button>
        </div>
    }
}

/// What stands in place of the rows when the filter leaves none.
#[component]
pub fn NothingLeft<K: Listed>(
    /// The list.
    list: List<K>,
) -> impl IntoView {
    let empty = Memo::new(move |_| list.shown.with(Vec::is_empty) && !list.all.with(Vec::is_empty));
    view! {
        <Show when=move || empty.get()>
            <EmptyState icon=Icon::Filter title=format!("No {} fits this filter", K::NOUNS.0)>
                <Button on_press=list.narrowing.on_reset>"Show all"</Button>
            </EmptyState>
        </Show>
    }
}

/// Reads out how much of a list is left whenever its filter changes.
fn announce(narrowing: Narrowing, count: Signal<String>) {
    let announcements = Announcements::from_context();
    Effect::new(move |before: Option<()>| {
        _ = narrowing.is_set.get();
        let count = count.get();
        // A list that is only opened says nothing; its heading does.
        if before.is_some() {
            announcements.say(Topic::Filter, count);
        }
    });
}
