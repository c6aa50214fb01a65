//! How far a list is drawn: as far as somebody has seen it, because what nobody sees takes as long to draw
//! as what everybody does.

use leptos::{html::Div, prelude::*};

use super::{List, Listed};
use crate::browser::sight;

/// How many rows are drawn at first, and how many more each time that the end comes into sight. Lists of
/// ValOS are shorter.
const STEP: usize = 200;

/// How many of the shown rows of a list are drawn. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Drawn {
    rows: RwSignal<usize>,
}

impl Drawn {
    /// Of a list. The row of the open item is always drawn, wherever it stands.
    #[must_use]
    pub fn of<K: Listed>(list: List<K>) -> Self {
        let rows = RwSignal::new(STEP);
        Effect::new(move || {
            let open = list.open().get();
            let place = list
                .shown()
                .with(|shown| shown.iter().position(|item| Some(item) == open.as_ref()));
            if let Some(place) = place
                && place >= rows.get_untracked()
            {
                rows.set(place.saturating_add(STEP));
            }
        });
        Self { rows }
    }

    /// How many rows are drawn, at most.
    #[must_use]
    pub fn rows(self) -> usize {
        self.rows.get()
    }

    fn more(self) {
        self.rows
            .try_update(|rows| *rows = rows.saturating_add(STEP));
    }
}

/// Stands behind the rows that are drawn, and has more of them drawn when it comes into sight.
#[component]
pub fn EndOfDrawn<K: Listed>(
    /// The list.
    list: List<K>,
    /// How far it is drawn.
    drawn: Drawn,
) -> impl IntoView {
    let end = NodeRef::<Div>::new();
    let watch = StoredValue::new_local(None);
    Effect::new(move || {
        let watched = end
            .get()
            .map(|end| sight::watch(&end, move || drawn.more()));
        if let Some(None) = watched {
            // Nobody says when the end is seen, so that everything is drawn.
            drawn.rows.set(usize::MAX);
        }
        watch.set_value(watched);
    });
    let is_more = Memo::new(move |_| list.shown().with(Vec::len) > drawn.rows());
    view! {
        <Show when=move || is_more.get()>
            <div class="list-end" node_ref=end aria-hidden="true"></div>
        </Show>
    }
}
