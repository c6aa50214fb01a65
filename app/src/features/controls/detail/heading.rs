//! Where the control stands in the catalog, and the specification's own words.

use assay_catalog::Control;
use leptos::prelude::*;

use super::super::state::ControlsState;
use crate::components::Tag;
use crate::features::catalog_text::{CatalogItems, CatalogText, set_off};
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
                {(!control.title_published()).then(|| view! {
                    <span class="control-ours" title="Made or shortened by Assay: the specification has no such title for this control.">
                        "our title"
                    </span>
                })}
            </p>
            <h2 class="control-words" tabindex="-1" data-detail-heading="">{set_off(control.statement())}</h2>
            <CatalogItems items=control.parts() />
            {control.sentence().map(|sentence| view! {
                <p class="control-sentence">
                    <span class="faint">"The published sentence holds two controls: "</span>
                    {set_off(sentence)}
                </p>
            })}
            <div class="cluster">
                <Tag title="Requirement level, BCP 14 (RFC 2119, RFC 8174)"><b>{control.level().to_string()}</b></Tag>
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

/// What the specification adds about the control's group, and about the control alone.
#[component]
pub(super) fn GuidancePart(state: ControlsState, control: &'static Control) -> impl IntoView {
    let catalog = state.workbench.catalog();
    let of_group = catalog
        .group_of(control)
        .map_or(&[][..], |group| group.guidance());
    let texts = [of_group, control.guidance()];
    texts.iter().any(|text| !text.is_empty()).then(|| {
        let texts = texts.into_iter().filter(|text| !text.is_empty());
        view! {
            <section class="control-guidance" aria-label="Guidance of the specification">
                {texts.map(|blocks| view! { <CatalogText blocks /> }).collect_view()}
            </section>
        }
    })
}
