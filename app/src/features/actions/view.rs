//! The list of actions, and adding one.

use assay_assessment::{ActionId, ActionState};
use leptos::prelude::*;

use super::{
    detail::ActionDetail,
    order::{ActionList, Show},
    writing::{label, mends, standing},
};
use crate::{
    browser::focus,
    components::{
        Button, Chip, EmptyState, Icon, ListHeading, ListRow, Mark, PageHeading, SplitView,
        TextField,
    },
    features::places,
    route::{Part, Route},
    shell::{Command, Commands, Navigation},
    words,
    workbench::{Workbench, use_workbench},
};

/// The actions room.
#[component]
pub fn ActionsView(
    /// The open action.
    selected: Signal<Option<ActionId>>,
) -> impl IntoView {
    let workbench = use_workbench();
    let show = RwSignal::new(Show::All);
    let typed = RwSignal::new(String::new());
    let list = Memo::new(move |_| {
        let today = workbench.today();
        workbench.with(|assessment| {
            ActionList::of(assessment.actions(), show.get(), &typed.read(), today)
        })
    });
    let open = Memo::new(move |_| {
        selected
            .get()
            .filter(|id| workbench.with(|assessment| assessment.actions().contains_key(id)))
    });
    obey_list_keys(workbench, list, open);
    view! {
        <SplitView
            label="Actions"
            open=Signal::derive(move || open.get().is_some())
            back=places::part(workbench, Part::Actions)
            filter=move || view! { <Filter show typed /> }
            list=move || view! { <Rows list open /> }
        >
            {move || match open.get() {
                Some(id) => view! { <ActionDetail id /> }.into_any(),
                None => view! { <Introduction /> }.into_any(),
            }}
        </SplitView>
    }
}

#[component]
fn Filter(show: RwSignal<Show>, typed: RwSignal<String>) -> impl IntoView {
    let workbench = use_workbench();
    let navigation = Navigation::from_context();
    let add = move || {
        workbench.flush_typing();
        // What is wrong was shown to the user by the workbench.
        if let Ok(id) = workbench.add_action(None, "") {
            // The new action must be in the list, whatever was filtered for.
            show.set(Show::All);
            typed.set(String::new());
            go_to(workbench, navigation, &id, false);
            // The fields of the new action are drawn by then.
            request_animation_frame(|| _ = focus::move_to("[data-action-title] input"));
        }
    };
    let chips = Show::ALL.map(|(one, words)| {
        let count = Memo::new(move |_| {
            let today = workbench.today();
            workbench.with(|assessment| {
                let actions = assessment.actions().values();
                actions.filter(|action| one.admits(action, today)).count()
            })
        });
        view! {
            <Chip
                label=words
                count=count
                pressed=Signal::derive(move || show.get() == one)
                on_press=move |()| show.set(one)
            />
        }
    });
    view! {
        <div data-filter="">
            <TextField
                label="Filter actions"
                value=typed
                on_input=move |text| typed.set(text)
                placeholder="Title, owner, control, risk"
            />
        </div>
        <div class="cluster">{chips}</div>
        <div>
            <Button
                icon=Icon::Plus
                disabled=Signal::derive(move || workbench.is_read_only())
                on_press=add
            >
                "Add action"
            </Button>
        </div>
    }
}

#[component]
fn Rows(list: Memo<ActionList>, open: Memo<Option<ActionId>>) -> impl IntoView {
    let workbench = use_workbench();
    let none = workbench.memo(|assessment| assessment.actions().is_empty());
    let group = move |title: &'static str, ids: fn(&ActionList) -> &Vec<ActionId>| {
        let number = Memo::new(move |_| list.with(|list| ids(list).len()));
        view! {
            <div hidden=move || number.get() == 0>
                <ListHeading
                    title
                    figure=Signal::derive(move || words::count(number.get(), "action", "actions"))
                />
                <For each=move || list.with(|list| ids(list).clone()) key=Clone::clone let:id>
                    <Row id open />
                </For>
            </div>
        }
    };
    view! {
        {group("Open", |list| &list.open)}
        {group("Done", |list| &list.done)}
        <Show when=move || list.with(ActionList::is_empty)>
            <p class="actions-none">
                {move || if none.get() { "No actions yet." } else { "No action matches this filter." }}
            </p>
        </Show>
    }
}

#[component]
fn Row(id: ActionId, open: Memo<Option<ActionId>>) -> impl IntoView {
    let workbench = use_workbench();
    let (read, current) = (id.clone(), id.clone());
    let action = workbench.memo(move |assessment| assessment.actions().get(&read).cloned());
    let mark = Signal::derive(move || {
        let today = workbench.today();
        let (mark, words) = action.with(|action| match action {
            Some(action) if action.state != ActionState::Open => (Mark::Pass, "Done"),
            Some(action) if action.is_overdue(today) => (Mark::Fail, "Overdue"),
            _ => (Mark::Open, "Open"),
        });
        (mark, words.to_owned())
    });
    let more = Signal::derive(move || {
        let today = workbench.today();
        action.with(|action| {
            let Some(action) = action else {
                return String::new();
            };
            let owner = action.owner.trim();
            let owner = if owner.is_empty() { "no owner" } else { owner };
            format!("{} \u{b7} {owner}", standing(action, today))
        })
    });
    let end = Signal::derive(move || {
        action.with(|action| action.as_ref().map(mends).unwrap_or_default())
    });
    view! {
        <ListRow
            href=places::action(workbench, &id)
            current=Signal::derive(move || open.get().as_ref() == Some(&current))
            mark
            title=Signal::derive(move || action.with(|action| action.as_ref().map(label).unwrap_or_default()))
            more
            end
        />
    }
}

/// What stands beside the list while no action is open.
#[component]
fn Introduction() -> impl IntoView {
    let workbench = use_workbench();
    let empty = workbench.memo(|assessment| assessment.actions().is_empty());
    view! {
        <PageHeading
            title="Actions"
            lead="What somebody has undertaken to do about a finding: who, what, and by when. The report lists every action."
        />
        <Show
            when=move || empty.get()
            fallback=|| view! { <p class="muted">"Choose an action from the list."</p> }
        >
            <EmptyState
                icon=Icon::Actions
                title="No actions yet"
                text="Add one here, or from a control that fails or a risk; it is then linked at once."
            />
        </Show>
    }
}

fn go_to(workbench: Workbench, navigation: Navigation, id: &ActionId, replace: bool) {
    if let Ok(route) = Route::parse(&places::action(workbench, id)) {
        if replace {
            navigation.replace(&route);
        } else {
            navigation.go(&route);
        }
    }
}

fn obey_list_keys(workbench: Workbench, list: Memo<ActionList>, open: Memo<Option<ActionId>>) {
    let navigation = Navigation::from_context();
    Commands::from_context().on(move |command| {
        let here = open.get_untracked();
        let forward = match command {
            Command::NextItem => true,
            Command::PreviousItem => false,
            Command::BackToList if here.is_some() => {
                if let Ok(route) = Route::parse(&places::part(workbench, Part::Actions)) {
                    navigation.go(&route);
                }
                return true;
            }
            _ => return false,
        };
        let target = list.with_untracked(|list| list.step(here.as_ref(), forward).cloned());
        if let Some(target) = target {
            // From action to action Back does not go through each one.
            go_to(workbench, navigation, &target, here.is_some());
            request_animation_frame(|| {
                focus::bring_into_sight("[data-list] [aria-current=\"true\"]");
            });
        }
        true
    });
}
