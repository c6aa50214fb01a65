//! One item of evidence: what it is, what it shows, and what it supports.

use assay_assessment::{
    Assessment, Edit, Evidence, EvidenceId, EvidenceKind, Method, TextLimit, Whose,
};
use leptos::{prelude::*, task::spawn_local};

use super::{absence::AbsenceRemark, opening::save_copy, picture::PictureFields};
use crate::{
    components::{
        Button, ButtonKind, ChoiceOption, CopyButton, Icon, Segmented, TextArea, TextField,
    },
    features::{
        keeping::DayField,
        list::{List, Steps},
        places,
        subjects::{SubjectLinks, subjects_of},
    },
    route::Place,
    shell::{Navigation, Notices},
    words,
    workbench::use_workbench,
};

/// One item.
#[component]
pub(super) fn EvidenceDetail(
    /// Which one; it exists.
    id: EvidenceId,
    /// The list that it is in.
    list: List<EvidenceId>,
) -> impl IntoView {
    let workbench = use_workbench();
    let (read, what) = (id.clone(), id.clone());
    let item = workbench.memo(move |assessment| assessment.evidence().get(&read).cloned());
    view! {
        <article class="evidence-detail">
            <Steps list />
            <h2 class="evidence-title" tabindex="-1" data-detail-heading="">{move || item.get().map(|item| words::name(item.label()))}</h2>
            <AbsenceRemark id=id.clone() />
            {move || item.get().map(|item| view! { <WhatItIs id=what.clone() item /> })}
            <Description id=id.clone() item />
            <PictureFields id=id.clone() item />
            <Supports id=id.clone() item />
            <Removal id=id.clone() />
        </article>
    }
}

#[component]
fn WhatItIs(id: EvidenceId, item: Evidence) -> impl IntoView {
    let (workbench, notices) = (use_workbench(), Notices::from_context());
    let added = item.added_at.to_minute();
    match item.kind.clone() {
        EvidenceKind::File { name, media_type, size, sha256 } => {
            let digest = sha256.to_string();
            view! {
                <dl class="evidence-facts">
                    <dt>"File"</dt><dd>{words::name(&name)}</dd>
                    <dt>"Size"</dt><dd>{words::bytes(size)}{(!media_type.is_empty()).then(|| format!(", {media_type}"))}</dd>
                    <dt>"SHA-256"</dt><dd class="mono evidence-digest">{digest.clone()}</dd>
                    <dt>"Added"</dt><dd>{added}</dd>
                </dl>
                <div class="cluster">
                    <Button
                        icon=Icon::Save
                        on_press=move || spawn_local(save_copy(workbench, notices, id.clone()))
                    >
                        "Save a copy"
                    </Button>
                    <CopyButton text=digest label="Copy the digest" />
                </div>
            }
            .into_any()
        }
        EvidenceKind::Link { address } => view! {
            <dl class="evidence-facts">
                <dt>"Address"</dt><dd class="evidence-digest">{address.to_string()}</dd>
                <dt>"Added"</dt><dd>{added}</dd>
            </dl>
            <p class="evidence-quiet">"The page opens no addresses. What stands there may change; a copy of it as a file is the stronger evidence."</p>
            <CopyButton text=address.to_string() label="Copy the address" />
        }
        .into_any(),
    }
}

/// The edit that describes the item anew, by changing its present description; `None` when it is
/// gone.
fn describe(
    assessment: &Assessment,
    id: &EvidenceId,
    change: impl FnOnce(&mut Evidence),
) -> Option<Edit> {
    let mut item = assessment.evidence().get(id)?.clone();
    change(&mut item);
    Some(Edit::describe_evidence(id, item))
}

