//! What the lists of controls, risks, evidence, findings, actions and the reference have in common: what is
//! shown, what is open, how one goes from item to item, and what the keyboard, the palette and buttons do there.
//!
//! ```text
//! mod.rs      List: shown, open, go
//! order.rs    next and previous, position in words (pure)
//! drawn.rs    how far a list is drawn
//! filter.rs   what a list is narrowed to: its head with the field and the chips, what is left of it
//! kept.rs     what is kept while the user is elsewhere, for each assessment on its own
//! keys.rs     the commands of lists, every one with what it does
//! room.rs     the list at the left and the open item at the right
//! ```
//!
//! A room brings the order of its items, its rows, and the detail of an item.

mod drawn;
mod filter;
mod kept;
mod keys;
mod order;
pub mod room;

use assay_assessment::{ActionId, DeficiencyId, EvidenceId};
use assay_catalog::{ControlId, RiskId};
use leptos::{prelude::*, task::spawn_local};

use self::filter::Narrowing;
pub use self::{
    drawn::{Drawn, EndOfDrawn},
    filter::{Filter, ListHead, NothingLeft, OnlyChips},
    kept::{kept, provide_kept},
    keys::add_evidence,
    room::{ListRoom, Steps},
};
use crate::{
    browser::timers,
    components::Slices,
    features::places,
    route::{Part, Place, ReferenceEntry},
    shell::Navigation,
    words,
    workbench::{Workbench, use_workbench},
};

/// An identifier whose items make a list of their own.
pub trait Listed: Clone + PartialEq + Send + Sync + 'static {
    /// The part of the page that is the list.
    const PART: Part;
    /// What one item is called, and several.
    const NOUNS: (&'static str, &'static str);

    /// The place of the item.
    fn place(self) -> Place;
}

impl Listed for ControlId {
    const PART: Part = Part::Controls;
    const NOUNS: (&'static str, &'static str) = ("control", "controls");

    fn place(self) -> Place {
        Place::Controls(Some(self))
    }
}

impl Listed for RiskId {
    const PART: Part = Part::Risks;
    const NOUNS: (&'static str, &'static str) = ("risk", "risks");

    fn place(self) -> Place {
        Place::Risks(Some(self))
    }
}

impl Listed for EvidenceId {
    const PART: Part = Part::Evidence;
    const NOUNS: (&'static str, &'static str) = ("item", "items");

    fn place(self) -> Place {
        Place::Evidence(Some(self))
    }
}

impl Listed for DeficiencyId {
    const PART: Part = Part::Findings;
    const NOUNS: (&'static str, &'static str) = ("finding", "findings");

    fn place(self) -> Place {
        Place::Findings(Some(self))
    }
}

impl Listed for ActionId {
    const PART: Part = Part::Actions;
    const NOUNS: (&'static str, &'static str) = ("action", "actions");

    fn place(self) -> Place {
        Place::Actions(Some(self))
    }
}

impl Listed for ReferenceEntry {
    const PART: Part = Part::Reference;
    const NOUNS: (&'static str, &'static str) = ("entry", "entries");

    fn place(self) -> Place {
        Place::Reference(Some(self))
    }
}

/// The list of one room. A handle: copies are the same. It lives as long as the room is shown.
pub struct List<K: Listed> {
    workbench: Workbench,
    navigation: Navigation,
    /// Every item, in the order of the list.
    all: Memo<Vec<K>>,
    /// Those that the filter leaves.
    shown: Memo<Vec<K>>,
    open: Memo<Option<K>>,
    /// The item that was open last, where going on begins while none is.
    last: StoredValue<Option<K>>,
    /// Whether what stands beside the list while no item is open was asked for: where only one of the
    /// two has room, it takes the list's place.
    pub beside: RwSignal<bool>,
    narrowing: Narrowing,
    /// Whether the room had a turn of the page since it was entered.
    is_settled: StoredValue<bool>,
}

