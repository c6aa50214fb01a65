//! The verify room.

use assay_report::outline;
use assay_seal::Verdict;
use leptos::{prelude::*, task::spawn_local};

use super::check::{Checked, FileKind, Signed, check};
use crate::{
    browser::{
        Cancellation,
        files::{self, HowMany, PickedFile},
        timers,
    },
    components::{Button, FileDrop, Mark, PageHeading, Panel, StatusMark},
    desk::use_desk,
    features::report::ReportPaper,
    shell::Notices,
    storage::KnownSigner,
};

/// What the room shows.
#[derive(Clone)]
enum Shown {
    Nothing,
    Working(String),
    Refused {
        name: String,
        why: String,
    },
    Checked {
        name: String,
        checked: Box<Checked>,
        known: Vec<KnownSigner>,
    },
}

/// Verifying a report.
#[component]
pub fn VerifyView() -> impl IntoView {
    let desk = use_desk();
    let shown = RwSignal::new(Shown::Nothing);
    let take = UnsyncCallback::new(move |picked: Vec<PickedFile>| {
        spawn_local(async move {
            let Some(file) = picked.into_iter().next() else {
                return;
            };
            let name = file.name();
            let _room_left = shown.try_set(Shown::Working(name.clone()));
            // One frame, so that the words are on the screen before the page computes.
            timers::sleep(20).await;
            let refused = |why: String| Shown::Refused {
                name: name.clone(),
                why,
            };
            let next = match files::read(&file, |_| {}, &Cancellation::new()).await {
                Err(error) => refused(error.to_string()),
                Ok(content) => match check(&content.bytes) {
                    Err(error) => refused(format!("{error}.")),
                    Ok(checked) => {
                        // Without the library every signer is unknown, which is the safe answer.
                        let known = desk.known_signers().await.unwrap_or_default();
                        Shown::Checked {
                            name: name.clone(),
                            checked: Box::new(checked),
                            known,
                        }
                    }
                },
            };
            let _room_left = shown.try_set(next);
        });
    });
    view! {
        <div class="verify">
            <PageHeading
                title="Verify a report"
                lead="Drop the JSON or the PDF. It is checked here, on this device; it is not kept and nothing is sent."
            />
            <FileDrop
                label="Drop a signed report here"
                button="Choose a report"
                accept=".json,.pdf,application/json,application/pdf"
                how_many=HowMany::One
                on_files=take
            />
            {move || match shown.get() {
                Shown::Nothing => ().into_any(),
                Shown::Working(name) => view! { <p role="status">{format!("Checking {name}\u{2026}")}</p> }.into_any(),
                Shown::Refused { name, why } => view! {
                    <Panel title=name>
                        <p class="verify-verdict" role="alert">
                            <StatusMark mark=Mark::Fail text="Not verified" />
                            <strong>"Nothing can be said about this file"</strong>
                        </p>
                        <p>{capital(&why)}</p>
                    </Panel>
                }
                .into_any(),
                Shown::Checked { name, checked, known } => view! { <Outcome name checked=*checked known /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Outcome(name: String, checked: Checked, known: Vec<KnownSigner>) -> impl IntoView {
    let (mark, headline, advice) = match checked.verdict {
        Verdict::Valid => (
            Mark::Pass,
            "Valid",
            "The file is as it was signed. Whether to trust it depends on whose key that is.",
        ),
        Verdict::NotValid => (
            Mark::Fail,
            "Not valid",
            "Do not rely on this file. Ask the signer for the original.",
        ),
        Verdict::Unsigned => (
            Mark::Attention,
            "Not signed",
            "Nothing shows who wrote this file, or whether it was changed.",
        ),
    };
    let kind = match checked.kind {
        FileKind::Json => "JSON",
        FileKind::Pdf => "PDF",
    };
    view! {
        <Panel title=name aside=kind>
            <p class="verify-verdict" role="status" data-verdict=headline>
                <StatusMark mark text=headline />
                <strong>{headline}</strong>
            </p>
            <p>{advice}</p>
            <ul class="verify-remarks">
                {checked.remarks.iter().map(|remark| view! { <li>{remark.clone()}</li> }).collect_view()}
            </ul>
            {checked.signatures.into_iter().map(|signed| view! { <Signature signed known=known.clone() /> }).collect_view()}
        </Panel>
        {match checked.report {
            Ok(report) => {
                let outline = outline::of(&report);
                view! {
                    <section class="verify-report" aria-label="The report, read-only">
                        <h2 class="eyebrow">"The report, read-only"</h2>
                        <ReportPaper outline />
                    </section>
                }
                .into_any()
            }
            Err(why) => view! { <p class="verify-quiet">{why}</p> }.into_any(),
        }}
    }
}

#[component]
fn Signature(signed: Signed, known: Vec<KnownSigner>) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let standing = known
        .into_iter()
        .find(|signer| signer.fingerprint == signed.fingerprint)
        .map(|signer| signer.name);
    let known_as = RwSignal::new(standing);
    let who = match (signed.name.as_str(), signed.organisation.as_str()) {
        ("", _) => "A signer without a name".to_owned(),
        (name, "") => name.to_owned(),
        (name, organisation) => format!("{name}, {organisation}"),
    };
    let mark = if signed.valid { Mark::Pass } else { Mark::Fail };
    let mark_text = if signed.valid { "Valid" } else { "Not valid" };
    let (fingerprint, name) = (signed.fingerprint.clone(), signed.name.clone());
    let can_be_known = signed.valid && !signed.fingerprint.is_empty();
    let remember = move || {
        let (fingerprint, name) = (fingerprint.clone(), name.clone());
        spawn_local(async move {
            match desk.know_signer(&fingerprint, &name).await {
                Ok(()) => _ = known_as.try_set(Some(name)),
                Err(error) => notices.warn(error.to_string()),
            }
        });
    };
    let remember = StoredValue::new_local(remember);
    view! {
        <article class="verify-signature">
            <h3><StatusMark mark text=mark_text />" "{who}</h3>
            <p>{signed.words}</p>
            <dl class="verify-facts">
                {(!signed.role.is_empty()).then(|| view! { <dt>"Signed as"</dt><dd>{capital(&signed.role)}</dd> })}
                <dt>"Fingerprint"</dt>
                <dd class="mono">{signed.fingerprint}</dd>
                {(!signed.issuer.is_empty()).then(|| view! {
                    <dt>"Certificate by"</dt>
                    <dd>{signed.issuer}" \u{2014} as the certificate says; whether that authority issued it is not checked here"</dd>
                })}
                <dt>"Signed at"</dt>
                <dd>{signed.claimed}" \u{2014} claimed by the signer's device; not attested by a third party"</dd>
                <dt>"Signer"</dt>
                <dd>
                    {move || match known_as.get() {
                        Some(name) => format!("Known on this device as {name}: you compared the fingerprint."),
                        None => "Unknown on this device: compare the fingerprint with the signer, by another way than the report.".to_owned(),
                    }}
                </dd>
            </dl>
            <Show when=move || can_be_known && known_as.read().is_none()>
                <Button on_press=move || remember.with_value(|remember| remember())>
                    "I compared the fingerprint with the signer"
                </Button>
            </Show>
        </article>
    }
}

/// A text with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let start: String = characters
        .next()
        .map(|first| first.to_uppercase().collect())
        .unwrap_or_default();
    format!("{start}{}", characters.as_str())
}
