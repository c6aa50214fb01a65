//! On which items a procedure was performed.

use assay_assessment::TextLimit;
use leptos::prelude::*;

use super::{
    drawing::{DrawSample, Drawn},
    writing::Place,
};
use crate::{
    components::{CountField, TextField},
    features::{
        keeping::keeper_of,
        period::{PeriodFields, PeriodNames},
    },
};

/// What the days of a sample are called.
const PERIOD: PeriodNames = PeriodNames {
    period: "Days of the sample",
    first: "First day of the sample",
    last: "Last day of the sample",
    labels: ["Items from", "Items until"],
};

/// Population, sizes, way of choosing, days, and the draw.
#[component]
pub(super) fn SampleFields(
    /// The procedure.
    place: Place,
) -> impl IntoView {
    let disabled = place.read_only();
    let counted = move |name| keeper_of(place.workbench(), name, place.whose());
    // Open where something is said.
    let open = place
        .part(|procedure| !procedure.sample.is_empty())
        .get_untracked();
    view! {
        <details class="control-explain procedure-sample" open=open>
            <summary>"Population and sample"</summary>
            <div class="stack">
                <TextField
                    label="Population"
                    hint="What the items were chosen from, such as all changes of the year."
                    value=place.text("population", |procedure| &procedure.sample.population)
                    on_input=move |text| {
                        place.type_text("population", text, |procedure, text| {
                            procedure.sample.population = text;
                        });
                    }
                    longest=TextLimit::Line.characters()
                    disabled
                />
                <div class="procedure-counts">
                    <CountField
                        label="Size of the population"
                        value=place.part(|procedure| procedure.sample.population_size)
                        on_change=move |size| _ = place.set(|procedure| procedure.sample.population_size = size)
                        keeper=counted("Size of the population")
                        disabled
                    />
                    <CountField
                        label="Size of the sample"
                        value=place.part(|procedure| procedure.sample.size)
                        on_change=move |size| _ = place.set(|procedure| procedure.sample.size = size)
                        keeper=counted("Size of the sample")
                        disabled
                    />
                </div>
                <TextField
                    label="How it was chosen"
                    hint="Such as at random, the largest ones, or every tenth."
                    value=place.text("chosen", |procedure| &procedure.sample.chosen)
                    on_input=move |text| {
                        place.type_text("chosen", text, |procedure, text| procedure.sample.chosen = text);
                    }
                    longest=TextLimit::Line.characters()
                    disabled
                />
                <PeriodFields
                    value=place.part(|procedure| procedure.sample.period)
                    on_change=move |period| _ = place.set(|procedure| procedure.sample.period = period)
                    names=PERIOD
                    whose=place.whose()
                />
                <Drawn place />
                <DrawSample place />
            </div>
        </details>
    }
}
