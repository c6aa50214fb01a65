//! An item of evidence as one line, wherever a control or a risk has it.

use assay_assessment::{Edit, Evidence, Subject};
use leptos::prelude::*;

use super::{absence::AbsenceTag, facts::EvidenceFacts};
use crate::{
    components::{Card, Icon, IconButton},
    features::places,
    workbench::{Workbench, use_workbench},
};

/// What is shown of the items that are asked for, in the library's order.
pub fn facts_of(
    workbench: Workbench,
    asked: impl Fn(&Evidence) -> bool + Send + Sync + 'static,
) -> Memo<Vec<EvidenceFacts>> {
    Memo::new(move |_| {
        let presence = workbench.presence();
        workbench.with(|assessment| {
            let items = assessment.evidence().iter();
            items
                .filter(|(_, item)| asked(item))
                .map(|(id, item)| EvidenceFacts::of(id, item, workbench.day_of(item), &presence))
                .collect()
        })
    })
}

/// One item, with what can be done with it.
#[component]
pub fn EvidenceLine(
    /// What is shown of it.
    facts: EvidenceFacts,
    /// Where its name leads, if anywhere.
    #[prop(default = None)]
    href: Option<String>,
    /// How many others it supports, where that is to be said.
    #[prop(optional)]
    also: usize,
    /// What can be done with it.
    children: Children,
) -> impl IntoView {
    let words = view! {
        <span class="card-line mono">{facts.line}</span>
        <AbsenceTag absence=facts.absence />
        {(also > 0).then(|| view! { <span class="card-also">{format!("also supports {also}")}</span> })}
    };
    view! {
        <Card kind=Some(facts.kind) href name=Signal::stored(facts.label) words=words.into_any()>
            {children()}
        </Card>
    }
}

/// The items that support a control or a risk, each with the way to unlink it.
#[component]
pub fn EvidenceLines(
    /// The items.
    items: Memo<Vec<EvidenceFacts>>,
    /// What they support.
    subject: Subject,
) -> impl IntoView {
    let workbench = use_workbench();
    let draw = move |facts: EvidenceFacts| {
        let (id, subject) = (facts.id.clone(), subject.clone());
        let unlink = move || {
            // What is wrong was shown to the user by the workbench.
            _ = workbench.perform(Edit::UnlinkEvidence {
                id: id.clone(),
                subject: subject.clone(),
            });
        };
        let label = format!("Unlink {}", facts.label);
        let (href, also) = (
            places::evidence(workbench, &facts.id),
            facts.supports.saturating_sub(1),
        );
        view! {
            <EvidenceLine facts href=Some(href) also>
                <IconButton
                    label=label.clone()
                    icon=Icon::Close
                    on_press=unlink
                    disabled=Signal::derive(move || workbench.is_read_only())
                />
            </EvidenceLine>
        }
    };
    view! {
        <ul class="card-list" role="list">
            <For each=move || items.get() key=Clone::clone children=draw />
        </ul>
    }
}