impl<K: Listed> Clone for List<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Listed> Copy for List<K> {}

impl<K: Listed> List<K> {
    /// The list of a room whose open item is `open`. `all` are its items in its order, and `shown`
    /// those of them, in the same order, that `filter` leaves.
    #[must_use]
    pub fn new<F: Filter>(
        filter: RwSignal<F>,
        all: Memo<Vec<K>>,
        shown: Memo<Vec<K>>,
        open: Memo<Option<K>>,
    ) -> Self {
        let is_settled = StoredValue::new(false);
        spawn_local(async move {
            timers::yield_to_page().await;
            // The room may have been left meanwhile.
            let _room_left = is_settled.try_set_value(true);
        });
        Self {
            workbench: use_workbench(),
            navigation: Navigation::from_context(),
            all,
            shown,
            open,
            last: StoredValue::new(None),
            beside: RwSignal::new(false),
            narrowing: Narrowing::of(filter),
            is_settled,
        }
    }

    /// Draws the parts of the open item: one in each turn of the page where the room was only just entered, and at once
    /// afterwards, when the next key may go to any of them.
    pub fn parts<const N: usize>(self, parts: [ViewFn; N]) -> AnyView {
        match self.is_settled.get_value() {
            true => parts.map(|part| part.run()).collect_view().into_any(),
            false => Slices::parts(parts),
        }
    }

    /// The items that are shown, in order.
    #[must_use]
    pub fn shown(self) -> Memo<Vec<K>> {
        self.shown
    }

    /// The open item.
    #[must_use]
    pub fn open(self) -> Memo<Option<K>> {
        self.open
    }

    /// Whether an item is the open one, for its row.
    #[must_use]
    pub fn is_open(self, item: K) -> Signal<bool> {
        Signal::derive(move || self.open.with(|open| open.as_ref() == Some(&item)))
    }

    /// The address of an item, for its row.
    #[must_use]
    pub fn address(self, item: &K) -> String {
        places::place(self.workbench, item.clone().place())
    }

    /// Opens an item. From item to item Back does not go through each one.
    pub fn go(self, item: &K) {
        self.workbench.flush_typing();
        let route = places::route(self.workbench, item.clone().place());
        if self.open.with_untracked(Option::is_some) {
            self.navigation.replace(&route);
        } else {
            self.navigation.go(&route);
        }
    }

    /// Opens the first item that is shown.
    pub fn go_to_first(self) {
        if let Some(first) = self.shown.with_untracked(|shown| shown.first().cloned()) {
            self.go(&first);
        }
    }

    /// The item that a step leads to; `None` at the end of the list.
    fn neighbour(self, forward: bool) -> Option<K> {
        let here = self.open.get().or_else(|| self.last.get_value());
        self.all.with(|all| {
            self.shown
                .with(|shown| order::step(all, shown, here.as_ref(), forward).cloned())
        })
    }

    /// Opens the next item that is shown, or the previous one; at the list's ends it does nothing.
    pub fn step(self, forward: bool) {
        if let Some(item) = untrack(|| self.neighbour(forward)) {
            self.go(&item);
        }
    }

    /// Goes back to the list, with no item open.
    pub fn show_list(self) {
        self.beside.set(false);
        let list = K::PART.place();
        if let Some(list) = list.map(|list| places::route(self.workbench, list)) {
            self.navigation.go(&list);
        }
    }

    /// How many items are shown, of how many: `5 of 64 controls`.
    fn count(self) -> Signal<String> {
        Signal::derive(move || {
            let (one, several) = K::NOUNS;
            let all = words::count(self.all.with(Vec::len), one, several);
            format!("{} of {all}", self.shown.with(Vec::len))
        })
    }

    /// Where the open item stands: `13 of 64`.
    fn position(self) -> String {
        self.open.with(|open| {
            let Some(open) = open else {
                return String::new();
            };
            let all = self.all.read();
            self.shown
                .with(|shown| order::position_words(&all, shown, open))
        })
    }
}
