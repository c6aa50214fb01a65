//! Where the control stands in the catalog, and the specification's own words.

use assay_catalog::{Control, Paragraph, key_word_ranges};
use leptos::prelude::*;

use super::super::state::ControlsState;
use crate::components::Tag;
use crate::features::list::Steps;

/// Section, group and identifier, and the way to the neighbours.
#[component]
pub(super) fn Breadcrumb(state: ControlsState, control: &'static Control) -> impl IntoView {
    let catalog = state.workbench.catalog();
    let section = catalog
        .section_of(control)
        .map(|section| section.short_title());
    let group = catalog.group_of(control).map(|group| group.title());
    view! {
        <div class="control-crumb">
            <p class="control-crumb-path">
                <span>{section}</span>
                <span class="control-crumb-arrow" aria-hidden="true">"\u{203a}"</span>
                <span>{group}</span>
                <span class="control-crumb-arrow" aria-hidden="true">"\u{203a}"</span>
                <span class="mono">{control.id().as_str()}</span>
            </p>
            <Steps list=state.list />
        </div>
    }
}

/// The statement in full, with the words of BCP 14 set off.
#[component]
pub(super) fn StatementPart(state: ControlsState, control: &'static Control) -> impl IntoView {
    let edition = state.workbench.catalog().edition();
    view! {
        <header class="control-statement">
            <p class="control-title">
                <span>{control.short_title()}</span>
                <span class="control-ours" title="The specification has no titles for its controls; this one is Assay's.">
                    "our title"
                </span>
            </p>
            <h2 class="control-words" tabindex="-1" data-detail-heading="">{set_off(control.statement())}</h2>
            {control.sentence().map(|sentence| view! {
                <p class="control-sentence">
                    <span class="faint">"The published sentence holds two controls: "</span>
                    {set_off(sentence)}
                </p>
            })}
            <div class="cluster">
                <Tag title="Requirement level, BCP 14 (RFC 2119, RFC 8174)"><b>{control.level().as_str()}</b></Tag>
                {control.period().map(|period| view! {
                    <Tag title="How often the statement asks for it; older evidence is stale.">
                        {period.label()}
                    </Tag>
                })}
                <span class="control-edition">
                    {format!("{} {}, {}", edition.name(), edition.version(), edition.date())}
                </span>
            </div>
        </header>
    }
}

/// What the specification adds about the control's group.
#[component]
pub(super) fn GuidancePart(state: ControlsState, control: &'static Control) -> impl IntoView {
    let catalog = state.workbench.catalog();
    let guidance = catalog
        .group_of(control)
        .map_or(&[][..], |group| group.guidance());
    (!guidance.is_empty()).then(|| {
        view! {
            <section class="control-guidance" aria-label="Guidance of the specification">
                {guidance.iter().map(draw_paragraph).collect_view()}
            </section>
        }
    })
}

fn draw_paragraph(paragraph: &'static Paragraph) -> impl IntoView {
    view! {
        <p>
            {set_off(paragraph.text())}
            {paragraph.list_lost().then(|| view! {
                " "
                <em class="control-lost">"(The published list is not part of this edition.)"</em>
            })}
            {paragraph.wording().is_summary().then(|| view! {
                " "
                <em class="control-lost">"(Our summary.)"</em>
            })}
        </p>
    }
}

/// A text with its key words as elements of their own.
fn set_off(text: &'static str) -> impl IntoView {
    let mut pieces = Vec::new();
    let mut from = 0;
    for range in key_word_ranges(text) {
        let plain = text.get(from..range.start).unwrap_or_default();
        let key_word = text.get(range.clone()).unwrap_or_default();
        pieces.push(view! { {plain} <b class="control-key-word">{key_word}</b> }.into_any());
        from = range.end;
    }
    let rest = text.get(from..).unwrap_or_default();
    pieces.push(view! { {rest} }.into_any());
    pieces
}
