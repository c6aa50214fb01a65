//! Drawing what is long a little at a time, so that the page answers meanwhile.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};

use crate::browser::timers;

/// How many of many things are drawn. Each turn of the page draws one more, until all are there or nobody
/// sees them any more.
#[derive(Clone, Copy)]
pub struct Slices {
    drawn: RwSignal<usize>,
}

impl Slices {
    /// Begins with the first of `count` things.
    #[must_use]
    pub fn of(count: usize) -> Self {
        let drawn = RwSignal::new(1);
        if count > 1 {
            spawn_local(async move {
                for next in 2..=count {
                    timers::yield_to_page().await;
                    if drawn.try_set(next).is_some() {
                        return;
                    }
                }
            });
        }
        Self { drawn }
    }

    /// Draws these, one in each turn.
    #[must_use]
    pub fn parts<const N: usize>(parts: [ViewFn; N]) -> AnyView {
        let draw = move |number| parts.get(number).map(ViewFn::run).into_any();
        Self::of(N).draw(0, N, draw)
    }

    /// Those of the things that are drawn by `draw`: `count` of them, of which the first is number `from`
    /// of all. `draw` is given the number among these.
    pub fn draw(
        self,
        from: usize,
        count: usize,
        draw: impl Fn(usize) -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        let draw = Arc::new(draw);
        let here = Memo::new(move |_| self.drawn.get().saturating_sub(from).min(count));
        view! { <For each=move || 0..here.get() key=|number| *number children=move |number| draw(number) /> }.into_any()
    }
}

/// What comes in the page's next turn, because what stands before it is enough for one.
#[component]
pub fn Soon(
    /// What comes.
    children: ChildrenFn,
) -> impl IntoView {
    let has_come = RwSignal::new(false);
    spawn_local(async move {
        timers::yield_to_page().await;
        // Nobody is left to be told when it is not shown any more.
        let _not_shown = has_come.try_set(true);
    });
    view! { <Show when=move || has_come.get()>{children()}</Show> }
}
