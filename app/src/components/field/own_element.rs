//! An element of its own for each text that somebody else wrote into a field.
//!
//! A browser keeps what was typed into an element for its own undo, and goes on from there after
//! the page has written something else into it: Ctrl+Z then brings words back into a text that they
//! do not belong to. So a text that comes from elsewhere (undo, another field, another window) is
//! never written into the element that stands there; it gets a new one, with nothing to take back.

use leptos::prelude::*;

use crate::browser::text_field;

/// Which element a field has now; each number is another element.
#[derive(Clone, Copy)]
pub(in crate::components) struct OwnElement {
    number: RwSignal<u64>,
    /// What the element says when it is new.
    text: StoredValue<String>,
}

impl OwnElement {
    /// Follows `value` for the field whose elements have the identifier `id`.
    pub(in crate::components) fn of(id: String, value: Memo<String>) -> Self {
        let this = Self {
            number: RwSignal::new(0),
            text: StoredValue::new(value.get_untracked()),
        };
        Effect::new(move || value.with(|text| this.say(&id, text)));
        this
    }

    /// Gives the field another element, unless it says this text already. The focus goes along.
    pub(in crate::components) fn say(self, id: &str, text: &str) {
        if text_field::text_of(id).is_none_or(|shown| shown == text) {
            return;
        }
        let caret = text_field::caret_of(id);
        self.text.set_value(text.to_owned());
        self.number.update(|number| *number += 1);
        if let Some(caret) = caret {
            let id = id.to_owned();
            // The new element is drawn by then.
            request_animation_frame(move || text_field::put_caret(&id, caret));
        }
    }

    /// Draws the element, anew for each number, out of what it is to say.
    pub(in crate::components) fn draw<V>(
        self,
        draw: impl Fn(String) -> V + Clone + Send + Sync + 'static,
    ) -> impl IntoView
    where
        V: IntoView + 'static,
    {
        let Self { number, text } = self;
        let children = move |_| draw(text.get_value());
        view! { <For each=move || [number.get()] key=|number| *number children /> }
    }
}
