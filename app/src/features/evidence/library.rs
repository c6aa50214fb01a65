//! The library: every item of evidence, and what each supports.

use assay_assessment::{Evidence, EvidenceId, EvidenceKind};
use leptos::prelude::*;

use super::{adder::EvidenceAdder, detail::EvidenceDetail, facts::facts};
use crate::{
    components::{
        Chip, EmptyState, Icon, ListHeading, ListRow, Mark, PageHeading, SplitView, TextField,
    },
    features::places,
    route::{ItemKey, Part, Place, Route},
    shell::{Command, Commands, Navigation},
    words,
    workbench::{Workbench, use_workbench},
};

/// Which items the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Show {
    All,
    Files,
    Links,
    Unlinked,
}

impl Show {
    const ALL: [(Self, &'static str); 4] = [
        (Self::All, "All"),
        (Self::Files, "Files"),
        (Self::Links, "Links"),
        (Self::Unlinked, "Support nothing"),
    ];

    fn admits(self, item: &Evidence) -> bool {
        match self {
            Self::All => true,
            Self::Files => matches!(item.kind, EvidenceKind::File { .. }),
            Self::Links => matches!(item.kind, EvidenceKind::Link { .. }),
            Self::Unlinked => item.controls.is_empty() && item.risks.is_empty(),
        }
    }
}

/// Whether an item says what was typed: in its label, description, address, digest or what it
/// supports.
fn says(item: &Evidence, typed: &str) -> bool {
    let has = |text: &str| text.to_lowercase().contains(typed);
    let kind = match &item.kind {
        EvidenceKind::File { name, sha256, .. } => {
            has(name) || sha256.to_string().starts_with(typed)
        }
        EvidenceKind::Link { address } => has(address.as_str()),
    };
    typed.is_empty()
        || kind
        || has(&item.title)
        || has(&item.description)
        || item.controls.iter().any(|control| has(control.as_str()))
        || item.risks.iter().any(|risk| has(&risk.to_string()))
}

/// The newest items first; the identifier decides between items of one moment.
fn shown(workbench: Workbench, show: Show, typed: &str) -> Vec<EvidenceId> {
    let typed = typed.trim().to_lowercase();
    workbench.with(|assessment| {
        let mut items: Vec<_> = assessment
            .evidence()
            .iter()
            .filter(|(_, item)| show.admits(item) && says(item, &typed))
            .collect();
        items.sort_by(|(a, one), (b, other)| other.added_at.cmp(&one.added_at).then(a.cmp(b)));
        items.into_iter().map(|(id, _)| id.clone()).collect()
    })
}

/// The evidence room.
#[component]
pub fn EvidenceView(
    /// The open item.
    selected: Signal<Option<EvidenceId>>,
) -> impl IntoView {
    let workbench = use_workbench();
    let show = RwSignal::new(Show::All);
    let typed = RwSignal::new(String::new());
    let ids = Memo::new(move |_| shown(workbench, show.get(), &typed.read()));
    let open = Memo::new(move |_| {
        selected
            .get()
            .filter(|id| workbench.with(|assessment| assessment.evidence().contains_key(id)))
    });
    obey_list_keys(workbench, ids, open);
    view! {
        <SplitView
            label="Evidence"
            open=Signal::derive(move || open.get().is_some())
            back=places::part(workbench, Part::Evidence)
            filter=move || view! { <Filter show typed /> }
            list=move || view! { <Rows ids open /> }
        >
            {move || match open.get() {
                Some(id) => view! { <EvidenceDetail id /> }.into_any(),
                None => view! { <Library /> }.into_any(),
            }}
        </SplitView>
    }
}

#[component]
fn Filter(show: RwSignal<Show>, typed: RwSignal<String>) -> impl IntoView {
    let workbench = use_workbench();
    view! {
        <div data-filter="">
            <TextField label="Filter evidence" value=typed on_input=move |text| typed.set(text) placeholder="Name, control, risk, digest" />
        </div>
        <div class="cluster">
            {Show::ALL.map(|(one, label)| {
                let count = Memo::new(move |_| workbench.with(|assessment| {
                    assessment.evidence().values().filter(|item| one.admits(item)).count()
                }));
                view! {
                    <Chip
                        label=label
                        count=count
                        pressed=Signal::derive(move || show.get() == one)
                        on_press=move |()| show.set(one)
                    />
                }
            })}
        </div>
    }
}

#[component]
fn Rows(ids: Memo<Vec<EvidenceId>>, open: Memo<Option<EvidenceId>>) -> impl IntoView {
    view! {
        <ListHeading title="Newest first" figure=Signal::derive(move || words::count(ids.read().len(), "item", "items")) />
        <For each=move || ids.get() key=Clone::clone let:id>
            <Row id open />
        </For>
        <Show when=move || ids.read().is_empty()>
            <p class="evidence-none">"Nothing here."</p>
        </Show>
    }
}

#[component]
fn Row(id: EvidenceId, open: Memo<Option<EvidenceId>>) -> impl IntoView {
    let workbench = use_workbench();
    let (read, current) = (id.clone(), id.clone());
    let facts = workbench.memo(move |assessment| assessment.evidence().get(&read).map(facts));
    let of = move |part: fn(super::EvidenceFacts) -> String| {
        Signal::derive(move || facts.get().map(part).unwrap_or_default())
    };
    let mark = Signal::derive(move || {
        let supports = facts.get().map_or(0, |facts| facts.supports);
        if supports == 0 {
            (Mark::Attention, "Supports nothing".to_owned())
        } else {
            (Mark::Pass, format!("Supports {supports}"))
        }
    });
    view! {
        <ListRow
            href=places::evidence(workbench, &id)
            current=Signal::derive(move || open.get().as_ref() == Some(&current))
            mark
            title=of(|facts| facts.label)
            more=of(|facts| facts.line)
            end=of(|facts| facts.kind)
        />
    }
}

/// What stands beside the list while no item is open.
#[component]
fn Library() -> impl IntoView {
    let workbench = use_workbench();
    let empty = workbench.memo(|assessment| assessment.evidence().is_empty());
    view! {
        <PageHeading
            title="Evidence"
            lead="One item can support many controls and risks. Each file is hashed as it comes in and stays on this device."
        />
        <EvidenceAdder subject=Signal::stored(None) />
        <Show when=move || empty.get()>
            <EmptyState
                icon=Icon::Evidence
                title="No evidence yet"
                text="Drop what you examined: a configuration, a screenshot, a policy. Or add it from a control, and it is linked at once."
            />
        </Show>
    }
}

fn obey_list_keys(
    workbench: Workbench,
    ids: Memo<Vec<EvidenceId>>,
    open: Memo<Option<EvidenceId>>,
) {
    let navigation = Navigation::from_context();
    let go = move |id: &EvidenceId| {
        if let (Ok(key), Ok(item)) = (
            crate::route::AssessmentKey::parse(
                &workbench.with_untracked(|assessment| assessment.id().to_string()),
            ),
            ItemKey::parse(id.as_str()),
        ) {
            navigation.replace(&Route::Assessment {
                assessment: key,
                place: Place::Evidence(Some(item)),
            });
        }
    };
    Commands::from_context().on(move |command| {
        let list = ids.get_untracked();
        let here = open
            .get_untracked()
            .and_then(|id| list.iter().position(|other| *other == id));
        let target = match command {
            Command::NextItem => here.map_or(Some(0), |here| Some(here + 1)),
            Command::PreviousItem => here.and_then(|here| here.checked_sub(1)),
            _ => return false,
        };
        if let Some(id) = target.and_then(|target| list.get(target)) {
            go(id);
        }
        true
    });
}
