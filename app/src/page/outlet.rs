//! Draws the part of the page that the address names.

use assay_assessment::{ActionId, EvidenceId};
use assay_catalog::{ControlId, RiskId};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    components::{Button, ButtonKind, EmptyState, Icon, LinkButton},
    desk::{DeskError, OpenAssessment, use_desk},
    features::{
        actions::ActionsView,
        controls::ControlsView,
        details::DetailsView,
        evidence::EvidenceView,
        identities::IdentitiesView,
        overview::OverviewView,
        report::ReportView,
        risks::{RisksView, provide_risk_room},
        verify::VerifyView,
        welcome::WelcomeView,
    },
    route::{Part, Route},
    shell::{Navigation, Notices},
};

/// The open part.
#[component]
pub(super) fn Outlet() -> impl IntoView {
    let navigation = Navigation::from_context();
    provide_risk_room();
    move || match navigation.part() {
        Part::Welcome => view! { <WelcomeView /> }.into_any(),
        Part::Verify => view! { <VerifyView /> }.into_any(),
        Part::Identities => view! { <IdentitiesView /> }.into_any(),
        part => view! { <AssessmentPart part /> }.into_any(),
    }
}

/// A part of the open assessment, or why none is open.
#[component]
fn AssessmentPart(part: Part) -> impl IntoView {
    let open = use_desk().open_assessment();
    move || match open.get() {
        OpenAssessment::Open { workbench, .. } => {
            provide_context(workbench);
            draw(part)
        }
        OpenAssessment::None | OpenAssessment::Opening { .. } => {
            view! { <p class="outlet-wait" role="status">"Opening the assessment\u{2026}"</p> }
                .into_any()
        }
        OpenAssessment::Failed { id, error } => view! { <OpeningFailed id error /> }.into_any(),
    }
}

fn draw(part: Part) -> AnyView {
    let navigation = Navigation::from_context();
    match part {
        Part::Controls => {
            view! { <ControlsView selected={item::<ControlId>(navigation)} /> }.into_any()
        }
        Part::Evidence => {
            view! { <EvidenceView selected={item::<EvidenceId>(navigation)} /> }.into_any()
        }
        Part::Actions => {
            view! { <ActionsView selected={item::<ActionId>(navigation)} /> }.into_any()
        }
        Part::Details => view! { <DetailsView /> }.into_any(),
        Part::Overview => view! { <OverviewView /> }.into_any(),
        Part::Risks => view! { <RisksView selected={item::<RiskId>(navigation)} /> }.into_any(),
        Part::Report => view! { <ReportView /> }.into_any(),
        other => view! { <p>{other.title()}</p> }.into_any(),
    }
}

/// The open item of a list, as far as the address names one.
fn item<T>(navigation: Navigation) -> Signal<Option<T>>
where
    T: std::str::FromStr + Clone + PartialEq + Send + Sync + 'static,
{
    navigation
        .memo(|route| route.item().and_then(|key| key.as_str().parse().ok()))
        .into()
}

/// An assessment that cannot be opened: why, and what can be done without losing anything.
#[component]
fn OpeningFailed(id: String, error: DeskError) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let (again, found) = (id.clone(), id);
    let unreadable = matches!(error, DeskError::Unreadable(_));
    view! {
        <EmptyState icon=Icon::Warning title="This assessment cannot be opened" text=error.to_string()>

            <div class="outlet-choices">
                <Button
                    kind=ButtonKind::Primary
                    on_press=move || {
                        let id = again.clone();
                        spawn_local(async move { desk.open(&id).await });
                    }
                >
                    "Try again"
                </Button>
                {unreadable.then(|| view! {
                    <Button on_press=move || {
                        let id = found.clone();
                        spawn_local(async move {
                            match desk.save_as_found(&id).await {
                                Ok(_) => notices.done("Everything that is stored of it was handed over as a file."),
                                Err(error) => notices.warn(error.to_string()),
                            }
                        });
                    }>"Save it as it was found"</Button>
                })}
                <LinkButton href=Route::Welcome.fragment()>"All assessments"</LinkButton>
            </div>
        </EmptyState>
    }
}
