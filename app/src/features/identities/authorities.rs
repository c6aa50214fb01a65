//! The time stamping authorities whom the user knows, and taking the certificate of another.

use assay_jobs::{Authority, ReadAuthorities};
use leptos::{prelude::*, task::spawn_local};

use super::known_row::KnownRow;
use crate::{
    beside,
    browser::{
        Cancellation,
        files::{self, HowMany, PickedFile},
        focus,
    },
    components::{Button, ButtonKind, FileDrop, Panel},
    desk::use_desk,
    features::making::Making,
    shell::Notices,
    storage::KnownAuthority,
    words::{self, known, sentence},
};

/// The largest file of certificates that is read, in bytes.
const LARGEST: u64 = 1024 * 1024;

/// The panel of known authorities.
#[component]
pub(super) fn KnownAuthorities() -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let authorities = RwSignal::new(None::<Result<Vec<KnownAuthority>, String>>);
    let read_again = Callback::new(move |()| {
        spawn_local(async move {
            let read = desk.known_authorities().await.map(|mut all| {
                all.sort_by_key(|authority| authority.name.to_lowercase());
                all
            });
            let _room_left = authorities.try_set(Some(read.map_err(|error| error.to_string())));
        });
    });
    read_again.run(());
    let row = move |authority: KnownAuthority| {
        let fingerprint = authority.fingerprint.clone();
        let forget = move |()| {
            let fingerprint = fingerprint.clone();
            spawn_local(async move {
                match desk.forget_authority(&fingerprint).await {
                    Ok(()) => {
                        read_again.try_run(());
                        focus::move_to("#main h1");
                    }
                    Err(error) => notices.warn(error.to_string()),
                }
            });
        };
        view! {
            <KnownRow
                name=authority.name
                fingerprint=authority.fingerprint
                confirmed=authority.confirmed
                why=authority.why
                forgetting=known::FORGET_AUTHORITY
                on_forget=forget
            />
        }
    };
    view! {
        <Panel title="Time stamping authorities you know">
            <p class="identities-quiet">
                "Certificates that you compared with what the authority says of them. Verify then says that you know who vouches for a time stamp; of a root certificate that holds for all that stands below it."
            </p>
            {move || match authorities.get() {
                None => view! { <p role="status">"Reading the authorities on this device\u{2026}"</p> }.into_any(),
                Some(Err(error)) => view! { <p class="identities-problem" role="alert">{error}</p> }.into_any(),
                Some(Ok(list)) if list.is_empty() => view! { <p>"None yet."</p> }.into_any(),
                Some(Ok(list)) => view! {
                    <ul class="identities-known">{list.into_iter().map(row).collect_view()}</ul>
                }
                .into_any(),
            }}
            <FromFile on_change=read_again />
        </Panel>
    }
}

/// Taking an authority's certificates from a file.
#[component]
fn FromFile(on_change: Callback<()>) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let offer = RwSignal::new(Vec::<Authority>::new());
    let problem = RwSignal::new(None::<String>);
    // How many files were chosen: of two that are read at once, the one that was chosen last is shown.
    let chosen = StoredValue::new(0_u32);
    let take = UnsyncCallback::new(move |picked: Vec<PickedFile>| {
        let Some(file) = picked.into_iter().next() else {
            return;
        };
        let own = chosen.get_value() + 1;
        chosen.set_value(own);
        spawn_local(async move {
            let read = read(&file).await;
            if chosen.try_get_value() != Some(own) {
                return;
            }
            let (found, wrong) = match read {
                Ok(found) => (found, None),
                Err(why) => (Vec::new(), Some(sentence(&why))),
            };
            let _room_left = offer.try_set(found);
            let _room_left = problem.try_set(wrong);
        });
    });
    let making = Making::from_context();
    // The next certificate takes the place of one that was marked: the second click of a double click must not mark it too.
    let keep = move |authority: Authority| {
        making.run(format!("authority {}", authority.fingerprint), async move {
            let Authority {
                fingerprint,
                name,
                der,
                ..
            } = &authority;
            match desk.know_authority(fingerprint, name, der, "").await {
                Ok(_) => {
                    notices.done(known::authority_taken(name));
                    offer.try_update(|all| all.retain(|one| one.fingerprint != *fingerprint));
                    on_change.try_run(());
                }
                Err(error) => notices.warn(error.to_string()),
            }
        });
    };
    let one = move |authority: Authority| {
        let span = known::certificate(
            authority.issuer.as_deref(),
            &authority.valid_from,
            &authority.valid_until,
        );
        let (shown, fingerprint) = (words::name(&authority.name), authority.fingerprint.clone());
        view! {
            <li class="identities-known-one">
                <div>
                    <strong><bdi>{shown.clone()}</bdi></strong>
                    <p class="mono identities-known-print">{fingerprint}</p>
                    <p class="identities-quiet">{span}</p>
                </div>
                <Button
                    kind=ButtonKind::Primary
                    title=Signal::stored(known::mark_authority(&shown))
                    on_press=move || keep(authority.clone())
                >
                    "Mark as known"
                </Button>
            </li>
        }
    };
    view! {
        <FileDrop label="An authority's certificate" over_label="Let go to read the certificate" button="Choose a certificate" accept=".pem,.crt,.cer,.der,application/pkix-cert" how_many=HowMany::One on_files=take />
        {move || problem.get().map(|text| view! { <p class="identities-problem" role="alert">{text}</p> })}
        {move || (!offer.read().is_empty()).then(|| view! {
            <div class="identities-offer" role="status">
                <p>{known::COMPARE_AUTHORITY}</p>
                <ul class="identities-known">{offer.get().into_iter().map(one).collect_view()}</ul>
            </div>
        })}
    }
}

/// The certificates in a file.
async fn read(file: &PickedFile) -> Result<Vec<Authority>, String> {
    if file.size() > LARGEST {
        return Err(known::NO_CERTIFICATE.to_owned());
    }
    let bytes = files::read(file, |_| {}, &Cancellation::new()).await;
    let bytes = bytes.map_err(|error| error.to_string())?;
    let read = beside::perform_briefly(ReadAuthorities { bytes }).await;
    let read = read.map_err(|error| error.to_string())?;
    Ok(read.map_err(|refused| refused.to_string())?.all)
}
