//! The dialog that carries on from an assessment: against which edition, and under which title.

use assay_assessment::{Prospect, TextLimit};
use assay_catalog::{Catalog, EditionStatus};
use leptos::prelude::*;

use crate::components::field::SelectOption;
use crate::components::{Button, ButtonKind, Dialog, SelectField, TextField};
use crate::desk::use_desk;
use crate::features::making::Making;
use crate::route::Route;
use crate::shell::{Navigation, Notices};
use crate::words::{self, carrying};
use crate::workbench::today;

/// The assessment from which one is about to carry on.
#[derive(Clone)]
pub struct CarryingOn {
    /// Its UUID.
    pub id: String,
    /// Its title, which may be empty.
    pub title: String,
    /// The edition that it is made against.
    pub edition: &'static Catalog,
}

/// The dialog; it is open while somebody is about to carry on from an assessment.
#[component]
pub fn CarryOnDialog(
    /// From which.
    from: RwSignal<Option<CarryingOn>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move || open.set(from.with(Option::is_some)));
    let heading = Memo::new(move |_| {
        let title = from.with(|from| {
            from.as_ref()
                .map(|from| words::assessments::title(&from.title))
        });
        title
            .map(|title| carrying::carry_on_from(&title))
            .unwrap_or_default()
    });
    view! {
        <Dialog open title=heading on_close=move || from.set(None)>
            {move || from.get().map(|from| view! { <Form from open /> })}
        </Dialog>
    }
}

/// What is asked for; made anew at each opening.
#[component]
fn Form(from: CarryingOn, open: RwSignal<bool>) -> impl IntoView {
    let (desk, navigation, notices) = (
        use_desk(),
        Navigation::from_context(),
        Notices::from_context(),
    );
    let making = Making::from_context();
    let before = from.edition;
    let editions = Signal::derive(move || desk.known_editions().get().all());
    let first = untrack(|| likely(before, &editions.get()));
    let chosen = RwSignal::new(first);
    let is_same = move |edition: &'static Catalog| std::ptr::eq(edition, before);
    let entered = RwSignal::new(None::<String>);
    let year = today().day.to_string().chars().take(4).collect::<String>();
    let old_title = from.title.clone();
    let title = Signal::derive(move || {
        entered.get().unwrap_or_else(|| {
            let edition = chosen.get();
            let version = (!is_same(edition)).then(|| edition.edition().version());
            carrying::usual_title(&old_title, &year, version)
        })
    });
    let choices = Signal::derive(move || {
        let choice = |edition: &'static Catalog| {
            let mut words = words::assessments::edition_choice(edition);
            if is_same(edition) {
                words = format!("The same: {words}");
            }
            SelectOption::new(edition.edition().sha256(), words)
        };
        editions.get().into_iter().map(choice).collect::<Vec<_>>()
    });
    let choose = move |sha256: String| {
        let all = editions.get_untracked();
        let found = all
            .into_iter()
            .find(|each| each.edition().sha256() == sha256);
        if let Some(found) = found {
            chosen.set(found);
        }
    };
    let prospect = Memo::new(move |_| {
        let edition = chosen.get();
        if is_same(edition) {
            carrying::against_the_same().to_owned()
        } else {
            carrying::against_another(Prospect::of(before, edition))
        }
    });
    let unfit = Signal::derive(move || {
        title.with(|title| title.trim().is_empty() || !TextLimit::Line.admits(title.trim()))
    });
    let gate = format!("assessment after {}", from.id);
    let busy = making.is_under_way(gate.clone());
    let id = StoredValue::new((from.id, gate));
    let begin = move || {
        let title = title.get_untracked().trim().to_owned();
        if unfit.get_untracked() {
            return;
        }
        let ((id, gate), edition) = (id.get_value(), chosen.get_untracked());
        making.run(gate, async move {
            match desk.carry_on(&id, edition, title).await {
                Ok(id) => {
                    let _room_left = open.try_set(false);
                    if let Some(route) = Route::overview_of(&id) {
                        navigation.go(&route);
                    }
                }
                Err(error) => notices.warn(error.to_string()),
            }
        });
    };
    view! {
        <form
            class="stack"
            novalidate=true
            on:submit=move |event| {
                event.prevent_default();
                begin();
            }
        >
            <SelectField
                label="Edition"
                options=choices
                value=Signal::derive(move || chosen.get().edition().sha256().to_owned())
                on_change=choose
            />
            <p>{move || prospect.get()}</p>
            <TextField
                label="Title"
                value=title
                on_input=move |text: String| entered.set(Some(text))
                longest=TextLimit::Line.characters()
            />
            <p class="muted">"The assessment that you carry on from stays as it is. Actions go along, done ones too."</p>
            <div class="dialog-actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Primary busy disabled=unfit submit=true>"Carry on"</Button>
            </div>
        </form>
    }
}

/// The edition that is most likely gone over to: a release of the same standard with a later date, or
/// else the same.
fn likely(before: &'static Catalog, all: &[&'static Catalog]) -> &'static Catalog {
    let edition = before.edition();
    let later = all.iter().copied().filter(|each| {
        let other = each.edition();
        other.name() == edition.name()
            && other.status() == EditionStatus::Release
            && other.date() > edition.date()
    });
    later
        .max_by_key(|each| each.edition().date())
        .unwrap_or(before)
}

#[cfg(test)]
mod tests {
    use assay_catalog::Editions;

    use super::*;

    #[test]
    fn a_later_release_is_proposed_and_a_draft_is_not() {
        let (release, draft) = (Editions::bundled_release(), Editions::bundled_draft());
        assert!(std::ptr::eq(likely(release, &[release, draft]), release));
        // The draft is later than the release, which is nothing to go back to.
        assert!(std::ptr::eq(likely(draft, &[release, draft]), draft));
        let mut editions = Editions::bundled();
        let text = draft.edition_file();
        let text = text.replace(r#""status":"draft""#, r#""status":"release""#);
        let later = editions.add(&text).unwrap();
        assert!(std::ptr::eq(likely(release, &editions.all()), later));
    }
}
