//! Who signs, in which role, with which passphrase.

use assay_assessment::engagement::missing;
use assay_dossier::{SignStage, SignedReport, assemble, signing_party};
use assay_jobs::{SignReport, TryPassphrase};
use assay_report::document::{Presentation, Role, SigningParty};
use assay_seal::{StoredIdentity, UnixMillis};
use leptos::{prelude::*, task::spawn_local};

use super::{
    drafts::Drafts,
    font::{ChosenFonts, LackingNow, OwnFonts},
    identity_choice::{IdentityChoice, IdentityField, with_identities},
    just_signed::JustSigned,
    others::{NAMED, Others, OthersFields},
    pictures::{Pictures, PicturesField, pictures_of},
    presenting::{Presenting, logo_of},
    presenting_fields::PresentingFields,
    signer::{Signer, doubts},
};
use crate::{
    beside::{self, BesideError, NothingBeside},
    browser::{Cancellation, focus},
    components::{
        Button, ButtonKind, Checkbox, ChoiceOption, Icon, LinkButton, Mark, PasswordField,
        Segmented, StatusMark, StoppableProgress,
    },
    desk::{Desk, use_desk},
    features::places,
    route::{Place, Route},
    words::{self, sentence},
    workbench::{EvidenceCheck, Workbench, now, use_workbench, utc_offset},
};

/// The form that signs; what was signed goes into `signed`.
#[component]
pub(super) fn SignForm(
    /// What was signed last, in this visit to the room.
    signed: RwSignal<Option<JustSigned>>,
    /// Fonts for characters that the others lack.
    fonts: OwnFonts,
    /// How the pages are to be drawn.
    presenting: Presenting,
) -> impl IntoView {
    with_identities(move |choice| view! { <Form choice signed fonts presenting /> })
}

