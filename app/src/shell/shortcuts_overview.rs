//! Every shortcut, from the same table that the keyboard obeys.

use leptos::prelude::*;

use super::shortcuts::{SHORTCUTS, Scope, caps};
use crate::browser::keyboard::is_apple;
use crate::browser::preferences::{Preference, keep};
use crate::components::{Checkbox, Dialog, Kbd};

/// The overview of shortcuts, with the switch for those of a single character.
#[component]
pub(super) fn ShortcutsOverview(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Whether shortcuts of a single character work.
    single_keys: RwSignal<bool>,
) -> impl IntoView {
    let switch = move |on: bool| {
        single_keys.set(on);
        keep(Preference::SingleKeyShortcuts, on);
    };
    view! {
        <Dialog open title="Shortcuts" wide=true light_dismiss=true>
            <div class="shortcuts">{Scope::ALL.into_iter().map(draw_scope).collect_view()}</div>
            <Checkbox
                label="Shortcuts of a single key (they never work while you type)"
                checked=single_keys
                on_change=switch
            />
        </Dialog>
    }
}

fn draw_scope(scope: Scope) -> Option<AnyView> {
    let mut rows = SHORTCUTS
        .iter()
        .filter(|shortcut| shortcut.command.scope() == scope)
        .peekable();
    rows.peek()?;
    let rows = rows
        .map(|shortcut| {
            let caps = caps(shortcut.keys, is_apple());
            let spoken = caps.join(" then ");
            view! {
                <div class="shortcut">
                    <dt>{shortcut.words}</dt>
                    <dd>
                        <Kbd caps />
                        <span class="visually-hidden">{spoken}</span>
                    </dd>
                </div>
            }
        })
        .collect_view();
    let section = view! {
        <section>
            <h3 class="eyebrow">{scope.title()}</h3>
            <dl>{rows}</dl>
        </section>
    };
    Some(section.into_any())
}
