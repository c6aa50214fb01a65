//! Whether the user knows the key of a signature, and the way to mark it as known.

use assay_dossier::{Known, compare_fingerprint};
use leptos::{prelude::*, task::spawn_local};

use super::compare::Compare;
use crate::{
    desk::use_desk,
    shell::Notices,
    words::{self, known as known_words},
};

/// Under which name the user knows this key; followed.
fn name_of(fingerprint: String, known: RwSignal<Vec<Known>>) -> Memo<Option<String>> {
    Memo::new(move |_| {
        known.with(|known| {
            let signer = known.iter().find(|known| known.fingerprint == fingerprint);
            signer.map(|signer| signer.name.clone())
        })
    })
}

/// Who that is, in words.
#[component]
pub(super) fn KnownAs(
    /// Whose key it is, as the signature says.
    signer: Known,
    /// The signers whom the user knows.
    known: RwSignal<Vec<Known>>,
    /// Whether the signature tells who signed at all.
    tells_who: bool,
    /// What is said of a key that the user does not know.
    unknown: &'static str,
) -> impl IntoView {
    let known_as = name_of(signer.fingerprint, known);
    move || match known_as.get() {
        _ if !tells_who => known_words::NOT_ESTABLISHED.to_owned(),
        Some(name) => words::verify::known_as(&name),
        None => unknown.to_owned(),
    }
}

/// The way to mark the signer as known, where that is not so already.
#[component]
pub(super) fn MarkAsKnown(
    /// Whose key it is, as the signature says.
    signer: Known,
    /// The signers whom the user knows.
    known: RwSignal<Vec<Known>>,
) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let known_as = name_of(signer.fingerprint.clone(), known);
    let signer = StoredValue::new(signer);
    let remember = move |why: String| {
        let signer = signer.get_value();
        spawn_local(async move {
            let Known { name, fingerprint } = &signer;
            match desk.know_signer(fingerprint, name, &why).await {
                Ok(()) => _ = known.try_update(|known| known.push(signer)),
                Err(error) => notices.warn(error.to_string()),
            }
        });
    };
    view! {
        <Show when=move || known_as.read().is_none()>
            <Compare
                asked=known_words::SIGNER
                compare=move |told: String| signer.with_value(|signer| compare_fingerprint(&told, &signer.fingerprint))
                on_same=remember
            />
        </Show>
    }
}
