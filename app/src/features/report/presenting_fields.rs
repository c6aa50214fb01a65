//! The fields in which it is chosen how the report's pages are drawn.

use assay_report::document::{DateFormat, LeavablePart, NumberFormat, Paper, PdfEdition};
use leptos::prelude::*;

use super::{logo::LogoFields, presenting::Presenting};
use crate::{
    components::{Checkbox, ChoiceOption, Segmented, SelectField, field::SelectOption},
    desk::use_desk,
    shell::Notices,
    words::presenting,
};

/// The fields in which it is chosen; closed at first, with what is chosen in a line.
#[component]
pub(super) fn PresentingFields(presenting: Presenting) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let papers: Vec<ChoiceOption<Paper>> = Paper::ALL
        .map(|paper| ChoiceOption::new(paper, paper.label()))
        .into();
    let dates = options(&DateFormat::ALL, presenting::dates);
    let numbers = options(&NumberFormat::ALL, presenting::numbers);
    let parts = LeavablePart::ALL.map(|part| {
        view! {
            <Checkbox
                label=Signal::stored(part.label().to_owned())
                checked=Signal::derive(move || !presenting.get().left_out.contains(&part))
                on_change=move |wanted| presenting.choose(desk, notices, |chosen| {
                    if wanted {
                        _ = chosen.left_out.remove(&part);
                    } else {
                        _ = chosen.left_out.insert(part);
                    }
                })
            />
        }
    });
    let editions = PdfEdition::ALL.map(|edition| {
        view! {
            <Checkbox
                label=Signal::stored(edition.label().to_owned())
                checked=Signal::derive(move || presenting.get().has(edition))
                on_change=move |wanted| presenting.choose(desk, notices, |chosen| {
                    if wanted {
                        _ = chosen.not_made.remove(&edition);
                    } else {
                        _ = chosen.not_made.insert(edition);
                    }
                })
            />
        }
    });
    view! {
        <details class="report-presenting">
            <summary>{move || presenting::summary(&presenting.get())}</summary>
            <div class="report-presenting-fields">
                <Segmented
                    label="Paper"
                    options=papers
                    value=Signal::derive(move || Some(presenting.get().paper))
                    on_choose=move |paper| presenting.choose(desk, notices, |chosen| chosen.paper = paper)
                />
                <SelectField
                    label="Dates"
                    options=Signal::stored(dates)
                    value=Signal::derive(move || position(&DateFormat::ALL, presenting.get().dates))
                    on_change=move |value: String| if let Some(dates) = at(&DateFormat::ALL, &value) {
                        presenting.choose(desk, notices, |chosen| chosen.dates = dates);
                    }
                />
                <SelectField
                    label="Numbers"
                    options=Signal::stored(numbers)
                    value=Signal::derive(move || position(&NumberFormat::ALL, presenting.get().numbers))
                    on_change=move |value: String| if let Some(numbers) = at(&NumberFormat::ALL, &value) {
                        presenting.choose(desk, notices, |chosen| chosen.numbers = numbers);
                    }
                />
                <LogoFields presenting />
                <fieldset class="report-others">
                    <legend>"PDFs that are made"</legend>
                    <p class="report-quiet">{presenting::EDITIONS}</p>
                    {editions.into_iter().collect_view()}
                </fieldset>
                <fieldset class="report-others">
                    <legend>"Parts on the pages of the full edition"</legend>
                    <p class="report-quiet">{presenting::PARTS}</p>
                    {parts.into_iter().collect_view()}
                </fieldset>
            </div>
        </details>
    }
}

fn options<T: Copy>(all: &[T], words: fn(T) -> &'static str) -> Vec<SelectOption> {
    let all = all.iter().enumerate();
    all.map(|(place, each)| SelectOption {
        value: place.to_string(),
        label: words(*each).to_owned(),
    })
    .collect()
}

fn position<T: Copy + PartialEq>(all: &[T], chosen: T) -> String {
    let place = all.iter().position(|each| *each == chosen);
    place.unwrap_or_default().to_string()
}

fn at<T: Copy>(all: &[T], value: &str) -> Option<T> {
    all.get(value.parse::<usize>().ok()?).copied()
}
