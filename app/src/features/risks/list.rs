//! The list of the active risks, and its filter.

use std::collections::BTreeMap;

use assay_assessment::{Treatment, exposure::Exposure};
use assay_catalog::{CategoryId, RiskGroup, RiskId};
use leptos::prelude::*;

use super::{
    filter::{Only, RiskFacts, RiskFilter, Sorting, TreatmentFilter, is_scored},
    heat::HeatChip,
    room::RiskRoom,
};
use crate::{
    components::{
        Button, ButtonKind, Chip, Icon, ListHeading, Mark, SelectField, StatusMark,
        field::SelectOption,
    },
    features::{
        list::{Drawn, EndOfDrawn, List, ListHead, NothingLeft, OnlyChips},
        own_risks::AddRisk,
    },
    words::{
        count, day,
        risks::{cell_words, own_heading, unit_words, worth_words},
    },
    workbench::use_workbench,
};

/// What stands above the list: words to look for, questions, and the order.
#[component]
pub fn RiskFilterBar(
    /// Filter and order.
    room: RiskRoom,
    /// What is known of every active risk.
    facts: Memo<BTreeMap<RiskId, RiskFacts>>,
    /// The list.
    list: List<RiskId>,
) -> impl IntoView {
    let RiskRoom { filter, sorting } = room;
    let is_carried =
        use_workbench().with_untracked(|assessment| assessment.carried_from().is_some());
    let count = move |only: Only| {
        facts.with(|facts| facts.values().filter(|each| only.admits(each)).count())
    };
    let order = move || {
        view! {
            <select
                class="field-control field-select risk-sorting"
                aria-label="Sort by"
                on:change=move |event| {
                    let label = event_target_value(&event);
                    let chosen = Sorting::ALL.into_iter().find(|each| each.label() == label);
                    sorting.set(chosen.unwrap_or_default());
                }
            >
                {Sorting::ALL
                    .map(|each| view! {
                        <option value=each.label() prop:selected=move || sorting.get() == each>
                            {each.label()}
                        </option>
                    })
                    .collect_view()}
            </select>
        }
    };
    view! {
        <ListHead list label="Filter risks" placeholder="Word, risk, owner" beside=order>
            {if is_carried {
                view! {
                    <OnlyChips all=Only::WHERE_CARRIED filter put=|filter| &mut filter.only count />
                }
                .into_any()
            } else {
                view! { <OnlyChips all=Only::ALL filter put=|filter| &mut filter.only count /> }
                    .into_any()
            }}
            <CellChip filter />
        </ListHead>
        <MoreFilters filter />
        <div>
            <AddRisk on_added=move |risk| {
                // The new risk must be in the list, whatever was filtered for.
                filter.set(RiskFilter::default());
                list.go(&risk);
            } />
        </div>
        <div class="risk-register-link">
            <Button kind=ButtonKind::Plain icon=Icon::Overview on_press=move |()| list.beside.set(true)>
                "Matrix, ranking and totals"
            </Button>
        </div>
    }
}

/// The cell of the matrix that is being looked at, and the way out of it.
#[component]
fn CellChip(filter: RwSignal<RiskFilter>) -> impl IntoView {
    move || {
        let cell = filter.with(|filter| filter.cell)?;
        Some(view! {
            <Chip
                label=format!("{} \u{d7}", cell_words(cell))
                pressed=true
                on_press=move |()| filter.update(|filter| filter.cell = None)
            />
        })
    }
}

