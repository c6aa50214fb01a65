//! What was found about one file, and the report in it.

use std::sync::Arc;

use assay_dossier::{Checked, Contradiction, FileKind, Held, Known, Pages, namesakes};
use leptos::prelude::*;

use super::{
    checks::Checks, named_files::NamedFiles, signature_view::SignatureView, stamp_view::Authorities,
};
use crate::{
    components::{Mark, Panel, Soon, StatusMark},
    features::{marks::mark_of_standing, report::ReportPaper},
    words,
};

/// The outcome with all signatures, and the report.
#[component]
pub(super) fn OutcomeView(
    name: String,
    checked: Arc<Checked>,
    known: RwSignal<Vec<Known>>,
    authorities: Authorities,
    checks: RwSignal<Checks>,
    /// What can be done with the file, between what was found and what it says. It comes in the page's next turn: what was
    /// found is enough for one.
    children: ChildrenFn,
) -> impl IntoView {
    let kind = match checked.kind {
        FileKind::Json => "JSON",
        FileKind::Pdf => "PDF",
    };
    let outcome = checked.outcome;
    let word = outcome.word();
    let mark = mark_of_standing(checked.standing());
    let warned = {
        let checked = Arc::clone(&checked);
        move || {
            let warned = known.with(|known| namesakes(&checked, known));
            warned
                .into_iter()
                .map(|warning| {
                    view! {
                        <p class="verify-warning" role="alert">
                            <StatusMark mark=Mark::Attention text="Warning" />
                            <strong>{warning.to_string()}</strong>
                        </p>
                    }
                })
                .collect_view()
        }
    };
    let warned = StoredValue::new_local(warned);
    let signatures = checked
        .signatures
        .iter()
        .map(|signed| view! { <SignatureView signed=signed.clone() outcome known authorities /> })
        .collect_view();
    let what = checked.held.as_ref().map_or("report", Held::noun);
    let pages = checked.pages.as_ref().map(|pages| pages_line(pages, what));
    let table = contradictions(&checked.contradictions, checked.more_contradictions);
    let remarks = checked
        .remarks
        .iter()
        .map(|remark| view! { <li>{remark.to_string()}</li> })
        .collect_view();
    let contents = contents(&checked);
    let named = checked.held.as_ref().ok().and_then(Held::request);
    let named = named.map(|request| view! { <NamedFiles named=request.reports.clone() checks /> });
    view! {
        <Panel title=name aside=kind>
            {move || warned.with_value(|warned| warned())}
            <p class="verify-verdict" role="status" data-verdict=word>
                <StatusMark mark text=word />
                <strong>{word}</strong>
            </p>
            <p>{outcome.advice()}</p>
            {pages}
            {table}
            <ul class="verify-remarks">
                {remarks}
            </ul>
            {named}
            {signatures}
        </Panel>
        <div class="verify-doing">
            <Soon>{children()}</Soon>
        </div>
        {contents}
    }
}

/// The report in the file, under a mark where it is not valid.
fn contents(checked: &Arc<Checked>) -> AnyView {
    let warning = checked.outcome.warning();
    match &checked.held {
        Ok(held) => {
            let title = match (held, checked.kind) {
                (Held::Report(_), FileKind::Json) => "The report, read-only",
                (Held::Report(_), FileKind::Pdf) => "The attached report, read-only",
                (Held::Request(_), FileKind::Json) => "The request, read-only",
                (Held::Request(_), FileKind::Pdf) => "The attached request, read-only",
                (Held::Public(_), FileKind::Json) => "The public edition, read-only",
                (Held::Public(_), FileKind::Pdf) => "The attached public edition, read-only",
            };
            let checked = Arc::clone(checked);
            let outline = move || checked.held.as_ref().ok().map(Held::compose);
            view! {
                <section class="verify-report" class:verify-marked=warning.is_some() aria-label=title>
                    {warning.map(|warning| view! {
                        <p class="verify-ribbon"><span>{warning}</span></p>
                    })}
                    <div class="verify-content">
                        <h2 class="eyebrow">{title}</h2>
                        <ReportPaper outline />
                    </div>
                </section>
            }
            .into_any()
        }
        Err(why) => view! { <p class="verify-quiet">{why.to_string()}</p> }.into_any(),
    }
}

/// Whether the pages were compared, as plainly as the verdict.
fn pages_line(pages: &Pages, what: &str) -> AnyView {
    let mark = match pages {
        Pages::Same => Mark::Pass,
        Pages::Differ => Mark::Fail,
        Pages::NotCompared(_) => Mark::Attention,
    };
    let heading = pages.heading(what);
    let (found, marked) = (heading.clone(), heading.clone());
    view! {
        <p class="verify-verdict verify-pages" data-pages=found>
            <StatusMark mark text=marked />
            <strong>{heading}</strong>
        </p>
        <p>{pages.meaning(what)}</p>
    }
    .into_any()
}

fn contradictions(all: &[Contradiction], more: usize) -> Option<AnyView> {
    (!all.is_empty()).then(|| {
        let rows = all.iter().map(|each| {
            view! {
                <tr>
                    <th scope="row">{each.place()}</th>
                    <td>{each.says()}</td>
                    <td>{each.follows()}</td>
                </tr>
            }
        });
        view! {
            <div class="verify-contradictions">
                <table>
                    <caption>{words::count(all.len() + more, "contradiction", "contradictions")}</caption>
                    <thead>
                        <tr><th scope="col">"Where"</th><th scope="col">"It says"</th><th scope="col">"What follows"</th></tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
                {(more > 0).then(|| view! { <p>{format!("{more} more are not listed.")}</p> })}
            </div>
        }
        .into_any()
    })
}
