//! Lines of an outline: runs of text, badges, line breaks and links.

use assay_report::outline::{Badge, Inline, Link, LinkTarget, TextRun};
use leptos::prelude::*;

use super::mark_of;
use crate::browser;
use crate::components::status_mark::StatusMark;

/// Draws a line.
pub(super) fn draw_line(line: &[Inline]) -> AnyView {
    line.iter().map(draw_inline).collect_view().into_any()
}

fn draw_inline(inline: &Inline) -> AnyView {
    match inline {
        Inline::Text(run) => draw_run(run),
        Inline::Badge(badge) => draw_badge(badge),
        Inline::Break => view! { <br /> }.into_any(),
    }
}

fn draw_badge(badge: &Badge) -> AnyView {
    match mark_of(badge.tone) {
        Some(mark) => view! { <StatusMark mark text=badge.word.clone() words=true /> }.into_any(),
        None => view! { <span class="tag">{badge.word.clone()}</span> }.into_any(),
    }
}

fn draw_run(run: &TextRun) -> AnyView {
    let mut drawn = if run.code {
        view! { <code>{run.text.clone()}</code> }.into_any()
    } else {
        run.text.clone().into_any()
    };
    if run.strike {
        drawn = view! { <s>{drawn}</s> }.into_any();
    }
    if run.emphasis {
        drawn = view! { <em>{drawn}</em> }.into_any();
    }
    if run.strong {
        drawn = view! { <strong>{drawn}</strong> }.into_any();
    }
    if run.tone != assay_report::outline::Tone::Plain {
        let class = mark_of(run.tone).map_or("muted".to_owned(), |mark| {
            format!("outline-tone-{}", mark.word())
        });
        drawn = view! { <span class=class>{drawn}</span> }.into_any();
    }
    if let Some(link) = &run.link {
        drawn = draw_link(link, drawn);
    }
    if run.raised {
        drawn = view! { <sup>{drawn}</sup> }.into_any();
    }
    match &run.anchor {
        Some(anchor) => {
            view! { <span data-anchor=anchor.clone() tabindex="-1">{drawn}</span> }.into_any()
        }
        None => drawn,
    }
}

/// An address of the web or of mail is shown when it is pressed, and opened by nobody: the boot script
/// lets no link lead outside.
fn draw_link(link: &Link, content: AnyView) -> AnyView {
    match &link.target {
        LinkTarget::Web(address) | LinkTarget::Mail(address) => {
            let title = format!("{address} (shown, not opened)");
            let address = address.clone();
            let show = move |_| browser::blocked_links::show(&address);
            view! {
                <button type="button" class="outline-jump outline-outward" title=title on:click=show>
                    {content}
                </button>
            }
            .into_any()
        }
        LinkTarget::Anchor(anchor) if is_plain(anchor) => {
            let selector = format!("[data-anchor=\"{anchor}\"]");
            let go = move |_| {
                if !browser::focus::move_to(&selector) {
                    browser::focus::bring_into_sight(&selector);
                }
            };
            view! { <button type="button" class="outline-jump" on:click=go>{content}</button> }
                .into_any()
        }
        LinkTarget::Anchor(_) | LinkTarget::File(_) => content,
    }
}

/// Whether an anchor can stand in a selector as it is.
fn is_plain(anchor: &str) -> bool {
    !anchor.is_empty()
        && anchor
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.:".contains(&byte))
}
