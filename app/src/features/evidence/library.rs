//! The library: every item of evidence, and what each supports.

use assay_assessment::{Evidence, EvidenceId, EvidenceKind, EvidencePresence};
use leptos::prelude::*;

use super::{
    adder::EvidenceAdder, checking::CheckAll, detail::EvidenceDetail, facts::EvidenceFacts,
};
use crate::{
    components::{Button, EmptyState, Icon, ListHeading, ListRow, Mark, PageHeading},
    features::list::{
        Drawn, EndOfDrawn, Filter, List, ListHead, ListRoom, NothingLeft, OnlyChips, add_evidence,
        kept,
    },
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
fn arrange(workbench: Workbench, filter: &EvidenceFilter) -> Vec<EvidenceId> {
    let typed = filter.text.trim().to_lowercase();
    let presence = workbench.presence();
    workbench.with(|assessment| {
        let mut items: Vec<_> = assessment
            .evidence()
            .iter()
            .filter(|(_, item)| filter.show.admits(item, &presence) && says(item, &typed))
            .collect();
        items.sort_by(|(a, one), (b, other)| other.added_at.cmp(&one.added_at).then(a.cmp(b)));
        items.into_iter().map(|(id, _)| id.clone()).collect()
    })
}

impl Filter for EvidenceFilter {
    fn text(&self) -> &str {
        &self.text
    }

    fn text_mut(&mut self) -> &mut String {
        &mut self.text
    }
}

/// The evidence room.
#[component]
pub fn EvidenceView(
    /// The open item.
    selected: Signal<Option<EvidenceId>>,
) -> impl IntoView {
    let workbench = use_workbench();
    let filter = kept::<EvidenceFilter>(workbench);
    let all = Memo::new(move |_| arrange(workbench, &EvidenceFilter::default()));
    let shown = Memo::new(move |_| filter.with(|filter| arrange(workbench, filter)));
    let open = Memo::new(move |_| {
        selected
            .get()
            .filter(|id| workbench.with(|assessment| assessment.evidence().contains_key(id)))
    });
    let list = List::new(filter, all, shown, open);
    view! {
        <ListRoom
            list
            introduced=true
            filter=move || view! { <FilterBar filter list /> }
            rows=move || view! { <Rows list /> }
            draw=move |id| view! { <EvidenceDetail id list /> }
            otherwise=move || view! { <Library list /> }
        />
    }
}

#[component]
fn FilterBar(filter: RwSignal<EvidenceFilter>, list: List<EvidenceId>) -> impl IntoView {
    let workbench = use_workbench();
    let count = move |show: Show| {
        let presence = workbench.presence();
        workbench.with(|assessment| {
            let items = assessment.evidence().values();
            items.filter(|item| show.admits(item, &presence)).count()
        })
    };
    view! {
        <ListHead list label="Filter evidence" placeholder="Name, control, risk, digest">
            <OnlyChips all=Show::ALL filter put=|filter| &mut filter.show count />
        </ListHead>
        <div class="evidence-add-link">
            <Button icon=Icon::Plus on_press=move || _ = add_evidence()>"Add evidence"</Button>
        </div>
    }
}

#[component]
fn Rows(list: List<EvidenceId>) -> impl IntoView {
    let shown = list.shown();
    let drawn = Drawn::of(list);
    let rows =
        move || shown.with(|shown| shown.iter().take(drawn.rows()).cloned().collect::<Vec<_>>());
    view! {
        <ListHeading title="Newest first" figure=Signal::derive(move || words::count(shown.read().len(), "item", "items")) />
        <For each=rows key=Clone::clone let:id>
            <Row id list />
        </For>
        <EndOfDrawn list drawn />
        <NothingLeft list />
    }
}

#[component]
fn Row(id: EvidenceId, list: List<EvidenceId>) -> impl IntoView {
    let workbench = use_workbench();
    let read = id.clone();
    let facts = Memo::new(move |_| {
        let presence = workbench.presence();
        workbench.with(|assessment| {
            let item = assessment.evidence().get(&read)?;
            let day = workbench.day_of(item);
            Some(EvidenceFacts::of(&read, item, day, &presence))
        })
    });
    let absence = move || facts.with(|facts| facts.as_ref()?.absence);
    let of = move |part: fn(EvidenceFacts) -> String| {
        Signal::derive(move || facts.get().map(part).unwrap_or_default())
    };
    let mark = Signal::derive(move || {
        let supports = facts.with(|facts| facts.as_ref().map_or(0, |facts| facts.supports));
        if let Some(absence) = absence() {
            (Mark::Fail, words::evidence::absence(absence).to_owned())
        } else if supports == 0 {
            (Mark::Attention, "Supports nothing".to_owned())
        } else {
            (Mark::Pass, format!("Supports {supports}"))
        }
    });
    view! {
        <ListRow
            href=list.address(&id)
            current=list.is_open(id)
            mark
            title=of(|facts| facts.label)
            more=Signal::derive(move || {
                let line = facts.get().map(|facts| facts.line).unwrap_or_default();
                match absence() {
                    Some(absence) => format!("{} \u{b7} {line}", words::evidence::absence(absence)),
                    None => line,
                }
            })
            end=of(|facts| facts.kind)
        />
    }
}

/// What stands beside the list while no item is open.
#[component]
fn Library(list: List<EvidenceId>) -> impl IntoView {
    list.parts([
        (|| view! {
            <PageHeading
                level=2
                title="Evidence"
                lead="One item can support many controls and risks. Each file is hashed as it comes in and stays on this device."
            />
        })
        .into(),
        (|| view! {
            <div data-add-evidence="">
                <EvidenceAdder subject=Signal::stored(None) />
            </div>
        })
        .into(),
        (|| view! { <CheckAll /><NothingYet /> }).into(),
    ])
}

/// Says how evidence comes in while there is none.
#[component]
fn NothingYet() -> impl IntoView {
    let workbench = use_workbench();
    let empty = workbench.memo(|assessment| assessment.evidence().is_empty());
    view! {
        <Show when=move || empty.get()>
            <EmptyState
                icon=Icon::Evidence
                title="No evidence yet"
                text="Drop what you examined: a configuration, a screenshot, a policy. Or add it from a control, and it is linked at once."
            />
        </Show>
    }
}
