//! The page's root: joins the desk, the shell and the features.

mod model;
mod outlet;
mod trouble;

use leptos::{prelude::*, task::spawn_local};

use self::{model::shell_model, outlet::Outlet};
use crate::{
    browser::{files::Saved, lifecycle},
    desk::{Desk, DeskError, OpenAssessment},
    shell::{Command, Commands, Navigation, Notices, Shell, provide_shell},
    words,
    workbench::{PerformError, Workbench},
};

/// The whole page.
#[component]
pub fn Page() -> impl IntoView {
    let navigation = provide_shell();
    let desk = Desk::start();
    provide_context(desk);
    open_what_the_address_names(desk, navigation);
    obey_commands(desk);
    tell_what_the_workbench_says(desk);
    follow_the_page(desk);
    view! {
        <Shell model=shell_model(desk)>
            <Outlet />
        </Shell>
    }
}

/// The address is the truth about what lies open.
fn open_what_the_address_names(desk: Desk, navigation: Navigation) {
    let named = navigation.memo(|route| route.assessment().map(|key| key.as_str().to_owned()));
    Effect::new(move || {
        if let Some(id) = named.get() {
            spawn_local(async move { desk.open(&id).await });
        }
    });
}

/// What holds for the open assessment wherever the page is.
fn obey_commands(desk: Desk) {
    let notices = Notices::from_context();
    Commands::from_context().on(move |command| {
        let Some(workbench) = desk
            .open_assessment()
            .with_untracked(OpenAssessment::workbench)
        else {
            return false;
        };
        match command {
            Command::Undo => say_step(notices, "Undone", workbench.undo(), "Nothing to undo."),
            Command::Redo => say_step(notices, "Redone", workbench.redo(), "Nothing to redo."),
            Command::SaveBackup => spawn_local(save_backup(desk, notices)),
            _ => return false,
        }
        true
    });
}

fn say_step(
    notices: Notices,
    done: &str,
    step: Result<Option<String>, PerformError>,
    nothing: &str,
) {
    match step {
        Ok(Some(words)) => notices.done(format!("{done}: {words}.")),
        Ok(None) => notices.say(nothing),
        // The workbench told the user what was wrong.
        Err(_) => {}
    }
}

/// Saves a backup and says honestly how it ended.
async fn save_backup(desk: Desk, notices: Notices) {
    match desk.save_backup().await {
        Ok(outcome) => {
            match &outcome.saved {
                Saved::ReadBack { name } => {
                    notices.done(format!("Backup saved as \u{201c}{name}\u{201d}, read back and compared."));
                }
                Saved::HandedToBrowser { name } => notices.say(format!(
                    "\u{201c}{name}\u{201d} was handed to the browser as a download. This browser does not let the page check the file: look into the download folder, or open the file here to be sure."
                )),
            }
            if !outcome.missing.is_empty() {
                let files = words::count(
                    outcome.missing.len(),
                    "evidence file is",
                    "evidence files are",
                );
                notices.warn(format!(
                    "{files} not on this device, so the backup does not hold them."
                ));
            }
        }
        // Closing the dialog was the user's own wish.
        Err(DeskError::Save(crate::browser::files::SaveError::Cancelled)) => {}
        Err(error) => notices.warn(error.to_string()),
    }
}

/// What the workbench refuses is told like everything else.
fn tell_what_the_workbench_says(desk: Desk) {
    let notices = Notices::from_context();
    Effect::new(move || {
        if let Some(workbench) = desk.open_assessment().with(OpenAssessment::workbench)
            && let Some(text) = workbench.notice().get()
        {
            notices.warn(text);
            workbench.notice().set(None);
        }
    });
}

/// Typing is written when the page is left, and the day is looked up when it comes back.
fn follow_the_page(desk: Desk) {
    let open = move || {
        desk.open_assessment()
            .with_untracked(OpenAssessment::workbench)
    };
    lifecycle::on_leaving(move || {
        if open().is_some() {
            desk.save_now();
        }
    })
    .forget();
    lifecycle::on_returning(move || {
        open().as_ref().map(Workbench::look_at_the_clock);
    })
    .forget();
}
