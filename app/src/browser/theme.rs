//! Light or dark: what the system prefers and what the user chose.
//!
//! A choice is written as `data-theme="light"` or `"dark"` on the root element, for the style
//! sheet; without a choice the attribute is absent and `prefers-color-scheme` decides.

use gloo::events::EventListener;

use super::{Subscription, js};

/// The key under which the choice is kept in `localStorage`.
const CHOICE_KEY: &str = "assay-theme";

/// How the page is to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// As the system prefers, and changing with it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The choice that was stored on this device, or [`ThemeChoice::System`].
#[must_use]
pub fn stored_choice() -> ThemeChoice {
    let stored = local_storage().and_then(|storage| storage.get_item(CHOICE_KEY).ok().flatten());
    match stored.as_deref() {
        Some("light") => ThemeChoice::Light,
        Some("dark") => ThemeChoice::Dark,
        _ => ThemeChoice::System,
    }
}

/// Shows the page in this theme and keeps the choice where the browser allows it (a browser that
/// does not keep it asks for nothing: the system's preference is used next time).
pub fn choose(choice: ThemeChoice) {
    apply(choice);
    if let Some(storage) = local_storage() {
        let _ = match attribute(choice) {
            Some(value) => storage.set_item(CHOICE_KEY, value),
            None => storage.remove_item(CHOICE_KEY),
        };
    }
}

/// Shows the page in this theme without keeping the choice.
pub fn apply(choice: ThemeChoice) {
    if let Some(root) = js::document().and_then(|document| document.document_element()) {
        let _ = match attribute(choice) {
            Some(value) => root.set_attribute("data-theme", value),
            None => root.remove_attribute("data-theme"),
        };
    }
}

/// Whether the system prefers dark now.
#[must_use]
pub fn system_prefers_dark() -> bool {
    media("(prefers-color-scheme: dark)").is_some_and(|query| query.matches())
}

/// Calls `handler` with "prefers dark" whenever the system's preference changes.
pub fn on_system_change(mut handler: impl FnMut(bool) + 'static) -> Subscription {
    let Some(query) = media("(prefers-color-scheme: dark)") else {
        return Subscription::default();
    };
    Subscription::new(vec![EventListener::new(&query, "change", move |_| {
        handler(system_prefers_dark());
    })])
}

/// Whether the user asked the system for less motion.
#[must_use]
pub fn prefers_reduced_motion() -> bool {
    media("(prefers-reduced-motion: reduce)").is_some_and(|query| query.matches())
}

fn attribute(choice: ThemeChoice) -> Option<&'static str> {
    match choice {
        ThemeChoice::System => None,
        ThemeChoice::Light => Some("light"),
        ThemeChoice::Dark => Some("dark"),
    }
}

fn media(query: &str) -> Option<web_sys::MediaQueryList> {
    js::window()?.match_media(query).ok().flatten()
}

fn local_storage() -> Option<web_sys::Storage> {
    js::window()?.local_storage().ok().flatten()
}