#[component]
fn Description(id: EvidenceId, item: Memo<Option<Evidence>>) -> impl IntoView {
    let workbench = use_workbench();
    let disabled = Signal::derive(move || workbench.is_read_only());
    let id = StoredValue::new(id);
    let type_text = move |field: &str, change: fn(&mut Evidence, String), text: String| {
        let id = id.get_value();
        workbench.type_into(
            &format!("evidence {field} {id}"),
            text,
            move |assessment, text| describe(assessment, &id, |item| change(item, text.to_owned())),
        );
    };
    let shown = move |field: &str, read: fn(Evidence) -> String| {
        let stored = Signal::derive(move || item.get().map(read).unwrap_or_default());
        workbench.shown(format!("evidence {field} {}", id.get_value()), stored)
    };
    let set = move |change: &dyn Fn(&mut Evidence)| {
        workbench.flush_typing();
        let edit = workbench
            .with_untracked(|assessment| id.with_value(|id| describe(assessment, id, change)));
        // The workbench tells the user what it refuses.
        _ = edit.map(|edit| workbench.perform(edit));
    };
    let choose_method = move |method| set(&|item| item.method = method);
    let method_options: Vec<ChoiceOption<Option<Method>>> = Method::ALL
        .into_iter()
        .map(|method| ChoiceOption::new(Some(method), method.label()))
        .chain([ChoiceOption::new(None, "Not said")])
        .collect();
    view! {
        <TextField
            label="Title"
            hint="Empty for the file's name or the address."
            value=shown("title", |item| item.title)
            longest=TextLimit::Line.characters()
            on_input=move |text| type_text("title", |item, text| item.title = text, text)
            on_commit=move |_| workbench.flush_typing()
            disabled
        />
        <TextArea
            label="What it shows"
            value=shown("description", |item| item.description)
            longest=TextLimit::Paragraph.characters()
            on_input=move |text| type_text("description", |item, text| item.description = text, text)
            on_commit=move |_| workbench.flush_typing()
            disabled
        />
        <div class="evidence-two">
            <Segmented
                label="How it was obtained"
                options=method_options
                value=Signal::derive(move || item.get().map(|item| item.method))
                on_choose=choose_method
                disabled
            />
            <DayField
                label="Captured on"
                hint="Evidence grows stale from this day; empty counts from when it was added."
                value=Signal::derive(move || item.get()?.captured_on)
                about=("Day of capture", Whose::Evidence(id.get_value()))
                on_change=move |day| set(&|item| item.captured_on = day)
            />
        </div>
    }
}

#[component]
fn Supports(id: EvidenceId, item: Memo<Option<Evidence>>) -> impl IntoView {
    let workbench = use_workbench();
    let subjects = Memo::new(move |_| {
        item.with(|item| {
            let item = item.as_ref();
            item.map(|item| subjects_of(&item.controls, &item.risks))
                .unwrap_or_default()
        })
    });
    let unlinked = id.clone();
    // The workbench tells the user what it refuses.
    let link = move |subject| {
        _ = workbench.perform(Edit::LinkEvidence {
            id: id.clone(),
            subject,
        });
    };
    let unlink = move |subject| {
        _ = workbench.perform(Edit::UnlinkEvidence {
            id: unlinked.clone(),
            subject,
        });
    };
    view! {
        <SubjectLinks
            heading=Signal::derive(move || format!("Supports {}", subjects.read().len()))
            choose="Link to a control or a risk"
            subjects
            on_link=link
            on_unlink=unlink
        />
    }
}

#[component]
fn Removal(id: EvidenceId) -> impl IntoView {
    let (workbench, notices, navigation) = (
        use_workbench(),
        Notices::from_context(),
        Navigation::from_context(),
    );
    view! {
        <Button
            kind=ButtonKind::Danger
            icon=Icon::Trash
            disabled=Signal::derive(move || workbench.is_read_only())
            on_press=move || {
                let label = workbench.with_untracked(|assessment| {
                    assessment.evidence().get(&id).map(|item| words::name(item.label())).unwrap_or_default()
                });
                if workbench.perform(Edit::RemoveEvidence { id: id.clone() }).is_ok() {
                    navigation.replace(&places::route(workbench, Place::Evidence(None)));
                    notices.offer(words::evidence::removed(&label), "Undo", move || {
                        let _told = workbench.undo();
                    });
                }
            }
        >
            "Remove from the library"
        </Button>
    }
}
