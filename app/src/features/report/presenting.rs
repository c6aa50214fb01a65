//! How the report's pages are drawn: chosen before signing, and kept on this device for the next report.

use assay_report::document::{
    DateFormat, LeavablePart, NumberFormat, Paper, PdfEdition, Presentation,
};
use leptos::{prelude::*, task::spawn_local};

use super::logo::LogoFields;
use crate::{
    components::{Checkbox, ChoiceOption, Segmented, SelectField, field::SelectOption},
    desk::{Desk, use_desk},
    shell::Notices,
    words::presenting,
};

/// How the pages are to be drawn. A handle: copies are the same.
#[derive(Clone, Copy)]
pub(super) struct Presenting {
    chosen: RwSignal<Presentation>,
    /// Whether something was chosen in this visit, which what was kept must not undo.
    touched: StoredValue<bool>,
}

impl Presenting {
    /// As it was chosen last on this device.
    pub(super) fn of(desk: Desk) -> Self {
        let own = Self {
            chosen: RwSignal::new(Presentation::default()),
            touched: StoredValue::new(false),
        };
        spawn_local(async move {
            // What cannot be read is as if nothing had been chosen.
            let kept = desk.presentation().await.unwrap_or_default();
            if own.touched.try_get_value() == Some(false) {
                let _room_left = own.chosen.try_set(kept);
            }
        });
        own
    }

    /// What is chosen; followed.
    pub(super) fn get(self) -> Presentation {
        self.chosen.get()
    }

    /// What is chosen now.
    pub(super) fn get_untracked(self) -> Presentation {
        self.chosen.get_untracked()
    }

    /// Changes what is chosen, and keeps it for the next report.
    pub(super) fn choose(
        self,
        desk: Desk,
        notices: Notices,
        change: impl FnOnce(&mut Presentation),
    ) {
        self.touched.set_value(true);
        self.chosen.update(change);
        let chosen = self.chosen.get_untracked();
        spawn_local(async move {
            if let Err(error) = desk.remember_presentation(&chosen).await {
                notices.warn(error.to_string());
            }
        });
    }
}

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

/// The file of the logo that pages are drawn with; empty where there is none.
///
/// # Errors
/// Why it is not there, as words.
pub async fn logo_of(desk: Desk, presentation: &Presentation) -> Result<Vec<u8>, String> {
    let Some(logo) = &presentation.logo else {
        return Ok(Vec::new());
    };
    let file = desk.logo_file(logo).await;
    let file = file.map_err(|error| error.to_string())?;
    file.ok_or_else(|| presenting::LOGO_GONE.to_owned())
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
