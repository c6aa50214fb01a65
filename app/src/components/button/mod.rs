//! Buttons: something happens when they are pressed. What leads to another place is a link, which
//! may look like a button ([`LinkButton`]).

use leptos::prelude::*;

use super::icon::{Icon, IconView};
use super::kbd::Kbd;
use crate::browser::gesture;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here; at most one in sight.
    Primary,
    /// An ordinary button.
    #[default]
    Plain,
    /// A button without a frame, for dense rows.
    Quiet,
    /// Something that takes away.
    Danger,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Plain => "button",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button with words, and optionally an icon before them and its shortcut behind them. A double
/// click presses it once.
#[component]
pub fn Button(
    /// Called when it is pressed.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// Whether it submits the form around it. A form needs one, or Enter in a field does nothing.
    #[prop(optional)]
    submit: bool,
    /// How much it asks to be pressed.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the words.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// The caps of its shortcut, shown behind the words where there is room.
    #[prop(optional)]
    caps: Vec<String>,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether what it does is going on: it then keeps the focus, and does nothing more.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// What it does, when the words alone do not say so; becomes its tooltip.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            disabled=move || disabled.get()
            aria-disabled=move || busy.get().then_some("true")
            title=move || title.map(|title| title.get())
            on:click=move |event| {
                // A double click presses once: what the first click did may be done by now.
                if busy.get_untracked() || gesture::is_repeated() {
                    event.prevent_default();
                } else if let Some(on_press) = on_press {
                    on_press.run(());
                }
            }
        >
            {icon.map(|icon| view! { <IconView icon /> })}
            <span class="button-words">{children()}</span>
            {(!caps.is_empty()).then(|| view! { <Kbd caps /> })}
        </button>
    }
}

/// A button that is only an icon. Its label is read out, and shown as its tooltip.
#[component]
pub fn IconButton(
    /// What it does, in words.
    #[prop(into)]
    label: Signal<String>,
    /// What is drawn.
    #[prop(into)]
    icon: Signal<Icon>,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// Whether it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// For a button that stays pressed: whether it is.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Whether what it does is going on: it then keeps the focus, and does nothing more.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Whether it is pressed several times in a row on purpose, such as undo: then a double click
    /// presses twice, and otherwise once.
    #[prop(optional)]
    repeats: bool,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button-quiet button-icon"
            disabled=move || disabled.get()
            aria-label=move || label.get()
            title=move || label.get()
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            aria-disabled=move || busy.get().then_some("true")
            on:click=move |_| {
                if !busy.get_untracked() && (repeats || !gesture::is_repeated()) {
                    on_press.run(());
                }
            }
        >
            <IconView icon />
        </button>
    }
}

/// A link to another place of the page that looks like a button.
#[component]
pub fn LinkButton(
    /// Where it leads: a fragment, as [`crate::route::Route::fragment`] gives.
    #[prop(into)]
    href: Signal<String>,
    /// How much it asks to be followed.
    #[prop(optional)]
    kind: ButtonKind,
    /// An icon before the words.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=move || href.get()>
            {icon.map(|icon| view! { <IconView icon /> })}
            <span class="button-words">{children()}</span>
        </a>
    }
}
