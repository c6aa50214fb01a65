//! What was found of an evidence pack: its files, who put them together, and the reports in it.

use std::sync::Arc;

use assay_dossier::{Known, PackCheck, ReportInside, Standing};
use leptos::prelude::*;

use super::{
    known_signer::{KnownAs, MarkAsKnown},
    room::Room,
};
use crate::{
    components::{Panel, StatusMark},
    features::marks::mark_of_standing,
    words::{self, known::UNKNOWN_PACK_SIGNER, packs},
};

/// How many files are named that are not as they were signed.
const MOST_NAMED: usize = 50;

/// A pack.
#[component]
pub(super) fn PackView(
    /// Its number in the room.
    number: u64,
    /// What it is called.
    name: String,
    /// What was found.
    check: Arc<PackCheck>,
    /// The room, in which its reports have lines of their own.
    room: Room,
) -> impl IntoView {
    let word = check.word();
    let mark = mark_of_standing(check.standing());
    let remarks = check.remarks().into_iter();
    let remarks = remarks
        .map(|remark| view! { <li>{remark}</li> })
        .collect_view();
    let reports = check.reports.iter().enumerate();
    let reports = reports
        .map(|(place, report)| view! { <ReportLine number place report=report.clone() room /> })
        .collect_view();
    view! {
        <Panel title=name aside="Evidence pack">
            <p class="verify-verdict" role="status" data-verdict=word>
                <StatusMark mark text=word />
                <strong>{word}</strong>
            </p>
            <p>{check.advice()}</p>
            <Files check=Arc::clone(&check) />
            <ul class="verify-remarks">{remarks}</ul>
            <Signature check known=room.known />
            <section class="verify-named" aria-label="The reports in the pack">
                <h3>"The reports in it"</h3>
                <ul>{reports}</ul>
            </section>
        </Panel>
    }
}

/// How many files are as they were signed, and which are not.
#[component]
fn Files(check: Arc<PackCheck>) -> impl IntoView {
    let is_sound = |standing: Standing| standing == Standing::Holds;
    let (sound, other): (Vec<_>, Vec<_>) = check
        .files
        .iter()
        .partition(|file| is_sound(file.state.standing()));
    let more = other.len().saturating_sub(MOST_NAMED);
    let named = other.iter().take(MOST_NAMED).map(|file| {
        let standing = file.state.standing();
        view! {
            <li>
                <StatusMark mark=mark_of_standing(standing) text=standing.word() />
                <span dir="auto">{file.to_string()}</span>
            </li>
        }
    });
    let named = (!other.is_empty()).then(|| view! { <ul>{named.collect_view()}</ul> });
    view! {
        <section class="verify-named" aria-label="The files in the pack">
            <h3>"Its files"</h3>
            <p>{packs::sound(sound.len())}</p>
            {named}
            {(more > 0).then(|| view! { <p>{packs::more(more)}</p> })}
        </section>
    }
}

/// Who signed the list of checksums.
#[component]
fn Signature(check: Arc<PackCheck>, known: RwSignal<Vec<Known>>) -> impl IntoView {
    let standing = check.signature.standing();
    let in_reports = check.signer_in_reports();
    let who = match &in_reports {
        Some(signer) => words::name(&signer.name),
        None => "The list of checksums".to_owned(),
    };
    let holds = standing == Standing::Holds;
    let signer = check.signature.signer().map(|fingerprint| Known {
        name: in_reports
            .as_ref()
            .map(|signer| signer.name.clone())
            .unwrap_or_default(),
        fingerprint: fingerprint.to_owned(),
    });
    // A key that no report names has no name under which it could be known.
    let can_be_known = holds && in_reports.is_some();
    let facts = signer.clone().map(|signer| {
        let fingerprint = signer.fingerprint.clone();
        view! {
            <dl class="verify-facts">
                <dt>"Fingerprint"</dt>
                <dd class="mono verify-fingerprint">{fingerprint}</dd>
                <dt>"Signer"</dt>
                <dd><KnownAs signer known tells_who=holds unknown=UNKNOWN_PACK_SIGNER /></dd>
            </dl>
        }
    });
    let mark_as_known = signer
        .filter(|_| can_be_known)
        .map(|signer| view! { <MarkAsKnown signer known /> });
    view! {
        <article class="verify-signature">
            <h3><StatusMark mark=mark_of_standing(standing) text=standing.word() />" "<bdi>{who}</bdi></h3>
            <p>{check.signature.to_string()}</p>
            {facts}
            {mark_as_known}
        </article>
    }
}

/// A report in the pack, and the way to all that was found of it.
#[component]
fn ReportLine(number: u64, place: usize, report: ReportInside, room: Room) -> impl IntoView {
    let standing = report.standing();
    let word = match &report.checked {
        Ok(checked) => checked.outcome.word().to_owned(),
        Err(why) => words::sentence(why),
    };
    let name = words::name(&report.name);
    let show = move |_| {
        room.checks
            .update(|checks| checks.show_behind(number, place))
    };
    view! {
        <li>
            <StatusMark mark=mark_of_standing(standing) text=standing.word() />
            <button type="button" class="outline-jump" on:click=show><bdi>{name}</bdi></button>
            <span class="verify-line-word">{word}</span>
        </li>
    }
}
