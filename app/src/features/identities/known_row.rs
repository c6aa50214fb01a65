//! Somebody whom the user knows: by which fingerprint, since when and why, and the way to unmark them.

use assay_assessment::Timestamp;
use leptos::prelude::*;

use crate::{
    components::{Button, ConfirmDialog, Icon},
    words::{
        self,
        known::{self, Forgetting},
    },
};

#[component]
pub(super) fn KnownRow(
    name: String,
    fingerprint: String,
    /// Since when, in milliseconds since 1970-01-01T00:00:00Z.
    confirmed: u64,
    /// How the fingerprint was compared.
    why: String,
    /// What is said before they are unmarked.
    forgetting: Forgetting,
    /// Unmarks them.
    #[prop(into)]
    on_forget: Callback<()>,
) -> impl IntoView {
    let removing = RwSignal::new(false);
    let shown = words::name(&name);
    let since = Timestamp::from_milliseconds(confirmed).to_minute();
    view! {
        <li class="identities-known-one">
            <div>
                <strong><bdi>{shown.clone()}</bdi></strong>
                <p class="mono identities-known-print">{fingerprint}</p>
                <p class="identities-quiet">{known::since(&since, &why)}</p>
            </div>
            <Button icon=Icon::Trash on_press=move || removing.set(true) title=Signal::stored(known::unmark(&shown))>
                "Unmark"
            </Button>
            <ConfirmDialog
                open=removing
                title=Signal::stored(known::unmark(&shown))
                text=forgetting.then
                confirm=forgetting.confirm
                danger=true
                on_confirm=on_forget
            />
        </li>
    }
}