#[component]
fn Form(
    choice: IdentityChoice,
    signed: RwSignal<Option<JustSigned>>,
    fonts: OwnFonts,
    presenting: Presenting,
) -> impl IntoView {
    let (workbench, desk) = (use_workbench(), use_desk());
    let role = RwSignal::new(Role::Assessor);
    let others = workbench.with_untracked(|assessment| {
        Others::of(&assessment.id().to_string(), assessment.details())
    });
    let request = RwSignal::new(false);
    let pictures = Pictures::of(workbench);
    let passphrase = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let roles: Vec<ChoiceOption<Role>> = NAMED
        .map(|role| ChoiceOption::new(role, role.label()))
        .into();
    let chosen_identity = move || choice.get();
    // What speaks against this signer in this role, as the assessment stands.
    let doubted = Memo::new(move |_| {
        let Some(identity) = chosen_identity() else {
            return Vec::new();
        };
        let signer = Signer {
            name: identity.name(),
            organisation: identity.organisation(),
            role: role.get(),
        };
        workbench.with(|assessment| doubts(signer, assessment.details()))
    });
    // What would be signed now: the names of who signs are set in the report's fonts too. Which evidence is there
    // changes no name, and signing itself finds out about it: that is no reason to look again.
    let as_it_stands = move || {
        let signer = chosen_identity().map(|identity| signing_party(&identity, role.get()));
        let parties = signer.into_iter().chain(others.named(role.get())).collect();
        let (at, presence) = (now(), workbench.presence_untracked());
        let presentation = presenting.get();
        workbench.with_record(|record| {
            assemble(
                record,
                &presence,
                parties,
                &presentation,
                at,
                utc_offset(at),
            )
        })
    };
    // What the signer should know of what was just signed.
    let remark = RwSignal::new(None::<String>);
    // What is being done; `None` while nothing is.
    let doing = RwSignal::new(None::<Doing>);
    let under_way = StoredValue::new(None::<Cancellation>);
    let stop = move || {
        if let Some(Some(cancellation)) = under_way.try_get_value() {
            cancellation.cancel();
        }
    };
    on_cleanup(stop);

    let sign = move || {
        if busy.get_untracked() {
            return;
        }
        let Some(others) = others.complete(role.get_untracked()) else {
            focus::move_soon(".report-others [aria-invalid=\"true\"]");
            return;
        };
        if let Some(why) = pictures.refused() {
            problem.set(Some(sentence(&why)));
            focus::move_soon(".report-pictures input, .report-sign input[type=\"password\"]");
            return;
        }
        busy.set(true);
        problem.set(None);
        remark.set(None);
        workbench.flush_typing();
        let stored = untrack(chosen_identity);
        let (typed, role) = (passphrase.get_untracked(), role.get_untracked());
        let request = request.get_untracked();
        let (extra_fonts, presentation) = (fonts.files_untracked(), presenting.get_untracked());
        let cancellation = Cancellation::new();
        under_way.set_value(Some(cancellation.clone()));
        doing.set(Some(Doing::Signing(SignStage::Unlocking)));
        spawn_local(async move {
            let unlocked = match stored.ok_or_else(|| "choose who signs".to_owned()) {
                Ok(stored) => unlock(stored, &typed, &cancellation).await,
                Err(error) => Err(error),
            };
            let checked = match unlocked {
                Ok(stored) => checked_evidence(workbench, doing, &cancellation)
                    .await
                    .map(|absent| (stored, absent)),
                Err(error) => Err(error),
            };
            // Who has left the room since then signs nothing, and the room's fields are gone.
            if busy.is_disposed() || workbench.is_put_away() {
                return;
            }
            let produced = match checked {
                Ok((stored, absent)) => {
                    let fingerprint = stored.fingerprint();
                    let parties = [vec![signing_party(&stored, role)], others].concat();
                    let asked = SignReport {
                        request,
                        extra_fonts,
                        ..job(
                            workbench,
                            stored.clone(),
                            typed,
                            role,
                            parties,
                            &presentation,
                        )
                    };
                    // In the same turn as the report: what is signed, and what an evidence pack of it is made of.
                    let assessment =
                        workbench.with_record_untracked(|record| record.assessment().clone());
                    let presence = workbench.presence_untracked();
                    let reached = move |stage| _ = doing.try_set(Some(Doing::Signing(stage)));
                    let signed = with_files(workbench, desk, asked, reached, &cancellation).await;
                    let signed = signed.map(|report| JustSigned {
                        report,
                        assessment,
                        presence,
                        identity: stored,
                    });
                    signed.map(|signed| (signed, fingerprint, absent))
                }
                Err(error) => Err(error),
            };
            if busy.is_disposed() || workbench.is_put_away() {
                return;
            }
            doing.set(None);
            match produced {
                Ok((just_signed, fingerprint, absent)) => {
                    passphrase.set(String::new());
                    signed.set(Some(just_signed));
                    remark.set((absent > 0).then(|| words::signing::absent_when_signed(absent)));
                    focus::move_soon(".report-signed");
                    // Which identity comes first next time is a convenience only.
                    let _convenience = desk.remember_signing(fingerprint).await;
                }
                Err(error) => {
                    problem.set(Some(sentence(&error)));
                    focus::move_to(".report-sign input[type=\"password\"]");
                }
            }
            let _room_left = busy.try_set(false);
        });
    };

    view! {
        <form
            class="report-sign"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                sign();
            }
        >
            <IdentityField choice />
            <Segmented
                label="Signs as"
                options=roles
                value=Signal::derive(move || Some(role.get()))
                on_choose=move |chosen| role.set(chosen)
            />
            <div role="status">
                {move || doubted.get().into_iter().map(|doubt| view! {
                    <p class="report-doubt"><StatusMark mark=Mark::Attention text="Warning" />{doubt}</p>
                }).collect_view()}
            </div>
            <OthersFields others first=role />
            <Request request />
            <PresentingFields presenting />
            <PicturesField pictures />
            <LackingNow report=as_it_stands signed fonts />
            <ChosenFonts fonts />
            <Drafts report=as_it_stands fonts presenting />
            <PasswordField
                label="Passphrase"
                value=passphrase
                on_input=move |text| passphrase.set(text)
                error=problem
            />
            <div class="cluster">
                <Button
                    kind=ButtonKind::Primary
                    icon=Icon::Report
                    disabled=Signal::derive(move || passphrase.read().is_empty())
                    busy
                    submit=true
                >
                    {move || if busy.get() { "Signing\u{2026}" } else { "Sign the report" }}
                </Button>
                <LinkButton href=Route::Identities.fragment()>"Identities"</LinkButton>
            </div>
            <NothingBeside />
            <Show when=move || doing.read().is_some()>
                <StoppableProgress
                    label=Signal::derive(move || doing.get().map(Doing::words).unwrap_or_default())
                    done=Signal::derive(move || doing.get().and_then(Doing::per_mille))
                    on_stop=stop
                />
            </Show>
            <div role="status">
                {move || remark.get().map(|text| view! { <p class="report-problem">{text}</p> })}
            </div>
            <p class="report-quiet">
                "The time of signing is what this device's clock says; no third party attests it."
            </p>
        </form>
    }
}

