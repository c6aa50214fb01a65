//! Draws the part of the page that the address names.

use leptos::prelude::*;

use super::trouble::{DamageBar, OpeningFailed};
use crate::{
    desk::{OpenAssessment, use_desk},
    features::{
        about::AboutView,
        actions::{ActionFilter, ActionsView},
        controls::{ControlFilter, ControlsView},
        deficiencies::{DeficienciesView, DeficiencyFilter},
        details::DetailsView,
        editions::EditionsView,
        engagement::EngagementView,
        evidence::{EvidenceFilter, EvidenceView, provide_intake},
        handed_over::provide_handed_over,
        identities::IdentitiesView,
        list::provide_kept,
        overview::OverviewView,
        reference::{ReferenceFilter, ReferenceView},
        report::ReportView,
        risks::{
            RisksView,
            filter::{RiskFilter, Sorting},
        },
        verify::VerifyView,
        welcome::WelcomeView,
    },
    route::{Part, Place},
    shell::Navigation,
};

/// The open part.
#[component]
pub(super) fn Outlet() -> impl IntoView {
    let navigation = Navigation::from_context();
    provide_kept::<ControlFilter>();
    provide_kept::<RiskFilter>();
    provide_kept::<Sorting>();
    provide_kept::<EvidenceFilter>();
    provide_kept::<DeficiencyFilter>();
    provide_kept::<ActionFilter>();
    provide_kept::<ReferenceFilter>();
    provide_intake();
    provide_handed_over();
    move || match navigation.part() {
        Part::Welcome => view! { <WelcomeView /> }.into_any(),
        Part::Verify => view! { <VerifyView /> }.into_any(),
        Part::Identities => view! { <IdentitiesView /> }.into_any(),
        Part::Editions => view! { <EditionsView /> }.into_any(),
        Part::About => view! { <AboutView /> }.into_any(),
        part => view! { <AssessmentPart part /> }.into_any(),
    }
}

/// A part of the open assessment, or why none is open.
#[component]
fn AssessmentPart(part: Part) -> impl IntoView {
    let open = use_desk().open_assessment();
    move || match open.get() {
        OpenAssessment::Open {
            id,
            workbench,
            damage,
        } => {
            provide_context(workbench);
            match damage {
                None => draw(part),
                Some(_) => view! { <DamageBar id /> {draw(part)} }.into_any(),
            }
        }
        OpenAssessment::None | OpenAssessment::Opening { .. } => {
            view! { <p class="outlet-wait" role="status">"Opening the assessment\u{2026}"</p> }
                .into_any()
        }
        OpenAssessment::Failed { id, error } => view! { <OpeningFailed id error /> }.into_any(),
    }
}

fn draw(part: Part) -> AnyView {
    match part {
        Part::Controls => {
            let selected = item(|place| match place {
                Place::Controls(control) => control.clone(),
                _ => None,
            });
            view! { <ControlsView selected /> }.into_any()
        }
        Part::Evidence => {
            let selected = item(|place| match place {
                Place::Evidence(item) => item.clone(),
                _ => None,
            });
            view! { <EvidenceView selected /> }.into_any()
        }
        Part::Findings => {
            let selected = item(|place| match place {
                Place::Findings(finding) => finding.clone(),
                _ => None,
            });
            view! { <DeficienciesView selected /> }.into_any()
        }
        Part::Actions => {
            let selected = item(|place| match place {
                Place::Actions(action) => action.clone(),
                _ => None,
            });
            view! { <ActionsView selected /> }.into_any()
        }
        Part::Engagement => view! { <EngagementView /> }.into_any(),
        Part::Details => view! { <DetailsView /> }.into_any(),
        Part::Risks => {
            let selected = item(|place| match place {
                Place::Risks(risk) => *risk,
                _ => None,
            });
            view! { <RisksView selected /> }.into_any()
        }
        Part::Reference => {
            let selected = item(|place| match place {
                Place::Reference(entry) => entry.clone(),
                _ => None,
            });
            view! { <ReferenceView selected /> }.into_any()
        }
        Part::Report => view! { <ReportView /> }.into_any(),
        // The parts outside an assessment never come here; the overview is the front of the rest.
        Part::Overview
        | Part::Welcome
        | Part::Verify
        | Part::Identities
        | Part::Editions
        | Part::About => view! { <OverviewView /> }.into_any(),
    }
}

/// The open item of a list, as far as the address names one.
fn item<T>(of_place: fn(&Place) -> Option<T>) -> Signal<Option<T>>
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let navigation = Navigation::from_context();
    navigation
        .memo(move |route| route.place().and_then(of_place))
        .into()
}
