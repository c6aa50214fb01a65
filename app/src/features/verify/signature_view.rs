//! One signature: whose, and whether the user knows the key.

use assay_dossier::{Known, Outcome, Signed, Standing, compare_fingerprint};
use leptos::{prelude::*, task::spawn_local};

use super::{
    compare::Compare,
    stamp_view::{Authorities, StampFacts},
};
use crate::{
    components::{Mark, StatusMark},
    desk::use_desk,
    shell::Notices,
    words::{self, known as known_words},
};

#[component]
pub(super) fn SignatureView(
    signed: Signed,
    outcome: Outcome,
    known: RwSignal<Vec<Known>>,
    authorities: Authorities,
) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let who = words::verify::signer(&signed.name, &signed.organisation);
    let mark = match signed.standing() {
        Standing::Holds => Mark::Pass,
        Standing::Fails => Mark::Fail,
        Standing::NotChecked => Mark::Attention,
    };
    let mark_text = signed.standing().word();
    let known_as = {
        let fingerprint = signed.fingerprint.clone();
        Memo::new(move |_| {
            known.with(|known| {
                let signer = known.iter().find(|known| known.fingerprint == fingerprint);
                signer.map(|signer| signer.name.clone())
            })
        })
    };
    // A key is who signed only where the whole file is as it was signed.
    let tells_who = outcome.signature_holds() && signed.holds();
    let can_be_known =
        outcome == Outcome::Valid && signed.holds() && !signed.fingerprint.is_empty();
    let signer = StoredValue::new(Known {
        name: signed.name.clone(),
        fingerprint: signed.fingerprint.clone(),
    });
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
        <article class="verify-signature">
            <h3><StatusMark mark text=mark_text />" "<bdi>{who}</bdi></h3>
            <p>{signed.finding.to_string()}</p>
            <dl class="verify-facts">
                {(!signed.role.is_empty()).then(|| view! { <dt>"Signed as"</dt><dd>{words::capital(&signed.role)}</dd> })}
                {(!signed.fingerprint.is_empty()).then(|| view! {
                    <dt>"Fingerprint"</dt>
                    <dd class="mono verify-fingerprint">{signed.fingerprint}</dd>
                })}
                {(!signed.issuer.is_empty()).then(|| view! {
                    <dt>"Certificate by"</dt>
                    <dd>{words::name(&signed.issuer)}" \u{2014} as the certificate says; whether that authority issued it is not checked here"</dd>
                })}
                {(!signed.claimed.is_empty()).then(|| view! {
                    <dt>"Signed at"</dt>
                    <dd>{signed.claimed}" \u{2014} claimed by the signer's device; not attested by a third party"</dd>
                })}
                {signed.stamp.clone().map(|stamp| view! {
                    <dt>"Time stamp"</dt>
                    <dd><StampFacts stamp authorities /></dd>
                })}
                <dt>"Signer"</dt>
                <dd>
                    {move || match known_as.get() {
                        _ if !tells_who => "Not established: who signed is known only where the signature holds.".to_owned(),
                        Some(name) => words::verify::known_as(&name),
                        None => "Unknown on this device: compare the fingerprint with the signer, by another way than the report.".to_owned(),
                    }}
                </dd>
            </dl>
            <Show when=move || can_be_known && known_as.read().is_none()>
                <Compare
                    asked=known_words::SIGNER
                    compare=move |told: String| signer.with_value(|signer| compare_fingerprint(&told, &signer.fingerprint))
                    on_same=remember
                />
            </Show>
        </article>
    }
}
