//! The page's root: joins the desk, the shell and the features.

mod fields;
mod model;
mod outlet;
mod trouble;

use leptos::{prelude::*, task::spawn_local};

use self::{model::shell_model, outlet::Outlet};
use crate::{
    browser::{
        files::{SaveError, Saved},
        lifecycle,
    },
    desk::{Desk, DeskError, OpenAssessment, Work},
    features::{making::Making, report::EnteredOthers},
    shell::{AssessmentCommand, Commands, Navigation, Notices, Shell, Transfers, provide_shell},
    storage::SaveState,
    words,
    workbench::{Access, PerformError, Step, Workbench},
};

/// The whole page.
#[component]
pub fn Page() -> impl IntoView {
    let navigation = provide_shell();
    Making::provide();
    EnteredOthers::provide();
    let desk = Desk::start();
    provide_context(desk);
    open_what_the_address_names(desk, navigation);
    obey_commands(desk);
    tell_what_the_workbench_says(desk);
    tell_where_it_is_saved(desk);
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
    let (notices, navigation) = (Notices::from_context(), Navigation::from_context());
    let transfers = Transfers::from_context();
    Commands::from_context().on(move |command: AssessmentCommand| {
        let Some(workbench) = desk
            .open_assessment()
            .with_untracked(OpenAssessment::workbench)
        else {
            return false;
        };
        match command {
            AssessmentCommand::Undo => step(notices, navigation, workbench, false),
            AssessmentCommand::Redo => step(notices, navigation, workbench, true),
            AssessmentCommand::SaveBackup => spawn_local(save_backup(desk, notices, transfers)),
        }
        true
    });
}

/// Takes a step back or makes it again, says in words which, and leads to where it can be seen.
fn step(notices: Notices, navigation: Navigation, workbench: Workbench, again: bool) {
    let made = if again {
        workbench.redo()
    } else {
        workbench.undo()
    };
    let step: Step = match made {
        Ok(Some(step)) => step,
        Ok(None) if again => return notices.say(words::fields::nothing_to_redo()),
        Ok(None) => return notices.say(words::fields::nothing_to_undo()),
        // The workbench told the user what was wrong.
        Err(_) => return,
    };
    let field = fields::words(&step);
    let text = if again {
        words::fields::made_again(&field)
    } else {
        words::fields::taken_back(&field)
    };
    let route = fields::route(workbench, &step.about);
    if navigation.route_untracked() == route {
        notices.done(text);
    } else {
        notices.offer(text, "Go there", move || navigation.go(&route));
    }
}

/// Saves a backup and says honestly how it ended.
async fn save_backup(desk: Desk, notices: Notices, transfers: Transfers) {
    let Some(shown) = transfers.begin("backup") else {
        return notices.say(words::backups::being_saved_already());
    };
    let tell = shown.tell();
    let work = Work::new(
        move |now| tell(now.words(), now.per_mille()),
        shown.cancellation(),
    );
    let saved = desk.save_backup(&work).await;
    drop(shown);
    match saved {
        Ok(outcome) => {
            match &outcome.saved {
                Saved::ReadBack { name } => notices.done(words::files::backup_saved(name)),
                Saved::HandedToBrowser { name } => {
                    notices.say(words::files::backup_handed_to_browser(name));
                }
            }
            if !outcome.missing.is_empty() {
                notices.warn(words::backups::lacks(outcome.missing.len()));
            }
        }
        // Closing the dialog was the user's own wish.
        Err(DeskError::Save(SaveError::Cancelled)) => {}
        Err(DeskError::Save(error @ SaveError::Stopped { .. })) => notices.say(error.to_string()),
        Err(error) => notices.warn(error.to_string()),
    }
}

/// What the workbench refuses is told like everything else, and no longer than it is true.
fn tell_what_the_workbench_says(desk: Desk) {
    let notices = Notices::from_context();
    Effect::new(move || {
        let workbench = desk.open_assessment().with(OpenAssessment::workbench);
        let access = workbench.map(|workbench| workbench.access());
        if access != Some(Access::Follower) {
            notices.withdraw(&PerformError::WrittenElsewhere.to_string());
        }
        if access != Some(Access::Damaged) {
            notices.withdraw(&PerformError::Damaged.to_string());
        }
    });
    Effect::new(move || {
        if let Some(workbench) = desk.open_assessment().with(OpenAssessment::workbench)
            && let Some(text) = workbench.notice().get()
        {
            notices.warn(text);
            workbench.notice().set(None);
        }
    });
}

/// A browser does not let a page know whether its window is a private one. So what that would mean is
/// said when something is saved for the first time; a private window has forgotten that it was said.
fn tell_where_it_is_saved(desk: Desk) {
    let notices = Notices::from_context();
    Effect::new(move |was_saving: Option<bool>| {
        let workbench = desk.open_assessment().with(OpenAssessment::workbench);
        let state = workbench.map(|workbench| workbench.save_state().get());
        if matches!(state, Some(SaveState::NotSaved(_))) {
            notices.withdraw(words::keeping::saved_here());
        }
        if was_saving == Some(true) && state == Some(SaveState::Saved) {
            spawn_local(async move {
                if desk.is_first_time("saved").await {
                    notices.say(words::keeping::saved_here());
                }
            });
        }
        state == Some(SaveState::Saving)
    });
}

/// What may have changed meanwhile is looked up when the page comes back.
fn follow_the_page(desk: Desk) {
    let open = move || {
        desk.open_assessment()
            .with_untracked(OpenAssessment::workbench)
    };
    lifecycle::on_returning(move || {
        spawn_local(async move {
            // What is not seen now is seen when something is saved.
            let _known_as_before = desk.look_again().await;
        });
        if let Some(workbench) = open() {
            workbench.look_at_the_clock();
            spawn_local(async move {
                // What is not seen now is seen when the file is needed.
                let _known_as_before = workbench.look_for_evidence().await;
            });
        }
    })
    .forget();
}
