//! The files that a request names by their digests, compared with those that were handed in beside it.

use assay_assessment::Sha256Digest;
use assay_report::request::ReportFilePart;
use leptos::prelude::*;

use super::checks::{Checks, State};
use crate::{
    components::{Mark, StatusMark},
    words::{self, verify},
};

/// A line for each file that is named.
#[component]
pub(super) fn NamedFiles(
    /// The files, as the request names them.
    named: Vec<ReportFilePart>,
    /// All files of the room.
    checks: RwSignal<Checks>,
) -> impl IntoView {
    let lines = named.into_iter().map(|file| {
        let name = words::name(&file.name);
        let found = Memo::new(move |_| checks.with(|checks| handed_in(file.sha256, checks)));
        view! {
            <li>
                {move || match found.get() {
                    Some(other) => view! { <StatusMark mark=Mark::Pass text="The same" />{verify::is_named(&name, &other)} }.into_any(),
                    None => view! { <StatusMark mark=Mark::Open text="Not handed in" />{verify::not_handed_in(&name)} }.into_any(),
                }}
            </li>
        }
    });
    view! {
        <section class="verify-named" aria-label="The files that the request names">
            <h3>"The files that it names"</h3>
            <ul>{lines.collect_view()}</ul>
        </section>
    }
}

/// What a file of the room is called that has this digest.
fn handed_in(sha256: Sha256Digest, checks: &Checks) -> Option<String> {
    let mut entries = checks.entries().iter();
    let found = entries
        .find(|entry| matches!(&entry.state, State::Checked(checked) if checked.sha256 == sha256));
    found.map(|entry| entry.name.clone())
}
