//! What a finding lacks, with the way to each.

use assay_assessment::{Deficiency, DeficiencyElement};
use leptos::prelude::*;

use crate::{
    browser::focus,
    components::{Mark, StatusMark},
};

/// The name by which the list of what is missing finds a field.
pub(super) fn name(part: DeficiencyElement) -> String {
    format!("{part:?}")
}

/// What is missing. Nobody asks it of a finding that has been remedied.
#[component]
pub(super) fn Missing(deficiency: Memo<Option<Deficiency>>) -> impl IntoView {
    let asked =
        Memo::new(move |_| deficiency.with(|one| one.as_ref().is_some_and(Deficiency::stands)));
    let lacks = Memo::new(move |_| {
        let lacks = deficiency.with(|one| one.as_ref().map(Deficiency::lacks));
        lacks.unwrap_or_default()
    });
    view! {
        <Show when=move || asked.get()>
            <Show
                when=move || !lacks.with(Vec::is_empty)
                fallback=|| view! {
                    <p class="deficiency-whole">
                        <StatusMark mark=Mark::Pass text="Nothing is missing" words=true />
                    </p>
                }
            >
                <div class="deficiency-missing">
                    <StatusMark mark=Mark::Open text="Missing" words=true />
                    <ul role="list">
                        <For each=move || lacks.get() key=|part| *part let:part>
                            <li>
                                <button type="button" class="deficiency-way" on:click=move |_| lead_to(part)>
                                    {part.missing()}
                                </button>
                            </li>
                        </For>
                    </ul>
                </div>
            </Show>
        </Show>
    }
}

fn lead_to(part: DeficiencyElement) {
    focus::move_to(&format!(
        "[data-deficiency-part=\"{}\"] :is(input:checked, input:not([type=\"radio\"]), textarea, select)",
        name(part)
    ));
}
