//! The list at the left, and at the right the open item or what the room says while none is open.

use std::hash::Hash;

use leptos::prelude::*;

use super::{List, Listed};
use crate::{
    browser::focus,
    components::{Icon, IconButton, Kbd, OnePerSubject, Soon, SplitView},
    features::places,
};

/// The row of the open item.
pub(super) const OPEN_ROW: &str = "[data-list] a[aria-current=\"true\"]";

/// A room with a list.
#[component]
pub fn ListRoom<K, D, V>(
    /// Its list.
    list: List<K>,
    /// What stands above the list.
    #[prop(into)]
    filter: ViewFn,
    /// The rows.
    #[prop(into)]
    rows: ViewFn,
    /// Whether what is drawn while no item is open is shown on a small screen too, below the list.
    #[prop(optional)]
    introduced: bool,
    /// Draws the open item.
    draw: D,
    /// What is drawn while none is open.
    #[prop(into)]
    otherwise: ViewFn,
) -> impl IntoView
where
    K: Listed + Eq + Hash,
    D: Fn(K) -> V + Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    list.obey();
    follow_the_open_row(list);
    // Whoever comes for an item sees it first.
    let filter = match list.open.with_untracked(Option::is_some) {
        true => soon(filter),
        false => filter,
    };
    let is_open = move || list.open.with(Option::is_some) || list.beside.get();
    view! {
        <SplitView
            label=K::PART.title()
            open=Signal::derive(is_open)
            back=places::part(list.workbench, K::PART)
            introduced
            filter
            list=rows
        >
            <OnePerSubject subject=list.open draw=draw.clone() otherwise=otherwise.clone() />
        </SplitView>
    }
}

/// Has something drawn in the page's next turn.
fn soon(drawn: ViewFn) -> ViewFn {
    ViewFn::from(move || {
        let drawn = drawn.clone();
        view! { <Soon>{drawn.run()}</Soon> }
    })
}

/// Keeps the row of the open item in sight, and begins what stands beside the list at its top.
fn follow_the_open_row<K: Listed>(list: List<K>) {
    Effect::new(move || {
        let open = list.open.get();
        let is_open = open.is_some();
        if is_open {
            list.last.set_value(open);
            list.beside.set(false);
        }
        request_animation_frame(move || {
            if is_open {
                focus::bring_into_sight(OPEN_ROW);
                focus::scroll_to_top("[data-detail]");
            } else {
                // The page stays: where the list takes the detail's place, the focus goes to a row.
                focus::rewind("[data-detail]");
            }
        });
    });
}

/// Where the open item stands in its list, and the way to its neighbours.
#[component]
pub fn Steps<K: Listed>(
    /// The list.
    list: List<K>,
) -> impl IntoView {
    let step = |forward: bool| {
        let (what, icon, cap) = if forward {
            ("Next", Icon::Forward, "j")
        } else {
            ("Previous", Icon::Back, "k")
        };
        let cap = || view! { <Kbd caps=vec![cap.to_owned()] /> };
        view! {
            {(!forward).then(cap)}
            <IconButton
                label=format!("{what} {}", K::NOUNS.0)
                repeats=true
                icon
                disabled=Signal::derive(move || list.neighbour(forward).is_none())
                on_press=move || list.step(forward)
            />
            {forward.then(cap)}
        }
    };
    view! {
        <div class="list-steps">
            {step(false)}
            <span class="numbers">{move || list.position()}</span>
            {step(true)}
        </div>
    }
}
