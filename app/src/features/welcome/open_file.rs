//! Opening a backup file, and what to do when it does not continue what is on this device.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::go_to_assessment;
use crate::browser::files::{self, HowMany, PickedFile};
use crate::components::{Button, ButtonKind, Dialog};
use crate::desk::{Desk, DeskError, use_desk};
use crate::shell::{Navigation, Notices};

/// Opens backup files. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct OpenFile {
    desk: Desk,
    navigation: Navigation,
    notices: Notices,
    /// The file that could only be opened as a copy, until that is decided.
    held: StoredValue<Option<PickedFile>, LocalStorage>,
    /// Why it could only be opened as a copy.
    why_copy: RwSignal<Option<String>>,
}

impl OpenFile {
    pub(super) fn new() -> Self {
        Self {
            desk: use_desk(),
            navigation: Navigation::from_context(),
            notices: Notices::from_context(),
            held: StoredValue::new_local(None),
            why_copy: RwSignal::new(None),
        }
    }

    /// Lets the user choose a file, and opens it.
    pub(super) fn choose(self) {
        spawn_local(async move {
            if let Some(file) = files::pick(".assay", HowMany::One).await.into_iter().next() {
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
        match self.desk.open_backup(&file).await {
            Ok(id) => self.opened(&file, &id),
            Err(error @ (DeskError::Diverged { .. } | DeskError::DamagedJournal(_))) => {
                self.held.set_value(Some(file));
                self.why_copy.set(Some(error.to_string()));
            }
            Err(error) => self.refused(&file, &error),
        }
    }

    async fn open_as_copy(self) {
        let Some(file) = self.held.try_update_value(Option::take).flatten() else {
            return;
        };
        match self.desk.open_backup_as_copy(&file).await {
            Ok(id) => self.opened(&file, &id),
            Err(error) => self.refused(&file, &error),
        }
    }

    fn opened(self, file: &PickedFile, id: &str) {
        self.notices.done(format!(
            "\u{201c}{}\u{201d} was checked and opened.",
            file.name()
        ));
        go_to_assessment(self.navigation, id);
    }

    fn refused(self, file: &PickedFile, error: &DeskError) {
        self.notices.warn(format!(
            "\u{201c}{}\u{201d} was not opened. {error}",
            file.name()
        ));
    }
}

/// Asks whether to open as a copy.
#[component]
pub(super) fn OpenFileDialogs(
    /// What opens files.
    opening: OpenFile,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let why = opening.why_copy;
    Effect::new(move || open.set(why.with(Option::is_some)));
    view! {
        <Dialog open title="Open as a copy?" on_close=move || why.set(None)>
            <p>{move || why.get()}</p>
            <div class="dialog-actions">
                <Button on_press=move || open.set(false)>"Cancel"</Button>
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
