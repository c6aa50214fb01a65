//! One signature: whose, and whether the user knows the key.

use assay_dossier::{
    Compared, Known, Outcome, Signed, Stamp, StampFinding, Standing, compare_fingerprint,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Button, ButtonKind, Mark, StatusMark, TextField},
    desk::use_desk,
    shell::Notices,
    words,
};

#[component]
pub(super) fn SignatureView(
    signed: Signed,
    outcome: Outcome,
    known: RwSignal<Vec<Known>>,
) -> impl IntoView {
    let who = words::verify::signer(&signed.name, &signed.organisation);
    let (mark, mark_text) = match signed.standing() {
        Standing::Holds => (Mark::Pass, "Valid"),
        Standing::Fails => (Mark::Fail, "Not valid"),
        Standing::NotChecked => (Mark::Attention, "Cannot be checked here"),
    };
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
    let (fingerprint, name) = (signed.fingerprint.clone(), signed.name.clone());
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
                {signed.stamp.clone().map(stamp_facts)}
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
                <Compare fingerprint=fingerprint.clone() name=name.clone() known />
            </Show>
        </article>
    }
}

/// What a time stamp beside the signature says, and whether it holds.
fn stamp_facts(stamp: Stamp) -> impl IntoView {
    let (mark, text) = match &stamp.finding {
        StampFinding::Holds => (Mark::Pass, "Holds"),
        StampFinding::NotChecked(_) => (Mark::Attention, "Cannot be checked here"),
        _ => (Mark::Fail, "Does not hold"),
    };
    let holds = stamp.holds();
    view! {
        <dt>"Time stamp"</dt>
        <dd>
            <p><StatusMark mark text />" "{holds.then(|| stamp.time.clone())}</p>
            <p>{stamp.finding.to_string()}</p>
            {holds.then(|| view! {
                <p>"Issued by "<bdi>{words::name(&stamp.authority)}</bdi>", certificate SHA-256 "<span class="mono">{stamp.certificate.clone()}</span></p>
            })}
        </dd>
    }
}

/// Marks a signer as known, after the fingerprint was compared with what the signer said.
#[component]
fn Compare(fingerprint: String, name: String, known: RwSignal<Vec<Known>>) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let open = RwSignal::new(false);
    let (told, why) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new(None::<String>);
    let signer = StoredValue::new(Known { name, fingerprint });
    let remember = move || {
        let signer = signer.get_value();
        match compare_fingerprint(&told.get_untracked(), &signer.fingerprint) {
            Compared::TooShort => problem.set(Some(
                "Enter the whole fingerprint, or its last three groups at least.".to_owned(),
            )),
            Compared::Different => problem.set(Some(
                "This is another fingerprint: the key is not the one that you were told. Do not rely on the file before you know why.".to_owned(),
            )),
            Compared::Same => {
                let why = why.get_untracked();
                spawn_local(async move {
                    let Known { name, fingerprint } = &signer;
                    match desk.know_signer(fingerprint, name, why.trim()).await {
                        Ok(()) => _ = known.try_update(|known| known.push(signer)),
                        Err(error) => notices.warn(error.to_string()),
                    }
                });
            }
        }
    };
    view! {
        <Show
            when=move || open.get()
            fallback=move || view! {
                <Button on_press=move || open.set(true)>"Mark this signer as known\u{2026}"</Button>
            }
        >
            <form
                class="verify-compare"
                on:submit=move |event| {
                    event.prevent_default();
                    remember();
                }
            >
                <p>
                    "Ask the signer for the fingerprint by another way than the report: in person, by telephone, from a card or a page that you trust. Enter what you were told, not what stands above."
                </p>
                <TextField
                    label="Fingerprint as the signer told you"
                    value=told
                    on_input=move |text| {
                        problem.set(None);
                        told.set(text);
                    }
                    hint="The whole of it, or its last three groups"
                    error=problem
                />
                <TextField
                    label="How you were told"
                    value=why
                    on_input=move |text| why.set(text)
                    hint="For yourself: by telephone, from a card, in person"
                    longest=500_usize
                />
                <div class="cluster">
                    <Button kind=ButtonKind::Primary submit=true>"Compare and mark as known"</Button>
                    <Button on_press=move || open.set(false)>"Cancel"</Button>
                </div>
            </form>
        </Show>
    }
}
