//! What lies in the evidence library for a risk, and what is to be done about it.

use assay_assessment::{
    Absence, ActionId, ActionState, Day, Edit, Evidence, EvidenceId, EvidenceKind, Subject,
    TextLimit,
};
use assay_catalog::RiskId;
use leptos::prelude::*;

use crate::{
    components::{
        Button, ButtonKind, Icon, IconButton, Mark, SelectField, Tag, TextField,
        field::SelectOption,
    },
    features::{
        evidence::{AbsenceTag, EvidenceAdder},
        places,
    },
    words::{count, day},
    workbench::use_workbench,
};

/// The items of evidence that support the risk.
#[component]
pub fn EvidenceOf(
    /// The risk.
    risk: RiskId,
) -> impl IntoView {
    let workbench = use_workbench();
    let items = Memo::new(move |_| {
        let presence = workbench.presence();
        workbench.with(|assessment| {
            assessment
                .evidence_for_risk(risk)
                .map(|(id, item)| {
                    EvidenceLine::of(id, item, workbench.day_of(item), presence.of_item(item))
                })
                .collect::<Vec<_>>()
        })
    });
    let draw = move |line: EvidenceLine| {
        let id = line.id.clone();
        let unlink = move |()| {
            let edit = Edit::UnlinkEvidence {
                id: id.clone(),
                subject: Subject::Risk(risk),
            };
            _ = workbench.perform(edit);
        };
        let label = format!("Unlink {} from {risk}", line.label);
        view! {
            <li class="risk-card">
                <span class="risk-card-kind" aria-hidden="true">{line.kind}</span>
                <a class="risk-card-words" href=places::evidence(workbench, &line.id)>
                    <span>{line.label}</span>
                    <small>{line.more}</small>
                    <AbsenceTag absence=line.absence />
                </a>
                <IconButton
                    label
                    icon=Icon::Close
                    disabled=Signal::derive(move || workbench.is_read_only())
                    on_press=unlink
                />
            </li>
        }
    };
    view! {
        <section class="stack-tight" aria-label="Evidence">
            <div class="risk-part-head">
                <h3>"Evidence"</h3>
                <span class="faint numbers">
                    {move || items.with(|items| count(items.len(), "item", "items"))}
                </span>
            </div>
            <ul class="risk-cards" role="list">
                <For each=move || items.get() key=Clone::clone children=draw />
            </ul>
            <Show when=move || items.with(Vec::is_empty)>
                <p class="risk-none">"No item of the evidence library supports this risk yet."</p>
            </Show>
            <div data-add-evidence="" class="stack-tight">
                <EvidenceAdder subject=Signal::stored(Some(Subject::Risk(risk))) />
                <LinkFromLibrary risk />
            </div>
        </section>
    }
}

/// Lets an item that the library already holds support the risk too.
#[component]
fn LinkFromLibrary(risk: RiskId) -> impl IntoView {
    let workbench = use_workbench();
    let others = Memo::new(move |_| {
        let presence = workbench.presence();
        workbench.with(|assessment| {
            let others = assessment.evidence().iter();
            others
                .filter(|(_, item)| !item.risks.contains(&risk))
                .map(|(id, item)| {
                    let label = match presence.of_item(item) {
                        Some(absence) => {
                            format!("{} ({})", crate::words::name(item.label()), absence.word())
                        }
                        None => crate::words::name(item.label()),
                    };
                    SelectOption::new(id.as_str(), label)
                })
                .collect::<Vec<_>>()
        })
    });
    let chosen = RwSignal::new(String::new());
    let options = Signal::derive(move || {
        let mut options = vec![SelectOption::new("", "Choose an item")];
        options.extend(others.get());
        options
    });
    let link = move |()| {
        if let Ok(id) = chosen.get_untracked().parse() {
            let subject = Subject::Risk(risk);
            if workbench
                .perform(Edit::LinkEvidence { id, subject })
                .is_ok()
            {
                chosen.set(String::new());
            }
        }
    };
    let read_only = Signal::derive(move || workbench.is_read_only());
    view! {
        <Show when=move || !others.with(Vec::is_empty)>
            <div class="risk-add">
                <SelectField
                    label="Link from the library"
                    options
                    value=chosen
                    on_change=move |value| chosen.set(value)
                    disabled=read_only
                />
                <Button
                    icon=Icon::Link
                    disabled=Signal::derive(move || {
                        read_only.get() || chosen.with(String::is_empty)
                    })
                    on_press=link
                >
                    "Link"
                </Button>
            </div>
        </Show>
    }
}

