//! One finding: what is and what should be, why, what follows, what to do, and what management answers.

use assay_assessment::{
    DeficiencyElement, DeficiencyId, DeficiencyTerms, DeficiencyText, Edit, FollowUp, Position,
    Severity, Subject, TextLimit, Whose,
};
use leptos::prelude::*;

use super::{
    answers::Answers,
    missing::{Missing, name},
    writing::{line_field, set, text_field, type_line, type_text},
};
use crate::{
    components::{
        Button, ButtonKind, ChoiceOption, Icon, Mark, Segmented, StatusMark, TextArea, TextField,
    },
    features::{
        keeping::DayField,
        list::{List, Steps},
        marks::{mark_of_deficiency, mark_of_severity},
        places,
        subjects::{SubjectLinks, subjects_of},
    },
    route::Place,
    shell::{Navigation, Notices},
    words::{
        actions::deleted,
        deficiencies::{gravity, label},
    },
    workbench::use_workbench,
};

/// The texts of the finding itself, in the order of the report; management's response stands apart.
const TEXTS: [DeficiencyText; 5] = [
    DeficiencyText::Condition,
    DeficiencyText::Criterion,
    DeficiencyText::Cause,
    DeficiencyText::Effect,
    DeficiencyText::Recommendation,
];

/// One finding.
#[component]
pub(super) fn DeficiencyDetail(
    /// Which one; it exists.
    id: DeficiencyId,
    /// The list that it is in.
    list: List<DeficiencyId>,
) -> impl IntoView {
    let workbench = use_workbench();
    let read = id.clone();
    let deficiency =
        workbench.memo(move |assessment| assessment.deficiencies().get(&read).cloned());
    let heading = move || deficiency.with(|one| one.as_ref().map(label).unwrap_or_default());
    // One that is gone is drawn once more before its detail goes.
    let mark = Signal::derive(move || {
        deficiency.with(|one| one.as_ref().map_or(Mark::Open, mark_of_deficiency))
    });
    let grave =
        Signal::derive(move || deficiency.with(|one| one.as_ref().map_or("", gravity).to_owned()));
    let texts = TEXTS.map(|text| view! { <Written id=id.clone() text /> });
    view! {
        <article class="deficiency-detail" on:focusout=move |_| workbench.flush_typing()>
            <Steps list />
            <header class="deficiency-head">
                <h2 tabindex="-1" data-detail-heading="">{heading}</h2>
                <p role="status"><StatusMark mark text=grave words=true /></p>
                <Missing deficiency />
            </header>
            <Title id=id.clone() />
            <Choices id=id.clone() />
            {texts.collect_view()}
            <Response id=id.clone() />
            <About id=id.clone() />
            <Answers id=id.clone() />
            <Removal id />
        </article>
    }
}

/// A part of what is chosen, named or linked, which changes only when it does itself.
fn terms_of<T>(id: &DeficiencyId, read: fn(&DeficiencyTerms) -> T) -> Memo<T>
where
    T: Default + PartialEq + Send + Sync + 'static,
{
    let id = id.clone();
    use_workbench().memo(move |assessment| {
        let deficiency = assessment.deficiencies().get(&id);
        deficiency
            .map(|deficiency| read(&deficiency.terms))
            .unwrap_or_default()
    })
}

#[component]
fn Title(id: DeficiencyId) -> impl IntoView {
    let workbench = use_workbench();
    let stored = terms_of(&id, |terms| terms.title.clone());
    let value = workbench.shown(line_field(&id, "title"), stored);
    view! {
        <div data-deficiency-part=name(DeficiencyElement::Title)>
            <TextField
                label="Title"
                placeholder="What is wrong, in one line"
                value
                on_input=move |text| type_line(workbench, &id, "title", text, |terms, text| terms.title = text)
                longest=TextLimit::Line.characters()
                disabled=Signal::derive(move || workbench.is_read_only())
            />
        </div>
    }
}

/// How grave it is, and what became of it where an assessment before found it.
#[component]
fn Choices(id: DeficiencyId) -> impl IntoView {
    let workbench = use_workbench();
    let disabled = Signal::derive(move || workbench.is_read_only());
    let severity = terms_of(&id, |terms| terms.severity);
    let follow_up = terms_of(&id, |terms| terms.follow_up);
    let is_followed_up = Memo::new(move |_| follow_up.get().is_some());
    let severities = ChoiceOption::or_none(NONE_YET, &Severity::ALL, Severity::label)
        .into_iter()
        .map(|option| {
            let mark = mark_of_severity(option.value);
            option.with_mark(mark)
        })
        .collect();
    let follow_ups = FollowUp::ALL
        .map(|each| ChoiceOption::new(Some(each), each.label()))
        .to_vec();
    let graded = id.clone();
    let id = StoredValue::new(id);
    view! {
        <div data-deficiency-part=name(DeficiencyElement::Severity)>
            <Segmented
                label="Severity"
                options=severities
                value=Signal::derive(move || Some(severity.get()))
                on_choose=move |severity| set(workbench, &graded, |terms| terms.severity = severity)
                disabled
            />
        </div>
        <Show when=move || is_followed_up.get()>
            <div data-deficiency-part=name(DeficiencyElement::FollowUp)>
                <Segmented
                    label="Found by an assessment before: is it still so?"
                    options=follow_ups.clone()
                    value=Signal::derive(move || Some(follow_up.get()))
                    on_choose=move |follow_up| {
                        id.with_value(|id| set(workbench, id, |terms| terms.follow_up = follow_up));
                    }
                    disabled
                />
            </div>
        </Show>
    }
}

