//! What the shell shows, out of what lies open.

use assay_assessment::ActionState;
use assay_catalog::Catalog;
use leptos::prelude::*;

use crate::{
    desk::{self, Desk, OpenAssessment},
    route::{AssessmentKey, ItemKey, Part, Place, Route},
    shell::{BackupLine, Figure, Heading, PaletteAction, PaletteEntry, ShellModel},
    storage::{LastBackup, SaveState},
    workbench::{Access, Workbench},
};

/// Changes since the last backup after which the page reminds.
const CHANGES_UNTIL_DUE: u64 = 50;

/// Milliseconds since the last backup after which the page reminds, when anything has changed.
const AGE_UNTIL_DUE: u64 = 4 * 60 * 60 * 1000;

/// The shell's signals over the desk.
pub(super) fn shell_model(desk: Desk) -> ShellModel {
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
        undo: of(|workbench| workbench.next_undo()),
        redo: of(|workbench| workbench.next_redo()),
        read_only: Signal::derive(move || why_read_only(&open.read())),
        palette: Callback::new(move |()| {
            assessment
                .get_untracked()
                .as_ref()
                .map(palette)
                .unwrap_or_default()
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

fn key(open: &OpenAssessment) -> Option<AssessmentKey> {
    match open {
        OpenAssessment::Open { id, .. } => AssessmentKey::parse(id).ok(),
        OpenAssessment::None | OpenAssessment::Opening { .. } | OpenAssessment::Failed { .. } => {
            None
        }
    }
}

fn heading(workbench: Workbench) -> Heading {
    workbench.with(|assessment| {
        let title = &assessment.details().title;
        let edition = Catalog::bundled().edition();
        Heading {
            title: if title.is_empty() {
                "Untitled assessment".to_owned()
            } else {
                title.clone()
            },
            edition: format!("ValOS {}, {}", edition.version(), edition.date()),
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
    workbench.is_read_only().then(|| {
        "Another window has this assessment open and writes it. This one follows, and takes over when the other is closed.".to_owned()
    })
}

fn figures(workbench: Workbench) -> Vec<Figure> {
    let derived = workbench.derived();
    let tally = derived.conformance.get().all();
    let standings = derived.standings.read();
    let scored = standings
        .iter()
        .filter(|standing| standing.current().is_some())
        .count();
    let (evidence, actions) = workbench.with(|assessment| {
        let open = assessment
            .actions()
            .values()
            .filter(|action| action.state == ActionState::Open)
            .count();
        (assessment.evidence().len(), open)
    });
    let figure = |part, text: String, words: String| Figure { part, text, words };
    vec![
        figure(
            Part::Controls,
            format!("{}/{}", tally.tested(), tally.total()),
            format!("{} of {} tested", tally.tested(), tally.total()),
        ),
        figure(
            Part::Risks,
            format!("{scored}/{}", standings.len()),
            format!("{scored} of {} scored", standings.len()),
        ),
        figure(
            Part::Evidence,
            evidence.to_string(),
            crate::words::count(evidence, "item", "items"),
        ),
        figure(
            Part::Actions,
            actions.to_string(),
            crate::words::count(actions, "open action", "open actions"),
        ),
    ]
}

fn backup_line(workbench: Workbench) -> BackupLine {
    let entries = workbench.with_record(|record| record.journal().next_seq());
    match workbench.last_backup().get() {
        None => BackupLine {
            text: "No backup yet".to_owned(),
            more: if entries > 1 {
                changes(entries - 1)
            } else {
                String::new()
            },
            due: entries > CHANGES_UNTIL_DUE,
        },
        Some(last) => {
            let since = entries.saturating_sub(last.seq + 1);
            BackupLine {
                text: format!("Last backup {}", ago(&last)),
                more: if since > 0 {
                    format!("{} since", changes(since))
                } else {
                    String::new()
                },
                due: since > CHANGES_UNTIL_DUE || (since > 0 && desk::age(&last) > AGE_UNTIL_DUE),
            }
        }
    }
}

fn changes(count: u64) -> String {
    crate::words::count(
        usize::try_from(count).unwrap_or(usize::MAX),
        "change",
        "changes",
    )
}

fn ago(last: &LastBackup) -> String {
    let minutes = desk::age(last) / 60_000;
    match minutes {
        0 => "just now".to_owned(),
        1..60 => format!("{minutes} min ago"),
        60..2_880 => format!("{} h ago", minutes / 60),
        _ => format!("{} days ago", minutes / 1_440),
    }
}

fn palette(assessment: &AssessmentKey) -> Vec<PaletteEntry> {
    let catalog = Catalog::bundled();
    let go = |place| {
        PaletteAction::Go(Route::Assessment {
            assessment: assessment.clone(),
            place,
        })
    };
    let controls = catalog.controls().iter().map(|control| PaletteEntry {
        group: "Control",
        key: control.id().to_string(),
        title: control.short_title().to_owned(),
        action: go(Place::Controls(ItemKey::parse(control.id().as_str()).ok())),
    });
    let risks = catalog.active_risks().map(|risk| PaletteEntry {
        group: "Risk",
        key: risk.id().to_string(),
        title: risk.title().unwrap_or_default().to_owned(),
        action: go(Place::Risks(ItemKey::parse(&risk.id().to_string()).ok())),
    });
    controls.chain(risks).collect()
}
