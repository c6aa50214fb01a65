//! A text of the engagement, with the wording that is offered for it.

use assay_assessment::{Edit, EngagementText, TextLimit, engagement::Way};
use leptos::prelude::*;

use crate::{
    components::{Button, ButtonKind, TextArea, TextField},
    workbench::use_workbench,
};

/// Its field. A wording that is offered stands below, to be read before it is taken over.
#[component]
pub(super) fn Written(
    /// Which text.
    text: EngagementText,
) -> impl IntoView {
    let workbench = use_workbench();
    let disabled = Signal::derive(move || workbench.is_read_only());
    let field = format!("engagement {text:?}");
    let stored = workbench.memo(move |assessment| assessment.engagement().text(text).to_owned());
    let value = workbench.shown(field.clone(), stored);
    let on_input = move |typed: String| {
        workbench.type_into(&field, typed, move |_, typed| {
            Some(Edit::SetEngagementText {
                field: text,
                text: typed.to_owned(),
            })
        });
    };
    let longest = text.limit().characters();
    let control = if text.limit() == TextLimit::Line {
        view! { <TextField label=text.title() hint=text.hint() value on_input longest disabled /> }
            .into_any()
    } else {
        view! { <TextArea label=text.title() hint=text.hint() value on_input longest disabled /> }
            .into_any()
    };
    view! {
        <div class="engagement-text" data-way=super::checklist::name(Way::Text(text))>
            {control}
            <Offer text />
        </div>
    }
}

/// The wording that is offered, while something else stands there.
#[component]
fn Offer(text: EngagementText) -> impl IntoView {
    let workbench = use_workbench();
    let offered = workbench.memo(move |assessment| {
        let offered = assessment.offered(text);
        offered.filter(|offered| assessment.engagement().text(text) != offered)
    });
    let take = move || {
        workbench.flush_typing();
        // What is offered now, after what was typed until now.
        if let Some(wording) = workbench.with_untracked(|assessment| assessment.offered(text)) {
            // The workbench tells the user what it refuses.
            _ = workbench.perform(Edit::SetEngagementText {
                field: text,
                text: wording,
            });
        }
    };
    view! {
        <Show when=move || offered.with(Option::is_some) && !workbench.is_read_only()>
            <details class="engagement-offer">
                <summary>
                    "Offered wording"
                    <span class="visually-hidden">{format!(" for {}", text.title())}</span>
                </summary>
                <p>{move || offered.get()}</p>
                <Button
                    kind=ButtonKind::Quiet
                    title=Signal::stored(format!("Put this wording into {}; undo brings back what stands there", text.title()))
                    on_press=take
                >
                    "Use this wording"
                </Button>
            </details>
        </Show>
    }
}
