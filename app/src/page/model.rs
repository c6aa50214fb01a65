//! What the shell shows, out of what lies open.

use std::time::Duration;

use assay_assessment::{
    ActionState, AssessmentId, Deficiency, DeficiencyId, RegisterRisk, Timestamp,
};
use leptos::{prelude::*, task::spawn_local};

use super::fields;
use crate::{
    desk::{self, Desk, OpenAssessment},
    features::{making::Making, places},
    route::{Part, Place, ReferenceEntry, Route},
    shell::{
        BackupLine, Figure, Heading, Navigation, Notices, PaletteAction, PaletteEntry, Refused,
        ShellModel,
    },
    storage::SaveState,
    words::{self, assessments, backups, keeping},
    workbench::{Access, DeletedWhere, Workbench, local_day},
};

/// Changes since the last backup after which the page reminds.
const CHANGES_UNTIL_DUE: u64 = 50;

/// The age of the last backup after which the page reminds, when anything has changed.
const AGE_UNTIL_DUE: Duration = Duration::from_secs(4 * 60 * 60);

/// The shell's signals over the desk.
pub(super) fn shell_model(desk: Desk) -> ShellModel {
    let (notices, navigation) = (Notices::from_context(), Navigation::from_context());
    let making = Making::from_context();
    let open = desk.open_assessment();
    let workbench = Memo::new(move |_| open.with(|open| Opened(open.workbench())));
    let of = move |read: fn(Workbench) -> Option<String>| {
        Signal::derive(move || workbench.get().0.and_then(read))
    };
    let assessment = Memo::new(move |_| key(&open.read()));
    ShellModel {
        assessment: assessment.into(),
        heading: Memo::new(move |_| workbench.get().0.map(heading)).into(),
        save: Memo::new(move |_| workbench.get().0.filter(is_writer).map(save_state)).into(),
        figures: Memo::new(move |_| workbench.get().0.map(figures).unwrap_or_default()).into(),
        backup: Memo::new(move |_| workbench.get().0.map(backup_line)).into(),
        refused: Memo::new(move |_| workbench.get().0.and_then(refused)).into(),
        undo: of(|workbench| workbench.next_undo().as_ref().map(fields::words)),
        redo: of(|workbench| workbench.next_redo().as_ref().map(fields::words)),
        read_only: Signal::derive(move || why_read_only(&open.read())),
        deleted: Memo::new(move |_| workbench.get().0.and_then(deleted)).into(),
        bring_back: Callback::new(move |()| {
            if let Some(id) = open.with_untracked(|open| open.id().map(str::to_owned)) {
                making.run("brought back", async move {
                    if let Err(error) = desk.undelete(&id).await {
                        notices.warn(error.to_string());
                    }
                });
            }
        }),
        leave: Callback::new(move |()| {
            navigation.go(&Route::Welcome);
            spawn_local(async move { desk.close().await });
        }),
        palette: Callback::new(move |()| {
            let workbench = open.with_untracked(|open| open.workbench());
            workbench.map(palette).unwrap_or_default()
        }),
    }
}

/// A workbench that compares by whether there is one and whose: memos need to compare.
#[derive(Clone, Copy)]
struct Opened(Option<Workbench>);

impl PartialEq for Opened {
    fn eq(&self, other: &Self) -> bool {
        match (self.0, other.0) {
            (None, None) => true,
            (Some(ours), Some(theirs)) => ours.is_same(&theirs),
            _ => false,
        }
    }
}

fn key(open: &OpenAssessment) -> Option<AssessmentId> {
    match open {
        OpenAssessment::Open { id, .. } => id.parse().ok(),
        OpenAssessment::None | OpenAssessment::Opening { .. } | OpenAssessment::Failed { .. } => {
            None
        }
    }
}

fn heading(workbench: Workbench) -> Heading {
    workbench.with(|assessment| {
        let title = &assessment.details().title;
        let edition = workbench.catalog().edition();
        Heading {
            title: assessments::title(title),
            edition: assessments::edition(edition),
            example: assessment.is_example(),
        }
    })
}

fn is_writer(workbench: &Workbench) -> bool {
    workbench.access() == Access::Writer
}

/// What was typed but not yet made an edit counts as saving.
fn save_state(workbench: Workbench) -> SaveState {
    match workbench.save_state().get() {
        SaveState::Saved if workbench.is_typing() => SaveState::Saving,
        state => state,
    }
}

/// What was entered and could not be saved, with the way to it.
fn refused(workbench: Workbench) -> Option<Refused> {
    let drafts = workbench.drafts();
    let first = drafts.first()?;
    let step = workbench.step(first.about.clone());
    let field = fields::words(&step);
    Some(Refused {
        words: words::fields::refused(&field, &first.why, drafts.len() - 1),
        route: fields::route(workbench, &first.about),
    })
}

