//! Making a new identity.

use assay_jobs::MakeIdentity;
use assay_seal::{StoredIdentity, UnixMillis};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    beside,
    browser::{clock, focus, random},
    components::{Button, ButtonKind, PasswordField, TextField},
    desk::{Desk, use_desk},
    features::taken::Taken,
    shell::Notices,
    words,
};

/// The fewest characters of a passphrase. NIST SP 800-63B, section 5.1.1.2, asks for at least 8.
const FEWEST_CHARACTERS: usize = 8;

/// What is wrong with a new passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PassphraseProblem {
    /// It has fewer characters than it must.
    Short,
    /// It was not typed the same again.
    Differs,
}

impl PassphraseProblem {
    /// What is wrong with a passphrase that was typed twice, if anything is.
    pub(super) fn of(passphrase: &str, again: &str) -> Option<Self> {
        if passphrase.chars().count() < FEWEST_CHARACTERS {
            Some(Self::Short)
        } else {
            (passphrase != again).then_some(Self::Differs)
        }
    }

    /// What it is in words.
    pub(super) fn words(self) -> String {
        match self {
            Self::Short => words::signing::passphrase_too_short(FEWEST_CHARACTERS),
            Self::Differs => words::signing::passphrases_differ().to_owned(),
        }
    }
}

/// Name, organisation and passphrase.
#[component]
pub(super) fn CreateForm(
    /// Called after the identity is on disk.
    on_change: Callback<()>,
) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let name = RwSignal::new(String::new());
    let organisation = RwSignal::new(String::new());
    let passphrase = RwSignal::new(String::new());
    let again = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let create = move || {
        if busy.get_untracked() {
            return;
        }
        let wrong = PassphraseProblem::of(&passphrase.read_untracked(), &again.read_untracked());
        problem.set(wrong.map(PassphraseProblem::words));
        if wrong.is_some() {
            focus::move_to(".identities-create input[type=\"password\"]");
            return;
        }
        busy.set(true);
        let taken = Taken::from([name, organisation, passphrase, again]);
        spawn_local(async move {
            let made = make(taken.texts().clone()).await;
            match keep(desk, made).await {
                Ok(identity) => {
                    let is_empty = taken.empty();
                    notices.done(words::signing::identity_created(identity.name()));
                    on_change.try_run(());
                    // What it made stands above the form, under the heading. Whoever is typing the
                    // next one, or has left the room, is not taken there.
                    if is_empty {
                        focus::move_to("#main h1");
                    }
                }
                Err(error) => _ = problem.try_set(Some(error)),
            }
            let _room_left = busy.try_set(false);
        });
    };
    view! {
        <form
            class="identities-form identities-create"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                create();
            }
        >
            <TextField label="Name" value=name on_input=move |text| name.set(text) required=true hint="As it is to stand in reports." />
            <TextField label="Organisation" value=organisation on_input=move |text| organisation.set(text) />
            <PasswordField label="Passphrase" value=passphrase on_input=move |text| passphrase.set(text) new=true error=problem />
            <PasswordField label="Passphrase again" value=again on_input=move |text| again.set(text) new=true />
            <Button
                kind=ButtonKind::Primary
                disabled=Signal::derive(move || name.read().trim().is_empty())
                busy
                submit=true
            >
                {move || if busy.get() { "Creating\u{2026}" } else { "Create the identity" }}
            </Button>
        </form>
    }
}

async fn make([name, organisation, passphrase, _]: [String; 4]) -> Result<StoredIdentity, String> {
    let entropy = || random::bytes::<32>().map_err(|error| error.to_string());
    let job = MakeIdentity {
        name,
        organisation,
        passphrase,
        at: UnixMillis::new(clock::now()).map_err(|error| error.to_string())?,
        key_entropy: [entropy()?, entropy()?],
        protection_entropy: entropy()?,
    };
    let made = beside::perform_briefly(job).await;
    made.map_err(|error| error.to_string())?
        .map_err(|refused| refused.to_string())
}

/// Puts an identity onto the disk.
pub(super) async fn keep(
    desk: Desk,
    made: Result<StoredIdentity, String>,
) -> Result<StoredIdentity, String> {
    let identity = made?;
    desk.keep_identity(&identity)
        .await
        .map_err(|error| error.to_string())?;
    Ok(identity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_different_passphrases_are_told_apart() {
        let wrong = PassphraseProblem::of;
        assert_eq!(wrong("short", "short"), Some(PassphraseProblem::Short));
        assert_eq!(
            wrong("long enough", "long enouhg"),
            Some(PassphraseProblem::Differs)
        );
        assert_eq!(wrong("long enough", "long enough"), None);
    }
}
