//! The identities room.

use assay_seal::StoredIdentity;
use leptos::{prelude::*, task::spawn_local};

use super::{
    authorities::KnownAuthorities, card::IdentityCard, create_form::CreateForm,
    import_form::ImportForm, known::KnownSigners,
};
use crate::{
    beside::NothingBeside,
    components::{EmptyState, Icon, PageHeading, Panel},
    desk::{LibraryState, use_desk},
};

/// The identities of this device.
#[component]
pub fn IdentitiesView() -> impl IntoView {
    let desk = use_desk();
    let identities = RwSignal::new(None::<Result<Vec<StoredIdentity>, String>>);
    let read_again = Callback::new(move |()| {
        spawn_local(async move {
            let read = desk.identities().await.map_err(|error| error.to_string());
            let _room_left = identities.try_set(Some(read));
        });
    });
    Effect::new(move || {
        if desk.library_state().get() != LibraryState::Opening {
            read_again.run(());
        }
    });
    view! {
        <div class="identities">
            <PageHeading
                title="Identities"
                lead="One key signs the JSON and the PDF. It stays on this device, encrypted with your passphrase; nobody can recover a forgotten one."
            />
            <NothingBeside />
            {move || match identities.get() {
                None => view! { <p role="status">"Reading the identities on this device\u{2026}"</p> }.into_any(),
                Some(Err(error)) => view! { <p class="identities-problem" role="alert">{error}</p> }.into_any(),
                Some(Ok(list)) if list.is_empty() => view! {
                    <EmptyState
                        icon=Icon::Identities
                        title="No identity on this device yet"
                        text="Create one below, or import a key that you have."
                    />
                }
                .into_any(),
                Some(Ok(list)) => list
                    .into_iter()
                    .map(|identity| view! { <IdentityCard identity on_change=read_again /> })
                    .collect_view()
                    .into_any(),
            }}
            <div class="identities-forms">
                <Panel title="Create an identity"><CreateForm on_change=read_again /></Panel>
                <Panel title="Import a key"><ImportForm on_change=read_again /></Panel>
            </div>
            <KnownSigners />
            <KnownAuthorities />
        </div>
    }
}