/// Category, group and treatment: folded away until they are asked for.
#[component]
fn MoreFilters(filter: RwSignal<RiskFilter>) -> impl IntoView {
    let workbench = use_workbench();
    let any = || SelectOption::new("", "Any");
    let categories: Vec<_> = std::iter::once(any())
        .chain(
            workbench
                .catalog()
                .categories()
                .iter()
                .map(|category| SelectOption::new(category.id().as_str(), category.title())),
        )
        .collect();
    let groups: Vec<_> = std::iter::once(any())
        .chain(RiskGroup::ALL.map(|group| SelectOption::new(group.as_str(), group.as_str())))
        .collect();
    let treatments: Vec<_> = [any(), SelectOption::new("undecided", "Not decided")]
        .into_iter()
        .chain(Treatment::ALL.map(|each| SelectOption::new(each.label(), each.label())))
        .collect();
    let treatment_value = move || {
        filter.with(|filter| match filter.treatment {
            None => String::new(),
            Some(TreatmentFilter::Undecided) => "undecided".to_owned(),
            Some(TreatmentFilter::Decided(treatment)) => treatment.label().to_owned(),
        })
    };
    let choose_treatment = move |chosen: String| {
        let treatment = match chosen.as_str() {
            "undecided" => Some(TreatmentFilter::Undecided),
            label => Treatment::ALL
                .into_iter()
                .find(|each| each.label() == label)
                .map(TreatmentFilter::Decided),
        };
        filter.update(|filter| filter.treatment = treatment);
    };
    let category = move || filter.with(|filter| filter.category.as_ref().map(ToString::to_string));
    let group = move || filter.with(|filter| filter.group);
    view! {
        <details class="risk-more-filters">
            <summary>
                "Category, group, treatment"
                {move || {
                    let set = filter.with(RiskFilter::folded);
                    (set > 0).then(|| view! { <span class="risk-more-set">{format!("{set} set")}</span> })
                }}
            </summary>
            <div class="stack-tight">
                <SelectField
                    label="Category"
                    options=categories
                    value=Signal::derive(move || category().unwrap_or_default())
                    on_change=move |chosen: String| {
                        filter.update(|filter| filter.category = CategoryId::parse(&chosen).ok());
                    }
                />
                <SelectField
                    label="Risk group"
                    options=groups
                    value=Signal::derive(move || {
                        group().map(|group| group.as_str().to_owned()).unwrap_or_default()
                    })
                    on_change=move |chosen: String| {
                        let group = RiskGroup::ALL.into_iter().find(|each| each.as_str() == chosen);
                        filter.update(|filter| filter.group = group);
                    }
                />
                <SelectField
                    label="Treatment"
                    options=treatments
                    value=Signal::derive(treatment_value)
                    on_change=choose_treatment
                />
            </div>
        </details>
    }
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Line {
    Category(CategoryId),
    Own(String),
    Order(&'static str),
    Risk(RiskId),
}

/// The list itself.
#[component]
pub fn RiskList(
    /// Its order.
    sorting: RwSignal<Sorting>,
    /// What is known of every active risk.
    facts: Memo<BTreeMap<RiskId, RiskFacts>>,
    /// The list.
    list: List<RiskId>,
) -> impl IntoView {
    let shown = list.shown();
    let drawn = Drawn::of(list);
    let catalog = use_workbench().catalog();
    let lines = move || {
        let mut lines = Vec::new();
        let sorting = sorting.get();
        let mut heading = None;
        for risk in shown.get().into_iter().take(drawn.rows()) {
            let category = match catalog.risk(risk) {
                Some(risk) => Some(Line::Category(risk.category().clone())),
                None => facts.with(|facts| {
                    let own = facts.get(&risk)?.own.as_ref()?;
                    Some(Line::Own(own.category.trim().to_owned()))
                }),
            };
            if sorting == Sorting::Identifier && category.is_some() && heading != category {
                lines.extend(category.clone());
                heading = category;
            } else if lines.is_empty() {
                lines.push(Line::Order(sorting.heading()));
            }
            lines.push(Line::Risk(risk));
        }
        lines
    };
    let draw = move |line: Line| match line {
        Line::Own(category) => view! { <OwnHeading category facts /> }.into_any(),
        Line::Category(category) => view! { <CategoryHeading category facts /> }.into_any(),
        Line::Order(words) => {
            let figure =
                Signal::derive(move || shown.with(|shown| count(shown.len(), "risk", "risks")));
            view! { <ListHeading title=words figure /> }.into_any()
        }
        Line::Risk(risk) => view! { <RiskRow risk sorting facts list /> }.into_any(),
    };
    view! {
        <For each=lines key=Clone::clone children=draw />
        <EndOfDrawn list drawn />
        <NothingLeft list />
    }
}

/// The heading of a category, with how many of its risks are scored.
#[component]
fn CategoryHeading(
    category: CategoryId,
    facts: Memo<BTreeMap<RiskId, RiskFacts>>,
) -> impl IntoView {
    let catalog = use_workbench().catalog();
    let title = catalog
        .category(&category)
        .map(|category| category.title().to_owned())
        .unwrap_or_default();
    let is_of_it = move |risk: RiskId| {
        let risk = catalog.risk(risk);
        risk.is_some_and(|risk| *risk.category() == category)
    };
    let figure = Signal::derive(move || {
        facts.with(|facts| {
            let of_category = facts.iter().filter(|(risk, _)| is_of_it(**risk));
            let (scored, all) = of_category.fold((0, 0), |(scored, all), (_, facts)| {
                (scored + usize::from(is_scored(&facts.standing)), all + 1)
            });
            format!("{scored} of {all}")
        })
    });
    view! { <ListHeading title figure /> }
}

/// The heading of the assessor's own risks of one category.
#[component]
fn OwnHeading(category: String, facts: Memo<BTreeMap<RiskId, RiskFacts>>) -> impl IntoView {
    let title = own_heading(&category);
    let figure = Signal::derive(move || {
        facts.with(|facts| {
            let is_of_it = |facts: &&RiskFacts| {
                let own = facts.own.as_ref();
                own.is_some_and(|own| own.category.trim() == category)
            };
            let of_category: Vec<_> = facts.values().filter(is_of_it).collect();
            let scored = of_category
                .iter()
                .filter(|facts| is_scored(&facts.standing));
            format!("{} of {}", scored.count(), of_category.len())
        })
    });
    view! { <ListHeading title figure /> }
}

/// A row: identifier, title, severity, treatment, and the figure that the order is about.
#[component]
fn RiskRow(
    risk: RiskId,
    sorting: RwSignal<Sorting>,
    facts: Memo<BTreeMap<RiskId, RiskFacts>>,
    list: List<RiskId>,
) -> impl IntoView {
    let workbench = use_workbench();
    let is_open = list.is_open(risk);
    let title = Memo::new(move |_| workbench.risk_title(risk));
    let facts = Memo::new(move |_| facts.with(|facts| facts.get(&risk).cloned()));
    let standing = move || facts.with(|facts| facts.as_ref().map(|facts| facts.standing));
    let cell = Signal::derive(move || Some(standing()?.current()?.cell));
    let decided = move || {
        facts.with(|facts| {
            let facts = facts.as_ref()?;
            let treatment = facts.treatment.map(Treatment::label);
            let due = facts.due.map(|due| format!("due {}", day(due)));
            let words: Vec<_> = treatment
                .map(str::to_owned)
                .into_iter()
                .chain(due)
                .collect();
            (!words.is_empty()).then(|| words.join(" \u{b7} "))
        })
    };
    let attention =
        move || facts.with(|facts| facts.as_ref().is_some_and(|facts| facts.needs_attention));
    let figure = move || {
        let standing = standing()?;
        workbench.with(|assessment| {
            let currency = assessment.scales().currency();
            let money = |exposure: Option<Exposure>| {
                exposure.map(|exposure| currency.format_money(exposure.amount))
            };
            match sorting.get() {
                Sorting::Identifier | Sorting::ExposureNow => money(standing.current()),
                Sorting::Inherent => money(standing.inherent),
                Sorting::Worth => standing
                    .worth
                    .map(|worth| format!("{} per {}", worth_words(worth), unit_words(currency))),
                Sorting::Due => facts.with(|facts| Some(day(facts.as_ref()?.due?))),
            }
        })
    };
    view! {
        <a
            class="list-row risk-row"
            href=list.address(&risk)
            aria-current=move || is_open.get().then_some("true")
        >
            <span class="risk-row-id numbers">{risk.to_string()}</span>
            <span class="list-row-words">
                <span class="list-row-title">{title}</span>
                <span class="risk-row-more">
                    <HeatChip cell />
                    {move || decided().map(|words| view! { <span class="list-row-more">{words}</span> })}
                </span>
            </span>
            <span class="risk-row-end">
                <span class="list-row-end numbers">{figure}</span>
                {move || attention().then(|| view! {
                    <StatusMark mark=Mark::Attention text="Needs attention" />
                })}
            </span>
        </a>
    }
}
