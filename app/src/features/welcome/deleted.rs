//! The deleted assessments: each can be brought back for thirty days, or be deleted for good by its
//! title.

use leptos::prelude::*;

use super::card::title_of;
use super::deleting::{Deleting, bring_back, what_goes};
use crate::components::{Button, ButtonKind, Dialog, Icon, TextField};
use crate::desk::use_desk;
use crate::features::making::Making;
use crate::shell::Notices;
use crate::storage::Deleted;
use crate::words::{self, assessments};
use crate::workbench::local_day;

/// The list; nothing is shown while nothing is deleted.
#[component]
pub(super) fn DeletedList() -> impl IntoView {
    let desk = use_desk();
    let for_good = RwSignal::new(None::<Deleting>);
    view! {
        <Show when=move || !desk.deleted().with(Vec::is_empty)>
            <section class="welcome-deleted" aria-labelledby="welcome-deleted">
                <h2 class="eyebrow" id="welcome-deleted">"Deleted"</h2>
                <p class="faint">"Each is kept on this device for 30 days after it was deleted."</p>
                <ul class="welcome-list">
                    <For
                        each=move || desk.deleted().get()
                        key=|deleted| (deleted.entry.id.clone(), deleted.deletion.at())
                        let(deleted)
                    >
                        <li><DeletedRow deleted for_good /></li>
                    </For>
                </ul>
            </section>
        </Show>
        <ForGoodDialog for_good />
    }
}

/// A deleted assessment, with the way back.
#[component]
fn DeletedRow(
    deleted: Deleted,
    /// What is about to be deleted for good.
    for_good: RwSignal<Option<Deleting>>,
) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let making = Making::from_context();
    let Deleted { entry, deletion } = deleted;
    let title = title_of(&entry);
    let (back_words, good_words) = (
        assessments::bring_back(&title),
        assessments::delete_for_good(&title),
    );
    let when = assessments::deleted_on(local_day(deletion.at()), local_day(deletion.kept_until()));
    let shown = title.clone();
    let held = StoredValue::new((entry.id, title));
    let back = move || bring_back(making, desk, notices, held.with_value(|(id, _)| id.clone()));
    let good = move || {
        let (id, title) = held.get_value();
        making.run(format!("losses of {id}"), async move {
            let losses = desk.losses(&id).await.map_err(|error| error.to_string());
            let _room_left = for_good.try_set(Some(Deleting { id, title, losses }));
        });
    };
    view! {
        <div class="deleted-row">
            <p class="deleted-row-words">
                <span>{shown}</span>
                <span class="faint">{when}</span>
            </p>
            <Button icon=Icon::Undo title=Signal::stored(back_words) on_press=back>"Bring back"</Button>
            <Button icon=Icon::Trash title=Signal::stored(good_words) on_press=good>"Delete for good"</Button>
        </div>
    }
}

/// Asks for the title before something is deleted for good.
#[component]
fn ForGoodDialog(for_good: RwSignal<Option<Deleting>>) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move || open.set(for_good.with(Option::is_some)));
    view! {
        <Dialog open title="Delete for good?" on_close=move || for_good.set(None)>
            {move || for_good.get().map(|deleting| view! { <ForGoodForm deleting open /> })}
        </Dialog>
    }
}

#[component]
fn ForGoodForm(deleting: Deleting, open: RwSignal<bool>) -> impl IntoView {
    let (desk, notices) = (use_desk(), Notices::from_context());
    let making = Making::from_context();
    let Deleting { id, title, losses } = deleting;
    let typed = RwSignal::new(String::new());
    let question = assessments::nothing_brings_back(&title);
    let held = StoredValue::new((id, title.clone()));
    let fits = Signal::derive(move || {
        typed.with(|typed| held.with_value(|(_, title)| names_it(typed, title)))
    });
    let delete = move || {
        if !fits.get_untracked() {
            return;
        }
        let (id, title) = held.get_value();
        open.set(false);
        making.run(format!("deletion of {id}"), async move {
            match desk.delete_for_good(&id).await {
                Ok(()) => notices.done(assessments::deleted_for_good(&title)),
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
                delete();
            }
        >
            {what_goes(&losses)}
            <p>{question}</p>
            <TextField
                label="Its title, to confirm"
                value=typed
                on_input=move |text: String| typed.set(text)
                hint=assessments::type_its_title(&title)
            />
            <div class="dialog-actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
                <Button
                    kind=ButtonKind::Danger
                    disabled=Signal::derive(move || !fits.get())
                    submit=true
                >
                    "Delete for good"
                </Button>
            </div>
        </form>
    }
}

/// Whether what was typed names the assessment with this title, which is as it is shown: what is typed
/// is compared as it would be shown, too. Spaces at the ends and in a row cannot be seen, and are not
/// asked for.
fn names_it(typed: &str, title: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (typed, title) = (plain(typed), plain(title));
    // Whoever copies the title from the page copies what keeps it apart there, too.
    typed == title || words::name(&typed) == title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_typed_as_it_is_seen_or_as_it_was_entered() {
        for title in [
            "Autumn review",
            "invoice\u{202e}fdp",
            "\u{5d1}\u{5d3}\u{5d9}\u{5e7}\u{5d4} 2026",
        ] {
            let shown = words::name(title);
            assert!(names_it(title, &shown), "{shown}");
            assert!(names_it(&format!(" {title}  "), &shown), "{shown}");
            assert!(names_it(&shown, &shown), "{shown}");
            assert!(!names_it("Autumn", &shown), "{shown}");
        }
        assert!(names_it(
            "invoice[U+202E]fdp",
            &words::name("invoice\u{202e}fdp")
        ));
    }
}
