//! One assessment in the list.

use assay_assessment::Timestamp;
use leptos::prelude::*;

use super::deleting::Deleting;
use crate::components::{Icon, IconButton, Mark, StackedBar, StackedPart, StatusMark, Tag};
use crate::desk::use_desk;
use crate::features::carrying::CarryingOn;
use crate::features::making::Making;
use crate::route::Route;
use crate::shell::Notices;
use crate::storage::{Counts, LibraryEntry};
use crate::words;
use crate::workbench::{local_day, today};

/// One assessment: what it is, how far it is, and what can be done with it.
#[component]
pub(super) fn AssessmentCard(
    /// The assessment as the list knows it.
    entry: LibraryEntry,
    /// The UUID and title of what is renamed.
    renaming: RwSignal<Option<(String, String)>>,
    /// What is about to be deleted.
    deleting: RwSignal<Option<Deleting>>,
    /// From what somebody is about to carry on.
    carrying: RwSignal<Option<CarryingOn>>,
) -> impl IntoView {
    let title = title_of(&entry);
    let href = Route::overview_of(&entry.id).map(|route| route.fragment());
    let counts = entry.counts;
    view! {
        <article class="assessment-card">
            <div class="assessment-card-words">
                <h2 class="assessment-card-title">
                    <a href=href>{title}</a>
                    {entry.example.then(|| view! { <Tag mark=Mark::Partial>"Example"</Tag> })}
                </h2>
                <p class="assessment-card-line">{about(&entry)}</p>
            </div>
            <div class="assessment-card-progress">
                <StackedBar label="Controls" parts=parts(counts) />
                <p class="assessment-card-line numbers">
                    {words::controls::tested(counts.tested, counts.controls)}
                    {(counts.failing > 0).then(|| view! {
                        <StatusMark
                            mark=Mark::Fail
                            words=true
                            text=words::count(counts.failing as usize, "fails", "fail")
                        />
                    })}
                </p>
            </div>
            <Tools entry renaming deleting carrying />
        </article>
    }
}

/// Carry on, rename, duplicate, delete.
#[component]
fn Tools(
    entry: LibraryEntry,
    renaming: RwSignal<Option<(String, String)>>,
    deleting: RwSignal<Option<Deleting>>,
    carrying: RwSignal<Option<CarryingOn>>,
) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let title = title_of(&entry);
    let (carry_label, rename_label, duplicate_label, delete_label) = (
        words::carrying::carry_on(&title),
        words::assessments::rename(&title),
        words::assessments::duplicate(&title),
        words::assessments::delete(&title),
    );
    let held = StoredValue::new((entry.id, entry.title));
    let rename = move || renaming.set(Some(held.get_value()));
    let making = Making::from_context();
    let duplicate = move || {
        let (id, _) = held.get_value();
        making.run(format!("copy of {id}"), async move {
            match desk.duplicate(&id).await {
                Ok(_) => notices.done("A copy was made. Its journal begins anew."),
                Err(error) => notices.warn(error.to_string()),
            }
        });
    };
    let carry_on = move || {
        let (id, title) = held.get_value();
        making.run(format!("edition of {id}"), async move {
            match desk.edition_of(&id).await {
                Ok(edition) => {
                    let from = CarryingOn { id, title, edition };
                    let _room_left = carrying.try_set(Some(from));
                }
                Err(error) => notices.warn(error.to_string()),
            }
        });
    };
    let copying = making.is_under_way(held.with_value(|(id, _)| format!("copy of {id}")));
    let title = StoredValue::new(title);
    let delete = move || {
        let ((id, _), title) = (held.get_value(), title.get_value());
        making.run(format!("losses of {id}"), async move {
            let losses = desk.losses(&id).await.map_err(|error| error.to_string());
            let _room_left = deleting.try_set(Some(Deleting { id, title, losses }));
        });
    };
    view! {
        <div class="assessment-card-tools">
            <IconButton label=carry_label icon=Icon::Forward on_press=carry_on />
            <IconButton label=rename_label icon=Icon::Edit on_press=rename />
            <IconButton label=duplicate_label icon=Icon::Copy busy=copying on_press=duplicate />
            <IconButton label=delete_label icon=Icon::Trash on_press=delete />
        </div>
    }
}

/// What an assessment is called on the desk.
pub(super) fn title_of(entry: &LibraryEntry) -> String {
    words::assessments::title(&entry.title)
}

/// Operator, last change and last backup in one line.
fn about(entry: &LibraryEntry) -> String {
    let today = today().day;
    let day = |milliseconds: u64| {
        words::day_near(local_day(Timestamp::from_milliseconds(milliseconds)), today)
    };
    let operator = (!entry.operator.is_empty()).then(|| words::name(&entry.operator));
    let changed = day(entry.changed);
    let backup = match &entry.last_backup {
        Some(last) => Some(words::backups::of_day(&day(last.at))),
        None if entry.example => None,
        None => Some(words::backups::none_yet_in_a_line().to_owned()),
    };
    words::assessments::line(operator, &changed, backup)
}

fn parts(counts: Counts) -> Vec<StackedPart> {
    let part = |mark, words: &str, count| StackedPart {
        mark,
        words: words.to_owned(),
        count,
    };
    vec![
        part(
            Mark::Pass,
            "tested and not failing",
            counts.tested.saturating_sub(counts.failing),
        ),
        part(Mark::Fail, "failing", counts.failing),
        part(
            Mark::Open,
            "not tested",
            counts.controls.saturating_sub(counts.tested),
        ),
    ]
}
