//! One signature: whose, and whether the user knows the key.

use assay_dossier::{Known, Outcome, Signed};
use leptos::prelude::*;

use super::{
    known_signer::{KnownAs, MarkAsKnown},
    stamp_view::{Authorities, StampFacts},
};
use crate::{
    components::StatusMark,
    features::marks::mark_of_standing,
    words::{self, known as known_words},
};

#[component]
pub(super) fn SignatureView(
    signed: Signed,
    outcome: Outcome,
    known: RwSignal<Vec<Known>>,
    authorities: Authorities,
) -> impl IntoView {
    let who = words::verify::signer(&signed.name, &signed.organisation);
    let mark = mark_of_standing(signed.standing());
    let mark_text = signed.standing().word();
    // A key is who signed only where the whole file is as it was signed.
    let tells_who = outcome.signature_holds() && signed.holds();
    let can_be_known =
        outcome == Outcome::Valid && signed.holds() && !signed.fingerprint.is_empty();
    let signer = Known {
        name: signed.name.clone(),
        fingerprint: signed.fingerprint.clone(),
    };
    let shown = signer.clone();
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
                    <KnownAs signer=shown known tells_who unknown=known_words::UNKNOWN_SIGNER />
                </dd>
            </dl>
            {can_be_known.then(|| view! { <MarkAsKnown signer known /> })}
        </article>
    }
}
