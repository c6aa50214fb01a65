//! What all fields have around their control.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use super::length::Length;

/// An identifier that no other element of the page has, beginning with `prefix`.
#[must_use]
pub fn fresh_id(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// What a field says around its control, and the identifiers that tie them together.
#[derive(Clone)]
pub(in crate::components) struct Frame {
    pub(in crate::components) id: String,
    label: Signal<String>,
    hint: Option<Signal<String>>,
    error: Signal<Option<String>>,
    /// What is to be known about what was entered, such as how much more fits.
    remark: Option<Signal<Option<String>>>,
    /// Whether an error is read out at once, because it is the answer to what was submitted.
    answers: bool,
}

impl Frame {
    pub(in crate::components) fn new(
        label: Signal<String>,
        hint: Option<Signal<String>>,
        error: Signal<Option<String>>,
    ) -> Self {
        Self {
            id: fresh_id("field"),
            label,
            hint,
            error,
            remark: None,
            answers: false,
        }
    }

    /// A frame whose error is read out at once.
    pub(super) fn answering(self) -> Self {
        Self {
            answers: true,
            ..self
        }
    }

    /// The same for a text of a length: what is too long is wrong, and what is nearly so is said.
    pub(in crate::components) fn with_length(mut self, length: Length) -> Self {
        let (error, too_long) = (self.error, length.error());
        self.error = Signal::derive(move || too_long.get().or_else(|| error.get()));
        self.remark = Some(length.remark());
        self
    }

    /// For `aria-describedby`: the hint and, while there are any, the remark and the error.
    pub(in crate::components) fn described_by(
        &self,
    ) -> impl Fn() -> Option<String> + Send + Clone + 'static + use<> {
        let Self {
            id,
            hint,
            error,
            remark,
            ..
        } = self.clone();
        move || {
            let hint = hint.map(|_| format!("{id}-hint"));
            let remark = remark.and_then(|remark| remark.get());
            let remark = remark.map(|_| format!("{id}-remark"));
            let error = error.get().map(|_| format!("{id}-error"));
            let all: Vec<_> = [hint, remark, error].into_iter().flatten().collect();
            (!all.is_empty()).then(|| all.join(" "))
        }
    }

    /// For `aria-invalid`.
    pub(in crate::components) fn invalid(
        &self,
    ) -> impl Fn() -> Option<&'static str> + Send + Clone + 'static + use<> {
        let error = self.error;
        move || error.get().map(|_| "true")
    }

    /// The label above, the control, and the hint and the error below.
    pub(in crate::components) fn around(self, control: impl IntoView + 'static) -> impl IntoView {
        let (id, label) = (self.id.clone(), self.label);
        view! {
            <div class="field">
                <label class="eyebrow" for=id>{move || label.get()}</label>
                {control.into_any()}
                {self.below()}
            </div>
        }
    }

    /// The hint, the remark and the error.
    pub(in crate::components) fn below(self) -> impl IntoView {
        let Self {
            id,
            hint,
            error,
            remark,
            answers,
            ..
        } = self;
        let role = answers.then_some("alert");
        let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
        let remark_id = format!("{id}-remark");
        view! {
            {hint.map(|hint| view! { <p class="field-hint" id=hint_id>{move || hint.get()}</p> })}
            {remark.map(|remark| view! {
                {move || remark.get().map(|remark| view! {
                    <p class="field-hint field-remark numbers" id=remark_id.clone()>{remark}</p>
                })}
            })}
            {move || error.get().map(|error| view! {
                <p class="field-error" id=error_id.clone() role=role>{error}</p>
            })}
        }
    }
}
