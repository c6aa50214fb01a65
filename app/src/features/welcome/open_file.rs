//! Opening a backup file: what becomes of it, and what to do when it does not continue what is on
//! this device.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::go_to_assessment;
use crate::browser::files::{self, HowMany, PickedFile};
use crate::components::{Button, ButtonKind, Dialog};
use crate::desk::{Desk, DeskError, Opened, OpenedBackup, Work, use_desk};
use crate::features::handed_over::{HandedOver, kind_of};
use crate::route::Route;
use crate::shell::{Navigation, Notices, Shown, Transfers};
use crate::words::{self, backups};

/// Opens backup files. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct OpenFile {
    desk: Desk,
    navigation: Navigation,
    notices: Notices,
    transfers: Transfers,
    handed_over: HandedOver,
    /// The file that can be opened as a copy, until that is decided.
    held: StoredValue<Option<PickedFile>, LocalStorage>,
    /// What to know before it is opened as a copy.
    asking: RwSignal<Option<Question>>,
}

/// Whether to open a file as a copy.
#[derive(Clone)]
struct Question {
    title: String,
    words: String,
}

impl OpenFile {
    pub(super) fn new() -> Self {
        Self {
            desk: use_desk(),
            navigation: Navigation::from_context(),
            notices: Notices::from_context(),
            transfers: Transfers::from_context(),
            handed_over: HandedOver::from_context(),
            held: StoredValue::new_local(None),
            asking: RwSignal::new(None),
        }
    }

    /// Lets the user choose a file, and opens it.
    pub(super) fn choose(self) {
        spawn_local(async move {
            if let Some(file) = files::pick(".assay,.json,.html,.htm", HowMany::One)
                .await
                .into_iter()
                .next()
            {
                self.open(file).await;
            }
        });
    }

    /// Takes files that were dropped or chosen, and opens the first.
    pub(super) fn take(self) -> UnsyncCallback<Vec<PickedFile>> {
        UnsyncCallback::new(move |picked: Vec<PickedFile>| {
            if let Some(file) = picked.into_iter().next() {
                spawn_local(self.open(file));
            }
        })
    }

    async fn open(self, file: PickedFile) {
        let kind = kind_of(&file).await;
        if self.handed_over.pass_on(&file, kind, &Route::Welcome) {
            return;
        }
        let Some((shown, work)) = self.begin(&file) else {
            return;
        };
        let opened = self.desk.open_backup(&file, &work).await;
        drop(shown);
        match opened {
            Ok(OpenedBackup {
                how: Opened::Older(later),
                mended: 0,
                ..
            }) => self.ask(
                file.clone(),
                "This backup is older",
                backups::older_and_nothing_changed(&quoted(&file), later),
            ),
            Ok(opened) => self.opened(&file, &opened.id, what_became(&file, &opened)),
            Err(
                error @ (DeskError::Diverged { .. }
                | DeskError::OpenElsewhere
                | DeskError::UnsavedHere
                | DeskError::DamagedJournal(_)
                | DeskError::Unreadable(_)),
            ) => self.ask(file, "Open as a copy?", error.to_string()),
            Err(error) => self.refused(&file, &error),
        }
    }

    async fn open_as_copy(self) {
        let Some(file) = self.held.try_update_value(Option::take).flatten() else {
            return;
        };
        let Some((shown, work)) = self.begin(&file) else {
            return;
        };
        let opened = self.desk.open_backup_as_copy(&file, &work).await;
        drop(shown);
        match opened {
            Ok(id) => {
                let words = backups::opened_as_copy(&quoted(&file));
                self.opened(&file, &id, words);
            }
            Err(error) => self.refused(&file, &error),
        }
    }

    /// Shows how far the work is.
    fn begin(self, file: &PickedFile) -> Option<(Shown, Work)> {
        let Some(shown) = self.transfers.begin("open") else {
            self.notices.say(backups::another_is_opened(&quoted(file)));
            return None;
        };
        let tell = shown.tell();
        let work = Work::new(
            move |now| tell(now.words(), now.per_mille()),
            shown.cancellation(),
        );
        Some((shown, work))
    }

    fn ask(self, file: PickedFile, title: &str, words: String) {
        // Whoever has gone on meanwhile is told all the same.
        if self.asking.is_disposed() {
            return self.notices.say(words);
        }
        self.held.set_value(Some(file));
        self.asking.set(Some(Question {
            title: title.to_owned(),
            words,
        }));
    }

    fn opened(self, file: &PickedFile, id: &str, words: String) {
        if self.asking.is_disposed() {
            let (navigation, id) = (self.navigation, id.to_owned());
            self.notices
                .offer(words, words::files::go_to(&file.name()), move || {
                    go_to_assessment(navigation, &id);
                });
            return;
        }
        self.notices.done(words);
        go_to_assessment(self.navigation, id);
    }

    fn refused(self, file: &PickedFile, error: &DeskError) {
        let words = words::files::not_opened(&file.name(), error);
        match error {
            DeskError::Stopped => self.notices.say(words),
            _ => self.notices.warn(words),
        }
    }
}

fn quoted(file: &PickedFile) -> String {
    words::files::quoted(&file.name())
}

/// What became of a backup that was opened, as sentences.
fn what_became(file: &PickedFile, opened: &OpenedBackup) -> String {
    let file = quoted(file);
    let how = match opened.how {
        Opened::Kept => backups::opened(&file),
        Opened::Continued(more) => backups::continued(&file, more),
        Opened::Same => backups::same(&file, opened.files),
        Opened::Older(later) => backups::older(&file, later),
    };
    let mended = (opened.mended > 0).then(|| backups::mended(opened.mended));
    let missing = (opened.missing > 0).then(|| backups::does_not_hold(opened.missing));
    let all: Vec<_> = [Some(how), mended, missing].into_iter().flatten().collect();
    all.join(" ")
}

/// Asks whether to open as a copy.
#[component]
pub(super) fn OpenFileDialogs(
    /// What opens files.
    opening: OpenFile,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let asking = opening.asking;
    let part = move |part: fn(Question) -> String| asking.get().map(part).unwrap_or_default();
    Effect::new(move || open.set(asking.with(Option::is_some)));
    view! {
        <Dialog open title=Signal::derive(move || part(|asked| asked.title)) on_close=move || asking.set(None)>
            <p>{move || part(|asked| asked.words)}</p>
            <div class="dialog-actions">
                <Button on_press=move || open.set(false)>"Close"</Button>
                <Button
                    kind=ButtonKind::Primary
                    on_press=move || {
                        open.set(false);
                        spawn_local(opening.open_as_copy());
                    }
                >
                    "Open as a copy"
                </Button>
            </div>
        </Dialog>
    }
}
