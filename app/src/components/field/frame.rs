//! What all fields have around their control.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

/// An identifier that no other element of the page has, beginning with `prefix`.
#[must_use]
pub fn fresh_id(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// What a field says around its control, and the identifiers that tie them together.
#[derive(Clone)]
pub(super) struct Frame {
    pub(super) id: String,
    pub(super) label: Signal<String>,
    pub(super) hint: Option<Signal<String>>,
    pub(super) error: Signal<Option<String>>,
}

impl Frame {
    pub(super) fn new(
        label: Signal<String>,
        hint: Option<Signal<String>>,
        error: Signal<Option<String>>,
    ) -> Self {
        Self {
            id: fresh_id("field"),
            label,
            hint,
            error,
        }
    }

    /// For `aria-describedby`: the hint and, while there is one, the error.
    pub(super) fn described_by(
        &self,
    ) -> impl Fn() -> Option<String> + Send + Clone + 'static + use<> {
        let Self {
            id, hint, error, ..
        } = self.clone();
        move || {
            let hint = hint.map(|_| format!("{id}-hint"));
            let error = error.get().map(|_| format!("{id}-error"));
            let both: Vec<_> = [hint, error].into_iter().flatten().collect();
            (!both.is_empty()).then(|| both.join(" "))
        }
    }

    /// For `aria-invalid`.
    pub(super) fn invalid(
        &self,
    ) -> impl Fn() -> Option<&'static str> + Send + Clone + 'static + use<> {
        let error = self.error;
        move || error.get().map(|_| "true")
    }

    /// The label above, the control, and the hint and the error below.
    pub(super) fn around(self, control: impl IntoView + 'static) -> impl IntoView {
        let Self {
            id,
            label,
            hint,
            error,
        } = self;
        let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
        view! {
            <div class="field">
                <label class="eyebrow" for=id>{move || label.get()}</label>
                {control.into_any()}
                {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{move || hint.get()}</p> })}
                {move || error.get().map(|error| view! {
                    <p class="field-error" id=error_id.clone()>{error}</p>
                })}
            </div>
        }
    }
}
