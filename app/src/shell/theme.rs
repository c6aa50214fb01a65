//! Light, dark, or as the device is set.

use leptos::prelude::*;

use crate::browser::theme::{self, ThemeChoice};
use crate::components::{Icon, IconButton};

/// The choice of colours.
#[derive(Clone, Copy)]
pub(super) struct Theme(RwSignal<ThemeChoice>);

impl Theme {
    /// Reads the choice that was kept on this device and shows the page in it.
    pub(super) fn provide() -> Self {
        let choice = theme::stored_choice();
        theme::apply(choice);
        let this = Self(RwSignal::new(choice));
        provide_context(this);
        this
    }

    /// The next of the three.
    pub(super) fn next(self) {
        let next = match self.0.get_untracked() {
            ThemeChoice::System => ThemeChoice::Light,
            ThemeChoice::Light => ThemeChoice::Dark,
            ThemeChoice::Dark => ThemeChoice::System,
        };
        self.0.set(next);
        theme::choose(next);
    }

    fn icon(self) -> Icon {
        match self.0.get() {
            ThemeChoice::System => Icon::Device,
            ThemeChoice::Light => Icon::Sun,
            ThemeChoice::Dark => Icon::Moon,
        }
    }

    /// The choice in words.
    pub(super) fn words(self) -> &'static str {
        match self.0.get() {
            ThemeChoice::System => "Colours: as the device",
            ThemeChoice::Light => "Colours: light",
            ThemeChoice::Dark => "Colours: dark",
        }
    }
}

/// The button that goes through the three.
#[component]
pub(super) fn ThemeButton() -> impl IntoView {
    let theme = expect_context::<Theme>();
    view! {
        <IconButton
            label=move || theme.words().to_owned()
            icon=Signal::derive(move || theme.icon())
            repeats=true
            on_press=move || theme.next()
        />
    }
}
