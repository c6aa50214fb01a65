//! The library: every item of evidence, and what each supports.

use assay_assessment::{Evidence, EvidenceId, EvidenceKind, EvidencePresence};
use leptos::prelude::*;

use super::{
    absence::absence_words, adder::EvidenceAdder, checking::CheckAll, detail::EvidenceDetail,
    facts::facts,
};
use crate::{
    browser::focus,
    components::{
        Button, Chip, EmptyState, FilterField, Icon, ListHeading, ListRow, Mark, OnePerSubject,
        PageHeading, SplitView,
    },
    features::{
        kept::kept,
        list_commands::{ListCommands, add_evidence, announce_count},
        places,
    },
    route::{Part, Route},
    shell::{Command, Commands, Navigation},
    words,
    workbench::{Workbench, use_workbench},
};

/// Which items the list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Show {
    #[default]
    All,
    Files,
    Links,
    Unlinked,
    Absent,
}

impl Show {
    const ALL: [(Self, &'static str); 5] = [
        (Self::All, "All"),
        (Self::Files, "Files"),
        (Self::Links, "Links"),
        (Self::Unlinked, "Support nothing"),
        (Self::Absent, "Missing or changed"),
    ];

    fn admits(self, item: &Evidence, presence: &EvidencePresence) -> bool {
        match self {
            Self::All => true,
            Self::Files => matches!(item.kind, EvidenceKind::File { .. }),
            Self::Links => matches!(item.kind, EvidenceKind::Link { .. }),
            Self::Unlinked => item.controls.is_empty() && item.risks.is_empty(),
            Self::Absent => presence.of_item(item).is_some(),
        }
    }
}

/// What the list of evidence is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceFilter {
    show: Show,
    /// Words of the label or the description, an address, a digest, or a control or a risk.
    text: String,
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
    let presence = workbench.presence();
    workbench.with(|assessment| {
        let mut items: Vec<_> = assessment
            .evidence()
            .iter()
            .filter(|(_, item)| show.admits(item, &presence) && says(item, &typed))
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
    let filter = kept::<EvidenceFilter>(workbench);
    let ids = Memo::new(move |_| filter.with(|filter| shown(workbench, filter.show, &filter.text)));
    let open = Memo::new(move |_| {
        selected
            .get()
            .filter(|id| workbench.with(|assessment| assessment.evidence().contains_key(id)))
    });
    obey(workbench, ids, open);
    view! {
        <SplitView
            label="Evidence"
            open=Signal::derive(move || open.get().is_some())
            back=places::part(workbench, Part::Evidence)
            introduced=true
            filter=move || view! { <Filter filter ids /> }
            list=move || view! { <Rows ids open /> }
        >
            <OnePerSubject
                subject=open
                draw=|id| view! { <EvidenceDetail id /> }
                otherwise=|| view! { <Library /> }
            />
        </SplitView>
    }
}

#[component]
fn Filter(filter: RwSignal<EvidenceFilter>, ids: Memo<Vec<EvidenceId>>) -> impl IntoView {
    let workbench = use_workbench();
    let navigation = Navigation::from_context();
    let open_first = move |()| {
        if let Some(id) = ids.with_untracked(|ids| ids.first().cloned()) {
            go_to(workbench, navigation, &id, false);
        }
    };
    let all = workbench.memo(|assessment| assessment.evidence().len());
    let count = move || {
        let all = words::count(all.get(), "item", "items");
        format!("{} of {all}", ids.read().len())
    };
    announce_count(filter, Signal::derive(count));
    view! {
        <FilterField
            label="Filter evidence"
            placeholder="Name, control, risk, digest"
            value=Signal::derive(move || filter.with(|filter| filter.text.clone()))
            on_input=move |text| filter.update(|filter| filter.text = text)
            on_enter=open_first
        />
        <div class="cluster" role="group" aria-label="Show only">
            {Show::ALL.map(|(one, label)| {
                let count = Memo::new(move |_| {
                    let presence = workbench.presence();
                    workbench.with(|assessment| {
                        let items = assessment.evidence().values();
                        items.filter(|item| one.admits(item, &presence)).count()
                    })
                });
                view! {
                    <Chip
                        label=label
                        count=count
                        pressed=Signal::derive(move || filter.with(|filter| filter.show == one))
                        on_press=move |()| filter.update(|filter| filter.show = one)
                    />
                }
            })}
        </div>
        <div class="evidence-add-link">
            <Button icon=Icon::Plus on_press=move || _ = add_evidence()>"Add evidence"</Button>
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
    let (read, current, asked) = (id.clone(), id.clone(), id.clone());
    let absence = Memo::new(move |_| {
        let presence = workbench.presence();
        workbench.with(|assessment| presence.of_item(assessment.evidence().get(&asked)?))
    });
    let facts = workbench.memo(move |assessment| {
        assessment
            .evidence()
            .get(&read)
            .map(|item| facts(item, workbench.day_of(item)))
    });
    let of = move |part: fn(super::EvidenceFacts) -> String| {
        Signal::derive(move || facts.get().map(part).unwrap_or_default())
    };
    let mark = Signal::derive(move || {
        let supports = facts.get().map_or(0, |facts| facts.supports);
        if let Some(absence) = absence.get() {
            (Mark::Fail, absence_words(absence).to_owned())
        } else if supports == 0 {
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
            more=Signal::derive(move || {
                let line = facts.get().map(|facts| facts.line).unwrap_or_default();
                match absence.get() {
                    Some(absence) => format!("{}  \u{b7}  {line}", absence_words(absence)),
                    None => line,
                }
            })
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
            level=2
            title="Evidence"
            lead="One item can support many controls and risks. Each file is hashed as it comes in and stays on this device."
        />
        <div data-add-evidence="">
            <EvidenceAdder subject=Signal::stored(None) />
        </div>
        <CheckAll />
        <Show when=move || empty.get()>
            <EmptyState
                icon=Icon::Evidence
                title="No evidence yet"
                text="Drop what you examined: a configuration, a screenshot, a policy. Or add it from a control, and it is linked at once."
            />
        </Show>
    }
}

fn go_to(workbench: Workbench, navigation: Navigation, id: &EvidenceId, replace: bool) {
    if let Ok(route) = Route::parse(&places::evidence(workbench, id)) {
        if replace {
            navigation.replace(&route);
        } else {
            navigation.go(&route);
        }
    }
}

fn obey(workbench: Workbench, ids: Memo<Vec<EvidenceId>>, open: Memo<Option<EvidenceId>>) {
    let navigation = Navigation::from_context();
    let step = move |forward: bool| {
        let list = ids.get_untracked();
        let open = open.get_untracked();
        let here = open
            .as_ref()
            .and_then(|id| list.iter().position(|other| other == id));
        let target = match (here, forward) {
            (None, _) => Some(0),
            (Some(here), true) => here.checked_add(1),
            (Some(here), false) => here.checked_sub(1),
        };
        if let Some(id) = target.and_then(|target| list.get(target)) {
            workbench.flush_typing();
            // From item to item Back does not go through each one.
            go_to(workbench, navigation, id, open.is_some());
            request_animation_frame(|| {
                focus::bring_into_sight("[data-list] [aria-current=\"true\"]");
            });
        }
    };
    let show_list = move |()| {
        if let Ok(route) = Route::parse(&places::part(workbench, Part::Evidence)) {
            navigation.go(&route);
        }
    };
    let list = ListCommands {
        step: Callback::new(step),
        open: Signal::derive(move || open.get().map(|id| id.to_string())),
        show_list: Callback::new(show_list),
    };
    list.obey();
    // While no item is open, the library's own place for new evidence stands in the detail.
    Commands::from_context().on(move |command| match command {
        Command::AddEvidence => {
            add_evidence() || {
                list.show_list.run(());
                request_animation_frame(|| _ = add_evidence());
                true
            }
        }
        _ => false,
    });
}