/// What is shown of an item of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct EvidenceLine {
    id: EvidenceId,
    kind: &'static str,
    label: String,
    more: String,
    /// What is wrong with the file on this device, if anything is.
    absence: Option<Absence>,
}

impl EvidenceLine {
    fn of(id: &EvidenceId, item: &Evidence, dated: Day, absence: Option<Absence>) -> Self {
        let others = item.controls.len() + item.risks.len().saturating_sub(1);
        let (kind, what) = match &item.kind {
            EvidenceKind::File { sha256, .. } => {
                let digest = sha256.to_string();
                let start: String = digest.chars().take(12).collect();
                ("FILE", format!("sha256 {start}\u{2026}"))
            }
            EvidenceKind::Link { address } => ("LINK", address.as_str().to_owned()),
        };
        let mut more = format!("{what} \u{b7} {}", day(dated));
        if others > 0 {
            more.push_str(&format!(
                " \u{b7} also supports {}",
                count(others, "other", "others")
            ));
        }
        Self {
            id: id.clone(),
            kind,
            label: crate::words::name(item.label()),
            more,
            absence,
        }
    }
}

/// The actions that lower the risk, and a way to add one.
#[component]
pub fn Actions(
    /// The risk.
    risk: RiskId,
) -> impl IntoView {
    let workbench = use_workbench();
    let actions = Memo::new(move |_| {
        let today = workbench.today();
        workbench.with(|assessment| {
            assessment
                .actions_for_risk(risk)
                .map(|(id, action)| ActionLine {
                    id: id.clone(),
                    title: crate::words::name(action.title.trim()),
                    owner: crate::words::name(action.owner.trim()),
                    due: action.due,
                    done: action.state != ActionState::Open,
                    overdue: action.is_overdue(today),
                })
                .collect::<Vec<_>>()
        })
    });
    let title = RwSignal::new(String::new());
    let add = move || {
        let words = title.get_untracked().trim().to_owned();
        if words.is_empty() {
            return;
        }
        // What is wrong was shown to the user; the text stays, so that it can be mended.
        if workbench
            .add_action(Some(Subject::Risk(risk)), &words)
            .is_ok()
        {
            title.set(String::new());
        }
    };
    let read_only = Signal::derive(move || workbench.is_read_only());
    let draw = move |line: ActionLine| {
        let mark = match (line.done, line.overdue) {
            (true, _) => (Mark::Pass, "Done"),
            (false, true) => (Mark::Fail, "Overdue"),
            (false, false) => (Mark::Open, "Open"),
        };
        let due = line.due.map(|due| format!("due {}", day(due)));
        let owner = (!line.owner.is_empty()).then_some(line.owner);
        let more: Vec<_> = owner.into_iter().chain(due).collect();
        let title = if line.title.is_empty() {
            "Action without a title".to_owned()
        } else {
            line.title
        };
        view! {
            <li>
                <a class="risk-line" href=places::action(workbench, &line.id)>
                    <Tag mark=mark.0>{mark.1}</Tag>
                    <span>{title}</span>
                    <span class="list-row-end">{more.join(" \u{b7} ")}</span>
                </a>
            </li>
        }
    };
    view! {
        <section class="stack-tight" aria-label="Actions">
            <div class="risk-part-head">
                <h3>"Actions"</h3>
                <span class="faint numbers">
                    {move || actions.with(|actions| {
                        let open = actions.iter().filter(|action| !action.done).count();
                        format!("{open} open of {}", actions.len())
                    })}
                </span>
            </div>
            <ul class="risk-lines" role="list">
                <For each=move || actions.get() key=Clone::clone children=draw />
            </ul>
            <form
                class="risk-add"
                novalidate=true
                on:submit=move |event| {
                    event.prevent_default();
                    add();
                }
            >
                <TextField
                    label="New action"
                    value=title
                    on_input=move |text| title.set(text)
                    placeholder="What is to be done"
                    longest=TextLimit::Line.characters()
                    disabled=read_only
                />
                <Button
                    kind=ButtonKind::Plain
                    icon=Icon::Plus
                    disabled=Signal::derive(move || {
                        read_only.get() || title.with(|title| title.trim().is_empty())
                    })
                    submit=true
                >
                    "Add"
                </Button>
            </form>
        </section>
    }
}

/// What is shown of an action.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct ActionLine {
    id: ActionId,
    title: String,
    owner: String,
    due: Option<Day>,
    done: bool,
    overdue: bool,
}