/// That it is deleted, and what becomes of it.
fn deleted(workbench: Workbench) -> Option<String> {
    let (place, deletion) = workbench.deletion().get()?;
    let on = match place {
        DeletedWhere::InAnotherWindow => None,
        DeletedWhere::BeforeItWasOpened => Some(local_day(deletion.at())),
    };
    let kept_until = local_day(deletion.kept_until());
    Some(backups::is_deleted(on, kept_until))
}

fn why_read_only(open: &OpenAssessment) -> Option<String> {
    let OpenAssessment::Open {
        workbench, damage, ..
    } = open
    else {
        return None;
    };
    if let Some(damage) = damage {
        return Some(damage.to_string());
    }
    let words = if workbench.is_lost().get() {
        keeping::another_window_writes_what_is_lost()
    } else {
        keeping::another_window_writes()
    };
    workbench.is_read_only().then(|| words.to_owned())
}

fn figures(workbench: Workbench) -> Vec<Figure> {
    let derived = workbench.derived();
    let tally = derived.conformance.get().all();
    let standings = derived.standings.read();
    let scored = standings
        .iter()
        .filter(|standing| standing.current().is_some())
        .count();
    let (evidence, findings, actions) = workbench.with(|assessment| {
        let open = assessment
            .actions()
            .values()
            .filter(|action| action.state == ActionState::Open)
            .count();
        let findings = assessment.deficiencies().values();
        let standing = findings.filter(|finding| finding.stands()).count();
        (assessment.evidence().len(), standing, open)
    });
    let figure = |part, text: String, words: String| Figure { part, text, words };
    vec![
        figure(
            Part::Controls,
            format!("{}/{}", tally.tested(), tally.total()),
            words::controls::tested(tally.tested(), tally.total()),
        ),
        figure(
            Part::Risks,
            format!("{scored}/{}", standings.len()),
            words::risks::scored_in_short(scored, standings.len()),
        ),
        figure(
            Part::Evidence,
            evidence.to_string(),
            words::evidence::items(evidence),
        ),
        figure(
            Part::Findings,
            findings.to_string(),
            words::deficiencies::standing(findings),
        ),
        figure(
            Part::Actions,
            actions.to_string(),
            words::actions::open(actions),
        ),
    ]
}

fn backup_line(workbench: Workbench) -> BackupLine {
    let entries = workbench.with_record(|record| record.journal().next_seq());
    match workbench.last_backup().get() {
        None => BackupLine {
            text: backups::none_yet().to_owned(),
            more: backups::changes(entries.saturating_sub(1)),
            due: entries > CHANGES_UNTIL_DUE,
        },
        Some(last) => {
            let since = entries.saturating_sub(last.seq + 1);
            let ago = |at| desk::since(Timestamp::from_milliseconds(at));
            let made = ago(last.at);
            BackupLine {
                text: backups::last_backup(made, last.checked.map(ago)),
                more: backups::changes_since(since),
                due: since > CHANGES_UNTIL_DUE || (since > 0 && made > AGE_UNTIL_DUE),
            }
        }
    }
}

fn palette(workbench: Workbench) -> Vec<PaletteEntry> {
    let catalog = workbench.catalog();
    let go = |place| PaletteAction::Go(places::route(workbench, place));
    let controls = catalog.controls().iter().map(|control| PaletteEntry {
        group: "Control",
        key: control.id().to_string(),
        title: control.short_title().to_owned(),
        action: go(Place::Controls(Some(control.id().clone()))),
    });
    let risks = workbench.with_untracked(|assessment| {
        let entry = |risk: RegisterRisk<'_>| PaletteEntry {
            group: "Risk",
            key: risk.id().to_string(),
            title: risk.title().to_owned(),
            action: go(Place::Risks(Some(risk.id()))),
        };
        assessment.register(catalog).map(entry).collect::<Vec<_>>()
    });
    let findings = workbench.with_untracked(|assessment| {
        let entry = |(id, finding): (&DeficiencyId, &Deficiency)| PaletteEntry {
            group: "Finding",
            key: String::new(),
            title: words::deficiencies::label(finding),
            action: go(Place::Findings(Some(id.clone()))),
        };
        let findings = assessment.deficiencies().iter();
        findings.map(entry).collect::<Vec<_>>()
    });
    let mitigations = catalog.mitigations().iter().map(|mitigation| PaletteEntry {
        group: "Mitigation",
        key: mitigation.id().to_string(),
        title: mitigation.title().to_owned(),
        action: go(Place::Reference(Some(ReferenceEntry::Mitigation(
            mitigation.id().clone(),
        )))),
    });
    let of_the_assessment = controls.chain(risks).chain(findings);
    of_the_assessment.chain(mitigations).collect()
}
