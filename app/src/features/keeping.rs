//! Fields whose entries the open assessment cannot take as they stand: kept beside it until they
//! are mended, and said in the header.

use assay_assessment::{About, Day, MomentError, Whose};
use leptos::prelude::*;

use crate::{
    components::{DateField, Keeper, Unread},
    words::sentence,
    workbench::{Draft, Workbench, use_workbench},
};

/// Keeps what one field could not read. `field` names it among all fields of the assessment.
#[must_use]
pub fn keeper(workbench: Workbench, field: String, about: About) -> Keeper {
    let read = field.clone();
    let kept = Signal::derive(move || {
        let draft = workbench.draft(&read)?;
        Some(Unread {
            text: draft.text,
            why: draft.why,
        })
    });
    Keeper::new(kept, move |unread: Option<Unread>| match unread {
        Some(Unread { text, why }) => workbench.hold(
            &field,
            Draft {
                text,
                why,
                about: about.clone(),
            },
        ),
        None => workbench.let_go(&field),
    })
}

/// The same for a field that is named by what it is about.
#[must_use]
pub fn keeper_of(workbench: Workbench, name: &'static str, whose: Whose) -> Keeper {
    let about = About::new(name, whose);
    keeper(workbench, format!("entry {about:?}"), about)
}

/// A day of the open assessment. What is half entered, or is refused, is no edit: it stays in the
/// field with the reason, and the header says that it is not saved.
#[component]
pub fn DayField(
    /// What is asked for.
    label: &'static str,
    /// The day that stands.
    #[prop(into)]
    value: Signal<Option<Day>>,
    /// Called with the day that was entered, or with none when it was taken away.
    #[prop(into)]
    on_change: Callback<Option<Day>>,
    /// What the field is called in the header, and whose it is.
    about: (&'static str, Whose),
    /// A line below the field.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// Whether there is always a day, which stands here again as soon as the field is left.
    #[prop(optional, into)]
    required: Signal<bool>,
    /// Why the day cannot be taken away, where that is to be said.
    #[prop(optional)]
    needed: Option<&'static str>,
    /// What is wrong with the day, beside what the field itself can tell.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let workbench = use_workbench();
    let keeper = keeper_of(workbench, about.0, about.1);
    Effect::new(move |before: Option<Option<Day>>| {
        let now = value.get();
        // What was refused was meant to take the place of another day.
        if before.is_some_and(|before| before != now) {
            keeper.set(None);
        }
        now
    });
    let change = move |text: String| {
        let day = match (text.as_str(), needed) {
            ("", Some(why)) => Err(why.to_owned()),
            ("", None) => Ok(None),
            (text, _) => text
                .parse()
                .map(Some)
                .map_err(|error: MomentError| sentence(&error.to_string())),
        };
        match day {
            Ok(day) => {
                workbench.flush_typing();
                // A field that is taken away tells of its change last, when whoever made the callback
                // may be gone.
                on_change.try_run(day);
            }
            Err(why) => keeper.set(Some(Unread { text, why })),
        }
    };
    view! {
        <DateField
            label
            value=Signal::derive(move || value.get().map(|day| day.to_string()).unwrap_or_default())
            on_change=change
            hint=hint.map(|hint| Signal::stored(hint.to_owned()))
            required
            error
            keeper
            disabled=Signal::derive(move || workbench.is_read_only())
        />
    }
}
