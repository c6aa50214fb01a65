//! The list of actions, and adding one.

use assay_assessment::{ActionId, ActionState};
use leptos::prelude::*;

use super::{
    detail::ActionDetail,
    order::{ActionFilter, ActionList, Show},
    writing::{label, mends, standing},
};
use crate::{
    browser::focus,
    components::{
        Button, Chip, EmptyState, FilterField, Icon, ListHeading, ListRow, Mark, OnePerSubject,
        PageHeading, SplitView,
    },
    features::{
        kept::kept,
        list_commands::{ListCommands, announce_count},
        places,
    },
    route::{Part, Route},
    shell::Navigation,
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
    let filter = kept::<ActionFilter>(workbench);
    let list = Memo::new(move |_| {
        let today = workbench.today();
        filter.with(|filter| {
            workbench.with(|assessment| {
                ActionList::of(assessment.actions(), filter.show, &filter.text, today)
            })
        })
    });
    let open = Memo::new(move |_| {
        selected
            .get()
            .filter(|id| workbench.with(|assessment| assessment.actions().contains_key(id)))
    });
    obey(workbench, list, open);
    view! {
        <SplitView
            label="Actions"
            open=Signal::derive(move || open.get().is_some())
            back=places::part(workbench, Part::Actions)
            filter=move || view! { <Filter filter list /> }
            list=move || view! { <Rows list open /> }
        >
            <OnePerSubject
                subject=open
                draw=|id| view! { <ActionDetail id /> }
                otherwise=|| view! { <Introduction /> }
            />
        </SplitView>
    }
}

#[component]
fn Filter(filter: RwSignal<ActionFilter>, list: Memo<ActionList>) -> impl IntoView {
    let workbench = use_workbench();
    let navigation = Navigation::from_context();
    let add = move || {
        workbench.flush_typing();
        // What is wrong was shown to the user by the workbench.
        if let Ok(id) = workbench.add_action(None, "") {
            // The new action must be in the list, whatever was filtered for.
            filter.set(ActionFilter::default());
            go_to(workbench, navigation, &id, false);
            // The fields of the new action are drawn by then.
            request_animation_frame(|| _ = focus::move_to("[data-action-title] input"));
        }
    };
    let open_first = move |()| {
        if let Some(id) = list.with_untracked(|list| list.all().next().cloned()) {
            go_to(workbench, navigation, &id, false);
        }
    };
    let all = workbench.memo(|assessment| assessment.actions().len());
    let count = move || {
        let shown = list.with(|list| list.all().count());
        format!(
            "{shown} of {}",
            words::count(all.get(), "action", "actions")
        )
    };
    announce_count(filter, Signal::derive(count));
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
                pressed=Signal::derive(move || filter.with(|filter| filter.show == one))
                on_press=move |()| filter.update(|filter| filter.show = one)
            />
        }
    });
    view! {
        <FilterField
            label="Filter actions"
            placeholder="Title, owner, control, risk"
            value=Signal::derive(move || filter.with(|filter| filter.text.clone()))
            on_input=move |text| filter.update(|filter| filter.text = text)
            on_enter=open_first
        />
        <div class="cluster" role="group" aria-label="Show only">{chips}</div>
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
            let owner = match owner {
                "" => "no owner".to_owned(),
                owner => words::name(owner),
            };
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
            level=2
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

fn obey(workbench: Workbench, list: Memo<ActionList>, open: Memo<Option<ActionId>>) {
    let navigation = Navigation::from_context();
    let step = move |forward| {
        let here = open.get_untracked();
        let target = list.with_untracked(|list| list.step(here.as_ref(), forward).cloned());
        if let Some(target) = target {
            workbench.flush_typing();
            // From action to action Back does not go through each one.
            go_to(workbench, navigation, &target, here.is_some());
            request_animation_frame(|| {
                focus::bring_into_sight("[data-list] [aria-current=\"true\"]");
            });
        }
    };
    let show_list = move |()| {
        if let Ok(route) = Route::parse(&places::part(workbench, Part::Actions)) {
            navigation.go(&route);
        }
    };
    let list = ListCommands {
        step: Callback::new(step),
        open: Signal::derive(move || open.get().map(|id| id.to_string())),
        show_list: Callback::new(show_list),
    };
    list.obey();
}
