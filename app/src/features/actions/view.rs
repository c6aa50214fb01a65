//! The list of actions, and adding one.

use assay_assessment::ActionId;
use leptos::prelude::*;

use super::{
    detail::ActionDetail,
    order::{ActionFilter, ActionList, Show},
    writing::state,
};
use crate::{
    browser::focus,
    components::{Button, EmptyState, Icon, ListHeading, ListRow, PageHeading},
    features::list::{List, ListHead, ListRoom, NothingLeft, OnlyChips, kept},
    words::{
        self,
        actions::{label, mends, standing_and_owner},
    },
    workbench::use_workbench,
};

/// The actions room.
#[component]
pub fn ActionsView(
    /// The open action.
    selected: Signal<Option<ActionId>>,
) -> impl IntoView {
    let workbench = use_workbench();
    let filter = kept::<ActionFilter>(workbench);
    let arrange = move |filter: &ActionFilter| {
        let today = workbench.today();
        workbench.with(|assessment| ActionList::of(assessment.actions(), filter, today))
    };
    let in_order = |groups: &ActionList| groups.all().cloned().collect();
    let groups = Memo::new(move |_| filter.with(arrange));
    let all = Memo::new(move |_| in_order(&arrange(&ActionFilter::default())));
    let shown = Memo::new(move |_| groups.with(in_order));
    let open = Memo::new(move |_| {
        selected
            .get()
            .filter(|id| workbench.with(|assessment| assessment.actions().contains_key(id)))
    });
    let list = List::new(filter, all, shown, open);
    view! {
        <ListRoom
            list
            filter=move || view! { <FilterBar filter list /> }
            rows=move || view! { <Rows groups list /> }
            draw=move |id| view! { <ActionDetail id list /> }
            otherwise=|| view! { <Introduction /> }
        />
    }
}

#[component]
fn FilterBar(filter: RwSignal<ActionFilter>, list: List<ActionId>) -> impl IntoView {
    let workbench = use_workbench();
    let add = move || {
        workbench.flush_typing();
        // What is wrong was shown to the user by the workbench.
        if let Ok(id) = workbench.add_action(None, "") {
            // The new action must be in the list, whatever was filtered for.
            filter.set(ActionFilter::default());
            list.go(&id);
            // The fields of the new action are drawn by then.
            request_animation_frame(|| _ = focus::move_to("[data-action-title] input"));
        }
    };
    let count = move |show: Show| {
        let today = workbench.today();
        workbench.with(|assessment| {
            let actions = assessment.actions().values();
            actions.filter(|action| show.admits(action, today)).count()
        })
    };
    view! {
        <ListHead list label="Filter actions" placeholder="Title, owner, control, risk">
            <OnlyChips all=Show::ALL filter put=|filter| &mut filter.show count />
        </ListHead>
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
fn Rows(groups: Memo<ActionList>, list: List<ActionId>) -> impl IntoView {
    let workbench = use_workbench();
    let none = workbench.memo(|assessment| assessment.actions().is_empty());
    let group = move |title: &'static str, ids: fn(&ActionList) -> &Vec<ActionId>| {
        let number = Memo::new(move |_| groups.with(|groups| ids(groups).len()));
        view! {
            <div hidden=move || number.get() == 0>
                <ListHeading
                    title
                    figure=Signal::derive(move || words::count(number.get(), "action", "actions"))
                />
                <For each=move || groups.with(|groups| ids(groups).clone()) key=Clone::clone let:id>
                    <Row id list />
                </For>
            </div>
        }
    };
    view! {
        {group("Open", |groups| &groups.open)}
        {group("Done", |groups| &groups.done)}
        <p class="actions-none" hidden=move || !none.get()>"No actions yet."</p>
        <NothingLeft list />
    }
}

#[component]
fn Row(id: ActionId, list: List<ActionId>) -> impl IntoView {
    let workbench = use_workbench();
    let read = id.clone();
    let action = workbench.memo(move |assessment| assessment.actions().get(&read).cloned());
    let mark = Signal::derive(move || {
        let today = workbench.today();
        let (mark, words) = action.with(|action| state(action.as_ref(), today));
        (mark, words.to_owned())
    });
    let more = Signal::derive(move || {
        let today = workbench.today();
        action.with(|action| {
            action
                .as_ref()
                .map(|action| standing_and_owner(action, today))
                .unwrap_or_default()
        })
    });
    let end = Signal::derive(move || {
        action.with(|action| action.as_ref().map(mends).unwrap_or_default())
    });
    view! {
        <ListRow
            href=list.address(&id)
            current=list.is_open(id)
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
