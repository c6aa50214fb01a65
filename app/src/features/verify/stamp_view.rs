//! What a time stamp says, whether it holds, and whether the user knows who issued it.

use assay_dossier::{Stamp, StampFinding, Vouched, compare_certificate_fingerprint};
use leptos::{prelude::*, task::spawn_local};

use super::compare::Compare;
use crate::{
    components::{Mark, StatusMark},
    desk::use_desk,
    shell::Notices,
    storage::KnownAuthority,
    words::{self, known},
};

/// The time stamping authorities that the user knows.
pub(super) type Authorities = RwSignal<Vec<KnownAuthority>>;

/// The certificates of the authorities that the user knows, in DER.
pub(super) fn certificates(authorities: Authorities) -> Vec<Vec<u8>> {
    // The room may have been left meanwhile; then nobody waits for what is vouched for.
    let all =
        authorities.try_with_untracked(|all| all.iter().map(|known| known.der.clone()).collect());
    all.unwrap_or_default()
}

/// A time stamp, with the way to come to know its authority.
#[component]
pub(super) fn StampFacts(stamp: Stamp, authorities: Authorities) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let (mark, text) = match &stamp.finding {
        StampFinding::Holds => (Mark::Pass, "Holds"),
        StampFinding::NotChecked(_) => (Mark::Attention, "Cannot be checked here"),
        _ => (Mark::Fail, "Does not hold"),
    };
    let holds = stamp.holds();
    let stored = StoredValue::new(stamp.clone());
    // As it was checked, or as the user came to know the authority since.
    let vouched = Memo::new(move |_| {
        stored.with_value(|stamp| {
            let marked = authorities.with(|all| {
                let known = all.iter();
                let mut known = known.filter(|known| known.fingerprint == stamp.certificate);
                known.next().map(|known| Vouched {
                    name: known.name.clone(),
                    fingerprint: known.fingerprint.clone(),
                })
            });
            marked.or_else(|| stamp.vouched.clone())
        })
    });
    let about = move || {
        let mut stamp = stored.get_value();
        stamp.vouched = vouched.get();
        stamp.about_authority()
    };
    let remember = move |why: String| {
        let stamp = stored.get_value();
        spawn_local(async move {
            let known = desk.know_authority(
                &stamp.certificate,
                &stamp.authority,
                &stamp.certificate_der,
                &why,
            );
            match known.await {
                Ok(authority) => _ = authorities.try_update(|all| all.push(authority)),
                Err(error) => notices.warn(error.to_string()),
            }
        });
    };
    view! {
        <div class="verify-stamp">
            <p><StatusMark mark text />" "{holds.then(|| stamp.time.clone())}</p>
            <p>{stamp.finding.to_string()}</p>
            {holds.then(|| view! {
                <p>"Issued by "<bdi>{words::name(&stamp.authority)}</bdi>", certificate SHA-256 "<span class="mono">{stamp.certificate}</span></p>
                <p>{about}</p>
                <Show when=move || vouched.read().is_none()>
                    <Compare
                        asked=known::AUTHORITY
                        compare=move |told: String| {
                            stored.with_value(|stamp| compare_certificate_fingerprint(&told, &stamp.certificate))
                        }
                        on_same=remember
                    />
                </Show>
            })}
        </div>
    }
}
