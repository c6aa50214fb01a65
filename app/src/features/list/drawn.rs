//! How far a list is drawn: as far as somebody has seen it, because what nobody sees takes as long to draw
//! as what everybody does. It is drawn a few rows in each turn of the page, which answers meanwhile.

use leptos::{html::Div, prelude::*, task::spawn_local};

use super::{List, Listed, room::OPEN_ROW};
use crate::browser::{focus, sight, timers};

/// How many rows are drawn without being seen, and how many more each time that the end comes into sight.
/// Lists of ValOS are shorter.
const STEP: usize = 200;

/// How many rows are drawn in one turn of the page: more than a screen shows at first.
const TURN: usize = 24;

/// How many of the shown rows of a list are drawn. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Drawn {
    rows: RwSignal<usize>,
    /// How many will be drawn when the page has had its turns.
    wanted: StoredValue<usize>,
    /// The place of the open item while its row is still to be drawn.
    sought: StoredValue<Option<usize>>,
}

impl Drawn {
    /// Of a list. The row of the open item is always drawn, wherever it stands.
    #[must_use]
    pub fn of<K: Listed>(list: List<K>) -> Self {
        // The open item and the room around the list are enough for the first turn.
        let drawn = Self {
            rows: RwSignal::new(0),
            wanted: StoredValue::new(0),
            sought: StoredValue::new(None),
        };
        drawn.draw_up_to(STEP);
        Effect::new(move || {
            let open = list.open().get();
            let place = list
                .shown()
                .with(|shown| shown.iter().position(|item| Some(item) == open.as_ref()));
            let place = place.filter(|place| *place >= drawn.rows.get_untracked());
            drawn.sought.set_value(place);
            if let Some(place) = place {
                drawn.draw_up_to(place.saturating_add(STEP));
            }
        });
        drawn
    }

    /// How many rows are drawn, at most.
    #[must_use]
    pub fn rows(self) -> usize {
        self.rows.get()
    }

    fn more(self) {
        if let Some(rows) = self.rows.try_get_untracked() {
            self.draw_up_to(rows.saturating_add(STEP));
        }
    }

    /// Draws more rows until there are so many, turn by turn, or until nobody sees the list any more.
    fn draw_up_to(self, rows: usize) {
        let wanted = self.wanted.get_value();
        self.wanted.set_value(wanted.max(rows));
        // Turns are taken as long as less is drawn than was wanted.
        let is_at_it = self.rows.get_untracked() < wanted;
        if is_at_it {
            return;
        }
        spawn_local(async move {
            loop {
                timers::yield_to_page().await;
                if self.take_turn().is_none_or(|is_done| is_done) {
                    return;
                }
            }
        });
    }

    /// Draws the rows of one turn and says whether they were the last ones; `None` when nobody sees the list.
    fn take_turn(self) -> Option<bool> {
        let wanted = self.wanted.try_get_value()?;
        let rows = self.rows.try_get_untracked()?;
        let next = rows.saturating_add(TURN).min(wanted).max(rows);
        self.rows.try_set(next).is_none().then_some(())?;
        if self
            .sought
            .try_get_value()?
            .is_some_and(|place| place < next)
        {
            self.sought.set_value(None);
            request_animation_frame(|| focus::bring_into_sight(OPEN_ROW));
        }
        Some(next >= wanted)
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
