//! What is shown when an assessment cannot be opened, or only in part: why, and what can be done
//! without losing anything.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Button, ButtonKind, EmptyState, Icon, LinkButton},
    desk::{Desk, DeskError, use_desk},
    features::making::Making,
    route::Route,
    shell::{Navigation, Notices},
    storage::StorageError,
    words::keeping,
};

/// An assessment that cannot be opened.
#[component]
pub(super) fn OpeningFailed(
    /// Its UUID.
    id: String,
    /// Why not.
    error: DeskError,
) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let making = Making::from_context();
    let (again, found) = (id.clone(), id);
    let unreadable = matches!(
        error,
        DeskError::Unreadable(_) | DeskError::Storage(StorageError::Damaged { .. })
    );
    view! {
        <EmptyState icon=Icon::Warning title="This assessment cannot be opened" text=error.to_string()>
            <Button
                kind=ButtonKind::Primary
                on_press=move || {
                    let id = again.clone();
                    spawn_local(async move { desk.open(&id).await });
                }
            >
                "Try again"
            </Button>
            {unreadable.then(|| view! {
                <Button icon=Icon::Save on_press=move || making.run("as found", save_as_found(desk, notices, found.clone()))>
                    "Save it as it was found"
                </Button>
            })}
            <LinkButton href=Route::Welcome.fragment()>"All assessments"</LinkButton>
        </EmptyState>
    }
}

/// What can be done with an assessment whose journal is damaged; the banner above says what is
/// wrong. It lies open read-only, so that nothing is written behind the damage.
#[component]
pub(super) fn DamageBar(
    /// Its UUID.
    id: String,
) -> impl IntoView {
    let (desk, notices, navigation) = (
        use_desk(),
        Notices::from_context(),
        Navigation::from_context(),
    );
    let making = Making::from_context();
    let (found, copied, copying) = (id.clone(), id.clone(), id);
    let go_on = move || {
        let id = copied.clone();
        making.run(format!("copy of {id}"), async move {
            match desk.duplicate(&id).await {
                Ok(copy) => {
                    notices.done(keeping::copy_of_the_sound_part());
                    if let Some(route) = Route::overview_of(&copy) {
                        navigation.go(&route);
                    }
                }
                Err(error) => notices.warn(error.to_string()),
            }
        });
    };
    view! {
        <div class="damage-bar" role="group" aria-label="What to do about the damage">
            <Button kind=ButtonKind::Primary icon=Icon::Copy busy=making.is_under_way(format!("copy of {copying}")) on_press=go_on>"Go on in a copy of the sound part"</Button>
            <Button icon=Icon::Save on_press=move || making.run("as found", save_as_found(desk, notices, found.clone()))>
                "Save everything as it was found"
            </Button>
        </div>
    }
}

async fn save_as_found(desk: Desk, notices: Notices, id: String) {
    match desk.save_as_found(&id).await {
        Ok(_) => notices.done(keeping::handed_over_as_found()),
        Err(error) => notices.warn(error.to_string()),
    }
}