/// Whether a status-update request goes with the report, and what it will say is missing.
#[component]
fn Request(
    /// Whether one is asked for.
    request: RwSignal<bool>,
) -> impl IntoView {
    let workbench = use_workbench();
    let standard = workbench.memo(|assessment| assessment.edition().name.clone());
    let missing =
        workbench.memo(|assessment| missing(assessment.details(), assessment.engagement()).len());
    view! {
        <div class="report-request">
            <Checkbox
                label=Signal::derive(move || words::signing::request_too(&standard.read()))
                checked=request
                on_change=move |asked| request.set(asked)
            />
            <p class="report-doubt" role="status">
                {move || (request.get() && missing.get() > 0).then(|| view! {
                    <StatusMark mark=Mark::Attention text="Not complete" />
                    <span>
                        {words::signing::request_misses(missing.get())}
                        " "
                        <a href=move || places::route(workbench, Place::Engagement).fragment()>"To the checklist"</a>
                    </span>
                })}
            </p>
        </div>
    }
}

/// What signing comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    /// The evidence is read and compared; so many per mille of it are.
    Evidence(u32),
    /// The report is signed, beside the page.
    Signing(SignStage),
}

impl Doing {
    fn words(self) -> String {
        match self {
            Self::Evidence(_) => "Checking the evidence before signing",
            Self::Signing(stage) => words::signing::stage(stage),
        }
        .to_owned()
    }

    /// How long a stage takes is not known before.
    const fn per_mille(self) -> Option<u32> {
        match self {
            Self::Evidence(per_mille) => Some(per_mille),
            Self::Signing(_) => None,
        }
    }
}

/// The identity, if it can sign now and the passphrase opens it: nothing long begins before that is known.
async fn unlock(
    stored: StoredIdentity,
    passphrase: &str,
    cancellation: &Cancellation,
) -> Result<StoredIdentity, String> {
    let at = UnixMillis::new(now().milliseconds());
    let job = TryPassphrase {
        identity: stored.clone(),
        passphrase: passphrase.to_owned(),
        at: at.map_err(|error| error.to_string())?,
    };
    let opened = beside::perform(job, |_| {}, cancellation).await;
    let opened = opened.map_err(stopped_or_failed)?;
    opened.map_err(|refused| refused.to_string())?;
    Ok(stored)
}

/// What is to be signed, as the assessment stands now.
fn job(
    workbench: Workbench,
    identity: StoredIdentity,
    passphrase: String,
    role: Role,
    parties: Vec<SigningParty>,
    presentation: &Presentation,
) -> SignReport {
    let (at, presence) = (now(), workbench.presence_untracked());
    let report = workbench.with_record_untracked(|record| {
        assemble(record, &presence, parties, presentation, at, utc_offset(at))
    });
    SignReport {
        report: Box::new(report),
        identity,
        passphrase,
        role,
        at,
        utc_offset: utc_offset(at),
        extra_fonts: Vec::new(),
        request: false,
        pictures: Vec::new(),
        logo: Vec::new(),
    }
}

/// Reads the files of the pictures that the report shows, and of its logo, and signs it beside the page.
async fn with_files(
    workbench: Workbench,
    desk: Desk,
    asked: SignReport,
    reached: impl FnMut(SignStage) + 'static,
    cancellation: &Cancellation,
) -> Result<SignedReport, String> {
    let pictures = pictures_of(&workbench.store(), &asked.report).await?;
    let logo = logo_of(desk, &asked.report.presentation).await?;
    let job = SignReport {
        pictures,
        logo,
        ..asked
    };
    let signed = beside::perform(job, reached, cancellation).await;
    signed
        .map_err(stopped_or_failed)?
        .map_err(|refused| refused.to_string())
}

fn stopped_or_failed(error: BesideError) -> String {
    match error {
        BesideError::Stopped => STOPPED.to_owned(),
        BesideError::Failed(words) => words,
    }
}

const STOPPED: &str = "signing was stopped; nothing was signed";

/// Reads every evidence file and compares it with its digest; `doing` says how far that is. Says how
/// many are missing or changed, or why nothing can be signed now.
async fn checked_evidence(
    workbench: Workbench,
    doing: RwSignal<Option<Doing>>,
    cancellation: &Cancellation,
) -> Result<usize, String> {
    // Who has left the room sees nothing of it.
    let progress = |per_mille| _ = doing.try_set(Some(Doing::Evidence(per_mille)));
    let checked = workbench.check_evidence(progress, cancellation).await;
    let _room_left = doing.try_set(None);
    match checked {
        Ok(EvidenceCheck::Done { absent, .. }) => Ok(absent),
        Ok(EvidenceCheck::Stopped) => Err(STOPPED.to_owned()),
        Err(error) => Err(error.to_string()),
    }
}