/// The choice while nothing is chosen.
const NONE_YET: &str = "None yet";

/// A text with its field.
#[component]
fn Written(id: DeficiencyId, text: DeficiencyText) -> impl IntoView {
    let workbench = use_workbench();
    let read = id.clone();
    let stored = workbench.memo(move |assessment| {
        let deficiency = assessment.deficiencies().get(&read);
        deficiency
            .map(|deficiency| deficiency.text(text).to_owned())
            .unwrap_or_default()
    });
    let value = workbench.shown(text_field(&id, text), stored);
    view! {
        <div data-deficiency-part=name(DeficiencyElement::Text(text))>
            <TextArea
                label=text.label()
                hint=text.hint()
                value
                on_input=move |typed| type_text(workbench, &id, text, typed)
                longest=TextLimit::Paragraph.characters()
                disabled=Signal::derive(move || workbench.is_read_only())
            />
        </div>
    }
}

/// What management answers: its words, where it stands, who responded and when.
#[component]
fn Response(id: DeficiencyId) -> impl IntoView {
    let workbench = use_workbench();
    let disabled = Signal::derive(move || workbench.is_read_only());
    let position = terms_of(&id, |terms| terms.position);
    let named = terms_of(&id, |terms| terms.responded_by.clone());
    let on = terms_of(&id, |terms| terms.responded_on);
    let who = workbench.shown(line_field(&id, "responded by"), named);
    let (chosen, typed, dated) = (id.clone(), id.clone(), id.clone());
    view! {
        <section class="deficiency-response" aria-label="What management answers">
            <Written id=id.clone() text=DeficiencyText::Response />
            <Segmented
                label="Where management stands"
                options=ChoiceOption::or_none(NONE_YET, &Position::ALL, Position::label)
                value=Signal::derive(move || Some(position.get()))
                on_choose=move |position| set(workbench, &chosen, |terms| terms.position = position)
                disabled
            />
            <div class="deficiency-responded">
                <TextField
                    label="Responded by"
                    placeholder="Name and position"
                    value=who
                    on_input=move |text| {
                        type_line(workbench, &typed, "responded by", text, |terms, text| terms.responded_by = text);
                    }
                    longest=TextLimit::Line.characters()
                    disabled
                />
                <DayField
                    label="Responded on"
                    value=on
                    on_change=move |day| set(workbench, &dated, |terms| terms.responded_on = day)
                    about=("Day of the response", Whose::Deficiency(id))
                />
            </div>
        </section>
    }
}

/// The controls and risks that it is about.
#[component]
fn About(id: DeficiencyId) -> impl IntoView {
    let workbench = use_workbench();
    let linked = terms_of(&id, |terms| subjects_of(&terms.controls, &terms.risks));
    let id = StoredValue::new(id);
    let link = move |subject: Subject, linked: bool| {
        id.with_value(|id| set(workbench, id, |terms| terms.set_link(subject, linked)));
    };
    view! {
        <div data-deficiency-part=name(DeficiencyElement::Subject)>
            <SubjectLinks
                heading=Signal::derive(move || format!("About {}", linked.read().len()))
                choose="Link to a control or a risk"
                subjects=linked
                on_link=move |subject| link(subject, true)
                on_unlink=move |subject| link(subject, false)
            />
        </div>
    }
}

#[component]
fn Removal(id: DeficiencyId) -> impl IntoView {
    let (workbench, notices, navigation) = (
        use_workbench(),
        Notices::from_context(),
        Navigation::from_context(),
    );
    let remove = move || {
        workbench.flush_typing();
        let label = workbench.with_untracked(|assessment| {
            let deficiency = assessment.deficiencies().get(&id);
            deficiency.map(label).unwrap_or_default()
        });
        if workbench
            .perform(Edit::RemoveDeficiency { id: id.clone() })
            .is_ok()
        {
            navigation.replace(&places::route(workbench, Place::Findings(None)));
            notices.offer(deleted(&label), "Undo", move || {
                // What is wrong was shown to the user by the workbench.
                _ = workbench.undo();
            });
        }
    };
    view! {
        <div>
            <Button
                kind=ButtonKind::Danger
                icon=Icon::Trash
                disabled=Signal::derive(move || workbench.is_read_only())
                on_press=remove
            >
                "Delete this finding"
            </Button>
        </div>
    }
}
